#include <algorithm>
#include <set>

#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QWheelEvent>
#include <QXmlStreamReader>

#include "model/edit/edges.h"
#include "model/project/project_file.h"
#include "tests/gui/canvas_fixture.h"
#include "ui/canvas/edge_bundle.h"
#include "ui/canvas/edge_item.h"
#include "ui/palette/palette_panel.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

class CanvasTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    Theme::instance().setMode(Theme::Mode::light);
    QApplication::setDoubleClickInterval(20);
  }
  void cleanup() { Theme::instance().setMode(Theme::Mode::light); }

  void aDragMovesACardInOneStep() {
    Canvas canvas;
    const auto from = canvas.on("api");
    canvas.drag(from, from + QPoint(67, 113));
    QCOMPARE(canvas.place("api"), (model::Position{340, 120}));  // 347, 113 on the 20-pixel grid
    QCOMPARE(canvas.document.undoStack().count(), 1);
    QCOMPARE(canvas.view.drawing().card("api")->pos(), QPointF(340, 120));
    canvas.document.undoStack().undo();
    QCOMPARE(canvas.document.architecture(), shop());
    QCOMPARE(canvas.view.drawing().card("api")->pos(), QPointF(280, 0));
  }

  void altLeavesTheGrid() {
    Canvas canvas;
    const auto from = canvas.on("api");
    canvas.drag(from, from + QPoint(67, 113), Qt::AltModifier);
    QCOMPARE(canvas.place("api"), (model::Position{347, 113}));
  }

  void everyKindAndEdgeIsDrawn() {
    const auto project = model::loadProject(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml");
    QVERIFY(project);
    const Canvas canvas(*project);
    for (const auto& component : project->components)
      QVERIFY2(canvas.view.drawing().card(component.id), component.id.c_str());
    std::size_t lines = 0;
    for (const auto* item : canvas.view.drawing().items()) lines += dynamic_cast<const EdgeItem*>(item) ? 1 : 0;
    QCOMPARE(lines, bundle(model::edges(*project)).size());
    std::set<QString> words;
    for (const auto& edge : model::edges(*project)) words.insert(roleWords(edge.role));
    QCOMPARE(words.size(), std::size_t{12});  // each role, and each in words of its own
    QVERIFY(!words.contains(QString()));
  }

  void aDragMovesTheWholeSelection() {
    Canvas canvas;
    canvas.document.select({"api", "checkout"});
    const auto from = canvas.on("api");
    canvas.drag(from, from + QPoint(0, 40));
    QCOMPARE(canvas.place("api"), (model::Position{280, 40}));
    QCOMPARE(canvas.place("checkout"), (model::Position{560, 40}));
    QCOMPARE(canvas.place("orders"), (model::Position{840, 0}));
    QCOMPARE(canvas.document.undoStack().count(), 1);
  }

  void escapeEndsADragWithoutATrace() {
    Canvas canvas;
    const auto from = canvas.on("api");
    canvas.press(from);
    canvas.moveTo(from + QPoint(100, 100));
    QCOMPARE(canvas.view.drawing().card("api")->pos(), QPointF(380, 100));
    canvas.key(Qt::Key_Escape);
    QCOMPARE(canvas.view.drawing().card("api")->pos(), QPointF(280, 0));
    canvas.release(from + QPoint(100, 100));
    QCOMPARE(canvas.document.undoStack().count(), 0);
  }

  void arrowKeysWithCtrlMoveByTheGridInOneStep() {
    Canvas canvas;
    canvas.document.select({"spare"});
    canvas.key(Qt::Key_Right, Qt::ControlModifier);
    canvas.key(Qt::Key_Right, Qt::ControlModifier);
    canvas.key(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(canvas.place("spare"), (model::Position{320, 180}));
    QCOMPARE(canvas.document.undoStack().count(), 1);
  }

  void clicksShiftAndFrameSelect() {
    Canvas canvas;
    canvas.click(canvas.on("api"));
    QCOMPARE(canvas.document.selection(), std::set<model::ComponentId>{"api"});
    canvas.click(canvas.on("orders"), Qt::ShiftModifier);
    QCOMPARE(canvas.document.selection(), (std::set<model::ComponentId>{"api", "orders"}));
    canvas.click(canvas.on("orders"), Qt::ShiftModifier);
    QCOMPARE(canvas.document.selection(), std::set<model::ComponentId>{"api"});
    canvas.drag(canvas.at({540, 300}), canvas.at({1030, 190}));
    QCOMPARE(canvas.document.selection(), (std::set<model::ComponentId>{"receipts", "mailer"}));
    canvas.drag(canvas.at({240, 300}), canvas.at({470, 190}), Qt::ShiftModifier);
    QCOMPARE(canvas.document.selection(), (std::set<model::ComponentId>{"receipts", "mailer", "spare"}));
    canvas.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(canvas.document.selection().size(), shop().components.size());
    canvas.key(Qt::Key_Escape);
    QVERIFY(canvas.document.selection().empty());
    QCOMPARE(canvas.document.undoStack().count(), 0);
  }

  void tabWalksOverTheComponents() {
    Canvas canvas;
    canvas.key(Qt::Key_Tab);
    QCOMPARE(canvas.document.selection(), std::set<model::ComponentId>{"shoppers"});
    canvas.key(Qt::Key_Tab);
    QCOMPARE(canvas.document.selection(), std::set<model::ComponentId>{"api"});
    QVERIFY(canvas.view.accessibleDescription().contains(QLatin1String("HTTP API api")));
  }

  void f2RenamesEverywhere() {
    Canvas canvas;
    canvas.click(canvas.on("checkout"));
    canvas.key(Qt::Key_F2);
    auto* editor = canvas.view.findChild<QLineEdit*>(QStringLiteral("renameEditor"));
    QVERIFY(editor && editor->isVisible());
    QCOMPARE(editor->text(), QStringLiteral("checkout"));
    QTest::keyClicks(editor, QStringLiteral("till"));
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(canvas.document.architecture().find("till"));
    QVERIFY(!canvas.document.architecture().find("checkout"));
    QCOMPARE(canvas.edgesBetween("api", "till"), 1);
    QCOMPARE(canvas.document.selection(), std::set<model::ComponentId>{"till"});
    QCOMPARE(canvas.place("till"), (model::Position{560, 0}));
    canvas.document.undoStack().undo();
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void aNameThatWillNotDoIsExplainedAndNotTaken() {
    Canvas canvas;
    canvas.document.select({"checkout"});
    canvas.key(Qt::Key_F2);
    auto* editor = canvas.view.findChild<QLineEdit*>(QStringLiteral("renameEditor"));
    auto* reason = canvas.view.findChild<QLabel*>(QStringLiteral("renameReason"));
    QVERIFY(editor && reason && !reason->isVisible());
    for (const auto* wrong : {"api", "Not A Name", ""}) {
      editor->setText(QString::fromLatin1(wrong));
      QVERIFY2(reason->isVisible() && !reason->text().isEmpty(), wrong);
      QTest::keyClick(editor, Qt::Key_Return);
      QVERIFY(editor->isVisible());
    }
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(!editor->isVisible());
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void deleteTakesTheEdgesAndUndoBringsThemBack() {
    Canvas canvas;
    QCOMPARE(canvas.edgesBetween("api", "checkout"), 1);
    canvas.click(canvas.on("checkout"));
    canvas.key(Qt::Key_Delete);
    QVERIFY(!canvas.document.architecture().find("checkout"));
    QCOMPARE(canvas.view.drawing().card("checkout"), nullptr);
    QCOMPARE(canvas.edgesBetween("api", "checkout"), 0);
    QVERIFY(canvas.document.selection().empty());
    canvas.document.undoStack().undo();
    QCOMPARE(canvas.document.architecture(), shop());
    QVERIFY(canvas.view.drawing().card("checkout"));
  }

  void aDragFromAPortConnects() {
    Canvas canvas;
    QCOMPARE(canvas.edgesBetween("spare", "orders"), 0);
    const auto target = canvas.on("orders");
    canvas.press(canvas.output("spare"));
    canvas.moveTo(target - QPoint(5, 5));
    canvas.moveTo(target);
    QCOMPARE(canvas.view.drawing().card("orders")->state().mark, Mark::allowed);
    QCOMPARE(canvas.view.drawing().card("spare")->state().mark, Mark::source);
    canvas.release(target);
    QCOMPARE(canvas.edgesBetween("spare", "orders"), 1);
    QCOMPARE(canvas.document.undoStack().count(), 1);
    QCOMPARE(canvas.view.drawing().card("orders")->state().mark, Mark::none);
    canvas.document.undoStack().undo();
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void aDragFromTheBorderConnectsToo() {
    Canvas canvas;
    canvas.drag(canvas.on("spare", {60, 2}), canvas.on("orders"));
    QCOMPARE(canvas.edgesBetween("spare", "orders"), 1);
  }

  void aRefusedConnectionIsExplainedAndNotMade() {
    Canvas canvas;
    QSignalSpy hint(&canvas.view, &CanvasView::hint);
    QSignalSpy refused(&canvas.document, &Document::refused);
    const auto target = canvas.on("shoppers");
    canvas.press(canvas.output("mailer"));
    canvas.moveTo(target - QPoint(5, 5));
    canvas.moveTo(target);
    QCOMPARE(canvas.view.drawing().card("shoppers")->state().mark, Mark::refused);
    QVERIFY(!hint.isEmpty() && !hint.last().front().toString().isEmpty());
    canvas.release(target);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused.front().front().toString(),
             QString::fromStdString(model::canConnect(shop(), "mailer", "shoppers").error()));
    QCOMPARE(canvas.document.architecture(), shop());
    QCOMPARE(canvas.view.drawing().card("shoppers")->state().mark, Mark::none);
  }

  void aKindWithoutOutgoingEdgesHasNoOutput() {
    auto project = shop();
    project.find("orders")->kind = model::SqlDb{};
    Canvas canvas(project);
    QVERIFY(!canvas.view.drawing().card("orders")->state().hasOutput);
    QVERIFY(!canvas.view.drawing().card("shoppers")->state().hasInput);
    canvas.drag(canvas.on("orders", {60, 2}), canvas.on("orders", {60, 42}));  // moves it
    QCOMPARE(canvas.place("orders"), (model::Position{840, 40}));
  }

  void theConnectListOffersOnlyWhatFits() {
    Canvas canvas;
    canvas.document.select({"spare"});
    canvas.key(Qt::Key_C, Qt::ShiftModifier);
    auto* search = canvas.view.findChild<QLineEdit*>(QStringLiteral("filterPopupSearch"));
    auto* list = canvas.view.findChild<QListWidget*>(QStringLiteral("filterPopupList"));
    QVERIFY(search && list);
    QVERIFY(list->findItems(QStringLiteral("shoppers"), Qt::MatchExactly).isEmpty());
    QTest::keyClicks(search, QStringLiteral("ord"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(canvas.edgesBetween("spare", "orders"), 1);
  }

  void aClickedEdgeIsSelectedAndDeleted() {
    Canvas canvas;
    canvas.click(canvas.at({480, 42}));
    QVERIFY(canvas.view.drawing().selectedEdge());
    QCOMPARE(canvas.view.drawing().selectedEdge()->to, "checkout");
    canvas.key(Qt::Key_Delete);
    QCOMPARE(canvas.edgesBetween("api", "checkout"), 0);
    QVERIFY(canvas.document.architecture().find("api") && canvas.document.architecture().find("checkout"));
    QVERIFY(!canvas.view.drawing().selectedEdge());
    canvas.document.undoStack().undo();
    QCOMPARE(canvas.document.architecture(), shop());
  }

  void wheelAndKeysZoom() {
    Canvas canvas;
    const QPoint pointer(300, 200);
    const auto fixed = canvas.view.mapToScene(pointer);
    QWheelEvent wheel(pointer, canvas.view.viewport()->mapToGlobal(pointer), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas.view.viewport(), &wheel);
    QVERIFY(canvas.view.zoom() > 1.2);
    const auto drift = canvas.view.mapToScene(pointer) - fixed;
    QVERIFY(drift.manhattanLength() < 2);
    canvas.key(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(canvas.view.zoom(), 1.0);
    canvas.view.resize(600, 300);
    canvas.key(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(canvas.view.zoom() < 0.7);
    const auto visible = canvas.view.mapToScene(canvas.view.viewport()->rect()).boundingRect();
    QVERIFY(visible.contains(canvas.view.drawing().drawingRect()));
    canvas.document.select({"spare"});
    canvas.key(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(canvas.view.zoom() > 1);
  }

  void theWholeDrawingStaysInViewUntilTheViewIsMoved() {
    Canvas canvas;
    const auto showsAll = [&canvas] {
      const auto visible = canvas.view.mapToScene(canvas.view.viewport()->rect()).boundingRect();
      return visible.contains(canvas.view.drawing().drawingRect());
    };
    canvas.key(Qt::Key_1, Qt::ControlModifier);
    canvas.view.resize(700, 300);
    QVERIFY(showsAll());
    QVERIFY(canvas.view.zoom() < 0.7);
    canvas.view.resize(1200, 600);
    QVERIFY(showsAll());
    QVERIFY(canvas.view.zoom() > 0.7);
    canvas.key(Qt::Key_0, Qt::ControlModifier);
    canvas.view.resize(700, 300);
    QCOMPARE(canvas.view.zoom(), 1.0);
    canvas.key(Qt::Key_1, Qt::ControlModifier);
    canvas.document.select({"checkout"});
    canvas.key(Qt::Key_Right, Qt::ControlModifier);
    const double zoom = canvas.view.zoom();
    canvas.view.resize(1200, 600);
    QCOMPARE(canvas.view.zoom(), zoom);
  }

  void cardsKeepTheirIconsFromAfar() {
    Canvas canvas;
    canvas.view.setZoom(0.5, canvas.view.viewport()->rect().center());
    const auto shot = canvas.view.viewport()->grab().toImage();
    const auto corner = canvas.on("mailer", {8, 4});
    int blue = 0;
    for (int y = 0; y < 28; ++y)
      for (int x = 0; x < 18; ++x) {
        const auto pixel = shot.pixelColor(corner + QPoint(x, y));
        blue += pixel.blue() > pixel.red() + 60;
      }
    QVERIFY(blue > 10);
  }

  void middleButtonAndSpacePan() {
    Canvas canvas;
    const auto before = canvas.on("api");
    auto* viewport = canvas.view.viewport();
    QTest::mousePress(viewport, Qt::MiddleButton, {}, {500, 500});
    QTest::mouseMove(viewport, {460, 470});
    QTest::mouseRelease(viewport, Qt::MiddleButton, {}, {460, 470});
    QCOMPARE(canvas.on("api"), before - QPoint(40, 30));
    QTest::keyPress(&canvas.view, Qt::Key_Space);
    canvas.drag({460, 470}, {500, 500});
    QTest::keyRelease(&canvas.view, Qt::Key_Space);
    QCOMPARE(canvas.on("api"), before);
    QCOMPARE(canvas.document.undoStack().count(), 0);
  }

  void quickAddByKeyAndDoubleClick() {
    Canvas canvas;
    canvas.key(Qt::Key_A);
    auto* search = canvas.view.findChild<QLineEdit*>(QStringLiteral("filterPopupSearch"));
    QVERIFY(search);
    QTest::keyClicks(search, QStringLiteral("queue"));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(canvas.document.architecture().components.size(), shop().components.size() + 1);
    QCOMPARE(model::kindName(canvas.document.architecture().components.back().kind), "queue");
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    const QPointF empty(20, 300);
    QTest::mouseDClick(canvas.view.viewport(), Qt::LeftButton, {}, canvas.at(empty));
    search = canvas.view.findChild<QLineEdit*>(QStringLiteral("filterPopupSearch"));
    QVERIFY(search);
    QTest::keyClicks(search, QStringLiteral("cache"));
    QTest::keyClick(search, Qt::Key_Return);
    const auto& added = canvas.document.architecture().components.back();
    QCOMPARE(model::kindName(added.kind), "cache");
    QCOMPARE(canvas.place(added.id), (model::Position{20, 300}));
    QCOMPARE(canvas.document.selection(), std::set<model::ComponentId>{added.id});
  }

  void aDropAddsAtTheSnappedPlace() {
    Canvas canvas;
    QMimeData kind;
    kind.setData(QLatin1String(kKindMimeType), "function");
    const auto point = canvas.at({113, 458});
    QDragEnterEvent enter(point, Qt::CopyAction, &kind, Qt::LeftButton, {});
    QApplication::sendEvent(canvas.view.viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(point, Qt::CopyAction, &kind, Qt::LeftButton, {});
    QApplication::sendEvent(canvas.view.viewport(), &drop);
    const auto& added = canvas.document.architecture().components.back();
    QCOMPARE(model::kindName(added.kind), "function");
    QCOMPARE(canvas.place(added.id), (model::Position{20, 420}));  // the card's middle under the pointer, then the grid
    QCOMPARE(canvas.document.undoStack().count(), 1);
  }

  void whatHasNoPlaceKeepsTheOneItWasShownAt() {
    auto unplaced = shop();
    unplaced.layout.clear();
    Canvas canvas(unplaced);
    const auto shown = canvas.view.drawing().positions();
    for (const auto& [a, placeA] : shown)
      for (const auto& [b, placeB] : shown)
        if (a != b) QVERIFY2(!cardRect(toPoint(placeA)).intersects(cardRect(toPoint(placeB))), (a + " " + b).c_str());
    canvas.document.select({"spare"});
    canvas.key(Qt::Key_Down, Qt::ControlModifier);
    const auto moved = shown.at("spare");
    QCOMPARE(canvas.place("spare"), (model::Position{moved.x, moved.y + 20}));
    for (const auto& [id, place] : shown)
      if (id != "spare") QCOMPARE(canvas.place(id), place);
  }

  void anEditTouchesOnlyWhatDiffers() {
    Canvas canvas;
    const auto* api = canvas.view.drawing().card("api");
    auto changed = canvas.document.architecture();
    std::get<model::Function>(changed.find("spare")->kind).memory = model::gibibytes(3);
    canvas.document.apply(QStringLiteral("Memory"), changed);
    QCOMPARE(canvas.view.drawing().card("api"), api);
    QVERIFY(canvas.view.drawing().card("spare")->state().facts.contains(QLatin1String("3 GiB")));
    QVERIFY(canvas.view.drawing().card("receipts")->state().facts.contains(QLatin1String("1 min")));
  }

  // The bar grows from the consumer's end back to the queue, with what waits.
  void whatWaitsIsABarOnTheLine() {
    Canvas canvas;
    const EdgeItem* line = nullptr;
    for (const auto* edge : canvas.view.drawing().edgesOf("receipts"))
      if (edge->bundle().role == model::EdgeRole::consumer) line = edge;
    QVERIFY(line);
    const auto route = line->route();
    const auto barAt = [&](QPointF point) {
      const auto place = canvas.view.mapFromScene(point);
      const auto image = canvas.view.viewport()->grab().toImage();
      const auto bar = Theme::instance().color(Role::series1);
      for (int y = -4; y <= 4; ++y)
        for (int x = -4; x <= 4; ++x)
          if (image.pixelColor(place + QPoint(x, y)) == bar) return true;
      return false;
    };
    // Beside the label in the middle.
    const auto start = route.first() * 0.85 + route[1] * 0.15;
    const auto end = route[route.size() - 2] * 0.2 + route.last() * 0.8;
    CardOverlay queue;
    queue.depth = 0;
    canvas.view.setOverlay({{"receipts", queue}});
    QVERIFY(!barAt(end));
    queue.depth = 1000;
    queue.depthShare = 1;
    canvas.view.setOverlay({{"receipts", queue}});
    QCOMPARE(line->backlog(), 1.0);
    QVERIFY(barAt(end));
    QVERIFY(barAt(start));
    queue.depthShare = 0.01;
    canvas.view.setOverlay({{"receipts", queue}});
    QVERIFY(!barAt(start));
    canvas.view.setOverlay({});
    QVERIFY(!barAt(end));
  }

  void badgesAndResultsStandOnTheCards() {
    Canvas canvas;
    canvas.view.setBadges({{"api", Badge{model::Severity::warning, 2, QStringLiteral("no throttle")}}});
    canvas.view.setOverlay({{"receipts", CardOverlay{QStringLiteral("depth 9,000"), Strain::high}}});
    QCOMPARE(canvas.view.drawing().card("api")->state().badge->count, 2);
    QVERIFY(canvas.view.drawing().card("api")->toolTip().contains(QLatin1String("no throttle")));
    QCOMPARE(canvas.view.drawing().card("receipts")->state().overlay->line, QStringLiteral("depth 9,000"));
    // The band at the foot of the card isn't the card's colour any more.
    const auto colorAt = [&](const model::ComponentId& id) {
      return canvas.view.viewport()->grab().toImage().pixelColor(canvas.on(id, {174, 72}));
    };
    QCOMPARE(colorAt("spare"), Theme::instance().color(Role::card));
    QVERIFY(colorAt("receipts") != Theme::instance().color(Role::card));
    canvas.view.setOverlay({});
    QVERIFY(!canvas.view.drawing().card("receipts")->state().overlay);
  }

  void theThemeRecoloursTheCanvas() {
    Canvas canvas;
    const auto corner = [&] { return canvas.view.viewport()->grab().toImage().pixelColor(canvas.at({250, 133})); };
    QCOMPARE(corner(), Theme::instance().color(Role::canvas));
    Theme::instance().setMode(Theme::Mode::dark);
    QCOMPARE(corner(), Theme::instance().color(Role::canvas));
    QVERIFY(corner().lightness() < 60);
  }

  void anEmptyCanvasSaysHowToBegin() {
    Canvas canvas{model::Architecture{}};
    const auto image = canvas.view.viewport()->grab().toImage();
    int inked = 0;
    for (int y = 280; y < 320; ++y)
      for (int x = 300; x < 900; ++x) inked += image.pixelColor(x, y).lightness() < 140 ? 1 : 0;
    QVERIFY2(inked > 200, qPrintable(QString::number(inked)));
  }

  void aProblemsPlaceIsSelectedAndShown() {
    Canvas canvas;
    canvas.view.centerOn(5000, 5000);
    emit canvas.document.focusRequested(QStringLiteral("checkout.steps.0.call"));
    QCOMPARE(canvas.document.selection(), std::set<model::ComponentId>{"checkout"});
    QVERIFY(canvas.view.viewport()->rect().contains(canvas.on("checkout")));
  }

  void theDrawingIsExported() {
    Canvas canvas;
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("shop.svg"));
    QVERIFY(canvas.view.exportSvg(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader svg(&file);
    QStringList texts;
    while (!svg.atEnd())
      if (svg.readNext() == QXmlStreamReader::Characters) texts << svg.text().toString().trimmed();
    QVERIFY2(!svg.hasError(), qPrintable(svg.errorString()));
    QVERIFY(texts.contains(QLatin1String("Shop")));  // its title
    QVERIFY(texts.contains(QLatin1String("checkout")));
    QVERIFY(texts.contains(QLatin1String("POST /orders")));
    QVERIFY(!canvas.view.exportSvg(folder.filePath(QStringLiteral("no/such/a.svg"))));
    const auto image = canvas.view.toImage(2);
    QVERIFY(image.width() > 2 * 1000);
  }

  void theWidgetsHaveNames() {
    Canvas canvas;
    PalettePanel palette(&canvas.document);
    QVERIFY(!canvas.view.accessibleName().isEmpty());
    for (const auto* widget : palette.findChildren<QWidget*>(QRegularExpression(QStringLiteral("^palette"))))
      QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    for (const auto* action : canvas.view.editActions() + canvas.view.zoomActions())
      QVERIFY(!action->objectName().isEmpty());
  }
};

QTEST_MAIN(CanvasTest)
#include "canvas_test.moc"
