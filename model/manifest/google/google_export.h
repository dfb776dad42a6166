#pragma once

#include <tl/expected.hpp>

#include "model/manifest/manifest.h"

namespace virga::model {

// A gcloud deploy script with the gateways' documents, the workflows and the functions' code.
tl::expected<Manifest, Problems> exportGcloud(const Architecture& architecture, const Catalog& catalog);

// The same plan as a Terraform configuration of the providers google and google-beta (API Gateway).
tl::expected<Manifest, Problems> exportGoogleTerraform(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
