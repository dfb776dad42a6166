// Alarms in the exports for Azure, Google Cloud, OCI and Knative, read back.
#include <set>
#include <string>

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/alarm/alarm_platform.h"
#include "model/project/project_file.h"
#include "tests/model/manifest_reading.h"

using namespace virga::tests;

namespace {

using Json = nlohmann::json;

Architecture watched(const std::string& alarms) {
  const auto read = readProject(
      "virga: 1\n"
      "name: Watched\n"
      "components:\n"
      "  front: {kind: http-api, routes: [{route: GET /things, to: work}]}\n"
      "  work: {kind: function, runtime: nodejs22, steps: [{call: things, operation: read}, {send: jobs}, {send: facts}]}\n"
      "  jobs: {kind: queue, dead-letter: lost, visibility: 3 min, consumers: [{to: worker}]}\n"
      "  lost: {kind: queue}\n"
      "  worker: {kind: function, runtime: nodejs22, steps: [{compute: 5 ms}]}\n"
      "  facts: {kind: stream, consumers: [{to: worker}]}\n"
      "  things: {kind: nosql-db}\n" +
          (alarms.empty() ? "" : "alarms:\n" + alarms),
      "watched.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

const char* const kAlarms =
    "  - {on: work, metric: error-share, above: 2%}\n"
    "  - {on: work, metric: duration-p99, above: 1.5 s, datapoints: 2, of: 3, period: 5 min}\n"
    "  - {on: front, metric: error-share, above: 3%}\n"
    "  - {on: front, metric: throttles, above: 7}\n"
    "  - {on: jobs, metric: dead-letters, above: 0, datapoints: 1, of: 1}\n"
    "  - {on: jobs, metric: age, above: 90 s}\n"
    "  - {on: things, metric: throttles, above: 12}\n"
    "  - {on: facts, metric: throttles, above: 9, datapoints: 1, of: 1, period: 15 min}\n";

Manifest exportedTo(const std::string& format, const std::string& provider, const Architecture& design) {
  const auto catalog = loadCatalog(provider);
  if (!catalog) qFatal("no catalog of %s", provider.c_str());
  auto manifest = exportManifest(format, design, *catalog);
  if (!manifest) qFatal("%s", toText(manifest.error().front()).c_str());
  return *manifest;
}

// Runs of blanks as one, for what is aligned.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' || out.empty() || (out.back() != ' ' && out.back() != '\n')) out += c;
  return out;
}

std::string blockOf(const std::string& hcl, const std::string& head) {
  const auto from = hcl.find(head);
  if (from == std::string::npos) return "(no " + head + ")";
  return plain(hcl.substr(from, hcl.find("\n}\n", from) - from));
}

#define VERIFY_HOLDS(text, part) QVERIFY2((text).find(part) != std::string::npos, (text).c_str())

Json resourceOf(const Json& whole, const std::string& type, const std::string& name) {
  for (const auto& resource : whole["resources"])
    if (resource["type"] == type && (name.empty() || resource["name"] == name)) return resource;
  return {};
}

std::set<std::string> namesOf(const Json& whole, const std::string& type) {
  std::set<std::string> names;
  for (const auto& resource : whole["resources"])
    if (resource["type"] == type) names.insert(resource["name"].get<std::string>());
  return names;
}

// The paths with a note of that id.
std::set<std::string> noted(const Manifest& manifest, const std::string& id) {
  std::set<std::string> paths;
  for (const auto& note : manifest.notes)
    if (note.id == id) paths.insert(note.path);
  return paths;
}

using Texts = std::set<std::string>;

}  // namespace

class AlarmsPlatformsTest : public QObject {
  Q_OBJECT

 private slots:
  void stayAwayWhereNoneAreDrawn() {
    const auto design = watched("");
    for (const auto& [format, provider, word] : {std::tuple{"arm", "azure", "alertActionGroupId"},
                                                 {"terraform", "azure", "alert_action_group_id"},
                                                 {"terraform", "gcp", "google_monitoring"},
                                                 {"gcloud", "gcp", "alarm"},
                                                 {"terraform", "oci", "oci_monitoring"},
                                                 {"fn", "oci", "alarm_topic_ocid"},
                                                 {"knative", "custom", "PrometheusRule"}})
      for (const auto& file : exportedTo(format, provider, design).files)
        QVERIFY2(file.content.find(word) == std::string::npos, file.path.c_str());
  }

