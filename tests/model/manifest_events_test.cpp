// What the SAM export makes of messages, records, events, schedules, workflows, connections and databases.
#include <functional>

#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

std::string textOf(const YAML::Node& node) { return node.Tag() + " " + node.as<std::string>(); }

// "action on resource" of each statement of a policy document.
Texts grantsOf(const YAML::Node& document) {
  Texts grants;
  for (const auto& statement : document["Statement"])
    for (const auto& action : statement["Action"])
      grants.insert(action.as<std::string>() + " on " + textOf(statement["Resource"]));
  return grants;
}

Texts roleGrants(const YAML::Node& whole, const std::string& role) {
  return grantsOf(propertiesOf(whole, role)["Policies"][0]["PolicyDocument"]);
}

// Who may use a queue or topic on whose behalf: "service for !Ref Topic".
Texts servicesOf(const YAML::Node& whole, const std::string& policy) {
  Texts services;
  for (const auto& statement : propertiesOf(whole, policy)["PolicyDocument"]["Statement"])
    if (statement["Effect"].as<std::string>() == "Allow") {
      const YAML::Node source = statement["Condition"]["ArnEquals"]["aws:SourceArn"];
      services.insert(statement["Principal"]["Service"].as<std::string>() + " for " +
                      (source.IsScalar() ? textOf(source) : source.Tag()));
    }
  return services;
}

std::string cronOf(const std::string& cron) {
  Architecture design;
  add(design, "work", function("nodejs22", {}));
  Schedule schedule;
  schedule.cron = cron;
  schedule.targets = {{{"work"}}};
  add(design, "plan", schedule);
  const auto manifest = exportManifest("sam", design, aws());
  if (!manifest) return manifest.error().at(0).path;
  return propertiesOf(YAML::Load(contentOf(*manifest, "template.yaml")), "PlanToWork")["ScheduleExpression"]
      .as<std::string>();
}

// A workflow of these states beside what they may lead to.
Architecture flow(Steps states) {
  Architecture design;
  Workflow workflow;
  workflow.timeout = hours(1);
  workflow.states = std::move(states);
  add(design, "flow", workflow);
  add(design, "work", function("nodejs22", {}));
  add(design, "table", NosqlDb{});
  add(design, "letters", Queue{});
  add(design, "news", Topic{});
  add(design, "partner", External{});
  return design;
}

YAML::Node statesOf(const YAML::Node& whole) { return propertiesOf(whole, "Flow")["Definition"]["States"]; }

}  // namespace

class ManifestEventsTest : public QObject {
  Q_OBJECT

 private slots:
  void subscriptions() {
    const YAML::Node whole = templateOf(everyEvent("nodejs22"));
    QCOMPARE(propertiesOf(whole, "NewsToTold")["Protocol"].as<std::string>(), std::string("lambda"));
    const YAML::Node queue = propertiesOf(whole, "NewsToWork");
    QCOMPARE(queue["RawMessageDelivery"].as<bool>(), true);
    QCOMPARE(textOf(queue["RedrivePolicy"]["deadLetterTargetArn"]), std::string("!GetAtt Lost.Arn"));
    QCOMPARE(textOf(propertiesOf(whole, "NewsToPartner")["Endpoint"]), std::string("!Ref PartnerEndpoint"));
    QCOMPARE(propertiesOf(whole, "News")["KmsMasterKeyId"].as<std::string>(), std::string("alias/aws/sns"));
    QVERIFY(!propertiesOf(whole, "Reports")["KmsMasterKeyId"]);
    QCOMPARE(textOf(propertiesOf(whole, "ToldNewsPermission")["SourceArn"]), std::string("!Ref News"));
  }

