#include "simulator/calibrate/calibrate.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include <fmt/format.h>

#include <QTest>

#include "model/project/choice_view.h"
#include "model/project/project_file.h"
#include "simulator/calibrate/entry_flows.h"

using namespace virga;
using namespace virga::simulator;

namespace {

model::Architecture read(const std::string& text) {
  const auto project = model::readProject(text, "log.virga.yaml");
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  return *project;
}

model::Architecture design(const std::string& steps, const std::string& arrivals = "{poisson: {rate: 1/s}}",
                           const std::string& others = {}) {
  return read(
      fmt::format("virga: 1\nname: logged\ntarget: {{provider: aws, region: us-east-1}}\ncomponents:\n"
                  "  users: {{kind: client, sends: [{{to: work, arrivals: {}}}]}}\n"
                  "  work: {{kind: function, runtime: python3.12, memory: 512 MiB, timeout: 30 s, steps: {}}}\n{}",
                  arrivals, steps, others));
}

model::Catalog aws() { return model::loadCatalog("aws").value(); }

Calibration calibrated(const model::Architecture& architecture, const Observations& observations,
                       std::uint64_t requests = 20'000) {
  CalibrationOptions options;
  options.requests = requests;
  auto result = calibrate(architecture, aws(), observations, options);
  if (!result) qFatal("not calibrated");
  return std::move(*result);
}

const Proposal* proposalFor(const Calibration& calibration, const std::string& path) {
  for (const auto& proposal : calibration.proposals)
    if (proposal.setting.path == path) return &proposal;
  return nullptr;
}

std::optional<LoggedFigure> figureOf(const Calibration& calibration, const std::string& name) {
  for (const auto& figure : calibration.figures)
    if (figure.name == name) return figure;
  return std::nullopt;
}

bool isAbout(double value, double expected, double relative) { return std::abs(value / expected - 1) <= relative; }

// A platform with one instance for each invocation at a time, the idle one that served last first, kept for a fixed time: it
// writes the records that a function's log would hold, from draws of <random>.
struct LogWriter {
  double perSecond = 20;
  double keptS = 300;
  double initMs = 400, initSigma = 0.1;
  double failed = 0.02;
  std::mt19937_64 engine{2026};

  template <class Draw>
  void write(std::size_t records, const Draw& durationMs, Observations& observations, const std::string& name = "work") {
    std::exponential_distribution<double> gap(perSecond);
    std::lognormal_distribution<double> init(std::log(initMs), initSigma);
    std::bernoulli_distribution fails(failed);
    struct Instance {
      std::string id;
      double freeAt;
    };
    std::vector<Instance> instances;
    double now = 1.76e9;
    for (std::size_t i = 0; i < records; ++i) {
      now += gap(engine);
      InvocationRecord record;
      record.function = name;
      double begin = now;
      std::erase_if(instances, [&](const Instance& one) { return one.freeAt + keptS < now; });
      Instance* chosen = nullptr;
      for (auto& one : instances)
        if (one.freeAt <= now && (!chosen || one.freeAt > chosen->freeAt)) chosen = &one;
      if (!chosen) {
        instances.push_back({fmt::format("{}/{}", name, i), 0});
        chosen = &instances.back();
        record.initMs = std::round(init(engine) * 100) / 100;
        begin += *record.initMs / 1000;
      }
      record.isColdStart = record.initMs.has_value();
      record.durationMs = std::round(durationMs(engine) * 100) / 100;
      record.memorySizeMib = 512;
      record.maxMemoryMib = 90;
      record.instance = chosen->id;
      record.startedNs = static_cast<std::int64_t>(begin * 1e3) * 1'000'000;
      record.outcome = fails(engine) ? InvocationOutcome::failed : InvocationOutcome::succeeded;
      chosen->freeAt = begin + *record.durationMs / 1000;
      observations.add(record);
    }
  }
};

}  // namespace

class CalibrateTest : public QObject {
  Q_OBJECT

