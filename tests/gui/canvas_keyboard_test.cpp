#include <set>

#include "tests/gui/canvas_fixture.h"
#include "ui/canvas/nearest_card.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

namespace {

using Ids = std::set<model::ComponentId>;

QRectF at(double x, double y) { return cardRect({x, y}); }

}  // namespace

class CanvasKeyboardTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    Theme::instance().setMode(Theme::Mode::light);
    QApplication::setDoubleClickInterval(20);
  }

  void straightAheadComesBeforeNearerAside() {
    const auto from = at(0, 0);
    const std::vector<QRectF> cards{at(400, 0), at(260, 120), at(0, 140), at(-300, 20), at(20, -900)};
    QCOMPARE(nearestAhead(from, cards, Heading::right), std::optional<std::size_t>{0});
    QCOMPARE(nearestAhead(from, cards, Heading::down), std::optional<std::size_t>{2});
    QCOMPARE(nearestAhead(from, cards, Heading::left), std::optional<std::size_t>{3});
    QCOMPARE(nearestAhead(from, cards, Heading::up), std::optional<std::size_t>{4});
    // Much nearer aside wins in the end, and what stands aside alone isn't ahead.
    QCOMPARE(nearestAhead(from, {at(2000, 0), at(260, 120)}, Heading::right), std::optional<std::size_t>{1});
    QCOMPARE(nearestAhead(from, {at(30, 500)}, Heading::right), std::nullopt);
    QCOMPARE(nearestAhead(from, {at(0, 0)}, Heading::right), std::nullopt);
  }

  void arrowsWalkToTheNearestCard() {
    Canvas canvas;
    canvas.document.select({"shoppers"});
    const auto step = [&](Qt::Key key) {
      canvas.key(key);
      return canvas.document.selection();
    };
    QCOMPARE(step(Qt::Key_Right), Ids{"api"});
    QCOMPARE(step(Qt::Key_Down), Ids{"spare"});
    QCOMPARE(step(Qt::Key_Right), Ids{"receipts"});
    QCOMPARE(step(Qt::Key_Up), Ids{"checkout"});
    QCOMPARE(step(Qt::Key_Up), Ids{"checkout"});  // nothing there
    QCOMPARE(step(Qt::Key_Left), Ids{"api"});
    QCOMPARE(canvas.document.undoStack().count(), 0);
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void anArrowWithoutASelectionBeginsInTheMiddle() {
    Canvas canvas;
    canvas.view.centerOn(toPoint(canvas.view.drawing().positions().at("mailer")) + QPointF(90, 42));
    canvas.key(Qt::Key_Left);
    QCOMPARE(canvas.document.selection(), Ids{"mailer"});
  }

  void shiftAndArrowsExtendAndTakeBack() {
    Canvas canvas;
    canvas.document.select({"api"});
    canvas.key(Qt::Key_Right, Qt::ShiftModifier);
    canvas.key(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(canvas.document.selection(), (Ids{"api", "checkout", "orders"}));
    canvas.key(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(canvas.document.selection(), (Ids{"api", "checkout"}));
    canvas.key(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(canvas.document.selection(), (Ids{"api", "checkout", "receipts"}));
    canvas.key(Qt::Key_Right);
    QCOMPARE(canvas.document.selection(), Ids{"mailer"});
  }

  void ctrlAndArrowsMoveAllThatIsSelectedInOneStep() {
    Canvas canvas;
    canvas.document.select({"api", "spare"});
    canvas.key(Qt::Key_Down, Qt::ControlModifier);
    canvas.key(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(canvas.place("api"), (model::Position{280, 40}));
    QCOMPARE(canvas.place("spare"), (model::Position{280, 240}));
    QCOMPARE(canvas.document.undoStack().count(), 1);
  }

  void tabWalksAlongTheFlowAndLeavesAfterTheLast() {
    auto reversed = shop();
    std::reverse(reversed.components.begin(), reversed.components.end());
    Canvas canvas(reversed);
    std::vector<model::ComponentId> walked;
    for (std::size_t i = 0; i < reversed.components.size(); ++i) {
      canvas.key(Qt::Key_Tab);
      QCOMPARE(canvas.document.selection().size(), std::size_t{1});
      walked.push_back(*canvas.document.selection().begin());
    }
    QCOMPARE(walked,
             (std::vector<model::ComponentId>{"spare", "shoppers", "api", "checkout", "orders", "receipts", "mailer"}));
    canvas.key(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(canvas.document.selection(), Ids{"receipts"});
    canvas.key(Qt::Key_Tab);
    QWidget other(&canvas.view);
    other.setFocusPolicy(Qt::StrongFocus);
    other.show();
    canvas.key(Qt::Key_Tab);
    QCOMPARE(canvas.document.selection(), Ids{"mailer"});
    QVERIFY(!canvas.view.hasFocus());
  }

  void eWalksOverTheEdgesOfTheCard() {
    Canvas canvas;
    canvas.document.select({"checkout"});
    std::vector<std::string> walked;
    const auto note = [&] {
      const auto* edge = canvas.view.drawing().selectedEdge();
      walked.push_back(edge ? edge->from + " " + edge->to : "");
    };
    for (int i = 0; i < 4; ++i) {
      canvas.key(Qt::Key_E);
      note();
    }
    QCOMPARE(walked, (std::vector<std::string>{"checkout orders", "checkout receipts", "api checkout", "checkout orders"}));
    QVERIFY(canvas.view.accessibleDescription().contains(QStringLiteral("checkout calls orders")));
    canvas.key(Qt::Key_E, Qt::ShiftModifier);
    note();
    QCOMPARE(walked.back(), "api checkout");
    canvas.key(Qt::Key_Escape);
    QVERIFY(!canvas.view.drawing().selectedEdge());
    QCOMPARE(canvas.document.selection(), Ids{"checkout"});
  }

  void aCardWithoutEdgesSaysSo() {
    Canvas canvas;
    QSignalSpy hint(&canvas.view, &CanvasView::hint);
    canvas.document.select({"spare"});
    canvas.key(Qt::Key_E);
    QVERIFY(!canvas.view.drawing().selectedEdge());
    QCOMPARE(canvas.document.selection(), Ids{"spare"});
    QCOMPARE(hint.count(), 1);
  }

  void enterGoesToTheFields() {
    Canvas canvas;
    QSignalSpy inspect(&canvas.view, &CanvasView::inspectRequested);
    QSignalSpy focus(&canvas.document, &Document::focusRequested);
    canvas.document.select({"checkout"});
    canvas.key(Qt::Key_Return);
    QCOMPARE(inspect.count(), 1);
    QCOMPARE(focus.count(), 0);
    canvas.key(Qt::Key_E);
    canvas.key(Qt::Key_E);
    canvas.key(Qt::Key_Return);
    QCOMPARE(inspect.count(), 1);
    QCOMPARE(focus.count(), 1);
    QCOMPARE(focus.front().front().toString(), QStringLiteral("checkout.steps.1.send"));
    QCOMPARE(canvas.document.selection(), Ids{"checkout"});
  }

  void cMarksAndEnterConnects() {
    Canvas canvas;
    canvas.document.select({"spare"});
    canvas.key(Qt::Key_C);
    const auto mark = [&](const model::ComponentId& id) { return canvas.view.drawing().card(id)->state().mark; };
    QCOMPARE(mark("spare"), Mark::source);
    QCOMPARE(mark("shoppers"), Mark::refused);
    QCOMPARE(mark("receipts"), Mark::chosen);  // 280 pixels off; checkout stands further
    QCOMPARE(mark("checkout"), Mark::allowed);
    QVERIFY(canvas.view.accessibleDescription().contains(QStringLiteral("spare sends to receipts")));
    canvas.key(Qt::Key_Right);
    QCOMPARE(mark("mailer"), Mark::chosen);
    QCOMPARE(mark("receipts"), Mark::allowed);
    canvas.key(Qt::Key_Up);
    QCOMPARE(mark("orders"), Mark::chosen);
    canvas.key(Qt::Key_Tab);  // orders, receipts in the order of the flow
    QCOMPARE(mark("receipts"), Mark::chosen);
    canvas.key(Qt::Key_Backtab, Qt::ShiftModifier);
    canvas.key(Qt::Key_Return);
    QCOMPARE(canvas.edgesBetween("spare", "orders"), 1);
    QCOMPARE(canvas.document.undoStack().count(), 1);
    QCOMPARE(mark("spare"), Mark::none);
    QCOMPARE(canvas.document.selection(), Ids{"spare"});
  }

  void whatIsNotConnectedYetIsProposedFirst() {
    Canvas canvas;
    canvas.document.select({"checkout"});
    canvas.key(Qt::Key_C);
    // The queue and the table are nearer, but called already; of two equally far ones the flow meets this one first.
    QCOMPARE(canvas.view.drawing().card("receipts")->state().mark, Mark::allowed);
    QCOMPARE(canvas.view.drawing().card("orders")->state().mark, Mark::allowed);
    QCOMPARE(canvas.view.drawing().card("mailer")->state().mark, Mark::chosen);
  }

  void lettersChooseTheTargetAndAreNoShortcuts() {
    Canvas canvas;
    QSignalSpy hint(&canvas.view, &CanvasView::hint);
    canvas.document.select({"spare"});
    canvas.key(Qt::Key_C);
    QTest::keyClicks(&canvas.view, QStringLiteral("ec"));  // ch-ec-kout, r-ec-eipts; E walks over edges else
    const auto mark = [&](const model::ComponentId& id) { return canvas.view.drawing().card(id)->state().mark; };
    QCOMPARE(mark("receipts"), Mark::chosen);
    QCOMPARE(mark("checkout"), Mark::allowed);
    QCOMPARE(mark("orders"), Mark::refused);
    QTest::keyClicks(&canvas.view, QStringLiteral("k"));
    QCOMPARE(mark("checkout"), Mark::chosen);
    QVERIFY(hint.last().front().toString().contains(QStringLiteral("“eck”")));
    QTest::keyClicks(&canvas.view, QStringLiteral("a"));  // adds a component else
    QCOMPARE(mark("checkout"), Mark::refused);
    QVERIFY(!canvas.view.findChild<QWidget*>(QStringLiteral("filterPopup")));
    canvas.key(Qt::Key_Return);  // there is nothing to connect with
    QCOMPARE(canvas.document.undoStack().count(), 0);
    canvas.key(Qt::Key_Backspace);  // deletes the card else
    canvas.key(Qt::Key_Return);
    QCOMPARE(canvas.edgesBetween("spare", "checkout"), 1);
    QVERIFY(canvas.document.architecture().find("spare"));
  }

  void whatEndsTheConnectingLeavesNoTrace() {
    Canvas canvas;
    const auto begin = [&] {
      canvas.document.select({"spare"});
      canvas.key(Qt::Key_C);
      return canvas.view.drawing().card("orders")->state().mark == Mark::allowed;
    };
    const auto isOver = [&] {
      for (const auto& component : canvas.document.architecture().components)
        if (canvas.view.drawing().card(component.id)->state().mark != Mark::none) return false;
      return true;
    };
    QVERIFY(begin());
    canvas.key(Qt::Key_Escape);
    QVERIFY(isOver());
    QCOMPARE(canvas.document.selection(), Ids{"spare"});
    QVERIFY(begin());
    canvas.document.select({"api"});
    QVERIFY(isOver());
    QVERIFY(begin());
    canvas.click(canvas.at({500, 350}));
    QVERIFY(isOver());
    QVERIFY(begin());
    canvas.document.apply(QStringLiteral("Away"), model::removeComponents(canvas.document.architecture(), {"orders"}));
    QVERIFY(isOver());
    canvas.document.undoStack().undo();
    QVERIFY(begin());
    canvas.view.clearFocus();
    QVERIFY(isOver());
    canvas.view.setFocus();
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void whatHasNoOtherEndSaysSo() {
    auto project = shop();
    project.find("orders")->kind = model::SqlDb{};
    Canvas canvas(project);
    QSignalSpy hint(&canvas.view, &CanvasView::hint);
    canvas.document.select({"orders"});
    canvas.key(Qt::Key_C);
    QVERIFY(!hint.isEmpty() && !hint.last().front().toString().isEmpty());
    QCOMPARE(canvas.view.drawing().card("api")->state().mark, Mark::none);
  }
};

QTEST_MAIN(CanvasKeyboardTest)
#include "canvas_keyboard_test.moc"
