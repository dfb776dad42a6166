#include <fmt/format.h>

#include "model/manifest/handlers/google/google_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

// Versions of PyPI; requirements.txt pins them.
constexpr const char* kFirestore = "google-cloud-firestore==2.21.0";
constexpr const char* kStorage = "google-cloud-storage==3.2.0";
constexpr const char* kPubsub = "google-cloud-pubsub==2.31.1";
constexpr const char* kSecrets = "google-cloud-secret-manager==2.24.0";
constexpr const char* kWorkflows = "google-cloud-workflows==1.18.2";
constexpr const char* kAuth = "google-auth==2.40.3";
constexpr const char* kRequests = "requests==2.32.4";
constexpr const char* kConnector = "cloud-sql-python-connector[pg8000]==1.18.4";
constexpr const char* kFramework = "functions-framework==3.9.2";

class GooglePythonServices : public PythonServices {
 public:
  using PythonServices::PythonServices;

  std::string remark() const override {
    return "Clients live as long as the instance; what the SDK tries again comes below the retries of the steps.";
  }

 protected:
  std::string secretRequirement() const override { return kSecrets; }
  std::string secretSuffix() const override { return "SECRET"; }
  std::vector<std::string> entryRequirements() const override { return {kFramework}; }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    head().require(kFirestore);
    head().package("google.cloud", "firestore");
    const std::string items = named(use.target, "items"), key = pythonLiteral(table.partitionKey);
    head().declare(
        fmt::format("{} = firestore.Client(database={}).collection(\"items\")", items, env(use.target, "DATABASE")));
    const std::string limit = limitOf(action);
    const std::string document = fmt::format("{}.document(message[{}])", items, key);
    switch (use.access) {
      case Access::read:
        call(out, "found = ", fmt::format("{}.get({})", document, limit), action);
        out.line("return found.to_dict()");
        break;
      case Access::write:
        head().standard("datetime");
        head().own("json_text", "to_json");
        head().standard("json");
        out.line("written_at = datetime.datetime.now(datetime.timezone.utc).isoformat()");
        out.line("item = json.loads(to_json({{**message, \"writtenAt\": written_at}}))");
        call(out, "", fmt::format("{}.set(item{})", document, limit.empty() ? "" : ", " + limit), action);
        break;
      case Access::query:
        head().package("google.cloud.firestore_v1.base_query", "FieldFilter");
        head().package("google.cloud.firestore_v1.field_path", "FieldPath");
        out.line("path = FieldPath({}).to_api_repr()", key);
        out.line("query = {}.where(filter=FieldFilter(path, \"==\", message[{}])).limit(100)", items, key);
        call(out, "found = ", fmt::format("query.get({})", limit), action);
        out.line("return [document.to_dict() for document in found]");
        break;
      default: call(out, "", fmt::format("{}.delete({})", document, limit), action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    head().require(kStorage);
    head().package("google.cloud", "storage");
    head().declare("_storage = storage.Client()");
    const std::string bucket = fmt::format("_storage.bucket({})", env(use.target, "BUCKET"));
    const std::string blob = bucket + ".blob(message[\"id\"])", limit = limitOf(action);
    const std::string more = (limit.empty() ? "" : ", " + limit) + ", retry=None";
    switch (use.access) {
      case Access::read:
        head().package("google.api_core.exceptions", "NotFound");
        head().own("json_text", "from_json");
        out.line("try:");
        out.in();
        call(out, "content = ", fmt::format("{}.download_as_bytes({})", blob, more.substr(2)), action);
        out.out();
        out.line("except NotFound:");
        out.line("    return None");
        out.line("return from_json(content)");
        break;
      case Access::write:
        head().own("json_text", "to_json");
        out.line("body = to_json(message)");
        call(out, "", fmt::format("{}.upload_from_string(body, content_type=\"application/json\"{})", blob, more), action);
        break;
      case Access::query:
        call(out, "found = ", fmt::format("list({}.list_blobs(prefix=message[\"id\"], max_results=100{}))", bucket, more),
             action);
        out.line("return [{{\"key\": blob.name, \"size\": blob.size}} for blob in found]");
        break;
      default:
        head().package("google.api_core.exceptions", "NotFound");
        out.line("try:");
        out.in();
        call(out, "", fmt::format("{}.delete({})", blob, more.substr(2)), action);
        out.out();
        out.line("except NotFound:");
        out.line("    pass  # it is gone already");
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
    auth();
    head().package("google.auth");
    head().package("google.auth.transport.requests", "AuthorizedSession");
    head().standard("functools");
    head().standard("uuid");
    head().own("json_text", "to_json");
    head().connection(
        "@functools.cache\n"
        "def _api():\n"
        "    credentials, _ = google.auth.default(scopes=[\"https://www.googleapis.com/auth/cloud-platform\"])\n"
        "    return AuthorizedSession(credentials)");
    out.line("event = {{");
    out.in();
    out.line("\"specversion\": \"1.0\",");
    out.line("\"id\": str(uuid.uuid4()),");
    out.line("\"source\": {},", pythonLiteral("//functions/" + plan().component->id));
    out.line("\"type\": \"virga.message\",");
    out.line("\"datacontenttype\": \"application/json\",");
    out.line("\"data\": message,");
    out.out();
    out.line("}}");
    out.line("url = f\"https://eventarcpublishing.googleapis.com/v1/{{{}}}:publish\"", quoteless(env(use.target, "BUS")));
    out.line("body = {{\"jsonMessage\": to_json(event)}}");
    call(out, "answer = ", fmt::format("_api().post(url, json=body, timeout={})", secondsOf(action)), action);
    out.line("answer.raise_for_status()");
  }

  void socket(CodeText&, const Use&, const Action*) override {}  // refused before: there is no gateway for WebSockets

  void workflow(CodeText& out, const Use& use, const Action* action) override {
    head().require(kWorkflows);
    head().package("google.cloud.workflows", "executions_v1");
    head().own("json_text", "to_json");
    head().declare("_executions = executions_v1.ExecutionsClient()");
    out.line("execution = executions_v1.Execution(argument=to_json(message))");
    const std::string limit = limitOf(action);
    call(out, "",
         fmt::format("_executions.create_execution(parent={}, execution=execution{})", env(use.target, "WORKFLOW"),
                     limit.empty() ? "" : ", " + limit),
         action);
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    head().require(kConnector);
    head().package("google.cloud.sql.connector", "Connector");
    head().standard("functools");
    const std::string open = named(use.target, "database");
    head().connection(
        fmt::format("@functools.cache\n"
                    "def {}():\n"
                    "    # The connection is encrypted and opened with the identity of the function.\n"
                    "    return Connector(refresh_strategy=\"lazy\").connect(\n"
                    "        {},\n"
                    "        \"pg8000\",\n"
                    "        user={},\n"
                    "        db=\"app\",\n"
                    "        enable_iam_auth=True,\n"
                    "    )",
                    open, env(use.target, "DATABASE_INSTANCE"), env(use.target, "DATABASE_USER")));
    std::string sql = sqlOf(use.access);
    for (const std::string name : {":item", ":id"})
      for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name)) sql.replace(at, name.size(), "%s");
    if (const auto like = sql.find("'%'"); like != std::string::npos) sql.replace(like, 3, "'%%'");
    out.line("# The domain's own tables and statements belong here; README.md has the table of these.");
    out.line("sql = {}", pythonLiteral(sql));
    if (use.access == Access::write) head().own("json_text", "to_json");
    out.line("values = (message[\"id\"],{})", use.access == Access::write ? " to_json(message)" : "");
    out.line("cursor = {}().cursor()", open);
    call(out, "", "cursor.execute(sql, values)", action);
    if (use.access == Access::read) {
      out.line("row = cursor.fetchone()");
      out.line("return None if row is None else row[0]");
    } else if (use.access == Access::query) {
      out.line("return [row[0] for row in cursor.fetchall()]");
    } else {
      out.line("{}().commit()", open);
    }
  }

