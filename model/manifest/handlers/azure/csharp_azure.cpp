#include <fmt/format.h>

#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

// Versions of 2026.
const NugetPackage kIdentity = {"Azure.Identity", "1.21.0"};

class AzureCsharpServices : public CsharpServices {
 public:
  AzureCsharpServices(const Architecture& architecture, const FunctionPlan& plan, std::vector<NugetPackage> extensions)
      : CsharpServices(architecture, plan) {
    package({"Microsoft.Azure.Functions.Worker", "2.52.0"});
    package({"Microsoft.Azure.Functions.Worker.Sdk", "2.1.0"});
    for (const NugetPackage& extension : extensions) package(extension);
    package({"Azure.Core", "1.64.0"});
    package(kIdentity);
    helper("Credentials");
    helper("Transient");
  }

  std::vector<std::string> properties() const override {
    return {"<AzureFunctionsVersion>v4</AzureFunctionsVersion>", "<OutputType>Exe</OutputType>"};
  }

  std::vector<std::string> items() const override {
    return {"<ItemGroup>",
            "  <None Update=\"host.json\">",
            "    <CopyToOutputDirectory>PreserveNewest</CopyToOutputDirectory>",
            "  </None>",
            "  <None Update=\"local.settings.json\">",
            "    <CopyToOutputDirectory>PreserveNewest</CopyToOutputDirectory>",
            "    <CopyToPublishDirectory>Never</CopyToPublishDirectory>",
            "  </None>",
            "</ItemGroup>"};
  }

 protected:
  std::string className() const override { return "AzureServices"; }
  NugetPackage cachePackage() const override { return {}; }  // refused before
  std::vector<NugetPackage> secretPackages() const override { return {{"Azure.Security.KeyVault.Secrets", "4.12.0"}}; }
  std::string secretSuffix() const override { return "SECRET_NAME"; }

  void mayRetry(CodeText& out) override {
    if (tables_) out.raw("if (error is CosmosException refused) return Transient.IsStatus((int)refused.StatusCode);");
    if (streams_) out.raw("if (error is EventHubsException lost) return lost.IsTransient;");
    if (databases_) out.raw("if (error is SqlException broken) return Databases.IsTransient(broken);");
    out.raw("return Transient.Is(error);");
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table) override {
    tables_ = true;
    package({"Microsoft.Azure.Cosmos", "3.64.0"});
    package({"Newtonsoft.Json", "13.0.4"});  // which that of Cosmos asks its users to name
    import("Microsoft.Azure.Cosmos");
    helper("Documents");
    field(
        "private readonly Database data = new CosmosClient(\n"
        "    Setting(\"TABLES_ENDPOINT\"), Credentials.Own,\n"
        "    new CosmosClientOptions { MaxRetryAttemptsOnRateLimitedRequests = 0 }).GetDatabase(\"data\");");
    out.line("Container container = data.GetContainer({});", env(use.target, "TABLE"));
    out.line("string key = {};", text(table.partitionKey));
    out.raw("var partition = new PartitionKey(key);");
    const auto answer = [&](const std::string& call) {
      out.line("using (ResponseMessage answer = await container.{})", call);
    };
    switch (use.access) {
      case Access::read:
        import("System.Net");
        answer("ReadItemStreamAsync(key, partition, null, cancel)");
        out.raw("{");
        out.raw("    return answer.StatusCode == HttpStatusCode.NotFound ? null : await Documents.Read(answer);");
        out.raw("}");
        break;
      case Access::write:
        import("System.Globalization");
        out.raw("var item = new Dictionary<string, object>(input);");
        out.raw("item[\"id\"] = key;");
        if (cosmosField(table.partitionKey) != table.partitionKey)
          out.line("item[{}] = key;", csharpLiteral(cosmosField(table.partitionKey)));
        out.raw("item[\"writtenAt\"] = DateTime.UtcNow.ToString(\"o\", CultureInfo.InvariantCulture);");
        answer("UpsertItemStreamAsync(Documents.Of(item), partition, null, cancel)");
        out.raw("{");
        out.raw("    answer.EnsureSuccessStatusCode();");
        out.raw("}");
        break;
      case Access::query:
        out.raw("var options = new QueryRequestOptions { PartitionKey = partition };");
        out.raw("const string query = \"SELECT * FROM c OFFSET 0 LIMIT 100\";");
        out.raw("using (FeedIterator pages = container.GetItemQueryStreamIterator(query, null, options))");
        out.raw("{");
        out.raw("    return await Documents.All(pages, cancel);");
        out.raw("}");
        break;
      default:
        import("System.Net");
        answer("DeleteItemStreamAsync(key, partition, null, cancel)");
        out.raw("{");
        out.raw("    if (answer.StatusCode != HttpStatusCode.NotFound) answer.EnsureSuccessStatusCode();");
        out.raw("}");
    }
  }

