#pragma once

#include "model/problem.h"

namespace virga::model {

// The errors among the problems of an export: what is told where it is refused.
Problems errorsOf(const Problems& problems);
// The errors, or all but the errors, each once.
Problems onceOfSeverity(const Problems& problems, bool errors);

}  // namespace virga::model
