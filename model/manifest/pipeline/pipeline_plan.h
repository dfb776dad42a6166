#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace virga::model {

// What a delivery pipeline does, apart from any CI system's notation. All texts are made of characters that mean nothing
// to a shell within single quotes, to YAML or to the CI systems' own expressions.
struct PipelinePlan {
  std::string stack;  // of production; the one of staging has "-staging" behind it
  std::string region;
  std::string project;       // the project file, from the root of the repository
  std::string folder;        // of the exported deployment
  std::string installVirga;  // shell: builds virga where it isn't there
  std::string checkDesign;   // shell: the design's rules and the budgets of its scenarios
  std::string testCode;      // shell: lint of the template, tests of the functions
  std::string javaVersion;   // "21", the newest that functions are written in; empty: none is
  std::string build;         // shell
  std::string deploy;        // shell; needs STACK_NAME and, if the template asks for some, SAM_PARAMETERS
  Problems notes;
};

// The problems of the deployment where that can't be exported.
tl::expected<PipelinePlan, Problems> planPipeline(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
