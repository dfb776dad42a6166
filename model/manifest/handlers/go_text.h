#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/manifest/handlers/code_text.h"
#include "model/units/duration.h"

// Source text of Go, as gofmt sets it.
namespace virga::model {

// A CodeText for Go indents by one blank, of which this makes a tab.
std::string goText(const CodeText& text);

// `import (…)` of path → alias, or empty: the standard library's packages first.
std::string goImports(const std::map<std::string, std::string>& paths);

// `start`{…}`end` with a line for each member and its value.
void goLiteral(CodeText& out, const std::string& start, const std::vector<std::pair<std::string, std::string>>& members,
               const std::string& end = {});

// A time as an expression of the package time: "750 * time.Millisecond"; `inList`: without blanks, as among other arguments.
std::string goDuration(Duration duration, bool inList = false);

// "orders" → "Orders".
std::string exportedName(std::string name);

}  // namespace virga::model
