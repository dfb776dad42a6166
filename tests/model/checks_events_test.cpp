#include <algorithm>
#include <string>
#include <vector>

#include <QtTest>

#include "model/edit/edit.h"
#include "model/io/file.h"
#include "model/project/project_file.h"
#include "tests/model/checks_fixture.h"

using namespace virga::model;

namespace {

// A sound project of topics, streams, buses and what they lead to, in which each test breaks one thing.
Architecture sound() {
  const auto read = readProject(R"(virga: 1
name: Sound
components:
  riders:
    kind: client
    sends:
      - {to: live, route: move, connection: {lasts: 10 min, message-every: 5 s}}
  live:
    kind: websocket-api
    auth: {with: users}
    routes:
      - {route: $default, to: hub}
  users: {kind: auth}
  hub:
    kind: function
    runtime: nodejs22
    timeout: 10 s
    duplicates: harmless
    steps:
      - send: live
      - send: news
      - {call: db, operation: write, timeout: 1 s, retry: {attempts: 2, backoff: 100 ms}, catch: [{send: log}]}
  news:
    kind: topic
    subscriptions:
      - {to: inbox, filter: 50%}
  inbox:
    kind: queue
    visibility: 61 s
    dead-letter: dead
    consumers:
      - {to: worker, batch: 10, window: 1 s}
  dead: {kind: queue}
  worker:
    kind: function
    runtime: nodejs22
    timeout: 10 s
    duplicates: harmless
    steps:
      - {call: table, operation: query}
      - {call: files, operation: read}
  log:
    kind: stream
    consumers:
      - {to: reader, max-retries: 3, on-failure: dead}
  reader:
    kind: function
    runtime: nodejs22
    timeout: 10 s
    duplicates: harmless
    steps:
      - send: bus
  bus:
    kind: event-bus
    rules:
      - {to: ship}
  ship:
    kind: workflow
    states:
      - {call: legacy, timeout: 1 min}
      - wait: 1 h
  legacy: {kind: container-service, steps: [{compute: 1 ms}]}
  clock:
    kind: schedule
    every: 1 h
    targets:
      - {to: ship}
  files:
    kind: object-store
    notifications:
      - {to: inbox}
  table:
    kind: nosql-db
    changes:
      - {to: reader, max-age: 1 h, on-failure: dead}
  db: {kind: sql-db, connection-limit: 100}
)",
                                "sound.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

Steps& stepsIn(Architecture& a, const ComponentId& id) { return part<Function>(a, id).steps; }

Step call(const ComponentId& to, Operation operation = Operation::read) {
  return {CallStep{.to = {to}, .operation = operation, .timeout = {}, .retry = {}, .breaker = {}, .caught = {}}};
}

std::string messageOf(const Architecture& a) { return firstFinding(a).message; }
std::string hintOf(const Architecture& a) { return firstFinding(a).hint; }

}  // namespace

class ChecksEventsTest : public QObject {
  Q_OBJECT

 private slots:
  void aSoundProjectHasNoFindings() { COMPARE_FINDINGS(sound()); }

  void whatLeadsToNothingIsTold() {
    auto a = sound();
    part<Topic>(a, "news").subscriptions.clear();
    COMPARE_FINDINGS(a, "warning no-subscribers news");
    a = sound();
    part<Stream>(a, "log").consumers.clear();
    COMPARE_FINDINGS(a, "warning never-read log");
    a = sound();
    part<EventBus>(a, "bus").rules.clear();
    COMPARE_FINDINGS(a, "warning no-rules bus");
    a = sound();
    part<Schedule>(a, "clock").targets.clear();
    COMPARE_FINDINGS(a, "warning no-targets clock");
    a = sound();
    part<Workflow>(a, "ship").states.clear();
    COMPARE_FINDINGS(a, "warning no-states ship", "warning never-invoked legacy");
  }

