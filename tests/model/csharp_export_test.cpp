#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include <QtTest>

#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Manifest exportedAs(const std::string& format, const std::string& provider, const Architecture& design) {
  const auto catalog = loadCatalog(provider);
  auto manifest = exportManifest(format, design, *catalog);
  if (manifest) return *manifest;
  for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
  return {};
}

Texts refusalsOf(const std::string& format, const std::string& provider, const Architecture& design) {
  Texts found;
  const auto manifest = exportManifest(format, design, *loadCatalog(provider));
  if (!manifest)
    for (const auto& problem : manifest.error()) found.insert(problem.id + " " + problem.path);
  return found;
}

// Two functions in C#: one for arm64 behind an API that calls a table, and one that a queue hands batches to.
Architecture shop(const std::string& provider, const std::string& runtime = "dotnet8") {
  Architecture design;
  design.name = "Shop";
  design.target = {provider, provider == "aws" ? "us-east-1" : "eastus"};
  add(design, "api", api({{"GET /orders/{id}", {"find"}}}));
  Function find = function(runtime, {call("table"), send("receipts")});
  find.memory = mebibytes(2048);
  find.architecture = provider == "aws" ? CpuArchitecture::arm64 : CpuArchitecture::x86_64;
  add(design, "find", find);
  add(design, "table", NosqlDb{});
  add(design, "receipts", queue(seconds(90), {consumer("mail", 8)}));
  Function mail = function(runtime, {call("bucket", Operation::write, Per::message)});
  mail.memory = mebibytes(2048);
  mail.timeout = seconds(15);
  add(design, "mail", mail);
  add(design, "bucket", ObjectStore{});
  return design;
}

// The packages that a project names, each with its version.
std::set<std::string> packagesOf(const std::string& project) {
  static const std::regex reference("<PackageReference Include=\"([^\"]+)\" Version=\"[0-9.]+\" />");
  std::set<std::string> packages;
  for (auto at = std::sregex_iterator(project.begin(), project.end(), reference); at != std::sregex_iterator(); ++at)
    packages.insert((*at)[1]);
  return packages;
}

}  // namespace

// Functions in C#: what the formats say to build and to run, and what the code names.
class CsharpExportTest : public QObject {
  Q_OBJECT

 private slots:
  void samNamesTheHandlerOfTheAssembly() {
    const Manifest manifest = exported(shop("aws"));
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    const YAML::Node find = propertiesOf(whole, "Find");
    QCOMPARE(find["Runtime"].as<std::string>(), std::string("dotnet8"));
    QCOMPARE(find["Handler"].as<std::string>(), std::string("App::App.Function::Handle"));
    QCOMPARE(find["CodeUri"].as<std::string>(), std::string("src/find/"));
    QCOMPARE(find["Architectures"][0].as<std::string>(), std::string("arm64"));
    QVERIFY((permissionsOf(whole, "Find") ==
             Texts{"Allow dynamodb:GetItem on !GetAtt Table.Arn", "Allow sqs:SendMessage on !GetAtt Receipts.Arn"}));
    const std::string code = contentOf(manifest, "src/find/Cloud/Function.cs");
    QVERIFY(has(code, "namespace App") && has(code, "class Function") && has(code, "Task<Stream> Handle(Stream "));
    QVERIFY(has(contentOf(manifest, "README.md"), "(cd src/find && dotnet test tests)"));
    QVERIFY(has(contentOf(exported(shop("aws", "dotnet10")), "template.yaml"), "Runtime: dotnet10"));
  }

  void projectsNameWhatTheCodeUses() {
    const Manifest manifest = exported(shop("aws"));
    const std::string find = contentOf(manifest, "src/find/App.csproj");
    QVERIFY(has(find, "<TargetFramework>net8.0</TargetFramework>") && has(find, "<AssemblyName>App</AssemblyName>"));
    QVERIFY((packagesOf(find) == Texts{"AWSSDK.Core", "AWSSDK.DynamoDBv2", "AWSSDK.SQS", "Amazon.Lambda.Core"}));
    QVERIFY(
        (packagesOf(contentOf(manifest, "src/mail/App.csproj")) == Texts{"AWSSDK.Core", "AWSSDK.S3", "Amazon.Lambda.Core"}));
    QVERIFY((packagesOf(contentOf(manifest, "src/mail/tests/Tests.csproj")) ==
             Texts{"Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio"}));
    const Manifest newer = exported(shop("aws", "dotnet10"));
    for (const char* project : {"src/find/App.csproj", "src/find/tests/Tests.csproj"})
      QVERIFY(has(contentOf(newer, project), "<TargetFramework>net10.0</TargetFramework>"));
  }

