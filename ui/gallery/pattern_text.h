#pragma once

#include <QString>

#include "model/gallery/pattern.h"

namespace virga::ui {

// "Pattern", "Use case".
QString kindText(model::PatternKind kind);

// All that is said of a pattern, as HTML: what it is for, when to use it and when not, what its scenarios show, what
// holds in it, and its sources as links.
QString patternText(const model::Pattern& pattern);

}  // namespace virga::ui
