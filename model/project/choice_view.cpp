#include "model/project/choice_view.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/project/codec_choice.h"
#include "model/project/field_type.h"
#include "model/project/yaml_text.h"

namespace virga::model {
namespace {

template <Described T>
std::vector<FieldView> viewsOf(const T* value) {
  std::vector<FieldView> views;
  static const T kUsual{};
  forEachField<T>([&](const auto& field) {
    using Value = std::remove_cvref_t<decltype(kUsual.*field.member)>;
    FieldView view;
    view.path = field.key;
    view.label = field.key;
    view.help = field.help;
    view.type = fieldTypeOf<Value>();
    view.required = field.options.required;
    if constexpr (Named<Value>) view.choices.assign(kEnumNames<Value>.begin(), kEnumNames<Value>.end());
    if (!view.required && view.type != FieldView::Type::structure) view.defaultText = fieldText(kUsual.*field.member);
    if (value) {
      view.isDefault = value->*field.member == kUsual.*field.member;
      if (view.required || !view.isDefault) view.text = fieldText(value->*field.member);
    }
    views.push_back(std::move(view));
  });
  return views;
}

std::vector<FieldView> viewsOf(const Constant* value) {
  FieldView view;
  view.label = "time";
  view.help = "Always this time.";
  view.type = FieldView::Type::duration;
  view.required = true;
  if (value) view.text = toText(value->value);
  return {view};
}

template <class Variant>
std::vector<ChoiceWay> waysOf() {
  std::vector<ChoiceWay> ways;
  std::apply(
      [&](const auto&... choices) {
        (..., [&]<class T>(const Choice<T>& choice) {
          ways.push_back({std::string(choice.word), std::string(choice.help), viewsOf(static_cast<const T*>(nullptr))});
        }(choices));
      },
      kChoices<Variant>);
  return ways;
}

template <class Variant>
std::vector<FieldView> parametersOf(const Variant& value) {
  return std::visit([](const auto& chosen) { return viewsOf(&chosen); }, value);
}

template <class T>
tl::expected<T, std::string> parse(std::string_view text) {
  const auto tree = parseYaml(text, "");
  if (!tree) return tl::unexpected(tree.error().message);
  Reader reader("");
  T value;
  Codec<T>::read(reader, *tree, {}, value);
  reader.refuseDuplicateKeys(*tree);
  if (reader.problems().empty()) return value;
  const auto& problem = reader.problems().front();
  return tl::unexpected(problem.hint.empty() ? problem.message : problem.message + "; " + problem.hint);
}

}  // namespace

const std::vector<ChoiceWay>& distributionWays() {
  static const auto kWays = waysOf<Distribution>();
  return kWays;
}

const std::vector<ChoiceWay>& arrivalsWays() {
  static const auto kWays = waysOf<Arrivals>();
  return kWays;
}

std::vector<FieldView> parameters(const Distribution& distribution) { return parametersOf(distribution); }
std::vector<FieldView> parameters(const Arrivals& arrivals) { return parametersOf(arrivals); }

std::string choiceText(const ChoiceWay& way, const std::vector<FieldView>& parameters) {
  std::vector<std::string> parts;
  for (const auto& parameter : parameters) {
    if (parameter.path.empty()) return parameter.text;
    if (parameter.text.empty()) continue;
    const bool isText = parameter.type == FieldView::Type::text;
    parts.push_back(fmt::format("{}: {}", parameter.path, isText ? valueText(textScalar(parameter.text)) : parameter.text));
  }
  return fmt::format("{{{}: {{{}}}}}", way.word, fmt::join(parts, ", "));
}

std::string toText(const Distribution& distribution) { return fieldText(distribution); }
std::string toText(const Arrivals& arrivals) { return fieldText(arrivals); }

tl::expected<Distribution, std::string> parseLaw(std::string_view text) { return parse<Distribution>(text); }
tl::expected<Arrivals, std::string> parseArrivals(std::string_view text) { return parse<Arrivals>(text); }

}  // namespace virga::model
