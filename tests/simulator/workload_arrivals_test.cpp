#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <functional>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>

#include <QTemporaryDir>
#include <QTest>

#include "simulator/workload/arrival_process.h"
#include "simulator/workload/expected_rate.h"

using namespace virga;
using namespace virga::simulator;

namespace {

constexpr double kHour = 3600;
constexpr double kDay = 86400;

auto planArrivals(const model::Arrivals& arrivals, const model::Scenario& scenario, const std::filesystem::path& folder) {
  CountsFiles files;
  return simulator::planArrivals(arrivals, scenario, folder, files);
}

RandomStream streamOf(std::uint64_t seed = 1) { return RandomStream(seed, 0, "shoppers", Purpose::arrivals); }

ArrivalPlan planOf(const model::Arrivals& arrivals, const model::Traffic& traffic = {}, const QString& folder = {},
                   const std::string& start = "2026-01-05 00:00") {
  model::Scenario scenario;
  scenario.traffic = traffic;
  scenario.duration = model::days(365);
  scenario.start = start;
  auto plan = planArrivals(arrivals, scenario, folder.toStdString());
  if (!plan) qFatal("%s", plan.error().c_str());
  return *plan;
}

// All arrivals before `until` seconds, in seconds.
std::vector<double> arrivalsOf(const ArrivalPlan& plan, double until, std::uint64_t seed = 1) {
  ArrivalProcess process(plan, streamOf(seed));
  std::vector<double> times;
  std::int64_t last = 0;
  for (std::int64_t time = process.next(); static_cast<double>(time) / 1e9 < until; time = process.next()) {
    if (time < last) qFatal("arrivals go back in time");
    last = time;
    times.push_back(static_cast<double>(time) / 1e9);
  }
  return times;
}

// Whether the counts in `cells` equal parts of [0, until) fit Poisson counts with the integral of `rate`: chi-square
// within its 99.9 % bounds, from both sides.
bool fitsPoisson(const std::vector<double>& times, double until, int cells, const std::function<double(double)>& rate) {
  std::vector<double> counts(static_cast<std::size_t>(cells), 0);
  for (const double time : times) ++counts[static_cast<std::size_t>(time / until * cells)];
  double chiSquare = 0;
  for (int cell = 0; cell < cells; ++cell) {
    constexpr int kSteps = 1000;
    double expected = 0;
    for (int i = 0; i < kSteps; ++i) expected += rate((cell + (i + 0.5) / kSteps) * until / cells) * until / cells / kSteps;
    const double difference = counts[static_cast<std::size_t>(cell)] - expected;
    chiSquare += difference * difference / expected;
  }
  const boost::math::chi_squared law(cells);
  const bool fits = chiSquare > boost::math::quantile(law, 0.0005) && chiSquare < boost::math::quantile(law, 0.9995);
  if (!fits) qWarning("chi-square %g of %d cells", chiSquare, cells);
  return fits;
}

double cosine(double low, double peakHour, double time) {
  return low + (1 - low) * (1 + std::cos(2 * std::numbers::pi * (time - peakHour * kHour) / kDay)) / 2;
}

model::Traffic diurnal(double low, int peakHour, double factor = 1) {
  return {factor, model::Diurnal{model::Share{low}, model::hours(peakHour)}};
}

std::string writeFile(const QTemporaryDir& folder, const char* name, const std::string& content) {
  std::ofstream(folder.filePath(name).toStdString()) << content;
  return name;
}

}  // namespace

