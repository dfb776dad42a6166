#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr std::size_t kLineMax = 110;

constexpr const char* kBoto3 = "boto3==1.43.11";
constexpr const char* kUrllib3 = "urllib3==2.7.0";
constexpr const char* kRedis = "redis==5.2.1";

class PythonSteps {
 public:
  PythonSteps(const Architecture& architecture, const FunctionPlan& plan)
      : architecture_(architecture), plan_(plan), batch_(plan.batches()) {}

  std::string text() {
    CodeText steps(4), actions(4);
    run(steps);
    for (const Action& action : plan_.actions) {
      start(actions, snakeCase(action.words));
      if (!action.use) {
        actions.line("# Own work of about {:.3g} ms on a full vCPU belongs here.", action.work.milliseconds());
        actions.line("return message");
      } else {
        access(actions, *action.use, &action);
      }
      actions.out();
    }
    for (const ComponentId& id : origins_) {
      start(actions, loaderName(id));
      access(actions, Use{id, findKind<External>(architecture_, id) ? Access::request : Access::read}, nullptr);
      actions.out();
    }
    CodeText head(4);
    header(head);
    return head.text() + steps.text() + actions.text();
  }

  std::string requirements() const {
    std::string text;
    if (boto_ || external_) text += std::string(kBoto3) + "\n";
    if (redis_) text += std::string(kRedis) + "\n";
    if (remote_) text += std::string(kUrllib3) + "\n";
    return text;
  }

 private:
  static void start(CodeText& out, const std::string& name) {
    out.blank();
    out.blank();
    out.line("def {}(message):", name);
    out.in();
  }

  void header(CodeText& out) {
    out.line("\"\"\"What one invocation does, in order.");
    out.blank();
    out.line("Clients live as long as the instance; the SDK makes one attempt a call, retries are those of the steps.");
    out.line("\"\"\"");
    out.blank();
    for (const auto& module : standard_) out.line("import {}", module);
    if (!standard_.empty()) out.blank();
    std::vector<std::string> packages;
    if (boto_) packages.emplace_back("import boto3");
    if (deserializer_)
      packages.emplace_back("from boto3.dynamodb.types import TypeDeserializer, TypeSerializer");
    else if (serializer_)
      packages.emplace_back("from boto3.dynamodb.types import TypeSerializer");
    if (boto_) packages.emplace_back("from botocore.config import Config");
    if (clientError_) packages.emplace_back("from botocore.exceptions import ClientError");
    if (redis_) packages.emplace_back("from redis.cluster import RedisCluster");
    for (const auto& line : packages) out.raw(line);
    if (!packages.empty()) out.blank();
    std::vector<std::string> own;
    if (!calls_.empty()) own.push_back(fmt::format("from calls import {}", fmt::join(calls_, ", ")));
    if (!message_.empty()) own.push_back(fmt::format("from message import {}", fmt::join(message_, ", ")));
    if (remote_) own.emplace_back("from remote import request");
    if (external_) own.emplace_back("from secret_values import secret_value");
    for (const auto& line : own) out.raw(line);
    if (!own.empty()) out.blank();
    if (boto_) {
      out.blank();
      out.line("def _client(service, timeout_s=60, **options):");
      out.line(
          "    limits = Config(connect_timeout=min(timeout_s, 5), read_timeout=timeout_s, retries={{\"total_max_attempts\": "
          "1}})");
      out.line("    return boto3.client(service, config=limits, **options)");
      out.blank();
      out.blank();
    }
    for (const auto& line : clients_) out.raw(line);
    if (serializer_) out.line("_serialize = TypeSerializer().serialize");
    if (deserializer_) out.line("_deserialize = TypeDeserializer().deserialize");
    bool breakers = false;
    for (const Action& action : plan_.actions)
      if (action.breaker) {
        breakers = true;
        out.line("_{}_breaker = Breaker(failures={}, within_s={}, open_s={})", snakeCase(action.words),
                 action.breaker->failures, secondsText(action.breaker->within), secondsText(action.breaker->open));
      }
    for (const auto& connection : connections_) {
      out.blank();
      out.blank();
      out.raw(connection);
    }
    const bool any =
        !clients_.empty() || breakers || !connections_.empty() || !own.empty() || !packages.empty() || !standard_.empty();
    if (any) out.blank();
  }

