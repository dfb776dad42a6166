#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

constexpr const char* kBoto3 = "boto3==1.43.11";

class AwsPythonServices : public PythonServices {
 public:
  using PythonServices::PythonServices;

  std::string remark() const override {
    return "Clients live as long as the instance; the SDK makes one attempt a call, retries are those of the steps.";
  }

 protected:
  std::string secretRequirement() const override { return kBoto3; }
  std::string secretSuffix() const override { return "SECRET_ARN"; }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    head().package("boto3.dynamodb.types", "TypeSerializer");
    head().constant("_serialize = TypeSerializer().serialize");
    if (use.access == Access::read || use.access == Access::query) {
      head().package("boto3.dynamodb.types", "TypeDeserializer");
      head().constant("_deserialize = TypeDeserializer().deserialize");
    }
    const std::string tables = client("dynamodb", action), name = env(use.target, "TABLE");
    const std::string key = pythonLiteral(table.partitionKey);
    const std::string keyOf = fmt::format("{{{0}: _serialize(message[{0}])}}", key);
    switch (use.access) {
      case Access::read:
        call(out, "item = ", fmt::format("{}.get_item(TableName={}, Key={})", tables, name, keyOf), action,
             ".get(\"Item\")");
        out.line("return None if item is None else {{name: _deserialize(value) for name, value in item.items()}}");
        break;
      case Access::write:
        head().standard("datetime");
        out.line("written_at = datetime.datetime.now(datetime.timezone.utc).isoformat()");
        out.line("item = {{name: _serialize(value) for name, value in {{**message, \"writtenAt\": written_at}}.items()}}");
        call(out, "", fmt::format("{}.put_item(TableName={}, Item=item)", tables, name), action);
        break;
      case Access::query:
        out.line("query = {{");
        out.in();
        out.line("\"TableName\": {},", name);
        out.line("\"KeyConditionExpression\": \"#key = :key\",");
        out.line("\"ExpressionAttributeNames\": {{\"#key\": {}}},", key);
        out.line("\"ExpressionAttributeValues\": {{\":key\": _serialize(message[{}])}},", key);
        out.line("\"Limit\": 100,");
        out.out();
        out.line("}}");
        call(out, "items = ", tables + ".query(**query)", action, "[\"Items\"]");
        out.line("return [{{name: _deserialize(value) for name, value in item.items()}} for item in items]");
        break;
      default: call(out, "", fmt::format("{}.delete_item(TableName={}, Key={})", tables, name, keyOf), action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    const std::string objects = client("s3", action), name = env(use.target, "BUCKET");
    switch (use.access) {
      case Access::read:
        head().package("botocore.exceptions", "ClientError");
        head().own("json_text", "from_json");
        out.line("try:");
        out.in();
        call(out, "answer = ", fmt::format("{}.get_object(Bucket={}, Key=message[\"id\"])", objects, name), action);
        out.out();
        out.line("except ClientError as error:");
        out.in();
        out.line("# Without the right to list, S3 answers AccessDenied for an object that isn't there.");
        out.line("if error.response[\"Error\"][\"Code\"] in (\"NoSuchKey\", \"AccessDenied\"):");
        out.line("    return None");
        out.line("raise");
        out.out();
        out.line("return from_json(answer[\"Body\"].read())");
        break;
      case Access::write:
        head().own("json_text", "to_json");
        out.line("body = to_json(message).encode()");
        call(out, "",
             fmt::format("{}.put_object(Bucket={}, Key=message[\"id\"], Body=body, ContentType=\"application/json\")",
                         objects, name),
             action);
        break;
      case Access::query:
        call(out,
             "answer = ", fmt::format("{}.list_objects_v2(Bucket={}, Prefix=message[\"id\"], MaxKeys=100)", objects, name),
             action);
        out.line(
            "return [{{\"key\": found[\"Key\"], \"size\": found[\"Size\"]}} for found in answer.get(\"Contents\", [])]");
        break;
      default: call(out, "", fmt::format("{}.delete_object(Bucket={}, Key=message[\"id\"])", objects, name), action);
    }
  }

  void queue(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    out.line("body = to_json(message)");
    call(out, "",
         fmt::format("{}.send_message(QueueUrl={}, MessageBody=body)", client("sqs", action), env(use.target, "QUEUE_URL")),
         action);
  }

  void topic(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    out.line("body = to_json(message)");
    call(out, "", fmt::format("{}.publish(TopicArn={}, Message=body)", client("sns", action), env(use.target, "TOPIC_ARN")),
         action);
  }

  void stream(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    out.line("data = to_json(message).encode()");
    call(out, "",
         fmt::format("{}.put_record(StreamName={}, PartitionKey=message[\"id\"], Data=data)", client("kinesis", action),
                     env(use.target, "STREAM")),
         action);
  }

  void bus(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    out.line("entry = {{");
    out.in();
    out.line("\"EventBusName\": {},", env(use.target, "BUS"));
    out.line("\"Source\": {},", pythonLiteral(plan().component->id));
    out.line("\"DetailType\": \"message\",");
    out.line("\"Detail\": to_json(message),");
    out.out();
    out.line("}}");
    call(out, "answer = ", client("events", action) + ".put_events(Entries=[entry])", action);
    out.line("if answer[\"FailedEntryCount\"] > 0:");
    out.line("    raise RuntimeError(f\"{} took no event: {{answer['Entries'][0]['ErrorCode']}}\")", use.target);
  }

  void socket(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    head().package("botocore.exceptions", "ClientError");
    boto();
    std::string name = "_" + snakeCase(wordsOf(use.target)) + "_connections";
    std::string arguments = fmt::format("\"apigatewaymanagementapi\", endpoint_url={}", env(use.target, "CONNECTIONS_URL"));
    if (action && action->timeout) {
      name += "_" + snakeCase(action->words);
      arguments += ", timeout_s=" + secondsText(*action->timeout);
    }
    head().declare(fmt::format("{} = _client({})", name, arguments));
    out.line("# Whom else to push to is the domain's choice; the message names the connection that it came over.");
    out.line("data = to_json(message).encode()");
    out.line("try:");
    out.in();
    call(out, "", fmt::format("{}.post_to_connection(ConnectionId=message[\"connectionId\"], Data=data)", name), action);
    out.out();
    out.line("except ClientError as error:");
    out.in();
    out.line("if error.response[\"Error\"][\"Code\"] != \"GoneException\":  # the connection was closed meanwhile");
    out.line("    raise");
    out.out();
  }

  void workflow(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    const bool start = use.access == Access::start;
    out.line("execution = to_json(message)");
    call(out, start ? "" : "answer = ",
         fmt::format("{}.{}(stateMachineArn={}, input=execution)", client("stepfunctions", action),
                     start ? "start_execution" : "start_sync_execution", env(use.target, "WORKFLOW_ARN")),
         action);
    if (start) return;
    head().own("json_text", "from_json");
    out.line("if answer[\"status\"] != \"SUCCEEDED\":");
    out.line("    raise RuntimeError(f\"{} ended as {{answer['status']}}\")", use.target);
    out.line("return from_json(answer[\"output\"])");
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    const std::string databases = client("rds-data", action);
    out.line("# The domain's own tables and statements belong here; README.md has the table of these.");
    out.line("statement = {{");
    out.in();
    out.line("\"resourceArn\": {},", env(use.target, "DATABASE_ARN"));
    out.line("\"secretArn\": {},", env(use.target, "DATABASE_SECRET_ARN"));
    out.line("\"database\": \"app\",");
    out.line("\"sql\": {},", pythonLiteral(sqlOf(use.access)));
    out.line("\"parameters\": [");
    out.in();
    out.line("{{\"name\": \"id\", \"value\": {{\"stringValue\": message[\"id\"]}}}},");
    if (use.access == Access::write) {
      head().own("json_text", "to_json");
      out.line("{{\"name\": \"item\", \"typeHint\": \"JSON\", \"value\": {{\"stringValue\": to_json(message)}}}},");
    }
    out.out();
    out.line("],");
    out.line("\"formatRecordsAs\": \"JSON\",");
    out.out();
    out.line("}}");
    const bool answers = use.access == Access::read || use.access == Access::query;
    call(out, answers ? "answer = " : "", databases + ".execute_statement(**statement)", action);
    if (!answers) return;
    head().own("json_text", "from_json");
    out.line("rows = from_json(answer[\"formattedRecords\"])");
    out.raw(use.access == Access::read ? "return rows[0] if rows else None" : "return rows");
  }

  void invoke(CodeText& out, const Use& use, const Action* action) override {
    head().own("json_text", "to_json");
    const bool started = use.access == Access::start;
    out.line("payload = to_json(message).encode()");
    call(out, started ? "" : "answer = ",
         fmt::format("{}.invoke(FunctionName={}, InvocationType=\"{}\", Payload=payload)", client("lambda", action),
                     env(use.target, "FUNCTION"), started ? "Event" : "RequestResponse"),
         action);
    if (started) return;
    head().own("json_text", "from_json");
    out.line("text = answer[\"Payload\"].read()");
    out.line("if \"FunctionError\" in answer:");
    out.line("    raise RuntimeError(f\"{} failed: {{text.decode()}}\")", use.target);
    out.line("return from_json(text)");
  }

  std::string cacheConnection(const ComponentId& cache, const std::string& name, const std::string& limit) override {
    head().package("redis.cluster", "RedisCluster");
    return fmt::format(
        "def {}():\n"
        "    # ElastiCache Serverless speaks cluster mode over TLS behind one host name.\n"
        "    return RedisCluster(\n"
        "        host={},\n"
        "        port=int({}),\n"
        "        ssl=True,\n"
        "        decode_responses=True,\n"
        "        socket_connect_timeout={},\n"
        "        socket_timeout={},\n"
        "    )",
        name, env(cache, "CACHE_HOST"), env(cache, "CACHE_PORT"), limit, limit);
  }

 private:
  void boto() {
    head().require(kBoto3);
    head().package("boto3");
    head().package("botocore.config", "Config");
    head().maker(
        "def _client(service, timeout_s=60, **options):\n"
        "    limits = Config(connect_timeout=min(timeout_s, 5), read_timeout=timeout_s, "
        "retries={\"total_max_attempts\": 1})\n"
        "    return boto3.client(service, config=limits, **options)");
  }

  // The client for a service; calls with a time limit have one of their own.
  std::string client(const std::string& service, const Action* action) {
    boto();
    std::string name = "_" + snakeCase(wordsOf(service)), arguments = pythonLiteral(service);
    if (action && action->timeout) {
      name += "_" + snakeCase(action->words);
      arguments += ", timeout_s=" + secondsText(*action->timeout);
    }
    head().declare(fmt::format("{} = _client({})", name, arguments));
    return name;
  }
};

}  // namespace

std::unique_ptr<PythonServices> AwsHandlers::python(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AwsPythonServices>(architecture, plan);
}

}  // namespace virga::model
