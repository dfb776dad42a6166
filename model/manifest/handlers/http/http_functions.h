#pragma once

#include <string>
#include <vector>

#include "model/manifest/handlers/handler_platform.h"

// What handlers share that get requests over HTTP with their path, and events apart from them: those of Azure, OCI and
// Knative.
namespace virga::model {

// runner, http_input and its test; in Java Handler, HttpInput and its test.
std::vector<HandlerCopy> httpFunctionCopies(Language language, const FunctionPlan& plan);

// routes.mjs, routes.py, Routes.java or app/routes.go: the routes that lead to the function.
ManifestFile httpRoutesFile(Language language, const FunctionPlan& plan);

// That file, and the unit test of the runner or Handler with the function's own contract.
std::vector<ManifestFile> httpFunctionFiles(Language language, const FunctionPlan& plan);

// Of an image that starts index.mjs, listening at port 8080; `version` of Node.js: "22".
std::string nodejsDockerfile(const std::string& version);

}  // namespace virga::model
