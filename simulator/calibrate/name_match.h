#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/architecture/architecture.h"

namespace virga::simulator {

// How a name in the logs was taken for a component.
enum class NamedBy { stated, same, spelling, part, onlyOne };

struct MatchedName {
  model::ComponentId component;
  NamedBy by = NamedBy::same;
};

struct NameMatches {
  std::map<std::string, MatchedName> matched;                  // by the log's name
  std::vector<std::pair<std::string, std::string>> unmatched;  // the log's name, and why
};

// Which function of the design each name of the logs means: as `stated` says; the same name; the same letters and digits;
// the function whose name stands in it as a part between separators, the longest if there is one (the names that
// deployments make: "shop-checkout-prod", "/aws/lambda/shop-Checkout-1ABC"); and where the design has but one function
// and the logs one name, that. No function is taken twice. `stated` pairs are (log's name, component), checked before.
NameMatches matchNames(const std::vector<std::string>& logNames, const model::Architecture& architecture,
                       const std::vector<std::pair<std::string, model::ComponentId>>& stated);

}  // namespace virga::simulator
