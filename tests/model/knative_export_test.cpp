#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/io/resources.h"
#include "model/manifest/cron_lines.h"
#include "model/manifest/manifest.h"
#include "model/project/project_file.h"
#include "tests/model/open_platform_designs.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

using Texts = std::set<std::string>;

const Catalog& custom() {
  static const auto catalog = loadCatalog("custom");
  if (!catalog) qFatal("the catalog can't be read: %s", toText(catalog.error().at(0)).c_str());
  return *catalog;
}

Manifest exported(const Architecture& design) {
  auto manifest = exportManifest("knative", design, custom());
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

Texts refusals(const Architecture& design) {
  Texts found;
  const auto manifest = exportManifest("knative", design, custom());
  if (!manifest)
    for (const auto& problem : manifest.error()) found.insert(problem.id + " " + problem.path);
  return found;
}

// All resources of all files, without the kustomization.
std::vector<YAML::Node> resourcesOf(const Manifest& manifest) {
  std::vector<YAML::Node> resources;
  for (const auto& file : manifest.files) {
    if (file.path.size() < 5 || file.path.substr(file.path.size() - 5) != ".yaml") continue;
    for (const auto& node : YAML::LoadAll(file.content))
      if (node["metadata"]) resources.push_back(node);
  }
  return resources;
}

std::vector<YAML::Node> allOf(const Manifest& manifest, const std::string& kind) {
  std::vector<YAML::Node> found;
  for (const auto& resource : resourcesOf(manifest))
    if (resource["kind"].as<std::string>() == kind) found.push_back(resource);
  return found;
}

YAML::Node resource(const Manifest& manifest, const std::string& kind, const std::string& name) {
  for (const auto& found : allOf(manifest, kind))
    if (found["metadata"]["name"].as<std::string>() == name) return found;
  qWarning("no %s %s", kind.c_str(), name.c_str());
  return {};
}

std::string annotation(const YAML::Node& service, const std::string& name) {
  const YAML::Node value = service["spec"]["template"]["metadata"]["annotations"]["autoscaling.knative.dev/" + name];
  return value ? value.as<std::string>() : "(none)";
}

bool hasNote(const Manifest& manifest, const std::string& id, const std::string& path) {
  return std::any_of(manifest.notes.begin(), manifest.notes.end(),
                     [&](const Problem& note) { return note.id == id && note.path == path; });
}

Architecture small() {
  Architecture design;
  design.name = "Small";
  design.target = {"custom", "local"};
  add(design, "work", function("nodejs22", {}));
  return design;
}

ProviderSettings knativeSettings() {
  ProviderSettings settings;
  settings.provider = "custom";
  settings.scaling = Scaling::knative;
  return settings;
}

}  // namespace

class KnativeExportTest : public QObject {
  Q_OBJECT

 private slots:
  void functionsInJavaAreImagesOfTheirVersion() {
    for (const std::string version : {"17", "21", "25"}) {
      Architecture design = small();
      kindOf<Function>(design, "work").runtime = "java" + version;
      const Manifest manifest = exported(design);
      const auto file = std::find_if(manifest.files.begin(), manifest.files.end(),
                                     [](const ManifestFile& f) { return f.path == "src/work/Dockerfile"; });
      QVERIFY(file != manifest.files.end());
      for (const std::string& part : {"FROM maven:3.9-eclipse-temurin-" + version + " AS build\n",
                                      "FROM eclipse-temurin:" + version + "-jre\n", std::string("USER 65532:65532\n")})
        QVERIFY2(file->content.find(part) != std::string::npos, part.c_str());
    }
  }

  void examplesInJavaAreExportedWhereNothingElseForbids() {
    const auto example = [](const char* name) {
      return loadProject(resourceFolder() / "examples" / (std::string(name) + ".virga.yaml")).value();
    };
    QVERIFY(!exported(example("webhook-fan-out")).files.empty());
    const Texts refused = refusals(example("rarely-called-api"));
    QVERIFY(!refused.empty());
    for (const std::string& text : refused) QVERIFY2(text.rfind("no-handler", 0) != 0, text.c_str());
  }