class ArrivalsTest : public QObject {
  Q_OBJECT
 private slots:
  void constantArrivalsDoNotDrift() {
    ArrivalProcess process(planOf(model::ConstantArrivals{model::Rate{7}}), streamOf());
    for (std::int64_t k = 1; k <= 1'000'000; ++k) {
      const std::int64_t exact = (k * 2'000'000'000 + 7) / 14;  // k / 7 s, to the nearest nanosecond
      QCOMPARE(process.next(), exact);
    }
  }

  void factorMultipliesTheRate() {
    const auto plain = arrivalsOf(planOf(model::ConstantArrivals{model::Rate{2}}, {3.0, {}}), 10.01);
    QCOMPARE(plain.size(), std::size_t{60});
    // The same draws at twice the rate come at half the times.
    const auto once = arrivalsOf(planOf(model::PoissonArrivals{model::Rate{5}}), 1000);
    const auto twice = arrivalsOf(planOf(model::PoissonArrivals{model::Rate{5}}, {2.0, {}}), 500);
    QCOMPARE(once.size(), twice.size());
    for (std::size_t i = 0; i < once.size(); ++i) QVERIFY(std::abs(once[i] - 2 * twice[i]) < 1e-6);
  }

  void nothingComesAtRateZero() {
    for (const model::Arrivals& arrivals :
         {model::Arrivals{model::ConstantArrivals{}}, model::Arrivals{model::PoissonArrivals{}},
          model::Arrivals{model::ProfileArrivals{{{model::seconds(5), model::Rate{0}}}, {}}},
          model::Arrivals{model::ClosedArrivals{10, model::Constant{model::seconds(1)}}}}) {
      ArrivalProcess process(planOf(arrivals), streamOf());
      QCOMPARE(process.next(), kNoMoreArrivals);
      QCOMPARE(process.next(), kNoMoreArrivals);
    }
  }

  void poissonCountsAndGaps() {
    const auto times = arrivalsOf(planOf(model::PoissonArrivals{model::Rate{40}}), 5000);
    QVERIFY(fitsPoisson(times, 5000, 1000, [](double) { return 40.0; }));
    // Gaps by 50 equally likely intervals of the exponential law.
    std::vector<double> counts(50, 0);
    double last = 0;
    for (const double time : times) {
      const double share = -std::expm1(-(time - last) * 40);
      ++counts[std::min<std::size_t>(49, static_cast<std::size_t>(share * 50))];
      last = time;
    }
    const double expected = static_cast<double>(times.size()) / 50;
    double chiSquare = 0;
    for (const double count : counts) chiSquare += (count - expected) * (count - expected) / expected;
    QVERIFY2(chiSquare < 86 && chiSquare > 23, qPrintable(QString::number(chiSquare)));  // 99.9 % of chi-square(49)
  }

  void rareArrivalsComeToo() {
    ArrivalProcess process(planOf(model::PoissonArrivals{model::Rate{1 / (30 * kDay)}}), streamOf());
    double sum = 0;
    for (int i = 0; i < 20; ++i) sum = static_cast<double>(process.next()) * 1e-9;
    QVERIFY(sum > 0.4 * 20 * 30 * kDay && sum < 1.9 * 20 * 30 * kDay);  // 99.9 % of gamma(20)
  }

  // 10/s until 100 s, rising to 50/s at 300 s, falling to 0 at 400 s, then 0.
  void profileFollowsItsIntegral() {
    const model::ProfileArrivals profile{{{model::seconds(100), model::Rate{10}},
                                          {model::seconds(300), model::Rate{50}},
                                          {model::seconds(400), model::Rate{0}}},
                                         {}};
    const auto rate = [](double t) {
      if (t < 100) return 10.0;
      if (t < 300) return 10 + (t - 100) / 5;
      return std::max(0.0, 50 - (t - 300) / 2);
    };
    const auto times = arrivalsOf(planOf(profile, {20.0, {}}), 1e6);
    QVERIFY(times.back() < 400);
    QVERIFY(fitsPoisson(times, 400, 80, [&](double t) { return 20 * rate(t); }));
  }

  void profileMayJumpAndEndsInItsLastRate() {
    const model::ProfileArrivals profile{{{model::seconds(0), model::Rate{100}},
                                          {model::seconds(50), model::Rate{100}},
                                          {model::seconds(50), model::Rate{300}}},
                                         {}};
    const auto times = arrivalsOf(planOf(profile), 20000);
    QVERIFY(fitsPoisson(times, 20000, 400, [](double t) { return t < 50 ? 100.0 : 300.0; }));
  }

  void profileRepeats() {
    const model::ProfileArrivals profile{{{model::seconds(0), model::Rate{0}}, {model::seconds(10), model::Rate{400}}},
                                         model::seconds(15)};
    const auto times = arrivalsOf(planOf(profile), 1500);
    QVERIFY(fitsPoisson(times, 1500, 300, [](double t) { return std::min(400.0, 40 * std::fmod(t, 15.0)); }));
    // A period that ends before the last point cuts the profile.
    const model::ProfileArrivals cut{{{model::seconds(0), model::Rate{0}}, {model::seconds(10), model::Rate{400}}},
                                     model::seconds(5)};
    QVERIFY(fitsPoisson(arrivalsOf(planOf(cut), 1000), 1000, 200, [](double t) { return 40 * std::fmod(t, 5.0); }));
  }

  void poissonFollowsTheDay() {
    const auto times = arrivalsOf(planOf(model::PoissonArrivals{model::Rate{4}}, diurnal(0.2, 20, 1.5)), 2 * kDay);
    QVERIFY(fitsPoisson(times, 2 * kDay, 192, [](double t) { return 6 * cosine(0.2, 20, t); }));
  }

  // A run from half past nine meets a peak at 20:00 ten and a half hours later.
  void dayIsThatOfTheStart() {
    model::Scenario scenario;
    scenario.start = "2026-07-01 09:30";
    scenario.duration = model::days(2);
    scenario.traffic = diurnal(0.2, 20);
    const auto plan = planArrivals(model::PoissonArrivals{model::Rate{4}}, scenario, {});
    QVERIFY(plan);
    const auto times = arrivalsOf(*plan, 2 * kDay);
    QVERIFY(fitsPoisson(times, 2 * kDay, 192, [](double t) { return 4 * cosine(0.2, 10.5, t); }));
  }

  void profileFollowsTheDay() {
    const model::ProfileArrivals profile{{{model::hours(2), model::Rate{2}}, {model::hours(20), model::Rate{8}}}, {}};
    const auto times = arrivalsOf(planOf(profile, diurnal(0.1, 14)), kDay);
    QVERIFY(fitsPoisson(times, kDay, 96,
                        [](double t) { return (2 + 6 * std::clamp((t / kHour - 2) / 18, 0.0, 1.0)) * cosine(0.1, 14, t); }));
  }

  // The k-th arrival comes when the integral of the rate, in closed form, reaches k.
  void evenArrivalsFollowTheDay() {
    const double rate = 0.5;
    const auto times = arrivalsOf(planOf(model::ConstantArrivals{model::Rate{rate}}, diurnal(0.2, 20)), 3 * kDay + 1);
    const auto integral = [&](double t) {
      const double angle = 2 * std::numbers::pi / kDay;
      return rate * (0.6 * t + 0.4 / angle * (std::sin(angle * (t - 20 * kHour)) + std::sin(angle * 20 * kHour)));
    };
    QCOMPARE(times.size(), std::size_t{77'760});  // 0.5 * 0.6 * 3 days
    for (std::size_t k = 0; k < times.size(); ++k) QVERIFY(std::abs(integral(times[k]) - static_cast<double>(k + 1)) < 0.03);
  }

  void traceIsReplayed() {
    QTemporaryDir folder;
    const model::TraceArrivals trace{writeFile(folder, "t.csv", "3.5\n0.25\n3.5\n10\n"), ""};
    const auto times = arrivalsOf(planOf(trace, {}, folder.path()), 100);
    QVERIFY((times == std::vector<double>{0.25, 3.5, 3.5, 10}));
  }

  void traceIsMultiplied() {
    QTemporaryDir folder;
    std::string rows;
    for (int i = 0; i < 10000; ++i) rows += std::to_string(i) + "\n";
    const model::TraceArrivals trace{writeFile(folder, "t.csv", rows), ""};
    const auto times = arrivalsOf(planOf(trace, {2.3, {}}, folder.path()), 1e5);
    QVERIFY(std::abs(static_cast<double>(times.size()) - 23000) < 3.29 * std::sqrt(10000 * 0.3 * 0.7));
    for (int i = 0; i < 10000; ++i) {
      const auto repeats = std::count(times.begin(), times.end(), static_cast<double>(i));
      QVERIFY(repeats == 2 || repeats == 3);
      if (i == 100) break;
    }
    QCOMPARE(arrivalsOf(planOf(trace, {3.0, {}}, folder.path()), 1e5).size(), std::size_t{30000});
    QCOMPARE(arrivalsOf(planOf(trace, {0.0, {}}, folder.path()), 1e5).size(), std::size_t{0});
    const auto night = arrivalsOf(planOf(trace, diurnal(0, 12), folder.path()), 1e5);
    double expected = 0;
    for (int i = 0; i < 10000; ++i) expected += cosine(0, 12, i);
    QVERIFY(std::abs(static_cast<double>(night.size()) - expected) < 3.29 * std::sqrt(expected));
  }

  void countsArePlacedEvenlyOrAtTheStart() {
    QTemporaryDir folder;
    const std::string file = writeFile(folder, "c.csv", "2,0,3\n");
    const auto even = arrivalsOf(planOf(model::CountsArrivals{file, "", model::Placement::even}, {}, folder.path()), 1e5);
    QVERIFY((even == std::vector<double>{15, 45, 130, 150, 170}));
    const auto start = arrivalsOf(planOf(model::CountsArrivals{file, "", model::Placement::start}, {}, folder.path()), 1e5);
    QVERIFY((start == std::vector<double>{0, 0, 120, 120, 120}));
  }

  void countsArePlacedAtRandom() {
    QTemporaryDir folder;
    const std::string file = writeFile(folder, "c.csv", "50000,0,1,30000\n");
    const auto times = arrivalsOf(planOf(model::CountsArrivals{file, "", model::Placement::random}, {}, folder.path()), 1e5);
    QCOMPARE(times.size(), std::size_t{80001});
    std::vector<double> first(times.begin(), times.begin() + 50000);
    QVERIFY(first.back() < 60);
    QVERIFY(times[50000] >= 120 && times[50000] < 180);
    QVERIFY(times[50001] >= 180 && times.back() < 240);
    QVERIFY(fitsPoisson(first, 60, 100, [](double) { return 50000.0 / 60; }));
  }

  void countsAreMultipliedWithTheRestAtRandom() {
    QTemporaryDir folder;
    std::string row = "3";
    for (int i = 1; i < 2000; ++i) row += ",3";
    const model::CountsArrivals counts{writeFile(folder, "c.csv", row + "\n"), "", model::Placement::start};
    const auto times = arrivalsOf(planOf(counts, {0.5, {}}, folder.path()), 1e6);  // 1.5 a minute
    QVERIFY(std::abs(static_cast<double>(times.size()) - 3000) < 3.29 * std::sqrt(2000 * 0.25));
    for (int i = 0; i < 200; ++i) {
      const auto inMinute = std::count(times.begin(), times.end(), i * 60.0);
      QVERIFY(inMinute == 1 || inMinute == 2);
    }
  }

  void everyIsExact() {
    const auto plan = planOf(model::EveryArrivals{model::milliseconds(250), model::seconds(3)});
    const auto times = arrivalsOf(plan, 103);
    QCOMPARE(times.size(), std::size_t{400});
    for (std::size_t k = 0; k < times.size(); ++k) QCOMPARE(times[k], 3 + 0.25 * static_cast<double>(k));
    QCOMPARE(arrivalsOf(planOf(model::EveryArrivals{model::seconds(1), {}}), 10).size(), std::size_t{10});  // also at 0
    QCOMPARE(arrivalsOf(planOf(model::EveryArrivals{model::days(200), {}}), 1e9).size(),
             std::size_t{2});  // ends with the run
  }

  void everyIsMultiplied() {
    const model::EveryArrivals every{model::seconds(1), {}};
    QCOMPARE(arrivalsOf(planOf(every, {3.0, {}}), 1000).size(), std::size_t{3000});
    QCOMPARE(arrivalsOf(planOf(every, {0.0, {}}), 1000).size(), std::size_t{0});
    const auto times = arrivalsOf(planOf(every, {1.25, {}}), 20000);
    QVERIFY(std::abs(static_cast<double>(times.size()) - 25000) < 3.29 * std::sqrt(20000 * 0.25 * 0.75));
    for (int i = 0; i < 100; ++i) {
      const auto repeats = std::count(times.begin(), times.end(), static_cast<double>(i));
      QVERIFY(repeats == 1 || repeats == 2);
    }
    const auto day = arrivalsOf(planOf(every, diurnal(0.2, 20)), kDay);
    QVERIFY(std::abs(static_cast<double>(day.size()) - 0.6 * kDay) < 3.29 * std::sqrt(0.25 * kDay));
  }

  // The instants are Python's zoneinfo's; see schedule_test.cpp for the two that the clock skips or shows twice.
  void cronFollowsTheClock() {
    const auto instants = [](const char* expression, const char* zone, const char* start, double until, double factor = 1) {
      return arrivalsOf(planOf(model::CronArrivals{expression, zone}, {factor, {}}, {}, start), until);
    };
    QVERIFY(
        (instants("30 2 * * *", "Europe/Berlin", "2026-03-28 00:00", 200000) == std::vector<double>{5400, 90000, 174600}));
    QVERIFY(
        (instants("30 2 * * *", "Europe/Berlin", "2026-10-24 00:00", 200000) == std::vector<double>{1800, 88200, 178200}));
    QVERIFY((instants("15 9 * * 1-5", "America/New_York", "2026-03-06 00:00", 400000, 2) ==
             std::vector<double>{51300, 51300, 306900, 306900, 393300, 393300}));
    QCOMPARE(instants("* * * * *", "UTC", "2026-01-05 00:00", 3600).size(), std::size_t{60});
  }

  void impossibleTimesAreErrors() {
    const auto error = [](const model::Arrivals& arrivals) { return planArrivals(arrivals, {}, {}).error(); };
    QVERIFY(error(model::CronArrivals{"61 * * * *", "UTC"}).find("61") != std::string::npos);
    QVERIFY(error(model::CronArrivals{"0 * * * *", "Europe/Atlantis"}).find("Atlantis") != std::string::npos);
    QVERIFY(error(model::EveryArrivals{}).find("above 0") != std::string::npos);
    QVERIFY(error(model::BurstyArrivals{model::Rate{1}, {}, model::Constant{}, model::Constant{}}).find("zero") !=
            std::string::npos);
  }

  // Kuczura 1973 and Fischer, Meier-Hellstern 1993: with exponential turns of rates a (on → off) and b (off → on) and rates
  // x (on) and y (off) the counts in windows of length t have the mean (x b + y a) t / (a + b) and the index of dispersion
  // 1 + 2 a b (x - y)² / ((a + b)² (x b + y a)) · (1 - (1 - exp(-(a + b) t)) / ((a + b) t)).
  void burstsHaveTheDispersionOfAnInterruptedPoissonProcess_data() {
    QTest::addColumn<double>("base");
    QTest::newRow("interrupted") << 0.0;
    QTest::newRow("with a base") << 2.0;
  }
  void burstsHaveTheDispersionOfAnInterruptedPoissonProcess() {
    QFETCH(double, base);
    constexpr double kOn = 5, kOff = 20, kRate = 10, kFactor = 1.5, kWindow = 10;
    constexpr int kSeeds = 20, kWindows = 4000;
    const auto plan =
        planOf(model::BurstyArrivals{model::Rate{kRate}, model::Rate{base}, model::Exponential{model::seconds(5)},
                                     model::Exponential{model::seconds(20)}},
               {kFactor, {}});
    std::vector<double> means, indices;
    for (int seed = 1; seed <= kSeeds; ++seed) {
      std::vector<double> counts(kWindows, 0);
      constexpr double kFrom = 1000;  // the start, off, is forgotten by then
      for (const double time : arrivalsOf(plan, kFrom + kWindows * kWindow, static_cast<std::uint64_t>(seed)))
        if (time >= kFrom) ++counts[static_cast<std::size_t>((time - kFrom) / kWindow)];
      double sum = 0, squares = 0;
      for (const double count : counts) sum += count;
      for (const double count : counts) squares += (count - sum / kWindows) * (count - sum / kWindows);
      means.push_back(sum / kWindows);
      indices.push_back(squares / (kWindows - 1) / (sum / kWindows));
    }
    const auto agrees = [](const std::vector<double>& samples, double exact, double widest) {
      double sum = 0, squares = 0;
      for (const double sample : samples) sum += sample / kSeeds;
      for (const double sample : samples) squares += (sample - sum) * (sample - sum);
      const double half = 2.861 * std::sqrt(squares / (kSeeds - 1) / kSeeds);  // 99 % of Student's t with 19
      if (std::abs(sum - exact) <= half && half <= widest * exact) return true;
      qWarning("%g ± %g, exact %g", sum, half, exact);
      return false;
    };
    const double a = 1 / kOn, b = 1 / kOff, x = kRate * kFactor, y = base * kFactor, both = a + b, flow = x * b + y * a;
    QVERIFY(agrees(means, flow / both * kWindow, 0.03));
    const double part = 1 - (1 - std::exp(-both * kWindow)) / (both * kWindow);
    QVERIFY(agrees(indices, 1 + 2 * a * b * (x - y) * (x - y) / (both * both * flow) * part, 0.05));
  }

  // Turns of constant length: off for 30 s, on for 10 s, and so on; the day thins both.
  void burstsTakeTurns() {
    const model::BurstyArrivals bursty{model::Rate{40}, model::Rate{4}, model::Constant{model::seconds(10)},
                                       model::Constant{model::seconds(30)}};
    const auto rate = [](double t) { return std::fmod(t, 40) < 30 ? 4.0 : 40.0; };
    QVERIFY(fitsPoisson(arrivalsOf(planOf(bursty), 8000), 8000, 800, rate));
    QVERIFY(fitsPoisson(arrivalsOf(planOf(bursty, diurnal(0.2, 12)), kDay), kDay, 2160,
                        [&](double t) { return rate(t) * cosine(0.2, 12, t); }));
    const auto none = arrivalsOf(planOf(model::BurstyArrivals{model::Rate{40}, {}, bursty.on, bursty.off}), 30);
    QVERIFY(none.empty());
    ArrivalProcess silent(planOf(model::BurstyArrivals{{}, {}, bursty.on, bursty.off}), streamOf());
    QCOMPARE(silent.next(), kNoMoreArrivals);
    QCOMPARE(silent.next(), kNoMoreArrivals);
  }

  // Another rate moves neither the turns nor the order of the draws.
  void burstsComeAtTheSameTimesWhateverTheRate() {
    const auto turnsOf = [](double rate) {
      const auto times = arrivalsOf(
          planOf(model::BurstyArrivals{
              model::Rate{rate}, {}, model::Exponential{model::seconds(20)}, model::Exponential{model::seconds(300)}}),
          20000);
      std::vector<double> begins;
      for (std::size_t i = 1; i < times.size(); ++i)
        if (times[i] - times[i - 1] > 30) begins.push_back(times[i]);
      return begins;
    };
    const auto slow = turnsOf(200), fast = turnsOf(400);
    QVERIFY(slow.size() > 30);
    QCOMPARE(fast.size(), slow.size());
    for (std::size_t i = 0; i < slow.size(); ++i) QVERIFY(std::abs(fast[i] - slow[i]) < 0.1);
  }

  void seedsMakeOtherArrivals() {
    const auto plan = planOf(model::PoissonArrivals{model::Rate{5}});
    QVERIFY(arrivalsOf(plan, 100, 1) == arrivalsOf(plan, 100, 1));
    QVERIFY(arrivalsOf(plan, 100, 1) != arrivalsOf(plan, 100, 2));
  }

  // The rate that is drawn of arrivals has as many arrivals below it as really come.
  void expectedRateIsThatOfTheArrivals() {
    model::Scenario scenario;
    scenario.duration = model::hours(6);
    scenario.start = "2026-01-05 06:00";
    scenario.traffic = {2, model::Diurnal{model::Share{0.25}, model::hours(10)}};
    const std::vector<model::Arrivals> all{
        model::ConstantArrivals{model::Rate{3}},
        model::PoissonArrivals{model::Rate{3}},
        model::ProfileArrivals{{{model::minutes(10), {1}}, {model::minutes(15), {9}}, {model::minutes(16), {0}}},
                               model::minutes(20)},
        model::BurstyArrivals{model::Rate{40}, model::Rate{1}, model::Exponential{model::seconds(10)},
                              model::Exponential{model::seconds(30)}},
        model::EveryArrivals{model::milliseconds(700), model::hours(1)},
        model::CronArrivals{"* * * * *", "UTC"}};
    for (const auto& arrivals : all) {
      const auto plan = planArrivals(arrivals, scenario, {});
      QVERIFY(plan);
      const auto come = arrivalsOf(*plan, 6 * kHour).size();
      const auto rates = expectedRate(arrivals, scenario, 2000);
      QVERIFY(rates && rates->size() > 2000);
      QCOMPARE(rates->front().time, 0.0);
      QCOMPARE(rates->back().time, 6 * kHour);
      double area = 0;
      for (std::size_t i = 1; i < rates->size(); ++i)
        area += ((*rates)[i].time - (*rates)[i - 1].time) * ((*rates)[i].perSecond + (*rates)[i - 1].perSecond) / 2;
      const bool isBursty = std::holds_alternative<model::BurstyArrivals>(arrivals);
      const double slack = isBursty ? 0.1 * area : 5 * std::sqrt(area) + 2;
      QVERIFY2(std::abs(area - static_cast<double>(come)) < slack,
               qPrintable(QString("%1: %2 and %3").arg(arrivals.index()).arg(area).arg(come)));
    }
    QVERIFY(expectedRate(model::ClosedArrivals{}, scenario, 10)->empty());
    QVERIFY(expectedRate(model::TraceArrivals{"absent.csv", {}}, scenario, 10)->empty());
    QVERIFY(!expectedRate(model::CronArrivals{"* * * * *", "Nowhere/Else"}, scenario, 10));
  }

  void missingFileIsAnError() {
    const auto plan = planArrivals(model::TraceArrivals{"absent.csv", ""}, {}, "/nowhere");
    QVERIFY(!plan);
    QVERIFY(plan.error().find("/nowhere/absent.csv") != std::string::npos);
    const auto law = readDistribution(model::Empirical{{}, "absent.csv"}, "/nowhere");
    QVERIFY(!law);
  }
};

QTEST_GUILESS_MAIN(ArrivalsTest)
#include "workload_arrivals_test.moc"
