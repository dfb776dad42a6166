#include <cstdio>

#include <QApplication>
#include <QTimer>

#include "app/workbench/options.h"
#include "app/workbench/screenshot.h"
#include "ui/preferences/language.h"
#include "ui/preferences/preferences.h"
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
  // A picture is the same whatever the user prefers.
  const auto preferences = screenshot ? ui::Preferences() : ui::Preferences::load();
  ui::Theme::instance().setMode(preferences.theme);
  const QString preferred = screenshot ? QStringLiteral("en") : preferences.language;
  if (!ui::installLanguage(options->language.isEmpty() ? preferred : options->language) && !options->language.isEmpty()) {
    std::fprintf(stderr, "virga-workbench: there is no translation for '%s'\n", qPrintable(options->language));
    return 2;
  }

  ui::MainWindow window(simulator::simulate);
  window.setPreferences(preferences);
  for (const auto& overlay : options->overlays) {
    const auto problems = window.overlays().add(overlay, false);
    for (const auto& problem : problems) std::fprintf(stderr, "%s\n", model::toText(problem).c_str());
    if (!problems.empty()) return 2;
  }
  auto* safe = screenshot ? nullptr : &window.keepSafe(ui::RecoveryStore::usualFolder());
  // For this session alone: what is preferred stays as it is.
  if (options->dark) ui::Theme::instance().setMode(ui::Theme::Mode::dark);
  if (options->contrast) ui::Theme::instance().setMode(ui::Theme::Mode::contrast);
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
  if (options->file.isEmpty() && preferences.showWelcome) window.showWelcome();
  safe->offerLeftovers();
  return QApplication::exec();
}
