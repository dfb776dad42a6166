#pragma once

#include "model/manifest/azure/azure_plan.h"
#include "model/manifest/handlers/handler_platform.h"

namespace virga::model {

// Function apps of Azure in the programming models v4 of Node.js and v2 of Python, whose code names its triggers.
class AzureHandlers : public HandlerPlatform {
 public:
  AzureHandlers(const AzurePlan& plan, const AzureFunction& function) : azure_(plan), function_(function) {}

  std::string name() const override { return "azure"; }
  std::unique_ptr<NodejsServices> nodejs(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<PythonServices> python(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<JavaServices> java(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<CsharpServices> csharp(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const override;
  std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                       const FunctionPlan& plan) const override;

 protected:
  const AzureFunction& function() const { return function_; }
  // The helper files and their tests.
  std::vector<HandlerCopy> helperCopies(Language language) const;
  std::vector<HandlerCopy> csharpCopies(const FunctionPlan& plan) const;
  // Whether the app's steps read secrets, be it a token for an external system.
  bool readsSecrets() const;

 private:
  const AzurePlan& azure_;
  const AzureFunction& function_;
};

// The helper files that an app's code imports beside the common ones: names without their ending.
std::vector<std::string> azureHelpers(const AzurePlan& plan, const AzureFunction& function);

// app.mjs, function_app.py, App.java and Functions.cs: the triggers.
std::string azureNodejsEntry(const AzurePlan& plan, const AzureFunction& function);
std::string azurePythonEntry(const AzurePlan& plan, const AzureFunction& function);
std::string azureJavaEntry(const AzurePlan& plan, const AzureFunction& function);
std::string azureCsharpEntry(const AzurePlan& plan, const AzureFunction& function);
// Routes.cs and HandlerTests.cs.
std::string azureCsharpRoutes(const FunctionPlan& plan);
std::string azureCsharpTest(const FunctionPlan& plan);
// The packages that an app's triggers in C# need.
std::vector<NugetPackage> azureCsharpExtensions(const AzureFunction& function);

// The statement that stands for an access to a database of Azure SQL (T-SQL), with the parameters @id and, for a write,
// @item.
std::string azureSqlOf(Access access);

}  // namespace virga::model
