#pragma once

#include <bitset>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace virga::model {

// A cron expression of five fields: minute, hour, day of the month, month, day of the week. Each is *, a value, a range
// (1-5), a list (1,15) or a step (*/5, 10-40/5, 5/15: from 5 on); months and days of the week have their English
// three-letter names; 0 and 7 are Sunday. Where both days are restricted, either one suffices. (POSIX.1-2017, crontab;
// steps and names as in Vixie cron.)
struct Cron {
  std::bitset<60> minutes;
  std::bitset<24> hours;
  std::bitset<32> daysOfMonth;  // 1 … 31
  std::bitset<13> months;       // 1 … 12
  std::bitset<7> daysOfWeek;    // 0: Sunday
  bool anyDayOfMonth = true;    // the field begins with *
  bool anyDayOfWeek = true;

  bool matchesDay(unsigned month, unsigned dayOfMonth, unsigned dayOfWeek) const {
    if (!months[month]) return false;
    const bool byMonth = daysOfMonth[dayOfMonth], byWeek = daysOfWeek[dayOfWeek];
    return anyDayOfMonth || anyDayOfWeek ? byMonth && byWeek : byMonth || byWeek;
  }
};

// The error says what is wrong: "'61' isn't a minute (0 to 59)".
tl::expected<Cron, std::string> parseCron(std::string_view expression);

}  // namespace virga::model
