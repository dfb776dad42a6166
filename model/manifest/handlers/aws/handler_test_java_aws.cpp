#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

namespace {

std::string methodOf(const FunctionPlan& plan) {
  if (plan.routes.empty() || plan.routes[0].method == "ANY") return "POST";
  return plan.routes[0].method;
}

void testCase(CodeText& out, const std::string& name, const std::vector<std::string>& lines) {
  out.blank();
  out.line("@Test");
  out.line("void {}() throws Exception {{", name);
  out.in();
  for (const auto& line : lines) out.raw(line);
  out.out();
  out.line("}}");
}

void requestCases(CodeText& out, const FunctionPlan& plan) {
  const std::string status = methodOf(plan) == "POST" && !plan.batches() ? "201" : "200";
  testCase(out, "aValidRequestIsCarriedOut",
           {"assertEquals(" + status + ", status(handler.handle(request(VALID))));",
            "assertEquals(List.of(Json.read(VALID)), taken);"});
  testCase(out, "aBodyThatIsNotAJsonObjectGets400",
           {"for (String body : List.of(\"{\", \"[]\", \"null\", \"\\\"text\\\"\")) {",
            "  assertEquals(400, status(handler.handle(request(body))), body);", "}", "assertEquals(List.of(), taken);"});
  testCase(out, "aBodyThatIsTooLargeGets400",
           {"String body = with(\"note\", \"x\".repeat((int) InputContract.MAX_BYTES));",
            "assertEquals(400, status(handler.handle(request(body))));", "assertEquals(List.of(), taken);"});
  if (!plan.keys.empty())
    testCase(out, "keysAreRequiredAndPlainTexts",
             {"for (String name : InputContract.CONTRACT.fields().keySet()) {",
              "  for (Object value : Arrays.asList(null, 7, \"\", \"../x\", \"x\".repeat(129))) {",
              "    assertEquals(400, status(handler.handle(request(with(name, value)))), name + \": \" + value);", "  }",
              "}", "assertEquals(List.of(), taken);"});
  if (methodOf(plan) == "GET" && !plan.batches())
    testCase(out, "aReadThatFindsNothingGets404",
             {"Handler finding = new Handler(input -> Collections.singletonMap(\"thing\", null));",
              "assertEquals(404, status(finding.handle(request(VALID))));"});
  testCase(out, "aFailedStepFailsTheInvocation",
           {plan.batches() ? "Handler failing = new Handler(batch -> batch.each(HandlerTest::fail));"
                           : "Handler failing = new Handler(HandlerTest::failing);",
            "assertThrows(IllegalStateException.class, () -> failing.handle(request(VALID)));"});
}

void invocationCases(CodeText& out, const FunctionPlan& plan) {
  testCase(out, "aValidInvocationIsCarriedOut",
           {"handler.handle(Json.read(VALID));", "assertEquals(List.of(Json.read(VALID)), taken);"});
  testCase(out, "anInputThatIsNotAnObjectIsRefused",
           {"assertThrows(InvalidInput.class, () -> handler.handle(List.of()));", "assertEquals(List.of(), taken);"});
  if (!plan.keys.empty())
    testCase(out, "keysAreRequired",
             {"for (String name : InputContract.CONTRACT.fields().keySet()) {",
              "  assertThrows(InvalidInput.class, () -> handler.handle(Json.read(with(name, null))), name);", "}",
              "assertEquals(List.of(), taken);"});
}

void messageCases(CodeText& out) {
  testCase(out, "allMessagesOfABatchAreTaken",
           {"assertEquals(\"{\\\"batchItemFailures\\\":[]}\", Json.write(handler.handle(messages(VALID, VALID))));",
            "assertEquals(List.of(Json.read(VALID), Json.read(VALID)), taken);"});
  testCase(out, "onlyAnInvalidMessageGoesBackToTheQueue",
           {"assertEquals(",
            "    \"{\\\"batchItemFailures\\\":[{\\\"itemIdentifier\\\":\\\"0\\\"},{\\\"itemIdentifier\\\":\\\"2\\\"}]}\",",
            "    Json.write(handler.handle(messages(\"{\", VALID, \"[]\"))));",
            "assertEquals(List.of(Json.read(VALID)), taken);"});
  testCase(out, "onlyAMessageWhoseStepFailsGoesBackToTheQueue",
           {"Handler failing = new Handler(batch -> batch.each(HandlerTest::fail));", "assertEquals(",
            "    \"{\\\"batchItemFailures\\\":[{\\\"itemIdentifier\\\":\\\"1\\\"}]}\",",
            "    Json.write(failing.handle(messages(with(\"pass\", true), VALID))));"});
}

void recordCases(CodeText& out) {
  testCase(out, "allRecordsOfABatchAreTaken",
           {"handler.handle(records(VALID, VALID));", "assertEquals(List.of(Json.read(VALID), Json.read(VALID)), taken);"});
  testCase(out, "aRecordThatFailsFailsItsBatch",
           {"Handler failing = new Handler(batch -> batch.each(HandlerTest::fail));",
            "assertThrows(IllegalStateException.class, () -> failing.handle(records(with(\"pass\", true), VALID)));"});
}

}  // namespace

