#pragma once

#include <string>
#include <variant>
#include <vector>

#include "model/architecture/distribution.h"
#include "model/units/rate.h"

namespace virga::model {

// How requests come. The scenario's traffic multiplies every open arrival rate.
struct ConstantArrivals {  // evenly spaced, the first one interval after the start
  Rate rate;
  bool operator==(const ConstantArrivals&) const = default;
};
struct PoissonArrivals {
  Rate rate;
  bool operator==(const PoissonArrivals&) const = default;
};
struct ProfilePoint {
  Duration at;
  Rate rate;
  bool operator==(const ProfilePoint&) const = default;
};
// Poisson arrivals whose rate is linear between the points (rising in time), constant before the first and after the
// last; with `repeat` the profile starts again after that time.
struct ProfileArrivals {
  std::vector<ProfilePoint> points;
  Duration repeat;  // 0: doesn't repeat
  bool operator==(const ProfileArrivals&) const = default;
};
// Poisson arrivals at `rate` while on and at `base` while off, in turns of random length; begins off. (An interrupted
// Poisson process where the laws are exponential.)
struct BurstyArrivals {
  Rate rate;
  Rate base = {};
  Distribution on = Constant{minutes(1)};
  Distribution off = Constant{minutes(10)};
  bool operator==(const BurstyArrivals&) const = default;
};
// One request every so often, the first after `offset`.
struct EveryArrivals {
  Duration interval;
  Duration offset = {};
  bool operator==(const EveryArrivals&) const = default;
};
// One request at each time of a cron expression of five fields: minute, hour, day of the month, month, day of the week.
struct CronArrivals {
  std::string expression;
  std::string timeZone = "UTC";
  bool operator==(const CronArrivals&) const = default;
};
// A closed population: each user waits for the answer, thinks, and sends again. First requests come after one think time.
struct ClosedArrivals {
  int users = 1;  // 1 … 10,000,000
  Distribution think = Constant{};
  bool operator==(const ClosedArrivals&) const = default;
};
// One request per row of a CSV; `column` holds seconds from the start (number) or timestamps (ISO 8601; the first is the
// start). Rows needn't be sorted. The file is relative to the project file.
struct TraceArrivals {
  std::string file;
  std::string column;  // empty: the first column
  bool operator==(const TraceArrivals&) const = default;
};
enum class Placement { even, random, start };
// Counts per minute from a CSV: one row of counts, or the row of `function` in the layout of the Azure Functions 2019
// trace (HashOwner,HashApp,HashFunction,Trigger,1,…,1440). `even` puts n arrivals at (k+½)/n of the minute.
struct CountsArrivals {
  std::string file;
  std::string function;  // empty: the only or first row
  Placement placement = Placement::even;
  bool operator==(const CountsArrivals&) const = default;
};

using Arrivals = std::variant<ConstantArrivals, PoissonArrivals, ProfileArrivals, BurstyArrivals, EveryArrivals,
                              CronArrivals, ClosedArrivals, TraceArrivals, CountsArrivals>;

}  // namespace virga::model
