#include "model/manifest/azure/azure_runtime.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/csharp_services.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

// Letters and digits, from a letter on, at most 45. (learn.microsoft.com/azure/azure-functions/durable/durable-functions-
// task-hubs, 2026.)
std::string hubNameOf(const AzurePlan& plan, const AzureFunction& function) {
  std::string hub;
  for (const char c : plan.names.at(function.plan->component->id))
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) hub += c;
  return hub;
}

}  // namespace

AzureRuntime azureRuntime(const std::string& runtime) {
  const auto digit = std::find_if(runtime.begin(), runtime.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  const std::string word(runtime.begin(), digit);
  if (word == "dotnet") return {"dotnet-isolated", std::string(digit, runtime.end()) + ".0"};
  return {word == "nodejs" ? "node" : word, std::string(digit, runtime.end())};
}

std::string timeSpan(Duration duration) {
  const std::int64_t milliseconds = (duration.nanoseconds + 999'999) / 1'000'000, all = milliseconds / 1000;
  const std::string whole = all >= 86'400
                                ? fmt::format("{}.{:02}:{:02}:{:02}", all / 86'400, all / 3600 % 24, all / 60 % 60, all % 60)
                                : fmt::format("{:02}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60);
  return milliseconds % 1000 == 0 ? whole : fmt::format("{}.{:03}", whole, milliseconds % 1000);
}

std::vector<std::string> azureTriggers(const AzureFunction& function) {
  std::vector<std::string> names;
  const auto add = [&](const char* word, std::size_t count) {
    for (std::size_t n = 1; n <= count; ++n) names.push_back(fmt::format("{}{}", word, n));
  };
  add("queue", function.plan->consumers.size());
  if (function.started) names.emplace_back("starts");
  add("stream", function.streams.size());
  if (function.told) names.emplace_back("events");
  add("timer", function.timers.size());
  add("socket", function.plan->sockets.size());
  return names;
}

std::string azureHost(const AzurePlan& plan, const AzureFunction& function) {
  Json host = {{"version", "2.0"},
               {"functionTimeout", timeSpan(function.plan->function->timeout)},
               {"logging", {{"applicationInsights", {{"samplingSettings", {{"isEnabled", true}}}}}}}};
  // Those of .NET are packages of the project.
  if (!isCsharp(function.plan->function->runtime))
    host["extensionBundle"] = {{"id", "Microsoft.Azure.Functions.ExtensionBundle"}, {"version", "[4.*, 5.0.0)"}};
  if (function.http) host["extensions"]["http"] = {{"routePrefix", ""}};
  if (!function.plan->consumers.empty() || function.started)
    host["extensions"]["queues"] = {{"batchSize", function.batch},
                                    {"newBatchThreshold", 0},
                                    {"maxDequeueCount", function.maxReceives},
                                    {"visibilityTimeout", timeSpan(function.visibility)},
                                    {"messageEncoding", "none"}};
  const auto records =
      std::find_if(function.streams.begin(), function.streams.end(), [](const AzureStreamUse& use) { return !use.changes; });
  if (records != function.streams.end()) {
    Json hubs = {{"maxEventBatchSize", records->batch}};
    // A window gathers until the batch is full or the time is over.
    if (records->window.nanoseconds > 0) {
      hubs["minEventBatchSize"] = records->batch;
      hubs["maxWaitTime"] = timeSpan(records->window);
    }
    hubs["prefetchCount"] = records->batch;
    host["extensions"]["eventHubs"] = hubs;
  }
  if (function.workflow)
    host["extensions"]["durableTask"] = {{"hubName", hubNameOf(plan, function)},
                                         {"storageProvider", {{"type", "AzureStorage"}}}};
  return host.dump(2) + "\n";
}

std::string azureLocalSettings(const AzurePlan& plan, const AzureFunction& function) {
  Json values = {{"AzureWebJobsStorage", "UseDevelopmentStorage=true"},
                 {"FUNCTIONS_WORKER_RUNTIME", azureRuntime(function.plan->function->runtime).name},
                 {"DATA", "UseDevelopmentStorage=true"}};
  for (const ComponentId& id : function.uses) {
    const auto& kind = plan.architecture->find(id)->kind;
    const auto own = [&](const char* suffix, const std::string& value) { values[environmentName(id, suffix)] = value; };
    const std::string& name = plan.names.at(id);
    constexpr const char* kNowhere = "https://example.invalid";
    if (std::holds_alternative<Queue>(kind)) {
      own("QUEUE", name);
    } else if (std::holds_alternative<ObjectStore>(kind)) {
      own("CONTAINER", name);
    } else if (std::holds_alternative<NosqlDb>(kind)) {
      own("TABLE", name);
    } else if (std::holds_alternative<Topic>(kind) || std::holds_alternative<EventBus>(kind)) {
      own("TOPIC", kNowhere);
    } else if (std::holds_alternative<Stream>(kind)) {
      own("HUB", name);
    } else if (std::holds_alternative<WebsocketApi>(kind)) {
      own("PUBSUB_ENDPOINT", kNowhere);
      own("PUBSUB_HUB", name);
    } else if (std::holds_alternative<Cache>(kind)) {
      own("CACHE_HOST", "localhost");
    } else if (std::holds_alternative<SqlDb>(kind)) {
      own("DATABASE_SERVER", "localhost");
      own("DATABASE", name);
    } else if (std::holds_alternative<HttpApi>(kind)) {
      own("API_URL", kNowhere);
    } else if (std::holds_alternative<ContainerService>(kind)) {
      own("SERVICE_URL", kNowhere);
    } else if (const AzureFunction* other = plan.find(id)) {
      own("FUNCTION_URL", "http://localhost:7072");
      own("FUNCTION_KEY", "key-" + name);
      if (other->started) own("STARTS_QUEUE", startQueue(plan, id));
    } else {
      own("SECRET_NAME", name);
      if (std::holds_alternative<External>(kind)) own("ENDPOINT", kNowhere);
    }
  }
  if (function.started)
    values[environmentName(function.plan->component->id, "STARTS_QUEUE")] = startQueue(plan, function.plan->component->id);
  return Json({{"IsEncrypted", false}, {"Values", values}}).dump(2) + "\n";
}

}  // namespace virga::model
