#include <algorithm>
#include <cmath>
#include <vector>

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

std::string bytes(simulator::Result result) {
  result.wallSeconds = 0;
  return toJson(result);
}

// A client's requests to a service `work`.
Experiment service(const std::string& arrivals, const std::string& settings, const std::string& compute,
                   const std::string& duration, const std::string& warmup = "0 s") {
  return {fmt::format("components:\n  users:\n    kind: client\n    sends:\n      - {{to: work, arrivals: {}}}\n"
                      "  work: {{kind: container-service, {}, steps: [{{compute: {}}}]}}",
                      arrivals, settings, compute),
          duration, warmup, kReplications};
}

const std::vector<double>& series(const simulator::Result& result, const std::string& component, const std::string& name) {
  for (const auto& c : result.components)
    if (c.id == component)
      for (const auto& s : c.series)
        if (s.name == name) return s.values;
  qFatal("no series %s.%s", component.c_str(), name.c_str());
}

// Erlang B by its recursion, and Erlang C from it.
double erlangB(double load, int servers) {
  double b = 1;
  for (int n = 1; n <= servers; ++n) b = load * b / (n + load * b);
  return b;
}
double erlangC(double load, int servers) {
  const double b = erlangB(load, servers), rho = load / servers;
  return b / (1 - rho * (1 - b));
}

}  // namespace

class ContainerTest : public QObject {
  Q_OBJECT

 private slots:
  // Two servers with three slots and three vCPUs each are M/M/6.
  void slotsAreServersOfOneQueue() {
    const auto result = run(service("{poisson: {rate: 5/s}}", "servers: 2, concurrency: 3, vcpus: 3, timeout: 1 h",
                                    "{exponential: {mean: 1 s}}", "4 h", "10 min"));
    const double wait = erlangC(5, 6) / (6 - 5);
    agrees(figure(result, "work", "wait_ms.mean"), kReplications, wait * 1e3, 0.15, "mean wait");
    agrees(figure(result, "work", "queue.mean"), kReplications, 5 * wait, 0.15, "mean queue");
    agrees(figure(result, "work", "concurrency.mean"), kReplications, 5, 0.02, "mean busy slots");
    agrees(figure(result, "work", "latency_ms.mean"), kReplications, (1 + wait) * 1e3, 0.1, "mean latency");
    QCOMPARE(figure(result, "work", "servers.mean").mean, 2.0);
    QCOMPARE(figure(result, "work", "concurrency.max").mean, 6.0);
  }

  // M/M/3/5: what finds three in service and two in the line is lost.
  void aFullLineRefuses() {
    const auto result = run(service("{poisson: {rate: 3/s}}", "servers: 3, concurrency: 1, queue-limit: 2, timeout: 1 h",
                                    "{exponential: {mean: 1 s}}", "2 h", "5 min"));
    std::vector<double> weight{1};
    for (int n = 1; n <= 5; ++n) weight.push_back(weight.back() * 3 / std::min(n, 3));
    double sum = 0;
    for (const double w : weight) sum += w;
    const double loss = weight.back() / sum;
    const auto throttles = figure(result, "work", "throttles");
    agrees(throttles, kReplications, loss * 3 * 115 * 60, 0.1, "lost requests");
    agrees(figure(result, "work", "concurrency.mean"), kReplications, 3 * (1 - loss), 0.02, "mean busy slots");
    QCOMPARE(figure(result, "work", "queue.max").mean, 2.0);
  }

  // M/G/1 with processor sharing: the mean response is E[S] / (1 - ρ) whatever the law of the work.
  void processorSharingLooksAtTheMeanAlone() {
    for (const char* law : {"500 ms", "{exponential: {mean: 500 ms}}", "{gamma: {mean: 500 ms, cv: 2}}"}) {
      const auto result = run(service("{poisson: {rate: 1.2/s}}", "servers: 1, concurrency: 1000, vcpus: 1, timeout: 1 h",
                                      law, "4 h", "10 min"));
      agrees(figure(result, "work", "latency_ms.mean"), kReplications, 500 / (1 - 0.6), 0.1, law);
      agrees(figure(result, "work", "concurrency.mean"), kReplications, 0.6 / (1 - 0.6), 0.12, law);
    }
  }

