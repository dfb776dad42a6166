#include "model/manifest/api/openapi_export.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/manifest/api/input_schema.h"
#include "model/manifest/api/route_text.h"
#include "model/manifest/function_plan.h"
#include "model/manifest/plain_yaml.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

struct ApiContext {
  const Architecture& architecture;
  const Catalog& catalog;
  const std::vector<FunctionPlan>& plans;
  Problems& notes;

  void note(Severity severity, const std::string& id, const std::string& path, const std::string& message,
            const std::string& hint = {}) const {
    notes.push_back({severity, id, "", 0, 0, path, message, hint});
  }
};

Json variable(const std::string& value, const std::string& description) {
  return Json{{"default", value}, {"description", description}};
}

// Where the provider serves such an API; what is only known after the deployment is a variable.
Json serverOf(const ApiContext& context) {
  Json server = Json::object();
  const std::string region = regionOf(context.architecture, context.catalog);
  const std::string& provider = context.catalog.provider;
  Json variables = Json::object();
  if (provider == "aws") {
    server["url"] = "https://{api}.execute-api.{region}.amazonaws.com";
    variables["api"] = variable("api-id", "Id of the API, an output of the deployment");
  } else if (provider == "azure") {
    server["url"] = "https://{api}.azure-api.net";
    variables["api"] = variable("service", "Name of the API Management service");
  } else if (provider == "gcp") {
    server["url"] = "https://{api}.gateway.dev";
    variables["api"] = variable("gateway", "Host name of the gateway, an output of the deployment");
  } else if (provider == "oci") {
    server["url"] = "https://{api}.apigateway.{region}.oci.customer-oci.com";
    variables["api"] = variable("gateway", "Id of the gateway, an output of the deployment");
  } else {
    server["url"] = "https://{api}";
    variables["api"] = variable("api.localhost", "Host of the platform's gateway");
  }
  if (server["url"].get<std::string>().find("{region}") != std::string::npos)
    variables["region"] = variable(region, "Region of the deployment");
  server["description"] = context.catalog.name;
  server["variables"] = variables;
  return server;
}

Json responseTo(const std::string& description) {
  Json response = Json::object();
  response["description"] = description;
  response["content"]["application/json"]["schema"]["$ref"] = "#/components/schemas/Problem";
  return response;
}

Json commonResponses(const ApiContext& context, const HttpApi& api) {
  Json responses = Json::object();
  responses["BadRequest"] = responseTo("The input isn't JSON, or lacks what it must have");
  if (api.auth) {
    responses["Unauthorized"] = responseTo("There is no valid token");
    responses["Forbidden"] = responseTo("The token doesn't allow this");
  }
  responses["NotFound"] = responseTo("There is nothing of that name");
  const std::string limit = limitText(context.catalog, "http-api.payload-max");
  responses["TooLarge"] =
      responseTo(limit.empty() ? "The request is too large" : fmt::format("The request is larger than {}", limit));
  if (api.throttle)
    responses["TooMany"] = responseTo(fmt::format("More than {:g} requests a second, or more than {} at once",
                                                  api.throttle->rate.perSecond, api.throttle->burst));
  responses["Failed"] = responseTo("The request failed");
  responses["Unavailable"] = responseTo("What answers can't be reached, or has no room");
  responses["TooLate"] = responseTo("No answer came in time");
  return responses;
}

class ApiDescription {
 public:
  ApiDescription(const ApiContext& context, const Component& component, const HttpApi& api)
      : context_(context), component_(component), api_(api) {}

