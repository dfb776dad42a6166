#include "model/checks/nearest_runtime.h"

#include <cctype>
#include <cstddef>

namespace virga::model {
namespace {

// "python3.12": the language "python", the version 3, 12.
struct Runtime {
  explicit Runtime(const std::string& id) {
    std::size_t at = 0;
    while (at < id.size() && !isDigit(id[at])) ++at;
    language = id.substr(0, at);
    for (bool begins = true; at < id.size(); ++at) {
      if (!isDigit(id[at])) {
        begins = true;
        continue;
      }
      if (begins) version.push_back(0);
      begins = false;
      constexpr int kLargest = 100'000;
      if (version.back() < kLargest) version.back() = version.back() * 10 + (id[at] - '0');
    }
  }

  static bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

  std::string language;
  std::vector<int> version;
};

}  // namespace

std::string nearestRuntime(const std::string& runtime, const std::vector<std::string>& known) {
  const Runtime wanted(runtime);
  const std::string* nextNewer = nullptr;
  const std::string* newest = nullptr;
  for (const auto& id : known) {
    const Runtime offered(id);
    if (offered.language != wanted.language) continue;
    if (offered.version >= wanted.version && (!nextNewer || offered.version < Runtime(*nextNewer).version)) nextNewer = &id;
    if (!newest || offered.version > Runtime(*newest).version) newest = &id;
  }
  return nextNewer ? *nextNewer : newest ? *newest : std::string();
}

}  // namespace virga::model
