#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>
#include <string>

#include <QTest>

#include "simulator/sweep/factor.h"
#include "simulator/sweep/sensitivity.h"
#include "simulator/sweep/sweep_plan.h"
#include "simulator/sweep/unit_points.h"

using namespace virga::simulator;

namespace {

using Texts = std::vector<std::string>;

Factor factor(const char* text) {
  const auto parsed = parseFactor(text);
  if (!parsed) qFatal("%s", parsed.error().c_str());
  return *parsed;
}

std::string errorOf(const char* text) {
  const auto parsed = parseFactor(text);
  return parsed ? std::string() : parsed.error();
}

// sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 with each x uniform in (-π, π): Ishigami and Homma, ISUMA '90 (1990).
double ishigami(const UnitPoint& point) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * point[i] - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

bool isNear(double value, double expected, double distance) { return std::abs(value - expected) <= distance; }

}  // namespace

class SweepPointsTest : public QObject {
  Q_OBJECT

 private slots:
  void readsWhatIsVaried() {
    QCOMPARE(factor("checkout.memory=128MiB, 512 MiB,1GiB").values, (Texts{"128MiB", "512 MiB", "1GiB"}));
    // Commas of a value's own stay in it.
    QCOMPARE(factor("a.keep-alive={uniform: {min: 1 s, max: 2 s}},3 s").values,
             (Texts{"{uniform: {min: 1 s, max: 2 s}}", "3 s"}));
    QCOMPARE(factor("a.tags='x,y',\"z..w\"").values, (Texts{"'x,y'", "\"z..w\""}));
    QCOMPARE(levelsOf(factor("f.memory=128MiB..512MiB..128MiB"), 9), (Texts{"128MiB", "256MiB", "384MiB", "512MiB"}));
    QCOMPARE(levelsOf(factor("f.memory=128..512 MiB"), 3), (Texts{"128 MiB", "320 MiB", "512 MiB"}));
    QCOMPARE(levelsOf(factor("u.rate=1/s..100/s..log"), 3), (Texts{"1/s", "10/s", "100/s"}));
    QCOMPARE(levelsOf(factor("q.share=0.1..0.3..0.1"), 9), (Texts{"0.1", "0.2", "0.3"}));
    // Whole numbers stay whole, and the same one isn't taken twice.
    QCOMPARE(levelsOf(factor("q.batch=1..3"), 9), (Texts{"1", "2", "3"}));
    QCOMPARE(levelsOf(factor("q.share=0.0..1.0"), 3), (Texts{"0", "0.5", "1"}));
    for (const auto* text : {"f.memory=128MiB..512MiB..128MiB", "u.rate=1/s..100/s..log", "q.batch=1,2,3"})
      QCOMPARE(toText(factor(text)), std::string(text));
  }

  void sharesOutEvenly() {
    const auto batch = factor("q.batch=1..10");
    QCOMPARE(valueAt(batch, 0), std::string("1"));
    QCOMPARE(valueAt(batch, 0.0999), std::string("1"));
    QCOMPARE(valueAt(batch, 0.1001), std::string("2"));
    QCOMPARE(valueAt(batch, 1), std::string("10"));
    QCOMPARE(valueAt(factor("a.b=x,y"), 0.49), std::string("x"));
    QCOMPARE(valueAt(factor("a.b=x,y"), 0.51), std::string("y"));
    QCOMPARE(valueAt(factor("a.b=10 ms..20 ms..5 ms"), 0.5), std::string("15 ms"));
    QCOMPARE(valueAt(factor("a.b=1.0/s..100.0/s..log"), 0.5), std::string("10/s"));
  }

