#include "ui/calibrate/arrivals_chart.h"

#include <algorithm>

#include <QVBoxLayout>

#include "ui/compare/plot_look.h"

namespace virga::ui {

namespace {

constexpr double kDay = 86'400;
constexpr double kFewPerInterval = 10;  // so many arrivals on the mean, or the picture is of chance alone

}  // namespace

RateSteps rateSteps(const simulator::StartCounts& starts, std::size_t most) {
  RateSteps steps;
  const auto& counts = starts.counts();
  if (counts.empty()) return steps;
  const auto all = static_cast<double>(counts.size());
  const auto enough =
      std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(starts.count()) / kFewPerInterval));
  const auto wanted = static_cast<double>(std::min(most, enough));
  const auto each = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(all / wanted)));
  steps.beginSeconds = static_cast<double>(starts.beginSeconds());
  steps.widthSeconds = static_cast<double>(starts.widthSeconds()) * static_cast<double>(each);
  for (std::size_t i = 0; i < counts.size(); i += each) {
    const auto end = std::min(counts.size(), i + each);
    double sum = 0;
    for (auto j = i; j < end; ++j) sum += counts[j];
    // The last interval may be shorter.
    steps.perSecond.push_back(sum / (static_cast<double>(starts.widthSeconds()) * static_cast<double>(end - i)));
  }
  return steps;
}

ArrivalsChart::ArrivalsChart(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot) {
  plot_->setAccessibleName(tr("Invocations a second over the time of the logs"));
  plot_->yAxis->setTicker(QSharedPointer<CountTicker>::create());
  plot_->yAxis->setLabel(tr("Invocations a second"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  connect(&Theme::instance(), &Theme::changed, this, &ArrivalsChart::paint);
}

void ArrivalsChart::setStarts(const simulator::StartCounts& starts) {
  steps_ = rateSteps(starts);
  paint();
}

void ArrivalsChart::paint() {
  plot_->clearPlottables();
  paintTheme(*plot_);
  auto ticker = QSharedPointer<QCPAxisTickerDateTime>::create();
  ticker->setDateTimeSpec(Qt::UTC);
  const bool hasDate = steps_.beginSeconds >= kDay;
  const double span = steps_.widthSeconds * static_cast<double>(steps_.perSecond.size());
  const auto time = span < 600 ? QStringLiteral("hh:mm:ss") : QStringLiteral("hh:mm");
  ticker->setDateTimeFormat(hasDate ? time + "\nd MMM" : time);
  ticker->setTickCount(6);
  plot_->xAxis->setTicker(ticker);
  plot_->xAxis->setLabel(hasDate ? tr("Time of day, UTC") : tr("Time of day: the logs have no dates"));
  double greatest = 0;
  auto* graph = plot_->addGraph();
  graph->setLineStyle(QCPGraph::lsStepLeft);
  auto pen = seriesPen(0);
  pen.setWidthF(1.5);
  graph->setPen(pen);
  for (std::size_t i = 0; i < steps_.perSecond.size(); ++i) {
    graph->addData(steps_.beginSeconds + static_cast<double>(i) * steps_.widthSeconds, steps_.perSecond[i]);
    greatest = std::max(greatest, steps_.perSecond[i]);
  }
  if (!steps_.perSecond.empty()) graph->addData(steps_.beginSeconds + span, steps_.perSecond.back());
  plot_->xAxis->setRange(steps_.beginSeconds, steps_.beginSeconds + std::max(span, 1.0));
  plot_->yAxis->setRange(0, greatest > 0 ? greatest * 1.1 : 1);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace virga::ui
