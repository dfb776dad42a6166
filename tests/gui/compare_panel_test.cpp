#include "ui/compare/compare_panel.h"

#include <atomic>
#include <thread>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QTextBrowser>
#include <QThread>
#include <QToolButton>
#include <qcustomplot.h>

#include "model/edit/edit.h"
#include "tests/gui/sample_comparison.h"
#include "tests/gui/sample_result.h"
#include "ui/compare/compare_controls.h"
#include "ui/compare/compare_rows.h"
#include "ui/compare/compare_table.h"
#include "ui/compare/cost_chart.h"
#include "ui/compare/platform_chooser.h"
#include "ui/compare/traffic_chart.h"
#include "ui/runs/catalog_overlays.h"
#include "ui/runs/run_bar.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"

using namespace virga;
using namespace virga::ui;

namespace {

using Outcome = tl::expected<simulator::Comparison, simulator::SimulationFailure>;

const QString kExample = QStringLiteral(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");
enum Column { platform, scenario, cost, p50, p95, p99, coldStarts, throttles };

// The panel with what stands around it in the window.
struct Bench {
  explicit Bench(CompareRunner::Compare compare = [](const auto&...) -> Outcome { return *test::sampleComparison(); })
      : catalogs(std::make_shared<CatalogCache>()),
        overlays(catalogs),
        simulation(catalogs, [](const auto&...) { return *test::sampleResult(); }),
        runner(catalogs, std::move(compare)) {
    opened = document.open(kExample);
    runBar = std::make_unique<RunBar>(&document, &simulation);
    panel = std::make_unique<ComparePanel>(&document, catalogs, &overlays, &runner, runBar.get());
    panel->resize(1280, 300);
    panel->show();
    shown = QTest::qWaitForWindowExposed(panel.get());
  }

  template <typename Widget>
  Widget* find(const char* name) const {
    return panel->findChild<Widget*>(name);
  }
  // Shows the comparison and lets it be laid out.
  void show(std::shared_ptr<const simulator::Comparison> comparison) const {
    panel->setComparison(std::move(comparison));
    panel->showView(ComparePanel::View::table);
    QCoreApplication::processEvents();
  }
  CompareTable* table() const { return find<CompareTable>("compareTable"); }
  void press(QAction* action) const {
    for (auto* button : panel->findChildren<QToolButton*>())
      if (button->defaultAction() == action) QTest::mouseClick(button, Qt::LeftButton);
  }

  std::shared_ptr<CatalogCache> catalogs;
  CatalogOverlays overlays;
  Document document;
  SimulationRunner simulation;
  CompareRunner runner;
  QString opened;
  std::unique_ptr<RunBar> runBar;
  std::unique_ptr<ComparePanel> panel;
  bool shown = false;
};

void clickHeader(const QTreeWidget* table, int column) {
  auto* header = table->header();
  QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                    {header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2});
}

// The texts of a column from top to bottom.
QStringList texts(const QTreeWidget* table, int column) {
  QStringList all;
  for (int i = 0; i < table->topLevelItemCount(); ++i) all << table->topLevelItem(i)->text(column);
  return all;
}

std::shared_ptr<const simulator::Comparison> oneScenario() {
  auto comparison = std::make_shared<simulator::Comparison>(*test::sampleComparison());
  comparison->scenarios.resize(1);
  return comparison;
}

// Waits until it is stopped, then ends with what it has: the first scenario, or nothing.
class SlowComparison {
 public:
  explicit SlowComparison(bool givesPart) : givesPart_(givesPart) {}

  Outcome operator()(const std::stop_token& stop, const simulator::ProgressSink& progress) {
    thread = QThread::currentThread();
    for (int i = 0; !stop.stop_requested(); ++i) {
      simulator::Progress report;
      report.share = std::min(0.5, i / 1000.0);
      progress(report);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (!givesPart_) return tl::unexpected(simulator::SimulationFailure(simulator::Stopped{}));
    auto part = *oneScenario();
    part.stopped = true;
    return part;
  }

  std::atomic<QThread*> thread = nullptr;

 private:
  bool givesPart_;
};

}  // namespace

class ComparePanelTest : public QObject {
  Q_OBJECT

