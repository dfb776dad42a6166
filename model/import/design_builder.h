#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/import/import.h"
#include "model/import/source_value.h"

namespace virga::model {

// Grows a design from what an importer finds, of whichever cloud: ids, edges that the project file allows, and the report.
class DesignBuilder {
 public:
  Imported result;

  // A new component; its id is the name in small letters with hyphens, made unique.
  ComponentId add(const std::string& name, ComponentKind kind, const std::string& description = {});

  const Component& component(const ComponentId& id) const { return *result.design.find(id); }
  template <class Kind>
  Kind* as(const ComponentId& id) {
    Component* const found = result.design.find(id);
    return found ? std::get_if<Kind>(&found->kind) : nullptr;
  }
  template <class Kind>
  bool is(const ComponentId& id) const {
    const Component* const found = result.design.find(id);
    return found && std::holds_alternative<Kind>(found->kind);
  }

  void leftOut(const Place& at, const std::string& message, const std::string& hint = {});
  void standsIn(const Place& at, const std::string& message, const std::string& hint = {});
  void assumed(const Place& at, const std::string& message, const std::string& hint = {});

  // An external system of that name, made at its first use.
  ComponentId external(const std::string& name, const Place& at, const std::string& what);

  // The steps of a function, container service or workflow; null for other kinds.
  Steps* stepsOf(const ComponentId& id);
  // Appends what hands a message to `to`, or calls it, unless the steps have it already at their top. False, and reported,
  // where a step can't name such a component.
  bool use(const ComponentId& from, const ComponentId& to, Operation operation, bool waits, const Place& at);

  // Calls of HTTP APIs, which steps can't name, once all routes are known: the one thing behind an API is called directly;
  // of several nobody says which, and the call is left out. To be called at the end of an import.
  void settleApiCalls();

  // A function that hands on to `to` what the platform hands over itself, where designs have no such edge; the same one for
  // the same name.
  ComponentId relay(const std::string& name, const ComponentId& to, Operation operation, const Place& at,
                    const std::string& what);

  // An edge of the kind that the two allow, with its default settings; reported where they allow none.
  void connectTo(const ComponentId& from, const ComponentId& to, const Place& at);

  void route(const ComponentId& api, const std::string& method, const std::string& path, const ComponentId& to,
             const Place& at);

  // Numbers of settings. A value that holds an unknown mark becomes a value to fill in, and the default stays.
  std::optional<double> number(const SourceValue& value, const std::string& path);
  std::optional<int> whole(const SourceValue& value, const std::string& path);
  std::optional<Duration> secondsOf(const SourceValue& value, const std::string& path);
  bool flag(const SourceValue& value, bool otherwise, const std::string& path);
  void toFill(const std::string& path, const std::string& what, const Place& at);

 private:
  struct ApiCall {
    ComponentId from, api;
    Place at;
  };
  std::map<std::string, ComponentId> externals_, relays_;
  std::vector<ApiCall> apiCalls_;
};

// "OrderIntakeFunction" → "order-intake-function": [a-z][a-z0-9-]*, at most 63 characters.
ComponentId kebabId(const std::string& name);

// Whether steps (of functions or workflows) may name the component, as a call or a send.
bool canCall(const ComponentKind& kind);
bool canSend(const ComponentKind& kind);

// A function that stands in for what the platform hands over itself: the smallest there is.
Function handingOn();

Step callStep(const ComponentId& to, Operation operation);

}  // namespace virga::model
