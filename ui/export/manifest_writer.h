#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/manifest/manifest.h"

namespace virga::ui {

// The manifest's files that exist in the folder already and hold something else.
std::vector<std::string> filesThatDiffer(const model::Manifest& manifest, const std::filesystem::path& folder);

// Writes every file below the folder, making folders as needed; each file is replaced as a whole. A path that leads out
// of the folder is an error, before anything is written.
tl::expected<void, std::string> writeManifest(const model::Manifest& manifest, const std::filesystem::path& folder);

}  // namespace virga::ui
