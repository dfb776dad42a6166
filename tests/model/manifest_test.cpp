#include "model/manifest/manifest.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

// A design of one function with these steps, and what they may touch.
Architecture single(Steps steps) {
  Architecture design;
  design.name = "Single";
  add(design, "work", function("nodejs22", std::move(steps)));
  add(design, "table", NosqlDb{});
  add(design, "bucket", ObjectStore{});
  add(design, "letters", Queue{});
  add(design, "other", function("python3.13", {}));
  add(design, "partner", External{});
  return design;
}

}  // namespace

class ManifestTest : public QObject {
  Q_OBJECT

 private slots:
  void functionSettings() {
    const YAML::Node checkout = propertiesOf(templateOf(orderIntake()), "Checkout");
    QCOMPARE(checkout["Runtime"].as<std::string>(), std::string("nodejs22.x"));
    QCOMPARE(checkout["Architectures"][0].as<std::string>(), std::string("arm64"));
    QCOMPARE(checkout["MemorySize"].as<int>(), 512);
    QCOMPARE(checkout["Timeout"].as<int>(), 10);
    QCOMPARE(checkout["Tracing"].as<std::string>(), std::string("Active"));
    QCOMPARE(checkout["CodeUri"].as<std::string>(), std::string("src/checkout/"));
    QCOMPARE(checkout["LoggingConfig"]["LogGroup"].Tag(), std::string("!Ref"));
    QVERIFY(!checkout["ReservedConcurrentExecutions"]);
    QVERIFY(!checkout["AutoPublishAlias"]);
    const YAML::Node mailer = propertiesOf(templateOf(orderIntake()), "Mailer");
    QCOMPARE(mailer["Runtime"].as<std::string>(), std::string("python3.12"));
    QCOMPARE(mailer["Architectures"][0].as<std::string>(), std::string("x86_64"));
    QCOMPARE(mailer["MemorySize"].as<int>(), 256);
    QCOMPARE(mailer["Timeout"].as<int>(), 30);
    QVERIFY(!mailer["Policies"]);
    QVERIFY(!mailer["VpcConfig"]);
  }

  void environmentNamesWhatIsUsed() {
    const YAML::Node variables = propertiesOf(templateOf(orderIntake()), "Checkout")["Environment"]["Variables"];
    std::map<std::string, std::string> found;
    for (const auto& variable : variables)
      found[variable.first.as<std::string>()] = variable.second.Tag() + " " + variable.second.as<std::string>();
    const std::map<std::string, std::string> expected = {
        {"ORDERS_TABLE", "!Ref Orders"},
        {"STOCK_CACHE_HOST", "!GetAtt Stock.Endpoint.Address"},
        {"STOCK_CACHE_PORT", "!GetAtt Stock.Endpoint.Port"},
        {"PAYMENTS_ENDPOINT", "!Ref PaymentsEndpoint"},
        {"PAYMENTS_SECRET_ARN", "!Ref PaymentsCredential"},
        {"RECEIPTS_QUEUE_URL", "!Ref Receipts"},
    };
    QVERIFY(found == expected);
  }

  void concurrency() {
    Architecture design = orderIntake();
    auto& checkout = kindOf<Function>(design, "checkout");
    checkout.reservedConcurrency = 40;
    checkout.provisionedConcurrency = 7;
    const YAML::Node properties = propertiesOf(templateOf(design), "Checkout");
    QCOMPARE(properties["ReservedConcurrentExecutions"].as<int>(), 40);
    QCOMPARE(properties["ProvisionedConcurrencyConfig"]["ProvisionedConcurrentExecutions"].as<int>(), 7);
    QCOMPARE(properties["AutoPublishAlias"].as<std::string>(), std::string("live"));
    checkout.reservedConcurrency = 0;
    checkout.provisionedConcurrency.reset();
    QCOMPARE(propertiesOf(templateOf(design), "Checkout")["ReservedConcurrentExecutions"].as<int>(), 0);
    checkout.reservedConcurrency = 5;
    checkout.provisionedConcurrency = 6;
    QVERIFY(refusals(design) == Texts{"out-of-range"});
  }

