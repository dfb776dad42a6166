#include <QLineEdit>
#include <QListWidget>
#include <QTest>

#include "tests/gui/sample_result.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/canvas_view.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"

using namespace virga;
using namespace virga::ui;

namespace {

const QString kExample = QStringLiteral(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");

// The example in a shown window whose canvas has the keyboard.
struct Window {
  MainWindow window{
      [](const auto&, const auto&, const auto&, std::stop_token,
         const auto&) -> tl::expected<simulator::Result, simulator::SimulationFailure> { return *test::sampleResult(); }};
  InspectorPanel* inspector = window.findChild<InspectorPanel*>();

  Window() {
    if (!window.files().openPath(kExample).isEmpty()) qFatal("the example can't be read");
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window)) qFatal("the window didn't become active");
    window.canvas().setFocus();
  }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(window.focusWidget(), key, modifiers); }
  // The rows that the list of components shows after the words.
  QStringList found(const QString& words) {
    auto* finder = window.findChild<QWidget*>(QStringLiteral("componentFinder"));
    if (!finder) return {QStringLiteral("no list")};
    finder->findChild<QLineEdit*>()->setText(words);
    QStringList rows;
    const auto* list = finder->findChild<QListWidget*>();
    for (int i = 0; i < list->count(); ++i)
      if (!list->item(i)->isHidden()) rows << list->item(i)->text().section(QLatin1Char(' '), 0, 0);
    return rows;
  }
};

}  // namespace

class CanvasShellTest : public QObject {
  Q_OBJECT

 private slots:
  void enterGoesToTheInspectorAndEscapeBack() {
    Window w;
    w.window.document().select({"checkout"});
    w.key(Qt::Key_Return);
    QVERIFY(w.inspector->isAncestorOf(w.window.focusWidget()));
    w.key(Qt::Key_Escape);
    QVERIFY(w.window.canvas().hasFocus());
    QCOMPARE(w.window.document().selection(), std::set<model::ComponentId>{"checkout"});
  }

  void enterOnALineGoesToTheFieldThatMakesIt() {
    Window w;
    w.window.document().select({"checkout"});
    w.key(Qt::Key_E);
    const auto* line = w.window.canvas().drawing().selectedEdge();
    QVERIFY(line);
    const auto path = QString::fromStdString(line->edges.front().path);
    w.key(Qt::Key_Return);
    auto* focused = w.window.focusWidget();
    QVERIFY(w.inspector->isAncestorOf(focused));
    QCOMPARE(focused->parentWidget()->objectName(), QStringLiteral("row_") + path);
    w.key(Qt::Key_Escape);
    QVERIFY(w.window.canvas().hasFocus());
  }

  void theListFindsByNameKindAndFact() {
    Window w;
    for (const auto key : {Qt::Key_F, Qt::Key_P}) {
      w.window.canvas().setFocus();
      w.key(key, Qt::ControlModifier);
      const auto& all = w.window.document().architecture().components;
      QCOMPARE(w.found({}).size(), static_cast<qsizetype>(all.size()));
      QCOMPARE(w.found(QStringLiteral("checkout")).front(), QStringLiteral("checkout"));
      QStringList functions;
      for (const auto& component : all)
        if (model::kindName(component.kind) == "function") functions << QString::fromStdString(component.id);
      QCOMPARE(w.found(QStringLiteral("Function")), functions);
      QCOMPARE(w.found(QStringLiteral("funct ckout")), QStringList{QStringLiteral("checkout")});
      QVERIFY(w.found(QStringLiteral("no such thing")).isEmpty());
      auto* finder = w.window.findChild<QWidget*>(QStringLiteral("componentFinder"));
      QTest::keyClick(finder->findChild<QLineEdit*>(), Qt::Key_Escape);
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
  }

  void theChosenOneIsSelectedAndShown() {
    Window w;
    w.window.canvas().setZoom(1, {});
    w.window.canvas().centerOn(9000, 9000);
    w.key(Qt::Key_F, Qt::ControlModifier);
    w.found(QStringLiteral("checkout"));
    auto* finder = w.window.findChild<QWidget*>(QStringLiteral("componentFinder"));
    QTest::keyClick(finder->findChild<QLineEdit*>(), Qt::Key_Return);
    QCOMPARE(w.window.document().selection(), std::set<model::ComponentId>{"checkout"});
    const auto card = w.window.canvas().drawing().rectOf({"checkout"});
    const auto& canvas = w.window.canvas();
    QVERIFY(canvas.viewport()->rect().contains(canvas.mapFromScene(card.center())));
    QVERIFY(canvas.hasFocus());
  }
};

QTEST_MAIN(CanvasShellTest)
#include "canvas_shell_test.moc"
