#include <fmt/format.h>

#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

const std::map<std::string, std::string>& pinnedVersions() {
  // Versions that were on the npm registry when this was written; package.json pins them.
  static const std::map<std::string, std::string> versions = {{"@azure/cosmos", "4.10.1"},
                                                              {"@azure/event-hubs", "6.0.4"},
                                                              {"@azure/eventgrid", "5.12.0"},
                                                              {"@azure/identity", "4.14.1"},
                                                              {"@azure/keyvault-secrets", "4.12.0"},
                                                              {"@azure/storage-blob", "12.34.0"},
                                                              {"@azure/storage-queue", "12.32.0"},
                                                              {"@azure/web-pubsub", "1.2.0"},
                                                              {"durable-functions", "3.5.0"},
                                                              {"ioredis", "5.9.2"},
                                                              {"mssql", "12.7.14"}};
  return versions;
}

class AzureNodejsServices : public NodejsServices {
 public:
  AzureNodejsServices(const Architecture& architecture, const FunctionPlan& plan, const AzurePlan& azure,
                      const AzureFunction& function)
      : NodejsServices(architecture, plan), azure_(azure), function_(function) {}

  std::vector<std::string> remarks() const override {
    return {"What one invocation does, in order. Clients live as long as the instance and sign in as the function app."};
  }

  void completePackage(nlohmann::ordered_json& package) const override {
    package["main"] = "app.mjs";
    auto& dependencies = package["dependencies"];
    const auto need = [&](const std::string& name) { dependencies[name] = pinnedVersions().at(name); };
    dependencies["@azure/functions"] = "4.11.2";
    for (const std::string& helper : azureHelpers(azure_, function_)) {
      if (helper == "functions") need("@azure/keyvault-secrets");
      if (helper == "given_up") need("@azure/storage-queue");
      if (helper == "caches") need("ioredis");
      if (helper == "functions" || helper == "given_up" || helper == "caches") need("@azure/identity");
    }
    if (dependencies.contains("@azure/keyvault-secrets")) need("@azure/identity");
    if (function_.workflow) need("durable-functions");
  }

