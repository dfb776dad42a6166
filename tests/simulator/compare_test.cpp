#include "simulator/experiment/compare.h"

#include <cmath>
#include <regex>

#include <QTest>

#include "simulator/experiment/comparison_verdict.h"
#include "tests/simulator/designs.h"

using namespace virga;
using simulator::CompareOptions;
using simulator::Comparison;
using simulator::Platform;
using simulator::Verdict;

namespace {

model::Catalog catalog(const std::string& provider) { return model::loadCatalog(provider).value(); }

model::Catalog withValue(model::Catalog catalog, const std::string& id, const std::string& text) {
  for (auto& value : catalog.values)
    if (value.id == id) value.text = text;
  return catalog;
}

model::Architecture design(const std::string& components, const std::string& scenarios = "run: {duration: 10 min}") {
  const auto text = fmt::format("virga: 1\nname: compared\ncomponents:\n{}scenarios:\n  {}\n", components, scenarios);
  const auto project = model::readProject(text, "compared.virga.yaml");
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  return *project;
}

// One request a second, which takes 100 ms.
model::Architecture steady(const std::string& fields = "") {
  return design(
      "  users: {kind: client, sends: [{to: work, arrivals: {constant: {rate: 1/s}}}]}\n"
      "  work: {kind: function, runtime: nodejs22, memory: 512 MiB, steps: [{wait: 100 ms}]" +
      fields + "}\n");
}

model::Architecture example() {
  auto project = model::loadProject(std::string(VIRGA_SOURCE) + "/resources/examples/order-intake.virga.yaml");
  if (!project) qFatal("the example can't be read");
  project->scenarios.front().duration = model::minutes(10);
  return std::move(*project);
}

std::vector<Platform> fourClouds() {
  std::vector<Platform> out;
  for (const auto* provider : {"aws", "azure", "gcp", "oci"}) out.push_back({catalog(provider), ""});
  return out;
}

Comparison compared(const model::Architecture& architecture, const std::vector<Platform>& platforms,
                    const CompareOptions& options) {
  auto comparison = simulator::compare(architecture, platforms, options);
  if (!comparison) {
    if (const auto* problems = std::get_if<model::Problems>(&comparison.error()))
      for (const auto& problem : *problems) qWarning("%s", toText(problem).c_str());
    qFatal("it can't be compared");
  }
  return std::move(*comparison);
}

CompareOptions replicated(int replications) {
  CompareOptions options;
  options.simulation.replications = replications;
  return options;
}

const simulator::ComparedFigure& at(const Comparison& comparison, const std::string& name) {
  for (const auto& figure : comparison.scenarios.front().figures)
    if (figure.name == name) return figure;
  qFatal("no figure %s", name.c_str());
}

std::string withoutTimes(const std::string& json) {
  return std::regex_replace(json, std::regex("\"wall_s\": [^\n]*"), "\"wall_s\": 0");
}

bool says(const Comparison& comparison, const std::string& words) {
  for (const auto& sentence : comparison.scenarios.front().verdict)
    if (sentence.find(words) != std::string::npos) return true;
  return false;
}

}  // namespace

class CompareTest : public QObject {
  Q_OBJECT

 private slots:
  void allPlatformsGetTheSameArrivals() {
    const auto comparison = compared(example(), fourClouds(), replicated(3));
    const auto& runs = comparison.scenarios.front().runs;
    const auto& first = *simulator::findFigure(runs[0].result->flows[0].figures, "requests");
    QVERIFY(first->mean > 1000);
    for (const auto& run : runs)
      QCOMPARE(run.result->flows[0].figures[0].samples, runs[0].result->flows[0].figures[0].samples);
  }

  void aRunIsThatOfASimulation() {
    const auto architecture = example();
    const auto comparison = compared(architecture, {{catalog("aws"), ""}, {catalog("oci"), ""}}, replicated(2));
    simulator::SimulationOptions options;
    options.replications = 2;
    const auto alone = simulator::simulate(architecture, catalog("aws"), options);
    QVERIFY(alone);
    QCOMPARE(withoutTimes(toJson(*comparison.scenarios.front().runs[0].result)), withoutTimes(toJson(*alone)));
  }

