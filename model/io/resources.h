#pragma once

#include <filesystem>

namespace virga::model {

// The folder with catalog, examples and icons: $VIRGA_RESOURCES, else `share/virga` beside the installed program, else
// the source tree that the program was built from.
std::filesystem::path resourceFolder();

}  // namespace virga::model
