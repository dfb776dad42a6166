#pragma once

#include <QString>

class QToolButton;

namespace virga::ui {

// A flat button that shows a sign, as + or −, and has a name for those who don't see it.
QToolButton* signButton(const QString& sign, const QString& name, const char* objectName);

}  // namespace virga::ui
