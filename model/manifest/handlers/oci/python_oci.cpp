#include <fmt/format.h>

#include "model/manifest/handlers/oci/oci_handlers.h"
#include "model/manifest/handlers/oci/oracle_sql.h"
#include "model/manifest/oci/oci_names.h"

namespace virga::model {

namespace {

constexpr const char* kOci = "oci==2.182.1";
constexpr const char* kNosql = "borneo==5.4.3";
constexpr const char* kOracle = "oracledb==2.5.0";
constexpr const char* kFdk = "fdk==0.1.117";

class OciPythonServices : public PythonServices {
 public:
  using PythonServices::PythonServices;

  std::string remark() const override {
    return "Clients live as long as the container and sign as the function itself; retries are those of the steps.";
  }

 protected:
  std::string secretRequirement() const override { return kOci; }
  std::string secretSuffix() const override { return "SECRET_ID"; }
  std::vector<std::string> entryRequirements() const override { return {kFdk}; }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    head().require(kNosql);
    head().require(kOci);
    for (const char* symbol : {"NoSQLHandle", "NoSQLHandleConfig"}) head().package("borneo", symbol);
    head().package("borneo.iam", "SignatureProvider");
    head().standard("os");
    const std::string handle = variable(use.target, "table", action);
    head().maker(
        "def _tables(compartment, timeout_ms=5000):\n"
        "    provider = SignatureProvider.create_with_resource_principal()\n"
        "    config = NoSQLHandleConfig(os.environ[\"OCI_RESOURCE_PRINCIPAL_REGION\"], provider)\n"
        "    config.set_default_compartment(compartment).set_timeout(timeout_ms)\n"
        "    return NoSQLHandle(config)");
    head().declare(fmt::format("{} = _tables({}{})", handle, env(use.target, "TABLE_COMPARTMENT"),
                               action && action->timeout ? ", timeout_ms=" + millisecondsText(*action->timeout) : ""));
    const std::string name = env(use.target, "TABLE"), column = OciNames::identifier(table.partitionKey);
    const std::string value = fmt::format("message[{}]", pythonLiteral(table.partitionKey));
    switch (use.access) {
      case Access::read:
        head().package("borneo", "GetRequest");
        out.line("request = GetRequest().set_table_name({}).set_key({{\"{}\": {}}})", name, column, value);
        call(out, "row = ", handle + ".get(request)", action, ".get_value()");
        out.line("return None if row is None else row[\"item\"]");
        break;
      case Access::write:
        head().package("borneo", "PutRequest");
        head().standard("datetime");
        out.line("written_at = datetime.datetime.now(datetime.timezone.utc).isoformat()");
        out.line("row = {{\"{}\": {}, \"item\": {{**message, \"writtenAt\": written_at}}}}", column, value);
        out.line("request = PutRequest().set_table_name({}).set_value(row)", name);
        call(out, "", handle + ".put(request)", action);
        break;
      case Access::query:
        for (const char* symbol : {"PrepareRequest", "QueryRequest"}) head().package("borneo", symbol);
        out.line("text = f\"DECLARE $key STRING; SELECT item FROM {{{}}} WHERE {} = $key LIMIT 100\"", singleQuoted(name),
                 column);
        out.line("prepared = {}.prepare(PrepareRequest().set_statement(text)).get_prepared_statement()", handle);
        out.line("prepared.set_variable(\"$key\", {})", value);
        call(out, "rows = ", handle + ".query(QueryRequest().set_prepared_statement(prepared))", action, ".get_results()");
        out.line("return [row[\"item\"] for row in rows]");
        break;
      default:
        head().package("borneo", "DeleteRequest");
        out.line("request = DeleteRequest().set_table_name({}).set_key({{\"{}\": {}}})", name, column, value);
        call(out, "", handle + ".delete(request)", action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    const std::string client = clientOf("object_storage.ObjectStorageClient", "objects", {}, action);
    const std::string at = env(use.target, "BUCKET_NAMESPACE") + ", " + env(use.target, "BUCKET");
    switch (use.access) {
      case Access::read:
        head().own("json_text", "from_json");
        out.line("try:");
        out.in();
        call(out, "answer = ", fmt::format("{}.get_object({}, message[\"id\"])", client, at), action);
        out.out();
        out.line("except oci.exceptions.ServiceError as error:");
        out.in();
        out.line("if error.status == 404:");
        out.line("    return None");
        out.line("raise");
        out.out();
        out.line("return from_json(answer.data.content)");
        break;
      case Access::write:
        head().own("json_text", "to_json");
        out.line("body = to_json(message).encode()");
        call(out, "", fmt::format("{}.put_object({}, message[\"id\"], body, content_type=\"application/json\")", client, at),
             action);
        break;
      case Access::query:
        call(out, "answer = ",
             fmt::format("{}.list_objects({}, prefix=message[\"id\"], limit=100, fields=\"name,size\")", client, at),
             action);
        out.line("return [{{\"key\": found.name, \"size\": found.size}} for found in answer.data.objects]");
        break;
      default: call(out, "", fmt::format("{}.delete_object({}, message[\"id\"])", client, at), action);
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    head().require(kOracle);
    head().package("oracledb");
    head().own("secret_values", "secret_value");
    head().standard("functools");
    const std::string name = variable(use.target, "connection", nullptr);
    head().connection(
        fmt::format("@functools.cache\n"
                    "def {}():\n"
                    "    connection = oracledb.connect(\n"
                    "        user=\"ADMIN\",\n"
                    "        password=secret_value({}),\n"
                    "        dsn={},\n"
                    "    )\n"
                    "    connection.autocommit = True\n"
                    "    return connection",
                    name, env(use.target, "DATABASE_SECRET_ID"), env(use.target, "DATABASE_CONNECTION")));
    const bool write = use.access == Access::write;
    if (write) head().own("json_text", "to_json");
    out.line("# The domain's own tables, statements and user belong here; README.md has the table of these.");
    out.line("statement = {}", pythonLiteral(oracleSqlOf(use.access)));
    out.line("values = {{\"id\": message[\"id\"]{}}}", write ? ", \"item\": to_json(message)" : "");
    out.line("with {}().cursor() as cursor:", name);
    out.in();
    call(out, "", "cursor.execute(statement, values)", action);
    if (use.access == Access::read) {
      out.line("row = cursor.fetchone()");
      out.line("return None if row is None else row[0]");
    }
    if (use.access == Access::query) out.line("return [row[0] for row in cursor.fetchall()]");
    out.out();
  }

  void queue(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    const std::string client =
        clientOf("queue.QueueClient", variable(use.target, "queue", nullptr), env(use.target, "QUEUE_ENDPOINT"), action);
    out.line("entry = oci.queue.models.PutMessagesDetailsEntry(content=to_json(message))");
    out.line("details = oci.queue.models.PutMessagesDetails(messages=[entry])");
    call(out, "", fmt::format("{}.put_messages({}, details)", client, env(use.target, "QUEUE_ID")), action);
  }

  void topic(CodeText& out, const Use& use, const Action* action) override { publish(out, use.target, "TOPIC_ID", action); }
  void bus(CodeText& out, const Use& use, const Action* action) override { publish(out, use.target, "BUS_ID", action); }

  void stream(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    head().standard("base64");
    const std::string client = clientOf("streaming.StreamClient", variable(use.target, "stream", nullptr),
                                        env(use.target, "STREAM_ENDPOINT"), action);
    out.line("entry = oci.streaming.models.PutMessagesDetailsEntry(");
    out.line("    key=base64.b64encode(message[\"id\"].encode()).decode(),");
    out.line("    value=base64.b64encode(to_json(message).encode()).decode(),");
    out.line(")");
    out.line("details = oci.streaming.models.PutMessagesDetails(messages=[entry])");
    call(out, "answer = ", fmt::format("{}.put_messages({}, details)", client, env(use.target, "STREAM_ID")), action);
    out.line("if answer.data.failures:");
    out.line("    raise RuntimeError(f\"{} took no record: {{answer.data.entries[0].error}}\")", use.target);
  }

  // Refused before.
  void socket(CodeText&, const Use&, const Action*) override {}
  void workflow(CodeText&, const Use&, const Action*) override {}

  void invoke(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    const std::string client = clientOf("functions.FunctionsInvokeClient", variable(use.target, "function", nullptr),
                                        env(use.target, "FUNCTION_ENDPOINT"), action);
    const bool start = use.access == Access::start;
    out.line("body = to_json(message)");
    call(out, start ? "" : "answer = ",
         fmt::format("{}.invoke_function({}, invoke_function_body=body, fn_invoke_type=\"{}\")", client,
                     env(use.target, "FUNCTION_ID"), start ? "detached" : "sync"),
         action);
    if (start) return;
    head().own("json_text", "from_json");
    out.line("return from_json(answer.data.content)");
  }

  std::string cacheConnection(const ComponentId& cache, const std::string& name, const std::string& limit) override {
    head().package("redis", "Redis");
    return fmt::format(
        "def {}():\n"
        "    return Redis(\n"
        "        host={},\n"
        "        port=6379,\n"
        "        ssl=True,\n"
        "        decode_responses=True,\n"
        "        socket_connect_timeout={},\n"
        "        socket_timeout={},\n"
        "    )",
        name, env(cache, "CACHE_HOST"), limit, limit);
  }

 private:
  static std::string variable(const ComponentId& id, const std::string& what, const Action* action) {
    std::string name = "_" + snakeCase(wordsOf(id)) + "_" + what;
    if (action && action->timeout) name += "_" + snakeCase(action->words);
    return name;
  }

  // Inside an f-string of double quotes.
  static std::string singleQuoted(std::string text) {
    for (char& c : text)
      if (c == '"') c = '\'';
    return text;
  }

  // A client that signs as the function; calls with a time limit have one of their own.
  std::string clientOf(const std::string& type, const std::string& name, const std::string& endpoint, const Action* action) {
    head().require(kOci);
    head().package("oci");
    head().maker(
        "def _client(make, timeout_s=60, **options):\n"
        "    signer = oci.auth.signers.get_resource_principals_signer()\n"
        "    limits = (min(timeout_s, 5), timeout_s)\n"
        "    return make(config={}, signer=signer, timeout=limits, retry_strategy=oci.retry.NoneRetryStrategy(), "
        "**options)");
    std::string own = name[0] == '_' ? name : "_" + name, arguments = "oci." + type;
    if (action && action->timeout) {
      own += "_" + snakeCase(action->words);
      arguments += ", timeout_s=" + secondsText(*action->timeout);
    }
    if (!endpoint.empty()) arguments += ", service_endpoint=" + endpoint;
    head().declare(fmt::format("{} = _client({})", own, arguments));
    return own;
  }

  void publish(CodeText& out, const ComponentId& target, const std::string& suffix, const Action* action) {
    head().own("json_text", "to_json");
    const std::string client = clientOf("ons.NotificationDataPlaneClient", "topics", {}, action);
    out.line("details = oci.ons.models.MessageDetails(title={}, body=to_json(message))",
             pythonLiteral(plan().component->id));
    call(out, "", fmt::format("{}.publish_message({}, details)", client, env(target, suffix)), action);
  }
};

}  // namespace

std::unique_ptr<PythonServices> OciHandlers::python(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<OciPythonServices>(architecture, plan);
}

}  // namespace virga::model
