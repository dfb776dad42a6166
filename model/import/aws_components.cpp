// Which resource becomes which component, with its settings.
#include <algorithm>
#include <cctype>
#include <functional>

#include <fmt/format.h>

#include "model/checks/nearest_runtime.h"
#include "model/import/aws_design.h"

namespace virga::model {

namespace {

class Components {
 public:
  explicit Components(AwsDerivation& aws) : aws_(aws), design_(aws.design) {
    // A serverless.yml of another provider is read here too.
    if (auto catalog = loadCatalog(design_.result.design.target.provider)) catalog_ = std::move(*catalog);
    if (!catalog_.runtimes.empty()) return;
    if (auto catalog = loadCatalog("aws")) catalog_ = std::move(*catalog);
  }

  void add() {
    for (const auto& resource : aws_.cloud.resources) addResource(resource);
    belong();
    for (const auto& resource : aws_.cloud.resources)
      if (resource.type == "AWS::SQS::Queue") deadLetter(resource);
  }

 private:
  void addResource(const CloudResource& resource) {
    const std::string& type = resource.type;
    const auto is = [&](std::initializer_list<std::string_view> types) {
      return std::find(types.begin(), types.end(), type) != types.end();
    };
    if (is({"AWS::Serverless::Function", "AWS::Lambda::Function"})) return function(resource);
    if (is({"AWS::Serverless::Api", "AWS::ApiGateway::RestApi", "AWS::Serverless::HttpApi"}))
      return take(resource, HttpApi{});
    if (is({"AWS::ApiGatewayV2::Api", "AWS::Serverless::WebSocketApi"})) {
      if (resource.properties["ProtocolType"].text == "WEBSOCKET" || type == "AWS::Serverless::WebSocketApi")
        return take(resource, WebsocketApi{});
      return take(resource, HttpApi{});
    }
    if (is({"AWS::AppSync::GraphQLApi", "AWS::Serverless::GraphQLApi", "AWS::AppSync::Api",
            "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::VpcLattice::Service"})) {
      if (!serviceBehind(aws_.cloud, resource).empty()) return;
      take(resource, HttpApi{});
      design_.standsIn(resource.at, fmt::format("the HTTP API '{}' stands in for {}", aws_.components[resource.name], type));
      return;
    }
    if (is({"AWS::SQS::Queue"})) return queue(resource);
    if (is({"AWS::SNS::Topic"})) return take(resource, Topic{});
    if (is({"AWS::Kinesis::Stream"})) return stream(resource);
    if (is({"AWS::Events::EventBus"})) return take(resource, EventBus{});
    if (is({"AWS::S3::Bucket"})) return take(resource, ObjectStore{});
    if (is({"AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable"})) return table(resource);
    if (is({"AWS::RDS::DBCluster", "AWS::DSQL::Cluster"})) return sql(resource);
    if (is({"AWS::RDS::DBInstance"}) && !resource.properties.find("DBClusterIdentifier")) return sql(resource);
    if (is({"AWS::ElastiCache::ServerlessCache", "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup",
            "AWS::MemoryDB::Cluster"}))
      return cache(resource);
    if (is({"AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"})) return workflow(resource);
    if (is({"AWS::Cognito::UserPool"})) return take(resource, Auth{});
    if (is({"AWS::SecretsManager::Secret"})) return take(resource, SecretStore{});
    if (is({"AWS::ECS::Service", "AWS::AppRunner::Service"})) return containers(resource);
    if (is({"AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster"})) return standIn(resource, NosqlDb{});
    if (is({"AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster"})) return standIn(resource, Stream{});
    if (is({"AWS::AmazonMQ::Broker"})) return standIn(resource, Queue{});
    if (is({"AWS::S3Express::DirectoryBucket"})) return standIn(resource, ObjectStore{});
    if (is({"AWS::EC2::Instance", "AWS::Glue::Job", "AWS::Batch::JobDefinition", "AWS::CodeBuild::Project",
            "AWS::EMRServerless::Application", "AWS::Transfer::Server"}))
      return standIn(resource, ContainerService{});
    if (is({"AWS::Transfer::Workflow"})) return standIn(resource, Workflow{});
    if (is({"AWS::KinesisFirehose::DeliveryStream"})) return deliveryStream(resource);
    if (is({"AWS::Cognito::IdentityPool"}) && resource.properties["CognitoIdentityProviders"].isNothing())
      return standIn(resource, Auth{});
  }

  std::string tag(const SourceValue& properties, std::string_view key) {
    for (const char* name : {"Tags", "UserPoolTags"}) {
      const SourceValue& tags = properties[name];
      if (tags.isMap()) return tags[key].text;
      for (const auto& item : tags.items)
        if (item["Key"].text == key) return item["Value"].text;
    }
    return {};
  }