  void serviceSettings() {
    Architecture design = small();
    auto& work = kindOf<Function>(design, "work");
    work.memory = mebibytes(768);
    work.timeout = seconds(45);
    work.instanceConcurrency = 20;
    work.provisionedConcurrency = 3;
    work.reservedConcurrency = 90;
    work.architecture = CpuArchitecture::arm64;
    const YAML::Node spec = resource(exported(design), "Service", "work")["spec"]["template"]["spec"];
    QCOMPARE(spec["containerConcurrency"].as<int>(), 20);
    QCOMPARE(spec["timeoutSeconds"].as<int>(), 45);
    QCOMPARE(spec["nodeSelector"]["kubernetes.io/arch"].as<std::string>(), std::string("arm64"));
    for (const char* amount : {"requests", "limits"}) {
      QCOMPARE(spec["containers"][0]["resources"][amount]["memory"].as<std::string>(), std::string("768Mi"));
      // The catalog gives each instance one vCPU.
      QCOMPARE(spec["containers"][0]["resources"][amount]["cpu"].as<std::string>(), std::string("1000m"));
    }
    const YAML::Node service = resource(exported(design), "Service", "work");
    QCOMPARE(annotation(service, "min-scale"), std::string("3"));
    QCOMPARE(annotation(service, "initial-scale"), std::string("3"));
    QCOMPARE(annotation(service, "max-scale"), std::string("5"));  // 90 invocations, 20 in each
  }

  void scalingSettings() {
    Architecture design = small();
    ProviderSettings settings = knativeSettings();
    settings.instanceConcurrency = 50;
    settings.maxInstances = 40;
    settings.alwaysReady = 2;
    settings.autoscaler = Autoscaler{Share{0.6}, seconds(120), seconds(30), 3, seconds(2), 1000, 2};
    design.providers = {settings};
    const Manifest manifest = exported(design);
    const YAML::Node service = resource(manifest, "Service", "work");
    QCOMPARE(annotation(service, "class"), std::string("kpa.autoscaling.knative.dev"));
    QCOMPARE(annotation(service, "target"), std::string("50"));
    QCOMPARE(annotation(service, "target-utilization-percentage"), std::string("60"));
    QCOMPARE(annotation(service, "window"), std::string("120s"));
    QCOMPARE(annotation(service, "panic-window-percentage"), std::string("25"));
    QCOMPARE(annotation(service, "panic-threshold-percentage"), std::string("300"));
    QCOMPARE(annotation(service, "min-scale"), std::string("2"));
    QCOMPARE(annotation(service, "max-scale"), std::string("40"));
    QCOMPARE(annotation(service, "scale-down-delay"), std::string("(none)"));
    QCOMPARE(service["spec"]["template"]["spec"]["containerConcurrency"].as<int>(), 50);
    QVERIFY(!hasNote(manifest, "scaling-not-simulated", "providers.custom.scaling"));
    QVERIFY(!hasNote(manifest, "cluster-setting", "providers.custom.autoscaler"));
  }

  void scalingDefaultsAreKnatives() {
    Architecture design = small();
    design.providers = {knativeSettings()};
    const YAML::Node service = resource(exported(design), "Service", "work");
    // knative.dev, "Additional autoscaling configuration for Knative Pod Autoscaler".
    QCOMPARE(annotation(service, "target-utilization-percentage"), std::string("70"));
    QCOMPARE(annotation(service, "window"), std::string("60s"));
    QCOMPARE(annotation(service, "panic-window-percentage"), std::string("10"));
    QCOMPARE(annotation(service, "panic-threshold-percentage"), std::string("200"));
    QCOMPARE(annotation(service, "max-scale"), std::string("(none)"));
    QCOMPARE(annotation(service, "min-scale"), std::string("0"));
  }

  void keepAliveWithoutAutoscaler() {
    Architecture design = small();
    ProviderSettings settings;
    settings.provider = "custom";
    settings.keepAlive = Constant{minutes(5)};
    design.providers = {settings};
    const Manifest manifest = exported(design);
    QCOMPARE(annotation(resource(manifest, "Service", "work"), "scale-down-delay"), std::string("300s"));
    QVERIFY(hasNote(manifest, "scaling-not-simulated", "providers.custom.scaling"));
  }

