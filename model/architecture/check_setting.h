#pragma once

#include <optional>
#include <string>

#include "model/architecture/component_ref.h"
#include "model/problem.h"

namespace virga::model {

// What a project says of one design check: another severity for its findings, or why they don't count.
struct CheckSetting {
  std::string check;               // id of the rule: "no-dead-letter"
  std::optional<ComponentRef> at;  // findings at this component alone; none: all
  std::optional<Severity> severity;
  std::string ignore;  // the reason why its findings are left out; empty: they count
  bool operator==(const CheckSetting&) const = default;
};

}  // namespace virga::model
