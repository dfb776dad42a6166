#pragma once

#include <filesystem>

#include "model/import/source_value.h"
#include "model/problem.h"

namespace virga::model {

// A service of the Serverless Framework with ${self:…}, ${opt:…}, ${file(…)} and their like in place; what is known at the
// deployment alone becomes a value to fill in. Files are read where they lie in the folder or below it. What variables mean
// in CloudFormation stays.
SourceValue resolveVariables(const SourceValue& root, const std::filesystem::path& folder, Problems& report);

}  // namespace virga::model
