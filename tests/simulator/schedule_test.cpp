#include <cmath>
#include <string>

#include <QTest>

#include "tests/truth/laboratory.h"

using namespace virga;
using truth::figure;

namespace {

model::Architecture read(const std::string& text) {
  auto project = model::readProject("virga: 1\nname: schedules\n" + text, "schedules");
  if (!project) {
    for (const auto& problem : project.error()) qWarning("%s", toText(problem).c_str());
    qFatal("the project can't be read");
  }
  return std::move(*project);
}

simulator::Result simulated(const std::string& text, simulator::SimulationOptions options = {},
                            const char* provider = "custom") {
  const auto catalog = model::loadCatalog(provider);
  auto result = simulator::simulate(read(text), *catalog, options);
  if (!result) {
    if (const auto* problems = std::get_if<model::Problems>(&result.error()))
      for (const auto& problem : *problems) qWarning("%s", toText(problem).c_str());
    qFatal("the simulation fails");
  }
  return std::move(*result);
}

double mean(const simulator::Result& result, const std::string& component, const std::string& name) {
  return figure(result, component, name).mean;
}

const std::string kWork =
    "  work: {kind: function, runtime: any, memory: 128 MiB, timeout: 10 min, steps: [{compute: 10 ms}]}\n";
const std::string kCold = "providers: {custom: {cold-start: 0 s}}\n";

// A schedule that starts `work`, and a run of that length.
double fired(const std::string& when, const std::string& start, model::Duration duration) {
  simulator::SimulationOptions options;
  options.duration = duration;
  const auto result = simulated("components:\n  clock: {kind: schedule, " + when + ", targets: [{to: work}]}\n" + kWork +
                                    kCold + "scenarios: {run: {duration: 1 h, start: \"" + start + "\"}}\n",
                                options);
  if (mean(result, "work", "invocations") != mean(result, "clock", "fired")) qFatal("a firing started nothing");
  return mean(result, "clock", "fired");
}

}  // namespace

class ScheduleTest : public QObject {
  Q_OBJECT

 private slots:
  void firesAtTheStartAndEachInterval() {
    QCOMPARE(fired("every: 5 min", "2026-01-05 00:00", model::hours(1)), 12.0);
    QCOMPARE(fired("every: 5 min", "2026-01-05 00:00", model::hours(1) + model::nanoseconds(1)), 13.0);
  }

  // Berlin goes from 02:00 to 03:00 at 01:00 UTC on 2026-03-29, and back from 03:00 to 02:00 at 01:00 UTC on 2026-10-25.
  // A time that is skipped comes at the end of the gap; one that comes twice counts once, the first time. The others are
  // Python's zoneinfo's: datetime(2026, 3, 28, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(timezone.utc).
  void cronFollowsTheClock_data() {
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QList<int>>("seconds");
    QTest::newRow("skipped hour") << "cron: \"30 2 * * *\", time-zone: Europe/Berlin"
                                  << "2026-03-28 00:00" << QList<int>{5400, 90000, 174600};
    QTest::newRow("repeated hour") << "cron: \"30 2 * * *\", time-zone: Europe/Berlin"
                                   << "2026-10-24 00:00" << QList<int>{1800, 88200, 178200};
    QTest::newRow("weekdays in New York") << "cron: \"15 9 * * 1-5\", time-zone: America/New_York"
                                          << "2026-03-06 00:00" << QList<int>{51300, 306900, 393300};
    QTest::newRow("UTC") << "cron: \"0 */8 * * *\""
                         << "2026-01-05 07:59" << QList<int>{60, 28860, 57660};
  }
  void cronFollowsTheClock() {
    QFETCH(QString, when);
    QFETCH(QString, start);
    QFETCH(QList<int>, seconds);
    for (int i = 0; i < seconds.size(); ++i) {
      const auto at = model::seconds(seconds[i]);
      QCOMPARE(fired(when.toStdString(), start.toStdString(), at), static_cast<double>(i));
      QCOMPARE(fired(when.toStdString(), start.toStdString(), at + model::nanoseconds(1)), static_cast<double>(i + 1));
    }
  }

  void startsTargetsOfEachKind() {
    const auto result = simulated(
        "components:\n"
        "  clock: {kind: schedule, every: 1 min, targets: [{to: work}, {to: line}, {to: partner}, {to: news}, {to: "
        "server}]}\n"
        "  news: {kind: topic, subscriptions: [{to: reader}]}\n"
        "  server: {kind: container-service, servers: 1, timeout: 1 min, steps: [{compute: 10 ms}]}\n" +
        kWork +
        "  line: {kind: queue, visibility: 11 min, consumers: [{to: reader}]}\n"
        "  reader: {kind: function, runtime: any, memory: 128 MiB, timeout: 10 min, steps: [{compute: 10 ms}]}\n"
        "  partner: {kind: external, latency: 20 ms}\n" +
        kCold + "scenarios: {run: {duration: 1 h}}\n");
    QCOMPARE(mean(result, "clock", "fired"), 60.0);
    QCOMPARE(mean(result, "clock", "delivered"), 300.0);
    QCOMPARE(mean(result, "clock", "failed"), 0.0);
    QCOMPARE(mean(result, "work", "invocations"), 60.0);
    QCOMPARE(mean(result, "reader", "invocations"), 120.0);
    QCOMPARE(mean(result, "server", "requests"), 60.0);
    QCOMPARE(mean(result, "partner", "requests"), 60.0);
    QCOMPARE(mean(result, "partner", "writes"), 60.0);
  }

