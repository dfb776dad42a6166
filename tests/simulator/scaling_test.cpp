#include <cmath>

#include <QTest>

#include "simulator/platform/concurrency_window.h"
#include "simulator/platform/desired_instances.h"
#include "simulator/platform/idle_histogram.h"
#include "tests/simulator/arrivals_at.h"
#include "tests/simulator/series_of.h"
#include "tests/truth/laboratory.h"

using namespace virga;
using namespace virga::simulator;
using truth::figure;
using truth::run;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;

// A client straight at one function on the open platform.
truth::Experiment open(const std::string& arrivals, const std::string& time, const std::string& settings,
                       const std::string& duration, int replications = 1) {
  return {fmt::format("components:\n  users:\n    kind: client\n    sends: [{{to: work, arrivals: {}}}]\n  work: {{kind: "
                      "function, runtime: any, memory: 1 GiB, timeout: 1 d, steps: [{{wait: {}}}]}}\nproviders:\n  "
                      "custom: {}",
                      arrivals, time, settings),
          duration, "0 s", replications};
}

std::vector<double> simultaneous(int count, double at) { return std::vector<double>(static_cast<std::size_t>(count), at); }

}  // namespace

// The rules of autoscalers and of the histogram policy, by hand and in small runs.
class ScalingTest : public QObject {
  Q_OBJECT

 private slots:
  void wholeInstancesAreNotExceededByRounding() {
    QCOMPARE(instancesFor(0, 10), 0u);
    QCOMPARE(instancesFor(0.1 + 0.2, 0.3), 1u);
    QCOMPARE(instancesFor(10.001, 10), 2u);
  }

  void aWindowAveragesTheLevel() {
    TimeWeighted level;
    ConcurrencyWindow window;
    for (int second = 0; second <= 60; second += 2) {
      if (second == 30) level.set(30 * kSecond, 10);
      window.look(second * kSecond, level, 60 * kSecond);
    }
    QCOMPARE(window.mean(60 * kSecond), 5.0);
    QCOMPARE(window.mean(6 * kSecond), 10.0);
  }

  // One ready instance of concurrency 10 at 70 %: 7 each. 12 at once in the panic window want two, twice what is ready:
  // panic. It keeps the most that was wanted until a stable window after the threshold was last passed.
  void knativePanicsAndCalmsDown() {
    const KnativeRule rule{7, 2, 60 * kSecond, 1000, 2};
    KnativePanic panic;
    QCOMPARE(knativeDesired(rule, panic, 0, 6, 6, 1), 1u);
    QCOMPARE(panic.since, -1);
    QCOMPARE(knativeDesired(rule, panic, 2 * kSecond, 6, 12, 1), 2u);
    QCOMPARE(panic.since, 2 * kSecond);
    QCOMPARE(knativeDesired(rule, panic, 4 * kSecond, 8, 50, 2), 8u);  // 50 / 7, four times what is ready
    QCOMPARE(knativeDesired(rule, panic, 6 * kSecond, 8, 1, 8), 8u);   // no way down while it lasts
    QCOMPARE(knativeDesired(rule, panic, 63 * kSecond, 8, 1, 8), 8u);  // 59 s since the threshold
    QCOMPARE(knativeDesired(rule, panic, 64 * kSecond, 8, 1, 8), 4u);  // two would do; by half at one look
    QCOMPARE(panic.since, -1);
    QCOMPARE(knativeDesired(rule, panic, 66 * kSecond, 8, 8, 4), 2u);
    QCOMPARE(knativeDesired(rule, panic, 68 * kSecond, 0, 0, 1), 0u);
  }

  void knativeGrowsByItsFactor() {
    const KnativeRule rule{1, 2, 60 * kSecond, 3, 2};
    KnativePanic panic;
    QCOMPARE(knativeDesired(rule, panic, 0, 100, 100, 4), 12u);
  }

  // From nothing: the first request wakes one instance. Fifty at once of 40 s with a slot each and 100 % aimed at: at the
  // next look, 2 s later, the panic window wants fifty. They end 40 s after their instances have come, and the last
  // instance goes once the stable window of 20 s is empty.
  void knativeFollowsABurstUpAndDown() {
    const auto result = run(open(arrivalsAt(simultaneous(50, 10.5)), "40 s",
                                 "{cold-start: 0 s, scaling: knative, autoscaler: {target: 100%, stable-window: 20 s, "
                                 "panic-window: 2 s}}",
                                 "10 min"));
    QCOMPARE(figure(result, "work", "invocations").mean, 50.0);
    QCOMPARE(figure(result, "work", "cold_starts").mean, 50.0);
    QCOMPARE(figure(result, "work", "instances.max").mean, 50.0);
    QCOMPARE(figure(result, "work", "waiting.max").mean, 50.0 - 1);
    const auto& instances = seriesOf(result, "work", "instances");
    QCOMPARE(instances[9], 0.0);
    QCOMPARE(instances[11], 1.0);
    QCOMPARE(instances[13], 50.0);
    QCOMPARE(instances[49], 50.0);
    QCOMPARE(instances[80], 0.0);
  }