  void clusterSettingsAreNoted() {
    Architecture design = small();
    ProviderSettings settings = knativeSettings();
    settings.autoscaler = Autoscaler{};
    settings.autoscaler->maxScaleUp = 10;
    design.providers = {settings};
    kindOf<Function>(design, "work").timeout = minutes(20);
    const Manifest manifest = exported(design);
    QVERIFY(hasNote(manifest, "cluster-setting", "providers.custom.autoscaler"));
    QVERIFY(hasNote(manifest, "cluster-setting", "work.timeout"));
  }

  void queueSettings() {
    const Manifest manifest = exported(orderIntake());
    const YAML::Node trigger = resource(manifest, "Trigger", "receipts-to-mailer");
    QCOMPARE(trigger["spec"]["broker"].as<std::string>(), std::string("receipts"));
    QCOMPARE(trigger["spec"]["delivery"]["retry"].as<int>(), 4);  // received 5 times
    QCOMPARE(trigger["spec"]["delivery"]["backoffDelay"].as<std::string>(), std::string("PT60S"));
    QCOMPARE(trigger["spec"]["delivery"]["backoffPolicy"].as<std::string>(), std::string("linear"));
    QCOMPARE(trigger["spec"]["delivery"]["deadLetterSink"]["ref"]["name"].as<std::string>(), std::string("receipts-dead"));
    QCOMPARE(trigger["spec"]["subscriber"]["ref"]["name"].as<std::string>(), std::string("mailer"));
    const YAML::Node topic = resource(manifest, "KafkaTopic", "order-intake-receipts");
    QCOMPARE(topic["spec"]["config"]["retention.ms"].as<std::int64_t>(), std::int64_t{345'600'000});  // 4 days
    const YAML::Node broker = resource(manifest, "Broker", "receipts");
    QCOMPARE(broker["metadata"]["annotations"]["kafka.eventing.knative.dev/external.topic"].as<std::string>(),
             std::string("order-intake-receipts"));
    // The queue alone invokes the mailer, 50 times at once at most.
    QCOMPARE(annotation(resource(manifest, "Service", "mailer"), "max-scale"), std::string("50"));
    QVERIFY(hasNote(manifest, "batch-not-deployed", "receipts.consumers.0"));
  }

  void streamSettings() {
    Architecture design = small();
    Stream stream;
    stream.shards = 7;
    stream.retention = hours(36);
    StreamConsumer consumer = reader("work");
    consumer.batch = 1;
    consumer.maxRetries = 6;
    consumer.onFailure = ComponentRef{"lost"};
    stream.consumers = {consumer};
    add(design, "readings", stream);
    add(design, "lost", Queue{});
    const Manifest manifest = exported(design);
    const YAML::Node topic = resource(manifest, "KafkaTopic", "small-readings");
    QCOMPARE(topic["spec"]["partitions"].as<int>(), 7);
    QCOMPARE(topic["spec"]["config"]["retention.ms"].as<std::int64_t>(), std::int64_t{129'600'000});
    const YAML::Node source = resource(manifest, "KafkaSource", "readings-to-work");
    QCOMPARE(source["spec"]["consumers"].as<int>(), 7);
    QCOMPARE(source["spec"]["topics"][0].as<std::string>(), std::string("small-readings"));
    QCOMPARE(source["spec"]["delivery"]["retry"].as<int>(), 6);
    QCOMPARE(source["spec"]["delivery"]["deadLetterSink"]["ref"]["name"].as<std::string>(), std::string("lost"));
    QCOMPARE(source["spec"]["sink"]["ref"]["kind"].as<std::string>(), std::string("Service"));
    QVERIFY(!hasNote(manifest, "batch-not-deployed", "readings.consumers.0"));
  }

