#pragma once

#include <optional>

#include <QSize>
#include <QString>
#include <QStringList>

#include "model/units/duration.h"
#include "ui/compare/compare_panel.h"
#include "ui/shell/main_window.h"

namespace virga::workbench {

// What the command line asks of the workbench.
struct Options {
  QString file;  // empty: an untitled project
  bool dark = false;
  bool contrast = false;
  QString language;    // empty: the user's choice
  QString screenshot;  // empty: the window stays open; else it is painted into this PNG and the program ends
  QSize size{1280, 860};
  bool run = false;  // with a screenshot: simulate first, or compare where that panel is shown
  std::optional<ui::MainWindow::Tab> tab;
  std::optional<ui::ComparePanel::View> view;  // of the panel "Compare"
  QString scenario;                            // empty: the first
  std::optional<model::Duration> duration;     // of the run, instead of the scenario's
  std::optional<double> at;                    // seconds since the start of the run: the instant to show
  QString select;                              // a component to select
  QStringList overlays;                        // files over the catalogs, for this session; the last one counts
};

// Reads the arguments; prints help, version or what is wrong with them. No options: exit with `exitCode`.
std::optional<Options> readOptions(int argc, char** argv, int& exitCode);

}  // namespace virga::workbench
