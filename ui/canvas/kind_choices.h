#pragma once

#include <string>
#include <vector>

#include "model/architecture/component_ref.h"
#include "ui/canvas/filter_popup.h"

namespace virga::ui {

// A kind of component to add, alone or connected from another one.
struct KindChoice {
  QString kind;              // as in project files
  model::ComponentId after;  // empty: alone
};

// Entries of a FilterPopup, and what the id of a chosen one means.
FilterPopup::Entry entryOf(const KindChoice& choice);
KindChoice choiceOf(const QString& entryId);

}  // namespace virga::ui
