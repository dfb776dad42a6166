// The way back from an export: what an import makes of it against the design, as sets.
#pragma once

#include <algorithm>
#include <bit>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <QTemporaryDir>
#include <QTest>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/edit/edges.h"
#include "model/import/import.h"
#include "model/manifest/manifest.h"

namespace virga::tests {

using namespace virga::model;
namespace fs = std::filesystem;
using Words = std::set<std::string>;

class Folder {
 public:
  fs::path put(const std::string& name, const std::string& text) {
    const fs::path path = fs::path(folder_.path().toStdString()) / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

 private:
  QTemporaryDir folder_;
};

inline Words edgesOf(const Architecture& design) {
  Words words;
  for (const auto& edge : edges(design)) words.insert(edge.from + " -> " + edge.to);
  return words;
}

inline std::string listed(const Words& words) {
  std::string text;
  for (const auto& word : words) text += word + "; ";
  return text;
}

// What is in one set alone; empty for equal ones.
inline QString differences(const Words& got, const Words& wanted) {
  std::string text;
  for (const auto& word : wanted)
    if (!got.contains(word)) text += "lacks " + word + "; ";
  for (const auto& word : got)
    if (!wanted.contains(word)) text += "has " + word + "; ";
  return QString::fromStdString(text);
}

// What the formats of AWS carry of a component: kinds and settings, but not how long functions compute, sizes, shares,
// latencies, the size of packages and whether a call to a function waits.
inline std::string carried(const Component& component) {
  std::string text = component.id + " " + std::string(kindName(component.kind));
  if (const auto* function = std::get_if<Function>(&component.kind))
    text += " " + function->runtime + " " + toText(function->memory) + " " + toText(function->timeout) +
            (function->architecture == CpuArchitecture::arm64 ? " arm64" : "") +
            (function->reservedConcurrency ? " reserved " + std::to_string(*function->reservedConcurrency) : "") +
            (function->provisionedConcurrency ? " provisioned " + std::to_string(*function->provisionedConcurrency) : "");
  if (const auto* queue = std::get_if<Queue>(&component.kind)) {
    text += " " + toText(queue->visibility) + " " + toText(queue->retention);
    if (queue->deadLetter) text += " dead " + queue->deadLetter->id + " after " + std::to_string(queue->maxReceives);
    for (const auto& consumer : queue->consumers)
      text += " to " + consumer.to.id + " " + std::to_string(consumer.batch) + " " + toText(consumer.window) +
              (consumer.maxConcurrency ? " most " + std::to_string(*consumer.maxConcurrency) : "");
  }
  if (const auto* stream = std::get_if<Stream>(&component.kind)) {
    text += " " + std::to_string(stream->shards) + " " + toText(stream->retention);
    for (const auto& consumer : stream->consumers)
      text += " to " + consumer.to.id + " " + std::to_string(consumer.batch) + " " +
              std::to_string(consumer.parallelization) + (consumer.onError == BatchFailure::bisect ? " bisect" : "");
  }
  if (const auto* api = std::get_if<HttpApi>(&component.kind)) {
    if (api->throttle) text += " " + toText(api->throttle->rate) + " " + std::to_string(api->throttle->burst);
    if (api->auth) text += " auth " + api->auth->with.id;
    if (api->cors) text += " cors " + api->cors->origins.front();
    Words routes;
    for (const auto& route : api->routes)
      routes.insert(route.route + " to " + route.to.id +
                    (route.split ? " or " + toText(route.split->share) + " to " + route.split->to.id : ""));
    text += " " + listed(routes);
  }
  if (const auto* workflow = std::get_if<Workflow>(&component.kind))
    text += workflow->type == WorkflowType::express ? " express" : " standard";
  if (const auto* table = std::get_if<NosqlDb>(&component.kind))
    text += std::string(table->billing == Capacity::provisioned ? " provisioned " : " on-demand ") + table->partitionKey;
  return text;
}

// The design without what Terraform's configurations of Google and Oracle don't carry.
inline Architecture carriedBy(const std::string& provider, Architecture design) {
  std::erase_if(design.components, [&](const Component& one) {
    // OCI's queues have their dead letters within.
    const auto isDead = [&](const Component& other) {
      const auto* queue = std::get_if<Queue>(&other.kind);
      return queue && queue->deadLetter && queue->deadLetter->id == one.id;
    };
    return std::holds_alternative<Client>(one.kind) ||
           (provider == "oci" && std::any_of(design.components.begin(), design.components.end(), isDead));
  });
  for (Component& component : design.components) {
    // Nothing says that a topic's records are in order but its subscriptions.
    if (const auto* stream = std::get_if<Stream>(&component.kind); stream && provider == "gcp" && stream->consumers.empty())
      component.kind = Topic{};
    // A topic of Notifications is the bus.
    if (const auto* bus = std::get_if<EventBus>(&component.kind); bus && provider == "oci") {
      Topic topic;
      for (const auto& rule : bus->rules) topic.subscriptions.push_back({rule.to});
      component.kind = topic;
    }
    if (auto* function = std::get_if<Function>(&component.kind)) {
      function->architecture = CpuArchitecture::x86_64;
      if (provider == "azure")  // Flex Consumption's sizes
        function->memory = mebibytes(function->memory <= mebibytes(512)    ? 512
                                     : function->memory <= mebibytes(2048) ? 2048
                                                                           : 4096);
      // Google has 128 MiB, 256 MiB and so on.
      if (provider == "gcp")
        function->memory = {static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(function->memory.bytes)))};
      function->reservedConcurrency.reset();
      if (provider == "oci" && function->provisionedConcurrency)  // in tens
        function->provisionedConcurrency = (*function->provisionedConcurrency + 9) / 10 * 10;
    }
    if (auto* queue = std::get_if<Queue>(&component.kind)) {
      if (provider == "oci") queue->deadLetter.reset();
      // Pub/Sub takes 5 to 100 deliveries.
      if (provider == "gcp") queue->maxReceives = std::max(5, queue->maxReceives);
      for (auto& consumer : queue->consumers) {
        consumer.maxConcurrency.reset();
        if (provider == "gcp") consumer.batch = 1, consumer.window = {};
      }
    }
    if (auto* stream = std::get_if<Stream>(&component.kind)) {
      if (provider == "gcp") stream->shards = 1;
      for (auto& consumer : stream->consumers) {
        // A subscription keeps messages as long as they are of use.
        if (provider == "gcp" && consumer.maxAge) stream->retention = days(1);
        consumer.parallelization = 1;
        consumer.onError = BatchFailure::retry;
        if (provider == "gcp") consumer.batch = 1;
      }
    }
    if (auto* api = std::get_if<HttpApi>(&component.kind); api && api->throttle)
      api->throttle->burst = static_cast<int>(api->throttle->rate.perSecond);
    if (auto* table = std::get_if<NosqlDb>(&component.kind)) *table = NosqlDb{};
    if (auto* workflow = std::get_if<Workflow>(&component.kind)) workflow->type = WorkflowType::standard;
  }
  return design;
}

