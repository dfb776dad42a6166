#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// The design as a Mermaid flowchart.
tl::expected<Manifest, Problems> exportMermaid(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
