// What functions use: the policies of their roles say what they may do, their environments whom they know.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include <fmt/format.h>

#include "model/import/aws_design.h"
#include "model/import/aws_permissions.h"
#include "model/import/environment_credentials.h"

namespace virga::model {

namespace {

// Services that designs have no kind for and that functions call for their work; others (logs, traces, keys, networks) are
// about running them.
constexpr std::array kCalledServices{"bedrock",
                                     "bedrock-runtime",
                                     "bedrock-agent",
                                     "rekognition",
                                     "textract",
                                     "comprehend",
                                     "translate",
                                     "polly",
                                     "transcribe",
                                     "sagemaker",
                                     "ses",
                                     "athena",
                                     "glue",
                                     "firehose",
                                     "timestream",
                                     "es",
                                     "aoss",
                                     "geo",
                                     "iot",
                                     "pinpoint",
                                     "personalize",
                                     "lex",
                                     "kafka",
                                     "kafka-cluster",
                                     "mq",
                                     "appsync",
                                     "cognito-idp",
                                     "redshift-data",
                                     "mediaconvert",
                                     "qldb",
                                     "batch",
                                     "ecs",
                                     "elasticfilesystem",
                                     "appconfig",
                                     "neptune-db",
                                     "location",
                                     "verifiedpermissions",
                                     "scheduler"};

struct PolicyGrant {
  std::string service, action;  // in small letters, action as written
  Place at;
};

class Uses {
 public:
  explicit Uses(AwsDerivation& aws) : aws_(aws), design_(aws.design) {}

  void add() {
    for (const auto& resource : aws_.cloud.resources)
      if (resource.type == "AWS::Serverless::Function" || resource.type == "AWS::Lambda::Function")
        foldSecrets(resource.properties["Environment"]["Variables"]);
    for (const auto& resource : aws_.cloud.resources) {
      if (resource.type == "AWS::Serverless::Function") {
        from_ = aws_.components.at(resource.name);
        for (const SourceValue* policy : resource.properties["Policies"].each()) samPolicy(*policy, resource.at);
        connectors(resource);
      }
      if (resource.type == "AWS::Serverless::Function" || resource.type == "AWS::Lambda::Function") {
        from_ = aws_.components.at(resource.name);
        const std::string implicit = resource.name + "Role";
        for (const auto& reference : referencesIn(resource.properties["Role"])) role(reference.name);
        if (referencesIn(resource.properties["Role"]).empty()) role(implicit);
        environment(resource.properties["Environment"]["Variables"]);
      }
      if (resource.type == "AWS::Serverless::Connector") {
        aws_.done.insert(resource.name);
        connector(resource.properties["Source"], resource.properties["Destination"], resource.properties["Permissions"],
                  resource.at);
      }
      others(resource);
      if (resource.type == "AWS::ECS::TaskDefinition") {
        const auto owner = aws_.components.find(resource.name);
        if (owner == aws_.components.end()) continue;
        from_ = owner->second;
        for (const auto& reference : referencesIn(resource.properties["TaskRoleArn"])) role(reference.name);
        for (const SourceValue* container : resource.properties["ContainerDefinitions"].each()) {
          SourceValue variables = mapValue(resource.at);
          for (const SourceValue* one : (*container)["Environment"].each())
            variables.set((*one)["Name"].text, (*one)["Value"]);
          environment(variables);
        }
      }
    }
    permissions_.settle(design_);
  }

