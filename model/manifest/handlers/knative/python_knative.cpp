#include <fmt/format.h>

#include "model/manifest/handlers/knative/knative_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

constexpr const char* kBoto3 = "boto3==1.43.11";
constexpr const char* kMongo = "pymongo==4.10.1";
constexpr const char* kPostgres = "psycopg[binary]==3.2.3";
constexpr const char* kServer = "gunicorn==23.0.0";

// Named parameters as psycopg writes them.
std::string named(const std::string& sql) {
  std::string out;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql.compare(i, 5, ":item") == 0) {
      out += "%(item)s";
      i += 4;
    } else if (sql.compare(i, 3, ":id") == 0) {
      out += "%(id)s";
      i += 2;
    } else {
      out += sql[i] == '%' ? std::string("%%") : std::string(1, sql[i]);
    }
  }
  return out;
}

class KnativePythonServices : public PythonServices {
 public:
  using PythonServices::PythonServices;

  std::string remark() const override { return "Clients live as long as the instance; retries are those of the steps."; }

 protected:
  std::string secretRequirement() const override { return ""; }
  std::string secretSuffix() const override { return "SECRET_FILE"; }
  std::vector<std::string> entryRequirements() const override { return {kServer}; }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    head().require(kMongo);
    head().package("pymongo", "MongoClient");
    const std::string name = variable(use.target, "collection", action);
    head().declare(fmt::format("{} = MongoClient({}{}).get_default_database()[{}]", name, env(use.target, "TABLE_URL"),
                               action && action->timeout ? ", timeoutMS=" + millisecondsText(*action->timeout) : "",
                               pythonLiteral(use.target)));
    const std::string key = fmt::format("message[{}]", pythonLiteral(table.partitionKey));
    switch (use.access) {
      case Access::read:
        call(out, "return ", fmt::format("{}.find_one({{\"_id\": {}}}, {{\"_id\": 0}})", name, key), action);
        break;
      case Access::write:
        head().standard("datetime");
        out.line("written_at = datetime.datetime.now(datetime.timezone.utc).isoformat()");
        call(
            out, "",
            fmt::format("{}.replace_one({{\"_id\": {}}}, {{**message, \"writtenAt\": written_at}}, upsert=True)", name, key),
            action);
        break;
      case Access::query:
        call(out, "found = ", fmt::format("list({}.find({{\"_id\": {}}}, {{\"_id\": 0}}).limit(100))", name, key), action);
        out.line("return found");
        break;
      default: call(out, "", fmt::format("{}.delete_one({{\"_id\": {}}})", name, key), action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    head().require(kBoto3);
    head().package("boto3");
    head().package("botocore.config", "Config");
    const std::string name = variable(use.target, "objects", action), bucket = env(use.target, "BUCKET");
    head().declare(
        fmt::format("{} = boto3.client(\n"
                    "    \"s3\",\n"
                    "    endpoint_url={},\n"
                    "    region_name=\"us-east-1\",\n"
                    "    aws_access_key_id={},\n"
                    "    aws_secret_access_key={},\n"
                    "    config=Config(connect_timeout=5, read_timeout={}, retries={{\"total_max_attempts\": 1}}),\n"
                    ")",
                    name, env(use.target, "BUCKET_ENDPOINT"), env(use.target, "BUCKET_ACCESS_KEY"),
                    env(use.target, "BUCKET_SECRET_KEY"), action && action->timeout ? secondsText(*action->timeout) : "60"));
    switch (use.access) {
      case Access::read:
        head().package("botocore.exceptions", "ClientError");
        head().own("json_text", "from_json");
        out.line("try:");
        out.in();
        call(out, "answer = ", fmt::format("{}.get_object(Bucket={}, Key=message[\"id\"])", name, bucket), action);
        out.out();
        out.line("except ClientError as error:");
        out.in();
        out.line("if error.response[\"Error\"][\"Code\"] == \"NoSuchKey\":");
        out.line("    return None");
        out.line("raise");
        out.out();
        out.line("return from_json(answer[\"Body\"].read())");
        break;
      case Access::write:
        head().own("json_text", "to_json");
        out.line("body = to_json(message).encode()");
        call(out, "",
             fmt::format("{}.put_object(Bucket={}, Key=message[\"id\"], Body=body, ContentType=\"application/json\")", name,
                         bucket),
             action);
        break;
      case Access::query:
        call(out,
             "answer = ", fmt::format("{}.list_objects_v2(Bucket={}, Prefix=message[\"id\"], MaxKeys=100)", name, bucket),
             action);
        out.line(
            "return [{{\"key\": found[\"Key\"], \"size\": found[\"Size\"]}} for found in answer.get(\"Contents\", [])]");
        break;
      default: call(out, "", fmt::format("{}.delete_object(Bucket={}, Key=message[\"id\"])", name, bucket), action);
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    head().require(kPostgres);
    head().package("psycopg");
    const std::string name = variable(use.target, "connection", nullptr);
    head().standard("functools");
    head().connection(
        fmt::format("@functools.cache\n"
                    "def {}():\n"
                    "    return psycopg.connect({}, autocommit=True)",
                    name, env(use.target, "DATABASE_URL")));
    out.line("# The domain's own tables and statements belong here.");
    out.line("statement = {}", pythonLiteral(named(sqlOf(use.access))));
    const bool write = use.access == Access::write;
    if (write) head().own("json_text", "to_json");
    out.line("values = {{\"id\": message[\"id\"]{}}}", write ? ", \"item\": to_json(message)" : "");
    const std::string execute = name + "().execute(statement, values)";
    if (use.access == Access::read) {
      call(out, "row = ", execute, action, ".fetchone()");
      out.line("return None if row is None else row[0]");
    } else if (use.access == Access::query) {
      call(out, "rows = ", execute, action, ".fetchall()");
      out.line("return [row[0] for row in rows]");
    } else {
      call(out, "", execute, action);
    }
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
    request(out, fmt::format("\"POST\", {}, body=message", env(use.target, "FUNCTION_URL")), action);
  }

  std::string cacheConnection(const ComponentId& cache, const std::string& name, const std::string& limit) override {
    head().package("redis", "Redis");
    return fmt::format(
        "def {}():\n"
        "    return Redis.from_url(\n"
        "        {},\n"
        "        decode_responses=True,\n"
        "        socket_connect_timeout={},\n"
        "        socket_timeout={},\n"
        "    )",
        name, env(cache, "CACHE_URL"), limit, limit);
  }

 private:
  // A client of its own for calls with a time limit.
  static std::string variable(const ComponentId& id, const std::string& what, const Action* action) {
    std::string name = "_" + snakeCase(wordsOf(id)) + "_" + what;
    if (action && action->timeout) name += "_" + snakeCase(action->words);
    return name;
  }

  void post(CodeText& out, const ComponentId& target, const std::string& suffix, const Action* action) {
    head().own("events", "publish");
    std::string arguments = fmt::format("{}, {}, message", env(target, suffix), pythonLiteral(plan().component->id));
    if (findKind<Stream>(architecture(), target)) arguments += ", key=message[\"id\"]";
    if (action && action->timeout) arguments += ", timeout_s=" + secondsText(*action->timeout);
    call(out, "", "publish(" + arguments + ")", action);
  }
};

}  // namespace

std::unique_ptr<PythonServices> KnativeHandlers::python(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<KnativePythonServices>(architecture, plan);
}

}  // namespace virga::model
