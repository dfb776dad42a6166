#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/manifest/manifest.h"
#include "tests/model/manifest_designs.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

// What every provider can deploy.
Architecture shop(const std::string& provider = "aws") {
  Architecture design;
  design.name = "Order intake";
  const std::map<std::string, std::string> regions = {
      {"aws", "us-east-1"}, {"azure", "eastus"}, {"gcp", "us-central1"}, {"oci", "us-ashburn-1"}, {"custom", ""}};
  design.target = {provider, regions.at(provider)};
  Flow orders;
  orders.to = {"api"};
  orders.route = "POST /orders";
  add(design, "shoppers", Client{{orders}});
  add(design, "api", api({{"POST /orders", {"checkout"}}}));
  Function checkout = function("nodejs22", {call("orders", Operation::write), send("receipts")});
  checkout.memory = mebibytes(512);
  checkout.timeout = seconds(10);
  add(design, "checkout", checkout);
  add(design, "orders", NosqlDb{});
  add(design, "receipts", queue(seconds(60), {consumer("mailer")}));
  Function mailer = function("python3.12", {compute(milliseconds(120), Per::message)});
  mailer.memory = mebibytes(512);
  mailer.timeout = seconds(30);
  add(design, "mailer", mailer);
  Scenario down, day;
  down.name = "payments-down";
  down.faults.resize(1);
  day.name = "ordinary day";
  design.scenarios = {down, day};
  return design;
}

Manifest exported(const std::string& format, const Architecture& design) {
  auto manifest = exportManifest(format, design, *loadCatalog(design.target.provider));
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

std::string contentOf(const std::string& format, const Architecture& design = shop()) {
  const Manifest manifest = exported(format, design);
  return manifest.files.empty() ? "" : manifest.files.front().content;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Without the comment at the top and the words of the CI systems' own notations.
std::string bodyOf(const std::string& text) {
  std::string body;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.rfind("#", 0) != 0 && line.rfind("//", 0) != 0) body += line + "\n";
  return body;
}

const std::vector<std::string> kFormats = {"github-actions", "jenkins", "circleci"};
// Each provider and the export that its pipelines deploy.
const std::map<std::string, std::string> kDeployed = {
    {"aws", "sam"}, {"azure", "functions-core-tools"}, {"gcp", "terraform"}, {"oci", "fn"}, {"custom", "knative"}};

// Commands of a provider: lint, tests and build, then what shows a change, then what makes it.
struct Commands {
  std::vector<std::string> lint, plan, apply;
};
const std::map<std::string, Commands> kCommands = {
    {"aws", {{"sam validate --lint", "sam build"}, {"--no-execute-changeset"}, {"--no-confirm-changeset"}}},
    {"azure",
     {{"json.tool infra/azuredeploy.json", "zip -q"},
      {"deployment group validate", "deployment group what-if"},
      {"deployment group create", "functionapp deployment source config-zip"}}},
    {"gcp",
     {{"./package.sh", "terraform fmt -check", "terraform validate"},
      {"terraform plan -input=false"},
      {"terraform apply -input=false"}}},
    {"oci",
     {{"terraform -chdir=stack fmt -check", "terraform -chdir=stack validate"}, {"create-plan-job"}, {"create-apply-job"}}},
    {"custom",
     {{"kubectl kustomize .", "docker build"}, {"kubectl apply --dry-run=server", "kubectl diff"}, {"kubectl apply -k ."}}},
};

std::size_t after(const std::string& text, const std::string& part, std::size_t at) {
  return at == std::string::npos ? at : text.find(part, at);
}

// Scripts of a job, one after another.
std::string scriptsOf(const YAML::Node& job) {
  std::string text;
  for (const auto& step : job["steps"]) {
    if (!step.IsMap()) continue;
    if (step["run"] && step["run"].IsScalar()) text += step["run"].as<std::string>();
    if (step["run"] && step["run"].IsMap()) text += step["run"]["command"].as<std::string>();
  }
  return text;
}

}  // namespace

class PipelineExportTest : public QObject {
  Q_OBJECT

 private slots:
  void filesAreWhereTheSystemsLookForThem() {
    QCOMPARE(exported("github-actions", shop()).files.at(0).path, std::string(".github/workflows/deploy.yml"));
    QCOMPARE(exported("jenkins", shop()).files.at(0).path, std::string("Jenkinsfile"));
    QCOMPARE(exported("circleci", shop()).files.at(0).path, std::string(".circleci/config.yml"));
  }

  void functionsInJavaAreTestedWithMaven() {
    Architecture design = shop();
    kindOf<Function>(design, "mailer").runtime = "java21";
    for (const auto& format : kFormats) {
      QVERIFY(has(contentOf(format, design), "&& mvn -q test)"));
      QVERIFY(!has(contentOf(format), "mvn"));
    }
    QVERIFY(has(contentOf("github-actions", design), "actions/setup-java@"));
    QVERIFY(!has(contentOf("github-actions"), "setup-java"));
  }

