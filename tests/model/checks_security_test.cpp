#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <QtTest>

#include "model/checks/check_setting_edits.h"
#include "model/checks/credentials.h"
#include "model/checks/function_access.h"
#include "model/checks/jurisdictions.h"
#include "model/checks/quick_fix.h"
#include "model/import/import.h"
#include "model/io/file.h"
#include "model/io/temporary_folder.h"
#include "model/project/project_file.h"
#include "tests/model/checks_fixture.h"

using namespace virga::model;

namespace {

const std::string kApi =
    "  users: {kind: client, sends: [{to: api, route: POST /orders}]}\n"
    "  api: {kind: http-api, throttle: {rate: 1/s, burst: 2}, auth: {with: people}, routes: [{route: POST /orders, to: "
    "work, "
    "schema: order.json}]}\n"
    "  people: {kind: auth}\n";

Architecture design(const std::string& components, const std::string& top = "protection: {audit: management}\n") {
  const auto read =
      readProject("virga: 1\nname: T\ntarget: {provider: aws, region: eu-central-1}\n" + top + "components:\n" + components,
                  "t.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

const Catalog& aws() {
  static const auto catalog = loadCatalog("aws").value();
  return catalog;
}

// "warning public-store files.exposure" of the rules of this file.
std::vector<std::string> secured(const Architecture& a) {
  std::vector<std::string> result;
  for (const auto& problem : check(a, aws())) {
    static const std::set<std::string> others{"no-dead-letter", "duplicates-harmful", "never-invoked", "connection-limit"};
    if (others.contains(problem.id)) continue;
    const auto severity = problem.severity == Severity::error     ? "error "
                          : problem.severity == Severity::warning ? "warning "
                                                                  : "info ";
    result.push_back(severity + problem.id + " " + problem.path);
  }
  return result;
}

bool has(const Architecture& a, const std::string& finding) {
  const auto found = secured(a);
  return std::find(found.begin(), found.end(), finding) != found.end();
}

bool hasRule(const Architecture& a, const std::string& rule) {
  const auto found = secured(a);
  return std::any_of(found.begin(), found.end(),
                     [&](const std::string& each) { return each.find(" " + rule + " ") != std::string::npos; });
}

std::string work(const std::string& fields) {
  return "  work: {kind: function, runtime: nodejs22, timeout: 10 s, " + fields + "}\n";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

class ChecksSecurityTest : public QObject {
  Q_OBJECT

 private slots:
  void gateways() {
    const auto plain = work("steps: [{compute: 1 ms}]");
    QVERIFY(!hasRule(design(kApi + plain), "public-route"));
    const auto open = replaced(kApi, "auth: {with: people}, ", "");
    QVERIFY(has(design(open + plain), "warning public-route api"));
    const auto reads = replaced(replaced(open, "POST /orders, to: w", "GET /orders, to: w"), "POST", "GET");
    QVERIFY(has(design(reads + plain), "info public-route api"));
    const auto cors = replaced(kApi, "routes:", "cors: {origins: [\"*\"], credentials: include}, routes:");
    QVERIFY(has(design(cors + plain), "error cors-credentials-any-origin api.cors.origins.0"));
    const auto listed = replaced(cors, "\"*\"", "\"https://shop.example\"");
    QVERIFY(!hasRule(design(listed + plain), "cors-credentials-any-origin"));
    const auto omitted = replaced(cors, ", credentials: include", "");
    QVERIFY(has(design(omitted + plain), "info cors-any-origin api.cors.origins.0"));
    const std::string direct = "  users: {kind: client, sends: [{to: work}]}\n";
    QVERIFY(has(design(direct + plain), "info public-function work"));
    QVERIFY(!hasRule(design(kApi + plain), "public-function"));
  }

  void inputIsCheckedAtTheDoor() {
    const auto unchecked = replaced(kApi, ", schema: order.json", "");
    const auto shell = work("sinks: [shell], steps: [{compute: 1 ms}]");
    QVERIFY(has(design(unchecked + shell), "info no-schema api.routes.0"));
    QVERIFY(has(design(unchecked + shell), "warning unvalidated-sink work.sinks"));
    QVERIFY(!hasRule(design(kApi + shell), "no-schema"));
    QVERIFY(!hasRule(design(kApi + shell), "unvalidated-sink"));
  }

  void inputIsFollowedThroughQueues() {
    const auto components = work("steps: [{send: line}]") +
                            "  line: {kind: queue, consumers: [{to: book}]}\n"
                            "  book: {kind: function, runtime: nodejs22, steps: [{call: db, operation: write}]}\n"
                            "  db: {kind: sql-db}\n";
    const auto unchecked = replaced(kApi, ", schema: order.json", "");
    const auto a = design(unchecked + components);
    QVERIFY(has(a, "info unvalidated-sink book.steps.0.call"));
    const auto problems = check(a, aws());
    QVERIFY(std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
      return problem.message.find("api → work → line → book") != std::string::npos;
    }));
    QVERIFY(!hasRule(design(kApi + components), "unvalidated-sink"));
  }

  void leastPrivilegeIsWhatIsDrawn() {
    const auto a = design(kApi + work("steps: [{call: table, operation: write}, {send: line}, {call: shop}]") +
                          "  table: {kind: nosql-db}\n  line: {kind: queue, consumers: [{to: reader}]}\n"
                          "  shop: {kind: external}\n  reader: {kind: function, runtime: nodejs22}\n");
    const auto accesses = functionAccesses(a);
    const std::vector<FunctionAccess> expected{
        {"work", {{"table", {GrantedAccess::write}}, {"line", {GrantedAccess::send}}}},
        {"reader", {{"line", {GrantedAccess::read, GrantedAccess::remove}}}}};
    QVERIFY(accesses == expected);
  }

  void grants() {
    const auto granted = [](const std::string& grants) {
      return design(kApi + work("grants: [" + grants + "], steps: [{call: table, operation: write}]") +
                    "  table: {kind: nosql-db}\n  files: {kind: object-store}\n");
    };
    QVERIFY(has(granted("{}"), "error grant-of-everything work.grants.0"));
    QVERIFY(has(granted("{access: [read]}"), "warning grant-to-everything work.grants.0"));
    QVERIFY(has(granted("{on: table}"), "warning grant-of-all-access work.grants.0"));
    QVERIFY(has(granted("{on: table, access: [write, administer]}"), "warning grant-administer work.grants.0"));
    QVERIFY(has(granted("{on: files, access: [read]}"), "warning grant-unused work.grants.0"));
    QVERIFY(has(granted("{on: table, access: [write, remove]}"), "info grant-unused work.grants.0"));
    const auto needed = granted("{on: table, access: [write]}");
    for (const auto& finding : secured(needed)) QVERIFY2(finding.find("grant") == std::string::npos, finding.c_str());
  }

  void credentialsInTexts() {
    const auto described = [](const std::string& text) {
      auto a = design(kApi + work("steps: [{compute: 1 ms}]"));
      a.find("work")->description = text;
      return a;
    };
    const std::string key = std::string("AKIA") + "Z7Q2M4X9B1N6V3K8";
    QVERIFY(has(described("uses " + key), "error credential-in-project work.description"));
    for (const auto& problem : check(described("uses " + key), aws()))
      QVERIFY(problem.message.find(key) == std::string::npos);
    for (const auto* harmless :
         {"AKIAIOSFODNN7EXAMPLE", "the AKIA prefix", "password: see the vault", "password=${DB_PASSWORD}",
          "postgres://user:password@db/shop", "https://shop.example:8443/a@b", "token=<yours>"})
      QVERIFY2(!findCredential(harmless), harmless);
    for (const auto& harmful :
         {std::string("-----BEGIN RSA PRIVATE KEY-----"), std::string("postgres://app:q8Zr2Lm5@db.internal/shop"),
          std::string("gh") + "p_a8Kd03mZq91LxPw7Vb25NcTy64RfHj8UsE0g", std::string("Server=db;Password=q8Zr2Lm5tY7w;"),
          std::string("xo") + "xb-29384756102-a8Kd03mZq91LxPw7", std::string("sk_") + "live_a8Kd03mZq91LxPw7"})
      QVERIFY2(findCredential(harmful), harmful.c_str());
    QVERIFY(findCredential("DB_PASSWORD", "q8Zr2Lm5tY7w"));
    QVERIFY(!findCredential("TABLE_NAME", "orders-2f8a91c3d4e5"));
  }

  void credentialsInEnvironments() {
    const TemporaryFolder folder("checks");
    const auto file = folder.path() / "template.yaml";
    const std::string key = std::string("sk_") + "live_a8Kd03mZq91LxPw7";
    const std::string text =
        "Transform: AWS::Serverless-2016-10-31\nParameters: {Key: {Type: String}}\nResources:\n  Pay:\n"
        "    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n      Handler: a.b\n"
        "      Environment:\n        Variables:\n          STAGE: production\n          GIVEN_SECRET: !Ref Key\n"
        "          STRIPE: " +
        key + "\n";
    QVERIFY(writeFileAtomically(file, text));
    const auto imported = importDesign({file});
    QVERIFY2(imported.has_value(), imported ? "" : toText(imported.error().front()).c_str());
    int told = 0;
    for (const auto& problem : imported->report) {
      QVERIFY(problem.message.find(key) == std::string::npos);
      if (problem.id != "credential-in-environment") continue;
      ++told;
      QCOMPARE(problem.line, 13);
      QVERIFY(problem.message.find("STRIPE") != std::string::npos);
    }
    QCOMPARE(told, 1);
    QVERIFY(writeProject(imported->design).find(key) == std::string::npos);
  }

  void protectionOfStores() {
    const auto stores = kApi + work("steps: [{call: db, operation: read}]");
    QVERIFY(has(design(stores + "  db: {kind: sql-db, transport: plain}\n"), "warning plain-transport db.transport"));
    QVERIFY(has(design(stores + "  db: {kind: sql-db, encryption: none}\n"), "warning no-encryption db.encryption"));
    QVERIFY(has(design(stores + "  db: {kind: sql-db, exposure: public}\n"), "warning public-store db.exposure"));
    const auto closed = design(stores + "  db: {kind: sql-db}\n");
    QVERIFY(!hasRule(closed, "plain-transport") && !hasRule(closed, "no-encryption") && !hasRule(closed, "public-store"));
    QVERIFY(!hasRule(closed, "no-audit-log"));
    QVERIFY(has(design(stores + "  db: {kind: sql-db}\n", ""), "info no-audit-log protection.audit"));
    QVERIFY(!hasRule(design(kApi + work("steps: [{compute: 1 ms}]"), ""), "no-audit-log"));
  }

  void eachStoreIsMended() {
    for (const auto* fault : {"transport: plain", "encryption: none", "exposure: public"}) {
      const auto a = design(kApi + work("steps: [{call: db, operation: read}]") + "  db: {kind: sql-db, " + fault + "}\n");
      bool mended = false;
      for (const auto& problem : check(a, aws()))
        if (problem.id == "plain-transport" || problem.id == "no-encryption" || problem.id == "public-store") {
          const auto fixes = quickFixes(a, problem);
          QCOMPARE(fixes.size(), std::size_t{1});
          const auto edited = fixes[0].edit(a);
          QVERIFY(edited.has_value());
          mended = *edited == design(kApi + work("steps: [{call: db, operation: read}]") + "  db: {kind: sql-db}\n");
        }
      QVERIFY2(mended, fault);
    }
  }

  void residency() {
    const auto placed = [](const std::string& allowed, const std::string& location) {
      return design(kApi + work("steps: [{call: shop}]") + "  shop: {kind: external" + location + "}\n",
                    "protection: {residency: [" + allowed + "]}\n");
    };
    QVERIFY(!hasRule(placed("eu", ", location: fr"), "residency-region"));
    QVERIFY(!hasRule(placed("eu", ", location: fr"), "residency-external"));
    QVERIFY(has(placed("ch", ", location: ch"), "error residency-region target.region"));
    QVERIFY(has(placed("eu", ", location: us"), "error residency-external shop.location"));
    QVERIFY(has(placed("eu", ""), "warning residency-external shop.location"));
    QVERIFY(has(placed("europe", ", location: fr"), "warning residency-unknown protection.residency.0"));
  }

  void regionsLieSomewhere() {
    QCOMPARE(placeOfRegion("aws", "eu-central-1"), std::string("de"));
    QCOMPARE(placeOfRegion("aws", "eu-west-2"), std::string("gb"));
    QCOMPARE(placeOfRegion("gcp", "europe-west1"), std::string("be"));
    QCOMPARE(placeOfRegion("gcp", "europe-west12"), std::string("it"));
    QCOMPARE(placeOfRegion("azure", "eastus2"), std::string("us"));
    QCOMPARE(placeOfRegion("aws", "mars-north-1"), std::string());
    QVERIFY(liesIn("de", {"eu"}) && liesIn("no", {"eea"}) && liesIn("uk", {"gb"}));
    QVERIFY(!liesIn("eu", {"de"}) && !liesIn("no", {"eu"}) && !liesIn("ch", {"eea"}));
    for (const auto& provider : {"aws", "azure", "gcp", "oci"}) {
      const auto regions = loadCatalog(provider).value().regions;
      QVERIFY(!regions.empty());
      for (const auto& region : regions) QVERIFY2(!placeOfRegion(provider, region).empty(), region.c_str());
    }
  }

  void settingsOfChecks() {
    auto a = design(kApi + work("steps: [{call: db, operation: read}]") + "  db: {kind: sql-db, exposure: public}\n");
    a.checks = {{"public-store", ComponentRef{"db"}, std::nullopt, "a public data set"}};
    const auto findings = checkWithIgnored(a, aws());
    QCOMPARE(findings.ignored.size(), std::size_t{1});
    QCOMPARE(findings.ignored[0].problem.path, std::string("db.exposure"));
    QCOMPARE(findings.ignored[0].reason, std::string("a public data set"));
    QVERIFY(!hasRule(a, "public-store") && !hasRule(a, "check-unneeded"));
    a.checks = {{"public-store", std::nullopt, Severity::error, ""}};
    QVERIFY(has(a, "error public-store db.exposure"));
    a.checks = {{"public-store", ComponentRef{"work"}, std::nullopt, "why not"}};
    QVERIFY(has(a, "warning public-store db.exposure"));
    QVERIFY(has(a, "info check-unneeded checks.0.check"));
    a.checks = {{"public-stor", std::nullopt, std::nullopt, "why not"}};
    QVERIFY(has(a, "warning check-unknown checks.0.check"));
    a.checks.clear();
    for (const auto& problem : check(a, aws()))
      if (problem.id == "public-store") {
        QVERIFY(!ignoreFinding(a, problem, " "));
        const auto ignored = ignoreFinding(a, problem, "a public data set");
        QVERIFY(ignored && !hasRule(*ignored, "public-store"));
      }
  }
};

QTEST_APPLESS_MAIN(ChecksSecurityTest)
#include "checks_security_test.moc"
