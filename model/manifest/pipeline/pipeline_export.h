#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// Pipelines that check the design, test and build its SAM export, and deploy it by an identity of the CI system: to
// staging, and after an approval to production.
tl::expected<Manifest, Problems> exportGithubActions(const Architecture& architecture, const Catalog& catalog);
tl::expected<Manifest, Problems> exportJenkins(const Architecture& architecture, const Catalog& catalog);
tl::expected<Manifest, Problems> exportCircleci(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