  void schedules() {
    Architecture design = small();
    Schedule nightly;
    nightly.cron = "30 2 * * 7";
    nightly.timeZone = "Europe/Berlin";
    nightly.targets = {{{"work"}}};
    add(design, "nightly", nightly);
    Schedule often;
    often.every = minutes(90);
    often.targets = {{{"work"}}};
    add(design, "often", often);
    const Manifest manifest = exported(design);
    const YAML::Node ping = resource(manifest, "PingSource", "nightly-to-work");
    QCOMPARE(ping["spec"]["schedule"].as<std::string>(), std::string("30 2 * * 0"));
    QCOMPARE(ping["spec"]["timezone"].as<std::string>(), std::string("Europe/Berlin"));
    Texts lines;
    for (const auto& source : allOf(manifest, "PingSource"))
      if (source["metadata"]["name"].as<std::string>().rfind("often", 0) == 0)
        lines.insert(source["spec"]["schedule"].as<std::string>());
    const Texts expected = {"0 0,3,6,9,12,15,18,21 * * *", "30 1,4,7,10,13,16,19,22 * * *"};
    QVERIFY(lines == expected);
  }

  // Each line of an interval is looked at minute by minute.
  void intervalsHitTheirTimesAlone() {
    for (const int step : {1, 5, 7 * 60, 8 * 60, 45, 90, 24 * 60, 36, 50}) {
      Schedule schedule;
      schedule.every = minutes(step);
      const auto lines = cronLines(schedule);
      QCOMPARE(lines.has_value(), 1440 % step == 0);
      if (!lines) continue;
      std::set<int> hits;
      for (const std::string& line : *lines) {
        const auto values = [](const std::string& field, int count) {
          std::set<int> found;
          std::smatch range;
          if (field == "*") {
            for (int i = 0; i < count; ++i) found.insert(i);
          } else if (std::regex_match(field, range, std::regex("(\\d+)-(\\d+)"))) {
            for (int i = std::stoi(range[1]); i <= std::stoi(range[2]); ++i) found.insert(i);
          } else {
            std::istringstream parts(field);
            for (std::string part; std::getline(parts, part, ',');) found.insert(std::stoi(part));
          }
          return found;
        };
        std::istringstream fields(line);
        std::string minute, hour;
        fields >> minute >> hour;
        for (const int h : values(hour, 24))
          for (const int m : values(minute, 60)) QVERIFY(hits.insert(h * 60 + m).second);
      }
      std::set<int> expected;
      for (int time = 0; time < 1440; time += step) expected.insert(time);
      QVERIFY(hits == expected);
    }
  }

  void gatewaySettings() {
    Architecture design = orderIntake();
    kindOf<HttpApi>(design, "api").timeout = milliseconds(2500);
    kindOf<HttpApi>(design, "api").routes.push_back({"GET /orders/{id}", {"checkout"}});
    const Manifest manifest = exported(design);
    const YAML::Node route = resource(manifest, "HTTPRoute", "api")["spec"];
    QCOMPARE(route["rules"][0]["matches"][0]["method"].as<std::string>(), std::string("POST"));
    QCOMPARE(route["rules"][0]["matches"][0]["path"]["value"].as<std::string>(), std::string("/orders"));
    QCOMPARE(route["rules"][0]["timeouts"]["request"].as<std::string>(), std::string("2500ms"));
    QCOMPARE(route["rules"][0]["filters"][0]["urlRewrite"]["hostname"].as<std::string>(),
             std::string("checkout.order-intake.svc.cluster.local"));
    const YAML::Node path = route["rules"][1]["matches"][0]["path"];
    QCOMPARE(path["type"].as<std::string>(), std::string("RegularExpression"));
    const std::regex pattern(path["value"].as<std::string>());
    QVERIFY(std::regex_match("/orders/17", pattern));
    QVERIFY(!std::regex_match("/orders/17/lines", pattern));
    const YAML::Node limit = resource(manifest, "BackendTrafficPolicy", "api")["spec"]["rateLimit"]["local"]["rules"][0];
    QCOMPARE(limit["limit"]["requests"].as<int>(), 1000);
    QCOMPARE(limit["limit"]["unit"].as<std::string>(), std::string("Second"));
    const YAML::Node security = resource(manifest, "SecurityPolicy", "api")["spec"];
    QCOMPARE(security["cors"]["allowOrigins"][0].as<std::string>(), std::string("https://shop.example"));
    QCOMPARE(security["jwt"]["providers"][0]["name"].as<std::string>(), std::string("users"));
    QVERIFY(hasNote(manifest, "throttle-per-proxy", "api.throttle"));
    QVERIFY(hasNote(manifest, "issuer-to-fill-in", "api.auth"));
  }

