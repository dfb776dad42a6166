#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <QTemporaryDir>
#include <QtTest>

#include "model/edit/edges.h"
#include "model/import/import.h"
#include "model/project/project_file.h"

using namespace virga::model;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  fs::path path() const { return fs::path(dir_.path().toStdString()) / "shop"; }
  void write(const std::string& name, const std::string& text) const {
    const fs::path file = path() / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  Imported read(const std::string& format = {}) const {
    auto imported = importDesign({path()}, format);
    if (!imported) {
      for (const auto& problem : imported.error()) qWarning("%s", toText(problem).c_str());
      return {};
    }
    return *imported;
  }

 private:
  QTemporaryDir dir_;
};

std::set<std::string> edgesOf(const Architecture& design) {
  std::set<std::string> found;
  for (const Edge& edge : edges(design)) found.insert(edge.from + " > " + edge.to);
  return found;
}

template <class Kind>
const Kind& as(const Architecture& design, const std::string& id) {
  static const Kind none{};
  const Component* component = design.find(id);
  const auto* kind = component ? std::get_if<Kind>(&component->kind) : nullptr;
  if (!kind) qWarning("no such component: %s", id.c_str());
  return kind ? *kind : none;
}

bool says(const Problems& report, const std::string& part) {
  return std::any_of(report.begin(), report.end(),
                     [&](const Problem& problem) { return problem.message.find(part) != std::string::npos; });
}

// What is imported can be written as a project and read again.
void holdsAsProject(const Architecture& design) {
  const auto again = readProject(writeProject(design), "imported.virga.yaml");
  if (!again)
    for (const auto& problem : again.error()) qWarning("%s", toText(problem).c_str());
  QVERIFY(again);
  QVERIFY(*again == design);
}

}  // namespace

class ImportCloudsTest : public QObject {
  Q_OBJECT
 private slots:
  void terraformOfAws() {
    Folder folder;
    folder.write("main.tf",
                 "resource \"aws_sqs_queue\" \"orders\" {\n"
                 "  visibility_timeout_seconds = 120\n"
                 "  message_retention_seconds = 86400\n"
                 "  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 4 })\n"
                 "}\n"
                 "resource \"aws_sqs_queue\" \"dead\" {}\n"
                 "resource \"aws_dynamodb_table\" \"stock\" {\n"
                 "  name = \"stock\"\n  hash_key = \"sku\"\n  billing_mode = \"PAY_PER_REQUEST\"\n"
                 "  attribute {\n    name = \"sku\"\n    type = \"S\"\n  }\n"
                 "}\n"
                 "resource \"aws_iam_role\" \"worker\" {\n  assume_role_policy = \"{}\"\n}\n"
                 "data \"aws_iam_policy_document\" \"worker\" {\n"
                 "  statement {\n    actions = [\"dynamodb:PutItem\"]\n    resources = [aws_dynamodb_table.stock.arn]\n  }\n"
                 "}\n"
                 "resource \"aws_iam_role_policy\" \"worker\" {\n"
                 "  role = aws_iam_role.worker.id\n  policy = data.aws_iam_policy_document.worker.json\n"
                 "}\n"
                 "resource \"aws_lambda_function\" \"worker\" {\n"
                 "  function_name = \"worker\"\n  runtime = \"python3.12\"\n  memory_size = 1024\n  timeout = 20\n"
                 "  architectures = [\"arm64\"]\n  role = aws_iam_role.worker.arn\n"
                 "}\n"
                 "resource \"aws_lambda_event_source_mapping\" \"orders\" {\n"
                 "  event_source_arn = aws_sqs_queue.orders.arn\n  function_name = aws_lambda_function.worker.arn\n"
                 "  batch_size = 5\n"
                 "}\n"
                 "resource \"aws_glue_job\" \"report\" {}\n");
    const Imported imported = folder.read();
    const Architecture& design = imported.design;
    QCOMPARE(design.name, "shop");
    QCOMPARE(design.target.provider, "aws");
    std::string worker;
    for (const Component& component : design.components)
      if (std::holds_alternative<Function>(component.kind)) worker = component.id;
    const auto& function = as<Function>(design, worker);
    QCOMPARE(function.memory, mebibytes(1024));
    QCOMPARE(function.timeout, seconds(20));
    QCOMPARE(function.runtime, "python3.12");
    QVERIFY(function.architecture == CpuArchitecture::arm64);
    std::string orders;
    for (const Component& component : design.components)
      if (const auto* queue = std::get_if<Queue>(&component.kind); queue && !queue->consumers.empty()) orders = component.id;
    const auto& queue = as<Queue>(design, orders);
    QCOMPARE(queue.visibility, seconds(120));
    QCOMPARE(queue.retention, days(1));
    QCOMPARE(queue.maxReceives, 4);
    QCOMPARE(queue.consumers.at(0).batch, 5);
    QVERIFY(queue.deadLetter);
    const auto found = edgesOf(design);
    QVERIFY(found.contains(orders + " > " + worker));
    QVERIFY(found.contains(worker + " > stock"));
    QCOMPARE(as<NosqlDb>(design, "stock").partitionKey, "sku");
    holdsAsProject(design);
  }

