#pragma once

#include <string>

#include "app/cli/verbs.h"
#include "model/problem.h"

namespace virga::cli {

// Says on standard error what is wrong with the input; the exit code for it.
Exit badInput(const std::string& message);
Exit badInput(const model::Problems& problems);

}  // namespace virga::cli