 private:
  // Servers, jobs and the like that take on a role, and workflows whose definition couldn't be read.
  void others(const CloudResource& resource) {
    const SourceValue& properties = resource.properties;
    const std::string& type = resource.type;
    std::string owner = resource.name;
    std::vector<Reference> roles;
    if (type == "AWS::EC2::Instance") {
      for (const auto& profile : referencesIn(properties["IamInstanceProfile"]))
        for (const auto& reference : referencesIn(aws_.properties(profile.name)["Roles"])) roles.push_back(reference);
    } else if (type == "AWS::Glue::Job") {
      roles = referencesIn(properties["Role"]);
    } else if (type == "AWS::Batch::JobDefinition") {
      roles = referencesIn(properties["ContainerProperties"]["JobRoleArn"]);
    } else if (type == "AWS::CodeBuild::Project") {
      roles = referencesIn(properties["ServiceRole"]);
    } else if (type == "AWS::AppRunner::Service") {
      roles = referencesIn(properties["InstanceConfiguration"]["InstanceRoleArn"]);
    } else if (type == "AWS::Transfer::User") {
      const auto server = referencesIn(properties["ServerId"]);
      if (!server.empty()) owner = server.front().name;
      roles = referencesIn(properties["Role"]);
    } else if (type == "AWS::Serverless::StateMachine" || type == "AWS::StepFunctions::StateMachine") {
      const auto known = aws_.components.find(resource.name);
      if (known == aws_.components.end() || !aws_.unread.contains(resource.name)) return;
      from_ = known->second;
      for (const SourceValue* policy : properties["Policies"].each()) samPolicy(*policy, resource.at);
      roles = referencesIn(properties.find("Role") ? properties["Role"] : properties["RoleArn"]);
    }
    const auto known = aws_.components.find(owner);
    if (known == aws_.components.end() || !design_.stepsOf(known->second)) return;
    from_ = known->second;
    for (const auto& reference : roles) role(reference.name);
  }

  void samPolicy(const SourceValue& policy, const Place& at) {
    if (policy.isScalar()) return managed(policy.text, policy.at);
    if (policy.find("Statement")) return document(policy);
    for (const auto& entry : policy.entries) policyTemplate(entry.key, entry.value, at);
  }

  // SAM policy templates: "DynamoDBCrudPolicy", "SQSSendMessagePolicy", … (SAM developer guide, "Policy template list".)
  void policyTemplate(const std::string& name, const SourceValue& arguments, const Place& at) {
    struct Known {
      const char* name;
      const char* service;
      std::vector<const char*> actions;
    };
    static const std::vector<Known> known{
        {"DynamoDBCrudPolicy", "dynamodb", {"GetItem", "PutItem"}},
        {"DynamoDBReadPolicy", "dynamodb", {"GetItem"}},
        {"DynamoDBWritePolicy", "dynamodb", {"PutItem"}},
        {"DynamoDBReconfigurePolicy", "dynamodb", {"PutItem"}},
        {"S3CrudPolicy", "s3", {"GetObject", "PutObject"}},
        {"S3FullAccessPolicy", "s3", {"GetObject", "PutObject"}},
        {"S3ReadPolicy", "s3", {"GetObject"}},
        {"S3WritePolicy", "s3", {"PutObject"}},
        {"SQSSendMessagePolicy", "sqs", {"SendMessage"}},
        {"SNSPublishMessagePolicy", "sns", {"Publish"}},
        {"SNSCrudPolicy", "sns", {"Publish"}},
        {"KinesisCrudPolicy", "kinesis", {"PutRecord"}},
        {"EventBridgePutEventsPolicy", "events", {"PutEvents"}},
        {"StepFunctionsExecutionPolicy", "states", {"StartExecution"}},
        {"LambdaInvokePolicy", "lambda", {"InvokeFunction"}},
        {"AWSSecretsManagerGetSecretValuePolicy", "secretsmanager", {"GetSecretValue"}},
        {"FirehoseWritePolicy", "firehose", {"PutRecord"}},
        {"FirehoseCrudPolicy", "firehose", {"PutRecord"}},
        {"SESCrudPolicy", "ses", {"SendEmail"}},
        {"SESBulkTemplatedCrudPolicy", "ses", {"SendEmail"}},
        {"SESSendBouncePolicy", "ses", {"SendBounce"}},
        {"RekognitionDetectOnlyPolicy", "rekognition", {"DetectLabels"}},
        {"RekognitionFacesPolicy", "rekognition", {"DetectFaces"}},
        {"RekognitionLabelsPolicy", "rekognition", {"DetectLabels"}},
        {"RekognitionReadPolicy", "rekognition", {"DetectLabels"}},
        {"RekognitionNoDataAccessPolicy", "rekognition", {"DetectLabels"}},
        {"TextractPolicy", "textract", {"DetectDocumentText"}},
        {"TextractDetectAnalyzePolicy", "textract", {"DetectDocumentText"}},
        {"ComprehendBasicAccessPolicy", "comprehend", {"DetectSentiment"}},
        {"PollyFullAccessPolicy", "polly", {"SynthesizeSpeech"}},
        {"AthenaQueryPolicy", "athena", {"StartQueryExecution"}},
        {"EFSWriteAccessPolicy", "elasticfilesystem", {"ClientWrite"}},
        {"SageMakerCreateEndpointPolicy", "sagemaker", {"CreateEndpoint"}},
    };
    const auto found = std::find_if(known.begin(), known.end(), [&](const Known& one) { return name == one.name; });
    if (found == known.end()) {
      if (!name.ends_with("PollerPolicy") && !name.starts_with("VPC") && !name.starts_with("Cloud") &&
          !name.starts_with("KMS") && !name.starts_with("DynamoDBStream") && !name.starts_with("KinesisStream") &&
          !name.starts_with("DynamoDBBackup") && !name.starts_with("AMI") && !name.starts_with("SSM"))
        design_.leftOut(at, fmt::format("the policy template '{}' of '{}' isn't understood", name, from_));
      return;
    }
    for (const char* action : found->actions) {
      permit({found->service, action, at}, arguments);
      grant({found->service, action, at}, arguments);
    }
    // What the template allows beside what is drawn for it.
    static const std::multimap<std::string, const char*> more{
        {"DynamoDBCrudPolicy", "DeleteItem"},   {"DynamoDBReconfigurePolicy", "UpdateTable"},
        {"S3CrudPolicy", "DeleteObject"},       {"S3CrudPolicy", "PutLifecycleConfiguration"},
        {"S3FullAccessPolicy", "DeleteObject"}, {"SNSCrudPolicy", "SetTopicAttributes"},
        {"KinesisCrudPolicy", "DeleteStream"}};
    const auto [begin, end] = more.equal_range(name);
    for (auto extra = begin; extra != end; ++extra) permit({found->service, extra->second, at}, arguments);
  }

