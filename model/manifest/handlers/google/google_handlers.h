#pragma once

#include "model/manifest/handlers/handler_platform.h"

namespace virga::model {

// The class that the Functions Framework calls in Java; in the other languages it calls the function "handle".
inline constexpr const char* kGoogleJavaEntry = "app.App";

// Handlers of Google Cloud's functions, both generations: HTTP functions of the Functions Framework that take requests,
// messages pushed by Pub/Sub and events of Eventarc.
class GoogleHandlers : public HandlerPlatform {
 public:
  std::string name() const override { return "google"; }
  std::unique_ptr<NodejsServices> nodejs(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<PythonServices> python(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<JavaServices> java(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<GoServices> go(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const override;
  std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                       const FunctionPlan& plan) const override;
};

// Unit tests of the generated handlers; they need neither the SDK nor a network.
std::string googleNodejsTest(const FunctionPlan& plan);
std::string googlePythonTest(const FunctionPlan& plan);
std::string googleJavaTest(const FunctionPlan& plan);
std::string googleGoTest(const FunctionPlan& plan);

}  // namespace virga::model
