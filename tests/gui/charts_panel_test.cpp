#include "ui/charts/charts_panel.h"

#include <cmath>
#include <limits>

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/gui/sample_result.h"
#include "ui/charts/figures_table.h"
#include "ui/charts/quantity_text.h"
#include "ui/charts/series_buckets.h"

using namespace virga;
using namespace virga::ui;

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
}

class ChartsPanelTest : public QObject {
  Q_OBJECT

 private slots:
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
};

QTEST_MAIN(ChartsPanelTest)
#include "charts_panel_test.moc"
