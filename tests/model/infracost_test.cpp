#include <map>
#include <set>
#include <sstream>

#include <yaml-cpp/yaml.h>

#include <QTest>

#include "model/io/file.h"
#include "model/manifest/terraform_name.h"
#include "model/pricing/infracost_usage.h"
#include "model/pricing/usage_items.h"
#include "model/project/project_file.h"

using namespace virga::model;

namespace {

// Infracost's own keys: resource type → keys.
std::map<std::string, std::set<std::string>> infracostKeys() {
  std::map<std::string, std::set<std::string>> keys;
  std::istringstream file(readFile(VIRGA_TEST_DATA "/infracost-keys.txt").value());
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string resource, key;
    words >> resource;
    while (words >> key) keys[resource].insert(key);
  }
  return keys;
}

Architecture design(const std::string& components) {
  return readProject("virga: 1\nname: T\ncomponents:\n" + components, "t.virga.yaml").value();
}

Catalog planned(const std::string& provider, const std::string& plan = {}) {
  Architecture architecture;
  architecture.target.provider = provider;
  architecture.providers.emplace_back().provider = provider;
  if (!plan.empty()) architecture.providers.back().plan = plan;
  return withPlan(loadCatalog(provider).value(), architecture).value();
}

Usage monthOf(std::vector<UsageItem> items) {
  Usage usage;
  usage.monthly = true;
  usage.items = std::move(items);
  return usage;
}

YAML::Node resourcesOf(const std::string& text) {
  const auto document = YAML::Load(text);
  if (document["version"].as<std::string>() != "0.1") qFatal("another version");
  return document["resource_usage"];
}

std::string at(const YAML::Node& resources, const std::string& address, const std::string& key) {
  return resources[address] && resources[address][key] ? resources[address][key].as<std::string>() : "none";
}

const std::string kFunction =
    "  order-intake: {kind: function, runtime: java17, memory: 512 MiB, steps: [{compute: 1 ms}]}\n";

}  // namespace

// The usage file that Infracost prices a deployment with.
class InfracostTest : public QObject {
  Q_OBJECT

 private slots:
  void namesFollowFromIds() {
    QCOMPARE(terraformName("order-intake"), std::string("order_intake"));
    QCOMPARE(terraformName("a1"), std::string("a1"));
  }

  void everyKeyIsInfracosts_data() {
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("plan");
    QTest::addRow("aws") << "aws"
                         << "";
    for (const char* plan : {"flex-consumption", "consumption", "premium"})
      QTest::addRow("azure %s", plan) << "azure" << plan;
    for (const char* plan : {"cloud-run-functions", "1st-gen", "cloud-run-functions-instances"})
      QTest::addRow("gcp %s", plan) << "gcp" << plan;
  }

  // Of every kind and every item that is metered.
  void everyKeyIsInfracosts() {
    QFETCH(QString, provider);
    QFETCH(QString, plan);
    Usage usage = monthOf({});
    Architecture architecture;
    for (const auto& kind : meteredKinds()) {
      const std::string fields = kind == "function"   ? ", runtime: java17"
                                 : kind == "schedule" ? ", every: 1 h"
                                 : kind == "workflow" ? ", type: express"
                                                      : "";
      architecture.components.push_back(design("  a-" + kind + ": {kind: " + kind + fields + "}\n").components.front());
    }
    const bool instances = plan == "premium" || plan == "cloud-run-functions-instances";
    for (const auto& item : meteredItems())
      if (item.kind != "function" || (item.item == "vcpu-hours") <= instances)
        usage.items.push_back({"a-" + item.kind, item.kind, item.item, "", 1000});
    const auto keys = infracostKeys();
    std::size_t found = 0;
    for (const auto& resource :
         resourcesOf(infracostUsage(usage, architecture, planned(provider.toStdString(), plan.toStdString())))) {
      const auto address = resource.first.as<std::string>();
      const auto type = address.substr(0, address.find('.'));
      QVERIFY2(keys.contains(type), type.c_str());
      for (const auto& value : resource.second) {
        const auto key = value.first.as<std::string>();
        if (value.second.IsMap()) {
          for (const auto& inner : value.second) {
            const auto whole = key + "." + inner.first.as<std::string>();
            QVERIFY2(keys.at(type).contains(whole), (type + " " + whole).c_str());
          }
        } else {
          QVERIFY2(keys.at(type).contains(key), (type + " " + key).c_str());
        }
        ++found;
      }
    }
    QVERIFY(found >= 12);
  }

