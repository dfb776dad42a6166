#include <string>
#include <vector>

#include <QtTest>

#include "model/checks/load.h"
#include "model/checks/typical_time.h"
#include "model/project/project_file.h"
#include "tests/model/checks_fixture.h"

using namespace virga::model;

namespace {

Architecture design(const std::string& components) {
  const auto read = readProject("virga: 1\nname: T\ncomponents:\n" + components, "t.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

const Catalog& aws() {
  static const Catalog catalog = loadCatalog("aws").value();
  return catalog;
}

Problems problemsOf(const std::string& rule, const std::string& components, const Catalog& catalog = aws()) {
  Problems result;
  for (const auto& problem : check(design(components), catalog))
    if (problem.id == rule) result.push_back(problem);
  return result;
}

Expected of(const std::string& rule, const std::string& components, const Catalog& catalog = aws()) {
  Expected result;
  for (const auto& problem : problemsOf(rule, components, catalog))
    result.push_back((problem.severity == Severity::warning ? "warning " : "info ") + problem.path);
  return result;
}

std::string function(const std::string& id, const std::string& fields) {
  return "  " + id + ": {kind: function, runtime: nodejs22, " + fields + "}\n";
}

const std::string kApi =
    "  users: {kind: client, sends: [{to: api, route: GET /a}]}\n"
    "  api: {kind: http-api, routes: [{route: GET /a, to: work}]}\n";
const std::string kQueue = "  jobs: {kind: queue, visibility: 2 h, consumers: [{to: work}]}\n";

}  // namespace

class ChecksPerformanceTest : public QObject {
  Q_OBJECT

 private slots:
  // One vCPU is 1,769 MiB on Lambda: the same work takes 1769 / 256 times as long on 256 MiB, and costs the same.
  void moreMemoryForTheSameMoney() {
    const auto with = [](const std::string& source, const std::string& fields) { return source + function("work", fields); };
    const auto found = problemsOf("too-little-memory", with(kApi, "memory: 256 MiB, steps: [{compute: 100 ms}]"));
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].nearest, std::string("1769 MiB"));
    QVERIFY(found[0].message.find("about 100 ms instead of 691 ms") != std::string::npos);
    QVERIFY(found[0].severity == Severity::info);
    QCOMPARE(of("too-little-memory", with(kApi, "memory: 1769 MiB, steps: [{compute: 100 ms}]")), Expected{});
    // Nobody waits; nobody feels it; waiting costs more with more memory.
    QCOMPARE(of("too-little-memory", with(kQueue, "memory: 256 MiB, steps: [{compute: 100 ms}]")), Expected{});
    QCOMPARE(of("too-little-memory", with(kApi, "memory: 256 MiB, steps: [{compute: 5 ms}]")), Expected{});
    QCOMPARE(of("too-little-memory", with(kApi, "memory: 256 MiB, steps: [{compute: 100 ms}, {wait: 500 ms}]")), Expected{});
    QCOMPARE(of("too-little-memory", with(kApi, "memory: 256 MiB")), Expected{});
  }

