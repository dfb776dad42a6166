// Functions in Go: how each format and pipeline names, builds and tests them.
#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

// A function on arm64 behind an API that writes to a table, with all that guards a call.
Architecture shop() {
  Architecture design;
  design.name = "Shop";
  design.target = {"aws", "us-east-1"};
  Flow orders;
  orders.to = {"api"};
  orders.route = "POST /orders";
  add(design, "shoppers", Client{{orders}});
  add(design, "api", api({{"POST /orders", {"checkout"}}}));
  CallStep write;
  write.to = {"orders"};
  write.operation = Operation::write;
  write.timeout = milliseconds(750);
  write.retry = Retry{5, milliseconds(50), BackoffGrowth::constant, seconds(2), Jitter::equal, Share{0.1}};
  write.breaker = Breaker{20, seconds(10), seconds(5), 3};
  Function checkout = function("go", {Step{write}});
  checkout.architecture = CpuArchitecture::arm64;
  checkout.memory = mebibytes(256);
  add(design, "checkout", checkout);
  add(design, "orders", NosqlDb{});
  return design;
}

Manifest in(const std::string& format, const Architecture& design, const Catalog& catalog = aws()) {
  auto manifest = exportManifest(format, design, catalog);
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string kBuild = "GOOS=linux GOARCH=arm64 CGO_ENABLED=0 go build -trimpath -tags lambda.norpc -o ";

}  // namespace

class GoFunctionsTest : public QObject {
  Q_OBJECT

 private slots:
  void samBuildsThemForTheOsOnlyRuntime() {
    const Manifest manifest = in("sam", shop());
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    QCOMPARE(whole["Resources"]["Checkout"]["Metadata"]["BuildMethod"].as<std::string>(), std::string("go1.x"));
    const YAML::Node properties = propertiesOf(whole, "Checkout");
    QCOMPARE(properties["Runtime"].as<std::string>(), std::string("provided.al2023"));
    QCOMPARE(properties["Handler"].as<std::string>(), std::string("bootstrap"));
    QCOMPARE(properties["Architectures"][0].as<std::string>(), std::string("arm64"));
    QVERIFY(permissionsOf(whole, "Checkout") == Texts{"Allow dynamodb:PutItem on !GetAtt Orders.Arn"});
    QVERIFY(has(contentOf(manifest, "README.md"), "(cd src/checkout && go mod tidy)\nsam validate"));
    QVERIFY(has(contentOf(manifest, "README.md"), "(cd src/checkout && go test ./app)"));
    QVERIFY(has(contentOf(manifest, "README.md"), "Go 1.24 or later"));
    QVERIFY(hasNote(manifest, "go-sum", "checkout"));
    Architecture other = shop();
    kindOf<Function>(other, "checkout").runtime = "nodejs22";
    QVERIFY(!has(contentOf(in("sam", other), "template.yaml"), "Metadata"));
  }

  void cloudformationPacksTheExecutable() {
    const Manifest manifest = in("cloudformation", shop());
    const YAML::Node properties = propertiesOf(YAML::Load(contentOf(manifest, "template.yaml")), "Checkout");
    QCOMPARE(properties["Runtime"].as<std::string>(), std::string("provided.al2023"));
    QCOMPARE(properties["Handler"].as<std::string>(), std::string("bootstrap"));
    const std::string script = contentOf(manifest, "package.sh");
    QVERIFY(has(script, "GOARCH=\"$2\"") && has(script, "-o \"../../build/$1/bootstrap\""));
    QVERIFY(has(script, "build_go checkout arm64\nupload checkout\n"));
  }

  void serverlessTakesAnArchive() {
    const Manifest manifest = in("serverless", shop());
    const YAML::Node function = YAML::Load(contentOf(manifest, "serverless.yml"))["functions"]["checkout"];
    QCOMPARE(function["runtime"].as<std::string>(), std::string("provided.al2023"));
    QCOMPARE(function["handler"].as<std::string>(), std::string("bootstrap"));
    QCOMPARE(function["package"]["artifact"].as<std::string>(), std::string("build/checkout.zip"));
    const std::string script = contentOf(manifest, "build.sh");
    QVERIFY(has(script, "build_go checkout arm64\n") && has(script, "zip --quiet --recurse-paths \"../$1.zip\""));
  }

