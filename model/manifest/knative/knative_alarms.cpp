// Alerts for Prometheus, as the Prometheus operator takes them (prometheus-operator.dev, API reference of
// monitoring.coreos.com/v1, 2026), on metrics of Knative's queue proxy: names as Knative Serving has them from 1.19 on.
#include <fmt/format.h>

#include "model/alarm/exported_alarms.h"
#include "model/manifest/knative/knative_context.h"

namespace virga::model {

namespace {

// The label of a Service's pods, as the PodMonitor hands it on.
constexpr const char* kServiceLabel = "serving.knative.dev/service";
constexpr const char* kServiceName = "serving_knative_dev_service";
// Where kube-prometheus puts Prometheus, and the port "http-usermetric" of the queue proxy.
constexpr const char* kMonitoringNamespace = "monitoring";
constexpr int kMetricsPort = 9091;
constexpr const char* kFile = "monitoring/alerts.yaml";

std::string inSeconds(Duration time) { return fmt::format("{}s", time.nanoseconds / seconds(1).nanoseconds); }

// One value: a share, or seconds.
std::string watchedExpression(const KnativeContext& knative, const ExportedAlarm& exported) {
  const std::string own =
      fmt::format("namespace=\"{}\", {}=\"{}\"", knative.space(), kServiceName, knative.nameOf(exported.component->id));
  const std::string period = inSeconds(exported.alarm.period);
  const auto increase = [&](const char* metric, const char* which) {
    return fmt::format("(increase({}{{{}{}}}[{}]))", metric, own, which, period);
  };
  if (exported.alarm.metric == AlarmMetric::errorShare)
    return fmt::format("sum{} / sum{}",
                       increase("http_server_request_duration_seconds_count", ", http_response_status_code=~\"5..\""),
                       increase("http_server_request_duration_seconds_count", ""));
  return fmt::format("histogram_quantile(0.99, sum by (le) {})",
                     increase("kn_serving_invocation_duration_seconds_bucket", ""));
}

// Whether it is above in so many of the last periods. A comparison with `bool` is 1 or 0 where there is a value.
std::string alertExpression(const KnativeContext& knative, const ExportedAlarm& exported) {
  const Alarm& alarm = exported.alarm;
  const std::string watched = watchedExpression(knative, exported);
  if (alarm.of == 1) return fmt::format("{} > {}", watched, exported.threshold.value);
  return fmt::format("sum_over_time((({}) > bool {})[{}:{}]) >= {}", watched, exported.threshold.value,
                     inSeconds(alarm.period * alarm.of), inSeconds(alarm.period), alarm.datapoints);
}

// Of all functions.
Tree commonResource(const KnativeContext& knative, const std::string& apiVersion, const std::string& kind,
                    const std::string& name) {
  Tree resource = knative.resource(apiVersion, kind, name, knative.architecture.components.front().id);
  resource["metadata"]["labels"].erase("app.kubernetes.io/name");
  return resource;
}

Tree functionPods() {
  Tree selector = Tree::object();
  selector["matchExpressions"] = Tree::array({{{"key", kServiceLabel}, {"operator", "Exists"}}});
  return selector;
}

// The policies of the functions let in Knative alone.
Tree scrapePolicy(const KnativeContext& knative) {
  Tree policy = commonResource(knative, "networking.k8s.io/v1", "NetworkPolicy", "metrics");
  Tree& spec = policy["spec"];
  spec["podSelector"] = functionPods();
  spec["policyTypes"] = Tree::array({"Ingress"});
  Tree from = Tree::object();
  from["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"] = kMonitoringNamespace;
  Tree rule = Tree::object();
  rule["from"] = Tree::array({from});
  rule["ports"] = Tree::array({{{"protocol", "TCP"}, {"port", kMetricsPort}}});
  spec["ingress"] = Tree::array({rule});
  return policy;
}

Tree monitorOf(const KnativeContext& knative) {
  Tree monitor = commonResource(knative, "monitoring.coreos.com/v1", "PodMonitor", "functions");
  Tree& spec = monitor["spec"];
  spec["podTargetLabels"] = Tree::array({kServiceLabel});
  spec["selector"] = functionPods();
  spec["podMetricsEndpoints"] = Tree::array({{{"port", "http-usermetric"}, {"interval", "15s"}}});
  return monitor;
}

}  // namespace

void addKnativeAlarms(KnativeContext& knative, const std::vector<ExportedAlarm>& alarms) {
  if (alarms.empty()) return;
  Tree rules = Tree::array();
  for (const ExportedAlarm& exported : alarms) {
    Tree rule = Tree::object();
    rule["alert"] = fmt::format("{} {}", exported.alarm.on.id, nameOf(exported.alarm.metric));
    rule["expr"] = alertExpression(knative, exported);
    rule["labels"]["severity"] = "warning";
    rule["annotations"]["summary"] = exported.text();
    rules.push_back(std::move(rule));
  }
  Tree rule = commonResource(knative, "monitoring.coreos.com/v1", "PrometheusRule", "alarms");
  rule["spec"]["groups"] = Tree::array({{{"name", knative.space()}, {"rules", rules}}});
  knative.add(kFile, scrapePolicy(knative));
  knative.add(kFile, monitorOf(knative));
  knative.add(kFile, rule);
  knative.note(
      Severity::warning, "alarms-to-scrape", "alarms",
      "the alerts in monitoring/alerts.yaml want the Prometheus operator with Prometheus in the namespace 'monitoring', and "
      "Knative Serving 1.19 or later with "
      "'request-metrics-protocol: prometheus' in its config-observability",
      "route the label 'severity: warning' to whom alarms tell, in Alertmanager");
}

}  // namespace virga::model
