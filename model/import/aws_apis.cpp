// Routes, authorisation and limits of APIs.
#include <algorithm>

#include <fmt/format.h>

#include "model/import/api_guards.h"
#include "model/import/aws_design.h"
#include "model/import/yaml_source.h"

namespace virga::model {

namespace {

class Apis {
 public:
  explicit Apis(AwsDerivation& aws) : aws_(aws), design_(aws.design) {}

  void add() {
    for (const auto& resource : aws_.cloud.resources) {
      if (resource.type == "AWS::Serverless::Function" || resource.type == "AWS::Serverless::StateMachine") events(resource);
      if (resource.type == "AWS::Serverless::Function" && resource.properties.find("FunctionUrlConfig"))
        functionUrl(resource.name, aws_.components.at(resource.name), resource.properties["FunctionUrlConfig"], resource.at);
      if (resource.type == "AWS::Lambda::Url") {
        aws_.done.insert(resource.name);
        if (const auto to = aws_.meant(resource.properties["TargetFunctionArn"]))
          functionUrl(resource.name, *to, resource.properties, resource.at);
      }
      if (resource.type == "AWS::ApiGateway::Method") method(resource);
      if (resource.type == "AWS::ApiGatewayV2::Route") route(resource);
      if (resource.type == "AWS::ApiGatewayV2::Integration") aws_.done.insert(resource.name);
      if (resource.type == "AWS::ApiGateway::Authorizer" || resource.type == "AWS::ApiGatewayV2::Authorizer")
        authorizer(resource);
      if (resource.type == "AWS::ApiGateway::Stage" || resource.type == "AWS::ApiGatewayV2::Stage") stage(resource);
      if (resource.type == "AWS::AppSync::DataSource") dataSource(resource);
      if (resource.type == "AWS::AppSync::Resolver" || resource.type == "AWS::AppSync::FunctionConfiguration")
        aws_.done.insert(resource.name);
      if (resource.type == "AWS::Serverless::GraphQLApi") graphql(resource);
      if (isApi(resource.type)) api(resource);
      guards(resource);
    }
    guards_.settle(design_);
  }

 private:
  static constexpr const char* kSigned = "callers sign their requests with IAM";
  static constexpr const char* kKeyed = "callers have a key";
  static constexpr const char* kPrivate = "only a private network reaches it";

  static bool isApi(const std::string& type) {
    return type == "AWS::Serverless::Api" || type == "AWS::ApiGateway::RestApi" || type == "AWS::Serverless::HttpApi" ||
           type == "AWS::ApiGatewayV2::Api";
  }

  ComponentId implicitApi(const std::string& mark, const char* name) {
    if (const auto known = aws_.components.find(mark); known != aws_.components.end()) return known->second;
    return aws_.components[mark] = design_.add(name, HttpApi{});
  }

  void events(const CloudResource& resource) {
    const ComponentId to = aws_.components.at(resource.name);
    const std::string prefix = resource.name.substr(0, resource.name.rfind('/') + 1);
    for (const auto& event : resource.properties["Events"].entries) {
      const std::string& type = event.value["Type"].text;
      const SourceValue& properties = event.value["Properties"];
      if (type == "WebSocket") {
        const std::string mark = prefix + "WebsocketsApi";
        if (!aws_.components.contains(mark)) aws_.components[mark] = design_.add("websockets-api", WebsocketApi{});
        socketRoute(aws_.components.at(mark), properties["Route"].text, to);
        if (properties["Route"].text == "$connect")
          routeGuard(aws_.components.at(mark), properties["AuthorizationType"], {});
        continue;
      }
      if (type != "Api" && type != "HttpApi") continue;
      const bool rest = type == "Api";
      const SourceValue& named = properties[rest ? "RestApiId" : "ApiId"];
      std::optional<ComponentId> api;
      if (!named.isNothing()) api = aws_.meant(named);
      if (!api && !named.isNothing() && !referencesIn(named).empty() && referencesIn(named).front().isUnknown)
        api = aws_.meantOr(named, HttpApi{}, "an API", event.at);
      if (!api)
        api = implicitApi(prefix + (rest ? "ServerlessRestApi" : "ServerlessHttpApi"), rest ? "rest-api" : "http-api");
      design_.route(*api, properties["Method"].text, properties["Path"].text, throughApi(*api, to, event.at), event.at);
      routeGuard(*api, properties["Auth"]["Authorizer"], properties["Auth"]["ApiKeyRequired"]);
      if (const auto time = design_.number(properties["TimeoutInMillis"], *api + ".timeout"); time && *time >= 1)
        if (auto* http = design_.as<HttpApi>(*api)) http->timeout = Duration{static_cast<std::int64_t>(*time * 1e6)};
      if (const auto with = aws_.meant(properties["Auth"]["UserPool"]); with && design_.is<Auth>(*with))
        authorise(*api, *with);
    }
  }

