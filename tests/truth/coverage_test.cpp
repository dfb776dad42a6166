#include <cmath>

#include "tests/truth/laboratory.h"

using namespace virga;
using truth::Experiment;
using truth::figure;
using truth::half99;
using truth::run;

namespace {

constexpr int kReplications = 10;
constexpr int kSeeds = 200;
// A true 99 % interval holds the truth in fewer of 200 with a chance of 0.4 %.
constexpr int kFewest = 194;

std::string direct(const std::string& rate, const std::string& wait, const std::string& settings) {
  return fmt::format(
      "components:\n  users: {{kind: client, sends: [{{to: work, arrivals: {{poisson: {{rate: {}}}}}}}]}}\n"
      "  work: {{kind: function, runtime: any, memory: 1 GiB, timeout: 366 d, steps: [{{wait: {}}}]}}\n"
      "providers: {{custom: {{{}}}}}\n",
      rate, wait, settings);
}

std::string queued(const std::string& rate, const std::string& wait, int consumers) {
  return fmt::format(
      "components:\n  users: {{kind: client, sends: [{{to: line, arrivals: {{poisson: {{rate: {}}}}}}}]}}\n"
      "  line: {{kind: queue, visibility: 366 d, consumers: [{{to: work, batch: 1, max-concurrency: {}}}]}}\n"
      "  work: {{kind: function, runtime: any, memory: 1 GiB, timeout: 366 d, steps: [{{wait: {}}}]}}\n"
      "providers: {{custom: {{cold-start: 0 s, keep-alive: 366 d}}}}\n",
      rate, consumers, wait);
}

double erlangB(double load, int servers) {
  double b = 1;
  for (int n = 1; n <= servers; ++n) b = load * b / (n + load * b);
  return b;
}

// E[Wq]/E[S] of M/M/c.
double erlangWait(double load, int servers) {
  const double b = erlangB(load, servers), rho = load / servers;
  return b / (1 - rho * (1 - b)) / (servers - load);
}

}  // namespace

// How often the intervals that results state hold the truth, over many seeds: what an interval means.
class CoverageTest : public QObject {
  Q_OBJECT

 private slots:
  void intervalsHoldTheTruth_data() {
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("duration");
    QTest::addColumn<QString>("warmup");
    QTest::addColumn<QString>("component");
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("truth");
    const auto add = [](const char* title, const std::string& project, const char* duration, const char* warmup,
                        const char* component, const char* name, double truth) {
      QTest::newRow(title) << QString::fromStdString(project) << duration << warmup << component << name << truth;
    };
    // Refusals in the time measured: λTB.
    add("Erlang B: throttles", direct("10/s", "{exponential: {mean: 1 s}}", "cold-start: 0 s, concurrency-limit: 12"),
        "620 s", "20 s", "work", "throttles", 10 * 600 * erlangB(10, 12));
    add("Erlang B, constant service: mean concurrency", direct("10/s", "1 s", "cold-start: 0 s, concurrency-limit: 12"),
        "620 s", "20 s", "work", "concurrency.mean", 10 * (1 - erlangB(10, 12)));
    add("M/G/∞: mean concurrency", direct("5/s", "{gamma: {mean: 2 s, cv: 1.5}}", "cold-start: 0 s"), "660 s", "60 s",
        "work", "concurrency.mean", 10);
    add("M/M/5: mean wait in ms", queued("3.5/s", "{exponential: {mean: 1 s}}", 5), "2200 s", "200 s", "line", "age_ms.mean",
        1000 * erlangWait(3.5, 5));
    add("M/M/5: mean depth", queued("3.5/s", "{exponential: {mean: 1 s}}", 5), "2200 s", "200 s", "line", "depth.mean",
        3.5 * erlangWait(3.5, 5));
    // One instance: e^{-λT}.
    add("fixed keep-alive: cold-start share",
        direct("0.1/s", "2 s", "cold-start: 2 s, keep-alive: 10 s, concurrency-limit: 1"), "41000 s", "1000 s", "work",
        "cold_start_share", std::exp(-1.0));
    // One instance with an exponential keep-alive of mean 30 s, no service: 1/(1 + λ·30 s).
    add("drawn keep-alive: cold-start share",
        direct("0.1/s", "0 s", "cold-start: 0 s, keep-alive: {exponential: {mean: 30 s}}, concurrency-limit: 1"), "41000 s",
        "1000 s", "work", "cold_start_share", 0.25);
  }

  void intervalsHoldTheTruth() {
    QFETCH(QString, project);
    QFETCH(QString, duration);
    QFETCH(QString, warmup);
    QFETCH(QString, component);
    QFETCH(QString, name);
    QFETCH(double, truth);
    int held = 0;
    double widths = 0, means = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const auto result =
          run({project.toStdString(), duration.toStdString(), warmup.toStdString(), kReplications, "custom", seed});
      const auto f = figure(result, component.toStdString(), name.toStdString());
      const double half = half99(f, kReplications);
      held += std::abs(f.mean - truth) <= half;
      widths += half / kSeeds;
      means += f.mean / kSeeds;
    }
    qInfo("%s: %d of %d hold %.6g; mean of the means %.6g, mean half-width %.3g", QTest::currentDataTag(), held, kSeeds,
          truth, means, widths);
    QVERIFY(widths < 0.25 * truth);
    QVERIFY(held >= kFewest);
  }
};

QTEST_GUILESS_MAIN(CoverageTest)
#include "coverage_test.moc"
