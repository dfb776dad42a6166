#pragma once

#include <tl/expected.hpp>

#include "model/manifest/manifest.h"

namespace virga::model {

// Function apps for Azure Functions Core Tools and the template of Azure Resource Manager that deploys what they use.
tl::expected<Manifest, Problems> exportFunctionsCoreTools(const Architecture& architecture, const Catalog& catalog);

// The templates alone.
tl::expected<Manifest, Problems> exportArm(const Architecture& architecture, const Catalog& catalog);

// The same as function apps and templates in Terraform, with the provider azapi.
tl::expected<Manifest, Problems> exportTerraformAzure(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