  // A policy of AWS's own that names a service: what it allows is allowed on all resources of that service.
  void managed(const std::string& arn, const Place& at) {
    for (const auto& reference : referencesIn(arn))
      if (!reference.isUnknown) return managedPolicy(reference.name);
    struct Known {
      const char* word;
      const char* service;
      const char* read;
      const char* write;
    };
    static constexpr std::array<Known, 18> known{{{"DynamoDB", "dynamodb", "GetItem", "PutItem"},
                                                  {"AmazonS3", "s3", "GetObject", "PutObject"},
                                                  {"AmazonSQS", "sqs", "", "SendMessage"},
                                                  {"AmazonSNS", "sns", "", "Publish"},
                                                  {"AmazonEventBridge", "events", "", "PutEvents"},
                                                  {"StepFunctions", "states", "", "StartExecution"},
                                                  {"AmazonKinesisFull", "kinesis", "", "PutRecord"},
                                                  {"AWSLambdaRole", "lambda", "", "InvokeFunction"},
                                                  {"AWSLambda_FullAccess", "lambda", "", "InvokeFunction"},
                                                  {"SecretsManager", "secretsmanager", "GetSecretValue", "GetSecretValue"},
                                                  {"AmazonRDSData", "rds-data", "ExecuteStatement", "ExecuteStatement"},
                                                  {"Rekognition", "rekognition", "DetectLabels", "DetectLabels"},
                                                  {"Textract", "textract", "DetectDocumentText", "DetectDocumentText"},
                                                  {"Comprehend", "comprehend", "DetectSentiment", "DetectSentiment"},
                                                  {"Polly", "polly", "SynthesizeSpeech", "SynthesizeSpeech"},
                                                  {"Translate", "translate", "TranslateText", "TranslateText"},
                                                  {"Bedrock", "bedrock", "InvokeModel", "InvokeModel"},
                                                  {"AmazonSES", "ses", "SendEmail", "SendEmail"}}};
    const std::string name = arn.substr(arn.rfind('/') + 1);
    if (name == "AdministratorAccess" || name == "PowerUserAccess") permissions_.allowEverything(from_);
    for (const Known& one : known) {
      if (name.find(one.word) == std::string::npos || name.find("ExecutionRole") != std::string::npos) continue;
      const bool reads = name.find("ReadOnly") != std::string::npos;
      SourceValue all = scalarValue("*", at);
      if (name.find("FullAccess") != std::string::npos) permit({one.service, "*", at}, all);
      if (*one.read) grant({one.service, one.read, at}, all);
      if (!reads && *one.write) grant({one.service, one.write, at}, all);
    }
  }

