#include "model/manifest/cron_lines.h"

#include <map>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/calendar/cron.h"

namespace virga::model {

namespace {

// "*", "5", "1-5" or "1,4,9".
std::string fieldText(const std::vector<int>& values, int first, int last) {
  if (static_cast<int>(values.size()) == last - first + 1) return "*";
  if (values.size() > 2 && values.back() - values.front() + 1 == static_cast<int>(values.size()))
    return fmt::format("{}-{}", values.front(), values.back());
  return fmt::format("{}", fmt::join(values, ","));
}

template <std::size_t size>
std::string fieldText(const std::bitset<size>& bits, int first) {
  std::vector<int> values;
  for (int i = first; i < static_cast<int>(size); ++i)
    if (bits[static_cast<std::size_t>(i)]) values.push_back(i);
  return fieldText(values, first, static_cast<int>(size) - 1);
}

tl::expected<std::vector<std::string>, std::string> intervalLines(Duration every) {
  constexpr int kDay = 24 * 60;
  constexpr Duration kMinute = minutes(1);
  if (every < kMinute || every.nanoseconds % kMinute.nanoseconds != 0)
    return tl::unexpected(std::string("cron takes whole minutes, from one on"));
  const std::int64_t step = every.nanoseconds / kMinute.nanoseconds;
  if (step > kDay || kDay % step != 0)
    return tl::unexpected(std::string("cron starts at fixed times of the day, which this interval doesn't divide"));
  std::map<int, std::vector<int>> hoursOf;  // minute → hours
  for (std::int64_t time = 0; time < kDay; time += step)
    hoursOf[static_cast<int>(time % 60)].push_back(static_cast<int>(time / 60));
  std::map<std::vector<int>, std::vector<int>> minutesOf;  // hours → minutes
  for (const auto& [minute, hours] : hoursOf) minutesOf[hours].push_back(minute);
  std::vector<std::string> lines;
  for (const auto& [hours, minutes] : minutesOf)
    lines.push_back(fmt::format("{} {} * * *", fieldText(minutes, 0, 59), fieldText(hours, 0, 23)));
  return lines;
}

}  // namespace

tl::expected<std::vector<std::string>, std::string> cronLines(const Schedule& schedule) {
  if (schedule.every) return intervalLines(*schedule.every);
  const auto cron = parseCron(schedule.cron);
  if (!cron) return tl::unexpected(cron.error());
  // A day field that begins with * keeps its text: written as a list it would widen the other day field.
  std::istringstream fields(schedule.cron);
  std::string minute, hour, dayOfMonth, month, dayOfWeek;
  fields >> minute >> hour >> dayOfMonth >> month >> dayOfWeek;
  return std::vector<std::string>{fmt::format("{} {} {} {} {}", fieldText(cron->minutes, 0), fieldText(cron->hours, 0),
                                              cron->anyDayOfMonth ? dayOfMonth : fieldText(cron->daysOfMonth, 1),
                                              fieldText(cron->months, 1),
                                              cron->anyDayOfWeek ? dayOfWeek : fieldText(cron->daysOfWeek, 0))};
}

}  // namespace virga::model
