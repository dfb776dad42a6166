#include "model/manifest/terraform_name.h"

#include <algorithm>

namespace virga::model {

std::string terraformName(std::string_view componentId) {
  std::string name(componentId);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

}  // namespace virga::model
