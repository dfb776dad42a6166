#include "simulator/sweep/factor.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <fmt/format.h>

namespace virga::simulator {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

// The parts between separators that stand outside of brackets, braces and quotes.
std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  int depth = 0;
  char quote = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{' || c == '[' || c == '(') {
      ++depth;
    } else if (c == '}' || c == ']' || c == ')') {
      --depth;
    } else if (depth == 0 && text.substr(i).starts_with(separator)) {
      parts.push_back(trimmed(text.substr(from, i - from)));
      i += separator.size() - 1;
      from = i + 1;
    }
  }
  parts.push_back(trimmed(text.substr(from)));
  return parts;
}

struct Quantity {
  double number = 0;
  std::string unit;
  bool whole = false;
};

std::optional<Quantity> quantityOf(std::string_view text) {
  Quantity quantity;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), quantity.number);
  if (error != std::errc{} || !std::isfinite(quantity.number)) return std::nullopt;
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.data()));
  quantity.unit = std::string(text.substr(digits.size()));
  quantity.whole = digits.find_first_of(".eE") == std::string_view::npos;
  return quantity;
}

// Of a range or a law.
template <typename Continuous>
std::string numberText(double number, const Continuous& own) {
  if (own.whole) return fmt::format("{:.0f}{}", number, own.unit);
  // Six digits are more than any input is known to, and read well.
  return fmt::format("{:.6g}{}", number, own.unit);
}

std::size_t stepsOf(const FactorRange& range) {
  constexpr double kSlack = 1e-9;  // of a step, for ends that binary fractions miss
  return static_cast<std::size_t>(std::floor((range.high - range.low) / *range.step + kSlack)) + 1;
}

double along(const FactorRange& range, double u) {
  if (!range.logarithmic) return range.low + u * (range.high - range.low);
  return range.low * std::exp(u * std::log(range.high / range.low));
}

tl::expected<FactorRange, std::string> rangeOf(const std::vector<std::string>& parts, std::string_view text) {
  const auto wrong = [&](std::string_view what) {
    return tl::unexpected(
        fmt::format("'{}': {}; write a range as 128MiB..1024MiB, 128MiB..1024MiB..128MiB (with a step) or "
                    "1/s..1000/s..log",
                    text, what));
  };
  if (parts.size() > 3) return wrong("too many ..");
  const auto from = quantityOf(parts[0]), to = quantityOf(parts[1]);
  if (!from || !to) return wrong("both ends must begin with a number");
  if (!from->unit.empty() && trimmed(from->unit) != trimmed(to->unit)) return wrong("both ends need the same unit");
  FactorRange range{from->number, to->number, to->unit, from->whole && to->whole, false, std::nullopt};
  if (!(range.low < range.high)) return wrong("the first end must be the lesser one");
  if (parts.size() == 2) return range;
  if (parts[2] == "log") {
    if (range.low <= 0) return wrong("a logarithmic range begins above 0");
    range.logarithmic = true;
    return range;
  }
  const auto step = quantityOf(parts[2]);
  if (!step || step->number <= 0) return wrong("the step must be a number above 0, or log");
  if (!step->unit.empty() && trimmed(step->unit) != trimmed(to->unit)) return wrong("the step needs the same unit");
  range.step = step->number;
  range.whole = range.whole && step->whole;
  if ((range.high - range.low) / *range.step >= static_cast<double>(kMostLevels))
    return wrong(fmt::format("more than {} steps", kMostLevels));
  return range;
}

struct LawForm {
  FactorLaw::Kind kind;
  std::string_view name;
  std::size_t numbers;
  std::string_view example;
};
constexpr std::array<LawForm, 3> kLaws = {{{FactorLaw::Kind::normal, "normal", 2, "normal(30/s, 5/s)"},
                                           {FactorLaw::Kind::lognormal, "lognormal", 2, "lognormal(30/s, 0.4)"},
                                           {FactorLaw::Kind::triangular, "triangular", 3, "triangular(15/s, 20/s, 40/s)"}}};

// Whether the numbers make a law.
bool isLaw(const FactorLaw& law) {
  switch (law.kind) {
    case FactorLaw::Kind::normal: return law.a >= 0 && law.b > 0;
    case FactorLaw::Kind::lognormal: return law.a > 0 && law.b > 0;
    case FactorLaw::Kind::triangular: break;
  }
  return law.a <= law.b && law.b <= law.c && law.a < law.c;
}

tl::expected<FactorLaw, std::string> lawOf(const LawForm& form, std::string_view text) {
  const auto wrong = [&](std::string_view what) {
    return tl::unexpected(fmt::format("'{}': {}; write it as {}", text, what, form.example));
  };
  const auto numbers = split(text.substr(form.name.size() + 1, text.size() - form.name.size() - 2), ",");
  if (numbers.size() != form.numbers) return wrong(fmt::format("{} takes {} numbers", form.name, form.numbers));
  FactorLaw law{form.kind, 0, 0, 0, {}, true};
  const std::array<double*, 3> places{&law.a, &law.b, &law.c};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto quantity = quantityOf(numbers[i]);
    if (!quantity) return wrong("each part must begin with a number");
    *places[i] = quantity->number;
    // A sigma of logarithms has no unit and no say in whether values are whole.
    if (form.kind == FactorLaw::Kind::lognormal && i == 1) break;
    if (i == 0) law.unit = quantity->unit;
    if (trimmed(quantity->unit) != trimmed(law.unit)) return wrong("all need the same unit");
    law.whole = law.whole && quantity->whole;
  }
  if (!isLaw(law)) return wrong("these numbers make no such law");
  return law;
}