std::string awsJavaTest(const FunctionPlan& plan) {
  const bool batch = plan.batches(), requests = !plan.routes.empty(), streams = !plan.streams.empty();
  const bool invocations = !batch && !requests, throws = requests || invocations || streams;
  const bool finds = requests && methodOf(plan) == "GET" && !batch;
  CodeText out(2);
  out.line("package app;");
  out.blank();
  out.line("import static org.junit.jupiter.api.Assertions.assertEquals;");
  if (throws) out.line("import static org.junit.jupiter.api.Assertions.assertThrows;");
  out.blank();
  if (streams) out.line("import java.nio.charset.StandardCharsets;");
  out.line("import java.util.ArrayList;");
  if (requests && !plan.keys.empty()) out.line("import java.util.Arrays;");
  if (streams) out.line("import java.util.Base64;");
  if (finds) out.line("import java.util.Collections;");
  out.line("import java.util.LinkedHashMap;");
  out.line("import java.util.List;");
  out.line("import java.util.Map;");
  out.line("import org.junit.jupiter.api.Test;");
  out.blank();
  out.line("class HandlerTest {{");
  out.in();
  out.line("private static final String VALID = {};", pythonLiteral(sampleInput(plan)));
  out.blank();
  out.line("private final List<Object> taken = new ArrayList<>();");
  if (batch) {
    out.line("private final Handler handler = new Handler(batch -> batch.each(taken::add));");
  } else {
    out.line("private final Handler handler =");
    out.line("    new Handler(");
    out.line("        input -> {{");
    out.line("          taken.add(input);");
    out.line("          return Map.of(\"done\", true);");
    out.line("        }});");
  }
  out.blank();
  out.line("private static String with(String name, Object value) {{");
  out.line("  Map<String, Object> input = new LinkedHashMap<>(Json.object(Json.read(VALID)));");
  out.line("  input.put(name, value);");
  out.line("  return Json.write(input);");
  out.line("}}");
  if (batch) {
    out.blank();
    out.line("private static void fail(Map<String, Object> input) {{");
    out.line("  if (!input.containsKey(\"pass\")) throw new IllegalStateException(\"down\");");
    out.line("}}");
  } else if (requests) {
    out.blank();
    out.line("private static Map<String, Object> failing(Map<String, Object> input) {{");
    out.line("  throw new IllegalStateException(\"down\");");
    out.line("}}");
  }
  if (requests) {
    out.blank();
    out.line("private static Object request(String body) {{");
    out.line("  return Map.of(");
    out.line(
        "      \"requestContext\", Map.of(\"requestId\", \"test\", \"http\", Map.of(\"method\", \"{}\")), \"body\", body);",
        methodOf(plan));
    out.line("}}");
    out.blank();
    out.line("private static Object status(Object answer) {{");
    out.line("  return Json.object(answer).get(\"statusCode\");");
    out.line("}}");
  }
  if (!plan.consumers.empty()) {
    out.blank();
    out.line("private static Object messages(String... bodies) {{");
    out.line("  List<Object> records = new ArrayList<>();");
    out.line("  for (String body : bodies) records.add(Map.of(\"messageId\", \"\" + records.size(), \"body\", body));");
    out.line("  return Map.of(\"Records\", records);");
    out.line("}}");
  }
  if (streams) {
    out.blank();
    out.line("private static Object records(String... inputs) {{");
    out.line("  List<Object> records = new ArrayList<>();");
    out.line("  for (String input : inputs) {{");
    out.line("    String data = Base64.getEncoder().encodeToString(input.getBytes(StandardCharsets.UTF_8));");
    out.line("    records.add(Map.of(\"kinesis\", Map.of(\"sequenceNumber\", \"\" + records.size(), \"data\", data)));");
    out.line("  }}");
    out.line("  return Map.of(\"Records\", records);");
    out.line("}}");
  }
  if (!plan.consumers.empty()) messageCases(out);
  if (streams) recordCases(out);
  if (requests) requestCases(out, plan);
  if (invocations) invocationCases(out, plan);
  out.out();
  out.line("}}");
  return out.text();
}

}  // namespace virga::model