  // What a function may reach is what its steps lead to.
  void networkPoliciesAreTheEdges() {
    Architecture design = small();
    add(design, "other", function("python3.12", {}));
    add(design, "table", NosqlDb{});
    add(design, "letters", Queue{});
    add(design, "ledger", SqlDb{});
    const auto reached = [&](Steps steps) {
      kindOf<Function>(design, "work").steps = std::move(steps);
      Texts found;
      for (const auto& rule : resource(exported(design), "NetworkPolicy", "work")["spec"]["egress"]) {
        for (const auto& peer : rule["to"])
          found.insert(peer["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"].as<std::string>());
        if (!rule["to"])
          for (const auto& port : rule["ports"]) found.insert(port["port"].as<std::string>());
      }
      return found;
    };
    QVERIFY((reached({}) == Texts{"kube-system"}));
    QVERIFY((reached({call("table")}) == Texts{"kube-system", "27017"}));
    QVERIFY((reached({call("ledger"), send("letters")}) == Texts{"kube-system", "5432", "knative-eventing"}));
    QVERIFY((reached({call("other")}) == Texts{"kube-system", "kourier-system", "knative-serving"}));
    QVERIFY((reached({send("other")}) == Texts{"kube-system", "knative-eventing"}));
  }

  void secretsAreReferences() {
    const Manifest manifest = exported(orderIntake());
    const YAML::Node container = resource(manifest, "Service", "checkout")["spec"]["template"]["spec"]["containers"][0];
    std::map<std::string, std::string> found;
    for (const auto& variable : container["env"]) {
      const YAML::Node from = variable["valueFrom"];
      found[variable["name"].as<std::string>()] = !from ? variable["value"].as<std::string>()
                                                  : from["secretKeyRef"]
                                                      ? "secret " + from["secretKeyRef"]["name"].as<std::string>() + "/" +
                                                            from["secretKeyRef"]["key"].as<std::string>()
                                                      : "address " + from["configMapKeyRef"]["key"].as<std::string>();
    }
    const std::map<std::string, std::string> expected = {
        {"ORDERS_TABLE_URL", "secret orders/url"},
        {"STOCK_CACHE_URL", "secret stock/url"},
        {"PAYMENTS_ENDPOINT", "address PAYMENTS_ENDPOINT"},
        {"PAYMENTS_SECRET_FILE", "/var/run/secrets/app/payments/token"},
        {"RECEIPTS_QUEUE_URL", "http://kafka-broker-ingress.knative-eventing.svc.cluster.local/order-intake/receipts"},
    };
    QVERIFY(found == expected);
    QVERIFY(allOf(manifest, "Secret").empty());
  }

  void everyReferenceExists() {
    for (const Architecture& design : {orderIntake(), knativeEvents("python3.12")}) {
      const Manifest manifest = exported(design);
      Texts names;
      for (const auto& found : resourcesOf(manifest))
        names.insert(found["kind"].as<std::string>() + " " + found["metadata"]["name"].as<std::string>());
      const auto check = [&](const YAML::Node& sink) {
        if (!sink || sink["uri"]) return;
        const std::string wanted = sink["ref"]["kind"].as<std::string>() + " " + sink["ref"]["name"].as<std::string>();
        QVERIFY2(names.count(wanted) == 1, wanted.c_str());
      };
      for (const auto& trigger : allOf(manifest, "Trigger")) {
        QVERIFY(names.count("Broker " + trigger["spec"]["broker"].as<std::string>()) == 1);
        check(trigger["spec"]["subscriber"]);
        check(trigger["spec"]["delivery"]["deadLetterSink"]);
      }
      for (const char* kind : {"PingSource", "KafkaSource"})
        for (const auto& source : allOf(manifest, kind)) check(source["spec"]["sink"]);
    }
  }

