// Writes the exports of the test designs below a folder, one subfolder each: the input of sam_conformance.py.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "model/io/resources.h"
#include "model/manifest/manifest.h"
#include "model/problem.h"
#include "model/project/project_file.h"
#include "tests/model/manifest_designs.h"

namespace {

bool write(const virga::model::Architecture& design, const std::filesystem::path& folder) {
  const auto catalog = virga::model::loadCatalog("aws");
  if (!catalog) {
    for (const auto& problem : catalog.error()) std::fprintf(stderr, "%s\n", virga::model::toText(problem).c_str());
    return false;
  }
  const auto manifest = virga::model::exportManifest("sam", design, *catalog);
  if (!manifest) {
    for (const auto& problem : manifest.error()) std::fprintf(stderr, "%s\n", virga::model::toText(problem).c_str());
    return false;
  }
  for (const auto& file : manifest->files) {
    const auto path = folder / file.path;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << file.content;
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: export_designs FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = arguments[1];
  bool done = write(virga::tests::everyAccess("nodejs22"), folder / "every-access-nodejs") &&
              write(virga::tests::everyAccess("python3.12"), folder / "every-access-python") &&
              write(virga::tests::everyEvent("nodejs22"), folder / "every-event-nodejs") &&
              write(virga::tests::everyEvent("python3.12"), folder / "every-event-python") &&
              write(virga::tests::everyTask("nodejs22"), folder / "every-task-nodejs") &&
              write(virga::tests::everyTask("python3.12"), folder / "every-task-python") &&
              write(virga::tests::everyGuard("nodejs22"), folder / "every-guard-nodejs") &&
              write(virga::tests::everyGuard("python3.12"), folder / "every-guard-python");
  // The examples that there are handlers for; the others need Java or servers.
  for (const char* name : {"order-intake", "image-thumbnails", "sensor-stream", "nightly-report", "chat"}) {
    const auto example =
        virga::model::loadProject(virga::model::resourceFolder() / "examples" / (std::string(name) + ".virga.yaml"));
    if (!example) {
      for (const auto& problem : example.error()) std::fprintf(stderr, "%s\n", virga::model::toText(problem).c_str());
      return 1;
    }
    done = write(*example, folder / name) && done;
  }
  return done ? 0 : 1;
}
