#include <algorithm>
#include <cmath>
#include <string>

#include <QTest>

#include "model/catalog/catalog.h"
#include "model/project/project_file.h"
#include "simulator/optimise/optimise.h"
#include "simulator/optimise/power_tuning.h"

using namespace virga;
using namespace virga::simulator;

namespace {

using Texts = std::vector<std::string>;

// Milliseconds of work on one vCPU, which comes with 1,769 MiB
// (docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html).
constexpr double kWork = 40.3;

double durationAt(double mib) { return kWork / std::min(1.0, mib / 1769); }

// USD per million: begun milliseconds at $0.0000166667 a GB-second, $0.20 for the requests (aws.amazon.com/lambda/pricing,
// x86, us-east-1), and the answers of 1 KiB at $0.09 a GB to the internet (aws.amazon.com/ec2/pricing/on-demand).
double costAt(double mib) {
  constexpr double kGibibyte = 1'073'741'824, kAnswers = 1e6 * 1024 / kGibibyte * 0.09;
  return 0.20 + kAnswers + std::ceil(durationAt(mib)) * mib / 1024 / 1000 * 16.6667;
}

model::Architecture shop(const std::string& memory, const std::string& arrivals = "constant",
                         const std::string& work = "40.3 ms") {
  const auto text =
      "virga: 1\nname: Shop\ntarget: {provider: aws, region: us-east-1}\ncomponents:\n  users: {kind: client, sends: [{to: "
      "work, arrivals: {" +
      arrivals + ": {rate: 10/s}}}]}\n  work: {kind: function, runtime: python3.12, memory: " + memory +
      ", timeout: 30 s, steps: [{compute: " + work +
      "}]}\nscenarios:\n  day: {duration: 2 min, warmup: 30 s}\n  sale: {duration: 2 min, warmup: 30 s, set: {work.memory: "
      "1 "
      "GiB}}\n";
  const auto project = model::readProject(text, "shop.virga.yaml");
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  return *project;
}

const model::Catalog& aws() {
  static const auto catalog = model::loadCatalog("aws");
  if (!catalog) qFatal("no catalog");
  return *catalog;
}

FactorLevels levels(const char* text) {
  const auto factor = parseFactor(text);
  if (!factor) qFatal("%s", factor.error().c_str());
  return levelledFactor(*factor, 5);
}

OptimiseOptions optionsFor(const Texts& minimise, const Texts& subjectTo, const Texts& vary) {
  OptimiseOptions options;
  for (const auto& text : vary) options.factors.push_back(levels(text.c_str()));
  options.minimise = minimise;
  for (const auto& text : subjectTo) options.subjectTo.push_back(parseExpectation(text).value());
  options.simulation.replications = 2;
  options.simulation.freeTier = false;
  options.mostReplications = 4;
  return options;
}

tl::expected<Optimum, OptimiseFailure> optimised(const model::Architecture& architecture, const OptimiseOptions& options) {
  return optimise(
      architecture, aws(), [](const std::string& provider) { return model::loadCatalog(provider); }, options);
}

std::string messageOf(const tl::expected<Optimum, OptimiseFailure>& optimum) {
  if (optimum) return "none";
  const auto* message = std::get_if<std::string>(&optimum.error());
  return message ? *message : "problems";
}

constexpr auto kMemories = "work.memory=1536MiB,128MiB,256MiB,512MiB,768MiB,1GiB,1769MiB";

}  // namespace

class OptimiseRunsTest : public QObject {
  Q_OBJECT

