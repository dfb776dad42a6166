#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

// A service of the Serverless Framework as it is made from a plain template: step by step, what the framework has words
// for is lifted out of the template's resources.
struct Service {
  const SamContext& sam;
  std::string name;
  Tree resources;  // what is left
  Tree parameters;
  Tree outputs;
  Tree provider = Tree::object();
  Tree functions = Tree::object();
  Tree extensions = Tree::object();                    // of the framework's own resources
  Tree asked = Tree::object();                         // ${param:…} → what it means; values that are asked for
  std::map<std::string, ComponentId> functionOf = {};  // functions and their aliases, by their names in the template
  std::map<std::string, std::string> renamed = {};     // names in the template → those that the framework gives
  std::vector<std::pair<Tree, Tree>> replaced = {};    // whole values
  Problems problems = {};

  // The function that a value names, by its name, ARN or alias.
  std::optional<ComponentId> functionIn(const Tree& value) const;
  Tree& event(const ComponentId& function, const char* kind);
  // Takes the resources away that the predicate holds for.
  void drop(const std::function<bool(const std::string&, const Tree&)>& wanted);
  // Takes the permission away by which a service may invoke a function for a source that the predicate holds for.
  void dropPermission(const ComponentId& function, const std::string& principal,
                      const std::function<bool(const Tree&)>& source);
};

// The steps; functions first, since the others give them events.
void liftFunctions(Service& service);
void liftEvents(Service& service);
void liftHttpApi(Service& service);
void liftSockets(Service& service);
void liftBuckets(Service& service);
// Names, values and parameters as the framework has them; the last step.
void settleNames(Service& service);

// What a reference, an attribute or Fn::Sub names: the part before the dot; empty for anything else.
std::string namedBy(const Tree& value);

// The text that stands first in ${…} of a value of Fn::Sub, if it begins so: "integrations/${Name}" → Name.
std::string nameAfter(const Tree& value, const std::string& start);

// The whole file, as text.
std::string serviceFile(const Service& service);

// A script that builds the code; empty if there is none.
std::string buildScript(const SamContext& sam);

// Whether the function's code is built into an archive that is its artifact.
bool hasArtifact(const std::string& runtime);

std::string serverlessReadme(const Service& service, const Problems& notes);

}  // namespace virga::model
