#include "ui/charts/time_chart.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

constexpr int kLeftMargin = 58;  // the same in all charts, so that their time axes stand above each other
constexpr int kLineWidth = 1;    // more than 1 goes through the path stroker, which is a hundred times slower

class ValueTicker : public QCPAxisTicker {
 public:
  void setUnit(const QString& unit) { unit_ = unit; }

 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return valueText(tick, unit_); }

 private:
  QString unit_;
};

QIcon lineIcon(const QColor& color, Qt::PenStyle style) {
  QPixmap pixmap(36, 20);
  pixmap.setDevicePixelRatio(2);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setPen(QPen(color, 2, style));
  painter.drawLine(QPointF(0, 5), QPointF(18, 5));
  return QIcon(pixmap);
}

}  // namespace

TimeChart::TimeChart(QWidget* parent)
    : QWidget(parent),
      plot_(new QCustomPlot),
      title_(new QLabel),
      message_(new QLabel),
      legend_(new QHBoxLayout),
      pages_(new QStackedLayout) {
  auto font = title_->font();
  font.setBold(true);
  title_->setFont(font);
  message_->setAlignment(Qt::AlignCenter);
  message_->setWordWrap(true);
  message_->setObjectName("chartMessage");
  legend_->setSpacing(2);
  auto* header = new QHBoxLayout;
  header->addWidget(title_);
  header->addStretch();
  header->addLayout(legend_);
  pages_->addWidget(plot_);
  pages_->addWidget(message_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 2, 4, 2);
  layout->setSpacing(0);
  layout->addLayout(header);
  layout->addLayout(pages_, 1);
  setMinimumSize(260, 122);
  buildPlot();
  paintTheme();
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    paintTheme();
    buildLegend();
    redraw();
  });
}

void TimeChart::buildPlot() {
  plot_->setObjectName("plot");
  plot_->setMinimumHeight(80);
  auto* axes = plot_->axisRect();
  axes->setAutoMargins(QCP::msTop | QCP::msBottom | QCP::msRight);
  axes->setMargins(QMargins(kLeftMargin, 0, 0, 0));
  axes->setMinimumMargins(QMargins(0, 4, 10, 0));
  plot_->xAxis->setTicker(QSharedPointer<QCPAxisTickerTime>::create());
  plot_->yAxis->setTicker(QSharedPointer<ValueTicker>::create());
  plot_->yAxis->ticker()->setTickCount(4);
  plot_->xAxis->setTickLabelPadding(6);  // apart from the lowest label of the other axis
  plot_->addLayer("cursor", plot_->layer("legend"), QCustomPlot::limAbove);
  cursorLayer_ = plot_->layer("cursor");
  cursorLayer_->setMode(QCPLayer::lmBuffered);
  cursorLine_ = new QCPItemStraightLine(plot_);
  readout_ = new QCPItemText(plot_);
  readout_->position->setTypeX(QCPItemPosition::ptPlotCoords);
  readout_->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  readout_->setPadding(QMargins(4, 2, 4, 2));
  readout_->setTextAlignment(Qt::AlignLeft);
  for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(cursorLine_), static_cast<QCPAbstractItem*>(readout_)}) {
    item->setLayer(cursorLayer_);
    item->setVisible(false);
  }
  connect(plot_, &QCustomPlot::beforeReplot, this, [this] {
    if (stale_ || filledWidth_ != plot_->width()) fillGraphs();
  });
  plot_->installEventFilter(this);
}

