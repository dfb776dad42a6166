#pragma once

#include <cstdio>
#include <string>

#include "app/cli/output.h"
#include "app/cli/project_input.h"

namespace virga::cli {

// Mends what needs no choice, writes the project to `output`, or in place of the file that was read where that is empty,
// and tells on the stream what was done. The input is then what was written.
tl::expected<void, std::string> fixInput(ProjectInput& input, const std::string& file, const OutputTarget& output,
                                         std::FILE* told);

}  // namespace virga::cli