  void invoke(CodeText& out, const Use& use, const Action* action) override {
    if (use.access == Access::start) return publish(out, use.target, "START_TOPIC", false, action);
    post(out, use, "FUNCTION_URL", action);
  }

  void service(CodeText& out, const Use& use, const Action* action) override { post(out, use, "SERVICE_URL", action); }

  // With a token of the function's own identity.
  void post(CodeText& out, const Use& use, const std::string& address, const Action* action) {
    auth();
    head().package("google.auth.transport.requests", "AuthorizedSession");
    head().package("google.auth.transport.requests", "Request");
    head().package("google.oauth2.id_token", "fetch_id_token_credentials");
    head().standard("functools");
    head().own("json_text", "from_json");
    head().own("json_text", "to_json");
    head().connection(
        "@functools.cache\n"
        "def _caller(url):\n"
        "    return AuthorizedSession(fetch_id_token_credentials(url, request=Request()))");
    out.line("url = {}", env(use.target, address));
    out.line("body, headers = to_json(message).encode(), {{\"content-type\": \"application/json\"}}");
    call(out, "answer = ", fmt::format("_caller(url).post(url, data=body, headers=headers, timeout={})", secondsOf(action)),
         action);
    out.line("answer.raise_for_status()");
    out.line("return from_json(answer.content)");
  }

