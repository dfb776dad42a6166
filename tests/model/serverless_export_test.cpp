// What the export to the Serverless Framework makes of the design's settings, identities, events and names.
#include <regex>

#include "model/manifest/serverless/framework_names.h"
#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

Manifest served(const Architecture& design) {
  auto manifest = exportManifest("serverless", design, aws());
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

YAML::Node serviceOf(const Architecture& design) { return YAML::Load(contentOf(served(design), "serverless.yml")); }

std::string said(const YAML::Node& value) { return value.Tag() + " " + value.as<std::string>(); }

// "action on !GetAtt Orders.Arn" of each statement of the function's role.
Texts roleOf(const YAML::Node& service, const std::string& function) {
  Texts grants;
  const auto role = service["functions"][function]["role"].as<std::string>();
  for (const auto& policy : service["resources"]["Resources"][role]["Properties"]["Policies"])
    for (const auto& statement : policy["PolicyDocument"]["Statement"])
      for (const auto& action : statement["Action"])
        grants.insert(action.as<std::string>() + " on " + said(statement["Resource"]));
  return grants;
}

// The first event of a kind.
YAML::Node eventOf(const YAML::Node& service, const std::string& function, const std::string& kind) {
  for (const auto& event : service["functions"][function]["events"])
    if (event[kind]) return event[kind];
  return {};
}

Texts eventKinds(const YAML::Node& service, const std::string& function) {
  Texts kinds;
  for (const auto& event : service["functions"][function]["events"])
    for (const auto& entry : event) kinds.insert(entry.first.as<std::string>());
  return kinds;
}

Texts kindsOfResources(const YAML::Node& service) {
  Texts kinds;
  for (const auto& resource : service["resources"]["Resources"]) kinds.insert(resource.second["Type"].as<std::string>());
  return kinds;
}

}  // namespace

class ServerlessExportTest : public QObject {
  Q_OBJECT

 private slots:
  // The numbers are those that everyAccess() sets, or that are set here.
  void settingsAreTheDesigns() {
    Architecture design = everyAccess("nodejs22");
    kindOf<Function>(design, "worker").memory = mebibytes(1792);
    kindOf<Queue>(design, "work").maxReceives = 7;
    kindOf<HttpApi>(design, "front").throttle = Throttle{Rate{150}, 300};
    kindOf<Queue>(design, "work").consumers[0].maxConcurrency = 12;
    const YAML::Node service = serviceOf(design);

    const YAML::Node worker = service["functions"]["worker"];
    QCOMPARE(worker["memorySize"].as<int>(), 1792);
    QCOMPARE(worker["timeout"].as<int>(), 20);
    QCOMPARE(worker["reservedConcurrency"].as<int>(), 20);
    const YAML::Node sqs = eventOf(service, "worker", "sqs");
    QCOMPARE(said(sqs["arn"]), std::string("!GetAtt Work.Arn"));
    QCOMPARE(sqs["batchSize"].as<int>(), 100);
    QCOMPARE(sqs["maximumBatchingWindow"].as<int>(), 5);
    QCOMPARE(sqs["maximumConcurrency"].as<int>(), 12);
    QCOMPARE(sqs["functionResponseType"].as<std::string>(), std::string("ReportBatchItemFailures"));
    const YAML::Node resources = service["resources"]["Resources"], extensions = service["resources"]["extensions"];
    QCOMPARE(resources["Work"]["Properties"]["VisibilityTimeout"].as<int>(), 120);
    QCOMPARE(resources["Work"]["Properties"]["RedrivePolicy"]["maxReceiveCount"].as<int>(), 7);
    QCOMPARE(resources["Table"]["Properties"]["ProvisionedThroughput"]["ReadCapacityUnits"].as<int>(), 20);
    const YAML::Node stage = extensions["HttpApiStage"]["Properties"]["DefaultRouteSettings"];
    QCOMPARE(stage["ThrottlingRateLimit"].as<int>(), 150);
    QCOMPARE(stage["ThrottlingBurstLimit"].as<int>(), 300);
    QCOMPARE(extensions["HttpApiIntegrationTaker"]["Properties"]["TimeoutInMillis"].as<int>(), 15000);
    QCOMPARE(service["functions"]["part"]["provisionedConcurrency"].as<int>(), 2);
    // AWS, "Lambda asynchronous invocation": two retries, six hours.
    QCOMPARE(service["functions"]["later"]["maximumRetryAttempts"].as<int>(), 2);
    QCOMPARE(service["functions"]["later"]["maximumEventAge"].as<int>(), 21600);
    QCOMPARE(service["provider"]["logRetentionInDays"].as<int>(), 30);
    QCOMPARE(service["configValidationMode"].as<std::string>(), std::string("error"));
    QVERIFY(!service["plugins"]);
  }