  Json write() {
    Json root = Json::object();
    root["openapi"] = "3.1.0";
    Json& info = root["info"];
    info["title"] = context_.architecture.name.empty() ? component_.id
                                                       : fmt::format("{}: {}", context_.architecture.name, component_.id);
    info["version"] = "0.1.0";
    const std::string& text = component_.description.empty() ? context_.architecture.description : component_.description;
    if (!text.empty()) info["description"] = text;
    root["servers"] = Json::array({serverOf(context_)});
    addRoutes();
    root["tags"] = tags_;
    root["paths"] = paths_;
    Json& components = root["components"];
    if (api_.auth) {
      Json& scheme = components["securitySchemes"][api_.auth->with.id];
      scheme["type"] = "http";
      scheme["scheme"] = "bearer";
      scheme["bearerFormat"] = "JWT";
      scheme["description"] = "A token that " + api_.auth->with.id + " issues";
    }
    components["schemas"] = schemas_;
    Json& problem = components["schemas"]["Problem"];
    problem["type"] = "object";
    problem["description"] = "What was wrong";
    problem["additionalProperties"] = true;
    Json& responses = components["responses"];
    responses = Json::object();
    const Json common = commonResponses(context_, api_);
    for (const auto& [name, response] : common.items())
      if (used_.contains(name)) responses[name] = response;
    return root;
  }

 private:
  void addRoutes() {
    // A route of a method of its own goes before one of any method.
    for (const bool any : {false, true})
      for (std::size_t i = 0; i < api_.routes.size(); ++i) {
        const std::string place = fmt::format("{}.routes.{}.route", component_.id, i);
        const auto route = readRoute(api_.routes[i].route);
        if (!route) {
          if (!any)
            context_.note(Severity::warning, "route-left-out", place,
                          fmt::format("OpenAPI can't say the route '{}'", api_.routes[i].route),
                          "write a method and a path of plain characters: 'GET /orders/{id}'");
          continue;
        }
        if (route->any == any) addRoute(api_.routes[i], *route, place);
      }
  }

  void addRoute(const Route& route, const RouteText& text, const std::string& place) {
    if (text.any)
      context_.note(Severity::info, "any-method", place, "OpenAPI knows no route of any method: the usual five are listed");
    if (text.greedy)
      context_.note(
          Severity::warning, "greedy-path", place,
          fmt::format("OpenAPI's path parameters hold one part of a path: '{}' stands for the first one alone", text.path));
    if (route.split)
      context_.note(Severity::info, "split-left-out", place,
                    fmt::format("OpenAPI doesn't say that {} answers a part of the requests", route.split->to.id));
    // To OpenAPI, paths that differ in the names of parameters alone are one path; the first names count.
    const auto [known, fresh] = shapes_.emplace(text.shape, text);
    const RouteText& names = known->second;
    if (!fresh && names.path != text.path)
      context_.note(Severity::warning, "parameter-renamed", place,
                    fmt::format("OpenAPI takes '{}' and '{}' for one path: the parameters have the names of the first",
                                text.path, names.path));
    for (const std::string& method : text.methods) {
      Json& item = paths_[names.path];
      if (item.contains(method)) {
        if (!text.any)
          context_.note(Severity::warning, "route-left-out", place, fmt::format("'{}' is there twice", route.route));
        continue;
      }
      item[method] = operation(route, names, method);
    }
  }

  Json operation(const Route& route, const RouteText& text, const std::string& method) {
    const ComponentId& target = route.to.id;
    const auto plan = std::find_if(context_.plans.begin(), context_.plans.end(),
                                   [&](const FunctionPlan& candidate) { return candidate.component->id == target; });
    const bool planned = plan != context_.plans.end();
    const bool hasBody = method == "post" || method == "put" || method == "patch";
    std::vector<std::string> keys;
    if (planned)
      for (const std::string& key : plan->keys)
        if (std::find(text.parameters.begin(), text.parameters.end(), key) == text.parameters.end()) keys.push_back(key);

    addTag(target);
    Json result = Json::object();
    std::string id = operationName(method, text.path);
    for (int number = 2; !operationIds_.insert(id).second; ++number)
      id = fmt::format("{}_{}", operationName(method, text.path), number);
    result["operationId"] = id;
    result["summary"] = fmt::format("Answered by {}", target);
    result["tags"] = Json::array({target});
    if (!api_.auth)
      result["security"] = Json::array();
    else
      result["security"] = Json::array({Json{{api_.auth->with.id, Json::array()}}});
    addParameters(result, text, hasBody ? std::vector<std::string>{} : keys);
    if (hasBody) {
      Json& body = result["requestBody"];
      body["required"] = !keys.empty();
      if (planned) body["description"] = fmt::format("At most {} bytes: {}", plan->inputLimit, plan->inputLimitReason);
      Json& schema = body["content"]["application/json"]["schema"];
      if (planned)
        schema["$ref"] = "#/components/schemas/" + schemaOf(target, keys);
      else
        schema["type"] = "object";
    }
    addResponses(result, method, hasBody);
    return result;
  }

