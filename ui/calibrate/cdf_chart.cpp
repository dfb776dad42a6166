#include "ui/calibrate/cdf_chart.h"

#include <algorithm>
#include <cmath>

#include <QVBoxLayout>

#include "ui/charts/quantity_text.h"
#include "ui/compare/plot_look.h"

namespace virga::ui {

namespace {

constexpr double kRoom = 1.15;                   // beyond the least and the greatest time that are seen
constexpr double kNarrowest = 1.5;               // of the axis, greatest over least
constexpr double kLeastShown = 1e-3;             // ms
constexpr int kLoggedWidth = 4, kLineWidth = 2;  // a law that fits lies on the logs' line, which is to be seen beneath

struct Range {
  double low = 0, high = 0;
  void take(double ms) {
    if (!(ms > 0)) return;
    low = low > 0 ? std::min(low, ms) : ms;
    high = std::max(high, ms);
  }
};

// The widest tails are left to the axis' ends: one slow start in 10,000 would press all else together.
void takeCurve(Range& range, const CdfCurve& curve) {
  constexpr double kFrom = 0.01, kTo = 0.998;
  for (std::size_t i = 0; i < curve.ms.size(); ++i)
    if (curve.shares[i] >= kFrom && curve.shares[i] <= kTo) range.take(curve.ms[i]);
  if (!curve.ms.empty() && range.high <= 0) range.take(curve.ms.back());
}

QVector<double> inPercent(const std::vector<double>& shares) {
  QVector<double> percent;
  for (const double share : shares) percent << share * 100;
  return percent;
}

}  // namespace

CdfChart::CdfChart(const QString& what, QWidget* parent) : QWidget(parent), plot_(new QCustomPlot) {
  plot_->setAccessibleName(what);
  plot_->xAxis->setScaleType(QCPAxis::stLogarithmic);
  plot_->xAxis->setTicker(QSharedPointer<LogTicker>::create(millisecondsText));
  plot_->xAxis->setLabel(what);
  plot_->yAxis->setTicker(QSharedPointer<CountTicker>::create());
  plot_->yAxis->setLabel(tr("Share up to it, %"));
  plot_->yAxis->setRange(0, 101);
  putLegendBeside(*plot_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
  connect(&Theme::instance(), &Theme::changed, this, &CdfChart::paint);
}

void CdfChart::setLaw(const std::optional<simulator::ServiceLaw>& law, const std::optional<CdfCurve>& present,
                      const RunMarks& marks) {
  law_ = law;
  present_ = present;
  marks_ = marks;
  paint();
}

void CdfChart::paint() {
  plot_->clearPlottables();
  paintTheme(*plot_);
  Range range;
  const auto add = [&](const CdfCurve& curve, const QString& name, QPen pen, int width, QCPGraph::LineStyle style) {
    auto* graph = plot_->addGraph();
    graph->setName(name);
    pen.setWidth(width);
    graph->setPen(pen);
    graph->setLineStyle(style);
    graph->setData(QVector<double>(curve.ms.begin(), curve.ms.end()), inPercent(curve.shares), true);
  };
  if (law_ && !law_->sorted.empty()) {
    const auto logged = sampleCurve(law_->sorted);
    takeCurve(range, logged);
    add(logged, tr("Logs"), seriesPen(0), kLoggedWidth, QCPGraph::lsStepLeft);
  }
  if (present_) {
    takeCurve(range, *present_);
    add(*present_, tr("Design now"), seriesPen(1), kLineWidth, QCPGraph::lsLine);
  }
  const auto addMarks = [&](const std::vector<std::pair<double, double>>& marks, const QString& name, std::size_t look) {
    if (marks.empty()) return;
    auto* graph = plot_->addGraph();
    graph->setName(name);
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setScatterStyle(seriesMarker(look));
    for (const auto& [ms, share] : marks) {
      range.take(ms);
      graph->addData(ms, share * 100);
    }
  };
  addMarks(marks_.before, tr("Run before (p50, p95, p99)"), 1);
  addMarks(marks_.after, tr("Run after"), 2);
  double low = std::max(kLeastShown, range.low / kRoom), high = std::max(low * kNarrowest, range.high * kRoom);
  if (range.high <= 0) low = 1, high = 1000;
  if (low * kNarrowest >= high) low /= kNarrowest;
  plot_->xAxis->setRange(low, high);
  if (law_ && law_->chosen) {
    const auto& family = law_->tried[*law_->chosen].fit.family;
    const QPen pen(Theme::instance().color(Role::text), 1, Qt::DotLine);
    add(lawCurve(*law_, low, high), tr("Fitted: %1").arg(QString::fromUtf8(simulator::familyName(family))), pen, kLineWidth,
        QCPGraph::lsLine);
  }
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace virga::ui
