// HTTP APIs and state machines, and what all expansions share.
#include "model/manifest/cloudformation/expansion.h"
#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

bool isIntrinsic(const Tree& tree) {
  if (!tree.is_object() || tree.size() != 1) return false;
  const std::string key = tree.begin().key();
  return key == "Ref" || key.rfind("Fn::", 0) == 0;
}

// A state machine takes its definition as text: what CloudFormation has to work out goes into substitutions.
void substitute(Tree& definition, Tree& substitutions) {
  if (isIntrinsic(definition)) {
    std::string name;
    for (const auto& [known, value] : substitutions.items())
      if (value == definition) name = known;
    if (name.empty()) name = "substitution" + std::to_string(substitutions.size() + 1);
    substitutions[name] = Tree(definition);
    definition = "${" + name + "}";
  } else if (definition.is_structured()) {
    for (Tree& part : definition) substitute(part, substitutions);
  }
}

}  // namespace

Tree roleFor(const std::string& service, const std::string& policyName, const Tree& statements, const Tree& tags) {
  Tree trust = Tree::object();
  trust["Effect"] = "Allow";
  trust["Principal"]["Service"] = service;
  trust["Action"] = "sts:AssumeRole";
  Tree policy = Tree::object();
  policy["PolicyName"] = policyName;
  policy["PolicyDocument"]["Version"] = "2012-10-17";
  policy["PolicyDocument"]["Statement"] = statements;
  Tree role = Tree::object();
  role["Type"] = "AWS::IAM::Role";
  Tree& properties = role["Properties"];
  properties["AssumeRolePolicyDocument"]["Version"] = "2012-10-17";
  properties["AssumeRolePolicyDocument"]["Statement"].push_back(trust);
  properties["Policies"].push_back(policy);
  properties["Tags"] = tags;
  return role;
}

Tree tagPairs(const Tree& tags) {
  Tree pairs = Tree::array();
  for (const auto& [key, value] : tags.items()) {
    Tree pair = Tree::object();
    pair["Key"] = key;
    pair["Value"] = value;
    pairs.push_back(pair);
  }
  return pairs;
}

void copyProperty(Tree& to, const std::string& key, const Tree& from, const std::string& source) {
  if (from.contains(source)) to[key] = from.at(source);
}

std::string routeResource(const std::string& method, const std::string& path) {
  std::string resource = method == "ANY" ? "*" : method;
  bool parameter = false;
  for (const char c : path) {
    if (c == '{') resource += '*';
    parameter = c == '{' || (parameter && c != '}');
    if (!parameter && c != '}') resource += c;
  }
  return resource;
}

std::string authorizerId(const std::string& api, const std::string& authorizer) { return api + "Authorizer" + authorizer; }

namespace {

// What an API's own body leads to by a link into the network; its routes to functions are said by the functions.
void expandLinked(Tree& resources, const std::string& name, const Tree& properties) {
  int count = 0;
  for (const auto& [path, operations] : properties.at("DefinitionBody").at("paths").items())
    for (const auto& [verb, operation] : operations.items()) {
      const Tree& wanted = operation.at("x-amazon-apigateway-integration");
      if (!wanted.contains("connectionId")) continue;
      const std::string number = std::to_string(++count), integration = name + "LinkedIntegration" + number;
      Tree& target = resources[integration];
      target["Type"] = "AWS::ApiGatewayV2::Integration";
      target["Properties"] = {{"ApiId", refTo(name)},
                              {"IntegrationType", "HTTP_PROXY"},
                              {"IntegrationMethod", wanted.at("httpMethod")},
                              {"IntegrationUri", wanted.at("uri")},
                              {"ConnectionType", wanted.at("connectionType")},
                              {"ConnectionId", wanted.at("connectionId")},
                              {"PayloadFormatVersion", wanted.at("payloadFormatVersion")}};
      target["Properties"]["TlsConfig"]["ServerNameToVerify"] = wanted.at("tlsConfig").at("serverNameToVerify");
      copyProperty(target["Properties"], "TimeoutInMillis", wanted, "timeoutInMillis");
      Tree& route = resources[name + "LinkedRoute" + number];
      route["Type"] = "AWS::ApiGatewayV2::Route";
      route["Properties"]["ApiId"] = refTo(name);
      route["Properties"]["RouteKey"] = methodOf(verb) + " " + path;
      route["Properties"]["Target"] = sub("integrations/${" + integration + "}");
      if (!properties.contains("Auth")) continue;
      const std::string authorizer = properties.at("Auth").at("DefaultAuthorizer").get<std::string>();
      route["Properties"]["AuthorizationType"] = "JWT";
      route["Properties"]["AuthorizerId"] = refTo(authorizerId(name, authorizer));
    }
}

}  // namespace

