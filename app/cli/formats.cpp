#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/verbs.h"
#include "model/manifest/manifest.h"

namespace virga::cli {

Run addFormats(CLI::App&) {
  return [] {
    std::size_t widest = 0;
    for (const auto& format : model::manifestFormats()) widest = std::max(widest, format.id.size());
    for (const auto& format : model::manifestFormats()) fmt::print("{:{}}  {}\n", format.id, widest, format.description);
    return Exit::done;
  };
}

}  // namespace virga::cli