  void standInTheTemplateForAzure() {
    const auto manifest = exportedTo("arm", "azure", watched(kAlarms));
    const auto whole = Json::parse(contentOf(manifest, "azuredeploy.json"));
    const Texts logs = {"work-error-share", "work-duration-p99", "front-error-share", "front-throttles",
                        "jobs-dead-letters"};
    const Texts metrics = {"things-throttles", "facts-throttles"};
    QCOMPARE(namesOf(whole, "Microsoft.Insights/scheduledQueryRules"), logs);
    QCOMPARE(namesOf(whole, "Microsoft.Insights/metricAlerts"), metrics);
    QVERIFY(whole["parameters"].contains("alertActionGroupId"));
    QVERIFY(!whole["parameters"]["alertActionGroupId"].contains("defaultValue"));
    // Queue Storage tells no age, and metric alerts look at one period.
    QCOMPARE(noted(manifest, "alarm-unwatched"), Texts{"alarms.5"});
    QCOMPARE(noted(manifest, "alarm-periods"), Texts{"alarms.6"});

    const auto errors = resourceOf(whole, "Microsoft.Insights/scheduledQueryRules", "work-error-share")["properties"];
    const auto condition = errors["criteria"]["allOf"][0];
    QCOMPARE(condition["threshold"].get<double>(), 0.02);
    QCOMPARE(condition["operator"].get<std::string>(), std::string("GreaterThan"));
    QCOMPARE(condition["failingPeriods"]["numberOfEvaluationPeriods"].get<int>(), 5);
    QCOMPARE(condition["failingPeriods"]["minFailingPeriodsToAlert"].get<int>(), 3);
    QCOMPARE(errors["windowSize"].get<std::string>(), std::string("PT1M"));
    QCOMPARE(errors["scopes"][0].get<std::string>(),
             std::string("[resourceId('Microsoft.Insights/components', format('insights-{0}', variables('suffix')))]"));
    QCOMPARE(errors["actions"]["actionGroups"][0].get<std::string>(), std::string("[parameters('alertActionGroupId')]"));

    const auto slow = resourceOf(whole, "Microsoft.Insights/scheduledQueryRules", "work-duration-p99")["properties"];
    QCOMPARE(slow["windowSize"].get<std::string>(), std::string("PT5M"));
    QCOMPARE(slow["criteria"]["allOf"][0]["threshold"].get<double>(), 1500.0);  // milliseconds
    VERIFY_HOLDS(slow["criteria"]["allOf"][0]["query"].get<std::string>(), "percentilew(duration, itemCount, 99)");
    const auto lost = resourceOf(whole, "Microsoft.Insights/scheduledQueryRules", "jobs-dead-letters")["properties"];
    VERIFY_HOLDS(lost["criteria"]["allOf"][0]["query"].get<std::string>(), "'jobs-poison'");

    const auto refused = resourceOf(whole, "Microsoft.Insights/metricAlerts", "things-throttles")["properties"];
    const auto metric = refused["criteria"]["allOf"][0];
    QCOMPARE(metric["metricName"].get<std::string>(), std::string("TotalRequests"));
    QCOMPARE(metric["dimensions"][1]["values"][0].get<std::string>(), std::string("things"));
    QCOMPARE(metric["dimensions"][2]["values"][0].get<std::string>(), std::string("429"));
    QCOMPARE(metric["threshold"].get<int>(), 12);
    const auto facts = resourceOf(whole, "Microsoft.Insights/metricAlerts", "facts-throttles")["properties"];
    QCOMPARE(facts["windowSize"].get<std::string>(), std::string("PT15M"));
    QCOMPARE(facts["criteria"]["allOf"][0]["metricName"].get<std::string>(), std::string("ThrottledRequests"));

    // API Management logs to Application Insights for its alarms.
    QVERIFY(!resourceOf(whole, "Microsoft.ApiManagement/service/diagnostics", "").is_null());
    QVERIFY(!resourceOf(whole, "Microsoft.Insights/workbooks", "").is_null());
    Texts shown;
    for (const auto& item : whole["variables"]["dashboard"]["items"]) shown.insert(item["name"].get<std::string>());
    const Texts charts = {"front: answers",       "front: latency in ms", "work: executions",
                          "work: duration in ms", "worker: executions",   "worker: duration in ms"};
    QCOMPARE(shown, charts);
  }

  void standInTheOtherNotationsForAzure() {
    const auto design = watched(kAlarms);
    const auto bicep = contentOf(exportedTo("arm", "azure", design), "main.bicep");
    VERIFY_HOLDS(bicep, "'Microsoft.Insights/scheduledQueryRules@2023-12-01'");
    VERIFY_HOLDS(bicep, "param alertActionGroupId string");
    VERIFY_HOLDS(bicep, "threshold: json('0.02')");
    VERIFY_HOLDS(bicep, "serializedData: string(dashboard)");
    const auto terraform = exportedTo("terraform", "azure", design);
    const auto hcl = contentOf(terraform, "monitoring.tf");
    VERIFY_HOLDS(hcl, "Microsoft.Insights/metricAlerts@2018-03-01");
    VERIFY_HOLDS(hcl, "jsonencode(local.dashboard)");
    VERIFY_HOLDS(contentOf(terraform, "variables.tf"), "variable \"alert_action_group_id\"");
  }

