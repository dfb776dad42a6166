#pragma once

#include <QString>

class QLabel;

namespace virga::ui {

// Lets the label say why something wasn't taken; empty: it was, and the label goes.
void showError(QLabel* label, const QString& message);

}  // namespace virga::ui
