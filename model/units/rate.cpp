#include "model/units/rate.h"

#include <array>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "model/units/quantity.h"

namespace virga::model {
namespace {

struct TimeUnit {
  std::string_view name;
  double seconds;
};
constexpr std::array<TimeUnit, 4> kTimeUnits{{{"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86'400}}};

const TimeUnit* findUnit(std::string_view name) {
  for (const auto& unit : kTimeUnits)
    if (unit.name == name) return &unit;
  return nullptr;
}

std::string_view meantUnit(std::string_view word) {
  static const std::map<std::string_view, std::string_view> meant{
      {"sec", "s"}, {"second", "s"}, {"m", "min"},   {"minute", "min"}, {"hr", "h"}, {"hour", "h"},
      {"day", "d"}, {"S", "s"},      {"Min", "min"}, {"H", "h"},        {"D", "d"}};
  const auto found = meant.find(word);
  return found == meant.end() ? std::string_view() : found->second;
}

}  // namespace

tl::expected<Rate, std::string> parseRate(std::string_view text) {
  const auto whole = trimmed(text);
  if (whole.empty()) return tl::unexpected(std::string("a rate is missing; write for example '20/s' or '5k/min'"));
  const auto split = splitNumber(whole);
  if (!split) return tl::unexpected(split.error());
  const auto slash = split->rest.find('/');
  if (slash == std::string_view::npos) {
    if (split->rest.empty() || split->rest == "k" || split->rest == "M")
      return tl::unexpected(fmt::format("'{0}' has no time unit; write '{0}/s' or '{0}/min'", whole));
    return tl::unexpected(fmt::format("'{}' isn't a rate; write for example '{}/s'", whole, split->number));
  }
  const auto multiplier = trimmed(split->rest.substr(0, slash));
  const auto unitName = trimmed(split->rest.substr(slash + 1));
  std::string digits(split->number);
  if (multiplier == "k")
    digits += "e3";
  else if (multiplier == "M")
    digits += "e6";
  else if (!multiplier.empty())
    return tl::unexpected(
        fmt::format("'{}': unknown multiplier '{}'; write 'k' (thousand) or 'M' (million)", whole, multiplier));
  const auto* unit = findUnit(unitName);
  if (!unit) {
    const auto meant = meantUnit(unitName);
    return tl::unexpected(
        fmt::format("'{}': unknown time unit '{}'; {}", whole, unitName,
                    meant.empty() ? "the time units are s, min, h and d" : fmt::format("write '/{}'", meant)));
  }
  const double perSecond = nearestDouble(digits) / unit->seconds;
  if (!std::isfinite(perSecond)) return tl::unexpected(fmt::format("'{}' is too large a rate", whole));
  return Rate{perSecond};
}

std::string toText(Rate rate) {
  if (rate.perSecond == 0) return "0/s";
  std::string best;
  std::size_t bestCost = std::numeric_limits<std::size_t>::max();
  auto consider = [&](const std::string& number, std::string_view unit) {
    const std::size_t cost = number.size() + (number.starts_with("0.") ? 3 : 0);
    if (cost >= bestCost) return;
    bestCost = cost;
    best = fmt::format("{}/{}", number, unit);
  };
  consider(plainText(rate.perSecond), "s");
  for (const auto& unit : kTimeUnits) {
    // Reading divides by the unit and rounds, so the shortest decimal near the product that reads back is looked for.
    const double product = rate.perSecond * unit.seconds;
    for (int digits = 15; digits <= 17 && std::isfinite(product); ++digits) {
      const auto number = plainText(nearestDouble(fmt::format("{:.{}e}", product, digits - 1)));
      if (parseRate(fmt::format("{}/{}", number, unit.name)) != Rate{rate}) continue;
      consider(number, unit.name);
      break;
    }
  }
  return best;
}

}  // namespace virga::model
