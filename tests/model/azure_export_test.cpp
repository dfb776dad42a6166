#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include <QtTest>

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
    kindOf<Function>(design, "intake").architecture = CpuArchitecture::arm64;
    kindOf<Function>(design, "mailer").memory = mebibytes(640);
    kindOf<Schedule>(design, "clock").timeZone = "Europe/Berlin";
    kindOf<Queue>(design, "receipts").consumers[0].maxConcurrency = 3;
    add(design, "topic", Topic{});
    const Texts found = refusals(design);
    QCOMPARE(found, (Texts{"not-covered topic", "not-expressible clock.time-zone", "not-expressible intake.architecture",
                           "not-expressible mailer.memory", "not-expressible receipts.consumers"}));
  }
};

QTEST_GUILESS_MAIN(AzureExportTest)
#include "azure_export_test.moc"
