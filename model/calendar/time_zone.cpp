#include "model/calendar/time_zone.h"

#include <algorithm>
#include <chrono>
#include <sstream>
#include <stdexcept>

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

namespace virga::model {
namespace {

const date::time_zone* zoneOf(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {  // the library's way to say that there is none
    return nullptr;
  }
}

}  // namespace

bool isTimeZone(const std::string& name) { return zoneOf(name) != nullptr; }

tl::expected<std::int64_t, std::string> parseDateTime(const std::string& text) {
  std::istringstream in(text);
  date::sys_time<std::chrono::minutes> time;
  in >> date::parse("%F %H:%M", time);
  if (in.fail() || in.peek() != std::istringstream::traits_type::eof())
    return tl::unexpected(fmt::format("'{}' isn't a date and time, as in 2026-01-05 00:00", text));
  return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

std::vector<Duration> cronTimes(const Cron& cron, const std::string& zoneName, std::int64_t start, Duration duration,
                                std::size_t most) {
  using std::chrono::seconds;
  std::vector<Duration> times;
  const auto* const zone = zoneOf(zoneName);
  if (zone == nullptr) return times;
  const date::sys_seconds from{seconds(start)};
  const date::sys_seconds to = from + seconds((duration.nanoseconds + 999'999'999) / 1'000'000'000);
  // A day more on either side: the local day of an instant is at most one off.
  const auto firstDay = date::floor<date::days>(zone->to_local(from)) - date::days(1);
  const auto lastDay = date::floor<date::days>(zone->to_local(to)) + date::days(1);
  for (auto day = firstDay; day <= lastDay && times.size() < most; day += date::days(1)) {
    const date::year_month_day civil{day};
    const date::weekday weekday{day};
    if (!cron.matchesDay(static_cast<unsigned>(civil.month()), static_cast<unsigned>(civil.day()), weekday.c_encoding()))
      continue;
    for (unsigned hour = 0; hour < 24; ++hour)
      for (unsigned minute = 0; cron.hours[hour] && minute < 60; ++minute) {
        if (!cron.minutes[minute]) continue;
        const auto instant =
            zone->to_sys(day + std::chrono::hours(hour) + std::chrono::minutes(minute), date::choose::earliest);
        const Duration since{(instant - from).count() * 1'000'000'000};
        if (instant >= from && since < duration) times.push_back(since);
      }
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  if (times.size() > most) times.resize(most);
  return times;
}

}  // namespace virga::model
