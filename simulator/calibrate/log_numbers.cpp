#include "simulator/calibrate/log_numbers.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace virga::simulator {

namespace {

constexpr double kMost = 1e15;  // milliseconds: 30,000 years
constexpr std::string_view kBlanks = " \t\r\n";

}  // namespace

bool isMeasure(double value) { return std::isfinite(value) && value >= 0 && value <= kMost; }

std::optional<double> takeMeasure(std::string_view& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !isMeasure(value)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value == 0 ? 0.0 : value;  // not -0
}

std::optional<double> parseMeasure(std::string_view text) {
  text = trimmed(text);
  const auto value = takeMeasure(text);
  return text.empty() ? value : std::nullopt;
}

std::string notAMeasure(std::string_view name, std::string_view text) {
  return fmt::format("'{}' is '{}'; expected a number from 0 to 1e15", name, trimmed(text).substr(0, 40));
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace virga::simulator