  // The platforms differ by 50 ms of overhead for each warm request, and in nothing else: the difference is known exactly,
  // however much the requests vary among themselves.
  void aKnownDifferenceIsFound() {
    auto architecture = design(
        "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 20/s}}}]}\n"
        "  work: {kind: function, runtime: nodejs22, steps: [{compute: {exponential: {mean: 100 ms}}}]}\n");
    const auto fast = withValue(catalog("custom"), "function.invoke-latency", "0 ms");
    const auto slow = withValue(catalog("custom"), "function.invoke-latency", "50 ms");
    const auto comparison = compared(architecture, {{slow, ""}, {fast, ""}, {fast, ""}}, replicated(4));
    const auto& mean = at(comparison, "latency_ms.mean");
    QVERIFY(mean.best == 1u);
    QVERIFY(std::abs(mean.differences[0]->mean - 50) < 0.5);
    QVERIFY(mean.differences[0]->ci95->first > 49 && mean.differences[0]->ci95->second < 51);
    QVERIFY(mean.verdicts[0] == Verdict::higher);
    QVERIFY(mean.verdicts[1] == Verdict::best);
    QVERIFY(mean.verdicts[2] == Verdict::noDifferenceShown);
    QCOMPARE(mean.differences[2]->mean, 0.0);
  }

  void oneReplicationProvesNothing() {
    const auto fast = withValue(catalog("custom"), "function.invoke-latency", "0 ms");
    const auto slow = withValue(catalog("custom"), "function.invoke-latency", "50 ms");
    const auto comparison = compared(steady(), {{slow, ""}, {fast, ""}}, replicated(1));
    QVERIFY(at(comparison, "latency_ms.mean").verdicts[0] == Verdict::unknown);
    QVERIFY(says(comparison, "of one replication"));
  }

  void threadsChangeNothing() {
    auto options = replicated(2);
    options.traffic = {0.5, 2};
    options.simulation.threads = 1;
    const auto one = compared(example(), fourClouds(), options);
    options.simulation.threads = 7;
    QCOMPARE(withoutTimes(toJson(compared(example(), fourClouds(), options))), withoutTimes(toJson(one)));
  }

  void theNearestThingIsRunAndSaid() {
    const auto comparison = compared(steady(", timeout: 14 min"), fourClouds(), replicated(1));
    const auto& runs = comparison.scenarios.front().runs;
    QVERIFY(runs[0].fit.adjustments.empty());
    // OCI runs functions for five minutes at most.
    QCOMPARE(runs[3].fit.adjustments.size(), 1u);
    QCOMPARE(runs[3].fit.adjustments[0].path, std::string("work.timeout"));
    QCOMPARE(runs[3].fit.adjustments[0].from, std::string("14 min"));
    QCOMPARE(runs[3].fit.adjustments[0].to, std::string("5 min"));
    QVERIFY(runs[3].result);
  }

  void aScenariosOwnSettingsAreAdjustedToo() {
    auto architecture = steady();
    architecture.scenarios.front().set = {{"work.timeout", "10 min"}};
    const auto comparison = compared(architecture, {{catalog("oci"), ""}, {catalog("aws"), ""}}, replicated(1));
    QCOMPARE(comparison.scenarios.front().runs[0].fit.adjustments.size(), 1u);
    QVERIFY(comparison.scenarios.front().runs[1].fit.adjustments.empty());
  }

  void whatCantBeHadIsRefusedAndTheOthersRun() {
    const auto comparison = compared(steady(", package: 900 MiB"), fourClouds(), replicated(1));
    const auto& runs = comparison.scenarios.front().runs;
    // Lambda's packages have 250 MB at most, unzipped.
    QVERIFY(!runs[0].result);
    QCOMPARE(runs[0].fit.refusals.at(0).id, std::string("package-limit"));
    QVERIFY(says(comparison, "AWS can't run it: the package"));
    QVERIFY(runs[1].result);
    QVERIFY(at(comparison, "bill.total").verdicts[0] == Verdict::none);
  }

  void aDesignThatNobodyCanRunIsAnError() {
    const auto none = simulator::compare(steady(", package: 900 MiB"), {{catalog("aws"), ""}}, replicated(1));
    QVERIFY(!none);
    QVERIFY(std::holds_alternative<model::Problems>(none.error()));
  }

