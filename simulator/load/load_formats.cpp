#include "simulator/load/load_formats.h"

#include <utility>

#include "simulator/load/artillery_script.h"
#include "simulator/load/k6_script.h"
#include "simulator/load/load_plan.h"

namespace virga::simulator {

const std::vector<model::ManifestFormat>& loadFormats() {
  static const std::vector<model::ManifestFormat> formats = {
      {"k6", "k6 script that sends the traffic of each scenario to the deployed APIs", ""},
      {"artillery", "Artillery scripts that do the same, one for each scenario and flow", ""},
  };
  return formats;
}

const std::vector<model::ManifestFormat>& designFormats() {
  static const std::vector<model::ManifestFormat> all = [] {
    auto formats = model::manifestFormats();
    formats.insert(formats.end(), loadFormats().begin(), loadFormats().end());
    return formats;
  }();
  return all;
}

tl::expected<model::Manifest, model::Problems> exportDesign(const std::string& format,
                                                            const model::Architecture& architecture,
                                                            const model::Catalog& catalog) {
  if (format != "k6" && format != "artillery") return model::exportManifest(format, architecture, catalog);
  auto plan = planLoad(architecture);
  if (!plan) return tl::unexpected(plan.error());
  if (format == "artillery")
    for (auto& note : artilleryNotes(*plan)) plan->notes.push_back(std::move(note));
  model::Manifest manifest;
  manifest.files = format == "k6" ? k6Files(architecture, *plan) : artilleryFiles(architecture, *plan);
  manifest.notes = std::move(plan->notes);
  return manifest;
}

}  // namespace virga::simulator
