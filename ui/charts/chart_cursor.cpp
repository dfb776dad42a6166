#include "ui/charts/chart_cursor.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include <qcustomplot.h>

#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr double kGrabReach = 5;  // pixels to the instant's line

}  // namespace

ChartCursor::ChartCursor(QCustomPlot& plot) : plot_(plot) {
  plot_.addLayer("cursor", plot_.layer("legend"), QCustomPlot::limAbove);
  layer_ = plot_.layer("cursor");
  layer_->setMode(QCPLayer::lmBuffered);
  line_ = new QCPItemStraightLine(&plot_);
  instantLine_ = new QCPItemStraightLine(&plot_);
  readout_ = new QCPItemText(&plot_);
  readout_->position->setTypeX(QCPItemPosition::ptPlotCoords);
  readout_->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  readout_->setPadding(QMargins(4, 2, 4, 2));
  readout_->setTextAlignment(Qt::AlignLeft);
  for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{instantLine_, line_, readout_}) {
    item->setLayer(layer_);
    item->setVisible(false);
  }
}

void ChartCursor::setLines(std::size_t count) {
  for (auto* dot : dots_) plot_.removeItem(dot);
  dots_.clear();
  for (std::size_t i = 0; i < count; ++i) {
    auto* dot = new QCPItemTracer(&plot_);
    dot->setStyle(QCPItemTracer::tsCircle);
    dot->setSize(5);
    dot->setLayer(layer_);
    dot->setVisible(false);
    dots_.push_back(dot);
  }
}

void ChartCursor::paintTheme(const std::vector<ChartLine>& lines, const QFont& font) {
  const auto& theme = Theme::instance();
  line_->setPen(QPen(theme.color(Role::mutedText), 0));
  instantLine_->setPen(QPen(theme.color(Role::accent), 2));
  readout_->setColor(theme.color(Role::text));
  readout_->setFont(font);
  auto background = theme.color(Role::panel);
  background.setAlpha(230);
  readout_->setBrush(background);
  readout_->setPen(QPen(theme.color(Role::border), 0));
  for (std::size_t i = 0; i < dots_.size(); ++i) {
    const auto color = theme.color(lines[i].color);
    dots_[i]->setPen(QPen(color, 0));
    dots_[i]->setBrush(color);
  }
}

void ChartCursor::show(const ChartReadout& readout, TimeRange range) {
  line_->point1->setCoords(readout.middle, 0);
  line_->point2->setCoords(readout.middle, 1);
  line_->setVisible(true);
  for (std::size_t i = 0; i < dots_.size(); ++i) {
    dots_[i]->setVisible(readout.values[i].has_value());
    if (readout.values[i]) dots_[i]->position->setCoords(readout.middle, *readout.values[i]);
  }
  readout_->setText(readout.text);
  const bool leftHalf = readout.middle <= (range.from + range.to) / 2;
  readout_->setPositionAlignment(leftHalf ? Qt::AlignLeft | Qt::AlignTop : Qt::AlignRight | Qt::AlignTop);
  const double gap = (range.to - range.from) * 6 / std::max(1, plot_.width());
  readout_->position->setCoords(readout.middle + (leftHalf ? gap : -gap), 0.02);
  readout_->setVisible(true);
}

void ChartCursor::hide() {
  line_->setVisible(false);
  readout_->setVisible(false);
  for (auto* dot : dots_) dot->setVisible(false);
}

void ChartCursor::draw() { layer_->replot(); }

void ChartCursor::setInstant(std::optional<double> seconds) {
  instant_ = seconds;
  instantLine_->setVisible(seconds.has_value());
  if (!seconds) return;
  instantLine_->point1->setCoords(*seconds, 0);
  instantLine_->point2->setCoords(*seconds, 1);
}

bool ChartCursor::isOnInstant(QPointF position) const {
  return instant_ && std::abs(plot_.xAxis->coordToPixel(*instant_) - position.x()) <= kGrabReach;
}

}  // namespace virga::ui
