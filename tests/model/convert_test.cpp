#include <cmath>

#include <QtTest>

#include "model/edit/convert_arrivals.h"
#include "model/edit/convert_law.h"
#include "model/project/choice_view.h"

using namespace virga::model;

namespace {

double ratio(Duration a, Duration b) { return static_cast<double>(a.nanoseconds) / static_cast<double>(b.nanoseconds); }

}  // namespace

class ConvertTest : public QObject {
  Q_OBJECT

 private slots:
  // Every law turns into every other, into one that may stand in a file, and keeps its mean or median.
  void everyLawTurnsIntoEveryOther() {
    const std::vector<Distribution> laws{Constant{milliseconds(80)},
                                         Uniform{milliseconds(20), milliseconds(60)},
                                         Exponential{milliseconds(50)},
                                         LognormalMeanP95{milliseconds(35), milliseconds(80)},
                                         LognormalMedianP99{milliseconds(180), milliseconds(900)},
                                         LognormalMedianSigma{milliseconds(10), 0.5},
                                         Gamma{milliseconds(120), 0.6},
                                         Weibull{seconds(2), 1.5},
                                         Empirical{{{Share{0.5}, milliseconds(10)}, {Share{0.99}, milliseconds(80)}}, {}}};
    for (const auto& law : laws)
      for (std::size_t way = 0; way < std::variant_size_v<Distribution>; ++way) {
        const auto other = withLaw(law, way);
        const auto text = toText(law) + " → " + toText(other);
        QCOMPARE(other.index(), way);
        QVERIFY2(validate(other), text.c_str());
        const auto read = parseLaw(toText(other));
        QVERIFY2(read && *read == other, text.c_str());
        const bool keepsMean = std::abs(ratio(mean(other), mean(law)) - 1) < 0.01;
        const bool keepsMedian = std::abs(ratio(quantile(other, 0.5), quantile(law, 0.5)) - 1) < 0.01;
        QVERIFY2(keepsMean || keepsMedian, text.c_str());
      }
  }

  void theSpreadIsKeptWhereTheLawCanHaveIt() {
    const Distribution law = LognormalMeanP95{milliseconds(35), milliseconds(80)};
    for (const std::size_t way : {std::size_t{6}, std::size_t{7}}) {  // gamma, Weibull
      const auto other = withLaw(law, way);
      QVERIFY(std::abs(ratio(mean(other), milliseconds(35)) - 1) < 0.002);
      QVERIFY(std::abs(ratio(quantile(other, 0.95), milliseconds(80)) - 1) < 0.002);
    }
    const auto back = withLaw(withLaw(law, 4), 5);  // median and p99, median and sigma
    QVERIFY(std::abs(ratio(quantile(back, 0.95), milliseconds(80)) - 1) < 0.01);
  }

  void whatHasNoTimeGetsOne() {
    for (std::size_t way = 0; way < std::variant_size_v<Distribution>; ++way)
      QVERIFY(way == 0 || validate(withLaw(Constant{}, way)));
    QCOMPARE(withLaw(Empirical{{}, "times.csv"}, 2), Distribution(Exponential{milliseconds(10)}));
  }

  void arrivalsKeepTheirMeanRate() {
    const Arrivals poisson = PoissonArrivals{Rate{20}};
    for (const std::size_t way : {0U, 2U, 3U, 4U, 6U}) {
      const auto other = withWay(poisson, way, hours(1));
      QCOMPARE(other.index(), way);
      QVERIFY2(std::abs(meanRate(other) / 20 - 1) < 0.001, toText(other).c_str());
      const auto read = parseArrivals(toText(other));
      QVERIFY2(read && *read == other, toText(other).c_str());
    }
    QCOMPARE(meanRate(ProfileArrivals{{{seconds(0), {0}}, {seconds(10), {20}}, {seconds(30), {20}}}, {}}), 500.0 / 30);
  }

  // What the parameters say makes the value that they are of.
  void parametersMakeTheValueAgain() {
    for (const auto* text : {"5 ms", "{uniform: {min: 1 ms, max: 3 ms}}", "{lognormal: {mean: 35 ms, p95: 80 ms}}",
                             "{lognormal: {median: 35 ms, sigma: 0.5}}", "{gamma: {mean: 120 ms, cv: 0.6}}",
                             "{empirical: {quantiles: {p50: 10 ms, p99.9: 80 ms}}}", "{empirical: {file: \"a: b.csv\"}}"}) {
      const auto law = parseLaw(text);
      QVERIFY2(law, text);
      const auto& way = distributionWays()[law->index()];
      QCOMPARE(parseLaw(choiceText(way, parameters(*law))), law);
    }
    for (const auto* text : {"{poisson: {rate: 20/s}}", "{profile: {points: [{at: 0 s, rate: 1/s}, {at: 1 h, rate: 5/s}]}}",
                             "{bursty: {rate: 9/s, on: 1 min, off: {exponential: {mean: 9 min}}}}",
                             "{every: {interval: 5 s}}", "{cron: {expression: \"0 8 * * 1-5\", time-zone: Europe/Berlin}}",
                             "{closed: {users: 3, think: 2 s}}", "{counts: {file: day.csv, placement: random}}"}) {
      const auto arrivals = parseArrivals(text);
      QVERIFY2(arrivals, text);
      const auto& way = arrivalsWays()[arrivals->index()];
      QCOMPARE(parseArrivals(choiceText(way, parameters(*arrivals))), arrivals);
    }
    QVERIFY(!parseLaw("{lognormal: {mean: 35 ms, p95: 20 ms}}"));
  }
};

QTEST_APPLESS_MAIN(ConvertTest)
#include "convert_test.moc"
