#include "model/import/design_builder.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "model/edit/edit.h"
#include "model/edit/fresh_id.h"
#include "model/import/cloud_resources.h"
#include "model/import/reference.h"
#include "model/project/codec.h"

namespace virga::model {

namespace {

template <class... Kinds>
bool isOneOf(const ComponentKind& kind) {
  return (std::holds_alternative<Kinds>(kind) || ...);
}

bool sameUse(const Step& step, const ComponentId& to, Operation operation, bool send) {
  if (const auto* call = std::get_if<CallStep>(&step.what))
    return !send && call->to.id == to && call->operation == operation;
  const auto* sent = std::get_if<SendStep>(&step.what);
  return send && sent && sent->to.id == to;
}

}  // namespace

ComponentId kebabId(const std::string& name) {
  ComponentId id;
  const auto at = [&](std::size_t i) { return i < name.size() ? static_cast<unsigned char>(name[i]) : 0U; };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(name[i]);
    if (!std::isalnum(c) || c >= 0x80) {
      if (!id.empty() && id.back() != '-') id += '-';
      continue;
    }
    // A new word: at a capital after a small letter or a digit, and at the last capital of several ("SQSQueue").
    const bool word = std::isupper(c) && i > 0 &&
                      (std::islower(static_cast<int>(at(i - 1))) || std::isdigit(static_cast<int>(at(i - 1))) ||
                       (std::isupper(static_cast<int>(at(i - 1))) && std::islower(static_cast<int>(at(i + 1)))));
    if (word && !id.empty() && id.back() != '-') id += '-';
    id += static_cast<char>(std::tolower(c));
  }
  if (id.empty() || !std::isalpha(static_cast<unsigned char>(id[0]))) id = "c" + (id.empty() ? id : "-" + id);
  id = id.substr(0, 63);
  while (id.back() == '-') id.pop_back();
  return id;
}

bool canCall(const ComponentKind& kind) {
  return isOneOf<Function, ObjectStore, NosqlDb, SqlDb, Cache, Workflow, SecretStore, External, ContainerService>(kind);
}

bool canSend(const ComponentKind& kind) {
  return isOneOf<WebsocketApi, Function, Queue, Topic, Stream, EventBus, Workflow>(kind);
}

Step callStep(const ComponentId& to, Operation operation) {
  CallStep call;
  call.to = {to};
  call.operation = operation;
  return {call};
}

Function handingOn() {
  Function function;
  function.runtime = "nodejs22";
  function.memory = mebibytes(128);
  return function;
}

ComponentId DesignBuilder::add(const std::string& name, ComponentKind kind, const std::string& description) {
  Component component;
  component.id = freshId(result.design, kebabId(name));
  component.kind = std::move(kind);
  for (const char c : readable(description)) component.description += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  result.design.components.push_back(std::move(component));
  return result.design.components.back().id;
}

void DesignBuilder::leftOut(const Place& at, const std::string& message, const std::string& hint) {
  result.report.push_back(problemAt(at, Severity::warning, "left-out", readable(message), hint));
}

void DesignBuilder::standsIn(const Place& at, const std::string& message, const std::string& hint) {
  result.report.push_back(problemAt(at, Severity::info, "stands-in", readable(message), hint));
}

void DesignBuilder::assumed(const Place& at, const std::string& message, const std::string& hint) {
  result.report.push_back(problemAt(at, Severity::info, "assumed", readable(message), hint));
}

ComponentId DesignBuilder::external(const std::string& name, const Place& at, const std::string& what) {
  if (const auto known = externals_.find(name); known != externals_.end()) return known->second;
  const ComponentId id = add(name, External{});
  externals_[name] = id;
  standsIn(at, fmt::format("'{}' is an external that stands in for {}", id, what), "state its latency");
  return id;
}

Steps* DesignBuilder::stepsOf(const ComponentId& id) {
  if (auto* function = as<Function>(id)) return &function->steps;
  if (auto* service = as<ContainerService>(id)) return &service->steps;
  if (auto* workflow = as<Workflow>(id)) return &workflow->states;
  return nullptr;
}

bool DesignBuilder::use(const ComponentId& from, const ComponentId& to, Operation operation, bool waits, const Place& at) {
  Steps* const steps = stepsOf(from);
  if (!steps || from == to) return false;
  const ComponentKind& kind = component(to).kind;
  if (std::holds_alternative<HttpApi>(kind)) {
    apiCalls_.push_back({from, to, at});
    return true;
  }
  const bool send = canSend(kind) && !(waits && canCall(kind));
  if (!send && !canCall(kind)) {
    leftOut(at, fmt::format("'{}' uses '{}', which a step can't name", from, to),
            "designs have no call of an HTTP API of their own: call the function behind it, or an external");
    return false;
  }
  for (const Step& step : *steps)
    if (sameUse(step, to, operation, send)) return true;
  if (send)
    steps->push_back({SendStep{{to}}});
  else
    steps->push_back(callStep(to, operation));
  return true;
}

