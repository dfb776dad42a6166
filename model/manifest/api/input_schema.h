#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"

namespace virga::model {

// JSON Schema of an object that must have these fields, in the form that the exported handlers ask of them; more is free.
nlohmann::ordered_json inputSchema(const std::vector<std::string>& keys);

// JSON Schema of one such field.
nlohmann::ordered_json keySchema();

// The design's region, else the provider's default.
std::string regionOf(const Architecture& architecture, const Catalog& catalog);

// "1 MiB" and the like, of a limit of the catalog; empty where it knows none.
std::string limitText(const Catalog& catalog, const std::string& id);

}  // namespace virga::model
