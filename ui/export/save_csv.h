#pragma once

#include <string>

#include <QString>

class QWidget;

namespace virga::ui {

// Asks for a file and writes the CSV there, as a whole or not at all. A file that exists is replaced only after asking; a
// failure is shown in a box. Returns at once.
void saveCsv(QWidget* parent, const QString& title, const QString& proposedName, std::string csv);

}  // namespace virga::ui
