#include "model/edit/drawing.h"
#include "tests/gui/canvas_fixture.h"
#include "ui/canvas/bend_route.h"

using namespace virga;
using namespace virga::ui;

namespace {

const EdgeItem& lineOf(const Canvas& canvas, const char* from, const char* to) {
  for (const auto* line : canvas.view.drawing().edgesOf(from))
    if (line->bundle().from == from && line->bundle().to == to) return *line;
  qFatal("there is no line from %s to %s", from, to);
}

bool isSquare(const QPolygonF& route) {
  for (qsizetype i = 0; i + 1 < route.size(); ++i)
    if (route[i].x() != route[i + 1].x() && route[i].y() != route[i + 1].y()) return false;
  return route.size() > 1;
}

bool goesThrough(const QPolygonF& route, QPointF point) {
  for (qsizetype i = 0; i + 1 < route.size(); ++i)
    if (QRectF(route[i], route[i + 1]).normalized().adjusted(-1, -1, 1, 1).contains(point)) return true;
  return false;
}

QPointF middle(const QPolygonF& route) {
  const auto leg = static_cast<qsizetype>(*middleLeg(route, true));
  return QLineF(route[leg], route[leg + 1]).center();
}

bool isOnBorder(const QRectF& card, QPointF point) {
  return card.adjusted(-0.5, -0.5, 0.5, 0.5).contains(point) && !card.adjusted(0.5, 0.5, -0.5, -0.5).contains(point);
}

}  // namespace

class CanvasBendsTest : public QObject {
  Q_OBJECT

 private slots:
  void routesAreSquareAndGoThroughTheirCorners() {
    const QRectF from(0, 0, 180, 84), to(400, 200, 180, 84);
    const std::vector<std::vector<model::Position>> all{
        {{300, 42}}, {{300, 42}, {300, 242}}, {{-100, 300}}, {{90, 400}, {700, 400}, {700, 240}}, {{250, -60}, {30, -60}}};
    for (const auto& corners : all) {
      const auto route = routeThrough(from, to, corners);
      QVERIFY(isSquare(route));
      QVERIFY(isOnBorder(from, route.first()) && isOnBorder(to, route.last()));
      for (const auto& corner : corners) QVERIFY(goesThrough(route, QPointF(corner.x, corner.y)));
    }
    QVERIFY(routeThrough(from, to, {}).isEmpty());
  }

  void draggingASelectedLineBendsItInOneStep() {
    Canvas canvas;
    const auto& line = lineOf(canvas, "checkout", "orders");
    const auto point = canvas.at(middle(line.route()));
    canvas.click(point);
    QVERIFY(canvas.view.drawing().selectedEdge());
    QVERIFY(!canvas.document.undoStack().canUndo());
    canvas.drag(point, point + QPoint(0, 100));
    const auto* bend = model::bendOf(canvas.document.architecture(), "checkout", "orders");
    QVERIFY(bend);
    QCOMPARE(canvas.document.undoStack().count(), 1);
    const auto route = lineOf(canvas, "checkout", "orders").route();
    QVERIFY(isSquare(route));
    for (const auto& corner : bend->points) QVERIFY(goesThrough(route, toPoint(corner)));
    QVERIFY(route.boundingRect().bottom() >= 130);
    QVERIFY(canvas.view.drawing().selectedEdge());
    canvas.document.undoStack().undo();
    QVERIFY(canvas.document.architecture() == shop());
    QVERIFY(lineOf(canvas, "checkout", "orders").route().boundingRect().height() < 1);
  }

  void theBentLineFollowsItsCards() {
    auto architecture = shop();
    architecture.bends = {{"checkout", "orders", {{790, 42}, {790, -100}, {820, -100}, {820, 42}}}};
    Canvas canvas(architecture);
    canvas.drag(canvas.on("orders"), canvas.on("orders") + QPoint(60, 80));
    const auto route = lineOf(canvas, "checkout", "orders").route();
    QVERIFY(isSquare(route) && goesThrough(route, {790, -100}));
    QVERIFY(isOnBorder(canvas.view.drawing().rectOf({"orders"}), route.last()));
    QCOMPARE(canvas.document.architecture().bends.size(), 1U);
  }

  void theKeyboardBendsAndResets() {
    Canvas canvas;
    const auto straight = lineOf(canvas, "checkout", "orders").route();
    canvas.click(canvas.at(middle(straight)));
    canvas.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    canvas.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(model::bendOf(canvas.document.architecture(), "checkout", "orders"));
    QCOMPARE(canvas.document.undoStack().count(), 1);
    QCOMPARE(lineOf(canvas, "checkout", "orders").route().boundingRect().height(), 20.0);
    canvas.key(Qt::Key_R);
    QVERIFY(canvas.document.architecture().bends.empty());
    QCOMPARE(lineOf(canvas, "checkout", "orders").route(), straight);
  }

  void pinsAreToggledAndKeptByTidyUp() {
    Canvas canvas;
    canvas.document.select({"checkout"});
    canvas.key(Qt::Key_P);
    QVERIFY((canvas.document.architecture().pinned == std::vector<model::ComponentId>{"checkout"}));
    QVERIFY(canvas.view.drawing().card("checkout")->state().pinned);
    canvas.document.select({});
    canvas.key(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(canvas.place("checkout") == (model::Position{560, 0}));
    canvas.document.select({"checkout"});
    canvas.key(Qt::Key_P);
    QVERIFY(canvas.document.architecture().pinned.empty());
  }

  void tidyUpOfTheSelectionIsOneStep() {
    Canvas canvas;
    canvas.document.select({"receipts", "mailer"});
    canvas.key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(canvas.place("shoppers") == (model::Position{0, 0}));
    QVERIFY(canvas.place("mailer").x > canvas.place("receipts").x + kCardWidth);
    QVERIFY(canvas.document.undoStack().count() <= 1);
  }
};

QTEST_MAIN(CanvasBendsTest)
#include "canvas_bends_test.moc"
