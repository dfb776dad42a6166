#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace virga::model {

struct ManifestFile {
  std::string path;  // relative, with '/'
  std::string content;
  bool executable = false;
};

struct Manifest {
  std::vector<ManifestFile> files;  // the main file first
  Problems notes;                   // what the target hasn't and what stands in for it
};

struct ManifestFormat {
  std::string id;  // "sam"
  std::string description;
  std::string provider;  // "aws"; empty: of any
};

const std::vector<ManifestFormat>& manifestFormats();

// The design in a format; problems where the design can't be expressed.
tl::expected<Manifest, Problems> exportManifest(const std::string& format, const Architecture& architecture,
                                                const Catalog& catalog);

}  // namespace virga::model
