#include "model/architecture/distribution.h"

#include <cmath>
#include <string>

#include <QtTest>

using namespace virga::model;

namespace {

// Relative, and never tighter than the whole nanoseconds of the result.
bool near(Duration actual, double expectedMilliseconds, double tolerance = 1e-7) {
  return std::abs(actual.milliseconds() - expectedMilliseconds) <= std::max(tolerance * expectedMilliseconds, 2e-6);
}

std::string refusal(const Distribution& distribution) {
  const auto verdict = validate(distribution);
  return verdict ? std::string() : verdict.error();
}

bool refuses(const Distribution& distribution, const std::string& part) {
  return refusal(distribution).find(part) != std::string::npos;
}

}  // namespace

class DistributionTest : public QObject {
  Q_OBJECT

 private slots:
  void closedForms() {
    QVERIFY(near(mean(Constant{milliseconds(35)}), 35));
    QVERIFY(near(quantile(Constant{milliseconds(35)}, 0.999), 35));
    QVERIFY(near(mean(Uniform{milliseconds(10), milliseconds(30)}), 20));
    QVERIFY(near(quantile(Uniform{milliseconds(10), milliseconds(30)}, 0.9), 28));
    QVERIFY(near(mean(Exponential{milliseconds(100)}), 100));
    QVERIFY(near(quantile(Exponential{milliseconds(100)}, 0.5), 100 * std::log(2.0)));
    QVERIFY(near(quantile(Exponential{milliseconds(100)}, 0.99), 100 * std::log(100.0)));
    // Weibull of shape 2: mean = scale · Γ(3/2) = scale · √π / 2; of shape 1 it is the exponential.
    QVERIFY(near(mean(Weibull{milliseconds(100), 2}), 50 * std::sqrt(M_PI)));
    QVERIFY(near(quantile(Weibull{milliseconds(100), 2}, 0.75), 100 * std::sqrt(std::log(4.0))));
    QVERIFY(near(mean(Weibull{milliseconds(100), 1}), 100));
    // A gamma of cv 1 is the exponential; of cv 1/√2 it has shape 2, median 1.6783469900166608 of its scale.
    QVERIFY(near(quantile(Gamma{milliseconds(100), 1}, 0.5), 100 * std::log(2.0)));
    QVERIFY(near(quantile(Gamma{milliseconds(100), 1 / std::sqrt(2.0)}, 0.5), 50 * 1.6783469900166608));
    QVERIFY(near(mean(Gamma{milliseconds(120), 0.6}), 120));
  }

  void lognormalByMeanAndP95() {
    const Distribution d = LognormalMeanP95{milliseconds(35), milliseconds(80)};
    QVERIFY(near(mean(d), 35));
    QVERIFY(near(quantile(d, 0.95), 80));
    // The law must have that mean: exp(μ + σ²/2), with the σ below z = 1.6448536 of the two that fit.
    const auto law = lognormalLaw(std::get<LognormalMeanP95>(d));
    QVERIFY(std::abs(std::exp(law.mu + law.sigma * law.sigma / 2) / 35e6 - 1) < 1e-12);
    QVERIFY(law.sigma > 0 && law.sigma < 1.6448536);
    QVERIFY(near(quantile(d, 0.5), std::exp(law.mu) / 1e6));
  }

  void lognormalByMedian() {
    const Distribution p99 = LognormalMedianP99{milliseconds(180), milliseconds(900)};
    QVERIFY(near(quantile(p99, 0.5), 180));
    QVERIFY(near(quantile(p99, 0.99), 900));
    const double sigma = std::log(5.0) / 2.3263478740408408;
    QVERIFY(near(mean(p99), 180 * std::exp(sigma * sigma / 2)));
    const Distribution bySigma = LognormalMedianSigma{milliseconds(100), 0.5};
    QVERIFY(near(mean(bySigma), 100 * std::exp(0.125)));
    QVERIFY(near(quantile(bySigma, 0.8413447460685429), 100 * std::exp(0.5)));
  }

