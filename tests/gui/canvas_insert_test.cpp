#include <set>

#include <QDropEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>

#include "model/edit/successor.h"
#include "tests/gui/canvas_fixture.h"
#include "ui/canvas/kind_info.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

namespace {

// A kind dragged from the palette over the canvas.
struct Dragged {
  Canvas& canvas;
  QMimeData kind;

  Dragged(Canvas& over, const char* name) : canvas(over) {
    kind.setData(QLatin1String(kKindMimeType), name);
    QDragEnterEvent enter(canvas.at({0, 500}), Qt::CopyAction, &kind, Qt::LeftButton, {});
    QApplication::sendEvent(canvas.view.viewport(), &enter);
  }
  void moveTo(QPointF point) {
    QDragMoveEvent move(canvas.at(point), Qt::CopyAction, &kind, Qt::LeftButton, {});
    QApplication::sendEvent(canvas.view.viewport(), &move);
  }
  void drop(QPointF point) {
    QDropEvent drop(canvas.at(point), Qt::CopyAction, &kind, Qt::LeftButton, {});
    QApplication::sendEvent(canvas.view.viewport(), &drop);
  }
};

// The popup's rows as shown.
QStringList rows(const Canvas& canvas) {
  QStringList texts;
  const auto* list = canvas.view.findChild<QListWidget*>(QStringLiteral("filterPopupList"));
  for (int i = 0; list && i < list->count(); ++i)
    if (!list->item(i)->isHidden()) texts << list->item(i)->text();
  return texts;
}

void choose(const Canvas& canvas, const QString& typed, int down = 0) {
  auto* search = canvas.view.findChild<QLineEdit*>(QStringLiteral("filterPopupSearch"));
  QVERIFY(search);
  QTest::keyClicks(search, typed);
  for (int i = 0; i < down; ++i) QTest::keyClick(search, Qt::Key_Down);
  QTest::keyClick(search, Qt::Key_Return);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

bool isLit(const Canvas& canvas, QPointF onLine) {
  const auto pixel = canvas.view.viewport()->grab().toImage().pixelColor(canvas.at(onLine));
  const auto accent = Theme::instance().color(Role::accent);
  return std::abs(pixel.red() - accent.red()) + std::abs(pixel.blue() - accent.blue()) < 90;
}

constexpr QPointF kApiToCheckout(470, 42);  // on the straight line between the two
constexpr QPointF kArrowAtCheckout(555, 42);

}  // namespace

class CanvasInsertTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    Theme::instance().setMode(Theme::Mode::light);
    QApplication::setDoubleClickInterval(20);
  }

  void aLineDraggedIntoTheEmptyOffersWhatMayComeNext() {
    Canvas canvas;
    const QPointF end(1100, 300);
    canvas.drag(canvas.output("mailer"), canvas.at(end));
    QStringList expected;
    for (const auto& kind : model::nextKinds(shop(), "mailer")) expected << kindWord(kind);
    QVERIFY(expected.contains(QStringLiteral("Queue")) && !expected.contains(QStringLiteral("Client")));
    QCOMPARE(rows(canvas), expected);
    choose(canvas, QStringLiteral("queue"));
    const auto& added = canvas.document.architecture().components.back();
    QCOMPARE(model::kindName(added.kind), "queue");
    QCOMPARE(canvas.edgesBetween("mailer", added.id), 1);
    QCOMPARE(canvas.place(added.id), (model::Position{1100, 260}));  // its input port where the line ended
    QCOMPARE(canvas.document.selection(), std::set<model::ComponentId>{added.id});
    QCOMPARE(canvas.document.undoStack().count(), 1);
    canvas.document.undoStack().undo();
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void leavingTheOfferAddsNothing() {
    Canvas canvas;
    canvas.drag(canvas.output("mailer"), canvas.at({1100, 300}));
    QVERIFY(!rows(canvas).isEmpty());
    QTest::keyClick(canvas.view.findChild<QLineEdit*>(QStringLiteral("filterPopupSearch")), Qt::Key_Escape);
    QCOMPARE(canvas.document.architecture(), shop());
    QCOMPARE(canvas.view.drawing().card("orders")->state().mark, Mark::none);
  }

  void quickAddWithOneCardOffersTheConnectionToo() {
    Canvas canvas;
    canvas.document.select({"mailer"});
    canvas.key(Qt::Key_A);
    QVERIFY(rows(canvas).contains(QStringLiteral("Queue")));
    QVERIFY(rows(canvas).contains(QStringLiteral("Queue, connected from mailer")));
    QVERIFY(!rows(canvas).contains(QStringLiteral("Client, connected from mailer")));
    choose(canvas, QStringLiteral("queue"), 1);
    const auto& added = canvas.document.architecture().components.back();
    QCOMPARE(model::kindName(added.kind), "queue");
    QCOMPARE(canvas.edgesBetween("mailer", added.id), 1);
    QCOMPARE(canvas.place(added.id), (model::Position{1140, 200}));
    QCOMPARE(canvas.document.undoStack().count(), 1);
    canvas.document.select({"api", "mailer"});
    canvas.key(Qt::Key_A);
    QCOMPARE(rows(canvas).size(), static_cast<qsizetype>(model::kindNames().size()));
  }

  void aKindDroppedOnALineIsInserted() {
    Canvas canvas;
    QVERIFY(!isLit(canvas, kArrowAtCheckout));
    Dragged dragged(canvas, "function");
    dragged.moveTo(kApiToCheckout);
    QVERIFY(isLit(canvas, kArrowAtCheckout));
    dragged.moveTo({500, 450});
    QVERIFY(!isLit(canvas, kArrowAtCheckout));
    dragged.drop(kApiToCheckout);
    const auto& added = canvas.document.architecture().components.back();
    QCOMPARE(canvas.edgesBetween("api", added.id), 1);
    QCOMPARE(canvas.edgesBetween(added.id, "checkout"), 1);
    QCOMPARE(canvas.edgesBetween("api", "checkout"), 0);
    QCOMPARE(std::get<model::HttpApi>(canvas.document.architecture().find("api")->kind).routes.front().route,
             "POST /orders");
    QCOMPARE(canvas.document.selection(), std::set<model::ComponentId>{added.id});
    QCOMPARE(canvas.document.undoStack().count(), 1);
    canvas.document.undoStack().undo();
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void aKindThatDoesNotFitIsOnlyAddedAndTheReasonTold() {
    Canvas canvas;
    QSignalSpy hint(&canvas.view, &CanvasView::hint);
    QSignalSpy refused(&canvas.document, &Document::refused);
    Dragged dragged(canvas, "queue");
    dragged.moveTo(kApiToCheckout);
    QVERIFY(!isLit(canvas, kArrowAtCheckout));
    const auto reason = QStringLiteral("an API's routes lead to what answers requests: put a function in between");
    QCOMPARE(hint.last().front().toString(), reason);
    dragged.drop(kApiToCheckout);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused.front().front().toString(), reason);
    QCOMPARE(canvas.edgesBetween("api", "checkout"), 1);
    QCOMPARE(canvas.document.architecture().components.size(), shop().components.size() + 1);
    QCOMPARE(canvas.document.undoStack().count(), 1);
  }

  void aKindDraggedOutAgainLeavesNothingLit() {
    Canvas canvas;
    Dragged dragged(canvas, "function");
    dragged.moveTo(kApiToCheckout);
    QDragLeaveEvent leave;
    QApplication::sendEvent(canvas.view.viewport(), &leave);
    QVERIFY(!isLit(canvas, kArrowAtCheckout));
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void aCardWithoutConnectionsDroppedOnALineIsInserted() {
    Canvas canvas;
    const auto from = canvas.on("spare", {20, 60});
    const auto to = canvas.at(kApiToCheckout);
    canvas.press(from);
    canvas.moveTo((from + to) / 2);
    canvas.moveTo(to);
    QVERIFY(canvas.view.drawing().card("spare")->pos() != QPointF(280, 200));
    canvas.release(to);
    QCOMPARE(canvas.edgesBetween("api", "spare"), 1);
    QCOMPARE(canvas.edgesBetween("spare", "checkout"), 1);
    QCOMPARE(canvas.edgesBetween("api", "checkout"), 0);
    QVERIFY(canvas.place("spare") != (model::Position{280, 200}));
    QCOMPARE(canvas.document.undoStack().count(), 1);
    canvas.document.undoStack().undo();
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void aConnectedCardIsOnlyMoved() {
    Canvas canvas;
    canvas.drag(canvas.on("mailer", {20, 60}), canvas.at(kApiToCheckout));
    QCOMPARE(canvas.edgesBetween("api", "checkout"), 1);
    QCOMPARE(canvas.edgesBetween("api", "mailer"), 0);
    QVERIFY(canvas.place("mailer") != (model::Position{840, 200}));
  }
};

QTEST_MAIN(CanvasInsertTest)
#include "canvas_insert_test.moc"
