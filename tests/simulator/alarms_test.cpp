#include <algorithm>
#include <cmath>
#include <random>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <QTest>

#include "model/catalog/catalog.h"
#include "model/project/project_file.h"
#include "simulator/alarms/propose.h"

using namespace virga;
using namespace virga::simulator;

namespace {

// Fifty requests a minute, each refused by nothing: independent Poisson counts of executions.
model::Architecture project(const std::string& extra = {}) {
  const auto text =
      "virga: 1\n"
      "name: Watched\n"
      "target: {provider: aws}\n"
      "components:\n"
      "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 50/min}}}]}\n"
      "  work: {kind: function, runtime: nodejs22, errors: 2%, steps: [{compute: 10 ms}, {send: jobs}]}\n"
      "  jobs: {kind: queue, dead-letter: lost, consumers: [{to: worker}]}\n"
      "  lost: {kind: queue}\n"
      "  worker: {kind: function, runtime: nodejs22, steps: [{compute: 5 ms}]}\n"
      "scenarios:\n"
      "  normal: {duration: 6 h}\n"
      "  down: {duration: 1 h, faults: [{component: worker, from: 20 min, to: 40 min, errors: 100%}]}\n" +
      extra;
  const auto read = model::readProject(text, "watched.virga.yaml");
  if (!read) {
    for (const auto& problem : read.error()) qWarning("%s", toText(problem).c_str());
    qFatal("can't be read");
  }
  return *read;
}

const AlarmProposal* find(const AlarmProposals& all, const std::string& on, model::AlarmMetric metric) {
  for (const auto& proposal : all.proposals)
    if (proposal.alarm.on.id == on && proposal.alarm.metric == metric) return &proposal;
  return nullptr;
}

}  // namespace

class AlarmsTest : public QObject {
  Q_OBJECT

 private slots:
  void countsWhatAPersonCounts() {
    const PeriodValues values = {0, 5, 5, 0, 5, 0, 0, 0, 0, 5, std::nan(""), 5, 5};
    const auto levels = alarmLevels(values, 3, 5);
    // Three of the last five are above 4 in the 5th and 6th period, and again in the last one.
    for (std::size_t i = 0; i < values.size(); ++i) QCOMPARE(levels[i] > 4, i == 4 || i == 5 || i == 12);
    QCOMPARE(firings(levels, 4), std::size_t{2});
    QCOMPARE(firings(levels, 5), std::size_t{0});
  }

  // Independent Poisson counts. The alarm goes from off to on where a period is above the threshold, exactly m - 1 of the
  // n - 1 before it are, and the one that falls out of the window isn't.
  void firesAsOftenAsIndependentPeriodsDo() {
    const double mean = 20;
    const int threshold = 25;
    const double p = boost::math::cdf(complement(boost::math::poisson(mean), threshold));
    const double exact = 6 * p * p * (1 - p) * (1 - p) * p * (1 - p);  // C(4, 2) of the four between
    std::mt19937_64 random(7);
    std::poisson_distribution<int> count(mean);
    constexpr std::size_t kPeriods = 2'000'000;
    PeriodValues values;
    for (std::size_t i = 0; i < kPeriods; ++i) values.push_back(count(random));
    const auto seen = static_cast<double>(firings(alarmLevels(values, 3, 5), threshold));
    const double expected = exact * static_cast<double>(kPeriods);
    QVERIFY2(std::abs(seen - expected) < 4 * std::sqrt(expected), qPrintable(QString("%1 %2").arg(seen).arg(expected)));
  }

  void statesItsIntervalsAsGarwood() {
    const std::vector<PeriodValues> quiet = {{1, 1, 1}, {1, 1, 1}};
    const auto none = falseAlarms(quiet, 1, 2);
    QCOMPARE(none.seen, std::size_t{0});
    QVERIFY(std::abs(none.atMost - -std::log(0.05) / 2) < 1e-9);  // the rule of three
    QCOMPARE(none.low, 0.0);
    const std::vector<PeriodValues> two = {{0, 2, 0}, {0, 2, 0}};
    const auto some = falseAlarms(two, 1, 4);
    QCOMPARE(some.perMonth, 0.5);
    QVERIFY(std::abs(some.low - boost::math::quantile(boost::math::chi_squared(4), 0.025) / 8) < 1e-9);
    QVERIFY(std::abs(some.high - boost::math::quantile(boost::math::chi_squared(6), 0.975) / 8) < 1e-9);
  }

