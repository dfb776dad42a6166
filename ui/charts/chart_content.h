#pragma once

#include <memory>
#include <vector>

#include <QString>

#include "simulator/results/result.h"
#include "ui/theme/theme.h"

namespace virga::ui {

// One line of a chart. The values belong to a result, which they keep alive.
struct ChartLine {
  QString name;
  QString unit;
  Role color = Role::series1;
  Qt::PenStyle style = Qt::SolidLine;  // the second cue beside the colour
  std::shared_ptr<const std::vector<double>> values;
};

struct ChartContent {
  QString id;     // "latency"
  QString title;  // "Latency"
  QString help;   // one sentence: what the lines mean
  std::vector<ChartLine> lines;
  QString emptyText;  // why there is nothing to see; empty: there is
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
std::vector<ChartContent> chartContents(const std::shared_ptr<const simulator::Result>& result, const ChartSubject& subject);

}  // namespace virga::ui
