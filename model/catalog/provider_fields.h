#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/catalog/catalog.h"

namespace virga::model {

// How one platform calls a field.
struct ProviderFieldName {
  std::string field;     // kind and path without numbers of items: "queue.consumers.batch"
  std::string provider;  // "aws"
  std::string name;      // the platform's identifier: "BatchSize"
  std::string source;    // where it says so
};

// Catalog values that bound a field; empty: there is none.
struct ProviderFieldLimit {
  std::string field;
  std::string min, max;
};

struct ProviderFields {
  std::vector<ProviderFieldName> names;
  std::vector<ProviderFieldLimit> limits;
};

// Reads resources/inspector/provider_fields.yaml. An error names a place that is wrong.
tl::expected<ProviderFields, std::string> loadProviderFields(const std::filesystem::path& path);

// What a platform says of one field.
struct ProviderNote {
  std::string name;  // its own identifier; empty: not known
  std::string nameSource;
  std::string min, max;  // as the catalog writes them, with a source; empty: none
  std::string limitSource;
};

// `path` as field views have it: "receipts.consumers.0.batch"; `kind` as files have it.
ProviderNote providerNote(const ProviderFields& fields, const Catalog& catalog, const std::string& kind,
                          const std::string& path);

}  // namespace virga::model
