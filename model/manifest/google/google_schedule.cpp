#include "model/manifest/google/google_schedule.h"

#include <fmt/format.h>

#include "model/calendar/cron.h"

namespace virga::model {

tl::expected<std::string, std::string> googleSchedule(const Schedule& schedule) {
  constexpr std::int64_t kMinute = 60'000'000'000, kDay = 24 * 60;
  if (!schedule.every) {
    if (const auto cron = parseCron(schedule.cron); !cron) return tl::unexpected(cron.error());
    return schedule.cron;
  }
  const std::int64_t nanoseconds = schedule.every->nanoseconds;
  if (nanoseconds < kMinute || nanoseconds % kMinute != 0)
    return tl::unexpected(std::string("Cloud Scheduler takes whole minutes, from one on"));
  const std::int64_t minutes = nanoseconds / kMinute;
  if (minutes > kDay) return tl::unexpected(std::string("Cloud Scheduler takes intervals of at most a day"));
  if (minutes == kDay) return std::string("0 0 * * *");
  if (minutes < 60 && 60 % minutes == 0) return fmt::format("*/{} * * * *", minutes);
  if (minutes % 60 == 0 && 24 % (minutes / 60) == 0) return fmt::format("0 */{} * * *", minutes / 60);
  return fmt::format("every {} minutes", minutes);
}

}  // namespace virga::model
