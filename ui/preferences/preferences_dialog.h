#pragma once

#include <QDialog>

#include "ui/preferences/preferences.h"

namespace virga::ui {

class KeyMap;

// The user's choices. Each is told of when it is made, and kept by whoever hears it.
class PreferencesDialog : public QDialog {
  Q_OBJECT

 public:
  PreferencesDialog(const Preferences& preferences, KeyMap* keys, QWidget* parent = nullptr);

 signals:
  void changed(const virga::ui::Preferences& preferences);

 private:
  QWidget* makeGeneralPage();

  Preferences preferences_;
};

}  // namespace virga::ui
