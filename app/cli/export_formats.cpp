#include "app/cli/export_formats.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "app/cli/drawing_program.h"
#include "app/cli/infracost_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/progress_bar.h"
#include "app/cli/scenario_choice.h"
#include "model/io/file.h"
#include "model/io/temporary_folder.h"
#include "model/manifest/validate/run_program.h"
#include "model/pricing/infracost_usage.h"
#include "simulator/load/load_formats.h"

namespace virga::cli {

namespace {

using Exported = tl::expected<model::Manifest, simulator::SimulationFailure>;

Exported refused(const std::string& message) {
  model::Problem problem;
  problem.severity = model::Severity::error;
  problem.message = message;
  return tl::unexpected(simulator::SimulationFailure(model::Problems{problem}));
}

model::Manifest of(const std::string& path, std::string content) {
  model::Manifest manifest;
  manifest.files.push_back({path, std::move(content)});
  return manifest;
}

// By the program that virga render starts: this one has no part that draws.
Exported drawing(const ProjectInput& input) {
  constexpr std::chrono::minutes kLongest{2};
  const auto program = drawingProgram();
  if (program.empty()) return refused(kNoDrawingProgram);
  const model::TemporaryFolder folder("drawing");
  if (folder.path().empty()) return refused(fmt::format("no temporary folder can be made: {}", std::strerror(errno)));
  if (auto written = model::writeFileAtomically(folder.path() / "project.virga.yaml", input.text); !written)
    return refused(written.error());
  const Interrupt interrupt;
  const auto run =
      model::runProgram(program, {"project.virga.yaml", "--provider", input.catalog.provider, "--output", "drawing.svg"}, {},
                        folder.path(), kLongest, interrupt.token());
  if (run.end == model::ProgramRun::End::stopped) return tl::unexpected(simulator::SimulationFailure(simulator::Stopped{}));
  if (run.end != model::ProgramRun::End::exited || run.exitCode != 0)
    return refused("virga-render drew nothing: " + run.output);
  auto svg = model::readFile(folder.path() / "drawing.svg");
  return svg ? Exported(of("drawing.svg", std::move(*svg))) : refused(svg.error());
}

// One run of the first scenario, as virga simulate --infracost makes it.
Exported infracost(const ProjectInput& given) {
  if (!model::isPricedByInfracost(given.catalog.provider))
    return refused(fmt::format("Infracost prices aws, azure and gcp, and not '{}'", given.catalog.provider));
  ProjectInput input = given;
  if (auto chosen = chooseScenario(input.architecture, "", {}); !chosen) return refused(chosen.error());
  simulator::SimulationOptions options;
  options.projectFolder = input.folder;
  const Interrupt interrupt;
  ProgressBar bar;
  const auto result = simulator::simulate(input.architecture, input.catalog, options, interrupt.token(),
                                          [&bar](const simulator::Progress& progress) { bar.show(progress); });
  if (!result) return tl::unexpected(result.error());
  if (result->partOf) return tl::unexpected(simulator::SimulationFailure(simulator::Stopped{}));
  return of("infracost-usage.yml", infracostText(input, "", *result));
}

struct Own {
  model::ManifestFormat format;
  Exported (*write)(const ProjectInput&);
};

const std::vector<Own>& ownFormats() {
  static const std::vector<Own> own = {
      {{"svg", "The drawing, as virga render draws it", ""}, drawing},
      {{"infracost", "A month's usage for Infracost, of one run of the first scenario", ""}, infracost},
  };
  return own;
}

}  // namespace

const std::vector<model::ManifestFormat>& exportFormats() {
  static const std::vector<model::ManifestFormat> formats = [] {
    auto all = simulator::designFormats();
    for (const Own& own : ownFormats()) all.push_back(own.format);
    return all;
  }();
  return formats;
}

tl::expected<model::Manifest, simulator::SimulationFailure> exportAs(const std::string& format, const ProjectInput& input) {
  for (const Own& own : ownFormats())
    if (own.format.id == format) return own.write(input);
  auto manifest = simulator::exportDesign(format, input.architecture, input.catalog);
  if (!manifest) return tl::unexpected(simulator::SimulationFailure(std::move(manifest.error())));
  return std::move(*manifest);
}

}  // namespace virga::cli