  void onlyCloudKnowsTheSdk() {
    for (const Manifest& manifest : {exported(shop("aws")), exportedAs("functions-core-tools", "azure", shop("azure"))}) {
      int sources = 0;
      for (const auto& file : manifest.files) {
        const auto& path = file.path;
        const auto& content = file.content;
        if (!path.ends_with(".cs")) continue;
        ++sources;
        const bool sdk =
            has(content, "\nusing Amazon.") || has(content, "\nusing Azure") || has(content, "\nusing Microsoft.");
        QVERIFY2(!sdk || has(path, "/Cloud/"), path.c_str());
      }
      QVERIFY(sources > 20);
    }
  }

  void cloudformationPublishesForTheProcessor() {
    const Manifest manifest = exportedAs("cloudformation", "aws", shop("aws"));
    const std::string script = contentOf(manifest, "package.sh");
    QVERIFY(has(script, "dotnet publish --configuration Release --runtime \"$2\" --self-contained false"));
    QVERIFY(has(script, "build_dotnet find linux-arm64\nupload find\n"));
    QVERIFY(has(script, "build_dotnet mail linux-x64\nupload mail\n"));
    QVERIFY(has(contentOf(manifest, "template.yaml"), "Handler: App::App.Function::Handle"));
  }

  void serverlessPacksWhatIsPublished() {
    const Manifest manifest = exportedAs("serverless", "aws", shop("aws"));
    const YAML::Node find = YAML::Load(contentOf(manifest, "serverless.yml"))["functions"]["find"];
    QCOMPARE(find["handler"].as<std::string>(), std::string("App::App.Function::Handle"));
    QCOMPARE(find["package"]["artifact"].as<std::string>(), std::string("build/find.zip"));
    QCOMPARE(find["runtime"].as<std::string>(), std::string("dotnet8"));
    QVERIFY(has(contentOf(manifest, "build.sh"), "build_dotnet find linux-arm64\n"));
  }

  void terraformArchivesWhatIsPublished() {
    const Manifest manifest = exportedAs("terraform", "aws", shop("aws"));
    std::string all;
    for (const auto& file : manifest.files)
      if (file.path.ends_with(".tf")) all += file.content;
    QVERIFY(std::regex_search(all, std::regex("source_dir += \"\\$\\{path.module\\}/src/find/bin/publish\"")));
    QVERIFY(std::regex_search(all, std::regex("handler += \"App::App.Function::Handle\"")));
    QVERIFY(std::regex_search(all, std::regex("runtime += \"dotnet8\"")));
    QVERIFY(has(contentOf(manifest, "README.md"),
                "(cd src/find && dotnet publish --configuration Release --runtime linux-arm64 --self-contained false "
                "--output bin/publish)"));
  }

  void azureRunsTheIsolatedWorker() {
    const Manifest manifest = exportedAs("functions-core-tools", "azure", shop("azure"));
    const auto host = nlohmann::json::parse(contentOf(manifest, "src/mail/host.json"));
    QVERIFY(!host.contains("extensionBundle"));
    QCOMPARE(host["extensions"]["queues"]["batchSize"], nlohmann::json(8));
    const auto local = nlohmann::json::parse(contentOf(manifest, "src/mail/local.settings.json"));
    QCOMPARE(local["Values"]["FUNCTIONS_WORKER_RUNTIME"], nlohmann::json("dotnet-isolated"));
    int apps = 0;
    const auto deployment = nlohmann::json::parse(contentOf(manifest, "infra/azuredeploy.json"));
    for (const auto& resource : deployment.at("resources")) {
      if (resource["type"] != "Microsoft.Web/sites") continue;
      ++apps;
      QCOMPARE(resource["properties"]["functionAppConfig"]["runtime"],
               (nlohmann::json{{"name", "dotnet-isolated"}, {"version", "8.0"}}));
    }
    QCOMPARE(apps, 2);
    const std::string mail = contentOf(manifest, "src/mail/Cloud/Functions.cs");
    QVERIFY(has(mail, "[Function(\"queue1\")]") && has(mail, "[QueueTrigger(\"%RECEIPTS_QUEUE%\", Connection = \"DATA\")]"));
    QVERIFY(!has(mail, "HttpTrigger"));
    QVERIFY(has(contentOf(manifest, "src/find/Cloud/Functions.cs"), "[HttpTrigger(AuthorizationLevel.Function,"));
    QVERIFY((packagesOf(contentOf(manifest, "src/mail/App.csproj")) ==
             Texts{"Azure.Core", "Azure.Identity", "Azure.Storage.Blobs", "Microsoft.Azure.Functions.Worker",
                   "Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues", "Microsoft.Azure.Functions.Worker.Sdk"}));
  }

