#include "ui/traces/waterfall_rows.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <QCoreApplication>
#include <QStringList>

#include "ui/charts/quantity_text.h"
#include "ui/traces/cause_style.h"

namespace virga::ui {

namespace {

constexpr double kNsPerMs = 1e6;

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

QString attributeText(const simulator::SpanAttribute& attribute) {
  const auto key = QString::fromStdString(attribute.key);
  if (const auto* flag = std::get_if<bool>(&attribute.value))
    return QString("%1: %2").arg(key, *flag ? tr("yes") : tr("no"));
  if (const auto* number = std::get_if<std::int64_t>(&attribute.value)) return QString("%1: %2").arg(key).arg(*number);
  return QString("%1: %2").arg(key, QString::fromStdString(std::get<std::string>(attribute.value)));
}

}  // namespace

std::vector<WaterfallRow> waterfallRows(const simulator::Trace& trace) {
  const auto& spans = trace.spans;
  std::vector<std::vector<std::uint32_t>> children(spans.size());
  std::vector<std::pair<std::uint32_t, int>> open;  // still to be put, the next one last
  for (const auto& span : spans)
    if (span.parent < spans.size())
      children[span.parent].push_back(span.id);
    else
      open.emplace_back(span.id, 0);
  const auto later = [&spans](std::uint32_t a, std::uint32_t b) {
    return std::tuple(spans[a].startNs, a) > std::tuple(spans[b].startNs, b);
  };
  for (auto& of : children) std::sort(of.begin(), of.end(), later);
  std::sort(open.begin(), open.end(), [&](const auto& a, const auto& b) { return later(a.first, b.first); });
  std::vector<WaterfallRow> rows;
  std::vector<std::size_t> rowOf(spans.size());
  while (!open.empty()) {
    const auto [span, depth] = open.back();
    open.pop_back();
    rowOf[span] = rows.size();
    rows.push_back({span, depth, {}});
    for (const auto child : children[span]) open.emplace_back(child, depth + 1);
  }
  for (const auto& part : simulator::criticalPath(trace)) rows[rowOf[part.span]].critical.push_back(part);
  return rows;
}

std::int64_t waterfallEnd(const simulator::Trace& trace) {
  auto end = std::max(trace.endNs, trace.startNs + 1);
  for (const auto& span : trace.spans) end = std::max(end, span.endNs);
  return end;
}

QString spanTitle(const simulator::Span& span) {
  auto text = tr("%1: %2").arg(QString::fromStdString(span.component), QString::fromStdString(span.operation));
  if (!span.peer.empty()) text += QStringLiteral(" → ") + QString::fromStdString(span.peer);
  return text;
}

QString spanText(const simulator::Trace& trace, const WaterfallRow& row) {
  const auto& span = trace.spans[row.span];
  const auto time = [](std::int64_t ns) { return millisecondsText(static_cast<double>(ns) / kNsPerMs); };
  QStringList lines{
      tr("%1, %2, %3").arg(spanTitle(span), causeText(span.cause), time(span.endNs - span.startNs)),
      tr("From %1 to %2 after the request's start, %3")
          .arg(time(span.startNs - trace.startNs), time(span.endNs - trace.startNs), outcomeText(span.outcome))};
  std::int64_t critical = 0;
  for (const auto& part : row.critical) critical += part.toNs - part.fromNs;
  if (critical > 0) lines << tr("On the critical path for %1").arg(time(critical));
  if (span.asynchronous) lines << tr("Nobody waits for it");
  for (const auto& attribute : span.attributes) lines << attributeText(attribute);
  if (!span.links.empty()) lines << tr("In one batch with %1 other messages").arg(span.links.size());
  return lines.join('\n');
}

}  // namespace virga::ui
