#include "ui/charts/time_chart.h"

#include <algorithm>
#include <cmath>

#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include "ui/charts/band_plottable.h"
#include "ui/charts/chart_cursor.h"
#include "ui/charts/chart_header.h"
#include "ui/charts/chart_menu.h"
#include "ui/charts/chart_mouse.h"
#include "ui/charts/chart_readout.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

constexpr int kLeftMargin = 58;  // the same in all charts, so that their time axes stand above each other
constexpr int kLineWidth = 1;    // more than 1 goes through the path stroker, which is a hundred times slower

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

}  // namespace

TimeChart::TimeChart(QWidget* parent)
    : QWidget(parent),
      menu_(makeChartMenu(this)),
      header_(new ChartHeader(menu_)),
      plot_(new QCustomPlot),
      message_(new QLabel),
      pages_(new QStackedLayout) {
  message_->setAlignment(Qt::AlignCenter);
  message_->setWordWrap(true);
  message_->setObjectName("chartMessage");
  pages_->addWidget(plot_);
  pages_->addWidget(message_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 2, 4, 2);
  layout->setSpacing(0);
  layout->addWidget(header_);
  layout->addLayout(pages_, 1);
  setMinimumWidth(260);
  buildPlot();
  cursor_ = std::make_unique<ChartCursor>(*plot_);
  connectMouse();
  paintTheme();
  connect(header_, &ChartHeader::toggled, this, &TimeChart::showLine);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    paintTheme();
    redraw();
  });
}

TimeChart::~TimeChart() = default;

void TimeChart::buildPlot() {
  plot_->setObjectName("plot");
  plot_->setMinimumHeight(94);
  auto* axes = plot_->axisRect();
  axes->setAutoMargins(QCP::msTop | QCP::msBottom | QCP::msRight);
  axes->setMargins(QMargins(kLeftMargin, 0, 0, 0));
  axes->setMinimumMargins(QMargins(0, 4, 10, 0));
  plot_->xAxis->setTicker(QSharedPointer<QCPAxisTickerTime>::create());
  plot_->yAxis->setTicker(QSharedPointer<ValueTicker>::create());
  plot_->yAxis->ticker()->setTickCount(4);
  plot_->xAxis->setTickLabelPadding(6);  // apart from the lowest label of the other axis
  connect(plot_, &QCustomPlot::beforeReplot, this, [this] {
    if (stale_ || filledWidth_ != plot_->width()) fillGraphs();
  });
}

void TimeChart::connectMouse() {
  mouse_ = new ChartMouse(
      plot_, [this](QPointF position) { return cursor_->isOnInstant(position); }, this);
  connect(mouse_, &ChartMouse::pointed, this, &TimeChart::cursorMoved);
  connect(mouse_, &ChartMouse::rangeWanted, this, &TimeChart::rangeWanted);
  connect(mouse_, &ChartMouse::wholeRangeWanted, this, &TimeChart::wholeRangeWanted);
  connect(mouse_, &ChartMouse::instantDragged, this, &TimeChart::instantWanted);
  connect(mouse_, &ChartMouse::clicked, this, &TimeChart::clickAt);
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
  for (std::size_t i = 0; i < drawn_.size(); ++i) {
    const auto& [graph, baseline, band, seen] = drawn_[i];
    const auto& line = content_.lines[i];
    auto color = theme.color(line.color);
    graph->setPen(QPen(color, kLineWidth, line.style));
    if (baseline) baseline->setPen(QPen(color, kLineWidth, Qt::DashLine));
    color.setAlpha(kBandAlpha);
    if (band) band->setBrush(color);
  }
  cursor_->paintTheme(content_.lines, font());
}

void TimeChart::setContent(ChartContent content, double bucketSeconds, TimeRange range) {
  content_ = std::move(content);
  bucketSeconds_ = bucketSeconds;
  range_ = range;
  setObjectName("chart_" + content_.id);
  setAccessibleName(content_.title);
  message_->setText(content_.emptyText);

  // Before the page is shown, which may draw the plot at once.
  plot_->clearPlottables();
  drawn_.clear();
  pages_->setCurrentIndex(content_.emptyText.isEmpty() ? 0 : 1);
  header_->setContent(content_);
  cursor_->setLines(content_.lines.size());
  for (const auto& line : content_.lines) drawn_.push_back(draw(line));
  if (!content_.lines.empty())
    static_cast<ValueTicker*>(plot_->yAxis->ticker().data())->setUnit(axisUnit(content_.lines.front().unit));
  paintTheme();
  setCursor(std::nullopt);
  setTimeRange(range);
}

TimeChart::Drawn TimeChart::draw(const ChartLine& line) {
  Drawn drawn;
  // Bands lie under all lines.
  if (line.low && line.high) {
    drawn.band = new BandPlottable(plot_->xAxis, plot_->yAxis);
    drawn.band->setPen(Qt::NoPen);
    drawn.band->setLayer(QStringLiteral("grid"));
  }
  drawn.graph = plot_->addGraph();
  drawn.graph->setAdaptiveSampling(false);
  if (line.baseline) {
    drawn.baseline = plot_->addGraph();
    drawn.baseline->setAdaptiveSampling(false);
  }
  return drawn;
}

