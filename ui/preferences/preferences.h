#pragma once

#include <QString>

#include "ui/charts/time_style.h"
#include "ui/theme/theme.h"

namespace virga::ui {

// What a user chose for all projects; kept in the settings.
struct Preferences {
  Theme::Mode theme = Theme::Mode::light;
  QString language;          // "de"; empty: the system's
  int autosaveSeconds = 15;  // 1 … 300
  TimeStyle::Unit timeUnit = TimeStyle::Unit::readable;
  int amountPlaces = 2;       // decimals of amounts of money, 0 … 6
  bool confirmReload = true;  // asks before it reads again what another program changed while nothing was changed here
  bool showWelcome = true;    // at the start, where no project is named
  bool operator==(const Preferences&) const = default;

  static Preferences load();
  void save() const;
};

}  // namespace virga::ui
