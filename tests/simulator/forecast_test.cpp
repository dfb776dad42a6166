#include "simulator/forecast/forecast.h"

#include <cmath>
#include <string>

#include <QTest>

#include "model/catalog/catalog.h"
#include "model/project/project_file.h"

using namespace virga;
using namespace virga::simulator;

namespace {

// One function without an API: each request costs the request and its time, and both are in proportion to the traffic.
constexpr auto kProject =
    "virga: 1\nname: grown\ntarget: {provider: aws, region: us-east-1}\ncomponents:\n"
    "  users: {kind: client, sends: [{to: work, arrivals: {constant: {rate: 10/s}}}]}\n"
    "  work: {kind: function, runtime: python3.12, memory: 1 GiB, timeout: 30 s, steps: [{wait: 100 ms}]}\n"
    "scenarios: {hour: {duration: 10 min, warmup: 1 min}}\n";

// USD a month of 730 h: each request costs 0.20 USD a million and 0.1 GB-s at 0.0000166667 USD, and its answer of 1 KiB
// goes to the internet for 0.09 USD a GiB (AWS's price lists, us-east-1, 2026).
constexpr double kCostOfOneASecond = 730 * 3600 * (0.2e-6 + 0.1 * 0.0000166667 + 0.09 / (1 << 20));

tl::expected<model::Catalog, model::Problems> catalogOf(const std::string& provider) { return model::loadCatalog(provider); }

tl::expected<Forecast, SimulationFailure> forecastOf(const ForecastOptions& options) {
  const auto project = model::readProject(kProject, "grown.virga.yaml");
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  static const auto aws = catalogOf("aws").value();
  return forecast(*project, aws, catalogOf, options);
}

ForecastOptions base() {
  ForecastOptions options;
  options.simulation.freeTier = false;
  options.futures = 8;
  options.months = 4;
  return options;
}

bool isWithin(double value, double expected, double relative) { return std::abs(value / expected - 1) <= relative; }

}  // namespace

class ForecastTest : public QObject {
  Q_OBJECT

 private slots:
  void growthCompounds() {
    auto options = base();
    options.growth = parseFactorValues({}, "10%").value();
    const auto made = forecastOf(options);
    QVERIFY(made.has_value());
    const auto& cost = made->fans.front();
    QCOMPARE(cost.figure, std::string("cost"));
    QCOMPARE(cost.months.size(), std::size_t{4});
    const double first = 10 * kCostOfOneASecond;
    for (std::size_t month = 0; month < 4; ++month) {
      // All futures are the same one.
      QVERIFY2(isWithin(cost.months[month].p50, first * std::pow(1.1, static_cast<double>(month)), 0.02),
               std::to_string(cost.months[month].p50).c_str());
      QCOMPARE(cost.months[month].p5, cost.months[month].p95);
    }
    QVERIFY(isWithin(made->whole.p50, first * (1 + 1.1 + 1.21 + 1.331), 0.02));
  }

  void uncertainTrafficSpreadsTheBill() {
    auto options = base();
    options.futures = 40;
    options.months = 1;
    options.uncertain = {parseFactor("users.sends.0.arrivals.constant.rate=5.0/s..15.0/s").value()};
    const double each = kCostOfOneASecond;
    options.budget = 12.5 * each;
    const auto made = forecastOf(options);
    QVERIFY(made.has_value());
    const auto& month = made->fans.front().months.front();
    // Quantiles of a uniform law; a Latin hypercube of 40 is off by less than a fortieth of the range.
    QVERIFY(isWithin(month.p5, 5.5 * each, 0.08));
    QVERIFY(isWithin(month.p50, 10 * each, 0.04));
    QVERIFY(isWithin(month.p95, 14.5 * each, 0.04));
    // A quarter lies above three quarters of the way.
    QVERIFY(std::abs(made->budget->monthsOverShare - 0.25) <= 0.05);
    QCOMPARE(made->budget->anyMonthOverShare, made->budget->monthsOverShare);
    // The latency doesn't depend on the traffic.
    QCOMPARE(made->fans.size(), std::size_t{3});
    QVERIFY(made->fans[1].figure.ends_with(".latency_ms.p50"));
    QVERIFY(isWithin(made->fans[1].months[0].p95, made->fans[1].months[0].p5, 0.02));
  }

  void threadsDontMatter() {
    auto options = base();
    options.growth = parseFactorValues({}, "5%..9%").value();
    options.simulation.threads = 1;
    const auto one = toJson(forecastOf(options).value());
    options.simulation.threads = 3;
    QCOMPARE(toJson(forecastOf(options).value()), one);
  }

  void refuses() {
    const auto why = [](const ForecastOptions& options) {
      const auto made = forecastOf(options);
      if (made) return std::string();
      const auto* problems = std::get_if<model::Problems>(&made.error());
      return problems ? toText(problems->front()) : std::string("stopped");
    };
    QVERIFY(why(base()).find("nothing is uncertain") != std::string::npos);
    auto options = base();
    options.growth = parseFactorValues({}, "5..9").value();
    QVERIFY(why(options).find("per cent") != std::string::npos);
    options.growth = parseFactorValues({}, "5%").value();
    options.figures = {"work.latncy.p99"};
    QVERIFY2(why(options).find("did you mean") != std::string::npos, why(options).c_str());
    options.figures.clear();
    options.uncertain = {parseFactor("work.timeout=soon,later").value()};
    QVERIFY(why(options).find("no future can be simulated") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(ForecastTest)
#include "forecast_test.moc"
