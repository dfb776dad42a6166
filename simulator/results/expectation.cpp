#include "simulator/results/expectation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/units/rate.h"
#include "model/units/share.h"
#include "model/unknown_name.h"
#include "simulator/results/figure_name.h"
#include "simulator/results/figure_text.h"

namespace virga::simulator {

namespace {

using Operator = Expectation::Operator;
constexpr std::string_view kGrammar = "write it as 'checkout.latency.p99 < 500 ms', with one of < <= > >= =";

// Longer ones first: "<=" isn't "<".
constexpr std::array<std::pair<std::string_view, Operator>, 6> kOperators = {{{"<=", Operator::lessOrEqual},
                                                                              {">=", Operator::greaterOrEqual},
                                                                              {"==", Operator::equal},
                                                                              {"<", Operator::less},
                                                                              {">", Operator::greater},
                                                                              {"=", Operator::equal}}};

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

tl::expected<double, std::string> parsePlainNumber(const std::string& text, std::string_view figure) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return tl::unexpected(fmt::format("'{}' isn't a value for {}: write a plain number", text, figure));
  return value;
}

tl::expected<double, std::string> parseValue(const std::string& text, std::string_view figure) {
  switch (measureOf(figure)) {
    case Measure::time:
      return model::parseDuration(text).map([](model::Duration duration) { return duration.milliseconds(); });
    case Measure::share:
      if (text.ends_with('%')) return model::parseShare(text).map([](model::Share share) { return share.value; });
      break;
    case Measure::rate:
      if (text.find('/') != std::string::npos)
        return model::parseRate(text).map([](model::Rate rate) { return rate.perSecond; });
      break;
    case Measure::count: break;
  }
  return parsePlainNumber(text, figure);
}

tl::expected<model::Decimal, std::string> parseMoney(std::string text, const std::string& currency) {
  if (text.starts_with('$'))
    text.erase(0, 1);
  else if (text.ends_with('$'))
    text.pop_back();
  else if (text.ends_with(currency))
    text.erase(text.size() - currency.size());
  const auto amount = model::parseDecimal(trimmed(text));
  if (!amount) return tl::unexpected(fmt::format("'{}' isn't an amount of money: write '100 {}'", text, currency));
  return *amount;
}

template <typename Number>
bool holds(Operator compare, const Number& figure, const Number& value) {
  switch (compare) {
    case Operator::less: return figure < value;
    case Operator::lessOrEqual: return figure <= value;
    case Operator::greater: return figure > value;
    case Operator::greaterOrEqual: return figure >= value;
    case Operator::equal: return figure == value;
  }
  return false;
}

Judgement judgementOf(const Expectation& expectation, bool holds, const std::string& found) {
  return {holds, found, fmt::format("{}: {} ({})", holds ? "ok" : "FAILED", expectation.text, found)};
}

// The month's amount; an empty component is all of them.
model::Decimal moneyOf(const model::Bill& bill, const std::string& component) {
  if (component.empty()) return bill.total;
  model::Decimal amount = 0;
  for (const auto& line : bill.lines)
    if (line.component == component) amount += line.amount;
  return amount;
}

tl::expected<Judgement, std::string> judgeMoney(const Expectation& expectation, const model::Bill& bill,
                                                const std::string& component) {
  const auto value = parseMoney(expectation.value, bill.currency);
  if (!value) return tl::unexpected(value.error());
  const model::Decimal amount = moneyOf(bill, component);
  return judgementOf(expectation, holds(expectation.compare, amount, *value),
                     fmt::format("{} {} a month", model::toMoneyText(amount), bill.currency));
}

struct Subject {
  std::string name;
  const std::vector<NamedFigure>* figures = nullptr;
  bool isComponent = false;
};

std::vector<Subject> subjectsOf(const Result& result) {
  std::vector<Subject> subjects;
  for (const auto& component : result.components) subjects.push_back({component.id, &component.figures, true});
  for (const auto& flow : result.flows) subjects.push_back({flow.name, &flow.figures, false});
  return subjects;
}

// The longest subject that the left side begins with; a flow's name has dots and blanks of its own.
const Subject* findSubject(const std::vector<Subject>& subjects, const std::string& figure) {
  const Subject* found = nullptr;
  for (const auto& subject : subjects)
    if (asciiArrows(figure).starts_with(asciiArrows(subject.name) + '.') &&
        (found == nullptr || found->name.size() < subject.name.size()))
      found = &subject;
  return found;
}

const NamedFigure* findNamed(const std::vector<NamedFigure>& figures, const std::string& name) {
  for (const auto& figure : figures)
    if (figure.name == name) return &figure;
  for (const auto& figure : figures)
    if (withoutUnits(figure.name) == withoutUnits(name)) return &figure;
  return nullptr;
}

// Where a figure is in a result; no figure: it is money.
struct FigurePlace {
  std::string subject;  // empty: the whole
  const NamedFigure* figure = nullptr;
};

tl::expected<FigurePlace, std::string> placeOf(const std::string& figure, const Result& result) {
  if (figure == "cost" || figure == "bill.total") return FigurePlace{};
  const auto subjects = subjectsOf(result);
  const Subject* subject = findSubject(subjects, figure);
  if (subject == nullptr) {
    std::vector<std::string> names;
    for (const auto& known : subjects) names.push_back(known.name);
    return tl::unexpected(model::unknownName("component", figure.substr(0, figure.find('.')), names));
  }
  const std::string name = asciiArrows(figure).substr(asciiArrows(subject->name).size() + 1);
  if (subject->isComponent && name == "cost") return FigurePlace{subject->name};
  if (const auto* named = findNamed(*subject->figures, name)) return FigurePlace{subject->name, named};
  std::vector<std::string> names;
  for (const auto& known : *subject->figures) names.push_back(withoutUnits(known.name));
  return tl::unexpected(model::unknownName(fmt::format("figure of {}", subject->name), name, names));
}

}  // namespace