  // A plan that the project or a setting states doesn't take the place of the one that is compared.
  void aStatedPlanStandsBackBehindTheComparedOne() {
    auto architecture = steady();
    architecture.scenarios.front().set = {{"providers.azure.plan", "premium"}};
    const auto comparison =
        compared(architecture, {{catalog("azure"), "consumption"}, {catalog("azure"), ""}}, replicated(1));
    QCOMPARE(nameOf(comparison.platforms[0]), std::string("Azure Consumption"));
    QVERIFY(nameOf(comparison.platforms[1]).starts_with("Azure Premium"));
    QVERIFY(at(comparison, "bill.total").values[0]->mean < 100);
    QVERIFY(at(comparison, "bill.total").values[1]->mean > 300);
  }

  // Nothing fails of requests that take a minute, though some are still on their way at the end.
  void whatIsOnItsWayHasNotFailed() {
    const auto architecture = design(
        "  users: {kind: client, sends: [{to: work, arrivals: {constant: {rate: 1/s}}}]}\n"
        "  work: {kind: function, runtime: nodejs22, timeout: 2 min, steps: [{wait: 1 min}]}\n");
    const auto comparison = compared(architecture, {{catalog("aws"), ""}}, replicated(1));
    QCOMPARE(at(comparison, "failed_share").values[0]->mean, 0.0);
  }

  // The design's own mistakes aren't the platform's.
  void theDesignsOwnMistakesAreNotMended() {
    const auto none = simulator::compare(steady(", provisioned-concurrency: 8, reserved-concurrency: 3"),
                                         {{catalog("aws"), ""}}, replicated(1));
    QVERIFY(!none);
    QCOMPARE(std::get<model::Problems>(none.error()).at(0).id, std::string("provisioned-above-reserved"));
  }

  void plansAreCompared() {
    std::vector<Platform> platforms = {{catalog("azure"), "consumption"}, {catalog("azure"), "premium"}};
    const auto comparison = compared(steady(), platforms, replicated(1));
    QCOMPARE(nameOf(comparison.platforms[0]), std::string("Azure Consumption"));
    // Two premium instances all month, one always ready and one pre-warmed: each 126.29 for its vCPU and 31.43 for its
    // memory.
    QVERIFY(std::abs(at(comparison, "bill.total").values[1]->mean - 2 * 157.72) < 0.05);
    QVERIFY(at(comparison, "bill.total").best == 0u);
  }

  // A bill without the price of a part is less than what will be charged.
  void anIncompleteBillIsNotCompared() {
    const auto architecture = design(
        "  users: {kind: client, sends: [{to: flow, arrivals: {constant: {rate: 1/s}}}]}\n"
        "  flow: {kind: workflow, states: [{call: work}]}\n"
        "  work: {kind: function, runtime: nodejs22, steps: [{wait: 100 ms}]}\n");
    auto priceless = catalog("aws");
    std::erase_if(priceless.prices,
                  [](const auto& price) { return price.kind == "workflow" && price.item == "transitions"; });
    const auto comparison =
        compared(architecture, {{priceless, ""}, {catalog("aws"), ""}, {catalog("gcp"), ""}}, replicated(2));
    const auto& bill = at(comparison, "bill.total");
    QVERIFY(bill.verdicts[0] == Verdict::none);
    QVERIFY(bill.best && *bill.best != 0);
    QVERIFY(says(comparison, "AWS: the bill isn't compared; no price is known of flow: workflow transitions"));
  }

  // One request a second is 2,628,000 in a month of 730 h, each of 100 ms and half a GiB: at AWS's list prices 0.20 USD a
  // million and 0.0000166667 USD a GB-second, and 0.09 USD for each GB of answers of 1 KiB, without anything free. The first
  // start isn't billed for its length here.
  void costGrowsWithTraffic() {
    auto options = replicated(1);
    options.traffic = {0.5, 3};
    options.simulation.freeTier = false;
    auto architecture = steady();
    architecture.scenarios.front().duration = model::hours(1);
    const auto aws =
        withValue(withValue(catalog("aws"), "function.cold-start-init-billed", "no"), "function.invoke-latency", "0 ms");
    const auto comparison = compared(architecture, {{aws, ""}}, options);
    const auto& curve = comparison.scenarios.front().curves.at(0);
    QCOMPARE(curve.size(), 3u);
    const double each = 0.2e-6 + 0.1 * 0.5 * 0.0000166667 + 0.09 / 1048576;
    for (const auto& point : curve) {
      QVERIFY(std::abs(point.requestsPerMonth - 2'628'000 * point.traffic) < 2'628'000 * 0.002);
      QVERIFY(std::abs(point.total - each * point.requestsPerMonth) < 0.002 * point.total);
    }
    QCOMPARE(curve[0].traffic, 0.5);
    QCOMPARE(curve[2].traffic, 3.0);
  }