  // The threshold that is chosen from one sample holds its promise on a million other periods.
  void choosesThresholdsThatHold() {
    std::mt19937_64 random(11);
    std::poisson_distribution<int> count(20);
    const auto sample = [&](std::size_t periods) {
      PeriodValues values;
      for (std::size_t i = 0; i < periods; ++i) values.push_back(count(random));
      return alarmLevels(values, 3, 5);
    };
    const double periodsInMonth = 43'800, wanted = 20;
    int broken = 0;
    for (int trial = 0; trial < 20; ++trial) {
      const std::vector<PeriodValues> levels = {sample(43'800)};
      const auto choice = chooseThreshold(levels, model::AlarmUnit::count, 0, 1, wanted);
      QVERIFY(choice.shown);
      const auto fresh = sample(1'000'000);
      const double rate = static_cast<double>(firings(fresh, choice.threshold.value)) / 1e6 * periodsInMonth;
      if (rate > wanted) ++broken;
    }
    QVERIFY2(broken <= 4, qPrintable(QString::number(broken)));  // one in twenty is promised
    const auto tooShort = chooseThreshold({sample(100)}, model::AlarmUnit::count, 0, 0.01, 1);
    QVERIFY(!tooShort.shown);
  }

  void proposesFromARun() {
    const auto catalog = model::loadCatalog("aws");
    QVERIFY(catalog);
    AlarmOptions options;
    options.simulation.scenario = "normal";
    options.simulation.replications = 4;
    options.detect = "down";
    const auto proposals = proposeAlarms(project(), *catalog, options);
    QVERIFY(proposals);
    QCOMPARE(proposals->counted, model::hours(24));
    const auto* errors = find(*proposals, "work", model::AlarmMetric::errorShare);
    QVERIFY(errors);
    QVERIFY(errors->threshold.value >= 0.02 && errors->threshold.value <= 0.12);
    QVERIFY(!errors->shown);  // a day shows nothing of one a month
    // A day in which none was seen: at most 3 a day, with a month of 730 h.
    QCOMPARE(errors->falseAlarms.seen, std::size_t{0});
    QVERIFY(std::abs(errors->falseAlarms.atMost - -std::log(0.05) * 730 / 24) < 1e-6);
    QVERIFY(std::abs(proposals->replicationsNeeded - -std::log(0.05) * 730 / 6) <= 1);
    // While the worker fails its messages come again and are given up in the end.
    const auto* lost = find(*proposals, "jobs", model::AlarmMetric::deadLetters);
    QVERIFY(lost);
    QCOMPARE(lost->alarm.above, std::string("0"));
    QCOMPARE(lost->alarm.of, 1);
    const auto* failing = find(*proposals, "worker", model::AlarmMetric::errorShare);
    QVERIFY(failing);
    QCOMPARE(failing->detections.size(), std::size_t{1});
    QCOMPARE(failing->detections.front().found, 4);
    QCOMPARE(*failing->detections.front().median, model::minutes(3));  // three periods of nothing but errors
    QVERIFY(!find(*proposals, "lost", model::AlarmMetric::depth));
  }

  // Cloud Monitoring has no three of five: it wants them one after the other.
  void proposesWhatThePlatformCanCount() {
    const auto catalog = model::loadCatalog("gcp");
    QVERIFY(catalog);
    AlarmOptions options;
    options.simulation.scenario = "normal";
    options.simulation.duration = model::minutes(30);
    options.simulation.replications = 1;
    const auto proposals = proposeAlarms(project(), *catalog, options);
    QVERIFY(proposals);
    const auto* errors = find(*proposals, "work", model::AlarmMetric::errorShare);
    QVERIFY(errors);
    QCOMPARE(errors->alarm.datapoints, 3);
    QCOMPARE(errors->alarm.of, 3);
    const auto& leftOut = proposals->leftOut;
    QVERIFY(std::any_of(leftOut.begin(), leftOut.end(), [](const NoProposal& left) {
      return left.on == "jobs" && left.metric == model::AlarmMetric::depth && left.why.find("Pub/Sub") != std::string::npos;
    }));
  }

  void readsAndRoundsThresholds() {
    using model::AlarmMetric;
    QCOMPARE(model::parseThreshold(AlarmMetric::errorShare, "2%")->value, 0.02);
    QVERIFY(!model::parseThreshold(AlarmMetric::errorShare, "2"));
    QCOMPARE(model::parseThreshold(AlarmMetric::latencyP99, "1.5 s")->value, 1.5);
    QVERIFY(!model::parseThreshold(AlarmMetric::latencyP99, "40"));
    QCOMPARE(model::parseThreshold(AlarmMetric::depth, "40")->value, 40.0);
    QVERIFY(!model::parseThreshold(AlarmMetric::depth, "1.5"));
    QVERIFY(!model::parseThreshold(AlarmMetric::depth, "2%"));
    using model::AlarmUnit;
    QCOMPARE(toText(model::readableAtLeast(AlarmUnit::share, 0.0275)), std::string("3%"));
    QCOMPARE(toText(model::readableAtLeast(AlarmUnit::time, 0.431)), std::string("500 ms"));
    QCOMPARE(toText(model::readableAtLeast(AlarmUnit::time, 62)), std::string("2 min"));
    QCOMPARE(toText(model::readableAtLeast(AlarmUnit::count, 11)), std::string("12"));
    QCOMPARE(toText(model::readableAtLeast(AlarmUnit::count, 0)), std::string("0"));
  }
};

QTEST_GUILESS_MAIN(AlarmsTest)
#include "alarms_test.moc"
