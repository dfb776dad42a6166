#include <cmath>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "tests/gui/sample_result.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/card_painter.h"
#include "ui/canvas/gauge_painter.h"
#include "ui/canvas/geometry.h"
#include "ui/charts/charts_panel.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/player.h"
#include "ui/playback/run_state.h"
#include "ui/playback/run_strip.h"
#include "ui/playback/state_overlay.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

namespace {

const QString kExample = QStringLiteral(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");

// Four buckets of 10 s, the last one 5 s long.
simulator::Result small() {
  simulator::Result result;
  result.simulated = model::seconds(35);
  result.bucket = model::seconds(10);
  simulator::FlowResult flow;
  flow.name = "users → work";
  flow.series = {{"requests_per_s", "1/s", {1, 2, 3, 4}}, {"throttles", "1", {0, 5, 0, 0}}};
  result.flows.push_back(flow);
  simulator::ComponentResult work{"work", "function", {}, {}};
  work.series = {{"requests_per_s", "1/s", {1, 20, 3, 4}},
                 {"instances", "1", {0, 8, 4, 2}},
                 {"concurrency", "1", {0, 6, 1, 3}},
                 {"starting", "1", {0, 0.5, 0, 0}},
                 {"throttles", "1", {0, 50, 0, 0}},
                 {"errors", "1", {0, 0, 0, 10}},
                 {"cold_starts", "1", {1, 20, 0, 0}},
                 {"cost_per_h", "USD/h", {0.1, 0.2, 0.3, 0.4}},
                 {"latency_p95_ms", "ms", {50, std::nan(""), 70, 80}}};
  simulator::ComponentResult line{"line", "queue", {}, {}};
  line.series = {
      {"requests_per_s", "1/s", {1, 1, 1, 1}}, {"depth", "1", {0, 10, 40, 20}}, {"age_max_ms", "ms", {1, 2, 2500, 900}}};
  result.components = {work, line};
  return result;
}

std::vector<ComponentState> statesAt(const simulator::Result& result, double seconds) {
  return RunStates(std::make_shared<simulator::Result>(result)).at(seconds);
}

SimulationRunner::Simulate immediately() {
  return [](const auto&, const auto&, const auto&, std::stop_token,
            const auto&) -> tl::expected<simulator::Result, simulator::SimulationFailure> { return *test::sampleResult(); };
}

// A window with a finished run in front.
struct Played {
  MainWindow window{immediately()};

  Played() {
    if (!window.files().openPath(kExample).isEmpty()) qFatal("the example can't be opened");
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window)) qFatal("the window didn't become active");
    window.runBar();
    run();
  }
  void run() {
    QSignalSpy finished(&window.runner(), &SimulationRunner::finished);
    window.findChild<QAction*>("runAction")->trigger();
    if (finished.isEmpty() && !finished.wait()) qFatal("the run didn't end");
  }
  std::optional<CardOverlay> overlay(const char* id) { return window.canvas().drawing().card(id)->state().overlay; }
  RunStrip& strip() { return window.playback().strip(); }
  Timeline& timeline() { return window.timeline(); }
};

}  // namespace

