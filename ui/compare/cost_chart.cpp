#include "ui/compare/cost_chart.h"

#include <algorithm>
#include <map>
#include <numeric>

#include <QVBoxLayout>

#include "ui/bill/amount_text.h"
#include "ui/compare/compare_rows.h"
#include "ui/compare/plot_look.h"

namespace virga::ui {

namespace {

constexpr std::size_t kMostParts = 8;
constexpr double kBarWidth = 0.6;  // of the room for a platform

double sumOf(const CostPart& part) { return std::accumulate(part.amounts.begin(), part.amounts.end(), 0.0); }

}  // namespace

std::vector<CostPart> costParts(const simulator::ComparedScenario& scenario) {
  const auto platforms = scenario.runs.size();
  std::map<std::string, CostPart> byComponent;
  for (std::size_t i = 0; i < platforms; ++i) {
    if (!scenario.runs[i].result) continue;
    for (const auto& line : scenario.runs[i].result->bill.lines) {
      auto& part = byComponent[line.component];
      part.name = QString::fromStdString(line.component);
      part.amounts.resize(platforms);
      part.amounts[i] += line.amount.convert_to<double>();
    }
  }
  std::vector<CostPart> parts;
  for (auto& [component, part] : byComponent)
    if (sumOf(part) > 0) parts.push_back(std::move(part));
  std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return sumOf(a) > sumOf(b); });
  if (parts.size() <= kMostParts) return parts;
  CostPart rest{CostChart::tr("%1 others").arg(parts.size() - kMostParts + 1), std::vector<double>(platforms)};
  for (auto part = parts.begin() + kMostParts - 1; part != parts.end(); ++part)
    for (std::size_t i = 0; i < platforms; ++i) rest.amounts[i] += part->amounts[i];
  parts.resize(kMostParts - 1);
  parts.push_back(std::move(rest));
  return parts;
}

CostChart::CostChart(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot) {
  plot_->setObjectName("costPlot");
  plot_->setAccessibleName(tr("Cost by component for each platform"));
  plot_->yAxis->setTicker(QSharedPointer<CountTicker>::create());
  putLegendBeside(*plot_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);
}

void CostChart::setComparison(const simulator::Comparison& comparison, std::size_t scenario) {
  plot_->clearPlottables();
  plot_->clearItems();
  paintTheme(*plot_);
  const auto& compared = comparison.scenarios[scenario];
  const auto parts = costParts(compared);
  QStringList names;
  QString currency;
  double highest = 0;
  for (std::size_t i = 0; i < compared.runs.size(); ++i) {
    const auto& run = compared.runs[i];
    const auto at = static_cast<double>(i);
    names << platformLines(comparison.platforms[i]);
    auto* label = new QCPItemText(plot_);
    label->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
    label->setFont(font());
    label->setColor(Theme::instance().color(run.result ? Role::text : Role::mutedText));
    if (!run.result) {
      label->setText(run.fit.refusals.empty() ? tr("not run") : tr("can't run"));
      label->position->setCoords(at, 0);
      continue;
    }
    currency = QString::fromStdString(run.result->bill.currency);
    double top = 0;
    for (const auto& part : parts) top += part.amounts[i];
    highest = std::max(highest, top);
    const auto& bill = run.result->bill;
    const auto total = amountText(bill.total);
    label->setText(bill.unpriced.empty() ? total : bill.lines.empty() ? tr("no prices") : QStringLiteral("≥ ") + total);
    label->position->setCoords(at, top);
  }
  QCPBars* below = nullptr;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    auto* bars = new QCPBars(plot_->xAxis, plot_->yAxis);
    bars->setName(parts[k].name);
    bars->setWidth(kBarWidth);
    bars->setPen(QPen(seriesColor(k), 1));
    bars->setBrush(seriesBrush(k));
    for (std::size_t i = 0; i < parts[k].amounts.size(); ++i) bars->addData(static_cast<double>(i), parts[k].amounts[i]);
    if (below) bars->moveAbove(below);
    below = bars;
  }
  putNames(*plot_->xAxis, names);
  plot_->yAxis->setLabel(currency.isEmpty() ? QString() : tr("%1 per month").arg(currency));
  plot_->yAxis->setRange(0, highest > 0 ? highest * 1.15 : 1);  // room for the labels above the bars
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

}  // namespace virga::ui