  void terraformOfGoogle() {
    Folder folder;
    folder.write("main.tf",
                 "resource \"google_pubsub_topic\" \"orders\" {}\n"
                 "resource \"google_storage_bucket\" \"images\" {}\n"
                 "resource \"google_service_account\" \"worker\" {}\n"
                 "resource \"google_cloudfunctions2_function\" \"worker\" {\n"
                 "  build_config {\n    runtime = \"nodejs22\"\n  }\n"
                 "  service_config {\n"
                 "    available_memory = \"1Gi\"\n    timeout_seconds = 90\n    max_instance_request_concurrency = 20\n"
                 "    min_instance_count = 2\n    service_account_email = google_service_account.worker.email\n"
                 "  }\n"
                 "  event_trigger {\n    pubsub_topic = google_pubsub_topic.orders.id\n  }\n"
                 "}\n"
                 "resource \"google_storage_bucket_iam_member\" \"worker\" {\n"
                 "  bucket = google_storage_bucket.images.name\n  role = \"roles/storage.objectViewer\"\n"
                 "  member = \"serviceAccount:${google_service_account.worker.email}\"\n"
                 "}\n"
                 "resource \"google_cloud_scheduler_job\" \"nightly\" {\n"
                 "  schedule = \"0 2 * * *\"\n  time_zone = \"Europe/Berlin\"\n"
                 "  pubsub_target {\n    topic_name = google_pubsub_topic.orders.id\n  }\n"
                 "}\n");
    const Architecture design = folder.read().design;
    QCOMPARE(design.target.provider, "gcp");
    const auto& function = as<Function>(design, "worker");
    QCOMPARE(function.memory, gibibytes(1));
    QCOMPARE(function.timeout, seconds(90));
    QCOMPARE(function.instanceConcurrency, std::optional<int>(20));
    QCOMPARE(function.provisionedConcurrency, std::optional<int>(2));
    QCOMPARE(as<Schedule>(design, "nightly").cron, "0 2 * * *");
    QCOMPARE(as<Schedule>(design, "nightly").timeZone, "Europe/Berlin");
    QVERIFY(edgesOf(design) == (std::set<std::string>{"nightly > orders", "orders > worker", "worker > images"}));
    holdsAsProject(design);
  }

  void terraformOfAzure() {
    Folder folder;
    folder.write("main.tf",
                 "resource \"azurerm_servicebus_queue\" \"orders\" {\n"
                 "  namespace_id = azurerm_servicebus_namespace.n.id\n  lock_duration = \"PT2M\"\n  max_delivery_count = 7\n"
                 "}\n"
                 "resource \"azurerm_servicebus_namespace\" \"n\" {}\n"
                 "resource \"azurerm_linux_function_app\" \"shop\" {\n"
                 "  identity {\n    type = \"SystemAssigned\"\n  }\n"
                 "  site_config {\n    application_stack {\n      node_version = \"22\"\n    }\n  }\n"
                 "}\n"
                 "resource \"azurerm_role_assignment\" \"shop\" {\n"
                 "  scope = azurerm_servicebus_queue.orders.id\n"
                 "  role_definition_name = \"Azure Service Bus Data Sender\"\n"
                 "  principal_id = azurerm_linux_function_app.shop.identity[0].principal_id\n"
                 "}\n"
                 "resource \"azurerm_strange_thing\" \"x\" {}\n");
    const Imported imported = folder.read();
    QCOMPARE(imported.design.target.provider, "azure");
    QCOMPARE(as<Queue>(imported.design, "orders").visibility, minutes(2));
    QCOMPARE(as<Queue>(imported.design, "orders").maxReceives, 7);
    QCOMPARE(as<Function>(imported.design, "shop").runtime, "nodejs22");
    QVERIFY(edgesOf(imported.design) == (std::set<std::string>{"shop > orders"}));
    QVERIFY(says(imported.report, "azurerm_strange_thing.x"));
    holdsAsProject(imported.design);
  }

