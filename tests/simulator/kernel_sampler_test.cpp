#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/weibull.hpp>

#include <QTest>

#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"

using namespace virga;
using namespace virga::simulator;
namespace bm = boost::math;

namespace {

// Lower quantile of p and upper quantile of q in nanoseconds, from Boost's distributions.
struct Reference {
  std::function<double(double)> lower, upper;
  double mean;
};

template <class Law>
Reference referenceOf(const Law& law) {
  return {[law](double p) { return bm::quantile(law, p); }, [law](double q) { return bm::quantile(bm::complement(law, q)); },
          bm::mean(law)};
}

struct Case {
  const char* name;
  model::Distribution distribution;
  Reference reference;
};

Reference lognormalReference(double medianNs, double sigma) {
  return referenceOf(bm::lognormal_distribution<>(std::log(medianNs), sigma));
}

std::vector<Case> cases() {
  using model::milliseconds;
  const auto gammaOf = [](double meanNs, double cv) {
    return referenceOf(bm::gamma_distribution<>(1 / (cv * cv), meanNs * cv * cv));
  };
  return {
      {"exponential", model::Exponential{milliseconds(100)}, referenceOf(bm::exponential_distribution<>(1e-8))},
      // sigma solves 1.6448536 sigma - sigma² / 2 = ln(80/35), by bisection.
      {"lognormal mean p95", model::LognormalMeanP95{milliseconds(35), milliseconds(80)},
       lognormalReference(35e6 * std::exp(-0.6190922961700489 * 0.6190922961700489 / 2), 0.6190922961700489)},
      {"lognormal median p99", model::LognormalMedianP99{milliseconds(180), milliseconds(900)},
       lognormalReference(180e6, std::log(5.0) / 2.3263478740408408)},
      {"lognormal narrow", model::LognormalMedianSigma{milliseconds(10), 0.001}, lognormalReference(10e6, 0.001)},
      {"lognormal wide", model::LognormalMedianSigma{milliseconds(10), 1.5}, lognormalReference(10e6, 1.5)},
      {"gamma cv 0.1", model::Gamma{milliseconds(120), 0.1}, gammaOf(120e6, 0.1)},
      {"gamma cv 0.6", model::Gamma{milliseconds(120), 0.6}, gammaOf(120e6, 0.6)},
      {"gamma cv 1", model::Gamma{milliseconds(120), 1}, gammaOf(120e6, 1)},
      {"gamma cv 2.5", model::Gamma{milliseconds(120), 2.5}, gammaOf(120e6, 2.5)},
      {"weibull 0.5", model::Weibull{milliseconds(50), 0.5}, referenceOf(bm::weibull_distribution<>(0.5, 50e6))},
      {"weibull 1.7", model::Weibull{milliseconds(50), 1.7}, referenceOf(bm::weibull_distribution<>(1.7, 50e6))},
      {"weibull 8", model::Weibull{milliseconds(50), 8}, referenceOf(bm::weibull_distribution<>(8, 50e6))},
  };
}

}  // namespace

