#include "model/pricing/month.h"

#include <chrono>
#include <cstdio>

namespace virga::model {

Decimal hoursPerMonth(const Scenario& scenario) {
  int year = 0;
  unsigned month = 0;
  if (scenario.start == Scenario{}.start || std::sscanf(scenario.start.c_str(), "%4d-%2u", &year, &month) != 2)
    return kHoursPerMonth;
  const auto last = std::chrono::year(year) / std::chrono::month(month) / std::chrono::last;
  return last.ok() ? Decimal(24 * static_cast<unsigned>(last.day())) : kHoursPerMonth;
}

}  // namespace virga::model
