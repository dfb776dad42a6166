#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <QTest>

#include "simulator/measure/latency_histogram.h"

using namespace virga::simulator;

namespace {

std::vector<std::int64_t> spreadValues(int count) {
  std::mt19937_64 random(5);
  std::vector<std::int64_t> values;
  for (int i = 0; i < count; ++i) values.push_back(static_cast<std::int64_t>(random() >> (1 + random() % 63)));
  return values;
}

}  // namespace

class HistogramTest : public QObject {
  Q_OBJECT
 private slots:
  // Counts beyond 2^32 in one bucket: the upper half lies at the larger value, however often either came.
  void countsBeyondFourBillion() {
    LatencyHistogram histogram, other;
    for (int i = 0; i < 3; ++i) histogram.record(100, 0xFFFFFFFFu);
    for (int i = 0; i < 4; ++i) other.record(200, 0xFFFFFFFFu);
    histogram.merge(other);
    QCOMPARE(histogram.count(), std::uint64_t{7} * 0xFFFFFFFFu);
    QCOMPARE(*histogram.quantile(0.42), 100.0);
    QCOMPARE(*histogram.quantile(0.43), 200.0);
    histogram.clear();
    histogram.record(100);
    QCOMPARE(histogram.count(), std::uint64_t{1});
    QCOMPARE(*histogram.quantile(0.5), 100.0);
  }

  void nothingRecordedHasNoFigures() {
    const LatencyHistogram histogram;
    QCOMPARE(histogram.count(), 0U);
    QVERIFY(!histogram.quantile(0.5));
    QVERIFY(!histogram.mean());
    QVERIFY(!histogram.min());
    QVERIFY(!histogram.max());
  }

  void countSumMeanAndExtremesAreExact() {
    LatencyHistogram histogram;
    histogram.record(0);
    histogram.record(1'000'000'007, 3);
    histogram.record(std::int64_t{1} << 62);
    QCOMPARE(histogram.count(), 5U);
    QVERIFY(histogram.sum() == static_cast<Int128>(std::int64_t{1} << 62) + 3 * static_cast<Int128>(1'000'000'007));
    QCOMPARE(*histogram.min(), 0);
    QCOMPARE(*histogram.max(), std::int64_t{1} << 62);
    QCOMPARE(*histogram.quantile(0), 0.0);
    QCOMPARE(*histogram.quantile(1), 0x1p62);
  }

  void smallValuesAreExact() {
    LatencyHistogram histogram;
    for (int i = 0; i < 256; ++i) histogram.record(i);
    for (int i = 0; i < 256; ++i) QCOMPARE(*histogram.quantile((i + 0.5) / 256), static_cast<double>(i));
  }

  // Against the sorted values, over all magnitudes: the stated bound is 1/256.
  void quantilesAreWithinTheStatedError() {
    auto values = spreadValues(100'000);
    LatencyHistogram histogram;
    for (const auto value : values) histogram.record(value);
    std::sort(values.begin(), values.end());
    double worst = 0;
    for (int i = 1; i <= 10'000; ++i) {
      const double p = i / 10'000.0;
      const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
      const auto exact = static_cast<double>(values[rank - 1]);
      const double error = std::abs(*histogram.quantile(p) - exact);
      if (exact > 0) worst = std::max(worst, error / exact);
    }
    QVERIFY2(worst <= 1.0 / 256, qPrintable(QString::number(worst)));
    QVERIFY(worst > 0.001);  // the check looked at coarse buckets too
  }

  void mergingIsRecordingAllInOne() {
    const auto values = spreadValues(20'000);
    LatencyHistogram joint, left, right;
    for (std::size_t i = 0; i < values.size(); ++i) {
      joint.record(values[i]);
      (i % 3 == 0 ? left : right).record(values[i]);
    }
    left.merge(right);
    left.merge(LatencyHistogram());
    QCOMPARE(left.count(), joint.count());
    QVERIFY(left.sum() == joint.sum());
    QCOMPARE(*left.min(), *joint.min());
    QCOMPARE(*left.max(), *joint.max());
    for (int i = 0; i <= 1000; ++i) QCOMPARE(*left.quantile(i / 1000.0), *joint.quantile(i / 1000.0));
    LatencyHistogram empty;
    empty.merge(joint);
    QCOMPARE(*empty.quantile(0.3), *joint.quantile(0.3));
  }

  // A list of values, counts in bytes, counts beyond a byte, and whatever of these is merged into whatever other.
  void fewValuesAndManyGiveTheSame() {
    for (const int small : {1, 63, 64, 65, 300})
      for (const int large : {0, 5, 64, 1000, 70'000}) {
        LatencyHistogram joint, left, right;
        for (int i = 0; i < large; ++i) {
          const std::int64_t value = 1'000'000 + 100'000 * (i % 10);
          left.record(value);
          joint.record(value);
        }
        for (int i = 0; i < small; ++i) {
          const std::int64_t value =
              i % 2 == 0 ? 1000 + i : 1'000'000'000 + i * std::int64_t{10'000'000};  // on both sides of the others
          right.record(value);
          joint.record(value);
        }
        auto other = right;
        other.merge(left);
        left.merge(right);
        for (const auto& merged : {left, other}) {
          QCOMPARE(merged.count(), joint.count());
          for (int i = 0; i <= 1000; ++i) QCOMPARE(*merged.quantile(i / 1000.0), *joint.quantile(i / 1000.0));
        }
      }
  }

  void clearingForgetsCountsBeyondAByte() {
    LatencyHistogram histogram;
    for (int i = 0; i < 1000; ++i) histogram.record(5000);
    histogram.clear();
    for (const std::int64_t value : {5000, 7000, 9000}) histogram.record(value);
    QVERIFY(std::abs(*histogram.quantile(0.5) / 7000 - 1) < 0.004);
  }

  void weightsCountLikeRepeats() {
    LatencyHistogram weighted, repeated;
    for (const std::int64_t value : {500, 70'000, 9'000'000}) {
      weighted.record(value, 7);
      for (int i = 0; i < 7; ++i) repeated.record(value);
    }
    for (int i = 0; i <= 21; ++i) QCOMPARE(*weighted.quantile(i / 21.0), *repeated.quantile(i / 21.0));
  }

  void clearingForgets() {
    LatencyHistogram histogram;
    for (const auto value : spreadValues(1000)) histogram.record(value);
    histogram.clear();
    QCOMPARE(histogram.count(), 0U);
    QVERIFY(!histogram.quantile(0.5));
    histogram.record(1000);
    histogram.record(3000);
    histogram.record(5000);
    QCOMPARE(histogram.count(), 3U);
    QVERIFY(std::abs(*histogram.quantile(0.5) / 3000 - 1) < 0.004);
  }
};

QTEST_GUILESS_MAIN(HistogramTest)
#include "measure_histogram_test.moc"
