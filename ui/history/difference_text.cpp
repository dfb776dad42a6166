#include "ui/history/difference_text.h"

#include <array>
#include <cmath>
#include <string_view>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "simulator/results/figure_text.h"
#include "ui/bill/bill_panel.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

using simulator::Change;
using simulator::FigureChange;
using simulator::Measure;

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

struct Shown {
  std::string_view figure;
  const char* title;
};

constexpr auto kOfWhole = std::to_array<Shown>({{"bill.total", QT_TRANSLATE_NOOP("virga::ui", "Cost per month")},
                                                {"throttles", QT_TRANSLATE_NOOP("virga::ui", "Throttles")},
                                                {"failed", QT_TRANSLATE_NOOP("virga::ui", "Failed requests")},
                                                {"cold_start_share", QT_TRANSLATE_NOOP("virga::ui", "Cold starts")}});
constexpr auto kOfPart = std::to_array<Shown>({{"requests", QT_TRANSLATE_NOOP("virga::ui", "Requests")},
                                               {"invocations", QT_TRANSLATE_NOOP("virga::ui", "Invocations")},
                                               {"sent", QT_TRANSLATE_NOOP("virga::ui", "Sent")},
                                               {"latency_ms.mean", QT_TRANSLATE_NOOP("virga::ui", "Latency, mean")},
                                               {"latency_ms.p50", QT_TRANSLATE_NOOP("virga::ui", "Latency p50")},
                                               {"latency_ms.p95", QT_TRANSLATE_NOOP("virga::ui", "Latency p95")},
                                               {"latency_ms.p99", QT_TRANSLATE_NOOP("virga::ui", "Latency p99")},
                                               {"duration_ms.mean", QT_TRANSLATE_NOOP("virga::ui", "Duration, mean")},
                                               {"cold_start_share", QT_TRANSLATE_NOOP("virga::ui", "Cold starts")},
                                               {"throttled", QT_TRANSLATE_NOOP("virga::ui", "Throttled")},
                                               {"throttles", QT_TRANSLATE_NOOP("virga::ui", "Throttles")},
                                               {"failed", QT_TRANSLATE_NOOP("virga::ui", "Failed")},
                                               {"errors", QT_TRANSLATE_NOOP("virga::ui", "Errors")},
                                               {"instances.max", QT_TRANSLATE_NOOP("virga::ui", "Most instances")},
                                               {"servers.max", QT_TRANSLATE_NOOP("virga::ui", "Most servers")},
                                               {"depth.max", QT_TRANSLATE_NOOP("virga::ui", "Greatest depth")},
                                               {"backlog.max", QT_TRANSLATE_NOOP("virga::ui", "Greatest backlog")},
                                               {"age_ms.p95", QT_TRANSLATE_NOOP("virga::ui", "Age p95")},
                                               {"iterator_age_ms.p95", QT_TRANSLATE_NOOP("virga::ui", "Iterator age p95")},
                                               {"dead_lettered", QT_TRANSLATE_NOOP("virga::ui", "Dead-lettered")},
                                               {"cost", QT_TRANSLATE_NOOP("virga::ui", "Cost per month")}});

bool isShare(const FigureChange& figure) { return simulator::measureOf(figure.name) == Measure::share; }

QString valueOf(const std::string& figure, double value) {
  if (figure == "bill.total" || figure == "cost") return amountText(model::Decimal(value));
  switch (simulator::measureOf(figure)) {
    case Measure::time: return millisecondsText(value);
    case Measure::share: return shareText(value);
    case Measure::rate: return valueText(value, "1/s");
    case Measure::count: break;
  }
  return countText(value);
}

QString meanText(const FigureChange& figure, const std::optional<simulator::Figure>& value) {
  return value && std::isfinite(value->mean) ? valueOf(figure.name, value->mean) : QStringLiteral("–");
}

QString signOf(double value) { return value < 0 ? QStringLiteral("−") : QStringLiteral("+"); }

QString signedText(const FigureChange& figure, double value) {
  auto text = valueOf(figure.name, std::abs(value));
  // Shares differ by points, as a part of a share would be told in percent too.
  if (isShare(figure) && text.endsWith(" %")) text.replace(text.size() - 1, 1, tr("percentage points"));
  return signOf(value) + text;
}

QString percentText(double relative) {
  const double percent = std::abs(relative) * 100;
  return tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0));
}

QString markOf(const FigureChange& figure) {
  const bool sinks = figure.difference && figure.difference->mean < 0;
  const auto arrow = sinks ? QStringLiteral("▼ ") : QStringLiteral("▲ ");
  switch (figure.change) {
    case Change::same: return tr("= same");
    case Change::notShown: return tr("≈ none shown");
    case Change::better: return arrow + (figure.isProved() ? tr("better") : tr("better?"));
    case Change::worse: return arrow + (figure.isProved() ? tr("worse") : tr("worse?"));
    case Change::other: return arrow + (sinks ? tr("lower") : tr("higher"));
    case Change::none: break;
  }
  return {};
}

QString toolTipOf(const FigureChange& figure, const simulator::RunDifference& difference) {
  QStringList lines;
  const auto addInterval = [&](const QString& text, const std::optional<simulator::Figure>& value) {
    if (value && value->ci95)
      lines << text.arg(valueOf(figure.name, value->ci95->first), valueOf(figure.name, value->ci95->second));
  };
  addInterval(tr("Before, 95 % confidence interval: %1 … %2"), figure.before);
  addInterval(tr("After, 95 % confidence interval: %1 … %2"), figure.after);
  if (figure.difference && figure.difference->ci95) {
    lines << tr("Difference, 95 % confidence interval: %1 … %2")
                 .arg(signedText(figure, figure.difference->ci95->first),
                      signedText(figure, figure.difference->ci95->second));
    lines << (difference.paired ? tr("Taken replication by replication: both runs have the same random numbers.")
                                : tr("Of two independent runs."));
  }
  if (figure.change == Change::notShown) lines << tr("The interval holds 0: no difference is shown.");
  const bool differs = figure.change == Change::better || figure.change == Change::worse;
  if (differs && !figure.isProved()) lines << tr("Without an interval it isn't known whether the difference is chance.");
  return lines.join('\n');
}