 private slots:
  void aClickOnAHeaderSortsByTheNumbers() {
    Bench bench;
    QCOMPARE(bench.opened, QString());
    bench.show(oneScenario());
    const auto* table = bench.table();
    QCOMPARE(texts(table, platform).mid(0, 3), (QStringList{"AWS", "Azure Flex Consumption", "GCP Cloud Run functions"}));
    // As texts "480 ms" would be the first and "★ 188 ms" the last.
    clickHeader(table, p95);
    QCOMPARE(texts(table, p95), (QStringList{"★ 188 ms", "≈ 190 ms", "480 ms", ""}));
    clickHeader(table, p95);
    QCOMPARE(texts(table, p95), (QStringList{"480 ms", "≈ 190 ms", "★ 188 ms", ""}));
    clickHeader(table, cost);
    QCOMPARE(texts(table, cost), (QStringList{"★ 20.00", "40.00", "42.50", ""}));
    clickHeader(table, cost);
    QCOMPARE(texts(table, cost), (QStringList{"42.50", "40.00", "★ 20.00", ""}));
    // Another comparison keeps the order that was asked for.
    bench.show(oneScenario());
    QCOMPARE(texts(table, cost).first(), "42.50");
  }

  void theBestIsMarkedNotByColourAlone() {
    Bench bench;
    bench.show(oneScenario());
    const auto* aws = bench.table()->topLevelItem(0);
    QCOMPARE(aws->text(cost), "★ 20.00");
    QVERIFY(aws->font(cost).bold());
    QCOMPARE(aws->data(cost, Qt::AccessibleTextRole).toString(), "20.00, best");
    QVERIFY(!bench.table()->topLevelItem(1)->font(cost).bold());
    QCOMPARE(bench.table()->topLevelItem(1)->data(cost, Qt::AccessibleTextRole).toString(), "40.00, higher");
    // 190 ms is 2 ms above the best, 188 ms; the interval of the difference is ± 8 ms.
    QCOMPARE(aws->text(p95), "≈ 190 ms");
    QVERIFY(!aws->font(p95).bold());
    const auto tip = aws->toolTip(p95);
    QVERIFY2(tip.contains("GCP Cloud Run functions: +2 ms, 95 % confidence interval −6 ms … +10 ms"), qPrintable(tip));
    QVERIFY2(tip.contains("No difference from the best is shown by 5 replications"), qPrintable(tip));
    QCOMPARE(aws->text(throttles), "17");
  }

  void nothingIsMarkedWhereAllAreTheSame() {
    auto comparison = *oneScenario();
    for (auto& figure : comparison.scenarios[0].figures)
      if (figure.name == "throttles")
        for (auto& value : figure.values)
          if (value) value->mean = 0;
    const auto rows = compareRows(comparison, {});
    for (int i = 0; i < 3; ++i) QCOMPARE(rows[std::size_t(i)].cells[throttles - cost].text, "0");
  }

  void aPlatformThatCantRunTheDesignSaysWhy() {
    Bench bench;
    bench.show(oneScenario());
    auto* table = bench.table();
    const auto* oci = table->topLevelItem(3);
    QVERIFY(oci->isFirstColumnSpanned());
    QVERIFY2(oci->text(platform).contains("OCI has no runtime 'rust'"), qPrintable(oci->text(platform)));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_End);
    QCOMPARE(table->currentItem(), oci);
    const auto details = bench.find<QTextBrowser>("compareDetails")->toPlainText();
    QVERIFY2(details.contains("checkout.runtime: OCI has no runtime 'rust'"), qPrintable(details));
  }

