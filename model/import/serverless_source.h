#pragma once

#include <filesystem>
#include <string>

#include <tl/expected.hpp>

#include "model/import/source_value.h"
#include "model/problem.h"

namespace virga::model {

// Whether the value is a service of the Serverless Framework.
bool isServerlessService(const SourceValue& root);

struct ServerlessTemplate {
  SourceValue root;      // the same as a template of SAM
  std::string provider;  // "aws", "google", "azure", …
  std::string name;
};

// A service as a template: variables resolved, functions with their events, its own resources. Files that variables name
// are read where they lie in the folder of the service or below it. What isn't understood goes to the report.
ServerlessTemplate readServerless(const SourceValue& root, const std::filesystem::path& file, Problems& report);

}  // namespace virga::model
