#include "simulator/experiment/advise.h"

#include <cmath>

#include <QTest>

#include "simulator/experiment/compute_demand.h"
#include "tests/simulator/designs.h"

using namespace virga;
using simulator::Criterion;
using simulator::Platform;

namespace {

model::Catalog catalog(const std::string& provider) {
  auto catalog = model::loadCatalog(provider).value();
  for (auto& value : catalog.values) {
    if (value.id == "function.invoke-latency") value.text = "0 ms";
    if (value.id == "function.cold-start-init-billed") value.text = "no";
  }
  return catalog;
}

model::Architecture design(const std::string& rate, const std::string& fields) {
  const auto text = fmt::format(
      "virga: 1\nname: advised\ncomponents:\n"
      "  users: {{kind: client, sends: [{{to: work, arrivals: {{constant: {{rate: {}}}}}}}]}}\n"
      "  work: {{kind: function, {}}}\n"
      "scenarios: {{run: {{duration: 1 h}}}}\n",
      rate, fields);
  const auto project = model::readProject(text, "advised.virga.yaml");
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  return *project;
}

struct Advised {
  simulator::Comparison comparison;
  simulator::Advice advice;
};

Advised advised(const model::Architecture& architecture, const std::vector<Platform>& platforms,
                const simulator::AdviceOptions& options = {}) {
  simulator::CompareOptions compare;
  compare.simulation.freeTier = false;
  auto comparison = simulator::compare(architecture, platforms, compare);
  if (!comparison) qFatal("it can't be compared");
  auto advice = simulator::advise(architecture, platforms, *comparison, options, {});
  return {std::move(*comparison), std::move(advice)};
}

model::Steps stepsOf(const std::string& steps) {
  return std::get<model::Function>(design("1/s", "runtime: nodejs22, steps: " + steps).find("work")->kind).steps;
}

const simulator::Score& scoreOf(const simulator::PlatformAdvice& platform, Criterion criterion) {
  return platform.scores.at(static_cast<std::size_t>(criterion));
}

bool isNear(double value, double expected, double part) { return std::abs(value - expected) <= part * std::abs(expected); }

}  // namespace

class AdviseTest : public QObject {
  Q_OBJECT

 private slots:
  void computeIsSummedOverTheSteps() {
    const auto of = [](const std::string& steps, double messages = 1) {
      return simulator::meanCompute(stepsOf(steps), messages, {});
    };
    QVERIFY(isNear(of("[{compute: 30 ms}, {wait: 5 s}, {compute: {exponential: {mean: 20 ms}}}]"), 0.05, 1e-9));
    QVERIFY(isNear(of("[{compute: 30 ms, per: message}]", 10), 0.3, 1e-9));
    QVERIFY(
        isNear(of("[{loop: 3, steps: [{compute: 10 ms}]}, {parallel: [{compute: 5 ms}, {compute: 7 ms}]}]"), 0.042, 1e-9));
    QVERIFY(isNear(of("[{branch: [{share: 25%, steps: [{compute: 40 ms}]}, {share: 50%, steps: []}]}]"), 0.01, 1e-9));
  }

  // AWS, x86, 1,769 MiB: one full vCPU. 100 ms a request cost 0.2e-6 + 0.1 s x 1769/1024 GB x 0.0000166667 USD = 3.0792e-6
  // USD. Two servers of Fargate, 1 vCPU and 2 GB, cost 730 h x 2 x (0.04048 + 2 x 0.004445) = 72.08 USD a month, which is
  // that of 23,409,000 requests. The two have room for 1.2 vCPUs at 60 %: 12/s, or 31,536,000 requests a month. The third,
  // which comes then, makes functions the cheaper ones again until they cost as much as three, at 35,113,000; the fourth, at
  // 47,304,000, doesn't.
  void functionsAndServersCostTheSameWhereTheSumsSay() {
    const auto architecture =
        design("2/s", "runtime: nodejs22, memory: 1769 MiB, response: 0 B, steps: [{compute: 100 ms}]");
    const auto [comparison, advice] = advised(architecture, {{catalog("aws"), ""}});
    const auto& against = advice.platforms.at(0).containers;
    QVERIFY(!against.unknown);
    const double each = 0.2e-6 + 0.1 * 1769 / 1024 * 0.0000166667;
    const double servers = 730 * 2 * (0.04048 + 2 * 0.004445);
    QCOMPARE(against.servers, 2);
    QVERIFY(isNear(against.peakVcpus, 0.2, 0.01));
    QVERIFY(isNear(against.containersPerMonth, servers, 1e-6));
    QVERIFY(isNear(against.functionsPerMonth, each * 2 * 2'628'000, 0.003));
    QVERIFY(against.breakEvenRequestsPerMonth);
    QVERIFY(isNear(*against.breakEvenRequestsPerMonth, 1.5 * servers / each, 0.003));
    QVERIFY(against.crossesInSteps);
    QVERIFY(!against.isEstimate);
  }

