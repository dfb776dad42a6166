#include "ui/compare/latency_chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QVBoxLayout>

#include "ui/charts/quantity_text.h"
#include "ui/compare/compare_rows.h"
#include "ui/compare/plot_look.h"

namespace virga::ui {

namespace {

constexpr std::array kPercentiles = {"p99", "p95", "p90", "p50"};  // as they stand over each other
constexpr int kLabelGap = 6;                                       // pixels from the middle of a mark
constexpr double kRoom = 2;      // times the highest latency up to the axis' end: for the labels
constexpr double kShift = 0.03;  // of the room for a platform: marks side by side don't hide each other

const simulator::Figure* latencyOf(const simulator::ComparedRun& run, const std::string& flow, const std::string& name) {
  if (!run.result) return nullptr;
  for (const auto& result : run.result->flows)
    if (result.name == flow)
      if (const auto* figure = simulator::findFigure(result.figures, "latency_ms." + name); figure && *figure)
        return &**figure;
  return nullptr;
}

}  // namespace

LatencyChart::LatencyChart(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot) {
  plot_->setObjectName("latencyPlot");
  plot_->setAccessibleName(tr("Latency percentiles for each platform"));
  plot_->yAxis->setScaleType(QCPAxis::stLogarithmic);
  plot_->yAxis->setTicker(QSharedPointer<LogTicker>::create(millisecondsText));
  putLegendBeside(*plot_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
}

void LatencyChart::addLabel(double platform, double latency, Qt::Alignment side) {
  auto* label = new QCPItemText(plot_);
  label->setText(millisecondsText(latency));
  label->setFont(font());
  label->setColor(Theme::instance().color(Role::text));
  label->setPositionAlignment(side | Qt::AlignHCenter);
  label->setPadding({0, kLabelGap, 0, kLabelGap});
  label->position->setCoords(platform, latency);
}

void LatencyChart::setComparison(const simulator::Comparison& comparison, std::size_t scenario, const std::string& flow) {
  plot_->clearPlottables();
  plot_->clearItems();
  paintTheme(*plot_);
  const auto& runs = comparison.scenarios[scenario].runs;
  QStringList names;
  double lowest = 0, highest = 0;
  for (std::size_t k = 0; k < kPercentiles.size(); ++k) {
    auto* graph = plot_->addGraph();
    graph->setName(kPercentiles[k]);
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setScatterStyle(seriesMarker(k));
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const auto* latency = latencyOf(runs[i], flow, kPercentiles[k]);
      if (!latency || latency->mean <= 0) continue;
      lowest = lowest > 0 ? std::min(lowest, latency->mean) : latency->mean;
      highest = std::max(highest, latency->mean);
      const double at = static_cast<double>(i) + kShift * (1.5 - static_cast<double>(k));
      graph->addData(at, latency->mean);
      // The ends are told in figures; those between could stand on each other.
      if (k == 0) addLabel(at, latency->mean, Qt::AlignBottom);
      if (k + 1 == kPercentiles.size()) addLabel(at, latency->mean, Qt::AlignTop);
    }
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    names << platformLines(comparison.platforms[i]);
    if (!runs[i].result) names.back() += '\n' + (runs[i].fit.refusals.empty() ? tr("(not run)") : tr("(can't run)"));
  }
  putNames(*plot_->xAxis, names);
  plot_->yAxis->setLabel(tr("Latency"));
  if (highest > 0)
    plot_->yAxis->setRange(lowest / kRoom, highest * kRoom);
  else
    plot_->yAxis->setRange(1, 1000);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace virga::ui
