// What no schema of Terraform's provider for AWS knows, so that neither validate nor a linter by schemas finds it: values of
// enumerations, ranges and arguments that exclude one another (registry documentation of hashicorp/aws 5.100, 2026). No
// export of ours has them, and each check finds the defect when it is planted.
#include <set>
#include <string>
#include <vector>

#include <QTest>

#include "model/import/terraform/terraform_project.h"
#include "model/project/project_file.h"
#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"
#include "tests/model/way_back.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

struct Enumeration {
  const char *type, *attribute;
  std::set<std::string> values;
};
const std::vector<Enumeration> kEnumerations = {
    {"aws_lambda_function",
     "runtime",
     {"nodejs18.x", "nodejs20.x", "nodejs22.x", "nodejs24.x", "python3.9", "python3.10", "python3.11", "python3.12",
      "python3.13", "python3.14", "java11", "java17", "java21", "java25"}},
    {"aws_lambda_event_source_mapping", "starting_position", {"LATEST", "TRIM_HORIZON", "AT_TIMESTAMP"}},
    {"aws_dynamodb_table", "billing_mode", {"PROVISIONED", "PAY_PER_REQUEST"}},
    {"aws_dynamodb_table", "stream_view_type", {"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"}},
    {"aws_apigatewayv2_api", "protocol_type", {"HTTP", "WEBSOCKET"}},
    {"aws_apigatewayv2_integration", "integration_type", {"AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"}},
    {"aws_sfn_state_machine", "type", {"STANDARD", "EXPRESS"}},
    {"aws_sns_topic_subscription", "protocol", {"sqs", "lambda", "https", "firehose", "email", "email-json", "http", "sms"}},
};

