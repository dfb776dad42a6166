#include <QGraphicsPathItem>

#include "tests/gui/canvas_fixture.h"
#include "ui/canvas/snap.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

namespace {

QRectF at(double x, double y) { return cardRect({x, y}); }

// The lines that are drawn over the drawing under the name.
std::vector<QLineF> guides(const Canvas& canvas, const QString& name) {
  std::vector<QLineF> lines;
  for (const auto* item : canvas.view.drawing().items()) {
    if (item->data(0).toString() != name) continue;
    const auto path = dynamic_cast<const QGraphicsPathItem&>(*item).path();
    for (int i = 0; i + 1 < path.elementCount(); i += 2)
      lines.emplace_back(QPointF(path.elementAt(i)), QPointF(path.elementAt(i + 1)));
  }
  return lines;
}

}  // namespace

class CanvasSnapTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { Theme::instance().setMode(Theme::Mode::light); }

  void withoutOthersTheGridHolds() {
    const auto snap = snapped({347, 113}, {});
    QCOMPARE(snap.place, (model::Position{340, 120}));
    QVERIFY(snap.straight.empty() && snap.aligned.empty());
    QCOMPARE(snapped({-9, -11}, {}).place, (model::Position{0, -20}));
  }

  void aStraightConnectionComesBeforeTheGridAndOtherCards() {
    // 13 is nearest to the card at 12, but the connected one at 7 is near enough.
    const SnapTargets targets{{at(0, 7)}, {at(600, 12)}};
    const auto snap = snapped({300, 13}, targets);
    QCOMPARE(snap.place, (model::Position{300, 7}));
    QCOMPARE(snap.straight, std::vector<QLineF>{QLineF(180, 49, 300, 49)});
    // Too far from it: level with the other card.
    QCOMPARE(snapped({300, 14}, targets).place, (model::Position{300, 12}));
    QVERIFY(snapped({300, 14}, targets).straight.empty());
    QCOMPARE(snapped({300, 14}, targets).aligned, std::vector<QLineF>{QLineF(292, 12, 788, 12)});
    QCOMPARE(snapped({300, 29}, targets).place, (model::Position{300, 20}));
  }

  void aConnectionUpAndDownRunsStraightToo() {
    const auto snap = snapped({104, 300}, {{at(107, 0)}, {}});
    QCOMPARE(snap.place, (model::Position{107, 300}));
    QCOMPARE(snap.straight, std::vector<QLineF>{QLineF(197, 84, 197, 300)});
    // Beside the connected card its left edge says nothing about straight lines, but it can be shared.
    QCOMPARE(snapped({104, 90}, {{at(107, 0)}, {}}).straight.size(), std::size_t{0});
    QCOMPARE(snapped({104, 90}, {{at(400, 90)}, {}}).straight.size(), std::size_t{1});
  }

  void farCardsSayNothing() {
    QCOMPARE(snapped({5, 0}, {{}, {at(7, 2000)}}).place, (model::Position{0, 0}));
    QCOMPARE(snapped({5, 0}, {{}, {at(7, 400)}}).place, (model::Position{7, 0}));
  }

  void aDragShowsTheGuidesAndLandsThere() {
    auto crooked = shop();
    for (auto& [id, place] : crooked.layout)
      if (id == "checkout") place = {560, 53};
    Canvas canvas(crooked);
    const auto from = canvas.on("orders", {30, 60});
    canvas.press(from);
    canvas.moveTo(from + QPoint(20, 30));
    const auto near = from + QPoint(3, 50);  // 843, 50: 3 pixels above checkout's line
    canvas.moveTo(near);
    QCOMPARE(canvas.view.drawing().card("orders")->pos(), QPointF(840, 53));
    QCOMPARE(guides(canvas, QStringLiteral("straightGuides")), std::vector<QLineF>{QLineF(740, 95, 840, 95)});
    QCOMPARE(guides(canvas, QStringLiteral("alignedGuides")),
             std::vector<QLineF>{QLineF(840, 45, 840, 292)});  // with mailer
    canvas.release(near);
    QCOMPARE(canvas.place("orders"), (model::Position{840, 53}));
    QCOMPARE(canvas.document.undoStack().count(), 1);
    QVERIFY(guides(canvas, QStringLiteral("straightGuides")).empty());
    QVERIFY(guides(canvas, QStringLiteral("alignedGuides")).empty());
  }

  void altLeavesGridAndGuides() {
    auto crooked = shop();
    for (auto& [id, place] : crooked.layout)
      if (id == "checkout") place = {560, 53};
    Canvas canvas(crooked);
    const auto from = canvas.on("orders", {30, 60});
    canvas.press(from, Qt::AltModifier);
    canvas.moveTo(from + QPoint(20, 30));
    canvas.release(from + QPoint(3, 50), Qt::AltModifier);
    QCOMPARE(canvas.place("orders"), (model::Position{843, 50}));
  }

  void whatMovesAlongIsNoGuide() {
    Canvas canvas;
    canvas.document.select({"checkout", "orders"});
    const auto from = canvas.on("orders", {30, 60});
    canvas.press(from);
    canvas.moveTo(from + QPoint(0, 90));
    canvas.moveTo(from + QPoint(0, 100));
    QVERIFY(guides(canvas, QStringLiteral("straightGuides")).empty());
    canvas.key(Qt::Key_Escape);
    QCOMPARE(canvas.document.architecture(), shop());
  }
};

QTEST_MAIN(CanvasSnapTest)
#include "canvas_snap_test.moc"
