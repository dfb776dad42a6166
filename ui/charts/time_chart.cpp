#include "ui/charts/time_chart.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include "ui/charts/band_plottable.h"
#include "ui/charts/chart_export.h"
#include "ui/charts/quantity_text.h"
#include "ui/export/save_csv.h"

namespace virga::ui {

namespace {

constexpr int kLeftMargin = 58;  // the same in all charts, so that their time axes stand above each other
constexpr int kLineWidth = 1;    // more than 1 goes through the path stroker, which is a hundred times slower

constexpr double kGrabReach = 5;    // pixels to the instant's line
constexpr double kPointReach = 12;  // pixels from a click to a line's value
constexpr int kBandAlpha = 56;
constexpr int kWideReadout = 620;  // pixels from which the figures of the visible range have room

// Money stands in the title: there is no room for it beside the axis.
QString axisUnit(const QString& unit) {
  static const QStringList kShort{"ms", "s", "1/s"};
  return kShort.contains(unit) ? unit : QStringLiteral("1");
}

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
  makeMenu();
  auto* more = new QToolButton;
  more->setObjectName("chartMenuButton");
  more->setText(QStringLiteral("⋯"));
  more->setAccessibleName(tr("Save or copy the chart"));
  more->setToolTip(tr("Save or copy the chart"));
  more->setAutoRaise(true);
  more->setPopupMode(QToolButton::InstantPopup);
  more->setMenu(menu_);
  more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
  header->addWidget(more);
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
  instantLine_ = new QCPItemStraightLine(plot_);
  readout_ = new QCPItemText(plot_);
  readout_->position->setTypeX(QCPItemPosition::ptPlotCoords);
  readout_->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  readout_->setPadding(QMargins(4, 2, 4, 2));
  readout_->setTextAlignment(Qt::AlignLeft);
  for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{instantLine_, cursorLine_, readout_}) {
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
  instantLine_->setPen(QPen(theme.color(Role::accent), 2));
  readout_->setColor(theme.color(Role::text));
  readout_->setFont(font());
  auto background = theme.color(Role::panel);
  background.setAlpha(230);
  readout_->setBrush(background);
  readout_->setPen(QPen(theme.color(Role::border), 0));
  for (std::size_t i = 0; i < graphs_.size(); ++i) {
    const auto& line = content_.lines[i];
    auto color = theme.color(line.color);
    graphs_[i]->setPen(QPen(color, kLineWidth, line.style));
    if (baselines_[i]) baselines_[i]->setPen(QPen(color, kLineWidth, Qt::DashLine));
    dots_[i]->setPen(QPen(color, 0));
    dots_[i]->setBrush(color);
    color.setAlpha(kBandAlpha);
    if (bands_[i]) bands_[i]->setBrush(color);
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
  plot_->clearPlottables();
  graphs_.clear();
  baselines_.clear();
  bands_.clear();
  pages_->setCurrentIndex(content_.emptyText.isEmpty() ? 0 : 1);
  for (auto* dot : dots_) plot_->removeItem(dot);
  dots_.clear();
  qDeleteAll(toggles_);
  toggles_.clear();
  for (const auto& line : content_.lines) {
    // Bands lie under all lines.
    BandPlottable* band = nullptr;
    if (line.low && line.high) {
      band = new BandPlottable(plot_->xAxis, plot_->yAxis);
      band->setPen(Qt::NoPen);
      band->setLayer(QStringLiteral("grid"));
    }
    bands_.push_back(band);
    auto* graph = plot_->addGraph();
    graph->setAdaptiveSampling(false);
    graphs_.push_back(graph);
    auto* baseline = line.baseline ? plot_->addGraph() : nullptr;
    if (baseline) baseline->setAdaptiveSampling(false);
    baselines_.push_back(baseline);
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
    connect(toggle, &QToolButton::toggled, this, [this, graph, baseline, band](bool shown) {
      graph->setVisible(shown);
      if (baseline) baseline->setVisible(shown);
      if (band) band->setVisible(shown);
      setCursor(std::nullopt);
      stale_ = true;
      plot_->replot(QCustomPlot::rpQueuedReplot);
    });
    legend_->addWidget(toggle);
    toggles_.push_back(toggle);
  }
  if (!content_.lines.empty())
    static_cast<ValueTicker*>(plot_->yAxis->ticker().data())->setUnit(axisUnit(content_.lines.front().unit));
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
  const auto fill = [&](QCPGraph* graph, const std::vector<double>& values, double bucketSeconds) {
    const auto points = pointsForPixels(values, bucketSeconds, range_, filledWidth_);
    QVector<QCPGraphData> drawn;
    drawn.reserve(static_cast<qsizetype>(points.size()));
    for (const auto& point : points) {
      drawn.append(QCPGraphData(point.time, point.value));
      if (point.value > largest) largest = point.value;
    }
    graph->data()->set(drawn, true);
  };
  for (std::size_t i = 0; i < graphs_.size(); ++i) {
    const auto& line = content_.lines[i];
    if (!graphs_[i]->visible()) continue;
    fill(graphs_[i], *line.values, bucketSeconds_);
    if (baselines_[i]) fill(baselines_[i], *line.baseline, content_.baselineBucketSeconds);
    if (bands_[i]) {
      auto steps = bandForPixels(*line.low, *line.high, bucketSeconds_, range_, filledWidth_);
      for (const auto& step : steps) largest = std::max(largest, step.high);
      bands_[i]->setSteps(std::move(steps));
    }
    const auto seen = windowFigures(*line.values, bucketSeconds_, range_);
    toggles_[i]->setToolTip(tr("%1 in view: least %2, mean %3, greatest %4")
                                .arg(line.name, valueText(seen.least, line.unit), valueText(seen.mean, line.unit),
                                     valueText(seen.greatest, line.unit)));
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

void TimeChart::setInstant(std::optional<double> time) {
  instant_ = time;
  instantLine_->setVisible(time && content_.emptyText.isEmpty());
  if (time) {
    instantLine_->point1->setCoords(*time, 0);
    instantLine_->point2->setCoords(*time, 1);
  }
  // Drawn with the cursor, which follows.
}

void TimeChart::showCursor(double time) {
  const double index = std::floor(time / bucketSeconds_);
  const double middle = (index + 0.5) * bucketSeconds_;
  cursorLine_->point1->setCoords(middle, 0);
  cursorLine_->point2->setCoords(middle, 1);
  QString text = clockText(index * bucketSeconds_);
  const auto valueAt = [](const std::vector<double>& values, double at) {
    return at < 0 || at >= static_cast<double>(values.size()) ? std::numeric_limits<double>::quiet_NaN()
                                                              : values[static_cast<std::size_t>(at)];
  };
  for (std::size_t i = 0; i < dots_.size(); ++i) {
    const auto& line = content_.lines[i];
    if (!graphs_[i]->visible()) continue;
    if (index < 0 || index >= static_cast<double>(line.values->size())) continue;
    const double value = valueAt(*line.values, index);
    text += QString("\n%1 %2").arg(line.name, valueText(value, line.unit));
    if (line.baseline)
      text += tr(" (%1: %2)")
                  .arg(content_.baselineName,
                       valueText(valueAt(*line.baseline, std::floor(time / content_.baselineBucketSeconds)), line.unit));
    if (plot_->width() >= kWideReadout) {
      const auto seen = windowFigures(*line.values, bucketSeconds_, range_);
      text += tr("   in view %1 … %2").arg(valueText(seen.least, line.unit), valueText(seen.greatest, line.unit));
    }
    if (std::isnan(value)) continue;
    dots_[i]->position->setCoords(middle, value);
    dots_[i]->setVisible(true);
  }
  readout_->setText(text);
  const bool leftHalf = middle <= (range_.from + range_.to) / 2;
  readout_->setPositionAlignment(leftHalf ? Qt::AlignLeft | Qt::AlignTop : Qt::AlignRight | Qt::AlignTop);
  const double gap = (range_.to - range_.from) * 6 / std::max(1, plot_->width());
  readout_->position->setCoords(middle + (leftHalf ? gap : -gap), 0.02);
}

void TimeChart::zoom(double time, double factor) {
  emit rangeWanted({time - (time - range_.from) * factor, time + (range_.to - time) * factor});
}

bool TimeChart::isOnInstant(QPointF position) const {
  return instant_ && instantLine_->visible() && std::abs(plot_->xAxis->coordToPixel(*instant_) - position.x()) <= kGrabReach;
}

// The instant, and the nearest line's value there.
void TimeChart::clickAt(QPointF position) {
  const double time = plot_->xAxis->pixelToCoord(position.x());
  if (time < range_.from || time > range_.to || !content_.emptyText.isEmpty()) return;
  emit instantWanted(time);
  const double index = std::floor(time / bucketSeconds_);
  double nearest = kPointReach;
  std::optional<double> found;
  for (std::size_t i = 0; i < graphs_.size(); ++i) {
    const auto& values = *content_.lines[i].values;
    if (!graphs_[i]->visible() || index < 0 || index >= static_cast<double>(values.size())) continue;
    const double value = values[static_cast<std::size_t>(index)];
    if (std::isnan(value)) continue;
    const double away = std::abs(plot_->yAxis->coordToPixel(value) - position.y());
    if (away > nearest) continue;
    nearest = away;
    found = value;
  }
  if (found) emit pointClicked(time, *found);
}

void TimeChart::makeMenu() {
  menu_ = new QMenu(this);
  menu_->setObjectName("chartMenu");
  const auto add = [this](const char* name, const QString& text, auto slot) {
    menu_->addAction(text, this, slot)->setObjectName(name);
  };
  add("chartPng", tr("Save as PNG …"), [this] { savePicture(tr("Pictures (*.png)"), "png", 1); });
  add("chartPng2", tr("Save as PNG in double size …"), [this] { savePicture(tr("Pictures (*.png)"), "png", 2); });
  add("chartSvg", tr("Save as SVG …"), [this] { savePicture(tr("Scalable pictures (*.svg)"), "svg", 1); });
  add("chartCsv", tr("Save as CSV …"), [this] {
    saveCsv(this, tr("Save the chart's values"), content_.id + ".csv", chartCsv(content_, bucketSeconds_, range_));
  });
  menu_->addSeparator();
  add("chartCopy", tr("Copy as table"), [this] { copyAsTable(); });
}

void TimeChart::copyAsTable() { QApplication::clipboard()->setText(chartTable(content_, bucketSeconds_, range_)); }

void TimeChart::savePicture(const QString& filter, const QString& suffix, double scale) {
  auto* dialog = new QFileDialog(this, tr("Save the chart"), QString(), filter);
  dialog->setObjectName("chartFileDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(suffix);
  dialog->selectFile(content_.id + '.' + suffix);
  connect(dialog, &QFileDialog::fileSelected, this, [this, suffix, scale](const QString& path) {
    setCursor(std::nullopt);
    const auto reason =
        suffix == "svg" ? writeChartSvg(*plot_, content_, path) : writeChartPng(*plot_, content_, path, scale);
    redraw();
    if (reason.isEmpty()) return;
    auto* box =
        new QMessageBox(QMessageBox::Warning, tr("Not saved"), tr("The chart can't be saved."), QMessageBox::Ok, this);
    box->setObjectName("failureBox");
    box->setInformativeText(reason);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
  });
  dialog->open();
}

void TimeChart::contextMenuEvent(QContextMenuEvent* event) { menu_->popup(event->globalPos()); }

bool TimeChart::eventFilter(QObject* watched, QEvent* event) {
  const auto timeAt = [this](QPointF position) { return plot_->xAxis->pixelToCoord(position.x()); };
  switch (event->type()) {
    case QEvent::MouseMove: {
      const auto* move = static_cast<QMouseEvent*>(event);
      const double time = timeAt(move->position());
      const bool held = move->buttons() & Qt::LeftButton;
      if (held && (move->pos() - pressedAt_).manhattanLength() >= 4) moved_ = true;
      if (held && dragsInstant_) {
        emit instantWanted(std::clamp(time, range_.from, range_.to));
      } else if (held && dragFrom_) {
        const double shift = *dragFrom_ - time;
        if (moved_ && shift != 0) emit rangeWanted({range_.from + shift, range_.to + shift});
      } else {
        plot_->setCursor(isOnInstant(move->position()) ? Qt::SizeHorCursor : Qt::ArrowCursor);
        emit cursorMoved(time);
      }
      return true;
    }
    case QEvent::MouseButtonPress: {
      const auto* press = static_cast<QMouseEvent*>(event);
      if (press->button() != Qt::LeftButton) return true;
      pressedAt_ = press->pos();
      moved_ = false;
      dragsInstant_ = isOnInstant(press->position());
      dragFrom_ = timeAt(press->position());
      return true;
    }
    case QEvent::MouseButtonRelease: {
      const auto* release = static_cast<QMouseEvent*>(event);
      const bool clicked = dragFrom_ && !moved_ && release->button() == Qt::LeftButton;
      dragFrom_.reset();
      dragsInstant_ = false;
      if (clicked) clickAt(release->position());
      return true;
    }
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
