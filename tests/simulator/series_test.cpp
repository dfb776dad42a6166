#include "simulator/measure/series.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <QTest>

#include "tests/simulator/arrivals_at.h"
#include "tests/simulator/designs.h"
#include "tests/simulator/series_of.h"

using namespace virga;
using simulator::Series;

namespace {

const Series* find(const simulator::Result& result, const std::string& component, const std::string& name) {
  for (const auto& c : result.components)
    if (c.id == component)
      for (const auto& s : c.series)
        if (s.name == name) return &s;
  return nullptr;
}

simulator::SimulationOptions withoutFreeTier() {
  simulator::SimulationOptions options;
  options.freeTier = false;
  return options;
}

simulator::Result example(const std::string& file, const std::string& scenario, const std::string& provider,
                          simulator::SimulationOptions options) {
  const auto project = model::loadProject(VIRGA_SOURCE "/resources/examples/" + file, {});
  const auto catalog = model::loadCatalog(provider);
  if (!project || !catalog) qFatal("the example can't be read");
  options.scenario = scenario;
  options.projectFolder = VIRGA_SOURCE "/resources/examples";
  auto result = simulator::simulate(*project, *catalog, options);
  if (!result) qFatal("the example doesn't run");
  return std::move(*result);
}

// Hours from the end of the warm-up that lie in a bucket.
double settledHours(const simulator::Result& result, std::size_t bucket) {
  const auto from = static_cast<std::int64_t>(bucket) * result.bucket.nanoseconds;
  const auto to = std::min(from + result.bucket.nanoseconds, result.simulated.nanoseconds);
  return static_cast<double>(std::max<std::int64_t>(0, to - std::max(from, result.warmup.nanoseconds))) / 3.6e12;
}

// A function and its client; requests at these seconds.
simulator::Result function(const std::string& provider, const std::vector<double>& arrivals, const std::string& fields,
                           const std::string& scenario) {
  return designs::simulated(
      fmt::format("components:\n  users: {{kind: client, sends: [{{to: work, arrivals: {}}}]}}\n  work: {{kind: function, "
                  "runtime: nodejs22, memory: 1 GiB, {}}}\n",
                  arrivalsAt(arrivals), fields),
      scenario, provider, withoutFreeTier());
}

}  // namespace

// What a run was like over time: what it cost, its quantiles, and how its replications differ.
class SeriesTest : public QObject {
  Q_OBJECT

