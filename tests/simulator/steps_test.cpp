#include <cmath>
#include <string>

#include <QtTest>

#include "model/catalog/catalog.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"
#include "simulator/results/result.h"

using namespace virga;
using simulator::Result;

namespace {

// A project on `custom` around one function, in which nothing but its steps takes time.
std::string project(const std::string& steps, const std::string& others = "",
                    const std::string& scenario = "duration: 100 s",
                    const std::string& arrivals = "{constant: {rate: 1/s}}") {
  return "virga: 1\nname: steps\ntarget: {provider: custom}\ncomponents:\n"
         "  users: {kind: client, sends: [{to: f, arrivals: " +
         arrivals + "}]}\n  f:\n    kind: function\n    runtime: nodejs22\n    timeout: 1 h\n    steps:\n" + steps + others +
         "scenarios:\n  s: {" + scenario + "}\n";
}

Result run(const std::string& text, simulator::SimulationOptions options = {}, const std::string& provider = "custom") {
  const auto read = model::readProject(text, "steps.virga.yaml");
  if (!read) qFatal("%s", read.error().front().message.c_str());
  const auto catalog = model::loadCatalog(provider);
  if (!catalog) qFatal("no catalog");
  auto result = simulator::simulate(*read, *catalog, options);
  if (!result) {
    const auto* problems = std::get_if<model::Problems>(&result.error());
    qFatal("%s", problems ? problems->front().message.c_str() : "stopped");
  }
  return *std::move(result);
}

double figure(const Result& result, const std::string& component, const std::string& name) {
  for (const auto& each : result.components)
    if (each.id == component) {
      const auto* found = simulator::findFigure(each.figures, name);
      return found && *found ? (*found)->mean : std::nan("");
    }
  return std::nan("");
}

double latency(const std::string& steps, const std::string& others = "") {
  return figure(run(project(steps, others)), "f", "latency_ms.mean");
}

}  // namespace

class StepsTest : public QObject {
  Q_OBJECT

 private slots:
  // With constant times each of these is a sum or a maximum that can be done in the head.
  void takeTheirTime_data() {
    QTest::addColumn<QString>("steps");
    QTest::addColumn<double>("milliseconds");
    QTest::newRow("wait") << "      - wait: 40 ms\n" << 40.0;
    QTest::newRow("loop") << "      - loop: 5\n        steps: [{compute: 10 ms}, {wait: 5 ms}]\n" << 75.0;
    QTest::newRow("loop of none") << "      - loop: 0\n        steps: [{compute: 10 ms}]\n      - compute: 1 ms\n" << 1.0;
    QTest::newRow("loops in loops")
        << "      - loop: 3\n        steps: [{loop: 4, steps: [{compute: 2 ms}]}, {wait: 1 ms}]\n"
        << 27.0;
    QTest::newRow("map, all at once") << "      - map: 8\n        steps: [{wait: 30 ms}]\n" << 30.0;
    QTest::newRow("map, three at a time") << "      - map: 8\n        limit: 3\n        steps: [{wait: 30 ms}]\n" << 90.0;
    QTest::newRow("parallel") << "      - parallel: [{wait: 10 ms}, {wait: 50 ms}, {wait: 20 ms}]\n" << 50.0;
    QTest::newRow("wait for the first") << "      - {wait-for: 1, of: [{wait: 10 ms}, {wait: 50 ms}, {wait: 20 ms}]}\n"
                                        << 10.0;
    QTest::newRow("wait for two") << "      - {wait-for: 2, of: [{wait: 10 ms}, {wait: 50 ms}, {wait: 20 ms}]}\n" << 20.0;
    QTest::newRow("goes on unwatched")
        << "      - {wait-for: 1, of: [{wait: 10 ms}, [{wait: 20 ms}, {wait: 20 ms}]]}\n      - wait: 100 ms\n"
        << 110.0;
    // Two computations share the one vCPU: 2 × 30 ms of work are done after 60 ms.
    QTest::newRow("map shares the CPU") << "      - map: 2\n        steps: [{compute: 30 ms}]\n" << 60.0;
  }
  void takeTheirTime() {
    QFETCH(QString, steps);
    QFETCH(double, milliseconds);
    QCOMPARE(latency(steps.toStdString()), milliseconds);
  }

  // The first attempt and two retries of 10 ms each, with 100 ms and then 200 ms, or 100 ms, or at most 150 ms between.
  void retriesWait_data() {
    QTest::addColumn<QString>("retry");
    QTest::addColumn<double>("milliseconds");
    QTest::newRow("doubled") << "attempts: 2, backoff: 100 ms" << 330.0;
    QTest::newRow("constant") << "attempts: 2, backoff: 100 ms, growth: constant" << 230.0;
    QTest::newRow("capped") << "attempts: 2, backoff: 100 ms, cap: 150 ms" << 280.0;
  }
  void retriesWait() {
    QFETCH(QString, retry);
    QFETCH(double, milliseconds);
    const auto result = run(project("      - {call: x, retry: {" + retry.toStdString() + "}}\n",
                                    "  x: {kind: external, latency: 10 ms, errors: 100%}\n"));
    QCOMPARE(figure(result, "f", "latency_ms.mean"), milliseconds);
    QCOMPARE(figure(result, "x", "requests"), 3 * figure(result, "f", "invocations"));
    QCOMPARE(figure(result, "f", "errors"), figure(result, "f", "invocations"));
  }