  // What an API can answer with: a function, container service or external; through a function for what it hands over to.
  ComponentId throughApi(const ComponentId& api, const ComponentId& to, const Place& at,
                         Operation operation = Operation::write) {
    if (design_.is<Function>(to) || design_.is<ContainerService>(to) || design_.is<External>(to)) return to;
    return design_.relay(api + " to " + to, to, operation, at, "the API's own integration");
  }

  void functionUrl(const std::string& name, const ComponentId& to, const SourceValue& properties, const Place& at) {
    const ComponentId api = design_.add(to + "-url", HttpApi{});
    design_.standsIn(at, fmt::format("the HTTP API '{}' stands in for the URL of '{}'", api, to));
    design_.route(api, "ANY", "/{proxy+}", to, at);
    if (properties["AuthType"].text == "AWS_IAM") guards_.whole(api, kSigned);
    cors(api, properties["Cors"]);
    aws_.components.try_emplace(name + "Url", api);
  }

  void api(const CloudResource& resource) {
    const SourceValue& properties = resource.properties;
    const ComponentId id = aws_.components.at(resource.name);
    const SourceValue* body = &properties["DefinitionBody"];
    if (body->isNothing()) body = &properties["Body"];
    SourceValue read;
    if (const std::string& where = properties["DefinitionUri"].text; body->isNothing() && !where.empty()) {
      const auto file = fileWithin(aws_.cloud.root, resource.folder, where);
      auto source = file.empty() ? tl::unexpected(Problems{}) : readSource(file);
      if (source)
        read = std::move(*source);
      else
        design_.leftOut(properties["DefinitionUri"].at,
                        fmt::format("the definition '{}' of '{}' isn't in the folder or can't be read", where, id));
      body = &read;
    }
    if (design_.is<HttpApi>(id)) openapi(id, *body, resource.at);
    settings(id, resource);
    if (const SourceValue& target = properties["Target"]; !target.isNothing() && design_.is<HttpApi>(id))
      if (const auto to = aws_.meant(target))
        design_.route(id, "ANY", properties["RouteKey"].text.empty() ? "/{proxy+}" : properties["RouteKey"].text, *to,
                      resource.at);
  }

  void openapi(const ComponentId& id, const SourceValue& body, const Place& at) {
    for (const auto& path : body["paths"].entries)
      for (const auto& method : path.value.entries) {
        const SourceValue& integration = method.value["x-amazon-apigateway-integration"];
        if (!integration.isMap()) continue;
        if (const auto to = integrated(id, integration, method.at)) {
          design_.route(id, method.key, path.key, *to, method.at);
          split(id, *to, either(integration, "Uri", "uri"));
        }
      }
    const SourceValue& schemes =
        body["components"]["securitySchemes"].isMap() ? body["components"]["securitySchemes"] : body["securityDefinitions"];
    for (const auto& scheme : schemes.entries)
      if (const auto with = aws_.meant(scheme.value); with && design_.is<Auth>(*with)) authorise(id, *with);
    (void)at;
  }

