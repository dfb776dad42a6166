// Terraform's language as it is written, read back by the import's reader.
#include <QTest>

#include "model/import/terraform/hcl_reader.h"
#include "model/manifest/terraform/hcl.h"
#include "model/manifest/terraform/terraform_export.h"
#include "model/manifest/terraform/terraform_project.h"
#include "model/problem.h"
#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
namespace tf = virga::model::terraform;

namespace {

HclBody readBack(const std::string& hcl) {
  const auto body = readHcl(hcl, "main.tf");
  if (!body) {
    qWarning("%s\n%s", toText(body.error()).c_str(), hcl.c_str());
    return {};
  }
  return *body;
}

HclExpression valueOf(const std::string& notation) {
  tf::Block block("locals");
  block.set("value", notation);
  const HclBody body = readBack(tf::toHcl(std::vector<tf::Block>{block}));
  const HclExpression* value = body.blocks.empty() ? nullptr : body.blocks.front().body.find("value");
  return value ? *value : HclExpression();
}

}  // namespace

class TerraformHclTest : public QObject {
  Q_OBJECT

 private slots:
  void hostileTextsStayTexts_data() {
    QTest::addColumn<QString>("plain");
    for (const char* plain : {"", "plain", R"(a "quoted" name)", "${file(\"/etc/passwd\")}", "%{ if true }x%{ endif }",
                              "back\\slash", "line\nbreak\ttab\r", "$${twice}", "ends with $", "a $ b % c", "\x01\x1f\x7f",
                              "Größe ✓", "\"}\n}\nresource \"x\" \"y\" {"})
      QTest::newRow(plain) << QString::fromUtf8(plain);
  }
  void hostileTextsStayTexts() {
    QFETCH(QString, plain);
    const HclExpression read = valueOf(tf::text(plain.toStdString()));
    QCOMPARE(read.kind, HclExpression::Kind::string);
    QCOMPARE(QString::fromStdString(read.text), plain);
  }

  void interpolationsStayExpressions() {
    const HclExpression read = valueOf(tf::interpolated("${var.prefix}-a\"b%{c}"));
    QCOMPARE(read.kind, HclExpression::Kind::templated);
    QCOMPARE(read.items.size(), 2U);
    QCOMPARE(read.items[0].path, (std::vector<std::string>{"var", "prefix"}));
    QCOMPARE(QString::fromStdString(read.items[1].text), "-a\"b%{c}");
  }

  void keysThatAreNoIdentifiersAreQuoted() {
    const HclExpression read = valueOf(tf::toHcl(tf::object(
        {{"for", "1"}, {"aws:SecureTransport", "2"}, {"1st", "3"}, {"${x}", "4"}, {"plain_key", "5"}, {"", "6"}})));
    QCOMPARE(read.kind, HclExpression::Kind::object);
    for (const auto& [key, value] : std::vector<std::pair<std::string, std::string>>{
             {"for", "1"}, {"aws:SecureTransport", "2"}, {"1st", "3"}, {"${x}", "4"}, {"plain_key", "5"}, {"", "6"}}) {
      QVERIFY2(read.find(key), key.c_str());
      QCOMPARE(read.find(key)->text, value);
    }
  }

  void hostileLabelsStayInTheirBlock() {
    tf::Block block("resource", {"aws_sqs_queue", "a\" {}\nresource \"x\" \"b"});
    const HclBody body = readBack(tf::toHcl(std::vector<tf::Block>{block}));
    QCOMPARE(body.blocks.size(), 1U);
    QCOMPARE(body.blocks[0].labels.size(), 2U);
    QCOMPARE(QString::fromStdString(body.blocks[0].labels[1]), "a\" {}\nresource \"x\" \"b");
  }

  // As `terraform fmt` leaves it, looked at with Terraform 1.11.4.
  void isWrittenAsTerraformFormatsIt() {
    tf::Block block("resource", {"aws_sqs_queue", "orders"});
    block.set("name", tf::text("orders"))
        .set("visibility_timeout_seconds", tf::number(std::int64_t{30}))
        .set("policy", tf::jsonEncoded(tf::object(
                           {{"Version", tf::text("2012-10-17")},
                            {"Statement", tf::list({tf::object({{"Effect", tf::text("Deny")}, {"Sid", tf::text("x")}})})},
                            {"k:l", tf::boolean(true)}})))
        .set("a", tf::texts({"b", "c"}))
        .set("rate", tf::number(0.5));
    block.block("timeouts").set("create", tf::text("1m"));
    block.block("empty");
    const char* expected = R"(resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  visibility_timeout_seconds = 30
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Deny"
        Sid    = "x"
      },
    ]
    "k:l" = true
  })
  a    = ["b", "c"]
  rate = 0.5

  timeouts {
    create = "1m"
  }

  empty {
  }
}
)";
    QCOMPARE(QString::fromStdString(tf::toHcl(std::vector<tf::Block>{block})), QString(expected));
  }

  void noSecretStandsInTheExample() {
    tf::Project project;
    project.add({.name = "region", .description = "Region\nof it all", .fallback = tf::text("eu-central-1")});
    project.add({.name = "token", .description = "Token", .sensitive = true, .example = tf::text("s3cret")});
    project.add({.name = "token", .description = "a second one of the name is none"});
    std::string example;
    for (const auto& file : tf::filesOf(project)) {
      if (file.path == "terraform.tfvars.example") example = file.content;
      QVERIFY2(file.content.find("s3cret") == std::string::npos, file.path.c_str());
    }
    QVERIFY(example.find("# export TF_VAR_token=...") != std::string::npos);
    QVERIFY(example.find("# Region of it all\n# region = \"eu-central-1\"") != std::string::npos);
    QCOMPARE(project.variables.size(), 2U);
  }

  void aProviderWithoutExportIsRefused() {
    Catalog catalog = virga::tests::aws();
    catalog.provider = "custom";
    const auto refused = exportManifest("terraform", virga::tests::everyAccess("nodejs22"), catalog);
    QVERIFY(!refused);
    QCOMPARE(QString::fromStdString(refused.error().at(0).id), "wrong-provider");
    QVERIFY(refused.error().at(0).hint.find("knative") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TerraformHclTest)
#include "terraform_hcl_test.moc"
