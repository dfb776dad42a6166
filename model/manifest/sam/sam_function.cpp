// Functions with their events, environment, permissions and log groups.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/csharp_services.h"
#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr const char* kAlias = "live";

const Function* asFunction(const SamContext& sam, const ComponentId& id) { return findKind<Function>(sam.architecture, id); }

// Provisioned concurrency and snapshots belong to a published version: then callers must call its alias, or they meet plain
// cold instances.
bool hasAlias(const Function& function) {
  return function.provisionedConcurrency.value_or(0) > 0 || function.start == InstanceStart::snapshot;
}

Tree eventsOf(SamContext& sam, const FunctionPlan& plan) {
  const std::string& function = sam.ids.of(plan.component->id);
  Tree events = Tree::object();
  for (const RouteUse& route : plan.routes) {
    if (route.shared) continue;  // a load balancer hands these on
    std::string method = route.method;
    std::transform(method.begin(), method.end(), method.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::string name = sam.ids.take(camelName(method + " " + route.path), function);
    Tree& event = events[name];
    event["Type"] = "HttpApi";
    Tree& properties = event["Properties"];
    properties["ApiId"] = refTo(sam.ids.of(route.api));
    properties["Method"] = route.method;
    properties["Path"] = route.path;
    properties["PayloadFormatVersion"] = "2.0";
    const auto* api = findKind<HttpApi>(sam.architecture, route.api);
    if (api->timeout) properties["TimeoutInMillis"] = (api->timeout->nanoseconds + 999'999) / 1'000'000;
  }
  for (const ConsumerUse& use : plan.consumers) {
    const std::string name = sam.ids.take(sam.ids.of(use.queue), function);
    Tree& event = events[name];
    event["Type"] = "SQS";
    Tree& properties = event["Properties"];
    properties["Queue"] = getAtt(sam.ids.of(use.queue), "Arn");
    properties["BatchSize"] = use.consumer.batch;
    properties["MaximumBatchingWindowInSeconds"] = wholeSeconds(use.consumer.window);
    if (use.consumer.maxConcurrency) properties["ScalingConfig"]["MaximumConcurrency"] = *use.consumer.maxConcurrency;
    properties["FunctionResponseTypes"] = Tree::array({"ReportBatchItemFailures"});
  }
  return events;
}

std::string handlerName(const std::string& runtime) {
  if (runtime == "go") return "bootstrap";
  if (runtime.rfind("java", 0) == 0) return "app.App::handleRequest";
  if (isCsharp(runtime)) return "App::App.Function::Handle";  // assembly, class with its namespace, method
  return runtime.rfind("python", 0) == 0 ? "app.handler" : "index.handler";
}

Tree serviceUrl(const ComponentId& id) { return sub("https://" + hostOf(id).at("Fn::Sub").get<std::string>() + "/"); }

}  // namespace

Tree environmentOf(const SamContext& sam, const FunctionPlan& plan) {
  Tree variables = Tree::object();
  for (const Use& use : plan.uses) {
    const ComponentId& id = use.target;
    const std::string& name = sam.ids.of(id);
    const auto set = [&](const char* suffix, const Tree& value) { variables[environmentName(id, suffix)] = value; };
    const ComponentKind& kind = sam.architecture.find(id)->kind;
    if (std::holds_alternative<NosqlDb>(kind)) set("TABLE", refTo(name));
    if (std::holds_alternative<ObjectStore>(kind)) set("BUCKET", bucketName(sam, id));
    if (std::holds_alternative<Topic>(kind)) set("TOPIC_ARN", refTo(name));
    if (std::holds_alternative<Stream>(kind)) set("STREAM", refTo(name));
    if (std::holds_alternative<EventBus>(kind)) set("BUS", refTo(name));
    if (std::holds_alternative<Workflow>(kind)) set("WORKFLOW_ARN", refTo(name));
    if (std::holds_alternative<SecretStore>(kind)) set("SECRET_ARN", refTo(name));
    if (std::holds_alternative<SqlDb>(kind)) {
      set("DATABASE_ARN", getAtt(name, "DBClusterArn"));
      set("DATABASE_SECRET_ARN", getAtt(name, "MasterUserSecret.SecretArn"));
    }
    if (std::holds_alternative<WebsocketApi>(kind))
      set("CONNECTIONS_URL", sub("https://${" + name + "}.execute-api.${AWS::Region}.${AWS::URLSuffix}/live"));
    if (std::holds_alternative<Queue>(kind)) set("QUEUE_URL", refTo(name));
    if (std::holds_alternative<Function>(kind)) set("FUNCTION", functionName(sam, id));
    if (std::holds_alternative<HttpApi>(kind))
      set("API_URL", sub("https://${" + name + "}.execute-api.${AWS::Region}.${AWS::URLSuffix}"));
    if (std::holds_alternative<ContainerService>(kind)) set("SERVICE_URL", serviceUrl(id));
    if (std::holds_alternative<Cache>(kind)) {
      set("CACHE_HOST", getAtt(name, "Endpoint.Address"));
      set("CACHE_PORT", getAtt(name, "Endpoint.Port"));
    }
    if (std::holds_alternative<External>(kind)) {
      set("ENDPOINT", refTo(sam.endpoints.at(id)));
      set("SECRET_ARN", refTo(sam.secrets.at(id)));
    }
  }
  return variables;
}

Tree functionName(const SamContext& sam, const ComponentId& id) {
  return refTo(sam.ids.of(id) + (hasAlias(*asFunction(sam, id)) ? ".Alias" : ""));
}

Tree functionArn(const SamContext& sam, const ComponentId& id) {
  return hasAlias(*asFunction(sam, id)) ? refTo(sam.ids.of(id) + ".Alias") : getAtt(sam.ids.of(id), "Arn");
}

Tree permissionsOf(const SamContext& sam, const FunctionPlan& plan) {
  struct Statement {
    std::set<std::string> actions;
    Tree resource;
  };
  std::map<ComponentId, std::map<std::string, Statement>> grants;  // by target and resource
  std::vector<std::pair<ComponentId, std::string>> order;
  const auto grant = [&](const ComponentId& id, const std::string& action, const Tree& resource) {
    const std::string key = resource.dump();
    if (grants[id].count(key) == 0) order.emplace_back(id, key);
    grants[id][key].resource = resource;
    grants[id][key].actions.insert(action);
  };
  for (const Use& use : plan.uses) {
    const ComponentId& id = use.target;
    const std::string& name = sam.ids.of(id);
    const ComponentKind& kind = sam.architecture.find(id)->kind;
    if (std::holds_alternative<NosqlDb>(kind)) {
      const char* action = use.access == Access::read    ? "dynamodb:GetItem"
                           : use.access == Access::write ? "dynamodb:PutItem"
                           : use.access == Access::query ? "dynamodb:Query"
                                                         : "dynamodb:DeleteItem";
      grant(id, action, getAtt(name, "Arn"));
    } else if (std::holds_alternative<ObjectStore>(kind)) {
      if (use.access == Access::query) {
        grant(id, "s3:ListBucket", bucketArn(sam, id));
      } else {
        const char* action = use.access == Access::read    ? "s3:GetObject"
                             : use.access == Access::write ? "s3:PutObject"
                                                           : "s3:DeleteObject";
        grant(id, action, bucketArn(sam, id, "/*"));
      }
    } else if (std::holds_alternative<Queue>(kind)) {
      grant(id, "sqs:SendMessage", getAtt(name, "Arn"));
    } else if (std::holds_alternative<Topic>(kind)) {
      grant(id, "sns:Publish", refTo(name));
    } else if (std::holds_alternative<Stream>(kind)) {
      grant(id, "kinesis:PutRecord", getAtt(name, "Arn"));
    } else if (std::holds_alternative<EventBus>(kind)) {
      grant(id, "events:PutEvents", getAtt(name, "Arn"));
    } else if (std::holds_alternative<Workflow>(kind)) {
      grant(id, use.access == Access::start ? "states:StartExecution" : "states:StartSyncExecution", refTo(name));
    } else if (std::holds_alternative<SecretStore>(kind)) {
      grant(id, "secretsmanager:GetSecretValue", refTo(name));
    } else if (std::holds_alternative<SqlDb>(kind)) {
      grant(id, "rds-data:ExecuteStatement", getAtt(name, "DBClusterArn"));
      grant(id, "secretsmanager:GetSecretValue", getAtt(name, "MasterUserSecret.SecretArn"));
    } else if (std::holds_alternative<WebsocketApi>(kind)) {
      grant(id, "execute-api:ManageConnections",
            sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + name +
                "}/live/POST/@connections/*"));
    } else if (std::holds_alternative<Function>(kind)) {
      grant(id, "lambda:InvokeFunction", functionArn(sam, id));
    } else if (std::holds_alternative<External>(kind)) {
      grant(id, "secretsmanager:GetSecretValue", refTo(sam.secrets.at(id)));
    }
  }
  Tree statements = Tree::array();
  for (const auto& [id, key] : order) {
    const Statement& found = grants.at(id).at(key);
    Tree statement = Tree::object();
    statement["Effect"] = "Allow";
    statement["Action"] = Tree(found.actions);
    statement["Resource"] = found.resource;
    statements.push_back(statement);
  }
  for (const Tree& statement : mappingStatements(sam, plan))
    if (std::find(statements.begin(), statements.end(), statement) == statements.end()) statements.push_back(statement);
  return statements;
}