double quantileOf(const FactorLaw& law, double u) {
  // Not the ends themselves, which may lie in infinity.
  constexpr double kEdge = 1e-9;
  const double p = std::clamp(u, kEdge, 1 - kEdge);
  switch (law.kind) {
    case FactorLaw::Kind::normal: {
      const boost::math::normal normal(law.a, law.b);
      const double below = cdf(normal, 0.0);
      return std::max(0.0, quantile(normal, std::min(1 - kEdge, below + p * (1 - below))));
    }
    case FactorLaw::Kind::lognormal: return quantile(boost::math::lognormal(std::log(law.a), law.b), p);
    case FactorLaw::Kind::triangular: break;
  }
  return quantile(boost::math::triangular(law.a, law.b, law.c), p);
}

}  // namespace

tl::expected<Factor, std::string> parseFactor(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0 || trimmed(text.substr(equals + 1)).empty())
    return tl::unexpected(fmt::format("'{}': write it as PATH=VALUES, e.g. checkout.memory=128MiB,512MiB", text));
  return parseFactorValues(trimmed(text.substr(0, equals)), text.substr(equals + 1));
}

tl::expected<Factor, std::string> parseFactorValues(std::string path, std::string_view text) {
  Factor factor{std::move(path), {}, std::nullopt, std::nullopt};
  auto values = split(text, ",");
  if (values.size() == 1) {
    for (const auto& form : kLaws) {
      if (!values[0].starts_with(std::string(form.name) + "(") || !values[0].ends_with(')')) continue;
      auto law = lawOf(form, values[0]);
      if (!law) return tl::unexpected(law.error());
      factor.law = std::move(*law);
      return factor;
    }
    if (const auto parts = split(values[0], ".."); parts.size() > 1) {
      auto range = rangeOf(parts, text);
      if (!range) return tl::unexpected(range.error());
      factor.range = std::move(*range);
      return factor;
    }
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].empty()) return tl::unexpected(fmt::format("'{}': a value between the commas is missing", text));
    if (std::find(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(i), values[i]) !=
        values.begin() + static_cast<std::ptrdiff_t>(i))
      return tl::unexpected(fmt::format("'{}': the value {} stands there twice", text, values[i]));
  }
  if (values.size() > kMostLevels) return tl::unexpected(fmt::format("'{}': more than {} values", text, kMostLevels));
  factor.values = std::move(values);
  return factor;
}

std::string toText(const Factor& factor) {
  if (factor.law) {
    const auto& law = *factor.law;
    const auto& form = *std::find_if(kLaws.begin(), kLaws.end(), [&](const auto& own) { return own.kind == law.kind; });
    auto text = fmt::format("{}={}({}, ", factor.path, form.name, numberText(law.a, law));
    if (law.kind == FactorLaw::Kind::lognormal) return text + fmt::format("{})", law.b);
    text += numberText(law.b, law);
    if (form.numbers == 3) text += ", " + numberText(law.c, law);
    return text + ")";
  }
  if (!factor.range) return fmt::format("{}={}", factor.path, fmt::join(factor.values, ","));
  const auto& range = *factor.range;
  auto text = fmt::format("{}={}..{}", factor.path, numberText(range.low, range), numberText(range.high, range));
  if (range.logarithmic) text += "..log";
  if (range.step) text += ".." + numberText(*range.step, range);
  return text;
}

std::vector<std::string> levelsOf(const Factor& factor, std::size_t levels) {
  std::vector<std::string> values;
  if (factor.law) {
    for (std::size_t i = 0; i < levels; ++i) {
      auto text = valueAt(factor, (static_cast<double>(i) + 0.5) / static_cast<double>(levels));
      if (values.empty() || values.back() != text) values.push_back(std::move(text));
    }
    return values;
  }
  if (!factor.range) return factor.values;
  const auto& range = *factor.range;
  const auto count = range.step ? stepsOf(range) : std::max<std::size_t>(levels, 2);
  for (std::size_t i = 0; i < count; ++i) {
    const double number = range.step ? range.low + static_cast<double>(i) * *range.step
                                     : along(range, static_cast<double>(i) / static_cast<double>(count - 1));
    auto text = numberText(number, range);
    if (values.empty() || values.back() != text) values.push_back(std::move(text));
  }
  return values;
}

std::string valueAt(const Factor& factor, double u) {
  const auto pick = [u](std::size_t count) {
    return std::min(count - 1, static_cast<std::size_t>(u * static_cast<double>(count)));
  };
  if (factor.law) return numberText(quantileOf(*factor.law, u), *factor.law);
  if (!factor.range) return factor.values[pick(factor.values.size())];
  const auto& range = *factor.range;
  if (range.step) return numberText(range.low + static_cast<double>(pick(stepsOf(range))) * *range.step, range);
  if (range.whole && !range.logarithmic)
    return numberText(std::min(range.high, std::floor(range.low + u * (range.high - range.low + 1))), range);
  return numberText(along(range, u), range);
}

}  // namespace virga::simulator
