#include "model/catalog/catalog_schema.h"

#include <nlohmann/json.hpp>

#include "model/catalog/catalog_keys.h"
#include "model/catalog/feature.h"
#include "model/pricing/usage_items.h"
#include "model/project/schema_parts.h"

namespace virga::model {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kDate = "^(-|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)$";

Json reference(const std::string& definition) { return {{"$ref", "#/$defs/" + definition}}; }
Json described(Json schema, const std::string& text) {
  schema["description"] = text;
  return schema;
}
Json anyOf(Json first, Json second) { return {{"anyOf", Json::array({std::move(first), std::move(second)})}}; }

const Json& word() {
  static const Json schema{{"type", "string"}, {"minLength", 1}};
  return schema;
}
Json wordFor(const std::string& text) { return described(word(), text); }

Json listOf(Json items, int least = 1) { return {{"type", "array"}, {"items", std::move(items)}, {"minItems", least}}; }

Json mapOf(Json properties, Json required) {
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"additionalProperties", false},
          {"required", std::move(required)}};
}

// The properties of a fact and its source.
Json fact(Json properties, Json required) {
  properties["source"] = wordFor("One of the file's sources.");
  properties["note"] = wordFor("What the source leaves open.");
  required.push_back("source");
  return mapOf(std::move(properties), std::move(required));
}

Json ofType(const CatalogKey& key) {
  const Json number{{"type", "number"}, {key.positive ? "exclusiveMinimum" : "minimum", 0}};
  const Json none{{"const", "none"}};
  switch (key.type) {
    case CatalogKey::Type::number: return number;
    case CatalogKey::Type::optionalNumber: return anyOf(number, none);
    case CatalogKey::Type::duration: return reference("duration");
    case CatalogKey::Type::optionalDuration: return anyOf(reference("duration"), none);
    case CatalogKey::Type::size: return reference("size");
    case CatalogKey::Type::optionalSize: return anyOf(reference("size"), none);
    case CatalogKey::Type::rate: return reference("rate");
    case CatalogKey::Type::distribution: return reference("distribution");
    case CatalogKey::Type::text: return key.choices.empty() ? word() : Json{{"enum", key.choices}};
  }
  return {};
}

enum class Whole { yes, no };  // whether the map must have every key

Json values(Whole whole, const Json& required) {
  Json properties = Json::object(), all = Json::array();
  for (const auto& key : catalogKeys()) {
    properties[key.id] =
        described(fact({{"value", ofType(key)}, {"what", wordFor("One line for people.")}}, required), key.meaning);
    all.push_back(key.id);
  }
  return mapOf(std::move(properties), whole == Whole::yes ? std::move(all) : Json::array());
}

Json features(Whole whole) {
  Json properties = Json::object(), all = Json::array();
  for (const auto& key : featureKeys()) {
    Json one = fact({{"support", {{"enum", {"yes", "no"}}}},
                     {"what", wordFor("One sentence for people.")},
                     {"nearest", wordFor("What there is instead, or the project's value to use instead.")}},
                    {"support", "what"});
    one["if"] = {{"properties", {{"support", {{"const", "no"}}}}}};
    one["then"] = {{"required", {"nearest"}}};
    properties[key.id] = described(std::move(one), key.meaning);
    all.push_back(key.id);
  }
  return mapOf(std::move(properties), whole == Whole::yes ? std::move(all) : Json::array());
}

Json sources() {
  return {{"type", "object"},
          {"description", "Where the facts come from, by a name that they refer to."},
          {"additionalProperties",
           mapOf({{"cite", wordFor("Document or address; of a fact without one, that it is general knowledge.")},
                  {"as-of",
                   {{"type", {"string", "integer"}},
                    {"pattern", kDate},
                    {"minimum", 1000},
                    {"maximum", 9999},
                    {"description", "2026-11-23, 2026-11, 2026 or - for unknown."}}},
                  {"confidence", {{"enum", {"sourced", "general"}}}}},
                 {"cite", "as-of", "confidence"})}};
}

