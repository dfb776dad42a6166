// Writes the exports of the test designs and of the examples below a folder, one subfolder each: the input of the
// conformance tests. For a format and a provider, a design that is refused is told on the standard output:
// NAME<tab>id of the first error<tab>its message. With a language, the test designs in that alone; without, those in Go are
// left out but for one, for their templates differ from others by little.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/io/resources.h"
#include "model/manifest/manifest.h"
#include "model/problem.h"
#include "model/project/project_file.h"
#include "tests/model/manifest_designs.h"

namespace {

using Designs = std::vector<std::pair<std::string, virga::model::Architecture>>;

void complain(const virga::model::Problems& problems) {
  for (const auto& problem : problems) std::fprintf(stderr, "%s\n", virga::model::toText(problem).c_str());
}

void write(const virga::model::Manifest& manifest, const std::filesystem::path& folder) {
  for (const auto& file : manifest.files) {
    const auto path = folder / file.path;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << file.content;
  }
}

bool addExample(Designs& designs, const std::string& name) {
  const auto example = virga::model::loadProject(virga::model::resourceFolder() / "examples" / (name + ".virga.yaml"));
  if (!example) {
    complain(example.error());
    return false;
  }
  designs.emplace_back(name, *example);
  return true;
}

// Two functions behind a load balancer.
virga::model::Architecture sharedRoute(const std::string& runtime) {
  virga::model::Architecture design;
  design.name = "Shared route";
  design.target = {"aws", "us-east-1"};
  virga::model::Route route{"GET /things/{id}", {"old"}};
  route.split = virga::model::Split{{"new"}, virga::model::Share{0.1}};
  virga::tests::add(design, "front", virga::tests::api({route}));
  virga::tests::add(design, "old", virga::tests::function(runtime, {virga::tests::call("things")}));
  virga::tests::add(design, "new", virga::tests::function(runtime, {virga::tests::call("things")}));
  virga::tests::add(design, "things", virga::model::NosqlDb{});
  return design;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2 && count != 4 && count != 5) {
    std::fprintf(stderr, "usage: export_designs FOLDER [FORMAT PROVIDER [LANGUAGE]]\n");
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  const bool chosen = count >= 4;
  const std::string only = count == 5 ? arguments[4] : "";
  const std::string format = chosen ? arguments[2] : "sam", provider = chosen ? arguments[3] : "aws";
  const auto catalog = virga::model::loadCatalog(provider);
  if (!catalog) {
    complain(catalog.error());
    return 1;
  }
  Designs designs;
  const std::map<std::string, std::string> older = {{"java21", "java17"}, {"dotnet10", "dotnet8"}};
  for (const auto& [runtime, suffix] :
       {std::pair{"nodejs22", "nodejs"}, std::pair{"python3.12", "python"}, std::pair{"java21", "java"},
        std::pair{"dotnet10", "csharp"}, std::pair{"go", "go"}}) {
    if (!only.empty() && only != suffix) continue;
    designs.emplace_back(std::string("every-guard-") + suffix, virga::tests::everyGuard(runtime));
    if (only.empty() && runtime == std::string("go")) continue;
    if (!only.empty()) designs.emplace_back(std::string("shared-route-") + suffix, sharedRoute(runtime));
    designs.emplace_back(std::string("every-access-") + suffix, virga::tests::everyAccess(runtime));
    designs.emplace_back(std::string("every-event-") + suffix, virga::tests::everyEvent(runtime));
    designs.emplace_back(std::string("every-task-") + suffix,
                         virga::tests::everyTask(older.contains(runtime) ? older.at(runtime) : runtime));
  }
  if (provider == "azure") designs.emplace_back("every-binding-csharp", virga::tests::everyBinding("dotnet8"));
  if (only.empty()) designs.emplace_back("every-alarm-nodejs", virga::tests::everyAlarm("nodejs22"));
  const std::vector<std::string> examples = {"order-intake", "image-thumbnails",  "sensor-stream",   "nightly-report",
                                             "chat",         "rarely-called-api", "webhook-fan-out", "parcel-tracking",
                                             "retry-storm"};
  for (const auto& name : examples)
    if (only.empty() && !addExample(designs, name)) return 1;

  for (const auto& [name, design] : designs) {
    const auto manifest = virga::model::exportManifest(format, design, *catalog);
    if (manifest) {
      write(*manifest, folder / name);
    } else if (chosen) {
      std::printf("%s\t%s\t%s\n", name.c_str(), manifest.error().front().id.c_str(),
                  manifest.error().front().message.c_str());
    } else {
      complain(manifest.error());
      return 1;
    }
  }
  return 0;
}
