#include "model/manifest/sam/aws_schedule.h"

#include <vector>

#include <fmt/format.h>

#include "model/calendar/cron.h"

namespace virga::model {

namespace {

constexpr std::int64_t kMinute = 60'000'000'000;

// "*", "5", "1-5", "0/15" or "1,4,9".
std::string fieldText(const std::vector<int>& values, int first, int last) {
  if (static_cast<int>(values.size()) == last - first + 1) return "*";
  if (values.size() == 1) return std::to_string(values[0]);
  const int step = values[1] - values[0];
  bool even = true;
  for (std::size_t i = 1; i < values.size(); ++i) even = even && values[i] - values[i - 1] == step;
  if (even && step == 1) return fmt::format("{}-{}", values.front(), values.back());
  if (even && values.size() > 2 && values.back() + step > last) return fmt::format("{}/{}", values.front(), step);
  return fmt::format("{}", fmt::join(values, ","));
}

template <std::size_t size>
std::vector<int> valuesOf(const std::bitset<size>& bits, int first) {
  std::vector<int> values;
  for (int i = first; i < static_cast<int>(size); ++i)
    if (bits[static_cast<std::size_t>(i)]) values.push_back(i);
  return values;
}

tl::expected<std::string, std::string> rateOf(Duration every) {
  if (every.nanoseconds < kMinute || every.nanoseconds % kMinute != 0)
    return tl::unexpected(std::string("EventBridge Scheduler takes whole minutes, from one on"));
  const std::int64_t minutes = every.nanoseconds / kMinute;
  const auto rate = [](std::int64_t count, const char* unit) {
    return fmt::format("rate({} {}{})", count, unit, count == 1 ? "" : "s");
  };
  if (minutes % (24 * 60) == 0) return rate(minutes / (24 * 60), "day");
  return minutes % 60 == 0 ? rate(minutes / 60, "hour") : rate(minutes, "minute");
}

}  // namespace

tl::expected<std::string, std::string> awsSchedule(const Schedule& schedule) {
  if (schedule.every) return rateOf(*schedule.every);
  const auto cron = parseCron(schedule.cron);
  if (!cron) return tl::unexpected(cron.error());
  std::vector<int> weekdays;  // AWS counts from Sunday = 1
  for (const int day : valuesOf(cron->daysOfWeek, 0)) weekdays.push_back(day + 1);
  const std::string days = fieldText(valuesOf(cron->daysOfMonth, 1), 1, 31), week = fieldText(weekdays, 1, 7);
  if (days != "*" && week != "*")
    return tl::unexpected(std::string("a cron expression of AWS restricts days of the month or of the week, not both"));
  return fmt::format("cron({} {} {} {} {} *)", fieldText(valuesOf(cron->minutes, 0), 0, 59),
                     fieldText(valuesOf(cron->hours, 0), 0, 23), week == "*" ? days : "?",
                     fieldText(valuesOf(cron->months, 1), 1, 12), week == "*" ? "?" : week);
}

}  // namespace virga::model
