#pragma once

#include "model/problem.h"
#include "ui/document/document.h"

class QMenu;

namespace virga::ui {

// Puts the quick fixes of the problems into the menu, below a line that names each problem; taking one is an undo step of
// its name. How many there are.
int addFixes(QMenu& menu, Document& document, const model::Problems& problems);

// "Add a dead-letter queue to receipts", "2 fixes", or nothing.
QString fixesText(const Document& document, const model::Problem& problem);

}  // namespace virga::ui
