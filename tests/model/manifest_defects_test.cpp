// Defects that templates for AWS are known for, tools find or miss: the export refuses a design that has them, or no design
// can have them.
#include <functional>
#include <regex>

#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

using Change = std::function<void(Architecture&)>;

// What only a template that isn't written by a program can have, over all resources of the designs' templates.
void forEachNode(const YAML::Node& node, const std::function<void(const YAML::Node&)>& visit) {
  visit(node);
  if (node.IsSequence())
    for (const auto& item : node) forEachNode(item, visit);
  if (node.IsMap())
    for (const auto& entry : node) forEachNode(entry.second, visit);
}

Texts namesOf(const YAML::Node& whole) {
  Texts names;
  for (const char* part : {"Resources", "Parameters"})
    for (const auto& entry : whole[part]) names.insert(entry.first.as<std::string>());
  return names;
}

}  // namespace

class ManifestDefectsTest : public QObject {
  Q_OBJECT

  std::vector<Architecture> designs_;

 private slots:
  void initTestCase() {
    for (const char* runtime : {"nodejs22", "python3.12"})
      for (const auto& make : {everyAccess, everyEvent, everyTask, everyGuard}) designs_.push_back(make(runtime));
    designs_.push_back(orderIntake());
  }

  void refused_data() {
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("id");
    for (std::size_t i = 0; i < changes().size(); ++i)
      QTest::newRow(changes()[i].name) << static_cast<int>(i) << QString(changes()[i].id);
  }
  void refused() {
    QFETCH(int, number);
    QFETCH(QString, id);
    Architecture design = orderIntake();
    QVERIFY(refusals(design).empty());
    changes()[static_cast<std::size_t>(number)].change(design);
    const Texts ids = refusals(design);
    QVERIFY2(ids.count(id.toStdString()) == 1, ids.empty() ? "it is exported" : ids.begin()->c_str());
    for (const char* format : {"cloudformation", "serverless", "terraform"})
      QVERIFY2(!exportManifest(format, design, aws()), format);
  }

  void namesAreLettersAndDigits() {
    for (const auto& design : designs_)
      for (const auto& name : namesOf(templateOf(design)))
        QVERIFY2(std::regex_match(name, std::regex("[A-Za-z0-9]+")), name.c_str());
  }

  void referencesLeadToSomething() {
    for (const auto& design : designs_) {
      const YAML::Node whole = templateOf(design);
      const Texts names = namesOf(whole);
      forEachNode(whole, [&](const YAML::Node& node) {
        if (node.Tag() != "!Ref" && node.Tag() != "!GetAtt") return;
        const auto text = node.as<std::string>();
        const std::string name = text.substr(0, text.find('.'));
        const bool alias = text.size() > 6 && text.compare(text.size() - 6, 6, ".Alias") == 0;
        QVERIFY2(names.count(name) == 1 || name.rfind("AWS::", 0) == 0 || alias, text.c_str());
      });
    }
  }

  void functionsHaveWhatLambdaWants() {
    const std::regex reserved(
        "_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_.*|"
        "AWS_ACCESS_KEY.*|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_(TASK_ROOT|RUNTIME_DIR)");
    int functions = 0;
    for (const auto& design : designs_)
      for (const auto& resource : templateOf(design)["Resources"]) {
        if (resource.second["Type"].as<std::string>() != "AWS::Serverless::Function") continue;
        ++functions;
        const YAML::Node properties = resource.second["Properties"];
        QVERIFY(properties["Handler"] && properties["Runtime"] && properties["CodeUri"]);
        if (properties["Environment"])
          for (const auto& variable : properties["Environment"]["Variables"])
            QVERIFY(!std::regex_match(variable.first.as<std::string>(), reserved));
        for (const auto& policy : properties["Policies"]) QVERIFY(policy["Statement"]);  // no template of SAM's
      }
    QVERIFY(functions > 20);
  }

  void recordsAreTakenFromStreams() {
    int mappings = 0;
    for (const auto& design : designs_) {
      const YAML::Node whole = templateOf(design);
      for (const auto& resource : whole["Resources"]) {
        if (resource.second["Type"].as<std::string>() != "AWS::Lambda::EventSourceMapping") continue;
        ++mappings;
        const YAML::Node properties = resource.second["Properties"];
        QVERIFY(properties["StartingPosition"]);
        const auto source = properties["EventSourceArn"].as<std::string>();
        const YAML::Node table = whole["Resources"][source.substr(0, source.find('.'))];
        if (table["Type"].as<std::string>() == "AWS::DynamoDB::Table")
          QVERIFY(table["Properties"]["StreamSpecification"]["StreamViewType"]);
      }
    }
    QVERIFY(mappings >= 4);
  }