  void apiSettings() {
    const YAML::Node whole = templateOf(orderIntake());
    const YAML::Node api = propertiesOf(whole, "Api");
    QCOMPARE(api["DefaultRouteSettings"]["ThrottlingRateLimit"].as<double>(), 1000.0);
    QCOMPARE(api["DefaultRouteSettings"]["ThrottlingBurstLimit"].as<int>(), 2000);
    QCOMPARE(api["CorsConfiguration"]["AllowOrigins"][0].as<std::string>(), std::string("https://shop.example"));
    QCOMPARE(api["CorsConfiguration"]["AllowMethods"][0].as<std::string>(), std::string("POST"));
    const std::string authorizer = api["Auth"]["DefaultAuthorizer"].as<std::string>();
    const YAML::Node jwt = api["Auth"]["Authorizers"][authorizer]["JwtConfiguration"];
    QCOMPARE(jwt["audience"][0].as<std::string>(), std::string("UsersClient"));
    QVERIFY(jwt["issuer"].as<std::string>().find("${Users}") != std::string::npos);
    QCOMPARE(whole["Resources"]["UsersClient"]["Type"].as<std::string>(), std::string("AWS::Cognito::UserPoolClient"));
    const YAML::Node event = propertiesOf(whole, "Checkout")["Events"]["PostOrders"]["Properties"];
    QCOMPARE(event["ApiId"].as<std::string>(), std::string("Api"));
    QCOMPARE(event["Method"].as<std::string>(), std::string("POST"));
    QCOMPARE(event["Path"].as<std::string>(), std::string("/orders"));
  }

  void apiWithoutOptions() {
    Architecture design = orderIntake();
    auto& api = kindOf<HttpApi>(design, "api");
    api.auth.reset();
    api.cors.reset();
    api.throttle.reset();
    api.timeout = milliseconds(2500);
    const YAML::Node whole = templateOf(design);
    QVERIFY(!propertiesOf(whole, "Api")["Auth"]);
    QVERIFY(!propertiesOf(whole, "Api")["CorsConfiguration"]);
    QVERIFY(!propertiesOf(whole, "Api")["DefaultRouteSettings"]["ThrottlingRateLimit"]);
    QCOMPARE(propertiesOf(whole, "Checkout")["Events"]["PostOrders"]["Properties"]["TimeoutInMillis"].as<int>(), 2500);
  }

  void twoRoutesOfOneFunction() {
    Architecture design = orderIntake();
    kindOf<HttpApi>(design, "api").routes.push_back({"GET /orders/{id}", {"checkout"}});
    const Manifest manifest = exported(design);
    const YAML::Node events = propertiesOf(YAML::Load(contentOf(manifest, "template.yaml")), "Checkout")["Events"];
    Texts routes;
    for (const auto& event : events)
      routes.insert(event.second["Properties"]["Method"].as<std::string>() + " " +
                    event.second["Properties"]["Path"].as<std::string>());
    QVERIFY((routes == Texts{"POST /orders", "GET /orders/{id}"}));
    QVERIFY(contentOf(manifest, "events/checkout-get-orders-id.json").find("sample-1") != std::string::npos);
    kindOf<HttpApi>(design, "api").routes.push_back({"POST /orders", {"checkout"}});
    QVERIFY(refusals(design) == Texts{"double-route"});
  }

  void queueSettings() {
    const YAML::Node whole = templateOf(orderIntake());
    const YAML::Node queue = propertiesOf(whole, "Receipts");
    QCOMPARE(queue["VisibilityTimeout"].as<int>(), 60);
    QCOMPARE(queue["MessageRetentionPeriod"].as<int>(), 4 * 24 * 60 * 60);
    QCOMPARE(queue["RedrivePolicy"]["maxReceiveCount"].as<int>(), 5);
    QCOMPARE(queue["RedrivePolicy"]["deadLetterTargetArn"].as<std::string>(), std::string("ReceiptsDead.Arn"));
    QCOMPARE(queue["SqsManagedSseEnabled"].as<bool>(), true);
    QVERIFY(!propertiesOf(whole, "ReceiptsDead")["RedrivePolicy"]);
    const YAML::Node event = propertiesOf(whole, "Mailer")["Events"]["Receipts"]["Properties"];
    QCOMPARE(event["Queue"].as<std::string>(), std::string("Receipts.Arn"));
    QCOMPARE(event["BatchSize"].as<int>(), 10);
    QCOMPARE(event["MaximumBatchingWindowInSeconds"].as<int>(), 1);
    QCOMPARE(event["ScalingConfig"]["MaximumConcurrency"].as<int>(), 50);
    QCOMPARE(event["FunctionResponseTypes"][0].as<std::string>(), std::string("ReportBatchItemFailures"));
    Texts guarded;
    for (const auto& resource : whole["Resources"])
      if (resource.second["Type"].as<std::string>() == "AWS::SQS::QueuePolicy")
        guarded.insert(resource.second["Properties"]["Queues"][0].as<std::string>());
    QVERIFY((guarded == Texts{"Receipts", "ReceiptsDead"}));
  }

