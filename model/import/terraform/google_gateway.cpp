#include "model/import/terraform/google_gateway.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "model/import/openapi_import.h"
#include "model/import/terraform/cloud_throttle.h"
#include "model/import/terraform/cloud_values.h"
#include "model/import/yaml_source.h"

namespace virga::model {

namespace {

using Kind = HclExpression::Kind;

constexpr std::array kAll{"get", "put", "post", "delete", "patch"};
constexpr std::array kMethods{"get", "put", "post", "delete", "head", "patch", "options"};

// A template's text, with marks that CloudDesign::named understands where it names resources.
std::string textOf(const HclExpression& value) {
  if (value.kind == Kind::string) return value.text;
  if (value.isReference() && value.path.size() > 1) return CloudDesign::mark(value.path[0] + "." + value.path[1]);
  std::string text;
  if (value.kind == Kind::templated)
    for (const HclExpression& item : value.items) text += textOf(item);
  return text;
}

// The document within calls such as base64encode(replace(…)).
std::string documentIn(const HclExpression& value) {
  if (value.kind == Kind::string || value.kind == Kind::templated)
    if (std::string text = textOf(value); text.find("paths") != std::string::npos) return text;
  for (const HclExpression& item : value.items)
    if (std::string text = documentIn(item); !text.empty()) return text;
  return "";
}

// The rest of a path is {name=**} here, and {name+} in designs.
std::string proxyPath(std::string path) {
  if (path.ends_with("=**}")) path.replace(path.size() - 4, 4, "+}");
  return path;
}

class GatewayDocument {
 public:
  GatewayDocument(CloudDesign& cloud, ComponentId api, const SourceValue& root, Place place)
      : cloud_(cloud), api_(std::move(api)), root_(root), place_(std::move(place)) {}

  void read() {
    for (const SourceEntry& path : root_["paths"].entries) {
      if (!path.key.starts_with('/')) continue;
      if (takesAll(path.value)) {
        operation(path, "ANY", path.value["get"]);
        if (const SourceValue* options = path.value.find("options")) operation(path, "options", *options);
        continue;
      }
      for (const char* method : kMethods)
        if (const SourceValue* stated = path.value.find(method)) operation(path, method, *stated);
    }
    quota();
  }

 private:
  // Whether each method leads to the same: the document has no word for all of them.
  static bool takesAll(const SourceValue& path) {
    const std::string& address = path["get"]["x-google-backend"]["address"].text;
    return !address.empty() && std::all_of(kAll.begin(), kAll.end(), [&](const char* method) {
      return path[method]["x-google-backend"]["address"].text == address;
    });
  }

  std::optional<ComponentId> backend(const SourceValue& of) {
    const std::string& address = of["x-google-backend"]["address"].text;
    if (address.empty()) return {};
    if (const auto known = cloud_.namedInText(address); !known.empty()) return known.front();
    if (!address.starts_with("https://")) return {};
    const std::string host = address.substr(8, address.find('/', 8) - 8);
    if (host.find("${") != std::string::npos || host.find(".run.app") != std::string::npos ||
        host.find("cloudfunctions") != std::string::npos)
      return {};
    return cloud_.design.external(host, place_, "the backend " + address);
  }

  void operation(const SourceEntry& path, const std::string& method, const SourceValue& operation) {
    // Where other methods are answered, OPTIONS is the question of browsers whether they may.
    const bool preflight = method == "options" && path.value.entries.size() > 1;
    auto target = backend(operation);
    if (!target) target = backend(root_);
    if (!target)
      return cloud_.design.leftOut(place_, fmt::format("what answers {} {} isn't in the configuration", method, path.key),
                                   "add it, and a route to it");
    if (preflight) return origins(*target);
    cloud_.design.route(api_, method, proxyPath(path.key), *target, place_);
    tokens(operation);
  }

  void tokens(const SourceValue& operation) {
    const SourceValue* wanted = operation.find("security");
    for (const SourceValue* one : (wanted ? *wanted : root_["security"]).each())
      for (const SourceEntry& scheme : one->entries) {
        const SourceValue& stated = root_["securityDefinitions"][scheme.key];
        if (stated["type"].text == "apiKey" || stated.isNothing()) continue;
        if (cloud_.design.as<HttpApi>(api_)->auth) return;
        ComponentId& users = cloud_.issuers[stated["x-google-issuer"].text];
        if (users.empty()) users = cloud_.design.add(scheme.key, Auth{});
        cloud_.design.as<HttpApi>(api_)->auth = ApiAuth{{users}};
      }
  }

  // The function answers the question by the origins in its environment.
  void origins(const ComponentId& function) {
    const auto found = cloud_.origins.find(function);
    if (found == cloud_.origins.end() || found->second.empty()) return;
    cloud_.design.as<HttpApi>(api_)->cors = Cors{found->second};
  }

  void quota() {
    for (const SourceValue* limit : root_["x-google-management"]["quota"]["limits"].each()) {
      if ((*limit)["unit"].text != "1/min/{project}") continue;
      const SourceValue& standard = (*limit)["values"]["STANDARD"];
      const auto perMinute = cloud_.design.number(standard, api_ + ".throttle.rate");
      if (!perMinute || *perMinute < 1 || *perMinute > 6e9) continue;
      throttleWithoutBurst(cloud_.design, api_, Rate{*perMinute / 60}, place_);
    }
  }

  CloudDesign& cloud_;
  const ComponentId api_;
  const SourceValue& root_;
  const Place place_;
};

}  // namespace

void addGatewayConfig(CloudDesign& cloud, const TerraformResource& config) {
  const HclExpression* of = valueAt(config.values, "api");
  const auto api = cloud.first(of);
  if (!api || !cloud.design.is<HttpApi>(*api)) return;
  const Place place = cloud.placeOf(config);
  const HclExpression* contents = valueAtPath(config.values, "openapi_documents.document.contents");
  const std::string text = contents ? documentIn(*contents) : "";
  const auto root = text.empty() ? tl::unexpected(Problems{}) : parseSource(text, place.file);
  if (!root || !isOpenapi(*root))
    return cloud.design.leftOut(place, fmt::format("the document of '{}' can't be read", *api),
                                "import the folder that holds it, or draw its routes");
  GatewayDocument(cloud, *api, *root, place).read();
}

}  // namespace virga::model
