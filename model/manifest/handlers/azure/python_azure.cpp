#include <fmt/format.h>

#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

constexpr const char* kIdentity = "azure-identity==1.19.0";
constexpr const char* kQueues = "azure-storage-queue==12.12.0";

class AzurePythonServices : public PythonServices {
 public:
  AzurePythonServices(const Architecture& architecture, const FunctionPlan& plan, const AzurePlan& azure,
                      const AzureFunction& function)
      : PythonServices(architecture, plan), azure_(azure), function_(function) {}

  std::string remark() const override { return "Clients live as long as the instance and sign in as the function app."; }

 protected:
  std::string secretRequirement() const override { return "azure-keyvault-secrets==4.9.0"; }
  std::string secretSuffix() const override { return "SECRET_NAME"; }
  std::vector<std::string> entryRequirements() const override {
    std::vector<std::string> all = {"azure-functions==1.21.3", kIdentity};
    for (const std::string& helper : azureHelpers(azure_, function_)) {
      if (helper == "functions") all.insert(all.end(), {"azure-keyvault-secrets==4.9.0", "urllib3==2.7.0"});
      if (helper == "given_up") all.emplace_back(kQueues);
      if (helper == "clock") all.emplace_back("tzdata==2025.2");
    }
    return all;
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    credential();
    head().require("azure-cosmos==4.9.0");
    head().package("azure.cosmos", "CosmosClient");
    head().declare("_data = CosmosClient(os.environ[\"TABLES_ENDPOINT\"], _credential).get_database_client(\"data\")");
    out.line("container = _data.get_container_client({})", env(use.target, "TABLE"));
    out.line("key = message[{}]", pythonLiteral(table.partitionKey));
    switch (use.access) {
      case Access::read:
        head().package("azure.cosmos.exceptions", "CosmosResourceNotFoundError");
        out.line("try:");
        out.in();
        call(out, "return ", "container.read_item(key, partition_key=key" + limit(action) + ")", action);
        out.out();
        out.line("except CosmosResourceNotFoundError:");
        out.line("    return None");
        break;
      case Access::write:
        head().standard("datetime");
        out.line("written_at = datetime.datetime.now(datetime.timezone.utc).isoformat()");
        out.line("item = {{**message, \"id\": key{}, \"writtenAt\": written_at}}",
                 cosmosField(table.partitionKey) == table.partitionKey
                     ? ""
                     : fmt::format(", {}: key", pythonLiteral(cosmosField(table.partitionKey))));
        call(out, "", "container.upsert_item(item" + limit(action) + ")", action);
        break;
      case Access::query:
        out.line("query = \"SELECT * FROM c OFFSET 0 LIMIT 100\"");
        call(out, "return ", "list(container.query_items(query, partition_key=key" + limit(action) + "))", action);
        break;
      default: call(out, "", "container.delete_item(key, partition_key=key" + limit(action) + ")", action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    credential();
    head().require("azure-storage-blob==12.24.0");
    head().package("azure.storage.blob", "BlobServiceClient");
    head().declare("_blobs = BlobServiceClient(os.environ[\"DATA__blobServiceUri\"], _credential)");
    out.line("container = _blobs.get_container_client({})", env(use.target, "CONTAINER"));
    switch (use.access) {
      case Access::read:
        head().own("json_text", "from_json");
        head().package("azure.core.exceptions", "ResourceNotFoundError");
        out.line("try:");
        out.in();
        call(out, "content = ", "container.download_blob(message[\"id\"]" + limit(action) + ").readall()", action);
        out.out();
        out.line("except ResourceNotFoundError:");
        out.line("    return None");
        out.line("return from_json(content)");
        break;
      case Access::write:
        head().own("json_text", "to_json");
        out.line("content = to_json(message).encode()");
        call(out, "", "container.upload_blob(message[\"id\"], content, overwrite=True" + limit(action) + ")", action);
        break;
      case Access::query:
        head().standard("itertools");
        call(out, "found = ",
             "list(itertools.islice(container.list_blobs(name_starts_with=message[\"id\"]" + limit(action) + "), 100))",
             action);
        out.line("return [{{\"key\": blob.name, \"size\": blob.size}} for blob in found]");
        break;
      default: call(out, "", "container.delete_blob(message[\"id\"]" + limit(action) + ")", action);
    }
  }

  void queue(CodeText& out, const Use& use, const Action* action) override {
    const auto& queue = *findKind<Queue>(architecture(), use.target);
    enqueue(out, env(use.target, "QUEUE"), fmt::format(", time_to_live={}", ceilSeconds(queue.retention)), action);
  }

  void topic(CodeText& out, const Use& use, const Action* action) override { publish(out, use, action); }
  void bus(CodeText& out, const Use& use, const Action* action) override { publish(out, use, action); }

  void stream(CodeText& out, const Use& use, const Action* action) override {
    credential();
    head().require("azure-eventhub==5.13.0");
    head().package("azure.eventhub", "EventData");
    head().package("azure.eventhub", "EventHubProducerClient");
    head().own("json_text", "to_json");
    const std::string hub = named(use.target, "hub");
    head().declare(
        fmt::format("{} = EventHubProducerClient(os.environ[\"STREAMS__fullyQualifiedNamespace\"], {}, _credential)", hub,
                    env(use.target, "HUB")));
    out.line("record = EventData(to_json(message))");
    call(out, "", fmt::format("{}.send_event(record, partition_key=message[\"id\"]{})", hub, limit(action)), action);
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    head().require("pyodbc==5.2.0");
    head().package("pyodbc");
    head().standard("functools");
    head().standard("os");
    const std::string open = named(use.target, "database");
    head().connection(
        fmt::format("@functools.cache\n"
                    "def {}():\n"
                    "    # The connection is encrypted and opened with the identity of the function app.\n"
                    "    return pyodbc.connect(\n"
                    "        driver=\"{{ODBC Driver 18 for SQL Server}}\",\n"
                    "        server={},\n"
                    "        database={},\n"
                    "        Authentication=\"ActiveDirectoryMsi\",\n"
                    "        Encrypt=\"yes\",\n"
                    "        autocommit=True,\n"
                    "    )",
                    open, env(use.target, "DATABASE_SERVER"), env(use.target, "DATABASE")));
    // Parameters of ODBC have no names.
    std::string sql = azureSqlOf(use.access), values;
    for (auto at = sql.find('@'); at != std::string::npos; at = sql.find('@', at + 1)) {
      if (sql.compare(at, 2, "@@") == 0) {
        ++at;
        continue;
      }
      const bool item = sql.compare(at, 5, "@item") == 0;
      sql.replace(at, item ? 5 : 3, "?");
      values += item ? "to_json(message), " : "message[\"id\"], ";
    }
    if (use.access == Access::write) head().own("json_text", "to_json");
    out.line("# The domain's own tables and statements belong here; infra/database.sql has the table of these.");
    out.line("sql = {}", pythonLiteral(sql));
    out.line("values = ({})", values.substr(0, values.size() - (values.find(", ") + 2 == values.size() ? 1 : 2)));
    call(out, "cursor = ", fmt::format("{}().execute(sql, values)", open), action);
    if (use.access == Access::read) {
      head().own("json_text", "from_json");
      out.line("row = cursor.fetchone()");
      out.line("return None if row is None else from_json(row[0])");
    } else if (use.access == Access::query) {
      head().own("json_text", "from_json");
      out.line("return [from_json(row[0]) for row in cursor.fetchall()]");
    } else {
      out.line("cursor.close()");
    }
  }

  void socket(CodeText& out, const Use& use, const Action* action) override {
    credential();
    head().require("azure-messaging-webpubsubservice==1.2.1");
    head().package("azure.core.exceptions", "ResourceNotFoundError");
    head().package("azure.messaging.webpubsubservice", "WebPubSubServiceClient");
    const std::string hub = named(use.target, "hub");
    head().declare(fmt::format("{} = WebPubSubServiceClient({}, {}, _credential)", hub, env(use.target, "PUBSUB_ENDPOINT"),
                               env(use.target, "PUBSUB_HUB")));
    out.line("# Whom else to push to is the domain's choice; the message names the connection that it came over.");
    out.line("if \"connectionId\" not in message:");
    out.line("    return");
    out.line("try:");
    out.in();
    call(out, "",
         fmt::format("{}.send_to_connection(message[\"connectionId\"], message, content_type=\"application/json\")", hub),
         action);
    out.out();
    out.line("except ResourceNotFoundError:");
    out.line("    pass  # the connection was closed meanwhile");
  }

  void workflow(CodeText&, const Use&, const Action*) override {}  // workflows are function apps

  void invoke(CodeText& out, const Use& use, const Action* action) override {
    if (use.access == Access::start) return enqueue(out, env(use.target, "STARTS_QUEUE"), "", action);
    head().own("functions", "call_function");
    const std::string timeout = action && action->timeout ? ", timeout_s=" + secondsText(*action->timeout) : "";
    call(out, "return ",
         fmt::format("call_function({}, {}, message{})", env(use.target, "FUNCTION_URL"), env(use.target, "FUNCTION_KEY"),
                     timeout),
         action);
  }

  std::string cacheConnection(const ComponentId& cache, const std::string& name, const std::string& limitText) override {
    head().package("redis", "Redis");
    head().own("caches", "EntraCredentials");
    return fmt::format(
        "def {}():\n"
        "    return Redis(\n"
        "        host={},\n"
        "        port=6380,\n"
        "        ssl=True,\n"
        "        credential_provider=EntraCredentials(),\n"
        "        decode_responses=True,\n"
        "        socket_connect_timeout={},\n"
        "        socket_timeout={},\n"
        "    )",
        name, env(cache, "CACHE_HOST"), limitText, limitText);
  }

 private:
  static std::string named(const ComponentId& id, const std::string& word) {
    return "_" + snakeCase(wordsOf(id)) + "_" + word;
  }

  void enqueue(CodeText& out, const std::string& name, const std::string& options, const Action* action) {
    credential();
    head().require(kQueues);
    head().package("azure.storage.queue", "QueueServiceClient");
    head().own("json_text", "to_json");
    head().declare("_queues = QueueServiceClient(os.environ[\"DATA__queueServiceUri\"], _credential)");
    out.line("queue = _queues.get_queue_client({})", name);
    call(out, "", fmt::format("queue.send_message(to_json(message){}{})", options, limit(action)), action);
  }

  void publish(CodeText& out, const Use& use, const Action* action) {
    credential();
    head().require("azure-eventgrid==4.20.0");
    head().package("azure.eventgrid", "EventGridEvent");
    head().package("azure.eventgrid", "EventGridPublisherClient");
    const std::string topic = named(use.target, "topic");
    head().declare(fmt::format("{} = EventGridPublisherClient({}, _credential)", topic, env(use.target, "TOPIC")));
    out.line("event = EventGridEvent(");
    out.line("    event_type=\"virga.message\", subject={}, data_version=\"1.0\", data=message",
             pythonLiteral(plan().component->id));
    out.line(")");
    call(out, "", topic + ".send(event)", action);
  }

  void credential() {
    head().standard("os");
    head().package("azure.identity", "ManagedIdentityCredential");
    head().declare("_credential = ManagedIdentityCredential()");
  }

  // The time limit of the request, in whole seconds.
  static std::string limit(const Action* action) {
    return action && action->timeout ? fmt::format(", timeout={}", ceilSeconds(*action->timeout)) : "";
  }

  const AzurePlan& azure_;
  const AzureFunction& function_;
};

}  // namespace

std::unique_ptr<PythonServices> AzureHandlers::python(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AzurePythonServices>(architecture, plan, azure_, function_);
}

}  // namespace virga::model
