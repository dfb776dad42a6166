// The way back from an export: what an import makes of it against the design, as sets.
#pragma once

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

// Exports the design, imports `main`, the format's main file or "" for the whole folder, and compares what the format
// carries.
inline void checkWayBack(Folder& folder, const Architecture& design, const std::string& format, const std::string& main) {
  const auto catalog = loadCatalog("aws");
  const auto manifest = exportManifest(format, design, *catalog);
  if (!manifest) QSKIP("the design isn't one that the format can have");
  const std::string back = "back/" + format + "/" + design.name + "/";
  fs::path file;
  for (const auto& written : manifest->files)
    if (const fs::path path = folder.put(back + written.path, written.content); written.path == main) file = path;
  if (main.empty()) file = folder.put(back + ".keep", "").parent_path();
  const auto imported = importDesign({file});
  QVERIFY2(imported.has_value(), imported ? "" : toText(imported.error().front()).c_str());
  Words wanted, got, wantedEdges, gotEdges;
  for (const auto& component : design.components)
    if (!std::holds_alternative<Client>(component.kind)) wanted.insert(carried(component));
  for (const auto& component : imported->design.components) got.insert(carried(component));
  QCOMPARE(QString::fromStdString(listed(got)), QString::fromStdString(listed(wanted)));
  for (const auto& edge : edges(design))
    if (!std::holds_alternative<Client>(design.find(edge.from)->kind) && edge.role != EdgeRole::origin &&
        // AWS verifies no tokens for WebSocket APIs.
        !(edge.role == EdgeRole::auth && std::holds_alternative<WebsocketApi>(design.find(edge.from)->kind)))
      wantedEdges.insert(edge.from + " -> " + edge.to);
  gotEdges = edgesOf(imported->design);
  QCOMPARE(QString::fromStdString(listed(gotEdges)), QString::fromStdString(listed(wantedEdges)));
}

}  // namespace virga::tests
