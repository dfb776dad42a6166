#include "ui/inspector/steps_editor.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidgetItemIterator>

#include "ui/inspector/field_row.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/inspector/step_tree.h"

using namespace virga;
using namespace virga::ui;

// Steps as they are edited in the inspector, with the mouse and with the keyboard.
class StepsEditorTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<Document> document_;
  std::unique_ptr<InspectorPanel> panel_;

  StepTree* tree() { return panel_->findChild<StepTree*>("stepTree"); }
  // All rows, indented by two spaces a level.
  QStringList rows() {
    QStringList result;
    for (QTreeWidgetItemIterator it(tree()); *it; ++it) {
      int depth = 0;
      for (auto* parent = (*it)->parent(); parent; parent = parent->parent()) ++depth;
      result << QString(2 * depth, ' ') + (*it)->text(0);
    }
    return result;
  }
  QTreeWidgetItem* row(const QString& part) {
    for (QTreeWidgetItemIterator it(tree()); *it; ++it)
      if ((*it)->text(0).contains(part)) return *it;
    return nullptr;
  }
  void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    tree()->setFocus();
    QTest::keyClick(tree(), static_cast<Qt::Key>(key), modifiers);
  }
  void choose(const QString& part) {
    auto* item = row(part);
    QVERIFY2(item, qPrintable(part));
    tree()->scrollToItem(item);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualItemRect(item).center());
    QCOMPARE(tree()->currentItem(), item);
  }
  // `part` of the height of the row: 0 its upper edge, 1 its lower.
  void drag(const QString& from, const QString& to, double part) {
    const QRect start = tree()->visualItemRect(row(from)), end = tree()->visualItemRect(row(to));
    const QPoint target(end.center().x(), end.top() + static_cast<int>(part * (end.height() - 1)));
    auto* view = tree()->viewport();
    QTest::mousePress(view, Qt::LeftButton, {}, start.center());
    // QTest sends no buttons with its moves.
    for (const auto& at : {(start.center() + target) / 2, target}) {
      QMouseEvent move(QEvent::MouseMove, at, view->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
      QApplication::sendEvent(view, &move);
    }
    QTest::mouseRelease(view, Qt::LeftButton, {}, target);
  }
  void pick(const QString& entry) {
    QTimer::singleShot(0, this, [entry] {
      auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      if (!menu) return;
      for (auto* action : menu->actions())
        if (action->text() == entry) action->trigger();
      menu->close();
    });
    panel_->findChild<QToolButton*>("addStep")->click();
  }
  const model::Steps& steps() { return std::get<model::Function>(document_->architecture().find("checkout")->kind).steps; }
  int edits() { return document_->undoStack().index(); }

 private slots:
  void init() {
    document_ = std::make_unique<Document>();
    QCOMPARE(document_->open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    panel_ = std::make_unique<InspectorPanel>(document_.get(), std::make_shared<CatalogCache>());
    panel_->resize(340, 1100);
    panel_->show();
    panel_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(panel_.get()));
    document_->select({"checkout"});
    QTRY_VERIFY(tree()->height() > 100);
  }
  void cleanup() {
    panel_.reset();
    document_.reset();
  }

  void theTreeSaysWhatIsDone() {
    QCOMPARE(rows(), (QStringList{"1. compute lognormal, mean 35 ms", "2. call orders, write", "3. in parallel, 2 branches",
                                  "  branch 1", "    1. call stock", "  branch 2",
                                  "    1. call payments · retry 2 · timeout 2 s · breaker", "4. send to receipts · 1 KiB"}));
    document_->select({"orders"});
    QVERIFY(!tree()->isVisible());
  }

  void theChosenStepsFieldsAreShown() {
    choose("call payments");
    auto* row = panel_->rowFor("checkout.steps.2.parallel.1.timeout");
    QVERIFY(row && row->isVisible());
    auto* line = row->findChild<QLineEdit*>("editor");
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, "3 s");
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(edits(), 1);
    QVERIFY(this->row("timeout 3 s"));
    choose("send to receipts");
    QVERIFY(panel_->rowFor("checkout.steps.3.size")->isVisible());
    QCOMPARE(panel_->rowFor("checkout.steps.2.parallel.1.timeout"), nullptr);
  }

  void aStepIsMovedByKeyboard() {
    const auto before = document_->architecture();
    choose("send to receipts");
    key(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(rows()[2], "3. send to receipts · 1 KiB");
    QCOMPARE(tree()->currentItem()->text(0), "3. send to receipts · 1 KiB");
    key(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(document_->architecture(), before);
    key(Qt::Key_Right, Qt::AltModifier);  // into the last branch
    QCOMPARE(rows().last(), "    2. send to receipts · 1 KiB");
    key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(document_->architecture(), before);
    QCOMPARE(edits(), 4);
    for (int i = 0; i < 4; ++i) document_->undoStack().undo();
    QCOMPARE(document_->architecture(), before);
    choose("compute");
    QSignalSpy refused(document_.get(), &Document::refused);
    key(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(refused.count(), 1);
    QVERIFY(!panel_->findChild<QToolButton*>("stepUp")->isEnabled());
    QVERIFY(panel_->findChild<QToolButton*>("stepDown")->isEnabled());
  }

  void aStepIsDragged() {
    drag("send to receipts", "compute", 0);
    QCOMPARE(rows()[0], "1. send to receipts · 1 KiB");
    QCOMPARE(edits(), 1);
    drag("send to receipts", "branch 1", 0.5);
    QCOMPARE(std::get<model::ParallelStep>(steps()[2].what).branches[0].size(), std::size_t{2});
    QCOMPARE(edits(), 2);
    drag("call stock", "call orders", 1);
    QCOMPARE(rows()[2], "3. call stock");
    QCOMPARE(edits(), 3);
    drag("in parallel", "branch 2", 0.5);  // into itself
    QCOMPARE(edits(), 3);
  }

  void stepsAndBranchesAreAddedAndRemoved() {
    choose("call orders");
    pick("Send to receipts");
    QCOMPARE(rows()[2], "3. send to receipts · 1 KiB");
    QCOMPARE(tree()->currentItem()->text(0), "3. send to receipts · 1 KiB");
    QCOMPARE(edits(), 1);
    key(Qt::Key_Delete);
    QCOMPARE(edits(), 2);
    choose("branch 2");
    pick("Compute");
    QCOMPARE(std::get<model::ParallelStep>(steps()[2].what).branches[1].size(), std::size_t{2});
    choose("in parallel");
    QTest::mouseClick(panel_->findChild<QToolButton*>("addBlock"), Qt::LeftButton);
    QVERIFY(row("branch 3"));
    QCOMPARE(tree()->currentItem(), row("branch 3"));
    QTest::mouseClick(panel_->findChild<QToolButton*>("removeStep"), Qt::LeftButton);
    QVERIFY(!row("branch 3"));
    choose("call orders");
    QTest::mouseClick(panel_->findChild<QToolButton*>("addBlock"), Qt::LeftButton);
    QVERIFY(row("if it fails"));
    pick("Branch");
    QVERIFY(row("branch, 1 option"));
    choose("50%");
    auto* share = panel_->rowFor("checkout.steps.1.catch.1.branch.0.share");
    QVERIFY(share && share->isVisible());
  }

  void whatAWorkflowCanDo() {
    QCOMPARE(document_->open(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml"), QString());
    document_->select({"deliver"});
    const auto states = [this] { return std::get<model::Workflow>(document_->architecture().find("deliver")->kind).states; };
    const auto before = states().size();
    pick("Compute");  // a workflow has no processor
    QCOMPARE(states().size(), before);
    pick("For each item");
    QCOMPARE(states().size(), before + 1);
    QVERIFY((states().back().what ==
             decltype(model::Step::what)(model::MapStep{10, 0, {{model::WaitStep{model::Constant{model::seconds(1)}}}}})));
  }

  void settingsFollow() {
    auto with = document_->architecture();
    with.scenarios[1].set.push_back({"checkout.steps.3.size", "2 KiB"});
    document_->apply("", std::move(with));
    choose("send to receipts");
    key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(document_->architecture().scenarios[1].set.back().path, "checkout.steps.2.parallel.1.1.size");
  }
};

QTEST_MAIN(StepsEditorTest)
#include "steps_editor_test.moc"
