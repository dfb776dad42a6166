// What people come for, from beginning to end, in the real window with the real simulation and real events. With
// VIRGA_SCREENSHOTS=FOLDER each journey leaves a picture of its end.
#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include <QAbstractItemView>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

#include "model/edit/edges.h"
#include "model/project/project_file.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/card_item.h"
#include "ui/charts/charts_panel.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/run_strip.h"
#include "ui/problems/problems_panel.h"
#include "ui/runs/run_bar.h"
#include "ui/runs/timeline.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"

using namespace virga;
using namespace virga::ui;

class JourneysTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<MainWindow> window_;

  // Keys go where the keyboard is.
  static void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QVERIFY(QApplication::focusWidget());
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    QApplication::processEvents();
  }
  static void type(const QString& text) {
    QVERIFY(QApplication::focusWidget());
    QTest::keyClicks(QApplication::focusWidget(), text);
    QApplication::processEvents();
  }
  void activate() {
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
  }
  // Tabs on until the keyboard is in a widget that `isWanted`.
  template <typename IsWanted>
  bool tabTo(IsWanted isWanted) {
    for (int i = 0; i < 300; ++i) {
      if (auto* focus = QApplication::focusWidget(); focus && isWanted(focus)) return true;
      key(Qt::Key_Tab);
    }
    return false;
  }
  void run() {
    activate();
    QSignalSpy finished(&window_->runner(), &SimulationRunner::finished);
    QTest::keyClick(window_.get(), Qt::Key_F5);
    QVERIFY(finished.wait(120'000));
    QApplication::processEvents();
    activate();
  }
  const CardState& card(const model::ComponentId& id) { return window_->canvas().drawing().card(id)->state(); }
  const model::Architecture& design() { return window_->document().architecture(); }
  template <typename Kind>
  const Kind& kindOf(const model::ComponentId& id) {
    return std::get<Kind>(design().find(id)->kind);
  }
  void picture(const QString& name) {
    QApplication::processEvents();
    const auto folder = qEnvironmentVariable("VIRGA_SCREENSHOTS");
    if (!folder.isEmpty()) QVERIFY(window_->grab().save(folder + '/' + name + ".png"));
  }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }
  void init() {
    window_ = std::make_unique<MainWindow>(simulator::simulate);
    window_->files().setAskUnsaved([](const QString&) { return FileController::Answer::discard; });
    window_->resize(1440, 900);
    window_->show();
    activate();
  }
  void cleanup() { window_.reset(); }

  // From the welcome page over a run to the moment when it hurts, and why.
  void theFirstFiveMinutes() {
    window_->showWelcome();
    auto* gallery = window_->findChild<QListWidget*>("welcomeGallery");
    QVERIFY(gallery && gallery->isVisible());
    picture("journey-1-welcome");
    gallery->setFocus();
    for (int row = 0; row < gallery->count(); ++row)
      if (gallery->item(row)->text().startsWith("Order intake")) gallery->setCurrentRow(row);
    key(Qt::Key_Return);
    QCOMPARE(QString::fromStdString(design().name), "Order intake");
    window_->runBar().setScenario("sale");
    run();

    // Where the queue is deepest, by the result's own series.
    const auto result = window_->charts().result();
    std::vector<double> depth;
    for (const auto& component : result->components)
      for (const auto& series : component.series)
        if (component.id == "receipts" && series.name == "depth") depth = series.values;
    QVERIFY(!depth.empty());
    const auto deepest = static_cast<int>(std::max_element(depth.begin(), depth.end()) - depth.begin());
    QVERIFY(depth[static_cast<std::size_t>(deepest)] > 1000);
    auto& strip = window_->playback().strip();
    const auto at = [&](int bucket) { return QPoint(static_cast<int>(strip.middleOf(bucket)), strip.height() / 2); };
    QTest::mousePress(&strip, Qt::LeftButton, {}, at(0));
    for (int step = 1; step <= 10; ++step) {
      QMouseEvent move(QEvent::MouseMove, QPointF(at(deepest * step / 10)),
                       strip.mapToGlobal(QPointF(at(deepest * step / 10))), Qt::NoButton, Qt::LeftButton, {});
      QApplication::sendEvent(&strip, &move);
    }
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, at(deepest));

    // The card turns, and shows the depth of that very moment.
    QVERIFY(window_->timeline().instant().has_value());
    const auto& receipts = card("receipts");
    QVERIFY(receipts.overlay && receipts.overlay->depth);
    const double shown = *receipts.overlay->depth;
    QVERIFY2(std::abs(shown - depth[static_cast<std::size_t>(deepest)]) < 0.02 * shown, qPrintable(QString::number(shown)));
    QVERIFY(receipts.overlay->strain >= Strain::medium);
    // Why: the weakest place is named below the window, and what was too small in the list.
    QVERIFY(window_->findChild<QLabel*>("bottleneckLabel")->text().contains("receipts"));
    picture("journey-1-deepest");
    bool named = false;
    for (const auto& problem : window_->problems().problems()) named = named || problem.path.starts_with("receipts");
    QVERIFY(named);
  }

  // Four components, three connections, a load, a run and a saved file, without a mouse.
  void buildingByKeyboardAlone() {
    const auto path = folder_.filePath("by-keyboard.virga.yaml");
    window_->files().setAskPath([&](bool toSave) { return toSave ? path : QString(); });
    QTest::keyClick(window_.get(), Qt::Key_N, Qt::ControlModifier);
    QVERIFY(tabTo([&](QWidget* widget) { return widget == &window_->canvas(); }));
    if (window_->document().selection().empty()) key(Qt::Key_Right);
    QCOMPARE(window_->document().selection(), std::set<model::ComponentId>{"client"});
    for (const auto* words : {"http connected", "function connected", "nosql connected"}) {
      key(Qt::Key_A);
      type(words);
      key(Qt::Key_Return);
      QCOMPARE(QApplication::focusWidget(), &window_->canvas());
    }
    QCOMPARE(design().components.size(), 4);
    QCOMPARE(model::edges(design()).size(), 3);

    // The load: from the client's card into its fields, to the rate.
    for (int i = 0; i < 3; ++i) key(Qt::Key_Left);
    QCOMPARE(window_->document().selection(), std::set<model::ComponentId>{"client"});
    key(Qt::Key_Return);
    for (const auto* folded : {"0", "arrivals"}) {
      const auto name = QString("Show or hide what belongs to %1").arg(folded);
      QVERIFY2(tabTo([&](QWidget* widget) { return widget->accessibleName() == name; }), folded);
      key(Qt::Key_Space);
    }
    QVERIFY(tabTo([](QWidget* widget) {
      return qobject_cast<QLineEdit*>(widget) && widget->accessibleName().contains("rate", Qt::CaseInsensitive);
    }));
    key(Qt::Key_A, Qt::ControlModifier);
    type("30/s");
    key(Qt::Key_Return);
    const auto text = model::writeProject(design());
    QVERIFY2(text.find("rate: 30/s") != std::string::npos, text.c_str());

    run();
    QVERIFY(card("function").overlay.has_value());
    picture("journey-2-keyboard");
    QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto saved = model::readProject(file.readAll().toStdString(), "saved");
    QVERIFY(saved.has_value());
    QVERIFY(*saved == design());
  }

  // What is moved by hand differs in the file by the line that says where it stands.
  void movingOneComponentChangesOneLine() {
    const auto path = folder_.filePath("moved.virga.yaml");
    QVERIFY(QFile::copy(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml", path));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    const auto lines = [&] {
      QFile file(path);
      return file.open(QIODevice::ReadOnly) ? QString(file.readAll()).split('\n') : QStringList();
    };
    const auto before = lines();
    QCOMPARE(window_->files().openPath(path), QString());
    auto& canvas = window_->canvas();
    canvas.zoomToFit();
    QApplication::processEvents();
    const auto from = canvas.mapFromScene(canvas.drawing().card("receipts")->sceneBoundingRect().center());
    const auto to = from + QPoint(40, 60);
    QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 5; ++step) {
      const auto point = from + (to - from) * step / 5;
      QMouseEvent move(QEvent::MouseMove, QPointF(point), QPointF(canvas.viewport()->mapToGlobal(point)), Qt::NoButton,
                       Qt::LeftButton, {});
      QApplication::sendEvent(canvas.viewport(), &move);
    }
    QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, to);
    QTest::keyClick(window_.get(), Qt::Key_S, Qt::ControlModifier);
    const auto after = lines();
    QCOMPARE(after.size(), before.size());
    QStringList changed;
    for (qsizetype i = 0; i < after.size(); ++i)
      if (after[i] != before[i]) changed << after[i].trimmed();
    QVERIFY2(changed.size() == 1 && changed.front().startsWith("receipts:"), qPrintable(changed.join('\n')));
    picture("journey-5-moved");
  }

  // A limit that is too small is seen on the drawing, named in the list, and mended there.
  void breakingIt() {
    QCOMPARE(window_->files().openPath(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    const auto whole = design();
    window_->document().select({"checkout"});
    auto* inspector = window_->findChild<InspectorPanel*>();
    auto* row = inspector->rowFor("checkout.reserved-concurrency");
    QVERIFY(row);
    row->focusEditor();
    type("5");
    key(Qt::Key_Return);
    QCOMPARE(kindOf<model::Function>("checkout").reservedConcurrency, std::optional<int>(5));

    window_->runBar().setScenario("sale");
    run();
    QCOMPARE(card("checkout").overlay->strain, Strain::high);
    picture("journey-4-throttled");

    window_->showTab(MainWindow::Tab::problems);
    auto* list = window_->findChild<QTreeWidget*>("problemList");
    QTreeWidgetItem* found = nullptr;
    for (QTreeWidgetItemIterator item(list); *item; ++item)
      if ((*item)->text(0).contains("run") && (*item)->parent() && (*item)->parent()->text(0) == "checkout") found = *item;
    QVERIFY(found);
    list->setCurrentItem(found);
    list->setFocus();
    picture("journey-4-problem");
    QTimer::singleShot(0, [] {
      auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      QVERIFY(menu);
      const auto actions = menu->actions();
      const auto fix = std::find_if(actions.begin(), actions.end(), [](const QAction* each) { return each->isEnabled(); });
      QVERIFY(fix != actions.end());
      (*fix)->trigger();
      menu->close();
    });
    window_->problems().showFixes();
    QVERIFY(kindOf<model::Function>("checkout").reservedConcurrency.value_or(1000) > 5);
    const auto mended = window_->document().undoStack().undoText();
    QVERIFY2(mended.contains("checkout"), qPrintable(mended));
    activate();
    QTest::keyClick(window_.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(kindOf<model::Function>("checkout").reservedConcurrency, std::optional<int>(5));
    QTest::keyClick(window_.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(design() == whole);
  }
};

QTEST_MAIN(JourneysTest)
#include "journeys_test.moc"