  void standInTheConfigurationForGoogle() {
    const auto manifest = exportedTo("terraform", "gcp", watched(kAlarms));
    const auto hcl = contentOf(manifest, "alarms.tf");
    const auto errors = blockOf(hcl, "resource \"google_monitoring_alert_policy\" \"work_error_share\"");
    const std::string requests =
        "resource.type = \\\"cloud_run_revision\\\" AND resource.labels.service_name = \\\"work\\\" AND metric.type = "
        "\\\"run.googleapis.com/request_count\\\"";
    VERIFY_HOLDS(errors, "denominator_filter = \"" + requests + "\"");
    VERIFY_HOLDS(errors, "\nfilter = \"" + requests + " AND metric.labels.response_code_class = \\\"5xx\\\"\"");
    VERIFY_HOLDS(errors, "threshold_value = 0.02");
    VERIFY_HOLDS(errors, "duration = \"180s\"");  // three minutes in a row
    VERIFY_HOLDS(errors, "notification_channels = [var.alarm_notification_channel]");
    const auto slow = blockOf(hcl, "resource \"google_monitoring_alert_policy\" \"work_duration_p99\"");
    VERIFY_HOLDS(slow, "threshold_value = 1500");  // milliseconds
    VERIFY_HOLDS(slow, "alignment_period = \"300s\"");
    VERIFY_HOLDS(slow, "cross_series_reducer = \"REDUCE_PERCENTILE_99\"");
    VERIFY_HOLDS(slow, "duration = \"600s\"");
    const auto age = blockOf(hcl, "resource \"google_monitoring_alert_policy\" \"jobs_age\"");
    VERIFY_HOLDS(age, "subscription/oldest_unacked_message_age");
    VERIFY_HOLDS(age, "threshold_value = 90");
    const auto lost = blockOf(hcl, "resource \"google_monitoring_alert_policy\" \"jobs_dead_letters\"");
    VERIFY_HOLDS(lost, "one_of(\\\"jobs\\\")");
    VERIFY_HOLDS(lost, "duration = \"0s\"");
    VERIFY_HOLDS(hcl, "google_monitoring_alert_policy.jobs_age.name");  // on the dashboard
    VERIFY_HOLDS(contentOf(manifest, "services.tf"), "\"monitoring.googleapis.com\"");
    const Texts unwatched = {"alarms.3", "alarms.6", "alarms.7"}, counted = {"alarms.0", "alarms.1", "alarms.2", "alarms.5"};
    QCOMPARE(noted(manifest, "alarm-unwatched"), unwatched);
    QCOMPARE(noted(manifest, "alarm-periods"), counted);
    QVERIFY(hasNote(exportedTo("gcloud", "gcp", watched(kAlarms)), "alarms-in-terraform", "alarms"));
  }

  // Functions of the 1st generation have metrics of their own, in nanoseconds.
  void watchTheFirstGeneration() {
    auto design = watched(
        "  - {on: worker, metric: duration-p99, above: 2 s}\n"
        "  - {on: worker, metric: latency-p99, above: 2 s}\n");
    ProviderSettings settings;
    settings.provider = "gcp";
    settings.plan = "1st-gen";
    design.providers = {settings};
    const auto catalog = loadCatalog("gcp");
    QVERIFY(catalog);
    const auto manifest = exportManifest("terraform", design, *catalog);
    QVERIFY(manifest);
    const auto hcl = contentOf(*manifest, "alarms.tf");
    VERIFY_HOLDS(hcl, "cloudfunctions.googleapis.com/function/execution_times");
    VERIFY_HOLDS(plain(hcl), "threshold_value = 2000000000");
    QVERIFY(hasNote(*manifest, "alarm-unwatched", "alarms"));
  }

