#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/manifest/azure/azure_runtime.h"
#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

namespace {

// Methods with attributes are the triggers.
// (learn.microsoft.com/azure/azure-functions/dotnet-isolated-process-guide, 2026.)
class CsharpEntry {
 public:
  CsharpEntry(const AzurePlan& plan, const AzureFunction& function)
      : plan_(plan), function_(function), of_(*function.plan) {}

  std::string text() {
    body_.in();
    body_.in();
    if (function_.http) http();
    int number = 0;
    for (const ConsumerUse& use : of_.consumers)
      queue(fmt::format("queue{}", ++number), environmentName(use.queue, "QUEUE"));
    if (function_.started) queue("starts", environmentName(of_.component->id, "STARTS_QUEUE"));
    number = 0;
    for (const AzureStreamUse& use : function_.streams) stream(use, ++number);
    if (function_.told) method("events", "[EventGridTrigger] string thing", "Events.EventInputs(thing, Fields)");
    number = 0;
    for (const AzureTimer& timer : function_.timers)
      method(fmt::format("timer{}", ++number), fmt::format("[TimerTrigger({})] TimerInfo timer", csharpLiteral(timer.line)),
             "Events.ScheduleInputs(DateTime.UtcNow, Fields)");
    return head() + body_.text() + "    }\n}\n";
  }

 private:
  std::string head() const {
    CodeText out(4);
    const bool fields = body_.text().find("Fields)") != std::string::npos;
    out.raw("using System;");
    if (function_.http || fields) out.raw("using System.Collections.Generic;");
    if (function_.http) out.raw("using System.Net;");
    out.raw("using System.Threading.Tasks;");
    out.raw("using Microsoft.Azure.Functions.Worker;");
    if (function_.http) out.raw("using Microsoft.Azure.Functions.Worker.Http;");
    out.blank();
    out.raw("namespace App");
    out.raw("{");
    out.in();
    out.raw("/// <summary>The triggers of this function app. The clients live as long as the instance.</summary>");
    out.raw("public sealed class Functions");
    out.raw("{");
    out.in();
    out.raw("private static readonly Handler Handler = new Handler(new Steps(new AzureServices()).Run);");
    if (fields) out.raw("private static readonly IEnumerable<string> Fields = InputContract.Contract.Fields.Keys;");
    std::string text = out.text();
    // Without a use of its own, the namespace is that of the time alone.
    if (!function_.http && body_.text().find("DateTime") == std::string::npos) text.erase(0, text.find('\n') + 1);
    return text;
  }

  void method(const std::string& name, const std::string& parameter, const std::string& inputs,
              const std::string& attribute = {}) {
    body_.blank();
    body_.line("[Function(\"{}\")]", name);
    if (!attribute.empty()) body_.raw(attribute);
    body_.line("public async Task {}(", csharpName({"take", name}));
    body_.line("    {}, FunctionContext context)", parameter);
    body_.raw("{");
    body_.raw("    Log.Trace = context.TraceContext.TraceParent;");
    body_.line("    await Handler.Take({}, context.CancellationToken);", inputs);
    body_.raw("}");
  }

  void http() {
    for (const char* line :
         {"",
          "[Function(\"http\")]",
          "public async Task<HttpResponseData> AnswerRequest(",
          "    [HttpTrigger(AuthorizationLevel.Function, \"get\", \"post\", \"put\", \"patch\", \"delete\", Route = "
          "\"{*path}\")]",
          "    HttpRequestData request, FunctionContext context)",
          "{",
          "    Log.Trace = context.TraceContext.TraceParent;",
          "    Answer answer;",
          "    try",
          "    {",
          "        var taken = new Request { Method = request.Method, Path = request.Url.AbsolutePath };",
          "        taken.Text = await request.ReadAsStringAsync() ?? \"\";",
          "        foreach (string name in request.Query.AllKeys)",
          "        {",
          "            if (name != null) taken.Query[name] = request.Query[name];",
          "        }",
          "        answer = await Handler.AnswerTo(taken, context.CancellationToken);",
          "    }",
          "    catch (Exception error)",
          "    {",
          "        Log.Error(\"request failed\", \"error\", error);",
          "        // Without details.",
          "        answer = new Answer(500, new Dictionary<string, object> { [\"error\"] = \"failed\" });",
          "    }",
          "    HttpResponseData response = request.CreateResponse((HttpStatusCode)answer.Status);",
          "    response.Headers.Add(\"content-type\", \"application/json\");",
          "    await response.WriteStringAsync(Json.Write(answer.Body));",
          "    return response;",
          "}"})
      body_.raw(line);
  }

  void queue(const std::string& name, const std::string& setting) {
    method(name, fmt::format("[QueueTrigger(\"%{}%\", Connection = \"DATA\")] string message", setting),
           "Events.MessageInputs(message, Fields)");
  }

