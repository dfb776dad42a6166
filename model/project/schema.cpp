#include <nlohmann/json.hpp>

#include "model/architecture/fields_project.h"
#include "model/project/codec_project.h"
#include "model/project/document.h"
#include "model/project/kind_names.h"
#include "model/project/project_file.h"
#include "model/project/schema_parts.h"

namespace virga::model {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kNumber = "[0-9]+(\\.[0-9]+)?";
constexpr const char* kIdPattern = "^[a-z][a-z0-9-]{0,62}$";
constexpr const char* kBendPattern = "^[a-z][a-z0-9-]{0,62} → [a-z][a-z0-9-]{0,62}$";

Json textSchema(const std::string& pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
Json reference(const std::string& definition) { return {{"$ref", "#/$defs/" + definition}}; }

template <class T>
struct Schema;

template <Described T>
Json fieldsSchema(Json properties = Json::object()) {
  Json required = Json::array();
  forEachField<T>([&](const auto& field) {
    using Value = std::remove_cvref_t<decltype(std::declval<T>().*field.member)>;
    Json schema = Schema<Value>::of(field.options);
    schema["description"] = std::string(field.help);
    properties[std::string(field.key)] = std::move(schema);
    if (field.options.required) required.push_back(std::string(field.key));
  });
  Json schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

template <Described T>
struct Schema<T> {
  static Json of(const FieldOptions&) { return fieldsSchema<T>(); }
};
template <class T>
struct Schema<std::optional<T>> {
  static Json of(const FieldOptions& options) { return Schema<T>::of(options); }
};
template <class T>
struct Schema<std::vector<T>> {
  static Json of(const FieldOptions& options) { return {{"type", "array"}, {"items", Schema<T>::of(options)}}; }
};
template <Named Enum>
struct Schema<Enum> {
  static Json of(const FieldOptions&) {
    Json words = Json::array();
    for (const auto& word : kEnumNames<Enum>) words.push_back(std::string(word));
    return {{"enum", std::move(words)}};
  }
};
template <>
struct Schema<std::string> {
  static Json of(const FieldOptions& options) {
    switch (options.form) {
      case TextForm::route: return textSchema("^(GET|POST|PUT|PATCH|HEAD|OPTIONS|ANY|DELETE) /[^ \\t]*$");
      case TextForm::word: return textSchema(options.required ? "^[^ \\t\\n]+$" : "^[^ \\t\\n]*$");
      case TextForm::paragraph: return {{"type", "string"}};
      case TextForm::line:
      case TextForm::file: return textSchema(options.required ? "^[^\\n]+$" : "^[^\\n]*$");
    }
    return {};
  }
};
template <>
struct Schema<ComponentRef> {
  static Json of(const FieldOptions&) { return textSchema(kIdPattern); }
};
template <>
struct Schema<Duration> {
  static Json of(const FieldOptions& options) {
    return options.timeOfDay ? textSchema("^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$") : reference("duration");
  }
};
template <>
struct Schema<Warmup> {
  static Json of(const FieldOptions&) { return {{"oneOf", {reference("duration"), {{"const", "auto"}}}}}; }
};
template <>
struct Schema<ByteSize> {
  static Json of(const FieldOptions&) { return reference("size"); }
};
template <>
struct Schema<Rate> {
  static Json of(const FieldOptions&) { return reference("rate"); }
};
template <>
struct Schema<Share> {
  static Json of(const FieldOptions&) { return reference("share"); }
};
template <>
struct Schema<std::int64_t> {
  static Json of(const FieldOptions& options) {
    Json schema{{"type", "integer"}, {"minimum", static_cast<std::int64_t>(options.min)}};
    if (options.max < 1e18) schema["maximum"] = static_cast<std::int64_t>(options.max);
    return schema;
  }
};
template <>
struct Schema<int> {
  static Json of(const FieldOptions& options) { return Schema<std::int64_t>::of(options); }
};
template <>
struct Schema<double> {
  static Json of(const FieldOptions& options) {
    Json schema{{"type", "number"}};
    schema[options.aboveMin ? "exclusiveMinimum" : "minimum"] = options.min;
    if (options.max < 1e18) schema["maximum"] = options.max;
    return schema;
  }
};
template <>
struct Schema<Distribution> {
  static Json of(const FieldOptions&) { return reference("distribution"); }
};
template <>
struct Schema<Arrivals> {
  static Json of(const FieldOptions&) { return reference("arrivals"); }
};
template <>
struct Schema<Constant> {
  static Json of(const FieldOptions&) { return reference("duration"); }
};
template <>
struct Schema<std::vector<std::pair<Share, Duration>>> {
  static Json of(const FieldOptions&) {
    return {{"type", "object"},
            {"patternProperties", {{"^p[0-9]+(\\.[0-9]+)?$", reference("duration")}}},
            {"additionalProperties", false},
            {"minProperties", 1}};
  }
};
template <>
struct Schema<Step> {
  static Json of(const FieldOptions&) { return reference("step"); }
};
template <>
struct Schema<std::vector<Steps>> {
  static Json of(const FieldOptions&) {
    return {{"type", "array"}, {"items", {{"anyOf", {reference("step"), Schema<Steps>::of({})}}}}};
  }
};
template <>
struct Schema<std::vector<Setting>> {
  static Json of(const FieldOptions&) {
    return {{"type", "object"}, {"additionalProperties", {{"type", {"string", "number", "boolean", "object", "array"}}}}};
  }
};
template <>
struct Schema<Position> {
  static Json of(const FieldOptions&) {
    const Json axis = Schema<int>::of(std::get<0>(kFields<Position>).options);
    return {{"type", "array"}, {"items", axis}, {"minItems", 2}, {"maxItems", 2}};
  }
};

// The words of a choice with what may stand behind each.
template <class Variant>
Json choiceProperties() {
  Json properties = Json::object();
  for (const auto& word : choiceWords<Variant>()) {
    Json ways = Json::array();
    std::string help;
    forEachChoice<Variant>(word, [&]<class T>(const Choice<T>& choice) {
      Json way = Schema<T>::of({});
      way["description"] = std::string(choice.help);
      ways.push_back(std::move(way));
    });
    properties[word] = ways.size() == 1 ? ways[0] : Json{{"oneOf", ways}};
  }
  return properties;
}

Json mapOf(Json properties, int size) {
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"additionalProperties", false},
          {"minProperties", size},
          {"maxProperties", size}};
}

Json distributionSchema() { return {{"oneOf", {reference("duration"), mapOf(choiceProperties<Distribution>(), 1)}}}; }

// A step of `compute` may also have `per` inside: {compute: {constant: 5 ms, per: message}}.
Json computeSchema() {
  Json schema = fieldsSchema<ComputeStep>();
  Json inside = choiceProperties<Distribution>();
  inside["per"] = Schema<Per>::of({});
  inside = mapOf(std::move(inside), 2);
  inside["required"] = {"per"};
  schema["properties"]["compute"] = {{"description", schema["properties"]["compute"]["description"]},
                                     {"oneOf", {reference("distribution"), std::move(inside)}}};
  return schema;
}

template <std::size_t... index>
Json stepSchema(std::index_sequence<index...>) {
  Json kinds = Json::array();
  const auto add = [&]<class T>(const T*) {
    kinds.push_back(std::is_same_v<T, ComputeStep> ? computeSchema() : fieldsSchema<T>());
  };
  (add(static_cast<const std::variant_alternative_t<index, decltype(Step::what)>*>(nullptr)), ...);
  return {{"oneOf", std::move(kinds)}};
}

template <std::size_t... index>
Json componentSchema(std::index_sequence<index...>) {
  Json branches = Json::array();
  const auto addBranch = [&]<std::size_t i>(std::integral_constant<std::size_t, i>) {
    const Json isKind{{"const", kindNameOf(i)}};
    Json then = fieldsSchema<std::variant_alternative_t<i, ComponentKind>>(
        {{"kind", isKind}, {"description", {{"type", "string"}, {"description", "A note on the component."}}}});
    then["description"] = std::string(kKindHelp.at(i));
    branches.push_back({{"if", {{"properties", {{"kind", isKind}}}}}, {"then", std::move(then)}});
  };
  (addBranch(std::integral_constant<std::size_t, index>()), ...);
  return {{"type", "object"},
          {"required", {"kind"}},
          {"properties", {{"kind", {{"enum", allKindNames()}, {"description", "What the component is."}}}}},
          {"allOf", std::move(branches)}};
}

Json namedSchema(const std::string& namePattern, Json value, const std::string& help) {
  return {{"type", {"object", "null"}},
          {"description", help},
          {"propertyNames", {{"pattern", namePattern}}},
          {"additionalProperties", std::move(value)}};
}

// One or more items; a set has none twice.
Json listSchema(Json item, bool isSet) {
  Json schema{{"type", "array"}, {"items", std::move(item)}, {"minItems", 1}};
  if (isSet) schema["uniqueItems"] = true;
  return schema;
}

template <class T>
Json listOf(const std::string& help) {
  return {{"type", "array"}, {"items", fieldsSchema<T>()}, {"description", help}};
}

Json pinnedSchema() {
  Json schema = listSchema(Schema<ComponentRef>::of({}), true);
  schema["type"] = {"array", "null"};
  schema["minItems"] = 0;
  schema["description"] = "Components that tidying up leaves where they are.";
  return schema;
}

Json definitions() {
  auto all = quantityDefinitions();
  all.update(Json{{"arrivals", mapOf(choiceProperties<Arrivals>(), 1)},
                  {"step", stepSchema(std::make_index_sequence<std::variant_size_v<decltype(Step::what)>>())},
                  {"component", componentSchema(std::make_index_sequence<std::variant_size_v<ComponentKind>>())}});
  return all;
}

}  // namespace