  // Uniform on [0, w] and on [w / 2, w]: means w / 2 and 3 w / 4.
  void jitterSpreadsTheWait() {
    const auto mean = [](const std::string& jitter) {
      return figure(run(project("      - {call: x, retry: {attempts: 1, backoff: 1 s, jitter: " + jitter + "}}\n",
                                "  x: {kind: external, latency: 0 ms, errors: 100%}\n", "duration: 4000 s")),
                    "f", "latency_ms.mean");
    };
    const double deviation = 1000 / std::sqrt(12.0) / std::sqrt(4000.0);
    QVERIFY(std::abs(mean("full") - 500) < 4 * deviation);
    QVERIFY(std::abs(mean("equal") - 750) < 2 * deviation);
  }

  // An instance may spend a fifth of its first attempts on retries. At one request a second with 10 ms each there is one
  // instance.
  void budgetBoundsRetries() {
    const auto result = run(project("      - {call: x, retry: {attempts: 3, backoff: 0 ms, budget: 20%}}\n",
                                    "  x: {kind: external, latency: 10 ms, errors: 100%}\n", "duration: 1001 s",
                                    "{every: {interval: 1 s}}"));
    QCOMPARE(figure(result, "f", "invocations"), 1001.0);
    QCOMPARE(figure(result, "x", "retries"), 200.0);
  }

  // A caught failure costs its call's time and its own steps, and the invocation succeeds.
  void catchesAFailure() {
    const auto result = run(project("      - {call: x, catch: [{wait: 5 ms}, {send: failures}]}\n      - wait: 1 ms\n",
                                    "  x: {kind: external, latency: 10 ms, errors: 100%}\n  failures: {kind: queue}\n"));
    QCOMPARE(figure(result, "f", "errors"), 0.0);
    QCOMPARE(figure(result, "f", "latency_ms.mean"), 16.0);
    QCOMPARE(figure(result, "failures", "sent"), figure(result, "f", "invocations"));
  }

  // One of three may fail where two are waited for; two may not.
  void waitForBearsSomeFailures() {
    const std::string others = "  bad: {kind: external, latency: 5 ms, errors: 100%}\n";
    const auto one = run(project("      - {wait-for: 2, of: [{call: bad}, {wait: 20 ms}, {wait: 30 ms}]}\n", others));
    QCOMPARE(figure(one, "f", "errors"), 0.0);
    QCOMPARE(figure(one, "f", "latency_ms.mean"), 30.0);
    const auto two =
        run(project("      - {wait-for: 2, of: [{call: bad}, {wait: 20 ms}, [{wait: 2 ms}, {call: bad}]]}\n", others));
    QCOMPARE(figure(two, "f", "errors"), figure(two, "f", "invocations"));
    QCOMPARE(figure(two, "f", "latency_ms.mean"), 7.0);
  }

  // Open after 2 failures for 10 s; then it needs 3 successes in a row. The fault ends at 60 s. One request a second at
  // full seconds: 0 and 1 fail and open it; probes at 11, 21, 31, 41, 51 fail; 61, 62, 63 succeed and close it.
  void breakerProbes() {
    const auto result = run(project("      - {call: x, breaker: {failures: 2, within: 1 min, open: 10 s, probes: 3}}\n",
                                    "  x: {kind: external, latency: 0 ms}\n",
                                    "duration: 100500 ms, faults: [{component: x, from: 0 s, to: 60 s, errors: 100%}]",
                                    "{every: {interval: 1 s}}"));
    QCOMPARE(figure(result, "x", "errors"), 7.0);
    QCOMPARE(figure(result, "x", "requests"), 7.0 + 40.0);
    QCOMPARE(figure(result, "f", "errors"), 61.0);
  }

  // From none to all in a straight line over the run: half of the requests, give or take chance.
  void sharesMove() {
    const auto result =
        run(project("      - branch: [{share: 0%, shift: {to: 100%, over: 1000 s}, steps: [{call: x}]}]\n",
                    "  x: {kind: external, latency: 0 ms}\n", "duration: 1000 s", "{constant: {rate: 10/s}}"));
    const double all = figure(result, "f", "invocations");
    // Variance of a sum of Bernoulli draws whose probabilities are uniform on [0, 1]: n / 6.
    QVERIFY(std::abs(figure(result, "x", "requests") - all / 2) < 4 * std::sqrt(all / 6));
  }

