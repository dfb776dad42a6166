#pragma once

#include "model/problem.h"
#include "ui/document/document.h"

class QMenu;

namespace virga::ui {

// Puts the problem's quick fixes into the menu; taking one is an undo step of its name. How many there are.
int addFixesOf(QMenu& menu, Document& document, const model::Problem& problem);

// "Add a dead-letter queue to receipts", "2 fixes", or nothing.
QString fixesText(const Document& document, const model::Problem& problem);

}  // namespace virga::ui