DifferenceRow rowOf(const FigureChange& figure, const QString& title, const simulator::RunDifference& difference) {
  DifferenceRow row{title,
                    meanText(figure, figure.before),
                    meanText(figure, figure.after),
                    {},
                    {},
                    markOf(figure),
                    toolTipOf(figure, difference),
                    figure.change};
  if (!figure.difference || figure.change == Change::same) return row;
  row.difference = signedText(figure, figure.difference->mean);
  if (const auto& ci = figure.difference->ci95)
    row.difference += QStringLiteral(" ± ") + valueOf(figure.name, (ci->second - ci->first) / 2);
  if (figure.relative && !isShare(figure)) row.relative = signOf(*figure.relative) + percentText(*figure.relative);
  return row;
}

// A figure that is 0 in both says nothing.
bool isSilent(const FigureChange& figure) {
  if (!figure.before && !figure.after) return true;
  return figure.change == Change::same && figure.after->mean == 0;
}

// Money is told with its currency.
QString rowTitle(const FigureChange& figure, const char* title, const simulator::RunDifference& difference) {
  const bool isMoney = figure.name == "bill.total" || figure.name == "cost";
  return isMoney && !difference.currency.empty() ? tr("Cost per month (%1)").arg(QString::fromStdString(difference.currency))
                                                 : tr(title);
}

DifferenceGroup groupOf(const simulator::PartChange& part, const simulator::RunDifference& difference) {
  DifferenceGroup group{QString::fromStdString(part.name), {}};
  for (const auto& shown : kOfPart) {
    const auto* figure = shown.figure == "cost" ? &part.cost : simulator::findChange(part.figures, shown.figure);
    if (figure && !isSilent(*figure))
      group.rows.push_back(rowOf(*figure, rowTitle(*figure, shown.title, difference), difference));
  }
  return group;
}

QString titleOf(const FigureChange& figure) {
  if (figure.name == "bill.total") return tr("cost");
  if (figure.name == "latency_ms.p95") return tr("p95");
  if (figure.name == "cold_start_share") return tr("cold starts");
  return figure.name == "failed" ? tr("failed") : tr("throttles");
}

QString sentenceOf(const FigureChange& figure, const std::string& currency) {
  const auto title = titleOf(figure);
  if (figure.change == Change::same) return (figure.after->mean == 0 ? tr("%1 0") : tr("%1 the same")).arg(title);
  if (!figure.relative || isShare(figure) || figure.name == "throttles")
    return tr("%1 %2 → %3").arg(title, meanText(figure, figure.before), meanText(figure, figure.after)) +
           (figure.name == "bill.total" ? ' ' + QString::fromStdString(currency) : QString());
  return (*figure.relative < 0 ? tr("%1 %2 lower") : tr("%1 %2 higher")).arg(title, percentText(*figure.relative));
}

}  // namespace

std::vector<DifferenceGroup> differenceGroups(const simulator::RunDifference& difference) {
  DifferenceGroup whole{tr("Whole run"), {}};
  for (const auto& shown : kOfWhole)
    if (const auto* figure = simulator::findChange(difference.whole, shown.figure))
      whole.rows.push_back(rowOf(*figure, rowTitle(*figure, shown.title, difference), difference));
  std::vector<DifferenceGroup> groups{std::move(whole)};
  for (const auto* parts : {&difference.flows, &difference.components})
    for (const auto& part : *parts)
      if (auto group = groupOf(part, difference); !group.rows.empty()) groups.push_back(std::move(group));
  return groups;
}

QString verdictText(const simulator::RunDifference& difference) {
  QStringList parts, notShown;
  bool anyUnproved = false;
  for (const auto* figure : simulator::toldChanges(difference)) {
    (figure->change == Change::notShown ? notShown : parts)
        << (figure->change == Change::notShown ? titleOf(*figure) : sentenceOf(*figure, difference.currency));
    anyUnproved = anyUnproved || (figure->change != Change::same && !figure->isProved());
  }
  QStringList sentences;
  if (!parts.isEmpty()) sentences << parts.join(", ");
  if (!notShown.isEmpty())
    sentences
        << (difference.replications > 1
                ? tr("no difference shown by %1 replications in %2").arg(difference.replications).arg(notShown.join(", "))
                : tr("no difference shown by the intervals in %1").arg(notShown.join(", ")));
  if (anyUnproved) sentences << tr("one replication doesn't tell by chance or not");
  return sentences.isEmpty() ? tr("Nothing was observed in both runs.") : sentences.join("; ") + '.';
}

QString shortChangeText(const FigureChange& figure) {
  switch (figure.change) {
    case Change::same: return QStringLiteral("=");
    case Change::notShown: return QStringLiteral("≈");
    case Change::none: return {};
    case Change::better:
    case Change::worse:
    case Change::other: break;
  }
  if (isShare(figure)) return signedText(figure, figure.difference->mean);
  return figure.relative ? signOf(*figure.relative) + percentText(*figure.relative) : tr("new");
}

}  // namespace virga::ui