  // Ten days of the month with such traffic: a third of the requests, and of what they cost.
  void aScenarioMayBeAPartOfTheMonth() {
    auto options = replicated(1);
    options.traffic = {2};
    options.simulation.freeTier = false;
    auto architecture = steady();
    const auto whole = compared(architecture, {{catalog("aws"), ""}}, options);
    architecture.scenarios.front().timePerMonth = model::days(10);
    const auto part = compared(architecture, {{catalog("aws"), ""}}, options);
    const auto &all = whole.scenarios.front().curves[0], &some = part.scenarios.front().curves[0];
    QVERIFY(std::abs(some[0].requestsPerMonth / all[0].requestsPerMonth - 240.0 / 730) < 1e-9);
    QVERIFY(std::abs(some[1].total / all[1].total - 240.0 / 730) < 1e-9);
  }

  // 10 + x against 2x: alike at 10. 5 throughout against x: alike at 5.
  void linesCrossWhereTheyAreEqual() {
    const std::vector<std::vector<simulator::CostPoint>> curves = {
        {{1, 1, 11}, {20, 20, 30}}, {{1, 1, 2}, {20, 20, 40}}, {{1, 1, 100}, {20, 20, 100}}, {}};
    const auto points = simulator::breakEvens(curves);
    QCOMPARE(points.size(), 1u);
    QCOMPARE(points[0].below, 0u);
    QCOMPARE(points[0].above, 1u);
    QVERIFY(std::abs(points[0].requestsPerMonth - 10) < 1e-9);
    QVERIFY(std::abs(points[0].total - 20) < 1e-9);
    // Where a tenth of the requests fail, a bill says nothing.
    QVERIFY(simulator::breakEvens({{{1, 1, 11}, {20, 20, 30}}, {{1, 1, 2}, {20, 20, 40, 0.1}}}).empty());
  }

  void whatIsWrongWithTheOptionsIsSaid() {
    const auto refused = [](const std::vector<Platform>& platforms, const CompareOptions& options) {
      const auto none = simulator::compare(steady(), platforms, options);
      return !none && std::holds_alternative<model::Problems>(none.error());
    };
    QVERIFY(refused({}, replicated(1)));
    for (const double traffic : {0.0, -1.0, 1e9, std::nan("")}) {
      auto options = replicated(1);
      options.traffic = {traffic};
      QVERIFY(refused({{catalog("aws"), ""}}, options));
    }
    auto options = replicated(1);
    options.scenarios = {"nowhere"};
    QVERIFY(refused({{catalog("aws"), ""}}, options));
    QVERIFY(refused({{catalog("azure"), "nowhere"}}, replicated(1)));
    QVERIFY(refused({{catalog("aws"), ""}}, replicated(0)));
  }

  void aStopLeavesNothingHalfDone() {
    std::stop_source stop;
    stop.request_stop();
    const auto none = simulator::compare(example(), fourClouds(), replicated(3), stop.get_token());
    QVERIFY(!none);
    QVERIFY(std::holds_alternative<simulator::Stopped>(none.error()));
  }

  // After the first run is done; the others are missing then, and it says so.
  void aStoppedComparisonIsOfWhatIsDone() {
    std::stop_source stop;
    auto options = replicated(1);
    options.simulation.threads = 1;
    auto architecture = example();
    architecture.scenarios.front().duration = model::hours(12);
    const auto some =
        simulator::compare(architecture, fourClouds(), options, stop.get_token(), [&](const simulator::Progress& progress) {
          if (progress.share > 0.3) stop.request_stop();
        });
    QVERIFY(some);
    QVERIFY(some->stopped);
    QVERIFY(some->scenarios.front().runs[0].result);
    QVERIFY(!some->scenarios.front().runs[3].result);
    QVERIFY(!some->scenarios.front().runs[0].result->partOf);
  }
};

QTEST_GUILESS_MAIN(CompareTest)
#include "compare_test.moc"
