#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// The design as a project of Fn for OCI Functions (app.yaml; a folder with func.yaml and code for each function) beside a
// Terraform stack of Resource Manager that has all resources, identities and policies.
tl::expected<Manifest, Problems> exportFn(const Architecture& architecture, const Catalog& catalog);

// oracle/oci: the same configuration at the top of the folder, and the folders that Fn builds the functions' images from.
tl::expected<Manifest, Problems> exportTerraformOci(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
