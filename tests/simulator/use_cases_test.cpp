#include <algorithm>
#include <cmath>
#include <map>

#include "model/gallery/pattern.h"
#include "simulator/experiment/paired.h"
#include "tests/simulator/designs.h"

using namespace virga;
using designs::mean;
using designs::metered;
using simulator::Result;

namespace {

const model::Pattern& useCase(const std::string& id) {
  static std::map<std::string, model::Pattern> read;
  if (const auto found = read.find(id); found != read.end()) return found->second;
  auto pattern = model::loadPattern(id, std::string(VIRGA_SOURCE) + "/resources/patterns");
  if (!pattern) qFatal("%s", model::toText(pattern.error().front()).c_str());
  return read.emplace(id, std::move(*pattern)).first->second;
}

// The design with this scenario alone, so that two of them can be paired.
model::Architecture under(const std::string& id, const std::string& scenario) {
  auto project = useCase(id).design;
  std::erase_if(project.scenarios, [&](const auto& other) { return other.name != scenario; });
  if (project.scenarios.size() != 1) qFatal("%s has no scenario %s", id.c_str(), scenario.c_str());
  project.scenarios.front().name = "run";
  return project;
}

simulator::SimulationOptions lasting(model::Duration duration, int replications) {
  simulator::SimulationOptions options;
  options.duration = duration;
  options.replications = replications;
  options.freeTier = false;
  return options;
}

Result run(const std::string& id, const std::string& scenario, model::Duration duration, int replications = 1) {
  auto result = simulator::simulate(under(id, scenario), *model::loadCatalog("aws"), lasting(duration, replications));
  if (!result) qFatal("%s doesn't run", id.c_str());
  return std::move(*result);
}

simulator::Paired pairOf(const std::string& id, const std::string& here, const std::string& there, model::Duration duration,
                         int replications) {
  const auto pair = simulator::simulatePair(under(id, here), under(id, there), *model::loadCatalog("aws"),
                                            lasting(duration, replications));
  if (!pair || !pair->other) qFatal("the pair doesn't run");
  const auto paired = simulator::paired(pair->result, *pair->other);
  if (!paired) qFatal("%s", paired.error().c_str());
  return *paired;
}

const simulator::PairedFigure& at(const simulator::Paired& paired, const std::string& part, const std::string& figure) {
  for (const auto* parts : {&paired.components, &paired.flows})
    for (const auto& p : *parts)
      if (p.name == part)
        for (const auto& f : p.figures)
          if (f.name == figure) return f;
  qFatal("no figure %s.%s", part.c_str(), figure.c_str());
}

double amount(const Result& result, const std::string& component, const std::vector<std::string>& items) {
  double sum = 0;
  for (const auto& line : result.bill.lines)
    if (line.component == component && std::find(items.begin(), items.end(), line.item) != items.end())
      sum += line.amount.convert_to<double>();
  return sum;
}

// Milliseconds that the provider's law takes on average.
double meanMs(const char* catalogKey) {
  static const auto catalog = model::loadCatalog("aws");
  return model::mean(catalog->distribution(catalogKey)).milliseconds();
}

bool near(double value, double expected, double part) { return std::abs(value - expected) <= part * std::abs(expected); }

// Share that `lines` lines refuse of `erlangs` offered to them.
double erlangLoss(int lines, double erlangs) {
  double loss = 1;
  for (int i = 1; i <= lines; ++i) loss = erlangs * loss / (i + erlangs * loss);
  return loss;
}

}  // namespace

// What the about files of the use cases claim.
class UseCasesTest : public QObject {
  Q_OBJECT

 private slots:
  // λ = 0.2/s new conversations of 6 min each.
  void chatbotsConnectionsFollowLittle() {
    constexpr int kReplications = 10;
    const auto result = run("chatbot", "ordinary-day", model::hours(1), kReplications);
    truth::agrees(truth::figure(result, "chat", "connections.mean"), kReplications, 0.2 * 360, 0.12, "connections");
  }

