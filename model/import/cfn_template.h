#pragma once

#include <filesystem>
#include <string>

#include "model/import/cloud_resources.h"
#include "model/import/source_value.h"

namespace virga::model {

// Whether the value is a template of CloudFormation or SAM.
bool isCfnTemplate(const SourceValue& root);

// The resources of a template with all its functions resolved as far as its own text allows: parameters by their defaults,
// mappings, conditions (the first branch that says something), SAM's Globals merged in, stacks nested by a local file read
// too. What can't be resolved stays as an unknown mark. What is left out and what is assumed goes to the report.
CloudResources readCfnTemplate(const SourceValue& root, const std::filesystem::path& file, Problems& report);

}  // namespace virga::model
