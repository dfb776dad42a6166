#pragma once

#include "model/problem.h"

class QDialog;
class QWidget;

namespace virga::ui {

// Whether the catalogue of rules explains the problem.
bool isExplained(const model::Problem& problem);

// Opens a dialog that says why the problem is one: what goes wrong, what to do, and the source, which a link opens.
void explain(const model::Problem& problem, QWidget* parent);

}  // namespace virga::ui
