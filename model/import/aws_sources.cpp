// Services that start something and that designs have no kind for: a topic stands in for what they tell.
#include <fmt/format.h>

#include "model/import/aws_design.h"

namespace virga::model {

namespace {

class Sources {
 public:
  explicit Sources(AwsDerivation& aws) : aws_(aws), design_(aws.design) {}

  void add() {
    for (const auto& resource : aws_.cloud.resources) {
      if (resource.type == "AWS::IoT::TopicRule") thingRule(resource);
      if (resource.type == "AWS::SES::ReceiptRule") receipt(resource);
      if (resource.type == "AWS::Logs::SubscriptionFilter") logs(resource);
      if (resource.type == "AWS::Logs::AccountPolicy") accountLogs(resource);
      if (resource.type == "AWS::GuardDuty::MalwareProtectionPlan") scanned(resource);
      if (resource.type == "AWS::Transfer::Server") server(resource);
      if (resource.type == "AWS::Transfer::Workflow") steps(resource);
      if (resource.type == "AWS::S3::Bucket") replicated(resource);
      if (resource.type == "AWS::B2BI::Capability") transformed(resource);
    }
  }

 private:
  void notUnderstood(const CloudResource& resource, const std::string& what) {
    design_.leftOut(resource.at, fmt::format("{} of '{}' ({}) isn't understood", what, resource.name, resource.type));
  }

  void thingRule(const CloudResource& resource) {
    aws_.done.insert(resource.name);
    const ComponentId core = aws_.outsideOf("iot-core", Topic{}, "AWS IoT Core", resource.at);
    for (const SourceValue* action : resource.properties["TopicRulePayload"]["Actions"].each()) {
      const std::string& kind = action->entries.empty() ? action->text : action->entries.front().key;
      if (const auto to = aws_.meant(*action))
        subscribeToTopic(aws_, core, *to, resource.at);
      else
        notUnderstood(resource, fmt::format("the action '{}'", kind));
    }
  }

  // (AWS::SES::ReceiptRule, CloudFormation reference, 2026.)
  void receipt(const CloudResource& resource) {
    aws_.done.insert(resource.name);
    for (const auto& set : aws_.cloud.resources)
      if (set.type == "AWS::SES::ReceiptRuleSet") aws_.done.insert(set.name);
    const ComponentId mail = aws_.outsideOf("ses-incoming-mail", Topic{}, "mail that Amazon SES receives", resource.at);
    for (const SourceValue* action : resource.properties["Rule"]["Actions"].each())
      for (const auto& one : action->entries) {
        if (one.key == "AddHeaderAction" || one.key == "StopAction") continue;
        std::optional<ComponentId> to;
        if (one.key == "LambdaAction")
          to = aws_.meantOr(one.value["FunctionArn"], Function{}, "a function", one.at);
        else if (one.key == "S3Action")
          to = aws_.meantOr(one.value["BucketName"], ObjectStore{}, "where mail is put", one.at);
        const SourceValue& topic = one.value["TopicArn"];
        if (to) subscribeToTopic(aws_, mail, *to, resource.at);
        if (const auto told = aws_.meantOr(topic, Topic{}, "a topic", one.at))
          subscribeToTopic(aws_, mail, *told, resource.at);
        else if (!to)
          notUnderstood(resource, fmt::format("the action '{}'", one.key));
      }
  }

  void logs(const CloudResource& resource) {
    aws_.done.insert(resource.name);
    const SourceValue& arn = resource.properties["DestinationArn"];
    const auto to = awsTarget(aws_, arn, resource.at);
    if (!to) return notUnderstood(resource, fmt::format("the destination '{}'", readable(arn.text)));
    filtered(resource.properties["FilterPattern"], *to, resource.at);
    subscribeToLogs(aws_, resource.properties["LogGroupName"], *to, resource.at);
  }

  void filtered(const SourceValue& pattern, const ComponentId& to, const Place& at) {
    if (!pattern.text.empty())
      design_.assumed(at, fmt::format("the filter of the log lines that '{}' takes lets everything through", to));
  }

  // A filter of the account's log groups; the policy is a text in JSON. (Amazon CloudWatch Logs user guide, "Account-level
  // subscription filters", 2026.)
  void accountLogs(const CloudResource& resource) {
    aws_.done.insert(resource.name);
    if (resource.properties["PolicyType"].text != "SUBSCRIPTION_FILTER_POLICY") return;
    const SourceValue& policy = resource.properties["PolicyDocument"];
    SourceValue arn = policy["DestinationArn"];
    if (policy.isScalar()) {
      const auto key = policy.text.find("\"DestinationArn\"");
      const auto start = key == std::string::npos ? key : policy.text.find('"', key + 16);
      const auto end = start == std::string::npos ? start : policy.text.find('"', start + 1);
      if (end != std::string::npos) arn = scalarValue(policy.text.substr(start + 1, end - start - 1), policy.at);
    }
    const auto to = arn.isNothing() ? std::nullopt : awsTarget(aws_, arn, resource.at);
    if (!to) return notUnderstood(resource, "the destination");
    const ComponentId topic = aws_.outsideOf("account-logs", Topic{}, "the log groups of the account", resource.at);
    subscribeToTopic(aws_, topic, *to, resource.at);
  }