  // The service of "arn:aws:apigateway:us-east-1:sqs:path/…" and its action, if any.
  static std::pair<std::string, std::string> serviceOf(const std::string& uri) {
    const auto start = uri.find(":apigateway:");
    if (start == std::string::npos) return {};
    // The region may be "${AWS::Region}", which has colons of its own.
    auto from = start + 12;
    if (uri.compare(from, 2, "${") == 0) from = std::min(uri.find('}', from), uri.size());
    const auto colon = uri.find(':', from);
    if (colon == std::string::npos) return {};
    const auto end = uri.find(':', colon + 1);
    std::string service = uri.substr(colon + 1, end == std::string::npos ? end : end - colon - 1);
    // "account.dynamodb" and "bucket.s3"
    if (const auto dot = service.rfind('.'); dot != std::string::npos) service = service.substr(dot + 1);
    std::string action;
    if (const auto at = uri.find("action/"); at != std::string::npos) action = uri.substr(at + 7);
    return {service, action};
  }

  static Operation operationOf(const std::string& action, const std::string& method) {
    for (const char* word : {"Get", "BatchGet", "Describe"})
      if (action.starts_with(word)) return Operation::read;
    if (action.starts_with("Query") || action.starts_with("Scan") || action.starts_with("List")) return Operation::query;
    if (action.starts_with("Delete")) return Operation::remove;
    if (action.empty() && method == "GET") return Operation::read;
    if (action.empty() && method == "DELETE") return Operation::remove;
    return Operation::write;
  }

  // Keys of integrations differ in their first letter between CloudFormation and OpenAPI.
  static const SourceValue& either(const SourceValue& map, const char* upper, const char* lower) {
    return map.find(upper) ? map[upper] : map[lower];
  }

  std::optional<ComponentId> integrated(const ComponentId& api, const SourceValue& integration, const Place& at) {
    const std::string& type = either(integration, "Type", "type").text;
    if (type == "MOCK" || type == "mock") return std::nullopt;
    const SourceValue& uri = either(integration, "Uri", "uri");
    const std::string& method = either(integration, "IntegrationHttpMethod", "httpMethod").text;
    const auto [service, action] = serviceOf(uri.text);
    if (service == "lambda" || (service.empty() && uri.text.find(":function:") != std::string::npos)) {
      const auto to = aws_.meantOr(uri, Function{}, "a function", at);
      return to ? std::optional(throughApi(api, *to, at)) : std::nullopt;
    }
    if (!service.empty()) return serviceTarget(api, integration, service, operationOf(action, method), at);
    if (const std::string& subtype = either(integration, "IntegrationSubtype", "integrationSubtype").text;
        !subtype.empty()) {
      std::string name = subtype.substr(0, subtype.find('-'));
      if (name == "SQS") name = "sqs";
      if (name == "EventBridge") name = "events";
      if (name == "StepFunctions") name = "states";
      if (name == "Kinesis") name = "kinesis";
      return serviceTarget(api, integration, name, Operation::write, at);
    }
    if (const auto to = aws_.meant(uri)) return throughApi(api, *to, at);
    if (uri.text.empty()) return std::nullopt;
    std::string host = readable(uri.text);
    if (const auto references = referencesIn(uri.text); !references.empty())
      host = references.front().name;
    else if (const auto cut = host.find("://"); cut != std::string::npos)
      host = host.substr(cut + 3, host.find_first_of("/:?", cut + 3) - cut - 3);
    if (host.starts_with("parameter ")) host = host.substr(10);
    return design_.external(host, at, fmt::format("the HTTP endpoint '{}'", readable(uri.text)));
  }

