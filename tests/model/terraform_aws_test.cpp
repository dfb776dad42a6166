// The settings of designs, read back from the Terraform export for AWS by the import's reader of HCL.
#include <set>

#include <fmt/format.h>

#include <QtTest>

#include "model/import/terraform/hcl_reader.h"
#include "model/manifest/function_plan.h"
#include "model/manifest/terraform_name.h"
#include "model/problem.h"
#include "tests/model/described_export.h"
#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using virga::tests::exportedAs;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000, kMebibyte = 1'048'576;

// All blocks of the export's configuration.
std::vector<HclBlock> blocksOf(const Manifest& manifest) {
  std::vector<HclBlock> blocks;
  for (const ManifestFile& file : manifest.files) {
    if (!file.path.ends_with(".tf")) continue;
    const auto body = readHcl(file.content, file.path);
    if (!body) {
      qWarning("%s", toText(body.error()).c_str());
      continue;
    }
    blocks.insert(blocks.end(), body->blocks.begin(), body->blocks.end());
  }
  return blocks;
}

class Configuration {
 public:
  explicit Configuration(const Architecture& design) : blocks_(blocksOf(exportedAs("terraform", design))) {}

  const HclBody* resource(const std::string& type, const std::string& name) const {
    for (const HclBlock& block : blocks_)
      if (block.type == "resource" && block.labels.at(0) == type && block.labels.at(1) == name) return &block.body;
    return nullptr;
  }
  // The text of a resource's attribute, in a block of it where there are points; "(none)" where it hasn't that.
  std::string text(const std::string& type, const std::string& name, const std::string& path) const {
    const HclBody* body = resource(type, name);
    std::string rest = path;
    for (std::size_t dot = rest.find('.'); body && dot != std::string::npos; dot = rest.find('.')) {
      const HclBlock* block = body->block(rest.substr(0, dot));
      body = block ? &block->body : nullptr;
      rest = rest.substr(dot + 1);
    }
    const HclExpression* value = body ? body->find(rest) : nullptr;
    return value ? value->text : "(none)";
  }
  double number(const std::string& type, const std::string& name, const std::string& path) const {
    const std::string found = text(type, name, path);
    bool isNumber = false;
    const double value = QString::fromStdString(found).toDouble(&isNumber);
    if (!isNumber) qWarning("%s.%s: %s is %s", type.c_str(), name.c_str(), path.c_str(), found.c_str());
    return isNumber ? value : -1;
  }

 private:
  std::vector<HclBlock> blocks_;
};

// The names of all resources that an expression refers to.
void collect(const HclExpression& expression, std::set<std::string>& names) {
  if (expression.isReference() && expression.path.size() > 1 && expression.path[0].rfind("aws_", 0) == 0)
    names.insert(expression.path[1]);
  for (const HclExpression& item : expression.items) collect(item, names);
}

double seconds(Duration duration) { return static_cast<double>((duration.nanoseconds + kSecond - 1) / kSecond); }

Architecture designNamed(const QString& name) {
  return name == "access"  ? virga::tests::everyAccess("nodejs22")
         : name == "event" ? virga::tests::everyEvent("nodejs22")
         : name == "task"  ? virga::tests::everyTask("nodejs22")
                           : virga::tests::everyGuard("nodejs22");
}

}  // namespace

class TerraformAwsTest : public QObject {
  Q_OBJECT

