#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

constexpr std::size_t kLineMax = 110;

// Versions that were on the npm registry when this was written; package.json pins them.
const std::map<std::string, std::string>& packageVersions() {
  static const std::map<std::string, std::string> versions = {
      {"@aws-sdk/client-apigatewaymanagementapi", "3.1169.0"},
      {"@aws-sdk/client-dynamodb", "3.1164.0"},
      {"@aws-sdk/client-eventbridge", "3.1169.0"},
      {"@aws-sdk/client-kinesis", "3.1143.0"},
      {"@aws-sdk/client-lambda", "3.1164.0"},
      {"@aws-sdk/client-rds-data", "3.1143.0"},
      {"@aws-sdk/client-s3", "3.1173.0"},
      {"@aws-sdk/client-secrets-manager", "3.1164.0"},
      {"@aws-sdk/client-sfn", "3.1164.0"},
      {"@aws-sdk/client-sns", "3.1169.0"},
      {"@aws-sdk/client-sqs", "3.1169.0"},
      {"@aws-sdk/lib-dynamodb", "3.1162.0"},
      {"ioredis", "5.9.2"},
  };
  return versions;
}

bool isIdentifier(const std::string& text) {
  return !text.empty() && !std::isdigit(static_cast<unsigned char>(text[0])) &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '$'; });
}

std::string key(const std::string& text) { return isIdentifier(text) ? text : nodejsLiteral(text); }

std::string member(const std::string& object, const std::string& text) {
  return isIdentifier(text) ? object + "." + text : object + "[" + nodejsLiteral(text) + "]";
}

class NodejsSteps {
 public:
  NodejsSteps(const Architecture& architecture, const FunctionPlan& plan)
      : architecture_(architecture), plan_(plan), batch_(plan.batches()) {}

  std::string text() {
    CodeText steps(2), actions(2);
    run(steps);
    for (const Action& action : plan_.actions) {
      actions.blank();
      define(actions, action);
    }
    for (const ComponentId& id : origins_) {
      actions.blank();
      actions.line("async function {}(input) {{", camelCase(originWords(id)));
      actions.in();
      access(actions, Use{id, findKind<External>(architecture_, id) ? Access::request : Access::read}, nullptr);
      actions.out();
      actions.line("}}");
    }
    CodeText head(2);
    header(head);
    return head.text() + steps.text() + actions.text();
  }

  std::set<std::string> packages() const {
    std::set<std::string> names;
    for (const auto& [package, symbols] : imports_)
      if (package[0] != '.') names.insert(package);
    if (imports_.count("./secrets.mjs") != 0) names.insert("@aws-sdk/client-secrets-manager");
    return names;
  }

 private:
  void import(const std::string& package, const std::string& symbol) { imports_[package].insert(symbol); }

  void header(CodeText& out) {
    out.line(
        "// What one invocation does, in order. Clients live as long as the instance; the SDK makes one attempt a call,");
    out.line("// retries are those of the steps.");
    for (const bool own : {false, true})
      for (const auto& [package, symbols] : imports_)
        if ((package[0] == '.') == own) {
          if (package == "ioredis")
            out.line("import {{ Cluster }} from 'ioredis';");
          else
            out.line("import {{ {} }} from '{}';", fmt::join(symbols, ", "), package);
        }
    if (!imports_.empty()) out.blank();
    for (const auto& client : clients_) out.raw(client);
    if (!clients_.empty()) out.blank();
    for (const Action& action : plan_.actions)
      if (action.breaker) {
        out.line("const {}Breaker = new Breaker({{ failures: {}, withinMs: {}, openMs: {} }});", camelCase(action.words),
                 action.breaker->failures, millisecondsText(action.breaker->within), millisecondsText(action.breaker->open));
      }
    if (std::any_of(plan_.actions.begin(), plan_.actions.end(), [](const Action& a) { return a.breaker.has_value(); }))
      out.blank();
  }

