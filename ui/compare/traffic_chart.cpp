#include "ui/compare/traffic_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "simulator/experiment/comparison_verdict.h"
#include "ui/bill/amount_text.h"
#include "ui/charts/quantity_text.h"
#include "ui/compare/compare_rows.h"
#include "ui/compare/plot_look.h"

namespace virga::ui {

namespace {

constexpr int kPointsBetween = 24;  // a straight line is a curve on these axes

// Points with a bill above 0, which alone have a place on the axes.
std::vector<simulator::CostPoint> shownPoints(const std::vector<simulator::CostPoint>& curve) {
  std::vector<simulator::CostPoint> points;
  for (const auto& point : curve)
    if (point.total > 0 && point.requestsPerMonth > 0) points.push_back(point);
  return points;
}

// "Azure (2 %)": those platforms, with the share that they fail at the scenario's own traffic.
QStringList overloaded(const simulator::Comparison& comparison, const simulator::ComparedScenario& scenario) {
  QStringList names;
  for (std::size_t i = 0; i < comparison.platforms.size(); ++i) {
    double failed = 0;
    for (const auto& figure : scenario.figures)
      if (figure.name == "failed_share" && figure.values[i]) failed = std::max(failed, figure.values[i]->mean);
    if (failed > simulator::kManyFail)
      names << QString("%1 (%2)").arg(platformText(comparison.platforms[i]), shareText(failed));
  }
  return names;
}

bool hasFree(const std::vector<simulator::CostPoint>& curve) {
  return std::any_of(curve.begin(), curve.end(), [](const auto& point) { return point.total <= 0; });
}

}  // namespace

QString requestsText(double requests) {
  if (requests >= 1e9) return countText(requests / 1e9) + " B";
  if (requests >= 1e6) return countText(requests / 1e6) + " M";
  if (requests >= 1e3) return countText(requests / 1e3) + " k";
  return countText(requests);
}

TrafficChart::TrafficChart(QWidget* parent)
    : QWidget(parent),
      pages_(new QStackedWidget),
      nothing_(new QLabel(tr("Not simulated yet. “Cost against traffic” runs the scenario at a tenth to ten times its "
                             "traffic on each platform."))),
      plot_(new QCustomPlot),
      breakEvens_(new QListWidget),
      notes_(new QLabel) {
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->setWordWrap(true);
  nothing_->setObjectName("noCurves");
  plot_->setObjectName("trafficPlot");
  plot_->setAccessibleName(tr("Cost against traffic for each platform"));
  plot_->xAxis->setScaleType(QCPAxis::stLogarithmic);
  plot_->yAxis->setScaleType(QCPAxis::stLogarithmic);
  plot_->xAxis->setTicker(QSharedPointer<LogTicker>::create(requestsText));
  plot_->yAxis->setTicker(QSharedPointer<LogTicker>::create(countText));
  putLegendBeside(*plot_);
  auto* title = new QLabel(tr("&Break-even"));
  title->setBuddy(breakEvens_);
  breakEvens_->setObjectName("breakEvens");
  breakEvens_->setAccessibleName(tr("Break-even points"));
  breakEvens_->setWordWrap(true);
  breakEvens_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  notes_->setObjectName("trafficNotes");
  notes_->setWordWrap(true);
  auto* side = new QWidget;
  auto* sideLayout = new QVBoxLayout(side);
  sideLayout->setContentsMargins(4, 0, 0, 0);
  sideLayout->setSpacing(2);
  sideLayout->addWidget(title);
  sideLayout->addWidget(breakEvens_, 1);
  sideLayout->addWidget(notes_);
  auto* splitter = new QSplitter;
  splitter->addWidget(plot_);
  splitter->addWidget(side);
  splitter->setStretchFactor(0, 1);
  splitter->setSizes({700, 280});
  pages_->addWidget(nothing_);
  pages_->addWidget(splitter);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);
}

