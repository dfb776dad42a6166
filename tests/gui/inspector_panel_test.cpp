#include "ui/inspector/inspector_panel.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include "model/edit/edit.h"
#include "ui/inspector/field_row.h"

using namespace virga;
using namespace virga::ui;

class InspectorPanelTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<Document> document_;
  std::unique_ptr<InspectorPanel> panel_;

  QLineEdit* editor(const QString& path) {
    auto* row = panel_->rowFor(path);
    return row ? row->findChild<QLineEdit*>("editor") : nullptr;
  }
  void type(const QString& path, const QString& text) {
    auto* line = editor(path);
    QVERIFY(line);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
  }
  const model::Function& checkout() { return std::get<model::Function>(document_->architecture().find("checkout")->kind); }

 private slots:
  void init() {
    document_ = std::make_unique<Document>();
    QCOMPARE(document_->open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    panel_ = std::make_unique<InspectorPanel>(document_.get(), std::make_shared<CatalogCache>());
    panel_->resize(340, 600);
    panel_->show();
    panel_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(panel_.get()));
  }
  void cleanup() {
    panel_.reset();
    document_.reset();
  }

  void aFieldIsEditedInOneUndoStep() {
    document_->select({"checkout"});
    type("checkout.memory", "1 GiB");
    QCOMPARE(checkout().memory, model::gibibytes(1));
    QCOMPARE(document_->undoStack().count(), 1);
    QVERIFY(document_->undoStack().undoText().contains("memory"));
    document_->undoStack().undo();
    QCOMPARE(checkout().memory, model::mebibytes(512));
    QCOMPARE(editor("checkout.memory")->text(), "512 MiB");
  }

  void scenariosAreAddedEditedAndRemoved() {
    document_->select({});
    const auto scenarios = [this] { return document_->architecture().scenarios; };
    QCOMPARE(scenarios().size(), std::size_t{3});
    panel_->findChild<QToolButton*>("addScenario")->click();  // like the first
    QCOMPARE(scenarios().size(), std::size_t{4});
    QCOMPARE(scenarios().back().name, "ordinary-day-2");
    QCOMPARE(scenarios().back().traffic, scenarios().front().traffic);
    const auto enter = [this](const char* field, const QString& text) {
      auto* line = panel_->findChild<QWidget*>(field)->findChild<QLineEdit*>("editor");
      line->setFocus();
      line->selectAll();
      QTest::keyClicks(line, text);
      QTest::keyClick(line, Qt::Key_Return);
    };
    const auto message = [this](const char* field) {
      return panel_->findChild<QWidget*>(field)->findChild<QLabel*>("fieldMessage")->text();
    };
    enter("scenarioName", "quiet");
    enter("scenarioDuration", "2h");
    enter("scenarioStart", "2026-03-29 01:00");
    enter("scenarioTraffic", "0.5");
    enter("scenarioPeak", "18:30");
    enter("scenarioWarmup", "auto");
    model::Scenario expected;
    expected.warmup.automatic = true;
    expected.name = "quiet";
    expected.duration = model::hours(2);
    expected.start = "2026-03-29 01:00";
    expected.traffic.factor = 0.5;
    expected.traffic.diurnal = model::Diurnal{scenarios().front().traffic.diurnal->low, model::minutes(18 * 60 + 30)};
    QCOMPARE(scenarios().back(), expected);
    const int steps = document_->undoStack().count();
    enter("scenarioWarmup", "2 h");
    QVERIFY(message("scenarioWarmup").contains("shorter"));
    enter("scenarioStart", "tomorrow");
    QVERIFY(message("scenarioStart").contains("isn't a date and time"));
    enter("scenarioDuration", "30");
    QVERIFY(!message("scenarioDuration").isEmpty());
    enter("scenarioName", "sale");
    QVERIFY(message("scenarioName").contains("sale"));
    QCOMPARE(document_->undoStack().count(), steps);
    panel_->findChild<QToolButton*>("removeScenario")->click();
    QCOMPARE(scenarios().size(), std::size_t{3});
    document_->undoStack().undo();
    QCOMPARE(scenarios().back(), expected);
  }

  void whatDiffersInAScenarioIsEdited() {
    document_->select({});
    auto* list = panel_->findChild<QTreeWidget*>("scenarioList");
    list->setCurrentItem(list->topLevelItem(1));  // sale
    const auto sale = [this] { return document_->architecture().scenarios[1]; };
    auto* table = panel_->findChild<QWidget*>("scenarioSettings")->findChild<QTableWidget*>("points");
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 0)->text(), "checkout.memory");
    table->item(0, 1)->setText("2 GiB");
    QCOMPARE(sale().set, (std::vector<model::Setting>{{"checkout.memory", "2 GiB"}}));
    panel_->findChild<QWidget*>("scenarioSettings")->findChild<QToolButton*>("addPoint")->click();
    QCOMPARE(sale().set.size(), std::size_t{1});  // not complete yet
    table->item(1, 0)->setText("checkout.memroy");
    table->item(1, 1)->setText("1 GiB");
    auto* message = panel_->findChild<QLabel*>("settingsMessage");
    QVERIFY(!message->text().isEmpty());
    QCOMPARE(sale().set.size(), std::size_t{1});
    table->item(1, 0)->setText("checkout.timeout");
    table->item(1, 1)->setText("20 s");
    QVERIFY(message->text().isEmpty());
    QCOMPARE(sale().set.back(), (model::Setting{"checkout.timeout", "20 s"}));
    auto* month = panel_->findChild<QWidget*>("scenarioTimePerMonth")->findChild<QLineEdit*>("editor");
    month->setFocus();
    QTest::keyClicks(month, "2 d");
    QTest::keyClick(month, Qt::Key_Return);
    QCOMPARE(sale().timePerMonth, std::optional(model::days(2)));
  }

  void aScenarioWithoutSettingsGetsItsFirst() {
    document_->select({});
    auto* list = panel_->findChild<QTreeWidget*>("scenarioList");
    list->setCurrentItem(list->topLevelItem(0));
    const auto set = [this] { return document_->architecture().scenarios[0].set; };
    QVERIFY(set().empty());
    auto* editor = panel_->findChild<QWidget*>("scenarioSettings");
    auto* table = editor->findChild<QTableWidget*>("points");
    QCOMPARE(table->rowCount(), 0);
    editor->findChild<QToolButton*>("addPoint")->click();
    QCOMPARE(table->rowCount(), 1);
    table->item(0, 0)->setText("checkout.memory");
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(document_->undoStack().count(), 0);
    // What isn't complete goes with the scenario that it was begun for.
    list->setCurrentItem(list->topLevelItem(2));
    list->setCurrentItem(list->topLevelItem(0));
    QCOMPARE(table->rowCount(), 0);
    editor->findChild<QToolButton*>("addPoint")->click();
    table->item(0, 0)->setText("checkout.memory");
    table->item(0, 1)->setText("2 GiB");
    QCOMPARE(set(), (std::vector<model::Setting>{{"checkout.memory", "2 GiB"}}));
    document_->undoStack().undo();
    QCOMPARE(table->rowCount(), 0);
  }

  void aFaultNeedsAComponentThatCanFail() {
    auto architecture = model::emptyProject();
    architecture.scenarios = document_->architecture().scenarios;
    architecture.scenarios.resize(1);
    document_->apply("Begin anew", architecture);
    document_->select({});
    auto* message = panel_->findChild<QLabel*>("faultMessage");
    QVERIFY(!message->isVisibleTo(panel_.get()));
    panel_->findChild<QToolButton*>("addFault")->click();
    QVERIFY(message->isVisibleTo(panel_.get()));
    QVERIFY(document_->architecture().scenarios[0].faults.empty());
  }

  void faultsAreAddedEditedAndRemoved() {
    document_->select({});
    auto* list = panel_->findChild<QTreeWidget*>("scenarioList");
    list->setCurrentItem(list->topLevelItem(1));
    const auto faults = [this] { return document_->architecture().scenarios[1].faults; };
    panel_->findChild<QToolButton*>("addFault")->click();
    QCOMPARE(faults().size(), std::size_t{1});
    QCOMPARE(document_->undoStack().count(), 1);
    const auto enter = [this](const char* field, const QString& typed) {
      auto* line = panel_->findChild<QWidget*>(field)->findChild<QLineEdit*>("editor");
      line->setFocus();
      line->selectAll();
      QTest::keyClicks(line, typed);
      QTest::keyClick(line, Qt::Key_Return);
    };
    auto* component = panel_->findChild<QComboBox*>("faultComponent");
    QVERIFY(component->findText("shoppers") < 0);
    component->setFocus();
    QTest::keyClicks(component, "payments");
    enter("faultFrom", "5 min");
    enter("faultTo", "15 min");
    enter("faultErrors", "30%");
    enter("faultLatency", "{exponential: {mean: 2 s}}");
    enter("faultThrottles", "10%");
    auto* outage = panel_->findChild<QComboBox*>("faultOutage");
    outage->setFocus();
    QTest::keyClick(outage, Qt::Key_End);
    model::Fault expected;
    expected.component = {"payments"};
    expected.from = model::minutes(5);
    expected.to = model::minutes(15);
    expected.errors = {0.3};
    expected.latency = model::Exponential{model::seconds(2)};
    expected.throttles = {0.1};
    expected.outage = model::Outage::silent;
    QCOMPARE(faults().front(), expected);
    enter("faultTo", "4 min");  // before it begins
    QVERIFY(!panel_->findChild<QWidget*>("faultTo")->findChild<QLabel*>("fieldMessage")->text().isEmpty());
    QCOMPARE(faults().front(), expected);
    panel_->findChild<QToolButton*>("removeFault")->click();
    QVERIFY(faults().empty());
    document_->undoStack().undo();
    QCOMPARE(faults().front(), expected);
  }

  // What the platform calls a field and how far it goes, of the project's target.
  void thePlatformsNamesAndLimitsStandBelowTheFields() {
    const auto note = [this](const QString& path) {
      auto* label = panel_->rowFor(path)->findChild<QLabel*>("fieldNote");
      return label && label->isVisible() ? label->text() : QString();
    };
    document_->select({"checkout"});
    QCOMPARE(note("checkout.memory"), "AWS: MemorySize · 128 MiB … 10240 MiB");
    QVERIFY(panel_->rowFor("checkout.memory")->findChild<QLabel*>("fieldNote")->toolTip().contains("https://"));
    QVERIFY(editor("checkout.memory")->accessibleDescription().contains("10240 MiB"));
    QCOMPARE(note("checkout.timeout"), "AWS: Timeout · at most 900 s");
    QCOMPARE(note("checkout.errors"), "");
    document_->select({"receipts"});
    QCOMPARE(note("receipts.visibility"), "AWS: VisibilityTimeout");
    emit document_->focusRequested("receipts.consumers.0.batch");
    QCOMPARE(note("receipts.consumers.0.batch"), "AWS: BatchSize");  // its limit has no source
    auto oracle = document_->architecture();
    oracle.target = {"oci", {}};
    document_->apply("", std::move(oracle));
    QCOMPARE(note("receipts.visibility"), "Oracle Cloud: visibility_in_seconds");
    QCOMPARE(note("receipts.consumers.0.batch"), "");
  }

  void aValueWithoutUnitStaysVisibleAndChangesNothing() {
    document_->select({"checkout"});
    type("checkout.timeout", "17");
    QCOMPARE(document_->undoStack().count(), 0);
    QCOMPARE(checkout().timeout, model::seconds(10));
    QCOMPARE(editor("checkout.timeout")->text(), "17");
    auto* message = panel_->rowFor("checkout.timeout")->findChild<QLabel*>("fieldMessage");
    QVERIFY(message->isVisible());
    QVERIFY(!message->text().isEmpty());
    type("checkout.timeout", "17 s");
    QCOMPARE(checkout().timeout, model::seconds(17));
    QVERIFY(!message->isVisible());
  }

  void escapeTakesBackWhatWasTyped() {
    document_->select({"checkout"});
    type("checkout.timeout", "soon");
    QTest::keyClick(editor("checkout.timeout"), Qt::Key_Escape);
    QCOMPARE(editor("checkout.timeout")->text(), "10 s");
    QVERIFY(panel_->rowFor("checkout.timeout")->error().isEmpty());
  }

  void escapeTakesBackAndThenLeaves() {
    document_->select({"checkout"});
    QSignalSpy left(panel_.get(), &InspectorPanel::leaveWanted);
    auto* line = editor("checkout.timeout");
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, "17");
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(line->text(), "10 s");
    QCOMPARE(left.count(), 0);
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
    QCOMPARE(document_->undoStack().count(), 0);
  }

  void enterStaysAndTabGoesOn() {
    document_->select({"checkout"});
    type("checkout.memory", "1 GiB");
    QVERIFY(editor("checkout.memory")->hasFocus());
    QTest::keyClick(editor("checkout.memory"), Qt::Key_Tab);
    QVERIFY(panel_->rowFor("checkout.memory")->isAncestorOf(panel_->focusWidget()) ||
            panel_->rowFor("checkout.timeout")->isAncestorOf(panel_->focusWidget()));
    QVERIFY(!editor("checkout.memory")->hasFocus());
  }

  void anotherNotationOfTheSameValueIsNoEdit() {
    document_->select({"checkout"});
    type("checkout.memory", "0.5 GiB");
    QCOMPARE(document_->undoStack().count(), 0);
    QCOMPARE(editor("checkout.memory")->text(), "512 MiB");
  }

  void whatDiffersFromTheDefaultIsBoldAndCanBeReset() {
    document_->select({"checkout"});
    auto* row = panel_->rowFor("checkout.timeout");
    QVERIFY(row->findChild<QLabel*>()->font().bold());
    auto* usual = panel_->rowFor("checkout.errors");
    QVERIFY(!usual->findChild<QLabel*>()->font().bold());
    QTest::mouseClick(row->findChild<QToolButton*>("reset"), Qt::LeftButton);
    QCOMPARE(checkout().timeout, model::Function{}.timeout);
    QVERIFY(!row->findChild<QLabel*>()->font().bold());
  }

  void aChoiceIsMadeInAList() {
    document_->select({"checkout"});
    auto* choice = panel_->rowFor("checkout.architecture")->findChild<QComboBox*>("editor");
    QVERIFY(choice);
    const int index = choice->findText("x86_64");
    QVERIFY(index >= 0);
    choice->setCurrentIndex(index);
    emit choice->activated(index);
    QCOMPARE(checkout().architecture, model::CpuArchitecture::x86_64);
  }

  void itemsAreAddedAndRemoved() {
    document_->select({"receipts"});
    const auto consumers = [this] {
      return std::get<model::Queue>(document_->architecture().find("receipts")->kind).consumers.size();
    };
    QCOMPARE(consumers(), std::size_t(1));
    QTest::mouseClick(panel_->rowFor("receipts.consumers")->findChild<QToolButton*>("append"), Qt::LeftButton);
    QCOMPARE(consumers(), std::size_t(2));
    QCOMPARE(document_->undoStack().count(), 1);
    QTRY_VERIFY(editor("receipts.consumers.1.batch") && editor("receipts.consumers.1.batch")->isVisible());
    QTest::mouseClick(panel_->rowFor("receipts.consumers.1")->findChild<QToolButton*>("remove"), Qt::LeftButton);
    QCOMPARE(consumers(), std::size_t(1));
  }

  // The lists of all kinds take an item, show its fields and let it go again.
  void listsOfEveryKindGrowAndShrink_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("field");  // of an item
    for (const char* path : {"live.routes", "news.subscriptions", "positions.consumers", "bus.rules", "nightly.targets",
                             "labels.notifications", "parcels.changes"})
      QTest::newRow(path) << QString(path) << QStringLiteral("to");
  }
  void listsOfEveryKindGrowAndShrink() {
    QFETCH(QString, path);
    QFETCH(QString, field);
    QCOMPARE(document_->open(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml"), QString());
    document_->select({path.section('.', 0, 0).toStdString()});
    const auto before = document_->architecture();
    int items = 0;
    while (panel_->rowFor(QString("%1.%2").arg(path).arg(items))->view().path ==
           QString("%1.%2").arg(path).arg(items).toStdString())
      ++items;
    QTest::mouseClick(panel_->rowFor(path)->findChild<QToolButton*>("append"), Qt::LeftButton);
    const auto item = QString("%1.%2").arg(path).arg(items);
    auto* row = panel_->rowFor(item + '.' + field);
    QCOMPARE(row->view().path, (item + '.' + field).toStdString());
    QTRY_VERIFY(row->isVisible());
    auto* choice = row->findChild<QComboBox*>("editor");
    QVERIFY(choice && choice->count() > 0);
    QVERIFY(document_->architecture() != before);
    QTest::mouseClick(panel_->rowFor(item)->findChild<QToolButton*>("remove"), Qt::LeftButton);
    QCOMPARE(document_->architecture(), before);
  }

  void stepsInStepsAreEdited() {
    QCOMPARE(document_->open(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml"), QString());
    document_->select({"track"});
    emit document_->focusRequested("track.steps.3.catch.1.size");
    type("track.steps.3.catch.1.size", "2 KiB");
    QCOMPARE(document_->undoStack().count(), 1);

    document_->select({"follow"});
    emit document_->focusRequested("follow.steps.2.of.1.wait");
    type("follow.steps.2.of.1.wait", "300 ms");
    emit document_->focusRequested("follow.steps.2.wait-for");
    type("follow.steps.2.wait-for", "3");  // of two
    auto* message = panel_->rowFor("follow.steps.2.wait-for")->findChild<QLabel*>("fieldMessage");
    QVERIFY(message->text().contains("can't wait for 3 of 2"));
  }

  void aComponentIsRenamedEverywhere() {
    document_->select({"checkout"});
    auto* name = panel_->findChild<QWidget*>("componentName")->findChild<QLineEdit*>();
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, "api");
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(document_->architecture().find("checkout"));  // taken
    name->selectAll();
    QTest::keyClicks(name, "place-order");
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(document_->architecture().find("place-order"));
    QCOMPARE(document_->selection(), std::set<model::ComponentId>{"place-order"});
    QCOMPARE(std::get<model::HttpApi>(document_->architecture().find("api")->kind).routes[0].to.id, "place-order");
  }

  void theFieldOfAProblemGetsTheKeyboard() {
    document_->select({"checkout"});
    emit document_->focusRequested("checkout.steps.1.size");
    QTRY_VERIFY(editor("checkout.steps.1.size")->hasFocus());
  }

  void severalOfOneKindHaveTheirFieldsInCommon() {
    document_->select({"checkout", "mailer"});
    auto* label = panel_->findChild<QLabel*>("severalSelected");
    QVERIFY(label->isVisible());
    QVERIFY(label->text().startsWith("2 "));
    const auto before = document_->architecture();
    QCOMPARE(editor("*.memory")->text(), "");  // 512 and 256 MiB
    QCOMPARE(editor("*.memory")->placeholderText(), "mixed");
    QVERIFY(panel_->rowFor("*.memory")->findChild<QLabel*>()->font().bold());
    QCOMPARE(editor("*.errors")->text(), "0%");
    QVERIFY(!panel_->rowFor("*.errors")->findChild<QLabel*>()->font().bold());
    type("*.memory", "1 GiB");
    const auto memory = [this](const char* id) {
      return std::get<model::Function>(document_->architecture().find(id)->kind).memory;
    };
    QCOMPARE(memory("checkout"), model::gibibytes(1));
    QCOMPARE(memory("mailer"), model::gibibytes(1));
    QCOMPARE(document_->undoStack().count(), 1);
    QCOMPARE(editor("*.memory")->text(), "1 GiB");
    type("*.memory", "much");
    QVERIFY(panel_->rowFor("*.memory")->error().startsWith("checkout: "));
    QCOMPARE(document_->undoStack().count(), 1);
    QTest::keyClick(editor("*.memory"), Qt::Key_Escape);
    QTest::mouseClick(panel_->rowFor("*.memory")->findChild<QToolButton*>("reset"), Qt::LeftButton);
    QCOMPARE(memory("checkout"), model::Function{}.memory);
    QCOMPARE(memory("mailer"), model::Function{}.memory);
    QCOMPARE(document_->undoStack().count(), 2);
    document_->undoStack().undo();
    document_->undoStack().undo();
    QCOMPARE(document_->architecture(), before);
    auto* choice = panel_->rowFor("*.architecture")->findChild<QComboBox*>("editor");
    QCOMPARE(choice->currentText(), "mixed");
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_End);
    QCOMPARE(std::get<model::Function>(document_->architecture().find("mailer")->kind).architecture,
             checkout().architecture);
    QCOMPARE(document_->undoStack().count(), 1);
    QVERIFY(choice->findText("mixed") < 0);
  }

  void severalOfDifferentKindsHaveWhatIsCalledTheSame() {
    document_->select({"checkout", "payments", "receipts"});
    QVERIFY(editor("*.description"));
    QVERIFY(!panel_->rowFor("*.memory"));
    QVERIFY(!panel_->rowFor("*.errors"));  // a queue has none
    document_->select({"checkout", "payments"});
    type("*.errors", "2%");
    QCOMPARE(checkout().errors, model::Share{0.02});
    QCOMPARE(std::get<model::External>(document_->architecture().find("payments")->kind).errors, model::Share{0.02});
    QCOMPARE(document_->undoStack().count(), 1);
  }

  void withoutSelectionTheProjectIsShown() {
    document_->select({});
    auto* name = panel_->findChild<QWidget*>("projectName")->findChild<QLineEdit*>();
    QVERIFY(name->isVisible());
    QCOMPARE(name->text(), "Order intake");
    name->selectAll();
    QTest::keyClicks(name, "Orders");
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(document_->architecture().name, "Orders");
    QCOMPARE(document_->undoStack().count(), 1);
  }

  // Undo by mouse leaves the keyboard in the field, whose row then goes.
  void aTextThatWasNotCommittedDoesNotEditInTheMiddleOfAnUndo() {
    const auto before = document_->architecture();
    document_->select({"api"});
    document_->apply("Add a route", *model::appendItem(before, "api.routes", "{route: GET /orders, to: checkout}"));
    panel_->focusField("api.routes.1.route");
    auto* line = editor("api.routes.1.route");
    QVERIFY(line && line->hasFocus());
    line->selectAll();
    QTest::keyClicks(line, "GET /all");
    document_->undoStack().undo();
    QVERIFY(document_->architecture() == before);
    QCOMPARE(document_->undoStack().index(), 0);
    QCOMPARE(document_->undoStack().count(), 1);
    QVERIFY(document_->undoStack().canRedo());
    QVERIFY(!document_->isModified());
  }
};

QTEST_MAIN(InspectorPanelTest)
#include "inspector_panel_test.moc"