 private slots:
  void levelsAreInTheirOrder() {
    QCOMPARE(levels("f.memory=1 GiB,512MiB,2048 MiB"), (FactorLevels{"f.memory", {"512MiB", "1 GiB", "2048 MiB"}, true}));
    QCOMPARE(levels("f.timeout=1 min,2 s"), (FactorLevels{"f.timeout", {"2 s", "1 min"}, true}));
    QCOMPARE(levels("s.shards=4,1,16"), (FactorLevels{"s.shards", {"1", "4", "16"}, true}));
    QCOMPARE(levels("target.provider=gcp,aws"), (FactorLevels{"target.provider", {"gcp", "aws"}, false}));
    QCOMPARE(levels("a.b=1 s,5 MiB"), (FactorLevels{"a.b", {"1 s", "5 MiB"}, false}));
    // However it is written, and what the scenario sets counts.
    const auto memory = levels("work.memory=512MiB,1024 MiB,2GiB");
    QCOMPARE(ownLevel(memory, shop("0.5 GiB"), "day").value(), std::size_t{0});
    QCOMPARE(ownLevel(memory, shop("0.5 GiB"), "sale").value(), std::size_t{1});
    QVERIFY(!ownLevel(memory, shop("640 MiB"), "").has_value());
  }

  void findsTheCheapestMemoryThatIsFastEnough() {
    // 768 MiB are the cheapest of those below 100 ms, by the price list; less memory is cheaper, but slower.
    for (const double mib : {1024.0, 1536.0, 1769.0}) QVERIFY(costAt(mib) > costAt(768));
    QVERIFY(durationAt(768) < 100 && durationAt(512) > 100 && costAt(512) < costAt(1536));
    const auto optimum = optimised(shop("1536 MiB"), optionsFor({"cost"}, {"work.duration.mean < 100 ms"}, {kMemories}));
    QVERIFY2(optimum.has_value(), messageOf(optimum).c_str());
    QCOMPARE(optimum->grid, std::uint64_t{7});
    QCOMPARE(optimum->points.front().settings, (std::vector<model::Setting>{{"work.memory", "1536MiB"}}));
    const auto& winner = optimum->best.front();
    QCOMPARE(winner.point.settings, (std::vector<model::Setting>{{"work.memory", "768MiB"}}));
    QVERIFY(winner.point.allHold() && !winner.isStart);
    QVERIFY(evidenceOf(winner.differences.front()) == Evidence::better);
    // By the price list, too: the difference of a month of 730 h at 10/s.
    const double millions = 10 * 3600 * 730 / 1e6, expected = (costAt(768) - costAt(1536)) * millions;
    const double found = winner.differences.front().difference->mean;
    QVERIFY2(std::abs(found - expected) < 0.02 * std::abs(expected), std::to_string(found).c_str());
  }

  void whatNoneKeepsIsSaid() {
    const auto optimum = optimised(shop("512 MiB"), optionsFor({"cost"}, {"work.duration.mean < 10 ms"}, {kMemories}));
    QVERIFY2(optimum.has_value(), messageOf(optimum).c_str());
    QVERIFY(!optimum->best.front().point.allHold());
    // What comes nearest is as fast as can be.
    QCOMPARE(optimum->best.front().point.settings.front().value, std::string("1769MiB"));
  }

  void theProjectStaysWhereNothingIsBetter() {
    const auto optimum =
        optimised(shop("128 MiB"), optionsFor({"cost"}, {}, {"work.memory=2GiB,3GiB", "work.timeout=5 s,10 s"}));
    QVERIFY2(optimum.has_value(), messageOf(optimum).c_str());
    QVERIFY(optimum->best.front().isStart);
    QVERIFY(optimum->best.front().point.settings.empty());
    QCOMPARE(optimum->points.size(), std::size_t{4});
  }

  void frontOfCostAgainstTime() {
    const auto optimum = optimised(shop("2 GiB"), optionsFor({"cost", "work.duration.mean"}, {},
                                                             {"work.memory=128MiB,768MiB,1GiB,1536MiB,1769MiB,2GiB"}));
    QVERIFY2(optimum.has_value(), messageOf(optimum).c_str());
    // Each costs more than the one before and is faster, but for 2 GiB, which are dearer than 1,769 MiB and no faster.
    Texts found;
    for (const auto& own : optimum->best) found.push_back(own.point.settings.front().value);
    QCOMPARE(found, (Texts{"128MiB", "768MiB", "1GiB", "1536MiB", "1769MiB"}));
  }