void addFunctions(SamContext& sam) {
  for (const FunctionPlan& plan : sam.plans) {
    const Component& component = *plan.component;
    const Function& function = *plan.function;
    const std::string name = sam.ids.of(component.id);
    const std::string logGroup = sam.ids.take(name + "LogGroup");
    Tree& group = sam.resources[logGroup];
    group["Type"] = "AWS::Logs::LogGroup";
    group["Properties"]["LogGroupName"] = sub("/aws/lambda/${AWS::StackName}-" + component.id);
    group["Properties"]["RetentionInDays"] = refTo("LogRetentionDays");
    group["Properties"]["Tags"] = sam.tagList(component.id);

    Tree resource = Tree::object();
    resource["Type"] = "AWS::Serverless::Function";
    // The OS-only runtime doesn't tell SAM the language (SAM developer guide, "Building Go Lambda functions", 2026).
    if (function.runtime == "go") resource["Metadata"]["BuildMethod"] = "go1.x";
    Tree& properties = resource["Properties"];
    if (!component.description.empty()) properties["Description"] = shortened(component.description, 256);
    properties["CodeUri"] = "src/" + component.id + "/";
    properties["Handler"] = handlerName(function.runtime);
    properties["Runtime"] = lambdaRuntime(function.runtime);
    properties["Architectures"] = Tree::array({function.architecture == CpuArchitecture::arm64 ? "arm64" : "x86_64"});
    properties["MemorySize"] = wholeMebibytes(function.memory);
    properties["Timeout"] = wholeSeconds(function.timeout);
    if (function.reservedConcurrency) properties["ReservedConcurrentExecutions"] = *function.reservedConcurrency;
    if (hasAlias(function)) {
      properties["AutoPublishAlias"] = kAlias;
      properties["AutoPublishAliasAllProperties"] = true;
    }
    if (function.start == InstanceStart::snapshot) properties["SnapStart"]["ApplyOn"] = "PublishedVersions";
    if (function.provisionedConcurrency.value_or(0) > 0) {
      properties["ProvisionedConcurrencyConfig"]["ProvisionedConcurrentExecutions"] = *function.provisionedConcurrency;
    }
    if (plan.started && sam.catalog.find("function.async-retries") && sam.catalog.find("function.async-max-age"))
      properties["EventInvokeConfig"] = {
          {"MaximumEventAgeInSeconds", wholeSeconds(sam.catalog.duration("function.async-max-age"))},
          {"MaximumRetryAttempts", static_cast<std::int64_t>(sam.catalog.number("function.async-retries"))}};
    properties["Tracing"] = "Active";
    properties["LoggingConfig"] = {
        {"LogGroup", refTo(logGroup)}, {"LogFormat", "JSON"}, {"ApplicationLogLevel", "INFO"}, {"SystemLogLevel", "INFO"}};
    if (const Tree variables = environmentOf(sam, plan); !variables.empty())
      properties["Environment"]["Variables"] = variables;
    if (const Tree statements = permissionsOf(sam, plan); !statements.empty()) {
      Tree policy = Tree::object();
      policy["Version"] = "2012-10-17";
      policy["Statement"] = statements;
      properties["Policies"] = Tree::array();
      properties["Policies"].push_back(policy);
    }
    if (const Tree vpc = vpcOf(sam, plan); !vpc.is_null()) properties["VpcConfig"] = vpc;
    if (const Tree events = eventsOf(sam, plan); !events.empty()) properties["Events"] = events;
    properties["Tags"] = sam.tagMap(component.id);
    sam.resources[name] = resource;
    addMappings(sam, plan);
    if (plan.invoked) sam.output(name + "Name", "Name of the function " + component.id, functionName(sam, component.id));
  }
}

}  // namespace virga::model
