#pragma once

#include "model/manifest/handlers/handler_platform.h"

namespace virga::model {

// Containers that take requests and CloudEvents over HTTP. `concurrency` is what an instance takes at once where the
// function states nothing.
class KnativeHandlers : public HandlerPlatform {
 public:
  explicit KnativeHandlers(int concurrency) : concurrency_(concurrency) {}

  std::string name() const override { return "knative"; }
  std::unique_ptr<NodejsServices> nodejs(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<PythonServices> python(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::unique_ptr<JavaServices> java(const Architecture& architecture, const FunctionPlan& plan) const override;
  std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const override;
  std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                       const FunctionPlan& plan) const override;

 private:
  int concurrency_;
};

}  // namespace virga::model
