#include <fmt/format.h>

#include "model/manifest/handlers/knative/knative_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

// Versions that were on the npm registry when this was written; package.json pins them.
const std::map<std::string, std::string>& pinnedVersions() {
  static const std::map<std::string, std::string> versions = {
      {"@aws-sdk/client-s3", "3.1173.0"}, {"ioredis", "5.9.2"}, {"mongodb", "7.9.0"}, {"pg", "8.23.1"}};
  return versions;
}

// Named parameters as PostgreSQL numbers them.
std::string numbered(std::string sql) {
  for (const auto& [name, number] : {std::pair{":item", "$2"}, std::pair{":id", "$1"}})
    for (std::size_t at = sql.find(name); at != std::string::npos; at = sql.find(name))
      sql.replace(at, std::string(name).size(), number);
  return sql;
}

class KnativeNodejsServices : public NodejsServices {
 public:
  using NodejsServices::NodejsServices;

  std::vector<std::string> remarks() const override {
    return {"What one invocation does, in order. Clients live as long as the instance; retries are those of the steps."};
  }

  void completePackage(nlohmann::ordered_json& package) const override {
    package["main"] = "index.mjs";
    package["scripts"]["start"] = "node index.mjs";
  }

 protected:
  const std::map<std::string, std::string>& packageVersions() const override { return pinnedVersions(); }
  std::string secretPackage() const override { return ""; }
  std::string secretSuffix() const override { return "SECRET_FILE"; }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    head().import("mongodb", "MongoClient");
    const std::string name = variable(use.target, "collection");
    head().declare(fmt::format("const {} = new MongoClient({}).db().collection({});", name, env(use.target, "TABLE_URL"),
                               nodejsLiteral(use.target)));
    const std::string key = nodejsMember("input", table.partitionKey);
    switch (use.access) {
      case Access::read:
        guarded(out, "const item = await ",
                fmt::format("{}.findOne({{ _id: {} }}, {{ projection: {{ _id: 0 }} }})", name, key), action);
        out.line("return item ?? undefined;");
        break;
      case Access::write:
        out.line("const item = {{ ...input, writtenAt: new Date().toISOString() }};");
        guarded(out, "await ", fmt::format("{}.replaceOne({{ _id: {} }}, item, {{ upsert: true }})", name, key), action);
        break;
      case Access::query:
        guarded(out, "return ",
                fmt::format("{}.find({{ _id: {} }}, {{ projection: {{ _id: 0 }} }}).limit(100).toArray()", name, key),
                action);
        break;
      default: guarded(out, "await ", fmt::format("{}.deleteOne({{ _id: {} }})", name, key), action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    const std::string package = "@aws-sdk/client-s3", client = variable(use.target, "objects");
    head().import(package, "S3Client");
    head().declare(
        fmt::format("const {} = new S3Client({{\n"
                    "  endpoint: {},\n"
                    "  region: 'us-east-1',\n"
                    "  forcePathStyle: true,\n"
                    "  maxAttempts: 1,\n"
                    "  credentials: {{ accessKeyId: {}, secretAccessKey: {} }},\n"
                    "}});",
                    client, env(use.target, "BUCKET_ENDPOINT"), env(use.target, "BUCKET_ACCESS_KEY"),
                    env(use.target, "BUCKET_SECRET_KEY")));
    const std::string name = env(use.target, "BUCKET");
    const auto send = [&](const std::string& prefix, const std::string& command, const std::string& arguments) {
      head().import(package, command);
      out.line("const command = new {}({});", command, arguments);
      guarded(out, prefix + "await ", client + ".send(command)",
              fmt::format("(abortSignal) => {}.send(command, {{ abortSignal }})", client), action);
    };
    switch (use.access) {
      case Access::read:
        out.line("try {{");
        out.in();
        send("const { Body } = ", "GetObjectCommand", fmt::format("{{ Bucket: {}, Key: input.id }}", name));
        out.line("return JSON.parse(await Body.transformToString());");
        out.out();
        out.line("}} catch (error) {{");
        out.in();
        out.line("if (error.name === 'NoSuchKey') return undefined;");
        out.line("throw error;");
        out.out();
        out.line("}}");
        break;
      case Access::write:
        send("", "PutObjectCommand",
             fmt::format("{{ Bucket: {}, Key: input.id, Body: JSON.stringify(input), ContentType: 'application/json' }}",
                         name));
        break;
      case Access::query:
        send("const { Contents = [] } = ", "ListObjectsV2Command",
             fmt::format("{{ Bucket: {}, Prefix: input.id, MaxKeys: 100 }}", name));
        out.line("return Contents.map(({{ Key, Size }}) => ({{ key: Key, size: Size }}));");
        break;
      default: send("", "DeleteObjectCommand", fmt::format("{{ Bucket: {}, Key: input.id }}", name));
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    head().import("pg", "Pool");
    const std::string name = variable(use.target, "pool");
    head().declare(
        fmt::format("const {} = new Pool({{ connectionString: {}, max: 1 }});", name, env(use.target, "DATABASE_URL")));
    out.line("// The domain's own tables and statements belong here.");
    out.line("const text = {};", nodejsLiteral(numbered(sqlOf(use.access))));
    const bool write = use.access == Access::write;
    out.line("const values = [input.id{}];", write ? ", JSON.stringify(input)" : "");
    const bool answers = use.access == Access::read || use.access == Access::query;
    guarded(out, answers ? "const { rows } = await " : "await ", fmt::format("{}.query({{ text, values }})", name), action);
    if (use.access == Access::read) out.line("return rows[0]?.item;");
    if (use.access == Access::query) out.line("return rows.map(({{ item }}) => item);");
  }

  void queue(CodeText& out, const Use& use, const Action* action) override { post(out, use.target, "QUEUE_URL", action); }
  void topic(CodeText& out, const Use& use, const Action* action) override { post(out, use.target, "TOPIC_URL", action); }
  void stream(CodeText& out, const Use& use, const Action* action) override { post(out, use.target, "STREAM_URL", action); }
  void bus(CodeText& out, const Use& use, const Action* action) override { post(out, use.target, "BUS_URL", action); }

  // Refused before.
  void socket(CodeText&, const Use&, const Action*) override {}
  void workflow(CodeText&, const Use&, const Action*) override {}

  void invoke(CodeText& out, const Use& use, const Action* action) override {
    if (use.access == Access::start) return post(out, use.target, "EVENTS_URL", action);
    request(out, env(use.target, "FUNCTION_URL"), "method: 'POST', body: input", action);
  }

  void cacheClient(const ComponentId& cache, const std::string& name) override {
    head().import("ioredis", "Redis");
    head().declare(fmt::format("const {} = new Redis({}, {{ lazyConnect: true, connectTimeout: 2000 }});", name,
                               env(cache, "CACHE_URL")));
  }

 private:
  static std::string variable(const ComponentId& id, const std::string& what) {
    auto words = wordsOf(id);
    words.push_back(what);
    return camelCase(words);
  }

  void post(CodeText& out, const ComponentId& target, const std::string& suffix, const Action* action) {
    head().import("./events.mjs", "publish");
    const std::string key = findKind<Stream>(architecture(), target) ? ", key: input.id" : "";
    const std::string options = fmt::format("source: {}{}, data: input", nodejsLiteral(plan().component->id), key);
    const std::string url = env(target, suffix);
    guarded(out, "await ", fmt::format("publish({}, {{ {} }})", url, options),
            fmt::format("(signal) => publish({}, {{ {}, signal }})", url, options), action);
  }
};

}  // namespace

std::unique_ptr<NodejsServices> KnativeHandlers::nodejs(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<KnativeNodejsServices>(architecture, plan);
}

}  // namespace virga::model
