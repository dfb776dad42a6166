#pragma once

#include "model/architecture/scenario.h"
#include "model/units/money.h"

namespace virga::model {

// Hours of an average month, 365 days x 24 h / 12: what the providers' price lists and calculators reckon with.
inline const Decimal kHoursPerMonth = 730;

// Hours of the month that a bill of the scenario is for: the calendar month that its stated start lies in, else an average
// one.
Decimal hoursPerMonth(const Scenario& scenario);

}  // namespace virga::model
