#pragma once

#include <string>

#include "model/manifest/google/google_plan.h"
#include "model/manifest/terraform/terraform_project.h"

namespace virga::model {

// The plan as Terraform. It reads gateway/NAME.yaml, workflows/NAME.yaml and build/FUNCTION.zip beside it.
terraform::Project googleTerraform(const GooglePlan& plan);

// A Bash script that packs src/FUNCTION into build/FUNCTION.zip.
std::string packageScript(const GooglePlan& plan);

// Shell: asks for the sums of the libraries of a function in Go, once; nothing for others.
std::string goSums(const GoogleFunction& function);

}  // namespace virga::model