void TimeChart::showLine(std::size_t line, bool shown) {
  const auto& [graph, baseline, band, seen] = drawn_[line];
  graph->setVisible(shown);
  if (baseline) baseline->setVisible(shown);
  if (band) band->setVisible(shown);
  setCursor(std::nullopt);
  stale_ = true;
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

std::vector<bool> TimeChart::shownLines() const {
  std::vector<bool> shown;
  for (const auto& drawn : drawn_) shown.push_back(drawn.graph->visible());
  return shown;
}

const WindowFigures& TimeChart::seenOf(std::size_t line) {
  auto& seen = drawn_[line].seen;
  if (!seen) seen = windowFigures(*content_.lines[line].values, bucketSeconds_, range_);
  return *seen;
}

void TimeChart::setTimeRange(TimeRange range) {
  range_ = range;
  for (auto& drawn : drawn_) drawn.seen.reset();
  mouse_->setTimeRange(range);
  stale_ = true;
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void TimeChart::redraw() {
  stale_ = true;
  plot_->replot(QCustomPlot::rpImmediateRefresh);
}

QString TimeChart::painted(const std::function<QString(QCustomPlot&)>& paint) {
  setCursor(std::nullopt);
  const auto said = paint(*plot_);
  redraw();
  return said;
}

// The greatest value that is drawn of the line.
double TimeChart::fill(Drawn& drawn, const ChartLine& line) {
  double largest = 0;
  const auto fillGraph = [&](QCPGraph* graph, const std::vector<double>& values, double bucketSeconds) {
    const auto points = pointsForPixels(values, bucketSeconds, range_, filledWidth_);
    QVector<QCPGraphData> corners;
    corners.reserve(static_cast<qsizetype>(points.size()));
    for (const auto& point : points) {
      corners.append(QCPGraphData(point.time, point.value));
      if (point.value > largest) largest = point.value;
    }
    graph->data()->set(corners, true);
  };
  fillGraph(drawn.graph, *line.values, bucketSeconds_);
  if (drawn.baseline) fillGraph(drawn.baseline, *line.baseline, content_.baselineBucketSeconds);
  if (drawn.band) {
    auto steps = bandForPixels(*line.low, *line.high, bucketSeconds_, range_, filledWidth_);
    for (const auto& step : steps) largest = std::max(largest, step.high);
    drawn.band->setSteps(std::move(steps));
  }
  return largest;
}

void TimeChart::fillGraphs() {
  stale_ = false;
  filledWidth_ = plot_->width();
  double largest = 0;
  for (std::size_t i = 0; i < drawn_.size(); ++i) {
    auto& drawn = drawn_[i];
    const auto& line = content_.lines[i];
    if (!drawn.graph->visible()) continue;
    largest = std::max(largest, fill(drawn, line));
    header_->setFigures(i, seenOf(i));
  }
  plot_->xAxis->setRange(range_.from, range_.to);
  plot_->yAxis->setRange(0, largest > 0 ? largest * 1.08 : 1);
  auto* ticker = static_cast<QCPAxisTickerTime*>(plot_->xAxis->ticker().data());
  ticker->setTimeFormat(range_.to - range_.from > 600 ? "%h:%m" : "%h:%m:%s");
  ticker->setFieldWidth(QCPAxisTickerTime::tuHours, 1);
  ticker->setTickCount(std::max(2, filledWidth_ / 90));
}

void TimeChart::setCursor(std::optional<double> time) {
  if (time && content_.emptyText.isEmpty()) {
    std::vector<WindowFigures> seen;
    if (plot_->width() >= kWideReadout)
      for (std::size_t i = 0; i < drawn_.size(); ++i) seen.push_back(seenOf(i));
    cursor_->show(readoutAt(content_, bucketSeconds_, *time, shownLines(), seen), range_);
  } else {
    cursor_->hide();
  }
  cursor_->draw();
}

void TimeChart::setInstant(std::optional<double> time) {
  cursor_->setInstant(content_.emptyText.isEmpty() ? time : std::nullopt);
  // Drawn with the cursor, which follows.
}

// The instant, and the nearest line's value there.
void TimeChart::clickAt(QPointF position) {
  const double time = plot_->xAxis->pixelToCoord(position.x());
  if (time < range_.from || time > range_.to || !content_.emptyText.isEmpty()) return;
  emit instantWanted(time);
  double nearest = kPointReach;
  std::optional<double> found;
  for (const auto& value : readoutAt(content_, bucketSeconds_, time, shownLines()).values) {
    if (!value) continue;
    const double away = std::abs(plot_->yAxis->coordToPixel(*value) - position.y());
    if (away > nearest) continue;
    nearest = away;
    found = value;
  }
  if (found) emit pointClicked(time, *found);
}

void TimeChart::contextMenuEvent(QContextMenuEvent* event) { menu_->popup(event->globalPos()); }

}  // namespace virga::ui

#include "moc_time_chart.cpp"
