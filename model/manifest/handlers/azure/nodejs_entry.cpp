#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/azure/azure_template.h"
#include "model/manifest/handlers/azure/azure_handlers.h"
#include "model/manifest/handlers/code_text.h"

namespace virga::model {

namespace {

class NodejsEntry {
 public:
  NodejsEntry(const AzurePlan& plan, const AzureFunction& function)
      : plan_(plan), function_(function), of_(*function.plan), helpers_(azureHelpers(plan, function)) {}

  std::string text() {
    head();
    if (function_.http)
      trigger("http('http'", {"methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],", "authLevel: 'function',",
                              "route: '{*path}',", "handler: requestHandler(runner),"});
    int number = 0;
    for (const ConsumerUse& use : of_.consumers)
      queue(fmt::format("queue{}", ++number), environmentName(use.queue, "QUEUE"));
    if (function_.started) queue("starts", environmentName(of_.component->id, "STARTS_QUEUE"));
    number = 0;
    for (const AzureStreamUse& use : function_.streams) stream(use, ++number);
    if (function_.told)
      trigger("eventGrid('events'",
              {"handler: async (event) => {", "  await runner.take(eventInputs(event, contract.fields));", "},"});
    number = 0;
    for (const AzureTimer& timer : function_.timers) {
      std::vector<std::string> lines = {fmt::format("schedule: '{}',", timer.line), "handler: async () => {"};
      if (!timer.zone.empty())
        lines.push_back(
            fmt::format("  if (!isDue(new Date(), {}, {})) return;", nodejsLiteral(timer.cron), nodejsLiteral(timer.zone)));
      lines.insert(lines.end(), {"  await runner.take([scheduled()]);", "},"});
      trigger(fmt::format("timer('timer{}'", ++number), lines);
    }
    sockets();
    if (!function_.timers.empty()) scheduled();
    return out_.text();
  }

 private:
  bool has(const std::string& helper) const { return std::find(helpers_.begin(), helpers_.end(), helper) != helpers_.end(); }

  void head() {
    out_.raw("// The triggers of this function app.");
    out_.line("import {{ app{} }} from '@azure/functions';", connects() ? ", input" : "");
    out_.blank();
    if (has("clock")) out_.raw("import { isDue } from './clock.mjs';");
    if (function_.told || !of_.consumers.empty() || function_.started || !of_.sockets.empty())
      out_.raw("import { contract } from './contract.mjs';");
    std::vector<std::string> events;
    if (changes()) events.emplace_back("changeInput");
    if (function_.told) events.emplace_back("eventInputs");
    if (!of_.consumers.empty() || function_.started) events.emplace_back("messageInputs");
    if (!of_.sockets.empty()) events.emplace_back("socketInput");
    if (!events.empty()) out_.line("import {{ {} }} from './events.mjs';", fmt::join(events, ", "));
    if (has("given_up")) out_.raw("import { giveUp } from './given_up.mjs';");
    if (function_.http) out_.raw("import { requestHandler } from './requests.mjs';");
    out_.raw("import { createRunner } from './runner.mjs';");
    out_.raw("import { run } from './steps.mjs';");
    out_.blank();
    out_.raw("const runner = createRunner(run);");
  }

  bool changes() const {
    return std::any_of(function_.streams.begin(), function_.streams.end(),
                       [](const AzureStreamUse& use) { return use.changes; });
  }
  // Whether connections open here, so that their address is handed out here.
  bool connects() const { return !negotiated().empty(); }
  std::vector<ComponentId> negotiated() const {
    std::vector<ComponentId> apis;
    for (const SocketUse& socket : of_.sockets) {
      const auto& api = std::get<WebsocketApi>(plan_.architecture->find(socket.api)->kind);
      const bool first = !api.routes.empty() && api.routes.front().to.id == of_.component->id;
      if (first && std::find(apis.begin(), apis.end(), socket.api) == apis.end()) apis.push_back(socket.api);
    }
    return apis;
  }

  void trigger(const std::string& start, const std::vector<std::string>& lines) {
    out_.blank();
    out_.raw("app." + start + ", {");
    out_.in();
    for (const std::string& line : lines) out_.raw(line);
    out_.out();
    out_.raw("});");
  }

  void queue(const std::string& name, const std::string& setting) {
    trigger("storageQueue('" + name + "'",
            {"queueName: '%" + setting + "%',", "connection: 'DATA',", "handler: async (message) => {",
             "  await runner.take(messageInputs(message, contract.fields));", "},"});
  }

