#include "ui/problems/problems_panel.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>

#include "model/checks/rule_catalog.h"
#include "model/edit/edit.h"
#include "ui/problems/severity_icon.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

class ProblemsPanelTest : public QObject {
  Q_OBJECT

  QList<QUrl> opened_;  // instead of in a browser

 public slots:
  void open(const QUrl& url) { opened_ << url; }

 private:
  static QDialog* dialogOf(const ProblemsPanel& panel, const char* name) { return panel.findChild<QDialog*>(name); }
  static void press(const QWidget& in, const char* name) {
    auto* button = in.findChild<QAbstractButton*>(name);
    QVERIFY2(button, name);
    QTest::mouseClick(button, Qt::LeftButton);
  }
  static QTreeWidget* listOf(const ProblemsPanel& panel) { return panel.findChild<QTreeWidget*>("problemList"); }
  // Takes the first entry of that name, in a menu below the open one too.
  static void takeNamed(const char* menuName, const QString& text) {
    QTimer::singleShot(0, [menuName, text] {
      auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      QVERIFY(menu);
      const auto* in = menu->findChild<QMenu*>(menuName);
      for (auto* action : in ? in->actions() : menu->actions())
        if (action->text() == text && action->isEnabled()) action->trigger();
      menu->close();
    });
  }
  // A panel on a queue that nothing uses.
  struct Bench {
    Document document;
    ProblemsPanel panel{&document, std::make_shared<CatalogCache>()};

    Bench() {
      document.apply("Add a queue", model::addComponent(document.architecture(), "queue", {0, 0}));
      panel.resize(1200, 300);
      panel.check();
      panel.show();
    }
    bool choose() {
      if (!QTest::qWaitForWindowExposed(&panel)) return false;
      auto* row = rowOf(panel, "queue", "");
      if (row) listOf(panel)->setCurrentItem(row);
      return row != nullptr;
    }
  };

  // A function whose timeout no provider allows.
  static model::Architecture broken(const Document& document) {
    auto architecture = document.architecture();
    std::get<model::Function>(architecture.find("checkout")->kind).timeout = model::hours(30);
    return architecture;
  }

  // The rows of the list, without its groups.
  static QList<QTreeWidgetItem*> rows(const ProblemsPanel& panel) {
    QList<QTreeWidgetItem*> rows;
    auto* list = panel.findChild<QTreeWidget*>("problemList");
    for (int i = 0; i < list->topLevelItemCount(); ++i)
      for (int j = 0; j < list->topLevelItem(i)->childCount(); ++j) rows << list->topLevelItem(i)->child(j);
    return rows;
  }
  static QTreeWidgetItem* rowOf(const ProblemsPanel& panel, const QString& component, const QString& field) {
    for (auto* row : rows(panel))
      if (row->parent()->text(0) == component && row->text(3) == field) return row;
    return nullptr;
  }
  // Takes the open menu's entry of this name.
  static void takeFromMenu(const QString& text) {
    QTimer::singleShot(0, [text] {
      auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      QVERIFY(menu);
      for (auto* action : menu->actions())
        if (action->text() == text && action->isEnabled()) action->trigger();
      menu->close();
    });
  }

 private slots:
  void anEditIsCheckedAfterAPause() {
    Document document;
    QCOMPARE(document.open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    ProblemsPanel panel(&document, std::make_shared<CatalogCache>());
    QSignalSpy checked(&panel, &ProblemsPanel::checked);
    document.apply("Set timeout", broken(document));
    QTRY_COMPARE(checked.count(), 1);
    QVERIFY(panel.badges().count("checkout"));
    const auto problems = panel.badges().at("checkout");
    QVERIFY(std::any_of(problems.begin(), problems.end(), [](const auto& p) { return p.path == "checkout.timeout"; }));
  }

  void aDoubleClickSelectsTheComponentAndAsksForItsField() {
    Document document;
    QCOMPARE(document.open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    document.apply("Set timeout", broken(document));
    ProblemsPanel panel(&document, std::make_shared<CatalogCache>());
    panel.resize(900, 300);
    panel.check();
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy focus(&document, &Document::focusRequested);
    auto* list = panel.findChild<QTreeWidget*>("problemList");
    auto* row = rowOf(panel, "checkout", "timeout");
    QVERIFY(row);
    list->scrollToItem(row);
    const auto centre = list->visualItemRect(row).center();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, centre);
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, centre);
    QCOMPARE(document.selection(), std::set<model::ComponentId>{"checkout"});
    QCOMPARE(focus.count(), 1);
    QCOMPARE(focus[0][0].toString(), "checkout.timeout");
  }

