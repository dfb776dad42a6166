#include "simulator/results/figure_text.h"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace virga::simulator {

namespace {

// Three digits and no exponent; whole from 100 on.
std::string threeDigits(double value) {
  const double size = std::abs(value);
  if (size == 0) return "0";
  if (size >= 99.95) return fmt::format("{:.0f}", value);
  if (size >= 9.995) return fmt::format("{:.1f}", value);
  if (size >= 0.9995) return fmt::format("{:.2f}", value);
  return fmt::format("{:.3f}", value);
}

std::string withSeparators(std::int64_t value) {
  std::string digits = std::to_string(value);
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, ",");
  return digits;
}

bool hasSegmentEnding(std::string_view name, std::string_view ending) {
  while (!name.empty()) {
    const std::size_t dot = name.find('.');
    if (name.substr(0, dot).ends_with(ending)) return true;
    if (dot == std::string_view::npos) break;
    name.remove_prefix(dot + 1);
  }
  return false;
}

}  // namespace

Measure measureOf(std::string_view figureName) {
  if (hasSegmentEnding(figureName, "_ms")) return Measure::time;
  if (hasSegmentEnding(figureName, "_share")) return Measure::share;
  if (hasSegmentEnding(figureName, "_per_s")) return Measure::rate;
  return Measure::count;
}

std::string countText(double count) {
  constexpr double kLargest = 9e18;
  if (!std::isfinite(count) || std::abs(count) > kLargest) return fmt::format("{}", count);
  if (count == std::floor(count) || std::abs(count) >= 99.95) return withSeparators(std::llround(count));
  return threeDigits(count);
}

std::string timeText(double milliseconds) {
  const double size = std::abs(milliseconds);
  if (size != 0 && size < 0.0995) return threeDigits(milliseconds * 1e3) + " µs";
  if (size < 999.5) return threeDigits(milliseconds) + " ms";
  if (size < 599'500) return threeDigits(milliseconds / 1e3) + " s";
  if (size < 3600e3 * 3) return threeDigits(milliseconds / 60e3) + " min";
  return threeDigits(milliseconds / 3600e3) + " h";
}

std::string shareText(double share) {
  constexpr double kSmallestShown = 0.000'005;
  if (share > 0 && share < kSmallestShown) return "< 0.001 %";
  return threeDigits(share * 100) + " %";
}

std::string valueText(Measure measure, double value) {
  switch (measure) {
    case Measure::time: return timeText(value);
    case Measure::share: return shareText(value);
    case Measure::rate: return countText(value) + "/s";
    case Measure::count: break;
  }
  return countText(value);
}

std::string figureText(std::string_view figureName, const std::optional<Figure>& figure, bool withInterval) {
  if (!figure) return "-";
  const Measure measure = measureOf(figureName);
  std::string text = valueText(measure, figure->mean);
  if (withInterval && figure->ci95) text += " ± " + valueText(measure, (figure->ci95->second - figure->ci95->first) / 2);
  return text;
}

}  // namespace virga::simulator
