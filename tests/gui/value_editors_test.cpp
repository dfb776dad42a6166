#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include "model/architecture/fields_time.h"
#include "ui/charts/quantity_text.h"
#include "ui/inspector/density_plot.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/inspector/rate_plot.h"

using namespace virga;
using namespace virga::ui;

// The editors of distributions and arrivals, used as a user does.
class ValueEditorsTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<Document> document_;
  std::unique_ptr<InspectorPanel> panel_;

  // The editor below the field, unfolded.
  QWidget* unfold(const QString& path) {
    emit document_->focusRequested(path);
    auto* row = panel_->rowFor(path);
    auto* arrow = row ? row->findChild<QToolButton*>("expand") : nullptr;
    if (!arrow) return nullptr;
    if (!arrow->isChecked()) QTest::mouseClick(arrow, Qt::LeftButton);
    return row;
  }
  static void choose(QWidget* editor, const QString& way) {
    auto* chooser = editor->findChild<QComboBox*>("way");
    QVERIFY(chooser);
    const int index = chooser->findText(way);
    QVERIFY2(index >= 0, qPrintable(way));
    chooser->setFocus();
    // Not by way of all others where one key does.
    QTest::keyClick(chooser, index + 1 == chooser->count() ? Qt::Key_End : Qt::Key_Home);
    for (int i = 0; i < chooser->count() && chooser->currentIndex() != index; ++i) QTest::keyClick(chooser, Qt::Key_Down);
    QCOMPARE(chooser->currentText(), way);
  }
  static void type(QWidget* editor, const QString& parameter, const QString& text) {
    auto* line = editor->findChild<QLineEdit*>("parameter_" + parameter);
    QVERIFY2(line, qPrintable(parameter));
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
  }
  model::Distribution latency() {
    return std::get<model::External>(document_->architecture().find("payments")->kind).latency;
  }
  model::Arrivals arrivals() {
    return std::get<model::Client>(document_->architecture().find("shoppers")->kind).sends[0].arrivals;
  }
  int steps() { return document_->undoStack().count(); }

 private slots:
  void init() {
    document_ = std::make_unique<Document>();
    QCOMPARE(document_->open(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"), QString());
    panel_ = std::make_unique<InspectorPanel>(document_.get(), std::make_shared<CatalogCache>());
    panel_->resize(340, 900);
    panel_->show();
    panel_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(panel_.get()));
  }
  void cleanup() {
    panel_.reset();
    document_.reset();
  }

  void aLawShowsItsParametersAndPercentiles() {
    document_->select({"payments"});
    auto* row = unfold("payments.latency");
    QVERIFY(row);
    QCOMPARE(row->findChild<QComboBox*>("way")->currentText(), "lognormal (median, p99)");
    QCOMPARE(row->findChild<QLineEdit*>("parameter_median")->text(), "180 ms");
    QCOMPARE(row->findChild<QLineEdit*>("parameter_p99")->text(), "900 ms");
    QCOMPARE(row->findChild<QLineEdit*>("parameter_p99")->accessibleName(), "p99");
    QVERIFY(row->findChild<QLineEdit*>("parameter_p99")->accessibleDescription().contains("unit"));
    auto* plot = row->findChild<QWidget*>("density");
    QVERIFY(plot->isVisible());
    // ln(900/180) = sigma · 2.326; p95 = 180 ms · exp(sigma · 1.645) = 561.7 ms
    QVERIFY2(plot->accessibleDescription().contains("p50 180 ms, p95 562 ms, p99 900 ms"),
             qPrintable(plot->accessibleDescription()));
  }

  void thePictureFollowsTheFingers() {
    document_->select({"payments"});
    auto* row = unfold("payments.latency");
    auto* plot = static_cast<DensityPlot*>(row->findChild<QWidget*>("density"));
    const QImage before = plot->grab().toImage();
    auto* line = row->findChild<QLineEdit*>("parameter_p99");
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, "2 s");
    QCOMPARE(steps(), 0);  // nothing is changed yet
    QVERIFY(std::abs(plot->curve().p99 - 2000) < 0.1);
    QVERIFY(plot->grab().toImage() != before);
    QTest::keyClick(line, Qt::Key_Escape);
    QCOMPARE(line->text(), "900 ms");
    QVERIFY(std::abs(plot->curve().p99 - 900) < 0.1);
    QTest::keyClicks(line, "x");
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(steps(), 0);
    QVERIFY(row->findChild<QLabel*>("choiceMessage")->isVisible());
    QVERIFY(line->hasFocus());
  }

  void everyParameterOfEveryLawIsEdited() {
    document_->select({"payments"});
    auto* row = unfold("payments.latency");
    const auto set = [&](const QString& way, const std::vector<std::pair<QString, QString>>& values) {
      choose(row, way);
      for (const auto& [parameter, value] : values) type(row, parameter, value);
    };
    set("constant", {{"time", "70 ms"}});
    QCOMPARE(latency(), model::Distribution(model::Constant{model::milliseconds(70)}));
    set("uniform", {{"min", "10 ms"}, {"max", "90 ms"}});
    QCOMPARE(latency(), model::Distribution(model::Uniform{model::milliseconds(10), model::milliseconds(90)}));
    set("exponential", {{"mean", "0.2 s"}});
    QCOMPARE(latency(), model::Distribution(model::Exponential{model::milliseconds(200)}));
    set("lognormal (mean, p95)", {{"mean", "30 ms"}, {"p95", "60 ms"}});
    QCOMPARE(latency(), model::Distribution(model::LognormalMeanP95{model::milliseconds(30), model::milliseconds(60)}));
    set("lognormal (median, p99)", {{"median", "5 ms"}, {"p99", "50 ms"}});
    QCOMPARE(latency(), model::Distribution(model::LognormalMedianP99{model::milliseconds(5), model::milliseconds(50)}));
    set("lognormal (median, sigma)", {{"median", "7 ms"}, {"sigma", "0.4"}});
    QCOMPARE(latency(), model::Distribution(model::LognormalMedianSigma{model::milliseconds(7), 0.4}));
    set("gamma", {{"mean", "8 ms"}, {"cv", "0.6"}});
    QCOMPARE(latency(), model::Distribution(model::Gamma{model::milliseconds(8), 0.6}));
    set("weibull", {{"scale", "9 ms"}, {"shape", "1.5"}});
    QCOMPARE(latency(), model::Distribution(model::Weibull{model::milliseconds(9), 1.5}));
    set("empirical", {});
    QCOMPARE(std::get<model::Empirical>(latency()).quantiles.size(), std::size_t{8});
    set("empirical", {{"file", "times.csv"}});
    QCOMPARE(latency(), model::Distribution(model::Empirical{{}, "times.csv"}));
    QVERIFY(!row->findChild<QWidget*>("density")->isVisible());
    while (document_->undoStack().canUndo()) document_->undoStack().undo();
    QCOMPARE(row->findChild<QComboBox*>("way")->currentText(), "lognormal (median, p99)");
  }

  // Two values that only fit together are changed one after the other.
  void aPairIsChangedThroughARefusal() {
    document_->select({"payments"});
    auto* row = unfold("payments.latency");
    type(row, "median", "2 s");
    QCOMPARE(steps(), 0);
    QVERIFY(row->findChild<QLabel*>("choiceMessage")->text().contains("must be above"));
    type(row, "p99", "5 s");
    QCOMPARE(latency(), model::Distribution(model::LognormalMedianP99{model::seconds(2), model::seconds(5)}));
    QCOMPARE(steps(), 1);
    QVERIFY(!row->findChild<QLabel*>("choiceMessage")->isVisible());
  }

  void quantilesAreATable() {
    document_->select({"payments"});
    auto* row = unfold("payments.latency");
    choose(row, "empirical");
    auto* table = row->findChild<QTableWidget*>("points");
    QCOMPARE(table->rowCount(), 8);
    QCOMPARE(table->item(3, 0)->text(), "p50");
    QCOMPARE(table->item(3, 1)->text(), "180 ms");
    table->setFocus();
    table->setCurrentCell(7, 1);
    QTest::keyClick(table, Qt::Key_F2);
    auto* cell = table->viewport()->findChild<QLineEdit*>();
    QVERIFY(cell);
    QTest::keyClicks(cell, "3 s");
    QTest::keyClick(cell, Qt::Key_Return);
    QTRY_COMPARE(std::get<model::Empirical>(latency()).quantiles.back().second, model::seconds(3));
    table->setCurrentCell(0, 0);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(std::get<model::Empirical>(latency()).quantiles.size(), std::size_t{7});
  }

  void arrivalsOfEveryKindAreEdited() {
    document_->select({"shoppers"});
    auto* row = unfold("shoppers.sends.0.arrivals");
    QVERIFY(row);
    QCOMPARE(row->findChild<QLineEdit*>("parameter_rate")->text(), "20/s");
    choose(row, "constant");
    QCOMPARE(arrivals(), model::Arrivals(model::ConstantArrivals{{20}}));
    choose(row, "every");
    QCOMPARE(arrivals(), model::Arrivals(model::EveryArrivals{model::milliseconds(50), {}}));
    type(row, "offset", "3 s");
    QCOMPARE(arrivals(), model::Arrivals(model::EveryArrivals{model::milliseconds(50), model::seconds(3)}));
    choose(row, "cron");
    type(row, "expression", "0 8 * * 1-5");
    type(row, "time-zone", "Europe/Berlin");
    QCOMPARE(arrivals(), model::Arrivals(model::CronArrivals{"0 8 * * 1-5", "Europe/Berlin"}));
    choose(row, "closed");
    type(row, "users", "40");
    type(row, "think", "{exponential: {mean: 5 s}}");
    QCOMPARE(arrivals(), model::Arrivals(model::ClosedArrivals{40, model::Exponential{model::seconds(5)}}));
    QVERIFY(!row->findChild<QWidget*>("ratePlot")->isVisible());
    QVERIFY(row->findChild<QLabel*>("note")->text().contains("8/s"));
    choose(row, "bursty");
    QVERIFY(std::holds_alternative<model::BurstyArrivals>(arrivals()));
    const int before = steps();
    choose(row, "counts");  // waits for a file
    QCOMPARE(steps(), before);
    type(row, "file", "day.csv");
    QCOMPARE(arrivals(), model::Arrivals(model::CountsArrivals{"day.csv", {}, model::Placement::even}));
    QCOMPARE(steps(), before + 1);
  }

  void theRateIsDrawnForTheScenario() {
    document_->select({"shoppers"});
    auto* row = unfold("shoppers.sends.0.arrivals");
    auto* plot = row->findChild<RatePlot*>("ratePlot");
    const auto largest = [&] {
      double rate = 0;
      for (const auto& point : plot->rates()) rate = std::max(rate, point.perSecond);
      return rate;
    };
    panel_->setScenario("ordinary-day");  // 20 % at night
    QCOMPARE(plot->rates().back().time, 86400.0);
    QVERIFY(std::abs(largest() - 20) < 0.01);
    QVERIFY(std::abs(plot->rates()[80].perSecond - 4) < 0.01);  // 08:00, twelve hours from the peak
    panel_->setScenario("sale");
    QCOMPARE(plot->rates().back().time, 3600.0);
    QCOMPARE(largest(), 400.0);
    QVERIFY(plot->accessibleDescription().contains("400/s"));
  }

  void aPointOfAProfileIsDraggedInOneStep() {
    document_->select({"shoppers"});
    panel_->setScenario("payments-down");  // 30 min
    auto* row = unfold("shoppers.sends.0.arrivals");
    choose(row, "profile");
    auto* plot = row->findChild<RatePlot*>("ratePlot");
    QCOMPARE(plot->points().size(), std::size_t{3});
    QTRY_VERIFY(plot->width() > 200 && plot->isVisible());
    const int before = steps();
    const QPoint from = plot->positionOf(plot->points()[1]), to = plot->positionOf({1200, 10});
    QTest::mousePress(plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(plot, (from + to) / 2);
    QTest::mouseMove(plot, to);
    QCOMPARE(steps(), before);
    QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
    QCOMPARE(steps(), before + 1);
    const auto point = std::get<model::ProfileArrivals>(arrivals()).points[1];
    QVERIFY2(std::abs(point.at.seconds() - 1200) <= 20, qPrintable(QString::number(point.at.seconds())));
    QVERIFY2(std::abs(point.rate.perSecond - 10) <= 0.4, qPrintable(QString::number(point.rate.perSecond)));
    auto* table = row->findChild<QTableWidget*>("points");
    QCOMPARE(table->item(1, 0)->text(), QString::fromStdString(model::toText(point.at)));
    document_->undoStack().undo();
    QCOMPARE(std::get<model::ProfileArrivals>(arrivals()).points[1].rate.perSecond, 20.0);
    // Escape takes a drag back.
    QTest::mousePress(plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(plot, to);
    QTest::keyClick(plot, Qt::Key_Escape);
    QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
    QCOMPARE(steps(), before + 1);
    QCOMPARE(document_->undoStack().index(), before);
    QCOMPARE(plot->points()[1].perSecond, 20.0);
  }

  // Where a scenario lets nothing arrive, the points are drawn as they are stated.
  void aPointIsDraggedWhereNothingArrives() {
    auto architecture = document_->architecture();
    architecture.scenarios[2].traffic.factor = 0;  // payments-down, 30 min
    document_->apply("Stop the traffic", architecture);
    document_->select({"shoppers"});
    panel_->setScenario("payments-down");
    auto* row = unfold("shoppers.sends.0.arrivals");
    choose(row, "profile");
    auto* plot = row->findChild<RatePlot*>("ratePlot");
    QTRY_VERIFY(plot->width() > 200 && plot->isVisible());
    QCOMPARE(plot->points()[1].perSecond, 20.0);
    const QPoint from = plot->positionOf(plot->points()[1]), to = plot->positionOf({1200, 10});
    QTest::mousePress(plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(plot, to);
    QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
    const auto point = std::get<model::ProfileArrivals>(arrivals()).points[1];
    QVERIFY2(std::abs(point.rate.perSecond - 10) <= 0.4, qPrintable(QString::number(point.rate.perSecond)));
    QCOMPARE(plot->points()[1].perSecond, point.rate.perSecond);
    for (const auto& rate : plot->rates()) QCOMPARE(rate.perSecond, 0.0);
  }

  // A chooser that is used without the keyboard's leaving the field, as by a screen reader.
  void anotherKindKeepsWhatIsTyped() {
    document_->select({"shoppers"});
    auto* row = unfold("shoppers.sends.0.arrivals");
    auto* line = row->findChild<QLineEdit*>("parameter_rate");
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, "35/s");
    auto* chooser = row->findChild<QComboBox*>("way");
    const int constant = chooser->findText("constant");
    chooser->setCurrentIndex(constant);
    emit chooser->activated(constant);
    QCOMPARE(arrivals(), model::Arrivals(model::ConstantArrivals{{35}}));
    QCOMPARE(steps(), 1);
  }

  void arrowsMoveTheFocusedPoint() {
    document_->select({"shoppers"});
    panel_->setScenario("payments-down");
    auto* row = unfold("shoppers.sends.0.arrivals");
    choose(row, "profile");
    auto* plot = row->findChild<RatePlot*>("ratePlot");
    const int before = steps();
    const auto points = [&] { return std::get<model::ProfileArrivals>(arrivals()).points; };
    const auto old = points()[1];
    plot->setFocus();
    QTest::keyClick(plot, Qt::Key_PageDown);
    QTest::keyClick(plot, Qt::Key_Up);
    QTest::keyClick(plot, Qt::Key_Up);
    QTest::keyClick(plot, Qt::Key_Right);
    QVERIFY(points()[1].rate > old.rate);
    QVERIFY(points()[1].at > old.at);
    QCOMPARE(steps(), before + 1);  // one gesture
    QVERIFY(plot->hasFocus());
    QVERIFY(plot->accessibleDescription().contains("Point 2 of 3"));
    document_->undoStack().undo();
    QCOMPARE(points()[1], old);
    QTest::keyClick(plot, Qt::Key_Delete);
    QCOMPARE(points().size(), std::size_t{2});
    const QPoint empty = plot->positionOf({900, 5});
    QTest::mouseDClick(plot, Qt::LeftButton, {}, empty);
    QCOMPARE(points().size(), std::size_t{3});
    QVERIFY(std::abs(points()[1].at.seconds() - 900) <= 20);
  }
};

QTEST_MAIN(ValueEditorsTest)
#include "value_editors_test.moc"