  // Steady load of 12 at once where an instance has 10 slots and 60 % is aimed at: two instances. Without the target one
  // and a bit would do.
  void anAutoscalerKeepsItsTarget() {
    const auto result =
        run(open("{constant: {rate: 12/s}}", "1 s",
                 "{cold-start: 0 s, instance-concurrency: 10, scaling: autoscaler, autoscaler: {target: 60%, "
                 "every: 5 s}, keep-alive: 15 min}",
                 "10 min"));
    QCOMPARE(seriesOf(result, "work", "instances").back(), 2.0);
    const auto three = run(open("{constant: {rate: 13/s}}", "1 s",
                                "{cold-start: 0 s, instance-concurrency: 10, scaling: autoscaler, autoscaler: {target: 60%, "
                                "every: 5 s}, keep-alive: 15 min}",
                                "10 min"));
    QCOMPARE(seriesOf(three, "work", "instances").back(), 3.0);
  }

  // Two requests a second apart, one instance at most, each takes 30 s: the second waits 14 s and is refused.
  void whoWaitsTooLongIsRefused() {
    const auto result = run(open(arrivalsAt({1, 2}), "30 s",
                                 "{cold-start: 4 s, scaling: autoscaler, max-instances: 1, max-wait: 14 s}", "10 min"));
    QCOMPARE(figure(result, "work", "invocations").mean, 1.0);
    QCOMPARE(figure(result, "work", "throttles").mean, 1.0);
    QCOMPARE(seriesOf(result, "work", "throttles")[16], 1.0);
    QCOMPARE(figure(result, "work", "wait_ms.max").mean, 4000.0);
  }

  // The instance that comes free first takes the first in the line: the second request doesn't wait for the cold start
  // that it has caused.
  void theLineIsServedByWhoeverIsFree() {
    const auto result =
        run(open(arrivalsAt({0, 10, 11}), "2 s", "{cold-start: 5 s, scaling: autoscaler, keep-alive: 10 min}", "2 min"));
    QCOMPARE(figure(result, "work", "cold_starts").mean, 2.0);
    // 5 s for the cold start; none for the second; 1 s until the second is done.
    QCOMPARE(figure(result, "work", "wait_ms.mean").mean, 2000.0);
  }

  // Instances that stand by take the load at once, and are replaced.
  void prewarmedInstancesTakeTheNextLoad() {
    const auto result =
        run(open(arrivalsAt({10, 10, 60, 60, 60}), "20 s",
                 "{cold-start: 5 s, scaling: controller, always-ready: 1, prewarmed: 1, keep-alive: 1 h}", "10 min"));
    // At 10 s: the ready one and the one that stood by. At 60 s: the two, and the next one that stands by.
    QCOMPARE(figure(result, "work", "cold_starts").mean, 0.0);
    QCOMPARE(figure(result, "work", "prewarmed").mean, 2.0);
    QCOMPARE(figure(result, "work", "wait_ms.max").mean, 0.0);
    const auto& instances = seriesOf(result, "work", "instances");
    QCOMPARE(instances[5], 2.0);
    QCOMPARE(instances[30], 3.0);
    QCOMPARE(instances[100], 4.0);
  }

  // Idle times of exactly half an hour: loaded again at 0.9 × 30 min, kept until 1.1 × 31 min.
  void windowsOfARegularFunction() {
    IdleHistogram histogram(240 * kMinute);
    QCOMPARE(histogram.windows().prewarm, 0);
    QCOMPARE(histogram.windows().keep, 240 * kMinute);
    for (int i = 0; i < 10; ++i) histogram.add(30 * kMinute);
    QCOMPARE(histogram.windows().prewarm, 27 * kMinute);
    QCOMPARE(histogram.windows().keep, static_cast<std::int64_t>(34.1 * 60 * kSecond));
  }
  // One idle time in each bin: nothing to learn, the coefficient of variation is 0.
  void windowsWithoutAPattern() {
    IdleHistogram histogram(240 * kMinute);
    for (int i = 0; i < 240; ++i) histogram.add(i * kMinute);
    QCOMPARE(histogram.windows().prewarm, 0);
    QCOMPARE(histogram.windows().keep, 240 * kMinute);
  }
  // Half of the idle times lie beyond the range.
  void windowsBeyondTheRange() {
    IdleHistogram histogram(240 * kMinute);
    for (int i = 0; i < 5; ++i) histogram.add(10 * kMinute);
    for (int i = 0; i < 5; ++i) histogram.add(300 * kMinute);
    QCOMPARE(histogram.windows().keep, 240 * kMinute);
  }
  // 95 idle times of a minute and a half and five of two hours: the head is in the second bin, the tail in that of 120 min.
  void windowsOfATailedFunction() {
    IdleHistogram histogram(240 * kMinute);
    for (int i = 0; i < 95; ++i) histogram.add(kMinute + kMinute / 2);
    for (int i = 0; i < 5; ++i) histogram.add(120 * kMinute);
    QCOMPARE(histogram.windows().prewarm, static_cast<std::int64_t>(0.9 * 60 * kSecond));
    QCOMPARE(histogram.windows().keep, static_cast<std::int64_t>(1.1 * 121 * 60 * kSecond + 0.5));
  }

