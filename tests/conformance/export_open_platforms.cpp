// Writes the exports to OCI and Knative of the test designs below a folder: fn/<design> and knative/<design>. The input of
// fn_knative_conformance.py.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "model/io/resources.h"
#include "model/manifest/manifest.h"
#include "model/problem.h"
#include "model/project/project_file.h"
#include "tests/model/open_platform_designs.h"

namespace {

using virga::model::Architecture;
using virga::model::Problem;
using virga::model::Problems;

void print(const Problems& problems) {
  for (const Problem& problem : problems) std::fprintf(stderr, "%s\n", virga::model::toText(problem).c_str());
}

bool write(const Architecture& design, const char* format, const char* provider, const std::filesystem::path& folder) {
  const auto catalog = virga::model::loadCatalog(provider);
  if (!catalog) return print(catalog.error()), false;
  const auto manifest = virga::model::exportManifest(format, design, *catalog);
  if (!manifest) return print(manifest.error()), false;
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
    std::fprintf(stderr, "usage: export_open_platforms FOLDER\n");
    return 2;
  }
  const std::filesystem::path fn = std::filesystem::path(arguments[1]) / "fn";
  const std::filesystem::path knative = std::filesystem::path(arguments[1]) / "knative";
  bool done = true;
  for (const char* runtime : {"nodejs22", "python3.12", "java21"}) {
    done = write(virga::tests::ociAccess(runtime), "fn", "oci", fn / (std::string("access-") + runtime)) && done;
    done = write(virga::tests::ociEvents(runtime), "fn", "oci", fn / (std::string("events-") + runtime)) && done;
    done = write(virga::tests::knativeAccess(runtime), "knative", "custom", knative / (std::string("access-") + runtime)) &&
           done;
    done = write(virga::tests::knativeEvents(runtime), "knative", "custom", knative / (std::string("events-") + runtime)) &&
           done;
  }
  done = write(virga::tests::everyAlarm("nodejs22"), "fn", "oci", fn / "every-alarm") && done;
  done = write(virga::tests::everyAlarm("nodejs22"), "knative", "custom", knative / "every-alarm") && done;
  // The examples that both can carry out.
  const auto example = virga::model::loadProject(virga::model::resourceFolder() / "examples" / "order-intake.virga.yaml");
  if (!example) return print(example.error()), 1;
  done = write(*example, "fn", "oci", fn / "order-intake") && done;
  done = write(*example, "knative", "custom", knative / "order-intake") && done;
  return done ? 0 : 1;
}
