// Runs that are kept, compared and brought back, in the real window with the real simulation.
#include <filesystem>
#include <memory>

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

#include "model/edit/edit.h"
#include "model/io/file.h"
#include "model/project/project_file.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/card_item.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/quantity_text.h"
#include "ui/history/difference_text.h"
#include "ui/history/history_model.h"
#include "ui/history/history_panel.h"
#include "ui/history/run_history.h"
#include "ui/runs/run_bar.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"

using namespace virga;
using namespace virga::ui;

namespace {

constexpr auto kShop = R"(virga: 1
name: Shop
target: {provider: aws, region: us-east-1}
components:
  users:
    kind: client
    sends:
      - {to: work, arrivals: {poisson: {rate: 10/s}}}
  work:
    kind: function
    runtime: nodejs22
    memory: 128 MiB
    steps:
      - compute: {exponential: {mean: 20 ms}}
scenarios:
  minute: {duration: 1 min}
)";

}  // namespace

class HistoryTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  QString path_;
  std::unique_ptr<MainWindow> window_;

  template <typename Widget>
  Widget* find(const char* name) {
    return window_->findChild<Widget*>(name);
  }
  QTreeView* list() { return find<QTreeView>("historyList"); }
  void click(const char* button) { QTest::mouseClick(find<QToolButton>(button), Qt::LeftButton); }
  const std::vector<simulator::RunFacts>& runs() { return window_->history().shelf().runs(); }

  void open() {
    window_ = std::make_unique<MainWindow>(simulator::simulate);
    window_->files().setAskUnsaved([](const QString&) { return FileController::Answer::discard; });
    QCOMPARE(window_->files().openPath(path_), QString());
    window_->resize(1280, 860);
    window_->show();
    activate();
  }
  // The platform of the tests takes the activation away when charts come and go.
  void activate() {
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
  }
  // Presses F5 and waits until the run is kept.
  void run() {
    activate();
    const auto before = runs().size();
    QTest::keyClick(window_.get(), Qt::Key_F5);
    QTRY_COMPARE(runs().size(), before + 1);
  }
  // Selects the run by its row, as a click does.
  void select(std::int64_t number, Qt::KeyboardModifiers modifiers = {}) {
    window_->showTab(MainWindow::Tab::history);
    for (int row = 0; row < list()->model()->rowCount(); ++row) {
      const auto index = list()->model()->index(row, HistoryModel::time);
      if (index.data(HistoryModel::kNumberRole).toLongLong() != number) continue;
      QTest::mouseClick(list()->viewport(), Qt::LeftButton, modifiers, list()->visualRect(index).center());
      return;
    }
    QFAIL("no such run");
  }
  void setMemory(const char* memory) {
    window_->document().apply("Change the memory",
                              *model::withSettings(window_->document().architecture(), {{"work.memory", memory}}));
  }
  model::ByteSize memory() {
    return std::get<model::Function>(window_->document().architecture().find("work")->kind).memory;
  }
  QString rowText(int column, int row = 0) { return list()->model()->index(row, column).data().toString(); }
  QString cardLine(const model::ComponentId& id) {
    const auto* card = window_->canvas().drawing().card(id);
    return card && card->state().overlay ? card->state().overlay->line : QString();
  }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }
  void init() {
    static int count = 0;
    path_ = folder_.filePath(QString("shop-%1.virga.yaml").arg(++count));
    QVERIFY(model::writeFileAtomically(path_.toStdString(), kShop));
    open();
    window_->showTab(MainWindow::Tab::history);
  }
  void cleanup() { window_.reset(); }

  void nothingIsWrittenBeforeTheFirstRun() {
    QTRY_VERIFY(find<QLabel>("historyEmpty")->isVisible());
    QTest::qWait(20);
    QVERIFY(!std::filesystem::exists(simulator::runsFileOf(path_.toStdString())));
  }

  void aRunIsKeptBesideTheProject() {
    run();
    QCOMPARE(rowText(HistoryModel::number), "1");
    QCOMPARE(rowText(HistoryModel::scenario), "minute");
    QVERIFY2(rowText(HistoryModel::cost).endsWith(" USD"), qPrintable(rowText(HistoryModel::cost)));
    auto store = simulator::RunStore::open(simulator::runsFileOf(path_.toStdString()), simulator::RunStore::Open::existing);
    QVERIFY(store);
    const auto kept = store->result(1);
    const auto& shown = *window_->charts().result();
    QCOMPARE(toJson(*kept), toJson(shown));
    QVERIFY(*model::readProject(*store->design(1), "kept") == window_->document().architecture());
    QCOMPARE(store->list()->front().figures.p95, simulator::keyFiguresOf(shown).p95);
    run();
    QCOMPARE(rowText(HistoryModel::number), "2");  // the newest first
  }

  void runsComeBackWithTheProject() {
    run();
    window_.reset();
    open();
    QTRY_COMPARE(runs().size(), std::size_t(1));
    QVERIFY(!window_->charts().result());
    select(1);
    QTest::keyClick(list(), Qt::Key_Return);
    QTRY_VERIFY(window_->charts().result());
    QCOMPARE(window_->charts().result()->scenario, std::string("minute"));
    QVERIFY(find<QLabel>("billTotalLabel")->text().contains("USD"));
    QVERIFY(!find<QLabel>("ageLabel")->isVisible());
    setMemory("1 GiB");
    QVERIFY(find<QLabel>("ageLabel")->isVisible());
  }

  // Pin, more memory, run, read the verdict, undo.
  void whatIfIsAnsweredByAVerdict() {
    activate();
    QTest::keyClick(window_.get(), Qt::Key_5, Qt::AltModifier);
    run();
    const auto before = simulator::keyFiguresOf(*window_->charts().result());
    activate();
    QTest::keyClick(window_.get(), Qt::Key_5, Qt::AltModifier);
    select(1);
    click("pinRunActionButton");
    QTRY_COMPARE(rowText(HistoryModel::number), "★ 1");
    window_->document().select({"work"});
    auto* editor = window_->findChild<QWidget*>("row_work.memory")->findChild<QLineEdit*>("editor");
    editor->setFocus();
    editor->selectAll();
    QTest::keyClicks(editor, "512 MiB");
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(memory() == model::mebibytes(512));
    run();
    const auto after = simulator::keyFiguresOf(*window_->charts().result());
    auto* verdict = find<QLabel>("differenceVerdict");
    QTRY_VERIFY(!verdict->text().isEmpty());
    const double lower = (*before.p95 - *after.p95) / *before.p95 * 100;
    QVERIFY(lower > 10);
    QVERIFY2(verdict->text().startsWith(QString("P95 %1 % lower, cost ").arg(qRound(lower))), qPrintable(verdict->text()));
    QVERIFY(verdict->text().contains("throttles 0"));
    QVERIFY(window_->statusBar()->currentMessage().contains("Run 2 against Run 1"));
    QVERIFY2(cardLine("work").contains(QRegularExpression("p99 −\\d+.* · cost [+−]\\d")), qPrintable(cardLine("work")));
    activate();
    QTest::keyClick(window_.get(), Qt::Key_5, Qt::AltModifier);
    QVERIFY(verdict->isVisible());
    find<QCheckBox>("differenceOnCanvas")->setChecked(false);
    QVERIFY(!cardLine("work").contains("cost"));
    find<QCheckBox>("differenceOnCanvas")->setChecked(true);
    QVERIFY(cardLine("work").contains("cost"));
    click("closeDifference");
    QVERIFY(!cardLine("work").contains("cost"));
    QVERIFY(!verdict->isVisible());
    activate();
    QTest::keyClick(window_.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(memory() == model::mebibytes(128));
  }

  // The table's figures are those of the two results.
  void anyTwoRunsAreCompared() {
    run();
    setMemory("1 GiB");
    run();
    select(1);
    QVERIFY(!find<QAction>("compareRunsAction")->isEnabled());  // there is no baseline
    select(2, Qt::ControlModifier);
    click("compareRunsActionButton");
    auto* table = find<QTreeWidget>("differenceTable");
    QTRY_VERIFY(table->isVisible() && table->topLevelItemCount() >= 3);
    auto store = simulator::RunStore::open(simulator::runsFileOf(path_.toStdString()), simulator::RunStore::Open::existing);
    const auto first = *store->result(1), second = *store->result(2);
    QStringList seen;
    const auto* flow = table->topLevelItem(1);
    QCOMPARE(flow->text(0), QString::fromStdString(first.flows[0].name));
    for (int i = 0; i < flow->childCount(); ++i) {
      const auto* item = flow->child(i);
      seen << item->text(0);
      if (item->text(0) != "Latency p95") continue;
      const double before = simulator::meanOf(first.flows[0].figures, "latency_ms.p95");
      const double after = simulator::meanOf(second.flows[0].figures, "latency_ms.p95");
      QCOMPARE(item->text(1), millisecondsText(before));
      QCOMPARE(item->text(2), millisecondsText(after));
      QVERIFY(item->text(4).startsWith("−" + QString::number(qRound((before - after) / before * 100))));
      QCOMPARE(item->text(5), "▼ better?");  // of one replication
    }
    QVERIFY(seen.contains("Latency p95"));
    // Two of the same are the same.
    select(1);
    QTest::keyClick(list(), Qt::Key_Return);
    QTRY_COMPARE(toJson(*window_->charts().result()), toJson(first));
  }

  void aDesignIsRestoredAsOneStep() {
    run();
    setMemory("2 GiB");
    window_->document().apply("Add a queue", model::addComponent(window_->document().architecture(), "queue", {0, 0}));
    const auto changed = window_->document().architecture();
    const int steps = window_->document().undoStack().count();
    select(1);
    click("restoreRunActionButton");
    QTRY_VERIFY(memory() == model::mebibytes(128));
    QCOMPARE(window_->document().architecture().components.size(), std::size_t(2));
    QCOMPARE(window_->document().undoStack().count(), steps + 1);
    QVERIFY(window_->document().undoStack().undoText().contains("Restore the design of run 1"));
    window_->document().undoStack().undo();
    QVERIFY(window_->document().architecture() == changed);
  }

  void aDesignIsOpenedAsACopyAfterAsking() {
    run();
    setMemory("2 GiB");
    int asked = 0;
    auto answer = FileController::Answer::cancel;
    window_->files().setAskUnsaved([&](const QString&) {
      ++asked;
      return answer;
    });
    select(1);
    click("copyRunActionButton");
    QTRY_COMPARE(asked, 1);
    QVERIFY(!window_->document().filePath().isEmpty());
    answer = FileController::Answer::discard;
    click("copyRunActionButton");
    QTRY_VERIFY(window_->document().filePath().isEmpty());
    QVERIFY(memory() == model::mebibytes(128));
    QVERIFY(window_->isWindowModified());
    window_->files().setAskUnsaved([](const QString&) { return FileController::Answer::discard; });
  }

  void notesPinsAndDeletionAreKept() {
    run();
    run();
    select(2);
    list()->setCurrentIndex(list()->model()->index(0, HistoryModel::note));
    QTest::keyClick(list(), Qt::Key_F2);
    auto* editor = list()->findChild<QLineEdit*>();
    QVERIFY(editor);
    QTest::keyClicks(editor, "as it was");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(window_->history().shelf().find(2)->note, std::string("as it was"));
    click("pinRunActionButton");
    QTRY_VERIFY(window_->history().shelf().pinned() && window_->history().shelf().pinned()->number == 2);
    select(1);
    click("pinRunActionButton");
    QTRY_VERIFY(window_->history().shelf().pinned()->number == 1);
    QTRY_COMPARE(find<QAction>("pinRunAction")->text(), "Un&pin");
    activate();
    list()->setFocus();
    std::vector<std::int64_t> asked;
    window_->history().setAskRemove([&](const auto& numbers) {
      asked = numbers;
      return false;
    });
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(asked, std::vector<std::int64_t>{1});
    QTest::qWait(20);
    QCOMPARE(runs().size(), std::size_t(2));
    window_->history().setAskRemove([](const auto&) { return true; });
    QTest::keyClick(list(), Qt::Key_Delete);
    QTRY_COMPARE(runs().size(), std::size_t(1));
    QVERIFY(!window_->history().shelf().pinned());
    window_.reset();
    open();
    QTRY_COMPARE(runs().size(), std::size_t(1));
    QCOMPARE(runs()[0].note, std::string("as it was"));
  }

  void theListIsFilteredAndSorted() {
    run();
    setMemory("3 GiB");
    run();
    window_->history().shelf().setNote(1, "small");
    QTRY_COMPARE(window_->history().shelf().find(1)->note, std::string("small"));
    find<QLineEdit>("historyFilter")->setText("SMALL");
    QCOMPARE(list()->model()->rowCount(), 1);
    QCOMPARE(rowText(HistoryModel::number), "1");
    find<QLineEdit>("historyFilter")->clear();
    list()->sortByColumn(HistoryModel::p95, Qt::AscendingOrder);
    QCOMPARE(rowText(HistoryModel::number), "2");
    list()->sortByColumn(HistoryModel::p95, Qt::DescendingOrder);
    QCOMPARE(rowText(HistoryModel::number), "1");
  }

  void anUnsavedProjectKeepsItsRunsUntilItIsSaved() {
    window_->document().openUnsaved(*model::readProject(kShop, "shop"));
    QTRY_COMPARE(runs().size(), std::size_t(0));
    run();
    run();
    const auto path = folder_.filePath("saved.virga.yaml");
    const auto file = simulator::runsFileOf(path.toStdString());
    QCOMPARE(window_->document().save(path), QString());
    QTRY_VERIFY(std::filesystem::exists(file));
    run();
    auto store = simulator::RunStore::open(file, simulator::RunStore::Open::existing);
    QCOMPARE(store->list()->size(), std::size_t(3));
  }

  void nothingIsWrittenBesideExamples() {
    QCOMPARE(window_->files().openPath(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    QTRY_COMPARE(runs().size(), std::size_t(0));
    window_->runBar().setScenario("payments-down");
    run();
    QVERIFY(!std::filesystem::exists(VIRGA_SOURCE "/resources/examples/order-intake.virga-runs"));
  }

  // The run is shown all the same.
  void aStoreThatFailsIsToldInTheStatusBar() {
    QVERIFY(model::writeFileAtomically(simulator::runsFileOf(path_.toStdString()), std::string(4000, 'x')));
    QTest::keyClick(window_.get(), Qt::Key_F5);
    QTRY_VERIFY(window_->charts().result());
    QTRY_VERIFY2(window_->statusBar()->currentMessage().contains("isn't a file of kept runs"),
                 qPrintable(window_->statusBar()->currentMessage()));
    QCOMPARE(*model::readFile(simulator::runsFileOf(path_.toStdString())), std::string(4000, 'x'));
  }

  void whatOverlapsIsNotToldAsADifference() {
    simulator::RunDifference difference;
    difference.replications = 10;
    difference.mainFlow = "f";
    simulator::FigureChange p95{"latency_ms.p95",
                                simulator::Figure{100, std::pair(90., 110.)},
                                simulator::Figure{104, std::pair(95., 113.)},
                                simulator::Figure{4, std::pair(-9., 17.)},
                                simulator::Change::notShown,
                                0.04};
    difference.flows = {{"f", "", {p95}, {}}};
    QCOMPARE(verdictText(difference), "no difference shown by 10 replications in p95.");
    QCOMPARE(shortChangeText(p95), "≈");
    const auto groups = differenceGroups(difference);
    QCOMPARE(groups[1].rows[0].mark, "≈ none shown");
    QVERIFY(groups[1].rows[0].toolTip.contains("holds 0"));
  }
};

QTEST_MAIN(HistoryTest)
#include "history_test.moc"
