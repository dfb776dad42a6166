#include <algorithm>
#include <set>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/manifest/manifest.h"
#include "tests/model/described_export.h"
#include "tests/model/manifest_designs.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

Manifest exported(const Architecture& design, const std::string& provider = "aws") {
  return exportedAs("openapi", design, provider);
}

YAML::Node described(const Architecture& design) { return YAML::Load(exported(design).files.at(0).content); }

bool hasNote(const Manifest& manifest, const std::string& id) {
  return std::any_of(manifest.notes.begin(), manifest.notes.end(), [&](const Problem& note) { return note.id == id; });
}

using Texts = std::set<std::string>;

}  // namespace

class OpenapiExportTest : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatARouteTakesAndAnswers() {
    const YAML::Node root = described(orderIntake());
    QCOMPARE(root["openapi"].as<std::string>(), std::string("3.1.0"));
    const YAML::Node post = root["paths"]["/orders"]["post"];
    QCOMPARE(post["operationId"].as<std::string>(), std::string("postOrders"));
    QCOMPARE(post["tags"][0].as<std::string>(), std::string("checkout"));
    QVERIFY(keysOf(post["responses"]) == (Texts{"201", "400", "401", "403", "413", "429", "500", "503", "504"}));
    QVERIFY(post["security"][0]["users"]);
    const YAML::Node schema = root["components"]["schemas"]["checkout-input"];
    QCOMPARE(post["requestBody"]["content"]["application/json"]["schema"]["$ref"].as<std::string>(),
             std::string("#/components/schemas/checkout-input"));
    QCOMPARE(schema["required"][0].as<std::string>(), std::string("id"));
    QCOMPARE(root["components"]["securitySchemes"]["users"]["scheme"].as<std::string>(), std::string("bearer"));
    QVERIFY(keysOf(root["components"]["responses"]) ==
            (Texts{"BadRequest", "Unauthorized", "Forbidden", "TooLarge", "TooMany", "Failed", "Unavailable", "TooLate"}));
    const YAML::Node variables = root["servers"][0]["variables"];
    QCOMPARE(variables["region"]["default"].as<std::string>(), std::string("us-east-1"));
  }

  void leavesOutWhatTheApiHasnt() {
    Architecture design = orderIntake();
    kindOf<HttpApi>(design, "api").auth.reset();
    kindOf<HttpApi>(design, "api").throttle.reset();
    const YAML::Node root = described(design);
    const YAML::Node post = root["paths"]["/orders"]["post"];
    QVERIFY(keysOf(post["responses"]) == (Texts{"201", "400", "413", "500", "503", "504"}));
    QVERIFY(post["security"].IsSequence() && post["security"].size() == 0);
    QVERIFY(!root["components"]["securitySchemes"]);
  }

  void pathParametersAndMethods() {
    const Manifest manifest = exported(everyAccess("nodejs22"));
    QCOMPARE(manifest.files.size(), std::size_t{2});
    QCOMPARE(manifest.files[0].path, std::string("front/openapi.yaml"));
    const YAML::Node paths = YAML::Load(manifest.files[0].content)["paths"];
    QVERIFY(keysOf(paths) == (Texts{"/things", "/things/{id}", "/other/{proxy}"}));
    QVERIFY(keysOf(paths["/things/{id}"]) == (Texts{"get", "delete"}));
    const YAML::Node first = paths["/things/{id}"]["get"]["parameters"][0];
    QCOMPARE(first["name"].as<std::string>(), std::string("id"));
    QCOMPARE(first["in"].as<std::string>(), std::string("path"));
    QVERIFY(first["required"].as<bool>());
    QVERIFY(keysOf(paths["/other/{proxy}"]) == (Texts{"get", "put", "post", "delete", "patch"}));
    QVERIFY(!paths["/things/{id}"]["get"]["requestBody"]);
    QVERIFY(paths["/things/{id}"]["get"]["responses"]["404"]);
    QVERIFY(hasNote(manifest, "greedy-path") && hasNote(manifest, "any-method"));
    QVERIFY(!hasNote(manifest, "route-left-out"));
  }

  void keysThatNoPathBringsAreAskedFor() {
    Architecture design = everyAccess("nodejs22");
    const YAML::Node get = YAML::Load(exported(design).files[0].content)["paths"]["/things/{id}"]["get"];
    std::set<std::string> queried;
    for (const auto& parameter : get["parameters"])
      if (parameter["in"].as<std::string>() == "query") queried.insert(parameter["name"].as<std::string>());
    QVERIFY(queried == Texts{"thing-id"});
  }

  void operationIdsAreUnique() {
    Architecture design = orderIntake();
    kindOf<HttpApi>(design, "api").routes = {{"GET /a-b", {"checkout"}},      {"GET /a/b", {"checkout"}},
                                             {"GET /a/{x}", {"checkout"}},    {"GET /a/{y}", {"checkout"}},
                                             {"DELETE /a/{y}", {"checkout"}}, {"ANY /a/b", {"mailer"}}};
    const Manifest manifest = exported(design);
    const YAML::Node paths = YAML::Load(manifest.files[0].content)["paths"];
    Texts ids;
    std::size_t count = 0;
    for (const auto& path : paths)
      for (const auto& operation : path.second) {
        ids.insert(operation.second["operationId"].as<std::string>());
        ++count;
      }
    QCOMPARE(ids.size(), count);
    QVERIFY(keysOf(paths) == (Texts{"/a-b", "/a/b", "/a/{x}"}));
    QVERIFY(keysOf(paths["/a/{x}"]) == (Texts{"get", "delete"}));
    QCOMPARE(paths["/a/b"]["get"]["tags"][0].as<std::string>(), std::string("checkout"));
    QCOMPARE(paths["/a/b"]["put"]["tags"][0].as<std::string>(), std::string("mailer"));
    QVERIFY(hasNote(manifest, "route-left-out") && hasNote(manifest, "parameter-renamed"));
  }

  void hostileTextsStayTexts() {
    const std::string hostile = "a: \"b\" 'c' </x> ${{ x }} $(y) `z`\n- end: |\n\t#no\n...\n---\n*a &b !c";
    Architecture design = orderIntake();
    design.name = hostile;
    design.find("api")->description = hostile;
    kindOf<HttpApi>(design, "api").routes.push_back({"GET /" + hostile, {"checkout"}});
    kindOf<NosqlDb>(design, "orders").partitionKey = "no";
    const Manifest manifest = exported(design);
    const YAML::Node root = YAML::Load(manifest.files[0].content);
    QCOMPARE(root["info"]["description"].as<std::string>(), hostile);
    QCOMPARE(root["info"]["title"].as<std::string>(), hostile + ": api");
    QVERIFY(keysOf(root["paths"]) == Texts{"/orders"});
    QVERIFY(hasNote(manifest, "route-left-out"));
    QVERIFY(manifest.files[0].content.find("\n        - no\n") == std::string::npos);  // a Boolean to YAML 1.1
  }

  void everyProviderHasItsServer() {
    Texts urls;
    for (const auto& provider : catalogProviders()) {
      const Manifest manifest = exported(orderIntake(), provider);
      urls.insert(YAML::Load(manifest.files.at(0).content)["servers"][0]["url"].as<std::string>());
    }
    QCOMPARE(urls.size(), catalogProviders().size());
  }

  void refusesWithoutApi() {
    const auto refused = exportManifest("openapi", Architecture{}, *loadCatalog("aws"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().at(0).id, std::string("empty"));
  }

  void sameDesignSameBytes() {
    QCOMPARE(exported(orderIntake()).files[0].content, exported(orderIntake()).files[0].content);
  }
};

QTEST_GUILESS_MAIN(OpenapiExportTest)
#include "openapi_export_test.moc"
