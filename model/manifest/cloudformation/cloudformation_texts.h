#pragma once

#include <string>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

// A shell script that builds the archive of each function and puts it into a bucket.
std::string packageScript(const SamContext& sam);

// `parameters` are those of the plain template.
std::string cloudformationReadme(const SamContext& sam, const Tree& parameters, const Problems& notes);

}  // namespace virga::model