 protected:
  const std::map<std::string, std::string>& packageVersions() const override { return pinnedVersions(); }
  std::string secretPackage() const override { return "@azure/keyvault-secrets"; }
  std::string secretSuffix() const override { return "SECRET_NAME"; }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    credential();
    head().import("@azure/cosmos", "CosmosClient");
    head().declare(
        "const data = new CosmosClient({ endpoint: process.env.TABLES_ENDPOINT, aadCredentials: credential "
        "}).database('data');");
    const std::string container = fmt::format("data.container({})", env(use.target, "TABLE"));
    const std::string value = nodejsMember("input", table.partitionKey);
    const std::string item = fmt::format("{}.item({}, {})", container, value, value);
    switch (use.access) {
      case Access::read:
        guarded(out, "const { resource } = await ", item + ".read()", action);
        out.line("return resource;");
        break;
      case Access::write:
        out.line("const item = {{ ...input, id: {}{}, writtenAt: new Date().toISOString() }};", value,
                 cosmosField(table.partitionKey) == table.partitionKey
                     ? ""
                     : fmt::format(", {}: {}", nodejsKey(cosmosField(table.partitionKey)), value));
        guarded(out, "await ", container + ".items.upsert(item)", action);
        break;
      case Access::query:
        out.line("const query = {{ query: 'SELECT * FROM c OFFSET 0 LIMIT 100' }};");
        guarded(out, "const { resources } = await ",
                fmt::format("{}.items.query(query, {{ partitionKey: {} }}).fetchAll()", container, value), action);
        out.line("return resources;");
        break;
      default: guarded(out, "await ", item + ".delete()", action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    credential();
    head().import("@azure/storage-blob", "BlobServiceClient");
    head().declare("const blobs = new BlobServiceClient(process.env.DATA__blobServiceUri, credential);");
    out.line("const container = blobs.getContainerClient({});", env(use.target, "CONTAINER"));
    switch (use.access) {
      case Access::read:
        out.line("try {{");
        out.in();
        guarded(out, "const content = await ", "container.getBlobClient(input.id).downloadToBuffer()", action);
        out.line("return JSON.parse(content.toString('utf8'));");
        out.out();
        out.line("}} catch (error) {{");
        out.in();
        out.line("if (error.statusCode === 404) return undefined;");
        out.line("throw error;");
        out.out();
        out.line("}}");
        break;
      case Access::write:
        out.line("const content = Buffer.from(JSON.stringify(input));");
        guarded(out, "await ", "container.getBlockBlobClient(input.id).uploadData(content)", action);
        break;
      case Access::query:
        out.line("const pages = container.listBlobsFlat({{ prefix: input.id }}).byPage({{ maxPageSize: 100 }});");
        guarded(out, "const { value } = await ", "pages.next()", action);
        out.line(
            "return (value?.segment.blobItems ?? []).map(({{ name, properties }}) => ({{ key: name, size: "
            "properties.contentLength }}));");
        break;
      default: guarded(out, "await ", "container.deleteBlob(input.id)", action);
    }
  }

  void queue(CodeText& out, const Use& use, const Action* action) override {
    const auto& queue = *findKind<Queue>(architecture(), use.target);
    enqueue(out, env(use.target, "QUEUE"), fmt::format(", {{ messageTimeToLive: {} }}", ceilSeconds(queue.retention)),
            action);
  }

  void topic(CodeText& out, const Use& use, const Action* action) override { publish(out, use, action); }
  void bus(CodeText& out, const Use& use, const Action* action) override { publish(out, use, action); }

  void stream(CodeText& out, const Use& use, const Action* action) override {
    credential();
    head().import("@azure/event-hubs", "EventHubProducerClient");
    const std::string hub = named(use.target, "hub");
    head().declare(
        fmt::format("const {} = new EventHubProducerClient(process.env.STREAMS__fullyQualifiedNamespace, {}, credential);",
                    hub, env(use.target, "HUB")));
    guarded(out, "await ", hub + ".sendBatch([{ body: input }], { partitionKey: input.id })", action);
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    head().import("mssql", "ConnectionPool");
    const std::string pool = named(use.target, "pool");
    head().declare(
        fmt::format("// Connections are encrypted and opened with the identity of the function app.\n"
                    "const {} = new ConnectionPool({{\n"
                    "  server: {},\n"
                    "  database: {},\n"
                    "  authentication: {{ type: 'azure-active-directory-msi-app-service', options: {{}} }},\n"
                    "  options: {{ encrypt: true }},\n"
                    "  pool: {{ max: 1 }},\n"
                    "}});",
                    pool, env(use.target, "DATABASE_SERVER"), env(use.target, "DATABASE")));
    out.line("// The domain's own tables and statements belong here; infra/database.sql has the table of these.");
    out.line("const sql = {};", nodejsLiteral(azureSqlOf(use.access)));
    out.line("const query = (await {}.connect()).request().input('id', input.id){};", pool,
             use.access == Access::write ? ".input('item', JSON.stringify(input))" : "");
    const bool answers = use.access == Access::read || use.access == Access::query;
    guarded(out, answers ? "const { recordset } = await " : "await ", "query.query(sql)", action);
    if (use.access == Access::read)
      out.line("return recordset[0] === undefined ? undefined : JSON.parse(recordset[0].item);");
    if (use.access == Access::query) out.line("return recordset.map(({{ item }}) => JSON.parse(item));");
  }

  void socket(CodeText& out, const Use& use, const Action* action) override {
    credential();
    head().import("@azure/web-pubsub", "WebPubSubServiceClient");
    const std::string hub = named(use.target, "hub");
    head().declare(fmt::format("const {} = new WebPubSubServiceClient({}, credential, {});", hub,
                               env(use.target, "PUBSUB_ENDPOINT"), env(use.target, "PUBSUB_HUB")));
    out.line("// Whom else to push to is the domain's choice; the input names the connection that it came over.");
    out.line("if (input.connectionId === undefined) return undefined;");
    out.line("try {{");
    out.in();
    guarded(out, "await ", hub + ".sendToConnection(input.connectionId, input)", action);
    out.out();
    out.line("}} catch (error) {{");
    out.in();
    out.line("if (error.statusCode !== 404) throw error; // the connection was closed meanwhile");
    out.out();
    out.line("}}");
    out.line("return undefined;");
  }

  void workflow(CodeText&, const Use&, const Action*) override {}  // workflows are function apps

  void invoke(CodeText& out, const Use& use, const Action* action) override {
    if (use.access == Access::start) return enqueue(out, env(use.target, "STARTS_QUEUE"), "", action);
    head().import("./functions.mjs", "callFunction");
    const std::string called =
        fmt::format("callFunction({}, {}, input", env(use.target, "FUNCTION_URL"), env(use.target, "FUNCTION_KEY"));
    guarded(out, "return ", called + ")", "(signal) => " + called + ", signal)", action);
  }

  void cacheClient(const ComponentId& cache, const std::string& name) override {
    head().import("./caches.mjs", "EntraRedis");
    head().declare(fmt::format("const {} = new EntraRedis({});", name, env(cache, "CACHE_HOST")));
  }

 private:
  static std::string named(const ComponentId& id, const std::string& word) {
    auto words = wordsOf(id);
    words.push_back(word);
    return camelCase(words);
  }

  void credential() {
    head().import("@azure/identity", "ManagedIdentityCredential");
    head().declare("const credential = new ManagedIdentityCredential();");
  }

  void enqueue(CodeText& out, const std::string& name, const std::string& options, const Action* action) {
    credential();
    head().import("@azure/storage-queue", "QueueServiceClient");
    head().declare("const queues = new QueueServiceClient(process.env.DATA__queueServiceUri, credential);");
    out.line("const queue = queues.getQueueClient({});", name);
    guarded(out, "await ", fmt::format("queue.sendMessage(JSON.stringify(input){})", options), action);
  }

  void publish(CodeText& out, const Use& use, const Action* action) {
    credential();
    head().import("@azure/eventgrid", "EventGridPublisherClient");
    const std::string topic = named(use.target, "topic");
    head().declare(fmt::format("const {} = new EventGridPublisherClient({}, 'EventGrid', credential);", topic,
                               env(use.target, "TOPIC")));
    out.line("const event = {{ eventType: 'virga.message', subject: {}, dataVersion: '1.0', data: input }};",
             nodejsLiteral(plan().component->id));
    guarded(out, "await ", topic + ".send([event])", action);
  }

  const AzurePlan& azure_;
  const AzureFunction& function_;
};

}  // namespace

std::unique_ptr<NodejsServices> AzureHandlers::nodejs(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AzureNodejsServices>(architecture, plan, azure_, function_);
}

}  // namespace virga::model
