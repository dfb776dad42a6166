#pragma once

#include <algorithm>
#include <cmath>

#include "model/architecture/step.h"

namespace virga::model {

// The sum of the longest waits between the attempts of a call, in seconds. Jitter only shortens them.
inline double longestWaits(const Retry& retry) {
  double total = 0;
  for (int attempt = 0; attempt < retry.attempts; ++attempt) {
    const double growth = retry.growth == BackoffGrowth::exponential ? std::exp2(attempt) : 1;
    double wait = retry.backoff.seconds() * growth;
    if (retry.cap) wait = std::min(wait, retry.cap->seconds());
    total += wait;
  }
  return total;
}

// The longest that a call with a timeout and its retries can take, in seconds.
inline double longestSeconds(const CallStep& call) {
  const double attempts = call.retry ? 1 + call.retry->attempts : 1;
  return call.timeout->seconds() * attempts + (call.retry ? longestWaits(*call.retry) : 0);
}

}  // namespace virga::model
