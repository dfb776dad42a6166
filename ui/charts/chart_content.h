#pragma once

#include <memory>
#include <vector>

#include <QMetaType>
#include <QString>

#include "simulator/results/result.h"
#include "ui/theme/theme.h"

namespace virga::ui {

// Values on a result's time grid, kept alive with it.
using ChartValues = std::shared_ptr<const std::vector<double>>;

// One line of a chart.
struct ChartLine {
  QString name;
  QString unit;
  Role color = Role::series1;
  Qt::PenStyle style = Qt::SolidLine;  // the second cue beside the colour
  ChartValues values;
  ChartValues low = nullptr, high = nullptr;  // of the replications; null with one
  ChartValues baseline = nullptr;             // the same of a run that is compared with; null without one
};

struct ChartContent {
  QString id;     // "latency"
  QString title;  // "Latency"
  QString help;   // one sentence: what the lines mean
  std::vector<ChartLine> lines;
  QString emptyText;  // why there is nothing to see; empty: there is
  QString baselineName = {};
  double baselineBucketSeconds = 1;
};

// The percentiles that a chart can have, as series name them: "p50" … "p999", "max".
const std::vector<QString>& chartPercentiles();
QString percentileText(const QString& percentile);  // "p99.9"

// What the user wants to see in charts.
struct ChartChoice {
  std::vector<QString> percentiles = {"p50", "p95", "p99"};
  // Drawn beside the run: dashed, in the same colours. Null: none.
  std::shared_ptr<const simulator::Result> baseline = nullptr;
  QString baselineName = {};
};

// A flow or a component of a result: what a panel of charts is about.
struct ChartSubject {
  enum class Type { flow, component };
  Type type = Type::flow;
  QString name;  // of the flow, or the component's id
  bool operator==(const ChartSubject&) const = default;
};

// All that can be chosen, flows first.
std::vector<ChartSubject> chartSubjects(const simulator::Result& result);

// The charts of one subject, in reading order. Series without a place of their own come last, each in its own chart.
std::vector<ChartContent> chartContents(const std::shared_ptr<const simulator::Result>& result, const ChartSubject& subject,
                                        const ChartChoice& choice = {});

}  // namespace virga::ui

Q_DECLARE_METATYPE(virga::ui::ChartSubject)