  void keysOfTablesAreDefinedAndUsed() {
    for (const auto& design : designs_)
      for (const auto& resource : templateOf(design)["Resources"]) {
        if (resource.second["Type"].as<std::string>() != "AWS::DynamoDB::Table") continue;
        Texts defined, used;
        for (const auto& entry : resource.second["Properties"]["AttributeDefinitions"])
          defined.insert(entry["AttributeName"].as<std::string>());
        for (const auto& entry : resource.second["Properties"]["KeySchema"])
          used.insert(entry["AttributeName"].as<std::string>());
        QVERIFY(defined == used);
      }
  }

  // A FIFO queue can't be drawn, so that no dead letters of another kind can go there, nor a name that says so.
  void queuesAreStandardQueues() {
    for (const auto& design : designs_)
      for (const auto& resource : templateOf(design)["Resources"])
        if (resource.second["Type"].as<std::string>() == "AWS::SQS::Queue") {
          QVERIFY(!resource.second["Properties"]["FifoQueue"]);
          QVERIFY(!resource.second["Properties"]["QueueName"]);
        }
  }

 private:
  struct Refused {
    const char* name;
    const char* id;
    Change change;
  };

  static const std::vector<Refused>& changes() {
    static const std::vector<Refused> all = {
        {"memory of 20000 MiB", "out-of-range",
         [](Architecture& d) { kindOf<Function>(d, "checkout").memory = mebibytes(20000); }},
        {"memory of 64 MiB", "out-of-range",
         [](Architecture& d) { kindOf<Function>(d, "checkout").memory = mebibytes(64); }},
        {"timeout of 1000 s", "out-of-range",
         [](Architecture& d) { kindOf<Function>(d, "checkout").timeout = seconds(1000); }},
        {"an environment of more than 4 KB", "out-of-range",
         [](Architecture& d) {
           // 60 names of 60 letters and a suffix, without their values.
           for (int i = 0; i < 60; ++i) {
             const std::string id = "a-table-whose-name-is-rather-long-for-what-it-holds-number-" + std::to_string(10 + i);
             add(d, id, NosqlDb{});
             kindOf<Function>(d, "checkout").steps.push_back(call(id, Operation::write));
           }
         }},
        {"batch of 100 without a window", "window-missing",
         [](Architecture& d) {
           Consumer& consumer = kindOf<Queue>(d, "receipts").consumers[0];
           consumer.batch = 100;
           consumer.window = {};
         }},
        {"batch of 20000", "out-of-range", [](Architecture& d) { kindOf<Queue>(d, "receipts").consumers[0].batch = 20000; }},
        {"maximum concurrency of 1", "out-of-range",
         [](Architecture& d) { kindOf<Queue>(d, "receipts").consumers[0].maxConcurrency = 1; }},
        {"visibility below the timeout", "visibility-too-short",
         [](Architecture& d) { kindOf<Queue>(d, "receipts").visibility = seconds(5); }},
        {"dead letters to a table", "not-expressible",
         [](Architecture& d) { kindOf<Queue>(d, "receipts").deadLetter = ComponentRef{"orders"}; }},
        {"route twice", "double-route",
         [](Architecture& d) {
           kindOf<HttpApi>(d, "api").routes.push_back({"POST /orders", {"checkout"}});
         }},
        {"authorizer that isn't there", "not-expressible",
         [](Architecture& d) { kindOf<HttpApi>(d, "api").auth = ApiAuth{{"orders"}}; }},
        {"integration timeout of a minute", "out-of-range",
         [](Architecture& d) { kindOf<HttpApi>(d, "api").timeout = seconds(60); }},
        {"no runtime", "no-runtime", [](Architecture& d) { kindOf<Function>(d, "checkout").runtime = ""; }},
        {"bad rate", "not-expressible",
         [](Architecture& d) {
           Schedule schedule;
           schedule.every = milliseconds(90'500);
           schedule.targets = {{{"mailer"}}};
           add(d, "often", schedule);
         }},
        {"bad cron", "not-expressible",
         [](Architecture& d) {
           Schedule schedule;
           schedule.cron = "30 25 * * *";
           schedule.targets = {{{"mailer"}}};
           add(d, "nightly", schedule);
         }},
        {"cron for two kinds of days", "not-expressible",
         [](Architecture& d) {
           Schedule schedule;
           schedule.cron = "30 2 1 * 1";
           schedule.targets = {{{"mailer"}}};
           add(d, "nightly", schedule);
         }},
        {"provisioned beyond reserved", "out-of-range",
         [](Architecture& d) {
           kindOf<Function>(d, "checkout").reservedConcurrency = 1;
           kindOf<Function>(d, "checkout").provisionedConcurrency = 2;
         }},
    };
    return all;
  }
};

QTEST_GUILESS_MAIN(ManifestDefectsTest)
#include "manifest_defects_test.moc"
