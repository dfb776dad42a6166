#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/aws/s3_java.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

constexpr const char* kSdk = "software.amazon.awssdk";

class AwsJavaServices : public JavaServices {
 public:
  AwsJavaServices(const Architecture& architecture, const FunctionPlan& plan) : JavaServices(architecture, plan) {
    library({"com.amazonaws", "aws-lambda-java-core", "1.2.3"});
  }

  MavenLibrary billOfMaterials() const override { return kAwsSdk; }

 protected:
  std::string className() const override { return "AwsServices"; }
  MavenLibrary cacheLibrary() const override { return {"io.lettuce", "lettuce-core", "7.7.0.RELEASE"}; }
  MavenLibrary secretLibrary() const override { return {kSdk, "secretsmanager", ""}; }
  std::string secretSuffix() const override { return "SECRET_ARN"; }

  void mayRetry(CodeText& out) override {
    import("java.io.IOException");
    import("software.amazon.awssdk.core.exception.SdkClientException");
    import("software.amazon.awssdk.core.exception.SdkServiceException");
    library({kSdk, "sdk-core", ""});
    if (usesRemote()) out.line("if (error instanceof Remote.Failed failed) return failed.mayRetry();");
    out.line("if (error instanceof SdkServiceException answer) {{");
    out.line("  return answer.isThrottlingException() || answer.statusCode() >= 500;");
    out.line("}}");
    const bool redis = usesCaches();
    if (redis) import("io.lettuce.core.RedisException");
    out.line("return error instanceof SdkClientException{} || error instanceof IOException;",
             redis ? " || error instanceof RedisException" : "");
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table) override {
    client("tables", "dynamodb", "DynamoDb");
    helper("Items");
    const std::string name = env(use.target, "TABLE"), key = pythonLiteral(table.partitionKey);
    const std::string keyOf = fmt::format("Map.of({0}, Items.value(input.get({0})))", key);
    switch (use.access) {
      case Access::read:
        out.line("var answer = tables.getItem(request -> request.tableName({}).key({}));", name, keyOf);
        out.line("return answer.hasItem() ? Items.object(answer.item()) : null;");
        break;
      case Access::write:
        import("java.time.Instant");
        import("java.util.LinkedHashMap");
        out.line("Map<String, Object> item = new LinkedHashMap<>(input);");
        out.line("item.put(\"writtenAt\", Instant.now().toString());");
        out.line("tables.putItem(request -> request.tableName({}).item(Items.item(item)));", name);
        break;
      case Access::query:
        out.line("var answer =");
        out.line("    tables.query(");
        out.line("        request ->");
        out.line("            request");
        out.line("                .tableName({})", name);
        out.line("                .keyConditionExpression(\"#key = :key\")");
        out.line("                .expressionAttributeNames(Map.of(\"#key\", {}))", key);
        out.line("                .expressionAttributeValues(Map.of(\":key\", Items.value(input.get({}))))", key);
        out.line("                .limit(100));");
        out.line("return answer.items().stream().map(Items::object).toList();");
        break;
      default: out.line("tables.deleteItem(request -> request.tableName({}).key({}));", name, keyOf);
    }
  }

  void objects(CodeText& out, const Use& use) override {
    client("objects", "s3", "S3");
    for (const auto& name : s3Access(out, "objects", env(use.target, "BUCKET"), use.access)) import(name);
  }

  void database(CodeText& out, const Use& use, const SqlDb&) override {
    client("databases", "rdsdata", "RdsData");
    import("software.amazon.awssdk.services.rdsdata.model.RecordsFormatType");
    const bool answers = use.access == Access::read || use.access == Access::query;
    out.line("// The domain's own tables and statements belong here; README.md has the table of these.");
    if (answers) out.line("var answer =");
    const std::string indent = answers ? "    " : "";
    out.line("{}databases.executeStatement(", indent);
    out.line("{}    request ->", indent);
    out.line("{}        request", indent);
    const auto option = [&](const std::string& line) { out.raw(indent + "            " + line); };
    option(fmt::format(".resourceArn({})", env(use.target, "DATABASE_ARN")));
    option(fmt::format(".secretArn({})", env(use.target, "DATABASE_SECRET_ARN")));
    option(".database(\"app\")");
    option(fmt::format(".sql({})", pythonLiteral(sqlOf(use.access))));
    option(".parameters(");
    const std::string id = fmt::format("id -> id.name(\"id\").value(value -> value.stringValue({}))", text("id"));
    if (use.access == Access::write) {
      import("software.amazon.awssdk.services.rdsdata.model.TypeHint");
      option("    " + id + ",");
      option(
          "    item -> item.name(\"item\").typeHint(TypeHint.JSON).value(value -> "
          "value.stringValue(Json.write(input))))");
    } else {
      option("    " + id + ")");
    }
    option(".formatRecordsAs(RecordsFormatType.JSON));");
    if (!answers) return;
    import("java.util.List");
    out.line("List<?> rows = (List<?>) Json.read(answer.formattedRecords());");
    out.raw(use.access == Access::read ? "return rows.isEmpty() ? null : rows.get(0);" : "return rows;");
  }

  void queue(CodeText& out, const Use& use) override {
    client("queues", "sqs", "Sqs");
    out.line("queues.sendMessage(request -> request.queueUrl({}).messageBody(Json.write(input)));",
             env(use.target, "QUEUE_URL"));
  }

