#pragma once

#include <functional>

#include <QString>

class QWidget;

namespace virga::ui {

// What a dialog for saving a file offers.
struct SaveOffer {
  const char* dialog;  // its object name
  QString title;       // "Export traces"
  QString filter;      // "JSON (*.json)"
  QString suffix;      // "json", for a name without one
  QString proposedName;
};

// Asks for a file and lets `write` write it, which returns the reason why it couldn't, or nothing; that is shown in a box.
// A file that exists is replaced only after asking. Returns at once.
void saveFile(QWidget* parent, const SaveOffer& offer, std::function<QString(const QString& path)> write);

}  // namespace virga::ui
