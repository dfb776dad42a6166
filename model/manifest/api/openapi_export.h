#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// OpenAPI 3.1 descriptions of the design's HTTP APIs, one file each.
tl::expected<Manifest, Problems> exportOpenapi(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