  void whatNothingStartsIsTold() {
    auto a = sound();
    part<EventBus>(a, "bus").rules = {{{"inbox"}}};
    part<Schedule>(a, "clock").targets = {{{"inbox"}}};
    COMPARE_FINDINGS(a, "warning never-invoked ship");
    a = sound();
    part<WebsocketApi>(a, "live").routes.clear();
    COMPARE_FINDINGS(a, "error unknown-route riders.sends.0.route", "warning no-routes live", "warning never-invoked hub");
    // Each of these invokes a function.
    const std::string unused = "warning never-invoked hub";
    const auto tells = [&](const Architecture& b) {
      const auto all = findings(b);
      return std::find(all.begin(), all.end(), unused) != all.end();
    };
    QVERIFY(tells(a));
    auto b = a;
    part<Topic>(b, "news").subscriptions.push_back({{"hub"}});
    QVERIFY(!tells(b));
    b = a;
    part<ObjectStore>(b, "files").notifications.push_back({{"hub"}});
    QVERIFY(!tells(b));
    b = a;
    part<EventBus>(b, "bus").rules.push_back({{"hub"}});
    QVERIFY(!tells(b));
    b = a;
    part<Schedule>(b, "clock").targets.push_back({{"hub"}});
    QVERIFY(!tells(b));
  }

  void connectionsNeedARoute() {
    auto a = sound();
    auto& routes = part<WebsocketApi>(a, "live").routes;
    routes.push_back({"move", {"hub"}});
    COMPARE_FINDINGS(a);
    routes.push_back({"move", {"worker"}});
    COMPARE_FINDINGS(a, "error duplicate-route live.routes.2.route");
    routes = {{"$connect", {"hub"}}, {"stop", {"hub"}}};
    COMPARE_FINDINGS(a, "error unknown-route riders.sends.0.route");
    QCOMPARE(hintOf(a), std::string("it has $connect, stop"));
    part<Client>(a, "riders").sends[0].connection->messageEvery = Constant{Duration{}};  // it only listens
    COMPARE_FINDINGS(a);
    part<WebsocketApi>(a, "live").auth.reset();
    COMPARE_FINDINGS(a, "info public-route live");
    part<WebsocketApi>(a, "live").timeout = seconds(9);
    part<WebsocketApi>(a, "live").auth = ApiAuth{{"users"}};
    COMPARE_FINDINGS(a, "warning timeout-beyond-gateway hub.timeout");
  }

  void whatIsWrittenAndComesBackIsALoop() {
    auto a = sound();
    // worker → files → inbox → worker
    stepsIn(a, "worker").push_back(call("files", Operation::write));
    COMPARE_FINDINGS(a, "warning message-loop worker.steps.2.call");
    QCOMPARE(messageOf(a), std::string("messages go round in an endless circle (worker → files → inbox → worker)"));
    part<ObjectStore>(a, "files").notifications[0].filter = Share{0.9};
    QCOMPARE(messageOf(a), std::string("messages go round in a circle (worker → files → inbox → worker)"));
    part<ObjectStore>(a, "files").notifications[0].on = ObjectEvent::remove;
    COMPARE_FINDINGS(a);
    stepsIn(a, "worker").back() = call("files", Operation::remove);
    COMPARE_FINDINGS(a, "warning message-loop worker.steps.2.call");
    // reader → table → reader
    a = sound();
    stepsIn(a, "reader").push_back(call("table"));
    COMPARE_FINDINGS(a);
    stepsIn(a, "reader").back() = call("table", Operation::write);
    COMPARE_FINDINGS(a, "warning message-loop reader.steps.1.call");
  }

  void topicsStreamsAndBusesMakeLoops() {
    auto a = sound();
    stepsIn(a, "worker").push_back({SendStep{.to = {"news"}}});
    // Half of the messages pass the filter, so they die out.
    COMPARE_FINDINGS(a, "warning message-loop worker.steps.2.send");
    QCOMPARE(messageOf(a), std::string("messages go round in a circle (worker → news → inbox → worker)"));
    QCOMPARE(hintOf(a), std::string("make sure that it ends soon"));
    part<Topic>(a, "news").subscriptions[0].filter = Share{1};
    QVERIFY(messageOf(a).find("an endless circle") != std::string::npos);
    a = sound();
    stepsIn(a, "reader").push_back({SendStep{.to = {"log"}}});
    COMPARE_FINDINGS(a, "warning message-loop reader.steps.1.send");
    a = sound();
    part<Workflow>(a, "ship").states.push_back({SendStep{.to = {"bus"}}});
    COMPARE_FINDINGS(a, "warning message-loop ship.states.2.send");
    // Pushing to a connection ends at the client.
    a = sound();
    stepsIn(a, "hub").push_back({SendStep{.to = {"live"}}});
    COMPARE_FINDINGS(a);
  }

