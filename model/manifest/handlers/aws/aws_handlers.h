#pragma once

#include "model/manifest/handlers/handler_platform.h"

namespace virga::model {

// Handlers of AWS Lambda.
class AwsHandlers : public HandlerPlatform {
 public:
  std::string name() const override { return "aws"; }
  std::unique_ptr<NodejsServices> nodejs(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<PythonServices> python(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<JavaServices> java(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<CsharpServices> csharp(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<GoServices> go(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const override;
  std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                       const FunctionPlan& plan) const override;
};

// Shell: makes the executable `output` of the code in Go in the folder at hand, after it has completed go.mod and go.sum.
// `architecture` is one of Go, or what a shell makes one of; goArchitecture names it.
std::string lambdaGoBuild(const std::string& architecture, const std::string& output);
std::string goArchitecture(CpuArchitecture architecture);

// Unit tests of the generated handlers; they need neither the SDK nor a network.
std::string awsNodejsTest(const FunctionPlan& plan);
std::string awsPythonTest(const FunctionPlan& plan);
std::string awsJavaTest(const FunctionPlan& plan);
std::string awsCsharpTest(const FunctionPlan& plan);
std::string awsGoTest(const FunctionPlan& plan);

}  // namespace virga::model