  void countsWhatIsNotDelivered() {
    const auto result = simulated(
        "components:\n  clock: {kind: schedule, every: 1 min, targets: [{to: partner}, {to: line}]}\n"
        "  partner: {kind: external, latency: 20 ms}\n  line: {kind: queue}\nscenarios:\n  run:\n    duration: 1 h\n"
        "    warmup: 30 s\n    faults:\n"
        "      - {component: partner, from: 10 min, to: 20 min, errors: 100%}\n"
        "      - {component: line, from: 25 min, to: 30 min, throttles: 100%}\n"
        "      - {component: clock, from: 40 min, to: 45 min, outage: silent}\n");
    QCOMPARE(mean(result, "clock", "fired"), 59.0);
    QCOMPARE(mean(result, "clock", "failed"), 10.0 + 5 + 2 * 5);
    QCOMPARE(mean(result, "clock", "delivered"), 2 * 59.0 - 25);
    QCOMPARE(mean(result, "partner", "requests"), 54.0);
  }

  // AWS invokes within the minute: evenly, so after 30 s on average.
  void deliversWithThePlatformsPrecision() {
    simulator::SimulationOptions options;
    options.duration = model::days(7);
    const auto result =
        simulated("components:\n  clock: {kind: schedule, every: 1 h, targets: [{to: line}]}\n  line: {kind: queue}\n",
                  options, "aws");
    QCOMPARE(mean(result, "clock", "fired"), 168.0);
    QCOMPARE(mean(result, "clock", "delivered"), 168.0);
    // The depth grows by one an hour: its mean is 84.5 without a delay and 30 s / 1 h less with it; ± 4.4 standard errors.
    QVERIFY(std::abs(mean(result, "line", "depth.mean") - (84.5 - 30.0 / 3600)) < 4.4 * 17.3 / 3600 / std::sqrt(168));
    double invocations = 0;
    for (const auto& line : result.bill.lines)
      if (line.component == "clock") invocations += line.quantity.convert_to<double>();
    QVERIFY(std::abs(invocations - 730) < 1e-9);
  }

  void aDesignNeedsASource() {
    const auto catalog = model::loadCatalog("custom");
    const auto result =
        simulator::simulate(read("components:\n  clock: {kind: schedule, every: 1 h}\n" + kWork), *catalog, {});
    QVERIFY(!result);
    const auto* problems = std::get_if<model::Problems>(&result.error());
    QVERIFY(problems && problems->front().message == "nothing sends requests");
  }

  void sameBytesOnAnyNumberOfThreads() {
    const auto bytes = [](int threads) {
      simulator::SimulationOptions options;
      options.replications = 4;
      options.threads = threads;
      auto result = simulated(
          "components:\n  clock: {kind: schedule, every: 7 s, targets: [{to: work}, {to: vault-reader}]}\n" + kWork +
              "  vault-reader: {kind: function, runtime: any, memory: 128 MiB, timeout: 10 s, steps: [{call: vault}]}\n"
              "  vault: {kind: secret-store, cache: 1 min}\n",
          options, "aws");
      result.wallSeconds = 0;
      return toJson(result);
    };
    QCOMPARE(bytes(2), bytes(1));
  }

  // Three requests at once each second keep three instances warm. Each asks at its first request and then once its copy is
  // older than 9.999 s, which is each 10 s: ceil(59 s / 9.999 s) = 6 times.
  void anInstanceKeepsItsCopyOfASecret() {
    std::string clients;
    for (int i = 0; i < 3; ++i) clients += "      - {to: work, arrivals: {every: {interval: 1 s, offset: 500 ms}}}\n";
    const auto reads = [&](const std::string& store) {
      return simulated(
          "components:\n  users:\n    kind: client\n    sends:\n" + clients +
          "  work: {kind: function, runtime: any, memory: 128 MiB, timeout: 10 s, steps: [{call: vault}, {call: "
          "vault}, {compute: 200 ms}]}\n  vault: {kind: secret-store" +
          store + "}\n" + kCold + "scenarios: {run: {duration: 59 s}}\n");
    };
    const auto kept = reads(", cache: 9999 ms");
    QCOMPARE(mean(kept, "work", "cold_starts"), 3.0);
    QCOMPARE(mean(kept, "vault", "requests"), 3.0 * 6);
    QCOMPARE(mean(kept, "vault", "cached"), 3.0 * (2 * 59 - 6));
    const auto each = reads("");
    QCOMPARE(mean(each, "vault", "requests"), 3.0 * 2 * 59);
    QCOMPARE(mean(each, "vault", "cached"), 0.0);
    // A read of 300 ms is waited for by the one that asks alone.
    const auto slow = reads(", cache: 9999 ms, latency: 300 ms");
    QCOMPARE(mean(slow, "work", "duration_ms.max"), 500.0);
    QVERIFY(std::abs(mean(slow, "work", "duration_ms.p50") - 200) < 1);
  }

  // A failed read leaves no copy.
  void aFailedReadIsAskedForAgain() {
    const auto result = simulated(
        "components:\n  users: {kind: client, sends: [{to: work, arrivals: {every: {interval: 1 s}}}]}\n"
        "  work: {kind: function, runtime: any, memory: 128 MiB, timeout: 10 s, steps: [{call: vault}, {compute: 10 ms}]}\n"
        "  vault: {kind: secret-store, cache: 1 h}\n" +
        kCold + "scenarios: {run: {duration: 1 min, faults: [{component: vault, from: 0 s, to: 10 s, errors: 100%}]}}\n");
    QCOMPARE(mean(result, "vault", "errors"), 10.0);
    QCOMPARE(mean(result, "vault", "requests"), 11.0);
    QCOMPARE(mean(result, "work", "errors"), 10.0);
  }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "schedule_test.moc"
