#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/architecture/arrivals.h"
#include "model/architecture/component_ref.h"
#include "model/architecture/warmup.h"
#include "model/units/share.h"

namespace virga::model {

// The day's shape: a cosine between 100 % at `peakAt` and `low` twelve hours apart, by the run's `start`.
struct Diurnal {
  Share low;
  Duration peakAt;  // time of day, written "20:00"
  bool operator==(const Diurnal&) const = default;
};

// Multiplies every open arrival rate of the project.
struct Traffic {
  double factor = 1;  // `x`
  std::optional<Diurnal> diurnal;
  bool operator==(const Traffic&) const = default;
};

// A component that can't be reached: the connection is refused at once, or no answer ever comes and each caller waits
// until its own timeout.
enum class Outage { none, refused, silent };

// Something wrong with one component for a while.
struct Fault {
  ComponentRef component;
  Duration from, to;                    // simulated time, from < to
  Share errors;                         // of the requests, on top of the component's own
  std::optional<Distribution> latency;  // added
  Share throttles = {};                 // of the requests, refused as too many
  Outage outage = Outage::none;
  bool operator==(const Fault&) const = default;
};

// Sets the value at a dotted path, as a project file would write it.
struct Setting {
  std::string path;   // "checkout.memory", "users.sends.0.arrivals.poisson.rate", "providers.custom.keep-alive"
  std::string value;  // YAML scalar or flow text: "1 GiB", "{exponential: {mean: 2 s}}"
  bool operator==(const Setting&) const = default;
};

// A century, so that a time in a run plus any time to wait is one that a Duration holds.
inline constexpr Duration kLongestRun = days(36'500);

struct Scenario {
  std::string name;
  Duration duration = hours(1);
  Warmup warmup;                           // less than the duration
  std::string start = "2026-01-05 00:00";  // local date and time of the run's start, for cron and time zones; a Monday
  Traffic traffic;
  // Time of a month with traffic like this, for the bill: 8 d of weekend; none: all of the month.
  std::optional<Duration> timePerMonth = {};
  std::vector<Setting> set;
  std::vector<Fault> faults;
  bool operator==(const Scenario&) const = default;
};

}  // namespace virga::model
