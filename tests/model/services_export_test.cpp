// Container services and split routes in the exports: their sizes and numbers read back, and who may reach and use what,
// against the designs.
#include <yaml-cpp/yaml.h>

#include "model/io/resources.h"
#include "model/project/project_file.h"
#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

Architecture example(const std::string& name) {
  const auto design = loadProject(resourceFolder() / "examples" / (name + ".virga.yaml"));
  if (!design) qFatal("%s", toText(design.error().at(0)).c_str());
  return *design;
}

std::string textOf(const YAML::Node& node) { return node.Tag() + " " + node.as<std::string>(); }

Texts textsOf(const YAML::Node& list) {
  Texts texts;
  for (const auto& item : list) texts.insert(textOf(item));
  return texts;
}

std::string variable(const YAML::Node& container, const std::string& name) {
  for (const auto& entry : container["Environment"])
    if (entry["Name"].as<std::string>() == name) return entry["Value"].as<std::string>();
  return "(none)";
}

// "port from source" of each rule that lets something in.
Texts admitted(const YAML::Node& whole, const std::string& group) {
  Texts rules;
  for (const auto& rule : propertiesOf(whole, group)["SecurityGroupIngress"])
    rules.insert(rule["FromPort"].as<std::string>() + " from " +
                 textOf(rule["CidrIp"] ? rule["CidrIp"] : rule["SourceSecurityGroupId"]));
  return rules;
}

Texts grantsOf(const YAML::Node& whole, const std::string& role) {
  Texts grants;
  for (const auto& policy : propertiesOf(whole, role)["Policies"])
    for (const auto& statement : policy["PolicyDocument"]["Statement"])
      for (const auto& action : statement["Action"])
        grants.insert(action.as<std::string>() + " on " + textOf(statement["Resource"]));
  return grants;
}

// A service behind an API and a function that calls it.
Architecture served() {
  Architecture design;
  design.name = "Served";
  ContainerService server;
  server.servers = 3;
  server.steps = {call("table", Operation::write), send("work")};
  add(design, "server", server);
  add(design, "front", api({{"POST /things/{id}", {"server"}}, {"GET /things", {"caller"}}}));
  add(design, "caller", function("nodejs22", {call("server")}));
  add(design, "other", function("nodejs22", {}));
  add(design, "table", NosqlDb{});
  add(design, "work", queue(seconds(60)));
  return design;
}

Manifest exportedTo(const std::string& format, const std::string& provider, const Architecture& design) {
  const auto catalog = loadCatalog(provider);
  if (!catalog) return {};
  const auto manifest = exportManifest(format, design, *catalog);
  if (!manifest)
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
  return manifest.value_or(Manifest{});
}

