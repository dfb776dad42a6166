#pragma once

#include <algorithm>
#include <cstdint>

namespace virga::simulator {

// Token bucket with continuous refill, full at the start. With Poisson requests its throttle probability is the loss of
// an M/D/1/K queue with K = burst and service time 1/rate.
class TokenBucket {
 public:
  TokenBucket() = default;
  // Tokens per second (>= 0) and capacity (>= 1 for any request to pass).
  TokenBucket(double perSecond, double burst)
      : perNanosecond_(perSecond * 1e-9), burst_(burst), tokens_(burst), limited_(true) {}

  // Takes tokens at `now` (never earlier than the last call), or says that there aren't as many. A default bucket never
  // refuses.
  bool take(std::int64_t now, double amount = 1.0) {
    if (!limited_) return true;
    tokens_ = std::min(burst_, tokens_ + static_cast<double>(now - last_) * perNanosecond_);
    last_ = now;
    if (tokens_ < amount) return false;
    tokens_ -= amount;
    return true;
  }

  // Takes back what was taken a moment ago.
  void giveBack(double amount = 1.0) { tokens_ = std::min(burst_, tokens_ + amount); }

  bool limited() const { return limited_; }

 private:
  double perNanosecond_ = 0;
  double burst_ = 0;
  double tokens_ = 0;
  std::int64_t last_ = 0;
  bool limited_ = false;
};

}  // namespace virga::simulator
