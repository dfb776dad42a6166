#include <fmt/format.h>

#include "model/manifest/handlers/oci/oci_handlers.h"
#include "model/manifest/handlers/oci/oracle_sql.h"
#include "model/manifest/oci/oci_names.h"

namespace virga::model {

namespace {

constexpr const char* kFdkVersion = "0.0.76";

// Versions that were on the npm registry when this was written; package.json pins them.
const std::map<std::string, std::string>& pinnedVersions() {
  static const std::map<std::string, std::string> versions = {
      {"ioredis", "5.9.2"},        {"oci-common", "2.139.1"}, {"oci-functions", "2.139.1"}, {"oci-objectstorage", "2.139.1"},
      {"oci-ons", "2.139.1"},      {"oci-queue", "2.139.1"},  {"oci-secrets", "2.139.1"},   {"oci-streaming", "2.139.1"},
      {"oracle-nosqldb", "5.5.4"}, {"oracledb", "6.10.0"}};
  return versions;
}

class OciNodejsServices : public NodejsServices {
 public:
  using NodejsServices::NodejsServices;

  std::vector<std::string> remarks() const override {
    return {
        "What one invocation does, in order. Clients live as long as the container and sign as the function itself; retries",
        "are those of the steps."};
  }

  void completePackage(nlohmann::ordered_json& package) const override {
    package["main"] = "func.js";
    package["files"].push_back("func.js");
    package["dependencies"]["@fnproject/fdk"] = kFdkVersion;
    // The secrets' module signs as the function, too.
    if (package["dependencies"].contains("oci-secrets"))
      package["dependencies"]["oci-common"] = pinnedVersions().at("oci-common");
  }

