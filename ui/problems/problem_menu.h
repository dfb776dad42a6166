#pragma once

#include "model/problem.h"

class QMenu;
class QWidget;

namespace virga::ui {

class Document;

// Adds what one can ask and say of a problem: why it is one, that it doesn't count, or counts otherwise. Dialogs open over
// the window. Nothing of what is no finding of a rule.
void addJudgement(QMenu& menu, Document& document, const model::Problem& problem, QWidget* window);

// The same of a problem that the project ignores: why it is one, and to heed it again.
void addHeeding(QMenu& menu, Document& document, const model::Problem& problem, QWidget* window);

// Each problem with its quick fixes and what one can say of it. How many problems there are.
int addProblems(QMenu& menu, Document& document, const model::Problems& problems, QWidget* window);

// Asks for a reason to ignore the problem.
void askToIgnore(Document& document, const model::Problem& problem, QWidget* window);

// Lets the problem count again; an undo step.
void heed(Document& document, const model::Problem& problem);

}  // namespace virga::ui
