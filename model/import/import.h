#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/problem.h"

namespace virga::model {

// A setting whose value the source leaves to parameters or to other stacks. The design holds a default there.
struct ValueToFill {
  std::string path;  // in the design: "checkout.memory"
  std::string what;  // "parameter MemorySize"
  std::string file;
  int line = 0;  // 1-based
  bool operator==(const ValueToFill&) const = default;
};

// A design made from what others deploy by.
//
// What holds of it: writeProject() writes it and readProject() takes that again; every component has an id of its own and
// a place on the canvas; it has no client, for no source says how much traffic there is. What isn't understood is left out
// and in the report (warning); what stands in for something that designs don't have, and each assumption, is there too
// (info). Nothing in the report is an error. Each entry has file, line and column of the source where it has such.
struct Imported {
  Architecture design;
  Problems report;
  std::vector<ValueToFill> values;
};

struct ImportFormat {
  std::string id, description;
};

// In the order in which they are listed for people.
const std::vector<ImportFormat>& importFormats();

// Reads files, or folders that hold one template each (template.yaml, serverless.yml, …). Several sources make one design.
// An empty `format` is recognised from the content. Files that a template names are read where they lie in its folder or
// below it, no others. Never writes. Errors: a source can't be read, is too large, isn't text, isn't well-formed, or is of
// no known format.
tl::expected<Imported, Problems> importDesign(const std::vector<std::filesystem::path>& sources,
                                              const std::string& format = {});

}  // namespace virga::model