  void run(CodeText& out) {
    out.line("def run({}):", batch_ ? "batch" : "message");
    out.in();
    if (!batch_) out.line("found = {{}}");
    walk(out, plan_.function->steps);
    if (!batch_)
      out.line("return found");
    else if (plan_.function->steps.empty())
      out.line("return");
    out.out();
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      standard_.insert("random");
      out.blank();
      out.blank();
      out.line("def choose_branch{}():", i == 0 ? "" : "_" + std::to_string(i + 1));
      out.in();
      out.line("# The real condition belongs here; until then a draw decides, with the shares of the design.");
      out.line("draw = random.random()");
      double sum = 0;
      for (std::size_t n = 0; n < branches_[i]->options.size(); ++n) {
        sum += branches_[i]->options[n].share.value;
        out.line("if draw < {:.6g}:", sum);
        out.line("    return {}", n);
      }
      out.line("return -1");
      out.out();
    }
  }

  void walk(CodeText& out, const Steps& steps) {
    for (const Step& step : steps) {
      if (const auto* parallel = std::get_if<ParallelStep>(&step.what))
        walkParallel(out, *parallel);
      else if (const auto* branch = std::get_if<BranchStep>(&step.what))
        walkBranch(out, *branch);
      else if (const auto* loop = std::get_if<LoopStep>(&step.what))
        walkLoop(out, *loop);
      else if (const auto* map = std::get_if<MapStep>(&step.what))
        walkMap(out, *map);
      else if (const auto* wait = std::get_if<WaitStep>(&step.what))
        sleep(out, mean(wait->time));
      else
        perform(out, plan_.actions.at(next_++));
    }
  }

  void walkParallel(CodeText& out, const ParallelStep& step) {
    if (step.branches.empty()) return;
    calls_.insert("parallel");
    std::vector<std::string> names;
    for (const Steps& branch : step.branches) {
      const std::string name = fmt::format("side_{}", ++sides_);
      names.push_back(name);
      out.blank();
      out.line("def {}():", name);
      out.in();
      walk(out, branch);
      if (branch.empty()) out.line("return");
      out.out();
    }
    out.blank();
    out.line("parallel({})", fmt::join(names, ", "));
  }

  void walkLoop(CodeText& out, const LoopStep& step) {
    out.line("for _ in range({}):", step.times);
    out.in();
    walk(out, step.steps);
    if (step.steps.empty()) out.line("pass");
    out.out();
  }

  void walkMap(CodeText& out, const MapStep& step) {
    calls_.insert("parallel");
    const std::string name = fmt::format("side_{}", ++sides_);
    out.blank();
    out.line("def {}():", name);
    out.in();
    walk(out, step.steps);
    if (step.steps.empty()) out.line("return");
    out.out();
    out.blank();
    out.line("parallel(*[{}] * {}{})", name, step.items,
             step.limit > 0 ? fmt::format(", limit={}", step.limit) : std::string());
  }

  void sleep(CodeText& out, Duration time) {
    standard_.insert("time");
    out.line("time.sleep({})", secondsText(time));
  }

  void walkBranch(CodeText& out, const BranchStep& step) {
    branches_.push_back(&step);
    const std::string number = branches_.size() == 1 ? "" : "_" + std::to_string(branches_.size());
    const std::string choice = "choice" + number;
    out.line("{} = choose_branch{}()", choice, number);
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      out.line("{} {} == {}:", i == 0 ? "if" : "elif", choice, i);
      out.in();
      walk(out, step.options[i].steps);
      if (step.options[i].steps.empty()) out.line("pass");
      out.out();
    }
  }

  bool answers(const Action& action) const {
    if (!action.use || batch_ || findKind<External>(architecture_, action.use->target) ||
        findKind<SecretStore>(architecture_, action.use->target))
      return false;
    return action.use->access == Access::read || action.use->access == Access::query ||
           action.use->access == Access::invoke || action.use->access == Access::request;
  }

  void perform(CodeText& out, const Action& action) {
    const std::string name = snakeCase(action.words);
    if (batch_)
      out.line("batch.{}({})", action.per == Per::message ? "each" : "once", name);
    else if (answers(action))
      out.line("found[\"{}\"] = {}(message)", camelCase(wordsOf(action.use->target)), name);
    else
      out.line("{}(message)", name);
  }

  void access(CodeText& out, const Use& use, const Action* action) {
    const ComponentKind& kind = architecture_.find(use.target)->kind;
    if (const auto* table = std::get_if<NosqlDb>(&kind)) return accessTable(out, use, *table, action);
    if (std::holds_alternative<ObjectStore>(kind)) return accessBucket(out, use, action);
    if (const auto* cache = std::get_if<Cache>(&kind)) return accessCache(out, use, *cache, action);
    if (std::holds_alternative<Queue>(kind)) return sendMessage(out, use, action);
    if (std::holds_alternative<Topic>(kind)) return publish(out, use, action);
    if (std::holds_alternative<Stream>(kind)) return putRecord(out, use, action);
    if (std::holds_alternative<EventBus>(kind)) return putEvent(out, use, action);
    if (std::holds_alternative<WebsocketApi>(kind)) return push(out, use, action);
    if (std::holds_alternative<Workflow>(kind)) return startWorkflow(out, use, action);
    if (std::holds_alternative<SqlDb>(kind)) return accessDatabase(out, use, action);
    if (const auto* store = std::get_if<SecretStore>(&kind)) return readSecret(out, use, *store, action);
    if (std::holds_alternative<Function>(kind)) return invoke(out, use, action);
    if (std::holds_alternative<External>(kind)) return callExternal(out, use, action);
    callApi(out, use, action);
  }

  std::string env(const ComponentId& id, const std::string& suffix) {
    standard_.insert("os");
    return "os.environ[\"" + environmentName(id, suffix) + "\"]";
  }

  // The client for a service; calls with a time limit have one of their own.
  std::string client(const std::string& service, const Action* action) {
    boto_ = true;
    std::string name = "_" + snakeCase(wordsOf(service)), arguments = pythonLiteral(service);
    if (action && action->timeout) {
      name += "_" + snakeCase(action->words);
      arguments += ", timeout_s=" + secondsText(*action->timeout);
    }
    define(fmt::format("{} = _client({})", name, arguments));
    return name;
  }

  void define(const std::string& line) {
    if (std::find(clients_.begin(), clients_.end(), line) == clients_.end()) clients_.push_back(line);
  }

  // `prefix` expression `suffix`, with the retries and the breaker of the step.
  void call(CodeText& out, const std::string& prefix, const std::string& expression, const Action* action,
            const std::string& suffix = {}) {
    if (!action || (!action->retry && !action->breaker)) return out.line("{}{}{}", prefix, expression, suffix);
    calls_.insert("attempt");
    std::string options;
    if (action->retry)
      options += fmt::format(", retries={}, backoff_s={}", action->retry->attempts, secondsText(action->retry->backoff));
    if (action->breaker) {
      calls_.insert("Breaker");
      options += ", breaker=_" + snakeCase(action->words) + "_breaker";
    }
    const std::string line = fmt::format("{}attempt(lambda: {}{}){}", prefix, expression, options, suffix);
    if (line.size() <= kLineMax) return out.raw(line);
    out.line("{}attempt(", prefix);
    out.in();
    out.line("lambda: {},", expression);
    out.line("{},", options.substr(2));
    out.out();
    out.line("){}", suffix);
  }

  void accessTable(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) {
    serializer_ = true;
    deserializer_ = deserializer_ || use.access == Access::read || use.access == Access::query;
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
        standard_.insert("datetime");
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

  void accessBucket(CodeText& out, const Use& use, const Action* action) {
    const std::string objects = client("s3", action), name = env(use.target, "BUCKET");
    switch (use.access) {
      case Access::read:
        clientError_ = true;
        message_.insert("from_json");
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
        message_.insert("to_json");
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

  static std::string loaderName(const ComponentId& id) { return "load_" + snakeCase(wordsOf(id)); }

  void accessCache(CodeText& out, const Use& use, const Cache& cache, const Action* action) {
    redis_ = true;
    standard_.insert("functools");
    std::string name = "_" + snakeCase(wordsOf(use.target)) + "_cache";
    std::string limit = "2";
    if (action && action->timeout) {
      name += "_" + snakeCase(action->words);
      limit = secondsText(*action->timeout);
    }
    // The cluster client connects when it is made, so it is made at the first use.
    const std::string connection = fmt::format(
        "@functools.cache\n"
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
        name, env(use.target, "CACHE_HOST"), env(use.target, "CACHE_PORT"), limit, limit);
    if (std::find(connections_.begin(), connections_.end(), connection) == connections_.end())
      connections_.push_back(connection);
    switch (use.access) {
      case Access::write:
        message_.insert("to_json");
        call(out, "", name + "().set(message[\"id\"], to_json(message), ex=300)", action);
        break;
      case Access::remove: call(out, "", name + "().delete(message[\"id\"])", action); break;
      default:
        message_.insert("from_json");
        call(out, "text = ", name + "().get(message[\"id\"])", action);
        if (!cache.origin) {
          out.line("return None if text is None else from_json(text)");
          break;
        }
        if (std::find(origins_.begin(), origins_.end(), cache.origin->id) == origins_.end())
          origins_.push_back(cache.origin->id);
        message_.insert("to_json");
        out.line("if text is not None:");
        out.line("    return from_json(text)");
        out.line("value = {}(message)", loaderName(cache.origin->id));
        out.line("if value is not None:");
        out.line("    {}().set(message[\"id\"], to_json(value), ex=300)", name);
        out.line("return value");
    }
  }

  void sendMessage(CodeText& out, const Use& use, const Action* action) {
    message_.insert("to_json");
    out.line("body = to_json(message)");
    call(out, "",
         fmt::format("{}.send_message(QueueUrl={}, MessageBody=body)", client("sqs", action), env(use.target, "QUEUE_URL")),
         action);
  }

  void publish(CodeText& out, const Use& use, const Action* action) {
    message_.insert("to_json");
    out.line("body = to_json(message)");
    call(out, "", fmt::format("{}.publish(TopicArn={}, Message=body)", client("sns", action), env(use.target, "TOPIC_ARN")),
         action);
  }

  void putRecord(CodeText& out, const Use& use, const Action* action) {
    message_.insert("to_json");
    out.line("data = to_json(message).encode()");
    call(out, "",
         fmt::format("{}.put_record(StreamName={}, PartitionKey=message[\"id\"], Data=data)", client("kinesis", action),
                     env(use.target, "STREAM")),
         action);
  }

  void putEvent(CodeText& out, const Use& use, const Action* action) {
    message_.insert("to_json");
    out.line("entry = {{");
    out.in();
    out.line("\"EventBusName\": {},", env(use.target, "BUS"));
    out.line("\"Source\": {},", pythonLiteral(plan_.component->id));
    out.line("\"DetailType\": \"message\",");
    out.line("\"Detail\": to_json(message),");
    out.out();
    out.line("}}");
    call(out, "answer = ", client("events", action) + ".put_events(Entries=[entry])", action);
    out.line("if answer[\"FailedEntryCount\"] > 0:");
    out.line("    raise RuntimeError(f\"{} took no event: {{answer['Entries'][0]['ErrorCode']}}\")", use.target);
  }

  void push(CodeText& out, const Use& use, const Action* action) {
    message_.insert("to_json");
    clientError_ = true;
    boto_ = true;
    std::string name = "_" + snakeCase(wordsOf(use.target)) + "_connections";
    std::string arguments = fmt::format("\"apigatewaymanagementapi\", endpoint_url={}", env(use.target, "CONNECTIONS_URL"));
    if (action && action->timeout) {
      name += "_" + snakeCase(action->words);
      arguments += ", timeout_s=" + secondsText(*action->timeout);
    }
    define(fmt::format("{} = _client({})", name, arguments));
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

  void startWorkflow(CodeText& out, const Use& use, const Action* action) {
    message_.insert("to_json");
    const bool start = use.access == Access::start;
    out.line("execution = to_json(message)");
    call(out, start ? "" : "answer = ",
         fmt::format("{}.{}(stateMachineArn={}, input=execution)", client("stepfunctions", action),
                     start ? "start_execution" : "start_sync_execution", env(use.target, "WORKFLOW_ARN")),
         action);
    if (start) return;
    message_.insert("from_json");
    out.line("if answer[\"status\"] != \"SUCCEEDED\":");
    out.line("    raise RuntimeError(f\"{} ended as {{answer['status']}}\")", use.target);
    out.line("return from_json(answer[\"output\"])");
  }

  void accessDatabase(CodeText& out, const Use& use, const Action* action) {
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
      message_.insert("to_json");
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
    message_.insert("from_json");
    out.line("rows = from_json(answer[\"formattedRecords\"])");
    out.raw(use.access == Access::read ? "return rows[0] if rows else None" : "return rows");
  }

  void readSecret(CodeText& out, const Use& use, const SecretStore& store, const Action* action) {
    external_ = true;
    call(out, "return ",
         fmt::format("secret_value({}, max_age_s={})", env(use.target, "SECRET_ARN"),
                     secondsText(store.cache.value_or(Duration{}))),
         action);
  }

  void invoke(CodeText& out, const Use& use, const Action* action) {
    message_.insert("to_json");
    const bool started = use.access == Access::start;
    out.line("payload = to_json(message).encode()");
    call(out, started ? "" : "answer = ",
         fmt::format("{}.invoke(FunctionName={}, InvocationType=\"{}\", Payload=payload)", client("lambda", action),
                     env(use.target, "FUNCTION"), started ? "Event" : "RequestResponse"),
         action);
    if (started) return;
    message_.insert("from_json");
    out.line("text = answer[\"Payload\"].read()");
    out.line("if \"FunctionError\" in answer:");
    out.line("    raise RuntimeError(f\"{} failed: {{text.decode()}}\")", use.target);
    out.line("return from_json(text)");
  }

  void callExternal(CodeText& out, const Use& use, const Action* action) {
    external_ = true;
    out.line("token = secret_value({})", env(use.target, "SECRET_ARN"));
    std::string arguments = fmt::format("\"POST\", {}, body=message, token=token", env(use.target, "ENDPOINT"));
    if (!plan_.keys.empty()) arguments += fmt::format(", idempotency_key=message[{}]", pythonLiteral(plan_.keys[0]));
    requestCall(out, arguments, action);
  }

  void requestCall(CodeText& out, std::string arguments, const Action* action) {
    remote_ = true;
    if (action && action->timeout) arguments += ", timeout_s=" + secondsText(*action->timeout);
    call(out, "return ", "request(" + arguments + ")", action);
  }

  void callApi(CodeText& out, const Use& use, const Action* action) {
    const auto* api = findKind<HttpApi>(architecture_, use.target);
    const std::string& route = api->routes.at(0).route;
    const auto space = route.find(' ');
    std::string method = route.substr(0, space);
    if (method == "ANY") method = "POST";
    const std::string path = route.substr(space + 1);
    std::string url;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const auto close = path[i] == '{' ? path.find('}', i) : std::string::npos;
      if (close == std::string::npos) {
        url += path[i];
        continue;
      }
      standard_.insert("urllib.parse");
      std::string parameter = path.substr(i + 1, close - i - 1);
      if (!parameter.empty() && parameter.back() == '+') parameter.pop_back();
      url += "{urllib.parse.quote(str(message['" + parameter + "']), safe='')}";
      i = close;
    }
    const bool body = method != "GET" && method != "DELETE" && method != "HEAD";
    requestCall(out,
                fmt::format("\"{}\", {} + f\"{}\"{}", method, env(use.target, "API_URL"), url, body ? ", body=message" : ""),
                action);
  }

  const Architecture& architecture_;
  const FunctionPlan& plan_;
  bool batch_;
  bool boto_ = false, serializer_ = false, deserializer_ = false, clientError_ = false, redis_ = false, remote_ = false,
       external_ = false;
  std::size_t next_ = 0;
  int sides_ = 0;
  std::set<std::string> standard_, calls_, message_;
  std::vector<std::string> clients_, connections_;
  std::vector<ComponentId> origins_;
  std::vector<const BranchStep*> branches_;
};

std::string contractText(const FunctionPlan& plan) {
  CodeText out(4);
  out.line("\"\"\"What this function takes. Other fields pass unchecked: add the domain's own rules here.\"\"\"");
  out.blank();
  out.line("CONTRACT = {{");
  out.in();
  out.line("\"max_bytes\": {},  # {}", plan.inputLimit, plan.inputLimitReason);
  if (plan.keys.empty()) {
    out.line("\"fields\": {{}},");
  } else {
    out.line("\"fields\": {{");
    out.in();
    for (const auto& name : plan.keys)
      out.line("{}: {{\"required\": True, \"type\": str, \"pattern\": r\"[A-Za-z0-9][A-Za-z0-9._-]{{0,127}}\"}},",
               pythonLiteral(name));
    out.out();
    out.line("}},");
  }
  out.out();
  out.line("}}");
  return out.text();
}

}  // namespace

std::vector<ManifestFile> pythonFiles(const Architecture& architecture, const FunctionPlan& plan) {
  PythonSteps steps(architecture, plan);
  const std::string text = steps.text();
  return {{"steps.py", text},
          {"contract.py", contractText(plan)},
          {"requirements.txt", steps.requirements()},
          {"tests/__init__.py", ""},
          {"tests/test_handler.py", pythonTest(plan)}};
}

}  // namespace virga::model