  void queueWithoutConsumers() {
    Architecture design = orderIntake();
    kindOf<Queue>(design, "receipts").consumers.clear();
    const YAML::Node whole = templateOf(design);
    QVERIFY(!propertiesOf(whole, "Mailer")["Events"]);
    QCOMPARE(propertiesOf(whole, "Receipts")["VisibilityTimeout"].as<int>(), 60);
  }

  void tables() {
    const YAML::Node simple = propertiesOf(templateOf(orderIntake()), "Orders");
    QCOMPARE(simple["BillingMode"].as<std::string>(), std::string("PAY_PER_REQUEST"));
    QVERIFY(!simple["ProvisionedThroughput"]);
    const YAML::Node whole = templateOf(everyAccess("nodejs22"));
    const YAML::Node provisioned = propertiesOf(whole, "Table");
    QCOMPARE(provisioned["BillingMode"].as<std::string>(), std::string("PROVISIONED"));
    QCOMPARE(provisioned["ProvisionedThroughput"]["ReadCapacityUnits"].as<int>(), 20);
    QCOMPARE(provisioned["ProvisionedThroughput"]["WriteCapacityUnits"].as<int>(), 10);
    QCOMPARE(whole["Resources"]["Table"]["DeletionPolicy"].as<std::string>(), std::string("Retain"));
    QCOMPARE(propertiesOf(whole, "Table2")["KeySchema"][0]["AttributeName"].as<std::string>(), std::string("thing-id"));
  }

  void cacheBringsItsUsersIntoTheNetwork() {
    const Manifest manifest = exported(orderIntake());
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    QVERIFY(whole["Parameters"]["VpcId"]);
    QCOMPARE(propertiesOf(whole, "Checkout")["VpcConfig"]["SubnetIds"].as<std::string>(), std::string("PrivateSubnetIds"));
    QCOMPARE(propertiesOf(whole, "Stock")["CacheUsageLimits"]["DataStorage"]["Maximum"].as<int>(), 1);
    QVERIFY(hasNote(manifest, "cache-needs-vpc", "stock"));
    QVERIFY(hasNote(manifest, "vpc-needs-way-out", "checkout"));
    QVERIFY(hasNote(manifest, "client-not-exported", "shoppers"));
    // What is deployed and what was simulated differ in what a failed message takes back with it, unless the design says so.
    QVERIFY(hasNote(manifest, "failures-per-message", "receipts.consumers"));
    auto alone = orderIntake();
    std::get<Queue>(alone.find("receipts")->kind).consumers[0].failures = ReportedFailures::perMessage;
    QVERIFY(!hasNote(exported(alone), "failures-per-message", "receipts.consumers"));
    QVERIFY(!hasErrors(manifest.notes));
    Architecture design = orderIntake();
    std::get<ParallelStep>(kindOf<Function>(design, "checkout").steps[2].what)
        .branches.erase(std::get<ParallelStep>(kindOf<Function>(design, "checkout").steps[2].what).branches.begin());
    design.components.erase(std::find_if(design.components.begin(), design.components.end(),
                                         [](const Component& c) { return c.id == "stock"; }));
    QVERIFY(!templateOf(design)["Parameters"]["VpcId"]);
  }

