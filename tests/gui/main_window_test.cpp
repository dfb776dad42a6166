#include "ui/shell/main_window.h"

#include <thread>

#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include "model/edit/edit.h"
#include "model/io/file.h"
#include "tests/gui/sample_result.h"
#include "ui/bill/bill_panel.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/card_item.h"
#include "ui/charts/charts_panel.h"
#include "ui/runs/run_bar.h"
#include "ui/shell/command_list.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/result_overlay.h"

using namespace virga;
using namespace virga::ui;

namespace {

const QString kExample = QStringLiteral(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");

SimulationRunner::Simulate immediately() {
  return [](const auto&, const auto&, const auto&, std::stop_token,
            const auto&) -> tl::expected<simulator::Result, simulator::SimulationFailure> { return *test::sampleResult(); };
}

}  // namespace

class MainWindowTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  void edit(Document& document) {
    document.apply("Add a queue", model::addComponent(document.architecture(), "queue", {0, 0}));
  }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }

  void theTitleTellsFileAndUnsavedChanges() {
    MainWindow window(immediately());
    QVERIFY(window.windowTitle().startsWith("Untitled[*]"));
    QCOMPARE(window.files().openPath(kExample), QString());
    QVERIFY(window.windowTitle().startsWith("order-intake.virga.yaml[*]"));
    QVERIFY(!window.isWindowModified());
    edit(window.document());
    QVERIFY(window.isWindowModified());
    window.document().undoStack().undo();
    QVERIFY(!window.isWindowModified());
  }

  void unsavedWorkIsAskedFor() {
    MainWindow window(immediately());
    edit(window.document());
    int asked = 0;
    auto answer = FileController::Answer::cancel;
    window.files().setAskUnsaved([&](const QString&) {
      ++asked;
      return answer;
    });
    window.show();
    QVERIFY(!window.close());
    QCOMPARE(asked, 1);
    window.files().openAfterAsking(kExample);
    QCOMPARE(asked, 2);
    QVERIFY(window.document().filePath().isEmpty());
    answer = FileController::Answer::save;
    const auto path = folder_.filePath("mine");
    window.files().setAskPath([&](bool) { return path; });
    QVERIFY(window.close());
    QVERIFY(QFile::exists(path + ".virga.yaml"));
    QCOMPARE(window.files().recentFiles().value(0), path + ".virga.yaml");
  }

  void aFileThatAnotherProgramChangedIsOverwrittenOnlyIfWanted() {
    const auto path = folder_.filePath("shared.virga.yaml");
    const std::string theirs = "virga: 1\nname: theirs\n";
    MainWindow window(immediately());
    QVERIFY(window.document().save(path).isEmpty());
    QVERIFY(model::writeFileAtomically(path.toStdString(), theirs));
    edit(window.document());
    int asked = 0;
    bool overwrite = false;
    window.files().setAskOverwrite([&](const QString&) {
      ++asked;
      return overwrite;
    });
    QVERIFY(!window.files().save());
    QCOMPARE(asked, 1);
    QVERIFY(*model::readFile(path.toStdString()) == theirs);
    QVERIFY(window.isWindowModified());
    overwrite = true;
    QVERIFY(window.files().save());
    QVERIFY(*model::readFile(path.toStdString()) != theirs);
    QVERIFY(window.files().save());
    QCOMPARE(asked, 2);
  }

  void anEndingThatIsAddedOverwritesNothingUnasked() {
    const auto path = folder_.filePath("taken");
    QVERIFY(model::writeFileAtomically((path + ".virga.yaml").toStdString(), "mine"));
    MainWindow window(immediately());
    window.files().setAskPath([&](bool) { return path; });
    window.files().setAskOverwrite([](const QString&) { return false; });
    QVERIFY(!window.files().saveAs());
    QVERIFY(*model::readFile((path + ".virga.yaml").toStdString()) == "mine");
  }

  void anExampleIsSavedUnderAnotherName() {
    MainWindow window(immediately());
    QVERIFY(window.files().openPath(kExample).isEmpty());
    const auto before = model::readFile(kExample.toStdString());
    edit(window.document());
    const auto path = folder_.filePath("own.virga.yaml");
    window.files().setAskPath([&](bool) { return path; });
    QVERIFY(window.files().save());
    QCOMPARE(window.document().filePath(), path);
    QVERIFY(*model::readFile(kExample.toStdString()) == *before);
  }

  void aFileThatCannotBeReadIsExplained() {
    const auto path = folder_.filePath("bad.virga.yaml");
    QVERIFY(model::writeFileAtomically(path.toStdString(), "virga: 1\nname: x\ncomponents:\n  a: {kind: functoin}\n"));
    MainWindow window(immediately());
    window.show();
    window.files().openAfterAsking(path);
    auto* box = window.findChild<QMessageBox*>("failureBox");
    QVERIFY(box);
    QVERIFY(box->informativeText().contains("bad.virga.yaml:4:"));
    QVERIFY(box->informativeText().contains("function"));
    box->close();
  }

  void aFileCanBeDropped() {
    MainWindow window(immediately());
    window.show();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(kExample)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &drop);
    QCOMPARE(window.document().architecture().name, "Order intake");
  }

  void theKeyRunsTheScenarioAndShowsItsResults() {
    MainWindow window(immediately());
    QCOMPARE(window.files().openPath(kExample), QString());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* scenario = window.findChild<QComboBox*>("scenarioChoice");
    QCOMPARE(scenario->count(), 3);
    scenario->setCurrentIndex(1);
    QCOMPARE(window.runBar().request().options.scenario, "sale");
    QTest::keyClick(&window, Qt::Key_F5);
    QVERIFY(window.runner().isRunning());
    QTRY_VERIFY(window.charts().result() != nullptr);
    QCOMPARE(window.findChild<QTabWidget*>("resultTabs")->currentIndex(), int(MainWindow::Tab::simulation));
    QCOMPARE(window.findChild<QLabel*>("billTotalLabel")->text(), "12.34 USD per month");
    QVERIFY(window.findChild<QLabel*>("bottleneckLabel")->text().contains("receipts"));
    auto* bill = window.findChild<QTreeWidget*>("billLines");
    QCOMPARE(bill->topLevelItemCount(), 1);
    QCOMPARE(bill->topLevelItem(0)->text(2), "1,500,000");
    QVERIFY(window.findChild<QLabel*>("billNotes")->text().contains("receipts: requests"));
    const auto* age = window.findChild<QLabel*>("ageLabel");
    QVERIFY(!age->isVisible());
    window.document().apply("Move", model::moveComponents(window.document().architecture(), {{"checkout", {0, 900}}}));
    QVERIFY(!age->isVisible());
    edit(window.document());
    QVERIFY(age->isVisible());
    window.document().undoStack().undo();
    QVERIFY(!age->isVisible());
    window.document().newProject();
    QVERIFY(window.charts().result() == nullptr);
    edit(window.document());
    QVERIFY(!age->isVisible());
  }

  // A simulation of 24 h that shows frames and gives, when it is stopped, what the sample says of the first hour.
  static SimulationRunner::Simulate untilStopped(bool givesPart) {
    return [givesPart](const auto&, const auto&, const auto& options, std::stop_token stop,
                       const auto& progress) -> tl::expected<simulator::Result, simulator::SimulationFailure> {
      simulator::Progress report;
      report.simulatedTime = model::minutes(90);
      report.events = 1000;
      simulator::Frame frame{report.simulatedTime, {}};
      frame.components.resize(2);
      frame.components[0].id = "checkout";
      frame.components[0].instances = 12;
      frame.components[0].busy = 9;
      frame.components[0].requestsPerSecond = 80;
      frame.components[0].throttlesPerSecond = 20;
      frame.components[1].id = "receipts";
      frame.components[1].waiting = 4321;
      if (options.frames) report.frame = std::make_shared<const simulator::Frame>(frame);
      while (!stop.stop_requested()) {
        progress(report);
        std::this_thread::yield();
      }
      if (!givesPart) return tl::unexpected(simulator::SimulationFailure(simulator::Stopped{}));
      auto part = *test::sampleResult();
      part.partOf = simulator::Result::Whole{model::hours(24), part.replications};
      part.warnings = {"the run is too short"};
      return part;
    };
  }

  void theKeyStopsARun() {
    MainWindow window(untilStopped(false));
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* status = window.findChild<QLabel*>("runStatus");
    QTest::keyClick(&window, Qt::Key_F5);
    QTRY_VERIFY(status->text().startsWith("1:30:00 simulated"));
    QTest::keyClick(&window, Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY(!window.runner().isRunning());
    QCOMPARE(status->text(), "Stopped");
    window.document().newProject();
    QCOMPARE(status->text(), "");
    QVERIFY(window.charts().result() == nullptr);
  }

  void aStoppedRunShowsWhatItHas() {
    MainWindow window(untilStopped(true));
    QCOMPARE(window.files().openPath(kExample), QString());
    window.show();
    window.runBar().run();
    auto* status = window.findChild<QLabel*>("runStatus");
    QTRY_VERIFY(status->text().startsWith("1:30:00 simulated"));
    window.runBar().stopAction()->trigger();
    QTRY_VERIFY(window.charts().result() != nullptr);
    QCOMPARE(status->text(), "Stopped after 1:00:00 of 24:00:00");
    const auto summary = window.findChild<QLabel*>("runSummary")->text();
    QVERIFY2(summary.startsWith("Stopped after 1:00:00 of 24:00:00: sale on aws"), qPrintable(summary));
    QVERIFY(summary.contains("the run is too short"));
    QVERIFY(window.findChild<QLabel*>("billNotes")->text().contains("stopped after 1:00:00"));
  }

  // With the simulator itself: ten years, which nobody waits for.
  void aRealRunIsSeenAndStopped() {
    MainWindow window(
        [](const auto& architecture, const auto& catalog, const auto& options, std::stop_token stop, const auto& progress) {
          return simulator::simulate(architecture, catalog, options, std::move(stop), progress);
        });
    QCOMPARE(window.files().openPath(kExample), QString());
    auto project = window.document().architecture();
    project.scenarios.front().duration = model::days(3650);
    window.document().apply("Lengthen", project);
    window.show();
    window.runBar().run();
    QTRY_VERIFY(window.canvas().drawing().card("checkout")->state().overlay.has_value());
    QVERIFY(window.canvas().drawing().card("checkout")->state().overlay->line.contains("busy"));
    window.runBar().stopAction()->trigger();
    QTRY_VERIFY(window.charts().result() != nullptr);
    QVERIFY(window.charts().result()->partOf.has_value());
    QVERIFY(window.canvas().drawing().card("checkout")->state().overlay->line.contains("p99"));
  }

  void theCardsShowARunWhileItGoesOn() {
    MainWindow window(untilStopped(false));
    QCOMPARE(window.files().openPath(kExample), QString());
    window.show();
    const auto overlay = [&](const char* id) { return window.canvas().drawing().card(id)->state().overlay; };
    QVERIFY(!overlay("checkout"));
    window.runBar().run();
    QTRY_VERIFY(overlay("checkout").has_value());
    QCOMPARE(overlay("checkout")->line, "20/s throttled · 12 inst · 9 busy");
    QCOMPARE(overlay("checkout")->strain, Strain::high);
    QCOMPARE(overlay("receipts")->line, "4,321 waiting");
    QCOMPARE(overlay("receipts")->strain, Strain::none);
    window.runner().abandon();
    QVERIFY(!overlay("checkout"));
  }

  void aRunThatCannotBeginIsExplained() {
    MainWindow window([](const auto&...) -> tl::expected<simulator::Result, simulator::SimulationFailure> {
      model::Problem problem;
      problem.path = "shoppers";
      problem.message = "sends nothing";
      return tl::unexpected(simulator::SimulationFailure(model::Problems{problem}));
    });
    window.show();
    window.runBar().run();
    QTRY_VERIFY(window.findChild<QMessageBox*>("failureBox"));
    auto* box = window.findChild<QMessageBox*>("failureBox");
    QVERIFY(box->informativeText().contains("shoppers: sends nothing"));
    box->close();
  }

  void anotherProviderLeavesTheProjectAlone() {
    MainWindow window(immediately());
    QCOMPARE(window.files().openPath(kExample), QString());
    auto* provider = window.findChild<QComboBox*>("providerChoice");
    QCOMPARE(provider->currentText(), "aws");
    QVERIFY(provider->findText("custom") >= 0);
    provider->setCurrentText("custom");
    const auto request = window.runBar().request();
    QCOMPARE(request.provider, "custom");
    QCOMPARE(request.architecture.target.provider, "custom");
    QCOMPARE(window.document().architecture().target.provider, "aws");
  }

  void theWorstThrottlerIsTheBottleneck() {
    auto result = *test::sampleResult();
    QCOMPARE(bottleneckOf(result)->component, "receipts");  // 17 throttles of 72,017 are few; messages wait 15 s
    result.components[0].figures[5].figure->mean = 8000;
    const auto bottleneck = bottleneckOf(result);
    QCOMPARE(bottleneck->component, "checkout");
    QCOMPARE(bottleneck->reason, "8,000 of 80,000 requests throttled");
    const auto overlay = overlayOf(result);
    QCOMPARE(overlay.at("checkout").strain, Strain::high);
    QVERIFY(overlay.at("checkout").line.contains("64 inst"));
    QVERIFY(overlay.at("receipts").line.contains("depth 420"));
    result.components[1].figures[1].figure->mean = 203'437;
    QVERIFY(overlayOf(result).at("receipts").line.startsWith("depth 203k"));
  }

  void failuresAreWorseThanWaiting() {
    auto result = *test::sampleResult();
    QVERIFY(!overlayOf(result).at("checkout").line.contains("fail"));  // 83 of 72,017
    result.components[0].figures[6].figure->mean = 36'000;
    result.components[0].figures[5].figure->mean = 0;
    const auto bottleneck = bottleneckOf(result);
    QCOMPARE(bottleneck->component, "checkout");
    QCOMPARE(bottleneck->reason, "36,000 of 72,000 requests failed");
    QCOMPARE(overlayOf(result).at("checkout").strain, Strain::high);
    QVERIFY(overlayOf(result).at("checkout").line.startsWith("50 % fail"));
  }

  void everyMenuCommandIsInThePalette() {
    MainWindow window(immediately());
    QStringList texts;
    for (const auto& command : commandsOf(window)) texts << command.text;
    const auto has = [&](const QString& part) {
      return std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return text.contains(part); });
    };
    QVERIFY(has("File: Open"));
    QVERIFY(has("Run: Run  (F5)"));
    QVERIFY(has("Order intake"));
    QVERIFY(has("theme"));
    QVERIFY(!has("Run: Stop"));  // nothing runs
  }

  void thePaletteFindsAndTriggersACommand() {
    MainWindow window(immediately());
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    auto* palette = window.findChild<QWidget*>("commandPalette");
    QVERIFY(palette);
    auto* search = palette->findChild<QLineEdit*>();
    QTest::keyClicks(search, "view: bill");
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(window.findChild<QTabWidget*>("resultTabs")->currentIndex(), int(MainWindow::Tab::bill));
  }

  void aRefusedEditIsToldInTheStatusBar() {
    MainWindow window(immediately());
    QVERIFY(!window.document().apply("Rename", model::Edited(tl::unexpect, "the name is taken")));
    QVERIFY(window.statusBar()->currentMessage().contains("the name is taken"));
  }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
