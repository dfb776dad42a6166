#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/manifest/function_plan.h"
#include "model/manifest/handlers/handler_platform.h"
#include "model/manifest/manifest.h"

namespace virga::model {

// The code of one function below HandlerPlatform::folderOf: entry, steps, input contract, tests, dependencies. An error if
// the runtime is none that handlers are written for, or a resource can't be read.
tl::expected<std::vector<ManifestFile>, Problems> handlerFiles(const Architecture& architecture, const FunctionPlan& plan,
                                                               const HandlerPlatform& platform);

// What runs the unit tests of a function in its folder.
std::string testCommand(const std::string& runtime);

// A sample input that keeps the function's contract, as JSON.
std::string sampleInput(const FunctionPlan& plan);

}  // namespace virga::model
