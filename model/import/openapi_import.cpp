#include "model/import/openapi_import.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include <fmt/format.h>

namespace virga::model {

namespace {

constexpr std::array kMethods{"get", "put", "post", "delete", "options", "head", "patch"};

// Schemes whose requests carry a token of somebody's.
bool wantsToken(const SourceValue& schemes) {
  return std::any_of(schemes.entries.begin(), schemes.entries.end(), [](const SourceEntry& scheme) {
    const std::string& type = scheme.value["type"].text;
    return type == "oauth2" || type == "openIdConnect" || (type == "http" && scheme.value["scheme"].text == "bearer");
  });
}

}  // namespace

bool isOpenapi(const SourceValue& root) {
  return root["openapi"].text.starts_with("3.") || root["swagger"].text.starts_with("2.");
}

void addOpenapi(const SourceValue& root, DesignBuilder& design) {
  const std::string title = root["info"]["title"].text;
  const ComponentId api = design.add(title.empty() ? "api" : title, HttpApi{}, root["info"]["description"].text);
  const SourceValue& schemes =
      root["swagger"].isNothing() ? root["components"]["securitySchemes"] : root["securityDefinitions"];
  if (wantsToken(schemes)) {
    const ComponentId users = design.add("users", Auth{});
    design.as<HttpApi>(api)->auth = ApiAuth{{users}};
  }
  std::map<std::string, ComponentId> functions;  // by tag
  std::string base = root["basePath"].text;
  while (base.ends_with('/')) base.pop_back();
  for (const SourceEntry& path : root["paths"].entries) {
    if (!path.key.starts_with('/')) continue;  // an extension
    for (const char* method : kMethods) {
      const SourceValue* const operation = path.value.find(method);
      if (!operation) continue;
      const auto tags = (*operation)["tags"].each();
      const std::string tag = tags.empty() ? "" : tags.front()->text;
      auto known = functions.find(tag);
      if (known == functions.end()) {
        Function function;
        function.runtime = "nodejs22";
        const ComponentId id = design.add(tag.empty() ? api + "-handler" : tag, function);
        known = functions.emplace(tag, id).first;
        design.assumed(operation->at, fmt::format("that the function '{}' answers is assumed: the description doesn't say "
                                                  "what does",
                                                  id));
        design.toFill(id + ".runtime", "runtime of " + id, operation->at);
      }
      design.route(api, method, base + path.key, known->second, operation->at);
    }
  }
}

}  // namespace virga::model