  // Virga's export tags resources with their component; a tag that is the logical id in other letters is better than it.
  std::string nameOf(const CloudResource& resource) {
    const std::string bare = resource.name.substr(resource.name.rfind('/') + 1);
    if (const std::string given = tag(resource.properties, kGivenNameTag); !given.empty()) return given;
    const std::string component = tag(resource.properties, "Component");
    const auto letters = [](const std::string& text) {
      std::string out;
      for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c)))
          out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      return out;
    };
    return !component.empty() && letters(component) == letters(bare) ? component : bare;
  }

  void take(const CloudResource& resource, ComponentKind kind) {
    const SourceValue& description = resource.properties["Description"];
    std::string text = description.isScalar() ? description.text : "";
    aws_.components[resource.name] = design_.add(nameOf(resource), std::move(kind), text);
    for (const char* key : {"Name", "FunctionName", "QueueName", "TopicName", "StreamName", "TableName", "BucketName",
                            "StateMachineName", "DBClusterIdentifier", "SecretName", "UserPoolName"})
      if (const std::string& name = resource.properties[key].text; !name.empty()) aws_.names.emplace(name, resource.name);
  }

  void standIn(const CloudResource& resource, ComponentKind kind) {
    const std::string_view word = kindName(kind);
    take(resource, std::move(kind));
    design_.standsIn(resource.at,
                     fmt::format("the {} '{}' stands in for {}", word, aws_.components[resource.name], resource.type));
  }

  std::string path(const CloudResource& resource, std::string_view setting) {
    return fmt::format("{}.{}", aws_.components.at(resource.name), setting);
  }

  std::string runtimeOf(const CloudResource& resource, const std::string& written) {
    for (const auto& fact : catalog_.runtimes)
      if (fact.id == written) return fact.id;
    for (const auto& fact : catalog_.runtimes)
      if (fact.name == written) return fact.id;
    std::vector<std::string> ids;
    for (const auto& fact : catalog_.runtimes) ids.push_back(fact.id);
    std::string bare = written;
    if (bare.ends_with(".x")) bare.resize(bare.size() - 2);
    if (bare.starts_with("provided")) bare = "provided.al2023";
    if (bare.starts_with("dotnetcore")) bare = "dotnet" + bare.substr(10);
    if (bare.starts_with("go1")) bare = "go";
    std::string near = std::find(ids.begin(), ids.end(), bare) != ids.end() ? bare : nearestRuntime(bare, ids);
    if (near.empty()) {
      near = "nodejs22";
      design_.toFill(path(resource, "runtime"), written.empty() ? "a runtime" : readable(written), resource.at);
    } else {
      design_.assumed(resource.at, fmt::format("the runtime '{}' of '{}' is taken for '{}'", written,
                                               aws_.components.at(resource.name), near));
    }
    return near;
  }

  void function(const CloudResource& resource) {
    const SourceValue& properties = resource.properties;
    take(resource, Function{});
    const ComponentId id = aws_.components.at(resource.name);
    Function function;
    function.memory = mebibytes(128);  // Lambda's defaults. (AWS::Lambda::Function, CloudFormation reference.)
    function.timeout = seconds(3);
    const SourceValue& runtime = properties["Runtime"];
    const bool image = properties["PackageType"].text == "Image" || properties.find("ImageUri");
    if (image) function.packaging = Packaging::image;
    const auto unknown = referencesIn(runtime.text);
    if (image && runtime.text.empty()) {
      function.runtime = "nodejs22";
      design_.toFill(path(resource, "runtime"), "the runtime in the image", resource.at);
    } else if (!unknown.empty()) {
      function.runtime = "nodejs22";
      design_.toFill(path(resource, "runtime"), unknown.front().name, runtime.at);
    } else {
      function.runtime = runtimeOf(resource, runtime.text);
    }
    for (const SourceValue* architecture : properties["Architectures"].each())
      if (architecture->text == "arm64") function.architecture = CpuArchitecture::arm64;
    if (const auto memory = design_.whole(properties["MemorySize"], path(resource, "memory")); memory && *memory > 0)
      function.memory = mebibytes(*memory);
    if (const auto timeout = design_.secondsOf(properties["Timeout"], path(resource, "timeout"));
        timeout && *timeout > Duration{})
      function.timeout = *timeout;
    if (const auto count = design_.whole(properties["ReservedConcurrentExecutions"], path(resource, "reserved-concurrency"));
        count && *count >= 0)
      function.reservedConcurrency = *count;
    if (const auto count = design_.whole(properties["ProvisionedConcurrencyConfig"]["ProvisionedConcurrentExecutions"],
                                         path(resource, "provisioned-concurrency"));
        count && *count >= 0)
      function.provisionedConcurrency = *count;
    if (properties["SnapStart"]["ApplyOn"].text == "PublishedVersions") function.start = InstanceStart::snapshot;
    if (!properties["VpcConfig"]["SubnetIds"].isNothing()) function.network = Network::vpc;
    *design_.as<Function>(id) = function;
  }

  void queue(const CloudResource& resource) {
    take(resource, Queue{});
    Queue queue;
    const SourceValue& properties = resource.properties;
    if (const auto time = design_.secondsOf(properties["VisibilityTimeout"], path(resource, "visibility")))
      queue.visibility = *time;
    if (const auto time = design_.secondsOf(properties["MessageRetentionPeriod"], path(resource, "retention"));
        time && *time > Duration{})
      queue.retention = *time;
    *design_.as<Queue>(aws_.components.at(resource.name)) = queue;
  }

  void deadLetter(const CloudResource& resource) {
    const SourceValue& redrive = resource.properties["RedrivePolicy"];
    if (redrive.isNothing()) return;
    const auto target = aws_.meantOr(redrive["deadLetterTargetArn"], Queue{}, "a dead-letter queue", resource.at);
    const ComponentId id = aws_.components.at(resource.name);
    if (!target || !design_.is<Queue>(*target)) return;
    const auto count = design_.whole(redrive["maxReceiveCount"], path(resource, "max-receives"));
    auto* const queue = design_.as<Queue>(id);
    queue->deadLetter = ComponentRef{*target};
    if (count && *count > 0) queue->maxReceives = *count;
  }

  void stream(const CloudResource& resource) {
    take(resource, Stream{});
    const SourceValue& properties = resource.properties;
    Stream stream;
    if (properties["StreamModeDetails"]["StreamMode"].text == "ON_DEMAND") stream.billing = Capacity::onDemand;
    if (const auto shards = design_.whole(properties["ShardCount"], path(resource, "shards")); shards && *shards > 0)
      stream.shards = *shards;
    if (const auto kept = design_.whole(properties["RetentionPeriodHours"], path(resource, "retention")); kept && *kept > 0)
      stream.retention = hours(*kept);
    *design_.as<Stream>(aws_.components.at(resource.name)) = stream;
  }

  void table(const CloudResource& resource) {
    take(resource, NosqlDb{});
    const SourceValue& properties = resource.properties;
    NosqlDb table;
    for (const auto& key : properties["KeySchema"].items)
      if (key["KeyType"].text == "HASH" && !key["AttributeName"].text.empty())
        table.partitionKey = readable(key["AttributeName"].text);
    if (const std::string& name = properties["PrimaryKey"]["Name"].text; !name.empty()) table.partitionKey = readable(name);
    const SourceValue& units = properties["ProvisionedThroughput"];
    const bool onDemand = properties["BillingMode"].text == "PAY_PER_REQUEST" ||
                          (resource.type == "AWS::Serverless::SimpleTable" && units.isNothing());
    if (!onDemand) {
      table.billing = Capacity::provisioned;
      const auto reads = design_.whole(units["ReadCapacityUnits"], path(resource, "read-units"));
      const auto writes = design_.whole(units["WriteCapacityUnits"], path(resource, "write-units"));
      table.readUnits = reads && *reads > 0 ? *reads : 1;
      table.writeUnits = writes && *writes > 0 ? *writes : 1;
    }
    *design_.as<NosqlDb>(aws_.components.at(resource.name)) = table;
  }

  void sql(const CloudResource& resource) {
    take(resource, SqlDb{});
    SqlDb database;
    const SourceValue& scaling = resource.properties["ServerlessV2ScalingConfiguration"];
    if (const auto most = design_.number(scaling["MaxCapacity"], path(resource, "capacity")); most && *most > 0) {
      // A template states limits; half of the most is what Virga's own export leaves room for.
      database.capacity = *most / 2;
      design_.assumed(scaling.at, fmt::format("'{}' is taken to run at half of its largest capacity",
                                              aws_.components.at(resource.name)));
    }
    *design_.as<SqlDb>(aws_.components.at(resource.name)) = database;
  }

  void cache(const CloudResource& resource) {
    take(resource, Cache{});
    const SourceValue& storage = resource.properties["CacheUsageLimits"]["DataStorage"];
    if (const auto most = design_.whole(storage["Maximum"], path(resource, "storage")); most && *most > 0)
      design_.as<Cache>(aws_.components.at(resource.name))->storage = gibibytes(*most);
  }

  // One that reads another stream has no records of its own: it is what hands them on.
  void deliveryStream(const CloudResource& resource) {
    if (resource.properties["KinesisStreamSourceConfiguration"].isMap())
      standIn(resource, handingOn());
    else
      standIn(resource, Stream{});
  }

  void workflow(const CloudResource& resource) {
    take(resource, Workflow{});
    const SourceValue& properties = resource.properties;
    const std::string& type =
        properties["Type"].text.empty() ? properties["StateMachineType"].text : properties["Type"].text;
    if (type == "EXPRESS") design_.as<Workflow>(aws_.components.at(resource.name))->type = WorkflowType::express;
  }

  void containers(const CloudResource& resource) {
    take(resource, ContainerService{});
    ContainerService service;
    if (const auto count = design_.whole(resource.properties["DesiredCount"], path(resource, "servers"));
        count && *count > 0)
      service.servers = *count;
    const auto references = referencesIn(resource.properties["TaskDefinition"]);
    if (!references.empty()) size(service, aws_.properties(references.front().name), path(resource, ""));
    *design_.as<ContainerService>(aws_.components.at(resource.name)) = service;
  }

  void size(ContainerService& service, const SourceValue& task, const std::string& at) {
    if (const auto units = design_.number(task["Cpu"], at + "vcpus"); units && *units > 0)
      service.vcpus = *units >= 128 ? *units / 1024 : *units;
    if (const auto memory = design_.whole(task["Memory"], at + "memory"); memory && *memory > 0)
      service.memory = *memory < 128 ? gibibytes(*memory) : mebibytes(*memory);
  }

  // What is part of another resource: aliases and versions of functions, instances of clusters, proxies.
  void belong() {
    for (const auto& resource : aws_.cloud.resources) {
      const SourceValue& properties = resource.properties;
      std::optional<ComponentId> owner;
      if (resource.type == "AWS::Lambda::Alias" || resource.type == "AWS::Lambda::Version")
        owner = aws_.meant(properties["FunctionName"]);
      else if (resource.type == "AWS::RDS::DBInstance" && !aws_.components.contains(resource.name))
        owner = aws_.meant(properties["DBClusterIdentifier"]);
      else if (resource.type == "AWS::RDS::DBProxy")
        owner = proxied(resource);
      else if (resource.type == "AWS::ECS::TaskDefinition")
        owner = task(resource);
      else if (resource.type == "AWS::SecretsManager::SecretTargetAttachment")
        owner = aws_.meant(properties["SecretId"]);
      else if (resource.type == "AWS::Cognito::UserPoolClient")
        owner = aws_.meant(properties["UserPoolId"]);
      else if (resource.type == "AWS::Cognito::IdentityPool" && !aws_.components.contains(resource.name))
        owner = aws_.meant(properties["CognitoIdentityProviders"]);
      else if (resource.type == "AWS::DocDB::DBInstance" || resource.type == "AWS::Neptune::DBInstance")
        owner = aws_.meant(properties["DBClusterIdentifier"]);
      else if (resource.type == "AWS::Kinesis::StreamConsumer")
        owner = aws_.meant(properties["StreamARN"]);
      if (owner) aws_.components[resource.name] = *owner;
      if (resource.type == "AWS::Lambda::Alias" && owner)
        if (const auto count = design_.whole(properties["ProvisionedConcurrencyConfig"]["ProvisionedConcurrentExecutions"],
                                             *owner + ".provisioned-concurrency");
            count && *count >= 0)
          if (auto* function = design_.as<Function>(*owner)) function->provisionedConcurrency = *count;
    }
  }

  std::optional<ComponentId> proxied(const CloudResource& proxy) {
    for (const CloudResource* group : aws_.ofType("AWS::RDS::DBProxyTargetGroup")) {
      const auto references = referencesIn(group->properties["DBProxyName"]);
      if (references.empty() || references.front().name != proxy.name) continue;
      aws_.done.insert(group->name);
      auto owner = aws_.meant(group->properties["DBClusterIdentifiers"]);
      if (!owner) owner = aws_.meant(group->properties["DBInstanceIdentifiers"]);
      if (!owner) return std::nullopt;
      if (auto* database = design_.as<SqlDb>(*owner)) database->pool = ConnectionPool{};
      return owner;
    }
    return std::nullopt;
  }

  // A task that no service runs is run by a schedule, a rule or a workflow.
  std::optional<ComponentId> task(const CloudResource& resource) {
    for (const CloudResource* service : aws_.ofType("AWS::ECS::Service"))
      for (const auto& reference : referencesIn(service->properties["TaskDefinition"]))
        if (reference.name == resource.name) return aws_.components.at(service->name);
    take(resource, ContainerService{});
    size(*design_.as<ContainerService>(aws_.components.at(resource.name)), resource.properties, path(resource, ""));
    return aws_.components.at(resource.name);
  }

  AwsDerivation& aws_;
  DesignBuilder& design_;
  Catalog catalog_;
};

}  // namespace

void addAwsComponents(AwsDerivation& aws) { Components(aws).add(); }

}  // namespace virga::model
