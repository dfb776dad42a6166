#include "model/manifest/cloudformation/expand_serverless.h"

#include <string>

#include <fmt/format.h>

#include "model/manifest/cloudformation/expansion.h"

namespace virga::model {

namespace {

constexpr const char* kFunction = "AWS::Serverless::Function";
constexpr const char* kHttpApi = "AWS::Serverless::HttpApi";
constexpr const char* kStateMachine = "AWS::Serverless::StateMachine";
constexpr const char* kAliasReference = ".Alias";

// SAM's reference to the alias that it publishes, as the alias's own: "Part.Alias" → "PartAliaslive".
void resolveAliases(Tree& tree, const Tree& sam) {
  if (tree.is_object() && tree.size() == 1 && tree.contains("Ref")) {
    const std::string name = tree["Ref"].get<std::string>();
    const std::string end = kAliasReference;
    if (name.size() <= end.size() || name.compare(name.size() - end.size(), end.size(), end) != 0) return;
    const std::string function = name.substr(0, name.size() - end.size());
    tree["Ref"] = function + "Alias" + sam.at(function).at("Properties").at("AutoPublishAlias").get<std::string>();
    return;
  }
  if (tree.is_structured())
    for (Tree& part : tree) resolveAliases(part, sam);
}

void addCodeParameters(Tree& parameters) {
  parameters["CodeBucket"] = {
      {"Type", "String"},
      {"Description", "Bucket, in the region of the stack, that holds the archives of the functions"},
      {"AllowedPattern", "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"},
      {"ConstraintDescription", "must be the name of a bucket"}};
  parameters["CodePrefix"] = {
      {"Type", "String"},
      {"Description", "What the keys of the archives begin with; another for each release, so that functions change"},
      {"AllowedPattern", "^([A-Za-z0-9._-]+/)+$"},
      {"ConstraintDescription", "must be folders that each end with /"}};
}

}  // namespace

Tree expandServerless(const Tree& sam, Problems& notes) {
  Tree plain = Tree::object();
  bool code = false;
  const Tree& before = sam.at("Resources");
  Tree resources = Tree::object();
  for (const auto& [name, resource] : before.items()) {
    const std::string type = resource.at("Type").get<std::string>();
    if (type == kFunction) {
      code = true;
      expandFunction(resources, before, name);
      if (resource.at("Properties").contains("AutoPublishAlias"))
        notes.push_back(
            {Severity::warning, "version-to-publish", "", 0, 0, name,
             fmt::format("callers of '{0}' meet its version {0}Version1; CloudFormation publishes none for new code", name),
             fmt::format("with each release, rename {0}Version1 in the template to {0}Version2, and so on", name)});
    } else if (type == kHttpApi) {
      expandHttpApi(resources, name, resource.at("Properties"));
    } else if (type == kStateMachine) {
      expandStateMachine(resources, name, resource.at("Properties"));
    } else {
      resources[name] = resource;
    }
  }
  resolveAliases(resources, before);
  for (const auto& [key, part] : sam.items()) {
    if (key == "Transform") continue;
    if (key == "Resources")
      plain[key] = resources;
    else
      plain[key] = part;
    if (key == "Parameters" && code) addCodeParameters(plain[key]);
    if (key == "Outputs") resolveAliases(plain[key], before);
  }
  return plain;
}

}  // namespace virga::model
