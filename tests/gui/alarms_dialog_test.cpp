#include "ui/alarms/alarms_dialog.h"

#include <atomic>
#include <chrono>
#include <thread>

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include "model/alarm/alarm_threshold.h"
#include "model/project/project_file.h"

using namespace virga;
using namespace virga::ui;

namespace {

using Outcome = tl::expected<simulator::AlarmProposals, simulator::SimulationFailure>;

const char* const kProject =
    "virga: 1\n"
    "name: Watched\n"
    "target: {provider: aws}\n"
    "components:\n"
    "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 50/min}}}]}\n"
    "  work: {kind: function, runtime: nodejs22, steps: [{compute: 10 ms}, {send: jobs}]}\n"
    "  jobs: {kind: queue, dead-letter: lost, consumers: [{to: worker}]}\n"
    "  lost: {kind: queue}\n"
    "  worker: {kind: function, runtime: nodejs22, steps: [{compute: 5 ms}]}\n"
    "scenarios:\n"
    "  normal: {duration: 2 h}\n"
    "  down: {duration: 30 min, faults: [{component: work, from: 10 min, to: 20 min, errors: 100%}]}\n";

model::Architecture projectWith(const std::string& alarms = {}) {
  const auto read = model::readProject(kProject + alarms, "watched.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

struct Bench {
  Document document;
  std::unique_ptr<AlarmsDialog> dialog;

  explicit Bench(const std::string& alarms = {}, AlarmsRunner::Propose propose = simulator::proposeAlarms) {
    document.openUnsaved(projectWith(alarms));
    dialog = std::make_unique<AlarmsDialog>(&document, std::make_shared<CatalogCache>(), std::move(propose));
    dialog->show();
    dialog->activateWindow();
  }
  bool shown() const { return QTest::qWaitForWindowActive(dialog.get()); }
  template <typename Widget>
  Widget* find(const char* name) const {
    return dialog->findChild<Widget*>(name);
  }
  QTreeWidget* table() const { return find<QTreeWidget>("proposalTable"); }
  void press(const char* name) const { QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton); }
  QTreeWidgetItem* row(const QString& on, const QString& metric) const {
    for (int i = 0; i < table()->topLevelItemCount(); ++i)
      if (auto* item = table()->topLevelItem(i); item->text(0) == on && item->text(1) == metric) return item;
    return nullptr;
  }
  // Types into one of the fields of an alarm.
  void type(const char* field, const QString& text) const {
    auto* editor = find<QWidget>(field)->findChild<QLineEdit*>("editor");
    editor->setFocus();
    editor->selectAll();
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
  }
  QString refusal(const char* field) const { return find<QWidget>(field)->findChild<QLabel*>("fieldMessage")->text(); }
  const model::Alarm& alarm(std::size_t index) const { return document.architecture().alarms.at(index); }
};

const model::Alarm* find(const model::Architecture& architecture, const std::string& on, model::AlarmMetric metric) {
  for (const auto& alarm : architecture.alarms)
    if (alarm.on.id == on && alarm.metric == metric) return &alarm;
  return nullptr;
}

}  // namespace

class AlarmsDialogTest : public QObject {
  Q_OBJECT