 private slots:
  void theRateOfCostComesToTheBill_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<bool>("freeTier");
    for (const char* provider : {"aws", "azure", "gcp", "oci"})
      for (const bool free : {false, true}) {
        const auto add = [&](const char* file, const char* scenario) {
          QTest::addRow("%s %s %s", scenario, provider, free ? "with the free tier" : "without")
              << file << scenario << provider << free;
        };
        add("order-intake.virga.yaml", "sale");
        add("parcel-tracking.virga.yaml", "migration");
      }
  }

  // The mean rate after the warm-up times the hours of a month is what the component has on the bill.
  void theRateOfCostComesToTheBill() {
    QFETCH(QString, file);
    QFETCH(QString, scenario);
    QFETCH(QString, provider);
    QFETCH(bool, freeTier);
    simulator::SimulationOptions options;
    options.duration = model::minutes(12);
    options.replications = 3;
    options.freeTier = freeTier;
    const auto result = example(file.toStdString(), scenario.toStdString(), provider.toStdString(), options);
    QVERIFY(result.warmup.nanoseconds % result.bucket.nanoseconds == 0);
    std::map<std::string, double> billed;
    for (const auto& line : result.bill.lines) billed[line.component] += static_cast<double>(line.amount);
    double all = 0;
    for (const auto& component : result.components) {
      const auto* cost = find(result, component.id, "cost_per_h");
      QCOMPARE(cost != nullptr, billed.contains(component.id));
      if (!cost) continue;
      QCOMPARE(cost->unit, result.bill.currency + "/h");
      double spent = 0, hours = 0;
      for (std::size_t i = 0; i < cost->values.size(); ++i) {
        spent += cost->values[i] * settledHours(result, i);
        hours += settledHours(result, i);
      }
      const double month = spent / hours * static_cast<double>(model::trafficHoursPerMonth(result.usage));
      const double amount = billed[component.id];
      QVERIFY2(std::abs(month - amount) <= 1e-6 * amount,
               qPrintable(QString("%1: %2 instead of %3").arg(component.id.c_str()).arg(month).arg(amount)));
      all += month;
    }
    QVERIFY(all > 0 || freeTier);
  }

  // In buckets of 5 s: a start, which is billed too, at 1 s; three requests from 11 s on, and one at 25 s.
  void whatIsPaidByUseCostsWhereItIsUsed() {
    const auto result = function("aws", {1, 11, 12, 13, 25}, "steps: [{wait: 100 ms}]", "{duration: 1 h}");
    QCOMPARE(result.bucket, model::seconds(5));
    const auto* cost = find(result, "work", "cost_per_h");
    QVERIFY(cost);
    QCOMPARE(cost->values.size(), std::size_t(720));
    QVERIFY(cost->low.empty() && cost->high.empty());
    QVERIFY(cost->values[0] > cost->values[5]);
    QVERIFY(cost->values[5] > 0);
    QVERIFY(std::abs(cost->values[5] - cost->values[2] / 3) < 1e-12);
    for (const std::size_t quiet : {1u, 3u, 4u, 6u, 719u}) QCOMPARE(cost->values[quiet], 0.0);
    // A request, 100 ms of 1 GB and 1 KiB of answer, in 5 s.
    const std::map<std::string, double> used = {{"requests", 1}, {"compute", 0.1}, {"egress", 1.0 / 1048576}};
    double perHour = 0;
    for (const auto& line : result.bill.lines) perHour += 720 * static_cast<double>(line.price) * used.at(line.item);
    QVERIFY2(std::abs(cost->values[5] / perHour - 1) < 1e-9,
             qPrintable(QString::number(cost->values[5] / perHour, 'g', 15)));
  }

  // What stands ready costs alike with and without requests, also before the end of the warm-up.
  void whatIsKeptCostsAllTheTime() {
    const auto result = function("gcp", {30, 3000}, "steps: [{wait: 250 ms}]", "{duration: 1 h, warmup: 10 min}");
    const auto kept = designs::simulated(
        "components:\n  store: {kind: object-store, storage: 100 GiB}\n  users: {kind: client, sends: [{to: work, arrivals: "
        "{poisson: {rate: 1/s}}}]}\n  work: {kind: function, runtime: nodejs22, steps: [{wait: 1 ms}]}\n",
        "{duration: 1 h, warmup: 10 min}", "aws", withoutFreeTier());
    double month = 0;
    for (const auto& line : kept.bill.lines)
      if (line.component == "store") month += static_cast<double>(line.amount);
    QVERIFY(month > 0);
    for (const double rate : seriesOf(kept, "store", "cost_per_h")) QVERIFY(std::abs(rate / (month / 730) - 1) < 1e-9);
    // A request of the warm-up costs what it would cost after it.
    const auto& cost = seriesOf(result, "work", "cost_per_h");
    QVERIFY(cost[6] > 0);
    QVERIFY(std::abs(cost[600] / cost[6] - 1) < 0.9);  // the first waits for a start, which is billed there
  }

  // An instance whose keep-alive ends is billed to its end, although nobody looks at it before the run's.
  void instancesCostWhileTheyLive() {
    const auto result = designs::simulated(
        fmt::format("components:\n  users: {{kind: client, sends: [{{to: work, arrivals: {}}}]}}\n  work: {{kind: function, "
                    "runtime: nodejs22, memory: 2 GiB, steps: [{{wait: 1 s}}]}}\n",
                    arrivalsAt({0, 3599})),
        "{duration: 1 h}", "gcp", withoutFreeTier());
    const auto& cost = seriesOf(result, "work", "cost_per_h");
    for (const double rate : cost) QVERIFY(rate >= 0);
  }

  void quantilesRiseWithTheirShare() {
    const auto result = designs::simulated(
        "components:\n  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 50/s}}}]}\n"
        "  work: {kind: function, runtime: nodejs22, steps: [{wait: {exponential: {mean: 100 ms}}}]}\n",
        "{duration: 10 min}");
    std::vector<std::vector<double>> lines;
    for (const char* name : {"p50", "p75", "p90", "p95", "p99", "p999", "max"})
      lines.push_back(seriesOf(result, "work", fmt::format("latency_{}_ms", name)));
    for (std::size_t line = 1; line < lines.size(); ++line)
      for (std::size_t i = 0; i < lines[line].size(); ++i)
        if (!std::isnan(lines[line][i])) QVERIFY(lines[line - 1][i] <= lines[line][i]);
    // Of all 30,000, whose quantiles are -100 ms · ln(1 - p).
    const auto mean = [](const std::vector<double>& values) {
      return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    };
    QVERIFY(std::abs(mean(lines[1]) / (100 * std::log(4.0)) - 1) < 0.1);
    QVERIFY(std::abs(mean(lines[2]) / (100 * std::log(10.0)) - 1) < 0.1);
    QCOMPARE(*std::max_element(lines[6].begin(), lines[6].end()), designs::mean(result, "work", "latency_ms.max"));
  }

  // The first of two replications is a run of its own; the other is as far on the other side of their mean.
  void lowAndHighAreOfTheReplications() {
    const std::string components =
        "components:\n  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 2/s}}}]}\n"
        "  work: {kind: function, runtime: nodejs22, steps: [{wait: {exponential: {mean: 100 ms}}}]}\n";
    const auto run = [&](int replications, int threads) {
      simulator::SimulationOptions options;
      options.replications = replications;
      options.threads = threads;
      return designs::simulated(components, "{duration: 10 min}", "aws", options);
    };
    const auto one = run(1, 1), two = run(2, 1), three = run(3, 2), threeAgain = run(3, 1);
    for (const char* name : {"requests_per_s", "latency_p95_ms", "instances"}) {
      const auto* alone = find(one, "work", name);
      const auto* both = find(two, "work", name);
      QVERIFY(alone->low.empty() && alone->high.empty());
      QCOMPARE(both->low.size(), both->values.size());
      int differ = 0;
      for (std::size_t i = 0; i < both->values.size(); ++i) {
        if (std::isnan(alone->values[i])) continue;
        QVERIFY(alone->values[i] == both->low[i] || alone->values[i] == both->high[i]);
        QVERIFY(std::abs((both->low[i] + both->high[i]) / 2 - both->values[i]) < 1e-9 * (1 + both->values[i]));
        differ += both->low[i] < both->high[i];
      }
      QVERIFY(differ > 10);
      const auto* more = find(three, "work", name);
      const auto* again = find(threeAgain, "work", name);
      for (std::size_t i = 0; i < more->values.size(); ++i) {
        if (std::isnan(more->values[i])) continue;
        QCOMPARE(again->low[i], more->low[i]);
        QCOMPARE(again->high[i], more->high[i]);
        QVERIFY(more->low[i] <= both->low[i] || std::isnan(both->low[i]));
        QVERIFY(more->high[i] >= both->high[i] || std::isnan(both->high[i]));
      }
    }
  }

  // A start of 2 s at 10 s, seen in the buckets of 1 s.
  void startingInstancesAreSeen() {
    const auto project = fmt::format(
        "components:\n  users: {{kind: client, sends: [{{to: work, arrivals: {}}}]}}\n  work: {{kind: function, runtime: "
        "nodejs22, steps: [{{wait: 100 ms}}]}}\nproviders:\n  custom: {{cold-start: 2 s}}",
        arrivalsAt({10}));
    const auto result = truth::run({project, "10 min", "0 s", 1, "custom"});
    QCOMPARE(result.bucket, model::seconds(1));
    const auto& starting = seriesOf(result, "work", "starting");
    for (std::size_t i = 0; i < starting.size(); ++i) QCOMPARE(starting[i], i == 10 || i == 11 ? 1.0 : 0.0);
  }
};

QTEST_GUILESS_MAIN(SeriesTest)
#include "series_test.moc"
