#include <cmath>

#include <QTest>

#include "tests/simulator/arrivals_at.h"
#include "tests/truth/laboratory.h"

using namespace virga;
using truth::agrees;
using truth::Experiment;
using truth::figure;
using truth::run;

namespace {

constexpr int kReplications = 12;

double mean(const simulator::Result& result, const std::string& component, const std::string& name) {
  return figure(result, component, name).mean;
}

double used(const simulator::Result& result, const std::string& component, const std::string& item) {
  for (const auto& usage : result.usage.items)
    if (usage.component == component && usage.item == item) return static_cast<double>(usage.quantity);
  return -1;
}

// Clients that open connections to `live` and send `say` over them; a function `chat` answers.
std::string design(const std::string& arrivals, const std::string& connection, const std::string& socket,
                   const std::string& steps, const std::string& more = "") {
  return fmt::format(
      "components:\n  users:\n    kind: client\n    sends:\n"
      "      - {{to: live, route: say, arrivals: {}, payload: 40 KiB, connection: {}}}\n"
      "  live: {{kind: websocket-api, {}}}\n"
      "  chat: {{kind: function, runtime: nodejs22, memory: 1769 MiB, timeout: 30 s, steps: {}}}\n{}"
      "providers:\n  custom: {{cold-start: 0 s}}\n  aws: {{cold-start: 0 s}}",
      arrivals, connection, socket, steps, more);
}

const std::string kRoutes = "routes: [{route: say, to: chat}]";
const std::string kFlow = "users → live say";

Experiment once(std::string project, std::string duration, std::string provider = "custom") {
  return {std::move(project), std::move(duration), "0 s", 1, std::move(provider)};
}

std::string function(const std::string& id, const std::string& settings) {
  return fmt::format("  {}: {{kind: function, runtime: nodejs22, memory: 1769 MiB, timeout: 30 s, {}}}\n", id, settings);
}

std::string firstProblem(const model::Architecture& project) {
  const auto result = simulator::simulate(project, *model::loadCatalog("custom"), {});
  if (result) return {};
  return toText(std::get<model::Problems>(result.error()).front());
}

}  // namespace

class SocketTest : public QObject {
  Q_OBJECT

 private slots:
  // Little: open connections = arrivals · mean length; messages come at the rate of the pauses.
  void connectionsFollowLittle() {
    const auto result = run({design("{poisson: {rate: 2/s}}",
                                    "{lasts: {gamma: {mean: 60 s, cv: 0.5}}, message-every: {exponential: {mean: 10 s}}}",
                                    kRoutes, "[{compute: 100 ms}]"),
                             "1 h", "10 min", kReplications});
    agrees(figure(result, "live", "connections.mean"), kReplications, 120, 0.02, "connections");
    agrees(figure(result, "live", "opened"), kReplications, 2 * 3000, 0.02, "opened");
    agrees(figure(result, "live", "messages"), kReplications, 12 * 3000, 0.02, "messages");
    QCOMPARE(mean(result, kFlow, "requests"), mean(result, "live", "messages"));
    QCOMPARE(mean(result, "live", "latency_ms.max"), 100.0);
    QCOMPARE(mean(result, "live", "refused"), 0.0);
  }

  // One connection of ten minutes: nine messages, each answered by a push, and both ends told.
  void oneConnectionStepByStep() {
    const auto result =
        run(once(design(arrivalsAt({60}), "{lasts: 10 min, message-every: 1 min}",
                        "routes: [{route: $connect, to: opens}, {route: $disconnect, to: closes}, {route: say, to: chat}]",
                        "[{send: live, size: 1 KiB}]",
                        function("opens", "steps: [{compute: 2 s}]") + function("closes", "steps: [{compute: 1 s}]")),
                 "20 min", "aws"));
    QCOMPARE(mean(result, "live", "opened"), 1.0);
    QCOMPARE(mean(result, "live", "messages"), 9.0);
    QCOMPARE(mean(result, "live", "pushes"), 9.0);
    QCOMPARE(mean(result, "opens", "invocations"), 1.0);
    QCOMPARE(mean(result, "closes", "invocations"), 1.0);
    QCOMPARE(mean(result, kFlow, "succeeded"), 9.0);
    QVERIFY(std::abs(mean(result, "live", "connections.mean") - 0.5) < 1e-9);
    QCOMPARE(used(result, "live", "connection-minutes"), 10.0);
    QCOMPARE(used(result, "live", "messages"), 9.0 * 2 + 9);  // of 40 KiB and of 1 KiB, in chunks of 32 KiB
  }

