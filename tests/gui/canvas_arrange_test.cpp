#include <set>

#include <QMenu>

#include "tests/gui/canvas_fixture.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

namespace {

using Ids = std::set<model::ComponentId>;

QAction* action(const Canvas& canvas, const char* name) { return canvas.view.findChild<QAction*>(QLatin1String(name)); }

}  // namespace

class CanvasArrangeTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { Theme::instance().setMode(Theme::Mode::light); }

  void altAAndALetterAlign() {
    const struct {
      Qt::Key key;
      model::Position api, mailer;
    } cases[] = {{Qt::Key_L, {280, 0}, {280, 200}},   {Qt::Key_C, {560, 0}, {560, 200}},
                 {Qt::Key_R, {840, 0}, {840, 200}},   {Qt::Key_T, {280, 0}, {840, 0}},
                 {Qt::Key_M, {280, 100}, {840, 100}}, {Qt::Key_B, {280, 200}, {840, 200}}};
    for (const auto& [key, api, mailer] : cases) {
      Canvas canvas;
      canvas.document.select({"api", "mailer"});
      canvas.key(Qt::Key_A, Qt::AltModifier);
      canvas.key(key);
      QCOMPARE(canvas.place("api"), api);
      QCOMPARE(canvas.place("mailer"), mailer);
      QCOMPARE(canvas.document.undoStack().count(), 1);
      QVERIFY(!canvas.document.undoStack().undoText().contains(QLatin1Char('&')));
      canvas.document.undoStack().undo();
      QCOMPARE(canvas.document.architecture(), shop());
    }
  }

  void altAAndHOrVSpread() {
    Canvas canvas;
    canvas.document.select({"shoppers", "api", "orders"});
    canvas.key(Qt::Key_A, Qt::AltModifier);
    canvas.key(Qt::Key_H);
    QCOMPARE(canvas.place("api"), (model::Position{420, 0}));
    canvas.document.select({"api", "spare", "mailer"});
    canvas.document.apply(QStringLiteral("Move"),
                          model::moveComponents(canvas.document.architecture(), {{"spare", {280, 60}}}));
    canvas.key(Qt::Key_A, Qt::AltModifier);
    canvas.key(Qt::Key_V);
    QCOMPARE(canvas.place("spare"), (model::Position{280, 100}));
  }

  void whatNeedsMoreCardsIsOff() {
    Canvas canvas;
    QVERIFY(!action(canvas, "canvasAlignLeft")->isEnabled());
    canvas.document.select({"api"});
    canvas.key(Qt::Key_A, Qt::AltModifier);
    canvas.key(Qt::Key_L);
    QCOMPARE(canvas.document.undoStack().count(), 0);
    canvas.document.select({"api", "mailer"});
    QVERIFY(action(canvas, "canvasAlignLeft")->isEnabled());
    QVERIFY(!action(canvas, "canvasDistributeVertically")->isEnabled());
    canvas.document.select({"api", "mailer", "spare"});
    QVERIFY(action(canvas, "canvasDistributeVertically")->isEnabled());
  }

  void altSAndALetterFollowTheFlow() {
    Canvas canvas;
    const auto selected = [&](const Ids& from, Qt::Key key) {
      canvas.document.select(from);
      canvas.key(Qt::Key_S, Qt::AltModifier);
      canvas.key(key);
      return canvas.document.selection();
    };
    QCOMPARE(selected({"checkout"}, Qt::Key_U), (Ids{"shoppers", "api", "checkout"}));
    QCOMPARE(selected({"checkout"}, Qt::Key_D), (Ids{"checkout", "orders", "receipts", "mailer"}));
    QCOMPARE(selected({"mailer"}, Qt::Key_C), (Ids{"shoppers", "api", "checkout", "orders", "receipts", "mailer"}));
    QCOMPARE(selected({"spare"}, Qt::Key_C), Ids{"spare"});
    QCOMPARE(canvas.document.undoStack().count(), 0);
  }

  void theMenusAreOnTheEditActions() {
    Canvas canvas;
    for (const auto* name : {"canvasSelect", "canvasAlign"}) {
      bool isThere = false;
      for (const auto* entry : canvas.view.editActions()) isThere = isThere || entry->objectName() == QLatin1String(name);
      QVERIFY2(isThere, name);
    }
    std::set<QKeySequence> keys;
    for (const auto* entry : canvas.view.findChildren<QAction*>())
      for (const auto& key : entry->shortcuts()) QVERIFY2(keys.insert(key).second, qPrintable(key.toString()));
  }
};

QTEST_MAIN(CanvasArrangeTest)
#include "canvas_arrange_test.moc"