  void allCheckTestBuildAndDeploy() {
    for (const auto& [provider, commands] : kCommands)
      for (const auto& format : kFormats) {
        const std::string text = contentOf(format, shop(provider));
        for (const std::string& part : {std::string("virga check"), "--provider " + provider, std::string("virga simulate"),
                                        std::string("ordinary day"), std::string("checkout.duration.p99 < 10000 ms"),
                                        std::string("node --test"), std::string("python3 -m unittest")})
          QVERIFY2(has(text, part), (format + " " + provider + ": " + part).c_str());
        QVERIFY2(!has(text, "payments-down"), format.c_str());
        QVERIFY2(!has(text, "mailer.duration"), format.c_str());  // no client waits for it
      }
    QVERIFY(has(contentOf("jenkins"), "order-intake-staging") && has(contentOf("jenkins"), "us-east-1"));
  }

  // Lint and tests, staging with what would change before it changes, then the same for production.
  void stagesAreInOrder() {
    for (const auto& [provider, commands] : kCommands)
      for (const auto& format : kFormats) {
        const std::string text = bodyOf(contentOf(format, shop(provider)));
        std::size_t at = text.find("virga check");
        for (const auto* stage : {&commands.lint, &commands.plan, &commands.apply, &commands.plan, &commands.apply})
          for (const std::string& command : *stage) {
            at = after(text, command, at);
            QVERIFY2(at != std::string::npos, (format + " " + provider + ": " + command).c_str());
          }
        std::size_t changes = 0;
        for (auto found = text.find(commands.apply.back()); found != std::string::npos;
             found = text.find(commands.apply.back(), found + 1))
          ++changes;
        const std::size_t apps = provider == "azure" ? 2 : 1;  // one package each
        QCOMPARE(changes, 2 * apps);
      }
  }

  // The plan of production is another job than the change of production, and changes nothing.
  void planningIsApartFromChanging() {
    for (const auto& [provider, commands] : kCommands) {
      for (const auto& format : {"github-actions", "circleci"}) {
        const YAML::Node jobs = YAML::Load(contentOf(format, shop(provider)))["jobs"];
        const std::string plan = scriptsOf(jobs["plan"]), production = scriptsOf(jobs["production"]);
        for (const std::string& command : commands.plan) QVERIFY2(has(plan, command), command.c_str());
        for (const std::string& command : commands.apply) {
          QVERIFY2(!has(plan, command), command.c_str());
          QVERIFY2(has(production, command), command.c_str());
        }
        for (const char* checks : {"design", "code"})
          for (const std::string& command : commands.apply) QVERIFY(!has(scriptsOf(jobs[checks]), command));
      }
    }
  }

  void noneHoldsKeys() {
    const std::regex secret(
        "access[_-]?key|client[_-]?secret|secrets\\.|private[_-]?key|password[^-]|api[_-]?key|credentials_json|"
        "BEGIN [A-Z ]*KEY|AKIA[0-9A-Z]|\\bcreds\\b",
        std::regex::icase);
    for (const auto& [provider, format] : kDeployed)
      for (const auto& system : kFormats) {
        const std::string body = bodyOf(contentOf(system, shop(provider)));
        std::smatch found;
        QVERIFY2(!std::regex_search(body, found, secret), (system + " " + provider + ": " + found.str()).c_str());
      }
  }

  void githubAllowsEachJobTheLeast() {
    for (const auto& [provider, deployed] : kDeployed) {
      const YAML::Node root = YAML::Load(contentOf("github-actions", shop(provider)));
      QVERIFY(root["permissions"].size() == 1 && root["permissions"]["contents"].as<std::string>() == "read");
      std::set<std::string> environments;
      for (const auto& job : root["jobs"]) {
        const bool deploys = static_cast<bool>(job.second["environment"]);
        const bool identifies = job.second["permissions"] && job.second["permissions"]["id-token"];
        QCOMPARE(identifies, deploys && provider != "oci");
        const bool publishes = job.second["permissions"] && job.second["permissions"]["packages"];
        QCOMPARE(publishes, provider == "custom" && job.first.as<std::string>() == "staging");
        QVERIFY(job.second["timeout-minutes"]);
        QCOMPARE(static_cast<bool>(job.second["concurrency"]), deploys);
        if (deploys) environments.insert(job.second["environment"].as<std::string>());
        for (const auto& step : job.second["steps"])
          if (step["uses"])
            QVERIFY2(std::regex_match(step["uses"].as<std::string>(), std::regex("[a-z-]+/[a-z-]+@[0-9a-f]{40}")),
                     step["uses"].as<std::string>().c_str());
      }
      QCOMPARE(environments, (std::set<std::string>{"staging", "production-plan", "production"}));
      const YAML::Node jobs = root["jobs"];
      QCOMPARE(jobs["production"]["environment"].as<std::string>(), std::string("production"));
      QCOMPARE(jobs["production"]["needs"][0].as<std::string>(), std::string("plan"));
      QCOMPARE(jobs["plan"]["needs"][0].as<std::string>(), std::string("staging"));
      QVERIFY(root["concurrency"]["group"] && root["on"]["push"]);
    }
  }