  void theProviderClosesIdleAndLongConnections() {
    const auto idle = run(once(design(arrivalsAt({0}), "{lasts: 1 h, message-every: 20 min}", kRoutes, "[]"), "2 h", "aws"));
    QCOMPARE(used(idle, "live", "connection-minutes"), 10.0);
    QCOMPARE(mean(idle, "live", "messages"), 0.0);
    const auto quiet = run(once(design(arrivalsAt({0}), "{lasts: 1 h, message-every: 0 s}", kRoutes, "[]"), "2 h"));
    QCOMPARE(used(quiet, "live", "connection-minutes"), 60.0);
    QCOMPARE(mean(quiet, "live", "messages"), 0.0);
    const auto longest =
        run(once(design(arrivalsAt({0}), "{lasts: 5 h, message-every: 5 min}", kRoutes, "[]"), "6 h", "aws"));
    QCOMPARE(used(longest, "live", "connection-minutes"), 120.0);
    QCOMPARE(mean(longest, "live", "messages"), 23.0);
  }

  void connectsCanBeRefused() {
    const std::string stays = "{lasts: 10 s, message-every: 0 s}";
    const auto throttled =
        run(once(design("{constant: {rate: 4/s}}", stays, "throttle: {rate: 1.1/s, burst: 1}, " + kRoutes, "[]"), "100 s"));
    QVERIFY(std::abs(mean(throttled, "live", "opened") - 100) <= 1);
    QCOMPARE(mean(throttled, "live", "refused"), 399 - mean(throttled, "live", "opened"));
    QCOMPARE(mean(throttled, "live", "throttles"), mean(throttled, "live", "refused"));
    const auto failed =
        run(once(design("{constant: {rate: 4/s}}", stays, "routes: [{route: $connect, to: opens}, {route: say, to: chat}]",
                        "[]", function("opens", "errors: 100%")),
                 "100 s"));
    QCOMPARE(mean(failed, "live", "refused"), 399.0);
    QCOMPARE(mean(failed, "live", "connections.max"), 0.0);
    const auto slow = run(once(design("{constant: {rate: 4/s}}", stays,
                                      "timeout: 1 s, routes: [{route: $connect, to: opens}, {route: say, to: chat}]", "[]",
                                      function("opens", "steps: [{compute: 2 s}]")),
                               "100 s"));
    QVERIFY(mean(slow, "live", "refused") >= 394);
    QCOMPARE(mean(slow, "live", "opened"), 0.0);
    const auto verified = run(once(design("{constant: {rate: 4/s}}", stays, "auth: {with: people}, " + kRoutes, "[]",
                                          "  people: {kind: auth, latency: 500 ms}\n"),
                                   "100 s"));
    QCOMPARE(mean(verified, "people", "verifications"), 399.0);
    QCOMPARE(mean(verified, "live", "opened"), 397.0);  // the last two are being verified at the end
  }

