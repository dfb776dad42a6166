// Alarms in the exports for AWS, read back, and what the checks say of them.
#include <set>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/checks/check.h"
#include "model/project/project_file.h"
#include "tests/model/manifest_reading.h"

using namespace virga::tests;

namespace {

Architecture watched(const std::string& alarms) {
  const auto read = readProject(
      "virga: 1\n"
      "name: Watched\n"
      "components:\n"
      "  users: {kind: client, sends: [{to: api, route: GET /, arrivals: {poisson: {rate: 1/s}}}]}\n"
      "  api: {kind: http-api, routes: [{route: GET /, to: work}]}\n"
      "  work: {kind: function, runtime: nodejs22, steps: [{send: jobs}]}\n"
      "  jobs: {kind: queue, dead-letter: lost, visibility: 3 min, consumers: [{to: worker}]}\n"
      "  lost: {kind: queue}\n"
      "  worker: {kind: function, runtime: nodejs22, steps: [{compute: 5 ms}]}\n"
      "alarms:\n" +
          alarms,
      "watched.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

const char* const kAlarms =
    "  - {on: work, metric: error-share, above: 2%}\n"
    "  - {on: work, metric: duration-p99, above: 1.5 s, datapoints: 2, of: 3, period: 5 min}\n"
    "  - {on: api, metric: latency-p99, above: 800 ms}\n"
    "  - {on: jobs, metric: dead-letters, above: 0, datapoints: 1, of: 1}\n"
    "  - {on: jobs, metric: age, above: 90 s}\n";

// The ids of the findings with the path.
std::set<std::string> found(const std::string& alarms, const std::string& path) {
  std::set<std::string> ids;
  for (const auto& problem : check(watched(alarms), aws()))
    if (problem.path == path) ids.insert(problem.id);
  return ids;
}

}  // namespace

class AlarmsExportTest : public QObject {
  Q_OBJECT

 private slots:
  void standInTheTemplate() {
    const auto design = watched(kAlarms);
    const auto whole = templateOf(design);
    std::set<std::string> alarms;
    for (const auto& resource : whole["Resources"])
      if (resource.second["Type"].as<std::string>() == "AWS::CloudWatch::Alarm")
        alarms.insert(resource.first.as<std::string>());
    const std::set<std::string> expected = {"WorkErrorShareAlarm", "WorkDurationP99Alarm", "ApiLatencyP99Alarm",
                                            "JobsDeadLettersAlarm", "JobsAgeAlarm"};
    QCOMPARE(alarms, expected);
    QVERIFY(whole["Parameters"]["AlarmTopicArn"]);
    const auto body = YAML::Load(propertiesOf(whole, "Dashboard")["DashboardBody"].as<std::string>());  // JSON is YAML
    std::set<std::string> shown;
    for (const auto& widget : body["widgets"]) shown.insert(widget["properties"]["title"].as<std::string>());
    for (const char* title : {"Alarms", "api: latency", "work: invocations", "worker: duration", "lost: waiting messages"})
      QVERIFY2(shown.contains(title), title);

    const auto errors = propertiesOf(whole, "WorkErrorShareAlarm");
    QCOMPARE(errors["Threshold"].as<double>(), 0.02);
    QCOMPARE(errors["EvaluationPeriods"].as<int>(), 5);
    QCOMPARE(errors["DatapointsToAlarm"].as<int>(), 3);
    QCOMPARE(errors["TreatMissingData"].as<std::string>(), std::string("notBreaching"));
    QCOMPARE(errors["Metrics"][0]["Expression"].as<std::string>(), std::string("m1 / m2"));
    QCOMPARE(errors["Metrics"][1]["MetricStat"]["Metric"]["MetricName"].as<std::string>(), std::string("Errors"));
    QCOMPARE(errors["Metrics"][2]["MetricStat"]["Metric"]["MetricName"].as<std::string>(), std::string("Invocations"));

    const auto duration = propertiesOf(whole, "WorkDurationP99Alarm");
    QCOMPARE(duration["ExtendedStatistic"].as<std::string>(), std::string("p99"));
    QCOMPARE(duration["Threshold"].as<double>(), 1500.0);  // CloudWatch's durations are in milliseconds
    QCOMPARE(duration["Period"].as<int>(), 300);
    const auto age = propertiesOf(whole, "JobsAgeAlarm");
    QCOMPARE(age["Threshold"].as<double>(), 90.0);  // and SQS's ages in seconds
    QCOMPARE(age["Statistic"].as<std::string>(), std::string("Maximum"));
    const auto lost = propertiesOf(whole, "JobsDeadLettersAlarm");
    QCOMPARE(lost["Dimensions"][0]["Value"].as<std::string>(), std::string("Lost.QueueName"));
  }

  void standInEachExportForAws() {
    const auto design = watched(kAlarms);
    for (const char* format : {"sam", "cloudformation", "serverless", "terraform"}) {
      const auto manifest = exportManifest(format, design, aws());
      QVERIFY2(manifest, format);
      std::string all;
      for (const auto& file : manifest->files)
        if (file.path.find('/') == std::string::npos && !file.path.ends_with(".md")) all += file.content;
      for (const char* metric : {"Errors", "Duration", "Latency", "ApproximateAgeOfOldestMessage"})
        QVERIFY2(all.find(std::string(metric)) != std::string::npos, format);
      const std::string type =
          std::string(format) == "terraform" ? "resource \"aws_cloudwatch_metric_alarm\"" : "AWS::CloudWatch::Alarm";
      int count = 0;
      for (auto at = all.find(type); at != std::string::npos; at = all.find(type, at + 1)) ++count;
      QCOMPARE(count, 5);
    }
  }

  void leaveOutWhatCloudWatchDoesNotMeasure() {
    const auto design = watched("  - {on: work, metric: latency-p99, above: 1 s}\n");
    const auto manifest = exported(design);
    QVERIFY(hasNote(manifest, "alarm-unwatched", "alarms.0"));
    QVERIFY(contentOf(manifest, "template.yaml").find("AlarmTopicArn") == std::string::npos);
  }

  void areChecked() {
    const std::set<std::string> none, threshold = {"alarm-threshold"}, metric = {"alarm-metric"},
                                      unwatched = {"alarm-unwatched"};
    QCOMPARE(found(kAlarms, "alarms.0.above"), none);
    QCOMPARE(found("  - {on: work, metric: error-share, above: 1.5 s}\n", "alarms.0.above"), threshold);
    QCOMPARE(found("  - {on: work, metric: error-share, above: 100%}\n", "alarms.0.above"), threshold);
    QCOMPARE(found("  - {on: jobs, metric: age, above: 40}\n", "alarms.0.above"), threshold);
    QCOMPARE(found("  - {on: jobs, metric: duration-p99, above: 1 s}\n", "alarms.0.metric"), metric);
    QCOMPARE(found("  - {on: lost, metric: dead-letters, above: 0}\n", "alarms.0.metric"), unwatched);
    QCOMPARE(found("  - {on: jobs, metric: age, above: 1 min, period: 30 s}\n", "alarms.0.period"), unwatched);
  }
};

QTEST_APPLESS_MAIN(AlarmsExportTest)
#include "alarms_export_test.moc"
