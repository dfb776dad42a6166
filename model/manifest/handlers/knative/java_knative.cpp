#include <fmt/format.h>

#include "model/manifest/handlers/aws/s3_java.h"
#include "model/manifest/handlers/knative/knative_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

class KnativeJavaServices : public JavaServices {
 public:
  using JavaServices::JavaServices;

  MavenLibrary billOfMaterials() const override { return objects_ ? kAwsSdk : MavenLibrary{}; }

  std::vector<MavenPlugin> plugins() const override { return {kCopyDependencies}; }

 protected:
  std::string className() const override { return "KnativeServices"; }
  std::vector<std::string> remarks() const override {
    return {"Clients live as long as the instance; retries are those of the steps."};
  }
  MavenLibrary cacheLibrary() const override { return {"io.lettuce", "lettuce-core", "7.7.0.RELEASE"}; }
  MavenLibrary secretLibrary() const override { return {}; }  // files
  std::string secretSuffix() const override { return "SECRET_FILE"; }
  std::string cacheArguments(const ComponentId& cache) const override { return env(cache, "CACHE_URL"); }

  void mayRetry(CodeText& out) override {
    import("java.io.IOException");
    if (usesRemote()) out.line("if (error instanceof Remote.Failed failed) return failed.mayRetry();");
    if (tables_) {
      import("com.mongodb.MongoException");
      out.line("if (error instanceof MongoException answer) return answer.getCode() != 11000; // a duplicate key");
    }
    if (objects_) {
      library({kAwsSdk.group, "sdk-core", ""});
      import("software.amazon.awssdk.core.exception.SdkClientException");
      import("software.amazon.awssdk.core.exception.SdkServiceException");
      out.line("if (error instanceof SdkServiceException answer) {{");
      out.line("  return answer.isThrottlingException() || answer.statusCode() >= 500;");
      out.line("}}");
    }
    if (sql_) {
      import("java.sql.SQLException");
      out.line("if (error instanceof SQLException answer) return !Postgres.isOfTheCaller(answer);");
    }
    std::string more = objects_ ? " || error instanceof SdkClientException" : "";
    if (usesCaches()) {
      import("io.lettuce.core.RedisException");
      more += " || error instanceof RedisException";
    }
    out.line("return error instanceof IOException{};", more);
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table) override {
    tables_ = true;
    library({"org.mongodb", "mongodb-driver-sync", "5.14.0"});
    helper("MongoCollections");
    import("com.mongodb.client.MongoCollection");
    import("com.mongodb.client.model.Filters");
    import("org.bson.Document");
    const std::string name = named(use.target, "collection");
    field(fmt::format("private final MongoCollection<Document> {} =\n      MongoCollections.at({}, {});", name,
                      env(use.target, "TABLE_URL"), pythonLiteral(use.target)));
    const std::string key = fmt::format("Filters.eq(\"_id\", {})", text(table.partitionKey));
    switch (use.access) {
      case Access::read:
        import("com.mongodb.client.model.Projections");
        out.line("return {}.find({}).projection(Projections.excludeId()).first();", name, key);
        break;
      case Access::write:
        helper("Documents");
        import("com.mongodb.client.model.ReplaceOptions");
        import("java.time.Instant");
        out.line("Document item = new Document(Documents.of(input)).append(\"writtenAt\", Instant.now().toString());");
        out.line("{}.replaceOne({}, item, new ReplaceOptions().upsert(true));", name, key);
        break;
      case Access::query:
        import("com.mongodb.client.model.Projections");
        import("java.util.ArrayList");
        out.line("return {}.find({}).projection(Projections.excludeId()).limit(100).into(new ArrayList<>());", name, key);
        break;
      default: out.line("{}.deleteOne({});", name, key);
    }
  }

  void objects(CodeText& out, const Use& use) override {
    objects_ = true;
    for (const char* artifact : {"auth", "regions", "s3"}) library({kAwsSdk.group, artifact, ""});
    for (const char* name : {"auth.credentials.AwsBasicCredentials", "auth.credentials.StaticCredentialsProvider",
                             "regions.Region", "services.s3.S3Client"})
      import(std::string("software.amazon.awssdk.") + name);
    import("java.net.URI");
    const std::string client = named(use.target, "objects");
    field(
        fmt::format("private final S3Client {} =\n"
                    "      S3Client.builder()\n"
                    "          .endpointOverride(URI.create({}))\n"
                    "          .region(Region.US_EAST_1)\n"
                    "          .forcePathStyle(true)\n"
                    "          .credentialsProvider(\n"
                    "              StaticCredentialsProvider.create(\n"
                    "                  AwsBasicCredentials.create({}, {})))\n"
                    "          .overrideConfiguration(settings -> settings.retryStrategy(retries -> "
                    "retries.maxAttempts(1)))\n"
                    "          .build();",
                    client, env(use.target, "BUCKET_ENDPOINT"), env(use.target, "BUCKET_ACCESS_KEY"),
                    env(use.target, "BUCKET_SECRET_KEY")));
    for (const auto& name : s3Access(out, client, env(use.target, "BUCKET"), use.access)) import(name);
  }

  void database(CodeText& out, const Use& use, const SqlDb&) override {
    sql_ = true;
    library({"org.postgresql", "postgresql", "42.7.14"});
    helper("Postgres");
    jdbc(out, use, postgresSqlOf(use.access), fmt::format("Postgres.open({})", env(use.target, "DATABASE_URL")));
  }

  void queue(CodeText& out, const Use& use) override { post(out, use.target, "QUEUE_URL"); }
  void topic(CodeText& out, const Use& use) override { post(out, use.target, "TOPIC_URL"); }
  void stream(CodeText& out, const Use& use) override { post(out, use.target, "STREAM_URL"); }
  void bus(CodeText& out, const Use& use) override { post(out, use.target, "BUS_URL"); }

  // Refused before.
  void socket(CodeText&, const Use&) override {}
  void workflow(CodeText&, const Use&) override {}

  void invoke(CodeText& out, const Use& use) override {
    if (use.access == Access::start) return post(out, use.target, "EVENTS_URL");
    remoteField();
    out.line("return remote.request(\"POST\", {}, input, null, null);", env(use.target, "FUNCTION_URL"));
  }

 private:
  void post(CodeText& out, const ComponentId& target, const std::string& suffix) {
    helper("Remote");
    out.line("Events.publish({}, {}, {}, input);", env(target, suffix), pythonLiteral(plan().component->id),
             findKind<Stream>(architecture(), target) ? text("id") : "null");
  }

  bool tables_ = false, objects_ = false, sql_ = false;
};

}  // namespace

std::unique_ptr<JavaServices> KnativeHandlers::java(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<KnativeJavaServices>(architecture, plan);
}

}  // namespace virga::model
