#pragma once

#include <string>
#include <vector>

namespace virga::model {

// The oldest of the known runtimes of the same language that is no older than `runtime`, else the newest of the language:
// what a program for it can be expected to run on. Empty where the language has none.
std::string nearestRuntime(const std::string& runtime, const std::vector<std::string>& known);

}  // namespace virga::model
