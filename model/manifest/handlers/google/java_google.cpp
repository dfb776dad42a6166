#include <fmt/format.h>

#include "model/manifest/handlers/google/google_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

constexpr const char* kCloud = "com.google.cloud";

class GoogleJavaServices : public JavaServices {
 public:
  GoogleJavaServices(const Architecture& architecture, const FunctionPlan& plan) : JavaServices(architecture, plan) {
    // The runtime brings it.
    library({"com.google.cloud.functions", "functions-framework-api", "2.0.1", "provided"});
  }

  MavenLibrary billOfMaterials() const override { return {kCloud, "libraries-bom", "26.76.0"}; }

  std::vector<MavenPlugin> plugins() const override {
    return {{"com.google.cloud.functions",
             "function-maven-plugin",
             "1.0.1",
             {std::string("<functionTarget>") + kGoogleJavaEntry + "</functionTarget>"}}};
  }

 protected:
  std::string className() const override { return "GoogleServices"; }
  std::vector<std::string> remarks() const override {
    return {
        "Clients live as long as the instance. Those over gRPC try again by themselves what failed on the way; the retries",
        "of the steps come on top."};
  }
  MavenLibrary cacheLibrary() const override { return {"io.lettuce", "lettuce-core", "7.7.0.RELEASE"}; }
  MavenLibrary secretLibrary() const override { return {kCloud, "google-cloud-secretmanager", ""}; }
  std::string secretSuffix() const override { return "SECRET"; }
  std::string cacheArguments(const ComponentId& cache) const override {
    return fmt::format("{}, {}, {}, {}", env(cache, "CACHE_HOST"), env(cache, "CACHE_PORT"), env(cache, "CACHE_AUTH"),
                       env(cache, "CACHE_CA"));
  }

  void mayRetry(CodeText& out) override {
    import("java.io.IOException");
    if (usesSecrets()) helper("Clients");
    const bool calls = called_ || usesSecrets();
    if (usesRemote()) out.line("if (error instanceof Remote.Failed failed) return failed.mayRetry();");
    if (calls || stores_) {
      import("java.util.concurrent.ExecutionException");
      out.line("Throwable cause = error instanceof ExecutionException ? error.getCause() : error;");
    }
    if (calls) {
      library({"com.google.api", "gax", ""});
      import("com.google.api.gax.rpc.ApiException");
      out.line("if (cause instanceof ApiException answer) {{");
      out.line("  return switch (answer.getStatusCode().getCode()) {{");
      out.line(
          "    case INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, FAILED_PRECONDITION, OUT_OF_RANGE,");
      out.line("        UNIMPLEMENTED, UNAUTHENTICATED -> false; // faults of the caller");
      out.line("    default -> true;");
      out.line("  }};");
      out.line("}}");
    }
    if (stores_) {
      library({kCloud, "google-cloud-core", ""});
      import("com.google.cloud.BaseServiceException");
      out.line("if (cause instanceof BaseServiceException answer) {{");
      out.line(
          "  return answer.isRetryable() || answer.getCode() >= 500 || answer.getCode() == 408 || answer.getCode() == 429;");
      out.line("}}");
    }
    if (sql_) {
      import("java.sql.SQLException");
      out.line("if (error instanceof SQLException answer) return !Postgres.isOfTheCaller(answer);");
    }
    if (usesCaches()) import("io.lettuce.core.RedisException");
    out.line("return error instanceof IOException{};", usesCaches() ? " || error instanceof RedisException" : "");
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table) override {
    called_ = stores_ = true;
    library({kCloud, "google-cloud-firestore", ""});
    import("com.google.cloud.firestore.CollectionReference");
    import("com.google.cloud.firestore.FirestoreOptions");
    const std::string items = named(use.target, "items"), key = text(table.partitionKey);
    field(
        fmt::format("private final CollectionReference {} =\n"
                    "      FirestoreOptions.newBuilder().setDatabaseId({}).build().getService().collection(\"items\");",
                    items, env(use.target, "DATABASE")));
    switch (use.access) {
      case Access::read: out.line("return {}.document({}).get().get().getData();", items, key); break;
      case Access::write:
        helper("Documents");
        import("java.time.Instant");
        out.line("Map<String, Object> item = Documents.of(input);");
        out.line("item.put(\"writtenAt\", Instant.now().toString());");
        out.line("{}.document({}).set(item).get();", items, key);
        break;
      case Access::query:
        import("com.google.cloud.firestore.FieldPath");
        import("com.google.cloud.firestore.QueryDocumentSnapshot");
        out.line("var query = {}.whereEqualTo(FieldPath.of({}), {}).limit(100);", items, pythonLiteral(table.partitionKey),
                 key);
        out.line("return query.get().get().getDocuments().stream().map(QueryDocumentSnapshot::getData).toList();");
        break;
      default: out.line("{}.document({}).delete().get();", items, key);
    }
  }

