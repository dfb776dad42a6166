#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/go_text.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

const std::string kSdk = "github.com/aws/aws-sdk-go-v2";

// The tags of aws-lambda-go, go-redis and of the SDK's modules, 2026-08. The version of a service is that of its module.
const std::map<std::string, std::string>& serviceVersions() {
  static const std::map<std::string, std::string> known = {
      {"apigatewaymanagementapi", "v1.32.4"},
      {"dynamodb", "v1.63.1"},
      {"eventbridge", "v1.48.4"},
      {"kinesis", "v1.46.4"},
      {"lambda", "v1.101.2"},
      {"rdsdata", "v1.35.4"},
      {"s3", "v1.106.5"},
      {"secretsmanager", "v1.44.4"},
      {"sfn", "v1.45.4"},
      {"sns", "v1.42.4"},
      {"sqs", "v1.46.4"},
  };
  return known;
}

// A text as a pointer, as the SDK takes it.
std::string pointer(const std::string& expression) { return "aws.String(" + expression + ")"; }

class AwsGoServices : public GoServices {
 public:
  AwsGoServices(const Architecture& architecture, const FunctionPlan& plan) : GoServices(architecture, plan) {
    module("github.com/aws/aws-lambda-go", "v1.54.0");
  }

 protected:
  std::string secretSuffix() const override { return "SECRET_ARN"; }

  void settings(CodeText& out) override {
    sdk("config");
    module(kSdk + "/config", "v1.32.34");
    out.raw("settings, err := config.LoadDefaultConfig(ctx, config.WithRetryMaxAttempts(1))");
    out.raw("if err != nil {");
    out.raw(" return nil, err");
    out.raw("}");
  }

  void mayRetry(CodeText& out) override {
    sdk("aws");
    sdk("aws/retry");
    import("errors");
    import("net");
    out.raw("if errors.Is(err, context.Canceled) {");
    out.raw(" return false");
    out.raw("}");
    out.raw("var network net.Error");
    out.raw("if errors.As(err, &network) {");
    out.raw(" return true");
    out.raw("}");
    if (helpers().count("redis_cache") != 0) {
      import("io");
      out.raw("if errors.Is(err, io.EOF) {");
      out.raw(" return true");
      out.raw("}");
    }
    out.raw("return retry.IsErrorRetryables(retry.DefaultRetryables).IsErrorRetryable(err) == aws.TrueTernary");
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table) override {
    client("tables", "dynamodb");
    helper("items");
    const std::string name = pointer(env(use.target, "TABLE")), key = pythonLiteral(table.partitionKey);
    const std::string keyOf = fmt::format("item(app.Object{{{0}: input[{0}]}})", key);
    switch (use.access) {
      case Access::read:
        call(out, "answer, err := s.tables.GetItem(ctx, &dynamodb.GetItemInput", {{"TableName", name}, {"Key", keyOf}});
        out.raw("if err != nil || answer.Item == nil {");
        out.raw(" return nil, err");
        out.raw("}");
        out.raw("return object(answer.Item), nil");
        break;
      case Access::write:
        import("time");
        out.raw("written := app.With(input, \"writtenAt\", time.Now().UTC().Format(time.RFC3339Nano))");
        call(out, "_, err := s.tables.PutItem(ctx, &dynamodb.PutItemInput",
             {{"TableName", name}, {"Item", "item(written)"}});
        out.raw("return err");
        break;
      case Access::query:
        call(out, "answer, err := s.tables.Query(ctx, &dynamodb.QueryInput",
             {{"TableName", name},
              {"KeyConditionExpression", pointer("\"#key = :key\"")},
              {"ExpressionAttributeNames", fmt::format("map[string]string{{\"#key\": {}}}", key)},
              {"ExpressionAttributeValues", fmt::format("item(app.Object{{\":key\": input[{}]}})", key)},
              {"Limit", "aws.Int32(100)"}});
        check(out, use);
        out.raw("return objects(answer.Items), nil");
        break;
      default:
        call(out, "_, err := s.tables.DeleteItem(ctx, &dynamodb.DeleteItemInput", {{"TableName", name}, {"Key", keyOf}});
        out.raw("return err");
    }
  }