  void stream(const AzureStreamUse& use, int number) {
    const std::string retry =
        fmt::format("[FixedDelayRetry({}, \"{}\")]", use.retries ? *use.retries : -1, timeSpan(plan_.streamRetryWait));
    const std::string name = fmt::format("stream{}", number), group = plan_.names.at(of_.component->id);
    if (use.changes) {
      const auto pause = use.window.nanoseconds > 0 ? use.window : plan_.changesPollInterval;
      method(name,
             fmt::format("[CosmosDBTrigger(\n"
                         "            \"data\", \"%{}%\", Connection = \"TABLES\", LeaseContainerName = \"leases\",\n"
                         "            LeaseContainerPrefix = {}, MaxItemsPerInvocation = {}, FeedPollDelay = {})]\n"
                         "        string records",
                         environmentName(use.source, "TABLE"), csharpLiteral(group), use.batch, millisecondsText(pause)),
             "Events.ChangeInputs(records)", retry);
    } else {
      method(name,
             fmt::format("[EventHubTrigger(\"%{}%\", Connection = \"STREAMS\", ConsumerGroup = {})]\n"
                         "        string[] records",
                         environmentName(use.source, "HUB"), csharpLiteral(group)),
             "Events.RecordInputs(records)", retry);
    }
  }

  const AzurePlan& plan_;
  const AzureFunction& function_;
  const FunctionPlan& of_;
  CodeText body_{4};
};

void addMethod(CodeText& out, const std::string& head, const std::vector<std::string>& lines) {
  out.blank();
  if (head.find("private") == std::string::npos && head.find("Tests()") == std::string::npos) out.raw("[Fact]");
  out.raw(head);
  out.raw("{");
  out.in();
  for (const auto& line : lines) out.raw(line);
  out.out();
  out.raw("}");
}

}  // namespace

// Versions of 2026.
std::vector<NugetPackage> azureCsharpExtensions(const AzureFunction& function) {
  const std::string prefix = "Microsoft.Azure.Functions.Worker.Extensions.";
  std::vector<NugetPackage> packages;
  if (function.http) packages.push_back({prefix + "Http", "3.3.0"});
  if (!function.plan->consumers.empty() || function.started) packages.push_back({prefix + "Storage.Queues", "5.5.5"});
  for (const AzureStreamUse& use : function.streams)
    packages.push_back(use.changes ? NugetPackage{prefix + "CosmosDB", "4.11.0"}
                                   : NugetPackage{prefix + "EventHubs", "6.5.0"});
  if (function.told) packages.push_back({prefix + "EventGrid", "3.6.0"});
  if (!function.timers.empty()) packages.push_back({prefix + "Timer", "4.3.1"});
  return packages;
}

std::string azureCsharpEntry(const AzurePlan& plan, const AzureFunction& function) {
  return CsharpEntry(plan, function).text();
}

std::string azureCsharpRoutes(const FunctionPlan& plan) {
  CodeText out(4);
  for (const char* line :
       {"using System.Collections.Generic;", "", "namespace App", "{",
        "    /// <summary>The routes that lead to this function.</summary>", "    internal static class Routes", "    {",
        "        public static readonly IReadOnlyList<Route> All = new List<Route>", "        {"})
    out.raw(line);
  for (const RouteUse& route : plan.routes)
    out.line("            new Route({}, {}),", csharpLiteral(route.method), csharpLiteral(route.path));
  for (const char* line : {"        };", "    }", "}"}) out.raw(line);
  return out.text();
}

std::string azureCsharpTest(const FunctionPlan& plan) {
  CodeText out(4);
  for (const char* line : {"using System.Collections.Generic;", "using System.Threading;", "using System.Threading.Tasks;",
                           "using Xunit;", "", "namespace App.Tests", "{", "    public class HandlerTests", "    {"})
    out.raw(line);
  out.in();
  out.in();
  out.line("private const string Valid = {};", csharpLiteral(sampleInput(plan)));
  out.blank();
  out.raw("private static readonly string Plain = Json.Write(Json.Read(Valid));");
  out.blank();
  out.raw("private readonly List<object> taken = new List<object>();");
  out.raw("private readonly Handler handler;");
  if (plan.batches())
    addMethod(out, "public HandlerTests()",
              {"handler = new Handler((batch, cancel) => batch.Each(input =>", "{", "    taken.Add(input);",
               "    return Task.CompletedTask;", "}));"});
  else
    addMethod(out, "public HandlerTests()",
              {"handler = new Handler((input, cancel) =>", "{", "    taken.Add(input);",
               "    return Task.FromResult(new Dictionary<string, object>());", "});"});
  addMethod(out, "private async Task<int> Status(string text)",
            {"var request = new Request { Method = \"PATCH\", Path = \"/nowhere\", Text = text };",
             "return (await handler.AnswerTo(request, CancellationToken.None)).Status;"});
  addMethod(out, "public async Task AValidRequestIsCarriedOut()",
            {"Assert.Equal(200, await Status(Valid));", "Assert.Equal(\"[\" + Plain + \"]\", Json.Write(taken));"});
  addMethod(out, "public async Task WhatIsNoJsonObjectGets400()",
            {"foreach (string text in new[] { \"{\", \"[]\", \"null\" }) Assert.Equal(400, await Status(text));",
             "Assert.Empty(taken);"});
  addMethod(out, "public async Task AllInputsThatAServiceHandsOverAreTaken()",
            {"await handler.Take(new[] { Json.Read(Valid), Json.Read(Valid) }, CancellationToken.None);",
             "Assert.Equal(2, taken.Count);"});
  if (!plan.keys.empty())
    addMethod(out, "public async Task AKeyIsRequired()",
              {"var inputs = new object[] { new Dictionary<string, object>() };",
               "await Assert.ThrowsAsync<InvalidInput>(() => handler.Take(inputs, CancellationToken.None));"});
  for (int i = 0; i < 2; ++i) {
    out.out();
    out.raw("}");
  }
  return out.text();
}

}  // namespace virga::model
