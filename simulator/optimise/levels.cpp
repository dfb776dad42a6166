#include "simulator/optimise/levels.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <numeric>

#include "model/project/project_file.h"
#include "model/units/byte_size.h"
#include "model/units/duration.h"
#include "model/units/rate.h"
#include "model/units/share.h"

namespace virga::simulator {
namespace {

using Reader = std::function<std::optional<double>(const std::string&)>;

std::optional<double> plainNumber(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

template <typename Parsed, typename Number>
std::optional<double> numberOf(const Parsed& parsed, Number number) {
  return parsed ? std::optional(static_cast<double>(number(*parsed))) : std::nullopt;
}

const std::vector<Reader>& readers() {
  static const std::vector<Reader> all = {
      plainNumber,
      [](const auto& text) { return numberOf(model::parseByteSize(text), [](const auto& size) { return size.bytes; }); },
      [](const auto& text) {
        return numberOf(model::parseDuration(text), [](const auto& time) { return time.nanoseconds; });
      },
      [](const auto& text) { return numberOf(model::parseRate(text), [](const auto& rate) { return rate.perSecond; }); },
      [](const auto& text) { return numberOf(model::parseShare(text), [](const auto& share) { return share.value; }); }};
  return all;
}

// What the values are by the first kind that all of them can be read as.
std::optional<std::vector<double>> numbersOf(const std::vector<std::string>& values) {
  for (const auto& read : readers()) {
    std::vector<double> numbers;
    for (const auto& value : values)
      if (const auto number = read(value)) numbers.push_back(*number);
    if (numbers.size() == values.size()) return numbers;
  }
  return std::nullopt;
}

}  // namespace

FactorLevels levelledFactor(const Factor& factor, std::size_t levels) {
  FactorLevels out{factor.path, levelsOf(factor, levels), true};
  if (factor.range) return out;
  const auto numbers = numbersOf(out.values);
  out.ordered = numbers.has_value();
  if (!numbers) return out;
  std::vector<std::size_t> order(numbers->size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return (*numbers)[a] < (*numbers)[b]; });
  std::vector<std::string> sorted;
  for (const auto i : order) sorted.push_back(out.values[i]);
  out.values = std::move(sorted);
  return out;
}

GridFactors gridOf(const std::vector<FactorLevels>& factors) {
  GridFactors grid;
  for (const auto& factor : factors) grid.push_back({factor.values.size(), factor.ordered});
  return grid;
}

std::vector<model::Setting> settingsAt(const std::vector<FactorLevels>& factors, const GridPoint& point) {
  std::vector<model::Setting> settings;
  for (std::size_t d = 0; d < factors.size(); ++d) settings.push_back({factors[d].path, factors[d].values[point[d]]});
  return settings;
}

std::optional<std::size_t> ownLevel(const FactorLevels& factor, const model::Architecture& architecture,
                                    const std::string& scenario) {
  const auto chosen = std::find_if(architecture.scenarios.begin(), architecture.scenarios.end(),
                                   [&](const auto& own) { return scenario.empty() || own.name == scenario; });
  const auto settings = chosen == architecture.scenarios.end() ? std::vector<model::Setting>{} : chosen->set;
  const auto own = model::withSettings(architecture, settings);
  if (!own) return std::nullopt;
  for (std::size_t i = 0; i < factor.values.size(); ++i)
    if (const auto same = model::withSettings(*own, {{factor.path, factor.values[i]}}); same && *same == *own) return i;
  return std::nullopt;
}

}  // namespace virga::simulator
