#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "model/manifest/handlers/oci/oci_handlers.h"
#include "model/manifest/handlers/oci/oracle_sql.h"
#include "model/manifest/oci/oci_names.h"

namespace virga::model {

namespace {

const std::string kSdk = "com.oracle.oci.sdk";

class OciJavaServices : public JavaServices {
 public:
  OciJavaServices(const Architecture& architecture, const FunctionPlan& plan) : JavaServices(architecture, plan) {
    library({"com.fnproject.fn", "api", kFnJavaVersion});
  }

  MavenLibrary billOfMaterials() const override { return {kSdk, "oci-java-sdk-bom", "3.94.2"}; }

  std::vector<MavenPlugin> plugins() const override { return {kCopyDependencies}; }

 protected:
  std::string className() const override { return "OciServices"; }
  std::vector<std::string> remarks() const override {
    return {
        "Clients live as long as the container, sign as the function itself and make one attempt a call; that of NoSQL "
        "tries",
        "again by itself within its time."};
  }
  MavenLibrary cacheLibrary() const override { return {"io.lettuce", "lettuce-core", "7.7.0.RELEASE"}; }
  MavenLibrary secretLibrary() const override { return {kSdk, "oci-java-sdk-secrets", ""}; }
  std::string secretSuffix() const override { return "SECRET_ID"; }
  std::string cacheArguments(const ComponentId& cache) const override { return env(cache, "CACHE_HOST"); }

  void mayRetry(CodeText& out) override {
    import("java.io.IOException");
    if (usesRemote()) out.line("if (error instanceof Remote.Failed failed) return failed.mayRetry();");
    if (called_ || usesSecrets()) {
      clients();
      import("com.oracle.bmc.model.BmcException");
      out.line("if (error instanceof BmcException answer) {{");
      out.line("  boolean unanswered = answer.isTimeout() || answer.isClientSide();");
      out.line("  return unanswered || answer.getStatusCode() >= 500 || answer.getStatusCode() == 429;");
      out.line("}}");
    }
    if (tables_) {
      import("oracle.nosql.driver.NoSQLException");
      out.line("if (error instanceof NoSQLException answer) return answer.okToRetry();");
    }
    std::string more;
    const auto also = [&](bool used, const std::string& package, const std::string& name) {
      if (!used) return;
      import(package + name);
      more += "\n    || error instanceof " + name;
    };
    also(sql_, "java.sql.", "SQLRecoverableException");
    also(sql_, "java.sql.", "SQLTransientException");
    also(usesCaches(), "io.lettuce.core.", "RedisException");
    std::string line = "return error instanceof IOException";
    for (std::size_t start = 0; start < more.size();) {
      const auto end = std::min(more.find('\n', start + 1), more.size());
      out.raw(line);
      line = more.substr(start + 1, end - start - 1);
      start = end;
    }
    out.raw(line + ";");
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table) override {
    tables_ = true;
    library({"com.oracle.nosql.sdk", "nosqldriver", "5.4.23"});
    helper("Tables");
    const std::string name = named(use.target, "table");
    field(fmt::format("private final Tables {} = new Tables({});", name, env(use.target, "TABLE_COMPARTMENT")));
    const std::string at = fmt::format("{}, \"{}\", {}", env(use.target, "TABLE"), OciNames::identifier(table.partitionKey),
                                       text(table.partitionKey));
    switch (use.access) {
      case Access::read: out.line("return {}.get({});", name, at); break;
      case Access::write:
        import("java.time.Instant");
        import("java.util.LinkedHashMap");
        out.line("Map<String, Object> item = new LinkedHashMap<>(input);");
        out.line("item.put(\"writtenAt\", Instant.now().toString());");
        out.line("{}.put({}, item);", name, at);
        break;
      case Access::query: out.line("return {}.query({});", name, at); break;
      default: out.line("{}.delete({});", name, at);
    }
  }