  void topic(CodeText& out, const Use& use) override {
    client("topics", "sns", "Sns");
    out.line("topics.publish(request -> request.topicArn({}).message(Json.write(input)));", env(use.target, "TOPIC_ARN"));
  }

  void stream(CodeText& out, const Use& use) override {
    client("streams", "kinesis", "Kinesis");
    import("software.amazon.awssdk.core.SdkBytes");
    out.line("streams.putRecord(");
    out.line("    request ->");
    out.line("        request");
    out.line("            .streamName({})", env(use.target, "STREAM"));
    out.line("            .partitionKey({})", text("id"));
    out.line("            .data(SdkBytes.fromUtf8String(Json.write(input))));");
  }

  void bus(CodeText& out, const Use& use) override {
    client("buses", "eventbridge", "EventBridge");
    out.line("var answer =");
    out.line("    buses.putEvents(");
    out.line("        request ->");
    out.line("            request.entries(");
    out.line("                entry ->");
    out.line("                    entry");
    out.line("                        .eventBusName({})", env(use.target, "BUS"));
    out.line("                        .source({})", pythonLiteral(plan().component->id));
    out.line("                        .detailType(\"message\")");
    out.line("                        .detail(Json.write(input))));");
    out.line("if (answer.failedEntryCount() > 0) {{");
    out.line("  throw new IllegalStateException(\"{} took no event: \" + answer.entries().get(0).errorCode());", use.target);
    out.line("}}");
  }

  void socket(CodeText& out, const Use& use) override {
    library({kSdk, "apigatewaymanagementapi", ""});
    import("java.net.URI");
    import("software.amazon.awssdk.core.SdkBytes");
    import("software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient");
    import("software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException");
    const std::string name = named(use.target, "connections");
    field(fmt::format(
        "private final ApiGatewayManagementApiClient {} =\n"
        "      ApiGatewayManagementApiClient.builder()\n"
        "          .endpointOverride(URI.create({}))\n"
        "          .overrideConfiguration(settings -> settings.retryStrategy(retries -> retries.maxAttempts(1)))\n"
        "          .build();",
        name, env(use.target, "CONNECTIONS_URL")));
    out.line("// Whom else to push to is the domain's choice; the input names the connection that it came over.");
    out.line("try {{");
    out.line("  {}.postToConnection(", name);
    out.line("      request ->");
    out.line("          request.connectionId({}).data(SdkBytes.fromUtf8String(Json.write(input))));", text("connectionId"));
    out.line("}} catch (GoneException closed) {{");
    out.line("  // The connection was closed meanwhile.");
    out.line("}}");
  }

  void workflow(CodeText& out, const Use& use) override {
    client("workflows", "sfn", "Sfn");
    const std::string arguments =
        fmt::format("(request -> request.stateMachineArn({}).input(Json.write(input)));", env(use.target, "WORKFLOW_ARN"));
    if (use.access == Access::start) return out.raw("workflows.startExecution" + arguments);
    import("software.amazon.awssdk.services.sfn.model.SyncExecutionStatus");
    out.raw("var execution = workflows.startSyncExecution" + arguments);
    out.line("if (execution.status() != SyncExecutionStatus.SUCCEEDED) {{");
    out.line("  throw new IllegalStateException(\"{} ended as \" + execution.statusAsString());", use.target);
    out.line("}}");
    out.line("return Json.read(execution.output());");
  }

  void invoke(CodeText& out, const Use& use) override {
    client("functions", "lambda", "Lambda");
    import("software.amazon.awssdk.core.SdkBytes");
    import("software.amazon.awssdk.services.lambda.model.InvocationType");
    const bool start = use.access == Access::start;
    if (!start) out.line("var answer =");
    const std::string indent = start ? "" : "    ";
    out.line("{}functions.invoke(", indent);
    out.line("{}    request ->", indent);
    out.line("{}        request", indent);
    out.line("{}            .functionName({})", indent, env(use.target, "FUNCTION"));
    out.line("{}            .invocationType(InvocationType.{})", indent, start ? "EVENT" : "REQUEST_RESPONSE");
    out.line("{}            .payload(SdkBytes.fromUtf8String(Json.write(input))));", indent);
    if (start) return;
    out.line("String text = answer.payload().asUtf8String();");
    out.line("if (answer.functionError() != null) throw new IllegalStateException(\"{} failed: \" + text);", use.target);
    out.line("return Json.read(text);");
  }

 private:
  // Declares the client of a service: of the SDK's module and the name that its class starts with.
  void client(const std::string& name, const std::string& module, const std::string& service) {
    library({kSdk, module, ""});
    import(fmt::format("software.amazon.awssdk.services.{}.{}Client", module, service));
    field(fmt::format(
        "private final {0}Client {1} =\n"
        "      {0}Client.builder()\n"
        "          .overrideConfiguration(settings -> settings.retryStrategy(retries -> retries.maxAttempts(1)))\n"
        "          .build();",
        service, name));
  }
};

}  // namespace

std::unique_ptr<JavaServices> AwsHandlers::java(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<AwsJavaServices>(architecture, plan);
}

}  // namespace virga::model