  void eventsAreTheFrameworks() {
    const YAML::Node service = serviceOf(everyEvent("nodejs22"));
    QVERIFY(eventKinds(service, "told") == (Texts{"sns", "eventBridge", "schedule", "s3"}));
    QVERIFY(eventKinds(service, "gatherer") == Texts{"stream"});
    QVERIFY(eventKinds(service, "follower") == Texts{"stream"});
    QVERIFY(eventKinds(service, "worker") == Texts{"sqs"});
    const YAML::Node stream = eventOf(service, "gatherer", "stream");
    QCOMPARE(stream["type"].as<std::string>(), std::string("kinesis"));
    QCOMPARE(stream["batchSize"].as<int>(), 200);
    QCOMPARE(stream["batchWindow"].as<int>(), 2);
    QCOMPARE(stream["parallelizationFactor"].as<int>(), 4);
    QCOMPARE(stream["maximumRetryAttempts"].as<int>(), 5);
    QCOMPARE(stream["maximumRecordAgeInSeconds"].as<int>(), 600);
    QVERIFY(stream["bisectBatchOnFunctionError"].as<bool>());
    QCOMPARE(said(stream["destinations"]["onFailure"]["arn"]), std::string("!GetAtt Lost.Arn"));
    QCOMPARE(eventOf(service, "follower", "stream")["type"].as<std::string>(), std::string("dynamodb"));
    const YAML::Node schedule = eventOf(service, "told", "schedule");
    QCOMPARE(schedule["timezone"].as<std::string>(), std::string("Europe/Berlin"));
    QCOMPARE(eventOf(service, "told", "s3")["event"].as<std::string>(), std::string("s3:ObjectCreated:*"));
    const Texts kinds = kindsOfResources(service);
    for (const char* lifted :
         {"AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission", "AWS::ApiGatewayV2::Api"})
      QVERIFY2(kinds.count(lifted) == 0, lifted);
  }

  void routesAndSocketsAreTheFrameworks() {
    const YAML::Node service = serviceOf(everyTask("nodejs22"));
    QVERIFY(eventKinds(service, "hear") == Texts{"websocket"});
    QCOMPARE(service["functions"]["hear"]["events"].size(), std::size_t(3));
    const YAML::Node extensions = service["resources"]["extensions"];
    QCOMPARE(extensions["WebsocketsDeploymentStage"]["Properties"]["DefaultRouteSettings"]["ThrottlingBurstLimit"].as<int>(),
             100);
    QVERIFY(extensions["HearLambdaPermissionWebsockets"]["Properties"]["SourceArn"].as<std::string>().find(
                "${WebsocketsApi}/${sls:stage}/*") != std::string::npos);
    const YAML::Node intake = serviceOf(orderIntake());
    const YAML::Node route = eventOf(intake, "checkout", "httpApi");
    QCOMPARE(route["method"].as<std::string>() + " " + route["path"].as<std::string>(), std::string("POST /orders"));
    QCOMPARE(route["authorizer"]["name"].as<std::string>(), std::string("Users"));
    QCOMPARE(intake["provider"]["httpApi"]["cors"]["allowedOrigins"][0].as<std::string>(),
             std::string("https://shop.example"));
  }

