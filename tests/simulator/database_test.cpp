#include <cmath>
#include <string>

#include <QTest>

#include "tests/truth/laboratory.h"

using namespace virga;
using truth::agrees;
using truth::figure;

namespace {

// Probability that an arrival finds all of `servers` busy and is lost, at a load of `erlangs`.
double erlangB(int servers, double erlangs) {
  double loss = 1;
  for (int n = 1; n <= servers; ++n) loss = erlangs * loss / (n + erlangs * loss);
  return loss;
}

// Probability that an arrival has to wait.
double erlangC(int servers, double erlangs) {
  const double loss = erlangB(servers, erlangs);
  return servers * loss / (servers - erlangs * (1 - loss));
}

// Clients by the given arrivals of the function `work` and more components, on a platform without cold starts.
std::string project(const std::string& arrivals, const std::string& rest, const std::string& keepAlive = "10 min") {
  return fmt::format(
      "components:\n  users:\n    kind: client\n    sends:\n      - {{to: work, arrivals: {}}}\n{}"
      "providers:\n  custom: {{cold-start: 0 s, keep-alive: {}}}",
      arrivals, rest, keepAlive);
}

std::string function(const std::string& name, const std::string& steps, const std::string& timeout = "1 h") {
  return fmt::format("  {}: {{kind: function, runtime: any, memory: 128 MiB, timeout: {}, steps: [{}]}}\n", name, timeout,
                     steps);
}

double mean(const simulator::Result& result, const std::string& component, const std::string& name) {
  return figure(result, component, name).mean;
}

truth::Experiment once(std::string project, std::string duration, std::string warmup = "0 s") {
  return {std::move(project), std::move(duration), std::move(warmup), 1};
}

std::string bytes(const std::string& text, int threads) {
  const auto project = model::readProject("virga: 1\nname: threads\n" + text, "threads");
  const auto catalog = model::loadCatalog("custom");
  simulator::SimulationOptions options;
  options.replications = 4;
  options.threads = threads;
  options.duration = model::minutes(10);
  auto result = simulator::simulate(*project, *catalog, options);
  if (!result) qFatal("the simulation fails");
  result->wallSeconds = 0;
  return toJson(*result);
}

}  // namespace

class DatabaseTest : public QObject {
  Q_OBJECT

 private slots:
  // A proxy's connections are the servers of M/M/N.
  void aPoolIsAQueueWithManyServers() {
    constexpr int kServers = 5;
    constexpr double kLoad = 4;  // 20/s of 200 ms
    const auto result = truth::run(
        {project("{poisson: {rate: 20/s}}",
                 function("work", "{call: orders}") +
                     "  orders: {kind: sql-db, read-latency: {exponential: {mean: 200 ms}}, pool: {size: 5, wait: 24 h}}\n"),
         "4 h", "5 min", 12});
    const double wait = erlangC(kServers, kLoad) / (kServers - kLoad) * 200;
    agrees(figure(result, "orders", "wait_ms.mean"), 12, wait, 0.1, "wait");
    agrees(figure(result, "orders", "latency_ms.mean"), 12, wait + 200, 0.05, "latency");
    agrees(figure(result, "orders", "concurrency.mean"), 12, kLoad, 0.02, "concurrency");
    QCOMPARE(mean(result, "orders", "connections.mean"), 5.0);
    QCOMPARE(mean(result, "orders", "errors"), 0.0);
  }

  // Connections that each invocation opens and closes are the servers of a loss system.
  void theLimitOfConnectionsLosesAsErlangBSays() {
    const auto result =
        truth::run({project("{poisson: {rate: 30/s}}",
                            function("work", "{call: orders, operation: write}") +
                                "  orders: {kind: sql-db, connections: per-invocation, connection-limit: 8, write-latency: "
                                "{exponential: {mean: 200 ms}}}\n"),
                    "2 h", "1 min", 12});
    const double seconds = 7200 - 60, loss = erlangB(8, 6);
    agrees(figure(result, "orders", "refused"), 12, 30 * seconds * loss, 0.03, "refused");
    agrees(figure(result, "orders", "connections.mean"), 12, 6 * (1 - loss), 0.02, "connections");
    QCOMPARE(mean(result, "orders", "connections.max"), 8.0);
    QCOMPARE(mean(result, "work", "errors"), mean(result, "orders", "refused"));
    QCOMPARE(mean(result, "orders", "reads"), 0.0);
  }

  // One connection, and a query of 1 s each 0.6 s that waits for 0.9 s: whenever one ends, one that came since waits.
  void aQueryGivesUpWaiting() {
    const auto result =
        truth::run(once(project("{every: {interval: 600 ms}}",
                                function("work", "{call: orders}") +
                                    "  orders: {kind: sql-db, read-latency: 1 s, pool: {size: 1, wait: 900 ms}}\n"),
                        "10 min"));
    QVERIFY(mean(result, "orders", "wait_ms.max") <= 900);
    QVERIFY(mean(result, "orders", "latency_ms.max") <= 1900);
    QCOMPARE(mean(result, "orders", "requests"), 1000.0);
    QVERIFY(mean(result, "orders", "latency_ms.p50") > 1000);
    QVERIFY(std::abs(mean(result, "orders", "refused") - 400) <= 3);
    QVERIFY(mean(result, "orders", "concurrency.mean") > 0.999);
  }

