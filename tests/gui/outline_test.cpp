#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "model/edit/edit.h"
#include "model/edit/reach.h"
#include "tests/gui/canvas_fixture.h"
#include "ui/canvas/filter_popup.h"
#include "ui/outline/outline_model.h"
#include "ui/outline/outline_panel.h"

using namespace virga;
using namespace virga::ui;

namespace {

// A shown outline of the shop.
struct Outline {
  Document document;
  OutlinePanel panel{&document};
  QTreeView* tree = panel.findChild<QTreeView*>("outlineTree");

  explicit Outline(const model::Architecture& architecture = shop()) {
    document.apply("Set up", architecture);
    document.undoStack().clear();
    panel.resize(600, 500);
    panel.show();
    panel.activateWindow();
    if (!QTest::qWaitForWindowActive(&panel)) qFatal("the window didn't become active");
    tree->setFocus();
  }

  QModelIndex row(const QString& text, const QModelIndex& parent = {}) const {
    auto* model = tree->model();
    for (int i = 0; i < model->rowCount(parent); ++i) {
      const auto index = model->index(i, 0, parent);
      if (index.data().toString() == text) return index;
      if (const auto below = row(text, index); below.isValid()) return below;
    }
    return {};
  }
  QStringList top() const {
    QStringList names;
    for (int i = 0; i < tree->model()->rowCount(); ++i) names << tree->model()->index(i, 0).data().toString();
    return names;
  }
  // Types into the list that is open and takes the first that is left.
  void choose(const char* popup, const QString& text) {
    auto* list = panel.findChild<FilterPopup*>(popup);
    QVERIFY(list);
    auto* line = list->findChild<QLineEdit*>();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
  }
};

}  // namespace

class OutlineTest : public QObject {
  Q_OBJECT

 private slots:
  void componentsStandInFlowOrderWithTheirConnections() {
    Outline outline;
    QCOMPARE(outline.top(), (QStringList{"shoppers", "api", "checkout", "orders", "receipts", "mailer", "spare"}));
    const auto checkout = outline.row("checkout");
    QStringList below;
    for (int i = 0; i < outline.tree->model()->rowCount(checkout); ++i)
      below << outline.tree->model()->index(i, 0, checkout).data().toString();
    QCOMPARE(below, (QStringList{"from api", "to orders", "to receipts"}));
    QCOMPARE(outline.tree->model()->index(0, 1, checkout).data().toString(), "POST /orders");
  }

  void whatIsNotShownBuildsNoNewTree() {
    Outline outline;
    QSignalSpy resets(outline.tree->model(), &QAbstractItemModel::modelReset);
    outline.document.apply("Move", model::moveComponents(outline.document.architecture(), {{"orders", {5, 5}}}));
    QCOMPARE(resets.count(), 0);
    outline.document.apply("Remove", model::removeComponents(outline.document.architecture(), {"orders"}));
    QVERIFY(resets.count() > 0);
    QVERIFY(!outline.row("orders").isValid());
  }

  void everyComponentStandsOnceAlsoInCircles() {
    auto architecture = shop();
    architecture = *model::connect(architecture, "mailer", "checkout");
    architecture.components.erase(architecture.components.begin(), architecture.components.begin() + 2);
    const auto order = model::flowOrder(architecture);
    QCOMPARE(order.size(), architecture.components.size());
    QCOMPARE(std::set<model::ComponentId>(order.begin(), order.end()).size(), order.size());
  }

  void groupsAreParents() {
    auto architecture = shop();
    architecture.groups = {{"Mail", {"receipts", "mailer"}}};
    Outline outline(architecture);
    QCOMPARE(outline.top(), (QStringList{"Mail", "shoppers", "api", "checkout", "orders", "spare"}));
    QCOMPARE(outline.row("mailer").parent().data().toString(), "Mail");
  }

  void theSelectionFollowsBothWays() {
    Outline outline;
    outline.document.select({"orders"});
    QCOMPARE(outline.tree->selectionModel()->selectedRows().size(), 1);
    QCOMPARE(outline.tree->currentIndex().data().toString(), "orders");
    QTest::keyClick(outline.tree, Qt::Key_Down);
    QCOMPARE(outline.document.selection(), std::set<model::ComponentId>{"receipts"});
    QTest::keyClick(outline.tree, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(outline.document.selection(), (std::set<model::ComponentId>{"receipts", "mailer"}));
    outline.document.select({});
    QVERIFY(outline.tree->selectionModel()->selectedRows().isEmpty());
  }

  void aNameIsChangedInPlace() {
    Outline outline;
    outline.tree->setCurrentIndex(outline.row("orders"));
    QTest::keyClick(outline.tree, Qt::Key_F2);
    auto* editor = outline.tree->viewport()->findChild<QLineEdit*>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, "order-book");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(outline.document.architecture().find("order-book"));
    QVERIFY(!outline.document.architecture().find("orders"));
    QCOMPARE(outline.document.selection(), std::set<model::ComponentId>{"order-book"});
    QCOMPARE(outline.document.undoStack().count(), 1);
    // A name that is taken is refused, and the tree says the old one.
    QSignalSpy refused(&outline.document, &Document::refused);
    outline.tree->setCurrentIndex(outline.row("mailer"));
    QTest::keyClick(outline.tree, Qt::Key_F2);
    editor = outline.tree->viewport()->findChild<QLineEdit*>();
    editor->selectAll();
    QTest::keyClicks(editor, "api");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(refused.count(), 1);
    QVERIFY(outline.row("mailer").isValid());
  }

