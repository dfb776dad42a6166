#pragma once

#include <map>
#include <string>

#include "model/architecture/architecture.h"

namespace virga::model {

// Names of a component in OCI and in Terraform.
class OciNames {
 public:
  explicit OciNames(const Architecture& architecture);

  // The application's name, and the start of names that are unique in a tenancy or region: small letters, digits, hyphens.
  const std::string& application() const { return application_; }
  // Of a component: a part of an image's path, so small letters, digits and single hyphens, no hyphen at the end.
  const std::string& of(const ComponentId& id) const { return names_.at(id); }
  // Application and component: "order-intake-receipts".
  std::string full(const ComponentId& id) const { return application_ + "-" + of(id); }
  // A table's name, and a column's: letters, digits and underscores.
  static std::string identifier(const std::string& text);

 private:
  std::string application_;
  std::map<ComponentId, std::string> names_;
};

}  // namespace virga::model
