#pragma once

#include <filesystem>

#include <tl/expected.hpp>

#include "model/import/import.h"

namespace virga::model {

// The design of an Azure deployment: the ARM templates in JSON of a folder (or one such file), and the function apps in it,
// folders with host.json whose own folders have a function.json each. Files of Bicep aren't read: `bicep build` makes ARM of
// them, and the report says so.
tl::expected<Imported, Problems> importArm(const std::filesystem::path& source);

}  // namespace virga::model
