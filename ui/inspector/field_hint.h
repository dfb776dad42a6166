#pragma once

#include <QString>

#include "model/project/field_view.h"

namespace virga::ui {

// What to type in a field of the type, with its unit: "A time with its unit, as 250 ms, 1.5 s or 10 min." Empty where the
// type needs no words.
QString fieldHint(model::FieldView::Type type);

}  // namespace virga::ui