std::string allOf(const Manifest& manifest) {
  std::string text;
  for (const auto& file : manifest.files)
    if (file.path.ends_with(".tf")) text += file.content;
  return text;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

class ServicesExportTest : public QObject {
  Q_OBJECT

 private slots:
  void settingsAreThoseOfTheDesign() {
    const YAML::Node whole = templateOf(example("parcel-tracking"));
    const YAML::Node task = propertiesOf(whole, "MonolithTask");
    QCOMPARE(task["Cpu"].as<int>(), 2 * 1024);
    QCOMPARE(task["Memory"].as<int>(), 4 * 1024);
    const YAML::Node container = task["ContainerDefinitions"][0];
    QCOMPARE(variable(container, "SERVICE_CONCURRENCY"), std::string("20"));
    QCOMPARE(variable(container, "SERVICE_QUEUE_LIMIT"), std::string("250"));  // two servers share 500
    QCOMPARE(variable(container, "SERVICE_TIMEOUT_MS"), std::string("25000"));
    QCOMPARE(container["ReadonlyRootFilesystem"].as<bool>(), true);
    const YAML::Node service = propertiesOf(whole, "Monolith");
    QCOMPARE(service["DesiredCount"].as<int>(), 2);
    QCOMPARE(service["LaunchType"].as<std::string>(), std::string("FARGATE"));
    const YAML::Node network = service["NetworkConfiguration"]["AwsvpcConfiguration"];
    QCOMPARE(network["AssignPublicIp"].as<std::string>(), std::string("DISABLED"));
    const YAML::Node scaling = propertiesOf(whole, "MonolithScaling");
    QCOMPARE(scaling["MinCapacity"].as<int>(), 2);
    QCOMPARE(scaling["MaxCapacity"].as<int>(), 6);
    const YAML::Node rule = propertiesOf(whole, "MonolithScalingPolicy")["TargetTrackingScalingPolicyConfiguration"];
    QCOMPARE(rule["TargetValue"].as<double>(), 70.0);
    QCOMPARE(rule["ScaleOutCooldown"].as<int>(), 60);
    QCOMPARE(rule["ScaleInCooldown"].as<int>(), 300);
    QCOMPARE(rule["CustomizedMetricSpecification"]["Dimensions"][0]["Value"].as<std::string>(),
             variable(container, "LOAD_SERVICE"));
    QVERIFY(propertiesOf(whole, "MonolithLogGroup")["RetentionInDays"]);
  }

  void aFixedNumberIsNotScaled() {
    const YAML::Node whole = templateOf(served());
    QCOMPARE(propertiesOf(whole, "Server")["DesiredCount"].as<int>(), 3);
    QVERIFY(!whole["Resources"]["ServerScaling"]);
    QCOMPARE(variable(propertiesOf(whole, "ServerTask")["ContainerDefinitions"][0], "LOAD_SERVICE"), std::string("(none)"));
  }

  void aTaskMayDoItsStepsAndNothingElse() {
    const YAML::Node whole = templateOf(served());
    QVERIFY((grantsOf(whole, "ServerTaskRole") ==
             Texts{"dynamodb:PutItem on !GetAtt Table.Arn", "sqs:SendMessage on !GetAtt Work.Arn"}));
    const YAML::Node parcels = templateOf(example("parcel-tracking"));
    QVERIFY((grantsOf(parcels, "MonolithTaskRole") ==
             Texts{"rds-data:ExecuteStatement on !GetAtt Ledger.DBClusterArn",
                   "secretsmanager:GetSecretValue on !GetAtt Ledger.MasterUserSecret.SecretArn"}));
    // A service without steps that use something needs no permission at all.
    QVERIFY(!propertiesOf(templateOf(example("retry-storm")), "StockATaskRole")["Policies"]);
  }

  void onlyWhatIsDrawnReachesAService() {
    const YAML::Node whole = templateOf(served());
    QVERIFY((admitted(whole, "ServerBalancerSecurityGroup") == Texts{"443 from !GetAtt ServerClientSecurityGroup.GroupId",
                                                                     "443 from !GetAtt FrontLinkSecurityGroup.GroupId"}));
    QVERIFY((admitted(whole, "ServerSecurityGroup") == Texts{"8080 from !GetAtt ServerBalancerSecurityGroup.GroupId"}));
    QVERIFY((textsOf(propertiesOf(whole, "Caller")["VpcConfig"]["SecurityGroupIds"]) ==
             Texts{"!GetAtt ServerClientSecurityGroup.GroupId"}));
    QVERIFY(!propertiesOf(whole, "Other")["VpcConfig"]);
    QCOMPARE(propertiesOf(whole, "ServerBalancer")["Scheme"].as<std::string>(), std::string("internal"));
    QCOMPARE(propertiesOf(whole, "Caller")["Environment"]["Variables"]["SERVER_SERVICE_URL"].as<std::string>(),
             std::string("https://server.${ServiceDomain}/"));
    QCOMPARE(propertiesOf(whole, "ServerListener")["Protocol"].as<std::string>(), std::string("HTTPS"));
    // In a design with two, each caller reaches its own.
    const YAML::Node storm = templateOf(example("retry-storm"));
    for (const auto& [caller, group] : {std::pair{"Eager", "StockA"}, std::pair{"Careful", "StockB"}})
      QVERIFY((textsOf(propertiesOf(storm, caller)["VpcConfig"]["SecurityGroupIds"]) ==
               Texts{std::string("!GetAtt ") + group + "ClientSecurityGroup.GroupId"}));
  }

  void clientsGetAPublicEntry() {
    Architecture design = served();
    Flow flow;
    flow.to = {"server"};
    add(design, "people", Client{{flow}});
    const YAML::Node whole = templateOf(design);
    QCOMPARE(propertiesOf(whole, "ServerBalancer")["Scheme"].as<std::string>(), std::string("internet-facing"));
    QVERIFY(admitted(whole, "ServerBalancerSecurityGroup").count("443 from ? 0.0.0.0/0") +
                admitted(whole, "ServerBalancerSecurityGroup").count("443 from ! 0.0.0.0/0") ==
            1);
    QVERIFY(whole["Parameters"]["PublicSubnetIds"]);
  }

  void apiLeadsToTheServiceByItsLink() {
    const YAML::Node whole = templateOf(served());
    const YAML::Node paths = propertiesOf(whole, "Front")["DefinitionBody"]["paths"];
    const YAML::Node served = paths["/things/{id}"]["post"]["x-amazon-apigateway-integration"];
    QCOMPARE(textOf(served["uri"]), std::string("!Ref ServerListener"));
    QCOMPARE(textOf(served["connectionId"]), std::string("!Ref FrontLink"));
    QCOMPARE(served["tlsConfig"]["serverNameToVerify"].as<std::string>(), std::string("server.${ServiceDomain}"));
    QCOMPARE(paths["/things"]["get"]["x-amazon-apigateway-integration"]["type"].as<std::string>(), std::string("aws_proxy"));
    QCOMPARE(paths.size(), std::size_t{2});
  }

  void splitIsSharedByWeight() {
    const Architecture design = example("parcel-tracking");
    const Manifest manifest = exported(design);
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    const YAML::Node action = propertiesOf(whole, "SiteGETParcelsIdListener")["DefaultActions"][0];
    std::map<std::string, int> weights;
    for (const auto& group : action["ForwardConfig"]["TargetGroups"])
      weights[group["TargetGroupArn"].as<std::string>()] = group["Weight"].as<int>();
    QVERIFY((weights == std::map<std::string, int>{{"MonolithTargets", 90}, {"SiteGETParcelsIdToLookupTargets", 10}}));
    QCOMPARE(textOf(propertiesOf(whole, "SiteGETParcelsIdToLookupTargets")["Targets"][0]["Id"]),
             std::string("!GetAtt Lookup.Arn"));
    const YAML::Node route = propertiesOf(whole, "Site")["DefinitionBody"]["paths"]["/parcels/{id}"]["get"];
    QCOMPARE(textOf(route["x-amazon-apigateway-integration"]["uri"]), std::string("!Ref SiteGETParcelsIdListener"));
    QVERIFY(!propertiesOf(whole, "Lookup")["Events"]);
    QVERIFY(hasNote(manifest, "shift-by-hand", "site.routes.0.split.shift"));
    QVERIFY(has(contentOf(manifest, "src/lookup/index.mjs"), "asHttpEvent"));
    QVERIFY(has(contentOf(manifest, "src/lookup/routes.mjs"), "/parcels/{id}"));
  }

  void functionsShareARouteByABalancerOfTheApi() {
    Architecture design;
    Route route{"GET /x", {"old"}};
    route.split = Split{{"new"}, Share{0.123}};
    add(design, "front", api({route}));
    add(design, "old", function("python3.12", {}));
    add(design, "new", function("nodejs22", {}));
    const Manifest manifest = exported(design);
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    int sum = 0, second = 0;
    for (const auto& group :
         propertiesOf(whole, "FrontGETXListener")["DefaultActions"][0]["ForwardConfig"]["TargetGroups"]) {
      sum += group["Weight"].as<int>();
      if (group["TargetGroupArn"].as<std::string>() == "FrontGETXToNewTargets") second = group["Weight"].as<int>();
    }
    QVERIFY(std::abs(static_cast<double>(second) / sum - 0.123) < 0.001);
    QVERIFY(hasNote(manifest, "rounded", "front.routes.0.split.share"));
    kindOf<Function>(design, "old").runtime = "java21";
    QVERIFY(refusals(design) == Texts{"not-covered"});
  }

  void impossibleSizesAreRefused() {
    Architecture design = served();
    auto& server = kindOf<ContainerService>(design, "server");
    server.memory = gibibytes(1);
    QVERIFY(refusals(design) == Texts{"out-of-range"});
    server.memory = gibibytes(8);
    QVERIFY(refusals(design).empty());
    server.vcpus = 3;
    QVERIFY(refusals(design) == Texts{"out-of-range"});
    server.vcpus = 1;
    server.timeout = hours(2);
    QVERIFY(refusals(design) == Texts{"out-of-range"});
  }

  void terraformSaysTheSame() {
    const std::string text = allOf(exportedTo("terraform", "aws", example("parcel-tracking")));
    for (const char* line : {"cpu                      = \"2048\"", "memory                   = \"4096\"",
                             "min_capacity       = 2", "max_capacity       = 6", "target_value       = 70",
                             "assign_public_ip = false", "weight = 90", "weight = 10", "ignore_changes = [desired_count]"})
      QVERIFY2(has(text, line), line);
  }

  void cloudformationSaysTheSame() {
    const Manifest manifest = exportedTo("cloudformation", "aws", served());
    const YAML::Node whole = YAML::Load(contentOf(manifest, "template.yaml"));
    QCOMPARE(propertiesOf(whole, "FrontLinkedRoute1")["RouteKey"].as<std::string>(), std::string("POST /things/{id}"));
    QCOMPARE(textOf(propertiesOf(whole, "FrontLinkedIntegration1")["IntegrationUri"]), std::string("!Ref ServerListener"));
    QVERIFY(!propertiesOf(whole, "Front")["Body"]);
  }

  void cloudRunHasTheSameNumbers() {
    Architecture design = served();
    design.target = {"gcp", "europe-west3"};
    kindOf<ContainerService>(design, "server").autoscaling = Autoscaling{};
    kindOf<ContainerService>(design, "server").concurrency = 40;
    const std::string script = contentOf(exportedTo("gcloud", "gcp", design), "deploy.sh");
    for (const char* part : {"--min-instances=3", "--max-instances=10", "--concurrency=40", "--cpu=1", "--memory=2048Mi",
                             "--timeout=60s", "--no-cpu-throttling", "--no-allow-unauthenticated"})
      QVERIFY2(has(script, part), part);
    const std::string text = allOf(exportedTo("terraform", "gcp", design));
    QVERIFY(has(text, "google_cloud_run_v2_service"));
    QVERIFY(has(text, "max_instance_count = 10"));
    QVERIFY(has(text, "cpu_idle = false"));
    QVERIFY(!has(text, "allUsers"));
  }

  void knativeHasTheSameNumbers() {
    Architecture design = example("retry-storm");
    design.target.provider = "custom";
    const Manifest manifest = exportedTo("knative", "custom", design);
    for (const auto& document : YAML::LoadAll(contentOf(manifest, "functions/stock-a.yaml"))) {
      if (document["kind"].as<std::string>() != "Service") continue;
      const YAML::Node revision = document["spec"]["template"];
      const YAML::Node scale = revision["metadata"]["annotations"];
      QCOMPARE(scale["autoscaling.knative.dev/min-scale"].as<int>(), 2);
      QCOMPARE(scale["autoscaling.knative.dev/max-scale"].as<int>(), 2);
      QCOMPARE(revision["spec"]["containerConcurrency"].as<int>(), 8);
      QCOMPARE(revision["spec"]["timeoutSeconds"].as<int>(), 20);
      QCOMPARE(revision["spec"]["containers"][0]["resources"]["limits"]["cpu"].as<std::string>(), std::string("1000m"));
      return;
    }
    QFAIL("no Service");
  }
};

QTEST_GUILESS_MAIN(ServicesExportTest)
#include "services_export_test.moc"