  // Requests that wait for 10 s and compute nothing keep instances, but no server, busy.
  void waitingCostsFunctionsAlone() {
    const auto [comparison, advice] =
        advised(design("10/s", "runtime: nodejs22, memory: 1 GiB, steps: [{wait: 10 s}]"), {{catalog("aws"), ""}});
    const auto& against = advice.platforms.at(0).containers;
    QCOMPARE(against.peakVcpus, 0.0);
    QVERIFY(against.functionsPerMonth > 50 * against.containersPerMonth);
    QVERIFY(*against.breakEvenRequestsPerMonth < 26'280'000.0 / 50);
  }

  // Four instances that are kept cost 4 x 2,628,000 s x 1 GB x 0.0000041667 = 43.80 USD a month, more than one server of
  // 1 vCPU and 2 GB with 36.04; with the requests functions cost ever more.
  void whatIsKeptCostsMoreAtLittleTraffic() {
    simulator::AdviceOptions options;
    options.servers.fewest = 1;
    const auto [comparison, advice] =
        advised(design("1/s", "runtime: nodejs22, memory: 1 GiB, provisioned-concurrency: 4, steps: [{compute: 1 ms}]"),
                {{catalog("aws"), ""}}, options);
    const auto& against = advice.platforms.at(0).containers;
    QVERIFY(!against.functionsAlwaysCheaper);
    QVERIFY(!against.breakEvenRequestsPerMonth && !against.cheaperFromRequestsPerMonth);
    QVERIFY(against.functionsPerMonth > 43.8);
  }

  // A platform that refuses most of the requests isn't the best because it charges for few.
  void aPlatformThatFailsRequestsIsBehind() {
    auto limited = design("10/s", "runtime: nodejs22, steps: [{wait: 1 s}]");
    limited.providers.emplace_back().provider = "aws";
    limited.providers.back().concurrencyLimit = 1;
    const auto [comparison, advice] = advised(limited, {{catalog("aws"), ""}, {catalog("azure"), ""}});
    QCOMPARE(advice.platforms.back().platform, 0u);
    QVERIFY(advice.platforms.back().failedShare > 0.5);
    bool said = false;
    for (const auto& sentence : advice.verdict) said = said || sentence.find("AWS fails") == 0;
    QVERIFY(said);
  }

  void theCheapestIsFirstWhereCostAloneMatters() {
    simulator::AdviceOptions options;
    options.weights = {1, 0, 0, 0, 0, 0};
    const auto [comparison, advice] =
        advised(design("1/s", "runtime: nodejs22, memory: 2 GiB, steps: [{wait: 100 ms}]"),
                {{catalog("azure"), "premium"}, {catalog("aws"), ""}, {catalog("gcp"), ""}}, options);
    const auto total = [&](std::size_t platform) {
      return static_cast<double>(comparison.scenarios[0].runs[platform].result->bill.total);
    };
    QVERIFY(total(advice.platforms[0].platform) < total(advice.platforms[1].platform));
    QVERIFY(total(advice.platforms[1].platform) < total(advice.platforms[2].platform));
    QCOMPARE(advice.platforms[0].score, 1.0);
    const auto last = advice.platforms[2];
    QVERIFY(isNear(last.score, (total(advice.platforms[0].platform) + 0.01) / (total(last.platform) + 0.01), 1e-9));
  }

  void whatIsntOfferedLowersTheScores() {
    const auto [comparison, advice] =
        advised(design("1/s", "runtime: python3.7, memory: 64 MiB, steps: [{wait: 100 ms}]"), {{catalog("aws"), ""}});
    const auto& platform = advice.platforms.at(0);
    // The only function's runtime is another one, and its memory is.
    QCOMPARE(*scoreOf(platform, Criterion::languages).value, 0.0);
    QCOMPARE(*scoreOf(platform, Criterion::features).value, 0.5);
    QVERIFY(scoreOf(platform, Criterion::languages).reason.find("python3.7") != std::string::npos);
  }

  void aPlatformThatCantRunItIsLast() {
    const auto [comparison, advice] =
        advised(design("1/s", "runtime: nodejs22, package: 900 MiB, memory: 1 GiB, steps: [{wait: 10 ms}]"),
                {{catalog("aws"), ""}, {catalog("azure"), ""}});
    QVERIFY(advice.platforms[0].canRun);
    QCOMPARE(advice.platforms[1].platform, 0u);
    QVERIFY(!advice.platforms[1].canRun);
  }

  void theShapeOfTheTrafficIsTold() {
    const auto [comparison, advice] =
        advised(design("4/s", "runtime: nodejs22, steps: [{wait: 10 ms}]"), {{catalog("aws"), ""}});
    QVERIFY(isNear(advice.traffic.meanPerSecond, 4, 0.01));
    QVERIFY(isNear(advice.traffic.requestsPerMonth, 4 * 2'628'000, 0.01));
    QVERIFY(isNear(advice.traffic.peakPerSecond, 4, 0.1));
    QCOMPARE(advice.traffic.idleShare, 0.0);
  }
};

QTEST_GUILESS_MAIN(AdviseTest)
#include "advise_test.moc"
