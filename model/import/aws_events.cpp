// What starts what: events of SAM, event source mappings, rules, subscriptions, notifications, schedules and pipes.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "model/calendar/cron.h"
#include "model/calendar/time_zone.h"
#include "model/import/aws_design.h"

namespace virga::model {

namespace {

// What an event bus, topic, bucket or schedule may hand over to.
template <class... Kinds>
bool isOneOf(const DesignBuilder& design, const ComponentId& id) {
  return (design.is<Kinds>(id) || ...);
}

class Events {
 public:
  explicit Events(AwsDerivation& aws) : aws_(aws), design_(aws.design) {}

  void add() {
    for (const auto& resource : aws_.cloud.resources) {
      if (resource.type == "AWS::Serverless::Function" || resource.type == "AWS::Serverless::StateMachine")
        for (const auto& event : resource.properties["Events"].entries) samEvent(resource, event);
      if (resource.type == "AWS::Lambda::EventSourceMapping")
        if (const auto to = aws_.meantOr(resource.properties["FunctionName"], Function{}, "a function", resource.at)) {
          mapping(resource.properties, resource.properties["EventSourceArn"], {}, *to, resource.at);
          aws_.done.insert(resource.name);
        }
      if (resource.type == "AWS::SNS::Subscription") subscription(resource);
      if (resource.type == "AWS::SNS::Topic")
        for (const auto& item : resource.properties["Subscription"].items)
          subscribe(aws_.components.at(resource.name), item["Protocol"].text, item["Endpoint"], item, resource.at);
      if (resource.type == "AWS::S3::Bucket") notifications(resource);
      if (resource.type == "AWS::Events::Rule") rule(resource);
      if (resource.type == "AWS::Scheduler::Schedule") schedule(resource);
      if (resource.type == "AWS::Pipes::Pipe") pipe(resource);
    }
    for (const auto& resource : aws_.cloud.resources) {
      if (resource.type == "AWS::Lambda::EventInvokeConfig")
        if (const auto from = aws_.meant(resource.properties["FunctionName"]))
          destinations(*from, resource.properties["DestinationConfig"], resource.at);
      if (resource.type != "AWS::Serverless::Function" && resource.type != "AWS::Lambda::Function") continue;
      const ComponentId& id = aws_.components.at(resource.name);
      destinations(id, resource.properties["EventInvokeConfig"]["DestinationConfig"], resource.at);
      const SourceValue& dead = resource.properties["DeadLetterQueue"]["TargetArn"].isNothing()
                                    ? resource.properties["DeadLetterConfig"]["TargetArn"]
                                    : resource.properties["DeadLetterQueue"]["TargetArn"];
      if (const auto to = aws_.meant(dead)) onFailure(id, *to, resource.at);
    }
  }