  std::optional<ComponentId> serviceTarget(const ComponentId& api, const SourceValue& integration,
                                           const std::string& service, Operation operation, const Place& at) {
    const auto kind = kindOfService(service);
    if (!kind) {
      // SQS and the like by another resource, or a service without a kind.
      return design_.external(service, at, fmt::format("the service '{}'", service));
    }
    const auto matches = [&](const ComponentId& id) { return design_.component(id).kind.index() == kind->index(); };
    for (const auto& reference : referencesIn(integration))
      if (const auto found = aws_.components.find(reference.name); found != aws_.components.end() && matches(found->second))
        return throughApi(api, found->second, at, operation);
    for (const auto& entry : integration.entries)
      if (const auto found = aws_.meant(entry.value); found && matches(*found))
        return throughApi(api, *found, at, operation);
    // The role that the integration takes on says which one it may use.
    for (const auto& reference : referencesIn(either(integration, "Credentials", "credentials")))
      for (const auto& granted : referencesIn(aws_.properties(reference.name)["Policies"]))
        if (const auto found = aws_.components.find(granted.name); found != aws_.components.end() && matches(found->second))
          return throughApi(api, found->second, at, operation);
    if (service == "events") return throughApi(api, aws_.defaultBus(at), at, operation);
    // The only one of its kind is meant.
    std::vector<ComponentId> all;
    for (const auto& component : design_.result.design.components)
      if (component.kind.index() == kind->index()) all.push_back(component.id);
    if (all.size() == 1) {
      design_.assumed(at,
                      fmt::format("'{}' hands over to {}: '{}' is taken, the only one of its kind", api, service, all[0]));
      return throughApi(api, all[0], at, operation);
    }
    return throughApi(api, aws_.outsideOf(service, *kind, fmt::format("what '{}' uses of {}", api, service), at), at,
                      operation);
  }

  std::string restPath(const std::string& resource, int depth = 0) {
    const SourceValue& properties = aws_.properties(resource);
    if (depth > 30 || aws_.typeOf(resource) != "AWS::ApiGateway::Resource") return "";
    const auto parents = referencesIn(properties["ParentId"]);
    const std::string before = parents.empty() ? "" : restPath(parents.front().name, depth + 1);
    return before + "/" + properties["PathPart"].text;
  }

  void method(const CloudResource& resource) {
    aws_.done.insert(resource.name);
    const SourceValue& properties = resource.properties;
    auto api = aws_.meant(properties["RestApiId"]);
    if (!api) {
      const auto references = referencesIn(properties["RestApiId"]);
      if (!references.empty() && references.front().name.ends_with("ApiGatewayRestApi"))
        api = implicitApi(references.front().name, "rest-api");
      else
        api = aws_.meantOr(properties["RestApiId"], HttpApi{}, "an API", resource.at);
    }
    if (!api) return;
    if (properties["HttpMethod"].text != "OPTIONS")
      routeGuard(*api, properties["AuthorizationType"], properties["ApiKeyRequired"]);
    const auto at = referencesIn(properties["ResourceId"]);
    const std::string path = at.empty() ? "" : restPath(at.front().name);
    if (const auto to = integrated(*api, properties["Integration"], resource.at))
      design_.route(*api, properties["HttpMethod"].text, path, *to, resource.at);
    if (const auto references = referencesIn(properties["AuthorizerId"]); !references.empty())
      if (const auto with = aws_.meant(aws_.properties(references.front().name)["ProviderARNs"]);
          with && design_.is<Auth>(*with))
        authorise(*api, *with);
  }

  void route(const CloudResource& resource) {
    aws_.done.insert(resource.name);
    const SourceValue& properties = resource.properties;
    auto api = aws_.meantOr(properties["ApiId"], HttpApi{}, "an API", resource.at);
    if (!api) return;
    if (!design_.is<WebsocketApi>(*api) || properties["RouteKey"].text == "$connect")
      routeGuard(*api, properties["AuthorizationType"], {});
    const auto target = referencesIn(properties["Target"]);
    const std::string integration = target.empty() ? "" : target.back().name;
    const SourceValue& details = aws_.properties(integration);
    if (!details.isMap()) {
      design_.leftOut(resource.at,
                      fmt::format("the route '{}' of '{}' has no integration", properties["RouteKey"].text, *api));
      return;
    }
    SourceValue normal = details;
    normal.set("Uri", details["IntegrationUri"]);
    normal.set("Type", details["IntegrationType"]);
    normal.set("Credentials", details["CredentialsArn"]);
    normal.set("IntegrationHttpMethod", details["IntegrationMethod"]);
    std::optional<ComponentId> to;
    if (const auto direct = aws_.meant(details["IntegrationUri"])) to = throughApi(*api, *direct, resource.at);
    if (!to) to = integrated(*api, normal, resource.at);
    if (!to) return;
    const std::string& key = properties["RouteKey"].text;
    if (design_.is<WebsocketApi>(*api)) {
      if (const auto time = design_.number(details["TimeoutInMillis"], *api + ".timeout"); time && *time >= 1)
        design_.as<WebsocketApi>(*api)->timeout = Duration{static_cast<std::int64_t>(*time * 1e6)};
      return socketRoute(*api, key, *to);
    }
    const auto blank = key.find(' ');
    design_.route(*api, blank == std::string::npos ? "ANY" : key.substr(0, blank),
                  blank == std::string::npos ? "/{proxy+}" : key.substr(blank + 1), *to, resource.at);
    split(*api, *to, details["IntegrationUri"]);
    if (const auto references = referencesIn(properties["AuthorizerId"]); !references.empty())
      if (const auto with = aws_.meant(aws_.properties(references.front().name)); with && design_.is<Auth>(*with))
        authorise(*api, *with);
  }

