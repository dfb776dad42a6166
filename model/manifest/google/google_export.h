#pragma once

#include <tl/expected.hpp>

#include "model/manifest/manifest.h"

namespace virga::model {

// A gcloud deploy script with the gateways' documents, the workflows and the functions' code.
tl::expected<Manifest, Problems> exportGcloud(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
