#include "model/alarm/alarm_period.h"

namespace virga::model {

tl::expected<Duration, std::string> parseAlarmPeriod(std::string_view text) {
  const auto period = parseDuration(text);
  if (period && (*period < seconds(10) || *period > days(1))) return tl::unexpected(std::string("from 10 s to 1 d"));
  return period;
}

}  // namespace virga::model
