#include "model/manifest/api/route_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace virga::model {

namespace {

bool isAlnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80; }

bool isOneOf(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

std::vector<std::string> methodsOf(const std::string& word) {
  static constexpr std::array<std::string_view, 7> kMethods = {"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"};
  if (word == "ANY") return {"get", "put", "post", "delete", "patch"};
  if (std::find(kMethods.begin(), kMethods.end(), word) == kMethods.end()) return {};
  std::string lower = word;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return {lower};
}

// Reads a parameter from its brace on; false where it isn't one.
bool readParameter(const std::string& text, std::size_t& at, RouteText& result) {
  const auto close = text.find('}', at);
  if (close == std::string::npos) return false;
  std::string name = text.substr(at + 1, close - at - 1);
  if (!name.empty() && name.back() == '+') {
    name.pop_back();
    result.greedy = true;
  }
  if (name.empty() || !std::all_of(name.begin(), name.end(), [](char c) { return isAlnum(c) || isOneOf(c, "_.-"); }))
    return false;
  if (std::find(result.parameters.begin(), result.parameters.end(), name) != result.parameters.end()) return false;
  result.path += "{" + name + "}";
  result.shape += "{}";
  result.parameters.push_back(name);
  at = close;
  return true;
}

}  // namespace

std::optional<RouteText> readRoute(const std::string& route) {
  const auto space = route.find(' ');
  if (space == std::string::npos || space + 1 >= route.size() || route[space + 1] != '/') return std::nullopt;
  RouteText result;
  const std::string method = route.substr(0, space);
  result.methods = methodsOf(method);
  result.any = method == "ANY";
  if (result.methods.empty()) return std::nullopt;
  for (std::size_t i = space + 1; i < route.size(); ++i) {
    const char c = route[i];
    if (c == '{') {
      if (!readParameter(route, i, result)) return std::nullopt;
    } else if (isAlnum(c) || isOneOf(c, "/._~:@!,;=-")) {
      result.path += c;
      result.shape += c;
    } else {
      return std::nullopt;
    }
  }
  return result;
}

std::string operationName(const std::string& method, const std::string& path) {
  std::string name = method;
  bool upper = true;
  for (const char c : path) {
    if (!isAlnum(c)) {
      upper = true;
      continue;
    }
    name += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = false;
  }
  return path == "/" ? name + "Root" : name;
}

}  // namespace virga::model