  // Five instances open one connection each for a query of 1 s at 1 s and keep it until they leave at 2 s + 10 s; the open
  // connections' area is 5 · 11 s. Instances that are due make room for those of another function.
  void instancesKeepTheirConnections() {
    const auto design = [](const std::string& second) {
      std::string clients;
      for (int i = 0; i < 5; ++i)
        clients += fmt::format(
            "      - {{to: work, arrivals: {{every: {{interval: 1 d, offset: 1 s}}}}}}\n"
            "      - {{to: other, arrivals: {{every: {{interval: 1 d, offset: {}}}}}}}\n",
            second);
      return "components:\n  users:\n    kind: client\n    sends:\n" + clients + function("work", "{call: orders}") +
             function("other", "{call: orders}") +
             "  orders: {kind: sql-db, connection-limit: 5, read-latency: 1 s}\n"
             "providers:\n  custom: {cold-start: 0 s, keep-alive: 10 s}";
    };
    const auto early = truth::run(once(design("11.9 s"), "20 s"));
    QCOMPARE(mean(early, "orders", "refused"), 5.0);
    QCOMPARE(mean(early, "orders", "connections.mean"), 5 * 11.0 / 20);
    const auto late = truth::run(once(design("13 s"), "20 s"));
    QCOMPARE(mean(late, "orders", "refused"), 0.0);
    QCOMPARE(mean(late, "orders", "connections.max"), 5.0);
    QCOMPARE(mean(late, "orders", "connections.mean"), 5 * (11.0 + 7.0) / 20);
    QCOMPARE(mean(late, "orders", "concurrency.mean"), 5 * (1.0 + 1.0) / 20);
  }

  // An instance has as many connections as it needed at once, and opens none for later queries.
  void connectionsAreOpenedOnce() {
    const auto result = truth::run(
        once(project("{every: {interval: 10 s, offset: 1 s}}",
                     function("work", "{parallel: [[{call: orders}], [{call: orders}], [{call: orders}]]}, {call: orders}") +
                         "  orders: {kind: sql-db, connect-latency: 300 ms, read-latency: 100 ms}\n"),
             "60 s"));
    QCOMPARE(mean(result, "orders", "connections.max"), 3.0);
    QCOMPARE(mean(result, "work", "duration_ms.max"), 500.0);
    QVERIFY(std::abs(mean(result, "work", "duration_ms.p50") - 200) < 1);
  }

  // A function is ended by its timeout 1 s into a query of 4 s, and its instance with it: the query goes on and holds its
  // connection to its end.
  void aQueryOutlivesItsCaller() {
    for (const char* use : {"per-instance", "per-invocation"}) {
      const auto result =
          truth::run(once(project("{every: {interval: 1 d, offset: 1 s}}",
                                  function("work", "{call: orders}", "1 s") +
                                      fmt::format("  orders: {{kind: sql-db, connections: {}, read-latency: 4 s}}\n", use)),
                          "20 s"));
      QCOMPARE(mean(result, "work", "timeouts"), 1.0);
      QCOMPARE(mean(result, "orders", "connections.mean"), 4.0 / 20);
      QCOMPARE(mean(result, "orders", "concurrency.mean"), 4.0 / 20);
      QCOMPARE(mean(result, "orders", "latency_ms.max"), 4000.0);
    }
  }

  // A call that times out leaves its connection with the old query; the retry opens another one.
  void aRetryNeedsAnotherConnection() {
    const auto result =
        truth::run(once(project("{every: {interval: 1 d, offset: 1 s}}",
                                function("work", "{call: orders, timeout: 1 s, retry: {attempts: 2, backoff: 0 s}}") +
                                    "  orders: {kind: sql-db, connection-limit: 2, read-latency: 5 s}\n"),
                        "20 s"));
    QCOMPARE(mean(result, "orders", "requests"), 3.0);
    QCOMPARE(mean(result, "orders", "connections.max"), 2.0);
    QCOMPARE(mean(result, "orders", "refused"), 1.0);
    QCOMPARE(mean(result, "orders", "concurrency.mean"), (5.0 + 5.0) / 20);
  }

