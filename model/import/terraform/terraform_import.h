#pragma once

#include <filesystem>

#include <tl/expected.hpp>

#include "model/import/import.h"

namespace virga::model {

// The design that a Terraform or OpenTofu configuration describes, with resources of hashicorp/aws, azurerm, google and
// oracle/oci; a folder, or one of its files. The provider with the most components becomes the design's.
tl::expected<Imported, Problems> importTerraform(const std::filesystem::path& source);

}  // namespace virga::model