  void stream(const AzureStreamUse& use, int number) {
    std::vector<std::string> lines;
    if (use.changes) {
      const auto pause = use.window.nanoseconds > 0 ? use.window : plan_.changesPollInterval;
      lines = {"connection: 'TABLES',",
               "databaseName: 'data',",
               fmt::format("containerName: '%{}%',", environmentName(use.source, "TABLE")),
               "leaseContainerName: 'leases',",
               fmt::format("leaseContainerPrefix: '{}',", plan_.names.at(of_.component->id)),
               fmt::format("maxItemsPerInvocation: {},", use.batch),
               fmt::format("feedPollDelay: {},", millisecondsText(pause))};
    } else {
      lines = {"connection: 'STREAMS',", fmt::format("eventHubName: '%{}%',", environmentName(use.source, "HUB")),
               fmt::format("consumerGroup: '{}',", plan_.names.at(of_.component->id)), "cardinality: 'many',"};
    }
    lines.push_back(fmt::format("retry: {{ strategy: 'fixedDelay', maxRetryCount: {}, delayInterval: {} }},",
                                use.retries ? *use.retries : -1, millisecondsText(plan_.streamRetryWait)));
    const std::string inputs = use.changes ? "records.map(changeInput)" : "records";
    if (use.retries && use.onFailure) {
      lines.insert(
          lines.end(),
          {"handler: async (records, context) => {", "  try {", "    await runner.take(" + inputs + ");",
           "  } catch (error) {",
           fmt::format("    if ((context.retryContext?.retryCount ?? 0) < {}) throw error;", *use.retries),
           fmt::format("    await giveUp(process.env.{}, records, error);", environmentName(*use.onFailure, "QUEUE")), "  }",
           "},"});
    } else {
      lines.insert(lines.end(), {"handler: async (records) => {", "  await runner.take(" + inputs + ");", "},"});
    }
    trigger(fmt::format("{}('stream{}'", use.changes ? "cosmosDB" : "eventHub", number), lines);
  }

  void sockets() {
    int number = 0;
    for (const SocketUse& socket : of_.sockets) {
      const bool system = socket.route == "$connect" || socket.route == "$disconnect";
      const std::string event = socket.route == "$connect"      ? "connect"
                                : socket.route == "$disconnect" ? "disconnected"
                                : socket.route == "$default"    ? "message"
                                                                : socket.route;
      trigger(
          fmt::format("webPubSub('socket{}'", ++number),
          {"name: 'message',", fmt::format("hub: '{}',", hubName(plan_.names.at(socket.api))),
           fmt::format("eventType: '{}',", system ? "system" : "user"), fmt::format("eventName: {},", nodejsLiteral(event)),
           fmt::format("connection: '{}',", environmentName(socket.api, "PUBSUB")), "handler: async (message, context) => {",
           "  await runner.take([socketInput(message, context.triggerMetadata, contract.fields)]);", "},"});
    }
    number = 0;
    for (const ComponentId& api : negotiated()) {
      const std::string end = number == 0 ? "" : std::to_string(number + 1);
      ++number;
      out_.blank();
      out_.raw("// Hands out the address, with a token in it, that a connection opens with.");
      out_.line(
          "const connection{} = input.generic({{ type: 'webPubSubConnection', name: 'connection', hub: '{}', connection: "
          "'{}' }});",
          end, hubName(plan_.names.at(api)), environmentName(api, "PUBSUB"));
      out_.line("app.http('negotiate{}', {{", end);
      out_.in();
      out_.raw("methods: ['POST'],");
      out_.raw("authLevel: 'function',");
      out_.line("route: 'negotiate/{}',", plan_.names.at(api));
      out_.line("extraInputs: [connection{}],", end);
      out_.line("handler: async (_, context) => ({{ jsonBody: context.extraInputs.get(connection{}) }}),", end);
      out_.out();
      out_.raw("});");
    }
  }

  void scheduled() {
    out_.blank();
    out_.raw("// The time of the start stands for the fields that a schedule can't say.");
    out_.raw("function scheduled() {");
    out_.raw("  const id = new Date().toISOString().replaceAll(':', '.');");
    std::string fields;
    for (const std::string& key : of_.keys) fields += fmt::format(" {}: id,", nodejsKey(key));
    out_.raw("  return {" + (fields.empty() ? " id" : fields.substr(0, fields.size() - 1)) + " };");
    out_.raw("}");
  }

  const AzurePlan& plan_;
  const AzureFunction& function_;
  const FunctionPlan& of_;
  std::vector<std::string> helpers_;
  CodeText out_{2};
};

}  // namespace

std::string azureNodejsEntry(const AzurePlan& plan, const AzureFunction& function) {
  return NodejsEntry(plan, function).text();
}

}  // namespace virga::model
