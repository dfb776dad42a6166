// The Terraform configuration for Azure against the template of Resource Manager that the same design gives: the same
// resources and numbers, and no secret that the state would keep.
#include <regex>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include <QTest>

#include "model/import/terraform/terraform_project.h"
#include "model/manifest/azure/arm_hcl.h"
#include "model/manifest/manifest.h"
#include "model/project/project_file.h"
#include "tests/model/way_back.h"

using namespace virga::model;
using namespace virga::tests;
using Json = nlohmann::ordered_json;

namespace {

using Bag = std::multiset<std::string>;

const std::string& contentOf(const Manifest& manifest, const std::string& path) {
  static const std::string none;
  for (const auto& file : manifest.files)
    if (file.path == path) return file.content;
  return none;
}

void numbersOf(const Json& value, const std::string& key, Bag& numbers) {
  if (value.is_number()) numbers.insert(key + " " + value.dump());
  // "[json('0.5')]" is how templates write fractions.
  static const std::regex fraction("\\[json\\('([0-9.]+)'\\)\\]");
  if (std::smatch match; value.is_string() && std::regex_match(*value.get_ptr<const std::string*>(), match, fraction))
    numbers.insert(key + " " + match[1].str());
  if (value.is_object())
    for (const auto& [name, inner] : value.items()) numbersOf(inner, name, numbers);
  if (value.is_array())
    for (const Json& inner : value) numbersOf(inner, key, numbers);
}

void numbersOf(const HclExpression& value, const std::string& key, Bag& numbers) {
  if (value.kind == HclExpression::Kind::number) numbers.insert(key + " " + value.text);
  if (value.kind == HclExpression::Kind::object)
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) numbersOf(value.items[i + 1], value.items[i].text, numbers);
  if (value.kind == HclExpression::Kind::list)
    for (const auto& inner : value.items) numbersOf(inner, key, numbers);
}

bool names(const HclExpression& value, const std::string& variable) {
  if (value.isReference() && value.path.size() > 1 && value.path[0] == "var" && value.path[1] == variable) return true;
  return std::any_of(value.items.begin(), value.items.end(),
                     [&](const HclExpression& item) { return names(item, variable); });
}

}  // namespace

class AzureStackTest : public QObject {
  Q_OBJECT

  Folder folder_;

  static Architecture example(const std::string& file) {
    auto design = loadProject(file).value();
    design.target = {"azure", "eastus"};
    return design;
  }

 private slots:
  void isTheTemplate_data() {
    QTest::addColumn<QString>("file");
    for (const auto& entry : fs::directory_iterator(fs::path(VIRGA_SOURCE) / "resources/examples"))
      if (const auto file = QString::fromStdString(entry.path().string()); file.endsWith(".virga.yaml"))
        QTest::newRow(entry.path().filename().c_str()) << file;
  }
  void isTheTemplate() {
    QFETCH(QString, file);
    const Architecture design = example(file.toStdString());
    const auto catalog = loadCatalog("azure");
    const auto arm = exportManifest("functions-core-tools", design, *catalog);
    const auto stack = exportManifest("terraform", design, *catalog);
    QVERIFY(arm.has_value());
    QVERIFY2(stack.has_value(), stack ? "" : toText(stack.error().front()).c_str());

    fs::path at;
    for (const auto& written : stack->files) {
      const fs::path path = folder_.put(design.name + "/" + written.path, written.content);
      if (written.path == "main.tf") at = path.parent_path();
      if (written.path.ends_with(".tf"))
        for (const char* left : {"resourceId(", "variables(", "parameters(", "reference("})
          QVERIFY2(written.content.find(left) == std::string::npos, left);
    }
    const auto read = readTerraformProject(at);
    QVERIFY2(read.has_value(), read ? "" : toText(read.error().front()).c_str());

    Bag wanted, got, wantedNumbers, gotNumbers;
    std::set<std::string> secrets;
    for (const char* path : {"infra/azuredeploy.json", "infra/events.json"}) {
      const std::string& text = contentOf(*arm, path);
      if (text.empty()) continue;
      const Json root = Json::parse(text);
      for (const Json& resource : root["resources"]) {
        wanted.insert(resource["type"].get<std::string>() + "@" + resource["apiVersion"].get<std::string>());
        numbersOf(resource, "", wantedNumbers);
      }
      for (const auto& [name, parameter] : root["parameters"].items())
        if (parameter["type"] == "securestring") secrets.insert(hclName(name));
    }
    for (const TerraformResource& resource : read->resources) {
      if (resource.data || resource.name == "group") continue;
      got.insert(valueAt(resource.values, "type")->text);
      if (const auto* body = valueAt(resource.values, "body")) {
        numbersOf(*body, "", gotNumbers);
        for (const std::string& secret : secrets) QVERIFY2(!names(*body, secret), secret.c_str());
      }
    }
    QVERIFY(got == wanted);
    QVERIFY(!gotNumbers.empty());
    QVERIFY(gotNumbers == wantedNumbers);
  }