Json kindNames() { return {{"enum", meteredKinds()}}; }

// Which items, variants and units each kind has.
Json itemRules(bool withUnits) {
  Json rules = Json::array();
  for (const auto& kind : meteredKinds())
    rules.push_back({{"if", {{"properties", {{"kind", {{"const", kind}}}}}, {"required", {"kind"}}}},
                     {"then", {{"properties", {{"item", {{"enum", meteredItemNames(kind)}}}}}}}});
  for (const auto& metered : meteredItems()) {
    Json then = Json::object();
    if (metered.variants.empty())
      then["variant"] = false;
    else
      then["variant"] = {{"enum", metered.variants}};
    if (withUnits) {
      Json units = Json::array();
      for (const auto& unit : metered.units) units.push_back(unit.name);
      then["unit"] = {{"enum", std::move(units)}};
    }
    rules.push_back({{"if",
                      {{"properties", {{"kind", {{"const", metered.kind}}}, {"item", {{"const", metered.item}}}}},
                       {"required", {"kind", "item"}}}},
                     {"then", {{"properties", std::move(then)}}}});
  }
  return rules;
}

Json prices() {
  Json one =
      fact({{"kind", described(kindNames(), "Component kind.")},
            {"kinds", described(listOf(kindNames()), "Kinds that share the meter, instead of kind.")},
            {"item", wordFor("What is metered, as model/pricing/usage.h lists it.")},
            {"variant", word()},
            {"regions", described(listOf(word()), "Where it holds; left out: where no other price is stated.")},
            {"unit", wordFor("What the prices are per.")},
            {"tiers", described(listOf(mapOf({{"up-to", reference("amount")}, {"price", reference("amount")}}, {"price"})),
                                "Graduated; the last has no up-to.")},
            {"free", described(reference("amount"), "Units that are free each month.")},
            {"free-group", wordFor("Prices of one group share the allowance.")},
            {"free-not-with", wordFor("Nothing is free to a component that uses this item.")}},
           {"item", "unit", "tiers"});
  one["oneOf"] = Json::array({{{"required", {"kind"}}}, {{"required", {"kinds"}}}});
  one["allOf"] = itemRules(true);
  return listOf(std::move(one), 0);
}

Json savings() {
  Json item = mapOf({{"kind", kindNames()},
                     {"item", word()},
                     {"variant", word()},
                     {"plans", described(listOf(word()), "Hosting plans on which it holds; left out: all.")},
                     {"discount", described(reference("share"), "Part of the on-demand price that isn't charged.")},
                     {"price", described(reference("amount"), "Per unit of the on-demand price, instead of a discount.")}},
                    {"kind", "item"});
  item["oneOf"] = Json::array({{{"required", {"discount"}}}, {{"required", {"price"}}}});
  item["allOf"] = itemRules(false);
  return listOf(fact({{"id", wordFor("Name for --savings-plan.")},
                      {"name", word()},
                      {"term", word()},
                      {"items", listOf(std::move(item))}},
                     {"id", "name", "term", "items"}),
                0);
}

Json instanceSizes() {
  const Json positive{{"type", "number"}, {"exclusiveMinimum", 0}};
  return listOf(fact({{"memory", reference("size")},
                      {"vcpus", positive},
                      {"concurrency", {{"type", "number"}, {"minimum", 1}}},
                      {"provisioned-unit", {{"type", "integer"}, {"minimum", 1}}},
                      {"ghz", positive}},
                     {"memory", "vcpus"}));
}