  void outagesAndThrottles() {
    const std::string others = "  x: {kind: external, latency: 10 ms}\n";
    const auto with = [&](const std::string& fault, const std::string& step) {
      return run(project(step, others, "duration: 100 s, faults: [{component: x, from: 0 s, to: 1 h, " + fault + "}]"));
    };
    const auto refused = with("outage: refused", "      - {call: x, timeout: 2 s}\n");
    QCOMPARE(figure(refused, "f", "latency_ms.mean"), 0.0);
    QCOMPARE(figure(refused, "f", "errors"), figure(refused, "f", "invocations"));
    const auto silent = with("outage: silent", "      - {call: x, timeout: 2 s}\n");
    QCOMPARE(figure(silent, "f", "latency_ms.mean"), 2000.0);
    const auto throttled = with("throttles: 100%", "      - {call: x, timeout: 2 s}\n");
    QCOMPARE(figure(throttled, "x", "throttles"), figure(throttled, "f", "invocations"));
    const auto slow = with("latency: 90 ms", "      - {call: x, timeout: 2 s}\n");
    QCOMPARE(figure(slow, "f", "latency_ms.mean"), 100.0);
  }

  // Nothing takes the message, so that its sender doesn't wait for an acceptance, whatever takes messages.
  void refusesAtOnceWhateverIsSentTo() {
    for (const std::string kind : {"queue", "topic", "stream", "event-bus", "websocket-api"}) {
      const auto result = run(project("      - {send: x}\n", "  x: {kind: " + kind + "}\n",
                                      "duration: 100 s, faults: [{component: x, from: 0 s, to: 1 h, outage: refused}]"),
                              {}, "aws");
      QCOMPARE(figure(result, "f", "errors"), figure(result, "f", "invocations"));
      QCOMPARE(figure(result, "f", "duration_ms.p50"), 0.0);  // the first call in each instance takes its time
    }
  }

  // Three states a run: a task, a choice that is always taken with one state inside, a wait.
  void workflowCountsItsTransitions() {
    const auto result =
        run("virga: 1\nname: w\ntarget: {provider: custom}\ncomponents:\n"
            "  users: {kind: client, sends: [{to: w, arrivals: {every: {interval: 1 s}}}]}\n"
            "  w:\n    kind: workflow\n    states:\n      - {call: f, retry: {attempts: 1, backoff: 10 ms}, catch: [{wait: "
            "7 ms}]}\n"
            "      - branch: [{share: 100%, steps: [{wait: 20 ms}]}]\n      - wait: 30 ms\n"
            "  f: {kind: function, runtime: go, errors: 100%, steps: [{compute: 5 ms}]}\n"
            "scenarios:\n  s: {duration: 100500 ms}\n");
    QCOMPARE(figure(result, "w", "executions"), 101.0);
    QCOMPARE(figure(result, "w", "succeeded"), 101.0);
    QCOMPARE(figure(result, "f", "invocations"), 202.0);
    // 5 + 10 + 5 for the task and its retry, 7 for what is caught, 20, 30.
    QCOMPARE(figure(result, "w", "duration_ms.mean"), 77.0);
    // Task, caught wait, choice, wait inside, wait.
    QCOMPARE(figure(result, "w", "transitions"), 505.0);
  }

  // No event ever comes, so that only the count of operations can tell.
  void tellsOfLoopsWithoutTime() {
    const auto read = model::readProject(
        project("      - loop: 1000000\n        steps: [{loop: 1000000, steps: [{compute: 0 ms}]}]\n"), "steps.virga.yaml");
    QVERIFY(read);
    const auto result = simulator::simulate(*read, *model::loadCatalog("custom"), {});
    QVERIFY(!result);
    const auto* problems = std::get_if<model::Problems>(&result.error());
    QVERIFY(problems && problems->front().message.find("time stands still") != std::string::npos);
    QVERIFY2(problems->front().message.find("at 'f'") != std::string::npos, problems->front().message.c_str());
  }

  void sameOnAnyNumberOfThreads() {
    const auto text = project(
        "      - map: 4\n        limit: 2\n        steps: [{compute: {exponential: {mean: 5 ms}}}, {call: x, retry: "
        "{attempts: 2, "
        "backoff: 3 ms, jitter: full}, catch: [{wait: 1 ms}]}]\n      - {wait-for: 1, of: [{call: x}, {wait: {uniform: "
        "{min: 1 "
        "ms, max: 9 ms}}}]}\n",
        "  x: {kind: external, latency: {exponential: {mean: 4 ms}}, errors: 20%}\n", "duration: 60 s",
        "{poisson: {rate: 50/s}}");
    simulator::SimulationOptions options;
    options.replications = 4;
    options.threads = 1;
    auto one = run(text, options);
    options.threads = 3;
    auto three = run(text, options);
    one.wallSeconds = three.wallSeconds = 0;
    QCOMPARE(simulator::toJson(one), simulator::toJson(three));
  }
};

QTEST_GUILESS_MAIN(StepsTest)
#include "steps_test.moc"
