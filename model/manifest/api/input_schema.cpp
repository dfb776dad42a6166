#include "model/manifest/api/input_schema.h"

namespace virga::model {

using Json = nlohmann::ordered_json;

Json keySchema() {
  Json schema = Json::object();
  schema["type"] = "string";
  schema["pattern"] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";
  return schema;
}

Json inputSchema(const std::vector<std::string>& keys) {
  Json schema = Json::object();
  schema["type"] = "object";
  if (!keys.empty()) {
    schema["required"] = Json(keys);
    for (const auto& key : keys) schema["properties"][key] = keySchema();
  }
  schema["additionalProperties"] = true;
  return schema;
}

std::string regionOf(const Architecture& architecture, const Catalog& catalog) {
  return architecture.target.region.empty() ? catalog.defaultRegion : architecture.target.region;
}

std::string limitText(const Catalog& catalog, const std::string& id) {
  const CatalogValue* value = catalog.find(id);
  return value && value->text != "none" ? value->text : std::string();
}

}  // namespace virga::model
