#pragma once

#include "model/architecture/architecture.h"

namespace virga::model {

// Whether two projects differ at most in how they are drawn: places, pins, groups and bends, which change no figure.
bool sameButDrawing(const Architecture& a, const Architecture& b);

}  // namespace virga::model