struct Range {
  const char *type, *attribute;
  double least, most;
};
const std::vector<Range> kRanges = {
    {"aws_lambda_function", "memory_size", 128, 10'240},
    {"aws_lambda_function", "timeout", 1, 900},
    {"aws_lambda_event_source_mapping", "batch_size", 1, 10'000},
    {"aws_lambda_event_source_mapping", "maximum_batching_window_in_seconds", 0, 300},
    {"aws_lambda_event_source_mapping", "parallelization_factor", 1, 10},
    {"aws_lambda_event_source_mapping", "maximum_retry_attempts", -1, 10'000},
    {"aws_lambda_function_event_invoke_config", "maximum_retry_attempts", 0, 2},
    {"aws_lambda_function_event_invoke_config", "maximum_event_age_in_seconds", 60, 21'600},
    {"aws_sqs_queue", "visibility_timeout_seconds", 0, 43'200},
    {"aws_sqs_queue", "message_retention_seconds", 60, 1'209'600},
    {"aws_sqs_queue", "delay_seconds", 0, 900},
    {"aws_sqs_queue", "receive_wait_time_seconds", 0, 20},
    {"aws_kinesis_stream", "retention_period", 24, 8'760},
    {"aws_apigatewayv2_integration", "timeout_milliseconds", 50, 30'000},
};

struct Conflict {
  const char *type, *one, *other;
};
const std::vector<Conflict> kConflicts = {
    {"aws_sqs_queue", "name", "name_prefix"},
    {"aws_sqs_queue", "sqs_managed_sse_enabled", "kms_master_key_id"},
    {"aws_sns_topic", "name", "name_prefix"},
    {"aws_s3_bucket", "bucket", "bucket_prefix"},
    {"aws_iam_role", "name", "name_prefix"},
    {"aws_iam_role_policy", "name", "name_prefix"},
    {"aws_cloudwatch_log_group", "name", "name_prefix"},
    {"aws_sfn_state_machine", "name", "name_prefix"},
    {"aws_secretsmanager_secret", "name", "name_prefix"},
    {"aws_lambda_function", "filename", "s3_bucket"},
    {"aws_lambda_function", "filename", "image_uri"},
    {"aws_lambda_function", "s3_bucket", "image_uri"},
    {"aws_lambda_permission", "statement_id", "statement_id_prefix"},
    {"aws_kinesis_stream", "shard_count", "on_demand_throughput"},
    {"aws_lb", "subnets", "subnet_mapping"},
};

// "TYPE.NAME: attribute" of each defect.
Words defectsOf(const TerraformProject& project) {
  Words found;
  for (const TerraformResource& resource : project.resources) {
    if (resource.data) continue;
    const std::string address = resource.type + "." + resource.name + ": ";
    for (const Enumeration& one : kEnumerations)
      if (const auto* value = valueAt(resource.values, one.attribute); resource.type == one.type && value &&
                                                                       value->kind == HclExpression::Kind::string &&
                                                                       !one.values.contains(value->text))
        found.insert(address + one.attribute);
    for (const Range& one : kRanges)
      if (const auto* value = valueAt(resource.values, one.attribute);
          resource.type == one.type && value && value->kind == HclExpression::Kind::number &&
          (std::stod(value->text) < one.least || std::stod(value->text) > one.most))
        found.insert(address + one.attribute);
    for (const Conflict& one : kConflicts)
      if (resource.type == one.type && valueAt(resource.values, one.one) && valueAt(resource.values, one.other))
        found.insert(address + one.one + " and " + one.other);
  }
  return found;
}

}  // namespace

class TerraformDefectsTest : public QObject {
  Q_OBJECT

  Folder folder_;

  TerraformProject read(const fs::path& folder) const {
    auto project = readTerraformProject(folder);
    if (!project) qFatal("%s", toText(project.error().front()).c_str());
    return std::move(*project);
  }

  TerraformProject exported(const Architecture& design, const std::string& name) {
    const auto manifest = exportManifest("terraform", design, aws());
    if (!manifest) qFatal("%s", toText(manifest.error().front()).c_str());
    fs::path at;
    for (const auto& file : manifest->files)
      if (const fs::path path = folder_.put(name + "/" + file.path, file.content); file.path == "versions.tf")
        at = path.parent_path();
    return read(at);
  }

 private slots:
  void exportsHaveNone() {
    std::vector<Architecture> designs = {orderIntake()};
    for (const char* runtime : {"nodejs22", "python3.12"})
      for (const auto& make : {everyAccess, everyEvent, everyTask, everyGuard}) designs.push_back(make(runtime));
    for (const auto& entry : fs::directory_iterator(fs::path(VIRGA_SOURCE) / "resources/examples"))
      if (entry.path().string().ends_with(".virga.yaml")) designs.push_back(loadProject(entry.path()).value());
    int resources = 0;
    for (std::size_t i = 0; i < designs.size(); ++i) {
      const TerraformProject project = exported(designs[i], std::to_string(i));
      resources += static_cast<int>(project.resources.size());
      const Words found = defectsOf(project);
      QVERIFY2(found.empty(), found.empty() ? "" : (designs[i].name + ": " + *found.begin()).c_str());
    }
    QVERIFY(resources > 500);
  }

  void plantedOnesAreFound_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("body");
    for (const auto& one : kEnumerations)
      QTest::addRow("%s %s", one.type, one.attribute) << QString(one.type) << QString("  %1 = \"x\"\n").arg(one.attribute);
    for (const auto& one : kRanges)
      for (const double value : {one.least - 1, one.most + 1})
        QTest::addRow("%s %s %g", one.type, one.attribute, value)
            << QString(one.type) << QString("  %1 = %2\n").arg(one.attribute).arg(value, 0, 'f', 0);
    for (const auto& one : kConflicts)
      QTest::addRow("%s %s %s", one.type, one.one, one.other)
          << QString(one.type) << QString("  %1 = \"a\"\n  %2 = \"b\"\n").arg(one.one, one.other);
  }
  void plantedOnesAreFound() {
    QFETCH(QString, type);
    QFETCH(QString, body);
    const QString text = QString("resource \"%1\" \"planted\" {\n%2}\n").arg(type, body);
    const fs::path at = folder_.put(std::string("planted/") + QTest::currentDataTag() + "/main.tf", text.toStdString());
    QVERIFY(!defectsOf(read(at.parent_path())).empty());
  }
};

QTEST_APPLESS_MAIN(TerraformDefectsTest)
#include "terraform_defects_test.moc"