  void permissionsAreTheDrawnEdges_data() {
    QTest::addColumn<int>("which");
    for (int i = 0; i < 13; ++i) QTest::newRow(qPrintable(QString::number(i))) << i;
  }
  void permissionsAreTheDrawnEdges() {
    ParallelStep inBranch;
    BranchStep branch;
    branch.options = {{Share{0.5}, {call("table", Operation::remove)}}};
    inBranch.branches = {{Step{branch}, send("letters")}, {call("table", Operation::remove)}};
    const std::vector<std::pair<Steps, Texts>> cases = {
        {{}, {}},
        {{compute(milliseconds(1))}, {}},
        {{call("table", Operation::read)}, {"Allow dynamodb:GetItem on !GetAtt Table.Arn"}},
        {{call("table", Operation::write)}, {"Allow dynamodb:PutItem on !GetAtt Table.Arn"}},
        {{call("table", Operation::query)}, {"Allow dynamodb:Query on !GetAtt Table.Arn"}},
        {{call("bucket", Operation::read)}, {"Allow s3:GetObject on !Sub ${Bucket.Arn}/*"}},
        {{call("bucket", Operation::write)}, {"Allow s3:PutObject on !Sub ${Bucket.Arn}/*"}},
        {{call("bucket", Operation::remove)}, {"Allow s3:DeleteObject on !Sub ${Bucket.Arn}/*"}},
        {{call("bucket", Operation::query)}, {"Allow s3:ListBucket on !GetAtt Bucket.Arn"}},
        {{send("letters")}, {"Allow sqs:SendMessage on !GetAtt Letters.Arn"}},
        {{call("other"), send("other")}, {"Allow lambda:InvokeFunction on !GetAtt Other.Arn"}},
        {{call("partner")}, {"Allow secretsmanager:GetSecretValue on !Ref PartnerCredential"}},
        {{Step{inBranch}},
         {"Allow sqs:SendMessage on !GetAtt Letters.Arn", "Allow dynamodb:DeleteItem on !GetAtt Table.Arn"}},
    };
    QCOMPARE(cases.size(), std::size_t{13});
    QFETCH(int, which);
    const auto& [steps, expected] = cases[static_cast<std::size_t>(which)];
    const YAML::Node whole = templateOf(single(steps));
    QVERIFY(permissionsOf(whole, "Work") == expected);
    QVERIFY(permissionsOf(whole, "Other").empty());
  }

  void aCacheReadsItsOrigin() {
    Architecture design = single({call("memory")});
    Cache memory;
    memory.origin = ComponentRef{"table"};
    add(design, "memory", memory);
    QVERIFY(permissionsOf(templateOf(design), "Work") == Texts{"Allow dynamodb:GetItem on !GetAtt Table.Arn"});
  }

  void provisionedFunctionsAreInvokedByTheirAlias() {
    Architecture design = single({call("other")});
    kindOf<Function>(design, "other").provisionedConcurrency = 1;
    const YAML::Node whole = templateOf(design);
    QVERIFY(permissionsOf(whole, "Work") == Texts{"Allow lambda:InvokeFunction on !Ref Other.Alias"});
    QCOMPARE(propertiesOf(whole, "Work")["Environment"]["Variables"]["OTHER_FUNCTION"].as<std::string>(),
             std::string("Other.Alias"));
  }

  void snapshotsAreOfPublishedVersions() {
    Architecture design = single({call("other")});
    kindOf<Function>(design, "other").runtime = "python3.13";
    kindOf<Function>(design, "other").start = InstanceStart::snapshot;
    const YAML::Node whole = templateOf(design);
    QCOMPARE(propertiesOf(whole, "Other")["SnapStart"]["ApplyOn"].as<std::string>(), std::string("PublishedVersions"));
    QCOMPARE(propertiesOf(whole, "Other")["AutoPublishAlias"].as<std::string>(), std::string("live"));
    QVERIFY(permissionsOf(whole, "Work") == Texts{"Allow lambda:InvokeFunction on !Ref Other.Alias"});
    QVERIFY(!propertiesOf(whole, "Work")["SnapStart"]);
    kindOf<Function>(design, "other").provisionedConcurrency = 1;
    QVERIFY(refusals(design) == Texts{"not-expressible"});
    kindOf<Function>(design, "other").provisionedConcurrency.reset();
    kindOf<Function>(design, "other").runtime = "nodejs22";
    QVERIFY(refusals(design) == Texts{"not-expressible"});
  }

  void imagesAreRefused() {
    Architecture design = single({call("other")});
    kindOf<Function>(design, "other").packaging = Packaging::image;
    QVERIFY(refusals(design) == Texts{"not-expressible"});
  }

