#include "model/import/arm/azure_gateway.h"

#include <algorithm>
#include <cmath>
#include <regex>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "model/import/arm/azure_address.h"
#include "model/import/arm/json_at.h"

namespace virga::model {

namespace {

constexpr std::string_view kApis = "microsoft.apimanagement/service/apis";

pugi::xml_document policyOf(const ArmResource& resource) {
  pugi::xml_document document;
  document.load_string(jsonTextAt(resource.body, "properties.value").c_str());
  return document;
}

// Whoever issues the tokens is called by the parameter or host of its configuration: "users" of users-openid-config.
std::string issuerName(std::string url) {
  if (url.starts_with("parameter:")) {
    url = url.substr(std::string_view("parameter:").size());
    if (const std::size_t config = url.find("-openid"); config != std::string::npos && config > 0) url.resize(config);
    return url;
  }
  if (const std::size_t scheme = url.find("://"); scheme != std::string::npos) url = url.substr(scheme + 3);
  return url.substr(0, url.find_first_of("/:?"));
}

struct Answers {
  std::vector<ComponentId> by;  // without a share of its own the last
  std::optional<double> share;  // of the first
};

// Where the operation's policy sends requests: "@(0.1 > new Random().NextDouble())" is a share of them.
Answers answersOf(const AzureDesign& azure, const pugi::xml_node& policy) {
  Answers answers;
  const auto add = [&](const pugi::xml_node& inside) {
    for (const auto& found : inside.select_nodes(".//set-backend-service"))
      if (const auto id = azureAppAt(azure, found.node().attribute("base-url").as_string()))
        if (std::find(answers.by.begin(), answers.by.end(), *id) == answers.by.end()) answers.by.push_back(*id);
  };
  static const std::regex share(R"(@\(\s*(0?\.[0-9]{1,9}|1(?:\.0*)?|0)\s*>\s*new Random\(\)\.NextDouble\(\)\s*\))");
  for (const auto& found : policy.select_nodes(".//choose/when")) {
    const std::string condition = found.node().attribute("condition").as_string();
    std::smatch match;
    if (condition.size() < 200 && std::regex_match(condition, match, share)) answers.share = std::stod(match[1].str());
  }
  add(policy);
  return answers;
}

}  // namespace

void addApiPolicy(AzureDesign& azure, const ArmResource& policy) {
  const std::string name = inSmallLetters(policy.name);
  const auto known = azure.components.find(fmt::format("{}:{}", kApis, name.substr(0, name.rfind('/'))));
  if (known == azure.components.end() || !azure.design.is<HttpApi>(known->second)) return;
  const ComponentId api = known->second;
  const pugi::xml_document document = policyOf(policy);
  if (const auto limit = document.select_node(".//inbound/rate-limit").node()) {
    const double calls = limit.attribute("calls").as_double(), period = limit.attribute("renewal-period").as_double(1);
    if (calls >= 1 && calls < 1e9 && period >= 1)
      azure.design.as<HttpApi>(api)->throttle = Throttle{Rate{calls / period}, static_cast<int>(calls)};
  }
  if (const auto tokens = document.select_node(".//inbound/validate-jwt/openid-config").node()) {
    const std::string issuer = issuerName(tokens.attribute("url").as_string());
    ComponentId& users = azure.byName["issuer " + issuer];
    if (users.empty()) users = azure.design.add(issuer.empty() ? api + "-users" : issuer, Auth{});
    azure.design.as<HttpApi>(api)->auth = ApiAuth{{users}};
  }
  Cors cors;
  for (const auto& origin : document.select_nodes(".//inbound/cors/allowed-origins/origin"))
    cors.origins.emplace_back(origin.node().text().as_string());
  if (document.select_node(".//inbound/cors[@allow-credentials='true']")) cors.credentials = Credentials::include;
  if (!cors.origins.empty()) azure.design.as<HttpApi>(api)->cors = cors;
}

void addApiOperation(AzureDesign& azure, const ArmResource& operation) {
  const std::string key = inSmallLetters(operation.type.substr(0, operation.type.rfind('/')) + ":" +
                                         operation.name.substr(0, operation.name.rfind('/')));
  const auto api = azure.components.find(key);
  const std::string method = jsonTextAt(operation.body, "properties.method"),
                    path = jsonTextAt(operation.body, "properties.urlTemplate");
  if (api == azure.components.end() || method.empty() || path.empty()) return;
  const Place place = AzureDesign::placeOf(operation);
  Answers answers;
  for (const ArmResource& policy : azure.resources)
    if (inSmallLetters(policy.type) == fmt::format("{}/operations/policies", kApis) &&
        inSmallLetters(policy.name).starts_with(inSmallLetters(operation.name) + "/"))
      answers = answersOf(azure, policyOf(policy));
  if (answers.by.empty())
    for (const auto& [name, id] : azure.components)
      if (azure.design.is<Function>(id)) answers.by.push_back(id);
  if (answers.by.size() == 1) return azure.design.route(api->second, method, path, answers.by.front(), place);
  if (answers.by.size() == 2 && answers.share) {
    azure.design.route(api->second, method, path, answers.by.back(), place);
    auto& routes = azure.design.as<HttpApi>(api->second)->routes;
    if (!routes.empty() && routes.back().to.id == answers.by.back())
      routes.back().split = Split{{answers.by.front()}, Share{*answers.share}};
    return;
  }
  azure.design.leftOut(place, fmt::format("which function answers {} {} can't be told from the operation", method, path));
}

}  // namespace virga::model
