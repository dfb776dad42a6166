#include <bit>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <QTest>

#include "simulator/kernel/random.h"

using namespace virga::simulator;

namespace {

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return sum / static_cast<double>(a.size()) * 12;
}

std::vector<double> draws(const RandomStream& stream, std::uint32_t k = 0) {
  std::vector<double> values;
  for (std::uint64_t n = 0; n < 100'000; ++n) values.push_back(stream.uniform(n, k));
  return values;
}

// Five standard errors of a correlation of 100,000 independent pairs.
constexpr double kUncorrelated = 5 / 316.2;

}  // namespace

class RandomTest : public QObject {
  Q_OBJECT
 private slots:
  // kat_vectors of Random123: guards against a library that counts its rounds or words otherwise.
  void philoxKnownAnswers_data() {
    using Words = std::vector<std::uint32_t>;
    QTest::addColumn<Words>("counter");
    QTest::addColumn<Words>("key");
    QTest::addColumn<Words>("answer");
    QTest::newRow("zeros") << Words{0, 0, 0, 0} << Words{0, 0} << Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    QTest::newRow("ones") << Words{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff} << Words{0xffffffff, 0xffffffff}
                          << Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
    QTest::newRow("pi") << Words{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344} << Words{0xa4093822, 0x299f31d0}
                        << Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1};
  }
  void philoxKnownAnswers() {
    QFETCH(std::vector<std::uint32_t>, counter);
    QFETCH(std::vector<std::uint32_t>, key);
    QFETCH(std::vector<std::uint32_t>, answer);
    const auto block = philox4x32_R(10, philox4x32_ctr_t{{counter[0], counter[1], counter[2], counter[3]}},
                                    philox4x32_key_t{{key[0], key[1]}});
    for (std::size_t i = 0; i < 4; ++i) QCOMPARE(block.v[i], answer[i]);
  }

  void uniformStaysInsideZeroAndOne() {
    QCOMPARE(toUniform(0), 0x1p-53);
    QCOMPARE(toUniform(~std::uint64_t{0}), 1 - 0x1p-53);
    QCOMPARE(1 - toUniform(~std::uint64_t{0}), 0x1p-53);
    QCOMPARE(toUniform(std::uint64_t{1} << 63), 0.5 + 0x1p-53);
  }

  void drawsAreAddressedByNumber() {
    const RandomStream one(1, 0, "checkout", Purpose::work);
    const RandomStream same(1, 0, "checkout", Purpose::work);
    QVERIFY(one.words(12345678901, 7) == same.words(12345678901, 7));
    QVERIFY(one.words(12345678901, 7) != one.words(12345678901, 8));
    QVERIFY(one.words(12345678901, 7) != one.words(12345678902, 7));
    QVERIFY(one.words(1, 0) != one.words((std::uint64_t{1} << 32) + 1, 0));
    QCOMPARE(one.uniforms(5, 1).first, one.uniform(5, 1));
  }

  void everyPartOfTheKeyMakesAnotherStream() {
    const auto base = draws(RandomStream(1, 0, "checkout", Purpose::work));
    const std::pair<const char*, RandomStream> others[] = {
        {"seed", RandomStream(2, 0, "checkout", Purpose::work)},
        {"seed's high half", RandomStream(1 + (std::uint64_t{1} << 32), 0, "checkout", Purpose::work)},
        {"replication", RandomStream(1, 1, "checkout", Purpose::work)},
        {"name", RandomStream(1, 0, "checkou", Purpose::work)},
        {"purpose", RandomStream(1, 0, "checkout", Purpose::latency)},
    };
    for (const auto& [what, stream] : others) QVERIFY2(std::abs(correlation(base, draws(stream))) < kUncorrelated, what);
    QVERIFY(std::abs(correlation(base, draws(RandomStream(1, 0, "checkout", Purpose::work), 1))) < kUncorrelated);
  }

  void manyStreamsNeverMeet() {
    std::set<std::uint64_t> first;
    for (std::uint32_t replication = 0; replication < 100; ++replication)
      for (int component = 0; component < 50; ++component)
        for (const Purpose purpose : {Purpose::arrivals, Purpose::work, Purpose::latency, Purpose::errors})
          first.insert(RandomStream(1, replication, "c" + std::to_string(component), purpose).words(0).first);
    QCOMPARE(first.size(), std::size_t{100 * 50 * 4});
  }

  // 99.99 % bounds of a mean and of a chi-square with 255 degrees of freedom.
  void uniformsAreUniform() {
    const RandomStream stream(3, 0, "api", Purpose::latency);
    std::vector<int> counts(256, 0);
    double sum = 0;
    double product = 0;
    constexpr int kDraws = 1 << 18;
    for (std::uint64_t n = 0; n < kDraws; ++n) {
      const auto [a, b] = stream.uniforms(n);
      ++counts[static_cast<std::size_t>(a * 256)];
      sum += b;
      product += (a - 0.5) * (b - 0.5);
    }
    double chiSquare = 0;
    for (const int count : counts) chiSquare += (count - 1024.0) * (count - 1024.0) / 1024.0;
    QVERIFY2(chiSquare > 175 && chiSquare < 347, qPrintable(QString::number(chiSquare)));
    QVERIFY(std::abs(sum / kDraws - 0.5) < 3.9 * std::sqrt(1.0 / 12 / kDraws));
    QVERIFY(std::abs(product / kDraws * 12) < 3.9 / std::sqrt(kDraws));
  }

  void sequentialHandsOutBothWordsOfEachBlock() {
    const RandomStream stream(9, 2, "shoppers", Purpose::arrivals);
    SequentialStream sequential(stream);
    for (std::uint64_t n = 0; n < 1000; ++n) {
      const auto [first, second] = stream.words(n);
      QCOMPARE(sequential.word(), first);
      QCOMPARE(sequential.uniform(), toUniform(second));
    }
  }
};

QTEST_GUILESS_MAIN(RandomTest)
#include "kernel_random_test.moc"
