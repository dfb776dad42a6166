#include <cmath>
#include <filesystem>
#include <stop_token>
#include <string>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "model/catalog/catalog.h"
#include "model/project/project_file.h"
#include "simulator/sweep/run_sweep.h"
#include "simulator/sweep/sweep_table.h"

using namespace virga;
using namespace virga::simulator;

namespace {

constexpr auto kProject =
    "virga: 1\nname: swept\ntarget: {provider: custom}\ncomponents:\n"
    "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 1/s}}}]}\n"
    "  work: {kind: function, runtime: nodejs22, memory: 1 GiB, timeout: 30 s, steps: [{wait: 100 ms}]}\n"
    "providers:\n  custom: {cold-start: 200 ms, keep-alive: 10 s, instance-concurrency: 1, concurrency-limit: 1000}\n"
    "scenarios: {hour: {duration: 1 h, set: {users.sends.0.arrivals.poisson.rate: 2/s}}}\n";

model::Architecture project() {
  auto read = model::readProject(kProject, "swept.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return std::move(*read);
}

const model::Catalog& custom() {
  static const auto catalog = model::loadCatalog("custom").value();
  return catalog;
}

tl::expected<model::Catalog, model::Problems> catalogOf(const std::string& provider) { return model::loadCatalog(provider); }

SweepOptions options(std::size_t number = 1, std::size_t of = 1) {
  SweepOptions out;
  out.plan.factors = {parseFactor("users.sends.0.arrivals.poisson.rate=1/s..5/s..1/s").value(),
                      parseFactor("providers.custom.cold-start=0 s,300 ms").value()};
  out.simulation.duration = model::minutes(2);
  out.shard = {number, of};
  return out;
}

QByteArray bytes(const std::filesystem::path& file) {
  QFile in(QString::fromStdString(file.string()));
  if (!in.open(QIODevice::ReadOnly)) qFatal("%s isn't there", file.c_str());
  return in.readAll();
}

}  // namespace

class SweepStoreTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::filesystem::path path(const std::string& name) const {
    return folder_->filePath(QString::fromStdString(name)).toStdString();
  }

