// Triggers and outputs of the functions of an app, by their function.json
// (learn.microsoft.com/azure/azure-functions/functions-triggers-bindings, 2026).
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "model/calendar/cron.h"
#include "model/import/api_guards.h"
#include "model/import/arm/azure_design.h"
#include "model/import/arm/json_at.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

std::string textOf(const Json& binding, const char* key) {
  const auto found = binding.find(key);
  return found != binding.end() && found->is_string() ? found->get<std::string>() : "";
}

class AppReader {
 public:
  AppReader(AzureDesign& azure, const FunctionApp& app) : azure_(azure), app_(app) {}

  void read() {
    std::map<std::string, ComponentId> byScript;
    for (const BoundFunction& function : app_.functions) {
      at_ = {std::make_shared<const std::string>(function.file), 1, 1};
      // Functions that share their code are one component with several triggers; an app in a template is one of them.
      ComponentId id;
      const auto known = function.scriptFile.empty() ? byScript.end() : byScript.find(function.scriptFile);
      if (known != byScript.end()) {
        id = known->second;
      } else {
        id = componentOf(function);
        if (!function.scriptFile.empty()) byScript[function.scriptFile] = id;
      }
      for (const Json& binding : function.bindings)
        if (binding.is_object()) bind(binding, function, id);
    }
    readHost();
    guards_.settle(azure_.design);
  }

 private:
  ComponentId componentOf(const BoundFunction& function) {
    const auto app = azure_.byName.find(inSmallLetters(app_.name));
    if (app != azure_.byName.end() && azure_.design.is<Function>(app->second)) return app->second;
    Function made;
    made.runtime = "nodejs22";
    const std::string worker =
        app_.settings.contains("FUNCTIONS_WORKER_RUNTIME") ? app_.settings.at("FUNCTIONS_WORKER_RUNTIME") : "";
    if (worker == "python") made.runtime = "python3.12";
    if (const auto timeout = timeoutOf()) made.timeout = *timeout;
    // One app with one function is named after the app.
    const ComponentId id = azure_.design.add(app_.functions.size() == 1 ? app_.name : function.name, made);
    if (worker.empty()) azure_.design.toFill(id + ".runtime", "runtime of " + id, at_);
    return id;
  }

  // "00:05:00".
  static std::optional<Duration> timeOf(const Json& text) {
    int h = 0, m = 0, s = 0;
    if (!text.is_string() || std::sscanf(text.get_ref<const std::string&>().c_str(), "%2d:%2d:%2d", &h, &m, &s) != 3 ||
        h + m + s <= 0)
      return {};
    return hours(h) + minutes(m) + seconds(s);
  }
  std::optional<Duration> timeoutOf() const { return timeOf(app_.host.value("functionTimeout", Json())); }

