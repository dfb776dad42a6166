#include <fmt/format.h>

#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/whole_units.h"

namespace virga::model {

namespace {

const std::map<std::string, std::string>& pinnedVersions() {
  static const std::map<std::string, std::string> versions = {{"@azure/cosmos", "4.2.0"},
                                                              {"@azure/identity", "4.5.0"},
                                                              {"@azure/keyvault-secrets", "4.9.0"},
                                                              {"@azure/storage-blob", "12.26.0"},
                                                              {"@azure/storage-queue", "12.25.0"}};
  return versions;
}

class AzureNodejsServices : public NodejsServices {
 public:
  using NodejsServices::NodejsServices;

  std::vector<std::string> remarks() const override {
    return {"What one invocation does, in order. Clients live as long as the instance and sign in as the function app."};
  }

  void completePackage(nlohmann::ordered_json& package) const override {
    package["main"] = "app.mjs";
    package["dependencies"]["@azure/functions"] = "4.11.2";
    if (package["dependencies"].contains("@azure/keyvault-secrets"))
      package["dependencies"]["@azure/identity"] = pinnedVersions().at("@azure/identity");
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
        out.line("const item = {{ ...input, id: {}, writtenAt: new Date().toISOString() }};", value);
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
    credential();
    head().import("@azure/storage-queue", "QueueServiceClient");
    head().declare("const queues = new QueueServiceClient(process.env.DATA__queueServiceUri, credential);");
    const auto& queue = *findKind<Queue>(architecture(), use.target);
    out.line("const queue = queues.getQueueClient({});", env(use.target, "QUEUE"));
    guarded(
        out, "await ",
        fmt::format("queue.sendMessage(JSON.stringify(input), {{ messageTimeToLive: {} }})", ceilSeconds(queue.retention)),
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
  void cacheClient(const ComponentId&, const std::string&) override {}

 private:
  void credential() {
    head().import("@azure/identity", "ManagedIdentityCredential");
    head().declare("const credential = new ManagedIdentityCredential();");
  }
};

}  // namespace

std::unique_ptr<NodejsServices> AzureHandlers::nodejs(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AzureNodejsServices>(architecture, plan);
}

}  // namespace virga::model
