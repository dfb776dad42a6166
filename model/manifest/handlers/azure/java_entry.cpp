#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/azure/azure_runtime.h"
#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/handlers/code_text.h"

namespace virga::model {

namespace {

// Annotated methods are the triggers. (learn.microsoft.com/azure/azure-functions/functions-reference-java, 2026.)
class JavaEntry {
 public:
  JavaEntry(const AzurePlan& plan, const AzureFunction& function) : plan_(plan), function_(function), of_(*function.plan) {}

  std::string text() {
    body_.in();
    import("com.microsoft.azure.functions.annotation.FunctionName");
    if (function_.http) http();
    int number = 0;
    for (const ConsumerUse& use : of_.consumers)
      queue(fmt::format("queue{}", ++number), environmentName(use.queue, "QUEUE"));
    if (function_.started) queue("starts", environmentName(of_.component->id, "STARTS_QUEUE"));
    number = 0;
    for (const AzureStreamUse& use : function_.streams) stream(use, ++number);
    if (function_.told) {
      import("com.microsoft.azure.functions.annotation.EventGridTrigger");
      method("events", "@EventGridTrigger(name = \"event\") String event", "Events.eventInputs(event, FIELDS)");
    }
    number = 0;
    for (const AzureTimer& timer : function_.timers) {
      import("com.microsoft.azure.functions.annotation.TimerTrigger");
      method(fmt::format("timer{}", ++number),
             fmt::format("@TimerTrigger(name = \"timer\", schedule = \"{}\") String timer", timer.line),
             "List.of(scheduled())");
    }
    if (!function_.timers.empty()) scheduled();
    return head() + body_.text() + "}\n";
  }

 private:
  void import(const std::string& name) { imports_.insert(name); }

  std::string head() {
    CodeText out(2);
    import("java.util.List");
    import("java.util.Set");
    out.raw("package app;");
    out.blank();
    for (const std::string& name : imports_)
      if (name != "java.util.List" || body_.text().find("List") != std::string::npos)
        if (name != "java.util.Set" || usesFields()) out.line("import {};", name);
    out.blank();
    out.raw("/** The triggers of this function app. The clients live as long as the instance. */");
    out.raw("public final class App {");
    out.raw("  private static final Handler HANDLER = new Handler(new Steps(new AzureServices())::run);");
    if (usesFields()) out.raw("  private static final Set<String> FIELDS = InputContract.CONTRACT.fields().keySet();");
    return out.text();
  }

  bool usesFields() const { return body_.text().find("FIELDS") != std::string::npos; }

  void http() {
    for (const char* name : {"HttpMethod", "HttpRequestMessage", "HttpResponseMessage", "HttpStatus"})
      import(std::string("com.microsoft.azure.functions.") + name);
    import("com.microsoft.azure.functions.annotation.AuthorizationLevel");
    import("com.microsoft.azure.functions.annotation.HttpTrigger");
    import("java.util.Map");
    import("java.util.Optional");
    for (const char* line :
         {"",
          "@FunctionName(\"http\")",
          "public HttpResponseMessage http(",
          "    @HttpTrigger(",
          "        name = \"request\",",
          "        methods = {HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE},",
          "        authLevel = AuthorizationLevel.FUNCTION,",
          "        route = \"{*path}\")",
          "    HttpRequestMessage<Optional<String>> request) {",
          "  Handler.Answer answer;",
          "  try {",
          "    answer = HANDLER.answer(new HttpInput.Request(request.getHttpMethod().name(), request.getUri().getPath(),",
          "        request.getQueryParameters(), request.getBody().orElse(\"\")));",
          "  } catch (Exception error) {",
          "    Log.error(\"request failed\", \"error\", error);",
          "    answer = new Handler.Answer(500, Map.of(\"error\", \"failed\")); // without details",
          "  }",
          "  return request",
          "      .createResponseBuilder(HttpStatus.valueOf(answer.status()))",
          "      .header(\"content-type\", \"application/json\")",
          "      .body(Json.write(answer.body()))",
          "      .build();",
          "}"})
      if (*line == '\0')
        body_.blank();
      else
        body_.raw(line);
  }

  void method(const std::string& name, const std::string& parameter, const std::string& inputs,
              const std::string& annotation = {}) {
    body_.blank();
    body_.line("@FunctionName(\"{}\")", name);
    if (!annotation.empty()) body_.raw(annotation);
    body_.line("public void {}(", name);
    body_.raw("    " + parameter + ") throws Exception {");
    body_.line("  HANDLER.take({});", inputs);
    body_.raw("}");
  }

  void queue(const std::string& name, const std::string& setting) {
    import("com.microsoft.azure.functions.annotation.QueueTrigger");
    method(name,
           fmt::format("@QueueTrigger(name = \"message\", queueName = \"%{}%\", connection = \"DATA\") String message",
                       setting),
           "Events.messageInputs(message, FIELDS)");
  }

  void stream(const AzureStreamUse& use, int number) {
    import("com.microsoft.azure.functions.annotation.FixedDelayRetry");
    const std::string retry = fmt::format("@FixedDelayRetry(maxRetryCount = {}, delayInterval = \"{}\")",
                                          use.retries ? *use.retries : -1, timeSpan(plan_.streamRetryWait));
    const std::string name = fmt::format("stream{}", number), group = plan_.names.at(of_.component->id);
    if (use.changes) {
      import("com.microsoft.azure.functions.annotation.CosmosDBTrigger");
      const auto pause = use.window.nanoseconds > 0 ? use.window : plan_.changesPollInterval;
      method(name,
             fmt::format(
                 "@CosmosDBTrigger(name = \"records\", connection = \"TABLES\", databaseName = \"data\", containerName = "
                 "\"%{}%\", leaseContainerName = \"leases\", leaseContainerPrefix = \"{}\", maxItemsPerInvocation = {}, "
                 "feedPollDelay = {}) List<String> records",
                 environmentName(use.source, "TABLE"), group, use.batch, millisecondsText(pause)),
             "records.stream().map(Events::changeInput).toList()", retry);
    } else {
      import("com.microsoft.azure.functions.annotation.Cardinality");
      import("com.microsoft.azure.functions.annotation.EventHubTrigger");
      method(name,
             fmt::format("@EventHubTrigger(name = \"records\", connection = \"STREAMS\", eventHubName = \"%{}%\", "
                         "consumerGroup = \"{}\", cardinality = Cardinality.MANY) List<String> records",
                         environmentName(use.source, "HUB"), group),
             "records.stream().map(Json::read).toList()", retry);
    }
  }

  void scheduled() {
    import("java.time.Instant");
    import("java.util.LinkedHashMap");
    import("java.util.Map");
    for (const char* line :
         {"", "/** The time of the start stands for the fields that a schedule can't say. */",
          "private static Map<String, Object> scheduled() {", "  String start = Instant.now().toString().replace(':', '.');",
          "  Map<String, Object> input = new LinkedHashMap<>(Map.of(\"id\", start));",
          "  for (String name : InputContract.CONTRACT.fields().keySet()) input.put(name, start);", "  return input;", "}"})
      if (*line == '\0')
        body_.blank();
      else
        body_.raw(line);
  }

  const AzurePlan& plan_;
  const AzureFunction& function_;
  const FunctionPlan& of_;
  CodeText body_{2};
  std::set<std::string> imports_;
};

}  // namespace

std::string azureJavaEntry(const AzurePlan& plan, const AzureFunction& function) { return JavaEntry(plan, function).text(); }

}  // namespace virga::model
