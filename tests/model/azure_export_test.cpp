#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include <QtTest>

#include "model/manifest/azure/bicep.h"
#include "model/manifest/manifest.h"
#include "tests/model/manifest_designs.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

using Json = nlohmann::json;
using Texts = std::set<std::string>;

const Catalog& azure() {
  static const auto catalog = loadCatalog("azure");
  if (!catalog) qFatal("the catalog can't be read: %s", toText(catalog.error().at(0)).c_str());
  return *catalog;
}

Manifest exported(const Architecture& design) {
  auto manifest = exportManifest("functions-core-tools", design, azure());
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

Texts refusals(const Architecture& design) {
  Texts found;
  const auto manifest = exportManifest("functions-core-tools", design, azure());
  if (!manifest)
    for (const auto& problem : manifest.error()) found.insert(problem.id + " " + problem.path);
  return found;
}

std::string contentOf(const Manifest& manifest, const std::string& path) {
  for (const auto& file : manifest.files)
    if (file.path == path) return file.content;
  return "(no file " + path + ")";
}

Json jsonOf(const Manifest& manifest, const std::string& path) { return Json::parse(contentOf(manifest, path)); }

Architecture orders(const std::string& runtime) {
  Architecture design;
  design.name = "[Orders 'of' \"today\"]";
  design.target = {"azure", "eastus"};
  add(design, "api", api({{"POST /orders", {"intake"}}, {"GET /orders/{id}", {"intake"}}}));
  Function intake = function(runtime, {call("table", Operation::write), call("partner"), send("receipts")});
  intake.memory = mebibytes(2048);
  add(design, "intake", intake);
  add(design, "table", NosqlDb{});
  add(design, "partner", External{});
  Queue receipts = queue(seconds(90), {consumer("mailer", 8)});
  receipts.maxReceives = 4;
  receipts.deadLetter = ComponentRef{"dead"};
  add(design, "receipts", receipts);
  add(design, "dead", Queue{});
  Function mailer = function(runtime, {call("bucket", Operation::write, Per::message), call("keys")});
  mailer.timeout = seconds(45);
  add(design, "mailer", mailer);
  add(design, "bucket", ObjectStore{});
  add(design, "keys", SecretStore{});
  add(design, "nightly", function(runtime, {call("bucket")}));
  Schedule schedule;
  schedule.cron = "30 2 * * *";
  schedule.targets = {ScheduleTarget{{"nightly"}}};
  add(design, "clock", schedule);
  return design;
}

std::size_t partsOf(const std::string& text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '/'));
}

}  // namespace

class AzureExportTest : public QObject {
  Q_OBJECT

 private slots:
  void settingsAreThoseOfTheDesign() {
    const Manifest manifest = exported(orders("nodejs22"));
    const Json host = jsonOf(manifest, "src/mailer/host.json");
    QCOMPARE(host["version"], Json("2.0"));
    QCOMPARE(host["functionTimeout"], Json("00:00:45"));
    QCOMPARE(host["extensions"]["queues"]["batchSize"], Json(8));
    QCOMPARE(host["extensions"]["queues"]["maxDequeueCount"], Json(4));
    QCOMPARE(host["extensions"]["queues"]["visibilityTimeout"], Json("00:01:30"));
    const Json root = jsonOf(manifest, "infra/azuredeploy.json");
    std::multiset<int> memories;
    for (const Json& resource : root["resources"])
      if (resource["type"] == "Microsoft.Web/sites")
        memories.insert(resource["properties"]["functionAppConfig"]["scaleAndConcurrency"]["instanceMemoryMB"].get<int>());
    QVERIFY((memories == std::multiset<int>{512, 512, 2048}));
    QVERIFY(contentOf(manifest, "src/nightly/app.mjs").find("schedule: '0 30 2 * * *'") != std::string::npos);
  }

