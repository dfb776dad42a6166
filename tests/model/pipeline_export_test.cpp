#include <algorithm>
#include <set>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/manifest/manifest.h"
#include "tests/model/manifest_designs.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

Architecture withScenario() {
  Architecture design = orderIntake();
  Scenario down, day;
  down.name = "payments-down";
  down.faults.resize(1);
  day.name = "ordinary day";
  design.scenarios = {down, day};
  return design;
}

Manifest exported(const std::string& format, const Architecture& design) {
  auto manifest = exportManifest(format, design, *loadCatalog("aws"));
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

std::string contentOf(const std::string& format, const Architecture& design = withScenario()) {
  return exported(format, design).files.at(0).content;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::vector<std::string> kFormats = {"github-actions", "jenkins", "circleci"};

}  // namespace

class PipelineExportTest : public QObject {
  Q_OBJECT

 private slots:
  void filesAreWhereTheSystemsLookForThem() {
    QCOMPARE(exported("github-actions", withScenario()).files.at(0).path, std::string(".github/workflows/deploy.yml"));
    QCOMPARE(exported("jenkins", withScenario()).files.at(0).path, std::string("Jenkinsfile"));
    QCOMPARE(exported("circleci", withScenario()).files.at(0).path, std::string(".circleci/config.yml"));
  }

  void functionsInJavaAreTestedWithMaven() {
    Architecture design = withScenario();
    kindOf<Function>(design, "mailer").runtime = "java21";
    for (const auto& format : kFormats) {
      QVERIFY(has(contentOf(format, design), "&& mvn -q test)"));
      QVERIFY(!has(contentOf(format), "mvn"));
    }
    QVERIFY(has(contentOf("github-actions", design), "actions/setup-java@v4"));
    QVERIFY(!has(contentOf("github-actions"), "setup-java"));
  }

  void allCheckTestBuildAndDeploy() {
    for (const auto& format : kFormats) {
      const std::string text = contentOf(format);
      for (const char* part :
           {"virga check", "virga simulate", "ordinary day", "checkout.duration.p99 < 10000 ms", "sam validate --lint",
            "node --test", "python3 -m unittest", "sam build", "sam deploy", "order-intake-staging", "us-east-1"})
        QVERIFY2(has(text, part), (format + ": " + part).c_str());
      QVERIFY2(!has(text, "payments-down"), format.c_str());
      QVERIFY2(!has(text, "mailer.duration"), format.c_str());  // no client waits for it
    }
  }

  void noneHoldsKeys() {
    for (const auto& format : kFormats)
      for (const char* word : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "secrets.", "aws-access-key-id"})
        QVERIFY2(!has(contentOf(format), word), word);
  }

  void githubAllowsEachJobTheLeast() {
    const YAML::Node root = YAML::Load(contentOf("github-actions"));
    QVERIFY(root["permissions"].size() == 1 && root["permissions"]["contents"].as<std::string>() == "read");
    for (const auto& job : root["jobs"]) {
      const bool deploys = static_cast<bool>(job.second["environment"]);
      const bool identifies = job.second["permissions"] && job.second["permissions"]["id-token"];
      QCOMPARE(identifies, deploys);
      for (const auto& step : job.second["steps"])
        if (step["uses"]) QVERIFY(has(step["uses"].as<std::string>(), "@v"));
    }
    QCOMPARE(root["jobs"]["production"]["environment"].as<std::string>(), std::string("production"));
    QCOMPARE(root["jobs"]["production"]["needs"][0].as<std::string>(), std::string("staging"));
    QVERIFY(root["concurrency"]["group"] && root["on"]["push"]);
  }

  void circleciAsksBeforeProduction() {
    const YAML::Node jobs = YAML::Load(contentOf("circleci"))["workflows"]["deliver"]["jobs"];
    QCOMPARE(jobs[3]["approve"]["type"].as<std::string>(), std::string("approval"));
    QCOMPARE(jobs[4]["production"]["requires"][0].as<std::string>(), std::string("approve"));
    QCOMPARE(jobs[4]["production"]["filters"]["branches"]["only"].as<std::string>(), std::string("main"));
  }

  void jenkinsAsksBeforeProduction() {
    const std::string text = contentOf("jenkins");
    const auto staging = text.find("order-intake-staging"), asks = text.find("input message"),
               production = text.find("STACK_NAME = 'order-intake'");
    QVERIFY(staging < asks && asks < production && production != std::string::npos);
    QCOMPARE(std::count(text.begin(), text.end(), '{'), std::count(text.begin(), text.end(), '}'));
  }

  void hostileTextsDontBreakOut() {
    const std::string hostile = "x'; rm -rf / #${{ secrets.A }} $(boom) `boom` '''\n<< pipeline.id >> \\ </x>";
    Architecture design = withScenario();
    design.name = hostile;
    design.description = hostile;
    design.scenarios[1].name = hostile;
    for (const auto& format : kFormats) {
      const Manifest manifest = exported(format, design);
      const std::string& text = manifest.files.at(0).content;
      for (const char* part : {"rm -rf /\n", "rm -rf / ", "secrets.", "$(boom)", "`boom`", "<< pipeline", "</x>", "'; rm"})
        QVERIFY2(!has(text, part), (format + ": " + part).c_str());
      QVERIFY(std::any_of(manifest.notes.begin(), manifest.notes.end(),
                          [](const Problem& note) { return note.id == "scenario-left-out"; }));
      if (format != "jenkins") QVERIFY(YAML::Load(text).IsMap());
    }
    design.target.region = "eu'; boom";
    QVERIFY(!exportManifest("jenkins", design, *loadCatalog("aws")));
  }

  void otherProvidersAreRefused() {
    for (const auto& format : kFormats)
      for (const char* provider : {"azure", "gcp", "oci", "custom"}) {
        const auto refused = exportManifest(format, withScenario(), *loadCatalog(provider));
        QVERIFY(!refused);
        QCOMPARE(refused.error().at(0).id, std::string("no-deployment"));
      }
  }

  void whatCantBeDeployedIsRefused() {
    Architecture design = withScenario();
    add(design, "extra", Topic{});
    const auto deployment = exportManifest("sam", design, *loadCatalog("aws"));
    const auto refused = exportManifest("circleci", design, *loadCatalog("aws"));
    QCOMPARE(refused.has_value(), deployment.has_value());
    if (!deployment) QVERIFY(refused.error() == deployment.error());
    QVERIFY(!exportManifest("circleci", Architecture{}, *loadCatalog("aws")));
  }

  void sameDesignSameBytes() {
    for (const auto& format : kFormats) QCOMPARE(contentOf(format), contentOf(format));
  }
};

QTEST_GUILESS_MAIN(PipelineExportTest)
#include "pipeline_export_test.moc"