  // 40 times as many; each connected one asks every 45 s, and each question takes W: instances at work are λ · W.
  void chatbotsViralEvening() {
    const auto viral = run("chatbot", "viral-evening", model::minutes(35));
    QVERIFY(near(mean(viral, "chat", "connections.mean"), 8.0 * 360, 0.06));
    const double questions = mean(viral, "answer", "invocations") / 300;
    QVERIFY(near(questions, 8.0 * 360 / 45, 0.06));
    // Query and cache side by side, of which the query is the slower; then the model, the write and the push.
    const double answer =
        meanMs("nosql-db.query-latency") + 2000 + meanMs("nosql-db.write-latency") + meanMs("websocket-api.latency");
    QVERIFY2(near(mean(viral, "answer", "duration_ms.mean"), answer, 0.02),
             qPrintable(QString("%1 %2").arg(mean(viral, "answer", "duration_ms.mean")).arg(answer)));
    QVERIFY(near(mean(viral, "answer", "concurrency.mean"), questions * answer / 1000, 0.02));
    QCOMPARE(mean(viral, "chat", "refused") + mean(viral, "chat", "throttles") + mean(viral, "answer", "throttles"), 0.0);
    QCOMPARE(mean(viral, "visitors → chat ask", "failed"), 0.0);
    const auto night = run("chatbot", "quiet-night", model::hours(2));
    QVERIFY(mean(night, "answer", "concurrency.mean") < 1);

    // By public prices, each question: 0.5 GB for that time and a request; a message in and one out; one read unit for
    // 8 KiB, four write units for 4 KiB; 45 s of a connection.
    const double worked =
        0.5 * answer / 1000 * 0.0000166667 + 0.0000002 + 2 * 0.000001 + 0.000000125 + 4 * 0.000000625 + 0.75 * 0.00000025;
    for (const auto* result : {&viral, &night}) {
      const double cost = amount(*result, "answer", {"requests", "compute"}) +
                          amount(*result, "chat", {"messages", "connection-minutes"}) +
                          amount(*result, "conversations", {"read-units", "write-units"});
      const double inMonth = metered(*result, "answer", "requests") * result->usage.hoursPerMonth.convert_to<double>() *
                             3600 / result->usage.period.seconds();
      QVERIFY2(near(cost / inMonth, worked, 0.05),
               qPrintable(QString("%1 %2 per million").arg(cost / inMonth * 1e6).arg(worked * 1e6)));
    }
  }

