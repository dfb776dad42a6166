#include "ui/runs/simulation_runner.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include "tests/gui/sample_result.h"

using namespace virga;
using namespace virga::ui;

namespace {

using Outcome = tl::expected<simulator::Result, simulator::SimulationFailure>;

// A simulation that reports progress and waits until it is stopped or told to end.
class FakeSimulation {
 public:
  Outcome operator()(std::stop_token stop, const simulator::ProgressSink& progress) {
    ++calls;
    std::unique_lock lock(mutex_);
    for (int i = 0; !ended_ && !stop.stop_requested(); ++i) {
      simulator::Progress report;
      report.share = std::min(1.0, i / 1000.0);
      report.events = static_cast<std::uint64_t>(i);
      progress(report);
      changed_.wait_for(lock, stop, std::chrono::milliseconds(1), [this] { return ended_; });
    }
    if (stop.stop_requested()) {
      ++stops;
      if (givesPart) {
        auto part = *test::sampleResult();
        part.partOf = simulator::Result::Whole{model::hours(24), part.replications};
        return part;
      }
      return tl::unexpected(simulator::SimulationFailure(simulator::Stopped{}));
    }
    return *test::sampleResult();
  }
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }

  std::atomic<int> calls = 0, stops = 0;
  std::atomic<bool> givesPart = false;  // when it is stopped

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool ended_ = false;
};

SimulationRunner::Simulate wrap(const std::shared_ptr<FakeSimulation>& fake) {
  return
      [fake](const auto&, const auto&, const auto&, std::stop_token stop, const auto& sink) { return (*fake)(stop, sink); };
}

RunRequest request() {
  RunRequest request;
  request.provider = "aws";
  return request;
}

}  // namespace

class SimulationRunnerTest : public QObject {
  Q_OBJECT

 private slots:
  void aRunReportsProgressAndItsResult() {
    auto fake = std::make_shared<FakeSimulation>();
    SimulationRunner runner(std::make_shared<CatalogCache>(), wrap(fake));
    QSignalSpy progressed(&runner, &SimulationRunner::progressed);
    std::vector<RunOutcome> outcomes;
    QThread* thread = nullptr;
    connect(&runner, &SimulationRunner::finished, this, [&](const RunOutcome& outcome) {
      outcomes.push_back(outcome);
      thread = QThread::currentThread();
    });
    runner.start(request());
    QVERIFY(runner.isRunning());
    QTRY_VERIFY(progressed.count() > 2);
    QVERIFY(outcomes.empty());
    fake->end();
    QTRY_COMPARE(outcomes.size(), std::size_t(1));
    QVERIFY(!runner.isRunning());
    QCOMPARE(thread, this->thread());
    QCOMPARE(std::get<RunFinished>(outcomes[0]).result->events, test::sampleResult()->events);
  }

  void aStoppedRunGivesWhatItHas() {
    for (const bool part : {true, false}) {
      auto fake = std::make_shared<FakeSimulation>();
      fake->givesPart = part;
      SimulationRunner runner(std::make_shared<CatalogCache>(), wrap(fake));
      QSignalSpy progressed(&runner, &SimulationRunner::progressed), stopping(&runner, &SimulationRunner::stopping);
      std::vector<RunOutcome> outcomes;
      connect(&runner, &SimulationRunner::finished, this, [&](const RunOutcome& outcome) { outcomes.push_back(outcome); });
      runner.start(request());
      QTRY_VERIFY(progressed.count() > 0);
      runner.stop();
      QCOMPARE(stopping.count(), 1);
      QTRY_COMPARE(outcomes.size(), std::size_t(1));
      QVERIFY(!runner.isRunning());
      if (part)
        QVERIFY(std::get<RunFinished>(outcomes[0]).result->partOf.has_value());
      else
        QVERIFY(std::holds_alternative<RunStopped>(outcomes[0]));
    }
  }