  void terraformPacksTheExecutable() {
    const Manifest manifest = in("terraform", shop());
    std::string text;
    for (const auto& file : manifest.files)
      if (file.path.ends_with(".tf")) text += file.content;
    QVERIFY(has(text, "\"${path.module}/src/checkout/build\""));
    QVERIFY(has(text, "\"0755\""));
    QVERIFY(has(text, "\"provided.al2023\"") && has(text, "\"bootstrap\""));
    QVERIFY(has(contentOf(manifest, "README.md"), "(cd src/checkout && go mod tidy && " + kBuild + "build/bootstrap .)"));
  }

  // What guards a call is what was simulated.
  void guardsAreThoseOfTheDesign() {
    const std::string steps = contentOf(in("sam", shop()), "src/checkout/app/steps.go");
    for (const char* part :
         {"Timeout:  750 * time.Millisecond,", "Retries:  5,", "Backoff:  50 * time.Millisecond,", "Constant: true,",
          "Cap:      2 * time.Second,", "Jitter:   EqualJitter,", "Budget:   NewRetryBudget(0.1),",
          "Breaker:  NewBreaker(20, 10*time.Second, 5*time.Second, 3),"})
      QVERIFY2(has(steps, part), part);
  }

  void stepsKnowNothingOfTheSdk() {
    for (const auto& design : {everyAccess("go"), everyEvent("go"), everyTask("go"), everyGuard("go")}) {
      const Manifest manifest = in("sam", design);
      std::size_t tests = 0;
      for (const auto& file : manifest.files) {
        if (!file.path.ends_with(".go") || !has(file.path, "/app/")) continue;
        QVERIFY2(!has(file.content, "\"github.com/"), file.path.c_str());
        tests += file.path.ends_with("handler_test.go") ? 1 : 0;
      }
      QVERIFY(tests > 0);
    }
  }

  void pipelinesSetUpGoAndTest() {
    for (const char* format : {"github-actions", "jenkins", "circleci"}) {
      const std::string text = in(format, shop()).files.at(0).content;
      QVERIFY2(has(text, "&& go test ./app)"), format);
      QVERIFY2(has(text, "&& go mod tidy)"), format);
    }
    QVERIFY(has(in("github-actions", shop()).files.at(0).content, "actions/setup-go@"));
    QVERIFY(has(in("circleci", shop()).files.at(0).content, "sha256sum --check"));
    QVERIFY(has(in("jenkins", shop()).files.at(0).content, "Go 1.24 or later"));
    Architecture other = shop();
    kindOf<Function>(other, "checkout").runtime = "nodejs22";
    QVERIFY(!has(in("github-actions", other).files.at(0).content, "setup-go"));
  }

  void googleBuildsThemFromTheirSource() {
    const auto gcp = loadCatalog("gcp");
    QVERIFY(gcp.has_value());
    Architecture design = shop();
    design.target = {"gcp", "us-central1"};
    kindOf<Function>(design, "checkout").architecture = CpuArchitecture::x86_64;
    const Manifest script = in("gcloud", design, *gcp), project = in("terraform", design, *gcp);
    const std::string tidy = "(cd src/checkout && { test -f go.sum || go mod tidy; })\n";
    QVERIFY(has(contentOf(script, "deploy.sh"), tidy) && has(contentOf(script, "deploy.sh"), "--runtime=go126"));
    QVERIFY(has(contentOf(script, "deploy.sh"), "--entry-point=handle"));
    QVERIFY(has(contentOf(project, "package.sh"), tidy));
    QVERIFY(has(contentOf(project, "src/checkout/function.go"), "functions.HTTP(\"handle\","));
    QVERIFY(has(contentOf(project, "src/checkout/go.mod"), "\tcloud.google.com/go/firestore v1."));
    QVERIFY(hasNote(project, "go-sum", "checkout"));
  }

  void whereThereAreNoHandlersInGoTheRuntimeIsRefused() {
    const auto azure = loadCatalog("azure");
    QVERIFY(azure.has_value());
    Architecture design = shop();
    design.target = {"azure", "eastus"};
    kindOf<Function>(design, "checkout").architecture = CpuArchitecture::x86_64;
    const auto refused = exportManifest("functions-core-tools", design, *azure);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().at(0).id, std::string("no-handler"));
    QVERIFY(has(refused.error().at(0).message + refused.error().at(0).hint, "custom handler"));
  }
};

QTEST_GUILESS_MAIN(GoFunctionsTest)
#include "go_functions_test.moc"