  void run(CodeText& out) {
    if (batch_) {
      out.line("export async function run(batch) {{");
      out.in();
      walk(out, plan_.function->steps);
      out.out();
      out.line("}}");
    } else {
      out.line("export async function run(input) {{");
      out.in();
      out.line("const found = {{}};");
      walk(out, plan_.function->steps);
      out.line("return found;");
      out.out();
      out.line("}}");
    }
    branchChoices(out);
  }

  void walk(CodeText& out, const Steps& steps) {
    for (const Step& step : steps) {
      if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) {
        if (parallel->branches.empty()) continue;
        out.line("await Promise.all([");
        out.in();
        for (const Steps& branch : parallel->branches) {
          out.line("(async () => {{");
          out.in();
          walk(out, branch);
          out.out();
          out.line("}})(),");
        }
        out.out();
        out.line("]);");
      } else if (const auto* branch = std::get_if<BranchStep>(&step.what)) {
        walkBranch(out, *branch);
      } else if (const auto* loop = std::get_if<LoopStep>(&step.what)) {
        out.line("for (let round = 0; round < {}; round += 1) {{", loop->times);
        out.in();
        walk(out, loop->steps);
        out.out();
        out.line("}}");
      } else if (const auto* map = std::get_if<MapStep>(&step.what)) {
        import("./calls.mjs", "rounds");
        out.line("await rounds({}, {}, async () => {{", map->items, map->limit > 0 ? map->limit : map->items);
        out.in();
        walk(out, map->steps);
        out.out();
        out.line("}});");
      } else if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
        out.line("await new Promise((resolve) => setTimeout(resolve, {}));", millisecondsText(mean(wait->time)));
      } else {
        const Action& action = plan_.actions.at(next_++);
        perform(out, action);
      }
    }
  }

  void walkBranch(CodeText& out, const BranchStep& step) {
    branches_.push_back(&step);
    const std::string number = branches_.size() == 1 ? "" : std::to_string(branches_.size());
    out.line("switch (chooseBranch{}()) {{", number);
    out.in();
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      out.line("case {}:", i);
      out.in();
      walk(out, step.options[i].steps);
      out.line("break;");
      out.out();
    }
    out.line("default:");
    out.out();
    out.line("}}");
  }

  void branchChoices(CodeText& out) {
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      out.blank();
      out.line("// The real condition belongs here; until then a draw decides, with the shares of the design.");
      out.line("function chooseBranch{}() {{", i == 0 ? "" : std::to_string(i + 1));
      out.in();
      out.line("const draw = Math.random();");
      double sum = 0;
      for (std::size_t n = 0; n < branches_[i]->options.size(); ++n) {
        sum += branches_[i]->options[n].share.value;
        out.line("if (draw < {:.6g}) return {};", sum, n);
      }
      out.line("return -1;");
      out.out();
      out.line("}}");
    }
  }

  // Answers that belong to the caller; what an external system says stays inside.
  bool answers(const Action& action) const {
    if (!action.use || batch_) return false;
    if (findKind<External>(architecture_, action.use->target) || findKind<SecretStore>(architecture_, action.use->target))
      return false;
    return action.use->access == Access::read || action.use->access == Access::query ||
           action.use->access == Access::invoke || action.use->access == Access::request;
  }

  void perform(CodeText& out, const Action& action) {
    const std::string name = camelCase(action.words);
    if (batch_)
      out.line("await batch.{}({});", action.per == Per::message ? "each" : "once", name);
    else if (answers(action))
      out.line("found.{} = await {}(input);", camelCase(wordsOf(action.use->target)), name);
    else
      out.line("await {}(input);", name);
  }

  void define(CodeText& out, const Action& action) {
    const std::string name = camelCase(action.words);
    if (!action.use) {
      out.line("// Own work of about {:.3g} ms on a full vCPU belongs here.", action.work.milliseconds());
      out.line("async function {}(input) {{", name);
      out.in();
      out.line("return input;");
      out.out();
      out.line("}}");
      return;
    }
    out.line("async function {}(input) {{", name);
    out.in();
    access(out, *action.use, &action);
    out.out();
    out.line("}}");
  }

  // The options of one call to `attempt`; empty if the design states none.
  std::string guard(const Action* action) {
    if (!action || (!action->timeout && !action->retry && !action->breaker)) return {};
    import("./calls.mjs", "attempt");
    std::vector<std::string> options;
    if (action->timeout) options.push_back("timeoutMs: " + millisecondsText(*action->timeout));
    if (action->retry) {
      options.push_back(fmt::format("retries: {}", action->retry->attempts));
      options.push_back("backoffMs: " + millisecondsText(action->retry->backoff));
    }
    if (action->breaker) {
      import("./calls.mjs", "Breaker");
      options.push_back("breaker: " + camelCase(action->words) + "Breaker");
    }
    return fmt::format("{}", fmt::join(options, ", "));
  }

  // One guarded call, over several lines where one would be too long.
  static void attempted(CodeText& out, const std::string& prefix, const std::string& work, const std::string& options) {
    const std::string line = fmt::format("{}attempt({}, {{ {} }});", prefix, work, options);
    if (line.size() <= kLineMax) return out.raw(line);
    out.line("{}attempt(", prefix);
    out.in();
    out.line("{},", work);
    out.line("{{ {} }},", options);
    out.out();
    out.line(");");
  }

  // `prefix` call, where the call gets a signal argument if it is guarded.
  void call(CodeText& out, const std::string& prefix, const std::string& object, const std::string& argument,
            const Action* action) {
    const std::string options = guard(action);
    if (options.empty()) return out.line("{}await {}.send({});", prefix, object, argument);
    out.line("const command = {};", argument);
    attempted(out, prefix + "await ", fmt::format("(abortSignal) => {}.send(command, {{ abortSignal }})", object), options);
  }

  void client(const std::string& text) {
    if (std::find(clients_.begin(), clients_.end(), text) == clients_.end()) clients_.push_back(text);
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

  static std::string env(const ComponentId& id, const std::string& suffix) {
    return "process.env." + environmentName(id, suffix);
  }

  void accessTable(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) {
    import("@aws-sdk/client-dynamodb", "DynamoDBClient");
    import("@aws-sdk/lib-dynamodb", "DynamoDBDocumentClient");
    client(
        "const tables = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 1 }), {\n"
        "  marshallOptions: { removeUndefinedValues: true },\n"
        "});");
    const std::string name = env(use.target, "TABLE");
    const std::string keyOf = fmt::format("{{ {}: {} }}", key(table.partitionKey), member("input", table.partitionKey));
    switch (use.access) {
      case Access::read:
        import("@aws-sdk/lib-dynamodb", "GetCommand");
        call(out, "const { Item } = ", "tables", fmt::format("new GetCommand({{ TableName: {}, Key: {} }})", name, keyOf),
             action);
        out.line("return Item;");
        break;
      case Access::write:
        import("@aws-sdk/lib-dynamodb", "PutCommand");
        out.line("const item = {{ ...input, writtenAt: new Date().toISOString() }};");
        call(out, "", "tables", fmt::format("new PutCommand({{ TableName: {}, Item: item }})", name), action);
        break;
      case Access::query:
        import("@aws-sdk/lib-dynamodb", "QueryCommand");
        out.line("const query = new QueryCommand({{");
        out.in();
        out.line("TableName: {},", name);
        out.line("KeyConditionExpression: '#key = :key',");
        out.line("ExpressionAttributeNames: {{ '#key': {} }},", nodejsLiteral(table.partitionKey));
        out.line("ExpressionAttributeValues: {{ ':key': {} }},", member("input", table.partitionKey));
        out.line("Limit: 100,");
        out.out();
        out.line("}});");
        call(out, "const { Items } = ", "tables", "query", action);
        out.line("return Items;");
        break;
      default:
        import("@aws-sdk/lib-dynamodb", "DeleteCommand");
        call(out, "", "tables", fmt::format("new DeleteCommand({{ TableName: {}, Key: {} }})", name, keyOf), action);
    }
  }

  void accessBucket(CodeText& out, const Use& use, const Action* action) {
    import("@aws-sdk/client-s3", "S3Client");
    client("const objects = new S3Client({ maxAttempts: 1 });");
    const std::string name = env(use.target, "BUCKET");
    switch (use.access) {
      case Access::read:
        import("@aws-sdk/client-s3", "GetObjectCommand");
        out.line("try {{");
        out.in();
        call(out, "const { Body } = ", "objects", fmt::format("new GetObjectCommand({{ Bucket: {}, Key: input.id }})", name),
             action);
        out.line("return JSON.parse(await Body.transformToString());");
        out.out();
        out.line("}} catch (error) {{");
        out.in();
        out.line("// Without the right to list, S3 answers AccessDenied for an object that isn't there.");
        out.line("if (error.name === 'NoSuchKey' || error.name === 'AccessDenied') return undefined;");
        out.line("throw error;");
        out.out();
        out.line("}}");
        break;
      case Access::write:
        import("@aws-sdk/client-s3", "PutObjectCommand");
        out.line(
            "const object = {{ Bucket: {}, Key: input.id, Body: JSON.stringify(input), ContentType: 'application/json' }};",
            name);
        call(out, "", "objects", "new PutObjectCommand(object)", action);
        break;
      case Access::query:
        import("@aws-sdk/client-s3", "ListObjectsV2Command");
        call(out, "const { Contents = [] } = ", "objects",
             fmt::format("new ListObjectsV2Command({{ Bucket: {}, Prefix: input.id, MaxKeys: 100 }})", name), action);
        out.line("return Contents.map(({{ Key, Size }}) => ({{ key: Key, size: Size }}));");
        break;
      default:
        import("@aws-sdk/client-s3", "DeleteObjectCommand");
        call(out, "", "objects", fmt::format("new DeleteObjectCommand({{ Bucket: {}, Key: input.id }})", name), action);
    }
  }

  std::vector<std::string> originWords(const ComponentId& id) const {
    std::vector<std::string> words = {"load"};
    for (auto& word : wordsOf(id)) words.push_back(std::move(word));
    return words;
  }

  void accessCache(CodeText& out, const Use& use, const Cache& cache, const Action* action) {
    import("ioredis", "Cluster");
    auto words = wordsOf(use.target);
    words.emplace_back("cache");
    const std::string name = camelCase(words);
    client(
        fmt::format("// ElastiCache Serverless speaks cluster mode over TLS behind one host name.\n"
                    "const {} = new Cluster([{{ host: {}, port: Number({}) }}], {{\n"
                    "  lazyConnect: true,\n"
                    "  dnsLookup: (address, callback) => callback(null, address),\n"
                    "  redisOptions: {{ tls: {{}}, connectTimeout: 2000 }},\n"
                    "}});",
                    name, env(use.target, "CACHE_HOST"), env(use.target, "CACHE_PORT")));
    const std::string options = guard(action);
    const auto cached = [&](const std::string& prefix, const std::string& text) {
      if (options.empty())
        out.line("{}await {};", prefix, text);
      else
        attempted(out, prefix + "await ", "() => " + text, options);
    };
    switch (use.access) {
      case Access::write: cached("", fmt::format("{}.set(input.id, JSON.stringify(input), 'EX', 300)", name)); break;
      case Access::remove: cached("", fmt::format("{}.del(input.id)", name)); break;
      default:
        cached("const text = ", fmt::format("{}.get(input.id)", name));
        if (!cache.origin) {
          out.line("return text === null ? undefined : JSON.parse(text);");
          break;
        }
        if (std::find(origins_.begin(), origins_.end(), cache.origin->id) == origins_.end())
          origins_.push_back(cache.origin->id);
        out.line("if (text !== null) return JSON.parse(text);");
        out.line("const value = await {}(input);", camelCase(originWords(cache.origin->id)));
        out.line("if (value !== undefined) await {}.set(input.id, JSON.stringify(value), 'EX', 300);", name);
        out.line("return value;");
    }
  }

  void sendMessage(CodeText& out, const Use& use, const Action* action) {
    import("@aws-sdk/client-sqs", "SQSClient");
    import("@aws-sdk/client-sqs", "SendMessageCommand");
    client("const queues = new SQSClient({ maxAttempts: 1 });");
    out.line("const message = {{ QueueUrl: {}, MessageBody: JSON.stringify(input) }};", env(use.target, "QUEUE_URL"));
    call(out, "", "queues", "new SendMessageCommand(message)", action);
  }

  void publish(CodeText& out, const Use& use, const Action* action) {
    import("@aws-sdk/client-sns", "SNSClient");
    import("@aws-sdk/client-sns", "PublishCommand");
    client("const topics = new SNSClient({ maxAttempts: 1 });");
    out.line("const message = {{ TopicArn: {}, Message: JSON.stringify(input) }};", env(use.target, "TOPIC_ARN"));
    call(out, "", "topics", "new PublishCommand(message)", action);
  }

  void putRecord(CodeText& out, const Use& use, const Action* action) {
    import("@aws-sdk/client-kinesis", "KinesisClient");
    import("@aws-sdk/client-kinesis", "PutRecordCommand");
    client("const streams = new KinesisClient({ maxAttempts: 1 });");
    out.line("const record = {{");
    out.in();
    out.line("StreamName: {},", env(use.target, "STREAM"));
    out.line("PartitionKey: input.id,");
    out.line("Data: Buffer.from(JSON.stringify(input)),");
    out.out();
    out.line("}};");
    call(out, "", "streams", "new PutRecordCommand(record)", action);
  }

  void putEvent(CodeText& out, const Use& use, const Action* action) {
    import("@aws-sdk/client-eventbridge", "EventBridgeClient");
    import("@aws-sdk/client-eventbridge", "PutEventsCommand");
    client("const buses = new EventBridgeClient({ maxAttempts: 1 });");
    out.line("const entry = {{");
    out.in();
    out.line("EventBusName: {},", env(use.target, "BUS"));
    out.line("Source: {},", nodejsLiteral(plan_.component->id));
    out.line("DetailType: 'message',");
    out.line("Detail: JSON.stringify(input),");
    out.out();
    out.line("}};");
    call(out, "const { FailedEntryCount, Entries } = ", "buses", "new PutEventsCommand({ Entries: [entry] })", action);
    out.line("if (FailedEntryCount > 0) throw new Error(`{} took no event: ${{Entries[0].ErrorCode}}`);", use.target);
  }

  void push(CodeText& out, const Use& use, const Action* action) {
    const std::string package = "@aws-sdk/client-apigatewaymanagementapi";
    import(package, "ApiGatewayManagementApiClient");
    import(package, "PostToConnectionCommand");
    auto words = wordsOf(use.target);
    words.emplace_back("connections");
    const std::string name = camelCase(words);
    client(fmt::format("const {} = new ApiGatewayManagementApiClient({{ endpoint: {}, maxAttempts: 1 }});", name,
                       env(use.target, "CONNECTIONS_URL")));
    out.line("// Whom else to push to is the domain's choice; the input names the connection that it came over.");
    out.line("const push = {{ ConnectionId: input.connectionId, Data: JSON.stringify(input) }};");
    out.line("try {{");
    out.in();
    call(out, "", name, "new PostToConnectionCommand(push)", action);
    out.out();
    out.line("}} catch (error) {{");
    out.in();
    out.line("if (error.name !== 'GoneException') throw error; // the connection was closed meanwhile");
    out.out();
    out.line("}}");
  }

  void startWorkflow(CodeText& out, const Use& use, const Action* action) {
    import("@aws-sdk/client-sfn", "SFNClient");
    client("const workflows = new SFNClient({ maxAttempts: 1 });");
    const bool start = use.access == Access::start;
    const std::string command = start ? "StartExecutionCommand" : "StartSyncExecutionCommand";
    import("@aws-sdk/client-sfn", command);
    out.line("const execution = {{ stateMachineArn: {}, input: JSON.stringify(input) }};", env(use.target, "WORKFLOW_ARN"));
    if (start) return call(out, "", "workflows", "new " + command + "(execution)", action);
    call(out, "const { status, output } = ", "workflows", "new " + command + "(execution)", action);
    out.line("if (status !== 'SUCCEEDED') throw new Error(`{} ended as ${{status}}`);", use.target);
    out.line("return JSON.parse(output);");
  }

  void accessDatabase(CodeText& out, const Use& use, const Action* action) {
    import("@aws-sdk/client-rds-data", "RDSDataClient");
    import("@aws-sdk/client-rds-data", "ExecuteStatementCommand");
    client("const databases = new RDSDataClient({ maxAttempts: 1 });");
    out.line("// The domain's own tables and statements belong here; README.md has the table of these.");
    out.line("const statement = {{");
    out.in();
    out.line("resourceArn: {},", env(use.target, "DATABASE_ARN"));
    out.line("secretArn: {},", env(use.target, "DATABASE_SECRET_ARN"));
    out.line("database: 'app',");
    out.line("sql: {},", nodejsLiteral(sqlOf(use.access)));
    out.line("parameters: [");
    out.in();
    out.line("{{ name: 'id', value: {{ stringValue: input.id }} }},");
    if (use.access == Access::write)
      out.line("{{ name: 'item', typeHint: 'JSON', value: {{ stringValue: JSON.stringify(input) }} }},");
    out.out();
    out.line("],");
    out.line("formatRecordsAs: 'JSON',");
    out.out();
    out.line("}};");
    const bool answers = use.access == Access::read || use.access == Access::query;
    call(out, answers ? "const { formattedRecords } = " : "", "databases", "new ExecuteStatementCommand(statement)", action);
    if (use.access == Access::read) out.line("return JSON.parse(formattedRecords)[0];");
    if (use.access == Access::query) out.line("return JSON.parse(formattedRecords);");
  }

  void readSecret(CodeText& out, const Use& use, const SecretStore& store, const Action* action) {
    import("./secrets.mjs", "secretValue");
    const std::string text = fmt::format("secretValue({}, {})", env(use.target, "SECRET_ARN"),
                                         millisecondsText(store.cache.value_or(Duration{})));
    const std::string options = guard(action);
    if (options.empty()) return out.line("return {};", text);
    attempted(out, "return ", "() => " + text, options);
  }

  void invoke(CodeText& out, const Use& use, const Action* action) {
    import("@aws-sdk/client-lambda", "LambdaClient");
    import("@aws-sdk/client-lambda", "InvokeCommand");
    client("const functions = new LambdaClient({ maxAttempts: 1 });");
    const bool start = use.access == Access::start;
    out.line("const invocation = {{");
    out.in();
    out.line("FunctionName: {},", env(use.target, "FUNCTION"));
    out.line("InvocationType: '{}',", start ? "Event" : "RequestResponse");
    out.line("Payload: JSON.stringify(input),");
    out.out();
    out.line("}};");
    if (start) return call(out, "", "functions", "new InvokeCommand(invocation)", action);
    call(out, "const { FunctionError, Payload } = ", "functions", "new InvokeCommand(invocation)", action);
    out.line("const answer = Buffer.from(Payload).toString('utf8');");
    out.line("if (FunctionError !== undefined) throw new Error(`{} failed: ${{answer}}`);", use.target);
    out.line("return JSON.parse(answer);");
  }

  void requestLines(CodeText& out, const std::string& url, const std::string& options, const Action* action) {
    import("./remote.mjs", "request");
    const std::string guarded = guard(action);
    if (guarded.empty()) return out.line("return request({}, {{ {} }});", url, options);
    attempted(out, "return ", fmt::format("(signal) => request({}, {{ {}, signal }})", url, options), guarded);
  }

  void callExternal(CodeText& out, const Use& use, const Action* action) {
    import("./secrets.mjs", "secretValue");
    out.line("const token = await secretValue({});", env(use.target, "SECRET_ARN"));
    const std::string idempotency = plan_.keys.empty() ? "" : ", idempotencyKey: " + member("input", plan_.keys[0]);
    requestLines(out, env(use.target, "ENDPOINT"), "method: 'POST', body: input, token" + idempotency, action);
  }

  void callApi(CodeText& out, const Use& use, const Action* action) {
    const auto* api = findKind<HttpApi>(architecture_, use.target);
    const std::string& route = api->routes.at(0).route;
    const auto space = route.find(' ');
    std::string method = route.substr(0, space);
    if (method == "ANY") method = "POST";
    std::string path = route.substr(space + 1), url;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const auto close = path[i] == '{' ? path.find('}', i) : std::string::npos;
      if (close == std::string::npos) {
        url += path[i];
        continue;
      }
      std::string parameter = path.substr(i + 1, close - i - 1);
      if (!parameter.empty() && parameter.back() == '+') parameter.pop_back();
      url += "${encodeURIComponent(" + member("input", parameter) + ")}";
      i = close;
    }
    const bool body = method != "GET" && method != "DELETE" && method != "HEAD";
    requestLines(out, "`${" + env(use.target, "API_URL") + "}" + url + "`",
                 fmt::format("method: '{}'{}", method, body ? ", body: input" : ""), action);
  }

  const Architecture& architecture_;
  const FunctionPlan& plan_;
  bool batch_;
  std::size_t next_ = 0;
  std::map<std::string, std::set<std::string>> imports_;
  std::vector<std::string> clients_;
  std::vector<ComponentId> origins_;
  std::vector<const BranchStep*> branches_;
};