  void componentsAndEdgesAreDeleted() {
    Outline outline;
    outline.tree->setCurrentIndex(outline.row("spare"));
    QTest::keyClick(outline.tree, Qt::Key_Delete);
    QVERIFY(!outline.document.architecture().find("spare"));
    outline.tree->expandAll();
    outline.tree->setCurrentIndex(outline.row("to receipts"));
    QTest::keyClick(outline.tree, Qt::Key_Delete);
    QVERIFY(outline.document.architecture().find("receipts"));
    QCOMPARE(std::get<model::Function>(outline.document.architecture().find("checkout")->kind).steps.size(), std::size_t{1});
    QCOMPARE(outline.document.undoStack().undoText(), "Disconnect checkout from receipts");
  }

  void componentsAreAddedAndConnected() {
    Outline outline;
    QSignalSpy add(&outline.panel, &OutlinePanel::addRequested);
    QTest::keyClick(outline.tree, Qt::Key_Insert);
    outline.choose("outlineKinds", "Queue");
    QCOMPARE(add.count(), 1);
    QCOMPARE(add[0][0].toString(), "queue");
    outline.tree->setFocus();
    outline.tree->setCurrentIndex(outline.row("mailer"));
    QTest::keyClick(outline.tree, Qt::Key_C);
    outline.choose("outlineEnds", "orders");
    const auto edges = model::edges(outline.document.architecture());
    QVERIFY(std::any_of(edges.begin(), edges.end(), [](const auto& e) { return e.from == "mailer" && e.to == "orders"; }));
  }

  void enterGoesToTheField() {
    Outline outline;
    QSignalSpy focus(&outline.document, &Document::focusRequested);
    outline.tree->expandAll();
    outline.tree->setCurrentIndex(outline.row("from checkout", outline.row("orders")));
    QTest::keyClick(outline.tree, Qt::Key_Return);
    QCOMPARE(focus.count(), 1);
    QCOMPARE(focus[0][0].toString(), "checkout.steps.0.call");
    QCOMPARE(outline.document.selection(), std::set<model::ComponentId>{"checkout"});
  }

  void theFilterKeepsWhatLeadsToAHit() {
    auto architecture = shop();
    architecture.groups = {{"Mail", {"receipts", "mailer"}}};
    Outline outline(architecture);
    QTest::keyClicks(outline.panel.findChild<QLineEdit*>("outlineFilter"), "mailer");
    QCOMPARE(outline.top(), (QStringList{"Mail"}));
    QVERIFY(outline.row("mailer").isValid());
    outline.panel.findChild<QLineEdit*>("outlineFilter")->clear();
    QCOMPARE(outline.top().size(), 6);
  }

  void problemsAndFiguresAreTold() {
    Outline outline;
    outline.panel.setBadges({{"orders", {model::Severity::warning, 3, "first"}}});
    outline.panel.setFigures({{"orders", {"p99 20 ms", Strain::low}}});
    const auto row = outline.row("orders");
    QCOMPARE(row.siblingAtColumn(OutlineModel::kProblems).data().toString(), "warning and 2 more");
    QVERIFY(!row.siblingAtColumn(OutlineModel::kProblems).data(Qt::DecorationRole).isNull());
    QCOMPARE(row.siblingAtColumn(OutlineModel::kFigures).data().toString(), "p99 20 ms");
    outline.panel.setBadges({});
    QVERIFY(row.siblingAtColumn(OutlineModel::kProblems).data().toString().isEmpty());
  }

  void anEditKeepsWhatIsOpen() {
    Outline outline;
    outline.tree->expand(outline.row("checkout"));
    outline.document.apply("Add", model::addComponent(outline.document.architecture(), "queue", {0, 0}));
    QVERIFY(outline.tree->isExpanded(outline.row("checkout")));
    QVERIFY(!outline.tree->isExpanded(outline.row("api")));
  }
};

QTEST_MAIN(OutlineTest)
#include "outline_test.moc"