  void rolesAllowTheirOwnOnly() {
    const YAML::Node service = serviceOf(orderIntake());
    QVERIFY(roleOf(service, "mailer") ==
            (Texts{"logs:CreateLogStream on !GetAtt MailerLogGroup.Arn", "logs:PutLogEvents on !GetAtt MailerLogGroup.Arn",
                   "sqs:DeleteMessage on !GetAtt Receipts.Arn", "sqs:GetQueueAttributes on !GetAtt Receipts.Arn",
                   "sqs:ReceiveMessage on !GetAtt Receipts.Arn", "xray:PutTelemetryRecords on ! *",
                   "xray:PutTraceSegments on ! *"}));
    Texts checkout = roleOf(service, "checkout");
    for (const char* drawn : {"dynamodb:PutItem on !GetAtt Orders.Arn", "sqs:SendMessage on !GetAtt Receipts.Arn",
                              "secretsmanager:GetSecretValue on !Ref PaymentsCredential"})
      QVERIFY2(checkout.erase(drawn) == 1, drawn);
    for (const auto& other : checkout)
      QVERIFY2(other.rfind("logs:", 0) == 0 || other.rfind("xray:", 0) == 0 || other.rfind("ec2:", 0) == 0, other.c_str());
    Texts roles;
    const YAML::Node all = serviceOf(everyEvent("nodejs22"));
    for (const auto& function : all["functions"]) roles.insert(function.second["role"].as<std::string>());
    QCOMPARE(roles.size(), all["functions"].size());
  }

  void aliasesAreTheFrameworks() {
    const YAML::Node service = serviceOf(everyAccess("nodejs22"));
    QVERIFY(roleOf(service, "taker").count("lambda:InvokeFunction on !Ref PartProvConcLambdaAlias") == 1);
    QCOMPARE(said(service["functions"]["taker"]["environment"]["PART_FUNCTION"]),
             std::string("!Ref PartProvConcLambdaAlias"));
  }

  void furtherApisAreResources() {
    const Manifest manifest = served(everyAccess("nodejs22"));
    const YAML::Node service = YAML::Load(contentOf(manifest, "serverless.yml"));
    QVERIFY(hasNote(manifest, "further-api", "inner"));
    QCOMPARE(service["resources"]["Resources"]["Inner"]["Type"].as<std::string>(), std::string("AWS::ApiGatewayV2::Api"));
    QVERIFY(!service["resources"]["Resources"]["Front"]);
    QVERIFY(kindsOfResources(service).count("AWS::Lambda::Permission") == 1);  // for the routes of "inner"
  }

  void codeIsPackedByFolder() {
    const Manifest manifest = served(orderIntake());
    const YAML::Node service = YAML::Load(contentOf(manifest, "serverless.yml"));
    QVERIFY(service["package"]["individually"].as<bool>());
    QCOMPARE(service["package"]["patterns"][0].as<std::string>(), std::string("!**"));
    QCOMPARE(service["functions"]["checkout"]["package"]["patterns"][0].as<std::string>(), std::string("src/checkout/**"));
    QCOMPARE(service["functions"]["checkout"]["handler"].as<std::string>(), std::string("src/checkout/index.handler"));
    QCOMPARE(service["functions"]["mailer"]["package"]["artifact"].as<std::string>(), std::string("build/mailer.zip"));
    const std::string script = contentOf(manifest, "build.sh");
    QVERIFY(script.find("build_node checkout\n") != std::string::npos);
    QVERIFY(script.find("build_python mailer\n") != std::string::npos);
  }

  void secretsAreFetchedByCloudformation() {
    const Manifest manifest = served(everyEvent("nodejs22"));
    const std::string text = contentOf(manifest, "serverless.yml");
    QVERIFY(text.find("NoEcho") == std::string::npos);
    QVERIFY(text.find("{{resolve:secretsmanager:${PartnerAuthorization}}}") != std::string::npos);
  }

