#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// SAM template, its configuration, handlers, sample events and a README for AWS.
tl::expected<Manifest, Problems> exportSam(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
