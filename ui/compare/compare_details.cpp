#include <QCoreApplication>

#include "ui/charts/quantity_text.h"
#include "ui/compare/compare_rows.h"

namespace virga::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

QString escaped(const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); }

QString listOf(const QString& title, const QStringList& entries) {
  if (entries.isEmpty()) return {};
  return QString("<p style='margin:4px 0 0 0'><b>%1</b></p>").arg(title) +
         "<ul style='margin:0 0 0 14px; -qt-list-indent:0'><li>" + entries.join("</li><li>") + "</li></ul>";
}

QString adjustmentText(const model::Adjustment& adjustment) {
  const auto from = adjustment.from.empty() ? tr("default") : escaped(adjustment.from);
  auto text = QString("%1: %2 → %3").arg(escaped(adjustment.path), from, escaped(adjustment.to));
  if (!adjustment.message.empty()) text += QString(" (%1)").arg(escaped(adjustment.message));
  return text;
}

QStringList messagesOf(const model::Problems& problems) {
  QStringList lines;
  for (const auto& problem : problems) {
    auto line = escaped(problem.message);
    if (!problem.path.empty()) line = escaped(problem.path) + ": " + line;
    if (!problem.hint.empty()) line += "; " + escaped(problem.hint);
    lines << line;
  }
  return lines;
}

// "init timeouts"
QString wordsOf(const std::string& figure) { return escaped(figure).replace('_', ' '); }

}  // namespace

QString compareDetails(const simulator::Comparison& comparison, std::size_t scenario, std::size_t platform) {
  const auto& compared = comparison.scenarios[scenario];
  const auto& run = compared.runs[platform];
  QStringList verdict, adjusted, warnings;
  for (const auto& sentence : compared.verdict) verdict << escaped(sentence);
  for (const auto& adjustment : run.fit.adjustments) adjusted << adjustmentText(adjustment);
  for (const auto& warning : compared.warnings) warnings << escaped(warning);
  QStringList limits;
  for (const auto& hit : run.limitsHit)
    limits << QString("%1: %2 %3").arg(escaped(hit.component), countText(hit.count), wordsOf(hit.figure));
  const auto name = platformText(comparison.platforms[platform]).toHtmlEscaped();
  auto html = listOf(tr("Verdict on %1").arg(scenarioText(compared.scenario).toHtmlEscaped()), verdict) +
              listOf(tr("%1 can't run the design").arg(name), messagesOf(run.fit.refusals)) +
              listOf(tr("Adjusted for %1").arg(name), adjusted) +
              listOf(tr("Limitations of %1").arg(name), messagesOf(run.fit.limitations)) +
              listOf(tr("Limits hit on %1").arg(name), limits) + listOf(tr("What to keep in mind"), warnings);
  if (run.result && adjusted.isEmpty() && run.fit.limitations.empty() && run.fit.refusals.empty())
    html += QString("<p style='margin:4px 0 0 0'>%1</p>").arg(tr("%1 runs the design as drawn.").arg(name));
  return html;
}

}  // namespace virga::ui