  void lessMemoryThatIsAsFast() {
    const auto with = [](const std::string& fields) { return kQueue + function("work", fields); };
    const auto found = problemsOf("too-much-memory", with("memory: 4 GiB, steps: [{compute: 100 ms}]"));
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].nearest, std::string("1769 MiB"));
    QVERIFY(found[0].message.find("57 %") != std::string::npos);  // 1 - 1769/4096
    // What it uses is stated, and it does little but wait.
    QCOMPARE(
        problemsOf("too-much-memory", with("memory: 2 GiB, memory-used: 200 MiB, steps: [{compute: 1 ms}, {wait: 400 ms}]"))
            .at(0)
            .nearest,
        std::string("256 MiB"));
    QCOMPARE(of("too-much-memory", with("memory: 2 GiB, memory-used: 1900 MiB, steps: [{compute: 1 ms}, {wait: 400 ms}]")),
             Expected{});
    QCOMPARE(of("too-much-memory", with("memory: 1 GiB, steps: [{compute: 1 ms}, {wait: 400 ms}]")), Expected{});
    QCOMPARE(of("too-much-memory", with("memory: 4 GiB")), Expected{});  // no work is stated
  }

  void waitsThatAreBilled() {
    const auto with = [](const std::string& steps) {
      return kQueue + function("work", "memory: 512 MiB, timeout: 1 min, steps: [" + steps + "]") +
             "  slow: {kind: external, latency: 3 s}\n";
    };
    QCOMPARE(of("paid-wait", with("{compute: 5 ms}, {call: slow}")), (Expected{"info work"}));
    QVERIFY(problemsOf("paid-wait", with("{compute: 5 ms}, {call: slow}"))[0].message.find("99 %") != std::string::npos);
    QCOMPARE(of("paid-wait", with("{compute: 300 ms}, {call: slow}")), Expected{});
    QCOMPARE(of("paid-wait", with("{compute: 5 ms}, {wait: 500 ms}")), Expected{});
    // A workflow waits for nothing.
    QCOMPARE(of("paid-wait",
                "  bus: {kind: event-bus, rules: [{to: flow}]}\n  flow: {kind: workflow, states: [{call: slow}]}\n"
                "  slow: {kind: external, latency: 3 s}\n"),
             Expected{});
    // Azure's instances take others meanwhile.
    QCOMPARE(of("paid-wait", with("{compute: 5 ms}, {call: slow}"), loadCatalog("azure").value()), Expected{});
  }

  // 108 ms for each MiB beyond the first on AWS.
  void packages() {
    const auto with = [](const std::string& source, const std::string& fields) { return source + function("work", fields); };
    QCOMPARE(of("heavy-package", with(kApi, "package: 40 MiB")), (Expected{"info work.package"}));
    QVERIFY(problemsOf("heavy-package", with(kApi, "package: 40 MiB"))[0].message.find("4.2 s") != std::string::npos);
    QCOMPARE(of("heavy-package", with(kApi, "package: 10 MiB")), Expected{});
    QCOMPARE(of("heavy-package", with(kQueue, "package: 40 MiB")), Expected{});
    QCOMPARE(of("heavy-package", with(kApi, "package: 40 MiB, provisioned-concurrency: 2")), Expected{});
    QCOMPARE(of("heavy-package", with(kApi, "package: 40 MiB, packaging: image")), Expected{});
  }

  void instancesForMessages() {
    QCOMPARE(of("provisioned-unwaited", kQueue + function("work", "provisioned-concurrency: 2")),
             (Expected{"info work.provisioned-concurrency"}));
    QCOMPARE(of("provisioned-unwaited", kApi + function("work", "provisioned-concurrency: 2")), Expected{});
    QCOMPARE(of("provisioned-unwaited", kQueue + function("work", "memory: 512 MiB")), Expected{});
  }

  void readsThatCouldGoTogether() {
    const auto with = [](const std::string& steps) {
      return kApi + function("work", "steps: [" + steps + "]") +
             "  a: {kind: nosql-db, read-latency: 30 ms}\n  b: {kind: nosql-db, read-latency: 40 ms}\n"
             "  c: {kind: nosql-db, read-latency: 5 ms}\n";
    };
    QCOMPARE(of("reads-in-a-row", with("{call: a}, {call: b}")), (Expected{"info work.steps.0"}));
    QVERIFY(problemsOf("reads-in-a-row", with("{call: a}, {call: b}"))[0].message.find("70 ms in all; side by side it would "
                                                                                       "be 40 ms") != std::string::npos);
    QCOMPARE(of("reads-in-a-row", with("{compute: 1 ms}, {loop: 2, steps: [{call: a}, {call: b}]}")),
             (Expected{"info work.steps.1.steps.0"}));
    QCOMPARE(of("reads-in-a-row", with("{parallel: [{call: a}, {call: b}]}")), Expected{});
    QCOMPARE(of("reads-in-a-row", with("{call: a}, {compute: 1 ms}, {call: b}")), Expected{});
    QCOMPARE(of("reads-in-a-row", with("{call: a}, {call: b, operation: write}")), Expected{});
    QCOMPARE(of("reads-in-a-row", with("{call: b}, {call: c}")), Expected{});  // 45 ms
    QCOMPARE(of("reads-in-a-row", with("{call: a}, {call: a}, {call: a}")), Expected{});
  }

  void lookingForWork() {
    const auto with = [](const std::string& every, const std::string& steps) {
      return "  clock: {kind: schedule, every: " + every + ", targets: [{to: work}]}\n" +
             function("work", "steps: [" + steps + "]") +
             "  table: {kind: nosql-db}\n  files: {kind: object-store}\n  db: {kind: sql-db}\n";
    };
    QCOMPARE(of("polling", with("1 min", "{call: table, operation: query}, {compute: 5 ms}")),
             (Expected{"info clock.targets.0.to"}));
    QVERIFY(problemsOf("polling", with("1 min", "{call: files}"))[0].message.find("43200 times a month") !=
            std::string::npos);
    QCOMPARE(of("polling", with("1 h", "{call: table, operation: query}")), Expected{});
    QCOMPARE(of("polling", with("1 min", "{call: table, operation: write}")), Expected{});
    QCOMPARE(of("polling", with("1 min", "{call: db, operation: query}")), Expected{});  // it tells nobody
  }

  // By hand: 20 ms of work on half of the small catalog's vCPU, a branch of 30 % with 100 ms, three rounds of 10 ms, and the
  // longer of two sides.
  void typicalTimesAreSums() {
    const auto catalog = smallCatalog();
    const auto a =
        design(function("work",
                        "memory: 512 MiB, steps: [{compute: 20 ms}, {branch: [{share: 30%, steps: [{wait: 100 ms}]}]}, "
                        "{loop: 3, steps: [{call: db}]}, {parallel: [{wait: 50 ms}, {call: slow}]}, {map: 5, limit: 2, "
                        "steps: [{wait: 7 ms}]}]") +
               "  db: {kind: nosql-db, read-latency: 10 ms}\n  slow: {kind: external, latency: 80 ms}\n");
    const Checked checked(a, catalog);
    TypicalTimes times(checked);
    const auto& work = *checked.find<Function>("work");
    const auto time = times.of(work.steps);
    QCOMPARE(time.computing, 0.02);
    QVERIFY(std::abs(time.waiting - (0.03 + 0.03 + 0.08 + 3 * 0.007)) < 1e-12);
    QCOMPARE(times.vcpus(work), 0.5);
    QVERIFY(std::abs(time.at(0.5) - 0.04 - time.waiting) < 1e-12);
  }

  // 100/s come in; a tenth goes to a queue whose batches of 5 write each message; the topic gives half of it on.
  void loadsAreCarriedOn() {
    const auto a = design(
        "  users: {kind: client, sends: [{to: api, route: GET /a, arrivals: {constant: {rate: 100/s}}}, {to: api, route: "
        "GET "
        "/b, arrivals: {profile: {points: [{at: 0 s, rate: 1/s}, {at: 1 h, rate: 7/s}]}}}]}\n"
        "  api: {kind: http-api, routes: [{route: GET /a, to: work}, {route: GET /b, to: other}]}\n" +
        function("work", "steps: [{branch: [{share: 10%, steps: [{send: jobs}]}]}, {send: news}]") +
        function("other", "memory: 512 MiB") +
        "  jobs: {kind: queue, visibility: 1 h, consumers: [{to: store, batch: 5}]}\n" +
        function("store", "steps: [{call: db, operation: write, per: message}, {call: log, operation: write}]") +
        "  db: {kind: nosql-db}\n  log: {kind: object-store}\n  news: {kind: topic, subscriptions: [{to: page, filter: "
        "50%}]}\n"
        "  page: {kind: external}\n");
    const auto catalog = smallCatalog();
    const auto loads = peakLoads(Checked(a, catalog));
    const auto near = [&](const char* id, double messages, double invocations) {
      const auto& load = loads.at(id);
      return std::abs(load.messages - messages) < 1e-9 && std::abs(load.invocations - invocations) < 1e-9;
    };
    QCOMPARE(loads.at("api").messages, 107.0);
    QVERIFY(near("work", 100, 100));
    QVERIFY(near("other", 7, 7));
    QVERIFY(near("store", 10, 2));
    QCOMPARE(loads.at("db").messages, 10.0);
    QCOMPARE(loads.at("log").messages, 2.0);
    QCOMPARE(loads.at("page").messages, 50.0);
  }

  void loadsBeyondLimits() {
    const auto with = [](const std::string& rate, const std::string& throttle, const std::string& fields) {
      return "  users: {kind: client, sends: [{to: api, route: GET /a, arrivals: {constant: {rate: " + rate +
             "/s}}}]}\n  api: {kind: http-api, " + throttle + "routes: [{route: GET /a, to: work}]}\n" +
             function("work", fields);
    };
    const std::string quick = "memory: 512 MiB";
    QCOMPARE(of("load-above-throttle", with("101", "throttle: {rate: 100/s, burst: 10}, ", quick)),
             (Expected{"warning api.throttle.rate"}));
    QCOMPARE(of("load-above-throttle", with("99", "throttle: {rate: 100/s, burst: 10}, ", quick)), Expected{});
    QCOMPARE(of("load-above-quota", with("10001", "", quick)), (Expected{"warning api"}));
    QCOMPARE(of("load-above-quota", with("9999", "", quick)), Expected{});
    // Little's law: 60/s of 500 ms are 30 at once, 3,000/s are 1,500.
    QCOMPARE(of("load-above-reserved", with("60", "", "reserved-concurrency: 29, steps: [{wait: 500 ms}]")),
             (Expected{"warning work.reserved-concurrency"}));
    QCOMPARE(of("load-above-reserved", with("60", "", "reserved-concurrency: 31, steps: [{wait: 500 ms}]")), Expected{});
    QCOMPARE(of("load-above-concurrency", with("3000", "", "steps: [{wait: 500 ms}]")), (Expected{"warning work"}));
    QCOMPARE(of("load-above-concurrency", with("1900", "", "steps: [{wait: 500 ms}]")), Expected{});
    const auto stream = [](const std::string& rate, const std::string& fields) {
      return "  users: {kind: client, sends: [{to: log, arrivals: {constant: {rate: " + rate +
             "/s}}}]}\n  log: {kind: stream, " + fields + ", consumers: [{to: work, max-retries: 3}]}\n" +
             function("work", "memory: 512 MiB");
    };
    QCOMPARE(of("load-above-shards", stream("2001", "billing: provisioned, shards: 2")), (Expected{"warning log.shards"}));
    QCOMPARE(of("load-above-shards", stream("1999", "billing: provisioned, shards: 2")), Expected{});
    QCOMPARE(of("load-above-shards", stream("2001", "billing: on-demand")), Expected{});
  }

  // EventBridge takes 1 MiB, a WebSocket message 128 KiB, an item of DynamoDB 400 KiB.
  void sizes() {
    const auto with = [](const std::string& step) {
      return kQueue + function("work", "duplicates: harmless, steps: [" + step + "]") +
             "  bus: {kind: event-bus, rules: [{to: jobs}]}\n  live: {kind: websocket-api, routes: [{route: $default, to: "
             "work}]}\n  db: {kind: nosql-db}\n";
    };
    QCOMPARE(problemsOf("payload-limit", with("{send: bus, size: 1025 KiB}")).size(), std::size_t{1});
    QCOMPARE(problemsOf("payload-limit", with("{send: bus, size: 1024 KiB}")).size(), std::size_t{0});
    QCOMPARE(problemsOf("payload-limit", with("{send: live, size: 129 KiB}")).size(), std::size_t{1});
    QCOMPARE(problemsOf("payload-limit", with("{send: live, size: 128 KiB}")).size(), std::size_t{0});
    QCOMPARE(problemsOf("payload-limit", with("{call: db, operation: write, size: 401 KiB}")).size(), std::size_t{1});
    QCOMPARE(problemsOf("payload-limit", with("{call: db, operation: write, size: 400 KiB}")).size(), std::size_t{0});
  }

  // The small catalog is of November 2026.
  void supportThatEndsSoon() {
    auto catalog = smallCatalog();
    const auto at = [&](const char* date) {
      catalog.runtimes[0].endOfSupport = date;
      return of("runtime-support-ends", kQueue + function("work", "memory: 512 MiB"), catalog);
    };
    QCOMPARE(at("2027-02-28"), (Expected{"info work.runtime"}));
    QCOMPARE(at("2027-03-01"), Expected{});
    QCOMPARE(at("2026-11-30"), (Expected{"info work.runtime"}));
    QCOMPARE(at("2026-10-31"), Expected{});  // it has ended
    QCOMPARE(at(""), Expected{});
  }
};

QTEST_APPLESS_MAIN(ChecksPerformanceTest)
#include "checks_performance_test.moc"