  void expressionsAreTranslated_data() {
    QTest::addColumn<QString>("arm");
    QTest::addColumn<QString>("hcl");
    const auto row = [](const char* arm, const char* hcl) { QTest::newRow(arm) << QString(arm) << QString(hcl); };
    row("parameters('payments-endpoint')", "var.payments_endpoint");
    row("variables('hostAccount')", "local.host_account");
    row("format('a-{0}-{{b}}-${{c}}', variables('suffix'))", "\"a-${local.suffix}-{b}-${c}\"");
    row("'it''s ${x}'", "\"it's $${x}\"");
    row("subscription().tenantId", "data.azapi_client_config.current.tenant_id");
    row("resourceId('Microsoft.Web/sites', 'shop')", "\"${azapi_resource.group.id}/providers/Microsoft.Web/sites/shop\"");
    row("resourceId('Microsoft.KeyVault/vaults', variables('vault'))", "azapi_resource.vaults.id");
    row("resourceId('Microsoft.KeyVault/vaults/secrets', variables('vault'), 'pin')",
        "\"${azapi_resource.vaults.id}/secrets/pin\"");
    row("reference(resourceId('Microsoft.KeyVault/vaults', variables('vault')), '2023-07-01').vaultUri",
        "azapi_resource.vaults.output.properties.vaultUri");
    row("guid('a', variables('b'))", "uuidv5(\"url\", \"a|${local.b}\")");
  }
  void expressionsAreTranslated() {
    QFETCH(QString, arm);
    QFETCH(QString, hcl);
    ArmHcl writer;
    writer.declare({"Microsoft.KeyVault/vaults", "2023-07-01", {"variables('vault')"}, Json::object(), {}}, false);
    QCOMPARE(QString::fromStdString(writer.notation(arm.toStdString())), hcl);
    QVERIFY(writer.unknown().empty());
  }

  // A function that an API and a socket call has a key for each; both are asked for.
  void keysOfOneAppAreListedTogether() {
    ArmHcl writer;
    writer.declare({"Microsoft.Web/sites", "2024-04-01", {"'shop'"}, Json::object(), {}}, false);
    const std::string keys =
        "listKeys(format('{0}/host/default', resourceId('Microsoft.Web/sites', 'shop')), '2024-04-01').";
    const std::string one = writer.notation(keys + "functionKeys.default"),
                      other = writer.notation(keys + "systemKeys.webpubsub_extension");
    QVERIFY(writer.unknown().empty());
    QCOMPARE(writer.keys().size(), 1U);
    const auto& [name, listed] = *writer.keys().begin();
    for (const std::string& notation : {one, other}) {
      const std::string start = "data.azapi_resource_action." + name + ".sensitive_output.";
      QVERIFY(notation.starts_with(start));
      QVERIFY(listed.paths.contains(notation.substr(start.size())));
    }
    QCOMPARE(listed.paths.size(), 2U);
  }

  void whatIsUnknownIsTold() {
    ArmHcl writer;
    writer.notation("copyIndex()");
    QVERIFY(writer.unknown().contains("copyIndex"));
  }
};

QTEST_APPLESS_MAIN(AzureStackTest)
#include "azure_stack_test.moc"
