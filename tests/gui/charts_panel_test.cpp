#include "ui/charts/charts_panel.h"

#include <cmath>
#include <limits>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <qcustomplot.h>

#include "tests/gui/sample_result.h"
#include "ui/charts/band_plottable.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/figures_table.h"
#include "ui/charts/quantity_text.h"
#include "ui/charts/series_buckets.h"
#include "ui/runs/timeline.h"

using namespace virga;
using namespace virga::ui;

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
}

class ChartsPanelTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir settings_;

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_.path());
  }

  void pointsAreKeptWhereThereAreFew() {
    const std::vector<double> values{1, 2, 3, 4};
    const auto points = pointsForPixels(values, 10, {0, 40}, 100);
    QCOMPARE(points.size(), std::size_t(4));
    QCOMPARE(points[2].time, 25.0);
    QCOMPARE(points[2].value, 3.0);
  }

  void everyPeakAndDipSurvivesTheBuckets() {
    std::vector<double> values(100'000, 5.0);
    values[12'345] = 900;
    values[77'777] = -3;
    const auto points = pointsForPixels(values, 1, {0, 100'000}, 200);
    QVERIFY(points.size() <= 2 * 200 + 4);
    const auto has = [&](double time, double value) {
      return std::any_of(points.begin(), points.end(), [&](const auto& p) { return p.time == time && p.value == value; });
    };
    QVERIFY(has(12'345.5, 900));
    QVERIFY(has(77'777.5, -3));
    for (std::size_t i = 1; i < points.size(); ++i) QVERIFY(points[i - 1].time < points[i].time);
  }

  void gapsStayGaps() {
    std::vector<double> values(1000, 1.0);
    for (std::size_t i = 400; i < 600; ++i) values[i] = kNaN;
    const auto points = pointsForPixels(values, 1, {0, 1000}, 50);
    for (const auto& point : points) QCOMPARE(std::isnan(point.value), point.time > 400 && point.time < 600);
  }

  void aRangeHasOnePointBeyondEachEnd() {
    const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8};
    const auto points = pointsForPixels(values, 1, {2, 4}, 100);
    QCOMPARE(points.front().time, 1.5);
    QCOMPARE(points.back().time, 4.5);
    QVERIFY(pointsForPixels({}, 1, {0, 1}, 10).empty());
    QVERIFY(pointsForPixels(values, 1, {3, 3}, 10).empty());
  }

  void quantitiesReadWell() {
    QCOMPARE(millisecondsText(0.35), "0.35 ms");
    QCOMPARE(millisecondsText(312.4), "312 ms");
    QCOMPARE(millisecondsText(1250), "1.25 s");
    QCOMPARE(millisecondsText(300'000), "5 min");
    QCOMPARE(shareText(0.005), "0.5 %");
    QCOMPARE(countText(7200), "7,200");
    QCOMPARE(countText(0.25), "0.25");
    QCOMPARE(clockText(3725), "1:02:05");
    QCOMPARE(valueText(20, "1/s"), "20/s");
    QCOMPARE(countText(kNaN), "–");
  }

  void withoutResultThePanelSaysWhatToDo() {
    ChartsPanel panel;
    panel.show();
    QVERIFY(panel.findChild<QLabel*>("noSimulation")->isVisible());
  }

  void theTableShowsTheKeyFigures() {
    ChartsPanel panel;
    panel.setResult(test::sampleResult());
    auto* table = panel.findChild<FiguresTable*>();
    const auto row = table->findItems("checkout", Qt::MatchExactly | Qt::MatchRecursive).value(0);
    QVERIFY(row);
    QStringList cells;
    for (int column = 0; column < row->columnCount(); ++column) cells << row->text(column);
    QCOMPARE(cells.mid(0, 7), QStringList({"checkout", "72,000", "0.5 %", "48 ms", "180 ms", "1.25 s", "17"}));
    QVERIFY(row->toolTip(3).contains("47 ms … 49 ms"));
    const auto queue = table->findItems("receipts", Qt::MatchExactly | Qt::MatchRecursive).value(0);
    QCOMPARE(queue->text(9), "420");
  }

  void aSubjectHasTheChartsOfItsSeries() {
    ChartsPanel panel;
    panel.setResult(test::sampleResult());
    panel.setSubject({ChartSubject::Type::component, "checkout"});
    QStringList titles;
    for (const auto* chart : panel.charts()) titles << chart->content().title;
    QCOMPARE(titles, QStringList({"Requests", "Latency", "Instances", "Cold starts per 10 s", "Failures per 10 s"}));
    panel.setSubject({ChartSubject::Type::component, "receipts"});
    QCOMPARE(panel.charts().size(), std::size_t(2));
    QCOMPARE(panel.charts()[1]->content().lines.front().name, "depth");
    QCOMPARE(panel.findChild<FiguresTable*>()->currentSubject()->name, "receipts");
  }

  void aSeriesWithoutObservationsExplainsItself() {
    ChartsPanel panel;
    panel.setResult(test::sampleResult());
    panel.setSubject({ChartSubject::Type::component, "idle"});
    QCOMPARE(panel.charts().size(), std::size_t(1));
    QVERIFY(!panel.charts()[0]->content().emptyText.isEmpty());
  }

  void allChartsShareOneTimeRange() {
    ChartsPanel panel;
    panel.resize(1000, 500);
    panel.setResult(test::sampleResult());
    panel.setSubject({ChartSubject::Type::component, "checkout"});
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QCOMPARE(panel.timeRange(), (TimeRange{0, 3600}));
    auto* plot = panel.charts()[0]->findChild<QWidget*>("plot");
    const QPointF middle(plot->rect().center());
    QWheelEvent wheel(middle, plot->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(plot, &wheel);
    const auto zoomed = panel.timeRange();
    QVERIFY(zoomed.to - zoomed.from < 3600 * 0.81);
    QVERIFY(zoomed.from > 0 && zoomed.to < 3600);
    QTest::mouseDClick(plot, Qt::LeftButton);
    QCOMPARE(panel.timeRange(), (TimeRange{0, 3600}));
    panel.setTimeRange({-500, 100});
    QCOMPARE(panel.timeRange(), (TimeRange{0, 600}));
  }

  void bandsKeepTheExtremesOfEachColumn() {
    const std::vector<double> low{1, 2, kNaN, 4, 0, 6}, high{2, 9, kNaN, 5, 5, 7};
    const auto all = bandForPixels(low, high, 10, {0, 60}, 100);
    QCOMPARE(all.size(), std::size_t(5));  // nothing was observed in the third
    QCOMPARE(all[2].from, 30.0);
    QCOMPARE(all[2].to, 40.0);
    const auto few = bandForPixels(low, high, 10, {0, 60}, 2);
    QCOMPARE(few.size(), std::size_t(2));
    QCOMPARE(few[0].low, 1.0);
    QCOMPARE(few[0].high, 9.0);
    QCOMPARE(few[1].low, 0.0);
    QCOMPARE(few[1].to, 60.0);
  }

  void aWindowCountsItsBuckets() {
    const std::vector<double> values{1, 2, kNaN, 4, 8};
    const auto seen = windowFigures(values, 10, {10, 40});
    QCOMPARE(seen.least, 2.0);
    QCOMPARE(seen.mean, 3.0);
    QCOMPARE(seen.greatest, 4.0);
    QVERIFY(std::isnan(windowFigures(values, 10, {20, 30}).mean));
  }

  void percentilesAreChosenAndRemembered() {
    auto result = std::make_shared<simulator::Result>(*test::sampleResult());
    auto& series = result->components[0].series;
    series.push_back({"latency_p999_ms", "ms", std::vector<double>(360, 1000)});
    series.push_back({"latency_max_ms", "ms", std::vector<double>(360, 2000)});
    const auto names = [](const ChartsPanel& panel) {
      QStringList lines;
      for (const auto& line : panel.charts()[1]->content().lines) lines << line.name;
      return lines;
    };
    {
      ChartsPanel panel;
      panel.setResult(result);
      panel.setSubject({ChartSubject::Type::component, "checkout"});
      QCOMPARE(names(panel), QStringList({"p50", "p95", "p99"}));
      panel.findChild<QAction*>("p50")->trigger();
      panel.findChild<QAction*>("p999")->trigger();
      QCOMPARE(names(panel), QStringList({"p95", "p99", "p99.9"}));
      QCOMPARE(panel.charts().size(), std::size_t(5));  // what isn't chosen has no chart of its own
    }
    ChartsPanel panel;
    panel.setResult(result);
    panel.setSubject({ChartSubject::Type::component, "checkout"});
    QCOMPARE(names(panel), QStringList({"p95", "p99", "p99.9"}));
    QSettings().remove("chartPercentiles");
  }

  void costSoFarAddsUpTheRate() {
    auto result = std::make_shared<simulator::Result>(*test::sampleResult());
    result->simulated = model::seconds(25);
    result->components[0].series = {{"cost_per_h", "USD/h", {36, 72, 36}}};
    const auto contents = chartContents(result, {ChartSubject::Type::component, "checkout"});
    QCOMPARE(contents.size(), std::size_t(2));
    QCOMPARE(contents[0].id, "cost");
    QCOMPARE(contents[1].lines[0].unit, "USD");
    const auto& sums = *contents[1].lines[0].values;
    for (const auto& [i, sum] : {std::pair{0, 0.1}, {1, 0.3}, {2, 0.35}})
      QVERIFY(std::abs(sums[static_cast<std::size_t>(i)] - sum) < 1e-12);
  }

  void aBaselineIsDrawnDashedInTheSameColours() {
    ChartsPanel panel;
    panel.resize(1000, 500);
    panel.setResult(test::sampleResult());
    panel.setSubject({ChartSubject::Type::component, "checkout"});
    auto other = std::make_shared<simulator::Result>(*test::sampleResult());
    other->components[0].series.resize(2);
    panel.setBaseline(other, "before");
    const auto* chart = panel.charts()[1];
    const auto& lines = chart->content().lines;
    QCOMPARE(lines.size(), std::size_t(3));
    QCOMPARE(*lines[0].baseline, other->components[0].series[1].values);
    QVERIFY(!lines[1].baseline);
    for (const auto& line : lines) QCOMPARE(line.style, Qt::SolidLine);
    auto* plot = chart->findChild<QCustomPlot*>("plot");
    QCOMPARE(plot->graphCount(), 4);
    QCOMPARE(plot->graph(1)->pen().style(), Qt::DashLine);
    QCOMPARE(plot->graph(1)->pen().color(), plot->graph(0)->pen().color());
    panel.setBaseline(nullptr, {});
    QCOMPARE(plot->graphCount(), 3);
  }

  void replicationsAreABand() {
    auto result = std::make_shared<simulator::Result>(*test::sampleResult());
    auto& requests = result->components[0].series[0];
    requests.low = requests.high = requests.values;
    for (auto& value : requests.high) value += 5;
    ChartsPanel panel;
    panel.resize(1000, 500);
    panel.setResult(result);
    panel.setSubject({ChartSubject::Type::component, "checkout"});
    panel.show();
    panel.charts()[0]->redraw();
    auto* plot = panel.charts()[0]->findChild<QCustomPlot*>("plot");
    QCOMPARE(plot->plottableCount(), 2);
    const auto* band = dynamic_cast<BandPlottable*>(plot->plottable(0));
    QVERIFY(band && !band->steps().empty());
    for (const auto& step : band->steps()) QVERIFY(step.high >= step.low + 5);
    QVERIFY(plot->yAxis->range().upper > 45);
  }

  void aClickSetsTheInstantAndTellsThePoint() {
    Timeline timeline;
    timeline.setSpan(3600, 10);
    ChartsPanel panel;
    panel.setTimeline(&timeline);
    panel.resize(1000, 600);
    panel.setResult(test::sampleResult());
    panel.setSubject({ChartSubject::Type::component, "checkout"});
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* chart = panel.charts()[1];
    chart->redraw();
    auto* plot = chart->findChild<QCustomPlot*>("plot");
    QSignalSpy activated(&panel, &ChartsPanel::pointActivated);
    const double p99 = (*chart->content().lines[2].values)[100];
    const QPoint onLine(static_cast<int>(plot->xAxis->coordToPixel(1005)), static_cast<int>(plot->yAxis->coordToPixel(p99)));
    QTest::mouseClick(plot, Qt::LeftButton, Qt::NoModifier, onLine);
    QVERIFY(std::abs(timeline.instant().value_or(-1) - 1005) < 15);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated[0][0].value<ChartSubject>().name, "checkout");
    const auto bucket = static_cast<std::size_t>(activated[0][1].toDouble() / 10);
    QCOMPARE(activated[0][2].toDouble(), (*chart->content().lines[2].values)[bucket]);
    // Dragging the instant's line moves it, and not the range.
    const QPoint line(static_cast<int>(plot->xAxis->coordToPixel(timeline.instant().value_or(-1))), 20);
    QTest::mousePress(plot, Qt::LeftButton, Qt::NoModifier, line);
    QTest::mouseMove(plot, line + QPoint(60, 0));
    QMouseEvent move(QEvent::MouseMove, line + QPoint(60, 0), plot->mapToGlobal(line + QPoint(60, 0)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(plot, &move);
    QTest::mouseRelease(plot, Qt::LeftButton, Qt::NoModifier, line + QPoint(60, 0));
    QVERIFY(std::abs(timeline.instant().value_or(-1) - plot->xAxis->pixelToCoord(line.x() + 60)) < 15);
    QCOMPARE(panel.timeRange(), (TimeRange{0, 3600}));
    QCOMPARE(activated.size(), 1);
  }

  // 3 · 0.1 s is a little more than 0.3 s, and 0.3 s / 0.1 s a little less than 3.
  void theEdgeBetweenBucketsIsOfTheLaterOne() {
    QCOMPARE(bucketOf(0.3, 0.1), 3);
    QCOMPARE(bucketOf(0.29, 0.1), 2);
    QCOMPARE(bucketOf(-0.05, 0.1), -1);
    const auto values = std::make_shared<const std::vector<double>>(std::vector<double>{11, 22, 33, 44, 55});
    TimeChart chart;
    chart.resize(500, 200);
    chart.setContent({"rate", "Rate", {}, {{"all", "1", Role::series1, Qt::SolidLine, values}}, {}}, 0.1, {0, 0.5});
    chart.show();
    chart.redraw();
    chart.setCursor(0.3);
    const auto* plot = chart.findChild<QCustomPlot*>("plot");
    QString readout;
    for (int i = 0; i < plot->itemCount(); ++i)
      if (const auto* text = qobject_cast<QCPItemText*>(plot->item(i))) readout = text->text();
    QVERIFY2(readout.contains("all 44"), qPrintable(readout));
  }

  void noTextOfALegendIsCut() {
    const auto values = std::make_shared<const std::vector<double>>(std::vector<double>{1, 2});
    ChartContent content{"failures", "Failures per 10 s", {}, {}, {}};
    for (const auto* name : {"answered successfully", "beyond the timeout", "throttled", "unreachable"})
      content.lines.push_back({name, "1", Role::series1, Qt::SolidLine, values});
    TimeChart chart;
    chart.setContent(content, 1, {0, 2});
    chart.show();
    for (const int width : {900, 330, 262}) {
      chart.resize(width, 260);
      QCoreApplication::processEvents();
      QRect before;
      for (const auto* toggle : chart.findChildren<QToolButton*>()) {
        QVERIFY2(toggle->width() >= toggle->sizeHint().width(), qPrintable(toggle->text()));
        QVERIFY(toggle->parentWidget()->rect().contains(toggle->geometry()));
        QVERIFY(!toggle->geometry().intersects(before));
        before = toggle->geometry();
      }
    }
  }

  void chartsAreSavedAndCopied() {
    auto result = std::make_shared<simulator::Result>(*test::sampleResult());
    ChartsPanel panel;
    panel.resize(1000, 600);
    panel.setResult(result);
    panel.setSubject({ChartSubject::Type::component, "receipts"});
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.setTimeRange({0, 40});
    auto* chart = panel.charts()[1];
    chart->redraw();
    const auto& depth = result->components[1].series[1].values;
    const auto csv = QString::fromStdString(chartCsv(chart->content(), 10, panel.timeRange())).split('\n');
    QCOMPARE(csv[0], "time [s],depth");
    QCOMPARE(csv.size(), 6);  // four buckets, and what stands behind the last line's end
    QCOMPARE(csv[3].section(',', 0, 0), "20");
    QVERIFY(std::abs(csv[3].section(',', 1).toDouble() - depth[2]) < 1e-6);
    chart->findChild<QAction*>("chartCopy")->trigger();
    const auto copied = QApplication::clipboard()->text().split('\n');
    QCOMPARE(copied[0], "time\tdepth");
    QCOMPARE(copied[3].section('\t', 0, 0), "0:00:20");
    QTemporaryDir folder;
    auto* plot = chart->findChild<QCustomPlot*>("plot");
    const auto path = [&](const char* name) { return folder.filePath(name); };
    QCOMPARE(writeChartPng(*plot, chart->content(), path("one.png"), 1), QString());
    QCOMPARE(writeChartPng(*plot, chart->content(), path("two.png"), 2), QString());
    QCOMPARE(writeChartSvg(*plot, chart->content(), path("one.svg")), QString());
    QCOMPARE(QImage(path("two.png")).size(), 2 * QImage(path("one.png")).size());
    QVERIFY(QSvgRenderer(path("one.svg")).isValid());
    QVERIFY(!writeChartPng(*plot, chart->content(), path("no/such/folder.png"), 1).isEmpty());
    QVERIFY(!chart->findChild<QToolButton*>("chartMenuButton")->accessibleName().isEmpty());
  }
};

QTEST_MAIN(ChartsPanelTest)
#include "charts_panel_test.moc"
