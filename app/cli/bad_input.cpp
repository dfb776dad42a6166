#include "app/cli/bad_input.h"

#include "app/cli/messages.h"

namespace virga::cli {

Exit badInput(const std::string& message) {
  printError(message);
  return Exit::badInput;
}

Exit badInput(const model::Problems& problems) {
  printProblems(problems);
  return Exit::badInput;
}

}  // namespace virga::cli