  void askedTwiceARunIsAbandoned() {
    std::atomic<bool> mayEnd = false;
    SimulationRunner deaf(std::make_shared<CatalogCache>(), [&](const auto&...) -> Outcome {
      while (!mayEnd) std::this_thread::yield();
      return *test::sampleResult();
    });
    std::vector<RunOutcome> outcomes;
    connect(&deaf, &SimulationRunner::finished, this, [&](const RunOutcome& outcome) { outcomes.push_back(outcome); });
    deaf.start(request());
    deaf.stop();
    QVERIFY(deaf.isRunning());
    deaf.stop();
    QVERIFY(!deaf.isRunning());
    QCOMPARE(outcomes.size(), std::size_t(1));
    QVERIFY(std::holds_alternative<RunStopped>(outcomes[0]));
    mayEnd = true;
  }

  void anAbandonedRunIsOverAtOnceAndNothingComesAfter() {
    auto fake = std::make_shared<FakeSimulation>();
    SimulationRunner runner(std::make_shared<CatalogCache>(), wrap(fake));
    QSignalSpy progressed(&runner, &SimulationRunner::progressed);
    std::vector<RunOutcome> outcomes;
    connect(&runner, &SimulationRunner::finished, this, [&](const RunOutcome& outcome) { outcomes.push_back(outcome); });
    runner.start(request());
    QTRY_VERIFY(progressed.count() > 0);
    runner.abandon();
    QCOMPARE(outcomes.size(), std::size_t(1));
    QVERIFY(std::holds_alternative<RunStopped>(outcomes[0]));
    const auto before = progressed.count();
    QTRY_COMPARE(fake->stops.load(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(progressed.count(), before);
    QCOMPARE(outcomes.size(), std::size_t(1));
    runner.abandon();
    QCOMPARE(outcomes.size(), std::size_t(1));
  }

  void aNewRunReplacesTheOldOne() {
    auto fake = std::make_shared<FakeSimulation>();
    SimulationRunner runner(std::make_shared<CatalogCache>(), wrap(fake));
    std::vector<RunOutcome> outcomes;
    connect(&runner, &SimulationRunner::finished, this, [&](const RunOutcome& outcome) { outcomes.push_back(outcome); });
    runner.start(request());
    QTRY_COMPARE(fake->calls.load(), 1);
    runner.start(request());
    QTRY_COMPARE(fake->calls.load(), 2);
    fake->end();
    QTRY_COMPARE(outcomes.size(), std::size_t(2));
    QVERIFY(std::holds_alternative<RunStopped>(outcomes[0]));
    QVERIFY(std::holds_alternative<RunFinished>(outcomes[1]));
  }

  void whatGoesWrongIsAnOutcome() {
    SimulationRunner refusing(std::make_shared<CatalogCache>(), [](const auto&...) -> Outcome {
      model::Problem problem;
      problem.message = "no client sends anything";
      return tl::unexpected(simulator::SimulationFailure(model::Problems{problem}));
    });
    SimulationRunner throwing(std::make_shared<CatalogCache>(),
                              [](const auto&...) -> Outcome { throw std::runtime_error("out of range"); });
    QString messages;
    for (auto* runner : {&refusing, &throwing}) {
      connect(runner, &SimulationRunner::finished, this, [&](const RunOutcome& outcome) {
        messages += QString::fromStdString(std::get<RunFailed>(outcome).problems.at(0).message) + '|';
      });
      runner->start(request());
      QTRY_VERIFY(!runner->isRunning());
    }
    QCOMPARE(messages, "no client sends anything|the simulation broke off: out of range|");
    SimulationRunner unknown(std::make_shared<CatalogCache>(), [](const auto&...) -> Outcome { return {}; });
    bool failed = false;
    connect(&unknown, &SimulationRunner::finished, this,
            [&](const RunOutcome& outcome) { failed = std::holds_alternative<RunFailed>(outcome); });
    auto nowhere = request();
    nowhere.provider = "no-such-provider";
    unknown.start(nowhere);
    QTRY_VERIFY(failed);
  }

  void destructionStopsTheWorker() {
    auto fake = std::make_shared<FakeSimulation>();
    {
      SimulationRunner runner(std::make_shared<CatalogCache>(), wrap(fake));
      runner.start(request());
      QTRY_COMPARE(fake->calls.load(), 1);
    }
    QCOMPARE(fake->stops.load(), 1);
  }
};

QTEST_MAIN(SimulationRunnerTest)
#include "simulation_runner_test.moc"
