// The window in each theme and both languages, at 200 %: no text is cut, no colour comes from elsewhere. With
// VIRGA_SCREENSHOTS=FOLDER each state leaves a picture.
#include <memory>
#include <set>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QHelpEvent>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

#include "model/checks/check_setting_edits.h"
#include "model/project/project_file.h"
#include "simulator/experiment/compare.h"
#include "simulator/experiment/simulate.h"
#include "tests/gui/clipped_texts.h"
#include "ui/alarms/alarms_dialog.h"
#include "ui/calibrate/calibrate_dialog.h"
#include "ui/canvas/canvas_view.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/elided_label.h"
#include "ui/compare/compare_panel.h"
#include "ui/export/export_dialog.h"
#include "ui/history/history_panel.h"
#include "ui/history/run_history.h"
#include "ui/import/import_dialog.h"
#include "ui/preferences/language.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/problems/ignore_dialog.h"
#include "ui/problems/problems_panel.h"
#include "ui/problems/rule_dialog.h"
#include "ui/recovery/recovery_dialog.h"
#include "ui/runs/catalog_overlays.h"
#include "ui/runs/overlay_dialog.h"
#include "ui/runs/run_bar.h"
#include "ui/runs/timeline.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/traces/traces_panel.h"

using namespace virga;
using namespace virga::ui;

static const char* const kTemplate =
    "Transform: AWS::Serverless-2016-10-31\n"
    "Parameters:\n"
    "  Table:\n    Type: String\n"
    "Resources:\n"
    "  Api:\n    Type: AWS::Serverless::HttpApi\n"
    "  Checkout:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n"
    "      Handler: index.handler\n"
    "      Environment: {Variables: {TABLE: !Ref Table, QUEUE: !Ref Receipts}}\n"
    "      Policies:\n        - SQSSendMessagePolicy: {QueueName: !GetAtt Receipts.QueueName}\n"
    "      Events:\n        Post:\n          Type: HttpApi\n          Properties: {ApiId: !Ref Api, Path: /orders, Method: "
    "post}\n"
    "  Receipts:\n    Type: AWS::SQS::Queue\n"
    "  Mailer:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.12\n      Handler: "
    "app.handler\n"
    "      Events:\n        Queue:\n          Type: SQS\n          Properties: {Queue: !GetAtt Receipts.Arn}\n"
    "  Report:\n    Type: AWS::Glue::Job\n";

class AppearanceTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<MainWindow> window_;
  const QLocale before_;

  static void settle() {
    for (int i = 0; i < 5; ++i) {
      QApplication::sendPostedEvents();
      QApplication::processEvents();
    }
  }

  // The share of the picture that is as light as paper: next to nothing where no colour is written into the code.
  static double lightShare(const QImage& image) {
    qint64 light = 0;
    for (int y = 0; y < image.height(); y += 2)
      for (int x = 0; x < image.width(); x += 2) light += image.pixelColor(x, y).lightnessF() > 0.8F ? 1 : 0;
    return static_cast<double>(light) / (image.width() / 2.0 * image.height() / 2.0);
  }

  // Looks at what is seen now; `here` names it.
  static void look(QWidget& seen, const QString& here) {
    settle();
    const auto image = seen.grab().toImage();
    QCOMPARE(image.width(), seen.width() * 2);
    const auto folder = qEnvironmentVariable("VIRGA_SCREENSHOTS");
    QFETCH_GLOBAL(QString, name);
    if (!folder.isEmpty()) QVERIFY(image.save(folder + '/' + name + '-' + here + ".png"));
    const auto light = lightShare(image);
    constexpr double kMostLight = 0.06;  // the letters
    if (light > kMostLight && Theme::instance().mode() != Theme::Mode::light)
      QTest::qFail(qPrintable(QString("%1: %2 is light").arg(here).arg(light)), __FILE__, __LINE__);
    if (const auto clipped = test::clippedTexts(seen); !clipped.isEmpty())
      QTest::qFail(qPrintable(here + ":\n  " + clipped.join("\n  ")), __FILE__, __LINE__);
  }
  void look(const QString& here) { look(*window_, here); }

  void run() {
    auto request = window_->runBar().request();
    request.options.duration = model::minutes(10);
    QSignalSpy finished(&window_->runner(), &SimulationRunner::finished);
    window_->runner().start(std::move(request));
    QVERIFY(finished.wait(120'000));
    settle();
  }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }
  void initTestCase_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("theme");
    QTest::addColumn<QString>("language");
    QTest::newRow("light-en") << "light-en" << static_cast<int>(Theme::Mode::light) << "en";
    QTest::newRow("dark-de") << "dark-de" << static_cast<int>(Theme::Mode::dark) << "de";
    QTest::newRow("contrast-de") << "contrast-de" << static_cast<int>(Theme::Mode::contrast) << "de";
  }
  void cleanupTestCase() {
    installLanguage("en");
    QLocale::setDefault(before_);
  }
  void init() {
    QFETCH_GLOBAL(int, theme);
    QFETCH_GLOBAL(QString, language);
    if (!installLanguage(language)) QSKIP("the translations weren't built: lrelease is missing");
    Theme::instance().setMode(static_cast<Theme::Mode>(theme));
    window_ = std::make_unique<MainWindow>(simulator::simulate);
    window_->files().setAskUnsaved([](const QString&) { return FileController::Answer::discard; });
    window_->history().keepInMemory();
    window_->resize(1440, 900);
    window_->show();
    settle();
  }
  void cleanup() { window_.reset(); }

  void theWelcomePage() {
    window_->showWelcome();
    QTest::qWait(500);  // its pictures come one by one
    look("welcome");
  }

  // The fields of each kind of component, and of the project.
  void theInspector() {
    std::set<std::size_t> seen;
    for (const auto* example : {"order-intake", "sensor-stream", "chat", "nightly-report", "webhook-fan-out"}) {
      QCOMPARE(window_->files().openPath(QString(VIRGA_SOURCE "/resources/examples/%1.virga.yaml").arg(example)), QString());
      window_->document().select({});
      look(QString("project-%1").arg(example));
      for (const auto& component : window_->document().architecture().components) {
        if (!seen.insert(component.kind.index()).second) continue;
        window_->document().select({component.id});
        look(QString("inspector-%1-%2").arg(example, QString::fromStdString(component.id)));
      }
    }
    QVERIFY(seen.size() > 10);
  }

  void theResultsOfARun() {
    QCOMPARE(window_->files().openPath(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    window_->runBar().setScenario("sale");
    window_->canvas().zoomToFit();
    look("before");
    run();
    run();
    window_->timeline().setInstant(420);
    for (const auto& [tab, name] : {std::pair(MainWindow::Tab::problems, "problems"),
                                    {MainWindow::Tab::simulation, "simulation"},
                                    {MainWindow::Tab::bill, "bill"},
                                    {MainWindow::Tab::compare, "compare"}}) {
      window_->showTab(tab);
      look(name);
    }
    window_->showTab(MainWindow::Tab::history);
    look("history");
    emit window_->history().panel()->compareWanted(1, 2);
    QTest::qWait(300);
    look("difference");
    window_->showTab(MainWindow::Tab::traces);
    settle();
    while (window_->traces().isFollowing()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    look("traces");
    window_->findChild<QDockWidget*>("outlineDock")->raise();
    look("outline");
  }

  void whatIsShortenedIsToldInFull() {
    ElidedLabel label;
    label.setText("A sentence that is much longer than its place");
    label.resize(60, 20);
    label.show();
    QHelpEvent ask(QEvent::ToolTip, {5, 5}, label.mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(&label, &ask);
    QCOMPARE(QToolTip::text(), label.text());
  }

  void theDialogs() {
    const auto catalogs = std::make_shared<CatalogCache>();
    PreferencesDialog preferences({}, &window_->keys());
    preferences.show();
    auto* pages = preferences.findChild<QTabWidget*>();
    for (int page = 0; pages && page < pages->count(); ++page) {
      pages->setCurrentIndex(page);
      look(preferences, QString("preferences-%1").arg(page));
    }
    QVERIFY(pages);
    QCOMPARE(window_->files().openPath(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    ExportDialog exportDialog(window_->document().snapshot(), catalogs);
    exportDialog.show();
    look(exportDialog, "export");
    auto* formats = exportDialog.findChild<QListWidget*>("formats");
    const auto load = formats->findItems("k6", Qt::MatchExactly);
    QCOMPARE(load.size(), 1);
    formats->setCurrentItem(load.front());
    QVERIFY(exportDialog.findChild<QListWidget*>("files")->count() > 0);
    look(exportDialog, "export-load");
    formats->setCurrentRow(0);
    // Into a folder that has a file of somebody else's.
    const auto folder = folder_.filePath("deploy");
    QVERIFY(QDir().mkpath(folder));
    QFile foreign(folder + "/template.yaml");
    QVERIFY(foreign.open(QIODevice::WriteOnly) && foreign.write("mine\n") > 0);
    foreign.close();
    auto* folderField = exportDialog.findChild<QLineEdit*>("folder");
    folderField->setText(folder);
    emit folderField->editingFinished();
    exportDialog.findChild<QCheckBox*>("onlyChanges")->setChecked(true);
    look(exportDialog, "export-folder");

    ImportDialog importDialog(model::importDesign);
    importDialog.show();
    look(importDialog, "import-empty");
    QFile source(folder_.filePath("template.yaml"));
    QVERIFY(source.open(QIODevice::WriteOnly) && source.write(kTemplate) > 0);
    source.close();
    importDialog.setSource(source.fileName());
    QTRY_VERIFY(importDialog.findChild<QPushButton*>("openImported")->isEnabled());
    look(importDialog, "import");
    importDialog.findChild<QTabWidget*>()->setCurrentIndex(1);
    look(importDialog, "import-report");
    CatalogOverlays overlays(catalogs);
    OverlayDialog overlayDialog(&overlays);
    overlayDialog.show();
    look(overlayDialog, "overlays");
    CalibrateDialog calibrate(std::make_shared<const model::Architecture>(
                                  model::readProject("virga: 1\nname: one\ntarget: {provider: aws, region: us-east-1}\n"
                                                     "components: {work: {kind: function, runtime: python3.12}}\n",
                                                     "one.virga.yaml")
                                      .value()),
                              {}, std::make_shared<CatalogCache>());
    calibrate.show();
    look(calibrate, "calibrate");
    calibrate.addLogs({VIRGA_SOURCE "/tests/data/logs/aws_text.log"});
    auto* learnt = calibrate.findChild<QTabWidget*>("calibrateTabs");
    QTRY_VERIFY_WITH_TIMEOUT(learnt->isVisible(), 60'000);
    for (int tab = 0; tab < learnt->count(); ++tab) {
      learnt->setCurrentIndex(tab);
      look(calibrate, QString("calibrate-%1").arg(tab));
    }
    RecoveryDialog recovery({});
    recovery.show();
    look(recovery, "recovery");
  }

  void theDialogsOfProblems() {
    QCOMPARE(window_->files().openPath(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    const auto& problems = window_->problems().problems();
    window_->problems().check();
    QVERIFY(!problems.empty());
    const auto problem = problems.front();
    IgnoreDialog ignore(&window_->document(), problem);
    ignore.show();
    look(ignore, "ignore");
    explain(problem, window_.get());
    auto* why = window_->findChild<QDialog*>("ruleDialog");
    QVERIFY(why);
    look(*why, "why");
    why->close();
    window_->document().apply("Ignore", model::ignoreFinding(window_->document().architecture(), problem, "a toy"));
    window_->problems().check();
    window_->showTab(MainWindow::Tab::problems);
    window_->findChild<QCheckBox*>("showIgnored")->setChecked(true);
    look("ignored");
  }

  void theAlarms() {
    QCOMPARE(window_->files().openPath(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    AlarmsDialog dialog(&window_->document(), std::make_shared<CatalogCache>(), simulator::proposeAlarms);
    dialog.show();
    look(dialog, "alarms-empty");
    dialog.findChild<QLineEdit*>("alarmsDuration")->setText("10 min");
    dialog.findChild<QSpinBox*>("alarmsReplications")->setValue(1);
    auto* detect = dialog.findChild<QComboBox*>("alarmsDetect");
    detect->setCurrentIndex(detect->count() - 1);
    dialog.findChild<QPushButton*>("proposeAlarms")->click();
    auto* add = dialog.findChild<QPushButton*>("addProposals");
    QTRY_VERIFY_WITH_TIMEOUT(add->isEnabled(), 60'000);
    look(dialog, "alarms-proposed");
    auto* tabs = dialog.findChild<QTabWidget*>("alarmsTabs");
    tabs->setCurrentIndex(1);
    look(dialog, "alarms-left-out");
    add->click();
    tabs->setCurrentIndex(0);
    look(dialog, "alarms-added");
    tabs->setCurrentIndex(2);
    look(dialog, "alarms-own");
    dialog.close();
    window_->document().select({});
    settle();
    for (auto* area : window_->findChildren<QScrollArea*>())
      if (auto* last = area->findChild<QWidget*>("alarmOf")) area->ensureWidgetVisible(last);
    look("project-alarms");
  }
};

int main(int argc, char** argv) {
  qputenv("QT_SCALE_FACTOR", "2");
  QApplication application(argc, argv);
  AppearanceTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "appearance_test.moc"