  void guardsAreThoseOfTheDesign() {
    CallStep step;
    step.to = {"table"};
    step.timeout = milliseconds(750);
    step.retry = Retry{5, milliseconds(50), BackoffGrowth::constant, seconds(2), Jitter::equal, Share{0.1}};
    step.breaker = Breaker{20, seconds(10), seconds(5), 3};
    step.caught = Steps{send("receipts")};
    Architecture design = shop("aws");
    kindOf<Function>(design, "find").steps = {Step{step}};
    const std::string steps = contentOf(exported(design), "src/find/Steps.cs");
    QVERIFY(has(steps,
                "Guard.None.Timeout(750).Retry(5, 50).Steady().Cap(2000).Jitter(Guard.Randomness.Equal)"
                ".Budget(new RetryBudget(0.1)).Breaker(new Breaker(20, 10000, 5000, 3));"));
    QVERIFY(steps.find("await ReadTable(input, cancel)") < steps.find("catch (Exception error)"));
    QVERIFY(steps.find("catch (Exception error)") < steps.find("await SendReceipts(input, cancel)"));
  }

  void pipelinesSetUpTheSdk() {
    const Architecture aws = shop("aws"), azure = shop("azure", "dotnet10");
    for (const char* format : {"github-actions", "jenkins", "circleci"}) {
      QVERIFY(has(exportedAs(format, "aws", aws).files.at(0).content, "&& dotnet test tests)"));
      const std::string text = exportedAs(format, "azure", azure).files.at(0).content;
      QVERIFY(has(text, "dotnet publish --configuration Release --output bin/publish"));
      // What is published isn't built where it runs.
      QVERIFY(has(text, "--build-remote false") && !has(text, "--build-remote true"));
    }
    const std::string github = exportedAs("github-actions", "aws", aws).files.at(0).content;
    QVERIFY(has(github, "actions/setup-dotnet@"));
    QVERIFY(std::regex_search(github, std::regex("dotnet-version: [\"']?8\\.0\\.x")));
    QVERIFY(has(exportedAs("circleci", "azure", azure).files.at(0).content, "dotnet-sdk-10.0"));
    QVERIFY(has(exportedAs("jenkins", "aws", aws).files.at(0).content, "the .NET SDK 8.0"));
    Architecture without = shop("aws", "nodejs22");
    QVERIFY(!has(exportedAs("github-actions", "aws", without).files.at(0).content, "setup-dotnet"));
  }

  void everyDesignIsExported() {
    for (const char* runtime : {"dotnet8", "dotnet10"})
      for (const Architecture& design : {everyAccess(runtime), everyEvent(runtime), everyTask(runtime), everyGuard(runtime)})
        for (const char* format : {"sam", "cloudformation", "serverless", "terraform"}) {
          const Manifest manifest = exportedAs(format, "aws", design);
          QVERIFY2(!manifest.files.empty(), (design.name + " " + format + " " + runtime).c_str());
          Texts paths;
          for (const auto& file : manifest.files) QVERIFY2(paths.insert(file.path).second, file.path.c_str());
        }
  }

  void whatHasNoHandlerIsRefused() {
    Architecture design = shop("aws", "dotnet6");
    QVERIFY((refusalsOf("sam", "aws", design) == Texts{"no-handler find.runtime", "no-handler mail.runtime"}));
    design = shop("azure");
    add(design, "cache", Cache{});
    kindOf<Function>(design, "find").steps.push_back(call("cache"));
    QVERIFY((refusalsOf("functions-core-tools", "azure", design) == Texts{"no-handler find.runtime"}));
  }
};

QTEST_GUILESS_MAIN(CsharpExportTest)
#include "csharp_export_test.moc"