  // Ten requests within ten milliseconds on five servers: two in each, so each takes twice its work.
  void serversTakeTurns() {
    std::vector<double> times;
    for (int i = 0; i < 10; ++i) times.push_back(1 + i * 1e-3);
    auto experiment = service(arrivalsAt(times), "servers: 5, concurrency: 10, timeout: 1 h", "100 s", "10 min");
    experiment.replications = 1;
    const auto result = run(experiment);
    QCOMPARE(figure(result, "work", "requests").mean, 10.0);
    QVERIFY(std::abs(figure(result, "work", "duration_ms.max").mean - 200'000) < 20);
    QVERIFY(std::abs(figure(result, "work", "duration_ms.mean").mean - 200'000) < 20);
  }

  // Three at once on one server: the first is done after a second, the second is ended half-way, and for the third the
  // time is over when the server would be free.
  void theTimeoutIncludesTheWait() {
    auto experiment = service(arrivalsAt({0, 0, 0}), "servers: 1, concurrency: 1, timeout: 1500 ms", "1 s", "1 min");
    experiment.replications = 1;
    const auto result = run(experiment);
    QCOMPARE(figure(result, "work", "requests").mean, 3.0);
    QCOMPARE(figure(result, "work", "timeouts").mean, 2.0);
    QCOMPARE(figure(result, "work", "errors").mean, 0.0);
    QCOMPARE(figure(result, "work", "queue.max").mean, 2.0);
    QCOMPARE(figure(result, "work", "latency_ms.max").mean, 1500.0);
    QCOMPARE(figure(result, "work", "wait_ms.max").mean, 1500.0);
    QCOMPARE(figure(result, "work", "duration_ms.mean").mean, 500.0);
    QCOMPARE(figure(result, "work", "concurrency.mean").mean, 1.5 / 60);
  }

  // Eight slots' worth of load on servers of two slots, to be filled to 75 %: ceil(8 / 1.5) = 6 servers.
  void autoscalingSettles() {
    auto experiment = service(
        "{constant: {rate: 8/s}}",
        "servers: 1, concurrency: 2, vcpus: 2, timeout: 1 h, autoscaling: {max-servers: 20, target: 75%, every: 30 s, "
        "cooldown: 2 min, start: 20 s}",
        "1 s", "40 min");
    experiment.replications = 1;
    const auto result = run(experiment);
    const auto& servers = series(result, "work", "servers");
    for (std::size_t i = servers.size() * 3 / 4; i < servers.size(); ++i) QCOMPARE(servers[i], 6.0);
    QVERIFY(std::abs(series(result, "work", "concurrency").back() - 8) < 0.01);
    QCOMPARE(series(result, "work", "queue").back(), 0.0);
  }

  // Three requests of 5 min come at 90 s. A server has two slots, to be filled to half: as many servers as load.
  //  look at   120 s: load 1.5 → 2, ready at 150 s, when the third leaves the line
  //            180 s: load 3 → 3; two requests end at 390 s, the third at 450 s
  //            420 s: load 2, low; 480 s: load 0.5, low for 60 s; 540 s: low for 120 s → 2; 600 s → 1
  void autoscalingStepByStep() {
    auto experiment = service(arrivalsAt({90, 90, 90}),
                              "servers: 1, concurrency: 2, vcpus: 2, timeout: 1 h, autoscaling: {max-servers: 4, target: "
                              "50%, every: 1 min, cooldown: 2 min, start: 30 s}",
                              "5 min", "18 min");
    experiment.replications = 1;
    const auto result = run(experiment);
    const auto& servers = series(result, "work", "servers");
    QCOMPARE(result.bucket, model::seconds(2));
    const auto between = [&](int from, int to, double count) {
      for (int t = from; t < to; t += 2)
        QVERIFY2(servers[static_cast<std::size_t>(t / 2)] == count, qPrintable(QString::number(t)));
    };
    between(0, 120, 1);
    between(120, 180, 2);
    between(180, 540, 3);
    between(540, 600, 2);
    between(600, 1080, 1);
    QCOMPARE(figure(result, "work", "wait_ms.max").mean, 60'000.0);
    QCOMPARE(figure(result, "work", "servers.max").mean, 3.0);
  }

  // Twenty requests at once on servers of ten slots filled to half are four servers, five are one. With a request every
  // second in turn for five seconds each, no server is ever idle: those that go take nothing any more and end what they
  // have.
  void aBusyServerGoesWhenItIsDone() {
    std::vector<double> times;
    for (int i = 0; i < 1200; ++i) times.push_back(i * 0.25);
    for (int i = 300; i < 1500; ++i) times.push_back(i);
    auto experiment = service(arrivalsAt(times),
                              "servers: 1, concurrency: 10, vcpus: 10, autoscaling: {max-servers: 9, target: 50%, every: 30 "
                              "s, cooldown: 1 min, start: 5 s}",
                              "5 s", "25 min");
    experiment.replications = 1;
    const auto result = run(experiment);
    const auto& servers = series(result, "work", "servers");
    QCOMPARE(servers[servers.size() / 6], 4.0);
    QCOMPARE(servers.back(), 1.0);
    QCOMPARE(figure(result, "work", "requests").mean, 2400.0);
    QCOMPARE(figure(result, "users → work", "succeeded").mean, 2395.0);
    QCOMPARE(figure(result, "work", "duration_ms.max").mean, 5000.0);
  }

  // Servers are paid for whether they work or not.
  void serversAreMeteredAllTheTime() {
    auto experiment = service("{constant: {rate: 1/min}}", "servers: 3, vcpus: 0.5, memory: 1 GiB", "1 s", "2 h", "1 h");
    experiment.provider = "aws";
    experiment.replications = 1;
    const auto result = run(experiment);
    const auto quantity = [&](const std::string& item) {
      for (const auto& used : result.usage.items)
        if (used.component == "work" && used.item == item) return static_cast<double>(used.quantity);
      return -1.0;
    };
    QCOMPARE(quantity("vcpu-hours"), 1.5);
    QCOMPARE(quantity("gb-hours"), 3.0);
  }

  void faultsLoseNothingOnAnyNumberOfThreads() {
    const auto project = model::readProject(
        "virga: 1\nname: threads\ncomponents:\n  users:\n    kind: client\n    sends:\n"
        "      - {to: work, arrivals: {poisson: {rate: 20/s}}}\n"
        "  work: {kind: container-service, servers: 2, concurrency: 4, vcpus: 2, queue-limit: 10, timeout: 2 s, errors: 1%, "
        "autoscaling: {max-servers: 6, every: 10 s, cooldown: 20 s, start: {exponential: {mean: 5 s}}}, "
        "steps: [{compute: {exponential: {mean: 300 ms}}}, {parallel: [[{call: other}], [{compute: 20 ms}]]}]}\n"
        "  other: {kind: external, latency: {exponential: {mean: 200 ms}}}\n"
        "scenarios:\n  run:\n    duration: 10 min\n    warmup: 1 min\n    faults:\n"
        "      - {component: work, from: 2 min, to: 3 min, errors: 20%, throttles: 10%, latency: {exponential: {mean: 50 "
        "ms}}}\n"
        "      - {component: work, from: 4 min, to: 5 min, outage: silent}\n"
        "      - {component: other, from: 6 min, to: 7 min, outage: silent}\n"
        "      - {component: work, from: 8 min, to: 9 min, outage: refused}\n",
        "threads");
    QVERIFY(project.has_value());
    const auto catalog = model::loadCatalog("aws");
    simulator::SimulationOptions options;
    options.replications = 4;
    options.threads = 1;
    const auto one = simulator::simulate(*project, *catalog, options);
    QVERIFY(one.has_value());
    options.threads = 2;
    const auto two = simulator::simulate(*project, *catalog, options);
    QCOMPARE(bytes(*two), bytes(*one));
    // What came in went out, but for what is in flight at the end: ended by the timeout at the latest.
    const std::string flow = "users → work";
    const double open = figure(*one, flow, "requests").mean - figure(*one, flow, "succeeded").mean -
                        figure(*one, flow, "failed").mean - figure(*one, flow, "throttled").mean;
    QVERIFY(std::abs(open) < 80);
    QVERIFY(figure(*one, "work", "timeouts").mean > 0);
    QVERIFY(figure(*one, "work", "throttles").mean > 0);
  }
};

QTEST_GUILESS_MAIN(ContainerTest)
#include "container_test.moc"
