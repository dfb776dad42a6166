#pragma once

#include <algorithm>
#include <set>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/catalog/catalog.h"
#include "model/manifest/manifest.h"
#include "model/problem.h"

// Exports designs to SAM and reads settings and permissions back from the template.
namespace virga::tests {

using namespace virga::model;

inline Catalog aws() {
  static const auto catalog = loadCatalog("aws");
  if (!catalog) qFatal("the AWS catalog can't be read: %s", toText(catalog.error().at(0)).c_str());
  return *catalog;
}

inline std::string contentOf(const Manifest& manifest, const std::string& path) {
  for (const auto& file : manifest.files)
    if (file.path == path) return file.content;
  return "(no file " + path + ")";
}

inline Manifest exported(const Architecture& design) {
  auto manifest = exportManifest("sam", design, aws());
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", toText(problem).c_str());
    return {};
  }
  return *manifest;
}

inline YAML::Node templateOf(const Architecture& design) { return YAML::Load(contentOf(exported(design), "template.yaml")); }

inline YAML::Node propertiesOf(const YAML::Node& whole, const std::string& id) {
  return whole["Resources"][id]["Properties"];
}

// The ids of the errors of a refused export; empty if it isn't refused.
inline std::set<std::string> refusals(const Architecture& design) {
  std::set<std::string> ids;
  const auto manifest = exportManifest("sam", design, aws());
  if (!manifest)
    for (const auto& problem : manifest.error()) ids.insert(problem.id);
  return ids;
}

inline bool hasNote(const Manifest& manifest, const std::string& id, const std::string& path) {
  return std::any_of(manifest.notes.begin(), manifest.notes.end(),
                     [&](const Problem& note) { return note.id == id && note.path == path; });
}

// "action on resource" of each statement of the function's policies; a resource as tag and text: "!GetAtt Orders.Arn".
inline std::set<std::string> permissionsOf(const YAML::Node& whole, const std::string& id) {
  std::set<std::string> permissions;
  for (const auto& policy : propertiesOf(whole, id)["Policies"])
    for (const auto& statement : policy["Statement"])
      for (const auto& action : statement["Action"])
        permissions.insert(statement["Effect"].as<std::string>() + " " + action.as<std::string>() + " on " +
                           statement["Resource"].Tag() + " " + statement["Resource"].as<std::string>());
  return permissions;
}

using Texts = std::set<std::string>;

}  // namespace virga::tests
