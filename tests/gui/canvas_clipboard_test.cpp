#include <QClipboard>

#include "model/project/project_file.h"
#include "tests/gui/canvas_fixture.h"

using namespace virga;
using namespace virga::ui;

class CanvasClipboardTest : public QObject {
  Q_OBJECT

 private slots:
  void copyGivesAProjectAsPlainText() {
    Canvas canvas;
    canvas.document.select({"checkout", "orders"});
    canvas.key(Qt::Key_C, Qt::ControlModifier);
    const auto part = model::readProject(QApplication::clipboard()->text().toStdString(), "clipboard");
    QVERIFY(part);
    QCOMPARE(part->components.size(), 2U);
    QVERIFY(!canvas.document.undoStack().canUndo());
  }

  void pasteGoesIntoAnotherWindowInOneStep() {
    Canvas canvas;
    canvas.document.select({"checkout", "orders"});
    canvas.key(Qt::Key_C, Qt::ControlModifier);
    Canvas other;
    other.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(other.document.selection() == (std::set<model::ComponentId>{"checkout-2", "orders-2"}));
    QCOMPARE(other.edgesBetween("checkout-2", "orders-2"), 1U);
    QCOMPARE(other.document.undoStack().count(), 1);
    other.document.undoStack().undo();
    QVERIFY(other.document.architecture() == shop());
  }

  void cutTakesTheComponentsAway() {
    Canvas canvas;
    canvas.document.select({"checkout"});
    canvas.key(Qt::Key_X, Qt::ControlModifier);
    QVERIFY(!canvas.document.architecture().find("checkout"));
    canvas.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(canvas.document.architecture().find("checkout"));
    QCOMPARE(canvas.document.undoStack().count(), 2);
  }

  void duplicateKeepsOutgoingEdges() {
    Canvas canvas;
    canvas.document.select({"checkout"});
    canvas.key(Qt::Key_D, Qt::ControlModifier);
    QVERIFY(canvas.document.selection() == std::set<model::ComponentId>{"checkout-2"});
    QCOMPARE(canvas.edgesBetween("checkout-2", "orders"), 1U);
    QCOMPARE(canvas.edgesBetween("api", "checkout-2"), 0U);
    QCOMPARE(canvas.document.undoStack().count(), 1);
  }

  void badTextIsRefusedWithASentence() {
    Canvas canvas;
    QSignalSpy refused(&canvas.document, &Document::refused);
    for (const char* text : {"not a project", "virga: 1\ncomponents:\n  a: {kind: nothing}\n"}) {
      QApplication::clipboard()->setText(QLatin1String(text));
      canvas.key(Qt::Key_V, Qt::ControlModifier);
      QVERIFY(refused.takeLast().first().toString().size() > 20);
    }
    QApplication::clipboard()->clear();
    canvas.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(refused.size(), 1);
    QVERIFY(!canvas.document.undoStack().canUndo());
  }
};

QTEST_MAIN(CanvasClipboardTest)
#include "canvas_clipboard_test.moc"