  // The last route's share that a listener of a load balancer sends elsewhere.
  void split(const ComponentId& api, const ComponentId& to, const SourceValue& uri) {
    auto* const http = design_.as<HttpApi>(api);
    if (!http || http->routes.empty() || http->routes.back().to.id != to) return;
    for (const auto& reference : referencesIn(uri))
      if (const auto known = aws_.splits.find(reference.name); known != aws_.splits.end())
        http->routes.back().split = known->second;
  }

  void socketRoute(const ComponentId& api, const std::string& key, const ComponentId& to) {
    auto* const socket = design_.as<WebsocketApi>(api);
    if (!socket || key.empty() || !design_.is<Function>(to)) return;
    for (const auto& known : socket->routes)
      if (known.route == key) return;
    std::string word = readable(key);
    std::replace(word.begin(), word.end(), ' ', '-');
    socket->routes.push_back({word, {to}});
  }

  void authorise(const ComponentId& api, const ComponentId& with) {
    if (auto* http = design_.as<HttpApi>(api); http && !http->auth) http->auth = ApiAuth{{with}};
    if (auto* socket = design_.as<WebsocketApi>(api); socket && !socket->auth) socket->auth = ApiAuth{{with}};
  }

  void authorizer(const CloudResource& resource) {
    aws_.done.insert(resource.name);
    const SourceValue& properties = resource.properties;
    const auto api = aws_.meant(properties.find("RestApiId") ? properties["RestApiId"] : properties["ApiId"]);
    if (!api) return;
    std::optional<ComponentId> with;
    for (const char* key : {"ProviderARNs", "JwtConfiguration", "AuthorizerUri"})
      if (!with) with = aws_.meant(properties[key]);
    lambdaOrPool(*api, with, resource.at);
  }

  void lambdaOrPool(const ComponentId& api, const std::optional<ComponentId>& with, const Place& at) {
    if (!with) {
      design_.leftOut(at, fmt::format("an authorizer of '{}' isn't a user pool of the template", api));
    } else if (design_.is<Auth>(*with)) {
      authorise(api, *with);
    } else if (design_.is<Function>(*with)) {
      const ComponentId id = design_.add(*with + "-auth", Auth{});
      authorise(api, id);
      design_.standsIn(
          at, fmt::format("'{}' stands in for the authorizer '{}', a function that the API calls itself", id, *with),
          "state its latency");
    }
  }

  void throttle(const ComponentId& id, const SourceValue& rate, const SourceValue& burst) {
    const auto each = design_.number(rate, id + ".throttle.rate");
    const auto most = design_.whole(burst, id + ".throttle.burst");
    if (!each || *each <= 0) return;
    const Throttle limit{Rate{*each}, most && *most >= 1 ? *most : std::max(1, static_cast<int>(*each))};
    if (auto* http = design_.as<HttpApi>(id)) http->throttle = limit;
    if (auto* socket = design_.as<WebsocketApi>(id)) socket->throttle = limit;
  }

