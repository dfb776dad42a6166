#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/problem.h"

namespace virga::cli {

// "virga: error: …" and "virga: …" on standard error.
void printError(std::string_view message);
void printNote(std::string_view message);

// One problem a line on standard error.
void printProblems(const model::Problems& problems);

// "unknown provider 'awz'; did you mean 'aws'? Known: aws, azure."
std::string unknownName(std::string_view what, std::string_view name, const std::vector<std::string>& known);

// "3 errors and 1 warning", "no problems".
std::string countsText(const model::Problems& problems);

}  // namespace virga::cli
