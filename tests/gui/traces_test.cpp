// Followed requests in the panel, of real simulations.
#include <atomic>
#include <memory>

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QHelpEvent>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <QTreeView>
#include <QTreeWidget>

#include "model/io/file.h"
#include "model/project/project_file.h"
#include "simulator/measure/critical_path.h"
#include "simulator/results/trace_json.h"
#include "ui/charts/quantity_text.h"
#include "ui/history/run_history.h"
#include "ui/runs/run_bar.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"
#include "ui/traces/cause_style.h"
#include "ui/traces/trace_list_model.h"
#include "ui/traces/traces_panel.h"
#include "ui/traces/waterfall_view.h"

using namespace virga;
using namespace virga::ui;

namespace {

const QString kExample = QStringLiteral(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");

std::shared_ptr<const RunRequest> request() {
  auto request = std::make_shared<RunRequest>();
  request->architecture = *model::loadProject(kExample.toStdString());
  request->provider = "aws";
  request->options.scenario = "payments-down";
  request->options.duration = model::minutes(12);
  return request;
}

simulator::Result simulated(const RunRequest& request) {
  auto result = simulator::simulate(request.architecture, *model::loadCatalog(request.provider), request.options);
  if (!result) qFatal("the example doesn't run");
  return std::move(*result);
}

std::shared_ptr<const simulator::Result> run() {
  static const auto result = std::make_shared<const simulator::Result>(simulated(*request()));
  return result;
}

std::shared_ptr<const simulator::Result> tracedRun() {
  static const auto result = [] {
    auto traced = *request();
    traced.options.traces = simulator::TraceOptions{};
    return std::make_shared<const simulator::Result>(simulated(traced));
  }();
  return result;
}

}  // namespace

class TracesTest : public QObject {
  Q_OBJECT

 private:
  std::atomic<int> simulations_ = 0;
  std::unique_ptr<TracesPanel> panel_;

  template <typename Widget>
  Widget* find(const char* name) {
    return panel_->findChild<Widget*>(name);
  }
  QTreeView* list() { return find<QTreeView>("traceList"); }
  WaterfallView* waterfall() { return panel_->findChild<WaterfallView*>(); }
  const simulator::Trace& chosen() {
    const int at = list()->currentIndex().data(TraceListModel::kTraceRole).toInt();
    return panel_->traces()->traces[static_cast<std::size_t>(at)];
  }
  void show() {
    panel_->resize(1250, 300);
    panel_->show();
    panel_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(panel_.get()));
  }

 private slots:
  void initTestCase() { Theme::instance().setMode(Theme::Mode::light); }
  void init() {
    simulations_ = 0;
    panel_ = std::make_unique<TracesPanel>(
        std::make_shared<CatalogCache>(),
        [this](const auto& architecture, const auto& catalog, const auto& options, std::stop_token stop, const auto& sink) {
          ++simulations_;
          return simulator::simulate(architecture, catalog, options, stop, sink);
        });
  }
  void cleanup() { panel_.reset(); }

