#include "ui/preferences/preferences.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QSettings>

namespace virga::ui {

namespace {

constexpr std::array<std::pair<Theme::Mode, const char*>, 3> kThemes{
    {{Theme::Mode::light, "light"}, {Theme::Mode::dark, "dark"}, {Theme::Mode::contrast, "contrast"}}};
constexpr auto kMilliseconds = "milliseconds";
constexpr int kMostSeconds = 300, kMostPlaces = 6;

}  // namespace

Preferences Preferences::load() {
  const QSettings settings;
  Preferences preferences;
  const auto theme = settings.value("theme", settings.value("darkTheme").toBool() ? "dark" : "light").toString();
  for (const auto& [mode, name] : kThemes)
    if (theme == QLatin1String(name)) preferences.theme = mode;
  preferences.language = settings.value("language").toString();
  preferences.autosaveSeconds =
      std::clamp(settings.value("autosaveSeconds", preferences.autosaveSeconds).toInt(), 1, kMostSeconds);
  if (settings.value("timeUnit").toString() == kMilliseconds) preferences.timeUnit = TimeStyle::Unit::milliseconds;
  preferences.amountPlaces = std::clamp(settings.value("amountPlaces", preferences.amountPlaces).toInt(), 0, kMostPlaces);
  preferences.confirmReload = settings.value("confirmReload", preferences.confirmReload).toBool();
  preferences.showWelcome = settings.value("showWelcome", preferences.showWelcome).toBool();
  return preferences;
}

void Preferences::save() const {
  QSettings settings;
  for (const auto& [mode, name] : kThemes)
    if (mode == theme) settings.setValue("theme", QString::fromLatin1(name));
  settings.setValue("language", language);
  settings.setValue("autosaveSeconds", autosaveSeconds);
  settings.setValue("timeUnit", timeUnit == TimeStyle::Unit::milliseconds ? kMilliseconds : "readable");
  settings.setValue("amountPlaces", amountPlaces);
  settings.setValue("confirmReload", confirmReload);
  settings.setValue("showWelcome", showWelcome);
}

}  // namespace virga::ui
