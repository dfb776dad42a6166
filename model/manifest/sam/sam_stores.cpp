// Tables, buckets, caches and what stands for external systems.
#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr std::int64_t kCacheStorageMax = 5000;  // GB; AWS::ElastiCache::ServerlessCache DataStorage

Tree keptResource(const std::string& type) {
  Tree resource = Tree::object();
  resource["Type"] = type;
  resource["DeletionPolicy"] = "Retain";
  resource["UpdateReplacePolicy"] = "Retain";
  return resource;
}

template <class Kind, class Add>
void forEach(SamContext& sam, Add add) {
  for (const Component& component : sam.architecture.components)
    if (const auto* kind = std::get_if<Kind>(&component.kind)) add(component, *kind);
}

std::string described(const Component& component, const std::string& otherwise) {
  return component.description.empty() ? otherwise : component.description;
}

}  // namespace

void addTables(SamContext& sam) {
  forEach<NosqlDb>(sam, [&](const Component& component, const NosqlDb& table) {
    const std::string name = sam.ids.of(component.id);
    Tree resource = keptResource("AWS::DynamoDB::Table");
    Tree& properties = resource["Properties"];
    properties["AttributeDefinitions"] = Tree::array({Tree{{"AttributeName", table.partitionKey}, {"AttributeType", "S"}}});
    properties["KeySchema"] = Tree::array({Tree{{"AttributeName", table.partitionKey}, {"KeyType", "HASH"}}});
    if (table.billing == Capacity::onDemand) {
      properties["BillingMode"] = "PAY_PER_REQUEST";
    } else {
      properties["BillingMode"] = "PROVISIONED";
      properties["ProvisionedThroughput"] = {{"ReadCapacityUnits", table.readUnits.value_or(1)},
                                             {"WriteCapacityUnits", table.writeUnits.value_or(1)}};
    }
    if (!table.changes.empty()) properties["StreamSpecification"]["StreamViewType"] = "NEW_AND_OLD_IMAGES";
    properties["PointInTimeRecoverySpecification"] = {{"PointInTimeRecoveryEnabled", true}};
    properties["SSESpecification"] = {{"SSEEnabled", true}};
    properties["Tags"] = sam.tagList(component.id);
    sam.resources[name] = resource;
    sam.output(name + "Name", "Name of the table " + component.id, refTo(name));
    if (!table.changes.empty() && table.changeShards > 1)
      sam.note(
          Severity::info, "change-shards", component.id + ".change-shards",
          fmt::format("DynamoDB chooses the shards of the changes of '{}' itself, by the table's partitions", component.id));
  });
}

void addBuckets(SamContext& sam) {
  forEach<ObjectStore>(sam, [&](const Component& component, const ObjectStore& store) {
    const std::string name = sam.ids.of(component.id);
    Tree resource = keptResource("AWS::S3::Bucket");
    Tree& properties = resource["Properties"];
    if (!store.notifications.empty()) properties["BucketName"] = bucketName(sam, component.id);
    Tree encryption = Tree::object();
    encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] = "AES256";
    properties["BucketEncryption"]["ServerSideEncryptionConfiguration"] = Tree::array({encryption});
    properties["OwnershipControls"]["Rules"] = Tree::array({Tree{{"ObjectOwnership", "BucketOwnerEnforced"}}});
    const bool closed = store.exposure == Exposure::closed;
    properties["PublicAccessBlockConfiguration"] = {{"BlockPublicAcls", true},
                                                    {"BlockPublicPolicy", closed},
                                                    {"IgnorePublicAcls", true},
                                                    {"RestrictPublicBuckets", closed}};
    properties["Tags"] = sam.tagList(component.id);
    sam.resources[name] = resource;

    Tree statement = Tree::object();
    statement["Sid"] = "TlsOnly";
    statement["Effect"] = "Deny";
    statement["Principal"] = "*";
    statement["Action"] = "s3:*";
    statement["Resource"] = Tree::array({getAtt(name, "Arn"), sub("${" + name + ".Arn}/*")});
    statement["Condition"]["Bool"]["aws:SecureTransport"] = "false";
    Tree& policy = sam.resources[sam.ids.take(name + "Policy")];
    policy["Type"] = "AWS::S3::BucketPolicy";
    policy["Properties"]["Bucket"] = refTo(name);
    Tree statements = Tree::array({statement});
    if (!closed) {
      Tree anybody = Tree::object();
      anybody["Sid"] = "AnybodyReads";
      anybody["Effect"] = "Allow";
      anybody["Principal"] = "*";
      anybody["Action"] = "s3:GetObject";
      anybody["Resource"] = sub("${" + name + ".Arn}/*");
      statements.push_back(anybody);
    }
    policy["Properties"]["PolicyDocument"] = {{"Version", "2012-10-17"}, {"Statement", statements}};
    sam.output(name + "Name", "Name of the bucket " + component.id, refTo(name));
  });
}

