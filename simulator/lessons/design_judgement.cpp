#include "simulator/lessons/design_judgement.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tl/expected.hpp>

#include "model/edit/edges.h"
#include "model/project/choice_view.h"
#include "model/project/field_view.h"
#include "model/units/byte_size.h"
#include "model/units/duration.h"
#include "model/units/rate.h"
#include "model/units/share.h"

namespace virga::simulator {

namespace {

using model::FieldView;
using Operator = Expectation::Operator;

// "poisson.rate" of arrivals, "lognormal.p95" of a distribution; a constant's only parameter is named by its way alone.
template <class Value>
std::optional<FieldView> parameterAt(const std::vector<model::ChoiceWay>& ways,
                                     const tl::expected<Value, std::string>& value, const std::string& path) {
  if (!value) return std::nullopt;
  const auto& word = ways[value->index()].word;
  for (auto& parameter : model::parameters(*value))
    if (path == (parameter.path.empty() ? word : word + '.' + parameter.path)) return parameter;
  return std::nullopt;
}

// A field as a design has it; target.provider and target.region are texts.
std::optional<FieldView> fieldAt(const model::Architecture& design, const std::string& path) {
  FieldView field;
  field.path = path;
  field.isDefault = false;
  if (path == "target.provider") return field.text = design.target.provider, field;
  if (path == "target.region") return field.text = design.target.region, field;
  for (auto& view : model::fieldViews(design, path.substr(0, path.find('.')))) {
    if (view.path == path) return view;
    if (!path.starts_with(view.path + '.')) continue;
    const auto below = path.substr(view.path.size() + 1);
    if (view.type == FieldView::Type::arrivals)
      return parameterAt(model::arrivalsWays(), model::parseArrivals(view.text), below);
    if (view.type == FieldView::Type::distribution)
      return parameterAt(model::distributionWays(), model::parseLaw(view.text), below);
  }
  return std::nullopt;
}

// What is compared, by the field's type: nanoseconds, bytes, events per second, a share or the number itself; nothing:
// the field is compared as a text.
std::optional<tl::expected<double, std::string>> numberOf(FieldView::Type type, const std::string& text) {
  switch (type) {
    case FieldView::Type::duration:
      return model::parseDuration(text).map([](auto value) { return static_cast<double>(value.nanoseconds); });
    case FieldView::Type::size:
      return model::parseByteSize(text).map([](auto value) { return static_cast<double>(value.bytes); });
    case FieldView::Type::rate: return model::parseRate(text).map([](auto value) { return value.perSecond; });
    case FieldView::Type::share: return model::parseShare(text).map([](auto value) { return value.value; });
    case FieldView::Type::count:
    case FieldView::Type::number: {
      double value = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (error == std::errc{} && end == text.data() + text.size()) return value;
      return tl::unexpected(fmt::format("'{}' isn't a number", text));
    }
    default: return std::nullopt;
  }
}

bool compares(Operator compare, double a, double b) {
  switch (compare) {
    case Operator::less: return a < b;
    case Operator::lessOrEqual: return a <= b;
    case Operator::greater: return a > b;
    case Operator::greaterOrEqual: return a >= b;
    case Operator::equal: return a == b;
  }
  return false;
}

bool isEnd(const model::Architecture& design, const model::ComponentId& id, const std::string& wanted) {
  const auto* component = design.find(id);
  return id == wanted || (component && model::kindName(component->kind) == wanted);
}

std::string countText(int count, const std::string& kind) {
  return fmt::format("{} component{} of kind {}", count, count == 1 ? "" : "s", kind);
}

std::string noComponent(const model::Architecture& design, const std::string& path) {
  const auto id = path.substr(0, path.find('.'));
  return design.find(id) ? std::string() : fmt::format("there is no component '{}'", id);
}

}  // namespace

std::string missingOf(const ExistsCondition& condition, const model::Architecture& design) {
  if (!condition.id.empty()) {
    const auto* component = design.find(condition.id);
    if (!component) return fmt::format("there is no component '{}'", condition.id);
    const auto kind = model::kindName(component->kind);
    if (condition.kind.empty() || kind == condition.kind) return {};
    return fmt::format("'{}' is of kind {}, not {}", condition.id, kind, condition.kind);
  }
  const auto count = std::count_if(design.components.begin(), design.components.end(),
                                   [&](const auto& component) { return model::kindName(component.kind) == condition.kind; });
  if (count >= condition.atLeast) return {};
  return fmt::format("there {} {}", count == 1 ? "is" : "are", countText(static_cast<int>(count), condition.kind));
}

std::string missingOf(const EdgeCondition& condition, const model::Architecture& design) {
  for (const auto& edge : model::edges(design))
    if (isEnd(design, edge.from, condition.from) && isEnd(design, edge.to, condition.to))
      return condition.absent ? fmt::format("{} still leads to {}", edge.from, edge.to) : std::string();
  if (condition.absent) return {};
  return fmt::format("nothing leads from {} to {}", condition.from, condition.to);
}

std::string missingOf(const ValueCondition& condition, const model::Architecture& design) {
  const auto& [text, path, compare, value] = condition.expression;
  const auto field = fieldAt(design, path);
  if (!field) {
    const auto none = noComponent(design, path);
    return none.empty() ? fmt::format("{} isn't stated", path) : none;
  }
  const auto& shown = field->text.empty() ? field->defaultText : field->text;
  if (shown.empty()) return fmt::format("{} isn't stated", path);
  const auto wanted = numberOf(field->type, value);
  const auto found = numberOf(field->type, shown);
  const bool isMet = wanted && found ? *wanted && *found && compares(compare, **found, **wanted)
                                     : compare == Operator::equal && shown == value;
  return isMet ? std::string() : fmt::format("it is {}", shown);
}

std::string missingOf(const StatedCondition& condition, const model::Architecture& design) {
  if (const auto field = fieldAt(design, condition.path); field && !field->isDefault && !field->text.empty()) return {};
  const auto none = noComponent(design, condition.path);
  return none.empty() ? fmt::format("{} isn't stated", condition.path) : none;
}

std::string faultOf(const ValueCondition& condition, const model::Architecture& design) {
  const auto& [text, path, compare, value] = condition.expression;
  const auto field = fieldAt(design, path);
  if (!field) return {};
  const auto wanted = numberOf(field->type, value);
  if (wanted) return *wanted ? std::string() : wanted->error();
  if (compare != Operator::equal) return fmt::format("{} is a text: compare it with =", path);
  if (!field->choices.empty() && field->type == FieldView::Type::choice &&
      std::find(field->choices.begin(), field->choices.end(), value) == field->choices.end())
    return fmt::format("{} is one of {}", path, fmt::join(field->choices, ", "));
  return {};
}

}  // namespace virga::simulator
