#pragma once

#include "simulator/platform/compilation.h"

namespace virga::simulator {

// How the function's instances start, from the project's cold start or the catalog's; a problem where neither says it.
CompiledStart compileStart(Compilation& c, const std::string& id, const model::Function& function);

}  // namespace virga::simulator