  void circleciAsksBeforeProduction() {
    for (const auto& [provider, deployed] : kDeployed) {
      const YAML::Node root = YAML::Load(contentOf("circleci", shop(provider)));
      const YAML::Node jobs = root["workflows"]["deliver"]["jobs"];
      QCOMPARE(jobs[2]["staging"]["requires"].size(), std::size_t{2});
      QCOMPARE(jobs[3]["plan"]["requires"][0].as<std::string>(), std::string("staging"));
      QCOMPARE(jobs[4]["approve"]["type"].as<std::string>(), std::string("approval"));
      QCOMPARE(jobs[4]["approve"]["requires"][0].as<std::string>(), std::string("plan"));
      QCOMPARE(jobs[5]["production"]["requires"][0].as<std::string>(), std::string("approve"));
      std::set<std::string> contexts;
      for (const auto& [index, name] : {std::pair{2, "staging"}, {3, "plan"}, {4, "approve"}, {5, "production"}}) {
        const YAML::Node job = jobs[index][name];
        QCOMPARE(job["filters"]["branches"]["only"].as<std::string>(), std::string("main"));
        if (job["context"]) contexts.insert(job["context"][0].as<std::string>());
        QCOMPARE(static_cast<bool>(job["serial-group"]), static_cast<bool>(job["context"]));
      }
      QCOMPARE(contexts.size(), std::size_t{3});
      // The token of CircleCI goes where it is changed for another, and nowhere else.
      for (const auto& job : root["jobs"])
        QCOMPARE(has(scriptsOf(job.second), "CIRCLE_OIDC_TOKEN_V2"),
                 provider != "oci" && job.first.as<std::string>() != "design" && job.first.as<std::string>() != "code");
    }
  }

  void jenkinsAsksBeforeProduction() {
    for (const auto& [provider, deployed] : kDeployed) {
      const std::string text = contentOf("jenkins", shop(provider));
      std::size_t at = 0;
      for (const char* stage : {"stage('Check the design and its budgets')", "stage('Test and build the code')",
                                "stage('Deploy to staging')", "stage('Show what would change in production')",
                                "stage('Approve')", "input message:", "stage('Deploy to production')"}) {
        at = after(text, stage, at);
        QVERIFY2(at != std::string::npos, stage);
      }
      QCOMPARE(has(text, "credentials('identity-production')"), provider != "oci");
      QVERIFY(!has(text, "withCredentials"));
      QCOMPARE(std::count(text.begin(), text.end(), '{'), std::count(text.begin(), text.end(), '}'));
    }
  }

  // Paths that the scripts name are in the export that they deploy, or made by the scripts themselves.
  void scriptsNameFilesOfTheExport() {
    const std::regex path(
        "(?:^|[ '\"(@=])((?:\\./)?(?:(?:src|functions|infra|stack)(?:/[A-Za-z0-9_.-]+)*|template\\.yaml|package\\.sh|"
        "kustomization\\.yaml))(?=[ '\")\\n/;\\\\]|$)");
    for (const auto& [provider, format] : kDeployed) {
      const Manifest deployment = exported(format, shop(provider));
      std::set<std::string> there;
      for (const auto& file : deployment.files) {
        there.insert(file.path);
        for (auto slash = file.path.find('/'); slash != std::string::npos; slash = file.path.find('/', slash + 1))
          there.insert(file.path.substr(0, slash));
      }
      for (const auto& system : kFormats) {
        const std::string text = bodyOf(contentOf(system, shop(provider)));
        std::set<std::string> named;
        for (auto found = std::sregex_iterator(text.begin(), text.end(), path); found != std::sregex_iterator(); ++found) {
          std::string name = (*found)[1];
          if (name.rfind("./", 0) == 0) name = name.substr(2);
          named.insert(name);
        }
        QVERIFY2(named.size() >= 3, (system + " " + provider).c_str());
        for (const std::string& name : named)
          QVERIFY2(there.contains(name), (system + " " + provider + ": " + name).c_str());
        for (const char* function : {"checkout", "mailer"})
          QVERIFY2(std::any_of(named.begin(), named.end(),
                               [&](const std::string& name) { return has(name, std::string("/") + function); }),
                   (system + " " + provider).c_str());
      }
    }
  }

