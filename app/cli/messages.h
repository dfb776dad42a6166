#pragma once

#include <string>
#include <string_view>

#include "model/problem.h"
#include "model/unknown_name.h"

namespace virga::cli {

// "virga: error: …" and "virga: …" on standard error.
void printError(std::string_view message);
void printNote(std::string_view message);

// One problem a line on standard error.
void printProblems(const model::Problems& problems);

using model::unknownName;

// "3 errors and 1 warning", "no problems".
std::string countsText(const model::Problems& problems);

}  // namespace virga::cli