  std::string cacheConnection(const ComponentId& cache, const std::string& name, const std::string& limit) override {
    head().package("redis", "Redis");
    return fmt::format(
        "def {}():\n"
        "    # The certificate is the instance's own and names no host.\n"
        "    return Redis(\n"
        "        host={},\n"
        "        port=int({}),\n"
        "        password={},\n"
        "        ssl=True,\n"
        "        ssl_ca_data={},\n"
        "        ssl_check_hostname=False,\n"
        "        decode_responses=True,\n"
        "        socket_connect_timeout={},\n"
        "        socket_timeout={},\n"
        "    )",
        name, env(cache, "CACHE_HOST"), env(cache, "CACHE_PORT"), env(cache, "CACHE_AUTH"), env(cache, "CACHE_CA"), limit,
        limit);
  }

 private:
  static std::string named(const ComponentId& id, const std::string& word) {
    return "_" + snakeCase(wordsOf(id)) + "_" + word;
  }
  static std::string secondsOf(const Action* action) {
    return action && action->timeout ? secondsText(*action->timeout) : "60";
  }
  static std::string limitOf(const Action* action) {
    return action && action->timeout ? "timeout=" + secondsText(*action->timeout) : "";
  }
  // Within an f-string of double quotes, single ones.
  static std::string quoteless(std::string text) {
    for (char& c : text)
      if (c == '"') c = '\'';
    return text;
  }

  void auth() {
    head().require(kAuth);
    head().require(kRequests);
  }

  void publish(CodeText& out, const ComponentId& target, const std::string& suffix, bool ordered, const Action* action) {
    head().require(kPubsub);
    head().package("google.cloud", "pubsub_v1");
    head().own("json_text", "to_json");
    const std::string options =
        ordered ? "publisher_options=pubsub_v1.types.PublisherOptions(enable_message_ordering=True)" : "";
    const std::string publisher = ordered ? "_ordered_publisher" : "_publisher";
    head().declare(fmt::format("{} = pubsub_v1.PublisherClient({})", publisher, options));
    head().standard("os");
    const std::string topic =
        fmt::format("{}.topic_path(os.environ[\"GOOGLE_CLOUD_PROJECT\"], {})", publisher, env(target, suffix));
    out.line("topic, data = {}, to_json(message).encode()", topic);
    call(out, "",
         fmt::format("{}.publish(topic, data{}).result({})", publisher, ordered ? ", ordering_key=message[\"id\"]" : "",
                     limitOf(action)),
         action);
  }
};

}  // namespace

std::unique_ptr<PythonServices> GoogleHandlers::python(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<GooglePythonServices>(architecture, plan);
}

}  // namespace virga::model