  void lawsHaveTheirQuantiles() {
    // Of tables of the normal law: 0.8413 of it lies below one standard deviation.
    const auto at = [](const char* text, double u) { return std::stod(valueAt(factor(text), u)); };
    QVERIFY(isNear(at("a.b=normal(30.0/s, 5.0/s)", 0.841345), 35, 1e-3));
    QVERIFY(isNear(at("a.b=lognormal(30.0/s, 0.5)", 0.5), 30, 1e-6));
    QVERIFY(isNear(at("a.b=lognormal(30.0/s, 0.5)", 0.841345), 30 * std::exp(0.5), 1e-2));
    // Half of a symmetric triangle lies below its top; an eighth of it below a quarter of the way.
    QVERIFY(isNear(at("a.b=triangular(0.0/s, 10.0/s, 20.0/s)", 0.5), 10, 1e-6));
    QVERIFY(isNear(at("a.b=triangular(0.0/s, 10.0/s, 20.0/s)", 0.125), 5, 1e-6));
    QVERIFY(at("a.b=normal(1.0/s, 5.0/s)", 0.0) >= 0);
    QCOMPARE(valueAt(factor("a.b=normal(100, 20)"), 0.5), std::string("100"));
    QCOMPARE(toText(factor("a.b=triangular(15/s,20/s,40/s)")), std::string("a.b=triangular(15/s, 20/s, 40/s)"));
    QCOMPARE(toText(factor("a.b=lognormal(30/s, 0.4)")), std::string("a.b=lognormal(30/s, 0.4)"));
    QVERIFY(errorOf("a.b=normal(30/s)").find("2 numbers") != std::string::npos);
    QVERIFY(errorOf("a.b=normal(30/s, 5 ms)").find("same unit") != std::string::npos);
    QVERIFY(errorOf("a.b=triangular(3, 2, 1)").find("no such law") != std::string::npos);
  }

  void refusesWhatCantBeVaried() {
    QVERIFY(errorOf("checkout.memory").find("PATH=VALUES") != std::string::npos);
    QVERIFY(errorOf("a.b=").find("PATH=VALUES") != std::string::npos);
    QVERIFY(errorOf("a.b=1,,2").find("missing") != std::string::npos);
    QVERIFY(errorOf("a.b=1,1").find("twice") != std::string::npos);
    QVERIFY(errorOf("a.b=5..1").find("lesser") != std::string::npos);
    QVERIFY(errorOf("a.b=1 s..2 min").find("same unit") != std::string::npos);
    QVERIFY(errorOf("a.b=0..2..log").find("above 0") != std::string::npos);
    QVERIFY(errorOf("a.b=x..y").find("number") != std::string::npos);
    QVERIFY(errorOf("a.b=1..2..0").find("step") != std::string::npos);
    QVERIFY(errorOf("a.b=1..1000000..1").find("steps") != std::string::npos);
  }

