// One dashboard of the key metrics of what is deployed. Structure: Amazon CloudWatch User Guide, "Dashboard body structure
// and syntax", November 2026; metrics: as in sam_alarms.cpp.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "model/manifest/sam/sam_alarms.h"

namespace virga::model {

namespace {

constexpr std::size_t kMostWidgets = 500, kMostAlarms = 100;  // of a dashboard, of an alarm widget
constexpr int kColumns = 24, kWidth = 8, kHeight = 6;

struct Line {
  const char* metric;
  const char* statistic = "Sum";
};

struct Graph {
  const char* title;
  std::vector<Line> lines;
};

// The metrics of one resource, by the service's name for it.
struct Graphs {
  const char* space;
  const char* dimension;
  std::string value;
  std::vector<Graph> graphs;
};

Graphs graphsOf(const SamContext& sam, const Component& component) {
  const std::string name = "${" + sam.ids.of(component.id) + "}";
  if (std::holds_alternative<Function>(component.kind))
    return {"AWS/Lambda",
            "FunctionName",
            name,
            {{"invocations", {{"Invocations"}, {"Errors"}, {"Throttles"}}},
             {"duration", {{"Duration", "p50"}, {"Duration", "p99"}}},
             {"executions at once", {{"ConcurrentExecutions", "Maximum"}}}}};
  if (std::holds_alternative<HttpApi>(component.kind))
    return {"AWS/ApiGateway",
            "ApiId",
            name,
            {{"requests", {{"Count"}, {"4xx"}, {"5xx"}}}, {"latency", {{"Latency", "p50"}, {"Latency", "p99"}}}}};
  if (std::holds_alternative<WebsocketApi>(component.kind))
    return {"AWS/ApiGateway",
            "ApiId",
            name,
            {{"messages", {{"ConnectCount"}, {"MessageCount"}, {"ClientError"}, {"IntegrationError"}, {"ExecutionError"}}}}};
  if (std::holds_alternative<Queue>(component.kind))
    return {"AWS/SQS",
            "QueueName",
            "${" + sam.ids.of(component.id) + ".QueueName}",
            {{"waiting messages", {{"ApproximateNumberOfMessagesVisible", "Maximum"}}},
             {"age of the oldest message", {{"ApproximateAgeOfOldestMessage", "Maximum"}}}}};
  if (std::holds_alternative<Stream>(component.kind))
    return {"AWS/Kinesis",
            "StreamName",
            name,
            {{"records", {{"IncomingRecords"}, {"WriteProvisionedThroughputExceeded"}}},
             {"iterator age", {{"GetRecords.IteratorAgeMilliseconds", "Maximum"}}}}};
  if (std::holds_alternative<NosqlDb>(component.kind))
    return {"AWS/DynamoDB",
            "TableName",
            name,
            {{"units", {{"ConsumedReadCapacityUnits"}, {"ConsumedWriteCapacityUnits"}}},
             {"throttles", {{"ReadThrottleEvents"}, {"WriteThrottleEvents"}}}}};
  if (std::holds_alternative<Workflow>(component.kind))
    return {"AWS/States",
            "StateMachineArn",
            name,
            {{"executions", {{"ExecutionsStarted"}, {"ExecutionsFailed"}, {"ExecutionsTimedOut"}}},
             {"duration", {{"ExecutionTime", "p50"}, {"ExecutionTime", "p99"}}}}};
  return {};
}

Tree graphOf(const std::string& title, const Graphs& of, const Graph& graph) {
  Tree metrics = Tree::array();
  for (const Line& line : graph.lines)
    metrics.push_back(Tree::array({of.space, line.metric, of.dimension, of.value, Tree{{"stat", line.statistic}}}));
  Tree widget = Tree::object();
  widget["type"] = "metric";
  widget["width"] = kWidth;
  widget["height"] = kHeight;
  widget["properties"] = {
      {"title", title}, {"region", "${AWS::Region}"}, {"view", "timeSeries"}, {"period", 60}, {"metrics", metrics}};
  return widget;
}

Tree stateOf(const std::vector<std::string>& alarms) {
  Tree names = Tree::array();
  for (std::size_t i = 0; i < std::min(kMostAlarms, alarms.size()); ++i) names.push_back("${" + alarms[i] + ".Arn}");
  Tree widget = Tree::object();
  widget["type"] = "alarm";
  widget["width"] = kColumns;
  widget["height"] = kHeight / 2;
  widget["properties"] = {{"title", "Alarms"}, {"alarms", names}};
  return widget;
}

}  // namespace

void addDashboard(SamContext& sam, const std::vector<std::string>& alarms) {
  Tree widgets = Tree::array({stateOf(alarms)});
  bool whole = true;
  for (const Component& component : sam.architecture.components) {
    const Graphs graphs = graphsOf(sam, component);
    if (graphs.graphs.empty() || !sam.resources.contains(sam.ids.of(component.id))) continue;
    whole = widgets.size() + graphs.graphs.size() <= kMostWidgets;
    if (!whole) break;
    for (const Graph& graph : graphs.graphs)
      widgets.push_back(graphOf(fmt::format("{}: {}", component.id, graph.title), graphs, graph));
  }
  if (!whole)
    sam.note(Severity::warning, "dashboard-cut", "alarms",
             "a dashboard of CloudWatch has at most 500 widgets; the components behind those aren't on it");
  Tree& resource = sam.resources[sam.ids.take("Dashboard")];
  resource["Type"] = "AWS::CloudWatch::Dashboard";
  resource["Properties"]["DashboardBody"] = sub(Tree{{"widgets", widgets}}.dump());
}

}  // namespace virga::model
