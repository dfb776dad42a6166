#include "model/import/environment_credentials.h"

#include <fmt/format.h>

#include "model/checks/credentials.h"
#include "model/import/cloud_resources.h"

namespace virga::model {

void reportCredential(DesignBuilder& design, const ComponentId& owner, const std::string& variable, const std::string& value,
                      const Place& at) {
  if (const auto found = findCredential(variable, value))
    design.result.report.push_back(
        problemAt(at, Severity::warning, "credential-in-environment",
                  fmt::format("the variable {} of '{}' holds {} ({})", variable, owner, found->what, found->shown),
                  "make it void, and read a new one from a secret store"));
}

}  // namespace virga::model
