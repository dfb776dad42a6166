#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/manifest/function_plan.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/component_access.h"
#include "model/manifest/manifest.h"

namespace virga::model {

// What stands above the functions of steps.py, as the writers of the functions ask for it.
class PythonHead {
 public:
  // `import module` of the standard library.
  void standard(const std::string& module) { standard_.insert(module); }
  // `import module`, or with a symbol `from module import symbol`, of a package or, with `own`, of a file beside.
  void package(const std::string& module, const std::string& symbol = {});
  void own(const std::string& module, const std::string& symbol) { own_[module].insert(symbol); }
  // A line of requirements.txt: "boto3==1.43.11".
  void require(const std::string& requirement) { requirements_.insert(requirement); }
  // Above everything: a function that makes clients. The same text stands there once, as in the next three.
  void maker(const std::string& function);
  // A line that makes a client.
  void declare(const std::string& line);
  // A line after the clients.
  void constant(const std::string& line);
  // Below everything: a function that makes a client at its first use.
  void connection(const std::string& function);

  bool imports(const std::string& ownModule) const { return own_.count(ownModule) != 0; }
  const std::set<std::string>& requirements() const { return requirements_; }
  // `breakers` come after the clients.
  void write(CodeText& out, const std::vector<std::string>& breakers) const;

 private:
  std::set<std::string> standard_, requirements_;
  std::map<std::string, std::set<std::string>> packages_, own_;
  std::vector<std::string> makers_, declarations_, constants_, connections_;
};

// Writes the access to components of one function in Python: the bodies of `def name(message)`. One object writes one
// steps.py. `action` is the step that is carried out, null for one that the design hasn't: the read of a cache's origin.
class PythonServices {
 public:
  PythonServices(const Architecture& architecture, const FunctionPlan& plan) : architecture_(architecture), plan_(plan) {}
  virtual ~PythonServices() = default;
  PythonServices(const PythonServices&) = delete;
  PythonServices& operator=(const PythonServices&) = delete;

  void access(CodeText& out, const Use& use, const Action* action);

  PythonHead& head() { return head_; }
  const Architecture& architecture() const { return architecture_; }
  const FunctionPlan& plan() const { return plan_; }
  // What caches were asked to read through, to be written with loaderName as name.
  const std::vector<ComponentId>& origins() const { return origins_; }
  static std::string loaderName(const ComponentId& origin) { return "load_" + snakeCase(wordsOf(origin)); }
  // The lines of requirements.txt.
  std::set<std::string> requirements() const;

  // What the SDK does with retries, as one line below the docstring's first of steps.py.
  virtual std::string remark() const = 0;

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
  // A function `name` that returns the redis-py client of a cache, made at the first use; `limit` is its time limit in
  // seconds.
  virtual std::string cacheConnection(const ComponentId& cache, const std::string& name, const std::string& limit) = 0;
  // What secret_values.py requires: "boto3==1.43.11"; empty for nothing.
  virtual std::string secretRequirement() const = 0;
  // The end of the environment variable that secret_value gets its name from: "SECRET_ARN".
  virtual std::string secretSuffix() const = 0;
  // What the platform's entry requires.
  virtual std::vector<std::string> entryRequirements() const { return {}; }
  // A call of an external with a token; the platform may get it otherwise.
  virtual void external(CodeText& out, const Use& use, const Action* action);
  // A request to a container service; the platform may want to know who asks.
  virtual void service(CodeText& out, const Use& use, const Action* action);

  // "os.environ["ORDERS_TABLE"]".
  std::string env(const ComponentId& id, const std::string& suffix);
  // `prefix` expression `suffix`, with the retries and the breaker of the step. The time limit is the client's own.
  void call(CodeText& out, const std::string& prefix, const std::string& expression, const Action* action,
            const std::string& suffix = {});
  // Returns the answer of an HTTPS request by remote.py: "\"GET\", url".
  void request(CodeText& out, std::string arguments, const Action* action);

 private:
  friend struct AccessByKind;

  void cache(CodeText& out, const Use& use, const Cache& cache, const Action* action);
  void secret(CodeText& out, const Use& use, const SecretStore& store, const Action* action);
  void api(CodeText& out, const Use& use, const HttpApi& api, const Action* action);

  const Architecture& architecture_;
  const FunctionPlan& plan_;
  PythonHead head_;
  std::vector<ComponentId> origins_;
};

// steps.py, contract.py and requirements.txt.
std::vector<ManifestFile> pythonFiles(PythonServices& services);

}  // namespace virga::model
