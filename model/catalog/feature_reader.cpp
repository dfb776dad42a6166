#include <algorithm>

#include <fmt/format.h>

#include "model/catalog/catalog_tables.h"

namespace virga::model {
namespace {

bool isKnown(const std::string& id) {
  const auto& keys = featureKeys();
  return std::any_of(keys.begin(), keys.end(), [&](const FeatureKey& key) { return key.id == id; });
}

Feature readFeature(const std::string& id, const MapReader& fields, const CatalogSources& sources) {
  fields.allowOnly({"support", "what", "nearest", "source", "note"});
  Feature feature;
  feature.id = id;
  feature.what = fields.requiredText("what").value_or("");
  feature.nearest = fields.text("nearest").value_or("");
  if (const auto support = fields.requiredText("support")) {
    feature.supported = *support == "yes";
    if (*support != "yes" && *support != "no")
      fields.error("support", "invalid-value", fmt::format("'{}' isn't yes or no", *support));
  }
  if (const auto source = sourceOf(fields, sources)) {
    feature.source = source->cite;
    feature.asOf = source->asOf;
    feature.confidence = source->confidence;
  }
  return feature;
}

}  // namespace

std::vector<Feature> readFeatures(const Tree& tree, const std::string& path, const CatalogSources& sources,
                                  ProblemLog& log) {
  std::vector<Feature> features;
  const MapReader map(tree, path, log);
  for (const auto& [id, entry, origin] : map.entries()) {
    if (!isKnown(id)) {
      std::vector<std::string> ids;
      for (const auto& key : featureKeys()) ids.push_back(key.id);
      log.error(origin, map.pathOf(id), "unknown-key", fmt::format("unknown feature '{}'", id), suggestion(id, ids));
      continue;
    }
    const MapReader fields(entry, map.pathOf(id), log);
    features.push_back(readFeature(id, fields, sources));
    if (!features.back().supported && features.back().nearest.empty())
      log.error(entry.origin, map.pathOf(id), "missing-key", "'nearest' is missing: what it has instead");
  }
  return features;
}

}  // namespace virga::model
