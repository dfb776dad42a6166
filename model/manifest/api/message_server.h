#pragma once

#include <nlohmann/json.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"

namespace virga::model {

// Where the provider offers a kind of channel, as AsyncAPI's servers say it; what is only known after the deployment is a
// variable. Null for a kind that isn't a channel.
nlohmann::ordered_json messageServer(const ComponentKind& kind, const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
