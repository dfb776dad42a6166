#include "simulator/load/k6_script.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/function_plan.h"
#include "model/manifest/handlers/code_text.h"

namespace virga::simulator {

namespace {

using Json = nlohmann::ordered_json;

// k6 takes whole numbers of iterations in a unit of time: the shortest in which the rates are told to 1 %.
struct TimeUnit {
  const char* text;
  double seconds;
};
TimeUnit unitOf(const LoadFlow& flow) {
  double least = flow.peak();
  for (const LoadStage& stage : flow.stages)
    for (const double rate : {stage.from, stage.to})
      if (rate > 0) least = std::min(least, rate);
  if (least >= 50 || (least >= 1 && least == std::round(least) && flow.peak() == least)) return {"1s", 1};
  return least >= 50.0 / 60 ? TimeUnit{"1m", 60} : TimeUnit{"1h", 3600};
}

Json executorOf(const LoadFlow& flow, std::int64_t seconds, const std::string& function) {
  Json scenario;
  if (flow.users) {
    scenario = {{"executor", "constant-vus"}, {"vus", *flow.users}, {"duration", fmt::format("{}s", seconds)}};
  } else {
    const TimeUnit unit = unitOf(flow);
    const auto whole = [&](double rate) { return std::llround(rate * unit.seconds); };
    // A request that takes a second holds a virtual user for a second.
    const auto users = std::max(1LL, std::llround(std::ceil(flow.peak())));
    const double held = flow.socket ? std::max(1.0, flow.connectionSeconds) : 10;
    scenario = {{"preAllocatedVUs", users},
                {"maxVUs", std::max(users + 10, std::llround(std::ceil(flow.peak() * held * 1.2)))},
                {"timeUnit", unit.text}};
    const LoadStage& first = flow.stages.front();
    if (flow.stages.size() == 1 && whole(first.from) == whole(first.to)) {
      scenario["executor"] = "constant-arrival-rate";
      scenario["rate"] = whole(first.from);
      scenario["duration"] = fmt::format("{}s", first.seconds);
    } else {
      scenario["executor"] = "ramping-arrival-rate";
      scenario["startRate"] = whole(first.from);
      Json stages = Json::array();
      double rate = first.from;
      for (const LoadStage& stage : flow.stages) {
        if (whole(stage.from) != whole(rate)) stages.push_back({{"duration", "0s"}, {"target", whole(stage.from)}});
        stages.push_back({{"duration", fmt::format("{}s", stage.seconds)}, {"target", whole(stage.to)}});
        rate = stage.to;
      }
      scenario["stages"] = stages;
    }
  }
  scenario["exec"] = function;
  return scenario;
}

std::string functionName(const std::string& flow) { return model::camelCase(model::wordsOf(flow)); }

std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string addressOf(const model::ComponentId& api) { return model::environmentName(api, "URL"); }
std::string tokenOf(const model::ComponentId& api) { return model::environmentName(api, "TOKEN"); }

std::string requestFunction(const LoadFlow& flow) {
  std::string text = fmt::format("// {}\nexport function {}() {{\n", flow.description, functionName(flow.name));
  const bool body = flow.method != "GET" && flow.method != "HEAD";
  text += fmt::format(
      "  const response = http.request({}, address({}) + {}, {}, {{\n    headers: headers({}),\n    tags: {{ "
      "name: {} }},\n  }});\n",
      quoted(flow.method), quoted(addressOf(flow.api)), quoted(flow.path),
      body ? fmt::format("body({})", flow.payloadBytes) : "null", flow.token ? quoted(tokenOf(flow.api)) : "",
      quoted(flow.method + " " + flow.path));
  text += "  check(response, { 'answered 2xx': ({ status }) => status >= 200 && status < 300 });\n";
  if (flow.users && flow.thinkSeconds > 0) text += fmt::format("  sleep({:g});\n", flow.thinkSeconds);
  return text + "}\n";
}

std::string socketFunction(const LoadFlow& flow) {
  std::string text = fmt::format("// {}: connections of {:g} s\nexport function {}() {{\n", flow.description,
                                 flow.connectionSeconds, functionName(flow.name));
  text += fmt::format("  const socket = new WebSocket(address({}), null, {{ headers: headers({}) }});\n",
                      quoted(addressOf(flow.api)), flow.token ? quoted(tokenOf(flow.api)) : "");
  text += "  socket.addEventListener('open', () => {\n";
  if (flow.messageSeconds > 0)
    text += fmt::format("    const talking = setInterval(() => socket.send(body({}, {})), {});\n", flow.payloadBytes,
                        quoted(flow.path), std::max(1L, std::lround(flow.messageSeconds * 1000)));
  text += fmt::format("    setTimeout(() => {{\n{}      socket.close();\n    }}, {});\n  }});\n",
                      flow.messageSeconds > 0 ? "      clearInterval(talking);\n" : "",
                      std::max(1L, std::lround(flow.connectionSeconds * 1000)));
  return text + "}\n";
}

std::string readme(const model::Architecture& architecture, const LoadPlan& plan, const std::set<std::string>& variables) {
  std::string text = fmt::format(
      "# Load of {}\n\n`load.js` sends the traffic of the design's scenarios with "
      "[k6](https://grafana.com/docs/k6/latest/).\n\n```sh\n",
      architecture.name.empty() ? "the design" : architecture.name);
  std::string given;
  for (const std::string& variable : variables) given += fmt::format(" -e {}=…", variable);
  for (const LoadScenario& scenario : plan.scenarios)
    if (!scenario.flows.empty()) text += fmt::format("k6 run -e SCENARIO={}{} load.js\n", scenario.name, given);
  text +=
      "```\n\nSend it to what is yours alone, and mind the bill. `-e SPEED=60` sends a minute's course in a second, at the\n"
      "same rates.\n\n";
  for (const LoadScenario& scenario : plan.scenarios)
    for (const LoadFlow& flow : scenario.flows)
      text += flow.users ? fmt::format("- {}: {}, {} users for {} s\n", scenario.name, flow.description, *flow.users,
                                       scenario.seconds)
                         : fmt::format("- {}: {}, {:.0f} {} in {} s\n", scenario.name, flow.description, flow.expected(),
                                       flow.socket ? "connections" : "requests", scenario.seconds);
  text += "\nk6 starts iterations evenly in time; Poisson arrivals of the same rate come in clusters, and wait longer.\n";
  for (const model::Problem& note : plan.notes) text += fmt::format("\n- {}: {}; {}.", note.path, note.message, note.hint);
  return plan.notes.empty() ? text : text + "\n";
}

}  // namespace

std::vector<model::ManifestFile> k6Files(const model::Architecture& architecture, const LoadPlan& plan) {
  Json loads = Json::object();
  std::map<std::string, LoadFlow> functions;
  std::set<std::string> variables;
  bool sockets = false, requests = false, pauses = false;
  for (const LoadScenario& scenario : plan.scenarios) {
    Json flows = Json::object();
    for (const LoadFlow& flow : scenario.flows) {
      flows[flow.name] = executorOf(flow, scenario.seconds, functionName(flow.name));
      functions.emplace(flow.name, flow);
      variables.insert(addressOf(flow.api));
      if (flow.token) variables.insert(tokenOf(flow.api));
      (flow.socket ? sockets : requests) = true;
      pauses |= flow.users && flow.thinkSeconds > 0;
    }
    if (!flows.empty()) loads[scenario.name] = flows;
  }
  std::string text;
  if (requests)
    text += fmt::format("import {{ check{} }} from 'k6';\nimport http from 'k6/http';\n", pauses ? ", sleep" : "");
  if (sockets) text += "import { WebSocket } from 'k6/websockets';\n";
  text += "\nconst loads = " + loads.dump(2, ' ', false, Json::error_handler_t::replace) + ";\n";
  text += fmt::format(
      "\nconst name = __ENV.SCENARIO || {};\n"
      "if (!(name in loads)) throw new Error(`SCENARIO must be one of: ${{Object.keys(loads).join(', ')}}`);\n"
      "const speed = Number(__ENV.SPEED || 1);\n"
      "const faster = (duration) => `${{Math.round((parseInt(duration, 10) * 1000) / speed)}}ms`;\n"
      "for (const load of Object.values(loads[name])) {{\n"
      "  if (load.duration) load.duration = faster(load.duration);\n"
      "  for (const stage of load.stages || []) stage.duration = faster(stage.duration);\n"
      "}}\n\n"
      "// Dropped iterations mean that the generator didn't send what it should have.\n"
      "export const options = {{ scenarios: loads[name], thresholds: {{ dropped_iterations: ['count==0'] }} }};\n\n",
      quoted(loads.empty() ? "" : loads.begin().key()));
  text +=
      "function address(variable) {\n"
      "  if (!__ENV[variable]) throw new Error(`${variable} is missing: the address of the API, by -e ${variable}=…`);\n"
      "  return __ENV[variable].replace(/\\/$/, '');\n"
      "}\n\n"
      "function headers(token) {\n"
      "  const given = token && __ENV[token] ? { authorization: `Bearer ${__ENV[token]}` } : {};\n"
      "  return { 'content-type': 'application/json', ...given };\n"
      "}\n\n"
      "// As large as the design says.\n"
      "function body(bytes, action) {\n"
      "  const input = { id: `load-${__VU}-${__ITER}`, note: '' };\n"
      "  if (action) input.action = action;\n"
      "  input.note = 'x'.repeat(Math.max(0, bytes - JSON.stringify(input).length));\n"
      "  return JSON.stringify(input);\n"
      "}\n";
  for (const auto& [id, flow] : functions) text += "\n" + (flow.socket ? socketFunction(flow) : requestFunction(flow));
  return {{"load.js", text}, {"README.md", readme(architecture, plan, variables)}};
}

}  // namespace virga::simulator
