#include "ui/canvas/minimap.h"

#include "tests/gui/canvas_fixture.h"

using namespace virga;
using namespace virga::ui;

namespace {

QPointF middle(const Canvas& canvas) { return canvas.view.mapToScene(canvas.view.viewport()->rect().center()); }

// A canvas that shows a part of a drawing twice as wide as it.
model::Architecture wide() {
  auto architecture = shop();
  architecture.layout.back().second = {3000, 1500};
  return architecture;
}

bool isNear(QPointF a, QPointF b, double reach) { return QLineF(a, b).length() <= reach; }

}  // namespace

class MinimapTest : public QObject {
  Q_OBJECT

 private slots:
  void aClickAndADragShowAnotherPart() {
    Canvas canvas(wide());
    Minimap map(&canvas.view);
    QVERIFY(map.isVisible());
    const QPointF wanted(3090, 1542);
    QTest::mouseClick(&map, Qt::LeftButton, {}, map.fromScene(wanted).toPoint());
    QVERIFY(isNear(middle(canvas), wanted, 40));
    const QPointF other(500, 300);
    QTest::mousePress(&map, Qt::LeftButton, {}, map.fromScene(wanted).toPoint());
    QTest::mouseMove(&map, map.fromScene(other).toPoint());
    QVERIFY(isNear(middle(canvas), other, 40));
    QTest::mouseRelease(&map, Qt::LeftButton, {}, map.fromScene(other).toPoint());
  }

  void theArrowKeysPan() {
    Canvas canvas(wide());
    Minimap map(&canvas.view);
    const auto before = middle(canvas);
    QTest::keyClick(&map, Qt::Key_Right);
    QVERIFY(middle(canvas).x() > before.x() + 100);
    QCOMPARE(qRound(middle(canvas).y()), qRound(before.y()));
  }

  void itShowsOnlyWhileSomethingIsOutOfSightAndIsWanted() {
    Canvas canvas(wide());
    Minimap map(&canvas.view);
    QVERIFY(map.isVisible());
    canvas.view.zoomToFit();
    QVERIFY(!map.isVisible());
    canvas.view.zoomTo100();
    QVERIFY(map.isVisible());
    map.setWanted(false);
    QVERIFY(!map.isVisible());
  }

  void problemsAndStrainAreSeen() {
    Canvas canvas(wide());
    Minimap map(&canvas.view);
    const auto colorAt = [&](const char* id) {
      return map.grab().toImage().pixelColor(map.fromScene(canvas.view.drawing().rectOf({id}).center()).toPoint());
    };
    const auto plain = colorAt("spare");
    canvas.view.setBadges({{"spare", Badge{}}});
    const auto bad = colorAt("spare");
    QVERIFY(bad != plain);
    canvas.document.select({"spare"});
    QCOMPARE(colorAt("spare"), bad);
    canvas.document.select({});
    canvas.view.setOverlay({{"mailer", CardOverlay{"x", Strain::high}}});
    QVERIFY(colorAt("mailer") != plain && colorAt("spare") == bad);
  }

  void cardsArePaintedAnewOnlyWhenTheyChange() {
    Canvas canvas(wide());
    Minimap map(&canvas.view);
    map.grab();
    const int painted = map.picturesPainted();
    canvas.view.lookAt({100, 100});
    canvas.view.setZoom(1.3, {50, 50});
    map.grab();
    QCOMPARE(map.picturesPainted(), painted);
    canvas.document.select({"api"});
    canvas.key(Qt::Key_Down, Qt::ControlModifier);
    map.grab();
    QVERIFY(map.picturesPainted() > painted);
  }
};

QTEST_MAIN(MinimapTest)
#include "minimap_test.moc"