  void addTag(const ComponentId& target) {
    for (const auto& tag : tags_)
      if (tag["name"] == target) return;
    const Component* component = context_.architecture.find(target);
    Json tag = Json::object();
    tag["name"] = target;
    tag["description"] = component && !component->description.empty() ? component->description
                         : component ? fmt::format("{} ({})", target, kindName(component->kind))
                                     : target;
    tags_.push_back(tag);
  }

  static void addParameters(Json& operation, const RouteText& text, const std::vector<std::string>& queried) {
    Json parameters = Json::array();
    const auto add = [&](const std::string& name, const char* in) {
      Json parameter = Json::object();
      parameter["name"] = name;
      parameter["in"] = in;
      parameter["required"] = true;
      parameter["schema"] = keySchema();
      parameters.push_back(parameter);
    };
    for (const auto& name : text.parameters) add(name, "path");
    for (const auto& name : queried) add(name, "query");
    if (!parameters.empty()) operation["parameters"] = parameters;
  }

  // The schema of a function's input; another one where a route's path brings other fields.
  std::string schemaOf(const ComponentId& function, const std::vector<std::string>& keys) {
    const Json schema = inputSchema(keys);
    std::string name = function + "-input";
    for (int number = 2; schemas_.contains(name) && schemas_[name] != schema; ++number)
      name = fmt::format("{}-input-{}", function, number);
    schemas_[name] = schema;
    return name;
  }

  void addResponses(Json& operation, const std::string& method, bool hasBody) {
    Json& responses = operation["responses"];
    Json& done = responses[method == "post" ? "201" : "200"];
    done["description"] = "Done";
    if (method != "head") {
      done["content"]["application/json"]["schema"]["type"] = "object";
    }
    const auto refer = [&](const char* status, const char* name) {
      responses[status]["$ref"] = std::string("#/components/responses/") + name;
      used_.insert(name);
    };
    refer("400", "BadRequest");
    if (api_.auth) {
      refer("401", "Unauthorized");
      refer("403", "Forbidden");
    }
    if (method == "get" || method == "head") refer("404", "NotFound");
    if (hasBody) refer("413", "TooLarge");
    if (api_.throttle) refer("429", "TooMany");
    refer("500", "Failed");
    refer("503", "Unavailable");
    refer("504", "TooLate");
  }

  const ApiContext& context_;
  const Component& component_;
  const HttpApi& api_;
  Json tags_ = Json::array(), paths_ = Json::object(), schemas_ = Json::object();
  std::map<std::string, RouteText> shapes_;
  std::set<std::string> operationIds_;
  std::set<std::string> used_;  // of the common responses
};

}  // namespace

tl::expected<Manifest, Problems> exportOpenapi(const Architecture& architecture, const Catalog& catalog) {
  std::vector<std::pair<const Component*, const HttpApi*>> apis;
  for (const Component& component : architecture.components)
    if (const auto* api = std::get_if<HttpApi>(&component.kind)) apis.emplace_back(&component, api);
  if (apis.empty())
    return tl::unexpected(Problems{
        {Severity::error, "empty", "", 0, 0, "components", "the design has no http-api", "add an http-api with routes"}});
  Manifest manifest;
  Problems unplanned;  // of steps: they change nothing at the API
  const auto plans = planFunctions(architecture, catalog, unplanned);
  const ApiContext context{architecture, catalog, plans, manifest.notes};
  for (const auto& [component, api] : apis) {
    const std::string path = apis.size() == 1 ? "openapi.yaml" : fmt::format("{}/openapi.yaml", component->id);
    manifest.files.push_back({path, toYaml(ApiDescription(context, *component, *api).write())});
  }
  context.note(Severity::info, "schemas-open", "components",
               "a design knows the keys of requests, not their other fields: the schemas leave them free");
  return manifest;
}

}  // namespace virga::model
