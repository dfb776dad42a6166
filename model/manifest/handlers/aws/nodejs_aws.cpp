#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

// Versions that were on the npm registry when this was written; package.json pins them.
const std::map<std::string, std::string>& pinnedVersions() {
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

class AwsNodejsServices : public NodejsServices {
 public:
  using NodejsServices::NodejsServices;

  std::vector<std::string> remarks() const override {
    return {"What one invocation does, in order. Clients live as long as the instance; the SDK makes one attempt a call,",
            "retries are those of the steps."};
  }

 protected:
  const std::map<std::string, std::string>& packageVersions() const override { return pinnedVersions(); }
  std::string secretPackage() const override { return "@aws-sdk/client-secrets-manager"; }
  std::string secretSuffix() const override { return "SECRET_ARN"; }

  void table(CodeText& out, const Use& use, const NosqlDb& table, const Action* action) override {
    head().import("@aws-sdk/client-dynamodb", "DynamoDBClient");
    head().import("@aws-sdk/lib-dynamodb", "DynamoDBDocumentClient");
    head().declare(
        "const tables = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 1 }), {\n"
        "  marshallOptions: { removeUndefinedValues: true },\n"
        "});");
    const std::string name = env(use.target, "TABLE");
    const std::string keyOf =
        fmt::format("{{ {}: {} }}", nodejsKey(table.partitionKey), nodejsMember("input", table.partitionKey));
    switch (use.access) {
      case Access::read:
        head().import("@aws-sdk/lib-dynamodb", "GetCommand");
        call(out, "const { Item } = ", "tables", fmt::format("new GetCommand({{ TableName: {}, Key: {} }})", name, keyOf),
             action);
        out.line("return Item;");
        break;
      case Access::write:
        head().import("@aws-sdk/lib-dynamodb", "PutCommand");
        out.line("const item = {{ ...input, writtenAt: new Date().toISOString() }};");
        call(out, "", "tables", fmt::format("new PutCommand({{ TableName: {}, Item: item }})", name), action);
        break;
      case Access::query:
        head().import("@aws-sdk/lib-dynamodb", "QueryCommand");
        out.line("const query = new QueryCommand({{");
        out.in();
        out.line("TableName: {},", name);
        out.line("KeyConditionExpression: '#key = :key',");
        out.line("ExpressionAttributeNames: {{ '#key': {} }},", nodejsLiteral(table.partitionKey));
        out.line("ExpressionAttributeValues: {{ ':key': {} }},", nodejsMember("input", table.partitionKey));
        out.line("Limit: 100,");
        out.out();
        out.line("}});");
        call(out, "const { Items } = ", "tables", "query", action);
        out.line("return Items;");
        break;
      default:
        head().import("@aws-sdk/lib-dynamodb", "DeleteCommand");
        call(out, "", "tables", fmt::format("new DeleteCommand({{ TableName: {}, Key: {} }})", name, keyOf), action);
    }
  }

  void objects(CodeText& out, const Use& use, const Action* action) override {
    head().import("@aws-sdk/client-s3", "S3Client");
    head().declare("const objects = new S3Client({ maxAttempts: 1 });");
    const std::string name = env(use.target, "BUCKET");
    switch (use.access) {
      case Access::read:
        head().import("@aws-sdk/client-s3", "GetObjectCommand");
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
        head().import("@aws-sdk/client-s3", "PutObjectCommand");
        out.line(
            "const object = {{ Bucket: {}, Key: input.id, Body: JSON.stringify(input), ContentType: 'application/json' }};",
            name);
        call(out, "", "objects", "new PutObjectCommand(object)", action);
        break;
      case Access::query:
        head().import("@aws-sdk/client-s3", "ListObjectsV2Command");
        call(out, "const { Contents = [] } = ", "objects",
             fmt::format("new ListObjectsV2Command({{ Bucket: {}, Prefix: input.id, MaxKeys: 100 }})", name), action);
        out.line("return Contents.map(({{ Key, Size }}) => ({{ key: Key, size: Size }}));");
        break;
      default:
        head().import("@aws-sdk/client-s3", "DeleteObjectCommand");
        call(out, "", "objects", fmt::format("new DeleteObjectCommand({{ Bucket: {}, Key: input.id }})", name), action);
    }
  }

  void queue(CodeText& out, const Use& use, const Action* action) override {
    head().import("@aws-sdk/client-sqs", "SQSClient");
    head().import("@aws-sdk/client-sqs", "SendMessageCommand");
    head().declare("const queues = new SQSClient({ maxAttempts: 1 });");
    out.line("const message = {{ QueueUrl: {}, MessageBody: JSON.stringify(input) }};", env(use.target, "QUEUE_URL"));
    call(out, "", "queues", "new SendMessageCommand(message)", action);
  }

  void topic(CodeText& out, const Use& use, const Action* action) override {
    head().import("@aws-sdk/client-sns", "SNSClient");
    head().import("@aws-sdk/client-sns", "PublishCommand");
    head().declare("const topics = new SNSClient({ maxAttempts: 1 });");
    out.line("const message = {{ TopicArn: {}, Message: JSON.stringify(input) }};", env(use.target, "TOPIC_ARN"));
    call(out, "", "topics", "new PublishCommand(message)", action);
  }

  void stream(CodeText& out, const Use& use, const Action* action) override {
    head().import("@aws-sdk/client-kinesis", "KinesisClient");
    head().import("@aws-sdk/client-kinesis", "PutRecordCommand");
    head().declare("const streams = new KinesisClient({ maxAttempts: 1 });");
    out.line("const record = {{");
    out.in();
    out.line("StreamName: {},", env(use.target, "STREAM"));
    out.line("PartitionKey: input.id,");
    out.line("Data: Buffer.from(JSON.stringify(input)),");
    out.out();
    out.line("}};");
    call(out, "", "streams", "new PutRecordCommand(record)", action);
  }

  void bus(CodeText& out, const Use& use, const Action* action) override {
    head().import("@aws-sdk/client-eventbridge", "EventBridgeClient");
    head().import("@aws-sdk/client-eventbridge", "PutEventsCommand");
    head().declare("const buses = new EventBridgeClient({ maxAttempts: 1 });");
    out.line("const entry = {{");
    out.in();
    out.line("EventBusName: {},", env(use.target, "BUS"));
    out.line("Source: {},", nodejsLiteral(plan().component->id));
    out.line("DetailType: 'message',");
    out.line("Detail: JSON.stringify(input),");
    out.out();
    out.line("}};");
    call(out, "const { FailedEntryCount, Entries } = ", "buses", "new PutEventsCommand({ Entries: [entry] })", action);
    out.line("if (FailedEntryCount > 0) throw new Error(`{} took no event: ${{Entries[0].ErrorCode}}`);", use.target);
  }

  void socket(CodeText& out, const Use& use, const Action* action) override {
    const std::string package = "@aws-sdk/client-apigatewaymanagementapi";
    head().import(package, "ApiGatewayManagementApiClient");
    head().import(package, "PostToConnectionCommand");
    auto words = wordsOf(use.target);
    words.emplace_back("connections");
    const std::string name = camelCase(words);
    head().declare(fmt::format("const {} = new ApiGatewayManagementApiClient({{ endpoint: {}, maxAttempts: 1 }});", name,
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

  void workflow(CodeText& out, const Use& use, const Action* action) override {
    head().import("@aws-sdk/client-sfn", "SFNClient");
    head().declare("const workflows = new SFNClient({ maxAttempts: 1 });");
    const bool start = use.access == Access::start;
    const std::string command = start ? "StartExecutionCommand" : "StartSyncExecutionCommand";
    head().import("@aws-sdk/client-sfn", command);
    out.line("const execution = {{ stateMachineArn: {}, input: JSON.stringify(input) }};", env(use.target, "WORKFLOW_ARN"));
    if (start) return call(out, "", "workflows", "new " + command + "(execution)", action);
    call(out, "const { status, output } = ", "workflows", "new " + command + "(execution)", action);
    out.line("if (status !== 'SUCCEEDED') throw new Error(`{} ended as ${{status}}`);", use.target);
    out.line("return JSON.parse(output);");
  }

  void database(CodeText& out, const Use& use, const SqlDb&, const Action* action) override {
    head().import("@aws-sdk/client-rds-data", "RDSDataClient");
    head().import("@aws-sdk/client-rds-data", "ExecuteStatementCommand");
    head().declare("const databases = new RDSDataClient({ maxAttempts: 1 });");
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

  void invoke(CodeText& out, const Use& use, const Action* action) override {
    head().import("@aws-sdk/client-lambda", "LambdaClient");
    head().import("@aws-sdk/client-lambda", "InvokeCommand");
    head().declare("const functions = new LambdaClient({ maxAttempts: 1 });");
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

  void cacheClient(const ComponentId& cache, const std::string& name) override {
    head().import("ioredis", "Cluster");
    head().declare(
        fmt::format("// ElastiCache Serverless speaks cluster mode over TLS behind one host name.\n"
                    "const {} = new Cluster([{{ host: {}, port: Number({}) }}], {{\n"
                    "  lazyConnect: true,\n"
                    "  dnsLookup: (address, callback) => callback(null, address),\n"
                    "  redisOptions: {{ tls: {{}}, connectTimeout: 2000 }},\n"
                    "}});",
                    name, env(cache, "CACHE_HOST"), env(cache, "CACHE_PORT")));
  }

 private:
  // `prefix` call, where the call gets a signal argument if it is guarded.
  void call(CodeText& out, const std::string& prefix, const std::string& object, const std::string& argument,
            const Action* action) {
    const std::string options = guard(action);
    if (options.empty()) return out.line("{}await {}.send({});", prefix, object, argument);
    out.line("const command = {};", argument);
    writeAttempt(out, prefix + "await ", fmt::format("(abortSignal) => {}.send(command, {{ abortSignal }})", object),
                 options);
  }
};

}  // namespace

std::unique_ptr<NodejsServices> AwsHandlers::nodejs(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AwsNodejsServices>(architecture, plan);
}

}  // namespace virga::model