  void queuesTakeFromWhatIsDrawnAlone() {
    const YAML::Node whole = templateOf(everyEvent("nodejs22"));
    QVERIFY((servicesOf(whole, "WorkPolicy") == Texts{"sns.amazonaws.com for !Ref News",
                                                      "events.amazonaws.com for !GetAtt BusToWork.Arn",
                                                      "s3.amazonaws.com for !Join"}));
    QVERIFY((servicesOf(whole, "LostPolicy") ==
             Texts{"sns.amazonaws.com for !Ref News", "events.amazonaws.com for !GetAtt BusToWork.Arn"}));
    QVERIFY((servicesOf(whole, "ReportsPolicy") ==
             Texts{"events.amazonaws.com for !GetAtt BusToReports.Arn", "s3.amazonaws.com for !Join"}));
    QVERIFY(servicesOf(whole, "NewsPolicy").empty());
  }

  void streamSettings() {
    const YAML::Node whole = templateOf(everyEvent("python3.12"));
    const YAML::Node stream = propertiesOf(whole, "Readings");
    QCOMPARE(stream["ShardCount"].as<int>(), 3);
    QCOMPARE(stream["RetentionPeriodHours"].as<int>(), 48);
    const YAML::Node mapping = propertiesOf(whole, "GathererTakesReadings");
    QCOMPARE(mapping["BatchSize"].as<int>(), 200);
    QCOMPARE(mapping["MaximumBatchingWindowInSeconds"].as<int>(), 2);
    QCOMPARE(mapping["ParallelizationFactor"].as<int>(), 4);
    QCOMPARE(mapping["MaximumRetryAttempts"].as<int>(), 5);
    QCOMPARE(mapping["MaximumRecordAgeInSeconds"].as<int>(), 600);
    QCOMPARE(mapping["BisectBatchOnFunctionError"].as<bool>(), true);
    QCOMPARE(textOf(mapping["DestinationConfig"]["OnFailure"]["Destination"]), std::string("!GetAtt Lost.Arn"));
    QVERIFY(!mapping["FunctionResponseTypes"]);
    Architecture design = everyEvent("python3.12");
    kindOf<Stream>(design, "readings").billing = Capacity::onDemand;
    QVERIFY(!propertiesOf(templateOf(design), "Readings")["ShardCount"]);
    kindOf<Stream>(design, "readings").consumers[0].parallelization = 11;
    QVERIFY(refusals(design) == Texts{"out-of-range"});
    kindOf<Stream>(design, "readings").consumers[0].parallelization = 10;
    kindOf<Stream>(design, "readings").retention = hours(23);
    QVERIFY(refusals(design) == Texts{"out-of-range"});
  }

  void tableChanges() {
    const YAML::Node whole = templateOf(everyEvent("nodejs22"));
    QCOMPARE(propertiesOf(whole, "Things")["StreamSpecification"]["StreamViewType"].as<std::string>(),
             std::string("NEW_AND_OLD_IMAGES"));
    const YAML::Node mapping = propertiesOf(whole, "FollowerTakesThings");
    QCOMPARE(textOf(mapping["EventSourceArn"]), std::string("!GetAtt Things.StreamArn"));
    QCOMPARE(mapping["MaximumRetryAttempts"].as<int>(), -1);
    QCOMPARE(mapping["BisectBatchOnFunctionError"].as<bool>(), false);
    QVERIFY((permissionsOf(whole, "Follower") == Texts{"Allow dynamodb:DescribeStream on !GetAtt Things.StreamArn",
                                                       "Allow dynamodb:GetRecords on !GetAtt Things.StreamArn",
                                                       "Allow dynamodb:GetShardIterator on !GetAtt Things.StreamArn",
                                                       "Allow dynamodb:ListStreams on !GetAtt Things.StreamArn",
                                                       "Allow sqs:SendMessage on !GetAtt Lost.Arn"}));
    QVERIFY(!propertiesOf(templateOf(orderIntake()), "Orders")["StreamSpecification"]);
  }

