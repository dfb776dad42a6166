#include <fmt/format.h>

#include "model/manifest/handlers/google/google_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

// Versions that were on the npm registry when this was written; package.json pins them.
const std::map<std::string, std::string>& pinnedVersions() {
  static const std::map<std::string, std::string> versions = {
      {"@google-cloud/cloud-sql-connector", "1.13.0"},
      {"@google-cloud/firestore", "9.4.1"},
      {"@google-cloud/functions-framework", "5.0.5"},
      {"@google-cloud/pubsub", "6.3.2"},
      {"@google-cloud/secret-manager", "7.2.0"},
      {"@google-cloud/storage", "8.4.0"},
      {"@google-cloud/workflows", "5.1.1"},
      {"google-auth-library", "11.3.4"},
      {"ioredis", "5.9.2"},
      {"pg", "8.23.1"},
  };
  return versions;
}

// ":id" and ":item" as PostgreSQL numbers them.
std::string numbered(std::string sql) {
  for (const auto& [name, number] : {std::pair<std::string, std::string>{":item", "$2"}, {":id", "$1"}})
    for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name)) sql.replace(at, name.size(), number);
  return sql;
}

class GoogleNodejsServices : public NodejsServices {
 public:
  using NodejsServices::NodejsServices;

  std::vector<std::string> remarks() const override {
    return {
        "What one invocation does, in order. Clients live as long as the instance. Firestore's and Pub/Sub's clients try",
        "again by themselves what failed on the way; the retries of the steps come on top."};
  }

  void completePackage(nlohmann::ordered_json& package) const override {
    package["main"] = "index.mjs";
    package["scripts"]["start"] = "functions-framework --target=handle";
    const std::string framework = "@google-cloud/functions-framework";
    package["dependencies"][framework] = pinnedVersions().at(framework);
  }