 private:
  void samEvent(const CloudResource& resource, const SourceEntry& event) {
    const ComponentId to = aws_.components.at(resource.name);
    const std::string& type = event.value["Type"].text;
    const SourceValue& properties = event.value["Properties"];
    const Place& at = event.at;
    const std::string& stream = properties["Stream"].text;
    if (type == "Api" || type == "HttpApi" || type == "WebSocket") return;  // in aws_apis.cpp
    if (type == "SQS") return mapping(properties, properties["Queue"], Queue{}, to, at);
    if (type == "Kinesis") return mapping(properties, properties["Stream"], Stream{}, to, at);
    if (type == "DynamoDB") return mapping(properties, properties["Stream"], NosqlDb{}, to, at);
    if (type == "MSK" || type == "SelfManagedKafka")
      return mapping(properties,
                     stream.empty() && type != "MSK" ? properties["KafkaBootstrapServers"] : properties["Stream"], Stream{},
                     to, at, "a Kafka cluster");
    if (type == "MQ") return mapping(properties, properties["Broker"], Queue{}, to, at, "a message broker");
    if (type == "DocumentDB") return mapping(properties, properties["Cluster"], NosqlDb{}, to, at, "a DocumentDB cluster");
    if (type == "SNS") {
      const auto topic = aws_.meantOr(properties["Topic"], Topic{}, "a topic", at);
      if (topic) subscribeTo(*topic, to, properties, at);
      if (topic && properties["SqsSubscription"].isMap() && properties["SqsSubscription"].find("QueueArn")) {
        const auto queue = aws_.meant(properties["SqsSubscription"]["QueueArn"]);
        if (queue) consume(*queue, to, properties["SqsSubscription"], at);
      }
      return;
    }
    if (type == "S3") {
      const auto bucket = aws_.meantOr(properties["Bucket"], ObjectStore{}, "a bucket", at);
      if (bucket) notify(*bucket, to, properties["Events"], at);
      return;
    }
    if (type == "Schedule" || type == "ScheduleV2") {
      const SourceValue& expression =
          properties.find("ScheduleExpression") ? properties["ScheduleExpression"] : properties["Schedule"];
      return startBySchedule(resource.name.substr(resource.name.rfind('/') + 1) + " " + event.key, expression,
                             properties["ScheduleExpressionTimezone"], to, at);
    }
    if (type == "EventBridgeRule" || type == "CloudWatchEvent") {
      const auto bus = busOf(properties["EventBusName"], at);
      return addRule(bus, to, properties.find("Pattern") ? properties["Pattern"] : properties["EventPattern"], at);
    }
    if (type == "IoTRule") {
      const ComponentId id = aws_.outsideOf("iot-core", Topic{}, "AWS IoT Core", at);
      return subscribeTo(id, to, properties, at);
    }
    if (type == "CloudWatchLogs") {
      return subscribeToLogs(aws_, properties["LogGroupName"], to, at);
    }
    design_.leftOut(at, fmt::format("the event '{}' of type '{}' of '{}' isn't understood", event.key, type, to));
  }

  // A source whose messages or records a poller hands to a function.
  void mapping(const SourceValue& properties, const SourceValue& source, std::optional<ComponentKind> kind,
               const ComponentId& to, const Place& at, const char* what = "what the function takes from") {
    if (!kind) {
      const std::string& arn = source.text;
      kind = arn.find(":kinesis:") != std::string::npos    ? ComponentKind(Stream{})
             : arn.find(":dynamodb:") != std::string::npos ? ComponentKind(NosqlDb{})
             : arn.find(":kafka:") != std::string::npos    ? ComponentKind(Stream{})
             : properties.find("StartingPosition")         ? ComponentKind(Stream{})
                                                           : ComponentKind(Queue{});
      if (!referencesIn(arn).empty() && referencesIn(arn).front().attribute == "StreamArn") kind = NosqlDb{};
    }
    const auto from = source.isNothing() ? std::nullopt : aws_.meantOr(source, *kind, what, at);
    if (!from) {
      design_.leftOut(at, fmt::format("'{}' takes from a source that isn't stated", to));
      return;
    }
    if (!design_.is<Function>(to)) return;
    if (design_.is<Queue>(*from)) return consume(*from, to, properties, at);
    const std::string path = fmt::format("{}.{}", *from, design_.is<Stream>(*from) ? "consumers" : "changes");
    StreamConsumer consumer;
    consumer.to = {to};
    readStreamConsumer(consumer, properties, path, at);
    if (auto* stream = design_.as<Stream>(*from))
      stream->consumers.push_back(consumer);
    else if (auto* table = design_.as<NosqlDb>(*from))
      table->changes.push_back(consumer);
    else
      design_.leftOut(at, fmt::format("'{}' can't take from '{}'", to, *from));
  }