void TrafficChart::setComparison(const simulator::Comparison& comparison, std::size_t scenario) {
  plot_->clearPlottables();
  plot_->clearItems();
  breakEvens_->clear();
  paintTheme(*plot_);
  const auto& compared = comparison.scenarios[scenario];
  const bool any = std::any_of(compared.curves.begin(), compared.curves.end(),
                               [](const auto& curve) { return !shownPoints(curve).empty(); });
  pages_->setCurrentIndex(any ? 1 : 0);
  if (!any) return;
  drawCurves(comparison, compared);
  drawBreakEvens(comparison, compared);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void TrafficChart::drawCurves(const simulator::Comparison& comparison, const simulator::ComparedScenario& scenario) {
  double fewest = std::numeric_limits<double>::infinity(), lowest = fewest, most = 0, highest = 0;
  QStringList free, unpriced;
  QString currency;
  for (std::size_t i = 0; i < scenario.curves.size(); ++i) {
    const auto name = platformText(comparison.platforms[i]);
    if (hasFree(scenario.curves[i])) free << name;
    if (scenario.runs[i].result) currency = QString::fromStdString(scenario.runs[i].result->bill.currency);
    if (scenario.curves[i].empty() && scenario.runs[i].result) unpriced << name;
    const auto points = shownPoints(scenario.curves[i]);
    if (points.empty()) continue;
    auto* line = plot_->addGraph();
    line->setName(name);
    line->setPen(seriesPen(i));
    line->setAdaptiveSampling(false);
    auto* marks = plot_->addGraph();
    marks->setLineStyle(QCPGraph::lsNone);
    marks->setScatterStyle(seriesMarker(i));
    new SeriesLegendItem(plot_->legend, line, marks);
    for (std::size_t k = 0; k < points.size(); ++k) {
      const double requests = points[k].requestsPerMonth, total = points[k].total;
      fewest = std::min(fewest, requests), most = std::max(most, requests);
      lowest = std::min(lowest, total), highest = std::max(highest, total);
      marks->addData(requests, total);
      for (int part = 0; k > 0 && part < kPointsBetween; ++part) {
        const double share = static_cast<double>(part) / kPointsBetween;
        line->addData(points[k - 1].requestsPerMonth + share * (requests - points[k - 1].requestsPerMonth),
                      points[k - 1].total + share * (total - points[k - 1].total));
      }
    }
    line->addData(points.back().requestsPerMonth, points.back().total);
  }
  plot_->xAxis->setLabel(tr("Requests a month"));
  plot_->yAxis->setLabel(tr("%1 per month").arg(currency));
  plot_->xAxis->setRange(fewest / 1.3, most * 1.3);
  plot_->yAxis->setRange(lowest / 1.5, highest * 1.5);
  QStringList notes{
      tr("Between the marks, which are simulated, the lines are straight in cost and requests. A bill is of "
         "what was served: it stops growing where limits refuse more.")};
  if (!free.isEmpty()) notes << tr("Where the bill is 0 there is no mark: %1.").arg(free.join(", "));
  const auto failing = overloaded(comparison, scenario);
  if (!failing.isEmpty())
    notes.prepend(tr("Mind that these fail requests at the scenario's own traffic already: %1.").arg(failing.join(", ")));
  if (!unpriced.isEmpty()) notes << tr("No line where prices are missing: %1.").arg(unpriced.join(", "));
  notes_->setText(notes.join(' '));
}

void TrafficChart::drawBreakEvens(const simulator::Comparison& comparison, const simulator::ComparedScenario& scenario) {
  const auto& theme = Theme::instance();
  int number = 0;
  for (const auto& point : simulator::breakEvens(scenario.curves)) {
    ++number;
    const auto text = tr("%1 below %2 from %3 requests a month")
                          .arg(platformText(comparison.platforms[point.below]),
                               platformText(comparison.platforms[point.above]), requestsText(point.requestsPerMonth));
    auto* entry = new QListWidgetItem(QString("%1  %2").arg(number).arg(text), breakEvens_);
    entry->setToolTip(tr("%1, at %2 per month").arg(text, amountText(model::Decimal(point.total))));
    if (point.total <= 0) continue;
    auto* mark = new QCPItemText(plot_);
    mark->setText(QString::number(number));
    mark->setFont(font());
    mark->setColor(theme.color(Role::text));
    mark->setBrush(theme.color(Role::chartBackground));
    mark->setPen(QPen(theme.color(Role::text), 1));
    mark->setPadding({3, 0, 3, 0});
    mark->setPositionAlignment(Qt::AlignHCenter | Qt::AlignVCenter);
    mark->position->setCoords(point.requestsPerMonth, point.total);
  }
  if (number == 0)
    breakEvens_->addItem(
        tr("None: no two lines cross where at most %1 of the requests fail.").arg(shareText(simulator::kManyFail)));
}

}  // namespace virga::ui
