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

constexpr const char* kFailing = "var failing = new Handler((batch, cancel) => batch.Each(Fail));";

void addMethod(CodeText& out, const std::string& head, const std::vector<std::string>& lines) {
  out.blank();
  out.raw(head);
  out.raw("{");
  out.in();
  for (const auto& line : lines) out.raw(line);
  out.out();
  out.raw("}");
}

void testCase(CodeText& out, const std::string& name, const std::vector<std::string>& lines) {
  out.blank();
  out.raw("[Fact]");
  out.line("public async Task {}()", name);
  out.raw("{");
  out.in();
  for (const auto& line : lines) out.raw(line);
  out.out();
  out.raw("}");
}

void requestCases(CodeText& out, const FunctionPlan& plan) {
  const std::string status = methodOf(plan) == "POST" && !plan.batches() ? "201" : "200";
  testCase(out, "AValidRequestIsCarriedOut",
           {"Assert.Equal(" + status + ", await Status(handler, Valid));",
            "Assert.Equal(\"[\" + Plain + \"]\", Json.Write(taken));"});
  testCase(out, "ABodyThatIsNotAJsonObjectGets400",
           {"foreach (string body in new[] { \"{\", \"[]\", \"null\", \"\\\"text\\\"\" })", "{",
            "    Assert.Equal(400, await Status(handler, body));", "}", "Assert.Empty(taken);"});
  testCase(out, "ABodyThatIsTooLargeGets400",
           {"string body = With(\"note\", new string('x', (int)InputContract.MaxBytes));",
            "Assert.Equal(400, await Status(handler, body));", "Assert.Empty(taken);"});
  if (!plan.keys.empty())
    testCase(
        out, "KeysAreRequiredAndPlainTexts",
        {"foreach (string name in InputContract.Contract.Fields.Keys)", "{",
         "    foreach (object value in new object[] { null, 7, \"\", \"../x\", \"x\\n\", new string('x', 129) })", "    {",
         "        Assert.Equal(400, await Status(handler, With(name, value)));", "    }", "}", "Assert.Empty(taken);"});
  if (methodOf(plan) == "GET" && !plan.batches())
    testCase(out, "AReadThatFindsNothingGets404",
             {"var nothing = new Dictionary<string, object> { [\"thing\"] = null };",
              "var finding = new Handler((input, cancel) => Task.FromResult(nothing));",
              "Assert.Equal(404, await Status(finding, Valid));"});
  testCase(out, "AFailedStepFailsTheInvocation",
           {plan.batches() ? kFailing
                           : "var failing = new Handler((input, cancel) => throw new InvalidOperationException(\"down\"));",
            "await Assert.ThrowsAsync<InvalidOperationException>(() => Status(failing, Valid));"});
}

void invocationCases(CodeText& out, const FunctionPlan& plan) {
  testCase(out, "AValidInvocationIsCarriedOut",
           {"await Handle(handler, Valid);", "Assert.Equal(\"[\" + Plain + \"]\", Json.Write(taken));"});
  testCase(out, "AnInputThatIsNotAnObjectIsRefused",
           {"await Assert.ThrowsAsync<InvalidInput>(() => Handle(handler, \"[]\"));", "Assert.Empty(taken);"});
  if (!plan.keys.empty())
    testCase(out, "KeysAreRequired",
             {"foreach (string name in InputContract.Contract.Fields.Keys)", "{",
              "    await Assert.ThrowsAsync<InvalidInput>(() => Handle(handler, With(name, null)));", "}",
              "Assert.Empty(taken);"});
}

void messageCases(CodeText& out) {
  testCase(out, "AllMessagesOfABatchAreTaken",
           {"Assert.Equal(\"{\\\"batchItemFailures\\\":[]}\", await Handle(handler, Messages(Valid, Valid)));",
            "Assert.Equal(\"[\" + Plain + \",\" + Plain + \"]\", Json.Write(taken));"});
  testCase(out, "OnlyAnInvalidMessageGoesBackToTheQueue",
           {"Assert.Equal(",
            "    \"{\\\"batchItemFailures\\\":[{\\\"itemIdentifier\\\":\\\"0\\\"},{\\\"itemIdentifier\\\":\\\"2\\\"}]}\",",
            "    await Handle(handler, Messages(\"{\", Valid, \"[]\")));",
            "Assert.Equal(\"[\" + Plain + \"]\", Json.Write(taken));"});
  testCase(out, "OnlyAMessageWhoseStepFailsGoesBackToTheQueue",
           {kFailing, "Assert.Equal(", "    \"{\\\"batchItemFailures\\\":[{\\\"itemIdentifier\\\":\\\"1\\\"}]}\",",
            "    await Handle(failing, Messages(With(\"pass\", true), Valid)));"});
}

