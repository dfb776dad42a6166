#include "model/import/terraform/terraform_project.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <QTemporaryDir>
#include <QtTest>

using namespace virga::model;
using Kind = HclExpression::Kind;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  fs::path path() const { return fs::path(dir_.path().toStdString()) / "project"; }
  void write(const std::string& name, const std::string& text) const {
    const fs::path file = path() / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  TerraformProject read() const {
    auto project = readTerraformProject(path());
    if (!project) {
      for (const auto& problem : project.error()) qWarning("%s", toText(problem).c_str());
      return {};
    }
    return *project;
  }

 private:
  QTemporaryDir dir_;
};

}  // namespace

class TerraformProjectTest : public QObject {
  Q_OBJECT
 private slots:
  void putsInVariablesLocalsAndFunctions() {
    Folder folder;
    folder.write("variables.tf",
                 "variable \"stage\" { default = \"dev\" }\n"
                 "variable \"size\" {\n  type = object({ memory = number })\n  default = { memory = 512 }\n}\n"
                 "variable \"account\" { description = \"The account\" }\n"
                 "variable \"unused\" {}\n"
                 "locals {\n  prefix = \"shop-${var.stage}\"\n  names = { q = \"${local.prefix}-orders\" }\n}\n");
    folder.write("main.tf",
                 "resource \"aws_sqs_queue\" \"orders\" {\n"
                 "  name = upper(local.names.q)\n"
                 "  owner = \"${var.account}/x\"\n"
                 "  on = var.stage == \"dev\" ? aws_sqs_queue.dead[0].arn : null\n"
                 "}\n"
                 "resource \"aws_sqs_queue\" \"dead\" {\n  count = 2\n}\n"
                 "resource \"aws_lambda_function\" \"f\" {\n"
                 "  memory_size = var.size.memory\n"
                 "  environment {\n    variables = merge({ A = 1 }, { B = format(\"%s-%s\", local.prefix, \"b\") })\n  }\n"
                 "}\n");
    const TerraformProject project = folder.read();
    QCOMPARE(project.resources.size(), 3u);
    const TerraformResource& orders = *project.find("aws_sqs_queue", "orders");
    QCOMPARE(valueAt(orders.values, "name")->text, "SHOP-DEV-ORDERS");
    QCOMPARE(valueAt(orders.values, "owner")->items[0].path, (std::vector<std::string>{"var", "account"}));
    QCOMPARE(valueAt(orders.values, "on")->path, (std::vector<std::string>{"aws_sqs_queue", "dead", "arn"}));
    const TerraformResource& function = *project.find("aws_lambda_function", "f");
    QCOMPARE(valueAt(function.values, "memory_size")->text, "512");
    const auto environment = objectsAt(function.values, "environment");
    QCOMPARE(environment.size(), 1u);
    QCOMPARE(valueAt(*valueAt(*environment[0], "variables"), "B")->text, "shop-dev-b");
    QCOMPARE(function.line, 9);
    QCOMPARE(project.variables.size(), 1u);
    QCOMPARE(project.variables[0].name, "account");
    QCOMPARE(project.variables[0].description, "The account");
    // count = 2: one is imported, and said.
    QCOMPARE(project.report.size(), 1u);
    QCOMPARE(project.report[0].id, "one-of-many");
  }

  void readsModulesOfTheFolderAlone() {
    Folder folder;
    folder.write("main.tf",
                 "module \"mail\" {\n  source = \"./modules/mail\"\n  name = \"receipts\"\n}\n"
                 "module \"far\" {\n  source = \"terraform-aws-modules/sqs/aws\"\n}\n"
                 "module \"outside\" {\n  source = \"../secret\"\n}\n"
                 "resource \"aws_x_y\" \"z\" {\n  queue = module.mail.arn\n}\n");
    folder.write("modules/mail/main.tf",
                 "variable \"name\" {}\n"
                 "resource \"aws_sqs_queue\" \"this\" {\n  name = \"q-${var.name}\"\n}\n"
                 "output \"arn\" { value = aws_sqs_queue.this.arn }\n");
    folder.write("../secret/main.tf", "resource \"aws_sqs_queue\" \"stolen\" {}\n");
    const TerraformProject project = folder.read();
    QCOMPARE(project.resources.size(), 2u);
    QCOMPARE(valueAt(project.find("aws_sqs_queue", "mail.this")->values, "name")->text, "q-receipts");
    QCOMPARE(valueAt(project.find("aws_x_y", "z")->values, "queue")->path,
             (std::vector<std::string>{"aws_sqs_queue", "mail.this", "arn"}));
    QCOMPARE(std::count_if(project.report.begin(), project.report.end(),
                           [](const Problem& problem) { return problem.id == "module-not-read"; }),
             2);
  }