  void gridsHaveAllTogether() {
    SweepPlan plan{{factor("a.x=1,2"), factor("b.y=5,6,7")}};
    const auto points = pointsOf(plan).value();
    QCOMPARE(points.size(), std::size_t{6});
    std::set<std::string> seen;
    for (const auto& point : points) seen.insert(point.settings[0].value + point.settings[1].value);
    QCOMPARE(seen, (std::set<std::string>{"15", "16", "17", "25", "26", "27"}));
    plan.design = SweepDesign::oneAtATime;
    const auto single = pointsOf(plan).value();
    QCOMPARE(single.size(), std::size_t{6});  // as it is, two and three
    QVERIFY(single[0].settings.empty());
    QVERIFY(std::all_of(single.begin() + 1, single.end(), [](const auto& point) { return point.settings.size() == 1; }));
    plan.factors.push_back(factor("a.x=3"));
    QVERIFY(pointsOf(plan).error().find("twice") != std::string::npos);
    QVERIFY(!pointsOf({}).has_value());
    QVERIFY(!pointsOf({{factor("a.x=1..2000"), factor("a.y=1..2000")}, SweepDesign::factorial, 1, 2'000}).has_value());
  }

  void sobolPointsAreThoseOfJoeAndKuo() {
    // The first of "new-joe-kuo-6.21201" in three dimensions (web.maths.unsw.edu.au/~fkuo/sobol).
    const std::vector<UnitPoint> first{{0, 0, 0},
                                       {0.5, 0.5, 0.5},
                                       {0.75, 0.25, 0.25},
                                       {0.25, 0.75, 0.75},
                                       {0.375, 0.375, 0.625},
                                       {0.875, 0.875, 0.125},
                                       {0.625, 0.125, 0.875}};
    QCOMPARE(sobolPoints(7, 3, std::nullopt), first);
    // A digital shift keeps a net a net: of 64 points each 64th of each coordinate has one, and each of 8 × 8 boxes of two.
    const auto shifted = sobolPoints(64, 2, 5);
    QVERIFY(shifted != sobolPoints(64, 2, 6));
    std::set<int> strata, boxes;
    for (const auto& point : shifted) {
      strata.insert(static_cast<int>(point[0] * 64));
      boxes.insert(static_cast<int>(point[0] * 8) * 8 + static_cast<int>(point[1] * 8));
    }
    QCOMPARE(strata.size(), std::size_t{64});
    QCOMPARE(boxes.size(), std::size_t{64});
  }

  void latinHypercubesHaveEachStratumOnce() {
    const auto points = latinHypercube(50, 4, 3);
    QCOMPARE(points, latinHypercube(50, 4, 3));
    QVERIFY(points != latinHypercube(50, 4, 4));
    for (std::size_t d = 0; d < 4; ++d) {
      std::set<int> strata;
      for (const auto& point : points) strata.insert(static_cast<int>(point[d] * 50));
      QCOMPARE(strata.size(), std::size_t{50});
    }
    // Orders of different dimensions have nothing to do with each other: the correlation of 50 is within 4 / sqrt(50).
    double product = 0;
    for (const auto& point : points) product += (point[0] - 0.5) * (point[1] - 0.5);
    QVERIFY(std::abs(product / 50 * 12) < 4 / std::sqrt(50));
  }

  void indicesOfAKnownFunctionComeOut() {
    // In closed form, with a = 7 and b = 0.1: V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2 and so on (Saltelli et al., Global
    // Sensitivity Analysis, The Primer (2008), section 4).
    const double b = 0.1, pi4 = std::pow(std::numbers::pi, 4);
    const double v1 = 0.5 * std::pow(1 + b * pi4 / 5, 2), v2 = 49.0 / 8, v13 = b * b * pi4 * pi4 * (1.0 / 18 - 1.0 / 50);
    const double v = v1 + v2 + v13;
    const std::array<double, 3> first{v1 / v, v2 / v, 0}, total{(v1 + v13) / v, v2 / v, v13 / v};
    std::vector<double> values;
    for (const auto& point : saltelliPoints(4'096, 3, 1)) values.push_back(ishigami(point));
    const auto indices = sobolIndices(values, 3, 1);
    QCOMPARE(indices.size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i) {
      QVERIFY2(isNear(indices[i].first, first[i], 0.02), std::to_string(indices[i].first).c_str());
      QVERIFY2(isNear(indices[i].total, total[i], 0.02), std::to_string(indices[i].total).c_str());
      QVERIFY(indices[i].firstCi95.first <= first[i] && first[i] <= indices[i].firstCi95.second);
      QVERIFY(indices[i].totalCi95.first <= total[i] && total[i] <= indices[i].totalCi95.second);
    }
    QVERIFY(sobolIndices(std::vector<double>(40, 3.0), 3, 1).empty());
  }

  void elementaryEffectsAreSlopes() {
    // 3 x1 - 2 x2 + 4 x3 x4: the first two are linear, and what x3 does depends on x4 alone.
    const auto points = morrisPoints(200, 4, 1);
    QCOMPARE(points.size(), std::size_t{1'000});
    std::vector<double> values;
    for (const auto& x : points) {
      QVERIFY(std::all_of(x.begin(), x.end(), [](double at) { return at > -1e-9 && at < 1 + 1e-9; }));
      values.push_back(3 * x[0] - 2 * x[1] + 4 * x[2] * x[3]);
    }
    const auto effects = morrisEffects(values, points);
    QVERIFY(isNear(effects[0].mean, 3, 1e-9) && isNear(effects[0].deviation, 0, 1e-9));
    QVERIFY(isNear(effects[1].mean, -2, 1e-9) && isNear(effects[1].meanAbsolute, 2, 1e-9));
    // The mean of 4 x4 over the grid is 2; its deviation is 4 * sqrt(5)/6 = 1.49.
    QVERIFY(isNear(effects[2].mean, 2, 0.35));
    QVERIFY(isNear(effects[2].deviation, 4 * std::sqrt(5.0) / 6, 0.2));
  }
};

QTEST_GUILESS_MAIN(SweepPointsTest)
#include "sweep_points_test.moc"