  // Every half hour for two days, no time to run: the first start is cold; once learned, the instance is loaded 27 min
  // after each invocation and is there for the last 3 min of each half hour.
  void theHistogramPolicyLoadsAhead() {
    const auto result =
        run(open("{every: {interval: 30 min}}", "0 s", "{cold-start: 1 s, keep-alive-policy: histogram}", "48 h"));
    QCOMPARE(figure(result, "work", "cold_starts").mean, 1.0);
    const double prewarmed = figure(result, "work", "prewarmed").mean;
    QVERIFY2(prewarmed >= 93 && prewarmed <= 95, qPrintable(QString::number(prewarmed)));
    const double instances = figure(result, "work", "instances.mean").mean;
    // The first half hour whole, then a tenth.
    const double expected = (0.5 + 47.5 * 0.1) / 48;
    QVERIFY2(std::abs(instances - expected) < 0.01, qPrintable(QString::number(instances)));
  }

  // A batch of ten with a tenth of failing messages: named one by one, each is received 1 / 0.9 times on average; as whole
  // batches, which fail by a tenth, too, the same number of receives brings everybody back.
  void messagesFailOneByOne() {
    const auto project = [](const char* failures) {
      return truth::Experiment{
          fmt::format(
              "components:\n  users:\n    kind: client\n    sends: [{{to: line, arrivals: {{constant: {{rate: "
              "10/s}}}}}}]\n  line:\n    kind: queue\n    visibility: 10 s\n    max-receives: 1000\n    consumers: "
              "[{{to: work, batch: 10, window: 10 s, failures: {}}}]\n  work: {{kind: function, runtime: any, memory: "
              "1 GiB, timeout: 5 s, errors: 10%}}\nproviders: {{custom: {{cold-start: 0 s}}}}",
              failures),
          "2 h", "10 min", 8};
    };
    const auto one = run(project("per-message"));
    QCOMPARE(figure(one, "work", "errors").mean, 0.0);
    const double receives = figure(one, "line", "received").mean / figure(one, "line", "deleted").mean;
    QVERIFY2(std::abs(receives - 1 / 0.9) < 0.01, qPrintable(QString::number(receives)));
    const auto whole = run(project("whole-batch"));
    QVERIFY(figure(whole, "work", "errors").mean > 0);
  }

  void settingsThatContradictEachOther_data() {
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("path");
    QTest::newRow("wait") << "{max-wait: 1 s}"
                          << "providers.custom.max-wait";
    QTest::newRow("instances") << "{max-instances: 3}"
                               << "providers.custom.max-instances";
    QTest::newRow("stand by") << "{prewarmed: 3}"
                              << "providers.custom.prewarmed";
    QTest::newRow("autoscaler") << "{autoscaler: {target: 50%}}"
                                << "providers.custom.autoscaler";
    QTest::newRow("windows") << "{scaling: knative, autoscaler: {panic-window: 2 min}}"
                             << "providers.custom.autoscaler.panic-window";
    QTest::newRow("histogram") << "{keep-alive: 1 min, keep-alive-policy: histogram}"
                               << "providers.custom.keep-alive";
    QTest::newRow("range") << "{idle-range: 1 h}"
                           << "providers.custom.idle-range";
    QTest::newRow("plan") << "{plan: premium}"
                          << "providers.custom.plan";
  }
  void settingsThatContradictEachOther() {
    QFETCH(QString, settings);
    QFETCH(QString, path);
    const auto experiment = open("{constant: {rate: 1/s}}", "1 s", settings.toStdString(), "1 min");
    const auto project = model::readProject("virga: 1\nname: x\n" + experiment.project, "x.virga.yaml");
    QVERIFY(project);
    const auto result = simulate(*project, *model::loadCatalog("custom"), {});
    QVERIFY(!result);
    const auto& problems = std::get<model::Problems>(result.error());
    QCOMPARE(problems.size(), 1u);
    QCOMPARE(problems[0].path, path.toStdString());
  }
};

QTEST_GUILESS_MAIN(ScalingTest)
#include "scaling_test.moc"