  void functionsGoIntoTheNetwork() {
    Architecture design = single({call("other")});
    kindOf<Function>(design, "work").network = Network::vpc;
    const Manifest manifest = exported(design);
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    QVERIFY(whole["Parameters"]["VpcId"]);
    const YAML::Node vpc = propertiesOf(whole, "Work")["VpcConfig"];
    QCOMPARE(vpc["SubnetIds"].as<std::string>(), std::string("PrivateSubnetIds"));
    QCOMPARE(vpc["SecurityGroupIds"].size(), std::size_t(1));
    QCOMPARE(whole["Resources"]["WorkSecurityGroup"]["Type"].as<std::string>(), std::string("AWS::EC2::SecurityGroup"));
    QVERIFY(!propertiesOf(whole, "Other")["VpcConfig"]);
    QVERIFY(hasNote(manifest, "function-needs-vpc", "work"));
    QVERIFY(hasNote(manifest, "vpc-needs-way-out", "work"));
    QVERIFY(!hasErrors(manifest.notes));
  }

  void idsThatMeetGetDistinctNames() {
    Architecture design;
    add(design, "a-1", function("nodejs22", {}));
    add(design, "a1", function("nodejs22", {}));
    add(design, "a1-role", Queue{});
    add(design, "a1-log-group", Queue{});
    add(design, "a1-2", Queue{});
    const YAML::Node whole = templateOf(design);
    std::map<std::string, std::string> componentOf;
    for (const auto& resource : whole["Resources"]) {
      const std::string type = resource.second["Type"].as<std::string>();
      const YAML::Node tags = resource.second["Properties"]["Tags"];
      if (type == "AWS::Serverless::Function")
        componentOf[tags["Component"].as<std::string>()] = resource.first.as<std::string>();
      if (type == "AWS::SQS::Queue") componentOf[tags[0]["Value"].as<std::string>()] = resource.first.as<std::string>();
    }
    QCOMPARE(componentOf.size(), std::size_t{5});
    Texts names;
    for (const auto& [id, name] : componentOf) names.insert(name);
    QCOMPARE(names.size(), std::size_t{5});
    // SAM makes a role named after each function.
    QVERIFY(!whole["Resources"][componentOf["a-1"] + "Role"]);
    QVERIFY(!whole["Resources"][componentOf["a1"] + "Role"]);
    // yaml-cpp keeps the first of two equal keys, so every resource counted by its indentation must be there.
    const std::string text = contentOf(exported(design), "template.yaml");
    const auto resources = std::count(text.begin(), text.end(), '\n') > 0 ? whole["Resources"].size() : 0;
    std::size_t lines = 0;
    for (std::size_t at = text.find("\n    Type: AWS::"); at != std::string::npos;
         at = text.find("\n    Type: AWS::", at + 1))
      ++lines;
    QCOMPARE(lines, resources);
  }

  void refusedDesigns() {
    Architecture design = orderIntake();
    for (const char* runtime : {"ruby3.3", "java11"}) {
      kindOf<Function>(design, "mailer").runtime = runtime;
      QVERIFY(refusals(design) == Texts{"no-handler"});
    }
    design = orderIntake();
    kindOf<Queue>(design, "receipts").visibility = seconds(29);
    QVERIFY(refusals(design) == Texts{"visibility-too-short"});
    kindOf<Queue>(design, "receipts").visibility = seconds(30);
    QVERIFY(refusals(design).empty());
    kindOf<Queue>(design, "receipts").consumers[0].batch = 11;
    kindOf<Queue>(design, "receipts").consumers[0].window = {};
    QVERIFY(refusals(design) == Texts{"window-missing"});
    kindOf<Queue>(design, "receipts").consumers[0].window = seconds(1);
    QVERIFY(refusals(design).empty());
    kindOf<Queue>(design, "receipts").consumers[0].maxConcurrency = 1;
    QVERIFY(refusals(design) == Texts{"out-of-range"});
    design = orderIntake();
    kindOf<Function>(design, "checkout").memory = mebibytes(127);
    QVERIFY(refusals(design) == Texts{"out-of-range"});
    design = orderIntake();
    kindOf<Function>(design, "checkout").steps.push_back(call("receipts"));
    QVERIFY(refusals(design) == Texts{"not-expressible"});
    design = single({call("other")});
    kindOf<Function>(design, "other").steps.push_back(send("work"));
    QVERIFY(refusals(design) == Texts{"circle"});
    QVERIFY(refusals(Architecture{}) == Texts{"empty"});
  }