void recordCases(CodeText& out) {
  testCase(out, "AllRecordsOfABatchAreTaken",
           {"await Handle(handler, Records(Valid, Valid));",
            "Assert.Equal(\"[\" + Plain + \",\" + Plain + \"]\", Json.Write(taken));"});
  testCase(out, "ARecordThatFailsFailsItsBatch",
           {kFailing, "await Assert.ThrowsAsync<InvalidOperationException>(",
            "    () => Handle(failing, Records(With(\"pass\", true), Valid)));"});
}

}  // namespace

std::string awsCsharpTest(const FunctionPlan& plan) {
  const bool batch = plan.batches(), requests = !plan.routes.empty(), streams = !plan.streams.empty();
  CodeText out(4);
  out.raw("using System;");
  out.raw("using System.Collections.Generic;");
  out.raw("using System.Linq;");
  if (streams) out.raw("using System.Text;");
  out.raw("using System.Threading;");
  out.raw("using System.Threading.Tasks;");
  out.raw("using Xunit;");
  out.blank();
  out.raw("namespace App.Tests");
  out.raw("{");
  out.in();
  out.raw("public class HandlerTests");
  out.raw("{");
  out.in();
  out.line("private const string Valid = {};", csharpLiteral(sampleInput(plan)));
  out.blank();
  out.raw("private static readonly string Plain = Json.Write(Json.Read(Valid));");
  out.blank();
  out.raw("private readonly List<object> taken = new List<object>();");
  out.raw("private readonly Handler handler;");
  if (batch)
    addMethod(out, "public HandlerTests()",
              {"handler = new Handler((batch, cancel) => batch.Each(input =>", "{", "    taken.Add(input);",
               "    return Task.CompletedTask;", "}));"});
  else
    addMethod(out, "public HandlerTests()",
              {"handler = new Handler((input, cancel) =>", "{", "    taken.Add(input);",
               "    return Task.FromResult(new Dictionary<string, object> { [\"done\"] = true });", "});"});
  addMethod(out, "private static async Task<string> Handle(Handler handler, string thing)",
            {"return Json.Write(await handler.Handle(Json.Read(thing), CancellationToken.None));"});
  addMethod(out, "private static string With(string name, object value)",
            {"Dictionary<string, object> input = Json.Object(Json.Read(Valid));", "input[name] = value;",
             "return Json.Write(input);"});
  if (batch)
    addMethod(
        out, "private static Task Fail(Dictionary<string, object> input)",
        {"if (!input.ContainsKey(\"pass\")) throw new InvalidOperationException(\"down\");", "return Task.CompletedTask;"});
  if (requests)
    addMethod(
        out, "private static async Task<int> Status(Handler handler, string body)",
        {fmt::format(
             "const string context = \"{{\\\"requestId\\\":\\\"test\\\",\\\"http\\\":{{\\\"method\\\":\\\"{}\\\"}}}}\";",
             methodOf(plan)),
         "string thing = \"{\\\"requestContext\\\":\" + context + \",\\\"body\\\":\" + Json.Write(body) + \"}\";",
         "object answer = await handler.Handle(Json.Read(thing), CancellationToken.None);",
         "return (int)Json.Object(answer)[\"statusCode\"];"});
  const auto records = [&](const std::string& name, const std::string& record) {
    addMethod(out, "private static string " + name + "(params string[] inputs)",
              {"IEnumerable<string> records = inputs.Select((input, n) =>", "    " + record + ");",
               "return \"{\\\"Records\\\":[\" + string.Join(\",\", records) + \"]}\";"});
  };
  if (!plan.consumers.empty())
    records("Messages", "\"{\\\"messageId\\\":\\\"\" + n + \"\\\",\\\"body\\\":\" + Json.Write(input) + \"}\"");
  if (streams) {
    records(
        "Records",
        "\"{\\\"kinesis\\\":{\\\"sequenceNumber\\\":\\\"\" + n + \"\\\",\\\"data\\\":\\\"\" + Coded(input) + \"\\\"}}\"");
    addMethod(out, "private static string Coded(string text)",
              {"return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));"});
  }
  if (!plan.consumers.empty()) messageCases(out);
  if (streams) recordCases(out);
  if (requests) requestCases(out, plan);
  if (!batch && !requests) invocationCases(out, plan);
  for (int i = 0; i < 2; ++i) {
    out.out();
    out.raw("}");
  }
  return out.text();
}

}  // namespace virga::model