  void empiricalIsLinearBetweenItsQuantiles() {
    const Distribution d =
        Empirical{{{Share{0}, milliseconds(10)}, {Share{0.5}, milliseconds(20)}, {Share{1}, milliseconds(60)}}, ""};
    QVERIFY(near(quantile(d, 0.25), 15));
    QVERIFY(near(quantile(d, 0.75), 40));
    QVERIFY(near(mean(d), 0.5 * 15 + 0.5 * 40));
    // What lies outside the stated shares sits at the first and the last value.
    const Distribution inner = Empirical{{{Share{0.5}, milliseconds(20)}, {Share{0.9}, milliseconds(60)}}, ""};
    QVERIFY(near(quantile(inner, 0.1), 20));
    QVERIFY(near(quantile(inner, 0.99), 60));
    QVERIFY(near(mean(inner), 0.5 * 20 + 0.4 * 40 + 0.1 * 60));
    QVERIFY(near(mean(Empirical{{}, "times.csv"}), 0));
  }

  // The mean must be the integral of the quantile function, whatever the law.
  void meanIsTheIntegralOfTheQuantiles() {
    const Distribution laws[] = {Uniform{milliseconds(10), milliseconds(30)},
                                 Exponential{milliseconds(100)},
                                 LognormalMeanP95{milliseconds(35), milliseconds(80)},
                                 LognormalMedianP99{milliseconds(180), milliseconds(900)},
                                 LognormalMedianSigma{milliseconds(100), 0.5},
                                 Gamma{milliseconds(120), 0.6},
                                 Weibull{milliseconds(100), 1.5}};
    for (const auto& law : laws) {
      constexpr int kParts = 200'000;
      double sum = 0;
      for (int i = 0; i < kParts; ++i) sum += quantile(law, (i + 0.5) / kParts).milliseconds();
      QVERIFY2(near(mean(law), sum / kParts, 1e-3), std::to_string(law.index()).c_str());
    }
  }

  void refusesImpossibleLaws() {
    QVERIFY(refuses(Uniform{milliseconds(30), milliseconds(10)}, "min (30 ms) must not be above max (10 ms)"));
    QVERIFY(refuses(Exponential{}, "mean"));
    QVERIFY(refuses(LognormalMeanP95{milliseconds(20), milliseconds(10)}, "p95 (10 ms) must be above the mean (20 ms)"));
    // exp(1.6448536² / 2) = 3.868
    QCOMPARE(refusal(LognormalMeanP95{milliseconds(100), milliseconds(386)}), std::string());
    QVERIFY(refuses(LognormalMeanP95{milliseconds(100), milliseconds(387)}, "3.868 times its mean"));
    QVERIFY(refuses(LognormalMedianP99{milliseconds(100), milliseconds(100)}, "above the median"));
    QVERIFY(refuses(LognormalMedianSigma{milliseconds(100), -1}, "sigma"));
    QVERIFY(refuses(LognormalMedianSigma{milliseconds(100), 50}, "292 years"));
    QVERIFY(refuses(Gamma{milliseconds(100), 0}, "cv"));
    QVERIFY(refuses(Gamma{milliseconds(100), std::nan("")}, "cv"));
    QVERIFY(refuses(Weibull{milliseconds(100), 0}, "shape"));
    QVERIFY(refuses(Weibull{milliseconds(100), 1e-3}, "292 years"));
    QVERIFY(refuses(Empirical{{{Share{0.5}, milliseconds(1)}}, ""}, "two quantiles"));
    QVERIFY(refuses(Empirical{{{Share{0.5}, milliseconds(1)}, {Share{0.4}, milliseconds(2)}}, ""}, "40% follows 50%"));
    QVERIFY(refuses(Empirical{{{Share{0.4}, milliseconds(2)}, {Share{0.5}, milliseconds(1)}}, ""}, "1 ms follows 2 ms"));
    QVERIFY(refuses(Empirical{{{Share{0.4}, milliseconds(2)}}, "f.csv"}, "not both"));
    QCOMPARE(refusal(Empirical{{}, "f.csv"}), std::string());
    QCOMPARE(refusal(Constant{}), std::string());
  }
};

QTEST_GUILESS_MAIN(DistributionTest)
#include "distribution_test.moc"
