// HTTP APIs, user pools and queues.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

void addLogGroup(SamContext& sam, const std::string& name, const Tree& groupName, const ComponentId& id) {
  Tree& group = sam.resources[name];
  group["Type"] = "AWS::Logs::LogGroup";
  group["Properties"]["LogGroupName"] = groupName;
  group["Properties"]["RetentionInDays"] = refTo("LogRetentionDays");
  group["Properties"]["Tags"] = sam.tagList(id);
}

Tree accessLogFormat() {
  Tree format = Tree::object();
  for (const auto& [key, variable] :
       std::initializer_list<std::pair<const char*, const char*>>{{"requestId", "requestId"},
                                                                  {"time", "requestTime"},
                                                                  {"sourceIp", "identity.sourceIp"},
                                                                  {"routeKey", "routeKey"},
                                                                  {"status", "status"},
                                                                  {"responseLength", "responseLength"},
                                                                  {"responseLatency", "responseLatency"},
                                                                  {"integrationLatency", "integrationLatency"},
                                                                  {"integrationError", "integrationErrorMessage"},
                                                                  {"authorizerError", "authorizer.error"}})
    format[key] = std::string("$context.") + variable;
  return format.dump();
}

Tree number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return static_cast<std::int64_t>(value);
  return value;
}

// With credentials, browsers take "*" as the name of a method. (Fetch standard, "CORS protocol and credentials", 2026.)
Tree methodsOf(const HttpApi& api) {
  const bool credentials = api.cors && api.cors->credentials == Credentials::include;
  std::vector<std::string> methods;
  for (const Route& route : api.routes) {
    const std::string method = route.route.substr(0, route.route.find(' '));
    if (method == "ANY")
      return credentials ? Tree::array({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}) : Tree::array({"*"});
    if (std::find(methods.begin(), methods.end(), method) == methods.end()) methods.push_back(method);
  }
  return Tree(methods);
}

}  // namespace

void addQueues(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* queue = std::get_if<Queue>(&component.kind);
    if (!queue) continue;
    const std::string name = sam.ids.of(component.id);
    Tree resource = Tree::object();
    resource["Type"] = "AWS::SQS::Queue";
    Tree& properties = resource["Properties"];
    properties["VisibilityTimeout"] = wholeSeconds(queue->visibility);
    properties["MessageRetentionPeriod"] = wholeSeconds(queue->retention);
    properties["ReceiveMessageWaitTimeSeconds"] = 20;
    properties["SqsManagedSseEnabled"] = queue->encryption != Encryption::none;
    if (queue->deadLetter)
      properties["RedrivePolicy"] = {{"deadLetterTargetArn", getAtt(sam.ids.of(queue->deadLetter->id), "Arn")},
                                     {"maxReceiveCount", queue->maxReceives}};
    properties["Tags"] = sam.tagList(component.id);
    sam.resources[name] = resource;

    Tree statement = Tree::object();
    statement["Sid"] = "TlsOnly";
    statement["Effect"] = "Deny";
    statement["Principal"] = "*";
    statement["Action"] = "sqs:*";
    statement["Resource"] = getAtt(name, "Arn");
    statement["Condition"]["Bool"]["aws:SecureTransport"] = "false";
    sam.policies[component.id] = sam.ids.take(name + "Policy");
    Tree& policy = sam.resources[sam.policies.at(component.id)];
    policy["Type"] = "AWS::SQS::QueuePolicy";
    policy["Properties"]["Queues"] = Tree::array({refTo(name)});
    policy["Properties"]["PolicyDocument"] = {{"Version", "2012-10-17"}, {"Statement", Tree::array({statement})}};
    sam.output(name + "Url", "URL of the queue " + component.id, refTo(name));
  }
}