void DesignBuilder::settleApiCalls() {
  std::vector<ApiCall> calls;
  std::swap(calls, apiCalls_);
  for (const ApiCall& call : calls) {
    std::vector<ComponentId> behind;
    for (const Route& route : as<HttpApi>(call.api)->routes)
      if (route.to.id != call.from && std::find(behind.begin(), behind.end(), route.to.id) == behind.end())
        behind.push_back(route.to.id);
    if (behind.size() == 1 && use(call.from, behind[0], Operation::read, true, call.at))
      standsIn(call.at, fmt::format("'{}' calls the API '{}', which a step can't name: it calls '{}' behind it", call.from,
                                    call.api, behind[0]));
    else
      leftOut(call.at, fmt::format("'{}' uses '{}', which a step can't name", call.from, call.api),
              "designs have no call of an HTTP API of their own: call the function behind it, or an external");
  }
}

ComponentId DesignBuilder::relay(const std::string& name, const ComponentId& to, Operation operation, const Place& at,
                                 const std::string& what) {
  const std::string key = name + " " + to;
  if (const auto known = relays_.find(key); known != relays_.end()) {
    use(known->second, to, operation, canCall(component(to).kind), at);
    return known->second;
  }
  const ComponentId id = add(name, handingOn());
  relays_[key] = id;
  standsIn(at, fmt::format("the function '{}' stands in for {}, which needs no function", id, what),
           "its time and its cost aren't those of the original");
  use(id, to, operation, canCall(component(to).kind) && !canSend(component(to).kind), at);
  return id;
}

void DesignBuilder::connectTo(const ComponentId& from, const ComponentId& to, const Place& at) {
  if (auto connected = connect(result.design, from, to))
    result.design = std::move(*connected);
  else if (const auto allowed = canConnect(result.design, from, to); !allowed)
    leftOut(at, fmt::format("'{}' to '{}' is left out: {}", from, to, allowed.error()));
}

void DesignBuilder::route(const ComponentId& api, const std::string& method, const std::string& path, const ComponentId& to,
                          const Place& at) {
  auto* const http = as<HttpApi>(api);
  if (!http) return;
  std::string verb;
  for (const char c : method) verb += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (verb.empty() || verb == "*" || verb == "X-AMAZON-APIGATEWAY-ANY-METHOD") verb = "ANY";
  std::string where = readable(path);
  if (!where.starts_with('/')) where = "/" + where;
  if (where == "/$default") where = "/{proxy+}";
  const std::string text = verb + " " + where;
  if (const auto fault = routeFault(text); !fault.empty()) {
    leftOut(at, fmt::format("the route '{}' isn't one: {}", text, fault));
    return;
  }
  for (const Route& known : http->routes)
    if (known.route == text) {
      if (known.to.id != to)
        leftOut(at, fmt::format("the route '{}' of '{}' leads to '{}' already", text, api, known.to.id));
      return;
    }
  http->routes.push_back({text, {to}});
}

void DesignBuilder::toFill(const std::string& path, const std::string& what, const Place& at) {
  ValueToFill value{path, what, at.file ? *at.file : "", at.line};
  auto& values = result.values;
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
}

std::optional<double> DesignBuilder::number(const SourceValue& value, const std::string& path) {
  if (!value.isScalar() || value.text.empty()) return std::nullopt;
  for (const auto& reference : referencesIn(value.text)) {
    toFill(path, reference.name, value.at);
    return std::nullopt;
  }
  char* end = nullptr;
  const double result_ = std::strtod(value.text.c_str(), &end);
  if (end != value.text.c_str() + value.text.size() || !std::isfinite(result_)) {
    toFill(path, readable(value.text), value.at);
    return std::nullopt;
  }
  return result_;
}

std::optional<int> DesignBuilder::whole(const SourceValue& value, const std::string& path) {
  const auto found = number(value, path);
  if (!found || *found < -1 || *found > 1e9) return std::nullopt;
  return static_cast<int>(*found);
}

std::optional<Duration> DesignBuilder::secondsOf(const SourceValue& value, const std::string& path) {
  const auto found = number(value, path);
  if (!found || *found < 0 || *found > 1e9) return std::nullopt;
  return Duration{static_cast<std::int64_t>(std::llround(*found * 1e9))};
}

bool DesignBuilder::flag(const SourceValue& value, bool otherwise, const std::string& path) {
  if (!value.isScalar()) return otherwise;
  if (value.text == "true" || value.text == "True" || value.text == "TRUE" || value.text == "yes") return true;
  if (value.text == "false" || value.text == "False" || value.text == "FALSE" || value.text == "no") return false;
  toFill(path, readable(value.text), value.at);
  return otherwise;
}

}  // namespace virga::model