  void whatDiffersIsToldOfTheSelectedPlatform() {
    Bench bench;
    bench.show(test::sampleComparison());
    auto* table = bench.table();
    const auto* details = bench.find<QTextBrowser>("compareDetails");
    const auto contains = [&](const char* part) { return details->toPlainText().contains(QString::fromUtf8(part)); };
    QVERIFY(contains("Verdict on sale") && contains("AWS is the cheapest at 20.00 USD a month"));
    QVERIFY(bench.find<QLabel>("compareHeadline")->text().startsWith("AWS is the cheapest"));
    QVERIFY(contains("checkout: 17 throttles"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualItemRect(table->topLevelItem(2)).center());
    QVERIFY(contains("checkout.memory: 500 MiB → 512 MiB"));
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY(contains("Verdict on ordinary-day"));
    QTest::keyClick(table, Qt::Key_Down);
    QVERIFY(contains("receipts: messages are pushed, not polled"));
  }

  void breakEvensAreWhereTheLinesCross() {
    // 10 + x = 40 + x/4 at x = 40, for 50 USD; x − 10 = 40 + x/4 at x = 66.67, for 56.67 USD. Azure stays below AWS.
    TrafficChart chart;
    chart.resize(900, 300);
    chart.setComparison(*test::sampleComparison(), 0);
    const auto* list = chart.findChild<QListWidget*>("breakEvens");
    QCOMPARE(list->count(), 2);
    QVERIFY2(list->item(0)->text().contains("GCP Cloud Run functions below AWS from 40 M requests a month"),
             qPrintable(list->item(0)->text()));
    QVERIFY2(list->item(1)->text().contains("GCP Cloud Run functions below Azure Flex Consumption from 66.7 M requests"),
             qPrintable(list->item(1)->text()));
    const auto* plot = chart.findChild<QCustomPlot*>("trafficPlot");
    QCOMPARE(plot->itemCount(), 2);
    const double places[][2] = {{40e6, 50}, {200e6 / 3, 40 + 50.0 / 3}};
    for (int i = 0; i < 2; ++i) {
      const auto* mark = qobject_cast<QCPItemText*>(plot->item(i));
      QCOMPARE(mark->text(), QString::number(i + 1));
      QVERIFY(qAbs(mark->position->key() / places[i][0] - 1) < 1e-12);
      QVERIFY(qAbs(mark->position->value() / places[i][1] - 1) < 1e-12);
    }
    QVERIFY(chart.findChild<QLabel*>("trafficNotes")->text().contains("Where the bill is 0"));
    QVERIFY(!chart.findChild<QLabel*>("trafficNotes")->text().contains("fail requests"));
    auto failing = *test::sampleComparison();
    for (auto& figure : failing.scenarios[0].figures)
      if (figure.name == "failed_share") figure.values[2]->mean = 0.2;
    chart.setComparison(failing, 0);
    QVERIFY(chart.findChild<QLabel*>("trafficNotes")->text().contains("GCP Cloud Run functions (20 %)"));
    chart.setComparison(*test::sampleComparison(), 1);
    QVERIFY(!plot->isVisibleTo(&chart));
    QVERIFY(chart.findChild<QLabel*>("noCurves")->isVisibleTo(&chart));
  }

  void aBillWithoutAllPricesIsALowerBound() {
    auto comparison = *oneScenario();
    auto& figure = comparison.scenarios[0].figures[0];
    figure.verdicts = {simulator::Verdict::none, simulator::Verdict::best, simulator::Verdict::none,
                       simulator::Verdict::none};
    comparison.scenarios[0].runs[0].result->bill.unpriced = {"receipts: requests"};
    auto& nothing = comparison.scenarios[0].runs[2].result->bill;
    nothing.lines.clear();
    nothing.unpriced = {"everything"};
    const auto rows = compareRows(comparison, {});
    QCOMPARE(rows[0].cells[0].text, "≥ 20.00");
    QCOMPARE(rows[0].cells[0].spoken, "at least 20.00");
    QVERIFY(rows[0].cells[0].toolTip.contains("receipts: requests"));
    QCOMPARE(rows[2].cells[0].text, "no prices");
    QVERIFY(!rows[2].cells[0].value);
  }

  void billsAreStackedByComponent() {
    auto comparison = *oneScenario();
    auto parts = costParts(comparison.scenarios[0]);
    QCOMPARE(parts.size(), std::size_t(3));
    QCOMPARE(parts[0].name, "checkout");  // 12.5 + 9 + 40, then api 7.5 + 30, then orders 1 + 2.5
    QCOMPARE(parts[0].amounts, (std::vector<double>{12.5, 9, 40, 0}));
    QCOMPARE(parts[1].amounts, (std::vector<double>{7.5, 30, 0, 0}));
    QCOMPARE(parts[2].amounts, (std::vector<double>{0, 1, 2.5, 0}));
    // Ten components of 1 … 10 dollars: the seven dearest, and 1 + 2 + 3 together.
    auto& bill = comparison.scenarios[0].runs[0].result->bill;
    for (auto& run : comparison.scenarios[0].runs)
      if (run.result) run.result->bill.lines.clear();
    for (int i = 1; i <= 10; ++i) {
      model::BillLine line;
      line.component = "part" + std::to_string(i);
      line.amount = i;
      bill.lines.push_back(line);
    }
    parts = costParts(comparison.scenarios[0]);
    QCOMPARE(parts.size(), std::size_t(8));
    QCOMPARE(parts.front().name, "part10");
    QCOMPARE(parts.back().name, "3 others");
    QCOMPARE(parts.back().amounts[0], 6.0);
  }

  void theCsvHasEveryFigure() {
    simulator::Comparison comparison;
    comparison.platforms = {{"aws", "AWS", {}, {}, "Lambda"},
                            {"gcp", "Google Cloud", "1st-gen", "Cloud Functions (1st gen)", {}}};
    simulator::ComparedScenario sale;
    sale.scenario = "sale";
    sale.runs.resize(2);
    sale.runs[0].result.emplace();
    model::Problem refusal;
    refusal.message = "no runtime \"rust\", alas";
    sale.runs[1].fit.refusals.push_back(refusal);
    sale.figures.push_back({"bill.total",
                            {},
                            {simulator::Figure{1234.5, std::pair(-0.25, 2e6)}, std::nullopt},
                            0,
                            {std::nullopt, std::nullopt},
                            {simulator::Verdict::best, simulator::Verdict::none}});
    sale.figures.push_back({"latency_ms.p99",
                            "a → b",
                            {simulator::Figure{0.001, std::nullopt}, std::nullopt},
                            0,
                            {std::nullopt, std::nullopt},
                            {simulator::Verdict::unknown, simulator::Verdict::none}});
    comparison.scenarios.push_back(sale);
    QCOMPARE(QString::fromStdString(compareCsv(comparison)),
             QString("provider,plan,scenario,bill.total,bill.total low,bill.total high,bill.total verdict,"
                     "a → b: latency_ms.p99,a → b: latency_ms.p99 low,a → b: latency_ms.p99 high,"
                     "a → b: latency_ms.p99 verdict,why not\n"
                     "aws,,sale,1234.5,-0.25,2000000,best,0.001,,,unknown,\n"
                     "gcp,1st-gen,sale,,,,,,,,,\"the design can't run there: no runtime \"\"rust\"\", alas\"\n"));
  }

  void theTableIsCopiedAsItIsShown() {
    Bench bench;
    bench.show(oneScenario());
    QTest::mouseClick(bench.find<QToolButton>("copyComparison"), Qt::LeftButton);
    const auto lines = QApplication::clipboard()->text().split('\n');
    QCOMPARE(lines.size(), 6);  // header, four platforms, the end
    QVERIFY(lines[0].startsWith("Platform\tCost (USD/month)\tp50"));
    QVERIFY(lines[1].startsWith("AWS\t★ 20.00\t★ 52 ms\t≈ 190 ms\t★ 1.3 s\t★ 0.5 %\t17"));
  }

  void eachProvidersPlanIsChosenAtFirst() {
    Bench bench;
    const auto chosen = bench.panel->controls().request();
    const std::vector<PlatformChoice> all = {
        {"aws", {}}, {"azure", "flex-consumption"}, {"gcp", "cloud-run-functions"}, {"oci", {}}, {"custom", {}}};
    QCOMPARE(chosen.platforms, all);
    QCOMPARE(chosen.options.scenarios, std::vector<std::string>{"ordinary-day"});
    QVERIFY(chosen.options.traffic.empty());
    // A project that says nothing about an own platform isn't compared with one.
    bench.document.newProject();
    QCOMPARE(bench.panel->controls().request().platforms, (std::vector<PlatformChoice>(all.begin(), all.end() - 1)));
  }

  void platformsAndScenariosAreChosenByKeyboard() {
    Bench bench;
    auto* platforms = bench.find<PlatformChooser>("platformChooser");
    platforms->setFocus();
    platforms->setCurrentItem(platforms->topLevelItem(0));
    QTest::keyClick(platforms, Qt::Key_Space);
    QCOMPARE(bench.panel->controls().request().platforms.front().provider, std::string("azure"));
    auto* scenarios = bench.find<QListWidget>("scenarioChooser");
    scenarios->setCurrentRow(1);
    QTest::keyClick(scenarios, Qt::Key_Space);
    QCOMPARE(bench.panel->controls().request().options.scenarios, (std::vector<std::string>{"ordinary-day", "sale"}));
    bench.runBar->setScenario("payments-down");
    QCOMPARE(bench.panel->controls().request().options.scenarios, std::vector<std::string>{"payments-down"});
    scenarios->setCurrentRow(2);
    QTest::keyClick(scenarios, Qt::Key_Space);
    QVERIFY(!bench.panel->controls().compareAction()->isEnabled());
  }

  void aRunIsOfWhatIsChosen() {
    std::vector<std::string> plans;
    simulator::CompareOptions options;
    Bench bench([&](const model::Architecture&, const std::vector<simulator::Platform>& platforms,
                    const simulator::CompareOptions& given, const auto&...) -> Outcome {
      plans.clear();
      for (const auto& platform : platforms) plans.push_back(platform.catalog.provider + ":" + platform.plan);
      options = given;
      return *test::sampleComparison();
    });
    QVERIFY(bench.shown);
    bench.find<QSpinBox>("compareReplications")->setValue(3);
    bench.press(bench.panel->controls().trafficAction());
    QTRY_VERIFY(bench.panel->comparison());
    QCOMPARE(plans,
             (std::vector<std::string>{"aws:", "azure:flex-consumption", "gcp:cloud-run-functions", "oci:", "custom:"}));
    QCOMPARE(options.traffic, (std::vector<double>{0.1, 0.3, 1, 3, 10}));
    QCOMPARE(options.simulation.replications, 3);
    QCOMPARE(bench.find<QTabWidget>("compareViews")->currentIndex(), int(ComparePanel::View::traffic));
    bench.press(bench.panel->controls().compareAction());
    QTRY_VERIFY(!bench.runner.isRunning());
    QVERIFY(options.traffic.empty());
  }

  void aRunIsStoppedWithWhatItHas_data() {
    QTest::addColumn<bool>("givesPart");
    QTest::newRow("a part") << true;
    QTest::newRow("nothing") << false;
  }
  void aRunIsStoppedWithWhatItHas() {
    QFETCH(bool, givesPart);
    auto slow = std::make_shared<SlowComparison>(givesPart);
    Bench bench([slow](const auto&, const auto&, const auto&, std::stop_token stop, const auto& sink) -> Outcome {
      return (*slow)(stop, sink);
    });
    const auto& controls = bench.panel->controls();
    QVERIFY(!controls.stopAction()->isEnabled());
    bench.press(controls.compareAction());
    QVERIFY(bench.runner.isRunning());
    QVERIFY(!controls.compareAction()->isEnabled());
    auto* progress = bench.find<QProgressBar>("compareProgress");
    QVERIFY(progress->isVisible());
    QTRY_VERIFY(progress->value() > 0);  // events are handled while the worker works
    QVERIFY(slow->thread && slow->thread != thread());
    bench.press(controls.stopAction());
    QTRY_VERIFY(!bench.runner.isRunning());
    QVERIFY(controls.compareAction()->isEnabled());
    QVERIFY(!progress->isVisible());
    QVERIFY(bench.find<QLabel>("compareStatus")->text().startsWith("Stopped"));
    QCOMPARE(bench.panel->comparison() != nullptr, givesPart);
  }

  void whatGoesWrongIsTold() {
    Bench bench([](const auto&...) -> Outcome {
      model::Problem problem;
      problem.message = "no client sends anything";
      return tl::unexpected(simulator::SimulationFailure(model::Problems{problem}));
    });
    QSignalSpy failed(bench.panel.get(), &ComparePanel::failed);
    bench.press(bench.panel->controls().compareAction());
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][1].toString().contains("no client sends anything"));
    QCOMPARE(bench.find<QLabel>("compareStatus")->text(), "Failed");
  }

  void aComparisonStaysAndIsMarkedWhenTheDesignChanges() {
    Bench bench;
    bench.press(bench.panel->controls().compareAction());
    QTRY_VERIFY(bench.panel->comparison());
    const auto* age = bench.find<QLabel>("compareAge");
    QVERIFY(!age->isVisible());
    bench.document.apply("Add a queue", model::addComponent(bench.document.architecture(), "queue", {0, 0}));
    QVERIFY(age->isVisible());
    QVERIFY(bench.table()->topLevelItemCount() > 0);
    bench.document.undoStack().undo();
    QVERIFY(!age->isVisible());
    bench.document.newProject();
    QVERIFY(!bench.panel->comparison());
    QVERIFY(bench.find<QLabel>("noComparison")->isVisible());
  }

  void theWindowComparesByKeyboard() {
    MainWindow window([](const auto&...) { return *test::sampleResult(); },
                      [](const auto&...) -> Outcome { return *test::sampleComparison(); });
    QCOMPARE(window.files().openPath(kExample), QString());
    window.resize(1280, 720);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F5, Qt::ControlModifier);
    auto* table = window.findChild<QTreeWidget*>("compareTable");
    QTRY_COMPARE(table->topLevelItemCount(), 8);
    QVERIFY(window.findChild<QTabWidget*>("compareViews")->isVisible());
    QCOMPARE(window.size(), QSize(1280, 720));
    QCOMPARE(window.findChild<QTabWidget*>("resultTabs")->currentIndex(), int(MainWindow::Tab::compare));
  }
};

QTEST_MAIN(ComparePanelTest)
#include "compare_panel_test.moc"