  void refusesWhatKnativeHasNot() {
    Architecture design = small();
    add(design, "rooms", WebsocketApi{});
    add(design, "flow", Workflow{});
    kindOf<Function>(design, "work").reservedConcurrency = 0;
    kindOf<Function>(design, "work").start = InstanceStart::snapshot;
    const Texts expected = {"not-expressible rooms", "not-expressible flow", "not-expressible work.reserved-concurrency",
                            "not-expressible work.start"};
    QVERIFY(refusals(design) == expected);
  }

  void refusesWhatIsOutOfRange() {
    Architecture design = small();
    ProviderSettings settings = knativeSettings();
    settings.autoscaler = Autoscaler{Share{0.005}, seconds(3), milliseconds(10), 1, seconds(2), 1000, 2};
    design.providers = {settings};
    kindOf<Function>(design, "work").timeout = milliseconds(200);
    kindOf<Function>(design, "work").instanceConcurrency = 1001;
    const Texts expected = {"out-of-range providers.custom.autoscaler.target",
                            "out-of-range providers.custom.autoscaler.window",
                            "out-of-range providers.custom.autoscaler.panic-window",
                            "out-of-range providers.custom.autoscaler.panic-threshold",
                            "out-of-range work.timeout",
                            "out-of-range work.instance-concurrency"};
    QVERIFY(refusals(design) == expected);
  }

  void refusesWhatCantBeDelivered() {
    Architecture design = small();
    add(design, "other", function("python3.12", {}));
    add(design, "shared", queue(seconds(60), {consumer("work", 1), consumer("other", 1)}));
    Stream stream;
    StreamConsumer consumer = reader("work");
    consumer.parallelization = 2;
    consumer.maxAge = minutes(5);
    stream.consumers = {consumer};
    add(design, "readings", stream);
    Schedule odd;
    odd.every = minutes(7);
    odd.targets = {{{"work"}}};
    add(design, "odd", odd);
    const Texts expected = {"not-expressible shared.consumers", "not-expressible readings.consumers.0.parallelization",
                            "not-expressible readings.consumers.0.max-age", "not-expressible odd.every"};
    QVERIFY(refusals(design) == expected);
  }

  void hostileNames() {
    Architecture design = small();
    design.name = "'; rm -rf / #\n{{ $(id) }} \"é";
    add(design, "work-", function("python3.12", {}));
    add(design, std::string(63, 'a'), function("python3.12", {}));
    add(design, std::string(62, 'a') + "b", function("python3.12", {}));
    add(design, "null", queue(seconds(1), {consumer("work-", 1)}));
    const Manifest manifest = exported(design);
    static const std::regex kLabel("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");  // RFC 1123, with Knative's letter in front
    Texts names;
    for (const auto& found : resourcesOf(manifest)) {
      const std::string name = found["metadata"]["name"].as<std::string>();
      QVERIFY2(std::regex_match(name, kLabel), name.c_str());
      QVERIFY2(names.insert(found["kind"].as<std::string>() + " " + name).second, name.c_str());
      if (found["kind"].as<std::string>() == "Service") QVERIFY(name.size() <= 57);  // "-00001" of its revisions
      const YAML::Node space = found["metadata"]["namespace"];
      if (space) QVERIFY(std::regex_match(space.as<std::string>(), kLabel));
    }
    for (const auto& file : manifest.files) {
      QVERIFY(file.path.find("..") == std::string::npos && file.path[0] != '/');
      if (file.path.rfind(".yaml") != std::string::npos) QVERIFY(file.content.find("rm -rf") == std::string::npos);
    }
  }

  void sameBytesTwice() {
    const Manifest first = exported(knativeEvents("python3.12")), second = exported(knativeEvents("python3.12"));
    QCOMPARE(first.files.size(), second.files.size());
    for (std::size_t i = 0; i < first.files.size(); ++i) QCOMPARE(first.files[i].content, second.files[i].content);
  }
};

QTEST_APPLESS_MAIN(KnativeExportTest)
#include "knative_export_test.moc"