tl::expected<Expectation, std::string> parseExpectation(std::string_view text) {
  Expectation expectation;
  expectation.text = trimmed(text);
  // From the right: a flow's name may hold "->".
  const std::size_t last = text.find_last_of("<>=");
  if (last == std::string_view::npos || last == 0)
    return tl::unexpected(fmt::format("'{}' compares nothing; {}", expectation.text, kGrammar));
  const std::size_t first = std::string_view("<>=").find(text[last - 1]) != std::string_view::npos ? last - 1 : last;
  const std::string_view symbol = text.substr(first, last - first + 1);
  const auto* found =
      std::find_if(kOperators.begin(), kOperators.end(), [&](const auto& known) { return known.first == symbol; });
  if (found == kOperators.end())
    return tl::unexpected(fmt::format("'{}' has no operator '{}'; {}", expectation.text, symbol, kGrammar));
  expectation.compare = found->second;
  expectation.figure = trimmed(text.substr(0, first));
  expectation.value = trimmed(text.substr(last + 1));
  if (expectation.figure.empty() || expectation.value.empty())
    return tl::unexpected(fmt::format("'{}' lacks a side; {}", expectation.text, kGrammar));
  if (expectation.figure != "cost" && expectation.figure.find('.') == std::string::npos)
    return tl::unexpected(fmt::format("'{}' names no figure of a component; {}", expectation.text, kGrammar));
  return expectation;
}

tl::expected<Judgement, std::string> judge(const Expectation& expectation, const Result& result) {
  const auto place = placeOf(expectation.figure, result);
  if (!place) return tl::unexpected(place.error());
  if (!place->figure) return judgeMoney(expectation, result.bill, place->subject);
  const auto& [name, figure, samples] = *place->figure;
  const auto value = parseValue(expectation.value, name);
  if (!value) return tl::unexpected(value.error());
  if (!figure) return judgementOf(expectation, false, "nothing was observed");
  std::string found = figureText(name, figure);
  if (const auto& ci = figure->ci95) {
    const Measure measure = measureOf(name);
    found += fmt::format("; 95 %: {} to {}", valueText(measure, ci->first), valueText(measure, ci->second));
  }
  return judgementOf(expectation, holds(expectation.compare, figure->mean, *value), found);
}

tl::expected<FoundFigure, std::string> figureAt(std::string_view figure, const Result& result) {
  const auto place = placeOf(std::string(figure), result);
  if (!place) return tl::unexpected(place.error());
  if (!place->figure) return FoundFigure{"cost", moneyOf(result.bill, place->subject).convert_to<double>()};
  return FoundFigure{place->figure->name, valueOf({*place->figure}, place->figure->name)};
}

std::string_view subjectOf(std::string_view figure) {
  if (figure == "cost" || figure == "bill.total") return {};
  return figure.substr(0, figure.find('.'));
}

}  // namespace virga::simulator