  // Each assignment names its scope, function and role in the arguments of guid().
  void rolesAreTheDrawnEdges() {
    const Json root = jsonOf(exported(orders("python3.12")), "infra/azuredeploy.json");
    Texts found;
    const std::regex part(
        "'([a-z-]+)'\\), resourceId\\('Microsoft.Web/sites', format\\('([a-z]+)-\\{0\\}', "
        "variables\\('suffix'\\)\\)\\), '([0-9a-f-]+)'\\)");
    int hosts = 0;
    for (const Json& resource : root["resources"]) {
      if (resource["type"].get<std::string>().find("oleAssignments") == std::string::npos) continue;
      const auto name = resource["name"].get<std::string>();
      std::smatch match;
      if (name.find("variables('hostAccount')") != std::string::npos)
        ++hosts;
      else if (std::regex_search(name, match, part))
        found.insert(match[2].str() + " " + match[1].str() + " " + match[3].str());
      else
        found.insert(name);
    }
    QCOMPARE(hosts, 3);
    QCOMPARE(
        found,
        (Texts{"intake partner 4633458b-17de-408a-b874-0445c86b69e6", "intake receipts c6a89b2d-59bc-44d0-9896-0f6e12d7b80a",
               "intake table 00000000-0000-0000-0000-000000000002", "mailer bucket ba92f5b4-2d11-453d-a403-e96b0029c9fe",
               "mailer keys 4633458b-17de-408a-b874-0445c86b69e6", "mailer receipts 19e7f393-937e-4f77-808e-94535e297925",
               "mailer receipts 8a0f0c08-91a1-4084-bc3d-661d67233fed",
               "mailer receipts-poison 974c5e8b-45b9-4653-ba55-5f855dd0fb88",
               "nightly bucket 2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"}));
  }

  void whatIsNamedIsThere() {
    const Json root = jsonOf(exported(orders("nodejs22")), "infra/azuredeploy.json");
    Texts types, names;
    for (const Json& resource : root["resources"]) {
      const auto type = resource["type"].get<std::string>(), name = resource["name"].get<std::string>();
      types.insert(type);
      QVERIFY2(names.insert(type + name).second, name.c_str());
      // The name's segments stand in its format: "[format('{0}/default/receipts', …)]".
      std::smatch match;
      static const std::regex format("^\\[format\\('([^']*)'");
      const std::string text = std::regex_search(name, match, format) ? match[1].str() : "x";
      QVERIFY2(partsOf(text) + 1 == partsOf(type), (type + " " + name).c_str());
    }
    const std::string all = root.dump();
    static const std::regex id("resourceId\\('([^']+)'"), parameter("parameters\\('([^']+)'"),
        variable("variables\\('([^']+)'");
    for (std::sregex_iterator at(all.begin(), all.end(), id), end; at != end; ++at)
      if ((*at)[1].str().find("roleDefinitions") == std::string::npos)
        QVERIFY2(types.count((*at)[1].str()) == 1, (*at)[1].str().c_str());
    for (std::sregex_iterator at(all.begin(), all.end(), parameter), end; at != end; ++at)
      QVERIFY2(root["parameters"].contains((*at)[1].str()), (*at)[1].str().c_str());
    for (std::sregex_iterator at(all.begin(), all.end(), variable), end; at != end; ++at)
      QVERIFY2(root["variables"].contains((*at)[1].str()), (*at)[1].str().c_str());
    QCOMPARE(root["variables"]["tags"]["application"], Json("[[Orders 'of' \"today\"]"));
  }

  // format() turns four braces into the two that name a value of API Management.
  void theGatewayAddsTheKeyOfTheApp() {
    const Json root = jsonOf(exported(orders("nodejs22")), "infra/azuredeploy.json");
    int policies = 0;
    for (const Json& resource : root["resources"]) {
      if (resource["type"] != "Microsoft.ApiManagement/service/apis/operations/policies") continue;
      ++policies;
      const auto text = resource["properties"]["value"].get<std::string>();
      QVERIFY2(text.find("base-url=\"https://{0}\"") != std::string::npos, text.c_str());
      QVERIFY2(text.find("<value>{{{{key-intake}}}}</value>") != std::string::npos, text.c_str());
    }
    QCOMPARE(policies, 2);
  }

  void noSecretStandsInTheFiles() {
    const Manifest manifest = exported(orders("python3.12"));
    const Json root = jsonOf(manifest, "infra/azuredeploy.json");
    QCOMPARE(root["parameters"]["keys-secret"]["type"], Json("securestring"));
    for (const Json& resource : root["resources"])
      if (resource["type"] == "Microsoft.Storage/storageAccounts")
        QCOMPARE(resource["properties"]["allowSharedKeyAccess"], Json(false));
    QVERIFY(contentOf(manifest, ".gitignore").find("local.settings.json") != std::string::npos);
  }

  void whatAzureHasNotIsRefused() {
    Architecture design = orders("nodejs22");
    kindOf<Function>(design, "mailer").memory = mebibytes(8192);
    kindOf<Function>(design, "intake").reservedConcurrency = 0;
    kindOf<Schedule>(design, "clock").cron = "30 2 1 * 1";
    kindOf<Queue>(design, "receipts").consumers.push_back(consumer("nightly"));
    ContainerService service;
    service.vcpus = 8;
    add(design, "service", service);
    QCOMPARE(refusals(design), (Texts{"not-expressible clock.cron", "not-expressible intake.reserved-concurrency",
                                      "not-expressible mailer.memory", "not-expressible receipts.consumers",
                                      "not-expressible service.vcpus"}));
  }