  void callsGoRoundThroughServicesAndWorkflows() {
    auto a = sound();
    part<ContainerService>(a, "legacy").steps.push_back(call("ship"));
    COMPARE_FINDINGS(a, "error call-cycle legacy.steps.1.call");
    QVERIFY(messageOf(a).find("endless circle (ship → legacy → ship)") != std::string::npos);
    part<ContainerService>(a, "legacy").steps.back() = {BranchStep{{{Share{0.1}, {call("ship")}}}}};
    COMPARE_FINDINGS(a, "warning call-cycle legacy.steps.1.branch.0.steps.0.call");
    auto failing = std::get<CallStep>(call("table").what);
    failing.caught = Steps{call("ship")};
    part<ContainerService>(a, "legacy").steps.back() = {failing};
    COMPARE_FINDINGS(a, "warning call-cycle legacy.steps.1.catch.0.call");
    part<ContainerService>(a, "legacy").steps.back() = {LoopStep{2, {call("ship")}}};
    COMPARE_FINDINGS(a, "error call-cycle legacy.steps.1.steps.0.call");
  }

  void sharesHoldWhileTheyShift() {
    auto a = sound();
    auto& states = part<Workflow>(a, "ship").states;
    const auto branch = [](const std::vector<BranchOption>& options) { return Step{BranchStep{options}}; };
    const BranchOption falling{Share{0.9}, {}, Shift{Share{0.2}, minutes(10), minutes(20)}};
    const BranchOption rising{Share{0.1}, {}, Shift{Share{0.8}, minutes(10), minutes(20)}};
    states.push_back(branch({falling, rising}));
    COMPARE_FINDINGS(a);
    // The second rises before the first has fallen.
    BranchOption early = rising;
    early.shift->over = minutes(10);
    states.back() = branch({falling, early});
    COMPARE_FINDINGS(a, "error branch-shares ship.states.2.branch");
    QCOMPARE(messageOf(a), std::string("the shares of the branch sum to 135% after 20 min"));
    early.shift = Shift{Share{0.8}, minutes(30), {}};  // jumps when the other one is down
    states.back() = branch({falling, early});
    COMPARE_FINDINGS(a);
    early.shift->from = minutes(29);
    states.back() = branch({falling, early});
    COMPARE_FINDINGS(a, "error branch-shares ship.states.2.branch");
    states.back() = branch({{Share{0.6}, {}}, {Share{0.3}, {}, Shift{Share{0.5}, {}, hours(1)}}});
    COMPARE_FINDINGS(a, "error branch-shares ship.states.2.branch");
    states.back() = branch({{Share{0.6}, {}}, {Share{0.5}, {}}});
    COMPARE_FINDINGS(a, "error branch-shares ship.states.2.branch");
  }

  void timesOfRetriesGrowAsStated() {
    auto a = sound();
    auto& retried = std::get<CallStep>(stepsIn(a, "hub")[2].what);
    // 6 attempts of 1 s; the waits are 0.2, 0.4, … 3.2 s, which is 6.2 s more.
    retried.retry = Retry{5, milliseconds(200)};
    COMPARE_FINDINGS(a, "warning retries-beyond-timeout hub.steps.2.timeout");
    retried.retry->cap = milliseconds(800);  // 0.2 + 0.4 + 3 · 0.8 = 3 s
    COMPARE_FINDINGS(a);
    retried.retry->cap.reset();
    retried.retry->growth = BackoffGrowth::constant;
    COMPARE_FINDINGS(a);
    a = sound();
    part<ContainerService>(a, "legacy").timeout = seconds(5);
    auto slow = std::get<CallStep>(call("table").what);
    slow.timeout = seconds(6);
    part<ContainerService>(a, "legacy").steps = {{slow}};
    COMPARE_FINDINGS(a, "warning retries-beyond-timeout legacy.steps.0.timeout");
    a = sound();
    part<Workflow>(a, "ship").timeout = minutes(30);
    COMPARE_FINDINGS(a, "warning wait-beyond-timeout ship.states.1.wait");
  }

  void poisonRecordsBlockAShard() {
    auto a = sound();
    auto& consumer = part<Stream>(a, "log").consumers[0];
    consumer.maxRetries.reset();
    COMPARE_FINDINGS(a, "warning poison-record log.consumers.0");
    QVERIFY(messageOf(a).ends_with("until it expires, 1 d") || messageOf(a).ends_with("until it expires, 24 h"));
    QCOMPARE(hintOf(a), std::string("add max-retries or max-age"));
    consumer.onFailure.reset();
    COMPARE_FINDINGS(a, "warning poison-record log.consumers.0");
    QVERIFY(hintOf(a).ends_with("a queue as on-failure"));
    consumer.maxRetries = 3;
    COMPARE_FINDINGS(a, "info lost-records log.consumers.0");
    a = sound();
    part<NosqlDb>(a, "table").changes[0].maxAge.reset();
    COMPARE_FINDINGS(a, "warning poison-record table.changes.0");
  }

