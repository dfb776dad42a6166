#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/azure/azure_runtime.h"
#include "model/manifest/azure/azure_template.h"
#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/handlers/code_text.h"

namespace virga::model {

namespace {

class PythonEntry {
 public:
  PythonEntry(const AzurePlan& plan, const AzureFunction& function)
      : plan_(plan), function_(function), of_(*function.plan), helpers_(azureHelpers(plan, function)) {}

  std::string text() {
    head();
    if (function_.http)
      function({"@app.function_name(\"http\")", "@app.route(", "    route=\"{*path}\",",
                "    methods=[\"GET\", \"POST\", \"PUT\", \"PATCH\", \"DELETE\"],",
                "    auth_level=func.AuthLevel.FUNCTION,", ")",
                "def http(req: func.HttpRequest) -> func.HttpResponse:", "    status, body = answer(_runner, req)",
                "    return func.HttpResponse(body, status_code=status, mimetype=\"application/json\")"});
    int number = 0;
    for (const ConsumerUse& use : of_.consumers)
      queue(fmt::format("queue{}", ++number), environmentName(use.queue, "QUEUE"));
    if (function_.started) queue("starts", environmentName(of_.component->id, "STARTS_QUEUE"));
    number = 0;
    for (const AzureStreamUse& use : function_.streams) stream(use, ++number);
    if (function_.told)
      function({"@app.function_name(\"events\")", "@app.event_grid_trigger(arg_name=\"event\")",
                "def events(event: func.EventGridEvent) -> None:",
                "    told = {\"eventType\": event.event_type, \"subject\": event.subject, \"data\": event.get_json()}",
                "    _runner.take(event_inputs(told, CONTRACT[\"fields\"]))"});
    timers();
    sockets();
    if (!function_.timers.empty()) scheduled();
    return out_.text();
  }

 private:
  bool has(const std::string& helper) const { return std::find(helpers_.begin(), helpers_.end(), helper) != helpers_.end(); }

  void head() {
    out_.raw("\"\"\"The triggers of this function app.\"\"\"");
    out_.blank();
    const bool failures = has("given_up");
    if (!function_.timers.empty()) out_.raw("import datetime");
    if (!of_.sockets.empty()) out_.raw("import json");
    if (failures) out_.raw("import os");
    if (!function_.timers.empty() || failures || !of_.sockets.empty()) out_.blank();
    out_.raw("import azure.functions as func");
    out_.blank();
    if (has("clock")) out_.raw("from clock import is_due");
    if (function_.told || !of_.consumers.empty() || function_.started || !of_.sockets.empty())
      out_.raw("from contract import CONTRACT");
    std::vector<std::string> events;
    const auto reads = [&](bool changes) {
      return std::any_of(function_.streams.begin(), function_.streams.end(),
                         [&](const AzureStreamUse& use) { return use.changes == changes; });
    };
    if (reads(true)) events.emplace_back("change_input");
    if (function_.told) events.emplace_back("event_inputs");
    if (!of_.consumers.empty() || function_.started) events.emplace_back("message_inputs");
    if (!of_.sockets.empty()) events.emplace_back("socket_input");
    if (!events.empty()) out_.line("from events import {}", fmt::join(events, ", "));
    if (failures) out_.raw("from given_up import give_up");
    if (reads(false)) out_.raw("from json_text import from_json");
    if (function_.http) out_.raw("from requests_http import answer");
    out_.raw("from runner import Runner");
    out_.raw("from steps import run");
    out_.blank();
    out_.raw("app = func.FunctionApp()");
    out_.raw("_runner = Runner(run)");
  }

  void function(const std::vector<std::string>& lines) {
    out_.blank();
    out_.blank();
    for (const std::string& line : lines) out_.raw(line);
  }

  void queue(const std::string& name, const std::string& setting) {
    function({"@app.function_name(\"" + name + "\")",
              "@app.queue_trigger(arg_name=\"msg\", queue_name=\"%" + setting + "%\", connection=\"DATA\")",
              "def " + name + "(msg: func.QueueMessage) -> None:",
              "    _runner.take(message_inputs(msg.get_body().decode(), CONTRACT[\"fields\"]))"});
  }

