#include "model/manifest/serverless/framework_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <string_view>

namespace virga::model {

namespace {

std::string withLargeStart(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string lettersAndDigits(const std::string& text) {
  std::string kept;
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0) kept += c;
  return kept;
}

std::string pathPart(std::string part) {
  std::transform(part.begin(), part.end(), part.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  replaceAll(part, "-", "Dash");
  part = std::regex_replace(part, std::regex(R"(\{(.*)\})"), "$1Var");
  return withLargeStart(lettersAndDigits(part));
}

}  // namespace

std::string normalisedName(const std::string& name) {
  std::string normal = name;
  replaceAll(normal, "-", "Dash");
  replaceAll(normal, "_", "Underscore");
  return withLargeStart(normal);
}

std::string alphanumericName(const std::string& name) { return withLargeStart(lettersAndDigits(name)); }

std::string httpRouteName(const std::string& method, const std::string& path) {
  const std::string route = method + " " + path;
  std::string name = "HttpApiRoute";
  for (std::size_t at = 0; at <= route.size();) {
    const std::size_t end = std::min(route.find('/', at), route.size());
    name += pathPart(route.substr(at, end - at));
    at = end + 1;
  }
  return name;
}

std::string socketRouteName(const std::string& route) {
  std::string name = route;
  for (const auto& [from, to] : {std::pair{"$", "S"}, {"/", "Slash"}, {"-", "Dash"}, {"_", "Underscore"}, {".", "Period"}})
    replaceAll(name, from, to);
  return name + "WebsocketsRoute";
}

bool isFrameworkName(const std::string& name, const std::set<std::string>& normalisedFunctions) {
  static constexpr std::array<std::string_view, 6> kStarts = {"HttpApi",  "Websockets", "ServerlessDeploymentBucket",
                                                              "S3Bucket", "IamRole",    "ApiGateway"};
  static constexpr std::array<std::string_view, 2> kEnds = {"WebsocketsRoute", "EventBridgeRule"};
  static constexpr std::array<std::string_view, 11> kOfFunctions = {
      "LambdaFunction",  "LogGroup",          "ProvConcLambdaAlias",        "SnapStartLambdaAlias",
      "LambdaVersion",   "LambdaEvConf",      "LambdaPermission",           "EventSourceMapping",
      "SnsSubscription", "SchedulerSchedule", "EventBridgeLambdaPermission"};
  if (std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return name.rfind(start, 0) == 0; }))
    return true;
  if (std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) {
        return name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
      }))
    return true;
  return std::any_of(normalisedFunctions.begin(), normalisedFunctions.end(), [&](const std::string& function) {
    return name.rfind(function, 0) == 0 && (name.compare(function.size(), std::string::npos, "WebsocketsIntegration") == 0 ||
                                            std::any_of(kOfFunctions.begin(), kOfFunctions.end(), [&](std::string_view end) {
                                              return name.compare(function.size(), end.size(), end) == 0;
                                            }));
  });
}

std::string withoutVariables(const std::string& text) {
  static const std::regex kVariable(R"(\$\{[a-z][a-zA-Z0-9.-]*[:(]|\\\$\{)");
  if (!std::regex_search(text, kVariable)) return text;
  // One backslash escapes; each one that stands before it already counts double.
  std::string escaped;
  std::size_t backslashes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "${") == 0) escaped += std::string(backslashes + 1, '\\');
    backslashes = text[i] == '\\' ? backslashes + 1 : 0;
    escaped += text[i];
  }
  return escaped;
}

}  // namespace virga::model
