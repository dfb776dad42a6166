#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/edit/edit.h"
#include "model/problem.h"

namespace virga::model {

// An edit that makes a problem go away.
struct QuickFix {
  std::string title;                                // "Raise the visibility timeout of receipts to 3 min"
  std::function<Edited(const Architecture&)> edit;  // of the design that has the problem
  bool removes = false;                             // takes away something that the user drew
};

// What would mend a finding of check() or of a run, the likeliest first; empty where only the user can know.
std::vector<QuickFix> quickFixes(const Architecture& architecture, const Problem& problem);

// The edit that needs no choice: the only one, of an error or a warning, and one that removes nothing. Null else.
const QuickFix* unambiguous(const Problem& problem, const std::vector<QuickFix>& fixes);

}  // namespace virga::model