  void terraformOfOracle() {
    Folder folder;
    folder.write("main.tf",
                 "resource \"oci_functions_function\" \"checkout\" {\n  memory_in_mbs = 256\n  timeout_in_seconds = 60\n}\n"
                 "resource \"oci_apigateway_deployment\" \"api\" {\n"
                 "  specification {\n    routes {\n      path = \"/orders\"\n      methods = [\"POST\"]\n"
                 "      backend {\n        type = \"ORACLE_FUNCTIONS_BACKEND\"\n"
                 "        function_id = oci_functions_function.checkout.id\n      }\n    }\n  }\n"
                 "}\n");
    const Architecture design = folder.read().design;
    QCOMPARE(design.target.provider, "oci");
    QCOMPARE(as<Function>(design, "checkout").memory, mebibytes(256));
    QCOMPARE(as<HttpApi>(design, "api").routes.at(0).route, "POST /orders");
    holdsAsProject(design);
  }

  void armTemplateAndFunctionApp() {
    Folder folder;
    folder.write(
        "azuredeploy.json",
        "{\n"
        "  // comments are allowed\n"
        "  \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\",\n"
        "  \"parameters\": {\"app\": {\"type\": \"string\", \"defaultValue\": \"shop\"}, \"region\": {\"type\": "
        "\"string\"}},\n"
        "  \"variables\": {\"bus\": \"[concat(parameters('app'), '-bus')]\"},\n"
        "  \"resources\": [\n"
        "    {\"type\": \"Microsoft.Web/sites\", \"kind\": \"functionapp,linux\", \"name\": \"[parameters('app')]\",\n"
        "     \"location\": \"[parameters('region')]\", \"identity\": {\"type\": \"SystemAssigned\"},\n"
        "     \"properties\": {\"siteConfig\": {\"linuxFxVersion\": \"Node|22\"}}},\n"
        "    {\"type\": \"Microsoft.ServiceBus/namespaces\", \"name\": \"[variables('bus')]\", \"resources\": [\n"
        "      {\"type\": \"queues\", \"name\": \"orders\", \"properties\": {\"lockDuration\": \"PT1M\", "
        "\"maxDeliveryCount\": 6}},\n"
        "      {\"type\": \"queues\", \"name\": \"receipts\", \"properties\": {}}]},\n"
        "    {\"type\": \"Microsoft.Authorization/roleAssignments\", \"name\": \"[guid('x')]\",\n"
        "     \"scope\": \"[resourceId('Microsoft.ServiceBus/namespaces/queues', variables('bus'), 'receipts')]\",\n"
        "     \"properties\": {\"roleDefinitionId\": \"[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', "
        "'69a216fc-b8fb-44d8-bc22-1f3c2cd27a39')]\",\n"
        "       \"principalId\": \"[reference(resourceId('Microsoft.Web/sites', parameters('app')), '2023-12-01', "
        "'full').identity.principalId]\"}}\n"
        "  ]\n}\n");
    folder.write("shop/host.json", "{\"version\": \"2.0\", \"extensions\": {\"http\": {\"routePrefix\": \"\"}}}");
    folder.write("shop/take/function.json",
                 "{\"scriptFile\": \"../index.js\", \"bindings\": [{\"type\": \"httpTrigger\", \"direction\": \"in\", "
                 "\"name\": \"r\", "
                 "\"methods\": [\"post\"], \"route\": \"orders/{id:int}\"}]}");
    folder.write("shop/work/function.json",
                 "{\"scriptFile\": \"../index.js\", \"bindings\": [{\"type\": \"serviceBusTrigger\", \"direction\": \"in\", "
                 "\"name\": "
                 "\"m\", \"queueName\": \"%QUEUE%\"}]}");
    folder.write("shop/local.settings.json", "{\"Values\": {\"QUEUE\": \"orders\"}}");
    folder.write("shop/nightly/function.json",
                 "{\"scriptFile\": \"../index.js\", \"bindings\": [{\"type\": \"timerTrigger\", \"direction\": \"in\", "
                 "\"name\": \"t\", "
                 "\"schedule\": \"0 30 2 * * *\"}]}");
    const Imported imported = folder.read();
    const Architecture& design = imported.design;
    QCOMPARE(design.target.provider, "azure");
    QCOMPARE(as<Function>(design, "shop").runtime, "nodejs22");
    QCOMPARE(as<Queue>(design, "orders").visibility, minutes(1));
    QCOMPARE(as<Queue>(design, "orders").maxReceives, 6);
    QCOMPARE(as<HttpApi>(design, "shop-http").routes.at(0).route, "POST /orders/{id}");
    QCOMPARE(as<Schedule>(design, "nightly-timer").cron, "30 2 * * *");
    QVERIFY(edgesOf(design) ==
            (std::set<std::string>{"nightly-timer > shop", "orders > shop", "shop > receipts", "shop-http > shop"}));
    QVERIFY(std::any_of(imported.values.begin(), imported.values.end(),
                        [](const ValueToFill& value) { return value.what.find("region") != std::string::npos; }));
    holdsAsProject(design);
  }

