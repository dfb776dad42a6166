#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "model/import/design_builder.h"

namespace virga::model {

// Gathers what roles of AWS allow functions, and gives them those permissions that go beyond their steps.
class AwsPermissions {
 public:
  // `action` as a policy writes it behind the colon: "GetItem", "Get*", "*". `on`: the component; none: everything. Actions
  // that are no use of a component, as those for logs, aren't kept.
  void allow(const ComponentId& function, std::string_view service, std::string_view action,
             const std::optional<ComponentId>& on);
  // Action and resource are both "*".
  void allowEverything(const ComponentId& function);

  // To be called once all steps and edges are drawn.
  void settle(DesignBuilder& design) const;

 private:
  struct Held {
    bool all = false;
    std::set<GrantedAccess> access;
  };
  std::map<ComponentId, std::map<std::optional<ComponentId>, Held>> held_;
};

}  // namespace virga::model
