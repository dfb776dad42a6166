#include <cctype>

#include <fmt/format.h>

#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

constexpr const char* kSdk = "com.azure";

class AzureJavaServices : public JavaServices {
 public:
  AzureJavaServices(const Architecture& architecture, const FunctionPlan& plan) : JavaServices(architecture, plan) {
    library({"com.microsoft.azure.functions", "azure-functions-java-library", "3.1.0"});
  }

  MavenLibrary billOfMaterials() const override { return {kSdk, "azure-sdk-bom", "1.2.34"}; }

 protected:
  std::string className() const override { return "AzureServices"; }
  MavenLibrary cacheLibrary() const override { return {}; }  // refused before
  MavenLibrary secretLibrary() const override { return {kSdk, "azure-security-keyvault-secrets", ""}; }
  std::string secretSuffix() const override { return "SECRET_NAME"; }

  void mayRetry(CodeText& out) override {
    import("java.io.IOException");
    import("com.azure.core.exception.HttpResponseException");
    import("com.azure.identity.ManagedIdentityCredentialBuilder");
    library({kSdk, "azure-core", ""});
    library({kSdk, "azure-identity", ""});
    if (usesRemote()) out.line("if (error instanceof Remote.Failed failed) return failed.mayRetry();");
    if (tables_) {
      import("com.azure.cosmos.CosmosException");
      out.line("if (error instanceof CosmosException answer) {{");
      out.line("  return answer.getStatusCode() >= 500 || answer.getStatusCode() == 408 || answer.getStatusCode() == 429;");
      out.line("}}");
    }
    out.line("if (error instanceof HttpResponseException answer) {{");
    out.line("  int status = answer.getResponse() == null ? 503 : answer.getResponse().getStatusCode();");
    out.line("  return status >= 500 || status == 408 || status == 429;");
    out.line("}}");
    out.line("return error instanceof IOException{};", databases_ ? " || error instanceof SQLTransientException" : "");
    if (databases_) import("java.sql.SQLTransientException");
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table) override {
    tables_ = true;
    library({kSdk, "azure-cosmos", ""});
    import("com.azure.cosmos.CosmosClientBuilder");
    import("com.azure.cosmos.CosmosContainer");
    import("com.azure.cosmos.CosmosDatabase");
    import("com.azure.cosmos.models.PartitionKey");
    field(
        "private final CosmosDatabase data = new CosmosClientBuilder().endpoint(System.getenv(\"TABLES_ENDPOINT\"))"
        ".credential(new ManagedIdentityCredentialBuilder().build()).buildClient().getDatabase(\"data\");");
    out.line("CosmosContainer container = data.getContainer({});", env(use.target, "TABLE"));
    out.line("String key = {};", text(table.partitionKey));
    const std::string keyOf = "new PartitionKey(key)";
    switch (use.access) {
      case Access::read:
        out.line("try {{");
        out.line("  return container.readItem(key, {}, Map.class).getItem();", keyOf);
        out.line("}} catch (CosmosException error) {{");
        out.line("  if (error.getStatusCode() == 404) return null;");
        out.line("  throw error;");
        out.line("}}");
        break;
      case Access::write:
        import("java.time.Instant");
        import("java.util.LinkedHashMap");
        out.line("Map<String, Object> item = new LinkedHashMap<>(input);");
        out.line("item.put(\"id\", key);");
        if (cosmosField(table.partitionKey) != table.partitionKey)
          out.line("item.put({}, key);", pythonLiteral(cosmosField(table.partitionKey)));
        out.line("item.put(\"writtenAt\", Instant.now().toString());");
        out.line("container.upsertItem(item);");
        break;
      case Access::query:
        import("com.azure.cosmos.models.CosmosQueryRequestOptions");
        out.line("var options = new CosmosQueryRequestOptions().setPartitionKey({});", keyOf);
        out.line(
            "return container.queryItems(\"SELECT * FROM c OFFSET 0 LIMIT 100\", options, Map.class).stream().toList();");
        break;
      default:
        import("com.azure.cosmos.models.CosmosItemRequestOptions");
        out.line("container.deleteItem(key, {}, new CosmosItemRequestOptions());", keyOf);
    }
  }

