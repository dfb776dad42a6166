#include "model/project/project_file.h"
#include "tests/model/checks_fixture.h"

using namespace virga::model;

namespace {

const Catalog& catalogOf(const std::string& provider) {
  static std::map<std::string, Catalog> loaded;
  const auto found = loaded.find(provider);
  return found != loaded.end() ? found->second : loaded.emplace(provider, loadCatalog(provider).value()).first->second;
}

// The findings that the catalog's features cause, for a design of these components at the provider and plan.
std::vector<std::string> lacking(const std::string& provider, const std::string& components, const std::string& plan = {}) {
  const auto text = "virga: 1\nname: T\ntarget: {provider: " + provider + "}\ncomponents:\n" + components +
                    (plan.empty() ? "" : "providers: {" + provider + ": {plan: " + plan + "}}\n");
  const auto project = readProject(text, "t.virga.yaml");
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  std::vector<std::string> result;
  for (const auto& problem : check(*project, catalogOf(provider))) {
    const bool ours = problem.id.starts_with("no-") && problem.id != "no-throttle" && problem.id != "no-dead-letter" &&
                      !isGeneralAdvice(problem);
    if (!ours && problem.id != "instance-concurrency" && problem.id != "timeout-limit" &&
        problem.id != "timeout-beyond-response")
      continue;
    result.push_back(std::string(problem.severity == Severity::error ? "error " : "warning ") + problem.id + " " +
                     problem.path + (problem.nearest.empty() ? "" : " → " + problem.nearest));
  }
  return result;
}

std::string function(const std::string& fields) {
  return "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 1/s}}}]}\n"
         "  work: {kind: function, runtime: java17, memory: 512 MiB, " +
         fields + ", steps: [{compute: 1 ms}]}\n";
}

const std::string kWork = "  work: {kind: function, runtime: java17, memory: 512 MiB, steps: [{compute: 1 ms}]}\n";

const std::string kQueue = "  line: {kind: queue, consumers: [{to: work}]}\n" + kWork;
const std::string kStream = "  log: {kind: stream, consumers: [{to: work}]}\n" + kWork;
const std::string kTable = "  items: {kind: nosql-db, changes: [{to: work}]}\n" + kWork;
const std::string kTopic = "  news: {kind: topic, subscriptions: [{to: work}]}\n" + kWork;
const std::string kBus = "  bus: {kind: event-bus, rules: [{to: work}]}\n" + kWork;
const std::string kSchedule = "  nightly: {kind: schedule, every: 1 h, targets: [{to: work}]}\n" + kWork;
const std::string kBucket = "  files: {kind: object-store, notifications: [{to: work}]}\n" + kWork;
const std::string kSockets = "  chat: {kind: websocket-api, routes: [{route: $default, to: work}]}\n" + kWork;
const std::string kExpress =
    "  users: {kind: client, sends: [{to: flow, arrivals: {poisson: {rate: 1/s}}}]}\n"
    "  flow: {kind: workflow, type: express, timeout: 1 min, states: [{wait: 1 s}]}\n";

}  // namespace

// What is said where a provider hasn't got what a design asks for; as the providers' documents have it in 2026.
class ChecksFeaturesTest : public QObject {
  Q_OBJECT

