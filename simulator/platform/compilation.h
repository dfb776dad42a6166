#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/platform/compiled_system.h"

namespace virga::simulator {

// What the compilation of one component needs and adds to.
struct Compilation {
  const model::Architecture& architecture;
  const model::Catalog& catalog;
  const std::filesystem::path& folder;
  model::ProviderSettings settings;  // the project's for this provider
  CompiledSystem system;
  model::Problems problems;
  std::map<std::string, Target> targets;  // every component's, before any edge is compiled
  std::map<std::string, int> flowsNamed;  // how often a flow's name has come up

  void problem(std::string path, std::string message, std::string hint);

  // The target of a reference; null and a problem at the path where nothing of the allowed kinds has that name.
  const Target* find(const std::string& id, std::initializer_list<TargetKind> allowed, const std::string& path);

  std::vector<FaultWindow> faults(const std::string& id);

  // A law's sampler; a file that it names is read first.
  Sampler law(const model::Distribution& distribution, const std::string& path);
  Sampler sampler(const char* key) const { return Sampler(catalog.distribution(key)); }
  // The component's own law, or the catalog's at the key.
  Sampler sampler(const std::optional<model::Distribution>& own, const char* key, const std::string& path) {
    return own ? law(*own, path) : sampler(key);
  }
};

inline TokenBucket bucketOf(const std::optional<model::Throttle>& throttle) {
  return throttle ? TokenBucket(throttle->rate.perSecond, throttle->burst) : TokenBucket();
}

// The receiver of a subscription, rule or notification; nothing and a problem where it can't be one.
std::optional<CompiledReceiver> compileReceiver(Compilation& c, const model::ComponentRef& to, model::Share share,
                                                const std::string& path);
// How the platform's service of that kind, topic or event-bus, tries deliveries again.
DeliveryPolicy deliveryPolicy(const Compilation& c, const std::string& kind);

// Append the component to the tables of its kind.
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::Client& client);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::HttpApi& api);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::Function& function);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::Queue& queue);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::Topic& topic);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::EventBus& bus);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::Stream& stream);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::ObjectStore& store);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::Schedule& schedule);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::NosqlDb& table);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::SqlDb& database);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::Cache& cache);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::Auth& auth);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::SecretStore& store);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::External& external);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::Workflow& workflow);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id,
                      const model::ContainerService& service);
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const model::WebsocketApi& socket);

// The steps of a function, workflow or container service, whose name and role must be set.
void compileSteps(Compilation& c, const model::Steps& steps, CompiledFunction& function);

// The streams of tables' changes, once all components are compiled.
void compileChanges(Compilation& c);

// What the flow at the path does at its websocket-api.
void compileConnection(Compilation& c, const model::Flow& flow, const std::string& path, CompiledFlow& compiled);

// What the functions share, once all of them are compiled.
void compileAccount(Compilation& c);

// Which functions' instances hold connections to each database, and which edges of a function share an instance's copy
// of a secret, once all functions are compiled.
void compileHolders(Compilation& c);
void compileCopies(Compilation& c);

}  // namespace virga::simulator
