#include "model/checks/rule_catalog.h"
#include "simulator/lessons/lesson.h"

namespace virga::simulator {

const std::vector<std::string>& lessonPanels() {
  static const std::vector<std::string> names{"palette", "outline", "canvas",  "inspector", "problems", "simulation",
                                              "bill",    "compare", "history", "traces",    "playback"};
  return names;
}

const std::vector<std::string>& lessonControls() {
  static const std::vector<std::string> names{"run",  "stop", "scenario", "provider", "runs",   "seed",
                                              "undo", "save", "add",      "fit",      "compare"};
  return names;
}

const std::vector<std::string>& lessonChecks() {
  static const std::vector<std::string> ids = [] {
    const auto rules = model::loadRuleCatalog();
    auto known = rules ? rules->ids() : std::vector<std::string>();
    std::erase_if(known, [](const std::string& id) { return id.starts_with("run-"); });  // a run's, not the design's
    return known;
  }();
  return ids;
}

}  // namespace virga::simulator