 private slots:
  void functions_data() {
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char* provider, const char* plan, const char* fields, const char* finding) {
      QTest::addRow("%s %s %s", provider, plan, fields) << provider << plan << fields << finding;
    };
    const char* arm = "architecture: arm64";
    row("aws", "", arm, "");
    row("oci", "", arm, "");
    row("custom", "", arm, "");
    for (const char* plan : {"flex-consumption", "consumption", "premium"})
      row("azure", plan, arm, "error no-arm64 work.architecture → x86_64");
    row("gcp", "", arm, "error no-arm64 work.architecture → x86_64");
    const char* ready = "provisioned-concurrency: 2";
    row("azure", "flex-consumption", ready, "");
    row("azure", "premium", ready, "");
    row("azure", "consumption", ready, "error no-provisioned-concurrency work.provisioned-concurrency → 0");
    for (const char* provider : {"aws", "gcp", "oci", "custom"}) row(provider, "", ready, "");
    const char* several = "instance-concurrency: 8";
    for (const char* provider : {"azure", "gcp", "custom"}) row(provider, "", several, "");
    row("aws", "", several, "error instance-concurrency work.instance-concurrency → 1");
    row("oci", "", several, "error instance-concurrency work.instance-concurrency → 1");
    row("gcp", "1st-gen", several, "error instance-concurrency work.instance-concurrency → 1");
    const char* vpc = "network: vpc";
    row("azure", "consumption", vpc, "error no-vpc work.network → public");
    row("azure", "premium", vpc, "");
    for (const char* provider : {"aws", "gcp", "oci", "custom"}) row(provider, "", vpc, "");
    const char* snapshot = "start: snapshot";
    row("aws", "", snapshot, "");
    for (const char* provider : {"azure", "gcp", "oci"})
      row(provider, "", snapshot, "error no-snapshot work.start → initialise");
    row("azure", "", "timeout: 4 min", "warning timeout-beyond-response work.timeout → 230 s");
  }

  void functions() {
    QFETCH(QString, provider);
    QFETCH(QString, plan);
    QFETCH(QString, fields);
    QFETCH(QString, finding);
    const auto found = lacking(provider.toStdString(), function(fields.toStdString()), plan.toStdString());
    const auto wanted = finding.isEmpty() ? Expected{} : Expected{finding.toStdString()};
    QVERIFY2(found == wanted, found.empty() ? "nothing" : found.front().c_str());
  }

  void triggers_data() {
    QTest::addColumn<QString>("design");
    QTest::addColumn<QStringList>("without");  // the providers that haven't got it
    QTest::addColumn<QString>("finding");
    const auto row = [](const char* name, const std::string& design, QStringList without, const char* finding) {
      QTest::addRow("%s", name) << QString::fromStdString(design) << std::move(without) << finding;
    };
    row("queue", kQueue, {"oci"}, "warning no-trigger line.consumers.0.to");
    row("stream", kStream, {"oci"}, "warning no-trigger log.consumers.0.to");
    row("changes", kTable, {"oci"}, "warning no-trigger items.changes.0.to");
    row("topic", kTopic, {}, "");
    row("event bus", kBus, {}, "");
    row("schedule", kSchedule, {}, "");
    row("objects", kBucket, {}, "");
    row("sockets", kSockets, {"gcp", "oci"}, "warning no-trigger chat.routes.0.to");
    row("express", kExpress, {"azure", "gcp"}, "warning no-workflow flow.type → standard");
  }

  void triggers() {
    QFETCH(QString, design);
    QFETCH(QStringList, without);
    QFETCH(QString, finding);
    for (const char* provider : {"aws", "azure", "gcp", "oci", "custom"}) {
      if (QTest::currentDataTag() == QByteArray("express") && QByteArray(provider) == "oci") continue;
      const auto found = lacking(provider, design.toStdString());
      const auto wanted = without.contains(provider) ? Expected{finding.toStdString()} : Expected{};
      QVERIFY2(found == wanted, (provider + (found.empty() ? " nothing" : " " + found.front())).c_str());
    }
  }

  void workflowsOnOci() { QCOMPARE(lacking("oci", kExpress), Expected{"warning no-workflow flow"}); }

  void ownEvents() {
    const auto design = kBus +
                        "  users: {kind: client, sends: [{to: order, arrivals: {poisson: {rate: 1/s}}}]}\n"
                        "  order: {kind: function, runtime: java17, memory: 512 MiB, steps: [{send: bus}]}\n";
    QCOMPARE(lacking("oci", design), Expected{"warning no-own-events order.steps.0.send"});
    QCOMPARE(lacking("gcp", design), Expected{});
  }

  // OCI: 300 s where somebody waits, 3,600 s detached.
  void detachedTimeouts() {
    const auto design = [](const std::string& timeout, const std::string& step) {
      return "  users: {kind: client, sends: [{to: order, arrivals: {poisson: {rate: 1/s}}}]}\n"
             "  order: {kind: function, runtime: java17, memory: 512 MiB, steps: [{" +
             step +
             ": work}]}\n"
             "  work: {kind: function, runtime: java17, memory: 512 MiB, timeout: " +
             timeout + ", steps: [{compute: 1 ms}]}\n";
    };
    QCOMPARE(lacking("oci", design("300 s", "call")), Expected{});
    QCOMPARE(lacking("oci", design("301 s", "call")), Expected{"error timeout-limit work.timeout → 5 min"});
    QCOMPARE(lacking("oci", design("3600 s", "send")), Expected{});
    QCOMPARE(lacking("oci", design("3601 s", "send")), Expected{"error timeout-limit work.timeout → 1 h"});
    QCOMPARE(lacking("aws", design("901 s", "send")), Expected{"error timeout-limit work.timeout → 15 min"});
  }

  // Azure: 230 s over HTTP; tasks of Durable Functions and messages have no such limit.
  void responsesOverHttp() {
    const std::string work =
        "  work: {kind: function, runtime: java17, memory: 512 MiB, timeout: 4 min, steps: [{compute: 1 ms}]}\n";
    const std::string users = "  users: {kind: client, sends: [{to: front, arrivals: {poisson: {rate: 1/s}}}]}\n";
    const std::string function = "  front: {kind: function, runtime: java17, memory: 512 MiB, steps: [{STEP: work}]}\n";
    const auto with = [&](const std::string& step) {
      auto text = function;
      return users + text.replace(text.find("STEP"), 4, step) + work;
    };
    QCOMPARE(lacking("azure", with("call")), Expected{"warning timeout-beyond-response work.timeout → 230 s"});
    QCOMPARE(lacking("azure", with("send")), Expected{});
    QCOMPARE(lacking("aws", with("call")), Expected{});
    QCOMPARE(lacking("azure", users + "  front: {kind: workflow, timeout: 1 h, states: [{call: work}]}\n" + work),
             Expected{});
  }

  void wordsComeFromTheCatalog() {
    const auto text = "virga: 1\nname: T\ntarget: {provider: azure}\ncomponents:\n" + function("architecture: arm64");
    const auto problems = check(readProject(text, "t.virga.yaml").value(), catalogOf("azure"));
    const auto found =
        std::find_if(problems.begin(), problems.end(), [](const Problem& problem) { return problem.id == "no-arm64"; });
    QVERIFY(found != problems.end());
    QCOMPARE(found->message, std::string("Azure Functions has no arm64 instances"));
    QCOMPARE(found->hint, std::string("nearest: architecture x86_64"));
  }
};

QTEST_GUILESS_MAIN(ChecksFeaturesTest)
#include "checks_features_test.moc"