  void messagesTakeTheirRoute() {
    const std::string connection = "{lasts: 10 min, message-every: 1 min}";
    const auto fallback = run(
        once(design(arrivalsAt({0}), connection, "routes: [{route: $default, to: chat}]", "[{compute: 1 s}]"), "20 min"));
    QCOMPARE(mean(fallback, "chat", "invocations"), 9.0);
    QCOMPARE(mean(fallback, kFlow, "succeeded"), 9.0);
    const auto unknown =
        run(once(design(arrivalsAt({0}), connection, "routes: [{route: other, to: chat}]", "[{compute: 1 s}]"), "20 min"));
    QCOMPARE(mean(unknown, "chat", "invocations"), 0.0);
    QCOMPARE(mean(unknown, "live", "errors"), 9.0);
    QCOMPARE(mean(unknown, kFlow, "failed"), 9.0);
    const auto slow =
        run(once(design(arrivalsAt({0}), connection, "timeout: 500 ms, " + kRoutes, "[{compute: 1 s}]"), "20 min"));
    QCOMPARE(mean(slow, "live", "timeouts"), 9.0);
    QCOMPARE(mean(slow, kFlow, "latency_ms.max"), 500.0);
  }

  void flowsWithoutConnectionsAreRefused() {
    const auto parsed = model::readProject(
        "virga: 1\nname: refused\n" + design("{closed: {users: 5, think: 1 s}}", "{lasts: 10 s}", kRoutes, "[]"), "refused");
    QVERIFY(parsed.has_value());
    QVERIFY(firstProblem(*parsed).find("a closed population can't open connections at 'live'") != std::string::npos);
    auto project = *parsed;
    auto& flow = std::get<model::Client>(project.find("users")->kind).sends.front();
    flow.arrivals = model::PoissonArrivals{model::Rate{1}};
    flow.route.clear();
    QVERIFY(firstProblem(project).find("need a route") != std::string::npos);
    flow.route = "say";
    flow.connection.reset();
    QVERIFY(firstProblem(project).find("says nothing of its connections") != std::string::npos);
  }

  void faultsLoseNothingOnAnyNumberOfThreads() {
    auto project = model::readProject(
        "virga: 1\nname: threads\n" +
            design("{poisson: {rate: 5/s}}",
                   "{lasts: {exponential: {mean: 40 s}}, message-every: {exponential: {mean: 5 s}}}",
                   "auth: {with: people}, throttle: {rate: 40/s, burst: 20}, timeout: 3 s, routes: [{route: $connect, to: "
                   "opens}, {route: $disconnect, to: closes}, {route: say, to: chat}]",
                   "[{compute: {exponential: {mean: 300 ms}}}, {send: live}]",
                   function("opens", "steps: [{compute: 100 ms}]") + function("closes", "steps: [{compute: 10 ms}]") +
                       "  people: {kind: auth}\n") +
            "\nscenarios:\n  run:\n    duration: 15 min\n    warmup: 1 min\n    faults:\n"
            "      - {component: live, from: 2 min, to: 3 min, errors: 30%, throttles: 20%}\n"
            "      - {component: live, from: 4 min, to: 5 min, outage: silent}\n"
            "      - {component: people, from: 6 min, to: 7 min, outage: refused}\n"
            "      - {component: opens, from: 8 min, to: 9 min, outage: silent}\n"
            "      - {component: chat, from: 10 min, to: 11 min, errors: 50%}\n"
            "      - {component: chat, from: 12 min, to: 13 min, outage: silent}\n",
        "threads");
    if (!project) QFAIL(toText(project.error().front()).c_str());
    const auto catalog = model::loadCatalog("aws");
    simulator::SimulationOptions options;
    options.replications = 4;
    std::string bytes[2];
    for (const int threads : {1, 2}) {
      options.threads = threads;
      auto result = simulator::simulate(*project, *catalog, options);
      QVERIFY(result.has_value());
      QVERIFY(mean(*result, "live", "throttles") > 0 && mean(*result, "live", "refused") > 0);
      QVERIFY(mean(*result, "live", "timeouts") > 0 && mean(*result, "live", "pushes") > 0);
      result->wallSeconds = 0;
      bytes[threads - 1] = toJson(*result);
    }
    QCOMPARE(bytes[1], bytes[0]);
  }
};

QTEST_GUILESS_MAIN(SocketTest)
#include "socket_test.moc"
