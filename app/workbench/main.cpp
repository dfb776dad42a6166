#include <cstdio>

#include <QApplication>
#include <QSettings>
#include <QTimer>

#include "app/workbench/options.h"
#include "app/workbench/screenshot.h"
#include "ui/recovery/safe_keeping.h"
#include "ui/runs/catalog_overlays.h"
#include "ui/shell/file_controller.h"
#include "ui/theme/theme.h"

int main(int argc, char** argv) {
  using namespace virga;
  int exitCode = 0;
  const auto options = workbench::readOptions(argc, argv, exitCode);
  if (!options) return exitCode;

  QApplication application(argc, argv);
  QApplication::setOrganizationName("Virga");
  QApplication::setApplicationName("Virga");
  QApplication::setApplicationVersion(VIRGA_VERSION);
  const bool screenshot = !options->screenshot.isEmpty();
  const bool dark = options->dark || (!screenshot && QSettings().value("darkTheme").toBool());
  ui::Theme::instance().setMode(dark ? ui::Theme::Mode::dark : ui::Theme::Mode::light);

  ui::MainWindow window(simulator::simulate);
  for (const auto& overlay : options->overlays) {
    const auto problems = window.overlays().add(overlay, false);
    for (const auto& problem : problems) std::fprintf(stderr, "%s\n", model::toText(problem).c_str());
    if (!problems.empty()) return 2;
  }
  auto* safe = screenshot ? nullptr : &window.keepSafe(ui::RecoveryStore::usualFolder());
  if (!options->file.isEmpty()) {
    if (const auto error = window.files().openPath(options->file); !error.isEmpty()) {
      std::fprintf(stderr, "virga-workbench: %s\n", qPrintable(error));
      return 2;
    }
  }
  if (screenshot) return workbench::takeScreenshot(window, *options);
  window.restoreSettings();
  window.show();
  if (options->tab) window.showTab(*options->tab);
  safe->offerLeftovers();
  return QApplication::exec();
}
