#include "ui/problems/problems_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include "model/edit/edit.h"
#include "ui/problems/severity_icon.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

class ProblemsPanelTest : public QObject {
  Q_OBJECT

 private:
  // A function whose timeout no provider allows.
  static model::Architecture broken(const Document& document) {
    auto architecture = document.architecture();
    std::get<model::Function>(architecture.find("checkout")->kind).timeout = model::hours(30);
    return architecture;
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
    QTreeWidgetItem* row = nullptr;
    for (int i = 0; i < list->topLevelItemCount(); ++i)
      if (list->topLevelItem(i)->text(0) == "checkout" && list->topLevelItem(i)->text(3) == "timeout")
        row = list->topLevelItem(i);
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
    auto* list = panel.findChild<QTreeWidget*>("problemList");
    QCOMPARE(list->topLevelItemCount(), static_cast<int>(panel.problems().size()));
    const auto errors = std::count_if(panel.problems().begin(), panel.problems().end(),
                                      [](const auto& p) { return p.severity == model::Severity::error; });
    QVERIFY(errors > 0);
    panel.findChild<QComboBox*>("severityFilter")->setCurrentIndex(2);
    QCOMPARE(list->topLevelItemCount(), static_cast<int>(errors));
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
    QCOMPARE(focus[1][0].toString().toStdString(), panel.problems().back().path);
  }
};

QTEST_MAIN(ProblemsPanelTest)
#include "problems_panel_test.moc"