  void threadsDecideNothing() {
    const auto architecture = shop("512 MiB", "poisson", "{lognormal: {mean: 40 ms, p95: 90 ms}}");
    auto options = optionsFor({"work.latency.p99"}, {"cost < 100 USD"}, {kMemories, "work.reserved-concurrency=1,2,5"});
    options.budget = 9;
    std::string first;
    for (const int threads : {1, 4}) {
      options.simulation.threads = threads;
      auto optimum = optimised(architecture, options);
      QVERIFY2(optimum.has_value(), messageOf(optimum).c_str());
      QCOMPARE(optimum->points.size(), std::size_t{9});
      optimum->wallSeconds = 0;
      const auto json = toJson(*optimum);
      if (first.empty()) first = json;
      QVERIFY(json == first);
    }
  }

  void othersProvidersAreRefusedOrSimulated() {
    auto options = optionsFor({"cost"}, {}, {"target.provider=aws,gcp", "work.memory=512MiB,100GiB"});
    const auto optimum = optimised(shop("512 MiB"), options);
    QVERIFY2(optimum.has_value(), messageOf(optimum).c_str());
    QCOMPARE(optimum->points.size(), std::size_t{4});
    for (const auto& point : optimum->points)
      if (point.settings[0].value == "aws") QCOMPARE(point.refused.empty(), point.settings[1].value == "512MiB");
    QVERIFY(optimum->best.front().point.refused.empty());
  }

  void refusesWhatCantBeMeasured() {
    const auto unknown = optimised(shop("512 MiB"), optionsFor({"wrok.latency.p99"}, {}, {kMemories}));
    QVERIFY2(messageOf(unknown).find("did you mean 'work'") != std::string::npos, messageOf(unknown).c_str());
    const auto unit = optimised(shop("512 MiB"), optionsFor({"cost"}, {"work.latency.p99 < 5 MiB"}, {kMemories}));
    QVERIFY2(messageOf(unit).find("work.latency.p99 < 5 MiB") != std::string::npos, messageOf(unit).c_str());
  }

  void memoryCurveOfTheClosedForm() {
    SimulationOptions simulation;
    const auto curve = memoryCurve(shop("640 MiB"), aws(), "work", simulation);
    QVERIFY(curve.has_value());
    QCOMPARE(curve->points.size(), memorySizes(aws()).size() + 1);
    std::size_t balanced = 0;
    const auto value = [&](std::size_t i) {
      const double mib = curve->points[i].memory.mebibytes();
      return costAt(mib) / costAt(10240) + durationAt(mib) / durationAt(128);
    };
    for (std::size_t i = 0; i < curve->points.size(); ++i) {
      const auto& point = curve->points[i];
      const double mib = point.memory.mebibytes();
      QVERIFY(std::abs(point.duration->mean - durationAt(mib)) < 0.005 * durationAt(mib));
      QVERIFY2(std::abs(*point.costPerMillion - costAt(mib)) < 0.005 * costAt(mib),
               std::to_string(*point.costPerMillion).c_str());
      QCOMPARE(point.isOwn, mib == 640);
      if (value(i) < value(balanced)) balanced = i;
    }
    QCOMPARE(curve->points[curve->cheapest.value()].memory.mebibytes(), 128.0);
    QCOMPARE(curve->points[curve->fastest.value()].memory.mebibytes(), 1769.0);
    QCOMPARE(curve->balanced.value(), balanced);
    QVERIFY(!memoryCurve(shop("640 MiB"), aws(), "users", simulation).has_value());
  }
};

QTEST_GUILESS_MAIN(OptimiseRunsTest)
#include "optimise_runs_test.moc"
