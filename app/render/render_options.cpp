#include "app/render/render_options.h"

#include <cstdlib>
#include <string_view>

#include <CLI/CLI.hpp>

#include "app/cli/project_input.h"

namespace virga::render {

namespace {

bool endsWith(const std::string& name, std::string_view ending) {
  return name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending;
}

}  // namespace

RenderOptions readRenderOptions(int argc, char** argv) {
  RenderOptions options;
  auto& simulation = options.simulation;
  CLI::App app("Draw a project into a file, with what a run shows if that is wished", "virga render");
  app.failure_message([](const CLI::App*, const CLI::Error& error) {
    return "virga: error: " + std::string(error.what()) + "\n  virga render --help says what there is\n";
  });
  app.add_option("FILE", simulation.file, "Project file, or - for standard input")->required();
  app.add_option("--output", options.output.name, "DRAWING.svg or DRAWING.png; - is an SVG on standard output")
      ->required()
      ->check(cli::refuseEmpty);
  app.add_option("--scale", options.scale, "Pixels of a PNG for each of the drawing's at 100 %; default: 1")
      ->check(CLI::Range(0.1, 8.0));
  app.add_flag("--dark", options.dark, "Dark theme");
  app.add_flag("--caption", options.caption, "Name, scenario, provider and cost below the drawing");
  auto* run = app.add_flag("--run", options.run, "Simulate, and show on the drawing what happened");
  app.add_option("--scenario", simulation.scenario, "Scenario to run; default: the first, or one hour without scenarios")
      ->needs(run);
  app.add_option("--provider", simulation.provider, "Provider to run on; default: the project's target");
  app.add_option("--duration", simulation.duration, "Simulated time instead of the scenario's, e.g. 10min")->needs(run);
  app.add_option("--seed", simulation.seed, "Seed of the random numbers; default: 1")->needs(run);
  app.add_option("--replications", simulation.replications, "Independent runs; default: 1")->needs(run);
  app.add_option("--threads", simulation.threads, "Threads for replications; default 0: one per core")->needs(run);
  app.add_flag("--no-free-tier", simulation.noFreeTier, "Price without the provider's free allowances")->needs(run);
  app.add_option("--set", simulation.set, "PATH=VALUE: change a value of the project, e.g. checkout.memory=1GiB; repeatable")
      ->allow_extra_args(false);
  cli::addOverlayOption(app, simulation.overlays);
  app.add_flag("--force", options.output.force, "Overwrite the file");
  app.final_callback([&] {
    options.png = endsWith(options.output.name, ".png");
    if (!options.png && !options.output.isStandardOutput() && !endsWith(options.output.name, ".svg"))
      throw CLI::ValidationError("--output", "name a file that ends in .svg or .png");
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error) == 0 ? 0 : 2);
  }
  return options;
}

}  // namespace virga::render
