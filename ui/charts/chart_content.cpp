#include "ui/charts/chart_content.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <QCoreApplication>

namespace virga::ui {

namespace {

QString tr(const char* text) {
  const auto own = QCoreApplication::translate("virga::ui::ChartContent", text);
  return own == QLatin1String(text) ? QCoreApplication::translate("virga::ui", text) : own;
}

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
  // What series of percentiles begin with, and what stands behind their name.
  std::vector<std::pair<const char*, const char*>> quantiles = {};
};

struct PercentilePlan {
  const char* id;
  const char* text;
  Role color;
  Qt::PenStyle style;
};

constexpr std::array kPercentiles = {
    PercentilePlan{"p50", "p50", Role::series3, Qt::SolidLine},
    PercentilePlan{"p75", "p75", Role::series5, Qt::DashLine},
    PercentilePlan{"p90", "p90", Role::series6, Qt::DotLine},
    PercentilePlan{"p95", "p95", Role::series2, Qt::DashLine},
    PercentilePlan{"p99", "p99", Role::series4, Qt::DashDotLine},
    PercentilePlan{"p999", "p99.9", Role::series1, Qt::DotLine},
    PercentilePlan{"max", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "max"), Role::mutedText, Qt::DashDotDotLine}};

const std::vector<ChartPlan>& plans() {
  static const std::vector<ChartPlan> all = {
      {"requests",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Requests"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Requests, invocations or messages a second."),
       {{"requests_per_s", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "requests"), Role::series1},
        {"invocations_per_s", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "invocations"), Role::series2, Qt::DashLine},
        {"sent_per_s", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "sent"), Role::series1},
        {"received_per_s", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "received"), Role::series2, Qt::DashLine},
        {"messages_per_s", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "messages"), Role::series1}}},
      {"latency",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Latency"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent",
                         "What the caller waits; a share of the requests is faster than the line."),
       {},
       false,
       {{"latency", ""}}},
      {"instances",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Instances"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Live instances (busy, idle and starting), and the executions in them."),
       {{"instances", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "live"), Role::series3},
        {"concurrency", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "busy"), Role::series1, Qt::DashLine},
        {"starting", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "starting"), Role::series6, Qt::DotLine},
        {"waiting", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "waiting"), Role::series4, Qt::DashDotLine}}},
      {"cold-starts",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Cold starts"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Invocations that waited for a new instance."),
       {{"cold_starts", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "cold starts"), Role::series6}},
       true},
      {"throttles",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Failures"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Requests refused by a limit, and requests that failed."),
       {{"throttles", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "throttles"), Role::series4},
        {"errors", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "errors"), Role::series1, Qt::DashLine},
        {"failed", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "failed"), Role::series1, Qt::DashLine},
        {"timeouts", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "timeouts"), Role::series6, Qt::DashDotLine}},
       true},
      {"depth",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Queue depth"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Messages that wait in the queue or are being worked on."),
       {{"depth", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "depth"), Role::series1},
        {"in_flight", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "in flight"), Role::series2, Qt::DashLine}}},
      {"age",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Message age"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "How long messages waited before they were received."),
       {},
       false,
       {{"age", ""}}},
      {"servers",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Servers"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Servers that run, and requests that wait for one."),
       {{"servers", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "servers"), Role::series3},
        {"queue", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "waiting"), Role::series4, Qt::DashLine}}},
      {"connections",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Connections"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Connections that are open."),
       {{"connections", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "connections"), Role::series3}}},
      {"backlog",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Backlog"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Records that no consumer is done with."),
       {{"backlog", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "backlog"), Role::series1},
        {"changes_backlog", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "of changes"), Role::series2, Qt::DashLine}}},
      {"iterator-age",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Iterator age"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Age of the last record of each batch when it is handed over."),
       {},
       false,
       {{"iterator_age", ""}, {"changes_iterator_age", " of changes"}}},
      {"fired",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Fired"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Times at which the schedule started its targets."),
       {{"fired", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "fired"), Role::series1}},
       true},
      {"given-up",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Given up"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Records that were tried as often or as long as allowed."),
       {{"given_up", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "given up"), Role::series4},
        {"changes_given_up", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "of changes"), Role::series6, Qt::DashLine}},
       true},
      {"dead-letters",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Dead letters"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Messages given up after the most receives."),
       {{"dead_lettered", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "dead letters"), Role::series4}},
       true},
      {"cost",
       QT_TRANSLATE_NOOP("virga::ui::ChartContent", "Cost an hour"),
       QT_TRANSLATE_NOOP("virga::ui::ChartContent",
                         "What the load of the moment costs at that rate, as the bill counts it over the whole run."),
       {{"cost_per_h", QT_TRANSLATE_NOOP("virga::ui::ChartContent", "cost"), Role::series2}}},
  };
  return all;
}

bool observed(const std::vector<double>& values) {
  return std::any_of(values.begin(), values.end(), [](double value) { return !std::isnan(value); });
}

// The series of one flow or component; null where the result doesn't have it.
const std::vector<simulator::Series>* seriesOf(const simulator::Result& result, const ChartSubject& subject) {
  if (subject.type == ChartSubject::Type::flow) {
    for (const auto& flow : result.flows)
      if (QString::fromStdString(flow.name) == subject.name) return &flow.series;
  } else {
    for (const auto& component : result.components)
      if (QString::fromStdString(component.id) == subject.name) return &component.series;
  }
  return nullptr;
}

const simulator::Series* find(const std::vector<simulator::Series>* all, const std::string& name) {
  if (all)
    for (const auto& series : *all)
      if (series.name == name) return &series;
  return nullptr;
}