 protected:
  const std::map<std::string, std::string>& packageVersions() const override { return pinnedVersions(); }
  std::string secretPackage() const override { return "@google-cloud/secret-manager"; }
  std::string secretSuffix() const override { return "SECRET"; }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    head().import("@google-cloud/firestore", "Firestore");
    const std::string items = named(use.target, "items");
    head().declare(
        fmt::format("const {} = new Firestore({{ databaseId: {}, ignoreUndefinedProperties: true }})"
                    ".collection('items');",
                    items, env(use.target, "DATABASE")));
    const std::string document = fmt::format("{}.doc({})", items, nodejsMember("input", table.partitionKey));
    switch (use.access) {
      case Access::read:
        guarded(out, "const found = await ", document + ".get()", action);
        out.line("return found.data();");
        break;
      case Access::write:
        out.line("const item = {{ ...input, writtenAt: new Date().toISOString() }};");
        guarded(out, "await ", document + ".set(item)", action);
        break;
      case Access::query:
        head().import("@google-cloud/firestore", "FieldPath");
        out.line("const query = {}.where(new FieldPath({}), '==', {}).limit(100);", items, nodejsLiteral(table.partitionKey),
                 nodejsMember("input", table.partitionKey));
        guarded(out, "const found = await ", "query.get()", action);
        out.line("return found.docs.map((document) => document.data());");
        break;
      default: guarded(out, "await ", document + ".delete()", action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    head().import("@google-cloud/storage", "Storage");
    head().declare("const storage = new Storage({ retryOptions: { autoRetry: false } });");
    const std::string bucket = fmt::format("storage.bucket({})", env(use.target, "BUCKET"));
    const std::string file = bucket + ".file(input.id)";
    switch (use.access) {
      case Access::read:
        out.line("try {{");
        out.in();
        guarded(out, "const [content] = await ", file + ".download()", action);
        out.line("return JSON.parse(content.toString('utf8'));");
        out.out();
        out.line("}} catch (error) {{");
        out.in();
        out.line("if (error.code === 404) return undefined;");
        out.line("throw error;");
        out.out();
        out.line("}}");
        break;
      case Access::write:
        out.line("const options = {{ contentType: 'application/json', resumable: false }};");
        guarded(out, "await ", file + ".save(JSON.stringify(input), options)", action);
        break;
      case Access::query:
        out.line("const options = {{ prefix: input.id, maxResults: 100, autoPaginate: false }};");
        guarded(out, "const [files] = await ", bucket + ".getFiles(options)", action);
        out.line("return files.map(({{ name, metadata }}) => ({{ key: name, size: Number(metadata.size) }}));");
        break;
      default: guarded(out, "await ", file + ".delete({ ignoreNotFound: true })", action);
    }
  }

  void queue(CodeText& out, const Use& use, const Action* action) override {
    publish(out, use.target, "TOPIC", false, action);
  }
  void topic(CodeText& out, const Use& use, const Action* action) override {
    publish(out, use.target, "TOPIC", false, action);
  }
  void stream(CodeText& out, const Use& use, const Action* action) override {
    publish(out, use.target, "TOPIC", true, action);
  }

  void bus(CodeText& out, const Use& use, const Action* action) override {
    head().import("node:crypto", "randomUUID");
    authorize();
    out.line("const event = {{");
    out.in();
    out.line("specversion: '1.0',");
    out.line("id: randomUUID(),");
    out.line("source: {},", nodejsLiteral("//functions/" + plan().component->id));
    out.line("type: 'virga.message',");
    out.line("datacontenttype: 'application/json',");
    out.line("data: input,");
    out.out();
    out.line("}};");
    out.line("const url = `https://eventarcpublishing.googleapis.com/v1/${{{}}}:publish`;", env(use.target, "BUS"));
    out.line("const publishing = {{ url, method: 'POST', data: {{ jsonMessage: JSON.stringify(event) }} }};");
    guarded(out, "await ", "auth.request(publishing)", "(signal) => auth.request({ ...publishing, signal })", action);
  }

  void socket(CodeText&, const Use&, const Action*) override {}  // refused before: there is no gateway for WebSockets

  void workflow(CodeText& out, const Use& use, const Action* action) override {
    head().import("@google-cloud/workflows", "ExecutionsClient");
    head().declare("const executions = new ExecutionsClient();");
    out.line("const execution = {{ parent: {}, execution: {{ argument: JSON.stringify(input) }} }};",
             env(use.target, "WORKFLOW"));
    guarded(out, "await ", "executions.createExecution(execution)", action);
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    head().import("pg", "Pool");
    head().import("@google-cloud/cloud-sql-connector", "AuthTypes");
    head().import("@google-cloud/cloud-sql-connector", "Connector");
    head().declare("const connector = new Connector();");
    const std::string pool = named(use.target, "pool");
    head().declare(
        fmt::format("// Connections are encrypted and opened with the identity of the function.\n"
                    "let {0};\n"
                    "async function open{1}() {{\n"
                    "  const instanceConnectionName = {2};\n"
                    "  const options = await connector.getOptions({{ instanceConnectionName, "
                    "authType: AuthTypes.IAM }});\n"
                    "  return new Pool({{ ...options, user: {3}, database: 'app', max: 1 }});\n"
                    "}}",
                    pool, upper(pool), env(use.target, "DATABASE_INSTANCE"), env(use.target, "DATABASE_USER")));
    out.line("// The domain's own tables and statements belong here; README.md has the table of these.");
    out.line("const sql = {};", nodejsLiteral(numbered(sqlOf(use.access))));
    out.line("const values = [input.id{}];", use.access == Access::write ? ", JSON.stringify(input)" : "");
    out.line("{0} ?\?= open{1}();", pool, upper(pool));
    out.line("const database = await {};", pool);
    const bool answers = use.access == Access::read || use.access == Access::query;
    guarded(out, answers ? "const { rows } = await " : "await ", "database.query(sql, values)", action);
    if (use.access == Access::read) out.line("return rows[0]?.item;");
    if (use.access == Access::query) out.line("return rows.map(({{ item }}) => item);");
  }

  void invoke(CodeText& out, const Use& use, const Action* action) override {
    if (use.access == Access::start) return publish(out, use.target, "START_TOPIC", false, action);
    post(out, use, "FUNCTION_URL", action);
  }

  void service(CodeText& out, const Use& use, const Action* action) override { post(out, use, "SERVICE_URL", action); }

  // With a token of the function's own identity.
  void post(CodeText& out, const Use& use, const std::string& address, const Action* action) {
    authorize();
    const std::string client = named(use.target, "client");
    head().declare(fmt::format("let {};", client));
    out.line("const url = {};", env(use.target, address));
    out.line("{} ?\?= await auth.getIdTokenClient(url);", client);
    out.line("const invocation = {{ url, method: 'POST', data: input }};");
    guarded(out, "const { data } = await ", client + ".request(invocation)",
            "(signal) => " + client + ".request({ ...invocation, signal })", action);
    out.line("return data;");
  }

  void cacheClient(const ComponentId& cache, const std::string& name) override {
    head().import("ioredis", "Redis");
    head().declare(fmt::format(
        "// The certificate is the instance's own and names no host.\n"
        "const {} = new Redis({{\n"
        "  host: {},\n"
        "  port: Number({}),\n"
        "  password: {},\n"
        "  tls: {{ ca: {}, checkServerIdentity: () => undefined }},\n"
        "  lazyConnect: true,\n"
        "  connectTimeout: 2000,\n"
        "}});",
        name, env(cache, "CACHE_HOST"), env(cache, "CACHE_PORT"), env(cache, "CACHE_AUTH"), env(cache, "CACHE_CA")));
  }

 private:
  static std::string named(const ComponentId& id, const std::string& word) {
    auto words = wordsOf(id);
    words.push_back(word);
    return camelCase(words);
  }

  static std::string upper(std::string name) {
    name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    return name;
  }

  void authorize() {
    head().import("google-auth-library", "GoogleAuth");
    head().declare("const auth = new GoogleAuth({ scopes: 'https://www.googleapis.com/auth/cloud-platform' });");
  }

  void publish(CodeText& out, const ComponentId& target, const std::string& suffix, bool ordered, const Action* action) {
    head().import("@google-cloud/pubsub", "PubSub");
    head().declare("const pubsub = new PubSub();");
    const std::string topic = named(target, suffix == "TOPIC" ? "topic" : "starts");
    head().declare(fmt::format("const {} = pubsub.topic({}, {{ batching: {{ maxMessages: 1 }}{} }});", topic,
                               env(target, suffix), ordered ? ", messageOrdering: true" : ""));
    const std::string message = ordered ? "{ json: input, orderingKey: input.id }" : "{ json: input }";
    if (!ordered) return guarded(out, "await ", fmt::format("{}.publishMessage({})", topic, message), action);
    out.line("try {{");
    out.in();
    guarded(out, "await ", fmt::format("{}.publishMessage({})", topic, message), action);
    out.out();
    out.line("}} catch (error) {{");
    out.in();
    out.line("{}.resumePublishing(input.id); // else the key stays blocked", topic);
    out.line("throw error;");
    out.out();
    out.line("}}");
  }
};

}  // namespace

std::unique_ptr<NodejsServices> GoogleHandlers::nodejs(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<GoogleNodejsServices>(architecture, plan);
}

}  // namespace virga::model
