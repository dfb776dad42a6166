#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/manifest/function_plan.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/component_access.h"
#include "model/manifest/manifest.h"

namespace virga::model {

// A package of NuGet.
struct NugetPackage {
  std::string name, version;
  auto operator<=>(const NugetPackage&) const = default;
};

// Writes the access to components of one function in C#: the methods of a class that implements the interface IServices. One
// object writes one class. Steps.cs, which knows only the interface, holds the control flow and guards each call. What needs
// the SDK lies in Cloud/, so that the tests take in all the rest and compile without it.
class CsharpServices {
 public:
  CsharpServices(const Architecture& architecture, const FunctionPlan& plan) : architecture_(architecture), plan_(plan) {}
  virtual ~CsharpServices() = default;
  CsharpServices(const CsharpServices&) = delete;
  CsharpServices& operator=(const CsharpServices&) = delete;

  const Architecture& architecture() const { return architecture_; }
  const FunctionPlan& plan() const { return plan_; }

  // The interface and its implementation.
  std::vector<ManifestFile> files();
  // What all files need of NuGet; after files().
  const std::set<NugetPackage>& packages() const { return packages_; }
  // Resources that the implementation uses beside the common ones: names of classes of Cloud/.
  const std::set<std::string>& helpers() const { return helpers_; }
  // Lines of the project's property group beside those of every project, and lines of its items.
  virtual std::vector<std::string> properties() const = 0;
  virtual std::vector<std::string> items() const { return {}; }

  // The method that carries a use out; "ReadOrders".
  std::string methodOf(const Use& use) const;

 protected:
  // "AwsServices".
  virtual std::string className() const = 0;
  // The body of `bool MayRetry(Exception error)`.
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
  // What Cloud/RedisCache.cs and Cloud/Secrets.cs need of NuGet.
  virtual NugetPackage cachePackage() const = 0;
  virtual std::vector<NugetPackage> secretPackages() const = 0;
  // The end of the environment variable that Secrets gets a secret's name from: "SECRET_ARN".
  virtual std::string secretSuffix() const = 0;

  // A namespace: "System.Linq".
  void import(const std::string& name) { imports_.insert(name); }
  void helper(const std::string& className) { helpers_.insert(className); }
  void package(const NugetPackage& package) { packages_.insert(package); }
  // A line that declares a field; the same line stands there once.
  void field(const std::string& line);
  bool hasField(const std::string& line) const;
  // Fields that several kinds of components share.
  void needRemote();
  void needSecrets();

  // `Setting("ORDERS_TABLE")`.
  static std::string env(const ComponentId& id, const std::string& suffix);
  // `Text(input, "id")`.
  static std::string text(const std::string& name);

 private:
  friend struct AccessByKind;

  void access(CodeText& out, const Use& use);
  void cache(CodeText& out, const Use& use, const Cache& cache);
  void secret(CodeText& out, const Use& use, const SecretStore& store);
  void external(CodeText& out, const Use& use);
  void service(CodeText& out, const Use& use);
  void api(CodeText& out, const Use& use, const HttpApi& api);
  std::string implementation(const std::string& methods);

  const Architecture& architecture_;
  const FunctionPlan& plan_;
  std::set<std::string> imports_, helpers_;
  std::set<NugetPackage> packages_;
  std::vector<std::string> fields_;
  std::vector<ComponentId> origins_;
};

// Steps.cs, InputContract.cs, the services, App.csproj and tests/Tests.csproj below the function's folder.
std::vector<ManifestFile> csharpFiles(CsharpServices& services);

// The project of a function, and that of its tests.
std::string csharpProject(const CsharpServices& services);
std::string csharpTestProject(const FunctionPlan& plan);

// Where a class lies below the function's folder: of its own, with the SDK, or a test.
std::string csharpPath(const std::string& className);
std::string csharpCloudPath(const std::string& className);
std::string csharpTestPath(const std::string& className);

// {"write", "orders"} → "WriteOrders".
std::string csharpName(const std::vector<std::string>& words);

// A text as a string literal.
std::string csharpLiteral(const std::string& text);

// "dotnet8" → "net8.0".
std::string csharpTarget(const std::string& runtime);

inline bool isCsharp(const std::string& runtime) { return runtime.rfind("dotnet", 0) == 0; }

// What "dotnet publish" calls Linux on a processor: "linux-arm64".
std::string csharpPlatform(CpuArchitecture architecture);

// Shell: publishes the project in the folder where it runs, for Linux on a processor, into a folder.
std::string csharpPublish(CpuArchitecture architecture, const std::string& output);

}  // namespace virga::model
