#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/export_formats.h"
#include "app/cli/verbs.h"
#include "model/import/import.h"

namespace virga::cli {

namespace {

template <class Formats>
void print(const Formats& formats) {
  std::size_t widest = 0;
  for (const auto& format : formats) widest = std::max(widest, format.id.size());
  for (const auto& format : formats) fmt::print("{:{}}  {}\n", format.id, widest, format.description);
}

}  // namespace

Run addFormats(CLI::App& verb) {
  auto imports = std::make_shared<bool>(false);
  verb.add_flag("--import", *imports, "List the formats that can be imported instead");
  return [imports] {
    if (*imports)
      print(model::importFormats());
    else
      print(exportFormats());
    return Exit::done;
  };
}

}  // namespace virga::cli
