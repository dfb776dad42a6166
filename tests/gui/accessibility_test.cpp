#include <set>

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QDockWidget>
#include <QLineEdit>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include "tests/gui/sample_result.h"
#include "ui/alarms/alarms_dialog.h"
#include "ui/export/export_dialog.h"
#include "ui/preferences/key_map.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/problems/ignore_dialog.h"
#include "ui/problems/rule_dialog.h"
#include "ui/recovery/recovery_dialog.h"
#include "ui/runs/catalog_overlays.h"
#include "ui/runs/overlay_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/welcome/welcome_page.h"

using namespace virga;
using namespace virga::ui;

namespace {

// Controls that can be seen and take the keyboard.
QList<QWidget*> controls(const QWidget& window) {
  QList<QWidget*> found;
  for (auto* widget : window.findChildren<QWidget*>())
    if (widget->isVisibleTo(&window) && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) &&
        !widget->focusProxy() && widget->window() == &window && !widget->visibleRegion().isEmpty())
      found << widget;
  return found;
}

QString nameOf(QWidget* widget) {
  auto* interface = QAccessible::queryAccessibleInterface(widget);
  return interface ? interface->text(QAccessible::Name) : QString();
}

QString placeOf(const QWidget* widget) {
  QString place;
  for (; widget; widget = widget->parentWidget())
    place.prepend(QString("/%1 %2").arg(widget->metaObject()->className(), widget->objectName()));
  return place;
}

SimulationRunner::Simulate immediately() {
  return [](const auto&, const auto&, const auto&, std::stop_token,
            const auto&) -> tl::expected<simulator::Result, simulator::SimulationFailure> { return *test::sampleResult(); };
}

}  // namespace

// What takes the keyboard has a name for the screen reader, and the keyboard gets there.
class AccessibilityTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  // `here` says which page or dialog is walked.
  static void walk(QWidget& window, const QString& here) {
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QStringList faults;
    const auto all = controls(window);
    QVERIFY2(!all.isEmpty(), qPrintable(here));
    for (auto* control : all)
      if (nameOf(control).trimmed().isEmpty()) faults << "no name: " + placeOf(control);
    std::set<QWidget*> reached;
    all.front()->setFocus(Qt::TabFocusReason);
    // Round once, with room for the components that the drawing walks over.
    constexpr int kMostSteps = 600;
    for (int step = 0; step < kMostSteps && QApplication::focusWidget(); ++step) {
      for (auto* at = QApplication::focusWidget(); at; at = at->parentWidget()) reached.insert(at);
      if (step > 0 && QApplication::focusWidget() == all.front()) break;
      QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (auto* control : all)
      if (!reached.contains(control)) faults << "not reached: " + placeOf(control);
    QVERIFY2(faults.isEmpty(), qPrintable(here + '\n' + faults.join('\n')));
  }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }

  void theMainWindow() {
    MainWindow window(immediately());
    window.resize(1400, 1000);
    QCOMPARE(window.document().open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    window.document().select({"checkout"});
    for (const auto tab : {MainWindow::Tab::problems, MainWindow::Tab::simulation, MainWindow::Tab::bill,
                           MainWindow::Tab::compare, MainWindow::Tab::history, MainWindow::Tab::traces}) {
      window.showTab(tab);
      walk(window, QString("tab %1").arg(static_cast<int>(tab)));
      if (QTest::currentTestFailed()) return;
    }
    window.findChild<QDockWidget*>("outlineDock")->raise();
    walk(window, "outline");
    if (QTest::currentTestFailed()) return;
    window.document().select({});
    walk(window, "project");
    if (QTest::currentTestFailed()) return;
    window.showWelcome();
    walk(window, "welcome");
  }

  void theDialogs() {
    MainWindow window(immediately());
    const auto catalogs = std::make_shared<CatalogCache>();
    PreferencesDialog preferences({}, &window.keys());
    walk(preferences, "preferences");
    if (QTest::currentTestFailed()) return;
    ExportDialog exportDialog(window.document().snapshot(), catalogs);
    walk(exportDialog, "export");
    if (QTest::currentTestFailed()) return;
    CatalogOverlays overlays(catalogs);
    OverlayDialog overlayDialog(&overlays);
    walk(overlayDialog, "overlays");
    if (QTest::currentTestFailed()) return;
    RecoveryDialog recovery({});
    walk(recovery, "recovery");
    if (QTest::currentTestFailed()) return;
    const std::unique_ptr<QDialog> diff(makeDiffDialog("a\nb", "a\nc", nullptr));
    walk(*diff, "diff");
  }

  void theDialogsOfProblemsAndAlarms() {
    MainWindow window(immediately());
    QCOMPARE(window.document().open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    const model::Problem problem{model::Severity::warning, "no-dead-letter", "", 0, 0, "receipts", "messages are lost", "h"};
    IgnoreDialog ignore(&window.document(), problem);
    ignore.findChild<QLineEdit*>("ignoreReason")->setText("a toy");
    walk(ignore, "ignore");
    if (QTest::currentTestFailed()) return;
    QWidget parent;
    explain(problem, &parent);
    auto* why = parent.findChild<QDialog*>("ruleDialog");
    QVERIFY(why);
    walk(*why, "why");
    if (QTest::currentTestFailed()) return;
    auto watched = window.document().architecture();
    watched.alarms.push_back({{"receipts"}, model::AlarmMetric::depth, "40"});
    window.document().apply("Watch", std::move(watched));
    AlarmsDialog alarms(&window.document(), std::make_shared<CatalogCache>(), simulator::proposeAlarms);
    auto* tabs = alarms.findChild<QTabWidget*>("alarmsTabs");
    for (int tab = 0; tab < tabs->count(); ++tab) {
      tabs->setCurrentIndex(tab);
      walk(alarms, QString("alarms %1").arg(tab));
      if (QTest::currentTestFailed()) return;
    }
  }
};

QTEST_MAIN(AccessibilityTest)
#include "accessibility_test.moc"
