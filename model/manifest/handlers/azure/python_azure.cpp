#include <fmt/format.h>

#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

constexpr const char* kIdentity = "azure-identity==1.19.0";

class AzurePythonServices : public PythonServices {
 public:
  using PythonServices::PythonServices;

  std::string remark() const override { return "Clients live as long as the instance and sign in as the function app."; }

 protected:
  std::string secretRequirement() const override { return "azure-keyvault-secrets==4.9.0"; }
  std::string secretSuffix() const override { return "SECRET_NAME"; }
  std::vector<std::string> entryRequirements() const override { return {"azure-functions==1.21.3", kIdentity}; }

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
        out.line("item = {{**message, \"id\": key, \"writtenAt\": written_at}}");
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
    credential();
    head().require("azure-storage-queue==12.12.0");
    head().package("azure.storage.queue", "QueueServiceClient");
    head().own("json_text", "to_json");
    head().declare("_queues = QueueServiceClient(os.environ[\"DATA__queueServiceUri\"], _credential)");
    const auto& queue = *findKind<Queue>(architecture(), use.target);
    out.line("queue = _queues.get_queue_client({})", env(use.target, "QUEUE"));
    call(out, "",
         fmt::format("queue.send_message(to_json(message), time_to_live={}{})", ceilSeconds(queue.retention), limit(action)),
         action);
  }

  // Refused before.
  void database(CodeText&, const Use&, const SqlDb&, const Action*) override {}
  void topic(CodeText&, const Use&, const Action*) override {}
  void stream(CodeText&, const Use&, const Action*) override {}
  void bus(CodeText&, const Use&, const Action*) override {}
  void socket(CodeText&, const Use&, const Action*) override {}
  void workflow(CodeText&, const Use&, const Action*) override {}
  void invoke(CodeText&, const Use&, const Action*) override {}
  std::string cacheConnection(const ComponentId&, const std::string&, const std::string&) override { return {}; }

 private:
  void credential() {
    head().standard("os");
    head().package("azure.identity", "ManagedIdentityCredential");
    head().declare("_credential = ManagedIdentityCredential()");
  }

  // The time limit of the request, in whole seconds.
  static std::string limit(const Action* action) {
    return action && action->timeout ? fmt::format(", timeout={}", ceilSeconds(*action->timeout)) : "";
  }
};

}  // namespace

std::unique_ptr<PythonServices> AzureHandlers::python(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AzurePythonServices>(architecture, plan);
}

}  // namespace virga::model
