// Writes the Google Cloud exports of the test designs below a folder, one subfolder each: the input of
// google_conformance.py; with a language, those that have all its handlers, in that alone.
#include "tests/model/google_designs.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "model/manifest/manifest.h"
#include "model/problem.h"

namespace {

using namespace virga::model;

bool write(const Architecture& design, const std::string& format, const std::filesystem::path& folder) {
  const auto catalog = loadCatalog("gcp");
  const auto manifest =
      catalog ? exportManifest(format, design, *catalog) : tl::expected<Manifest, Problems>(tl::unexpected(catalog.error()));
  if (!manifest) {
    for (const auto& problem : manifest.error()) std::fprintf(stderr, "%s\n", toText(problem).c_str());
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
  if (count != 3 && count != 4) {
    std::fprintf(stderr, "usage: google_designs FORMAT FOLDER [RUNTIME]\n");
    return 2;
  }
  bool done = true;
  auto designs = virga::tests::googleDesigns();
  if (count == 4) {
    const std::string runtime = arguments[3];
    designs = {{"every-access", virga::tests::googleAccess(runtime)},
               {"every-event", virga::tests::googleEvents(runtime)},
               {"every-task", virga::tests::googleTasks(runtime)}};
  }
  for (const auto& [name, design] : designs)
    done = write(design, arguments[1], std::filesystem::path(arguments[2]) / name) && done;
  return done ? 0 : 1;
}
