#pragma once

#include <string>
#include <variant>
#include <vector>

#include "model/manifest/function_plan.h"
#include "model/manifest/handlers/code_text.h"

// What the writers of all languages know alike of the access to components.
namespace virga::model {

// Whether the use returns something.
bool hasAnswer(const Use& use);

// Whether what the action found belongs to the caller; what an external system says stays inside, and so does a secret.
bool tellsCaller(const Architecture& architecture, const Action& action);

// The uses of the actions, each once, in their order.
std::vector<Use> usesOf(const FunctionPlan& plan);

// The use that a cache is filled by from its origin.
Use originUse(const Architecture& architecture, const ComponentId& origin);

// The request by which an API is called: its first route.
struct ApiCall {
  struct Part {
    bool isParameter = false;
    std::string text;  // of the path, or the name of a parameter
  };
  std::string method;  // POST for ANY
  bool hasBody = true;
  std::vector<Part> path;
};
ApiCall apiCallOf(const HttpApi& api);

// Calls the member of `Services` that is for the kind of component that a use is of. A friend of the classes that have them.
struct AccessByKind {
  template <class Services, class... Rest>
  static void write(Services& services, const ComponentKind& kind, CodeText& out, const Use& use, Rest... rest) {
    if (const auto* found = std::get_if<NosqlDb>(&kind)) return services.table(out, use, *found, rest...);
    if (std::holds_alternative<ObjectStore>(kind)) return services.objects(out, use, rest...);
    if (const auto* found = std::get_if<Cache>(&kind)) return services.cache(out, use, *found, rest...);
    if (std::holds_alternative<Queue>(kind)) return services.queue(out, use, rest...);
    if (std::holds_alternative<Topic>(kind)) return services.topic(out, use, rest...);
    if (std::holds_alternative<Stream>(kind)) return services.stream(out, use, rest...);
    if (std::holds_alternative<EventBus>(kind)) return services.bus(out, use, rest...);
    if (std::holds_alternative<WebsocketApi>(kind)) return services.socket(out, use, rest...);
    if (std::holds_alternative<Workflow>(kind)) return services.workflow(out, use, rest...);
    if (const auto* found = std::get_if<SqlDb>(&kind)) return services.database(out, use, *found, rest...);
    if (const auto* found = std::get_if<SecretStore>(&kind)) return services.secret(out, use, *found, rest...);
    if (std::holds_alternative<Function>(kind)) return services.invoke(out, use, rest...);
    if (std::holds_alternative<External>(kind)) return services.external(out, use, rest...);
    if (std::holds_alternative<ContainerService>(kind)) return services.service(out, use, rest...);
    services.api(out, use, std::get<HttpApi>(kind), rest...);
  }
};

}  // namespace virga::model