  void readStreamConsumer(StreamConsumer& consumer, const SourceValue& properties, const std::string& path,
                          const Place& at) {
    const auto whole = [&](const char* key) { return design_.whole(properties[key], path); };
    if (const auto batch = whole("BatchSize"); batch && *batch >= 1 && *batch <= 10'000) consumer.batch = *batch;
    if (const auto window = design_.secondsOf(properties["MaximumBatchingWindowInSeconds"], path)) consumer.window = *window;
    if (const auto count = whole("ParallelizationFactor"); count && *count >= 1 && *count <= 100)
      consumer.parallelization = *count;
    if (const auto count = whole("MaximumRetryAttempts"); count && *count >= 0 && *count <= 10'000)
      consumer.maxRetries = *count;
    if (const auto age = design_.secondsOf(properties["MaximumRecordAgeInSeconds"], path); age && *age > Duration{})
      consumer.maxAge = *age;
    if (design_.flag(properties["BisectBatchOnFunctionError"], false, path)) consumer.onError = BatchFailure::bisect;
    if (const SourceValue& failed = properties["DestinationConfig"]["OnFailure"]["Destination"]; !failed.isNothing()) {
      const auto queue = aws_.meant(failed);
      if (queue && design_.is<Queue>(*queue))
        consumer.onFailure = ComponentRef{*queue};
      else
        design_.leftOut(at, fmt::format("what '{}' gives up is told to what isn't a queue", consumer.to.id));
    }
  }

  void consume(const ComponentId& from, const ComponentId& to, const SourceValue& properties, const Place& at) {
    auto* const queue = design_.as<Queue>(from);
    if (!queue || !design_.is<Function>(to)) return;
    const std::string path = fmt::format("{}.consumers.{}", from, queue->consumers.size());
    Consumer consumer;
    consumer.to = {to};
    if (const auto batch = design_.whole(properties["BatchSize"], path + ".batch"); batch && *batch >= 1 && *batch <= 10'000)
      consumer.batch = *batch;
    if (const auto window = design_.secondsOf(properties["MaximumBatchingWindowInSeconds"], path + ".window"))
      consumer.window = *window;
    if (const auto most = design_.whole(properties["ScalingConfig"]["MaximumConcurrency"], path + ".max-concurrency");
        most && *most >= 1)
      consumer.maxConcurrency = *most;
    for (const auto& kind : properties["FunctionResponseTypes"].items)
      if (kind.text == "ReportBatchItemFailures") consumer.failures = ReportedFailures::perMessage;
    if (properties.find("FilterCriteria"))
      design_.assumed(at, fmt::format("the filter of what '{}' takes from '{}' lets everything through", to, from));
    auto& consumers = design_.as<Queue>(from)->consumers;
    for (const auto& known : consumers)
      if (known.to.id == to) return;
    consumers.push_back(consumer);
  }

  void subscription(const CloudResource& resource) {
    const SourceValue& properties = resource.properties;
    aws_.done.insert(resource.name);
    const auto topic = aws_.meantOr(properties["TopicArn"], Topic{}, "a topic", resource.at);
    if (topic) subscribe(*topic, properties["Protocol"].text, properties["Endpoint"], properties, resource.at);
  }

  void subscribe(const ComponentId& topic, const std::string& protocol, const SourceValue& endpoint,
                 const SourceValue& properties, const Place& at) {
    std::optional<ComponentId> to = aws_.meant(endpoint);
    if (!to && protocol == "lambda") to = aws_.meantOr(endpoint, Function{}, "a function", at);
    if (!to && protocol == "sqs") to = aws_.meantOr(endpoint, Queue{}, "a queue", at);
    if (!to) {
      const auto references = referencesIn(endpoint);
      std::string name = !references.empty() ? references.front().name : protocol + " subscriber";
      for (const std::string_view ending : {"Endpoint", "Url", "URL"})
        if (name.ends_with(ending) && name.size() > ending.size()) name.resize(name.size() - ending.size());
      if (name.starts_with("parameter ")) name = name.substr(10);
      to = design_.external(name, at, fmt::format("a subscriber by {}", protocol.empty() ? "an unknown way" : protocol));
    }
    subscribeTo(topic, *to, properties, at);
  }

  void subscribeTo(const ComponentId& topic, const ComponentId& to, const SourceValue& properties, const Place& at) {
    if (properties.find("FilterPolicy"))
      design_.assumed(at, fmt::format("the filter policy of what '{}' tells '{}' lets everything through", topic, to));
    undelivered(properties["RedrivePolicy"]["deadLetterTargetArn"], "the subscription of '" + to + "'", at);
    subscribeToTopic(aws_, topic, to, at);
  }

  // Where a topic, rule or schedule puts what it can't deliver: designs have that for queues and functions alone.
  void undelivered(const SourceValue& queue, const std::string& by, const Place& at) {
    if (!queue.isNothing())
      design_.leftOut(at, fmt::format("what {} can't deliver goes to '{}', which is left out", by, readable(queue.text)),
                      "designs have dead letters of queues, streams and functions");
  }

  void notifications(const CloudResource& resource) {
    const ComponentId bucket = aws_.components.at(resource.name);
    const SourceValue& configuration = resource.properties["NotificationConfiguration"];
    for (const auto& [list, key] : {std::pair{"LambdaConfigurations", "Function"}, std::pair{"QueueConfigurations", "Queue"},
                                    std::pair{"TopicConfigurations", "Topic"}})
      for (const SourceValue* item : configuration[list].each()) {
        const ComponentKind kind = key == std::string_view("Function") ? ComponentKind(Function{})
                                   : key == std::string_view("Queue")  ? ComponentKind(Queue{})
                                                                       : ComponentKind(Topic{});
        if (const auto to = aws_.meantOr((*item)[key], kind, "whom a bucket tells", resource.at))
          notify(bucket, *to, (*item)["Event"], item->at);
      }
    const SourceValue& bridge = configuration["EventBridgeConfiguration"];
    if (bridge.isNothing() || bridge["EventBridgeEnabled"].text == "false") return;
    if (!handsOnToBus(bucket)) notify(bucket, aws_.defaultBus(resource.at), {}, resource.at);
  }

  void notify(const ComponentId& bucket, const ComponentId& to, const SourceValue& events, const Place& at) {
    std::vector<ObjectEvent> kinds;
    for (const SourceValue* event : events.each()) {
      const ObjectEvent kind =
          event->text.find("ObjectRemoved") != std::string::npos ? ObjectEvent::remove : ObjectEvent::write;
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
    }
    if (kinds.empty()) kinds.push_back(ObjectEvent::write);
    for (const ObjectEvent kind : kinds) tellOfObjects(aws_, bucket, to, kind, at);
  }

  ComponentId busOf(const SourceValue& name, const Place& at) {
    if (name.isNothing() || name.text == "default" || name.text.ends_with("event-bus/default")) return aws_.defaultBus(at);
    const auto bus = aws_.meantOr(name, EventBus{}, "an event bus", at);
    return bus && design_.is<EventBus>(*bus) ? *bus : aws_.defaultBus(at);
  }

  // A bucket whose events a rule of the default bus hands to a bus of the design: one edge there.
  bool handsOnToBus(const ComponentId& bucket) {
    for (const CloudResource* rule : aws_.ofType("AWS::Events::Rule"))
      if (handedOn(*rule) == std::optional(bucket)) return true;
    return false;
  }

  std::optional<ComponentId> handedOn(const CloudResource& rule) {
    const SourceValue& pattern = rule.properties["EventPattern"];
    if (rule.properties.find("EventBusName") || pattern["source"].items.size() != 1 ||
        pattern["source"].items[0].text != "aws.s3")
      return std::nullopt;
    const SourceValue& targets = rule.properties["Targets"];
    if (targets.items.size() != 1) return std::nullopt;
    const auto to = aws_.meant(targets.items[0]["Arn"]);
    if (!to || !design_.is<EventBus>(*to)) return std::nullopt;
    return aws_.meant(pattern["detail"]["bucket"]["name"]);
  }

  void rule(const CloudResource& resource) {
    const SourceValue& properties = resource.properties;
    aws_.done.insert(resource.name);
    if (const auto bucket = handedOn(resource)) {
      const std::string detail = properties["EventPattern"]["detail-type"].items.empty()
                                     ? ""
                                     : properties["EventPattern"]["detail-type"].items[0].text;
      SourceValue kind = scalarValue(detail == "Object Deleted" ? "s3:ObjectRemoved" : "s3:ObjectCreated", resource.at);
      notify(*bucket, *aws_.meant(properties["Targets"].items[0]["Arn"]), kind, resource.at);
      return;
    }
    const bool timed = properties.find("ScheduleExpression") != nullptr;
    for (const SourceValue* target : properties["Targets"].each()) {
      const auto to = awsTarget(aws_, *target, resource.at);
      if (!to) {
        design_.leftOut(resource.at, fmt::format("the target '{}' of the rule '{}' isn't understood",
                                                 readable((*target)["Arn"].text), resource.name));
        continue;
      }
      undelivered((*target)["DeadLetterConfig"]["Arn"], "the rule '" + resource.name + "'", resource.at);
      if (timed)
        startBySchedule(resource.name.substr(resource.name.rfind('/') + 1), properties["ScheduleExpression"], {}, *to,
                        resource.at);
      else
        addRule(busOf(properties["EventBusName"], resource.at), *to, properties["EventPattern"], resource.at);
    }
  }

  void addRule(const ComponentId& bus, const ComponentId& to, const SourceValue& pattern, const Place& at) {
    if (!design_.is<EventBus>(bus)) return;
    // The account alone is no restriction.
    if (std::any_of(pattern.entries.begin(), pattern.entries.end(),
                    [](const auto& entry) { return entry.key != "account"; }))
      design_.assumed(at, fmt::format("the pattern of the rule from '{}' to '{}' matches every event", bus, to),
                      "state its share as 'match'");
    addBusRule(aws_, bus, to, at);
  }

  void startBySchedule(const std::string& name, const SourceValue& expression, const SourceValue& zone,
                       const ComponentId& to, const Place& at) {
    Schedule schedule;
    if (!readAwsSchedule(aws_, expression, schedule)) return;
    if (!zone.text.empty()) {
      if (isTimeZone(zone.text))
        schedule.timeZone = zone.text;
      else
        design_.assumed(at, fmt::format("the time zone '{}' isn't known; UTC is taken", readable(zone.text)));
    }
    ComponentId end = to;
    if (!isOneOf<Function, Queue, Topic, Stream, EventBus, Workflow, External, ContainerService>(design_, to))
      end = design_.relay(name + " to " + to, to, Operation::write, at, "the schedule's target");
    // The export makes one schedule of the platform for each target: those that differ in the target alone are one.
    const std::string stem = name.ends_with("To" + camel(end)) ? name.substr(0, name.size() - 2 - camel(end).size()) : name;
    const std::string key =
        fmt::format("{} {} {} {}", stem, schedule.every ? toText(*schedule.every) : "", schedule.cron, schedule.timeZone);
    auto [known, fresh] = schedules_.try_emplace(key);
    if (fresh) known->second = design_.add(stem, schedule);
    auto& targets = design_.as<Schedule>(known->second)->targets;
    if (std::none_of(targets.begin(), targets.end(), [&](const auto& target) { return target.to.id == end; }))
      targets.push_back({{end}});
  }

  static std::string camel(const ComponentId& id) {
    std::string name;
    bool start = true;
    for (const char c : id) {
      if (c != '-') name += start ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
      start = c == '-';
    }
    return name;
  }

  void schedule(const CloudResource& resource) {
    aws_.done.insert(resource.name);
    const SourceValue& properties = resource.properties;
    const auto to = awsTarget(aws_, properties["Target"], resource.at);
    if (!to) {
      design_.leftOut(resource.at, fmt::format("the target '{}' of the schedule '{}' isn't understood",
                                               readable(properties["Target"]["Arn"].text), resource.name));
      return;
    }
    undelivered(properties["Target"]["DeadLetterConfig"]["Arn"], "the schedule '" + resource.name + "'", resource.at);
    startBySchedule(resource.name.substr(resource.name.rfind('/') + 1), properties["ScheduleExpression"],
                    properties["ScheduleExpressionTimezone"], *to, resource.at);
  }

  void pipe(const CloudResource& resource) {
    const SourceValue& properties = resource.properties;
    const std::string bare = resource.name.substr(resource.name.rfind('/') + 1);
    const ComponentId id = design_.add(bare, handingOn());
    aws_.components[resource.name] = id;
    design_.standsIn(resource.at, fmt::format("the function '{}' stands in for a pipe, which needs no function", id),
                     "its time and its cost aren't those of a pipe");
    const SourceValue& parameters = properties["SourceParameters"];
    SourceValue settings = mapValue(resource.at);
    for (const auto& entry : parameters.entries)
      for (const auto& setting : entry.value.entries) settings.set(setting.key, setting.value);
    std::optional<ComponentKind> kind;
    if (parameters.find("SqsQueueParameters")) kind = Queue{};
    if (parameters.find("KinesisStreamParameters")) kind = Stream{};
    if (parameters.find("DynamoDBStreamParameters")) kind = NosqlDb{};
    if (parameters.find("ManagedStreamingKafkaParameters") || parameters.find("SelfManagedKafkaParameters")) kind = Stream{};
    if (parameters.find("RabbitMQBrokerParameters") || parameters.find("ActiveMQBrokerParameters")) kind = Queue{};
    mapping(settings, properties["Source"], kind, id, resource.at, "a pipe's source");
    if (const SourceValue& enrichment = properties["Enrichment"]; !enrichment.isNothing())
      if (const auto by = awsTarget(aws_, enrichment, resource.at)) design_.use(id, *by, Operation::read, true, resource.at);
    if (const auto to = awsTarget(aws_, properties["Target"], resource.at))
      design_.use(id, *to, Operation::write, false, resource.at);
    else
      design_.leftOut(resource.at, fmt::format("the target '{}' of the pipe '{}' isn't understood",
                                               readable(properties["Target"].text), resource.name));
    if (parameters.find("FilterCriteria"))
      design_.assumed(resource.at, fmt::format("the filter of the pipe '{}' lets everything through", id));
  }

  void destinations(const ComponentId& from, const SourceValue& configuration, const Place& at) {
    if (const SourceValue& success = configuration["OnSuccess"]; success.isMap())
      if (const auto to = aws_.meant(success["Destination"])) design_.use(from, *to, Operation::write, false, at);
    if (const SourceValue& failure = configuration["OnFailure"]; failure.isMap())
      if (const auto to = aws_.meant(failure["Destination"])) onFailure(from, *to, at);
  }

  // What a function's failed invocations are sent to: a branch that is never taken until its share is stated.
  void onFailure(const ComponentId& from, const ComponentId& to, const Place& at) {
    Steps* const steps = design_.stepsOf(from);
    if (!steps || !canSend(design_.component(to).kind)) return;
    steps->push_back({BranchStep{{{Share{0}, {{SendStep{{to}}}}}}}});
    design_.assumed(at, fmt::format("'{}' takes the failed invocations of '{}': a branch with a share of 0%", to, from),
                    "state the share of invocations that fail");
  }

  AwsDerivation& aws_;
  DesignBuilder& design_;
  std::map<std::string, ComponentId> schedules_;
};

// One field of a cron expression of AWS in the five-field form. (EventBridge Scheduler user guide, "Schedule types".)
std::string cronField(std::string field, bool weekday) {
  if (field == "?") return "*";
  const auto slash = field.find('/');
  if (slash != std::string::npos && field.substr(0, slash) == "*") return field;
  if (!weekday) return field;
  // AWS counts days of the week from Sunday = 1.
  std::string out;
  for (std::size_t i = 0; i < field.size(); ++i)
    if (std::isdigit(static_cast<unsigned char>(field[i])) && (i == 0 || field[i - 1] != '/') && field[i] != '0')
      out += static_cast<char>(field[i] - 1);
    else
      out += field[i];
  return out;
}

}  // namespace

bool readAwsSchedule(AwsDerivation& aws, const SourceValue& expression, Schedule& schedule) {
  const std::string& text = expression.text;
  const auto open = text.find('(');
  const auto fail = [&](const std::string& why) {
    if (const auto unknown = referencesIn(text); !unknown.empty()) {
      aws.design.assumed(expression.at, fmt::format("the schedule '{}' isn't known; once a day is taken", text));
      schedule.every = days(1);
      return true;
    }
    aws.design.leftOut(expression.at, fmt::format("the schedule '{}' isn't understood: {}", text, why));
    return false;
  };
  if (open == std::string::npos || !text.ends_with(')')) return fail("it is neither rate(…) nor cron(…)");
  std::string inner = text.substr(open + 1, text.size() - open - 2);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < inner.size();) {
    const auto end = std::min(inner.find(' ', i), inner.size());
    if (end > i) words.push_back(inner.substr(i, end - i));
    i = end + 1;
  }
  const std::string form = text.substr(0, open);
  if (form == "rate" && words.size() == 2) {
    const double count = std::atof(words[0].c_str());
    const std::string& unit = words[1];
    const double each = unit.starts_with("minute") ? 60
                        : unit.starts_with("hour") ? 3600
                        : unit.starts_with("day")  ? 86'400
                                                   : 0;
    if (count >= 1 && count < 1e6 && each > 0) {
      schedule.every = Duration{static_cast<std::int64_t>(count * each * 1e9)};
      return true;
    }
    return fail("a rate is a number of minutes, hours or days");
  }
  if (form == "cron" && (words.size() == 6 || words.size() == 5)) {
    if (words.size() == 6 && words[5] != "*" && words[5] != "?")
      aws.design.assumed(expression.at, fmt::format("the schedule '{}' is taken for every year", text));
    const std::string five = fmt::format("{} {} {} {} {}", cronField(words[0], false), cronField(words[1], false),
                                         cronField(words[2], false), cronField(words[3], false), cronField(words[4], true));
    if (const auto parsed = parseCron(five); !parsed) return fail(parsed.error());
    schedule.cron = five;
    return true;
  }
  if (form == "at") {
    aws.design.assumed(expression.at, fmt::format("the schedule '{}' starts once; once a day is taken", text));
    schedule.every = days(1);
    return true;
  }
  return fail("it is neither rate(…) nor cron(…)");
}

std::optional<ComponentId> awsTarget(AwsDerivation& aws, const SourceValue& target, const Place& at) {
  const SourceValue& arn = target.isMap() && target.find("Arn") ? target["Arn"] : target;
  if (const auto known = aws.meant(arn)) {
    // A cluster is where a task runs; the task is what is started.
    if (const SourceValue& task = target["EcsParameters"]["TaskDefinitionArn"]; !task.isNothing())
      if (const auto started = aws.meant(task)) return started;
    return known;
  }
  if (const SourceValue& task = target["EcsParameters"]["TaskDefinitionArn"]; !task.isNothing())
    return aws.meantOr(task, ContainerService{}, "a container task", at);
  // Universal targets of Scheduler name the call: arn:aws:scheduler:::aws-sdk:sqs:sendMessage.
  const std::string& text = arn.text;
  if (const auto sdk = text.find(":aws-sdk:"); sdk != std::string::npos) {
    if (const auto inside = aws.meant(target["Input"])) return inside;
    const std::string service = text.substr(sdk + 9, text.find(':', sdk + 9) - sdk - 9);
    const auto kind = kindOfService(service);
    return kind ? aws.outsideOf(service, *kind, "what the schedule calls", at)
                : aws.design.external(service, at, fmt::format("the service '{}'", service));
  }
  for (const auto& reference : referencesIn(text)) {
    if (!reference.isUnknown && aws.cloud.find(reference.name)) {
      const std::string type = aws.typeOf(reference.name);
      const std::string bare = reference.name.substr(reference.name.rfind('/') + 1);
      if (type == "AWS::ECS::Cluster") return std::nullopt;
      const ComponentId id = aws.design.external(bare, at, type);
      aws.components[reference.name] = id;
      return id;
    }
  }
  // "arn:aws:lambda:…" of another stack.
  std::string service;
  if (const auto second = text.find(':', text.find(':') + 1); text.starts_with("arn:") && second != std::string::npos)
    service = text.substr(second + 1, text.find(':', second + 1) - second - 1);
  if (service == "lambda") return aws.meantOr(arn, Function{}, "a function", at);
  if (service == "events" && text.find("event-bus") != std::string::npos)
    return text.ends_with("/default") ? aws.defaultBus(at) : aws.meantOr(arn, EventBus{}, "an event bus", at);
  if (const auto kind = kindOfService(service); kind && service != "events")
    return aws.meantOr(arn, *kind, "a target outside of the template", at);
  if (!service.empty()) return aws.design.external(service, at, fmt::format("the service '{}'", service));
  if (!referencesIn(text).empty() || !text.empty()) {
    const auto references = referencesIn(text);
    return aws.design.external(references.empty() ? text : references.front().name, at,
                               "a target that isn't in the template");
  }
  return std::nullopt;
}

void addAwsEvents(AwsDerivation& aws) { Events(aws).add(); }

}  // namespace virga::model