 private slots:
  void proposesAndAddsThoseThatAreWanted() {
    Bench bench("alarms: [{on: jobs, metric: depth, above: 7}]\n");
    QVERIFY(bench.shown());
    // A project with alarms is shown them first.
    auto* tabs = bench.find<QTabWidget>("alarmsTabs");
    QCOMPARE(tabs->currentIndex(), 2);
    QCOMPARE(bench.find<QComboBox>("alarmsProvider")->currentText(), "aws");
    auto* detect = bench.find<QComboBox>("alarmsDetect");
    QCOMPARE(detect->count(), 2);  // what has no faults isn't offered
    detect->setFocus();
    QTest::keyClick(detect, Qt::Key_Down);
    QCOMPARE(detect->currentText(), "down");
    bench.find<QSpinBox>("alarmsReplications")->setValue(2);
    bench.press("proposeAlarms");
    QTRY_VERIFY_WITH_TIMEOUT(bench.table()->topLevelItemCount() > 0, 60'000);
    QCOMPARE(tabs->currentIndex(), 0);

    // Every request fails for ten minutes: three periods are over the threshold three minutes after the beginning.
    QVERIFY(bench.table()->headerItem()->text(6).contains("work, 10 min to 20 min"));
    const auto* errors = bench.row("work", "error-share");
    QVERIFY(errors);
    QCOMPARE(errors->text(3), "3 of 5 x 1 min");
    QCOMPARE(errors->text(4), "0%");
    QCOMPARE(errors->text(6), "after 3 min");
    QVERIFY2(errors->text(5).startsWith("at most"), qPrintable(errors->text(5)));
    const auto sure = bench.find<QLabel>("howSure")->text();
    QVERIFY2(sure.contains("2 replications"), qPrintable(sure));
    auto* leftOut = bench.find<QTreeWidget>("leftOutList");
    const auto unmeasured = leftOut->findItems("Lambda doesn't measure", Qt::MatchContains, 2);
    QVERIFY(!unmeasured.isEmpty());
    QCOMPARE(unmeasured.front()->text(1), "latency-p99");

    // What the project has can't be added again; what isn't wanted is left.
    const auto* known = bench.row("jobs", "depth");
    QVERIFY(known && !known->data(0, Qt::CheckStateRole).isValid());
    auto* unwanted = bench.row("jobs", "age");
    QVERIFY(unwanted);
    bench.table()->setCurrentItem(unwanted);
    QTest::keyClick(bench.table(), Qt::Key_Space);
    QCOMPARE(unwanted->checkState(0), Qt::Unchecked);
    const auto before = bench.document.architecture();
    const int steps = bench.document.undoStack().count();
    bench.press("addProposals");
    const auto& after = bench.document.architecture();
    QCOMPARE(bench.document.undoStack().count(), steps + 1);
    QCOMPARE(static_cast<int>(after.alarms.size()), bench.table()->topLevelItemCount() - 1);
    QCOMPARE(find(after, "jobs", model::AlarmMetric::depth)->above, std::string("7"));
    QVERIFY(!find(after, "jobs", model::AlarmMetric::age));
    QCOMPARE(find(after, "work", model::AlarmMetric::errorShare)->above, errors->text(2).toStdString());
    QVERIFY(!bench.find<QPushButton>("addProposals")->isEnabled());
    QCOMPARE(bench.find<QTreeWidget>("alarmList")->topLevelItemCount(), static_cast<int>(after.alarms.size()));
    bench.document.undoStack().undo();
    QVERIFY(bench.document.architecture() == before);
    QVERIFY(bench.row("work", "error-share")->data(0, Qt::CheckStateRole).isValid());
  }

  void aLongRunIsStopped() {
    std::atomic<int> runs = 0;
    Bench bench({}, [&](const auto&, const auto&, const auto&, std::stop_token stop, const auto& progress) -> Outcome {
      ++runs;
      simulator::Progress part;
      part.share = 0.25;
      progress(part);
      while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
      return tl::unexpected(simulator::SimulationFailure(simulator::Stopped{}));
    });
    QVERIFY(bench.shown());
    auto* period = bench.find<QLineEdit>("alarmsPeriod");
    period->setFocus();
    QTest::keyClick(period, Qt::Key_Return);
    auto* status = bench.find<QLabel>("alarmsStatus");
    QTRY_VERIFY(status->text().contains("25"));
    QVERIFY(!bench.find<QPushButton>("proposeAlarms")->isEnabled() && !period->isEnabled());
    bench.press("stopAlarms");
    QTRY_VERIFY(bench.find<QPushButton>("proposeAlarms")->isEnabled());
    QVERIFY2(status->text().contains("proposes nothing"), qPrintable(status->text()));
    // Escape stops before it closes.
    bench.press("proposeAlarms");
    QTRY_COMPARE(runs, 2);
    QTest::keyClick(bench.dialog.get(), Qt::Key_Escape);
    QTRY_VERIFY(bench.find<QPushButton>("proposeAlarms")->isEnabled());
    QVERIFY(bench.dialog->isVisible());
    QTest::keyClick(bench.dialog.get(), Qt::Key_Escape);
    QVERIFY(!bench.dialog->isVisible());
  }

  void badEntriesAreSaid() {
    simulator::AlarmOptions wanted;
    Bench bench({}, [&](const auto&, const auto&, const auto& options, const auto&, const auto&) -> Outcome {
      wanted = options;
      return tl::unexpected(simulator::SimulationFailure(
          model::Problems{{model::Severity::error, "cannot-simulate", "", 0, 0, "", "too short by far", ""}}));
    });
    QVERIFY(bench.shown());
    auto* failure = bench.find<QLabel>("alarmsFailure");
    const auto enter = [&](const char* field, const QString& text) {
      auto* editor = bench.find<QLineEdit>(field);
      editor->setFocus();
      editor->selectAll();
      QTest::keyClicks(editor, text);
      QTest::keyClick(editor, Qt::Key_Return);
    };
    enter("alarmsPeriod", "1 s");
    QVERIFY2(failure->text().contains("from 10 s to 1 d"), qPrintable(failure->text()));
    enter("alarmsPeriod", "5 min");
    QTRY_VERIFY(failure->text().contains("too short by far"));
    enter("alarmsPerMonth", "0");
    QVERIFY2(failure->text().contains("above 0"), qPrintable(failure->text()));
    enter("alarmsPerMonth", "0.5");
    QTRY_VERIFY(failure->text().contains("too short by far"));
    enter("alarmsDuration", "long");
    QVERIFY2(failure->text().contains("long"), qPrintable(failure->text()));
    enter("alarmsDuration", "7 d");
    QTRY_VERIFY(failure->text().contains("too short by far"));
    QCOMPARE(wanted.period, model::minutes(5));
    QCOMPARE(wanted.perMonth, 0.5);
    QCOMPARE(wanted.simulation.duration, std::optional(model::days(7)));
    QCOMPARE(wanted.simulation.scenario, std::string("normal"));
    QCOMPARE(wanted.simulation.replications, 10);
    QVERIFY(wanted.detect.empty());
  }

  void theProjectsAlarmsAreEdited() {
    Bench bench("alarms: [{on: work, metric: error-share, above: 5%}]\n",
                [](const auto&...) -> Outcome { return simulator::AlarmProposals{}; });
    QVERIFY(bench.shown());
    bench.type("alarmAbove", "many");
    QVERIFY2(!bench.refusal("alarmAbove").isEmpty(), "a share isn't 'many'");
    QCOMPARE(bench.alarm(0).above, std::string("5%"));
    bench.type("alarmAbove", "2%");
    QCOMPARE(bench.alarm(0).above, std::string("2%"));
    QVERIFY(bench.refusal("alarmAbove").isEmpty());
    bench.type("alarmDatapoints", "6");
    QVERIFY(!bench.refusal("alarmDatapoints").isEmpty());
    bench.type("alarmOf", "10");
    bench.type("alarmDatapoints", "6");
    bench.type("alarmPeriod", "5 min");
    QCOMPARE(bench.alarm(0).of, 10);
    QCOMPARE(bench.alarm(0).datapoints, 6);
    QCOMPARE(bench.alarm(0).period, model::minutes(5));
    bench.type("alarmPeriod", "2 d");
    QVERIFY(bench.refusal("alarmPeriod").contains("1 d"));
    QVERIFY(!bench.find<QPushButton>("stopAlarms")->isEnabled());  // no Return has begun a run

    // Another metric with another unit: what is wrong now is said until it is mended.
    auto* metric = bench.find<QComboBox>("alarmMetric");
    QVERIFY(metric->findText("depth") < 0);  // which a function doesn't have
    metric->setFocus();
    QTest::keyClicks(metric, "concurrency");
    emit metric->activated(metric->currentIndex());
    QCOMPARE(bench.alarm(0).metric, model::AlarmMetric::concurrency);
    auto* message = bench.find<QLabel>("alarmMessage");
    QVERIFY2(message->text().contains("2%"), qPrintable(message->text()));
    bench.type("alarmAbove", "40");
    QVERIFY(message->text().isEmpty());
    auto* on = bench.find<QComboBox>("alarmOn");
    QVERIFY(on->findText("users") < 0);  // clients aren't watched
    on->setCurrentText("jobs");
    emit on->activated(on->currentIndex());
    QCOMPARE(bench.alarm(0).on.id, std::string("jobs"));
    QVERIFY2(message->text().contains("no concurrency"), qPrintable(message->text()));

    bench.press("addAlarm");
    QCOMPARE(bench.document.architecture().alarms.size(), std::size_t{2});
    QCOMPARE(bench.alarm(1).on.id, std::string("work"));
    QCOMPARE(bench.alarm(1).metric, model::AlarmMetric::errorShare);
    QVERIFY(model::parseThreshold(bench.alarm(1).metric, bench.alarm(1).above));
    bench.find<QTreeWidget>("alarmList")->setCurrentItem(bench.find<QTreeWidget>("alarmList")->topLevelItem(0));
    bench.press("removeAlarm");
    QCOMPARE(bench.document.architecture().alarms.size(), std::size_t{1});
    QCOMPARE(bench.alarm(0).on.id, std::string("work"));
    bench.press("removeAlarm");
    QVERIFY(!bench.find<QToolButton>("removeAlarm")->isEnabled());
    QVERIFY(!on->isVisible());
  }
};

QTEST_MAIN(AlarmsDialogTest)
#include "alarms_dialog_test.moc"