  void stage(const CloudResource& resource) {
    const SourceValue& properties = resource.properties;
    const auto api = aws_.meant(properties.find("RestApiId") ? properties["RestApiId"] : properties["ApiId"]);
    if (!api) return;
    const SourceValue& routes = properties["DefaultRouteSettings"];
    throttle(*api, routes["ThrottlingRateLimit"], routes["ThrottlingBurstLimit"]);
    for (const auto& item : properties["MethodSettings"].items)
      throttle(*api, item["ThrottlingRateLimit"], item["ThrottlingBurstLimit"]);
  }

  void settings(const ComponentId& id, const CloudResource& resource) {
    const SourceValue& properties = resource.properties;
    const SourceValue& routes = properties["DefaultRouteSettings"];
    throttle(id, routes["ThrottlingRateLimit"], routes["ThrottlingBurstLimit"]);
    for (const auto& item : properties["MethodSettings"].items)
      throttle(id, item["ThrottlingRateLimit"], item["ThrottlingBurstLimit"]);
    for (const auto& entry : properties["Auth"]["Authorizers"].entries) {
      auto with = aws_.meant(entry.value["UserPoolArn"]);
      if (!with) with = aws_.meant(entry.value);
      lambdaOrPool(id, with, entry.at);
    }
    if (!design_.is<HttpApi>(id)) return;
    cors(id, properties.find("CorsConfiguration") ? properties["CorsConfiguration"] : properties["Cors"]);
  }

  void cors(const ComponentId& id, const SourceValue& stated) {
    Cors origins;
    const SourceValue& list =
        stated.isMap() ? (stated.find("AllowOrigins") ? stated["AllowOrigins"] : stated["AllowOrigin"]) : stated;
    for (const SourceValue* origin : list.each()) {
      std::string text = readable(origin->text);
      // SAM wants REST APIs' origins in quotes of their own: "'*'".
      if (text.size() > 1 && text.front() == '\'' && text.back() == '\'') text = text.substr(1, text.size() - 2);
      if (text == "true") text = "*";
      if (!text.empty() && text != "false") origins.origins.push_back(text);
    }
    if (stated["AllowCredentials"].text == "true") origins.credentials = Credentials::include;
    if (!origins.origins.empty()) design_.as<HttpApi>(id)->cors = origins;
  }

  // "AWS_IAM" and keys guard a route; "NONE" opens one; what else is named is an authorizer, read where it stands.
  void routeGuard(const ComponentId& api, const SourceValue& authorizer, const SourceValue& key) {
    if (key.text == "true")
      guards_.route(api, kKeyed);
    else if (authorizer.text == "AWS_IAM" || authorizer.text == "aws_iam")
      guards_.route(api, kSigned);
    else if (authorizer.text == "NONE")
      guards_.route(api, "");
    else
      guards_.plainRoute(api);
  }

  // How an API is guarded as a whole.
  void guards(const CloudResource& resource) {
    if (resource.type == "AWS::ElasticLoadBalancingV2::Listener")
      for (const SourceValue* action : resource.properties["DefaultActions"].each())
        if ((*action)["Type"].text.starts_with("authenticate-"))
          if (const auto balancer = aws_.meant(resource.properties["LoadBalancerArn"]))
            guards_.whole(*balancer, "the load balancer lets signed-in users through alone");
    const auto known = aws_.components.find(resource.name);
    if (known == aws_.components.end()) return;
    const ComponentId& id = known->second;
    const SourceValue& properties = resource.properties;
    const std::string& type = resource.type;
    if (isApi(type)) {
      const SourceValue& auth = properties["Auth"];
      if (auth["DefaultAuthorizer"].text == "AWS_IAM") guards_.whole(id, kSigned);
      if (auth["ApiKeyRequired"].text == "true") guards_.whole(id, kKeyed);
      const SourceValue& endpoint = properties["EndpointConfiguration"];
      std::vector<const SourceValue*> types = endpoint.isMap() ? endpoint["Types"].each() : endpoint.each();
      if (endpoint.find("Type")) types.push_back(&endpoint["Type"]);
      for (const SourceValue* one : types)
        if (one->text == "PRIVATE") guards_.whole(id, kPrivate);
    }
    if (type == "AWS::ElasticLoadBalancingV2::LoadBalancer" && properties["Scheme"].text == "internal")
      guards_.whole(id, kPrivate);
    if (type == "AWS::VpcLattice::Service") guards_.whole(id, kPrivate);
    // AppSync answers nobody who hasn't a key, a token or a signature. (AppSync Developer Guide, "Authorization".)
    if (type == "AWS::AppSync::GraphQLApi" || type == "AWS::AppSync::Api" || type == "AWS::Serverless::GraphQLApi")
      guards_.whole(id, "AppSync answers callers with a key, a token or a signature alone");
  }