  void stream(const AzureStreamUse& use, int number) {
    std::vector<std::string> lines = {fmt::format("@app.function_name(\"stream{}\")", number)};
    const std::string group = plan_.names.at(of_.component->id);
    if (use.changes) {
      const auto pause = use.window.nanoseconds > 0 ? use.window : plan_.changesPollInterval;
      lines.insert(
          lines.end(),
          {"@app.cosmos_db_trigger(", "    arg_name=\"records\",", "    connection=\"TABLES\",",
           "    database_name=\"data\",", fmt::format("    container_name=\"%{}%\",", environmentName(use.source, "TABLE")),
           "    lease_container_name=\"leases\",", fmt::format("    lease_container_prefix=\"{}\",", group),
           fmt::format("    max_items_per_invocation={},", use.batch),
           fmt::format("    feed_poll_delay={},", millisecondsText(pause)), ")"});
    } else {
      lines.insert(lines.end(), {"@app.event_hub_message_trigger(", "    arg_name=\"records\",",
                                 fmt::format("    event_hub_name=\"%{}%\",", environmentName(use.source, "HUB")),
                                 "    connection=\"STREAMS\",", fmt::format("    consumer_group=\"{}\",", group),
                                 "    cardinality=func.Cardinality.MANY,", ")"});
    }
    lines.push_back(fmt::format("@app.retry(strategy=\"fixed_delay\", max_retry_count=\"{}\", delay_interval=\"{}\")",
                                use.retries ? *use.retries : -1, timeSpan(plan_.streamRetryWait)));
    const std::string type = use.changes ? "func.DocumentList" : "list[func.EventHubEvent]";
    const std::string inputs = use.changes ? "[change_input(record.to_dict()) for record in records]"
                                           : "[from_json(record.get_body()) for record in records]";
    if (use.retries && use.onFailure)
      lines.insert(
          lines.end(),
          {fmt::format("def stream{}(records: {}, context: func.Context) -> None:", number, type), "    inputs = " + inputs,
           "    try:", "        _runner.take(inputs)", "    except Exception as error:",
           "        tries = context.retry_context.retry_count if context.retry_context else 0",
           fmt::format("        if tries < {}:", *use.retries), "            raise",
           fmt::format("        give_up(os.environ[\"{}\"], inputs, error)", environmentName(*use.onFailure, "QUEUE"))});
    else
      lines.insert(lines.end(),
                   {fmt::format("def stream{}(records: {}) -> None:", number, type), "    _runner.take(" + inputs + ")"});
    function(lines);
  }

  void timers() {
    int number = 0;
    for (const AzureTimer& timer : function_.timers) {
      ++number;
      std::vector<std::string> lines = {fmt::format("@app.function_name(\"timer{}\")", number),
                                        fmt::format("@app.timer_trigger(arg_name=\"timer\", schedule=\"{}\")", timer.line),
                                        fmt::format("def timer{}(timer: func.TimerRequest) -> None:", number)};
      if (timer.zone.empty())
        lines.emplace_back("    _runner.take([_scheduled()])");
      else
        lines.insert(lines.end(), {fmt::format("    if is_due(datetime.datetime.now(datetime.timezone.utc), {}, {}):",
                                               pythonLiteral(timer.cron), pythonLiteral(timer.zone)),
                                   "        _runner.take([_scheduled()])"});
      function(lines);
    }
  }

  void sockets() {
    int number = 0;
    for (const SocketUse& socket : of_.sockets) {
      ++number;
      const bool system = socket.route == "$connect" || socket.route == "$disconnect";
      const std::string event = socket.route == "$connect"      ? "connect"
                                : socket.route == "$disconnect" ? "disconnected"
                                : socket.route == "$default"    ? "message"
                                                                : socket.route;
      function({fmt::format("@app.function_name(\"socket{}\")", number), "@app.generic_trigger(",
                "    arg_name=\"request\",", "    type=\"webPubSubTrigger\",",
                fmt::format("    hub={},", pythonLiteral(hubName(plan_.names.at(socket.api)))),
                fmt::format("    eventType=\"{}\",", system ? "system" : "user"),
                fmt::format("    eventName={},", pythonLiteral(event)),
                fmt::format("    connection=\"{}\",", environmentName(socket.api, "PUBSUB")), ")",
                fmt::format("def socket{}(request) -> None:", number),
                "    _runner.take([socket_input(json.loads(request), CONTRACT[\"fields\"])])"});
    }
    for (const ComponentId& api : negotiated()) {
      const std::string symbol = hubName(plan_.names.at(api));
      function({fmt::format("@app.function_name(\"negotiate_{}\")", symbol),
                fmt::format("@app.route(route=\"negotiate/{}\", methods=[\"POST\"], auth_level=func.AuthLevel.FUNCTION)",
                            plan_.names.at(api)),
                fmt::format("@app.generic_input_binding(arg_name=\"connection\", type=\"webPubSubConnection\", hub={}, "
                            "connection=\"{}\")",
                            pythonLiteral(symbol), environmentName(api, "PUBSUB")),
                fmt::format("def negotiate_{}(req: func.HttpRequest, connection) -> func.HttpResponse:", symbol),
                "    return func.HttpResponse(connection, mimetype=\"application/json\")"});
    }
  }

  std::vector<ComponentId> negotiated() const {
    std::vector<ComponentId> apis;
    for (const SocketUse& socket : of_.sockets) {
      const auto& api = std::get<WebsocketApi>(plan_.architecture->find(socket.api)->kind);
      const bool first = !api.routes.empty() && api.routes.front().to.id == of_.component->id;
      if (first && std::find(apis.begin(), apis.end(), socket.api) == apis.end()) apis.push_back(socket.api);
    }
    return apis;
  }

  void scheduled() {
    std::string fields;
    for (const std::string& key : of_.keys) fields += (fields.empty() ? "" : ", ") + pythonLiteral(key) + ": start";
    function({"def _scheduled():", "    \"\"\"The time of the start stands for the fields that a schedule can't say.\"\"\"",
              "    start = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec=\"seconds\")[:19]",
              "    start = start.replace(\":\", \".\")",
              "    return {" + (fields.empty() ? "\"id\": start" : fields) + "}"});
  }

  const AzurePlan& plan_;
  const AzureFunction& function_;
  const FunctionPlan& of_;
  std::vector<std::string> helpers_;
  CodeText out_{4};
};

}  // namespace

std::string azurePythonEntry(const AzurePlan& plan, const AzureFunction& function) {
  return PythonEntry(plan, function).text();
}

}  // namespace virga::model