void addCaches(SamContext& sam) {
  forEach<Cache>(sam, [&](const Component& component, const Cache& cache) {
    const std::string name = sam.ids.of(component.id);
    askForNetwork(sam);
    const std::string clients = sam.ids.take(name + "ClientSecurityGroup");
    const std::string group = sam.ids.take(name + "SecurityGroup");
    sam.clientGroups[component.id] = clients;

    Tree& clientGroup = sam.resources[clients];
    clientGroup["Type"] = "AWS::EC2::SecurityGroup";
    clientGroup["Properties"]["GroupDescription"] = "Functions that use the cache " + component.id;
    clientGroup["Properties"]["VpcId"] = refTo("VpcId");
    clientGroup["Properties"]["Tags"] = sam.tagList(component.id);

    Tree ingress = Tree::object();
    ingress["Description"] = "Writes and reads (6379), reads from replicas (6380)";
    ingress["IpProtocol"] = "tcp";
    ingress["FromPort"] = 6379;
    ingress["ToPort"] = 6380;
    ingress["SourceSecurityGroupId"] = getAtt(clients, "GroupId");
    Tree& cacheGroup = sam.resources[group];
    cacheGroup["Type"] = "AWS::EC2::SecurityGroup";
    cacheGroup["Properties"]["GroupDescription"] = "Cache " + component.id;
    cacheGroup["Properties"]["VpcId"] = refTo("VpcId");
    cacheGroup["Properties"]["SecurityGroupIngress"] = Tree::array({ingress});
    cacheGroup["Properties"]["Tags"] = sam.tagList(component.id);

    // The name is required and at most 40 characters; the first part of the stack's UUID makes it unique.
    const Tree uuid = Tree{{"Fn::Select", Tree::array({2, Tree{{"Fn::Split", Tree::array({"/", refTo("AWS::StackId")})}}})}};
    const Tree unique = Tree{{"Fn::Select", Tree::array({0, Tree{{"Fn::Split", Tree::array({"-", uuid})}}})}};
    std::string stem = component.id.substr(0, 30);
    while (!stem.empty() && stem.back() == '-') stem.pop_back();
    Tree& resource = sam.resources[name];
    resource["Type"] = "AWS::ElastiCache::ServerlessCache";
    Tree& properties = resource["Properties"];
    properties["ServerlessCacheName"] = Tree{{"Fn::Join", Tree::array({"-", Tree::array({stem, unique})})}};
    properties["Description"] = "Cache " + component.id;
    properties["Engine"] = "valkey";
    properties["MajorEngineVersion"] = "8";
    constexpr std::int64_t kGibibyte = 1'073'741'824;
    const std::int64_t gigabytes =
        std::clamp<std::int64_t>((cache.storage.bytes + kGibibyte - 1) / kGibibyte, 1, kCacheStorageMax);
    properties["CacheUsageLimits"]["DataStorage"] = {{"Maximum", gigabytes}, {"Unit", "GB"}};
    properties["SecurityGroupIds"] = Tree::array({getAtt(group, "GroupId")});
    properties["SubnetIds"] = refTo("PrivateSubnetIds");
    properties["Tags"] = sam.tagList(component.id);
    sam.output(name + "Endpoint", "Host name of the cache " + component.id, getAtt(name, "Endpoint.Address"));
    sam.note(Severity::info, "cache-needs-vpc", component.id,
             fmt::format("the cache lives in a VPC; the template asks for it (VpcId, PrivateSubnetIds) and puts the "
                         "functions that use '{}' into it",
                         component.id));
  });
}

namespace {

bool called(const SamContext& sam, const ComponentId& id) {
  const auto calls = [&](const FunctionPlan& plan) {
    return std::any_of(plan.uses.begin(), plan.uses.end(), [&](const Use& use) { return use.target == id; });
  };
  return std::any_of(sam.plans.begin(), sam.plans.end(), calls) ||
         std::any_of(sam.services.begin(), sam.services.end(), calls);
}

}  // namespace

void addExternals(SamContext& sam) {
  forEach<External>(sam, [&](const Component& component, const External&) {
    const std::string name = sam.ids.of(component.id);
    const std::string parameter = sam.ids.take(name + "Endpoint");
    sam.endpoints[component.id] = parameter;
    sam.parameters[parameter] = {
        {"Type", "String"},
        {"Description", fmt::format("URL of {}, without a query: https://...", described(component, component.id))},
        {"AllowedPattern", R"(^https://[^\s?#]+$)"},
        {"ConstraintDescription", "must be a URL that starts with https://"}};
    if (!called(sam, component.id)) {
      sam.note(Severity::info, "external-parameters", component.id,
               fmt::format("'{}' is outside: its URL is the parameter {}", component.id, parameter));
      return;
    }
    const std::string secret = sam.ids.take(name + "Credential");
    sam.secrets[component.id] = secret;
    Tree& resource = sam.resources[secret];
    resource["Type"] = "AWS::SecretsManager::Secret";
    resource["Properties"]["Description"] =
        "Bearer token for " + component.id + "; its value is put in after the deployment";
    resource["Properties"]["Tags"] = sam.tagList(component.id);
    sam.output(name + "CredentialArn", "Secret that takes the bearer token for " + component.id, refTo(secret));
    sam.note(Severity::info, "external-parameters", component.id,
             fmt::format("'{}' is outside: its URL is the parameter {}, its token the value of the secret {}", component.id,
                         parameter, secret),
             "put the token into the secret after the deployment; README.md has the command");
  });
}

}  // namespace virga::model