  void openapi() {
    Folder folder;
    folder.write("api.yaml",
                 "openapi: 3.1.0\n"
                 "info: {title: Shop API, version: '1'}\n"
                 "paths:\n"
                 "  /orders:\n"
                 "    post: {tags: [orders], responses: {}}\n"
                 "    get: {tags: [orders], responses: {}}\n"
                 "  /stock/{sku}:\n"
                 "    get: {tags: [stock], responses: {}}\n"
                 "components:\n"
                 "  securitySchemes: {login: {type: openIdConnect, openIdConnectUrl: 'https://x'}}\n");
    const auto imported = importDesign({folder.path() / "api.yaml"});
    QVERIFY(imported);
    const Architecture& design = imported->design;
    QCOMPARE(design.name, "Shop API");
    const auto& api = as<HttpApi>(design, "shop-api");
    QVERIFY(api.auth);
    std::set<std::string> routes;
    for (const Route& route : api.routes) routes.insert(route.route + " > " + route.to.id);
    QVERIFY(routes == (std::set<std::string>{"GET /orders > orders", "POST /orders > orders", "GET /stock/{sku} > stock"}));
    QVERIFY(says(imported->report, "'stock' answers is assumed"));
    holdsAsProject(design);
  }

  void hostileArmIsRefusedOrEnds() {
    Folder folder;
    std::string variables = "\"v0\": \"lol\"";
    for (int i = 1; i < 40; ++i)
      variables += ", \"v" + std::to_string(i) + "\": [\"[variables('v" + std::to_string(i - 1) + "')]\", \"[variables('v" +
                   std::to_string(i - 1) + "')]\"]";
    folder.write("azuredeploy.json",
                 "{\"$schema\": \"https://x/deploymentTemplate.json#\", \"variables\": {" + variables +
                     "}, \"resources\": [{\"type\": \"A.B/c\", \"name\": \"x\", \"properties\": \"[variables('v39')]\"}]}");
    QVERIFY(!importDesign({folder.path()}));

    Folder circle;
    circle.write("azuredeploy.json",
                 "{\"$schema\": \"https://x/deploymentTemplate.json#\", \"variables\": {\"a\": \"[variables('a')]\"}, "
                 "\"resources\": [{\"type\": \"A.B/c\", \"name\": \"[variables('a')]\"}]}");
    (void)importDesign({circle.path()});  // ends

    Folder open;
    open.write("azuredeploy.json", "{\"$schema\": \"https://x/deploymentTemplate.json#\", \"resources\": [");
    const auto refused = importDesign({open.path()});
    QVERIFY(!refused);
    QVERIFY(refused.error()[0].file.find("azuredeploy.json") != std::string::npos);
    QVERIFY(refused.error()[0].line > 0);
  }
};

QTEST_GUILESS_MAIN(ImportCloudsTest)
#include "import_clouds_test.moc"
