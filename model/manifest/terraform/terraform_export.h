#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// A Terraform configuration for the catalog's provider. Refused where there is no exporter for it.
tl::expected<Manifest, Problems> exportTerraform(const Architecture& architecture, const Catalog& catalog);

// hashicorp/aws: the same resources, settings and handlers as the SAM export.
tl::expected<Manifest, Problems> exportTerraformAws(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