class SamplerTest : public QObject {
  Q_OBJECT
 private slots:
  void agreesWithBoost_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Case& row : cases()) QTest::newRow(row.name) << index++;
  }
  void agreesWithBoost() {
    QFETCH(int, index);
    const Case row = cases()[static_cast<std::size_t>(index)];
    const Sampler sampler(row.distribution);
    double worst = 0;
    // Tail probabilities from 1/2 to 1e-15, 3000 points on each side, at irregular places in their cells.
    for (int i = 0; i <= 3000; ++i) {
      const double tail = 0.5 * std::pow(2e-15, i / 3000.0);
      const double lower = row.reference.lower(tail);
      worst = std::max(worst, std::abs(sampler.value(tail) - lower) / (lower * 1e-7 + 0.5));
      const double u = 1 - tail;  // rounded: take the tail that is really asked for
      const double upper = row.reference.upper(1 - u);
      worst = std::max(worst, std::abs(sampler.value(u) - upper) / (upper * 1e-7 + 0.5));
    }
    QVERIFY2(worst <= 1, qPrintable(QString("worst error is %1 of the tolerance").arg(worst)));
    QVERIFY(std::abs(sampler.mean() / row.reference.mean - 1) < 1e-6);
  }

  // The mean of the tabulated quantile function itself, by the midpoint rule in the tail's logarithm.
  void tableHasTheMeanOfTheLaw_data() { agreesWithBoost_data(); }
  void tableHasTheMeanOfTheLaw() {
    QFETCH(int, index);
    const Case row = cases()[static_cast<std::size_t>(index)];
    const Sampler sampler(row.distribution);
    double integral = 0;
    constexpr int kSteps = 1 << 15;
    for (int octave = 1; octave < 53; ++octave) {
      const double width = std::ldexp(1.0, -1 - octave) / kSteps;
      for (int i = 0; i < kSteps; ++i) {
        const double tail = std::ldexp(1.0, -1 - octave) + (i + 0.5) * width;
        integral += width * (sampler.value(tail) + sampler.value(1 - tail));
        if (octave > 30) {  // what is left is too little to matter; keep the test quick
          i += 63;
          integral += 63 * width * (sampler.value(tail) + sampler.value(1 - tail));
        }
      }
    }
    QVERIFY2(std::abs(integral / row.reference.mean - 1) < 1e-6,
             qPrintable(QString::number(integral / row.reference.mean - 1)));
  }

  void risesWithTheUniform_data() { agreesWithBoost_data(); }
  void risesWithTheUniform() {
    QFETCH(int, index);
    const Sampler sampler(cases()[static_cast<std::size_t>(index)].distribution);
    double last = -1;
    for (int i = 1; i < 200'000; ++i) {
      const double value = sampler.value(i / 200'000.0);
      QVERIFY(value >= last - 1e-6 * 1e-9 * last);
      last = value;
    }
  }

  void endsOfTheUniformAreSafe_data() { agreesWithBoost_data(); }
  void endsOfTheUniformAreSafe() {
    QFETCH(int, index);
    const Case row = cases()[static_cast<std::size_t>(index)];
    const Sampler sampler(row.distribution);
    for (const double u : {toUniform(0), toUniform(~std::uint64_t{0}), 0.5}) {
      const double exact = u > 0.5 ? row.reference.upper(1 - u) : row.reference.lower(u);
      QVERIFY(std::abs(sampler.value(u) - exact) <= exact * 1e-6 + 1);
    }
  }

  void scaleMultiplies() {
    const Sampler doubled(model::Gamma{model::milliseconds(120), 0.6}, 2);
    const Sampler plain(model::Gamma{model::milliseconds(120), 0.6});
    for (const double u : {0.001, 0.3, 0.5, 0.9, 0.9999}) QVERIFY(std::abs(doubled.value(u) / plain.value(u) - 2) < 1e-8);
    QVERIFY(std::abs(doubled.mean() / 240e6 - 1) < 1e-12);
    QCOMPARE(Sampler(model::Exponential{model::milliseconds(1)}, 0).nanoseconds(0.7), 0);
  }

  void simpleLawsAreExact() {
    QCOMPARE(Sampler().nanoseconds(0.3), 0);
    QCOMPARE(Sampler(model::Constant{model::milliseconds(35)}).nanoseconds(0.9), 35'000'000);
    QCOMPARE(Sampler(model::Constant{model::milliseconds(35)}, 1.5).mean(), 52.5e6);
    const Sampler uniform(model::Uniform{model::milliseconds(10), model::milliseconds(30)});
    QCOMPARE(uniform.nanoseconds(0.25), 15'000'000);
    QCOMPARE(uniform.mean(), 20e6);
  }

  void empiricalIsLinearBetweenItsQuantiles() {
    using model::milliseconds;
    using model::Share;
    const Sampler sampler(model::Empirical{
        {{Share{0.1}, milliseconds(10)}, {Share{0.5}, milliseconds(20)}, {Share{0.9}, milliseconds(100)}}, ""});
    QCOMPARE(sampler.nanoseconds(0.05), 10'000'000);
    QCOMPARE(sampler.nanoseconds(0.3), 15'000'000);
    QCOMPARE(sampler.nanoseconds(0.7), 60'000'000);
    QCOMPARE(sampler.nanoseconds(0.95), 100'000'000);
    // 0.1 * 10 + 0.4 * 15 + 0.4 * 60 + 0.1 * 100
    QVERIFY(std::abs(sampler.mean() - 41e6) < 1);
  }

  void absurdTailsEndAtTheLongestTime() {
    const Sampler sampler(model::LognormalMedianSigma{model::days(10), 6});
    QCOMPARE(sampler.nanoseconds(1 - 0x1p-53), Sampler::kLongest);
    QVERIFY(sampler.nanoseconds(0x1p-53) >= 0);
  }
};

QTEST_GUILESS_MAIN(SamplerTest)
#include "kernel_sampler_test.moc"
