#include <cmath>

#include <QTest>

#include "simulator/platform/moving_share.h"
#include "tests/truth/laboratory.h"

using namespace virga;
using truth::Experiment;
using truth::figure;
using truth::run;

namespace {

double mean(const simulator::Result& result, const std::string& component, const std::string& name) {
  return figure(result, component, name).mean;
}

const std::vector<double>& requestsPerSecond(const simulator::Result& result, const std::string& component) {
  for (const auto& c : result.components)
    if (c.id == component)
      for (const auto& s : c.series)
        if (s.name == "requests_per_s") return s.values;
  qFatal("no series of %s", component.c_str());
}

// An API in front of an old service and a new function.
Experiment strangler(const std::string& route, const std::string& duration) {
  Experiment experiment;
  experiment.project = fmt::format(
      "components:\n  users:\n    kind: client\n    sends:\n"
      "      - {{to: api, route: GET /item, arrivals: {{constant: {{rate: 100/s}}}}}}\n"
      "  api: {{kind: http-api, routes: [{{route: GET /item, {}}}]}}\n"
      "  old: {{kind: container-service, servers: 1, concurrency: 50, vcpus: 50, steps: [{{compute: 20 ms}}]}}\n"
      "  new: {{kind: function, runtime: any, memory: 128 MiB, timeout: 1 s, steps: [{{compute: 10 ms}}]}}\n"
      "providers:\n  custom: {{cold-start: 0 s}}",
      route);
  experiment.duration = duration;
  experiment.replications = 1;
  return experiment;
}

// An API in front of a third party.
simulator::Result proxied(const std::string& external, const std::string& faults = "[]") {
  const auto project =
      model::readProject(fmt::format("virga: 1\nname: proxy\ncomponents:\n  users:\n    kind: client\n    sends:\n"
                                     "      - {{to: api, route: GET /item, arrivals: {{constant: {{rate: 10/s}}}}}}\n"
                                     "  api: {{kind: http-api, timeout: 2 s, routes: [{{route: GET /item, to: other}}]}}\n"
                                     "  other: {{kind: external, {}}}\n"
                                     "scenarios:\n  run: {{duration: 10 min, faults: {}}}\n",
                                     external, faults),
                         "proxy");
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  auto result = simulator::simulate(*project, *model::loadCatalog("custom"), {});
  if (!result) qFatal("the simulation fails");
  return std::move(*result);
}

}  // namespace

class GatewayTest : public QObject {
  Q_OBJECT

 private slots:
  void sharesMoveInAStraightLine() {
    const simulator::MovingShare fixed(model::Share{0.25}, std::nullopt);
    QCOMPARE(fixed.at(0), 0.25);
    QCOMPARE(fixed.at(model::days(1000).nanoseconds), 0.25);
    const simulator::MovingShare moves(model::Share{0.1},
                                       model::Shift{model::Share{0.9}, model::minutes(10), model::minutes(20)});
    QCOMPARE(moves.at(model::minutes(10).nanoseconds - 1), 0.1);
    QCOMPARE(moves.at(model::minutes(15).nanoseconds), 0.3);
    QCOMPARE(moves.at(model::minutes(30).nanoseconds), 0.9);
    const simulator::MovingShare jumps(model::Share{0}, model::Shift{model::Share{1}, model::minutes(5), {}});
    QCOMPARE(jumps.at(model::minutes(5).nanoseconds - 1), 0.0);
    QCOMPARE(jumps.at(model::minutes(5).nanoseconds), 1.0);
  }

  void aSplitTakesItsShare() {
    const auto result = run(strangler("to: old, split: {to: new, share: 30%}", "15 min"));
    const double all = mean(result, "api", "requests"), taken = mean(result, "new", "invocations");
    QVERIFY(std::abs(all - 90'000) <= 1);
    QVERIFY(std::abs(mean(result, "old", "requests") + taken - all) <= 1);
    QVERIFY(std::abs(taken / all - 0.3) < 4 * std::sqrt(0.3 * 0.7 / all));
    QVERIFY(std::abs(mean(result, "api", "latency_ms.mean") - 10 * taken / all - 20 * (1 - taken / all)) < 0.01);
  }

  // Each bucket's share is binomial around the line.
  void aSplitShiftsAlongItsLine() {
    const auto result =
        run(strangler("to: old, split: {to: new, share: 10%, shift: {to: 90%, from: 10 min, over: 20 min}}", "40 min"));
    const auto& taken = requestsPerSecond(result, "new");
    const double width = result.bucket.seconds(), each = 100 * width;
    double squares = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      const double at = (static_cast<double>(i) + 0.5) * width;
      const double share = at < 600 ? 0.1 : at >= 1800 ? 0.9 : 0.1 + 0.8 * (at - 600) / 1200;
      const double z = (taken[i] * width - each * share) / std::sqrt(each * share * (1 - share));
      QVERIFY2(std::abs(z) < 4.5, qPrintable(QString::number(at)));
      squares += z * z;
    }
    const auto buckets = static_cast<double>(taken.size());
    QVERIFY2(std::abs(squares / buckets - 1) < 4 * std::sqrt(2 / buckets), qPrintable(QString::number(squares / buckets)));
  }

  void aSplitJumps() {
    const auto result =
        run(strangler("to: old, split: {to: new, share: 0%, shift: {to: 100%, from: 5 min, over: 0 s}}", "10 min"));
    QCOMPARE(mean(result, "old", "requests"), 29'999.0);
    QCOMPARE(mean(result, "new", "invocations"), 30'000.0);
  }

  void aThirdPartysAnswerIsTheApis() {
    const auto result = proxied("latency: 100 ms, errors: 10%");
    QCOMPARE(mean(result, "other", "requests"), mean(result, "api", "requests"));
    QCOMPARE(mean(result, "api", "latency_ms.max"), 100.0);
    const double share = mean(result, "api", "failed") / mean(result, "api", "requests");
    QVERIFY(std::abs(share - 0.1) < 4 * std::sqrt(0.09 / 6000));
    const auto throttled = proxied("latency: 100 ms, throttle: {rate: 1.05/s, burst: 1}");
    QVERIFY(std::abs(mean(throttled, "api", "succeeded") - 600) <= 2);
    QCOMPARE(mean(throttled, "api", "throttles"), mean(throttled, "other", "throttles"));
    const auto slow = proxied("latency: 5 s");
    QCOMPARE(mean(slow, "api", "latency_ms.max"), 2000.0);
    QCOMPARE(mean(slow, "api", "succeeded"), 0.0);
  }

  void aSilentThirdPartyRunsIntoTheTimeout() {
    const auto result = proxied("latency: 100 ms", "[{component: other, from: 2 min, to: 5 min, outage: silent}]");
    QCOMPARE(mean(result, "api", "timeouts"), 1800.0);
    QCOMPARE(mean(result, "api", "latency_ms.max"), 2000.0);
    QCOMPARE(mean(result, "other", "errors"), 1800.0);
  }
};

QTEST_GUILESS_MAIN(GatewayTest)
#include "gateway_test.moc"