  // 3M requests of 100 ms at 512 MiB: 150,000 GB-seconds.
  void lambdaHasRequestsAndTheirBilledTime() {
    const auto resources = resourcesOf(infracostUsage(monthOf({{"order-intake", "function", "requests", "", 3'000'000},
                                                               {"order-intake", "function", "compute", "x86_64", 150'000},
                                                               {"order-intake", "function", "logs", "", Decimal("2.5")}}),
                                                      design(kFunction), planned("aws")));
    QCOMPARE(at(resources, "aws_lambda_function.order_intake", "monthly_requests"), std::string("3000000"));
    QCOMPARE(at(resources, "aws_lambda_function.order_intake", "request_duration_ms"), std::string("100"));
    QCOMPARE(at(resources, "aws_cloudwatch_log_group.order_intake", "monthly_data_ingested_gb"), std::string("2.5"));
  }

  // An hour's usage is 730 hours' in a month.
  void runsAreScaledToAMonth() {
    Usage usage;
    usage.period = hours(1);
    usage.items = {{"line", "queue", "requests", "", 1000}, {"items", "nosql-db", "write-units", "on-demand", 3}};
    const auto resources =
        resourcesOf(infracostUsage(usage, design("  line: {kind: queue}\n  items: {kind: nosql-db}\n"), planned("aws")));
    QCOMPARE(at(resources, "aws_sqs_queue.line", "monthly_requests"), std::string("730000"));
    QCOMPARE(at(resources, "aws_dynamodb_table.items", "monthly_write_request_units"), std::string("2190"));
  }

  // Premium: two instances of EP1 for 730 hours. Consumption: 1M executions of 200 ms in 512 MiB.
  void azureFollowsThePlan() {
    const auto premium = resourcesOf(infracostUsage(
        monthOf({{"order-intake", "function", "vcpu-hours", "", 1460}, {"order-intake", "function", "gb-hours", "", 5110}}),
        design(kFunction), planned("azure", "premium")));
    QCOMPARE(at(premium, "azurerm_function_app.order_intake", "instances"), std::string("2"));
    QCOMPARE(at(premium, "azurerm_function_app.order_intake", "monthly_executions"), std::string("none"));
    const auto consumption =
        resourcesOf(infracostUsage(monthOf({{"order-intake", "function", "requests", "", 1'000'000},
                                            {"order-intake", "function", "compute", "x86_64", 100'000}}),
                                   design(kFunction), planned("azure", "consumption")));
    QCOMPARE(at(consumption, "azurerm_function_app.order_intake", "monthly_executions"), std::string("1000000"));
    QCOMPARE(at(consumption, "azurerm_function_app.order_intake", "execution_duration_ms"), std::string("200"));
    QCOMPARE(at(consumption, "azurerm_function_app.order_intake", "memory_mb"), std::string("512"));
  }

  // 2,048 GB through a topic are 2 TB.
  void pubsubIsInTerabytes() {
    const auto resources = resourcesOf(infracostUsage(monthOf({{"news", "topic", "throughput", "", 2048}}),
                                                      design("  news: {kind: topic}\n"), planned("gcp")));
    QCOMPARE(at(resources, "google_pubsub_topic.news", "monthly_message_data_tb"), std::string("2"));
  }

  void whatInfracostHasNoKeyForIsNamed() {
    const auto text =
        infracostUsage(monthOf({{"cached", "cache", "storage", "", 10}, {"cached", "cache", "requests", "", 1}}),
                       design("  cached: {kind: cache}\n"), planned("aws"));
    QVERIFY2(text.find("# Infracost has no key for: cached (cache) storage, requests\n") != std::string::npos, text.c_str());
    QCOMPARE(resourcesOf(text).size(), std::size_t(0));
  }

  void otherProvidersArentPriced() {
    QVERIFY(!isPricedByInfracost("oci") && !isPricedByInfracost("custom"));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, infracostUsage({}, {}, planned("oci")));
  }
};

QTEST_GUILESS_MAIN(InfracostTest)
#include "infracost_test.moc"
