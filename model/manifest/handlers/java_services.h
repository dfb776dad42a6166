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

// A library of Maven; without a version where a bill of materials states it, without a scope where it is needed everywhere.
struct MavenLibrary {
  std::string group, artifact, version;
  std::string scope = {};
  auto operator<=>(const MavenLibrary&) const = default;
};

// A plugin of Maven's build and the elements of its configuration.
struct MavenPlugin {
  std::string group, artifact, version;
  std::vector<std::string> configuration;
};

// What copies the libraries beside the jar: `mvn package dependency:copy-dependencies`.
inline const MavenPlugin kCopyDependencies = {"org.apache.maven.plugins", "maven-dependency-plugin", "3.11.0", {}};

// Writes the access to components of one function in Java: the methods of a class that implements the interface Services.
// One object writes one class. Steps.java, which knows only the interface, holds the control flow and guards each call, so
// that it compiles and is tested without the SDK.
class JavaServices {
 public:
  JavaServices(const Architecture& architecture, const FunctionPlan& plan) : architecture_(architecture), plan_(plan) {}
  virtual ~JavaServices() = default;
  JavaServices(const JavaServices&) = delete;
  JavaServices& operator=(const JavaServices&) = delete;

  const Architecture& architecture() const { return architecture_; }
  const FunctionPlan& plan() const { return plan_; }

  // The interface, its implementation and what the implementation needs of Maven.
  std::vector<ManifestFile> files();
  // After files().
  const std::set<MavenLibrary>& libraries() const { return libraries_; }
  // Resources that the implementation uses, after files(): class names.
  const std::set<std::string>& helpers() const { return helpers_; }
  // A bill of materials that is imported; none: an empty group.
  virtual MavenLibrary billOfMaterials() const = 0;
  // Plugins beside those that compile and test.
  virtual std::vector<MavenPlugin> plugins() const { return {}; }

  // The method that carries a use out; "readOrders".
  std::string methodOf(const Use& use) const;

 protected:
  // "AwsServices".
  virtual std::string className() const = 0;
  // How the clients behave: sentences of the class's comment.
  virtual std::vector<std::string> remarks() const {
    return {"Clients live as long as the instance and make one attempt a call."};
  }
  // The body of `boolean mayRetry(Exception error)`.
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
  // A container service at its address, where anybody of the network may call it.
  virtual void service(CodeText& out, const Use& use);
  // What RedisCache.java and Secrets.java need of Maven.
  virtual MavenLibrary cacheLibrary() const = 0;
  virtual MavenLibrary secretLibrary() const = 0;
  // The arguments of RedisCache's constructor: host and port of the environment.
  virtual std::string cacheArguments(const ComponentId& cache) const;
  // The end of the environment variable that Secrets gets a secret's name from: "SECRET_ARN".
  virtual std::string secretSuffix() const = 0;

  void import(const std::string& name) { imports_.insert(name); }
  void helper(const std::string& className) { helpers_.insert(className); }
  void library(const MavenLibrary& library) { libraries_.insert(library); }
  // A line that declares a field; the same line stands there once.
  void field(const std::string& line);
  bool hasField(const std::string& line) const;
  // The fields `remote` and `secrets` with what they need.
  void remoteField();
  void secretsField();
  bool usesRemote() const { return helpers_.contains("Remote"); }
  bool usesSecrets() const { return helpers_.contains("Secrets"); }
  bool usesCaches() const { return helpers_.contains("RedisCache"); }
  // An access to a table of texts and JSON over JDBC, through a field of the class Database that `open` makes: an expression
  // that opens a connection. `sql` has the parameters :id and, for a write, :item.
  void jdbc(CodeText& out, const Use& use, std::string sql, const std::string& open);

  // `System.getenv("ORDERS_TABLE")`.
  static std::string env(const ComponentId& id, const std::string& suffix);
  // `(String) input.get("id")`.
  static std::string text(const std::string& name);
  // {"orders", "topic"} → "ordersTopic".
  static std::string named(const ComponentId& id, const std::string& word);

 private:
  friend struct AccessByKind;

  void access(CodeText& out, const Use& use);
  void cache(CodeText& out, const Use& use, const Cache& cache);
  void secret(CodeText& out, const Use& use, const SecretStore& store);
  void external(CodeText& out, const Use& use);
  void api(CodeText& out, const Use& use, const HttpApi& api);

  const Architecture& architecture_;
  const FunctionPlan& plan_;
  std::set<std::string> imports_, helpers_;
  std::set<MavenLibrary> libraries_;
  std::vector<std::string> fields_;
  std::vector<ComponentId> origins_;
};

// Steps.java, InputContract.java, the services and pom.xml below the function's folder.
std::vector<ManifestFile> javaFiles(JavaServices& services);

// Where a class lies below the function's folder.
std::string javaPath(const std::string& className);
std::string javaTestPath(const std::string& className);

}  // namespace virga::model
