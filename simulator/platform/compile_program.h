#pragma once

#include <functional>
#include <string>

#include "simulator/platform/compiled_system.h"

namespace virga::simulator {

// Finds the target of a call or send by name; null after it has reported a problem at the path.
using ResolveTarget = std::function<const Target*(const std::string& name, bool sends, const std::string& path)>;

// Makes the sampler of a law, reading its file if it names one.
using MakeSampler = std::function<Sampler(const model::Distribution& law, const std::string& path)>;

// Flattens the steps into `function`'s program and tables.
void compileProgram(const model::Steps& steps, const std::string& functionName, const ResolveTarget& resolve,
                    const MakeSampler& makeSampler, CompiledFunction& function);

}  // namespace virga::simulator
