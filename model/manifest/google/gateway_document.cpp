// API Gateway takes OpenAPI 2.0 with extensions of its own ("OpenAPI extensions", API Gateway documentation, 2026).
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/manifest/api/route_text.h"
#include "model/manifest/google/google_planner.h"
#include "model/manifest/google/google_text.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

class GatewayDocument {
 public:
  GatewayDocument(const Architecture& architecture, const Catalog& catalog, const Component& component, const HttpApi& api,
                  const std::map<ComponentId, std::string>& addresses, Problems& problems)
      : architecture_(architecture),
        catalog_(catalog),
        component_(component),
        api_(api),
        addresses_(addresses),
        problems_(problems) {}

  Json written() {
    Json root;
    root["swagger"] = "2.0";
    root["info"]["title"] =
        architecture_.name.empty() ? component_.id : fmt::format("{}: {}", architecture_.name, component_.id);
    root["info"]["version"] = "0.1.0";
    root["schemes"] = Json::array({"https"});
    root["consumes"] = Json::array({"application/json"});
    root["produces"] = Json::array({"application/json"});
    addManagement(root);
    addSecurity(root);
    for (const bool any : {false, true})
      for (std::size_t i = 0; i < api_.routes.size(); ++i) addRoute(i, any);
    if (api_.cors) addPreflights();
    root["paths"] = paths_;
    return root;
  }

 private:
  void addManagement(Json& root) const {
    if (!api_.throttle) return;
    Json metric, limit;
    metric["name"] = "requests";
    metric["displayName"] = "Requests";
    metric["valueType"] = "INT64";
    metric["metricKind"] = "DELTA";
    limit["name"] = "requests-per-minute";
    limit["metric"] = "requests";
    limit["unit"] = "1/min/{project}";
    limit["values"]["STANDARD"] = std::llround(api_.throttle->rate.perSecond * 60);
    root["x-google-management"]["metrics"] = Json::array({metric});
    root["x-google-management"]["quota"]["limits"] = Json::array({limit});
  }

  void addSecurity(Json& root) const {
    Json definitions = Json::object();
    if (api_.auth) {
      Json& users = definitions[api_.auth->with.id];
      const std::string issuer = "https://securetoken.google.com/" + projectMark();
      users["type"] = "oauth2";
      users["flow"] = "implicit";
      users["authorizationUrl"] = issuer;
      users["scopes"] = Json::object();
      users["x-google-issuer"] = issuer;
      users["x-google-jwks_uri"] =
          "https://www.googleapis.com/service_accounts/v1/metadata/x509/securetoken@system.gserviceaccount.com";
      users["x-google-audiences"] = projectMark();
    }
    if (api_.throttle) {
      Json& key = definitions["api_key"];
      key["type"] = "apiKey";
      key["name"] = "x-api-key";
      key["in"] = "header";
    }
    if (!definitions.empty()) root["securityDefinitions"] = definitions;
  }

  void addRoute(std::size_t index, bool any) {
    const Route& route = api_.routes[index];
    const std::string place = fmt::format("{}.routes.{}.route", component_.id, index);
    const auto text = readRoute(route.route);
    if (!text) {
      if (!any)
        problems_.push_back({Severity::error, "not-expressible", "", 0, 0, place,
                             fmt::format("API Gateway can't take the route '{}'", route.route),
                             "write a method and a path of plain characters: 'GET /orders/{id}'"});
      return;
    }
    const auto address = addresses_.find(route.to.id);
    if (text->any != any || address == addresses_.end()) return;
    const auto [known, fresh] = shapes_.emplace(text->shape, *text);
    const RouteText& names = known->second;
    std::string path = names.path;
    if (names.greedy && !path.empty() && path.back() == '}') path.insert(path.size() - 1, "=**");
    for (const std::string& method : text->methods) {
      Json& item = paths_[path];
      if (item.contains(method)) {
        if (!text->any)
          problems_.push_back({Severity::error, "double-route", "", 0, 0, place,
                               fmt::format("'{}' is there twice", route.route), "leave one of them"});
        continue;
      }
      item[method] = operation(route.to.id, address->second, names, method);
    }
  }

  Json operation(const ComponentId& target, const std::string& address, const RouteText& text, const std::string& method) {
    Json result;
    result["operationId"] = freeName(operationName(method, text.path));
    result["summary"] = "Answered by " + target;
    if (!text.parameters.empty()) result["parameters"] = parametersOf(text);
    // With a constant address, the gateway hands on path parameters in the query.
    Json& backend = result["x-google-backend"];
    backend["address"] = address;
    backend["path_translation"] = "CONSTANT_ADDRESS";
    const Duration wait = api_.timeout.value_or(catalog_.duration("http-api.timeout-max"));
    backend["deadline"] = static_cast<double>(wait.nanoseconds) / 1e9;
    if (findKind<External>(architecture_, target)) backend["disable_auth"] = true;
    Json required = Json::object();
    if (api_.auth) required[api_.auth->with.id] = Json::array();
    if (api_.throttle) {
      required["api_key"] = Json::array();
      result["x-google-quota"]["metricCosts"]["requests"] = 1;
    }
    result["security"] = required.empty() ? Json::array() : Json::array({required});
    result["responses"]["200"]["description"] = "Done";
    result["responses"]["default"]["description"] = "Refused or failed";
    return result;
  }

  static Json parametersOf(const RouteText& text) {
    Json parameters = Json::array();
    for (const auto& name : text.parameters) {
      Json parameter;
      parameter["name"] = name;
      parameter["in"] = "path";
      parameter["required"] = true;
      parameter["type"] = "string";
      parameters.push_back(parameter);
    }
    return parameters;
  }

  // A browser asks before it calls from another origin, without a token; the function answers by CORS_ORIGINS.
  void addPreflights() {
    for (auto& [path, item] : paths_.items()) {
      if (item.contains("options")) continue;
      Json asked = item.front();
      asked["operationId"] = freeName("preflight_" + asked["operationId"].get<std::string>());
      asked["summary"] = "Preflight of browsers";
      asked["security"] = Json::array();
      asked.erase("x-google-quota");
      item["options"] = asked;
    }
  }

  std::string freeName(const std::string& wanted) {
    std::string name = wanted;
    for (int number = 2; !operations_.insert(name).second; ++number) name = fmt::format("{}_{}", wanted, number);
    return name;
  }

  const Architecture& architecture_;
  const Catalog& catalog_;
  const Component& component_;
  const HttpApi& api_;
  const std::map<ComponentId, std::string>& addresses_;
  Problems& problems_;
  std::map<std::string, RouteText> shapes_;
  std::set<std::string> operations_;
  Json paths_ = Json::object();
};

}  // namespace

nlohmann::ordered_json gatewayDocument(const Architecture& architecture, const Catalog& catalog, const Component& component,
                                       const HttpApi& api, const std::map<ComponentId, std::string>& addresses,
                                       Problems& problems) {
  return GatewayDocument(architecture, catalog, component, api, addresses, problems).written();
}

}  // namespace virga::model