  // An app's name comes from the template's outputs, a function's image from the kustomization.
  void scriptsNameWhatTheExportGives() {
    const std::string azure = contentOf("jenkins", shop("azure"));
    const std::string arm = exported("functions-core-tools", shop("azure")).files.front().content;
    const std::regex output("outputs[.]\"([a-z-]+)\"");
    std::set<std::string> names;
    for (auto found = std::sregex_iterator(azure.begin(), azure.end(), output); found != std::sregex_iterator(); ++found)
      names.insert((*found)[1]);
    QCOMPARE(names.size(), std::size_t{2});
    for (const std::string& name : names) QVERIFY2(has(arm, "\"" + name + "\": {"), name.c_str());

    const YAML::Node kustomization = YAML::Load(exported("knative", shop("custom")).files.front().content);
    const std::string knative = contentOf("circleci", shop("custom"));
    for (const auto& image : kustomization["images"]) {
      const auto name = image["newName"].as<std::string>();
      QVERIFY(name.rfind("registry.invalid/", 0) == 0);
      QVERIFY(has(knative, "docker push \"$REGISTRY/" + name.substr(17) + ":$RELEASE\""));
    }
  }

  void stateIsNeverOnTheMachine() {
    for (const auto& system : kFormats) {
      const std::string text = bodyOf(contentOf(system, shop("gcp")));
      QVERIFY(has(text, "backend \"gcs\" {}") && has(text, "-backend-config=\"bucket=$STATE_BUCKET\""));
      // Every initialization names its backend or has none; nothing is applied without one.
      const std::regex init("terraform init[^\\n]*");
      for (auto found = std::sregex_iterator(text.begin(), text.end(), init); found != std::sregex_iterator(); ++found)
        QVERIFY((*found).str().find("-backend") != std::string::npos);
    }
  }

  void whatNoPlatformTakesIsSaid() {
    for (const char* provider : {"oci", "custom"}) {
      const Manifest manifest = exported("circleci", shop(provider));
      QVERIFY(std::any_of(manifest.notes.begin(), manifest.notes.end(),
                          [](const Problem& note) { return note.id == "own-runner"; }));
      QVERIFY(has(manifest.files.front().content.substr(0, 3000), "self-hosted"));
    }
    for (const auto& system : kFormats) QVERIFY(has(contentOf(system, shop("oci")), "instance_principal"));
  }

  void hostileTextsDontBreakOut() {
    const std::string hostile = "x'; rm -rf / #${{ secrets.A }} $(boom) `boom` '''\n<< pipeline.id >> \\ </x>";
    for (const auto& [provider, deployed] : kDeployed) {
      Architecture design = shop(provider);
      design.name = hostile;
      design.description = hostile;
      design.scenarios[1].name = hostile;
      for (const auto& format : kFormats) {
        const Manifest manifest = exported(format, design);
        QVERIFY2(!manifest.files.empty(), (format + " " + provider).c_str());
        const std::string& text = manifest.files.at(0).content;
        for (const char* part :
             {"rm -rf /\n", "rm -rf / ", "secrets.", "$(boom)", "`boom`", "<< pipeline.id", "</x>", "'; rm"})
          QVERIFY2(!has(text, part), (format + ": " + part).c_str());
        QVERIFY(std::any_of(manifest.notes.begin(), manifest.notes.end(),
                            [](const Problem& note) { return note.id == "scenario-left-out"; }));
        if (format != "jenkins") QVERIFY(YAML::Load(text).IsMap());
      }
    }
    Architecture design = shop();
    design.target.region = "eu'; boom";
    QVERIFY(!exportManifest("jenkins", design, *loadCatalog("aws")));
  }

  void whatCantBeDeployedIsRefused() {
    for (const auto& [provider, format] : kDeployed) {
      Architecture design = shop(provider);
      kindOf<Function>(design, "mailer").runtime = "cobol85";
      const auto deployment = exportManifest(format, design, *loadCatalog(provider));
      const auto refused = exportManifest("circleci", design, *loadCatalog(provider));
      QVERIFY2(!deployment && !refused, provider.c_str());
      QVERIFY(refused.error() == deployment.error());
      QVERIFY(!exportManifest("circleci", Architecture{}, *loadCatalog(provider)));
    }
  }

  void sameDesignSameBytes() {
    for (const auto& [provider, deployed] : kDeployed)
      for (const auto& format : kFormats) QCOMPARE(contentOf(format, shop(provider)), contentOf(format, shop(provider)));
  }
};

QTEST_GUILESS_MAIN(PipelineExportTest)
#include "pipeline_export_test.moc"