  void objects(CodeText& out, const Use& use) override {
    library({kSdk, "azure-storage-blob", ""});
    import("com.azure.storage.blob.BlobServiceClient");
    import("com.azure.storage.blob.BlobServiceClientBuilder");
    field(
        "private final BlobServiceClient blobs = new BlobServiceClientBuilder().endpoint("
        "System.getenv(\"DATA__blobServiceUri\")).credential(new "
        "ManagedIdentityCredentialBuilder().build()).buildClient();");
    out.line("var container = blobs.getBlobContainerClient({});", env(use.target, "CONTAINER"));
    const std::string blob = fmt::format("container.getBlobClient({})", text("id"));
    switch (use.access) {
      case Access::read:
        out.line("try {{");
        out.line("  return Json.read({}.downloadContent().toString());", blob);
        out.line("}} catch (HttpResponseException error) {{");
        out.line("  if (error.getResponse().getStatusCode() == 404) return null;");
        out.line("  throw error;");
        out.line("}}");
        break;
      case Access::write:
        import("com.azure.core.util.BinaryData");
        out.line("{}.upload(BinaryData.fromString(Json.write(input)), true);", blob);
        break;
      case Access::query:
        import("com.azure.storage.blob.models.ListBlobsOptions");
        out.line("return container");
        out.line("    .listBlobs(new ListBlobsOptions().setPrefix({}), null)", text("id"));
        out.line("    .stream()");
        out.line("    .limit(100)");
        out.line("    .map(found -> Map.of(\"key\", found.getName(), \"size\", found.getProperties().getContentLength()))");
        out.line("    .toList();");
        break;
      default: out.line("{}.deleteIfExists();", blob);
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&) override {
    databases_ = true;
    library({"com.microsoft.sqlserver", "mssql-jdbc", "13.2.1.jre11"});
    library({kSdk, "azure-identity", ""});
    import("java.sql.Connection");
    import("java.sql.DriverManager");
    import("java.sql.PreparedStatement");
    // Parameters of JDBC have no names.
    std::string sql = azureSqlOf(use.access);
    std::vector<std::string> values;
    for (auto at = sql.find('@'); at != std::string::npos; at = sql.find('@', at + 1)) {
      if (sql.compare(at, 2, "@@") == 0) {
        ++at;
        continue;
      }
      const bool item = sql.compare(at, 5, "@item") == 0;
      sql.replace(at, item ? 5 : 3, "?");
      values.push_back(item ? "Json.write(input)" : text("id"));
    }
    out.line("// The domain's own tables and statements belong here; infra/database.sql has the table of these.");
    out.line("String sql = {};", pythonLiteral(sql));
    out.line("// Encrypted, and opened with the identity of the function app; the driver keeps the token.");
    out.line("String url = \"jdbc:sqlserver://\" + {} + \";databaseName=\" + {}", env(use.target, "DATABASE_SERVER"),
             env(use.target, "DATABASE"));
    out.line("    + \";encrypt=true;authentication=ActiveDirectoryManagedIdentity\";");
    out.line("try (Connection connection = DriverManager.getConnection(url);");
    out.line("    PreparedStatement statement = connection.prepareStatement(sql)) {{");
    out.in();
    for (std::size_t i = 0; i < values.size(); ++i) out.line("statement.setString({}, {});", i + 1, values[i]);
    if (use.access == Access::read) {
      out.line("var rows = statement.executeQuery();");
      out.line("return rows.next() ? Json.read(rows.getString(1)) : null;");
    } else if (use.access == Access::query) {
      import("java.util.ArrayList");
      import("java.util.List");
      out.line("var rows = statement.executeQuery();");
      out.line("List<Object> items = new ArrayList<>();");
      out.line("while (rows.next()) items.add(Json.read(rows.getString(1)));");
      out.line("return items;");
    } else {
      out.line("statement.execute();");
    }
    out.out();
    out.line("}}");
  }

  void queue(CodeText& out, const Use& use) override {
    enqueue(out, env(use.target, "QUEUE"), findKind<Queue>(architecture(), use.target));
  }

  void topic(CodeText& out, const Use& use) override { publish(out, use); }
  void bus(CodeText& out, const Use& use) override { publish(out, use); }

  void stream(CodeText& out, const Use& use) override {
    library({kSdk, "azure-messaging-eventhubs", ""});
    import("com.azure.messaging.eventhubs.EventData");
    import("com.azure.messaging.eventhubs.EventHubClientBuilder");
    import("com.azure.messaging.eventhubs.EventHubProducerClient");
    import("com.azure.messaging.eventhubs.models.SendOptions");
    import("java.util.List");
    const std::string hub = named(use.target, "hub");
    field(fmt::format(
        "private final EventHubProducerClient {} = new EventHubClientBuilder().credential("
        "System.getenv(\"STREAMS__fullyQualifiedNamespace\"), {}, new ManagedIdentityCredentialBuilder().build())"
        ".buildProducerClient();",
        hub, env(use.target, "HUB")));
    out.line("{}.send(List.of(new EventData(Json.write(input))), new SendOptions().setPartitionKey({}));", hub, text("id"));
  }

  void invoke(CodeText& out, const Use& use) override {
    if (use.access == Access::start) return enqueue(out, env(use.target, "STARTS_QUEUE"), nullptr);
    secretsField();
    remoteField();
    out.line("// An app takes its key in the address, too.");
    out.line("String key = secrets.value({}, Secrets.FIVE_MINUTES_MS);", env(use.target, "FUNCTION_KEY"));
    out.line("return remote.request(\"POST\", {} + \"/?code=\" + Remote.encoded(key), input, null, null);",
             env(use.target, "FUNCTION_URL"));
  }

  // Refused before.
  void socket(CodeText&, const Use&) override {}
  void workflow(CodeText&, const Use&) override {}

 private:
  void enqueue(CodeText& out, const std::string& name, const Queue* queue) {
    library({kSdk, "azure-storage-queue", ""});
    import("com.azure.storage.queue.QueueServiceClient");
    import("com.azure.storage.queue.QueueServiceClientBuilder");
    field(
        "private final QueueServiceClient queues = new QueueServiceClientBuilder().endpoint("
        "System.getenv(\"DATA__queueServiceUri\")).credential(new "
        "ManagedIdentityCredentialBuilder().build()).buildClient();");
    if (!queue) return out.line("queues.getQueueClient({}).sendMessage(Json.write(input));", name);
    import("com.azure.core.util.Context");
    import("java.time.Duration");
    out.line("queues");
    out.line("    .getQueueClient({})", name);
    out.line("    .sendMessageWithResponse(Json.write(input), null, Duration.ofSeconds({}), null, Context.NONE);",
             ceilSeconds(queue->retention));
  }

  void publish(CodeText& out, const Use& use) {
    library({kSdk, "azure-messaging-eventgrid", ""});
    import("com.azure.core.util.BinaryData");
    import("com.azure.messaging.eventgrid.EventGridEvent");
    import("com.azure.messaging.eventgrid.EventGridPublisherClient");
    import("com.azure.messaging.eventgrid.EventGridPublisherClientBuilder");
    const std::string topic = named(use.target, "topic");
    field(
        fmt::format("private final EventGridPublisherClient<EventGridEvent> {} = new EventGridPublisherClientBuilder()"
                    ".endpoint({}).credential(new ManagedIdentityCredentialBuilder().build())"
                    ".buildEventGridEventPublisherClient();",
                    topic, env(use.target, "TOPIC")));
    out.line("BinaryData data = BinaryData.fromString(Json.write(input));");
    out.line("{}.sendEvent(new EventGridEvent({}, \"virga.message\", data, \"1.0\"));", topic,
             pythonLiteral(plan().component->id));
  }

  bool tables_ = false, databases_ = false;
};

}  // namespace

std::unique_ptr<JavaServices> AzureHandlers::java(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AzureJavaServices>(architecture, plan);
}

}  // namespace virga::model