  void whatIsRoundedIsSaid() {
    Architecture design = orderIntake();
    kindOf<Function>(design, "checkout").timeout = milliseconds(9500);
    const Manifest manifest = exported(design);
    QCOMPARE(propertiesOf(YAML::Load(contentOf(manifest, "template.yaml")), "Checkout")["Timeout"].as<int>(), 10);
    QVERIFY(hasNote(manifest, "rounded", "checkout.timeout"));
    QVERIFY(!hasNote(exported(orderIntake()), "rounded", "checkout.timeout"));
  }

  void formatsAndProviders() {
    std::vector<std::string> ids;
    for (const auto& format : manifestFormats()) ids.push_back(format.id);
    QVERIFY(ids == (std::vector<std::string>{"sam", "cloudformation", "serverless", "functions-core-tools", "arm", "gcloud",
                                             "fn", "knative", "terraform", "openapi", "asyncapi", "github-actions",
                                             "jenkins", "circleci", "mermaid", "drawio"}));
    Catalog other = aws();
    other.provider = "custom";
    const auto wrong = exportManifest("sam", orderIntake(), other);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().at(0).id, std::string("wrong-provider"));
    QVERIFY(wrong.error()[0].hint.find("aws") != std::string::npos);
    const auto unknown = exportManifest("sams", orderIntake(), aws());
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().at(0).id, std::string("unknown-format"));
  }

  void stepsRunAsDrawn() {
    const std::string steps = contentOf(exported(orderIntake()), "src/checkout/steps.mjs");
    std::size_t last = 0;
    for (const char* part : {"await compute(input)", "await writeOrders(input)", "await Promise.all([",
                             "await readStock(input)", "await callPayments(input)", "await sendReceipts(input)"}) {
      const auto at = steps.find(part);
      QVERIFY2(at != std::string::npos && at > last, part);
      last = at;
    }
    QVERIFY(steps.find("new Breaker({ failures: 5, withinMs: 30000, openMs: 20000 })") != std::string::npos);
    QVERIFY(steps.find("timeoutMs: 2000, retries: 2, backoffMs: 200, breaker: callPaymentsBreaker") != std::string::npos);
    const std::string mailer = contentOf(exported(orderIntake()), "src/mailer/steps.py");
    QVERIFY(mailer.find("batch.each(compute)") != std::string::npos);
  }

  void inputsCarryWhatTheWayOnNeeds() {
    // `work` hands its input to a queue whose consumer writes a table with another key.
    Architecture design = single({send("letters")});
    NosqlDb table;
    table.partitionKey = "order-no";
    add(design, "ledger", table);
    add(design, "keeper", function("python3.12", {call("ledger", Operation::write, Per::message)}));
    kindOf<Queue>(design, "letters").consumers = {consumer("keeper")};
    const Manifest manifest = exported(design);
    QVERIFY(contentOf(manifest, "src/work/contract.mjs").find("'order-no': { required: true") != std::string::npos);
    QVERIFY(contentOf(manifest, "src/keeper/contract.py").find("\"order-no\": {\"required\": True") != std::string::npos);
  }

  void textsThatYamlWouldMisreadAreQuoted() {
    Architecture design = orderIntake();
    design.description = "yes: a # sign, 'quotes' and \"more\"";
    kindOf<NosqlDb>(design, "orders").partitionKey = "on";
    const std::string text = contentOf(exported(design), "template.yaml");
    QCOMPARE(YAML::Load(text)["Description"].as<std::string>(), design.name + ": " + design.description);
    QVERIFY(text.find("AttributeName: 'on'") != std::string::npos);
    QVERIFY(text.find("Version: '2012-10-17'") != std::string::npos);
    QVERIFY(text.find("AWSTemplateFormatVersion: '2010-09-09'") != std::string::npos);
  }

  void exportIsRepeatable() {
    const Manifest first = exported(everyAccess("python3.12")), second = exported(everyAccess("python3.12"));
    QCOMPARE(first.files.size(), second.files.size());
    Texts paths;
    for (std::size_t i = 0; i < first.files.size(); ++i) {
      QCOMPARE(first.files[i].content, second.files[i].content);
      QVERIFY2(paths.insert(first.files[i].path).second, first.files[i].path.c_str());
    }
    QCOMPARE(first.files[0].path, std::string("template.yaml"));
  }
};

QTEST_GUILESS_MAIN(ManifestTest)
#include "manifest_test.moc"