  void standInTheStackForOci() {
    const auto manifest = exportedTo("terraform", "oci", watched(kAlarms));
    const auto hcl = contentOf(manifest, "alarms.tf");
    const auto errors = blockOf(hcl, "resource \"oci_monitoring_alarm\" \"work_error_share\"");
    VERIFY_HOLDS(
        errors,
        "query = \"FunctionResponseCount[1m]{resourceId = \\\"${oci_functions_function.work.id}\\\", responseType = "
        "\\\"Error\\\"}.grouping().sum() / FunctionInvocationCount[1m]{resourceId = "
        "\\\"${oci_functions_function.work.id}\\\"}.grouping().sum() > 0.02\"");
    VERIFY_HOLDS(errors, "pending_duration = \"PT3M\"");
    VERIFY_HOLDS(errors, "destinations = [var.alarm_topic_ocid]");
    VERIFY_HOLDS(errors, "namespace = \"oci_faas\"");
    const auto age = blockOf(hcl, "resource \"oci_monitoring_alarm\" \"jobs_age\"");
    VERIFY_HOLDS(age, "ConsumerLag[1m]");
    VERIFY_HOLDS(age, "> 1.5\"");  // minutes
    const auto refused = blockOf(hcl, "resource \"oci_monitoring_alarm\" \"front_throttles\"");
    VERIFY_HOLDS(refused, "httpStatusCode = \\\"429\\\"}.grouping().sum() > 7");
    const auto facts = blockOf(hcl, "resource \"oci_monitoring_alarm\" \"facts_throttles\"");
    VERIFY_HOLDS(facts, "PutMessagesThrottling.Count[15m]");
    VERIFY_HOLDS(facts, "pending_duration = \"PT1M\"");
    QCOMPARE(noted(manifest, "alarm-unwatched"), (Texts{"alarms.1", "alarms.4"}));
    QVERIFY(hasNote(manifest, "no-dashboard", "alarms"));
    VERIFY_HOLDS(contentOf(exportedTo("fn", "oci", watched(kAlarms)), "stack/schema.yaml"), "alarm_topic_ocid");
  }

  void standInRulesForPrometheus() {
    const auto manifest = exportedTo("knative", "custom", watched(kAlarms));
    const auto documents = YAML::LoadAll(contentOf(manifest, "monitoring/alerts.yaml"));
    std::map<std::string, YAML::Node> kinds;
    for (const auto& document : documents) kinds[document["kind"].as<std::string>()] = document;
    QCOMPARE(kinds.size(), std::size_t{3});
    const auto rules = kinds["PrometheusRule"]["spec"]["groups"][0]["rules"];
    QCOMPARE(rules.size(), std::size_t{2});
    QCOMPARE(rules[0]["expr"].as<std::string>(),
             std::string("sum_over_time(((sum(increase(http_server_request_duration_seconds_count{namespace=\"watched\", "
                         "serving_knative_dev_service=\"work\", http_response_status_code=~\"5..\"}[60s])) / "
                         "sum(increase(http_server_request_duration_seconds_count{namespace=\"watched\", "
                         "serving_knative_dev_service=\"work\"}[60s]))) > bool 0.02)[300s:60s]) >= 3"));
    QCOMPARE(rules[1]["expr"].as<std::string>(),
             std::string("sum_over_time(((histogram_quantile(0.99, sum by (le) "
                         "(increase(kn_serving_invocation_duration_seconds_bucket{namespace=\"watched\", "
                         "serving_knative_dev_service=\"work\"}[300s])))) > bool 1.5)[900s:300s]) >= 2"));
    QCOMPARE(kinds["PodMonitor"]["spec"]["podTargetLabels"][0].as<std::string>(),
             std::string("serving.knative.dev/service"));
    QCOMPARE(kinds["NetworkPolicy"]["spec"]["ingress"][0]["ports"][0]["port"].as<int>(), 9091);
    VERIFY_HOLDS(contentOf(manifest, "kustomization.yaml"), "monitoring/alerts.yaml");
  }

  void countPeriodsAsThePlatformCan() {
    const auto design = watched("");
    const auto& work = *design.find("work");
    Alarm alarm;
    alarm.on = {"work"};
    alarm.datapoints = 8;
    alarm.of = 10;
    const auto counted = [&](const char* provider, const Component& component) {
      const auto fit = countable(provider, component, alarm);
      return std::pair{fit.datapoints, fit.of};
    };
    QCOMPARE(counted("aws", work), (std::pair{8, 10}));
    QCOMPARE(counted("azure", work), (std::pair{6, 6}));
    QCOMPARE(counted("azure", *design.find("things")), (std::pair{1, 1}));
    QCOMPARE(counted("gcp", work), (std::pair{8, 8}));
    QCOMPARE(counted("oci", work), (std::pair{8, 8}));
    QCOMPARE(counted("custom", work), (std::pair{8, 10}));
    alarm.datapoints = alarm.of = 3;
    const auto unfit = [&](const char* provider, Duration period) {
      alarm.period = period;
      return whyPeriodUnfit(provider, work, alarm).has_value();
    };
    QVERIFY(!unfit("azure", minutes(45)) && unfit("azure", minutes(20)) && unfit("azure", days(1)));
    QVERIFY(!unfit("gcp", hours(7)) && unfit("gcp", hours(8)) && unfit("gcp", seconds(90)));
    QVERIFY(!unfit("oci", minutes(20)) && unfit("oci", minutes(21)) && unfit("oci", seconds(30)));
  }
};

QTEST_APPLESS_MAIN(AlarmsPlatformsTest)
#include "alarms_platforms_test.moc"
