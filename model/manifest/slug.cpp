#include "model/manifest/slug.h"

#include <cctype>

namespace virga::model {

std::string slug(const std::string& text, std::size_t limit) {
  std::string name;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) != 0)
      name += static_cast<char>(std::tolower(byte));
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  name = name.substr(0, limit);
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name;
}

}  // namespace virga::model
