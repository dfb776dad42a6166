#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/verbs.h"
#include "model/project/project_file.h"

namespace virga::cli {

Run addSchema(CLI::App&) {
  return [] {
    auto schema = model::projectSchema();
    if (!schema.ends_with('\n')) schema += '\n';
    fmt::print("{}", schema);
    return Exit::done;
  };
}

}  // namespace virga::cli