  // The plan makes a rule of the default bus of its own, which tells GuardDuty of new objects; results go to that bus too.
  // (Amazon GuardDuty user guide, "How does Malware Protection for S3 work", 2026.)
  void scanned(const CloudResource& resource) {
    const SourceValue& name = resource.properties["ProtectedResource"]["S3Bucket"]["BucketName"];
    const auto bucket = aws_.meantOr(name, ObjectStore{}, "the bucket that is scanned", resource.at);
    if (!bucket) return;
    const ComponentId scanner = design_.external("guardduty", resource.at, "Malware Protection of Amazon GuardDuty");
    aws_.components[resource.name] = scanner;
    const ComponentId bus = aws_.defaultBus(resource.at);
    tellOfObjects(aws_, *bucket, bus, ObjectEvent::write, resource.at);
    addBusRule(aws_, bus, scanner, resource.at);
  }

  void server(const CloudResource& resource) {
    const auto from = aws_.components.find(resource.name);
    if (from == aws_.components.end()) return;
    for (const char* when : {"OnUpload", "OnPartialUpload"})
      for (const SourceValue* one : resource.properties["WorkflowDetails"][when].each())
        if (const auto to = aws_.meant((*one)["WorkflowId"]))
          design_.use(from->second, *to, Operation::write, false, resource.at);
    if (const SourceValue& asked = resource.properties["IdentityProviderDetails"]["Function"]; !asked.isNothing())
      if (const auto to = aws_.meant(asked)) design_.use(from->second, *to, Operation::read, true, resource.at);
  }

  // Steps of a managed workflow of AWS Transfer Family.
  void steps(const CloudResource& resource) {
    const auto from = aws_.components.find(resource.name);
    if (from == aws_.components.end()) return;
    for (const SourceValue* step : resource.properties["Steps"].each()) {
      const std::string& type = (*step)["Type"].text;
      std::optional<ComponentId> to;
      if (type == "CUSTOM") to = aws_.meantOr((*step)["CustomStepDetails"]["Target"], Function{}, "a function", step->at);
      if (type == "COPY") to = aws_.meant((*step)["CopyStepDetails"]["DestinationFileLocation"]["S3FileLocation"]["Bucket"]);
      if (to)
        design_.use(from->second, *to, Operation::write, true, step->at);
      else if (type == "CUSTOM" || type == "COPY")
        notUnderstood(resource, fmt::format("a step '{}'", type));
    }
  }

  // Documents that partners put into one place and that are put into another when they are changed.
  void transformed(const CloudResource& resource) {
    const SourceValue& edi = resource.properties["Configuration"]["Edi"];
    const auto from =
        aws_.meantOr(edi["InputLocation"]["BucketName"], ObjectStore{}, "where documents come in", resource.at);
    const auto to = aws_.meantOr(edi["OutputLocation"]["BucketName"], ObjectStore{}, "where documents go", resource.at);
    if (!from || !to) return;
    const ComponentId id = design_.add(resource.name.substr(resource.name.rfind('/') + 1), handingOn());
    aws_.components[resource.name] = id;
    design_.standsIn(resource.at, fmt::format("the function '{}' stands in for {}", id, resource.type),
                     "its time and its cost aren't those of the original");
    tellOfObjects(aws_, *from, id, ObjectEvent::write, resource.at);
    design_.use(id, *from, Operation::read, true, resource.at);
    design_.use(id, *to, Operation::write, true, resource.at);
  }

  void replicated(const CloudResource& resource) {
    for (const SourceValue* rule : resource.properties["ReplicationConfiguration"]["Rules"].each()) {
      if ((*rule)["Status"].text == "Disabled") continue;
      const SourceValue& bucket = (*rule)["Destination"]["Bucket"];
      if (const auto to = aws_.meantOr(bucket, ObjectStore{}, "a replica", resource.at))
        tellOfObjects(aws_, aws_.components.at(resource.name), *to, ObjectEvent::write, resource.at, "the replication");
    }
  }

  AwsDerivation& aws_;
  DesignBuilder& design_;
};

}  // namespace

void subscribeToLogs(AwsDerivation& aws, const SourceValue& group, const ComponentId& to, const Place& at) {
  // The group's own resource, if it is in the template, says whose it is: "/aws/lambda/NAME".
  const SourceValue* name = &group;
  std::string known = group.text;
  for (const auto& reference : referencesIn(group))
    if (aws.typeOf(reference.name) == "AWS::Logs::LogGroup") {
      known = reference.name;
      if (const SourceValue& own = aws.properties(reference.name)["LogGroupName"]; !own.isNothing()) name = &own;
    }
  const std::string topicName = known.substr(known.find_last_of('/') + 1) + " logs";
  const auto writer = aws.meant(*name);
  const ComponentId topic = aws.outsideOf(writer ? *writer + "-logs" : topicName, Topic{}, "a log group", at);
  if (writer && aws.design.stepsOf(*writer)) aws.design.use(*writer, topic, Operation::write, false, at);
  subscribeToTopic(aws, topic, to, at);
}

void addAwsSources(AwsDerivation& aws) { Sources(aws).add(); }

}  // namespace virga::model
