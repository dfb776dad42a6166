// Each lesson is played through in the real window, with the real simulation and real events: nothing goes on before what
// a step asks for is done. With VIRGA_SCREENSHOTS=FOLDER each leaves pictures.
#include <memory>

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "model/edit/edges.h"
#include "model/edit/edit.h"
#include "model/project/project_file.h"
#include "ui/canvas/canvas_view.h"
#include "ui/compare/compare_controls.h"
#include "ui/compare/compare_panel.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/lessons/lesson_dialog.h"
#include "ui/lessons/lesson_session.h"
#include "ui/runs/run_bar.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/lesson_desk.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

class LessonsTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<MainWindow> window_;

  LessonSession& session() { return window_->lessons().session(); }
  const model::Architecture& design() { return window_->document().architecture(); }
  QPushButton* nextButton() { return window_->findChild<QPushButton*>("lessonNext"); }
  InspectorPanel* inspector() { return window_->findChild<InspectorPanel*>("inspector"); }
  static QString fileOf(const QString& id) { return VIRGA_SOURCE "/resources/lessons/" + id + ".lesson.yaml"; }

  void picture(const QString& name) {
    QApplication::processEvents();
    const auto folder = qEnvironmentVariable("VIRGA_SCREENSHOTS");
    if (!folder.isEmpty()) QVERIFY(window_->grab().save(folder + "/lesson-" + name + ".png"));
  }
  void begin(const QString& id) {
    window_->lessons().start(fileOf(id));
    QApplication::processEvents();
    QVERIFY(session().lesson());
    QCOMPARE(QString::fromStdString(session().lesson()->id), id);
    QVERIFY(nextButton()->isVisible());
  }
  QString missing() {
    QStringList lines;
    if (!session().lesson()) return "no lesson";
    for (const auto& judgement : session().judgements())
      lines << QString::fromStdString(judgement.what + ": " + judgement.missing);
    return QString("step %1: ").arg(session().stepIndex() + 1) + lines.join("; ");
  }
  bool blocked() {
    QApplication::processEvents();
    return session().lesson() && !nextButton()->isEnabled();
  }
  // Next, which what was done has opened.
  void goOn() {
    if (QTest::currentTestFailed()) return;
    QApplication::processEvents();
    QVERIFY2(nextButton()->isEnabled(), qPrintable(missing()));
    const auto before = session().stepIndex();
    const bool wasLast = session().isLast();
    QTest::mouseClick(nextButton(), Qt::LeftButton);
    QApplication::processEvents();
    if (wasLast)
      QVERIFY(!session().lesson());
    else
      QCOMPARE(session().stepIndex(), before + 1);
  }
  // The step's question: first a wrong answer, which opens nothing, then the right one.
  void answer() {
    if (QTest::currentTestFailed()) return;
    const auto right = session().step().question->right;
    const auto choose = [this](std::size_t choice) {
      auto* button = window_->findChild<QRadioButton*>(QString("lessonChoice%1").arg(choice));
      QVERIFY(button);
      button->setFocus();
      QTest::keyClick(button, Qt::Key_Space);
    };
    choose(right == 0 ? 1 : 0);
    QVERIFY(blocked());
    choose(right);
  }
  void run(const QString& scenario = {}) {
    if (QTest::currentTestFailed()) return;
    if (!scenario.isEmpty()) window_->runBar().setScenario(scenario);
    activate();
    QSignalSpy finished(&window_->runner(), &SimulationRunner::finished);
    QTest::keyClick(window_.get(), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 120'000);
    QApplication::processEvents();
  }
  FieldRow* rowOf(const QString& path) {
    window_->document().select({path.section('.', 0, 0).toStdString()});
    emit window_->document().focusRequested(path);
    QApplication::processEvents();
    auto* row = inspector()->rowFor(path);
    return row && QString::fromStdString(row->view().path) == path ? row : nullptr;
  }
  // Types into a field of the inspector.
  void type(const QString& path, const QString& text) {
    if (QTest::currentTestFailed()) return;
    auto* row = rowOf(path);
    QVERIFY2(row, qPrintable(path));
    if (auto* line = row->findChild<QLineEdit*>("editor")) {
      line->setFocus();
      line->selectAll();
      QTest::keyClicks(line, text);
      QTest::keyClick(line, Qt::Key_Return);
    } else {
      auto* choice = row->findChild<QComboBox*>("editor");
      QVERIFY2(choice, qPrintable(path));
      choice->setFocus();
      QTest::keyClicks(choice, text);
    }
    QApplication::processEvents();
  }
  // Presses the + of a list or of a part that is left out.
  void addPart(const QString& path) {
    if (QTest::currentTestFailed()) return;
    auto* row = rowOf(path);
    QVERIFY2(row && row->findChild<QToolButton*>("append"), qPrintable(path));
    row->findChild<QToolButton*>("append")->click();
    QApplication::processEvents();
  }
  void removePart(const QString& path) {
    if (QTest::currentTestFailed()) return;
    auto* row = rowOf(path);
    QVERIFY2(row && row->findChild<QToolButton*>("remove"), qPrintable(path));
    row->findChild<QToolButton*>("remove")->click();
    QApplication::processEvents();
  }
  // Adds a component that the given one leads to, by the keyboard, and names it.
  void add(const model::ComponentId& from, const QString& words, const QString& name = {}) {
    if (QTest::currentTestFailed()) return;
    window_->document().select({from});
    window_->canvas().setFocus();
    QTest::keyClick(&window_->canvas(), Qt::Key_A);
    QTRY_VERIFY(window_->findChild<QLineEdit*>("filterPopupSearch"));
    auto* search = window_->findChild<QLineEdit*>("filterPopupSearch");
    QTest::keyClicks(search, words);
    QTest::keyClick(search, Qt::Key_Return);
    // It closes later; the next one must not be taken for it.
    QTRY_VERIFY(!window_->findChild<QLineEdit*>("filterPopupSearch"));
    QApplication::processEvents();
    if (name.isEmpty()) return;
    auto* line = inspector()->findChild<QWidget*>("componentName")->findChild<QLineEdit*>();
    QVERIFY(line);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, name);
    QTest::keyClick(line, Qt::Key_Return);
    QApplication::processEvents();
    QVERIFY2(design().find(name.toStdString()), qPrintable(name));
  }
  void connectTo(const model::ComponentId& from, const model::ComponentId& to) {
    QVERIFY(window_->document().apply("Connect", model::connect(design(), from, to)));
  }
  void disconnectFrom(const model::ComponentId& from, const model::ComponentId& to) {
    for (const auto& edge : model::edges(design()))
      if (edge.from == from && edge.to == to) {
        QVERIFY(window_->document().apply("Disconnect", model::disconnect(design(), edge)));
        return;
      }
    QFAIL("no such edge");
  }
  void activate() {
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
  }
  bool isFinished(const QString& id) { return LessonProgress::load(fileOf(id)).finished; }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }
  void init() {
    QSettings().clear();
    window_ = std::make_unique<MainWindow>(simulator::simulate);
    window_->files().setAskUnsaved([](const QString&) { return FileController::Answer::discard; });
    window_->resize(1440, 900);
    window_->show();
    activate();
  }
  void cleanup() { window_.reset(); }

  void firstDrawing() {
    begin("first-drawing");
    picture("first-drawing-1");
    goOn();
    QVERIFY(blocked());
    add("client", "http connected");
    goOn();
    QVERIFY(blocked());
    add("api", "function connected");
    goOn();
    QVERIFY(blocked());
    add("function", "nosql connected");
    goOn();
    QVERIFY(blocked());
    type("client.sends.0.arrivals", "{poisson: {rate: 20/s}}");
    picture("first-drawing-5");
    goOn();
    QVERIFY(blocked());
    run();
    goOn();
    QVERIFY(blocked());
    answer();
    goOn();
    goOn();
    QVERIFY(isFinished("first-drawing"));
  }

  void coldStarts() {
    begin("cold-starts");
    QVERIFY(blocked());
    answer();
    goOn();
    QVERIFY(blocked());
    run();
    picture("cold-starts-2");
    goOn();
    answer();
    goOn();
    QVERIFY(blocked());
    type("file-expense.memory", "2 GiB");
    QVERIFY(blocked());
    run();
    goOn();
    QVERIFY(blocked());
    type("file-expense.package", "4 MiB");
    run();
    goOn();
    QVERIFY(blocked());
    type("file-expense.start", "snapshot");
    run();
    goOn();
    QVERIFY(blocked());
    type("file-expense.provisioned-concurrency", "1");
    QVERIFY(blocked());
    type("file-expense.start", "initialise");
    run();
    picture("cold-starts-7");
    goOn();
    QVERIFY(blocked());
    answer();
    goOn();
    QVERIFY(isFinished("cold-starts"));
  }

  void loadLevelling() {
    begin("throttling-and-load-levelling");
    QVERIFY(blocked());
    answer();
    goOn();
    QVERIFY(blocked());
    run();
    goOn();
    QVERIFY(blocked());
    add("accept", "queue connected", "jobs");
    connectTo("jobs", "print");
    QVERIFY(blocked());
    disconnectFrom("accept", "print");
    goOn();
    QVERIFY(blocked());
    type("jobs.visibility", "2 min");
    goOn();
    QVERIFY(blocked());
    add("jobs", "queue connected", "bad");
    QVERIFY(blocked());
    type("jobs.max-receives", "5");
    goOn();
    QVERIFY(blocked());
    run();
    picture("load-levelling-6");
    goOn();
    QVERIFY(blocked());
    type("jobs.consumers.0.max-concurrency", "8");
    run();
    QVERIFY(blocked());
    answer();
    goOn();
    goOn();
    QVERIFY(isFinished("throttling-and-load-levelling"));
  }

  void retryStorm() {
    begin("retry-storm-and-circuit-breaker");
    goOn();
    QVERIFY(blocked());
    run();
    goOn();
    QVERIFY(blocked());
    run();
    QVERIFY(blocked());
    answer();
    picture("retry-storm-3");
    goOn();
    QVERIFY(blocked());
    type("product-page.steps.0.retry.jitter", "full");
    type("product-page.steps.0.retry.growth", "exponential");
    type("product-page.steps.0.retry.backoff", "200 ms");
    run();
    answer();
    goOn();
    QVERIFY(blocked());
    type("product-page.steps.0.retry.budget", "10%");
    run();
    goOn();
    QVERIFY(blocked());
    addPart("product-page.steps.0.breaker");
    type("product-page.steps.0.breaker.failures", "5");
    type("product-page.steps.0.breaker.within", "30 s");
    type("product-page.steps.0.breaker.open", "20 s");
    QVERIFY(blocked());
    run();
    goOn();
    QVERIFY(blocked());
    answer();
    goOn();
    goOn();
    QVERIFY(isFinished("retry-storm-and-circuit-breaker"));
  }

  void billAndMemory() {
    begin("bill-and-memory-tuning");
    QVERIFY(blocked());
    answer();
    goOn();
    QVERIFY(blocked());
    run();
    goOn();
    QVERIFY(blocked());
    type("render-card.memory", "1769 MiB");
    run();
    goOn();
    QVERIFY(blocked());
    type("render-card.memory", "3008 MiB");
    run();
    goOn();
    QVERIFY(blocked());
    type("render-card.memory", "1769 MiB");
    type("render-card.architecture", "arm64");
    run();
    goOn();
    QVERIFY(blocked());
    type("render-card.memory", "1 GiB");
    run();
    picture("bill-and-memory-6");
    goOn();
    goOn();
    QVERIFY(isFinished("bill-and-memory-tuning"));
  }

  void choosingAProvider() {
    begin("choosing-a-provider");
    goOn();
    QVERIFY(blocked());
    QSignalSpy compared(&window_->compareRunner(), &CompareRunner::finished);
    window_->compare().controls().compareAction()->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(compared.count(), 1, 120'000);
    picture("choosing-a-provider-2");
    goOn();
    QVERIFY(blocked());
    answer();
    goOn();
    answer();
    goOn();
    QVERIFY(blocked());
    window_->document().select({});
    auto* provider = window_->findChild<QComboBox*>("targetProvider");
    QVERIFY(provider && provider->isVisible());
    provider->setFocus();
    QTest::keyClicks(provider, "gcp");
    goOn();
    QVERIFY(blocked());
    run();  // still on AWS
    QVERIFY(blocked());
    auto* choice = window_->findChild<QComboBox*>("providerChoice");
    choice->setFocus();
    QTest::keyClicks(choice, "gcp");
    activate();
    run();
    goOn();
    goOn();
    QVERIFY(isFinished("choosing-a-provider"));
  }

  void securingAnApi() {
    begin("securing-an-api");
    goOn();
    QVERIFY(blocked());
    run();
    goOn();
    QVERIFY(blocked());
    addPart("api.throttle");
    type("api.throttle.rate", "20/s");
    type("api.throttle.burst", "40");
    QVERIFY(blocked());
    run();
    picture("securing-an-api-3");
    goOn();
    QVERIFY(blocked());
    add("api", "auth connected", "users");
    goOn();
    QVERIFY(blocked());
    window_->document().select({"strangers"});
    window_->canvas().setFocus();
    QTest::keyClick(&window_->canvas(), Qt::Key_Delete);
    run();
    answer();
    goOn();
    QVERIFY(blocked());
    type("api.cors.origins.0", "https://drivers.example");
    goOn();
    QVERIFY(blocked());
    type("notes.encryption", "provider-key");
    goOn();
    goOn();
    QVERIFY(isFinished("securing-an-api"));
  }

  void stranglerMigration() {
    begin("strangler-migration");
    goOn();
    QVERIFY(blocked());
    run();
    goOn();
    QVERIFY(blocked());
    addPart("gateway.routes.0.split");
    type("gateway.routes.0.split.to", "orders-function");
    type("gateway.routes.0.split.share", "10%");
    run();
    answer();
    goOn();
    QVERIFY(blocked());
    type("gateway.routes.0.split.share", "0%");
    addPart("gateway.routes.0.split.shift");
    type("gateway.routes.0.split.shift.from", "2 min");
    type("gateway.routes.0.split.shift.over", "6 min");
    run();
    answer();
    picture("strangler-4");
    goOn();
    QVERIFY(blocked());
    removePart("gateway.routes.0.split");
    type("gateway.routes.0.to", "orders-function");
    run();
    goOn();
    QVERIFY(blocked());
    answer();
    goOn();
    goOn();
    QVERIFY(isFinished("strangler-migration"));
  }

  // The list opens from the menu, and starts a lesson by the keyboard.
  void theListStartsALesson() {
    window_->findChild<QAction*>("lessonsAction")->trigger();
    auto* dialog = window_->findChild<LessonDialog*>("lessonDialog");
    QVERIFY(dialog && dialog->isVisible());
    auto* list = dialog->findChild<QListWidget*>("lessonList");
    QCOMPARE(list->count(), 8);
    QVERIFY(list->item(0)->text().contains("A first drawing"));
    QVERIFY(list->item(0)->text().contains("not begun"));
    list->setCurrentRow(1);
    const auto folder = qEnvironmentVariable("VIRGA_SCREENSHOTS");
    if (!folder.isEmpty()) QVERIFY(dialog->grab().save(folder + "/lesson-list.png"));
    QTest::keyClick(list, Qt::Key_Return);
    QApplication::processEvents();
    QVERIFY(session().lesson());
    QCOMPARE(session().lesson()->id, std::string("cold-starts"));
  }

  // Progress, figures and the design outlive the window.
  void aLessonIsTakenUpWhereItWasLeft() {
    begin("bill-and-memory-tuning");
    answer();
    goOn();
    run();
    goOn();
    type("render-card.memory", "1769 MiB");
    const auto kept = design();
    QTest::mouseClick(window_->findChild<QToolButton*>("lessonLeave"), Qt::LeftButton);
    QVERIFY(!session().lesson());
    QVERIFY(!window_->findChild<QDockWidget*>("lessonDock")->isVisible());
    window_ = std::make_unique<MainWindow>(simulator::simulate);
    window_->files().setAskUnsaved([](const QString&) { return FileController::Answer::discard; });
    window_->show();
    activate();
    begin("bill-and-memory-tuning");
    QCOMPARE(session().stepIndex(), 2U);
    QVERIFY(design() == kept);
    QVERIFY(window_->document().isModified());  // it is nowhere else
    QVERIFY(blocked());
    run();
    goOn();  // compared with what the run of the second step had shown
    QTest::mouseClick(window_->findChild<QPushButton*>("lessonBack"), Qt::LeftButton);
    QCOMPARE(session().stepIndex(), 2U);
  }

  void anotherProjectEndsTheLesson() {
    begin("cold-starts");
    answer();
    goOn();
    QCOMPARE(window_->files().openPath(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    QVERIFY(!session().lesson());
    // What was opened isn't taken for the lesson's design.
    begin("cold-starts");
    QCOMPARE(session().stepIndex(), 1U);
    QVERIFY(design().find("file-expense"));
  }

  void aFileThatIsNoLessonIsRefused() {
    QSignalSpy failed(&window_->lessons(), &LessonDesk::failed);
    disconnect(&window_->lessons(), &LessonDesk::failed, window_.get(), nullptr);
    const auto before = design();
    window_->lessons().start(VIRGA_SOURCE "/resources/lessons/cold-starts.virga.yaml");
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.front().at(1).toString().contains("unknown key 'virga'"));
    QVERIFY(!session().lesson());
    QVERIFY(design() == before);
  }

  // Pointing selects the component and puts the keyboard into its field.
  void pointing() {
    begin("cold-starts");
    answer();
    goOn();
    run();
    goOn();
    answer();
    goOn();
    QTest::mouseClick(window_->findChild<QPushButton*>("lessonPoint"), Qt::LeftButton);
    QApplication::processEvents();
    QCOMPARE(window_->document().selection(), std::set<model::ComponentId>{"file-expense"});
    auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(line);
    QCOMPARE(line->text(), QString("512 MiB"));
    QVERIFY(window_->findChild<QWidget*>("spotlight"));
    picture("pointing");
    Theme::instance().setMode(Theme::Mode::dark);
    picture("pointing-dark");
    Theme::instance().setMode(Theme::Mode::light);
  }
};

QTEST_MAIN(LessonsTest)
#include "lessons_test.moc"