  void objects(CodeText& out, const Use& use) override {
    stores_ = true;
    library({kCloud, "google-cloud-storage", ""});
    import("com.google.cloud.ServiceOptions");
    import("com.google.cloud.storage.Storage");
    import("com.google.cloud.storage.StorageOptions");
    field(
        "private final Storage objects =\n"
        "      StorageOptions.http().setRetrySettings(ServiceOptions.getNoRetrySettings()).build().getService();");
    const std::string name = env(use.target, "BUCKET");
    switch (use.access) {
      case Access::read:
        import("com.google.cloud.storage.StorageException");
        import("java.nio.charset.StandardCharsets");
        out.line("try {{");
        out.line("  return Json.read(new String(objects.readAllBytes({}, {}), StandardCharsets.UTF_8));", name, text("id"));
        out.line("}} catch (StorageException error) {{");
        out.line("  if (error.getCode() == 404) return null;");
        out.line("  throw error;");
        out.line("}}");
        break;
      case Access::write:
        import("com.google.cloud.storage.BlobInfo");
        import("java.nio.charset.StandardCharsets");
        out.line("objects.create(");
        out.line("    BlobInfo.newBuilder({}, {}).setContentType(\"application/json\").build(),", name, text("id"));
        out.line("    Json.write(input).getBytes(StandardCharsets.UTF_8));");
        break;
      case Access::query:
        import("com.google.cloud.storage.Blob");
        import("com.google.cloud.storage.Storage.BlobListOption");
        import("java.util.ArrayList");
        import("java.util.List");
        out.line("List<Object> found = new ArrayList<>();");
        out.line("var page = objects.list({}, BlobListOption.prefix({}), BlobListOption.pageSize(100));", name, text("id"));
        out.line("for (Blob blob : page.getValues()) found.add(Map.of(\"key\", blob.getName(), \"size\", blob.getSize()));");
        out.line("return found;");
        break;
      default: out.line("objects.delete({}, {});", name, text("id"));
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&) override {
    sql_ = true;
    library({"com.google.cloud.sql", "postgres-socket-factory", "1.29.0"});
    library({"org.postgresql", "postgresql", "42.7.14"});
    helper("CloudSql");
    helper("Postgres");
    jdbc(out, use, postgresSqlOf(use.access),
         fmt::format("CloudSql.open({}, {})", env(use.target, "DATABASE_INSTANCE"), env(use.target, "DATABASE_USER")));
  }

  void queue(CodeText& out, const Use& use) override { publish(out, use.target, "TOPIC", false); }
  void topic(CodeText& out, const Use& use) override { publish(out, use.target, "TOPIC", false); }
  void stream(CodeText& out, const Use& use) override { publish(out, use.target, "TOPIC", true); }

  void bus(CodeText& out, const Use& use) override {
    called_ = true;
    helper("Clients");
    library({kCloud, "google-cloud-eventarc-publishing", ""});
    import("com.google.cloud.eventarc.publishing.v1.PublishRequest");
    import("com.google.cloud.eventarc.publishing.v1.PublisherClient");
    import("java.util.UUID");
    field("private final PublisherClient buses = Clients.made(() -> PublisherClient.create());");
    out.line("Map<String, Object> event =");
    out.line("    Map.of(");
    out.line("        \"specversion\", \"1.0\",");
    out.line("        \"id\", UUID.randomUUID().toString(),");
    out.line("        \"source\", {},", pythonLiteral("//functions/" + plan().component->id));
    out.line("        \"type\", \"virga.message\",");
    out.line("        \"datacontenttype\", \"application/json\",");
    out.line("        \"data\", input);");
    out.line("String bus = {};", env(use.target, "BUS"));
    out.line("buses.publish(PublishRequest.newBuilder().setMessageBus(bus).setJsonMessage(Json.write(event)).build());");
  }

  void socket(CodeText&, const Use&) override {}  // refused before: there is no gateway for WebSockets

  void workflow(CodeText& out, const Use& use) override {
    called_ = true;
    helper("Clients");
    library({kCloud, "google-cloud-workflow-executions", ""});
    import("com.google.cloud.workflows.executions.v1.Execution");
    import("com.google.cloud.workflows.executions.v1.ExecutionsClient");
    field("private final ExecutionsClient executions = Clients.made(() -> ExecutionsClient.create());");
    out.line("Execution execution = Execution.newBuilder().setArgument(Json.write(input)).build();");
    out.line("executions.createExecution({}, execution);", env(use.target, "WORKFLOW"));
  }

  void invoke(CodeText& out, const Use& use) override {
    if (use.access == Access::start) return publish(out, use.target, "START_TOPIC", false);
    post(out, use, "FUNCTION_URL");
  }

  void service(CodeText& out, const Use& use) override { post(out, use, "SERVICE_URL"); }

 private:
  // With a token of the function's own identity.
  void post(CodeText& out, const Use& use, const std::string& address) {
    library({"com.google.auth", "google-auth-library-oauth2-http", ""});
    helper("Clients");
    helper("IdentityTokens");
    field("private final IdentityTokens tokens = new IdentityTokens();");
    remoteField();
    out.line("String url = {};", env(use.target, address));
    out.line("return remote.request(\"POST\", url, input, tokens.value(url), null);");
  }

  void publish(CodeText& out, const ComponentId& target, const std::string& suffix, bool ordered) {
    called_ = true;
    helper("Clients");
    library({kCloud, "google-cloud-pubsub", ""});
    library({"com.google.api", "gax", ""});
    library({"com.google.protobuf", "protobuf-java", ""});
    import("com.google.api.gax.batching.BatchingSettings");
    import("com.google.cloud.pubsub.v1.Publisher");
    import("com.google.protobuf.ByteString");
    import("com.google.pubsub.v1.PubsubMessage");
    import("com.google.pubsub.v1.TopicName");
    const std::string topic = named(target, suffix == "TOPIC" ? "topic" : "starts");
    field(fmt::format(
        "private final Publisher {} =\n"
        "      Clients.made(\n"
        "          () ->\n"
        "              Publisher.newBuilder(TopicName.of(System.getenv(\"GOOGLE_CLOUD_PROJECT\"), {}))\n"
        "                  .setBatchingSettings(BatchingSettings.newBuilder().setElementCountThreshold(1L).build())\n"
        "{}"
        "                  .build());",
        topic, env(target, suffix), ordered ? "                  .setEnableMessageOrdering(true)\n" : ""));
    out.line("ByteString data = ByteString.copyFromUtf8(Json.write(input));");
    if (!ordered) return out.line("{}.publish(PubsubMessage.newBuilder().setData(data).build()).get();", topic);
    import("java.util.concurrent.ExecutionException");
    out.line("String key = {};", text("id"));
    out.line("try {{");
    out.line("  {}.publish(PubsubMessage.newBuilder().setData(data).setOrderingKey(key).build()).get();", topic);
    out.line("}} catch (ExecutionException error) {{");
    out.line("  {}.resumePublish(key); // else the key stays blocked", topic);
    out.line("  throw error;");
    out.line("}}");
  }

  bool called_ = false;  // over gRPC
  bool stores_ = false, sql_ = false;
};

}  // namespace

std::unique_ptr<JavaServices> GoogleHandlers::java(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<GoogleJavaServices>(architecture, plan);
}

}  // namespace virga::model
