#include "ui/problems/problem_fixes.h"

#include <QMenu>

#include "model/checks/quick_fix.h"
#include "ui/problems/problems_panel.h"

namespace virga::ui {

int addFixesOf(QMenu& menu, Document& document, const model::Problem& problem) {
  const auto fixes = model::quickFixes(document.architecture(), problem);
  for (const auto& fix : fixes) {
    const auto text = QString::fromStdString(fix.title);
    // An ampersand in a name is no mnemonic.
    auto* action = menu.addAction(QString(text).replace('&', "&&"), &document, [&document, text, edit = fix.edit] {
      document.apply(text, edit(document.architecture()));
    });
    action->setObjectName("quickFix");
  }
  return static_cast<int>(fixes.size());
}

QString fixesText(const Document& document, const model::Problem& problem) {
  const auto fixes = model::quickFixes(document.architecture(), problem);
  if (fixes.size() == 1) return QString::fromStdString(fixes.front().title);
  if (fixes.empty()) return {};
  return ProblemsPanel::tr("%n fixes", nullptr, static_cast<int>(fixes.size()));
}

}  // namespace virga::ui