  void theFilterHidesWhatIsLessGrave() {
    Document document;
    QCOMPARE(document.open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    document.apply("Set timeout", broken(document));
    ProblemsPanel panel(&document, std::make_shared<CatalogCache>());
    panel.check();
    QCOMPARE(rows(panel).size(), static_cast<int>(panel.problems().size()));
    const auto errors = std::count_if(panel.problems().begin(), panel.problems().end(),
                                      [](const auto& p) { return p.severity == model::Severity::error; });
    QVERIFY(errors > 0);
    panel.findChild<QComboBox*>("severityFilter")->setCurrentIndex(2);
    QCOMPARE(rows(panel).size(), static_cast<int>(errors));
  }

  void theIconsStandOutOfTheSelection() {
    for (const auto severity : {model::Severity::error, model::Severity::warning, model::Severity::info}) {
      const auto shot = severityIcon(severity).pixmap(QSize(16, 16), 1, QIcon::Selected).toImage();
      QCOMPARE(shot.pixelColor(5, 12), Theme::instance().color(Role::accentText));
    }
  }

  void f8WalksThroughTheProblems() {
    Document document;
    QCOMPARE(document.open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    document.apply("Set timeout", broken(document));
    ProblemsPanel panel(&document, std::make_shared<CatalogCache>());
    panel.check();
    QSignalSpy focus(&document, &Document::focusRequested);
    panel.goToNext();
    QCOMPARE(focus.count(), 1);
    QCOMPARE(focus[0][0].toString().toStdString(), panel.problems().front().path);
    panel.goToPrevious();
    const auto all = rows(panel);
    QVERIFY(all.size() > 1);
    QCOMPARE(panel.findChild<QTreeWidget*>("problemList")->currentItem(), all.back());
    // Once around is back at the first.
    for (int i = 0; i < all.size(); ++i) panel.goToNext();
    QCOMPARE(panel.findChild<QTreeWidget*>("problemList")->currentItem(), all.back());
  }

  void aFixIsOneUndoStepOfItsName() {
    Document document;
    QCOMPARE(document.open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    document.apply("Set timeout", broken(document));
    const auto before = document.architecture();
    const int steps = document.undoStack().count();
    ProblemsPanel panel(&document, std::make_shared<CatalogCache>());
    panel.resize(1200, 300);
    panel.check();
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* list = panel.findChild<QTreeWidget*>("problemList");
    auto* row = rowOf(panel, "checkout", "timeout");
    QCOMPARE(row->text(4), "Lower the timeout of checkout to 15 min");
    list->setCurrentItem(row);
    QVERIFY(panel.fixAction()->isEnabled());
    takeFromMenu("Lower the timeout of checkout to 15 min");
    panel.findChild<QToolButton*>("fixButton")->click();
    QCOMPARE(document.undoStack().count(), steps + 1);
    QCOMPARE(document.undoStack().undoText(), "Lower the timeout of checkout to 15 min");
    QCOMPARE(std::get<model::Function>(document.architecture().find("checkout")->kind).timeout, model::minutes(15));
    panel.check();
    for (auto* each : rows(panel)) QVERIFY(each->text(4) != "Lower the timeout of checkout to 15 min");
    document.undoStack().undo();
    QVERIFY(document.architecture() == before);
  }

  void theMenuKeyOffersTheFixesOfAGroup() {
    Document document;
    document.apply("Add a queue", model::addComponent(document.architecture(), "queue", {0, 0}));
    ProblemsPanel panel(&document, std::make_shared<CatalogCache>());
    panel.check();
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* list = panel.findChild<QTreeWidget*>("problemList");
    auto* row = rowOf(panel, "queue", "");
    QVERIFY(row);
    list->setCurrentItem(row->parent());
    takeFromMenu("Remove the unused component queue");
    QTest::keyClick(list, Qt::Key_Menu);
    QVERIFY(!document.architecture().find("queue"));
  }

  void aRunsProblemsStayUntilTheirComponentChanges() {
    Document document;
    QCOMPARE(document.open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    ProblemsPanel panel(&document, std::make_shared<CatalogCache>());
    const model::Problem throttled{model::Severity::warning,  "run-throttled",      "",      0, 0, "api.throttle.rate",
                                   "17 of 72 were throttled", "raise the throttle", "2000/s"};
    panel.setRunProblems({throttled}, document.snapshot());
    auto* row = rowOf(panel, "api", "throttle.rate");
    QVERIFY(row);
    QCOMPARE(row->text(0), "warning of the run");
    auto badges = panel.badges();
    for (const auto& problem : badges["api"]) QVERIFY(problem.id != "run-throttled");
    document.apply("Add a queue", model::addComponent(document.architecture(), "queue", {0, 0}));
    panel.check();
    QVERIFY(rowOf(panel, "api", "throttle.rate"));
    panel.findChild<QTreeWidget*>("problemList")->setCurrentItem(rowOf(panel, "api", "throttle.rate"));
    takeFromMenu("Raise the throttle of api to 2000/s");
    panel.showFixes();
    const auto& api = std::get<model::HttpApi>(document.architecture().find("api")->kind);
    QCOMPARE(api.throttle->rate.perSecond, 2000);
    QCOMPARE(api.throttle->burst, 4000);
    panel.check();
    QVERIFY(!rowOf(panel, "api", "throttle.rate"));
  }

  void whySaysWhatTheCatalogueSays() {
    Bench bench;
    QVERIFY(bench.choose());
    const auto& problem = *std::find_if(bench.panel.problems().begin(), bench.panel.problems().end(),
                                        [](const auto& each) { return each.path == "queue"; });
    const auto rules = model::loadRuleCatalog();
    const auto* rule = rules->find(problem.id);
    QVERIFY(rule);
    press(bench.panel, "whyButton");
    auto* dialog = dialogOf(bench.panel, "ruleDialog");
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    QCOMPARE(dialog->findChild<QLabel*>("ruleTitle")->text().toStdString(), rule->title);
    QCOMPARE(dialog->findChild<QLabel*>("ruleWhy")->text().toStdString(), rule->why);
    QCOMPARE(dialog->findChild<QLabel*>("ruleFinding")->text().toStdString(), problem.message);
    QDesktopServices::setUrlHandler("https", this, "open");
    auto* source = dialog->findChild<QLabel*>("ruleSource");
    QVERIFY(source->text().contains(QString::fromStdString(rule->date)));
    const auto& metrics = source->fontMetrics();
    QTest::mouseClick(source, Qt::LeftButton, {}, {metrics.horizontalAdvance("Source: https"), metrics.height() / 2});
    press(*dialog, "openSource");
    QDesktopServices::unsetUrlHandler("https");
    const QUrl url(QString::fromStdString(rule->url));
    QCOMPARE(opened_, (QList<QUrl>{url, url}));
  }

  void ignoringWantsAReasonAndIsTakenBack() {
    Bench bench;
    QVERIFY(bench.choose());
    const auto before = bench.document.architecture();
    const int steps = bench.document.undoStack().count();
    auto* showIgnored = bench.panel.findChild<QCheckBox*>("showIgnored");
    QVERIFY(!showIgnored->isEnabled());
    press(bench.panel, "ignoreButton");
    auto* dialog = dialogOf(bench.panel, "ignoreDialog");
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    auto* reason = dialog->findChild<QLineEdit*>("ignoreReason");
    auto* accept = dialog->findChild<QPushButton*>("ignoreAccept");
    QTest::keyClicks(reason, "  ");
    QVERIFY(!accept->isEnabled());
    QTest::keyClick(reason, Qt::Key_Return);
    QVERIFY(bench.document.architecture() == before);
    QTest::keyClicks(reason, "used by hand");
    QVERIFY(accept->isEnabled());
    QCOMPARE(dialog->findChild<QComboBox*>("ignoreScope")->currentText(), "At queue alone");
    QTest::keyClick(reason, Qt::Key_Return);
    QCOMPARE(bench.document.undoStack().count(), steps + 1);
    QCOMPARE(bench.document.architecture().checks.size(), std::size_t{1});
    const auto setting = bench.document.architecture().checks.front();
    QCOMPARE(setting.ignore, std::string("used by hand"));
    QCOMPARE(setting.at->id, std::string("queue"));

    bench.panel.check();
    QVERIFY(!bench.choose());
    QVERIFY(!bench.panel.badges().contains("queue") ||
            std::none_of(bench.panel.badges().at("queue").begin(), bench.panel.badges().at("queue").end(),
                         [&](const auto& each) { return each.id == setting.check; }));
    QVERIFY2(showIgnored->text().contains("(1)"), qPrintable(showIgnored->text()));
    QTest::mouseClick(showIgnored, Qt::LeftButton, {}, QPoint(8, showIgnored->height() / 2));
    QVERIFY(bench.choose());
    auto* row = listOf(bench.panel)->currentItem();
    QCOMPARE(row->text(0), "ignored");
    QVERIFY2(row->text(2).contains("used by hand"), qPrintable(row->text(2)));
    QVERIFY(!bench.panel.fixAction()->isEnabled());
    // F8 passes it by.
    for (int i = 0; i < 4; ++i) {
      bench.panel.goToNext();
      QVERIFY(listOf(bench.panel)->currentItem() != row);
    }
    listOf(bench.panel)->setCurrentItem(row);
    takeNamed("", "&Heed again");
    QTest::keyClick(listOf(bench.panel), Qt::Key_Menu);
    QVERIFY(bench.document.architecture() == before);
    bench.document.undoStack().undo();
    bench.panel.check();
    QVERIFY(bench.choose());
    press(bench.panel, "ignoreButton");  // which now heeds
    QVERIFY(bench.document.architecture() == before);
  }

  void aFindingOfARunIsIgnoredEverywhere() {
    Document document;
    QCOMPARE(document.open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    ProblemsPanel panel(&document, std::make_shared<CatalogCache>());
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const model::Problem throttled{model::Severity::warning, "run-throttled", "", 0, 0,
                                   "api.throttle.rate",      "17 of 72",      "h"};
    panel.setRunProblems({throttled}, document.snapshot());
    listOf(panel)->setCurrentItem(rowOf(panel, "api", "throttle.rate"));
    takeNamed("", "&Ignore with a reason …");
    QTest::keyClick(listOf(panel), Qt::Key_Menu);
    auto* dialog = dialogOf(panel, "ignoreDialog");
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    QTest::keyClicks(dialog->findChild<QLineEdit*>("ignoreReason"), "a load test");
    auto* scope = dialog->findChild<QComboBox*>("ignoreScope");
    scope->setFocus();
    QTest::keyClick(scope, Qt::Key_Down);
    QCOMPARE(scope->currentText(), "Everywhere in the project");
    press(*dialog, "ignoreAccept");
    QVERIFY(!document.architecture().checks.back().at);
    panel.check();
    QVERIFY(!rowOf(panel, "api", "throttle.rate"));
    panel.findChild<QCheckBox*>("showIgnored")->setChecked(true);
    QVERIFY(rowOf(panel, "api", "throttle.rate"));
    document.undoStack().undo();
    panel.check();
    QCOMPARE(rowOf(panel, "api", "throttle.rate")->text(0), "warning of the run");
  }

  void aProblemIsTreatedOtherwise() {
    Bench bench;
    QVERIFY(bench.choose());
    const auto before = bench.document.architecture();
    takeNamed("treatHere", "An error");
    QTest::keyClick(listOf(bench.panel), Qt::Key_Menu);
    QCOMPARE(bench.document.architecture().checks.back().severity, std::optional(model::Severity::error));
    bench.panel.check();
    QVERIFY(bench.choose());
    QCOMPARE(listOf(bench.panel)->currentItem()->text(0), "error");
    takeNamed("treatEverywhere", "What the check says");
    QTest::keyClick(listOf(bench.panel), Qt::Key_Menu);
    QVERIFY(bench.document.architecture() == before);
  }
};

QTEST_MAIN(ProblemsPanelTest)
#include "problems_panel_test.moc"