  // A server keeps its connections until it goes: of the servers that 20/s of 200 ms need one is left in the end, with a
  // connection for each of its two slots.
  void aServerClosesItsConnectionsWhenItGoes() {
    const auto result = truth::run(
        once(project("{profile: {points: [{at: 299 s, rate: 20/s}, {at: 5 min, rate: 0/s}]}}",
                     "  work: {kind: container-service, servers: 1, concurrency: 2, timeout: 1 h, steps: [{call: orders}], "
                     "autoscaling: {max-servers: 4, target: 100%, every: 10 s, cooldown: 10 s, start: 1 s}}\n"
                     "  orders: {kind: sql-db, read-latency: 200 ms}\n"),
             "20 min"));
    QCOMPARE(mean(result, "work", "errors"), 0.0);
    QVERIFY(mean(result, "orders", "connections.max") > 4);
    QVERIFY(mean(result, "orders", "connections.max") <= 8);
    for (const auto& component : result.components)
      for (const auto& series : component.series)
        if (component.id == "orders" && series.name == "connections") QCOMPARE(series.values.back(), 2.0);
  }

  // A workflow has no instance to keep a connection in: each of its executions opens its own.
  void aWorkflowsExecutionsOpenTheirOwn() {
    const auto result =
        truth::run(once("components:\n  clock: {kind: schedule, every: 10 s, targets: [{to: flow}]}\n"
                        "  flow: {kind: workflow, timeout: 1 h, states: [{call: orders}, {call: orders}]}\n"
                        "  orders: {kind: sql-db, connect-latency: 1 s, read-latency: 1 s}",
                        "60 s"));
    QCOMPARE(mean(result, "orders", "requests"), 12.0);
    QCOMPARE(mean(result, "orders", "connections.mean"), 0.3);
    QCOMPARE(mean(result, "orders", "connections.max"), 1.0);
  }

  // Conservation is looked at while and after a run, which ends the program where it doesn't hold.
  void faultsFailQueriesAndLoseNone() {
    const std::string faults =
        "\n    faults:\n"
        "      - {component: orders, from: 1 min, to: 2 min, errors: 30%, latency: 50 ms}\n"
        "      - {component: orders, from: 2 min, to: 3 min, throttles: 40%}\n"
        "      - {component: orders, from: 3 min, to: 4 min, outage: refused}\n"
        "      - {component: orders, from: 4 min, to: 5 min, outage: silent}\n"
        "      - {component: work, from: 5 min, to: 6 min, errors: 20%}\n";
    for (const char* database : {"connections: per-instance, connection-limit: 12",
                                 "connections: per-invocation, connection-limit: 9", "pool: {size: 4, wait: 300 ms}"}) {
      const auto text =
          "virga: 1\nname: faults\n" +
          project(
              "{poisson: {rate: 40/s}}",
              function("work",
                       "{call: orders, timeout: 500 ms, retry: {attempts: 2, backoff: 10 ms}}, {parallel: [[{call: orders, "
                       "operation: write}], [{call: orders}]]}",
                       "1 s") +
                  fmt::format("  orders: {{kind: sql-db, {}, connect-latency: 20 ms, read-latency: {{exponential: {{mean: "
                              "60 ms}}}}, write-latency: {{exponential: {{mean: 200 ms}}}}}}\n",
                              database),
              "3 s") +
          "\nscenarios:\n  run:\n    duration: 10 min\n    warmup: 30 s" + faults;
      const auto read = model::readProject(text, "faults");
      QVERIFY2(read.has_value(), read ? "" : toText(read.error().front()).c_str());
      const auto catalog = model::loadCatalog("custom");
      const auto result = simulator::simulate(*read, *catalog, {});
      QVERIFY(result.has_value());
      const double failed = mean(*result, "orders", "errors") + mean(*result, "orders", "refused");
      QVERIFY(failed > 0 && mean(*result, "orders", "throttles") > 0);
      QVERIFY(mean(*result, "orders", "requests") > failed);
    }
  }

  void sameBytesOnAnyNumberOfThreads() {
    const auto text =
        project("{poisson: {rate: 50/s}}",
                function("work", "{call: orders}, {call: stock, operation: write}") +
                    "  orders: {kind: sql-db, connection-limit: 10, connect-latency: {exponential: {mean: 9 ms}}, "
                    "read-latency: {exponential: {mean: 80 ms}}}\n"
                    "  stock: {kind: sql-db, write-latency: {exponential: {mean: 70 ms}}, pool: {size: 4}}\n",
                "1 s");
    QCOMPARE(bytes(text, 2), bytes(text, 1));
  }

  void capacityAndStorageAreBilled() {
    auto experiment =
        once("components:\n  users: {kind: client, sends: [{to: work, arrivals: {constant: {rate: 1/s}}}]}\n" +
                 function("work", "{call: orders}", "10 s") + "  orders: {kind: sql-db, capacity: 0.7, storage: 20 GiB}",
             "1 h");
    experiment.provider = "aws";
    const auto result = truth::run(experiment);
    // A month of 730 h: 0.7 · 730 · 0.12 and 20 · 0.10 USD.
    double amount = 0;
    for (const auto& line : result.bill.lines)
      if (line.component == "orders") amount += line.amount.convert_to<double>();
    QVERIFY2(std::abs(amount - (0.7 * 730 * 0.12 + 2)) < 1e-9, qPrintable(QString::number(amount)));
  }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "database_test.moc"
