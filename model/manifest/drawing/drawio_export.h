#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// The design as a drawing for draw.io (diagrams.net), where it stands on the canvas.
tl::expected<Manifest, Problems> exportDrawio(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
