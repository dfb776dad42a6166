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

// Writes the access to components of one function in Go: the methods of cloud.Services, which implements the interface
// app.Services. The package app, which knows only the interface and the standard library, holds the control flow and guards
// each call, so that it compiles and is tested without the SDK. One object writes one package.
class GoServices {
 public:
  GoServices(const Architecture& architecture, const FunctionPlan& plan) : architecture_(architecture), plan_(plan) {}
  virtual ~GoServices() = default;
  GoServices(const GoServices&) = delete;
  GoServices& operator=(const GoServices&) = delete;

  const Architecture& architecture() const { return architecture_; }
  const FunctionPlan& plan() const { return plan_; }

  // The interface and its implementation.
  std::vector<ManifestFile> files();
  // After files(): what go.mod requires, path → version.
  const std::map<std::string, std::string>& modules() const { return modules_; }
  // After files(): resources that the package cloud consists of beside services.go, without ".go".
  const std::set<std::string>& helpers() const { return helpers_; }

  // The exported method that carries a use out; "ReadOrders".
  std::string methodOf(const Use& use) const;

 protected:
  // The lines that make `settings` of `ctx`, for the clients; called where a client needs them.
  virtual void settings(CodeText&) {}
  // The end of the body of `MayRetry(err error) bool`, after what all platforms have.
  virtual void mayRetry(CodeText& out) = 0;
  virtual void table(CodeText& out, const Use& use, const NosqlDb& table) = 0;
  virtual void objects(CodeText& out, const Use& use) = 0;
  virtual void database(CodeText& out, const Use& use, const SqlDb& database) = 0;
  virtual void queue(CodeText& out, const Use& use) = 0;
  virtual void topic(CodeText& out, const Use& use) = 0;
  virtual void stream(CodeText& out, const Use& use) = 0;
  virtual void bus(CodeText& out, const Use& use) = 0;
  virtual void socket(CodeText& out, const Use& use) = 0;
  virtual void workflow(CodeText& out, const Use& use) = 0;
  virtual void invoke(CodeText& out, const Use& use) = 0;
  // A request to a container service; the platform may want to know who asks.
  virtual void service(CodeText& out, const Use& use);
  virtual void external(CodeText& out, const Use& use);
  // Makes the field `secrets`, whose method is value(ctx, name, maxAge).
  virtual void secretStore() = 0;
  // The end of the environment variable that it gets a secret's name from: "SECRET_ARN".
  virtual std::string secretSuffix() const = 0;
  // Makes a field of this name for a cache, with the methods get(ctx, key), set(ctx, key, text) and remove(ctx, key).
  virtual void cacheClient(const ComponentId& cache, const std::string& name) = 0;

  void import(const std::string& path, const std::string& alias = {}) { imports_[path] = alias; }
  void module(const std::string& path, const std::string& version) { modules_[path] = version; }
  void helper(const std::string& resource) { helpers_.insert(resource); }
  // A field of Services and the expression that makes it, which may name `settings` and `ctx`; the same name stands there
  // once. `fallible`: the expression also gives an error.
  void field(const std::string& name, const std::string& type, const std::string& expression, bool fallible = false);
  bool hasField(const std::string& name) const;

  // `os.Getenv("ORDERS_TABLE")`.
  std::string env(const ComponentId& id, const std::string& suffix);
  // `app.Text(input, "id")`.
  std::string text(const std::string& name);
  // Declares `name`: the input as JSON; returns with the error of that.
  void encode(CodeText& out, const Use& use, const std::string& name);
  // Returns with what `err` says, if anything.
  static void check(CodeText& out, const Use& use);
  // `name, err := expression` and check().
  static void take(CodeText& out, const Use& use, const std::string& name, const std::string& expression);
  // Returns what a request by app.Request leads to: `Method: "GET", URL: url`.
  void request(CodeText& out, const std::string& members);

 private:
  friend struct AccessByKind;

  struct Field {
    std::string name, type, expression;
    bool fallible;
  };

  void access(CodeText& out, const Use& use);
  void cache(CodeText& out, const Use& use, const Cache& cache);
  void secret(CodeText& out, const Use& use, const SecretStore& store);
  void api(CodeText& out, const Use& use, const HttpApi& api);
  void writeStruct(CodeText& out) const;
  void writeMaker(CodeText& out);

  const Architecture& architecture_;
  const FunctionPlan& plan_;
  std::map<std::string, std::string> imports_;  // path → alias, or empty
  std::map<std::string, std::string> modules_;
  std::set<std::string> helpers_;
  std::vector<Field> fields_;
  std::vector<ComponentId> origins_;
  bool sendsRequests_ = false;
};

// The package app as far as it depends on the steps, the services and go.mod below the function's folder.
std::vector<ManifestFile> goFiles(GoServices& services);

}  // namespace virga::model