  // Data sources that SAM writes inside of the API.
  void graphql(const CloudResource& resource) {
    const ComponentId& api = aws_.components.at(resource.name);
    for (const auto& kind : resource.properties["DataSources"].entries)
      for (const auto& source : kind.value.entries) {
        const std::optional<ComponentKind> known = kind.key == "DynamoDb" ? std::optional<ComponentKind>(NosqlDb{})
                                                   : kind.key == "Lambda" ? std::optional<ComponentKind>(Function{})
                                                                          : std::nullopt;
        const char* const name = kind.key == "DynamoDb" ? "TableName" : "FunctionArn";
        const auto to =
            known ? aws_.meantOr(source.value[name], *known, "a data source", source.at) : aws_.meant(source.value);
        if (to)
          design_.route(api, "POST", "/graphql/" + kebabId(source.key), throughApi(api, *to, source.at), source.at);
        else
          design_.leftOut(source.at, fmt::format("the data source '{}' of '{}' isn't understood", source.key, api));
      }
  }

  // An endpoint of AWS's own, as https://sync-states.eu-west-1.amazonaws.com: the component that the role may use of it.
  std::optional<ComponentId> service(const std::string& endpoint, const SourceValue& role) {
    const auto start = endpoint.find("://");
    if (start == std::string::npos) return std::nullopt;
    std::string name = endpoint.substr(start + 3, endpoint.find_first_of("./", start + 3) - start - 3);
    if (name.starts_with("sync-")) name = name.substr(5);
    const auto kind = kindOfService(name);
    if (!kind) return std::nullopt;
    for (const auto& reference : referencesIn(role))
      for (const auto& granted : referencesIn(aws_.properties(reference.name)["Policies"]))
        if (const auto found = aws_.components.find(granted.name);
            found != aws_.components.end() && design_.component(found->second).kind.index() == kind->index())
          return found->second;
    return std::nullopt;
  }

  void dataSource(const CloudResource& resource) {
    aws_.done.insert(resource.name);
    const SourceValue& properties = resource.properties;
    const auto api = aws_.meant(properties["ApiId"]);
    if (!api) return;
    for (const char* key :
         {"LambdaConfig", "DynamoDBConfig", "EventBridgeConfig", "RelationalDatabaseConfig", "HttpConfig"}) {
      const SourceValue& config = properties[key];
      if (!config.isMap()) continue;
      std::optional<ComponentId> to = aws_.meant(config);
      if (!to && std::string_view(key) == "HttpConfig") to = service(config["Endpoint"].text, properties["ServiceRoleArn"]);
      if (!to && std::string_view(key) == "HttpConfig")
        to = design_.external(properties["Name"].text, resource.at, fmt::format("'{}'", config["Endpoint"].text));
      if (!to && std::string_view(key) == "EventBridgeConfig") to = aws_.defaultBus(resource.at);
      if (!to) continue;
      const std::string bare = resource.name.substr(resource.name.rfind('/') + 1);
      design_.route(*api, "POST", "/graphql/" + kebabId(bare), throughApi(*api, *to, resource.at), resource.at);
    }
  }

  AwsDerivation& aws_;
  DesignBuilder& design_;
  ApiGuards guards_;
};

}  // namespace

void addAwsApis(AwsDerivation& aws) { Apis(aws).add(); }

}  // namespace virga::model