  void objects(CodeText& out, const Use& use) override {
    package({"Azure.Storage.Blobs", "12.30.1"});
    import("Azure.Storage.Blobs");
    field(
        "private readonly BlobServiceClient blobs = new BlobServiceClient(\n"
        "    new Uri(Setting(\"DATA__blobServiceUri\")), Credentials.Own,\n"
        "    new BlobClientOptions { Retry = { MaxRetries = 0 } });");
    out.line("BlobContainerClient container = blobs.GetBlobContainerClient({});", env(use.target, "CONTAINER"));
    if (use.access != Access::query) out.line("BlobClient blob = container.GetBlobClient({});", text("id"));
    switch (use.access) {
      case Access::read:
        import("Azure");
        import("Azure.Storage.Blobs.Models");
        out.raw("try");
        out.raw("{");
        out.raw("    Response<BlobDownloadResult> answer = await blob.DownloadContentAsync(cancel);");
        out.raw("    return Json.Read(answer.Value.Content.ToString());");
        out.raw("}");
        out.raw("catch (RequestFailedException error) when (error.Status == 404)");
        out.raw("{");
        out.raw("    return null;");
        out.raw("}");
        break;
      case Access::write: out.raw("await blob.UploadAsync(BinaryData.FromString(Json.Write(input)), true, cancel);"); break;
      case Access::query:
        import("Azure.Storage.Blobs.Models");
        out.raw("var items = new List<object>();");
        out.line("IAsyncEnumerator<BlobItem> found = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, {}, cancel)",
                 text("id"));
        out.raw("    .GetAsyncEnumerator(cancel);");
        out.raw("try");
        out.raw("{");
        out.raw("    while (items.Count < 100 && await found.MoveNextAsync())");
        out.raw("    {");
        out.raw("        items.Add(new Dictionary<string, object>");
        out.raw("        {");
        out.raw("            [\"key\"] = found.Current.Name,");
        out.raw("            [\"size\"] = found.Current.Properties.ContentLength");
        out.raw("        });");
        out.raw("    }");
        out.raw("}");
        out.raw("finally");
        out.raw("{");
        out.raw("    await found.DisposeAsync();");
        out.raw("}");
        out.raw("return items;");
        break;
      default: out.raw("await blob.DeleteIfExistsAsync(cancellationToken: cancel);");
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&) override {
    databases_ = true;
    package({"Microsoft.Data.SqlClient", "6.1.8"});
    import("Microsoft.Data.SqlClient");
    helper("Databases");
    const std::string sql = azureSqlOf(use.access);
    out.raw("// The domain's own tables and statements belong here; infra/database.sql has the table of these.");
    out.line("const string sql = {};", csharpLiteral(sql));
    out.line("string settings = Databases.Settings({}, {});", env(use.target, "DATABASE_SERVER"),
             env(use.target, "DATABASE"));
    out.raw("using (var connection = new SqlConnection(settings))");
    out.raw("using (var command = new SqlCommand(sql, connection))");
    out.raw("{");
    out.in();
    out.line("command.Parameters.AddWithValue(\"@id\", {});", text("id"));
    if (use.access == Access::write) out.raw("command.Parameters.AddWithValue(\"@item\", Json.Write(input));");
    out.raw("await connection.OpenAsync(cancel);");
    if (use.access == Access::read || use.access == Access::query) {
      out.raw("using (SqlDataReader rows = await command.ExecuteReaderAsync(cancel))");
      out.raw("{");
      out.in();
      if (use.access == Access::read) {
        out.raw("return await rows.ReadAsync(cancel) ? Json.Read(rows.GetString(0)) : null;");
      } else {
        out.raw("var items = new List<object>();");
        out.raw("while (await rows.ReadAsync(cancel)) items.Add(Json.Read(rows.GetString(0)));");
        out.raw("return items;");
      }
      out.out();
      out.raw("}");
    } else {
      out.raw("await command.ExecuteNonQueryAsync(cancel);");
    }
    out.out();
    out.raw("}");
  }

  void queue(CodeText& out, const Use& use) override {
    enqueue(out, env(use.target, "QUEUE"), findKind<Queue>(architecture(), use.target));
  }

  void topic(CodeText& out, const Use& use) override { publish(out, use); }
  void bus(CodeText& out, const Use& use) override { publish(out, use); }

  void stream(CodeText& out, const Use& use) override {
    streams_ = true;
    package({"Azure.Messaging.EventHubs", "5.12.2"});
    import("Azure.Messaging.EventHubs");
    import("Azure.Messaging.EventHubs.Producer");
    const std::string hub = named(use.target, "hub");
    field(
        fmt::format("private readonly EventHubProducerClient {} = new EventHubProducerClient(\n"
                    "    Setting(\"STREAMS__fullyQualifiedNamespace\"), {}, Credentials.Own,\n"
                    "    new EventHubProducerClientOptions {{ RetryOptions = {{ MaximumRetries = 0 }} }});",
                    hub, env(use.target, "HUB")));
    out.raw("var records = new[] { new EventData(BinaryData.FromString(Json.Write(input))) };");
    out.line("await {}.SendAsync(records, new SendEventOptions {{ PartitionKey = {} }}, cancel);", hub, text("id"));
  }

  void invoke(CodeText& out, const Use& use) override {
    if (use.access == Access::start) return enqueue(out, env(use.target, "STARTS_QUEUE"), nullptr);
    needSecrets();
    needRemote();
    out.raw("// An app takes its key in the address, too.");
    out.line("string key = await secrets.Value({}, Secrets.FiveMinutesMs, cancel);", env(use.target, "FUNCTION_KEY"));
    out.line("string url = {} + \"/?code=\" + Remote.Encoded(key);", env(use.target, "FUNCTION_URL"));
    out.raw("return await remote.Request(\"POST\", url, input, null, null, cancel);");
  }

  // Refused before.
  void socket(CodeText&, const Use&) override {}
  void workflow(CodeText&, const Use&) override {}

 private:
  static std::string named(const ComponentId& id, const std::string& word) {
    auto words = wordsOf(id);
    words.push_back(word);
    return camelCase(words);
  }

  void enqueue(CodeText& out, const std::string& name, const Queue* queue) {
    package({"Azure.Storage.Queues", "12.28.1"});
    import("Azure.Storage.Queues");
    field(
        "private readonly QueueServiceClient queues = new QueueServiceClient(\n"
        "    new Uri(Setting(\"DATA__queueServiceUri\")), Credentials.Own,\n"
        "    new QueueClientOptions { Retry = { MaxRetries = 0 } });");
    out.line("QueueClient queue = queues.GetQueueClient({});", name);
    const std::string kept = queue ? fmt::format("TimeSpan.FromSeconds({})", ceilSeconds(queue->retention)) : "null";
    out.line("await queue.SendMessageAsync(Json.Write(input), null, {}, cancel);", kept);
  }

  void publish(CodeText& out, const Use& use) {
    package({"Azure.Messaging.EventGrid", "4.17.0"});
    import("Azure.Messaging.EventGrid");
    const std::string topic = named(use.target, "topic");
    field(
        fmt::format("private readonly EventGridPublisherClient {} = new EventGridPublisherClient(\n"
                    "    new Uri({}), Credentials.Own,\n"
                    "    new EventGridPublisherClientOptions {{ Retry = {{ MaxRetries = 0 }} }});",
                    topic, env(use.target, "TOPIC")));
    out.raw("BinaryData data = BinaryData.FromString(Json.Write(input));");
    out.line("var message = new EventGridEvent({}, \"virga.message\", \"1.0\", data);", csharpLiteral(plan().component->id));
    out.line("await {}.SendEventAsync(message, cancel);", topic);
  }

  bool tables_ = false, streams_ = false, databases_ = false;
};

}  // namespace

std::unique_ptr<CsharpServices> AzureHandlers::csharp(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AzureCsharpServices>(architecture, plan, azureCsharpExtensions(function()));
}

}  // namespace virga::model
