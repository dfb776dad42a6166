#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "model/pricing/usage.h"
#include "model/pricing/usage_items.h"

namespace virga::model {
namespace {

// Factor from a period to a month. The denominator holds no factor 2 or 5, so that every finite result comes out exactly.
struct Scale {
  Decimal numerator = 1;
  std::int64_t denominator = 1;
};

Scale monthly(const Usage& usage, const Decimal& hoursPerMonth) {
  if (usage.period <= Duration{}) throw std::invalid_argument("the period of usage must be above 0");
  static const Decimal half("0.5"), fifth("0.2");
  Scale scale{hoursPerMonth * hours(1).nanoseconds, usage.period.nanoseconds};
  for (; scale.denominator % 2 == 0; scale.denominator /= 2) scale.numerator *= half;
  for (; scale.denominator % 5 == 0; scale.denominator /= 5) scale.numerator *= fifth;
  if (scale.numerator == floor(scale.numerator) && scale.numerator < Decimal(std::numeric_limits<std::int64_t>::max())) {
    const auto divisor = std::gcd(scale.numerator.convert_to<std::int64_t>(), scale.denominator);
    return {scale.numerator / divisor, scale.denominator / divisor};
  }
  return scale;
}

Decimal scaled(const Decimal& quantity, const Scale& scale) {
  const Decimal product = quantity * scale.numerator;
  return scale.denominator == 1 ? product : Decimal(product / scale.denominator);
}

}  // namespace

Decimal trafficHoursPerMonth(const Usage& usage) {
  if (!usage.timePerMonth) return usage.hoursPerMonth;
  return std::min(usage.hoursPerMonth, Decimal(Decimal(usage.timePerMonth->nanoseconds) / hours(1).nanoseconds));
}

Decimal monthlyQuantity(const Usage& usage, const UsageItem& item) {
  const auto* metered = findMeteredItem(item.kind, item.item);
  const auto accrual = metered ? metered->accrual : Accrual::withTraffic;
  if (usage.monthly || accrual == Accrual::perMonth) return item.quantity;
  if (accrual == Accrual::withTime) return scaled(item.quantity, monthly(usage, usage.hoursPerMonth));
  const auto hours = trafficHoursPerMonth(usage);
  auto quantity = scaled(item.quantity, monthly(usage, hours));
  if (item.withoutTraffic != 0 && hours < usage.hoursPerMonth)
    quantity += scaled(item.withoutTraffic, monthly(usage, Decimal(usage.hoursPerMonth - hours)));
  return quantity;
}

}  // namespace virga::model
