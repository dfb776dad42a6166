#include "model/catalog/snapshots.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace virga::model {

namespace {

std::string_view languageOf(std::string_view runtime) {
  const auto* end = std::find_if(runtime.begin(), runtime.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  return runtime.substr(0, static_cast<std::size_t>(end - runtime.begin()));
}

// The whole number behind the `dots`-th dot: 12 of "python3.12" for 1, 21 of "java21" for 0; 0 where there is none.
int versionOf(std::string_view runtime, int dots) {
  auto rest = runtime.substr(languageOf(runtime).size());
  for (; dots > 0; --dots) {
    const auto dot = rest.find('.');
    if (dot == std::string_view::npos) return 0;
    rest.remove_prefix(dot + 1);
  }
  int version = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), version);
  return version;
}

}  // namespace

// Lambda Developer Guide, "Improving startup performance with Lambda SnapStart", "Supported features and limitations", 2026:
// Java from 11 on, Python from 3.12 on, .NET from 8 on; no other managed runtime, no OS-only one, no images.
bool takesSnapshots(std::string_view provider, std::string_view runtime) {
  if (provider != "aws") return true;
  const auto language = languageOf(runtime);
  if (language == "java") return versionOf(runtime, 0) >= 11;
  if (language == "python") return versionOf(runtime, 0) > 3 || versionOf(runtime, 1) >= 12;
  if (language == "dotnet") return versionOf(runtime, 0) >= 8;
  return false;
}

bool sameLanguage(std::string_view one, std::string_view other) { return languageOf(one) == languageOf(other); }

}  // namespace virga::model
