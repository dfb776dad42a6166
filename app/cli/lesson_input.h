#pragma once

#include <string>

#include "app/cli/verbs.h"

namespace virga::cli {

// Says what is wrong with a lesson: its keys, the project that it begins with, and what its steps point at and wait for.
Exit checkLessonFile(const std::string& file);

}  // namespace virga::cli