// An instant of a finished run: what it says, how one gets there, and what shows it.
class PlaybackTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.filePath("settings"));
    Theme::instance().setMode(Theme::Mode::light);
  }

  void aStateIsTheBucketOfTheInstant() {
    const auto states = statesAt(small(), 19.9);
    QCOMPARE(states.size(), std::size_t(2));
    const auto& work = states[0];
    QCOMPARE(work.id, "work");
    QCOMPARE(work.requestsPerSecond.value_or(-1), 20.0);
    QCOMPARE(work.throttlesPerSecond, 5.0);
    QCOMPARE(work.coldStartsPerSecond, 2.0);
    QCOMPARE(work.errorsPerSecond, 0.0);
    QCOMPARE(*work.instances, 8.0);
    QCOMPARE(*work.busy, 6.0);
    QCOMPARE(*work.starting, 0.5);
    QCOMPARE(*work.utilisation(), 0.75);
    QCOMPARE(work.throttledShare(), 5.0 / 25);
    QCOMPARE(*work.costPerHour, 0.2);
    QVERIFY(!work.latencyP95Ms && !work.waiting && !work.connections);
    QCOMPARE(*states[1].waiting, 10.0);
    QCOMPARE(states[1].deepest, 40.0);
    QVERIFY(!states[1].utilisation());
  }

  void theLastBucketIsAsLongAsTheRun() {
    for (const double seconds : {30.0, 35.0, 1e6}) {
      const auto states = statesAt(small(), seconds);
      QCOMPARE(states[0].errorsPerSecond, 2.0);  // 10 in 5 s
      QVERIFY(!states[0].utilisation());         // 3 executions in 2 instances
    }
    QCOMPARE(statesAt(small(), -5)[0].requestsPerSecond.value_or(-1), 1.0);
    QVERIFY(RunStates().at(1).empty());
    QVERIFY(statesAt({}, 1).empty());
  }

  void bucketsAreAskedForInAnyOrder() {
    RunStates states(std::make_shared<simulator::Result>(small()));
    for (const double seconds : {10.0, 12.0, 0.0, 31.0, 15.0}) {
      const auto& now = states.at(seconds);
      QCOMPARE(now.size(), std::size_t(2));
      QCOMPARE(now[0].requestsPerSecond, statesAt(small(), seconds)[0].requestsPerSecond);
      QCOMPARE(now[1].waiting, statesAt(small(), seconds)[1].waiting);
      QCOMPARE(now[1].deepest, 40.0);
    }
  }

  void theWorstIsFollowed() {
    QVERIFY(!mostStrained(statesAt(small(), 0)));
    QCOMPARE(*mostStrained(statesAt(small(), 10)), "work");  // throttles
    QCOMPARE(*mostStrained(statesAt(small(), 20)), "line");  // waits 2.5 s
    QCOMPARE(*mostStrained(statesAt(small(), 30)), "work");  // fails
  }

  void theCardsShowTheState() {
    const auto cards = overlayOf(statesAt(small(), 10), "USD");
    const auto& work = cards.at("work");
    QCOMPARE(work.line, "75 % · 8 inst · 0.5 starting · 20/s");
    QCOMPARE(work.strain, Strain::high);
    QCOMPARE(*work.utilisation, 0.75);
    QCOMPARE(work.throttlesPerSecond, 5.0);
    QCOMPARE(*work.costPerHour, 0.2);
    QCOMPARE(cards.at("line").depthShare, 0.25);
    QCOMPARE(overlayOf(statesAt(small(), 20), "USD").at("line").line, "oldest 2.5 s · 1/s");
    QVERIFY(overlayText(work).contains("Throttled: 5 a second"));
    QVERIFY(overlayText(work).contains("Cost: 0.2 USD/h"));
  }

  // Each mark changes the card where it stands, by its shape and not by its colour alone.
  void everyMarkIsOnTheCard() {
    const auto painted = [](const CardOverlay& overlay) {
      CardState state;
      state.kind = "function";
      state.name = "work";
      state.facts = "512 MiB";
      state.overlay = overlay;
      QImage image(kCardWidth, kCardHeight, QImage::Format_RGB32);
      image.fill(Qt::white);
      QPainter painter(&image);
      paintCard(painter, state, cutToWidth(state));
      return image;
    };
    CardOverlay plain{"412/s", Strain::low};
    const auto differs = [&](const CardOverlay& overlay, const QRect& where) {
      const auto with = painted(overlay).copy(where), without = painted(plain).copy(where);
      return with != without;
    };
    const QRect top(20, 1, 140, 6), row(12, 43, 156, 17), band(30, 63, 140, 18), icon(6, 4, 40, 40);
    auto marked = plain;
    marked.throttlesPerSecond = 5;
    QVERIFY(differs(marked, top));
    QVERIFY(differs(marked, row));
    QVERIFY(!differs(marked, band));
    marked = plain;
    marked.coldStartsPerSecond = 2;
    QVERIFY(differs(marked, icon));
    marked = plain;
    marked.utilisation = 0.5;
    QVERIFY(differs(marked, QRect(40, 64, 40, 4)));
    QVERIFY(!differs(marked, QRect(100, 64, 60, 4)));
    marked = plain;
    marked.costPerHour = 1.25;
    marked.currency = "USD";
    QVERIFY(differs(marked, band));
    CardOverlay shallow = plain, deep = plain;
    shallow.depth = deep.depth = 40;
    shallow.depthShare = 0.1;
    deep.depthShare = 1;
    QVERIFY(painted(shallow) != painted(deep));
  }

  void thePlayerMovesTheInstant() {
    Timeline timeline;
    Player player(&timeline);
    player.play();
    QVERIFY(!player.isPlaying());
    timeline.setSpan(35, 10);
    player.setSpeed(10);
    player.play();
    QVERIFY(player.isPlaying());
    QCOMPARE(timeline.instant().value_or(-1), 0.0);
    player.advance(0.5);
    QCOMPARE(timeline.instant().value_or(-1), 5.0);
    player.advance(5);
    QCOMPARE(timeline.instant().value_or(-1), 35.0);
    QVERIFY(!player.isPlaying());
    player.setLoops(true);
    timeline.setInstant(34);
    player.advance(0.3);
    QVERIFY(std::abs(timeline.instant().value_or(-1) - 2) < 1e-9);
  }

  void stepsGoByBuckets() {
    Timeline timeline;
    Player player(&timeline);
    timeline.setSpan(35, 10);
    player.stepForward();
    QCOMPARE(timeline.instant().value_or(-1), 0.0);
    timeline.setInstant(17);
    player.stepForward();
    QCOMPARE(timeline.instant().value_or(-1), 20.0);
    player.stepBack();
    player.stepBack();
    player.stepBack();
    QCOMPARE(timeline.instant().value_or(-1), 0.0);
    player.toEnd();
    QCOMPARE(timeline.instant().value_or(-1), 30.0);
    player.stepForward();
    QCOMPARE(timeline.instant().value_or(-1), 30.0);
  }

  void theStripIsOfTheRun() {
    RunStrip strip;
    strip.setResult(std::make_shared<simulator::Result>(small()));
    QCOMPARE(strip.maximum(), 3);
    QCOMPARE(strip.traffic(), (std::vector<double>{1, 2, 3, 4}));
    // The caller hears of one in ten of what is refused: of none twice.
    QCOMPARE(strip.throttles(), (std::vector<double>{0, 5, 0, 0}));
  }

  void draggingTheSliderMovesCanvasAndCharts() {
    Played played;
    QVERIFY(played.window.playback().isVisible());
    const auto whole = played.overlay("checkout")->line;
    auto& strip = played.strip();
    const auto at = [&](int bucket) { return QPoint(static_cast<int>(strip.middleOf(bucket)), strip.height() / 2); };
    QTest::mousePress(&strip, Qt::LeftButton, Qt::NoModifier, at(10));
    QVERIFY(std::abs(std::floor(played.timeline().instant().value_or(-1) / 10) - 10) <= 1);
    QTest::mouseMove(&strip, at(100));
    const int bucket = static_cast<int>(std::floor(played.timeline().instant().value_or(-1) / 10 + 1e-9));
    QVERIFY(std::abs(bucket - 100) <= 1);
    QTest::mouseRelease(&strip, Qt::LeftButton, Qt::NoModifier, at(100));
    const auto& series = played.window.charts().result()->components[0].series;
    QCOMPARE(*played.overlay("checkout")->instances, series[4].values[static_cast<std::size_t>(bucket)]);
    QCOMPARE(played.overlay("checkout")->throttlesPerSecond, series[7].values[static_cast<std::size_t>(bucket)] / 10);
    QCOMPARE(*played.overlay("receipts")->depth,
             played.window.charts().result()->components[1].series[1].values[static_cast<std::size_t>(bucket)]);
    QCOMPARE(played.window.findChild<QLabel*>("playbackTime")->text().left(7),
             QString("0:%1:%2").arg(bucket * 10 / 60, 2, 10, QChar('0')).arg(bucket * 10 % 60, 2, 10, QChar('0')));
    played.window.findChild<QToolButton*>("wholeRunActionButton")->click();
    QVERIFY(!played.timeline().instant());
    QCOMPARE(played.overlay("checkout")->line, whole);
  }

  void keysStepAndPlay() {
    Played played;
    auto& canvas = played.window.canvas();
    played.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&played.window));
    canvas.setFocus();
    QVERIFY2(canvas.hasFocus(),
             QApplication::activeWindow() ? QApplication::activeWindow()->metaObject()->className() : "-");
    QTest::keyClick(&canvas, Qt::Key_Home);
    QCOMPARE(played.timeline().instant().value_or(-1), 0.0);
    QTest::keyClick(&canvas, Qt::Key_Period);
    QCOMPARE(played.timeline().instant().value_or(-1), 10.0);
    QTest::keyClick(&canvas, Qt::Key_Comma);
    QCOMPARE(played.timeline().instant().value_or(-1), 0.0);
    QTest::keyClick(&canvas, Qt::Key_End);
    QCOMPARE(played.timeline().instant().value_or(-1), 3590.0);
    auto& player = played.window.playback().player();
    QTest::keyClick(&canvas, Qt::Key_Space);
    QVERIFY(player.isPlaying());
    QTRY_VERIFY(played.timeline().instant().value_or(-1) > 0 && played.timeline().instant().value_or(-1) < 3590);
    QTest::keyClick(&canvas, Qt::Key_Space);
    QVERIFY(!player.isPlaying());
    // Space and a drag pan.
    QTest::keyPress(&canvas, Qt::Key_Space);
    QTest::mousePress(canvas.viewport(), Qt::LeftButton, Qt::NoModifier, {20, 20});
    QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, Qt::NoModifier, {60, 20});
    QTest::keyRelease(&canvas, Qt::Key_Space);
    QVERIFY(!player.isPlaying());
    auto& strip = played.strip();
    strip.setFocus();
    QTest::keyClick(&strip, Qt::Key_Home);
    QCOMPARE(played.timeline().instant().value_or(-1), 0.0);
    QTest::keyClick(&strip, Qt::Key_Right);
    QCOMPARE(played.timeline().instant().value_or(-1), 10.0);
  }

  void theBottleneckIsSelectedWhereItIsFollowed() {
    Played played;
    played.timeline().setInstant(100);
    QVERIFY(played.window.document().selection().empty());
    played.window.playback().action("followAction")->trigger();
    const auto worst = mostStrained(RunStates(played.window.charts().result()).at(100));
    QVERIFY(worst);
    QVERIFY(played.window.document().selection().contains(*worst));
  }

  void aNewRunOrProjectEndsTheInstant() {
    Played played;
    played.timeline().setInstant(100);
    played.run();
    QVERIFY(!played.timeline().instant());
    played.timeline().setInstant(100);
    played.window.document().newProject();
    QVERIFY(!played.timeline().instant());
    QVERIFY(!played.window.playback().isVisible());
    QCOMPARE(played.timeline().span(), 0.0);
  }

  void whatTakesFocusHasANameForScreenReaders() {
    Played played;
    int named = 0;
    for (const auto* widget : played.window.playback().findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
      if (widget->focusPolicy() == Qt::NoFocus) continue;
      QVERIFY2(!widget->accessibleName().isEmpty() && !widget->objectName().isEmpty(), widget->metaObject()->className());
      ++named;
    }
    QVERIFY(named >= 6);
  }
};

QTEST_MAIN(PlaybackTest)
#include "playback_test.moc"