  SweepOutcome sweep(const std::filesystem::path& file, const SweepOptions& options, std::stop_token stop = {},
                     const SweepProgressSink& progress = {}) {
    const auto architecture = project();
    auto store =
        SweepStore::open(file, sweepInputs(architecture, custom(), options), pointsOf(options.plan)->size(), options.shard);
    if (!store) qFatal("%s", store.error().c_str());
    const auto outcome = runSweep(architecture, custom(), catalogOf, options, std::move(*store), stop, progress);
    if (!outcome) qFatal("%s", outcome.error().c_str());
    return *outcome;
  }

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void keepsEachPointWithItsInputsAndFigures() {
    const auto outcome = sweep(path("all"), options());
    QCOMPARE(outcome.simulated, std::size_t{10});
    QCOMPARE(outcome.refused, std::size_t{0});
    auto store = SweepStore::openExisting(path("all")).value();
    const auto table = readTable(store, {"work.invocations", "work.concurrency.mean"});
    QVERIFY2(table.has_value(), table ? "" : table.error().c_str());
    QCOMPARE(table->rows.size(), std::size_t{10});
    for (const auto& row : table->rows) {
      // The settings hold against those of the scenario. By Little's law rate × 100 ms are busy.
      const double rate = std::stod(row.inputs[0]);
      const double invocations = row.figures[0]->mean;
      QVERIFY(std::abs(invocations - 120 * rate) < 4 * std::sqrt(120 * rate));
      // Without a cold start, which holds its instance too.
      if (row.inputs[1] == "0 s") QVERIFY(std::abs(row.figures[1]->mean - invocations / 120 * 0.1) < 0.01);
    }
    // The same arrivals whatever the cold start: common random numbers.
    QCOMPARE(table->rows[0].figures[0]->mean, table->rows[1].figures[0]->mean);
    QVERIFY(readTable(store, {"work.invocatoins"}).error().find("did you mean") != std::string::npos);
    const auto csv = toCsv(*table);
    QVERIFY(
        csv.starts_with("point,users.sends.0.arrivals.poisson.rate,providers.custom.cold-start,refused,work.invocations,"));
    QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), 11);
  }

  void stoppedAnywhereAndTakenUpAgainItIsTheSame() {
    sweep(path("whole"), options());
    const auto whole = bytes(path("whole"));
    for (std::size_t after = 1; after < 10; after += 2) {
      const auto file = path("part" + std::to_string(after));
      int runs = 0;
      for (bool stopped = true; stopped; ++runs) {
        QVERIFY(runs < 20);
        std::stop_source stop;
        std::size_t begun = 0;
        auto own = options();
        own.simulation.threads = runs % 2 + 1;
        stopped = sweep(file, own, stop.get_token(), [&](const SweepProgress& progress) {
                    if (begun == 0) begun = progress.done;
                    if (progress.done >= begun + after) stop.request_stop();
                  }).stopped;
      }
      QCOMPARE(bytes(file), whole);
      QCOMPARE(sweep(file, options()).simulated, std::size_t{0});
      QCOMPARE(bytes(file), whole);
    }
  }

  void shardsMakeTheWhole() {
    sweep(path("whole"), options());
    std::vector<std::filesystem::path> parts;
    for (std::size_t number = 1; number <= 4; ++number) {
      parts.push_back(path("shard" + std::to_string(number)));
      sweep(parts.back(), options(number, 4));
    }
    std::swap(parts[0], parts[2]);
    QVERIFY(SweepStore::merge(parts, path("merged")).has_value());
    QCOMPARE(bytes(path("merged")), bytes(path("whole")));
    // Some of them again don't matter.
    parts.push_back(path("whole"));
    QVERIFY(SweepStore::merge(parts, path("again")).has_value());
    QCOMPARE(bytes(path("again")), bytes(path("whole")));
  }

  void whatIsMissingIsNamed() {
    sweep(path("1"), options(1, 4));
    sweep(path("3"), options(3, 4));
    std::stop_source stop;
    stop.request_stop();
    sweep(path("4"), options(4, 4), stop.get_token());
    const auto merged = SweepStore::merge({path("1"), path("3"), path("4")}, path("merged"));
    QVERIFY(!merged);
    QVERIFY2(merged.error().find("shard 2/4 is missing; shard 4/4 is missing") != std::string::npos, merged.error().c_str());
    QVERIFY(!std::filesystem::exists(path("merged")));
    const auto twice = SweepStore::merge({path("1"), path("none")}, path("merged"));
    QVERIFY(twice.error().find("no such file") != std::string::npos);
  }

  void otherSweepsArentGoneOnWith() {
    sweep(path("all"), options());
    const auto architecture = project();
    auto other = options();
    other.simulation.seed = 2;
    const auto open = [&](const SweepOptions& own) {
      auto store = SweepStore::open(path("all"), sweepInputs(architecture, custom(), own), 10, own.shard);
      return store ? std::string() : store.error();
    };
    QVERIFY2(open(other).find("its seed is '1', not '2'") != std::string::npos, open(other).c_str());
    QVERIFY(open(options(1, 2)).find("shard 1/1") != std::string::npos);
    sweep(path("other"), other);
    QVERIFY(SweepStore::merge({path("all"), path("other")}, path("merged")).error().find("another sweep") !=
            std::string::npos);
    QFile text(QString::fromStdString(path("text").string()));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("not a database, not at all, but some text that is longer than SQLite's header of a hundred bytes is, so");
    text.close();
    QVERIFY(SweepStore::openExisting(path("text")).error().find("isn't a file of a sweep's points") != std::string::npos);
  }

  void whatIsRefusedSaysWhy() {
    auto own = options();
    own.plan.factors = {parseFactor("work.timeout=10 s,soon,20 s").value()};
    const auto outcome = sweep(path("all"), own);
    QCOMPARE(outcome.refused, std::size_t{1});
    auto store = SweepStore::openExisting(path("all")).value();
    const auto table = readTable(store, {}).value();
    QVERIFY(table.rows[1].refused.find("soon") != std::string::npos);
    QVERIFY(table.rows[0].refused.empty() && table.rows[2].refused.empty());
    QVERIFY(!table.rows[1].figures[0] && table.rows[0].figures[0]);
  }
};

QTEST_GUILESS_MAIN(SweepStoreTest)
#include "sweep_store_test.moc"