  // batchSize messages at once, each handed over alone and hidden for visibilityTimeout once it has failed.
  void readQueueSettings(Queue& queue, const ComponentId& function) {
    const auto consumer = std::find_if(queue.consumers.begin(), queue.consumers.end(),
                                       [&](const Consumer& one) { return one.to.id == function; });
    if (consumer == queue.consumers.end()) return;
    const Json settings = app_.host.value(Json::json_pointer("/extensions/queues"), Json());
    if (!settings.is_object()) return;
    const auto count = [&](const char* key) {
      const Json value = settings.value(key, Json());
      return value.is_number_unsigned() && value.get<std::uint64_t>() > 0
                 ? std::optional<int>(static_cast<int>(std::min<std::uint64_t>(value.get<std::uint64_t>(), 1'000)))
                 : std::nullopt;
    };
    if (const auto most = count("maxDequeueCount")) queue.maxReceives = *most;
    if (const auto batch = count("batchSize")) consumer->batch = *batch;
    if (const auto time = timeOf(settings.value("visibilityTimeout", Json()))) queue.visibility = *time;
  }

  // What host.json says of an app that a template has, and of the storage queues that it takes from
  // (learn.microsoft.com/azure/azure-functions/functions-host-json, 2026).
  void readHost() {
    const auto app = azure_.byName.find(inSmallLetters(app_.name));
    if (app == azure_.byName.end()) return;
    auto* const function = azure_.design.as<Function>(app->second);
    if (!function) return;
    if (const auto timeout = timeoutOf()) function->timeout = *timeout;
    for (const auto& [key, id] : azure_.components)
      if (AzureDesign::isStorageQueue(key)) readQueueSettings(*azure_.design.as<Queue>(id), app->second);
    if (app_.functions.empty())
      azure_.design.assumed(
          {std::make_shared<const std::string>(app_.file), 1, 1},
          fmt::format("the triggers of '{}' stand in its code, which isn't read; those that its rights tell "
                      "of are in the design",
                      app->second));
  }

  std::string named(const Json& binding, const char* key) const { return withSettings(app_, textOf(binding, key)); }

  void connectTo(const ComponentId& from, const ComponentId& to) { azure_.design.connectTo(from, to, at_); }

  void bind(const Json& binding, const BoundFunction& function, const ComponentId& id) {
    const std::string type = textOf(binding, "type");
    if (type == "httpTrigger") return httpTrigger(binding, function, id);
    if (type == "http" || type == "return") return;
    if (type == "timerTrigger") return timerTrigger(binding, function, id);
    if (type == "serviceBusTrigger") {
      if (const std::string topic = named(binding, "topicName"); !topic.empty())
        return connectTo(azure_.bound(topic, Topic{}, at_), id);
      return connectTo(azure_.bound(named(binding, "queueName"), Queue{}, at_), id);
    }
    if (type == "queueTrigger") return connectTo(azure_.bound(named(binding, "queueName"), Queue{}, at_), id);
    if (type == "eventHubTrigger") return connectTo(azure_.bound(named(binding, "eventHubName"), Stream{}, at_), id);
    if (type == "cosmosDBTrigger") return connectTo(azure_.bound(containerOf(binding), NosqlDb{}, at_), id);
    if (type == "blobTrigger") return connectTo(azure_.bound(blobContainer(binding), ObjectStore{}, at_), id);
    if (type == "eventGridTrigger") {
      // Where the events come from stands in a template, or nowhere.
      for (const Component& component : azure_.design.result.design.components)
        if (const auto* bus = std::get_if<EventBus>(&component.kind))
          if (std::any_of(bus->rules.begin(), bus->rules.end(), [&](const Rule& rule) { return rule.to.id == id; })) return;
      return connectTo(azure_.bound(function.name + "-events", EventBus{}, at_), id);
    }
    if (type == "serviceBus") {
      const std::string topic = named(binding, "topicName");
      const ComponentId to =
          topic.empty() ? azure_.bound(named(binding, "queueName"), Queue{}, at_) : azure_.bound(topic, Topic{}, at_);
      azure_.design.use(id, to, Operation::write, false, at_);
      return;
    }
    if (type == "queue") return sends(id, azure_.bound(named(binding, "queueName"), Queue{}, at_));
    if (type == "eventHub") return sends(id, azure_.bound(named(binding, "eventHubName"), Stream{}, at_));
    if (type == "eventGrid") return sends(id, azure_.bound(function.name + "-events", EventBus{}, at_));
    const Operation operation = textOf(binding, "direction") == "in" ? Operation::read : Operation::write;
    if (type == "cosmosDB") return calls(id, azure_.bound(containerOf(binding), NosqlDb{}, at_), operation);
    if (type == "blob") return calls(id, azure_.bound(blobContainer(binding), ObjectStore{}, at_), operation);
    if (type == "table") return calls(id, azure_.bound(named(binding, "tableName"), NosqlDb{}, at_), operation);
    if (type == "sql") return calls(id, azure_.bound("sql", SqlDb{}, at_), operation);
    if (type == "sendGrid" || type == "twilioSms")
      return calls(id, azure_.design.external(type, at_, "a service of others"), Operation::write);
    azure_.design.leftOut(at_, fmt::format("the binding '{}' of '{}' isn't understood", type, function.name));
  }

  void sends(const ComponentId& from, const ComponentId& to) { azure_.design.use(from, to, Operation::write, false, at_); }
  void calls(const ComponentId& from, const ComponentId& to, Operation operation) {
    azure_.design.use(from, to, operation, true, at_);
  }

  std::string containerOf(const Json& binding) const {
    const std::string name = named(binding, "containerName");
    return name.empty() ? named(binding, "collectionName") : name;
  }
  std::string blobContainer(const Json& binding) const {
    const std::string path = named(binding, "path");
    return path.substr(0, path.find('/'));
  }

  void httpTrigger(const Json& binding, const BoundFunction& function, const ComponentId& id) {
    if (api_.empty()) {
      // An API in front, from a template, or the app's own address.
      for (const auto& [key, component] : azure_.components)
        if (azure_.design.is<HttpApi>(component)) return;
      api_ = azure_.design.add(app_.name + "-http", HttpApi{});
    }
    std::string route = textOf(binding, "route");
    // A key of the function or the host is asked for unless the level says otherwise. (Azure Functions HTTP trigger, 2026.)
    std::string level = textOf(binding, "authLevel");
    std::transform(level.begin(), level.end(), level.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    guards_.route(api_, level == "anonymous" ? "" : "callers have a key of the function");
    if (route.empty()) route = function.name;
    std::string prefix = "api";
    if (const auto extensions = app_.host.find("extensions"); extensions != app_.host.end() && extensions->is_object())
      if (const auto http = extensions->find("http"); http != extensions->end() && http->is_object())
        prefix = http->value("routePrefix", prefix);
    std::string path = "/";
    if (!prefix.empty()) path += prefix + "/";
    // "{id:int?}" is {id}; "{*rest}" takes all that follows.
    for (std::size_t i = 0; i < route.size(); ++i) {
      const std::size_t close = route[i] == '{' ? route.find('}', i) : std::string::npos;
      if (close == std::string::npos) {
        path += route[i];
        continue;
      }
      std::string name = route.substr(i + 1, close - i - 1);
      const bool rest = !name.empty() && name[0] == '*';
      if (rest) name.erase(0, 1);
      name = name.substr(0, name.find_first_of(":?="));
      path += "{" + name + (rest ? "+}" : "}");
      i = close;
    }
    std::vector<std::string> methods;
    if (const auto listed = binding.find("methods"); listed != binding.end() && listed->is_array())
      for (const Json& method : *listed)
        if (method.is_string()) methods.push_back(method.get<std::string>());
    if (methods.empty()) methods.emplace_back("ANY");
    for (std::string& method : methods) {
      std::transform(method.begin(), method.end(), method.begin(),
                     [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      azure_.design.route(api_, method, path, id, at_);
    }
  }

  // NCRONTAB has six fields, seconds first; five fields are cron's.
  void timerTrigger(const Json& binding, const BoundFunction& function, const ComponentId& id) {
    const std::string expression = named(binding, "schedule");
    std::istringstream words(expression);
    std::vector<std::string> fields;
    for (std::string word; words >> word;) fields.push_back(word);
    Schedule schedule;
    if (fields.size() == 6) {
      if (fields[0] != "0")
        azure_.design.assumed(at_, fmt::format("the seconds of '{}' are left out: schedules are by the minute", expression));
      fields.erase(fields.begin());
    }
    const std::string cron = fmt::format("{}", fmt::join(fields, " "));
    if (fields.size() == 5 && parseCron(cron)) {
      schedule.cron = cron;
    } else {
      schedule.every = hours(1);
      azure_.design.toFill(function.name + "-timer.every", fmt::format("schedule '{}' of {}", expression, function.name),
                           at_);
    }
    const ComponentId timer = azure_.design.add(function.name + "-timer", schedule);
    connectTo(timer, id);
  }

  AzureDesign& azure_;
  const FunctionApp& app_;
  Place at_;
  ComponentId api_;
  ApiGuards guards_;
};

}  // namespace

void addAzureBindings(AzureDesign& azure) {
  for (const FunctionApp& app : azure.apps) AppReader(azure, app).read();
}

}  // namespace virga::model