Json coldStarts() {
  const Json names{{"pattern", "^[0-9]+(\\.[0-9]+)? *(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)$"}};
  Json quantiles{{"type", "array"}, {"items", reference("duration")}, {"minItems", 2}, {"maxItems", 2}};
  const auto byMemory = [&](Json of, const std::string& text) {
    return Json{{"type", "object"},
                {"propertyNames", names},
                {"additionalProperties", std::move(of)},
                {"minProperties", 1},
                {"description", text}};
  };
  Json profile = mapOf({{"runtime", wordFor("A runtime's id, or * for any other.")},
                        {"from", {{"enum", {"zip", "image", "snapshot"}}}},
                        {"architecture", {{"enum", {"x86_64", "arm64", "*"}}}},
                        {"at", byMemory(std::move(quantiles), "Median and 99th percentile at a memory.")},
                        {"first-call", byMemory(reference("duration"), "Time that the first call adds.")}},
                       {"runtime", "architecture", "at"});
  return listOf(fact({{"profiles", listOf(std::move(profile))}}, {"profiles"}));
}

Json runtimes() {
  return listOf(fact({{"id", wordFor("Name in a project.")},
                      {"name", wordFor("The provider's own identifier.")},
                      {"end-of-support", {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}}}},
                     {"id"}),
                0);
}

Json regions() {
  Json other = fact({{"id", word()}, {"kinds", listOf(kindNames())}}, {"id"});
  return described(listOf(anyOf(word(), std::move(other))),
                   "The default region by its name; others with what says that its prices hold there.");
}

Json services() {
  Json properties = Json::object();
  for (const auto& kind : meteredKinds()) properties[kind] = word();
  return mapOf(std::move(properties), Json::array());
}

Json plans() {
  return listOf(mapOf({{"id", word()},
                       {"name", word()},
                       {"values", values(Whole::no, {"value", "what"})},
                       {"features", features(Whole::no)},
                       {"instance-sizes", instanceSizes()},
                       {"cold-starts", coldStarts()},
                       {"prices", prices()}},
                      {"id", "name"}));
}

std::string schemaOf(const std::string& title, const std::string& description, Json properties, Json required) {
  auto definitions = quantityDefinitions();
  definitions["amount"] = {{"description", "A number, or a quotient: 3.135/2678400."},
                           {"type", {"number", "string"}},
                           {"minimum", 0},
                           {"pattern", "^[0-9.]+(/[0-9.]+)?$"}};
  Json schema = mapOf(std::move(properties), std::move(required));
  Json whole{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}, {"description", description}};
  whole.update(schema);
  whole["$defs"] = std::move(definitions);
  return whole.dump(2) + "\n";
}

}  // namespace

std::string catalogSchema() {
  return schemaOf("Virga catalog", "What Virga knows of one provider: limits, behaviour, features and prices.",
                  {{"provider", wordFor("Id of the provider, and name of the file.")},
                   {"name", wordFor("Name for people.")},
                   {"edition", wordFor("Which state of the catalog this is: \"2026-11\".")},
                   {"currency", {{"const", "USD"}}},
                   {"default-region", word()},
                   {"regions", regions()},
                   {"sources", sources()},
                   {"services", described(services(), "The provider's name of what a component kind is there.")},
                   {"runtimes", described(runtimes(), "[] if any is taken.")},
                   {"values", values(Whole::yes, {"value", "what"})},
                   {"features", features(Whole::yes)},
                   {"instance-sizes", instanceSizes()},
                   {"cold-starts", coldStarts()},
                   {"prices", prices()},
                   {"savings", savings()},
                   {"default-plan", wordFor("The plan whose values stand at the top level.")},
                   {"plans", plans()}},
                  {"provider", "name", "edition", "default-region", "regions", "sources", "services", "runtimes", "values",
                   "features", "cold-starts", "prices"});
}

std::string overlaySchema() {
  return schemaOf("Virga catalog overlay", "Values and prices of one's own in place of a catalog's.",
                  {{"provider", wordFor("The provider that it is for.")},
                   {"plan", wordFor("The hosting plan that it is for; left out: all.")},
                   {"currency", {{"const", "USD"}}},
                   {"sources", sources()},
                   {"values", values(Whole::no, {"value"})},
                   {"features", features(Whole::no)},
                   {"prices", prices()},
                   {"savings", savings()}},
                  {"provider", "sources"});
}

}  // namespace virga::model