  void objects(CodeText& out, const Use& use) override {
    client("objects", "s3");
    const std::string name = pointer(env(use.target, "BUCKET")), key = pointer(text("id"));
    switch (use.access) {
      case Access::read:
        import("errors");
        import("io");
        import("github.com/aws/smithy-go");
        module("github.com/aws/smithy-go", "v1.27.6");
        call(out, "answer, err := s.objects.GetObject(ctx, &s3.GetObjectInput", {{"Bucket", name}, {"Key", key}});
        out.raw("var refused smithy.APIError");
        out.raw(
            "if errors.As(err, &refused) && (refused.ErrorCode() == \"NoSuchKey\" || refused.ErrorCode() == "
            "\"AccessDenied\") {");
        out.raw(" // Without the right to list, S3 answers AccessDenied for an object that isn't there.");
        out.raw(" return nil, nil");
        out.raw("}");
        check(out, use);
        out.raw("defer answer.Body.Close()");
        take(out, use, "text", "io.ReadAll(answer.Body)");
        out.raw("return app.ReadJSON(text)");
        break;
      case Access::write:
        import("bytes");
        encode(out, use, "text");
        call(out, "_, err = s.objects.PutObject(ctx, &s3.PutObjectInput",
             {{"Bucket", name},
              {"Key", key},
              {"Body", "bytes.NewReader(text)"},
              {"ContentType", pointer("\"application/json\"")}});
        out.raw("return err");
        break;
      case Access::query:
        call(out, "answer, err := s.objects.ListObjectsV2(ctx, &s3.ListObjectsV2Input",
             {{"Bucket", name}, {"Prefix", key}, {"MaxKeys", "aws.Int32(100)"}});
        check(out, use);
        out.raw("listed := []any{}");
        out.raw("for _, one := range answer.Contents {");
        out.raw(" listed = append(listed, app.Object{\"key\": aws.ToString(one.Key), \"size\": aws.ToInt64(one.Size)})");
        out.raw("}");
        out.raw("return listed, nil");
        break;
      default:
        call(out, "_, err := s.objects.DeleteObject(ctx, &s3.DeleteObjectInput", {{"Bucket", name}, {"Key", key}});
        out.raw("return err");
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&) override {
    client("databases", "rdsdata");
    types("rdsdata");
    const bool answers = hasAnswer(use), write = use.access == Access::write;
    out.raw("// The domain's own tables and statements belong here; README.md has the table of these.");
    if (write) encode(out, use, "text");
    out.line("id := &rdsdatatypes.FieldMemberStringValue{{Value: {}}}", text("id"));
    out.raw("parameters := []rdsdatatypes.SqlParameter{{Name: aws.String(\"id\"), Value: id}}");
    if (write) {
      out.raw("item := &rdsdatatypes.FieldMemberStringValue{Value: string(text)}");
      goLiteral(out, "parameters = append(parameters, rdsdatatypes.SqlParameter",
                {{"Name", pointer("\"item\"")}, {"Value", "item"}, {"TypeHint", "rdsdatatypes.TypeHintJson"}}, ")");
    }
    const std::string start = answers ? "answer, err := " : write ? "_, err = " : "_, err := ";
    call(out, start + "s.databases.ExecuteStatement(ctx, &rdsdata.ExecuteStatementInput",
         {{"ResourceArn", pointer(env(use.target, "DATABASE_ARN"))},
          {"SecretArn", pointer(env(use.target, "DATABASE_SECRET_ARN"))},
          {"Database", pointer("\"app\"")},
          {"Sql", pointer(pythonLiteral(sqlOf(use.access)))},
          {"Parameters", "parameters"},
          {"FormatRecordsAs", "rdsdatatypes.RecordsFormatTypeJson"}});
    if (!answers) return out.raw("return err");
    check(out, use);
    const std::string read = "app.ReadJSON([]byte(aws.ToString(answer.FormattedRecords)))";
    if (use.access == Access::query) return out.raw("return " + read);
    take(out, use, "found", read);
    out.raw("rows, _ := found.([]any)");
    out.raw("if len(rows) == 0 {");
    out.raw(" return nil, nil");
    out.raw("}");
    out.raw("return rows[0], nil");
  }

  void queue(CodeText& out, const Use& use) override {
    client("queues", "sqs");
    encode(out, use, "text");
    call(out, "_, err = s.queues.SendMessage(ctx, &sqs.SendMessageInput",
         {{"QueueUrl", pointer(env(use.target, "QUEUE_URL"))}, {"MessageBody", pointer("string(text)")}});
    out.raw("return err");
  }

  void topic(CodeText& out, const Use& use) override {
    client("topics", "sns");
    encode(out, use, "text");
    call(out, "_, err = s.topics.Publish(ctx, &sns.PublishInput",
         {{"TopicArn", pointer(env(use.target, "TOPIC_ARN"))}, {"Message", pointer("string(text)")}});
    out.raw("return err");
  }

  void stream(CodeText& out, const Use& use) override {
    client("streams", "kinesis");
    encode(out, use, "data");
    call(out, "_, err = s.streams.PutRecord(ctx, &kinesis.PutRecordInput",
         {{"StreamName", pointer(env(use.target, "STREAM"))}, {"PartitionKey", pointer(text("id"))}, {"Data", "data"}});
    out.raw("return err");
  }

  void bus(CodeText& out, const Use& use) override {
    client("buses", "eventbridge");
    types("eventbridge");
    import("fmt");
    encode(out, use, "text");
    goLiteral(out, "entry := eventbridgetypes.PutEventsRequestEntry",
              {{"EventBusName", pointer(env(use.target, "BUS"))},
               {"Source", pointer(pythonLiteral(plan().component->id))},
               {"DetailType", pointer("\"message\"")},
               {"Detail", pointer("string(text)")}});
    call(out, "answer, err := s.buses.PutEvents(ctx, &eventbridge.PutEventsInput",
         {{"Entries", "[]eventbridgetypes.PutEventsRequestEntry{entry}"}});
    check(out, use);
    out.raw("if answer.FailedEntryCount > 0 {");
    out.line(" return fmt.Errorf(\"{} took no event: %s\", aws.ToString(answer.Entries[0].ErrorCode))", use.target);
    out.raw("}");
    out.raw("return nil");
  }

  void socket(CodeText& out, const Use& use) override {
    helper("connections");
    sdkService("apigatewaymanagementapi");
    sdk("aws");
    auto words = wordsOf(use.target);
    words.emplace_back("connections");
    const std::string name = camelCase(words);
    field(name, "*connections", fmt::format("newConnections(settings, {})", env(use.target, "CONNECTIONS_URL")));
    out.raw("// Whom else to push to is the domain's choice; the input names the connection that it came over.");
    encode(out, use, "text");
    out.line("return s.{}.push(ctx, {}, text)", name, text("connectionId"));
  }

  void workflow(CodeText& out, const Use& use) override {
    client("workflows", "sfn");
    encode(out, use, "text");
    const bool start = use.access == Access::start;
    const std::string operation = start ? "StartExecution" : "StartSyncExecution";
    call(out,
         fmt::format("{} s.workflows.{}(ctx, &sfn.{}Input", start ? "_, err =" : "execution, err :=", operation, operation),
         {{"StateMachineArn", pointer(env(use.target, "WORKFLOW_ARN"))}, {"Input", pointer("string(text)")}});
    if (start) return out.raw("return err");
    check(out, use);
    types("sfn");
    import("fmt");
    out.raw("if execution.Status != sfntypes.SyncExecutionStatusSucceeded {");
    out.line(" return nil, fmt.Errorf(\"{} ended as %s\", execution.Status)", use.target);
    out.raw("}");
    out.raw("return app.ReadJSON([]byte(aws.ToString(execution.Output)))");
  }

  void invoke(CodeText& out, const Use& use) override {
    client("functions", "lambda");
    types("lambda");
    encode(out, use, "payload");
    const bool start = use.access == Access::start;
    call(out,
         start ? "_, err = s.functions.Invoke(ctx, &lambda.InvokeInput"
               : "answer, err := s.functions.Invoke(ctx, &lambda.InvokeInput",
         {{"FunctionName", pointer(env(use.target, "FUNCTION"))},
          {"InvocationType", start ? "lambdatypes.InvocationTypeEvent" : "lambdatypes.InvocationTypeRequestResponse"},
          {"Payload", "payload"}});
    if (start) return out.raw("return err");
    check(out, use);
    import("fmt");
    out.raw("if answer.FunctionError != nil {");
    out.line(" return nil, fmt.Errorf(\"{} failed: %s\", answer.Payload)", use.target);
    out.raw("}");
    out.raw("return app.ReadJSON(answer.Payload)");
  }

  void secretStore() override {
    helper("secrets");
    sdkService("secretsmanager");
    field("secrets", "*secrets", "newSecrets(settings)");
  }

  void cacheClient(const ComponentId& cache, const std::string& name) override {
    helper("redis_cache");
    module("github.com/redis/go-redis/v9", "v9.22.0");
    field(name, "*redisCache", fmt::format("newRedisCache({}, {})", env(cache, "CACHE_HOST"), env(cache, "CACHE_PORT")));
  }

 private:
  static void call(CodeText& out, const std::string& start,
                   const std::vector<std::pair<std::string, std::string>>& members) {
    goLiteral(out, start, members, ")");
  }

  void sdk(const std::string& package) {
    import(kSdk + "/" + package);
    module(kSdk, "v1.43.4");
  }

  void sdkService(const std::string& name) {
    module(kSdk, "v1.43.4");
    module(kSdk + "/service/" + name, serviceVersions().at(name));
  }

  void types(const std::string& service) { import(kSdk + "/service/" + service + "/types", service + "types"); }

  void client(const std::string& name, const std::string& service) {
    sdk("aws");
    sdkService(service);
    import(kSdk + "/service/" + service);
    field(name, "*" + service + ".Client", service + ".NewFromConfig(settings)");
  }
};

}  // namespace

std::string goArchitecture(CpuArchitecture architecture) {
  return architecture == CpuArchitecture::arm64 ? "arm64" : "amd64";
}

std::string lambdaGoBuild(const std::string& architecture, const std::string& output) {
  // Without the tag, aws-lambda-go also holds what the runtime go1.x, which is no more, called by RPC.
  return fmt::format("go mod tidy && GOOS=linux GOARCH={} CGO_ENABLED=0 go build -trimpath -tags lambda.norpc -o {} .",
                     architecture, output);
}

std::unique_ptr<GoServices> AwsHandlers::go(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AwsGoServices>(architecture, plan);
}

}  // namespace virga::model