void TimeChart::paintTheme() {
  const auto& theme = Theme::instance();
  plot_->setBackground(QBrush(theme.color(Role::chartBackground)));
  for (auto* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setBasePen(QPen(theme.color(Role::border), 0));
    axis->setTickPen(QPen(theme.color(Role::border), 0));
    axis->setSubTicks(false);
    axis->setTickLabelColor(theme.color(Role::mutedText));
    axis->setTickLabelFont(font());
    axis->grid()->setPen(QPen(theme.color(Role::chartGrid), 0));
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  cursorLine_->setPen(QPen(theme.color(Role::mutedText), 0));
  readout_->setColor(theme.color(Role::text));
  readout_->setFont(font());
  auto background = theme.color(Role::panel);
  background.setAlpha(230);
  readout_->setBrush(background);
  readout_->setPen(QPen(theme.color(Role::border), 0));
  for (int i = 0; i < plot_->graphCount(); ++i) {
    const auto& line = content_.lines[static_cast<std::size_t>(i)];
    const auto color = theme.color(line.color);
    plot_->graph(i)->setPen(QPen(color, kLineWidth, line.style));
    dots_[static_cast<std::size_t>(i)]->setPen(QPen(color, 0));
    dots_[static_cast<std::size_t>(i)]->setBrush(color);
  }
}

void TimeChart::buildLegend() {
  for (std::size_t i = 0; i < toggles_.size(); ++i)
    toggles_[i]->setIcon(lineIcon(Theme::instance().color(content_.lines[i].color), content_.lines[i].style));
}

void TimeChart::setContent(ChartContent content, double bucketSeconds, TimeRange range) {
  content_ = std::move(content);
  bucketSeconds_ = bucketSeconds;
  range_ = range;
  setObjectName("chart_" + content_.id);
  setAccessibleName(content_.title);
  title_->setText(content_.title);
  title_->setToolTip(content_.help);
  message_->setText(content_.emptyText);

  // Before the page is shown, which may draw the plot at once.
  plot_->clearGraphs();
  pages_->setCurrentIndex(content_.emptyText.isEmpty() ? 0 : 1);
  for (auto* dot : dots_) plot_->removeItem(dot);
  dots_.clear();
  qDeleteAll(toggles_);
  toggles_.clear();
  for (const auto& line : content_.lines) {
    auto* graph = plot_->addGraph();
    graph->setAdaptiveSampling(false);
    auto* dot = new QCPItemTracer(plot_);
    dot->setStyle(QCPItemTracer::tsCircle);
    dot->setSize(5);
    dot->setLayer(cursorLayer_);
    dot->setVisible(false);
    dots_.push_back(dot);
    auto* toggle = new QToolButton;
    toggle->setText(line.name);
    toggle->setAccessibleName(tr("Show %1").arg(line.name));
    toggle->setCheckable(true);
    toggle->setChecked(true);
    toggle->setAutoRaise(true);
    toggle->setIconSize({18, 10});
    toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toggle->setVisible(content_.emptyText.isEmpty());
    connect(toggle, &QToolButton::toggled, this, [this, graph](bool shown) {
      graph->setVisible(shown);
      setCursor(std::nullopt);
      stale_ = true;
      plot_->replot(QCustomPlot::rpQueuedReplot);
    });
    legend_->addWidget(toggle);
    toggles_.push_back(toggle);
  }
  if (!content_.lines.empty())
    static_cast<ValueTicker*>(plot_->yAxis->ticker().data())->setUnit(content_.lines.front().unit);
  paintTheme();
  buildLegend();
  setCursor(std::nullopt);
  setTimeRange(range);
}

void TimeChart::setTimeRange(TimeRange range) {
  range_ = range;
  stale_ = true;
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void TimeChart::redraw() {
  stale_ = true;
  plot_->replot(QCustomPlot::rpImmediateRefresh);
}

void TimeChart::fillGraphs() {
  stale_ = false;
  filledWidth_ = plot_->width();
  double largest = 0;
  for (int i = 0; i < plot_->graphCount(); ++i) {
    if (!plot_->graph(i)->visible()) continue;
    const auto points =
        pointsForPixels(*content_.lines[static_cast<std::size_t>(i)].values, bucketSeconds_, range_, filledWidth_);
    QVector<QCPGraphData> drawn;
    drawn.reserve(static_cast<qsizetype>(points.size()));
    for (const auto& point : points) {
      drawn.append(QCPGraphData(point.time, point.value));
      if (point.value > largest) largest = point.value;
    }
    plot_->graph(i)->data()->set(drawn, true);
  }
  plot_->xAxis->setRange(range_.from, range_.to);
  plot_->yAxis->setRange(0, largest > 0 ? largest * 1.08 : 1);
  auto* ticker = static_cast<QCPAxisTickerTime*>(plot_->xAxis->ticker().data());
  ticker->setTimeFormat(range_.to - range_.from > 600 ? "%h:%m" : "%h:%m:%s");
  ticker->setFieldWidth(QCPAxisTickerTime::tuHours, 1);
  ticker->setTickCount(std::max(2, filledWidth_ / 90));
}

void TimeChart::setCursor(std::optional<double> time) {
  const bool shown = time && content_.emptyText.isEmpty();
  cursorLine_->setVisible(shown);
  readout_->setVisible(shown);
  for (auto* dot : dots_) dot->setVisible(false);
  if (shown) showCursor(*time);
  cursorLayer_->replot();
}

void TimeChart::showCursor(double time) {
  const double index = std::floor(time / bucketSeconds_);
  const double middle = (index + 0.5) * bucketSeconds_;
  cursorLine_->point1->setCoords(middle, 0);
  cursorLine_->point2->setCoords(middle, 1);
  QString text = clockText(index * bucketSeconds_);
  for (std::size_t i = 0; i < dots_.size(); ++i) {
    const auto& line = content_.lines[i];
    if (!plot_->graph(static_cast<int>(i))->visible()) continue;
    if (index < 0 || index >= static_cast<double>(line.values->size())) continue;
    const double value = (*line.values)[static_cast<std::size_t>(index)];
    text += QString("\n%1 %2").arg(line.name, valueText(value, line.unit));
    if (std::isnan(value)) continue;
    dots_[i]->position->setCoords(middle, value);
    dots_[i]->setVisible(true);
  }
  readout_->setText(text);
  const bool leftHalf = middle < (range_.from + range_.to) / 2;
  readout_->setPositionAlignment(leftHalf ? Qt::AlignLeft | Qt::AlignTop : Qt::AlignRight | Qt::AlignTop);
  const double gap = (range_.to - range_.from) * 6 / std::max(1, plot_->width());
  readout_->position->setCoords(middle + (leftHalf ? gap : -gap), 0.02);
}

void TimeChart::zoom(double time, double factor) {
  emit rangeWanted({time - (time - range_.from) * factor, time + (range_.to - time) * factor});
}

bool TimeChart::eventFilter(QObject* watched, QEvent* event) {
  const auto timeAt = [this](QPointF position) { return plot_->xAxis->pixelToCoord(position.x()); };
  switch (event->type()) {
    case QEvent::MouseMove: {
      const auto* move = static_cast<QMouseEvent*>(event);
      const double time = timeAt(move->position());
      if (dragFrom_ && (move->buttons() & Qt::LeftButton)) {
        const double shift = *dragFrom_ - time;
        if (shift != 0) emit rangeWanted({range_.from + shift, range_.to + shift});
      } else {
        emit cursorMoved(time);
      }
      return true;
    }
    case QEvent::MouseButtonPress: {
      const auto* press = static_cast<QMouseEvent*>(event);
      if (press->button() == Qt::LeftButton) dragFrom_ = timeAt(press->position());
      return true;
    }
    case QEvent::MouseButtonRelease: dragFrom_.reset(); return true;
    case QEvent::MouseButtonDblClick: emit wholeRangeWanted(); return true;
    case QEvent::Leave: emit cursorMoved(std::nullopt); break;
    case QEvent::Wheel: {
      const auto* wheel = static_cast<QWheelEvent*>(event);
      if (wheel->angleDelta().y() != 0) zoom(timeAt(wheel->position()), std::pow(0.8, wheel->angleDelta().y() / 120.0));
      return true;
    }
    default: break;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace virga::ui
