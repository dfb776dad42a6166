#include <map>

#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

// The packages of the AWS SDK for .NET V4, whose versions go by themselves, as of 2026.
NugetPackage sdk(const std::string& service) {
  static const std::map<std::string, std::string> versions = {{"ApiGatewayManagementApi", "4.0.2.16"},
                                                              {"DynamoDBv2", "4.0.18.5"},
                                                              {"EventBridge", "4.0.100.14"},
                                                              {"Kinesis", "4.0.8.3"},
                                                              {"Lambda", "4.0.15.6"},
                                                              {"RDSDataService", "4.0.0"},
                                                              {"S3", "4.0.21.2"},
                                                              {"SQS", "4.0.2.32"},
                                                              {"SecretsManager", "4.0.2.17"},
                                                              {"SimpleNotificationService", "4.0.2.30"},
                                                              {"StepFunctions", "4.0.2.10"}};
  return {"AWSSDK." + service, versions.at(service)};
}

class AwsCsharpServices : public CsharpServices {
 public:
  AwsCsharpServices(const Architecture& architecture, const FunctionPlan& plan) : CsharpServices(architecture, plan) {
    package({"Amazon.Lambda.Core", "2.8.1"});
    package({"AWSSDK.Core", "4.0.102.19"});  // not older than what any of the services asks for
    helper("Transient");
  }

  // What the templates of AWS for class libraries set. (github.com/aws/aws-lambda-dotnet, Blueprints, 2026.)
  std::vector<std::string> properties() const override {
    return {"<GenerateRuntimeConfigurationFiles>true</GenerateRuntimeConfigurationFiles>",
            "<AWSProjectType>Lambda</AWSProjectType>", "<CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>",
            "<PublishReadyToRun>true</PublishReadyToRun>"};
  }

 protected:
  std::string className() const override { return "AwsServices"; }
  NugetPackage cachePackage() const override { return {"StackExchange.Redis", "2.13.23"}; }
  std::vector<NugetPackage> secretPackages() const override { return {sdk("SecretsManager")}; }
  std::string secretSuffix() const override { return "SECRET_ARN"; }

  void mayRetry(CodeText& out) override {
    if (usesCache()) {
      import("StackExchange.Redis");
      out.raw("if (error is RedisException || error is RedisTimeoutException) return true;");
    }
    out.raw("return Transient.Is(error);");
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table) override {
    client("tables", "DynamoDBv2", "DynamoDB");
    helper("Items");
    const std::string name = env(use.target, "TABLE"), key = csharpLiteral(table.partitionKey);
    const std::string keyOf =
        fmt::format("new Dictionary<string, AttributeValue> {{ [{}] = Items.Value({}) }}", key, text(table.partitionKey));
    switch (use.access) {
      case Access::read:
        out.line("var key = {};", keyOf);
        out.line("var request = new GetItemRequest {{ TableName = {}, Key = key }};", name);
        out.raw("GetItemResponse answer = await tables.GetItemAsync(request, cancel);");
        out.raw("return answer.Item == null || answer.Item.Count == 0 ? null : Items.Object(answer.Item);");
        break;
      case Access::write:
        import("System.Globalization");
        out.raw("var item = new Dictionary<string, object>(input);");
        out.raw("item[\"writtenAt\"] = DateTime.UtcNow.ToString(\"o\", CultureInfo.InvariantCulture);");
        out.line("var request = new PutItemRequest {{ TableName = {}, Item = Items.Item(item) }};", name);
        out.raw("await tables.PutItemAsync(request, cancel);");
        break;
      case Access::query:
        import("System.Linq");
        out.raw("var request = new QueryRequest");
        out.raw("{");
        out.line("    TableName = {},", name);
        out.raw("    KeyConditionExpression = \"#key = :key\",");
        out.line("    ExpressionAttributeNames = new Dictionary<string, string> {{ [\"#key\"] = {} }},", key);
        out.raw("    ExpressionAttributeValues = new Dictionary<string, AttributeValue>");
        out.raw("    {");
        out.line("        [\":key\"] = Items.Value({})", text(table.partitionKey));
        out.raw("    },");
        out.raw("    Limit = 100");
        out.raw("};");
        out.raw("QueryResponse answer = await tables.QueryAsync(request, cancel);");
        out.raw("return answer.Items == null ? new List<object>() : answer.Items.Select(Items.Object).ToList<object>();");
        break;
      default:
        out.line("var key = {};", keyOf);
        out.line("var request = new DeleteItemRequest {{ TableName = {}, Key = key }};", name);
        out.raw("await tables.DeleteItemAsync(request, cancel);");
    }
  }

