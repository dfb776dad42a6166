#include "ui/charts/chart_content.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <QCoreApplication>

namespace virga::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("virga::ui::ChartContent", text); }

struct LinePlan {
  const char* series;  // name in the result
  const char* label;
  Role color;
  Qt::PenStyle style = Qt::SolidLine;
};

struct ChartPlan {
  const char* id;
  const char* title;
  const char* help;
  std::vector<LinePlan> lines;
  bool counted = false;  // the values are counts in a bucket of time
};

const std::vector<ChartPlan>& plans() {
  static const std::vector<ChartPlan> all = {
      {"requests",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Requests"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Requests, invocations or messages a second."),
       {{"requests_per_s", "requests", Role::series1},
        {"invocations_per_s", "invocations", Role::series2, Qt::DashLine},
        {"sent_per_s", "sent", Role::series1},
        {"received_per_s", "received", Role::series2, Qt::DashLine},
        {"messages_per_s", "messages", Role::series1}}},
      {"latency",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Latency"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent",
                         "What the caller waits; a share of the requests is faster than the line."),
       {{"latency_p50_ms", "p50", Role::series3},
        {"latency_p95_ms", "p95", Role::series2, Qt::DashLine},
        {"latency_p99_ms", "p99", Role::series4, Qt::DashDotLine}}},
      {"instances",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Instances"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Live instances (busy, idle and starting), and the executions in them."),
       {{"instances", "instances", Role::series3}, {"concurrency", "concurrency", Role::series1, Qt::DashLine}}},
      {"cold-starts",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Cold starts"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Invocations that waited for a new instance."),
       {{"cold_starts", "cold starts", Role::series6}},
       true},
      {"throttles",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Failures"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Requests refused by a limit, and requests that failed."),
       {{"throttles", "throttles", Role::series4},
        {"errors", "errors", Role::series1, Qt::DashLine},
        {"failed", "failed", Role::series1, Qt::DashLine},
        {"timeouts", "timeouts", Role::series6, Qt::DashDotLine}},
       true},
      {"depth",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Queue depth"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Messages that wait in the queue or are being worked on."),
       {{"depth", "depth", Role::series1}, {"in_flight", "in flight", Role::series2, Qt::DashLine}}},
      {"age",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Message age"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "How long messages waited before they were received."),
       {{"age_p50_ms", "p50", Role::series3},
        {"age_p95_ms", "p95", Role::series2, Qt::DashLine},
        {"age_p99_ms", "p99", Role::series4, Qt::DashDotLine}}},
      {"servers",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Servers"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Servers that run, and requests that wait for one."),
       {{"servers", "servers", Role::series3}, {"queue", "waiting", Role::series4, Qt::DashLine}}},
      {"connections",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Connections"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Connections that are open."),
       {{"connections", "connections", Role::series3}}},
      {"backlog",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Backlog"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Records that no consumer is done with."),
       {{"backlog", "backlog", Role::series1}, {"changes_backlog", "of changes", Role::series2, Qt::DashLine}}},
      {"iterator-age",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Iterator age"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Age of the last record of each batch when it is handed over."),
       {{"iterator_age_p50_ms", "p50", Role::series3},
        {"iterator_age_p95_ms", "p95", Role::series2, Qt::DashLine},
        {"iterator_age_p99_ms", "p99", Role::series4, Qt::DashDotLine},
        {"changes_iterator_age_p50_ms", "p50 of changes", Role::series3},
        {"changes_iterator_age_p95_ms", "p95 of changes", Role::series2, Qt::DashLine},
        {"changes_iterator_age_p99_ms", "p99 of changes", Role::series4, Qt::DashDotLine}}},
      {"fired",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Fired"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Times at which the schedule started its targets."),
       {{"fired", "fired", Role::series1}},
       true},
      {"given-up",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Given up"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Records that were tried as often or as long as allowed."),
       {{"given_up", "given up", Role::series4}, {"changes_given_up", "of changes", Role::series6, Qt::DashLine}},
       true},
      {"dead-letters",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Dead letters"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Messages given up after the most receives."),
       {{"dead_lettered", "dead letters", Role::series4}},
       true},
  };
  return all;
}

bool observed(const std::vector<double>& values) {
  return std::any_of(values.begin(), values.end(), [](double value) { return !std::isnan(value); });
}

ChartLine lineOf(const std::shared_ptr<const simulator::Result>& result, const simulator::Series& series,
                 const QString& label, Role color, Qt::PenStyle style) {
  return {label, QString::fromStdString(series.unit), color, style,
          std::shared_ptr<const std::vector<double>>(result, &series.values)};
}

void explainIfEmpty(ChartContent& content) {
  if (std::none_of(content.lines.begin(), content.lines.end(), [](const auto& line) { return observed(*line.values); }))
    content.emptyText = tr("Nothing was observed here in this run.");
}

}  // namespace

std::vector<ChartSubject> chartSubjects(const simulator::Result& result) {
  std::vector<ChartSubject> subjects;
  for (const auto& flow : result.flows) subjects.push_back({ChartSubject::Type::flow, QString::fromStdString(flow.name)});
  for (const auto& component : result.components)
    subjects.push_back({ChartSubject::Type::component, QString::fromStdString(component.id)});
  return subjects;
}

std::vector<ChartContent> chartContents(const std::shared_ptr<const simulator::Result>& result,
                                        const ChartSubject& subject) {
  const std::vector<simulator::Series>* all = nullptr;
  if (subject.type == ChartSubject::Type::flow) {
    for (const auto& flow : result->flows)
      if (QString::fromStdString(flow.name) == subject.name) all = &flow.series;
  } else {
    for (const auto& component : result->components)
      if (QString::fromStdString(component.id) == subject.name) all = &component.series;
  }
  if (!all) return {};

  std::vector<ChartContent> contents;
  std::set<std::string> placed;
  for (const auto& plan : plans()) {
    QString title = tr(plan.title);
    if (plan.counted) title = tr("%1 per %2").arg(title, QString::fromStdString(model::toText(result->bucket)));
    ChartContent content{plan.id, title, tr(plan.help), {}, {}};
    for (const auto& line : plan.lines)
      for (const auto& series : *all)
        if (series.name == line.series) {
          content.lines.push_back(lineOf(result, series, tr(line.label), line.color, line.style));
          placed.insert(series.name);
        }
    if (content.lines.empty()) continue;
    explainIfEmpty(content);
    contents.push_back(std::move(content));
  }
  for (const auto& series : *all) {
    if (placed.count(series.name)) continue;
    const auto name = QString::fromStdString(series.name);
    ChartContent content{name, name, {}, {lineOf(result, series, name, Role::series1, Qt::SolidLine)}, {}};
    explainIfEmpty(content);
    contents.push_back(std::move(content));
  }
  return contents;
}

}  // namespace virga::ui
