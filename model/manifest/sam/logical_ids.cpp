#include "model/manifest/sam/logical_ids.h"

#include <algorithm>
#include <cctype>
#include <variant>
#include <vector>

namespace virga::model {

namespace {

// Suffixes of what the SAM transform adds to a resource.
std::vector<std::string> generatedSuffixes(const ComponentKind& kind) {
  if (std::holds_alternative<Function>(kind)) return {"Role", "Aliaslive", "EventInvokeConfig"};
  if (std::holds_alternative<Workflow>(kind)) return {"Role"};
  if (std::holds_alternative<HttpApi>(kind)) return {"ApiGatewayDefaultStage"};
  return {};
}

}  // namespace

std::string camelName(const std::string& text) {
  std::string name;
  bool start = true;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (!std::isalnum(byte)) {
      start = true;
      continue;
    }
    name += start ? static_cast<char>(std::toupper(byte)) : c;
    start = false;
  }
  return name;
}

LogicalIds::LogicalIds(const Architecture& architecture) {
  // Functions, workflows and APIs first: the names made up for them can't be changed, those of the others can.
  std::vector<const Component*> order;
  for (const bool generating : {true, false})
    for (const Component& component : architecture.components)
      if (generatedSuffixes(component.kind).empty() != generating) order.push_back(&component);
  for (const Component* component : order) {
    const std::string wanted = camelName(component->id);
    const auto suffixes = generatedSuffixes(component->kind);
    std::string name = wanted;
    const auto free = [&] {
      return taken_.count(name) == 0 && std::none_of(suffixes.begin(), suffixes.end(), [&](const std::string& suffix) {
               return taken_.count(name + suffix) != 0;
             });
    };
    for (int number = 2; !free(); ++number) name = wanted + std::to_string(number);
    taken_.insert(name);
    for (const auto& suffix : suffixes) taken_.insert(name + suffix);
    names_[component->id] = name;
  }
}

std::string LogicalIds::take(const std::string& wanted, const std::string& prefix) {
  std::string name = wanted;
  const auto taken = [&] {
    return taken_.count(prefix + name) != 0 || (!prefix.empty() && taken_.count(prefix + name + "Permission") != 0);
  };
  for (int number = 2; taken(); ++number) name = wanted + std::to_string(number);
  taken_.insert(prefix + name);
  if (!prefix.empty()) taken_.insert(prefix + name + "Permission");
  return name;
}

}  // namespace virga::model