  void textsAreNoVariables() {
    const std::string hostile = "${env:HOME} \\${self:service} ${file(/etc/passwd)} '\" # : $(id) `id`\n- ${opt:x}";
    Architecture design = orderIntake();
    design.name = "../../x ${env:HOME}; rm -rf \"$HOME\" `id`";
    design.description = hostile;
    design.find("checkout")->description = hostile;
    kindOf<HttpApi>(design, "api").cors = Cors{{"https://${env:HOME}.example"}};
    const Manifest manifest = served(design);
    const YAML::Node service = YAML::Load(contentOf(manifest, "serverless.yml"));
    QVERIFY(std::regex_match(service["service"].as<std::string>(), std::regex("[a-z][a-z0-9-]+")));
    QCOMPARE(service["functions"]["checkout"]["description"].as<std::string>(),
             std::string("\\${env:HOME} \\\\\\${self:service} \\${file(/etc/passwd)} '\" # : $(id) `id`\n- \\${opt:x}"));
    QCOMPARE(service["provider"]["httpApi"]["cors"]["allowedOrigins"][0].as<std::string>(),
             std::string("https://\\${env:HOME}.example"));
    QCOMPARE(withoutVariables("${Name} ${AWS::Region} $context.x ${state1}"),
             std::string("${Name} ${AWS::Region} $context.x ${state1}"));
    for (const auto& file : manifest.files) {
      QVERIFY2(file.path.find("..") == std::string::npos && file.path.front() != '/', file.path.c_str());
      if (file.path == "build.sh") QVERIFY(file.content.find("HOME") == std::string::npos);
    }
  }

  void namesOfTheFrameworkAreLeftToIt() {
    Architecture design = orderIntake();
    for (const char* id : {"http-api", "http-api-stage", "checkout-lambda-function", "websockets-api"})
      add(design, id, queue(seconds(60)));
    const YAML::Node service = serviceOf(design);
    int queues = 0;
    for (const auto& resource : service["resources"]["Resources"]) {
      queues += resource.second["Type"].as<std::string>() == "AWS::SQS::Queue";
      QVERIFY2(!isFrameworkName(resource.first.as<std::string>(), {"Checkout", "Mailer"}),
               resource.first.as<std::string>().c_str());
    }
    QCOMPARE(queues, 6);
    QCOMPARE(said(service["resources"]["Outputs"]["HttpApiStageUrl"]["Value"]), std::string("!Ref OwnHttpApiStage"));
  }

  void whatWouldBecomeOneIsRefused() {
    Architecture design = orderIntake();
    kindOf<HttpApi>(design, "api").routes = {{"GET /a_b", {"checkout"}}, {"GET /ab", {"checkout"}}};
    const auto manifest = exportManifest("serverless", design, aws());
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().at(0).id, std::string("name-clash"));
    QVERIFY(exportManifest("sam", design, aws()));
  }

  void longNamesFitLambda() {
    Architecture design = orderIntake();
    design.name = std::string(60, 'n');
    const std::string longest = "a" + std::string(61, 'b') + "c";
    add(design, longest, function("nodejs22", {compute(milliseconds(1))}));
    const YAML::Node service = serviceOf(design);
    const std::string stem = service["service"].as<std::string>();
    for (const auto& function : service["functions"]) {
      std::string name = function.second["name"] ? function.second["name"].as<std::string>()
                                                 : "${self:service}-${sls:stage}-" + function.first.as<std::string>();
      name = std::regex_replace(name, std::regex("\\$\\{self:service\\}"), stem);
      name = std::regex_replace(name, std::regex("\\$\\{sls:stage\\}"), "production");
      QVERIFY2(name.size() <= 64, name.c_str());
    }
  }
};

QTEST_GUILESS_MAIN(ServerlessExportTest)
#include "serverless_export_test.moc"