 protected:
  const std::map<std::string, std::string>& packageVersions() const override { return pinnedVersions(); }
  std::string secretPackage() const override { return "oci-secrets"; }
  std::string secretSuffix() const override { return "SECRET_ID"; }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    head().import("oracle-nosqldb", "NoSQLClient");
    const std::string client = variable(use.target, "table"), name = env(use.target, "TABLE");
    head().declare(
        fmt::format("const {} = new NoSQLClient({{ compartment: {}, auth: {{ iam: {{ useResourcePrincipal: true }} }} }});",
                    client, env(use.target, "TABLE_COMPARTMENT")));
    const std::string column = OciNames::identifier(table.partitionKey);
    const std::string value = nodejsMember("input", table.partitionKey);
    switch (use.access) {
      case Access::read:
        guarded(out, "const { row } = await ", fmt::format("{}.get({}, {{ {}: {} }})", client, name, column, value), action);
        out.line("return row?.item;");
        break;
      case Access::write:
        out.line("const item = {{ ...input, writtenAt: new Date().toISOString() }};");
        guarded(out, "await ", fmt::format("{}.put({}, {{ {}: {}, item }})", client, name, column, value), action);
        break;
      case Access::query:
        out.line("const statement = `DECLARE $key STRING; SELECT item FROM ${{{}}} WHERE {} = $key LIMIT 100`;", name,
                 column);
        guarded(out, "const { rows } = await ",
                fmt::format("{0}.prepare(statement).then((query) => {0}.query(query.set('$key', {1})))", client, value),
                action);
        out.line("return rows.map(({{ item }}) => item);");
        break;
      default: guarded(out, "await ", fmt::format("{}.delete({}, {{ {}: {} }})", client, name, column, value), action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    const std::string client = clientOf("oci-objectstorage", "ObjectStorageClient", "objects", {});
    const std::string at =
        fmt::format("namespaceName: {}, bucketName: {}", env(use.target, "BUCKET_NAMESPACE"), env(use.target, "BUCKET"));
    switch (use.access) {
      case Access::read:
        out.line("try {{");
        out.in();
        guarded(out, "const { value } = await ", fmt::format("{}.getObject({{ {}, objectName: input.id }})", client, at),
                action);
        out.line("return JSON.parse(await new Response(value).text());");
        out.out();
        out.line("}} catch (error) {{");
        out.in();
        out.line("if (error.statusCode === 404) return undefined;");
        out.line("throw error;");
        out.out();
        out.line("}}");
        break;
      case Access::write:
        out.line(
            "const object = {{ {}, objectName: input.id, putObjectBody: JSON.stringify(input), contentType: "
            "'application/json' }};",
            at);
        guarded(out, "await ", client + ".putObject(object)", action);
        break;
      case Access::query:
        guarded(out, "const { listObjects } = await ",
                fmt::format("{}.listObjects({{ {}, prefix: input.id, limit: 100, fields: 'name,size' }})", client, at),
                action);
        out.line("return listObjects.objects.map(({{ name, size }}) => ({{ key: name, size }}));");
        break;
      default: guarded(out, "await ", fmt::format("{}.deleteObject({{ {}, objectName: input.id }})", client, at), action);
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    head().import("oracledb", "default as oracledb");
    head().import("./secrets.mjs", "secretValue");
    const std::string name = variable(use.target, "pool");
    head().declare(
        fmt::format("let {0};\n"
                    "async function {0}Connection() {{\n"
                    "  {0} ?\?= oracledb.createPool({{ user: 'ADMIN', password: await secretValue({1}), connectString: {2}, "
                    "poolMax: 1 }});\n"
                    "  return (await {0}).getConnection();\n"
                    "}}",
                    name, env(use.target, "DATABASE_SECRET_ID"), env(use.target, "DATABASE_CONNECTION")));
    const bool write = use.access == Access::write;
    const bool answers = use.access == Access::read || use.access == Access::query;
    out.line("// The domain's own tables, statements and user belong here; README.md has the table of these.");
    out.line("const statement = {};", nodejsLiteral(oracleSqlOf(use.access)));
    out.line("const values = {{ id: input.id{} }};", write ? ", item: JSON.stringify(input)" : "");
    out.line("const connection = await {}Connection();", name);
    out.line("try {{");
    out.in();
    guarded(out, answers ? "const { rows } = await " : "await ",
            "connection.execute(statement, values, { autoCommit: true })", action);
    if (use.access == Access::read) out.line("return rows[0]?.[0];");
    if (use.access == Access::query) out.line("return rows.map(([item]) => item);");
    out.out();
    out.line("}} finally {{");
    out.in();
    out.line("await connection.close();");
    out.out();
    out.line("}}");
  }

  void queue(CodeText& out, const Use& use, const Action* action) override {
    const std::string client =
        clientOf("oci-queue", "QueueClient", variable(use.target, "queue"), env(use.target, "QUEUE_ENDPOINT"));
    out.line("const putMessagesDetails = {{ messages: [{{ content: JSON.stringify(input) }}] }};");
    guarded(out, "await ",
            fmt::format("{}.putMessages({{ queueId: {}, putMessagesDetails }})", client, env(use.target, "QUEUE_ID")),
            action);
  }

  void topic(CodeText& out, const Use& use, const Action* action) override { publish(out, use.target, "TOPIC_ID", action); }
  void bus(CodeText& out, const Use& use, const Action* action) override { publish(out, use.target, "BUS_ID", action); }

  void stream(CodeText& out, const Use& use, const Action* action) override {
    const std::string client =
        clientOf("oci-streaming", "StreamClient", variable(use.target, "stream"), env(use.target, "STREAM_ENDPOINT"));
    out.line("const coded = (text) => Buffer.from(text).toString('base64');");
    out.line(
        "const putMessagesDetails = {{ messages: [{{ key: coded(input.id), value: coded(JSON.stringify(input)) }}] }};");
    guarded(out, "const { putMessagesResult } = await ",
            fmt::format("{}.putMessages({{ streamId: {}, putMessagesDetails }})", client, env(use.target, "STREAM_ID")),
            action);
    out.line(
        "if (putMessagesResult.failures > 0) throw new Error(`{} took no record: ${{putMessagesResult.entries[0].error}}`);",
        use.target);
  }

  // Refused before.
  void socket(CodeText&, const Use&, const Action*) override {}
  void workflow(CodeText&, const Use&, const Action*) override {}

  void invoke(CodeText& out, const Use& use, const Action* action) override {
    const std::string client = clientOf("oci-functions", "FunctionsInvokeClient", variable(use.target, "function"),
                                        env(use.target, "FUNCTION_ENDPOINT"));
    const bool start = use.access == Access::start;
    out.line("const invocation = {{");
    out.in();
    out.line("functionId: {},", env(use.target, "FUNCTION_ID"));
    out.line("invokeFunctionBody: JSON.stringify(input),");
    out.line("fnInvokeType: '{}',", start ? "detached" : "sync");
    out.out();
    out.line("}};");
    guarded(out, start ? "await " : "const { value } = await ", client + ".invokeFunction(invocation)", action);
    if (!start) out.line("return JSON.parse(await new Response(value).text());");
  }

  void cacheClient(const ComponentId& cache, const std::string& name) override {
    head().import("ioredis", "Redis");
    head().declare(
        fmt::format("const {} = new Redis({{ host: {}, port: 6379, tls: {{}}, lazyConnect: true, connectTimeout: 2000 }});",
                    name, env(cache, "CACHE_HOST")));
  }

 private:
  static std::string variable(const ComponentId& id, const std::string& what) {
    auto words = wordsOf(id);
    words.push_back(what);
    return camelCase(words);
  }

  // A client that signs as the function; with an endpoint of its own where the service has one for each resource.
  std::string clientOf(const std::string& package, const std::string& type, const std::string& name,
                       const std::string& endpoint) {
    head().import(package, type);
    head().import("oci-common", "ResourcePrincipalAuthenticationDetailsProvider");
    head().declare("const authenticationDetailsProvider = ResourcePrincipalAuthenticationDetailsProvider.builder();");
    std::string text = fmt::format("const {} = new {}({{ authenticationDetailsProvider }});", name, type);
    if (!endpoint.empty()) text += fmt::format("\n{}.endpoint = {};", name, endpoint);
    head().declare(text);
    return name;
  }

  void publish(CodeText& out, const ComponentId& target, const std::string& suffix, const Action* action) {
    const std::string client = clientOf("oci-ons", "NotificationDataPlaneClient", "topics", {});
    out.line("const messageDetails = {{ title: {}, body: JSON.stringify(input) }};", nodejsLiteral(plan().component->id));
    guarded(out, "await ", fmt::format("{}.publishMessage({{ topicId: {}, messageDetails }})", client, env(target, suffix)),
            action);
  }
};

}  // namespace

std::unique_ptr<NodejsServices> OciHandlers::nodejs(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<OciNodejsServices>(architecture, plan);
}

}  // namespace virga::model
