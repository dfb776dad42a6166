#include "app/workbench/options.h"

#include <map>

#include <CLI/CLI.hpp>

namespace virga::workbench {

namespace {

constexpr int kBadUsage = 2;

std::string checkSize(const std::string& text) {
  const auto parts = QString::fromStdString(text).split('x');
  for (const auto& part : parts)
    if (const int pixels = part.toInt(); pixels < 200 || pixels > 10'000)
      return "a size is written 1280x860, in pixels from 200";
  return parts.size() == 2 ? std::string() : "a size is written 1280x860";
}

std::string checkDuration(const std::string& text) {
  const auto duration = model::parseDuration(text);
  return duration ? std::string() : duration.error();
}

}  // namespace

std::optional<Options> readOptions(int argc, char** argv, int& exitCode) {
  Options options;
  std::string file, screenshot, size, tab, scenario, duration, select, view;
  std::vector<std::string> overlays;
  CLI::App app("Virga workbench: draw, simulate and price serverless architectures");
  app.set_version_flag("--version", "virga-workbench " VIRGA_VERSION);
  app.add_option("FILE", file, "project to open");
  app.add_option("--catalog-overlay", overlays,
                 "YAML file with prices and values in place of the catalog's, for this session; repeatable, the last one "
                 "counts")
      ->allow_extra_args(false);
  app.add_flag("--dark", options.dark, "dark theme");
  auto* shot = app.add_option("--screenshot", screenshot, "paint the window into this PNG and end");
  app.add_option("--size", size, "size of the window, as 1280x860")->check(checkSize);
  app.add_option("--tab", tab, "panel to show below the drawing")
      ->check(CLI::IsMember({"problems", "simulation", "bill", "compare", "history"}));
  app.add_option("--compare-view", view, "what the panel 'compare' shows")
      ->check(CLI::IsMember({"table", "cost", "latency", "traffic"}));
  app.add_option("--select", select, "component to select");
  auto* run =
      app.add_flag("--run", options.run,
                   "simulate before the screenshot, or compare with --tab compare (10 min unless --duration says else)");
  run->needs(shot);
  app.add_option("--scenario", scenario, "scenario of the run")->needs(run);
  app.add_option("--duration", duration, "simulated time of the run, as 10min")->needs(run)->check(checkDuration);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    exitCode = app.exit(error) == 0 ? 0 : kBadUsage;
    return std::nullopt;
  }
  options.file = QString::fromStdString(file);
  options.screenshot = QString::fromStdString(screenshot);
  options.scenario = QString::fromStdString(scenario);
  options.select = QString::fromStdString(select);
  for (const auto& path : overlays) options.overlays << QString::fromStdString(path);
  if (!size.empty()) {
    const auto parts = QString::fromStdString(size).split('x');
    options.size = {parts[0].toInt(), parts[1].toInt()};
  }
  if (!duration.empty()) options.duration = *model::parseDuration(duration);
  const std::map<std::string, ui::MainWindow::Tab> tabs = {{"problems", ui::MainWindow::Tab::problems},
                                                           {"simulation", ui::MainWindow::Tab::simulation},
                                                           {"bill", ui::MainWindow::Tab::bill},
                                                           {"compare", ui::MainWindow::Tab::compare},
                                                           {"history", ui::MainWindow::Tab::history}};
  if (!tab.empty()) options.tab = tabs.at(tab);
  using View = ui::ComparePanel::View;
  const std::map<std::string, View> views = {
      {"table", View::table}, {"cost", View::cost}, {"latency", View::latency}, {"traffic", View::traffic}};
  if (!view.empty()) options.view = views.at(view);
  return options;
}

}  // namespace virga::workbench