std::string contractText(const FunctionPlan& plan) {
  CodeText out(2);
  out.line("// What this function takes. Other fields pass unchecked: add the domain's own rules here.");
  out.line("export const contract = {{");
  out.in();
  out.line("maxBytes: {}, // {}", plan.inputLimit, plan.inputLimitReason);
  if (plan.keys.empty()) {
    out.line("fields: {{}},");
  } else {
    out.line("fields: {{");
    out.in();
    for (const auto& name : plan.keys)
      out.line("{}: {{ required: true, type: 'string', pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{{0,127}}$/ }},", key(name));
    out.out();
    out.line("}},");
  }
  out.out();
  out.line("}};");
  return out.text();
}

std::string packageText(const FunctionPlan& plan, const std::set<std::string>& packages) {
  nlohmann::ordered_json package = nlohmann::ordered_json::object();
  package["name"] = plan.component->id;
  package["version"] = "0.1.0";
  package["private"] = true;
  package["type"] = "module";
  package["files"] = nlohmann::ordered_json::array({"*.mjs"});
  package["scripts"]["test"] = "node --test";
  if (!packages.empty())
    for (const auto& name : packages) package["dependencies"][name] = packageVersions().at(name);
  return package.dump(2) + "\n";
}

}  // namespace

std::vector<ManifestFile> nodejsFiles(const Architecture& architecture, const FunctionPlan& plan) {
  NodejsSteps steps(architecture, plan);
  const std::string text = steps.text();
  return {{"steps.mjs", text},
          {"contract.mjs", contractText(plan)},
          {"package.json", packageText(plan, steps.packages())},
          {"test/handler.test.mjs", nodejsTest(plan)}};
}

}  // namespace virga::model