// Makes the lines of a subject's charts, and knows which series have their place.
class Lines {
 public:
  Lines(const std::shared_ptr<const simulator::Result>& result, const ChartSubject& subject, const ChartChoice& choice)
      : result_(result),
        choice_(choice),
        all_(seriesOf(*result, subject)),
        baseline_(choice.baseline ? seriesOf(*choice.baseline, subject) : nullptr) {}

  const std::vector<simulator::Series>* all() const { return all_; }
  bool isPlaced(const std::string& series) const { return placed_.contains(series); }

  std::optional<ChartLine> line(const std::string& name, const QString& label, Role color, Qt::PenStyle style) {
    const auto* series = find(all_, name);
    if (!series) return std::nullopt;
    placed_.insert(name);
    const auto within = [](const auto& result, const std::vector<double>& values) {
      return values.empty() ? nullptr : ChartValues(result, &values);
    };
    ChartLine line{label, QString::fromStdString(series->unit), color, style, ChartValues(result_, &series->values)};
    line.low = within(result_, series->low);
    line.high = within(result_, series->high);
    if (const auto* other = find(baseline_, name)) line.baseline = within(choice_.baseline, other->values);
    // The dash tells the runs apart.
    if (choice_.baseline) line.style = Qt::SolidLine;
    return line;
  }

  std::vector<ChartLine> of(const ChartPlan& plan) {
    std::vector<ChartLine> lines;
    const auto add = [&](std::optional<ChartLine> made) {
      if (made) lines.push_back(std::move(*made));
    };
    for (const auto& planned : plan.lines) add(line(planned.series, tr(planned.label), planned.color, planned.style));
    for (const auto& [prefix, behind] : plan.quantiles)
      for (const auto& percentile : kPercentiles) {
        const auto name = std::string(prefix) + "_" + percentile.id + "_ms";
        const auto& wanted = choice_.percentiles;
        if (std::find(wanted.begin(), wanted.end(), QLatin1String(percentile.id)) == wanted.end())
          placed_.insert(name);
        else
          add(line(name, *behind ? tr("%1 of changes").arg(percentile.text) : QString(percentile.text), percentile.color,
                   percentile.style));
      }
    return lines;
  }

 private:
  std::shared_ptr<const simulator::Result> result_;
  const ChartChoice& choice_;
  const std::vector<simulator::Series>* all_;
  const std::vector<simulator::Series>* baseline_;
  std::set<std::string> placed_;
};

// Up to the end of each bucket, of a rate an hour.
ChartValues summed(const simulator::Result& result, const std::vector<double>& perHour) {
  auto sums = std::make_shared<std::vector<double>>();
  sums->reserve(perHour.size());
  const double width = result.bucket.seconds();
  double sum = 0;
  for (std::size_t i = 0; i < perHour.size(); ++i) {
    const double length = std::min(width, result.simulated.seconds() - static_cast<double>(i) * width);
    if (!std::isnan(perHour[i])) sum += perHour[i] * length / 3600;
    sums->push_back(sum);
  }
  return sums;
}

// What the whole run has cost so far.
ChartContent costSoFar(const simulator::Result& result, const ChartChoice& choice, const ChartLine& cost) {
  ChartLine line{tr("cost so far"), QString::fromStdString(result.bill.currency), Role::series2, Qt::SolidLine,
                 summed(result, *cost.values)};
  if (cost.baseline) line.baseline = summed(*choice.baseline, *cost.baseline);
  return {"cost-so-far",
          tr("Cost so far (%1)").arg(line.unit),
          tr("What the load since the start of the run has cost."),
          {line},
          {}};
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

const std::vector<QString>& chartPercentiles() {
  static const std::vector<QString> all = [] {
    std::vector<QString> ids;
    for (const auto& percentile : kPercentiles) ids.emplace_back(percentile.id);
    return ids;
  }();
  return all;
}

QString percentileText(const QString& percentile) {
  for (const auto& known : kPercentiles)
    if (percentile == QLatin1String(known.id)) return known.text;
  return percentile;
}

std::vector<ChartContent> chartContents(const std::shared_ptr<const simulator::Result>& result, const ChartSubject& subject,
                                        const ChartChoice& choice) {
  Lines lines(result, subject, choice);
  if (!lines.all()) return {};
  const auto currency = QString::fromStdString(result->bill.currency);
  std::vector<ChartContent> contents;
  const auto add = [&](ChartContent content) {
    if (content.lines.empty()) return;
    content.baselineName = choice.baselineName;
    if (choice.baseline) content.baselineBucketSeconds = choice.baseline->bucket.seconds();
    explainIfEmpty(content);
    contents.push_back(std::move(content));
  };
  for (const auto& plan : plans()) {
    QString title = tr(plan.title);
    if (plan.counted) title = tr("%1 per %2").arg(title, QString::fromStdString(model::toText(result->bucket)));
    const bool isCost = std::string_view(plan.id) == "cost";
    if (isCost) title = tr("%1 (%2)").arg(title, currency);
    add({plan.id, title, tr(plan.help), lines.of(plan), {}});
    if (isCost && !contents.empty() && contents.back().id == "cost")
      add(costSoFar(*result, choice, contents.back().lines.front()));
  }
  for (const auto& series : *lines.all()) {
    if (lines.isPlaced(series.name)) continue;
    const auto name = QString::fromStdString(series.name);
    add({name, name, {}, {*lines.line(series.name, name, Role::series1, Qt::SolidLine)}, {}});
  }
  return contents;
}

}  // namespace virga::ui
