#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/verbs.h"
#include "model/catalog/catalog_schema.h"
#include "model/project/project_file.h"

namespace virga::cli {

namespace {

struct SchemaOptions {
  bool catalog = false, overlay = false;
};

}  // namespace

Run addSchema(CLI::App& verb) {
  auto options = std::make_shared<SchemaOptions>();
  auto* catalog = verb.add_flag("--catalog", options->catalog, "That of a provider's catalog file instead");
  verb.add_flag("--catalog-overlay", options->overlay, "That of an overlay over a catalog instead")->excludes(catalog);
  return [options] {
    auto schema = options->catalog   ? model::catalogSchema()
                  : options->overlay ? model::overlaySchema()
                                     : model::projectSchema();
    if (!schema.ends_with('\n')) schema += '\n';
    fmt::print("{}", schema);
    return Exit::done;
  };
}

}  // namespace virga::cli
