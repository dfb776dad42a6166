#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/manifest/function_plan.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/component_access.h"
#include "model/manifest/manifest.h"

namespace virga::model {

// What stands above the functions of steps.mjs, as the writers of the functions ask for it.
class NodejsHead {
 public:
  // `import { symbol } from 'module'`; a module that starts with '.' is a file beside.
  void import(const std::string& module, const std::string& symbol);
  // Lines that make a client; the same text stands there once.
  void declare(const std::string& text);

  bool imports(const std::string& module) const { return imports_.count(module) != 0; }
  // The npm packages among the modules.
  std::set<std::string> packages() const;
  void write(CodeText& out) const;

 private:
  std::map<std::string, std::set<std::string>> imports_;
  std::vector<std::string> declarations_;
};

// Writes the access to components of one function in JavaScript: the bodies of `async function name(input)`. One object
// writes one steps.mjs. `action` is the step that is carried out, null for one that the design hasn't: the read of a cache's
// origin.
class NodejsServices {
 public:
  NodejsServices(const Architecture& architecture, const FunctionPlan& plan) : architecture_(architecture), plan_(plan) {}
  virtual ~NodejsServices() = default;
  NodejsServices(const NodejsServices&) = delete;
  NodejsServices& operator=(const NodejsServices&) = delete;

  void access(CodeText& out, const Use& use, const Action* action);

  NodejsHead& head() { return head_; }
  const Architecture& architecture() const { return architecture_; }
  const FunctionPlan& plan() const { return plan_; }
  // What caches were asked to read through, to be written with loaderName as name.
  const std::vector<ComponentId>& origins() const { return origins_; }
  static std::string loaderName(const ComponentId& origin);
  // Own functions beside the services that go with the steps, by package.json: package → version.
  std::map<std::string, std::string> dependencies() const;

  // The sentence or two that say above steps.mjs what the SDK does with retries, one comment line each, without "// ".
  virtual std::vector<std::string> remarks() const = 0;
  // Adds what the platform's entry needs to package.json: "main", scripts, packages.
  virtual void completePackage(nlohmann::ordered_json& package) const;

 protected:
  virtual void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) = 0;
  virtual void objects(CodeText& out, const Use& use, const Action* action) = 0;
  virtual void database(CodeText& out, const Use& use, const SqlDb& database, const Action* action) = 0;
  virtual void queue(CodeText& out, const Use& use, const Action* action) = 0;
  virtual void topic(CodeText& out, const Use& use, const Action* action) = 0;
  virtual void stream(CodeText& out, const Use& use, const Action* action) = 0;
  virtual void bus(CodeText& out, const Use& use, const Action* action) = 0;
  virtual void socket(CodeText& out, const Use& use, const Action* action) = 0;
  virtual void workflow(CodeText& out, const Use& use, const Action* action) = 0;
  virtual void invoke(CodeText& out, const Use& use, const Action* action) = 0;
  // Declares the ioredis client `name` of a cache.
  virtual void cacheClient(const ComponentId& cache, const std::string& name) = 0;
  // The version of every package that is imported; package.json pins it.
  virtual const std::map<std::string, std::string>& packageVersions() const = 0;
  // The package that secrets.mjs imports; empty for none.
  virtual std::string secretPackage() const = 0;
  // The end of the environment variable that secretValue gets its name from: "SECRET_ARN".
  virtual std::string secretSuffix() const = 0;
  // Parameters of a call of an external with a token; the platform may get it otherwise.
  virtual void external(CodeText& out, const Use& use, const Action* action);
  // A request to a container service; the platform may want to know who asks.
  virtual void service(CodeText& out, const Use& use, const Action* action);

  // "process.env.ORDERS_TABLE".
  static std::string env(const ComponentId& id, const std::string& suffix);
  // The options of one call to `attempt` of calls.mjs; empty if the design states none.
  std::string guard(const Action* action);
  // `prefix` plain; or, if the step is guarded, `prefix` attempt(work). `work` is an arrow function that may take a signal,
  // and `prefix` says `await` or `return` itself.
  void guarded(CodeText& out, const std::string& prefix, const std::string& plain, const std::string& work,
               const Action* action);
  // `guarded` for an expression that takes no signal.
  void guarded(CodeText& out, const std::string& prefix, const std::string& expression, const Action* action);
  // Returns the answer of an HTTPS request by remote.mjs; `options` as in "method: 'GET'".
  void request(CodeText& out, const std::string& url, const std::string& options, const Action* action);

 private:
  friend struct AccessByKind;

  void cache(CodeText& out, const Use& use, const Cache& cache, const Action* action);
  void secret(CodeText& out, const Use& use, const SecretStore& store, const Action* action);
  void api(CodeText& out, const Use& use, const HttpApi& api, const Action* action);

  const Architecture& architecture_;
  const FunctionPlan& plan_;
  NodejsHead head_;
  std::vector<ComponentId> origins_;
};

// {id: …} and input.id, with quotes where the name is no identifier.
std::string nodejsKey(const std::string& name);
std::string nodejsMember(const std::string& object, const std::string& name);

// One guarded call, over several lines where one would be too long.
void writeAttempt(CodeText& out, const std::string& prefix, const std::string& work, const std::string& options);

// steps.mjs, contract.mjs and package.json.
std::vector<ManifestFile> nodejsFiles(NodejsServices& services);

}  // namespace virga::model