void addUserPools(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    if (!std::holds_alternative<Auth>(component.kind)) continue;
    const std::string name = sam.ids.of(component.id);
    const std::string client = sam.ids.take(name + "Client");
    sam.userPoolClients[component.id] = client;
    Tree resource = Tree::object();
    resource["Type"] = "AWS::Cognito::UserPool";
    resource["DeletionPolicy"] = "Retain";
    resource["UpdateReplacePolicy"] = "Retain";
    Tree& properties = resource["Properties"];
    properties["UsernameAttributes"] = Tree::array({"email"});
    properties["AutoVerifiedAttributes"] = Tree::array({"email"});
    properties["AccountRecoverySetting"]["RecoveryMechanisms"] =
        Tree::array({Tree{{"Name", "verified_email"}, {"Priority", 1}}});
    properties["Policies"]["PasswordPolicy"] = {{"MinimumLength", 12},      {"RequireLowercase", true},
                                                {"RequireUppercase", true}, {"RequireNumbers", true},
                                                {"RequireSymbols", false},  {"TemporaryPasswordValidityDays", 7}};
    properties["UserPoolTags"] = sam.tagMap(component.id);
    sam.resources[name] = resource;

    Tree& clientResource = sam.resources[client];
    clientResource["Type"] = "AWS::Cognito::UserPoolClient";
    Tree& clientProperties = clientResource["Properties"];
    clientProperties["UserPoolId"] = refTo(name);
    clientProperties["GenerateSecret"] = false;
    clientProperties["ExplicitAuthFlows"] = Tree::array({"ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"});
    clientProperties["PreventUserExistenceErrors"] = "ENABLED";
    clientProperties["EnableTokenRevocation"] = true;
    sam.output(name + "UserPoolId", "User pool of " + component.id, refTo(name));
    sam.output(name + "ClientId", "Client of the user pool, for sign-in in the application", refTo(client));
  }
}

void addApis(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* api = std::get_if<HttpApi>(&component.kind);
    if (!api) continue;
    const std::string name = sam.ids.of(component.id);
    const std::string logGroup = sam.ids.take(name + "AccessLog");
    // The prefix keeps the account's resource policy for log delivery below its size limit (API Gateway guide).
    addLogGroup(sam, logGroup, sub("/aws/vendedlogs/${AWS::StackName}/" + component.id), component.id);

    Tree resource = Tree::object();
    resource["Type"] = "AWS::Serverless::HttpApi";
    Tree& properties = resource["Properties"];
    // SAM takes the name and the description from a body where there is one.
    const Tree body = apiBody(sam, component.id, *api);
    if (body.is_null()) {
      properties["Name"] = sub("${AWS::StackName}-" + component.id);
      if (!component.description.empty()) properties["Description"] = shortened(component.description, 1024);
    }
    properties["StageName"] = "$default";
    if (!body.is_null()) properties["DefinitionBody"] = body;
    if (api->throttle)
      properties["DefaultRouteSettings"] = {{"ThrottlingBurstLimit", api->throttle->burst},
                                            {"ThrottlingRateLimit", number(api->throttle->rate.perSecond)}};
    properties["DefaultRouteSettings"]["DetailedMetricsEnabled"] = true;
    properties["AccessLogSettings"] = {{"DestinationArn", getAtt(logGroup, "Arn")}, {"Format", accessLogFormat()}};
    if (api->auth) {
      const std::string authorizer = camelName(api->auth->with.id);
      Tree jwt = Tree::object();
      jwt["issuer"] = sub("https://cognito-idp.${AWS::Region}.amazonaws.com/${" + sam.ids.of(api->auth->with.id) + "}");
      jwt["audience"] = Tree::array({refTo(sam.userPoolClients.at(api->auth->with.id))});
      properties["Auth"]["DefaultAuthorizer"] = authorizer;
      properties["Auth"]["Authorizers"][authorizer] = {{"IdentitySource", "$request.header.Authorization"},
                                                       {"JwtConfiguration", jwt}};
    }
    if (api->cors) {
      Tree headers = Tree::array({"content-type"});
      if (api->auth) headers.push_back("authorization");
      properties["CorsConfiguration"] = {{"AllowOrigins", Tree(api->cors->origins)},
                                         {"AllowMethods", methodsOf(*api)},
                                         {"AllowHeaders", headers},
                                         {"MaxAge", 600}};
      if (api->cors->credentials == Credentials::include) properties["CorsConfiguration"]["AllowCredentials"] = true;
    }
    properties["Tags"] = sam.tagMap(component.id);
    sam.resources[name] = resource;
    sam.output(name + "Url", "URL of " + component.id,
               sub("https://${" + name + "}.execute-api.${AWS::Region}.${AWS::URLSuffix}"));
  }
}

}  // namespace virga::model
