#include "model/edit/setting_paths.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <yaml-cpp/yaml.h>

namespace virga::model {
namespace {

bool startsWithPath(const std::string& path, const std::string& prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '.');
}

// The keys of the project file whose value is a component's name.
bool isReferenceKey(std::string_view key) {
  constexpr std::array<std::string_view, 8> kKeys{"to",          "call",       "send",   "with",
                                                  "dead-letter", "on-failure", "origin", "component"};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

// Calls visit(scalar) for each scalar below the node that stands for a component's name.
template <typename Visit>
void forEachNameIn(YAML::Node node, std::string_view key, const Visit& visit) {
  if (node.IsScalar()) {
    if (isReferenceKey(key)) visit(node);
  } else if (node.IsSequence()) {
    for (auto item : node) forEachNameIn(item, {}, visit);
  } else if (node.IsMap()) {
    for (auto item : node)
      if (item.first.IsScalar()) forEachNameIn(item.second, item.first.Scalar(), visit);
  }
}

YAML::Node parsedValue(const Setting& setting) {
  try {
    return YAML::Load(setting.value);
  } catch (const YAML::Exception&) {
    return {};  // what isn't YAML names nothing; the reader reports it
  }
}

std::string_view lastKey(const Setting& setting) {
  const auto dot = setting.path.rfind('.');
  return dot == std::string::npos ? std::string_view() : std::string_view(setting.path).substr(dot + 1);
}

}  // namespace

void applyPathChanges(std::vector<Setting>& settings, const PathChanges& changes) {
  std::erase_if(settings, [&](Setting& setting) {
    const PathChanges::value_type* longest = nullptr;
    for (const auto& change : changes)
      if (startsWithPath(setting.path, change.first) && (!longest || change.first.size() > longest->first.size()))
        longest = &change;
    if (!longest) return false;
    if (!longest->second) return true;
    setting.path = *longest->second + setting.path.substr(longest->first.size());
    return false;
  });
}

void renameInValues(std::vector<Setting>& settings, const ComponentId& from, const ComponentId& to) {
  for (auto& setting : settings) {
    if (!valueNames(setting, from)) continue;
    auto node = parsedValue(setting);
    forEachNameIn(node, lastKey(setting), [&](YAML::Node name) {
      if (name.Scalar() == from) name = to;
    });
    YAML::Emitter emitter;
    emitter << YAML::Flow << node;
    setting.value = emitter.c_str();
  }
}

bool valueNames(const Setting& setting, const ComponentId& id) {
  if (setting.value.find(id) == std::string::npos) return false;
  bool found = false;
  forEachNameIn(parsedValue(setting), lastKey(setting), [&](const YAML::Node& name) { found |= name.Scalar() == id; });
  return found;
}

}  // namespace virga::model
