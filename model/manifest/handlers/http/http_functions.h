#pragma once

#include <string>
#include <vector>

#include "model/manifest/handlers/handler_platform.h"

// What handlers share that get requests over HTTP with their path, and events as bodies: those of OCI and Knative.
namespace virga::model {

// runner, http_input and its test.
std::vector<HandlerCopy> httpFunctionCopies(Language language, const FunctionPlan& plan);

// routes.mjs or routes.py, and the unit test of the runner with the function's own contract.
std::vector<ManifestFile> httpFunctionFiles(Language language, const FunctionPlan& plan);

}  // namespace virga::model