  void whatStandsInIsNotedAndInTheReadme() {
    Architecture design = orders("nodejs22");
    kindOf<Function>(design, "intake").architecture = CpuArchitecture::arm64;
    kindOf<Function>(design, "mailer").memory = mebibytes(640);
    kindOf<Schedule>(design, "clock").timeZone = "Europe/Berlin";
    kindOf<HttpApi>(design, "api").throttle = Throttle{Rate{100}, 200};
    kindOf<Queue>(design, "receipts").consumers[0].maxConcurrency = 20;
    const Manifest manifest = exported(design);
    Texts found;
    const std::string readme = contentOf(manifest, "README.md");
    for (const auto& problem : manifest.notes) {
      found.insert(problem.id + " " + problem.path);
      QVERIFY2(readme.find(problem.message) != std::string::npos, problem.message.c_str());
    }
    QCOMPARE(found,
             (Texts{"instance-size mailer.memory", "limited-instances receipts.consumers", "no-arm64 intake.architecture",
                    "one-message receipts.consumers", "throttle-by-key api.throttle", "zone-in-code clock.time-zone"}));
    const Json root = jsonOf(manifest, "infra/azuredeploy.json");
    std::map<std::string, std::pair<int, int>> sizes;  // app → memory in MiB, most instances
    for (const Json& resource : root["resources"])
      if (resource["type"] == "Microsoft.Web/sites") {
        const Json& scale = resource["properties"]["functionAppConfig"]["scaleAndConcurrency"];
        sizes[resource["name"].get<std::string>().substr(9, 6)] = {scale["instanceMemoryMB"].get<int>(),
                                                                   scale["maximumInstanceCount"].get<int>()};
      }
    // 20 messages at once at most, 8 in an instance.
    QCOMPARE(sizes["mailer"], (std::pair{2048, 3}));
    QCOMPARE(sizes["intake"], (std::pair{2048, 100}));
    QVERIFY(contentOf(manifest, "src/nightly/app.mjs").find("schedule: '0 0,15,30,45 * * * *'") != std::string::npos);
    QVERIFY(contentOf(manifest, "src/nightly/app.mjs").find("isDue(new Date(), '30 2 * * *', 'Europe/Berlin')") !=
            std::string::npos);
  }

  void throttlesTimeoutsAndTokensAreThoseOfTheDesign() {
    Architecture design = orders("nodejs22");
    add(design, "people", Auth{});
    HttpApi& drawn = kindOf<HttpApi>(design, "api");
    drawn.throttle = Throttle{Rate{0.5}, 1};
    drawn.timeout = seconds(12);
    drawn.auth = ApiAuth{{"people"}};
    const Json root = jsonOf(exported(design), "infra/azuredeploy.json");
    std::string policy;
    Json keyed, subscription;
    for (const Json& resource : root["resources"]) {
      if (resource["type"] == "Microsoft.ApiManagement/service/apis/policies") policy = resource["properties"]["value"];
      if (resource["type"] == "Microsoft.ApiManagement/service/apis") keyed = resource["properties"]["subscriptionRequired"];
      if (resource["type"] == "Microsoft.ApiManagement/service/subscriptions")
        subscription = resource["properties"]["scope"];
    }
    QVERIFY2(policy.find("<rate-limit calls=\"1\" renewal-period=\"2\"/>") != std::string::npos, policy.c_str());
    QVERIFY2(policy.find("<forward-request timeout=\"12\"/>") != std::string::npos, policy.c_str());
    QVERIFY2(policy.find("<validate-jwt header-name=\"Authorization\"") != std::string::npos, policy.c_str());
    QVERIFY2(policy.find("parameters('people-audience')") != std::string::npos, policy.c_str());
    QCOMPARE(keyed, Json(true));
    QCOMPARE(subscription, Json("/apis/api"));
  }

