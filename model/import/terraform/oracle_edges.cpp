#include "model/import/terraform/oracle_edges.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/catalog/catalog.h"
#include "model/import/cloud_resources.h"
#include "model/import/terraform/cloud_throttle.h"
#include "model/import/terraform/cloud_values.h"
#include "model/import/yaml_source.h"

namespace virga::model {

namespace {

using Kind = HclExpression::Kind;

std::vector<ComponentId> namedAt(const CloudDesign& cloud, const HclExpression& values, const std::string& path) {
  const HclExpression* value = valueAtPath(values, path);
  return value ? cloud.named(*value) : std::vector<ComponentId>{};
}

// Whoever issues the tokens is called by the variable or host that says so: "users" of var.users_issuer.
ComponentId issuerOf(CloudDesign& cloud, const HclExpression& authentication, const ComponentId& api) {
  const HclExpression* issuers = valueAt(authentication, "issuers");
  std::string name = api + "-users";
  if (issuers && !issuers->items.empty()) {
    const HclExpression& first = issuers->items.front();
    if (const std::string outside = outsideName(first); !outside.empty()) name = outside;
    if (first.isReference() && name.ends_with("_issuer")) name.resize(name.size() - std::string_view("_issuer").size());
  }
  ComponentId& known = cloud.issuers[name];
  if (known.empty()) known = cloud.design.add(name, Auth{});
  return known;
}

void requestPolicies(CloudDesign& cloud, const HclExpression& policies, const ComponentId& api, const Place& at) {
  for (const HclExpression* authentication : objectsAt(policies, "authentication"))
    if (textAt(*authentication, "type").starts_with("JWT") || textAt(*authentication, "type").starts_with("TOKEN")) {
      const ComponentId users = issuerOf(cloud, *authentication, api);
      cloud.design.as<HttpApi>(api)->auth = ApiAuth{{users}};
    }
  for (const HclExpression* cors : objectsAt(policies, "cors")) {
    Cors stated;
    if (const HclExpression* origins = valueAt(*cors, "allowed_origins"))
      for (const HclExpression& origin : origins->items)
        if (origin.kind == Kind::string) stated.origins.push_back(origin.text);
    if (const HclExpression* sent = valueAt(*cors, "is_allow_credentials_enabled"); sent && sent->text == "true")
      stated.credentials = Credentials::include;
    if (!stated.origins.empty()) cloud.design.as<HttpApi>(api)->cors = stated;
  }
  // A limit of all clients together.
  if (textAt(policies, "rate_limiting.rate_key") == "TOTAL")
    if (const auto rate = numberAt(policies, "rate_limiting.rate_in_requests_per_second"); rate && *rate >= 1)
      throttleWithoutBurst(cloud.design, api, Rate{*rate}, at);
}

}  // namespace

void addOracleDeployment(CloudDesign& cloud, const TerraformResource& deployment) {
  const auto known = cloud.components.find(CloudDesign::addressOf(deployment));
  const HclExpression* specification = valueAt(deployment.values, "specification");
  if (!specification || known == cloud.components.end()) return;
  const ComponentId api = known->second;
  for (const HclExpression* policies : objectsAt(*specification, "request_policies"))
    requestPolicies(cloud, *policies, api, cloud.placeOf(deployment));
  std::string prefix = textAt(deployment.values, "path_prefix");
  while (prefix.ends_with('/')) prefix.pop_back();
  for (const HclExpression* route : objectsAt(*specification, "routes")) {
    std::string path = textAt(*route, "path");
    // The rest of a path is {name*} here, and {name+} in designs.
    if (path.ends_with("*}")) path.replace(path.size() - 2, 1, "+");
    auto target = cloud.first(valueAt(*route, "backend"));
    if (const HclExpression* url = valueAtPath(*route, "backend.url"); !target && url)
      if (const std::string name = outsideName(*url); !name.empty())
        target = cloud.design.external(name, cloud.placeOf(deployment), "the backend of a route");
    if (!target || path.empty()) continue;
    std::vector<std::string> methods;
    if (const HclExpression* stated = valueAt(*route, "methods"))
      for (const HclExpression& method : stated->items) methods.push_back(method.text);
    if (methods.empty()) methods.emplace_back("ANY");
    for (const std::string& method : methods)
      cloud.design.route(api, method, prefix + path, *target, cloud.placeOf(deployment));
  }
}

void addOracleConnector(CloudDesign& cloud, const TerraformResource& connector) {
  const auto batch = wholeAt(connector.values, "target.batch_size_in_num");
  const auto window = wholeAt(connector.values, "target.batch_time_in_sec");
  for (const ComponentId& from : namedAt(cloud, connector.values, "source"))
    for (const ComponentId& to : namedAt(cloud, connector.values, "target")) {
      if (from == to) continue;
      cloud.design.connectTo(from, to, cloud.placeOf(connector));
      const auto set = [&](auto& consumer) {
        if (consumer.to.id != to) return;
        if (batch && *batch > 0) consumer.batch = *batch;
        if (window) consumer.window = seconds(*window);
      };
      if (auto* queue = cloud.design.as<Queue>(from)) std::for_each(queue->consumers.begin(), queue->consumers.end(), set);
      if (auto* stream = cloud.design.as<Stream>(from))
        std::for_each(stream->consumers.begin(), stream->consumers.end(), set);
    }
}

void addOracleSubscription(CloudDesign& cloud, const TerraformResource& subscription) {
  const HclExpression* endpoint = valueAt(subscription.values, "endpoint");
  if (!endpoint) return;
  auto targets = cloud.named(*endpoint);
  if (const std::string name = outsideName(*endpoint); targets.empty() && !name.empty())
    targets.push_back(cloud.design.external(name, cloud.placeOf(subscription), "a subscriber"));
  for (const ComponentId& topic : namedAt(cloud, subscription.values, "topic_id"))
    for (const ComponentId& to : targets) cloud.design.connectTo(topic, to, cloud.placeOf(subscription));
}

void addOracleRule(CloudDesign& cloud, const TerraformResource& rule) {
  std::vector<ComponentId> sources;
  for (const ComponentId& id : namedAt(cloud, rule.values, "condition"))
    if (cloud.design.is<ObjectStore>(id)) sources.push_back(id);
  if (sources.empty()) sources.push_back(cloud.design.add(rule.name, EventBus{}));
  for (const ComponentId& from : sources)
    for (const ComponentId& to : namedAt(cloud, rule.values, "actions"))
      cloud.design.connectTo(from, to, cloud.placeOf(rule));
}

void addOracleSchedule(CloudDesign& cloud, const TerraformResource& schedule) {
  const auto targets = namedAt(cloud, schedule.values, "resources");
  const std::string cron = textAt(schedule.values, "recurrence_details");
  if (targets.empty()) return;  // it starts and stops machines
  if (textAt(schedule.values, "recurrence_type") != "CRON" || cron.empty())
    return cloud.design.leftOut(cloud.placeOf(schedule), "a schedule isn't stated by a cron expression",
                                "draw a schedule, and state how often it is");
  std::string name = schedule.name;
  if (const std::size_t to = name.find("_to_"); to != std::string::npos) name.resize(to);
  Schedule stated;
  stated.cron = cron;
  if (const std::string zone = textAt(schedule.values, "local_time_zone"); !zone.empty()) stated.timeZone = zone;
  // One of several targets has a schedule of its own.
  auto& design = cloud.design;
  ComponentId id;
  for (const Component& component : design.result.design.components)
    if (const auto* other = std::get_if<Schedule>(&component.kind);
        other && component.id == kebabId(name) && other->cron == stated.cron && other->timeZone == stated.timeZone)
      id = component.id;
  if (id.empty()) id = design.add(name, stated);
  for (const ComponentId& to : targets) cloud.design.connectTo(id, to, cloud.placeOf(schedule));
}

std::string oracleRuntime(const TerraformProject& project, const TerraformResource& function) {
  const std::string name = textAt(function.values, "display_name");
  if (name.empty()) return "";
  for (const char* folder : {"functions/", "src/", ""}) {
    const auto file = fileWithin(project.root, project.root, folder + name + "/func.yaml");
    if (file.empty()) continue;
    const auto source = readSource(file);
    if (!source) continue;
    const std::string language = (*source)["runtime"].text;
    if (language.empty() || language == "docker") return "";
    // The version stands in the image that it is built with: fnproject/node:22-dev.
    const std::string image = (*source)["build_image"].text;
    std::string version;
    if (const std::size_t colon = image.rfind(':'); colon != std::string::npos)
      for (std::size_t i = colon + 1; i < image.size(); ++i) {
        const char c = image[i];
        if ((c >= '0' && c <= '9') || (c == '.' && !version.empty()))
          version += c;
        else if (!version.empty())
          break;
      }
    return (language == "node" ? "nodejs" : language) + version;
  }
  return "";
}

}  // namespace virga::model
