#pragma once

#include "ui/canvas/filter_popup.h"
#include "ui/document/document.h"

namespace virga::ui {

// A list of all components, found by their name, their kind and their facts; what it gives as chosen is a name.
FilterPopup* makeComponentFinder(const Document& document, QWidget* parent);

}  // namespace virga::ui
