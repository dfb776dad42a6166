#pragma once

#include "model/manifest/handlers/handler_platform.h"

namespace virga::model {

// The code of a container service: a server of HTTP in Node.js that takes so many requests at once, lets others wait and
// does the service's steps with the platform's services. An image is built from its folder.
class ServiceHandlers : public HandlerPlatform {
 public:
  // The platform must outlive this.
  explicit ServiceHandlers(const HandlerPlatform& platform) : platform_(platform) {}

  std::string name() const override { return platform_.name(); }
  std::string folderOf(const ComponentId& service) const override { return platform_.folderOf(service); }
  std::unique_ptr<NodejsServices> nodejs(const Architecture& architecture, const FunctionPlan& plan) const override {
    return platform_.nodejs(architecture, plan);
  }
  std::unique_ptr<PythonServices> python(const Architecture& architecture, const FunctionPlan& plan) const override {
    return platform_.python(architecture, plan);
  }
  std::vector<HandlerCopy> copies(Language language, const FunctionPlan& plan) const override;
  std::vector<ManifestFile> entryFiles(Language language, const Architecture& architecture,
                                       const FunctionPlan& plan) const override;

 private:
  const HandlerPlatform& platform_;
};

}  // namespace virga::model
