#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// Pipelines that check the design, test and build its export for the catalog's provider, and deploy it by a short-lived
// identity: to staging, and, after what would change was shown and approved, to production.
tl::expected<Manifest, Problems> exportGithubActions(const Architecture& architecture, const Catalog& catalog);
tl::expected<Manifest, Problems> exportJenkins(const Architecture& architecture, const Catalog& catalog);
tl::expected<Manifest, Problems> exportCircleci(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