  // Two attempts of 8 s and half a second between them at most, against nothing. Nobody is left without an answer.
  void chatbotsBreaker() {
    const auto paired = pairOf("chatbot", "model-down", "model-down-without-breaker", model::minutes(50), 3);
    const auto& paid = at(paired, "answer", "duration_ms.mean");
    QVERIFY(paid.there->mean > 0.7 * 16'000);
    QVERIFY2(paid.difference->ci95->second < -0.8 * paid.there->mean,
             qPrintable(QString("%1 %2").arg(paid.difference->ci95->second).arg(paid.there->mean)));
    const auto& failed = at(paired, "visitors → chat ask", "failed");
    QCOMPARE(failed.here->mean, 0.0);
    QCOMPARE(failed.there->mean, 0.0);
  }

  // A shard takes 1,000 records a second (AWS): of 1,500 it refuses a third, and no other shard helps a hot symbol.
  void realTimeDatasShards() {
    const auto refused = [](const Result& result) {
      return mean(result, "exchange → ticks", "throttled") / mean(result, "exchange → ticks", "requests");
    };
    const auto duration = model::seconds(150);
    QCOMPARE(refused(run("real-time-data", "market-open", duration)), 0.0);
    QVERIFY(near(refused(run("real-time-data", "one-shard-too-few", duration)), 1.0 / 3, 0.01));
    const auto hot = run("real-time-data", "one-symbol-runs-hot", duration);
    QVERIFY(near(refused(hot), 1.0 / 3, 0.01));
    QVERIFY(mean(hot, "quote", "concurrency.max") <= 1);  // one symbol, one reader
  }

  // 1 GiB of 1769 MiB for one vCPU: 1 ms of work takes 1.73 ms, whatever else a batch takes.
  void realTimeDatasReaders() {
    const double most = 1000 * 1024.0 / 1769;
    const auto duration = model::seconds(150);
    const auto one = run("real-time-data", "one-reader-per-shard", duration);
    QVERIFY(mean(one, "ticks", "delivered") / 90 < 2 * most);
    QVERIFY(mean(one, "ticks", "iterator_age_ms.max") > (1 - most / 750) * 140'000);
    const auto four = run("real-time-data", "market-open", duration);
    QVERIFY(near(mean(four, "ticks", "delivered"), mean(four, "ticks", "put"), 0.01));
    QVERIFY(mean(four, "ticks", "iterator_age_ms.p95") < 1000);
    QVERIFY(mean(four, "ticks", "given_up") + mean(four, "ticks", "throttles") == 0);
    // 200 lines a second for ten seconds.
    const double lines = mean(four, "log-lines", "delivered") / mean(four, "log-archive", "writes");
    QVERIFY2(near(lines, 2000, 0.05), qPrintable(QString::number(lines)));
  }

  // 150 orders a second of W each: λ · W instances at work, each with a connection if there is no pool.
  void backEndsPool() {
    const auto launch = run("web-and-mobile-back-end", "launch", model::minutes(3));
    const double order = 15 * 1769.0 / 1024 + meanMs("sql-db.read-latency") + 600 + meanMs("sql-db.write-latency") +
                         meanMs("queue.send-latency");
    QVERIFY2(near(mean(launch, "order", "duration_ms.mean"), order, 0.02),
             qPrintable(QString("%1 %2").arg(mean(launch, "order", "duration_ms.mean")).arg(order)));
    const double atWork = 150 * order / 1000;
    QVERIFY(near(mean(launch, "order", "concurrency.mean"), atWork, 0.05));
    QVERIFY(atWork > 90);
    QVERIFY(600 / order > 0.9);
    QVERIFY(mean(launch, "shop", "connections.max") <= 40);
    QVERIFY(mean(launch, "shop", "concurrency.mean") / 40 < 0.1);

    const auto paired = pairOf("web-and-mobile-back-end", "launch", "launch-without-pool", model::minutes(3), 3);
    const double loss = erlangLoss(90, atWork);
    QVERIFY(loss > 0.1 && loss < 0.2);
    for (const auto* flow : {"browsers → api POST /orders", "phones → api POST /orders"}) {
      const auto& failed = at(paired, flow, "failed");
      QCOMPARE(failed.here->mean, 0.0);
      const double offered = at(paired, flow, "requests").there->mean;
      QVERIFY(-failed.difference->ci95->second > loss * offered);
      QVERIFY(-failed.difference->ci95->second > 0.5 * offered);
    }
  }

  // W is ten queries of 4 s, ten compressions of half a second and ten writes. Eight at a time, 96 parts take 96/8 · W and
  // at most one part longer (Graham, Bounds on Multiprocessing Timing Anomalies, 1969).
  void scheduledBackupIsDoneInItsWindow() {
    const double part = 10 * (4000 + 500 + meanMs("object-store.write-latency"));
    const auto week = run("scheduled-tasks", "a-week", model::days(7));
    QCOMPARE(mean(week, "backup", "succeeded"), 7.0);
    QCOMPARE(mean(week, "write-report", "invocations"), 1.0);
    QCOMPARE(mean(week, "sweep", "invocations"), 7.0 * 96);
    const double seen = mean(week, "save-part", "latency_ms.mean");
    QVERIFY2(near(seen, part, 0.02), qPrintable(QString("%1 %2").arg(seen).arg(part)));
    const double took = mean(week, "backup", "latency_ms.mean");
    constexpr double kAround = 10'000;  // the list of parts, and the transitions
    QVERIFY(took > 96 * seen / 8 && took < 96 * seen / 8 + mean(week, "save-part", "latency_ms.max") + kAround);

    // 31 nights of 2 GiB, at 0.0000166667 USD a GB-second.
    const double worked = 31 * 96 * part / 1000 * 2 * 0.0000166667;
    QVERIFY(worked < 5);
    QVERIFY2(near(amount(week, "save-part", {"compute"}), worked, 0.03),
             qPrintable(QString("%1 %2").arg(amount(week, "save-part", {"compute"})).arg(worked)));
  }

  void scheduledBackupMissesItsWindow() {
    const auto duration = model::hours(3);
    const double minute = 60'000;
    const double part = 10 * (4000 + 500 + meanMs("object-store.write-latency")), slow = part + 150'000;
    QVERIFY(96 * part > 72 * minute && 96 * slow / 8 > 38 * minute && 96 * slow / 24 < 14 * minute);

    const auto big = run("scheduled-tasks", "one-big-run", duration);
    QCOMPARE(mean(big, "backup", "succeeded"), 0.0);
    QCOMPARE(mean(big, "save-part", "timeouts"), 1.0);
    QVERIFY(near(mean(big, "save-part", "latency_ms.max"), 15 * minute, 0.005));
    const auto late = run("scheduled-tasks", "slow-database", duration);
    QCOMPARE(mean(late, "backup", "succeeded"), 0.0);
    QCOMPARE(mean(late, "backup", "timeouts"), 1.0);
    QVERIFY(near(mean(late, "backup", "latency_ms.max"), 30 * minute, 0.005));
    const auto more = run("scheduled-tasks", "slow-database-more-at-once", duration);
    QCOMPARE(mean(more, "backup", "succeeded"), 1.0);
    QVERIFY(mean(more, "backup", "latency_ms.max") > 96 * mean(more, "save-part", "latency_ms.mean") / 24);
    QVERIFY(mean(more, "backup", "latency_ms.max") < 14.5 * minute);
    QCOMPARE(mean(more, "books", "refused"), 0.0);
    QVERIFY(mean(more, "books", "connections.max") <= 26);
  }

  // The designs aren't one provider's: they run on all that can be asked.
  void eachRunsOnAllProviders_data() {
    QTest::addColumn<QString>("id");
    for (const auto* id : {"chatbot", "real-time-data", "web-and-mobile-back-end", "scheduled-tasks"})
      QTest::newRow(id) << id;
  }
  void eachRunsOnAllProviders() {
    QFETCH(QString, id);
    for (const auto& provider : model::catalogProviders())
      for (const auto& scenario : useCase(id.toStdString()).design.scenarios) {
        auto project = under(id.toStdString(), scenario.name);
        project.target = {provider, {}};
        project.scenarios.front().warmup = {};
        const auto duration = id == "scheduled-tasks" ? model::hours(2)
                              : id == "chatbot"       ? model::minutes(5)
                                                      : model::seconds(20);
        const auto result = simulator::simulate(project, *model::loadCatalog(provider), lasting(duration, 1));
        QVERIFY2(result && result->events > 0, (provider + " " + scenario.name).c_str());
      }
  }
};

QTEST_GUILESS_MAIN(UseCasesTest)
#include "use_cases_test.moc"