 private slots:
  void settingsAreTheDesigns_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"access", "event", "task", "guard"}) QTest::newRow(name) << QString(name);
  }
  void settingsAreTheDesigns() {
    QFETCH(QString, name);
    const Architecture design = designNamed(name);
    const Configuration terraform(design);
    int compared = 0;
    for (const Component& component : design.components) {
      const std::string id = terraformName(component.id);
      if (const auto* function = std::get_if<Function>(&component.kind)) {
        const char* type = "aws_lambda_function";
        QCOMPARE(terraform.number(type, id, "memory_size"), static_cast<double>(function->memory.bytes / kMebibyte));
        QCOMPARE(terraform.number(type, id, "timeout"), seconds(function->timeout));
        if (function->reservedConcurrency)
          QCOMPARE(terraform.number(type, id, "reserved_concurrent_executions"),
                   static_cast<double>(*function->reservedConcurrency));
        if (function->provisionedConcurrency.value_or(0) > 0)
          QCOMPARE(terraform.number("aws_lambda_provisioned_concurrency_config", id, "provisioned_concurrent_executions"),
                   static_cast<double>(*function->provisionedConcurrency));
        ++compared;
      } else if (const auto* queue = std::get_if<Queue>(&component.kind)) {
        QCOMPARE(terraform.number("aws_sqs_queue", id, "visibility_timeout_seconds"), seconds(queue->visibility));
        QCOMPARE(terraform.number("aws_sqs_queue", id, "message_retention_seconds"), seconds(queue->retention));
        if (queue->deadLetter) {
          const HclExpression* redrive = terraform.resource("aws_sqs_queue", id)->find("redrive_policy");
          QVERIFY(redrive && !redrive->items.empty() && redrive->items[0].find("maxReceiveCount"));
          QCOMPARE(redrive->items[0].find("maxReceiveCount")->text, std::to_string(queue->maxReceives));
        }
        for (const Consumer& consumer : queue->consumers) {
          const char* type = "aws_lambda_event_source_mapping";
          const std::string mapping = terraformName(consumer.to.id) + "_takes_" + id;
          QCOMPARE(terraform.number(type, mapping, "batch_size"), static_cast<double>(consumer.batch));
          QCOMPARE(terraform.number(type, mapping, "maximum_batching_window_in_seconds"), seconds(consumer.window));
          if (consumer.maxConcurrency)
            QCOMPARE(terraform.number(type, mapping, "scaling_config.maximum_concurrency"),
                     static_cast<double>(*consumer.maxConcurrency));
        }
        ++compared;
      } else if (const auto* stream = std::get_if<Stream>(&component.kind)) {
        if (stream->billing == Capacity::provisioned)
          QCOMPARE(terraform.number("aws_kinesis_stream", id, "shard_count"), static_cast<double>(stream->shards));
        ++compared;
      } else if (const auto* api = std::get_if<HttpApi>(&component.kind)) {
        if (!api->throttle) continue;
        const char* type = "aws_apigatewayv2_stage";
        QCOMPARE(terraform.number(type, id, "default_route_settings.throttling_rate_limit"), api->throttle->rate.perSecond);
        QCOMPARE(terraform.number(type, id, "default_route_settings.throttling_burst_limit"),
                 static_cast<double>(api->throttle->burst));
        ++compared;
      }
    }
    QVERIFY(compared > 0);
  }

  void streamConsumersKeepTheirRetries() {
    const Architecture design = virga::tests::everyEvent("nodejs22");
    const auto catalog = loadCatalog("aws");
    Problems problems;
    const auto plans = planFunctions(design, *catalog, problems);
    const Configuration terraform(design);
    int compared = 0;
    for (const FunctionPlan& plan : plans)
      for (const StreamUse& use : plan.streams) {
        const char* type = "aws_lambda_event_source_mapping";
        const std::string mapping = terraformName(plan.component->id) + "_takes_" + terraformName(use.source);
        QCOMPARE(terraform.number(type, mapping, "batch_size"), static_cast<double>(use.consumer.batch));
        QCOMPARE(terraform.number(type, mapping, "maximum_batching_window_in_seconds"), seconds(use.consumer.window));
        QCOMPARE(terraform.text(type, mapping, "maximum_retry_attempts"),
                 use.consumer.maxRetries ? std::to_string(*use.consumer.maxRetries)
                                         : terraform.text(type, mapping, "maximum_retry_attempts"));
        QCOMPARE(terraform.number(type, mapping, "parallelization_factor"),
                 static_cast<double>(use.consumer.parallelization));
        ++compared;
      }
    QVERIFY(compared > 0);
  }

  // Each function's policy refers to what the function is drawn to and takes from, and to its own log group.
  void policiesReferToTheDrawnEdges_data() { settingsAreTheDesigns_data(); }
  void policiesReferToTheDrawnEdges() {
    QFETCH(QString, name);
    const Architecture design = designNamed(name);
    const auto catalog = loadCatalog("aws");
    Problems problems;
    const auto plans = planFunctions(design, *catalog, problems);
    const Configuration terraform(design);
    QVERIFY(!plans.empty());
    for (const FunctionPlan& plan : plans) {
      const std::string function = terraformName(plan.component->id);
      std::set<std::string> drawn = {function + "_log_group"};
      for (const Use& use : plan.uses) {
        // A cache is reached in its network, an HTTP API without an identity.
        if (findKind<Cache>(design, use.target) || findKind<HttpApi>(design, use.target)) continue;
        drawn.insert(terraformName(use.target) + (findKind<External>(design, use.target) ? "_credential" : ""));
      }
      for (const ConsumerUse& use : plan.consumers) drawn.insert(terraformName(use.queue));
      for (const StreamUse& use : plan.streams) {
        drawn.insert(terraformName(use.source));
        if (use.consumer.onFailure) drawn.insert(terraformName(use.consumer.onFailure->id));
      }
      const HclBody* policy = terraform.resource("aws_iam_role_policy", function);
      QVERIFY2(policy && policy->find("policy"), function.c_str());
      std::set<std::string> referred;
      collect(*policy->find("policy"), referred);
      QVERIFY2(referred == drawn,
               fmt::format("{}: {} instead of {}", function, fmt::join(referred, ","), fmt::join(drawn, ",")).c_str());
    }
  }

  void hostileTextsReachNoExpression() {
    Architecture design = virga::tests::everyAccess("nodejs22");
    design.name = "x\"\n}${file(\"/etc/passwd\")}";
    for (Component& component : design.components)
      component.description = "${file(\"/etc/passwd\")} \"quoted\"\n%{ if true }";
    const Manifest manifest = exportedAs("terraform", design);
    QVERIFY(!manifest.files.empty());
    for (const ManifestFile& file : manifest.files)
      if (file.path.ends_with(".tf")) {
        QVERIFY2(readHcl(file.content, file.path), file.path.c_str());
        for (std::size_t at = file.content.find("${file"); at != std::string::npos; at = file.content.find("${file", at + 1))
          QVERIFY2(at > 0 && file.content[at - 1] == '$', file.path.c_str());
      }
  }

  void theSameDesignGivesTheSameBytes() {
    const Manifest first = exportedAs("terraform", virga::tests::everyEvent("python3.12"));
    const Manifest second = exportedAs("terraform", virga::tests::everyEvent("python3.12"));
    QCOMPARE(first.files.size(), second.files.size());
    for (std::size_t i = 0; i < first.files.size(); ++i) {
      QCOMPARE(first.files[i].path, second.files[i].path);
      QVERIFY(first.files[i].content == second.files[i].content);
    }
  }

  // What no schema of a provider knows: values, ranges and what excludes what is refused before anything is written.
  void whatNoToolCatchesIsRefused_data() {
    QTest::addColumn<QString>("defect");
    for (const char* defect : {"memory", "timeout", "batch", "visibility", "runtime"})
      QTest::newRow(defect) << QString(defect);
  }
  void whatNoToolCatchesIsRefused() {
    QFETCH(QString, defect);
    Architecture design = virga::tests::everyAccess("nodejs22");
    for (Component& component : design.components) {
      if (auto* function = std::get_if<Function>(&component.kind)) {
        if (defect == "memory") function->memory.bytes = 20'000 * kMebibyte;
        if (defect == "timeout") function->timeout.nanoseconds = 1000 * kSecond;
        if (defect == "runtime") function->runtime = "nodejs9000";
      }
      if (auto* queue = std::get_if<Queue>(&component.kind)) {
        if (defect == "visibility") queue->visibility.nanoseconds = 50'000 * kSecond;
        for (Consumer& consumer : queue->consumers)
          if (defect == "batch") {
            consumer.batch = 100;
            consumer.window.nanoseconds = 0;
          }
      }
    }
    QVERIFY(!exportManifest("terraform", design, virga::tests::aws()));
  }
};

QTEST_GUILESS_MAIN(TerraformAwsTest)
#include "terraform_aws_test.moc"