void expandHttpApi(Tree& resources, const std::string& name, const Tree& properties) {
  Tree& api = resources[name];
  api["Type"] = "AWS::ApiGatewayV2::Api";
  for (const char* key : {"Name", "Description"}) copyProperty(api["Properties"], key, properties, key);
  if (properties.contains("DefinitionBody")) {
    const Tree& info = properties.at("DefinitionBody").at("info");
    copyProperty(api["Properties"], "Name", info, "title");
    copyProperty(api["Properties"], "Description", info, "description");
  }
  api["Properties"]["ProtocolType"] = "HTTP";
  for (const char* key : {"CorsConfiguration", "Tags"}) copyProperty(api["Properties"], key, properties, key);
  if (properties.contains("Auth"))
    for (const auto& [authorizer, wanted] : properties.at("Auth").at("Authorizers").items()) {
      const Tree& jwt = wanted.at("JwtConfiguration");
      resources[authorizerId(name, authorizer)] = {
          {"Type", "AWS::ApiGatewayV2::Authorizer"},
          {"Properties",
           {{"ApiId", refTo(name)},
            {"Name", authorizer},
            {"AuthorizerType", "JWT"},
            {"IdentitySource", Tree::array({wanted.at("IdentitySource")})},
            {"JwtConfiguration", {{"Issuer", jwt.at("issuer")}, {"Audience", jwt.at("audience")}}}}}};
    }
  Tree& stage = resources[name + "ApiGatewayDefaultStage"];
  stage["Type"] = "AWS::ApiGatewayV2::Stage";
  stage["Properties"]["ApiId"] = refTo(name);
  stage["Properties"]["StageName"] = properties.at("StageName");
  stage["Properties"]["AutoDeploy"] = true;
  for (const char* key : {"DefaultRouteSettings", "AccessLogSettings", "Tags"})
    copyProperty(stage["Properties"], key, properties, key);
  if (properties.contains("DefinitionBody")) expandLinked(resources, name, properties);
}

void expandStateMachine(Tree& resources, const std::string& name, const Tree& properties) {
  const Tree tags = tagPairs(properties.at("Tags"));
  Tree statements = Tree::array();
  for (const Tree& policy : properties.at("Policies"))
    for (const Tree& statement : policy.at("Statement")) statements.push_back(statement);
  // X-Ray has no resources for these (Step Functions guide, "X-Ray and Step Functions").
  statements.push_back({{"Effect", "Allow"},
                        {"Action", Tree::array({"xray:GetSamplingRules", "xray:GetSamplingTargets",
                                                "xray:PutTelemetryRecords", "xray:PutTraceSegments"})},
                        {"Resource", "*"}});
  resources[name + "Role"] = roleFor("states.amazonaws.com", name, statements, tags);

  Tree definition = properties.at("Definition"), substitutions = Tree::object();
  substitute(definition, substitutions);
  Tree machine = Tree::object();
  machine["Type"] = "AWS::StepFunctions::StateMachine";
  Tree& to = machine["Properties"];
  to["StateMachineType"] = properties.at("Type");
  to["DefinitionString"] = definition.dump(2);
  if (!substitutions.empty()) to["DefinitionSubstitutions"] = substitutions;
  to["RoleArn"] = getAtt(name + "Role", "Arn");
  copyProperty(to, "LoggingConfiguration", properties, "Logging");
  copyProperty(to, "TracingConfiguration", properties, "Tracing");
  to["Tags"] = tags;
  resources[name] = machine;
}

}  // namespace virga::model