  void readsFilesOfTheFolderAlone() {
    Folder folder;
    folder.write("flow.json", "{\"StartAt\": \"${first}\", \"X\": \"${arn}\"}");
    folder.write("../password", "secret");
    folder.write(
        "main.tf",
        "resource \"a_b\" \"c\" {\n"
        "  flow = templatefile(\"${path.module}/flow.json\", { first = \"One\", arn = aws_lambda_function.f.arn })\n"
        "  other = file(\"../password\")\n"
        "  absolute = file(\"/etc/hostname\")\n"
        "  link = file(\"link\")\n"
        "}\n");
    fs::create_symlink("../password", folder.path() / "link");
    const TerraformProject project = folder.read();
    const HclExpression& values = project.resources.at(0).values;
    const HclExpression& flow = *valueAt(values, "flow");
    QCOMPARE(flow.kind, Kind::templated);
    QCOMPARE(flow.items[0].text, "{\"StartAt\": \"One\", \"X\": \"");
    QCOMPARE(flow.items[1].path, (std::vector<std::string>{"aws_lambda_function", "f", "arn"}));
    for (const char* key : {"other", "absolute", "link"}) QCOMPARE(valueAt(values, key)->kind, Kind::call);
  }

  void dynamicBlocksStandForOne() {
    Folder folder;
    folder.write(
        "main.tf",
        "resource \"a_b\" \"c\" {\n  dynamic \"rule\" {\n    for_each = var.x\n    content { name = \"n\" }\n  }\n}\n");
    const TerraformProject project = folder.read();
    const auto rules = objectsAt(project.resources.at(0).values, "rule");
    QCOMPARE(rules.size(), 1u);
    QCOMPARE(valueAt(*rules[0], "name")->text, "n");
  }

  void endsOnWhatGrowsWithoutEnd() {
    Folder folder;
    std::string locals = "locals {\n  l0 = \"lol\"\n";
    for (int i = 1; i < 40; ++i)
      locals +=
          "  l" + std::to_string(i) + " = [local.l" + std::to_string(i - 1) + ", local.l" + std::to_string(i - 1) + "]\n";
    folder.write("main.tf", locals + "}\nresource \"a_b\" \"c\" {\n  x = local.l39\n}\n");
    const auto project = readTerraformProject(folder.path());
    QVERIFY(!project);
    QVERIFY(project.error()[0].message.find("values") != std::string::npos);

    Folder circle;
    circle.write("main.tf",
                 "locals {\n  a = local.b\n  b = local.a\n}\nresource \"a_b\" \"c\" {\n  x = local.a\n}\n"
                 "module \"self\" {\n  source = \"./\"\n}\n");
    (void)readTerraformProject(circle.path());  // ends
  }

  void saysWhichFileCannotBeRead() {
    Folder folder;
    folder.write("good.tf", "locals {}\n");
    folder.write("bad.tf", "resource {\n");
    const auto project = readTerraformProject(folder.path());
    QVERIFY(!project);
    QVERIFY(project.error()[0].file.find("bad.tf") != std::string::npos);
    QVERIFY(!readTerraformProject(folder.path() / "missing.tf"));

    Folder large;
    large.write("large.tf", "locals {}\n");
    fs::resize_file(large.path() / "large.tf", 100U << 20);  // sparse
    const auto refused = readTerraformProject(large.path());
    QVERIFY(!refused);
    QVERIFY(refused.error()[0].message.find("100 MiB") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TerraformProjectTest)
#include "terraform_project_test.moc"