  void managedPolicy(const std::string& name) {
    if (aws_.typeOf(name) == "AWS::IAM::ManagedPolicy") document(aws_.properties(name)["PolicyDocument"]);
  }

  void role(const std::string& name) {
    const SourceValue& properties = aws_.properties(name);
    for (const SourceValue* policy : properties["Policies"].each()) document((*policy)["PolicyDocument"]);
    for (const SourceValue* arn : properties["ManagedPolicyArns"].each()) managed(arn->text, arn->at);
    for (const auto& resource : aws_.cloud.resources) {
      if (resource.type != "AWS::IAM::Policy" && resource.type != "AWS::IAM::ManagedPolicy" &&
          resource.type != "AWS::IAM::RolePolicy")
        continue;
      for (const char* key : {"Roles", "RoleName"})
        for (const auto& reference : referencesIn(resource.properties[key]))
          if (reference.name == name) document(resource.properties["PolicyDocument"]);
    }
  }

  void document(const SourceValue& document) {
    for (const SourceValue* statement : document["Statement"].each()) {
      if ((*statement)["Effect"].text == "Deny") continue;
      for (const SourceValue* action : (*statement)["Action"].each()) {
        const auto colon = action->text.find(':');
        if (action->text == "*")
          for (const SourceValue* resource : (*statement)["Resource"].each())
            if (resource->text == "*") permissions_.allowEverything(from_);
        if (colon == std::string::npos) continue;
        PolicyGrant one{action->text.substr(0, colon), action->text.substr(colon + 1), action->at};
        std::transform(one.service.begin(), one.service.end(), one.service.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        permit(one, (*statement)["Resource"]);
        grant(one, (*statement)["Resource"]);
      }
    }
  }

  // How an action uses a component: the operation, and whether it waits for an answer; none: it doesn't use it for work.
  static std::vector<std::pair<Operation, bool>> operations(const PolicyGrant& grant) {
    const std::string& action = grant.action;
    const auto any = [&](std::initializer_list<std::string_view> names) {
      return std::find(names.begin(), names.end(), action) != names.end();
    };
    const bool all = action == "*";
    using Found = std::vector<std::pair<Operation, bool>>;
    const std::string& service = grant.service;
    if (service == "dynamodb") {
      if (all || action == "*Item") return Found{{Operation::read, true}, {Operation::write, true}};
      if (any({"GetItem", "BatchGetItem", "TransactGetItems", "Get*", "BatchGet*", "PartiQLSelect"}))
        return Found{{Operation::read, true}};
      if (any({"Query", "Scan", "Query*"})) return Found{{Operation::query, true}};
      if (any({"PutItem", "UpdateItem", "BatchWriteItem", "TransactWriteItems", "Put*", "Update*", "BatchWrite*",
               "PartiQLInsert", "PartiQLUpdate"}))
        return Found{{Operation::write, true}};
      if (any({"DeleteItem", "Delete*", "PartiQLDelete"})) return Found{{Operation::remove, true}};
      return {};
    }
    if (service == "s3" || service == "s3express") {
      if (all) return Found{{Operation::read, true}, {Operation::write, true}};
      if (any({"GetObject", "Get*", "GetObject*", "HeadObject"})) return Found{{Operation::read, true}};
      if (any({"ListBucket", "List*", "ListObjects", "ListObjectsV2"})) return Found{{Operation::query, true}};
      if (any({"PutObject", "Put*", "PutObject*", "CreateSession"})) return Found{{Operation::write, true}};
      if (any({"DeleteObject", "Delete*", "DeleteObject*"})) return Found{{Operation::remove, true}};
      return {};
    }
    if (service == "sqs" && (all || action.starts_with("SendMessage") || action == "Send*"))
      return Found{{Operation::write, false}};
    if (service == "sns" && (all || action.starts_with("Publish"))) return Found{{Operation::write, false}};
    if (service == "kinesis" && (all || action.starts_with("PutRecord") || action == "Put*"))
      return Found{{Operation::write, false}};
    if (service == "events" && (all || action.starts_with("PutEvents") || action == "Put*"))
      return Found{{Operation::write, false}};
    if (service == "states") {
      if (action == "StartSyncExecution") return Found{{Operation::write, true}};
      if (all || action == "StartExecution" || action == "Start*") return Found{{Operation::write, false}};
      return {};
    }
    if (service == "lambda" && (all || action.starts_with("Invoke"))) return Found{{Operation::read, true}};
    if (service == "secretsmanager" && (all || action.starts_with("GetSecretValue") || action.starts_with("Get*")))
      return Found{{Operation::read, true}};
    if (service == "rds-data" || (service == "rds-db" && (all || action == "connect")))
      return Found{{Operation::query, true}};
    if (service == "elasticache" && action == "Connect") return Found{{Operation::read, true}};
    if (service == "execute-api" && (all || action.starts_with("ManageConnections")))
      return Found{{Operation::write, false}};
    if (service == "execute-api" && action.starts_with("Invoke")) return Found{{Operation::read, true}};
    return {};
  }

  // Whether a resource of a policy is all that the service has: "*", "arn:aws:dynamodb:*:*:table/*".
  static bool isEverything(const std::string& service, const std::string& text) {
    static const std::map<std::string, std::vector<const char*>> endings{{"dynamodb", {"table/*"}},
                                                                         {"s3", {":::*", ":::*/*"}},
                                                                         {"sqs", {":*"}},
                                                                         {"sns", {":*"}},
                                                                         {"kinesis", {"stream/*"}},
                                                                         {"events", {"event-bus/*"}},
                                                                         {"lambda", {":function:*"}},
                                                                         {"states", {":stateMachine:*"}},
                                                                         {"secretsmanager", {":secret:*"}}};
    if (text == "*") return true;
    const auto known = endings.find(service);
    return known != endings.end() && text.starts_with("arn:") &&
           std::any_of(known->second.begin(), known->second.end(), [&](const char* end) { return text.ends_with(end); });
  }

  // Keeps what the function may do, to hold it against what it does.
  void permit(const PolicyGrant& one, const SourceValue& resources) {
    if (!design_.is<Function>(from_)) return;
    std::optional<ComponentKind> kind = kindOfService(one.service);
    if (one.service == "lambda") kind = Function{};
    if (!kind) return;
    std::vector<const SourceValue*> parts = resources.each();
    if (resources.isMap()) {
      parts.clear();
      for (const auto& entry : resources.entries) parts.push_back(&entry.value);
    }
    for (const SourceValue* part : parts) {
      if (const auto id = aws_.meant(*part); id && design_.component(*id).kind.index() == kind->index())
        permissions_.allow(from_, one.service, one.action, *id);
      else if (isEverything(one.service, part->text))
        permissions_.allow(from_, one.service, one.action, std::nullopt);
    }
  }

  void grant(const PolicyGrant& one, const SourceValue& resources) {
    const auto operations = Uses::operations(one);
    if (operations.empty()) return otherService(one, resources);
    std::optional<ComponentKind> kind = kindOfService(one.service);
    if (one.service == "lambda") kind = Function{};
    if (one.service == "execute-api") kind = WebsocketApi{};
    if (one.service == "s3express") kind = ObjectStore{};
    bool any = false;
    const auto matches = [&](const ComponentId& id) { return kind && design_.component(id).kind.index() == kind->index(); };
    const auto apply = [&](const ComponentId& id) {
      any = true;
      if (design_.is<Queue>(id) && one.service == "sqs" && (takesFrom(id) || toldOfFailures(id))) return;
      for (const auto& [operation, waits] : operations) design_.use(from_, id, operation, waits, one.at);
    };
    std::vector<const SourceValue*> parts = resources.each();
    if (resources.isMap()) {
      parts.clear();
      for (const auto& entry : resources.entries) parts.push_back(&entry.value);
    }
    for (const SourceValue* part : parts) {
      if (const auto id = aws_.meant(*part); id && matches(*id)) {
        apply(*id);
        continue;
      }
      if (aws_.meant(*part)) {
        any = true;  // a part of something else, as the secret that a database makes
        continue;
      }
      if (part->text == "*" || part->text.empty() || !kind) continue;
      const auto references = referencesIn(*part);
      if (std::any_of(references.begin(), references.end(), [&](const auto& r) { return aws_.done.contains(r.name); })) {
        any = true;  // the credential of an external
        continue;
      }
      const bool unknown =
          std::any_of(references.begin(), references.end(), [](const auto& one_) { return one_.isUnknown; });
      const bool arn = part->text.starts_with("arn:") && !part->text.ends_with(":*") && part->text.find('*') != 0;
      if (one.service == "events" && (part->text.ends_with("event-bus/default") || part->text == "default")) {
        apply(aws_.defaultBus(one.at));
      } else if (unknown || (references.empty() && arn && part->text.find("/*") != part->text.size() - 2)) {
        if (const auto id = aws_.meantOr(*part, *kind, fmt::format("what '{}' uses of {}", from_, one.service), one.at);
            id && matches(*id))
          apply(*id);
      }
    }
    if (any || !kind) return;
    // On all resources: the only one of its kind is meant, else those that the environment names.
    std::vector<ComponentId> all;
    for (const auto& component : design_.result.design.components)
      if (component.kind.index() == kind->index() && component.id != from_) all.push_back(component.id);
    if (one.service == "lambda") return;
    if (all.size() == 1) {
      apply(all[0]);
      design_.assumed(one.at, fmt::format("'{}' may do {}:{} on more than '{}', the only one of its kind here", from_,
                                          one.service, one.action, all[0]));
    } else if (all.empty() && one.service == "events") {
      apply(aws_.defaultBus(one.at));
    } else if (all.empty() && one.action != "*") {
      apply(aws_.outsideOf(one.service, *kind, fmt::format("what '{}' may use of {}", from_, one.service), one.at));
    } else if (!all.empty()) {
      allowed_.push_back({from_, one});
    }
  }

  // The permission of an event source mapping to tell a queue of what it gave up isn't a use of the function's own.
  bool toldOfFailures(const ComponentId& queue) {
    const auto tells = [&](const std::vector<StreamConsumer>& consumers) {
      return std::any_of(consumers.begin(), consumers.end(), [&](const StreamConsumer& consumer) {
        return consumer.to.id == from_ && consumer.onFailure && consumer.onFailure->id == queue;
      });
    };
    for (const auto& component : design_.result.design.components) {
      if (const auto* stream = std::get_if<Stream>(&component.kind); stream && tells(stream->consumers)) return true;
      if (const auto* table = std::get_if<NosqlDb>(&component.kind); table && tells(table->changes)) return true;
    }
    return false;
  }

  bool takesFrom(const ComponentId& queue) {
    for (const auto& consumer : design_.as<Queue>(queue)->consumers)
      if (consumer.to.id == from_) return true;
    return false;
  }

  // On all resources of a service that has one resource here: that one.
  bool onlyOne(const PolicyGrant& one, const SourceValue& resources) {
    static constexpr std::array<std::pair<const char*, const char*>, 6> kTypes{
        {{"aoss", "AWS::OpenSearchServerless::Collection"},
         {"es", "AWS::OpenSearchService::Domain"},
         {"es", "AWS::Elasticsearch::Domain"},
         {"firehose", "AWS::KinesisFirehose::DeliveryStream"},
         {"sagemaker", "AWS::SageMaker::Endpoint"},
         {"glue", "AWS::Glue::Job"}}};
    const bool all = resources.text == "*" || (resources.items.size() == 1 && resources.items[0].text == "*");
    if (!all) return false;
    for (const auto& [service, type] : kTypes) {
      const auto found = one.service == service ? aws_.ofType(type) : std::vector<const CloudResource*>{};
      if (found.size() != 1) continue;
      const std::string& name = found.front()->name;
      if (!aws_.components.contains(name))
        aws_.components[name] = design_.external(name.substr(name.rfind('/') + 1), one.at, type);
      if (aws_.components[name] == from_) return true;
      design_.use(from_, aws_.components[name], Operation::read, true, one.at);
      return true;
    }
    return false;
  }

  void otherService(const PolicyGrant& one, const SourceValue& resources) {
    // A resource of the template whose kind designs lack.
    for (const auto& reference : referencesIn(resources)) {
      const std::string type = reference.isUnknown ? "" : aws_.typeOf(reference.name);
      const bool data = type == "AWS::KinesisFirehose::DeliveryStream" || type.starts_with("AWS::OpenSearch") ||
                        type.starts_with("AWS::Elasticsearch") || type.starts_with("AWS::Timestream") ||
                        type.starts_with("AWS::Bedrock") || type.starts_with("AWS::SageMaker::Endpoint") ||
                        type.starts_with("AWS::Location") || type.starts_with("AWS::EFS::FileSystem") ||
                        type.starts_with("AWS::S3Vectors") || type.starts_with("AWS::S3Tables");
      if (!data || aws_.components.contains(reference.name)) {
        if (data) design_.use(from_, aws_.components.at(reference.name), Operation::read, true, one.at);
        continue;
      }
      const ComponentId id = design_.external(reference.name.substr(reference.name.rfind('/') + 1), one.at, type);
      aws_.components[reference.name] = id;
      design_.use(from_, id, Operation::read, true, one.at);
      return;
    }
    if (onlyOne(one, resources)) return;
    if (std::find(kCalledServices.begin(), kCalledServices.end(), one.service) == kCalledServices.end()) return;
    design_.use(from_, design_.external(one.service, one.at, fmt::format("the service '{}'", one.service)), Operation::read,
                true, one.at);
  }

  void credential(const SourceEntry& variable) {
    if (!variable.value.isScalar() || !referencesIn(variable.value).empty()) return;
    reportCredential(design_, from_, variable.key, variable.value.text, variable.at);
  }

  // A variable that names a component which no policy allows yet.
  void environment(const SourceValue& variables) {
    for (const auto& variable : variables.entries) {
      credential(variable);
      if (const auto to = aws_.meant(variable.value)) {
        if (*to == from_ || uses(*to)) continue;
        const ComponentKind& kind = design_.component(*to).kind;
        if (design_.is<Queue>(*to) && takesFrom(*to)) continue;
        if (std::holds_alternative<Auth>(kind) || std::holds_alternative<HttpApi>(kind)) continue;
        std::vector<PolicyGrant> granted;
        for (const auto& [who, one] : allowed_) {
          const auto known = kindOfService(one.service);
          if (who == from_ && known && known->index() == kind.index()) granted.push_back(one);
        }
        if (granted.empty()) {
          design_.use(from_, *to, Operation::read, false, variable.at);
          if (canCall(kind) && !canSend(kind) && !std::holds_alternative<Cache>(kind) &&
              !std::holds_alternative<SecretStore>(kind))
            design_.assumed(variable.at, fmt::format("'{}' knows '{}' by {}; a read is taken", from_, *to, variable.key));
        }
        for (const PolicyGrant& one : granted)
          for (const auto& [operation, waits] : operations(one)) design_.use(from_, *to, operation, waits, variable.at);
        continue;
      }
      outsideAddress(variable);
    }
  }

  bool uses(const ComponentId& to) {
    for (const Step& step : *design_.stepsOf(from_)) {
      if (const auto* call = std::get_if<CallStep>(&step.what); call && call->to.id == to) return true;
      if (const auto* send = std::get_if<SendStep>(&step.what); send && send->to.id == to) return true;
    }
    return false;
  }

  // "PAYMENTS_ENDPOINT" by a parameter, or a URL that is written out: a system outside.
  void outsideAddress(const SourceEntry& variable) {
    std::string stem;
    for (const std::string_view ending : {"_ENDPOINT", "_URL", "_API"})
      if (variable.key.ends_with(ending)) stem = variable.key.substr(0, variable.key.size() - ending.size());
    if (stem.empty() || !variable.value.isScalar()) return;
    const auto references = referencesIn(variable.value.text);
    const bool parameter = references.size() == 1 && references[0].isUnknown && references[0].name.starts_with("parameter ");
    const bool url = references.empty() && variable.value.text.starts_with("https://") &&
                     variable.value.text.find("amazonaws") == std::string::npos &&
                     variable.value.text.find("${") == std::string::npos;
    if (!parameter && !url) return;
    const ComponentId id = design_.external(stem, variable.at, fmt::format("the system at {}", variable.key));
    design_.use(from_, id, Operation::read, true, variable.at);
  }

  // The secret "PAYMENTS_SECRET_ARN" beside "PAYMENTS_ENDPOINT" is the credential of the external, no store of its own.
  void foldSecrets(const SourceValue& variables) {
    for (const auto& variable : variables.entries) {
      if (!variable.key.ends_with("_ENDPOINT")) continue;
      const std::string stem = variable.key.substr(0, variable.key.size() - 9);
      const auto references = referencesIn(variables[stem + "_SECRET_ARN"]);
      if (references.empty() || aws_.meant(variable.value)) continue;
      const auto store = aws_.components.find(references.front().name);
      if (store == aws_.components.end() || !design_.is<SecretStore>(store->second)) continue;
      const ComponentId id = store->second;
      auto& components = design_.result.design.components;
      std::erase_if(components, [&](const Component& component) { return component.id == id; });
      aws_.components.erase(store);
      aws_.done.insert(references.front().name);
      design_.assumed(variable.at, fmt::format("the secret '{}' is the credential of '{}'", id, kebabId(stem)));
    }
  }

  void connectors(const CloudResource& resource) {
    for (const auto& entry : resource.properties["Connectors"].entries)
      connector({}, entry.value["Properties"]["Destination"], entry.value["Properties"]["Permissions"], entry.at);
  }

  void connector(const SourceValue& source, const SourceValue& destination, const SourceValue& permissions,
                 const Place& at) {
    std::optional<ComponentId> from = from_;
    if (!source.isNothing()) {
      const auto found = aws_.components.find(source["Id"].text);
      if (found == aws_.components.end()) return;
      from = found->second;
    }
    for (const SourceValue* one : destination.each()) {
      const auto to = aws_.components.find((*one)["Id"].text);
      if (to == aws_.components.end() || !design_.stepsOf(*from)) continue;
      for (const SourceValue* permission : permissions.each())
        design_.use(*from, to->second, permission->text == "Read" ? Operation::read : Operation::write, false, at);
    }
  }

  AwsDerivation& aws_;
  DesignBuilder& design_;
  ComponentId from_;
  AwsPermissions permissions_;
  std::vector<std::pair<ComponentId, PolicyGrant>> allowed_;  // on all resources of a kind that has several
};

}  // namespace

void addAwsUses(AwsDerivation& aws) { Uses(aws).add(); }

}  // namespace virga::model
