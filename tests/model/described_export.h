#pragma once

#include <set>
#include <string>

#include <yaml-cpp/yaml.h>

#include <QtTest>

#include "model/manifest/manifest.h"
#include "tests/model/manifest_designs.h"

namespace virga::tests {

// The export of a design that is expected to have one; empty, and the reasons told, where it hasn't.
inline model::Manifest exportedAs(const char* format, const model::Architecture& design,
                                  const std::string& provider = "aws") {
  const auto catalog = model::loadCatalog(provider);
  if (!catalog) qFatal("no catalog");
  auto manifest = model::exportManifest(format, design, *catalog);
  if (!manifest) {
    for (const auto& problem : manifest.error()) qWarning("%s", model::toText(problem).c_str());
    return {};
  }
  return *manifest;
}

inline std::set<std::string> keysOf(const YAML::Node& map) {
  std::set<std::string> keys;
  for (const auto& entry : map) keys.insert(entry.first.as<std::string>());
  return keys;
}

}  // namespace virga::tests