nlohmann::ordered_json quantityDefinitions() {
  const std::string number = kNumber;
  return {{"duration",
           {{"description", "A time: 35 ms, 1.5 s, 10 min."},
            {"type", "string"},
            {"pattern", "^" + number + " *(ns|us|µs|μs|ms|s|min|h|d)$"}}},
          {"size",
           {{"description", "An amount of data: 512 MiB, 4 KiB."},
            {"type", "string"},
            {"pattern", "^" + number + " *(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)$"}}},
          {"rate",
           {{"description", "Events per time: 20/s, 5k/min."},
            {"type", "string"},
            {"pattern", "^" + number + " *[kM]? */ *(s|min|h|d)$"}}},
          {"share", {{"description", "A part of a whole: 0.5%."}, {"type", "string"}, {"pattern", "^" + number + " *%$"}}},
          {"distribution", distributionSchema()}};
}

std::string projectSchema() {
  const std::string anyName = "^[^\\n\\t]{1,100}$";
  const Json schema{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "Virga project"},
      {"description",
       "A serverless architecture, the scenarios it is simulated in, and where its parts stand on the canvas."},
      {"type", "object"},
      {"required", {"virga"}},
      {"additionalProperties", false},
      {"properties",
       {{"virga", {{"const", kFormatVersion}, {"description", "Version of the file format."}}},
        {"name", {{"type", "string"}, {"pattern", "^[^\\n]*$"}, {"description", "Name of the project."}}},
        {"description", {{"type", "string"}, {"description", "What the project is about."}}},
        {"target", fieldsSchema<Target>()},
        {"components", namedSchema(kIdPattern, reference("component"), "The parts of the architecture, by name.")},
        {"scenarios", namedSchema(anyName, fieldsSchema<Scenario>(), "Situations to simulate; the first is the default.")},
        {"providers", namedSchema(anyName, fieldsSchema<ProviderSettings>(), "What differs at one provider.")},
        {"protection", fieldsSchema<ProtectionSettings>()},
        {"checks", listOf<CheckSetting>("What differs from the design checks as they come.")},
        {"alarms", listOf<Alarm>("What is watched once it is deployed.")},
        {"layout", namedSchema(kIdPattern, Schema<Position>::of({}), "Where components stand on the canvas: [x, y].")},
        {"groups", namedSchema(anyName, listSchema(Schema<ComponentRef>::of({}), true),
                               "Components that a frame with a title holds together, by title.")},
        {"bends", namedSchema(kBendPattern, listSchema(Schema<Position>::of({}), false),
                              "Corners that the user gave the line between two components: checkout → payments.")},
        {"pinned", pinnedSchema()}}},
      {"$defs", definitions()}};
  return schema.dump(2) + "\n";
}

}  // namespace virga::model