  void batchesOutliveTheirRecords() {
    auto a = sound();
    part<NosqlDb>(a, "table").changes[0].maxAge = seconds(9);
    COMPARE_FINDINGS(a, "warning timeout-beyond-age table.changes.0.max-age");
    a = sound();
    part<Stream>(a, "log").retention = seconds(9);
    COMPARE_FINDINGS(a, "warning timeout-beyond-age log.consumers.0.to");
  }

  void connectionsFitTheDatabase() {
    auto a = sound();  // the account runs 100 at once
    auto& database = part<SqlDb>(a, "db");
    database.connectionLimit = 99;
    COMPARE_FINDINGS(a, "warning connection-limit db.connection-limit");
    QCOMPARE(messageOf(a), std::string("'hub' can open 100 connections at once, and 'db' accepts 99"));
    part<Function>(a, "hub").reservedConcurrency = 60;
    COMPARE_FINDINGS(a);
    // Two servers with a connection each, or with one for each of their 20 requests.
    auto& service = part<ContainerService>(a, "legacy");
    service.concurrency = 20;
    service.steps.push_back(call("db"));
    service.autoscaling = Autoscaling{.maxServers = 2};
    COMPARE_FINDINGS(a);
    database.connections = ConnectionUse::perInvocation;
    COMPARE_FINDINGS(a, "warning connection-limit db.connection-limit");
    QCOMPARE(messageOf(a), std::string("'hub', 'legacy' can open 100 connections at once, and 'db' accepts 99"));
    database.pool = ConnectionPool{.size = 99};
    COMPARE_FINDINGS(a);
    database.pool->size = 100;
    COMPARE_FINDINGS(a, "warning pool-above-limit db.pool.size");
    auto custom = smallCatalog();
    custom.provider = "custom";
    for (auto& value : custom.values)
      if (value.id == "function.account-concurrency") value.text = "none";
    a = sound();
    QCOMPARE(findings(a, custom), Expected{"warning connection-limit db.connection-limit"});
    QVERIFY(firstFinding(a, custom).message.find("any number of connections") != std::string::npos);
  }

  void stepsThatDoNothing() {
    auto a = sound();
    auto& steps = stepsIn(a, "hub");
    const auto alone = [](Step step) { return std::vector<Steps>{{step}, {step}}; };
    steps.push_back({WaitForStep{1, alone(call("table"))}});
    COMPARE_FINDINGS(a);
    steps.back() = {WaitForStep{2, alone(call("table"))}};
    COMPARE_FINDINGS(a, "info wait-for-all hub.steps.3.wait-for");
    steps.back() = {WaitForStep{3, alone(call("table"))}};
    COMPARE_FINDINGS(a, "error wait-for-count hub.steps.3.wait-for");
    steps.back() = {LoopStep{0, {call("table")}}};
    COMPARE_FINDINGS(a, "warning idle-step hub.steps.3.loop");
    steps.back() = {MapStep{5, 0, {}}};
    COMPARE_FINDINGS(a, "warning idle-step hub.steps.3.map");
  }

  void limitsHoldForAllThatRunsSteps() {
    auto a = sound();
    part<Workflow>(a, "ship").states.push_back({SendStep{.to = {"inbox"}, .size = kibibytes(257)}});
    COMPARE_FINDINGS(a, "error payload-limit ship.states.2.size");
    a = sound();
    part<Schedule>(a, "clock").targets.push_back({{"inbox"}, kibibytes(257)});
    COMPARE_FINDINGS(a, "error payload-limit clock.targets.1.payload");
  }

  void aNewComponentOfEachKindIsCheckable() {
    Architecture a;
    for (const auto& kind : kindNames()) a = addComponent(a, kind, {0, 0}).value();
    for (const auto& problem : check(a, smallCatalog()))
      QVERIFY2(problem.severity != Severity::error, toText(problem).c_str());
  }

  void theFileOfAllKindsHasNoErrors() {
    const auto project = loadProject(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml");
    QVERIFY(project);
    for (const auto& problem : check(*project, loadCatalog("aws").value()))
      QVERIFY2(problem.severity != Severity::error, toText(problem).c_str());
  }
};

QTEST_GUILESS_MAIN(ChecksEventsTest)
#include "checks_events_test.moc"
