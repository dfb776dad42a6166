#pragma once

#include "simulator/platform/compilation.h"

namespace virga::simulator {

// How the platform scales the function: the project's settings for the provider, else the catalog's values. The function's
// memory, cold start and concurrency must be set.
CompiledScaling compileScaling(Compilation& c, const CompiledFunction& function);

// What the queues add to it, once all components are compiled: functions whose instances take messages themselves.
void compilePulls(Compilation& c);

}  // namespace virga::simulator