// Exports the design, imports `main`, the format's main file or "" for the whole folder, and compares what the format
// carries.
inline void checkWayBack(Folder& folder, const Architecture& design, const std::string& format, const std::string& main) {
  const std::string& provider = design.target.provider;
  const auto catalog = loadCatalog(provider);
  const auto manifest = exportManifest(format, design, *catalog);
  if (!manifest) QSKIP("the design isn't one that the format can have");
  const std::string back = "back/" + format + "/" + provider + "/" + design.name + "/";
  fs::path file;
  for (const auto& written : manifest->files)
    if (const fs::path path = folder.put(back + written.path, written.content); written.path == main) file = path;
  if (main.empty()) file = folder.put(back + ".keep", "").parent_path();
  const auto imported = importDesign({file});
  QVERIFY2(imported.has_value(), imported ? "" : toText(imported.error().front()).c_str());
  const Architecture drawn = provider == "aws" ? design : carriedBy(provider, design),
                     came = provider == "aws" ? imported->design : carriedBy(provider, imported->design);
  Words wanted, got, wantedEdges, gotEdges;
  for (const auto& component : drawn.components)
    if (!std::holds_alternative<Client>(component.kind)) wanted.insert(carried(component));
  for (const auto& component : came.components) got.insert(carried(component));
  QCOMPARE(differences(got, wanted), QString());
  for (const auto& edge : edges(drawn))
    if (!std::holds_alternative<Client>(drawn.find(edge.from)->kind) && edge.role != EdgeRole::origin &&
        // Project files have no calls of APIs.
        (edge.role == EdgeRole::route || !std::holds_alternative<HttpApi>(drawn.find(edge.to)->kind)) &&
        // AWS verifies no tokens for WebSocket APIs.
        !(edge.role == EdgeRole::auth && std::holds_alternative<WebsocketApi>(drawn.find(edge.from)->kind)))
      wantedEdges.insert(edge.from + " -> " + edge.to);
  gotEdges = edgesOf(came);
  QCOMPARE(differences(gotEdges, wantedEdges), QString());
}

}  // namespace virga::tests