 private slots:
  void aKnownDesignComesBackFromItsLog() {
    // 100,000 records; lognormal of median 50 ms and sigma 0.5 at 512 MiB, which buys 512/1769 of a vCPU.
    Observations observations;
    LogWriter writer;
    std::lognormal_distribution<double> served(std::log(50), 0.5);
    writer.write(
        100'000, [&](auto& engine) { return served(engine); }, observations);
    const auto architecture = design("[{compute: 5 ms}]");
    const auto calibration = calibrated(architecture, observations);

    const auto* work = proposalFor(calibration, "work.steps.0.compute");
    QVERIFY(work);
    const auto law = std::get<model::LognormalMedianSigma>(model::parseLaw(work->setting.value).value());
    QVERIFY(isAbout(law.median.milliseconds(), 50.0 * 512 / 1769, 0.05));
    QVERIFY(isAbout(law.sigma, 0.5, 0.05));
    const auto& fit = calibration.functions[0].service->tried[*calibration.functions[0].service->chosen].fit;
    QVERIFY(fit.parameters[0].estimate.low < 50 * 1.002 && fit.parameters[0].estimate.high > 50 * 0.998);
    QVERIFY(fit.parameters[0].estimate.high / fit.parameters[0].estimate.low < 1.01);

    const auto* arrivals = proposalFor(calibration, "users.sends.0.arrivals");
    QVERIFY(arrivals);
    const auto poisson = std::get<model::PoissonArrivals>(model::parseArrivals(arrivals->setting.value).value());
    QVERIFY(isAbout(poisson.rate.perSecond, 20, 0.02));
    QVERIFY(calibration.functions[0].arrivals->gapDistance < 0.02);
    QVERIFY(isAbout(*calibration.functions[0].arrivals->gapVariation, 1, 0.03));

    const auto* errors = proposalFor(calibration, "work.errors");
    QVERIFY(errors);
    QVERIFY(isAbout(model::parseShare(errors->setting.value)->value, 0.02, 0.08));
    QCOMPARE(proposalFor(calibration, "work.memory-used")->setting.value, std::string("90 MiB"));
    QVERIFY(!proposalFor(calibration, "work.memory"));  // the design has it already

    // Whoever applies it gets a design that reads and whose runs are like the log.
    const auto after = withProposals(architecture, calibration.proposals);
    QVERIFY(after.has_value());
    for (const auto* name : {"duration mean", "duration p50", "duration p95", "duration p99"}) {
      const auto figure = figureOf(calibration, name);
      QVERIFY2(isAbout(*figure->after, *figure->logged, 0.05), name);
      QVERIFY2(!isAbout(*figure->before, *figure->logged, 0.05), name);
    }
  }

  void fewRecordsSayThatTheyAreFew_data() {
    QTest::addColumn<int>("records");
    QTest::addColumn<QString>("steps");
    QTest::addColumn<bool>("proposes");
    for (const int records : {1, 2, 29, 40})
      for (const auto* steps : {"[{compute: 5 ms}]", "[{compute: 5 ms}, {call: shop}]"})
        QTest::addRow("%d records of %s", records, steps) << records << QString(steps) << (records >= 30);
  }
  void fewRecordsSayThatTheyAreFew() {
    QFETCH(int, records);
    QFETCH(QString, steps);
    QFETCH(bool, proposes);
    Observations observations;
    LogWriter writer;
    writer.failed = 0;
    writer.perSecond = 1;  // one instance serves nearly all, and its first invocation isn't among those that a law is of
    std::exponential_distribution<double> served(0.1);
    writer.write(
        static_cast<std::size_t>(records), [&](auto& engine) { return 40 + served(engine); }, observations);
    const auto calibration =
        calibrated(design(steps.toStdString(), "{poisson: {rate: 1/s}}", "  shop: {kind: external, latency: 20 ms}\n"),
                   observations, 2'000);
    for (const auto* path : {"work.steps.0.compute", "users.sends.0.arrivals", "work.memory-used"})
      QVERIFY2((proposalFor(calibration, path) != nullptr) == proposes, path);
    const auto& function = calibration.functions[0];
    const auto told = std::any_of(function.remarks.begin(), function.remarks.end(), [](const std::string& remark) {
      return remark.find("too few to propose from: 30 or more") != std::string::npos;
    });
    QCOMPARE(told, !proposes || function.init.has_value());
    if (!proposes) QVERIFY(!function.service || !function.service->chosen);
  }

  void fewFailuresProposeNoShare() {
    for (const std::size_t records : {1U, 29U, 30U}) {
      Observations observations;
      LogWriter writer;
      writer.failed = 1;
      writer.write(
          records, [](auto&) { return 30.0; }, observations);
      const auto calibration = calibrated(design("[{compute: 5 ms}]"), observations, 2'000);
      const auto* errors = proposalFor(calibration, "work.errors");
      QCOMPARE(errors != nullptr, records >= 30);
      if (errors) QCOMPARE(errors->setting.value, std::string("100%"));
    }
  }

  void fewInitialisationsSayThatTheyAreFew() {
    Observations observations;
    LogWriter writer;
    writer.keptS = 1e6;  // the first instances stay
    writer.write(
        200, [](auto&) { return 30.0; }, observations);
    const auto calibration = calibrated(design("[{compute: 5 ms}]"), observations, 2'000);
    const auto& function = calibration.functions[0];
    QVERIFY(function.init && function.init->values >= 1 && function.init->values < 30);
    QVERIFY(!proposalFor(calibration, "work.extra-init"));
    QVERIFY(std::any_of(function.remarks.begin(), function.remarks.end(), [](const std::string& remark) {
      return remark.find("initialisation") != std::string::npos && remark.find("too few") != std::string::npos;
    }));
  }

  void figuresFollowTheProposalsThatAreTaken() {
    Observations observations;
    LogWriter writer;
    std::lognormal_distribution<double> served(std::log(50), 0.5);
    writer.write(
        5'000, [&](auto& engine) { return served(engine); }, observations);
    const auto architecture = design("[{compute: 5 ms}]");
    CalibrationOptions options;
    options.requests = 10'000;
    const auto calibration = calibrated(architecture, observations, options.requests);
    const auto figureIn = [](const std::vector<LoggedFigure>& figures, const std::string& name) {
      return *std::find_if(figures.begin(), figures.end(), [&](const auto& figure) { return figure.name == name; });
    };
    // Nothing taken: after is before. All taken: the calibration's own after.
    const auto none = figuresWith(architecture, aws(), calibration, {}, options);
    const auto all = figuresWith(architecture, aws(), calibration, calibration.proposals, options);
    QVERIFY(none && all);
    for (const auto& figure : *none) QVERIFY2(figure.after == figure.before, figure.name.c_str());
    for (std::size_t i = 0; i < all->size(); ++i) QVERIFY((*all)[i].after == calibration.figures[i].after);
    // The law alone: long durations at the old rate of one a second cost a twentieth of those at 20 a second.
    const auto law =
        figuresWith(architecture, aws(), calibration, {*proposalFor(calibration, "work.steps.0.compute")}, options);
    QVERIFY(law);
    QVERIFY(isAbout(*figureIn(*law, "duration p50").after, 50, 0.05));
    QVERIFY(
        isAbout(*figureIn(*law, "cost without free tier").after * 20, *figureIn(*all, "cost without free tier").after, 0.1));
    QVERIFY(isAbout(*figureIn(*all, "failures").after, *figureIn(*all, "failures").logged, 0.2));
  }

  void namesThatMeanNoFunctionAreLeftOut() {
    Observations observations;
    LogWriter writer;
    writer.write(
        50, [](auto&) { return 30.0; }, observations);
    CalibrationOptions options;
    options.requests = 0;
    options.otherNames = {"work"};
    const auto result = calibrate(design("[{compute: 5 ms}]"), aws(), observations, options);
    QVERIFY(result);
    QVERIFY(result->functions.empty());
    QCOMPARE(result->unlogged, std::vector<std::string>{"work"});
  }

  void initialisationBeyondTheRuntimesOwnIsExtra() {
    Observations observations;
    LogWriter writer;
    writer.perSecond = 0.01;
    writer.keptS = 60;  // most starts are cold
    writer.initMs = 900;
    writer.write(
        3'000, [](auto&) { return 30.0; }, observations);
    const auto architecture = design("[{compute: 5 ms}]");
    const auto calibration = calibrated(architecture, observations, 2'000);
    const auto* extra = proposalFor(calibration, "work.extra-init");
    QVERIFY(extra);
    const auto planned = model::withPlan(aws(), architecture).value();
    const auto own =
        model::mean(planned.coldStart(std::get<model::Function>(architecture.find("work")->kind)).init).milliseconds();
    // Mean of a lognormal law of median 900 ms and sigma 0.1.
    QVERIFY(isAbout(model::mean(model::parseLaw(extra->setting.value).value()).milliseconds() + own, 900 * std::exp(0.005),
                    0.02));
    // exp(-0.6) of the gaps are shorter than 60 s.
    QVERIFY(isAbout(calibration.functions[0].coldShare->value, std::exp(-0.6), 0.06));
    QVERIFY(calibration.functions[0].service->constant);
  }

  void idleTimesBoundHowLongInstancesAreKept() {
    Observations observations;
    LogWriter writer;
    writer.perSecond = 0.01;
    writer.keptS = 120;
    writer.write(
        20'000, [](auto&) { return 30.0; }, observations);
    const auto bounds = *observations.functions().at("work").idle.bounds();
    QVERIFY(*bounds.longestKeptS <= 120.1 && *bounds.longestKeptS > 119);
    QVERIFY(*bounds.shortestGoneS >= 119.9 && *bounds.shortestGoneS < 121.5);
  }

  void whatTheFunctionWaitsForIsLeftOutOfItsComputation() {
    // 200 ms of waiting and 100 ms of computing: the design has 20 ms on a full vCPU, 512/1769 of which 69.1 ms.
    Observations observations;
    LogWriter writer;
    writer.failed = 0;
    std::uniform_real_distribution<double> served(290, 310);
    writer.write(
        20'000, [&](auto& engine) { return served(engine); }, observations);
    const auto architecture =
        design("[{compute: 20 ms}, {call: shop}]", "{poisson: {rate: 20/s}}", "  shop: {kind: external, latency: 200 ms}\n");
    const auto calibration = calibrated(architecture, observations);
    const auto* work = proposalFor(calibration, "work.steps.0.compute");
    QVERIFY(work);
    QVERIFY(isAbout(model::parseDuration(work->setting.value)->milliseconds(), 100.0 * 512 / 1769, 0.03));
    QVERIFY(work->note.find("can't tell computing from waiting") != std::string::npos);
    QVERIFY(isAbout(*figureOf(calibration, "duration mean")->after, 300, 0.02));
  }

  void aDesignThatWaitsLongerThanTheLogIsTold() {
    Observations observations;
    LogWriter writer;
    writer.write(
        5'000, [](auto&) { return 80.0; }, observations);
    const auto architecture =
        design("[{compute: 1 ms}, {call: shop}]", "{poisson: {rate: 20/s}}", "  shop: {kind: external, latency: 200 ms}\n");
    const auto calibration = calibrated(architecture, observations, 5'000);
    QVERIFY(!proposalFor(calibration, "work.steps.0.compute"));
    const auto& remarks = calibration.functions[0].remarks;
    QVERIFY(std::any_of(remarks.begin(), remarks.end(),
                        [](const std::string& remark) { return remark.find("waits longer") != std::string::npos; }));
  }

  void tellsHowInvocationsCome_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("shape");
    QTest::newRow("poisson") << "poisson" << static_cast<int>(ArrivalShape::poisson);
    QTest::newRow("day") << "day" << static_cast<int>(ArrivalShape::profile);
    QTest::newRow("bursts") << "bursts" << static_cast<int>(ArrivalShape::bursty);
    QTest::newRow("even") << "even" << static_cast<int>(ArrivalShape::regular);
  }
  void tellsHowInvocationsCome() {
    QFETCH(QString, kind);
    QFETCH(int, shape);
    std::mt19937_64 engine(5);
    std::exponential_distribution<double> exponential(1.0);
    std::uniform_real_distribution<double> uniform(0, 1);
    StartCounts starts;
    const double begin = 1.76e9;
    double now = 0;
    std::vector<double> times;
    while (times.size() < 60'000) {
      if (kind == "even") {
        now += 0.5;
      } else {
        now += exponential(engine) / 4;
        const double day = 2 * 3.14159265 * now / 86'400;
        if (kind == "poisson" && uniform(engine) > 0.5) continue;
        if (kind == "day" && uniform(engine) > 0.5 + 0.4 * std::sin(day)) continue;
        if (kind == "bursts" && std::fmod(now, 60) > 15 && uniform(engine) > 0.05) continue;
      }
      times.push_back(now);
    }
    std::shuffle(times.begin(), times.end(), engine);  // the order doesn't matter
    for (const double time : times) starts.add(static_cast<std::int64_t>((begin + time) * 1e9));
    const auto estimate = estimateArrivals(starts);
    QCOMPARE(static_cast<int>(estimate->shape), shape);
    QVERIFY(isAbout(estimate->perSecond.value, 60'000 / now, 0.001));
    const auto arrivals = arrivalsOf(*estimate, starts, "counts.csv");
    QVERIFY(model::parseArrivals(model::toText(arrivals)).has_value());
    QCOMPARE(std::holds_alternative<model::ProfileArrivals>(arrivals), kind == "day");
    QCOMPARE(std::holds_alternative<model::CountsArrivals>(arrivals), kind == "bursts");
    QCOMPARE(std::holds_alternative<model::ConstantArrivals>(arrivals), kind == "even");
    std::uint64_t counted = 0;
    const auto csv = QString::fromStdString(minuteCountsCsv(starts)).trimmed().split(',');
    for (const auto& count : csv) counted += count.toULongLong();
    QCOMPARE(counted, std::uint64_t{60'000});
  }

  void countsKeepTheirNumberHoweverLongTheLogIs() {
    StartCounts starts;
    for (int day = 400; day >= 0; --day)
      for (int i = 0; i < 5; ++i) starts.add((std::int64_t{1'700'000'000} + day * 86'400 + i * 37) * 1'000'000'000);
    std::uint64_t sum = 0;
    for (const auto count : starts.counts()) sum += count;
    QCOMPARE(sum, std::uint64_t{2005});
    QVERIFY(starts.counts().size() <= StartCounts::kMost);
    QCOMPARE(starts.earliest(), std::int64_t{1'700'000'000} * 1'000'000'000);
  }

  void aSampleStandsForAllValues() {
    ValueSample sample("x");
    for (int i = 1; i <= 1'000'000; ++i) sample.add(i);
    QCOMPARE(sample.count(), std::uint64_t{1'000'000});
    QVERIFY(isAbout(sample.mean(), 500'000.5, 1e-9));
    QVERIFY(isAbout(sample.variance(), 1e12 / 12, 1e-5));
    const auto sorted = sample.sorted();
    QCOMPARE(sorted.size(), ValueSample::kCapacity);
    // Standard error of a quantile of 100,000: sqrt(p (1 - p) / n), four of them.
    for (const double share : {0.1, 0.5, 0.99}) {
      const double slack = 4 * std::sqrt(share * (1 - share) / 100'000);
      QVERIFY(std::abs(sampleQuantile(sorted, share) / 1e6 - share) < slack);
    }
  }

  void matchesNames() {
    const auto architecture = read(
        "virga: 1\nname: n\ncomponents:\n  checkout: {kind: function, runtime: go}\n  checkout-mailer: {kind: function, "
        "runtime: go}\n  send-report: {kind: function, runtime: go}\n  orders: {kind: queue}\n");
    const auto matches =
        matchNames({"checkout", "prod-CheckoutMailer-1XQ", "SendReport", "ledger"}, architecture, {{"ledger", "checkout"}});
    QCOMPARE(matches.matched.at("ledger").component, std::string("checkout"));  // stated goes before the name
    QCOMPARE(matches.matched.at("prod-CheckoutMailer-1XQ").component, std::string("checkout-mailer"));
    QCOMPARE(matches.matched.at("SendReport").component, std::string("send-report"));
    QCOMPARE(matches.unmatched.size(), 1u);
    QCOMPARE(matches.unmatched[0].first, std::string("checkout"));
    const auto one = matchNames({"whatever"}, design("[]"), {});
    QCOMPARE(static_cast<int>(one.matched.at("whatever").by), static_cast<int>(NamedBy::onlyOne));
  }

  void onlyAClientsOwnFlowGetsTheArrivals() {
    const auto architecture = read(
        "virga: 1\nname: n\ncomponents:\n"
        "  users: {kind: client, sends: [{to: api, route: POST /a}, {to: jobs}]}\n"
        "  api: {kind: http-api, routes: [{route: POST /a, to: first}]}\n"
        "  jobs: {kind: queue, consumers: [{to: second}]}\n"
        "  first: {kind: function, runtime: go}\n  second: {kind: function, runtime: go}\n");
    const auto first = entryFlows(architecture, "first");
    QCOMPARE(first.flows, std::vector<std::string>{"users.sends.0"});
    QVERIFY(first.others.empty());
    const auto second = entryFlows(architecture, "second");
    QVERIFY(second.flows.empty());
    QCOMPARE(second.others, std::vector<std::string>{"jobs"});
  }

  void anUnknownFunctionIsRefused() {
    CalibrationOptions options;
    options.names = {{"a", "wrok"}};
    const auto result = calibrate(design("[]"), aws(), {}, options);
    QVERIFY(!result);
    QVERIFY(std::get<model::Problems>(result.error())[0].hint.find("work") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(CalibrateTest)
#include "calibrate_test.moc"