  // The same requests as a run has that follows them itself; only when somebody looks.
  void requestsAreFollowedWhenSomebodyLooks() {
    QVERIFY(!run()->traces);
    panel_->setRun(run(), request());
    QTest::qWait(50);
    QCOMPARE(simulations_.load(), 0);
    show();
    QTRY_VERIFY_WITH_TIMEOUT(panel_->traces(), 60'000);
    QCOMPARE(simulations_.load(), 1);
    QVERIFY(simulator::toChromeJson(*panel_->traces()) == simulator::toChromeJson(*tracedRun()->traces));
    panel_->hide();
    panel_->show();
    QCOMPARE(simulations_.load(), 1);
  }

  void aRunOfAnotherCatalogIsNotFollowedAsIfItWereTheSame() {
    auto other = std::make_shared<simulator::Result>(*run());
    other->events += 1;
    panel_->setRun(other, request());
    show();
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("tracesMessage")->text().contains("another Virga"), 60'000);
    QVERIFY(!panel_->traces());
  }

  void anotherRunEndsTheFollowingOfTheOneBefore() {
    panel_->setRun(run(), request());
    show();
    QVERIFY(panel_->isFollowing());
    panel_->setRun(nullptr, nullptr);
    QVERIFY(!panel_->isFollowing());
    QVERIFY(find<QLabel>("tracesMessage")->text().contains("F5"));
    QTest::qWait(300);
    QVERIFY(!panel_->traces());
  }

  void theListIsFiltered() {
    panel_->setRun(tracedRun(), nullptr);
    show();
    const auto& traces = panel_->traces()->traces;
    QCOMPARE(list()->model()->rowCount(), static_cast<int>(traces.size()));
    auto* samples = find<QComboBox>("traceSample");
    const auto shown = [&](const QString& sample) {
      samples->setCurrentText(sample);
      return list()->model()->rowCount();
    };
    const auto counted = [&](bool simulator::Trace::*kind) {
      return static_cast<int>(std::count_if(traces.begin(), traces.end(), [&](const auto& trace) { return trace.*kind; }));
    };
    QCOMPARE(shown("Slowest"), counted(&simulator::Trace::slowest));
    QCOMPARE(shown("Failed"), counted(&simulator::Trace::failed));
    QVERIFY(counted(&simulator::Trace::failed) > 0);
    QCOMPARE(shown("Random"), counted(&simulator::Trace::random));
    shown("All samples");
    // The slowest first.
    auto slowest = traces[0].latencyNs();
    for (const auto& trace : traces) slowest = std::max(slowest, trace.latencyNs());
    QCOMPARE(list()->model()->index(0, TraceListModel::latency).data().toString(),
             millisecondsText(static_cast<double>(slowest) * 1e-6));
  }

  // Each span is one row below its parent, and its bar stands where its time is.
  void theWaterfallHasEverySpanInItsPlace() {
    panel_->setRun(tracedRun(), nullptr);
    show();
    list()->setCurrentIndex(list()->model()->index(0, TraceListModel::latency));
    const auto& trace = chosen();
    const auto& rows = waterfall()->rows();
    QCOMPARE(rows.size(), trace.spans.size());
    std::vector<int> depths(trace.spans.size(), -1);
    std::int64_t critical = 0;
    for (const auto& row : rows) {
      const auto& span = trace.spans[row.span];
      const int expected = span.parent == simulator::kNoSpan ? 0 : depths[span.parent] + 1;
      QCOMPARE(row.depth, expected);
      depths[row.span] = row.depth;
      for (const auto& part : row.critical) critical += part.toNs - part.fromNs;
    }
    QCOMPARE(critical, trace.latencyNs());  // all of the time is on the critical path
    waterfall()->setZoom(1);
    const auto whole = waterfall()->barRect(0);
    const double scale = whole.width() / static_cast<double>(trace.spans[0].endNs - trace.spans[0].startNs);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto& span = trace.spans[rows[i].span];
      const auto bar = waterfall()->barRect(static_cast<int>(i));
      QVERIFY(qAbs(bar.left() - (whole.left() + static_cast<double>(span.startNs - trace.spans[0].startNs) * scale)) <= 2);
      QVERIFY(qAbs(bar.width() - std::max(1.0, static_cast<double>(span.endNs - span.startNs) * scale)) <= 2);
    }
  }

  void keysWalkAndZoom() {
    panel_->setRun(tracedRun(), nullptr);
    show();
    auto* view = waterfall();
    view->setFocus();
    QCOMPARE(view->currentRow(), 0);
    QTest::keyClick(view, Qt::Key_Up);
    QCOMPARE(view->currentRow(), 0);
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(view->currentRow(), 1);
    const auto& span = chosen().spans[view->rows()[1].span];
    QVERIFY(view->accessibleDescription().startsWith(QString::fromStdString(span.component)));
    QVERIFY(view->accessibleDescription().contains(causeText(span.cause)));
    QVERIFY(find<QLabel>("spanText")->text().contains(QString::fromStdString(span.component)));
    QTest::keyClick(view, Qt::Key_End);
    QCOMPARE(view->currentRow(), static_cast<int>(view->rows().size()) - 1);
    view->setZoom(1);
    const auto width = view->barRect(0).width();
    QTest::keyClick(view, Qt::Key_Plus);
    QVERIFY(view->barRect(0).width() > width * 1.4);
    QVERIFY(view->horizontalScrollBar()->maximum() > 0);
    QTest::keyClick(view, Qt::Key_0);
    QCOMPARE(view->barRect(0).width(), width);
    QHelpEvent help(QEvent::ToolTip, {5, 30}, view->mapToGlobal(QPoint(5, 30)));
    QTest::keyClick(view, Qt::Key_Home);
    QCoreApplication::sendEvent(view->viewport(), &help);
    QVERIFY(QToolTip::text().contains(QString::fromStdString(chosen().spans[0].component)));
    QToolTip::hideText();
  }

