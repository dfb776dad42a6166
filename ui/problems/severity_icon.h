#pragma once

#include <QIcon>
#include <QString>

#include "model/problem.h"

namespace virga::ui {

// Octagon, triangle or circle in the theme's colour: the shape tells the severity without the colour.
QIcon severityIcon(model::Severity severity);

QString severityWord(model::Severity severity);

}  // namespace virga::ui