  void streamsAreThoseOfTheDesign() {
    for (const std::string runtime : {"nodejs22", "python3.12"}) {
      const Manifest manifest = exported(everyEvent(runtime));
      const Json root = jsonOf(manifest, "infra/azuredeploy.json");
      for (const Json& resource : root["resources"]) {
        if (resource["type"] == "Microsoft.EventHub/namespaces") QCOMPARE(resource["sku"]["capacity"], Json(3));
        if (resource["type"] != "Microsoft.EventHub/namespaces/eventhubs") continue;
        QCOMPARE(resource["properties"]["partitionCount"], Json(3));
        QCOMPARE(resource["properties"]["retentionDescription"]["retentionTimeInHours"], Json(48));
      }
      const Json hubs = jsonOf(manifest, "src/gatherer/host.json")["extensions"]["eventHubs"];
      QCOMPARE(hubs["maxEventBatchSize"], Json(200));
      QCOMPARE(hubs["minEventBatchSize"], Json(200));
      QCOMPARE(hubs["maxWaitTime"], Json("00:00:02"));
      const bool node = runtime == "nodejs22";
      const std::string gather = contentOf(manifest, node ? "src/gatherer/app.mjs" : "src/gatherer/function_app.py");
      QVERIFY2(gather.find(node ? "maxRetryCount: 5" : "max_retry_count=\"5\"") != std::string::npos, gather.c_str());
      const std::string follow = contentOf(manifest, node ? "src/follower/app.mjs" : "src/follower/function_app.py");
      QVERIFY2(follow.find(node ? "maxItemsPerInvocation: 100" : "max_items_per_invocation=100") != std::string::npos,
               follow.c_str());
      QVERIFY2(follow.find(node ? "maxRetryCount: -1" : "max_retry_count=\"-1\"") != std::string::npos, follow.c_str());
    }
  }

  void eventsGoWhereTheyAreDrawn() {
    const Json root = jsonOf(exported(everyEvent("nodejs22")), "infra/events.json");
    Texts found;
    for (const Json& resource : root["resources"]) {
      const Json& properties = resource["properties"];
      const Json& destination = properties.contains("destination")
                                    ? properties["destination"]
                                    : properties["deliveryWithResourceIdentity"]["destination"];
      std::string from = resource["name"];
      from = from.substr(from.rfind(',') == std::string::npos ? 0 : from.find("{0}/") + 4);
      found.insert(from.substr(0, from.find('\'')) + " " + destination["endpointType"].get<std::string>());
      QCOMPARE(properties["retryPolicy"]["maxDeliveryAttempts"], Json(30));
    }
    QCOMPARE(found, (Texts{"bus-partner WebHook", "bus-readings EventHub", "bus-bus-reports AzureFunction",
                           "bus-told AzureFunction", "bus-work StorageQueue", "files-files-bus-gone AzureFunction",
                           "files-told AzureFunction", "inbox-inbox-reports-gone AzureFunction", "inbox-work StorageQueue",
                           "news-partner WebHook", "news-told AzureFunction", "news-work StorageQueue"}));
  }

  void workflowsAreOrchestrations() {
    const Manifest manifest = exported(everyTask("nodejs22"));
    const std::string flow = contentOf(manifest, "src/flow/orchestration.mjs");
    // Two retries are three attempts; the wait doubles from a second up to ten.
    QVERIFY2(flow.find("retry(3, 1000, 2, 10000)") != std::string::npos, flow.c_str());
    QVERIFY2(flow.find("getTime() + 5000") != std::string::npos, flow.c_str());
    for (const char* activity :
         {"invokeWork", "sendLetters", "writeTable", "readBucket", "queryTable", "callPartner", "sendNews", "sendBus",
          "sendReadings", "startOther", "startWork", "writeBucket", "removeTable"}) {
      QVERIFY2(flow.find(std::string("'") + activity + "'") != std::string::npos, activity);
      QVERIFY2(contentOf(manifest, "src/flow/activities.mjs").find(std::string("export async function ") + activity + "(") !=
                   std::string::npos,
               activity);
    }
  }

  void everyDesignIsExported() {
    for (const std::string runtime : {"nodejs22", "python3.12"})
      for (const Architecture& design :
           {everyAccess(runtime), everyEvent(runtime), everyTask(runtime), everyGuard(runtime), orderIntake()}) {
        const Manifest manifest = exported(design);
        QVERIFY2(!manifest.files.empty(), (design.name + " " + runtime).c_str());
        Texts paths;
        for (const auto& file : manifest.files) QVERIFY2(paths.insert(file.path).second, file.path.c_str());
      }
  }

  void expressionsBecomeBicep() {
    QCOMPARE(bicepExpression("format('{0}-x', variables('suffix'))"), std::string("format('{0}-x', suffix)"));
    QCOMPARE(bicepExpression("parameters('keys-secret')"), std::string("keysSecret"));
    QCOMPARE(bicepExpression("format('it''s ${x}', parameters('a'))"), std::string("format('it\\'s \\${x}', a)"));
    QCOMPARE(bicepExpression("reference(resourceId('A/b', 'c'), '2024').d.e"),
             std::string("reference(resourceId('A/b', 'c'), '2024').d.e"));
  }
};

QTEST_GUILESS_MAIN(AzureExportTest)
#include "azure_export_test.moc"
