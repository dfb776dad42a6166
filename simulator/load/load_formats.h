#pragma once

#include <string>
#include <vector>

#include "model/manifest/manifest.h"

namespace virga::simulator {

// Scripts of load generators that send the design's traffic to what was deployed.
const std::vector<model::ManifestFormat>& loadFormats();

// Formats of model::exportManifest and of load generators in one; the same errors.
tl::expected<model::Manifest, model::Problems> exportDesign(const std::string& format,
                                                            const model::Architecture& architecture,
                                                            const model::Catalog& catalog);
// All of their ids.
const std::vector<model::ManifestFormat>& designFormats();

}  // namespace virga::simulator
