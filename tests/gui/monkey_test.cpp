#include "tests/gui/monkey.h"

#include <cstdio>

#include <QDockWidget>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include "model/project/project_file.h"
#include "ui/history/run_history.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"

using namespace virga;
using namespace virga::ui;

// Twenty thousand random user actions: nothing breaks, and undoing them all gives the first project back, byte for byte.
// VIRGA_MONKEY_ACTIONS does so many instead, VIRGA_MONKEY_SEED others, VIRGA_MONKEY_LOG=1 tells each.
class MonkeyTest : public QObject {
  Q_OBJECT

 private:
  static constexpr int kActions = 20'000;
  static constexpr int kPerProject = 1'000;
  QTemporaryDir folder_;

  static int number(const char* variable, int otherwise) {
    bool given = false;
    const int value = qEnvironmentVariableIntValue(variable, &given);
    return given ? value : otherwise;
  }

  // Short runs of the real simulator: what is tested is the window.
  static SimulationRunner::Simulate shortly() {
    return [](const model::Architecture& architecture, const model::Catalog& catalog, simulator::SimulationOptions options,
              std::stop_token stop, const simulator::ProgressSink& sink) {
      options.duration = model::seconds(20);
      options.replications = std::min(options.replications, 2);
      return simulator::simulate(architecture, catalog, options, stop, sink);
    };
  }

  static CompareRunner::Compare nothingToCompare() {
    return [](const auto&, const auto&, const auto&, std::stop_token,
              const auto&) -> tl::expected<simulator::Comparison, simulator::SimulationFailure> {
      return tl::unexpected(simulator::SimulationFailure{simulator::Stopped{}});
    };
  }

  // Says how the project differs from the expected text, if it does.
  static bool isSame(MainWindow& window, const std::string& expected, const char* when) {
    const auto text = model::writeProject(window.document().architecture());
    if (text == expected) return true;
    const auto lines = QString::fromStdString(text).split('\n'), wanted = QString::fromStdString(expected).split('\n');
    for (qsizetype i = 0; i < std::max(lines.size(), wanted.size()); ++i)
      if (lines.value(i) != wanted.value(i))
        qWarning("%s, line %lld is '%s' and was '%s'", when, i + 1, qPrintable(lines.value(i)), qPrintable(wanted.value(i)));
    return false;
  }

 public:
  // All of it is one test, which may take minutes on a slow machine.
  static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "3600000"); }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
  }

  void nothingBreaksAndUndoLeadsBack() {
    const int actions = number("VIRGA_MONKEY_ACTIONS", kActions);
    const auto seed = static_cast<quint32>(number("VIRGA_MONKEY_SEED", 5));
    const bool log = qEnvironmentVariableIsSet("VIRGA_MONKEY_LOG");
    const QStringList projects{"order-intake", "parcel-tracking"};

    MainWindow window(shortly(), nothingToCompare());
    window.files().setAskUnsaved([](const QString&) { return FileController::Answer::discard; });
    window.files().setAskOverwrite([](const QString&) { return false; });
    window.files().setAskPath([](bool) { return QString(); });
    window.history().setAskRemove([](const auto&) { return true; });
    window.resize(1280, 860);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    test::Monkey monkey(window, seed);

    // Opening another project on the way is one of the things that come to a mind; what undo leads back to is that.
    std::string first;
    connect(&window.document(), &Document::replaced, this,
            [&] { first = model::writeProject(window.document().architecture()); });
    int edits = 0, depth = 0;
    connect(&window.document(), &Document::changed, this, [&] { ++edits; });
    for (int done = 0, turn = 0; done < actions; ++turn) {
      const auto file = QString("%1/resources/examples/%2.virga.yaml").arg(VIRGA_SOURCE, projects[turn % projects.size()]);
      for (auto* dock : window.findChildren<QDockWidget*>()) dock->show();  // what was closed
      QCOMPARE(window.files().openPath(file), QString());
      for (int i = 0; i < kPerProject && done < actions; ++i, ++done) {
        const auto what = monkey.act();
        if (log) std::fprintf(stderr, "%d %s\n", done, qPrintable(what));
      }
      monkey.settle();
      auto& stack = window.document().undoStack();
      depth += stack.count();
      const auto last = model::writeProject(window.document().architecture());
      const int at = stack.index();
      while (stack.canUndo()) stack.undo();
      QVERIFY2(isSame(window, first, "after undoing all"), qPrintable(QString("seed %1, %2 actions").arg(seed).arg(done)));
      while (stack.index() < at) stack.redo();
      QVERIFY2(isSame(window, last, "after doing all again"),
               qPrintable(QString("seed %1, %2 actions").arg(seed).arg(done)));
      while (stack.canUndo()) stack.undo();
      monkey.settle();
    }
    const auto summary = QString("%1 actions, %2 changes, %3 undo steps at the ends").arg(actions).arg(edits).arg(depth);
    qInfo("%s", qPrintable(summary));
    QVERIFY2(edits > actions / 20 && depth > actions / 200, qPrintable("the monkey hardly edits: " + summary));
  }
};

QTEST_MAIN(MonkeyTest)
#include "monkey_test.moc"