  void objects(CodeText& out, const Use& use) override {
    client("objects", "ObjectStorageClient", "objectstorage", {});
    const auto request = [&](const std::string& kind, const std::string& name) {
      import(fmt::format("com.oracle.bmc.objectstorage.requests.{}Request", kind));
      out.line("{}Request.Builder request =", kind);
      out.line("    {}Request.builder().namespaceName({}).bucketName({}){};", kind, env(use.target, "BUCKET_NAMESPACE"),
               env(use.target, "BUCKET"), name);
    };
    const std::string object = fmt::format(".objectName({})", text("id"));
    switch (use.access) {
      case Access::read:
        for (const char* name : {"java.io.InputStream", "java.nio.charset.StandardCharsets"}) import(name);
        request("GetObject", object);
        out.line("try (InputStream body = objects.getObject(request.build()).getInputStream()) {{");
        out.line("  return Json.read(new String(body.readAllBytes(), StandardCharsets.UTF_8));");
        out.line("}} catch (BmcException error) {{");
        out.line("  if (error.getStatusCode() == 404) return null;");
        out.line("  throw error;");
        out.line("}}");
        break;
      case Access::write:
        for (const char* name : {"java.io.ByteArrayInputStream", "java.nio.charset.StandardCharsets"}) import(name);
        out.line("byte[] body = Json.write(input).getBytes(StandardCharsets.UTF_8);");
        request("PutObject", object);
        out.line("request.contentType(\"application/json\").contentLength((long) body.length);");
        out.line("objects.putObject(request.putObjectBody(new ByteArrayInputStream(body)).build());");
        break;
      case Access::query:
        request("ListObjects", fmt::format(".prefix({})", text("id")));
        out.line("request.limit(100).fields(\"name,size\");");
        out.line("return objects.listObjects(request.build()).getListObjects().getObjects().stream()");
        out.line("    .map(found -> Map.of(\"key\", found.getName(), \"size\", found.getSize()))");
        out.line("    .toList();");
        break;
      default: request("DeleteObject", object); out.line("objects.deleteObject(request.build());");
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&) override {
    sql_ = true;
    library({"com.oracle.database.jdbc", "ojdbc11", "23.7.0.25.01"});
    secretsField();
    import("java.sql.DriverManager");
    const std::string password =
        fmt::format("secrets.value({}, Secrets.FIVE_MINUTES_MS)", env(use.target, "DATABASE_SECRET_ID"));
    jdbc(out, use, oracleSqlOf(use.access),
         fmt::format("DriverManager.getConnection(\n"
                     "          \"jdbc:oracle:thin:@\" + {}, \"ADMIN\", {})",
                     env(use.target, "DATABASE_CONNECTION"), password));
  }

  void queue(CodeText& out, const Use& use) override {
    const std::string name = named(use.target, "queue");
    helper("Queues");
    client(name, "QueueClient", "queue", fmt::format("Queues.at({})", env(use.target, "QUEUE_ENDPOINT")));
    out.line("Queues.put({}, {}, Json.write(input));", name, env(use.target, "QUEUE_ID"));
  }

  void stream(CodeText& out, const Use& use) override {
    const std::string name = named(use.target, "stream");
    helper("Streams");
    client(name, "StreamClient", "streaming", fmt::format("Streams.at({})", env(use.target, "STREAM_ENDPOINT")));
    out.line("Streams.put({}, {}, {}, Json.write(input));", name, env(use.target, "STREAM_ID"), text("id"));
  }

  void topic(CodeText& out, const Use& use) override { publish(out, use.target, "TOPIC_ID"); }
  void bus(CodeText& out, const Use& use) override { publish(out, use.target, "BUS_ID"); }

  // Refused before.
  void socket(CodeText&, const Use&) override {}
  void workflow(CodeText&, const Use&) override {}

  void invoke(CodeText& out, const Use& use) override {
    const std::string name = named(use.target, "function");
    client(name, "FunctionsInvokeClient", "functions",
           fmt::format("FunctionsInvokeClient.builder().configuration(Clients.ONCE).endpoint({}).build(Clients.IDENTITY)",
                       env(use.target, "FUNCTION_ENDPOINT")));
    const bool start = use.access == Access::start;
    for (const char* used : {"com.oracle.bmc.functions.requests.InvokeFunctionRequest", "java.io.ByteArrayInputStream",
                             "java.nio.charset.StandardCharsets"})
      import(used);
    out.line("InvokeFunctionRequest.Builder request = InvokeFunctionRequest.builder();");
    out.line("request.functionId({});", env(use.target, "FUNCTION_ID"));
    out.line("request.fnInvokeType(InvokeFunctionRequest.FnInvokeType.{});", start ? "Detached" : "Sync");
    out.line("byte[] body = Json.write(input).getBytes(StandardCharsets.UTF_8);");
    out.line("request.invokeFunctionBody(new ByteArrayInputStream(body));");
    if (start) return out.line("{}.invokeFunction(request.build());", name);
    import("java.io.InputStream");
    out.line("try (InputStream answer = {}.invokeFunction(request.build()).getInputStream()) {{", name);
    out.line("  return Json.read(new String(answer.readAllBytes(), StandardCharsets.UTF_8));");
    out.line("}}");
  }

 private:
  void clients() {
    helper("Clients");
    library({kSdk, "oci-java-sdk-common", ""});
    library({kSdk, "oci-java-sdk-common-httpclient-jersey3", "", "runtime"});
  }

  // Declares the client of a service, which `made` makes where it has an endpoint of its own.
  void client(const std::string& name, const std::string& type, const std::string& service, const std::string& made) {
    called_ = true;
    clients();
    library({kSdk, "oci-java-sdk-" + service, ""});
    import(fmt::format("com.oracle.bmc.{}.{}", service, type));
    field(fmt::format("private final {} {} =\n      {};", type, name,
                      made.empty() ? type + ".builder().configuration(Clients.ONCE).build(Clients.IDENTITY)" : made));
  }

  void publish(CodeText& out, const ComponentId& target, const std::string& suffix) {
    client("topics", "NotificationDataPlaneClient", "ons", {});
    import("com.oracle.bmc.ons.model.MessageDetails");
    import("com.oracle.bmc.ons.requests.PublishMessageRequest");
    out.line("MessageDetails details =");
    out.line("    MessageDetails.builder().title({}).body(Json.write(input)).build();", pythonLiteral(plan().component->id));
    out.line("topics.publishMessage(");
    out.line("    PublishMessageRequest.builder().topicId({}).messageDetails(details).build());", env(target, suffix));
  }

  bool called_ = false, tables_ = false, sql_ = false;
};

}  // namespace

std::unique_ptr<JavaServices> OciHandlers::java(const Architecture& architecture, const FunctionPlan& plan) const {
  // Fn's development kit has images of no others that Virga knows (fnproject/cli 0.6.63, langs/java.go).
  const std::string& runtime = plan.function->runtime;
  if (runtime != "java17" && runtime != "java21") return nullptr;
  return std::make_unique<OciJavaServices>(architecture, plan);
}

}  // namespace virga::model
