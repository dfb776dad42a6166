// What the export to plain CloudFormation makes of the design's settings, identities and routes.
#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

Manifest plainly(const Architecture& design) {
  auto manifest = exportManifest("cloudformation", design, aws());
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

YAML::Node plainTemplate(const Architecture& design) { return YAML::Load(contentOf(plainly(design), "template.yaml")); }

// "action on !GetAtt Orders.Arn" of each statement of the function's role.
Texts roleOf(const YAML::Node& whole, const std::string& function) {
  Texts grants;
  for (const auto& policy : propertiesOf(whole, function + "Role")["Policies"])
    for (const auto& statement : policy["PolicyDocument"]["Statement"])
      for (const auto& action : statement["Action"])
        grants.insert(action.as<std::string>() + " on " + statement["Resource"].Tag() + " " +
                      statement["Resource"].as<std::string>());
  return grants;
}

}  // namespace

class CloudformationExportTest : public QObject {
  Q_OBJECT

 private slots:
  void nothingIsLeftToTransform() {
    for (const Architecture& design :
         {orderIntake(), everyAccess("nodejs22"), everyEvent("python3.12"), everyTask("nodejs22")}) {
      const YAML::Node whole = plainTemplate(design);
      QVERIFY(whole["Resources"].size() > 5);
      QVERIFY(!whole["Transform"]);
      for (const auto& resource : whole["Resources"])
        QVERIFY2(resource.second["Type"].as<std::string>().rfind("AWS::Serverless", 0) != 0,
                 resource.first.as<std::string>().c_str());
    }
  }

  // The numbers are those that everyAccess() sets.
  void settingsAreTheDesigns() {
    Architecture design = everyAccess("nodejs22");
    kindOf<Function>(design, "worker").memory = mebibytes(1792);
    kindOf<Queue>(design, "work").maxReceives = 7;
    kindOf<HttpApi>(design, "front").throttle = Throttle{Rate{150}, 300};
    kindOf<Queue>(design, "work").consumers[0].maxConcurrency = 12;
    const YAML::Node whole = plainTemplate(design);

    const YAML::Node worker = propertiesOf(whole, "Worker");
    QCOMPARE(worker["MemorySize"].as<int>(), 1792);
    QCOMPARE(worker["Timeout"].as<int>(), 20);
    QCOMPARE(worker["ReservedConcurrentExecutions"].as<int>(), 20);
    const YAML::Node mapping = propertiesOf(whole, "WorkerWork");
    QCOMPARE(mapping["BatchSize"].as<int>(), 100);
    QCOMPARE(mapping["MaximumBatchingWindowInSeconds"].as<int>(), 5);
    QCOMPARE(mapping["ScalingConfig"]["MaximumConcurrency"].as<int>(), 12);
    const YAML::Node queue = propertiesOf(whole, "Work");
    QCOMPARE(queue["VisibilityTimeout"].as<int>(), 120);
    QCOMPARE(queue["RedrivePolicy"]["maxReceiveCount"].as<int>(), 7);
    const YAML::Node stage = propertiesOf(whole, "FrontApiGatewayDefaultStage")["DefaultRouteSettings"];
    QCOMPARE(stage["ThrottlingRateLimit"].as<int>(), 150);
    QCOMPARE(stage["ThrottlingBurstLimit"].as<int>(), 300);
    QCOMPARE(propertiesOf(whole, "TakerPostThingsIntegration")["TimeoutInMillis"].as<int>(), 15000);
    QCOMPARE(propertiesOf(whole, "Table")["ProvisionedThroughput"]["ReadCapacityUnits"].as<int>(), 20);
    // The event's own retries; AWS, "Lambda asynchronous invocation": two retries, six hours.
    QCOMPARE(propertiesOf(whole, "LaterEventInvokeConfig")["MaximumRetryAttempts"].as<int>(), 2);
    QCOMPARE(propertiesOf(whole, "LaterEventInvokeConfig")["MaximumEventAgeInSeconds"].as<int>(), 21600);
  }

  void provisionedConcurrencyIsTheAliass() {
    const Manifest manifest = plainly(everyAccess("nodejs22"));
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    const YAML::Node alias = propertiesOf(whole, "PartAliaslive");
    QCOMPARE(alias["ProvisionedConcurrencyConfig"]["ProvisionedConcurrentExecutions"].as<int>(), 2);
    QCOMPARE(alias["FunctionVersion"].as<std::string>(), std::string("PartVersion1.Version"));
    QVERIFY(hasNote(manifest, "version-to-publish", "Part"));
    const YAML::Node integration = propertiesOf(whole, "PartGetPartsIdIntegration");
    QCOMPARE(integration["IntegrationUri"].as<std::string>(), std::string("PartAliaslive"));
    QVERIFY(roleOf(whole, "Taker").count("lambda:InvokeFunction on !Ref PartAliaslive") == 1);
  }

  void rolesAllowTheirOwnOnly() {
    const YAML::Node whole = plainTemplate(orderIntake());
    QVERIFY(!propertiesOf(whole, "MailerRole")["ManagedPolicyArns"]);
    QVERIFY(roleOf(whole, "Mailer") ==
            (Texts{"logs:CreateLogStream on !GetAtt MailerLogGroup.Arn", "logs:PutLogEvents on !GetAtt MailerLogGroup.Arn",
                   "sqs:DeleteMessage on !GetAtt Receipts.Arn", "sqs:GetQueueAttributes on !GetAtt Receipts.Arn",
                   "sqs:ReceiveMessage on !GetAtt Receipts.Arn", "xray:PutTelemetryRecords on ! *",
                   "xray:PutTraceSegments on ! *"}));
  }

  void routesAreInvokedByTheirApiOnly() {
    const YAML::Node whole = plainTemplate(everyAccess("nodejs22"));
    const auto sourceOf = [&](const char* name) { return propertiesOf(whole, name)["SourceArn"].as<std::string>(); };
    const std::string front = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Front}/*/";
    QCOMPARE(sourceOf("ReaderGetThingsIdPermission"), front + "GET/things/*");
    QCOMPARE(sourceOf("TakerPostThingsPermission"), front + "POST/things");
    QCOMPARE(sourceOf("ReaderAnyOtherProxyPermission"), front + "*/other/*");
    QCOMPARE(propertiesOf(whole, "ReaderAnyOtherProxyRoute")["RouteKey"].as<std::string>(),
             std::string("ANY /other/{proxy+}"));
  }

  void codeComesFromABucket() {
    const Manifest manifest = plainly(orderIntake());
    const YAML::Node code = propertiesOf(YAML::Load(contentOf(manifest, "template.yaml")), "Checkout")["Code"];
    QCOMPARE(code["S3Bucket"].as<std::string>(), std::string("CodeBucket"));
    QCOMPARE(code["S3Key"].as<std::string>(), std::string("${CodePrefix}checkout.zip"));
    const std::string script = contentOf(manifest, "package.sh");
    QVERIFY(script.find("upload checkout\n") != std::string::npos);
    QVERIFY(script.find("upload mailer\n") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(CloudformationExportTest)
#include "cloudformation_export_test.moc"