  void objects(CodeText& out, const Use& use) override {
    client("objects", "S3", "S3");
    const std::string name = env(use.target, "BUCKET");
    switch (use.access) {
      case Access::read:
        import("System.IO");
        out.line("var request = new GetObjectRequest {{ BucketName = {}, Key = {} }};", name, text("id"));
        out.raw("try");
        out.raw("{");
        out.raw("    using (GetObjectResponse answer = await objects.GetObjectAsync(request, cancel))");
        out.raw("    using (var reader = new StreamReader(answer.ResponseStream))");
        out.raw("    {");
        out.raw("        return Json.Read(await reader.ReadToEndAsync());");
        out.raw("    }");
        out.raw("}");
        out.raw(
            "catch (AmazonS3Exception error) when (error.ErrorCode == \"NoSuchKey\" || error.ErrorCode == "
            "\"AccessDenied\")");
        out.raw("{");
        out.raw("    // Without the right to list, S3 answers AccessDenied for an object that isn't there.");
        out.raw("    return null;");
        out.raw("}");
        break;
      case Access::write:
        out.raw("var request = new PutObjectRequest");
        out.raw("{");
        out.line("    BucketName = {},", name);
        out.line("    Key = {},", text("id"));
        out.raw("    ContentType = \"application/json\",");
        out.raw("    ContentBody = Json.Write(input)");
        out.raw("};");
        out.raw("await objects.PutObjectAsync(request, cancel);");
        break;
      case Access::query:
        import("System.Linq");
        out.line("var request = new ListObjectsV2Request {{ BucketName = {}, Prefix = {}, MaxKeys = 100 }};", name,
                 text("id"));
        out.raw("ListObjectsV2Response answer = await objects.ListObjectsV2Async(request, cancel);");
        out.raw("return (answer.S3Objects ?? new List<S3Object>())");
        out.raw(
            "    .Select(found => (object)new Dictionary<string, object> { [\"key\"] = found.Key, [\"size\"] = found.Size "
            "})");
        out.raw("    .ToList();");
        break;
      default:
        out.line("var request = new DeleteObjectRequest {{ BucketName = {}, Key = {} }};", name, text("id"));
        out.raw("await objects.DeleteObjectAsync(request, cancel);");
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&) override {
    client("databases", "RDSDataService", "RDSDataService");
    const bool answers = use.access == Access::read || use.access == Access::query;
    out.raw("// The domain's own tables and statements belong here; README.md has the table of these.");
    out.raw("var request = new ExecuteStatementRequest");
    out.raw("{");
    out.in();
    out.line("ResourceArn = {},", env(use.target, "DATABASE_ARN"));
    out.line("SecretArn = {},", env(use.target, "DATABASE_SECRET_ARN"));
    out.raw("Database = \"app\",");
    out.line("Sql = {},", csharpLiteral(sqlOf(use.access)));
    out.raw("Parameters = new List<SqlParameter>");
    out.raw("{");
    out.in();
    const bool write = use.access == Access::write;
    out.line("new SqlParameter {{ Name = \"id\", Value = new Field {{ StringValue = {} }} }}{}", text("id"),
             write ? "," : "");
    if (write) {
      out.raw("new SqlParameter");
      out.raw("{");
      out.raw("    Name = \"item\",");
      out.raw("    TypeHint = TypeHint.JSON,");
      out.raw("    Value = new Field { StringValue = Json.Write(input) }");
      out.raw("}");
    }
    out.out();
    out.raw("},");
    out.raw("FormatRecordsAs = RecordsFormatType.JSON");
    out.out();
    out.raw("};");
    if (!answers) return out.raw("await databases.ExecuteStatementAsync(request, cancel);");
    out.raw("ExecuteStatementResponse answer = await databases.ExecuteStatementAsync(request, cancel);");
    out.raw("var rows = (List<object>)Json.Read(answer.FormattedRecords);");
    out.raw(use.access == Access::read ? "return rows.Count == 0 ? null : rows[0];" : "return rows;");
  }

  void queue(CodeText& out, const Use& use) override {
    client("queues", "SQS", "SQS");
    out.line("var request = new SendMessageRequest {{ QueueUrl = {}, MessageBody = Json.Write(input) }};",
             env(use.target, "QUEUE_URL"));
    out.raw("await queues.SendMessageAsync(request, cancel);");
  }

  void topic(CodeText& out, const Use& use) override {
    client("topics", "SimpleNotificationService", "SimpleNotificationService");
    out.line("var request = new PublishRequest {{ TopicArn = {}, Message = Json.Write(input) }};",
             env(use.target, "TOPIC_ARN"));
    out.raw("await topics.PublishAsync(request, cancel);");
  }

  void stream(CodeText& out, const Use& use) override {
    client("streams", "Kinesis", "Kinesis");
    bytes();
    out.raw("var request = new PutRecordRequest");
    out.raw("{");
    out.line("    StreamName = {},", env(use.target, "STREAM"));
    out.line("    PartitionKey = {},", text("id"));
    out.raw("    Data = new MemoryStream(Encoding.UTF8.GetBytes(Json.Write(input)))");
    out.raw("};");
    out.raw("await streams.PutRecordAsync(request, cancel);");
  }

  void bus(CodeText& out, const Use& use) override {
    client("buses", "EventBridge", "EventBridge");
    out.raw("var entry = new PutEventsRequestEntry");
    out.raw("{");
    out.line("    EventBusName = {},", env(use.target, "BUS"));
    out.line("    Source = {},", csharpLiteral(plan().component->id));
    out.raw("    DetailType = \"message\",");
    out.raw("    Detail = Json.Write(input)");
    out.raw("};");
    out.raw("var request = new PutEventsRequest { Entries = new List<PutEventsRequestEntry> { entry } };");
    out.raw("PutEventsResponse answer = await buses.PutEventsAsync(request, cancel);");
    out.raw("if (answer.FailedEntryCount > 0)");
    out.raw("{");
    out.line("    throw new InvalidOperationException(\"{} took no event: \" + answer.Entries[0].ErrorCode);", use.target);
    out.raw("}");
  }

  void socket(CodeText& out, const Use& use) override {
    package(sdk("ApiGatewayManagementApi"));
    import("Amazon.ApiGatewayManagementApi");
    import("Amazon.ApiGatewayManagementApi.Model");
    bytes();
    auto words = wordsOf(use.target);
    words.emplace_back("connections");
    const std::string name = camelCase(words);
    field(
        fmt::format("private readonly AmazonApiGatewayManagementApiClient {} = new AmazonApiGatewayManagementApiClient(\n"
                    "    new AmazonApiGatewayManagementApiConfig {{ ServiceURL = {}, MaxErrorRetry = 0 }});",
                    name, env(use.target, "CONNECTIONS_URL")));
    out.raw("// Whom else to push to is the domain's choice; the input names the connection that it came over.");
    out.raw("var request = new PostToConnectionRequest");
    out.raw("{");
    out.line("    ConnectionId = {},", text("connectionId"));
    out.raw("    Data = new MemoryStream(Encoding.UTF8.GetBytes(Json.Write(input)))");
    out.raw("};");
    out.raw("try");
    out.raw("{");
    out.line("    await {}.PostToConnectionAsync(request, cancel);", name);
    out.raw("}");
    out.raw("catch (GoneException)");
    out.raw("{");
    out.raw("    // The connection was closed meanwhile.");
    out.raw("}");
  }

  void workflow(CodeText& out, const Use& use) override {
    client("workflows", "StepFunctions", "StepFunctions");
    const bool start = use.access == Access::start;
    out.line("var request = new {} {{ StateMachineArn = {}, Input = Json.Write(input) }};",
             start ? "StartExecutionRequest" : "StartSyncExecutionRequest", env(use.target, "WORKFLOW_ARN"));
    if (start) return out.raw("await workflows.StartExecutionAsync(request, cancel);");
    out.raw("StartSyncExecutionResponse execution = await workflows.StartSyncExecutionAsync(request, cancel);");
    out.raw("if (execution.Status != SyncExecutionStatus.SUCCEEDED)");
    out.raw("{");
    out.line("    throw new InvalidOperationException(\"{} ended as \" + execution.Status);", use.target);
    out.raw("}");
    out.raw("return Json.Read(execution.Output);");
  }

  void invoke(CodeText& out, const Use& use) override {
    client("functions", "Lambda", "Lambda");
    const bool start = use.access == Access::start;
    out.raw("var request = new InvokeRequest");
    out.raw("{");
    out.line("    FunctionName = {},", env(use.target, "FUNCTION"));
    out.line("    InvocationType = InvocationType.{},", start ? "Event" : "RequestResponse");
    out.raw("    Payload = Json.Write(input)");
    out.raw("};");
    if (start) return out.raw("await functions.InvokeAsync(request, cancel);");
    import("System.Text");
    out.raw("InvokeResponse answer = await functions.InvokeAsync(request, cancel);");
    out.raw("string text = Encoding.UTF8.GetString(answer.Payload.ToArray());");
    out.raw("if (!string.IsNullOrEmpty(answer.FunctionError))");
    out.raw("{");
    out.line("    throw new InvalidOperationException(\"{} failed: \" + text);", use.target);
    out.raw("}");
    out.raw("return Json.Read(text);");
  }

 private:
  bool usesCache() const {
    for (const Use& use : plan().uses)
      if (findKind<Cache>(architecture(), use.target)) return true;
    return false;
  }

  void bytes() {
    import("System.IO");
    import("System.Text");
  }

  // Declares the client of a service: of the SDK's namespace and the name within that of its class.
  void client(const std::string& name, const std::string& service, const std::string& className) {
    package(sdk(service));
    import("Amazon." + service);
    import("Amazon." + service + ".Model");
    field(
        fmt::format("private readonly Amazon{1}Client {0} =\n"
                    "    new Amazon{1}Client(new Amazon{1}Config {{ MaxErrorRetry = 0 }});",
                    name, className));
  }
};

}  // namespace

std::unique_ptr<CsharpServices> AwsHandlers::csharp(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AwsCsharpServices>(architecture, plan);
}

}  // namespace virga::model
