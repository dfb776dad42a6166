#include <QLineEdit>

#include "model/edit/drawing.h"
#include "tests/gui/canvas_fixture.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

namespace {

using Ids = std::set<model::ComponentId>;

model::Architecture grouped() {
  auto architecture = shop();
  architecture.groups = {{"Post", {"receipts", "mailer"}}};
  return architecture;
}

const GroupItem& frameOf(const Canvas& canvas, const char* title) {
  const auto* item = canvas.view.drawing().groups().find(title);
  if (!item) qFatal("there is no frame %s", title);
  return *item;
}

QPoint onTitle(const Canvas& canvas, const char* title) {
  return canvas.at(frameOf(canvas, title).titleRect(canvas.view.zoom()).center());
}

QLineEdit* editor(const Canvas& canvas) { return canvas.view.findChild<QLineEdit*>("renameEditor"); }

}  // namespace

class CanvasGroupsTest : public QObject {
  Q_OBJECT

 private slots:
  void groupingAsksForTheTitleAndIsOneStep() {
    Canvas canvas;
    canvas.document.select({"receipts", "mailer"});
    canvas.key(Qt::Key_G, Qt::ControlModifier);
    QVERIFY(editor(canvas));
    QCOMPARE(editor(canvas)->text(), QString("Group"));
    QTest::keyClicks(editor(canvas), "Post");
    QTest::keyClick(editor(canvas), Qt::Key_Return);
    QVERIFY((canvas.document.architecture().groups == std::vector<model::Group>{{"Post", {"receipts", "mailer"}}}));
    QCOMPARE(canvas.document.undoStack().count(), 1);
    canvas.document.undoStack().undo();
    QVERIFY(canvas.document.architecture() == shop());
  }

  void ungroupingTakesTheFrameAway() {
    Canvas canvas(grouped());
    canvas.document.select({"mailer"});
    canvas.key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(canvas.document.architecture().groups.empty());
    QVERIFY(canvas.view.drawing().groups().items().empty());
  }

  void theFrameIsAroundItsMembersAndFollowsThem() {
    Canvas canvas(grouped());
    const auto members = canvas.view.drawing().rectOf({"receipts", "mailer"});
    QVERIFY(frameOf(canvas, "Post").frame().contains(members));
    QVERIFY(!frameOf(canvas, "Post").frame().intersects(canvas.view.drawing().rectOf({"checkout"})));
    canvas.press(canvas.on("mailer"));
    canvas.moveTo(canvas.on("mailer") + QPoint(100, 60));
    QVERIFY(frameOf(canvas, "Post").frame().contains(canvas.view.drawing().rectOf({"mailer"})));
    canvas.release(canvas.on("mailer") + QPoint(100, 60));
    QVERIFY(frameOf(canvas, "Post").frame().contains(canvas.view.drawing().rectOf({"receipts", "mailer"})));
  }

  void theTitleSelectsAndMovesTheMembers() {
    Canvas canvas(grouped());
    canvas.click(onTitle(canvas, "Post"));
    QVERIFY(canvas.document.selection() == (Ids{"receipts", "mailer"}));
    QVERIFY(!canvas.document.undoStack().canUndo());
    const auto from = onTitle(canvas, "Post");
    canvas.drag(from, from + QPoint(0, 200), Qt::AltModifier);
    QVERIFY(canvas.place("receipts") == (model::Position{560, 400}));
    QVERIFY(canvas.place("mailer") == (model::Position{840, 400}));
    QVERIFY(canvas.place("checkout") == (model::Position{560, 0}));
    QCOMPARE(canvas.document.undoStack().count(), 1);
  }

  void theTitleIsEditedInPlace() {
    Canvas canvas(grouped());
    QTest::mouseDClick(canvas.view.viewport(), Qt::LeftButton, {}, onTitle(canvas, "Post"));
    QVERIFY(editor(canvas));
    QTest::keyClicks(editor(canvas), "Letters");
    QTest::keyClick(editor(canvas), Qt::Key_Return);
    QCOMPARE(canvas.document.architecture().groups.front().title, std::string("Letters"));
    QTRY_VERIFY(!editor(canvas));
    canvas.document.select({"receipts", "mailer"});
    canvas.key(Qt::Key_F2);
    QVERIFY(editor(canvas));
    QCOMPARE(editor(canvas)->text(), QString("Letters"));
    QTest::keyClick(editor(canvas), Qt::Key_Escape);
    QTRY_VERIFY(!editor(canvas));
    canvas.document.select({"mailer"});
    canvas.key(Qt::Key_F2, Qt::ShiftModifier);
    QCOMPARE(editor(canvas)->text(), QString("Letters"));
  }

  void theTitleIsReadFromAfar() {
    Canvas canvas(grouped());
    const auto& frame = frameOf(canvas, "Post");
    for (const double zoom : {1.0, 0.5, 0.25, 0.1})
      QVERIFY2(frame.titleRect(zoom).height() * zoom >= 20, qPrintable(QString::number(zoom)));
    QVERIFY(frame.boundingRect().contains(frame.titleRect(0.05)));
  }
};

QTEST_MAIN(CanvasGroupsTest)
#include "canvas_groups_test.moc"
