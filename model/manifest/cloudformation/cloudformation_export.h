#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// A template of plain CloudFormation, with the same handlers and sample events as SAM's, a script that packs the code, and a
// README. Refuses what SAM's export refuses.
tl::expected<Manifest, Problems> exportCloudformation(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