  void rulesAndTheirRoles() {
    const Manifest manifest = exported(everyEvent("nodejs22"));
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    const YAML::Node target = propertiesOf(whole, "BusToWork")["Targets"][0];
    QCOMPARE(target["InputPath"].as<std::string>(), std::string("$.detail"));
    QCOMPARE(target["RetryPolicy"]["MaximumRetryAttempts"].as<int>(), 185);
    QCOMPARE(target["RetryPolicy"]["MaximumEventAgeInSeconds"].as<int>(), 86'400);
    QCOMPARE(textOf(target["DeadLetterConfig"]["Arn"]), std::string("!GetAtt Lost.Arn"));
    QVERIFY(roleGrants(whole, "BusToReadingsRole") == Texts{"kinesis:PutRecord on !GetAtt Readings.Arn"});
    QVERIFY(roleGrants(whole, "BusToPartnerRole") == Texts{"events:InvokeApiDestination on !GetAtt PartnerDestination.Arn"});
    QVERIFY(hasNote(manifest, "filter-to-write", "bus.rules.1.match"));
    QVERIFY(!hasNote(manifest, "filter-to-write", "bus.rules.0.match"));
    QVERIFY(hasNote(manifest, "filter-to-write", "news.subscriptions.1.filter"));
  }

  void schedules() {
    const YAML::Node whole = templateOf(everyEvent("nodejs22"));
    const YAML::Node schedule = propertiesOf(whole, "NightlyToWork");
    QCOMPARE(schedule["ScheduleExpression"].as<std::string>(), std::string("cron(30 2 ? * 2-6 *)"));
    QCOMPARE(schedule["ScheduleExpressionTimezone"].as<std::string>(), std::string("Europe/Berlin"));
    QVERIFY(schedule["Target"]["Input"].as<std::string>().find("\"id\":\"<aws.scheduler.execution-id>\"") !=
            std::string::npos);
    QVERIFY((roleGrants(whole, "NightlyToWorkRole") ==
             Texts{"sqs:SendMessage on !GetAtt Work.Arn", "sqs:SendMessage on !GetAtt Lost.Arn"}));
    QVERIFY(roleGrants(whole, "NightlyToToldRole") == Texts{"lambda:InvokeFunction on !GetAtt Told.Arn"});
    QCOMPARE(propertiesOf(whole, "OftenToTold")["ScheduleExpression"].as<std::string>(), std::string("rate(90 minutes)"));
    Architecture design = everyEvent("nodejs22");
    kindOf<Schedule>(design, "often").every = seconds(90);
    QVERIFY(refusals(design) == Texts{"not-expressible"});
    kindOf<Schedule>(design, "often").every = days(1);
    kindOf<Schedule>(design, "often").targets = {{{"partner"}}};
    QVERIFY(refusals(design) == Texts{"not-expressible"});
  }

  void cronExpressions() {
    QCOMPARE(cronOf("0 0 * * *"), std::string("cron(0 0 * * ? *)"));
    QCOMPARE(cronOf("*/15 8-18 * * mon-fri"), std::string("cron(0/15 8-18 ? * 2-6 *)"));
    QCOMPARE(cronOf("5 4 1,15 */3 *"), std::string("cron(5 4 1,15 1/3 ? *)"));
    QCOMPARE(cronOf("0 12 * * 0"), std::string("cron(0 12 ? * 1 *)"));
    QCOMPARE(cronOf("0 12 1 * 1"), std::string("plan.cron"));
  }

  void bucketsComeAfterThePoliciesThatTheyNeed() {
    const YAML::Node whole = templateOf(everyEvent("nodejs22"));
    QCOMPARE(whole["Resources"]["Files"]["DependsOn"][0].as<std::string>(), std::string("ToldFilesPermission"));
    Texts before;
    for (const auto& name : whole["Resources"]["Inbox"]["DependsOn"]) before.insert(name.as<std::string>());
    QVERIFY((before == Texts{"WorkPolicy", "ReportsPolicy"}));
    // Neither the policies nor the function refer to the bucket: that would be a circle.
    for (const char* name : {"ToldFilesPermission", "Told", "WorkPolicy"}) {
      const std::string text = YAML::Dump(whole["Resources"][name]);
      QVERIFY2(text.find("!Ref Files") == std::string::npos && text.find("Files.Arn") == std::string::npos, name);
    }
    const YAML::Node configuration = propertiesOf(whole, "Files")["NotificationConfiguration"];
    QCOMPARE(configuration["LambdaConfigurations"][0]["Event"].as<std::string>(), std::string("s3:ObjectCreated:*"));
    QCOMPARE(configuration["EventBridgeConfiguration"]["EventBridgeEnabled"].as<bool>(), true);
    QVERIFY(roleGrants(whole, "FilesToBusRole") == Texts{"events:PutEvents on !GetAtt Bus.Arn"});
    Architecture design = everyEvent("nodejs22");
    kindOf<ObjectStore>(design, "files").notifications.push_back({{"work"}, ObjectEvent::write});
    QVERIFY(refusals(design) == Texts{"double-notification"});
  }

  void secretsAreReadByWhoReadsThem() {
    Architecture design;
    add(design, "work", function("nodejs22", {call("keys")}));
    add(design, "keys", SecretStore{1, minutes(10), {}});
    const Manifest manifest = exported(design);
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    QVERIFY(permissionsOf(whole, "Work") == Texts{"Allow secretsmanager:GetSecretValue on !Ref Keys"});
    QVERIFY(contentOf(manifest, "src/work/steps.mjs").find("secretValue(process.env.KEYS_SECRET_ARN, 600000)") !=
            std::string::npos);
    QVERIFY(contentOf(manifest, "src/work/steps.mjs").find("found.keys") == std::string::npos);
    QVERIFY(hasNote(manifest, "secret-value", "keys"));
  }

  void workflowStates() {
    CallStep careful;
    careful.to = {"work"};
    careful.timeout = minutes(2);
    careful.retry = Retry{3, seconds(5)};
    careful.caught = Steps{send("letters")};
    MapStep map;
    map.items = 120;
    map.limit = 10;
    map.steps = {call("table", Operation::write)};
    const YAML::Node whole = templateOf(flow({Step{careful}, Step{map}, send("news")}));
    const YAML::Node states = statesOf(whole);
    const YAML::Node first = states["Call work"];
    QCOMPARE(first["TimeoutSeconds"].as<int>(), 120);
    QCOMPARE(first["Retry"][0]["MaxAttempts"].as<int>(), 3);
    QCOMPARE(first["Retry"][0]["IntervalSeconds"].as<int>(), 5);
    QCOMPARE(first["Catch"][0]["Next"].as<std::string>(), std::string("Send to letters"));
    QCOMPARE(first["Next"].as<std::string>(), std::string("Count the rounds"));
    QCOMPARE(states["Send to letters"]["Next"].as<std::string>(), std::string("Count the rounds"));
    QCOMPARE(states["Rounds"]["MaxConcurrency"].as<int>(), 10);
    QCOMPARE(states["Send to news"]["End"].as<bool>(), true);
    QCOMPARE(propertiesOf(whole, "Flow")["Type"].as<std::string>(), std::string("STANDARD"));
    QCOMPARE(propertiesOf(whole, "Flow")["Definition"]["TimeoutSeconds"].as<int>(), 3600);
    Texts grants = grantsOf(propertiesOf(whole, "Flow")["Policies"][0]);
    for (auto grant = grants.begin(); grant != grants.end();)
      grant = grant->rfind("logs:", 0) == 0 ? grants.erase(grant) : std::next(grant);
    QVERIFY((grants == Texts{"lambda:InvokeFunction on !GetAtt Work.Arn", "sqs:SendMessage on !GetAtt Letters.Arn",
                             "dynamodb:PutItem on !GetAtt Table.Arn", "sns:Publish on !Ref News"}));
  }

  void workflowsThatCannotBe() {
    QVERIFY(refusals(flow({compute(seconds(1))})) == Texts{"not-expressible"});
    WaitForStep race;
    race.branches = {{call("work")}, {call("work")}};
    QVERIFY(refusals(flow({Step{race}})) == Texts{"not-expressible"});
    Architecture design = flow({call("work")});
    QVERIFY(refusals(design).empty());
    kindOf<Workflow>(design, "flow").type = WorkflowType::express;
    QVERIFY(refusals(design) == Texts{"out-of-range"});
    kindOf<Workflow>(design, "flow").timeout = minutes(5);
    QVERIFY(refusals(design).empty());
    kindOf<Function>(design, "work").steps = {send("flow")};
    QVERIFY(refusals(design) == Texts{"circle"});
  }

  void connections() {
    Architecture design;
    WebsocketApi rooms;
    rooms.throttle = Throttle{Rate{50}, 100};
    rooms.timeout = seconds(20);
    rooms.auth = ApiAuth{{"users"}};
    rooms.routes = {{"$connect", {"hear"}}, {"say", {"hear"}}};
    add(design, "rooms", rooms);
    add(design, "users", Auth{});
    add(design, "hear", function("python3.12", {send("rooms")}));
    const Manifest manifest = exported(design);
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    QCOMPARE(propertiesOf(whole, "RoomsSayRoute")["RouteKey"].as<std::string>(), std::string("say"));
    QCOMPARE(propertiesOf(whole, "RoomsSayRoute")["AuthorizationType"].as<std::string>(), std::string("NONE"));
    QCOMPARE(propertiesOf(whole, "RoomsConnectRoute")["AuthorizationType"].as<std::string>(), std::string("AWS_IAM"));
    QCOMPARE(propertiesOf(whole, "RoomsToHear")["TimeoutInMillis"].as<int>(), 20'000);
    const YAML::Node stage = propertiesOf(whole, "RoomsStage")["DefaultRouteSettings"];
    QCOMPARE(stage["ThrottlingRateLimit"].as<int>(), 50);
    QCOMPARE(stage["ThrottlingBurstLimit"].as<int>(), 100);
    QVERIFY((permissionsOf(whole, "Hear") ==
             Texts{"Allow execute-api:ManageConnections on !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:"
                   "${AWS::AccountId}:${Rooms}/live/POST/@connections/*"}));
    QVERIFY(hasNote(manifest, "socket-authorization", "rooms.auth"));
    kindOf<WebsocketApi>(design, "rooms").timeout = seconds(30);
    QVERIFY(refusals(design) == Texts{"out-of-range"});
  }

  void databases() {
    Architecture design;
    SqlDb ledger;
    ledger.capacity = 3;
    add(design, "ledger", ledger);
    add(design, "work", function("nodejs22", {call("ledger", Operation::query)}));
    const Manifest manifest = exported(design);
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    const YAML::Node cluster = propertiesOf(whole, "Ledger");
    QCOMPARE(cluster["ManageMasterUserPassword"].as<bool>(), true);
    QVERIFY(!cluster["MasterUserPassword"]);
    QCOMPARE(cluster["StorageEncrypted"].as<bool>(), true);
    QCOMPARE(cluster["ServerlessV2ScalingConfiguration"]["MaxCapacity"].as<double>(), 6.0);
    QVERIFY(whole["Parameters"]["VpcId"]);
    QVERIFY(!propertiesOf(whole, "Work")["VpcConfig"]);
    QVERIFY((permissionsOf(whole, "Work") ==
             Texts{"Allow rds-data:ExecuteStatement on !GetAtt Ledger.DBClusterArn",
                   "Allow secretsmanager:GetSecretValue on !GetAtt Ledger.MasterUserSecret.SecretArn"}));
    QVERIFY(hasNote(manifest, "database-by-data-api", "ledger"));
  }
};

QTEST_GUILESS_MAIN(ManifestEventsTest)
#include "manifest_events_test.moc"
