#pragma once

#include <vector>

#include <tl/expected.hpp>

#include "model/manifest/function_plan.h"
#include "model/manifest/manifest.h"

namespace virga::model {

// The code of one function below src/<component>/: handler, steps, input contract, tests, dependencies. An error if the
// runtime is none that handlers are written for, or a resource can't be read.
tl::expected<std::vector<ManifestFile>, Problems> handlerFiles(const Architecture& architecture, const FunctionPlan& plan);

// The generated texts for Node.js and Python.
std::vector<ManifestFile> nodejsFiles(const Architecture& architecture, const FunctionPlan& plan);
std::vector<ManifestFile> pythonFiles(const Architecture& architecture, const FunctionPlan& plan);

// Unit tests of the generated handlers; they need neither the SDK nor a network.
std::string nodejsTest(const FunctionPlan& plan);
std::string pythonTest(const FunctionPlan& plan);

// The statement that stands for an access to a SQL database, with the parameters id and, for a write, item.
std::string sqlOf(Access access);

// A sample input that keeps the function's contract, as JSON.
std::string sampleInput(const FunctionPlan& plan);

}  // namespace virga::model