  void causesAddUpToTheLatency() {
    panel_->setRun(tracedRun(), nullptr);
    show();
    const auto* table = find<QTreeWidget>("causeTable");
    const auto parts = simulator::causesOf(chosen());
    QVERIFY(table->topLevelItemCount() >= static_cast<int>(parts.size()));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto* item = table->topLevelItem(static_cast<int>(i));
      QCOMPARE(item->text(0), causeText(parts[i].cause));
      QCOMPARE(item->text(1), QString::fromStdString(parts[i].component));
      QCOMPARE(item->text(2), millisecondsText(static_cast<double>(parts[i].ns) * 1e-6));
    }
  }

  void everyCauseHasAPatternOfItsOwn() {
    std::vector<QImage> pictures;
    for (std::size_t i = 0; i < simulator::kCauses; ++i) {
      QImage picture(40, 11, QImage::Format_RGB32);
      picture.fill(Qt::white);
      QPainter painter(&picture);
      paintCause(painter, QRectF(0, 0, 40, 11), static_cast<simulator::Cause>(i));
      painter.end();
      // Without colour.
      auto gray =
          picture.convertToFormat(QImage::Format_Grayscale8).convertToFormat(QImage::Format_Mono, Qt::ThresholdDither);
      for (const auto& other : pictures) QVERIFY(other != gray);
      pictures.push_back(gray);
    }
  }

  void theNearestRequestOfAChartIsShown() {
    panel_->setRun(tracedRun(), nullptr);
    show();
    for (const std::size_t i : {std::size_t{3}, panel_->traces()->traces.size() - 2}) {
      const auto& trace = panel_->traces()->traces[i];
      find<QComboBox>("traceSample")->setCurrentText("Failed");
      panel_->showNearest(QString::fromStdString(trace.flow), static_cast<double>(trace.startNs) * 1e-9 + 0.5,
                          static_cast<double>(trace.latencyNs()) * 1.001e-6);
      QCOMPARE(chosen().id, trace.id);
    }
  }

  // Asked before the requests were followed, it is shown once they are.
  void theNearestRequestIsShownOnceThereAreTraces() {
    const auto& trace = tracedRun()->traces->traces[5];
    panel_->setRun(run(), request());
    panel_->showNearest(QString::fromStdString(trace.flow), static_cast<double>(trace.startNs) * 1e-9,
                        static_cast<double>(trace.latencyNs()) * 1e-6);
    QTRY_VERIFY_WITH_TIMEOUT(panel_->traces(), 60'000);
    QCOMPARE(chosen().id, trace.id);
  }

  void tracesAreExported() {
    panel_->setRun(tracedRun(), nullptr);
    show();
    QTemporaryDir folder;
    for (const bool chrome : {true, false}) {
      (chrome ? panel_->exportChromeAction() : panel_->exportOtlpAction())->trigger();
      auto* dialog = find<QFileDialog>("tracesDialog");
      QVERIFY(dialog);
      const auto path = folder.filePath(chrome ? "chrome" : "otlp");
      dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
      QTest::keyClick(dialog->findChild<QLineEdit*>("fileNameEdit"), Qt::Key_Return);
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
      const auto written = model::readFile((path + ".json").toStdString());
      QVERIFY(written);
      QVERIFY(*written ==
              (chrome ? simulator::toChromeJson(*tracedRun()->traces) : simulator::toOtlpJson(*tracedRun()->traces)));
    }
    panel_->setRun(nullptr, nullptr);
    QVERIFY(!panel_->exportChromeAction()->isEnabled());
  }

  // The window's runs follow no requests themselves, so they are as quick as before; the tab does.
  void theTabFollowsTheWindowsRun() {
    QTemporaryDir folder;
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.filePath("settings"));
    MainWindow window(simulator::simulate);
    QCOMPARE(window.files().openPath(kExample), QString());
    window.runBar().setScenario("payments-down");
    window.show();
    auto wanted = window.runBar().request();
    wanted.options.duration = model::minutes(12);
    window.runner().start(wanted);
    QTRY_COMPARE_WITH_TIMEOUT(window.history().shelf().runs().size(), std::size_t(1), 60'000);
    QVERIFY(!window.traces().traces());
    window.showTab(MainWindow::Tab::traces);
    QTRY_VERIFY_WITH_TIMEOUT(window.traces().traces(), 60'000);
    QVERIFY(simulator::toChromeJson(*window.traces().traces()) == simulator::toChromeJson(*tracedRun()->traces));
  }
};

QTEST_MAIN(TracesTest)
#include "traces_test.moc"
