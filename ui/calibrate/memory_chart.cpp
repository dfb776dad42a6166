#include "ui/calibrate/memory_chart.h"

#include <algorithm>

#include <QVBoxLayout>

#include "ui/charts/quantity_text.h"
#include "ui/compare/plot_look.h"

namespace virga::ui {

namespace {

constexpr std::int64_t kMostBars = 120;

// Short numbers where the counts are long.
class ShortCountTicker : public QCPAxisTicker {
 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return shortCountText(tick); }
};

}  // namespace

MemoryChart::MemoryChart(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot) {
  plot_->setAccessibleName(tr("Invocations by the memory that they used"));
  plot_->xAxis->setTicker(QSharedPointer<CountTicker>::create());
  plot_->xAxis->setLabel(tr("Most memory used, MiB"));
  plot_->yAxis->setTicker(QSharedPointer<ShortCountTicker>::create());
  plot_->yAxis->setLabel(tr("Invocations"));
  putLegendBeside(*plot_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  connect(&Theme::instance(), &Theme::changed, this, &MemoryChart::paint);
}

void MemoryChart::setUsed(const std::map<std::int64_t, std::uint64_t>& used, std::optional<std::int64_t> sizeMib) {
  used_ = used;
  sizeMib_ = sizeMib;
  paint();
}

void MemoryChart::paint() {
  plot_->clearPlottables();
  paintTheme(*plot_);
  const auto greatest = std::max(used_.empty() ? 1 : used_.rbegin()->first, sizeMib_.value_or(0));
  const auto width = std::max<std::int64_t>(1, greatest / kMostBars);
  std::map<std::int64_t, std::uint64_t> bars;
  for (const auto& [mib, count] : used_) bars[mib / width] += count;
  auto* shown = new QCPBars(plot_->xAxis, plot_->yAxis);
  shown->setName(tr("Used"));
  shown->setWidth(static_cast<double>(width));
  shown->setPen(QPen(seriesColor(0), 0));
  shown->setBrush(seriesColor(0));
  double most = 1;
  for (const auto& [bar, count] : bars) {
    shown->addData((static_cast<double>(bar) + 0.5) * static_cast<double>(width), static_cast<double>(count));
    most = std::max(most, static_cast<double>(count));
  }
  if (sizeMib_) {
    auto* size = plot_->addGraph();
    size->setName(tr("Memory in the logs"));
    auto pen = seriesPen(1);
    pen.setWidth(2);
    size->setPen(pen);
    const auto at = static_cast<double>(*sizeMib_);
    size->setData({at, at}, {0, most * 1.1});
  }
  plot_->xAxis->setRange(0, static_cast<double>(greatest) * 1.05);
  plot_->yAxis->setRange(0, most * 1.1);
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace virga::ui
