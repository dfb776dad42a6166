#pragma once

#include <string>
#include <vector>

namespace virga::model {

enum class Severity { error, warning, info };

// Something wrong, or worth knowing, in a user's input.
struct Problem {
  Severity severity = Severity::error;
  std::string id;            // stable word for the rule: "unknown-key", "visibility-too-short", …
  std::string file;          // empty where the input isn't a file
  int line = 0;              // 1-based; 0: unknown
  int column = 0;            // 1-based
  std::string path;          // dotted path of the value: "checkout.steps.2.call"; its first part is the component, if any
  std::string message;       // what is wrong
  std::string hint;          // what would be right; may be empty
  std::string nearest = {};  // value at the path that would do instead, as a project file writes it; empty: none
  bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

// "orders.virga.yaml:12:5: error: unknown key 'memroy'; did you mean 'memory'?"
std::string toText(const Problem& problem);

bool hasErrors(const Problems& problems);

}  // namespace virga::model
