#pragma once

#include <QString>

#include "model/architecture/step.h"

namespace virga::ui {

// A step in one line: "call payments · retry 2 · timeout 2 s".
QString stepSummary(const model::Step& step);

}  // namespace virga::ui
