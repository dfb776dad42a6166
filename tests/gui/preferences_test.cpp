#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include "tests/gui/sample_result.h"
#include "ui/bill/amount_text.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/figures_table.h"
#include "ui/charts/quantity_text.h"
#include "ui/history/history_panel.h"
#include "ui/history/run_history.h"
#include "ui/preferences/key_map.h"
#include "ui/preferences/key_map_editor.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/shell/command_list.h"
#include "ui/shell/main_window.h"

using namespace virga;
using namespace virga::ui;

namespace {

SimulationRunner::Simulate immediately() {
  return [](const auto&, const auto&, const auto&, std::stop_token,
            const auto&) -> tl::expected<simulator::Result, simulator::SimulationFailure> { return *test::sampleResult(); };
}

QAction* action(MainWindow& window, const char* name) { return window.findChild<QAction*>(name); }

}  // namespace

class PreferencesTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  // Shows the window with a finished run.
  static void run(MainWindow& window) {
    window.history().keepInMemory();
    window.show();
    QSignalSpy finished(&window.runner(), &SimulationRunner::finished);
    action(window, "runAction")->trigger();
    QVERIFY(!finished.isEmpty() || finished.wait());
  }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }
  void init() { QSettings().clear(); }
  void cleanup() {
    Theme::instance().setMode(Theme::Mode::light);
    AmountStyle::instance().setPlaces(2);
    TimeStyle::instance().setUnit(TimeStyle::Unit::readable);
  }

  void theyAreKept() {
    QVERIFY(Preferences::load() == Preferences());
    const Preferences chosen{Theme::Mode::contrast, "de", 40, TimeStyle::Unit::milliseconds, 4, false, false};
    chosen.save();
    QVERIFY(Preferences::load() == chosen);
    QSettings().setValue("autosaveSeconds", 100'000);
    QCOMPARE(Preferences::load().autosaveSeconds, 300);
    QSettings().clear();
    QSettings().setValue("darkTheme", true);  // as versions before kept it
    QVERIFY(Preferences::load().theme == Theme::Mode::dark);
  }

  void aChoiceTakesEffectAtOnceAndIsKept() {
    MainWindow window(immediately());
    window.show();
    window.showPreferences();
    auto* dialog = window.findChild<PreferencesDialog*>();
    QVERIFY(dialog);
    auto* theme = dialog->findChild<QComboBox*>("themeChoice");
    theme->setCurrentIndex(theme->findText("High contrast"));
    QVERIFY(Theme::instance().mode() == Theme::Mode::contrast);
    dialog->findChild<QSpinBox*>("placesBox")->setValue(4);
    QCOMPARE(amountText(model::Decimal("1234.5")), "1,234.5000");
    dialog->findChild<QSpinBox*>("autosaveBox")->setValue(5);
    dialog->findChild<QCheckBox*>("welcomeBox")->setChecked(false);
    const auto kept = Preferences::load();
    QVERIFY(kept == window.preferences());
    QCOMPARE(kept.autosaveSeconds, 5);
    QVERIFY(!kept.showWelcome);
  }

  void theDecimalsOfAmountsAreChangedWhereverSomeAreShown() {
    MainWindow window(immediately());
    run(window);
    QVERIFY(window.charts().result());
    auto* runs = window.history().panel()->findChild<QTreeView*>("historyList");
    QVERIFY(runs);
    QTRY_COMPARE(runs->model()->rowCount(), 1);
    const auto total = window.charts().result()->bill.total;
    const auto shown = [&](const char* label) { return window.findChild<QLabel*>(label)->text(); };
    QSignalSpy anew(runs->model(), &QAbstractItemModel::modelReset);
    auto chosen = window.preferences();
    chosen.amountPlaces = 5;
    window.setPreferences(chosen);
    for (const auto* label : {"billTotal", "billTotalLabel"})
      QVERIFY2(shown(label).contains(amountText(total)), qPrintable(shown(label)));
    QCOMPARE(anew.count(), 1);
  }

  void timesAreWrittenInTheChosenUnitEverywhere() {
    QCOMPARE(millisecondsText(0.35), "0.35 ms");
    QCOMPARE(millisecondsText(1250), "1.25 s");
    MainWindow window(immediately());
    run(window);
    QVERIFY(window.charts().result());
    const auto* figures = window.findChild<FiguresTable*>();
    QVERIFY(figures);
    const auto tells = [&](const QString& text) {
      for (QTreeWidgetItemIterator item(const_cast<FiguresTable*>(figures)); *item; ++item)
        for (int column = 0; column < figures->columnCount(); ++column)
          if ((*item)->text(column) == text) return true;
      return false;
    };
    double slowest = 0;  // above a second
    for (const auto& flow : window.charts().result()->flows)
      slowest = std::max(slowest, simulator::meanOf(flow.figures, "latency_ms.p99"));
    QVERIFY2(slowest > 1000, qPrintable(QString::number(slowest)));
    QVERIFY(tells(millisecondsText(slowest)));
    window.showPreferences();
    auto* choice = window.findChild<QComboBox*>("timesChoice");
    choice->setCurrentIndex(choice->findText("Always in milliseconds"));
    QCOMPARE(millisecondsText(1250), "1,250 ms");
    QVERIFY(tells(millisecondsText(slowest)) && millisecondsText(slowest).endsWith(" ms"));
    QVERIFY(Preferences::load().timeUnit == TimeStyle::Unit::milliseconds);
  }

  void panelsMayShareTheirKeys() {
    QWidget window;
    auto *left = new QWidget(&window), *right = new QWidget(&window), *inside = new QWidget(left);
    const auto add = [&](QWidget* panel, const char* name, Qt::ShortcutContext context) {
      auto* made = new QAction(name, &window);
      made->setObjectName(name);
      made->setShortcut(QKeySequence("Ctrl+J"));
      made->setShortcutContext(context);
      panel->addAction(made);
      return made;
    };
    auto* ofLeft = add(left, "left", Qt::WidgetWithChildrenShortcut);
    auto* ofRight = add(right, "right", Qt::WidgetWithChildrenShortcut);
    const QKeySequence keys("Ctrl+J");
    {
      const KeyMap map(&window);
      QVERIFY(!map.conflict(*ofLeft, keys) && !map.conflict(*ofRight, keys));
    }
    auto* ofInside = add(inside, "inside", Qt::WidgetShortcut);
    {
      const KeyMap map(&window);
      QCOMPARE(map.conflict(*ofInside, keys), ofLeft);
      QCOMPARE(map.conflict(*ofLeft, keys), ofInside);
      QVERIFY(!map.conflict(*ofRight, keys));
    }
    auto* ofWindow = add(&window, "window", Qt::WindowShortcut);
    const KeyMap map(&window);
    QCOMPARE(map.conflict(*ofRight, keys), ofWindow);
  }

  void keysAreChangedTheyStayAndThePaletteTellsThem() {
    {
      MainWindow window(immediately());
      window.keys().setKeys(*action(window, "exportAction"), QKeySequence("Ctrl+Alt+X"));
      const auto commands = commandsOf(window);
      QVERIFY(std::any_of(commands.begin(), commands.end(),
                          [](const Command& command) { return command.text.contains("(Ctrl+Alt+X)"); }));
    }
    MainWindow next(immediately());
    auto* changed = action(next, "exportAction");
    QCOMPARE(changed->shortcut(), QKeySequence("Ctrl+Alt+X"));
    QVERIFY(!next.keys().isUsual(*changed));
    next.keys().reset(*changed);
    QCOMPARE(changed->shortcut(), QKeySequence("Ctrl+Shift+E"));
    MainWindow last(immediately());
    QCOMPARE(action(last, "exportAction")->shortcut(), QKeySequence("Ctrl+Shift+E"));
  }

  void nobodySharesKeysByDefault() {
    MainWindow window(immediately());
    for (const auto& [each, usual] : window.keys().entries())
      for (const auto& keys : usual) {
        const auto* other = window.keys().conflict(*each, keys);
        QVERIFY2(
            !other,
            qPrintable(
                QString("%1: %2 and %3").arg(keys.toString(), each->objectName(), other ? other->objectName() : QString())));
      }
  }

  void theEditorTellsAConflictAndTakesTheKeys() {
    MainWindow window(immediately());
    KeyMapEditor editor(&window.keys());
    editor.show();
    auto* list = editor.findChild<QTreeWidget*>("keyList");
    editor.findChild<QLineEdit*>("keyFilter")->setText("Export");
    QTreeWidgetItem* row = nullptr;
    for (int i = 0; i < list->topLevelItemCount(); ++i)
      if (list->topLevelItem(i)->data(0, Qt::UserRole) == "exportAction") row = list->topLevelItem(i);
    QVERIFY(row);
    list->setCurrentItem(row);
    auto* edit = editor.findChild<QKeySequenceEdit*>("keyEdit");
    auto* message = editor.findChild<QLabel*>("keyMessage");
    QVERIFY(message->text().isEmpty());
    edit->setKeySequence(action(window, "saveAction")->shortcut());
    QVERIFY2(message->text().contains("Save"), qPrintable(message->text()));
    QTest::mouseClick(editor.findChild<QPushButton*>("keySet"), Qt::LeftButton);
    QCOMPARE(action(window, "exportAction")->shortcut(), QKeySequence("Ctrl+S"));
    QVERIFY(action(window, "saveAction")->shortcut().isEmpty());
    QTest::mouseClick(editor.findChild<QPushButton*>("keyResetAll"), Qt::LeftButton);
    QCOMPARE(action(window, "saveAction")->shortcut(), QKeySequence("Ctrl+S"));
    QCOMPARE(action(window, "exportAction")->shortcut(), QKeySequence("Ctrl+Shift+E"));
  }
};

QTEST_MAIN(PreferencesTest)
#include "preferences_test.moc"
