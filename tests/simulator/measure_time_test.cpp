#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include <QTest>

#include "simulator/measure/replication_statistics.h"
#include "simulator/measure/series.h"
#include "simulator/measure/time_weighted.h"

using namespace virga::simulator;

class MeasureTimeTest : public QObject {
  Q_OBJECT
 private slots:
  void timeAverageOfALevel() {
    TimeWeighted busy;
    QVERIFY(!busy.mean(0));
    busy.set(10, 2);      // 10 ns at 0
    busy.change(30, 3);   // 20 ns at 2
    busy.change(40, -5);  // 10 ns at 5
    QVERIFY(busy.area(100) == 90);
    QCOMPARE(*busy.mean(100), 0.9);
    QCOMPARE(busy.max(), 5);
  }

  void resetKeepsTheLevel() {
    TimeWeighted depth;
    depth.set(0, 9);
    depth.set(50, 4);
    depth.reset(100);
    QCOMPARE(depth.max(), 4);
    depth.set(150, 0);
    QCOMPARE(*depth.mean(200), 2.0);  // 50 ns at 4 of 100
  }

  void largeAreasDoNotOverflow() {
    TimeWeighted level;
    level.set(0, 1'000'000'000);
    QCOMPARE(*level.mean(std::int64_t{9'000'000'000'000'000'000}), 1e9);
  }

  void countsByBucket() {
    CountSeries series(Grid::over(25, 10));
    for (const std::int64_t time : {0, 9, 10, 24, 25, 3}) series.add(time);
    series.add(12, 5);
    QVERIFY((series.counts() == std::vector<std::uint64_t>{3, 6, 2}));
    const auto rates = series.perSecond(25);
    QCOMPARE(rates[0], 3 / 10e-9);
    QCOMPARE(rates[2], 2 / 5e-9);  // the last bucket is half as long
  }

  void levelsByBucket() {
    LevelSeries series(Grid::over(45, 10));
    series.set(5, 4);
    series.set(8, 0);
    series.set(9, 2);
    series.set(31, 1);
    const auto means = series.means(45);
    QCOMPARE(means.size(), std::size_t{5});
    QCOMPARE(means[0], (3 * 4 + 1 * 2) / 10.0);
    QCOMPARE(means[1], 2.0);
    QCOMPARE(means[2], 2.0);
    QCOMPARE(means[3], (1 * 2 + 9 * 1) / 10.0);
    QCOMPARE(means[4], 1.0);
  }

  void areasCanBeAddedAfterwards() {
    LevelSeries series(Grid::over(30, 10));
    series.set(25, 1);
    series.addArea(3, 21, 2);
    series.addArea(28, 30, 5);
    const auto means = series.means(30);
    QCOMPARE(means[0], 1.4);
    QCOMPARE(means[1], 2.0);
    QCOMPARE(means[2], (1 * 2 + 5 * 1 + 2 * 5) / 10.0);
  }

  // The series' areas add up to the time average of the same level, whatever the bucket width.
  void seriesAgreesWithTheTimeAverage() {
    for (const std::int64_t width : {1, 7, 1000, 123'457, 10'000'000}) {
      std::mt19937_64 random(1);
      TimeWeighted average;
      LevelSeries series(Grid::over(2'000'000, width));
      std::int64_t now = 0;
      while ((now += static_cast<std::int64_t>(random() % 5000)) < 2'000'000) {
        const auto level = static_cast<std::int64_t>(random() % 100);
        average.set(now, level);
        series.set(now, level);
      }
      const auto means = series.means(2'000'000);
      double area = 0;
      for (std::size_t i = 0; i < means.size(); ++i) {
        const auto start = static_cast<std::int64_t>(i) * width;
        area += means[i] * static_cast<double>(std::min(width, 2'000'000 - start));
      }
      QVERIFY(std::abs(area / static_cast<double>(average.area(2'000'000)) - 1) < 1e-12);
    }
  }

  void quantilesByBucket() {
    QuantileSeries series(Grid::over(40, 10));
    for (int i = 1; i <= 100; ++i) series.record(5, i);
    series.record(30, 77);
    const double expected[] = {50, 75, 90, 95, 99, 100, 100};
    for (std::size_t line = 0; line < std::size(expected); ++line) QCOMPARE(series.line(line, 40)[0], expected[line]);
    QVERIFY(std::isnan(series.line(0, 40)[1]));
    QVERIFY(std::isnan(series.line(0, 40)[2]));
    QCOMPARE(series.line(6, 40)[3], 77.0);
  }

  // 1, 2, 3, 4, 5: s = 1.5811; t(0.975; 4) = 2.776445 (printed tables); half-width 2.776445 * 1.581139 / sqrt(5).
  void studentInterval() {
    const Figure figure = figureOf(std::vector<double>{1, 2, 3, 4, 5});
    QCOMPARE(figure.mean, 3.0);
    QVERIFY(std::abs(figure.ci95->second - (3 + 1.963243)) < 1e-5);
    QVERIFY(std::abs(figure.ci95->first - (3 - 1.963243)) < 1e-5);
    QVERIFY(std::abs(*relativePrecision(figure) - 1.963243 / 3) < 1e-5);
  }

  void fewOrMissingSamples() {
    QVERIFY(!figureOf(std::vector<double>{7}).ci95);
    QVERIFY(!relativePrecision(figureOf(std::vector<double>{7})));
    const std::vector<std::optional<double>> some{1.0, std::nullopt, 3.0};
    QCOMPARE(figureOf(some)->mean, 2.0);
    const std::vector<std::optional<double>> none{std::nullopt, std::nullopt};
    QVERIFY(!figureOf(none));
    QCOMPARE(*relativePrecision(figureOf(std::vector<double>{4, 4})), 0.0);
    QCOMPARE(*relativePrecision(figureOf(std::vector<double>{0, 0, 0})), 0.0);
  }
};

QTEST_GUILESS_MAIN(MeasureTimeTest)
#include "measure_time_test.moc"
