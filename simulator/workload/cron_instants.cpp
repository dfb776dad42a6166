#include "simulator/workload/cron_instants.h"

#include <fmt/format.h>

#include "model/calendar/cron.h"
#include "model/calendar/time_zone.h"

namespace virga::simulator {

namespace {

// Nineteen years of minutes; 80 MB.
constexpr std::size_t kMost = 10'000'000;

}  // namespace

tl::expected<std::shared_ptr<const std::vector<std::int64_t>>, std::string> cronInstants(const std::string& expression,
                                                                                         const std::string& timeZone,
                                                                                         const model::Scenario& scenario) {
  const auto cron = model::parseCron(expression);
  if (!cron) return tl::unexpected(fmt::format("bad cron expression '{}': {}", expression, cron.error()));
  if (!model::isTimeZone(timeZone)) return tl::unexpected(fmt::format("'{}' isn't a time zone", timeZone));
  const auto start = model::parseDateTime(scenario.start);
  if (!start) return tl::unexpected(start.error());
  const auto times = model::cronTimes(*cron, timeZone, *start, scenario.duration, kMost + 1);
  if (times.size() > kMost)
    return tl::unexpected(fmt::format("'{}' comes more than {} times in the run", expression, kMost));
  std::vector<std::int64_t> instants;
  instants.reserve(times.size());
  for (const auto time : times) instants.push_back(time.nanoseconds);
  return std::make_shared<const std::vector<std::int64_t>>(std::move(instants));
}

}  // namespace virga::simulator
