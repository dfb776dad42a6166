#include "ui/compare/plot_look.h"

#include <array>
#include <cmath>

#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

constexpr std::array kRoles = {Role::series1, Role::series4, Role::series3, Role::series6, Role::series2, Role::series5};
constexpr std::array kDashes = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine};
constexpr std::array kMarkers = {
    QCPScatterStyle::ssDisc,    QCPScatterStyle::ssSquare,           QCPScatterStyle::ssTriangle,
    QCPScatterStyle::ssDiamond, QCPScatterStyle::ssTriangleInverted, QCPScatterStyle::ssCross,
    QCPScatterStyle::ssPlus};
constexpr std::array kPatterns = {Qt::SolidPattern, Qt::BDiagPattern, Qt::Dense5Pattern};
constexpr double kMarkerSize = 8;
constexpr int kFewTicks = 6;  // with more powers of ten than that, only they get a tick

}  // namespace

QColor seriesColor(std::size_t index) { return Theme::instance().color(kRoles[index % kRoles.size()]); }

QPen seriesPen(std::size_t index) { return QPen(seriesColor(index), 1, kDashes[index % kDashes.size()]); }

QCPScatterStyle seriesMarker(std::size_t index) {
  return {kMarkers[index % kMarkers.size()], QPen(seriesColor(index), 1), QBrush(seriesColor(index)), kMarkerSize};
}

QBrush seriesBrush(std::size_t index) {
  // Neighbours differ in pattern too, and the same colour comes back with another one.
  return QBrush(seriesColor(index), kPatterns[(index + index / kRoles.size()) % kPatterns.size()]);
}

void paintTheme(QCustomPlot& plot) {
  const auto& theme = Theme::instance();
  plot.setBackground(QBrush(theme.color(Role::chartBackground)));
  for (auto* axis : {plot.xAxis, plot.yAxis}) {
    axis->setBasePen(QPen(theme.color(Role::border), 0));
    axis->setTickPen(QPen(theme.color(Role::border), 0));
    axis->setSubTicks(false);
    axis->setTickLabelColor(theme.color(Role::text));
    axis->setTickLabelFont(plot.font());
    axis->setLabelColor(theme.color(Role::mutedText));
    axis->setLabelFont(plot.font());
    axis->grid()->setPen(QPen(theme.color(Role::chartGrid), 0));
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  plot.legend->setBrush(Qt::NoBrush);
  plot.legend->setBorderPen(Qt::NoPen);
  plot.legend->setTextColor(theme.color(Role::text));
  plot.legend->setFont(plot.font());
}

void putLegendBeside(QCustomPlot& plot) {
  auto* side = new QCPLayoutGrid;
  plot.plotLayout()->addElement(0, 1, side);
  plot.plotLayout()->setColumnStretchFactor(1, 0.001);
  side->addElement(0, 0, plot.legend);
  side->addElement(1, 0, new QCPLayoutElement(&plot));  // takes what the legend leaves
  side->setRowStretchFactor(0, 0.001);
  side->setMargins({6, 4, 4, 0});
  plot.legend->setRowSpacing(0);
  plot.legend->setVisible(true);
}

SeriesLegendItem::SeriesLegendItem(QCPLegend* legend, QCPGraph* line, QCPGraph* marks)
    : QCPPlottableLegendItem(legend, line), marks_(marks) {
  line->removeFromLegend(legend);
  marks->removeFromLegend(legend);
  legend->addItem(this);
}

void SeriesLegendItem::draw(QCPPainter* painter) {
  QCPPlottableLegendItem::draw(painter);
  marks_->scatterStyle().applyTo(painter, marks_->pen());
  const QSize icon = mParentLegend->iconSize();
  const QRectF place(mRect.topLeft(), icon);
  marks_->scatterStyle().drawShape(painter, place.center());
}

QString CountTicker::getTickLabel(double tick, const QLocale&, QChar, int) { return countText(tick); }

void putNames(QCPAxis& axis, const QStringList& names) {
  auto ticks = QSharedPointer<QCPAxisTickerText>::create();
  for (int i = 0; i < names.size(); ++i) ticks->addTick(i, names[i]);
  axis.setTicker(ticks);
  axis.setTickLength(0);
  axis.setRange(-0.5, static_cast<double>(names.size()) - 0.5);
  axis.grid()->setVisible(false);
}

QVector<double> LogTicker::createTickVector(double, const QCPRange& range) {
  const int from = static_cast<int>(std::floor(std::log10(range.lower)));
  const int to = static_cast<int>(std::ceil(std::log10(range.upper)));
  QVector<double> ticks;
  for (int power = from; power <= to; ++power) {
    const double unit = std::pow(10, power);
    ticks << unit;
    if (to - from < kFewTicks) ticks << 2 * unit << 5 * unit;
  }
  return ticks;
}

}  // namespace virga::ui
