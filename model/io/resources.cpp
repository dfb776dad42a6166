#include "model/io/resources.h"

#include <cstdlib>
#include <system_error>

namespace virga::model {

std::filesystem::path resourceFolder() {
  namespace fs = std::filesystem;
  if (const char* stated = std::getenv("VIRGA_RESOURCES"); stated && *stated) return stated;
  std::error_code error;
  const auto program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const auto installed = program.parent_path().parent_path() / "share" / "virga";
    if (fs::is_directory(installed, error)) return installed;
  }
  return VIRGA_SOURCE_RESOURCES;
}

}  // namespace virga::model
