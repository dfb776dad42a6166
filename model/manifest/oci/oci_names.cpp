#include "model/manifest/oci/oci_names.h"

#include <cctype>
#include <set>

#include <fmt/format.h>

#include "model/manifest/slug.h"

namespace virga::model {

OciNames::OciNames(const Architecture& architecture) : application_(slug(architecture.name, 40)) {
  if (application_.empty() || std::isalpha(static_cast<unsigned char>(application_[0])) == 0)
    application_ = "app" + (application_.empty() ? "" : "-" + application_);
  std::set<std::string> taken;
  for (const Component& component : architecture.components) {
    const std::string plain = slug(component.id, 63);
    std::string name = plain;
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{}-{}", plain, number);
    names_[component.id] = name;
  }
}

std::string OciNames::identifier(const std::string& text) {
  std::string name;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    name += byte < 0x80 && std::isalnum(byte) != 0 ? c : '_';
  }
  if (name.empty() || std::isalpha(static_cast<unsigned char>(name[0])) == 0) name = "k_" + name;
  return name;
}

}  // namespace virga::model
