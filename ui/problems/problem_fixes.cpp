#include "ui/problems/problem_fixes.h"

#include <QCoreApplication>
#include <QMenu>

#include "model/checks/quick_fix.h"
#include "ui/problems/severity_icon.h"

namespace virga::ui {

int addFixes(QMenu& menu, Document& document, const model::Problems& problems) {
  int count = 0;
  for (const auto& problem : problems) {
    const auto fixes = model::quickFixes(document.architecture(), problem);
    if (fixes.empty()) continue;
    if (count > 0) menu.addSeparator();
    auto* title = menu.addAction(severityIcon(problem.severity), QString::fromStdString(problem.message));
    title->setEnabled(false);
    for (const auto& fix : fixes) {
      const auto text = QString::fromStdString(fix.title);
      // An ampersand in a name is no mnemonic.
      auto* action = menu.addAction(QString(text).replace('&', "&&"), &document, [&document, text, edit = fix.edit] {
        document.apply(text, edit(document.architecture()));
      });
      action->setObjectName("quickFix");
      ++count;
    }
  }
  return count;
}

QString fixesText(const Document& document, const model::Problem& problem) {
  const auto fixes = model::quickFixes(document.architecture(), problem);
  if (fixes.size() == 1) return QString::fromStdString(fixes.front().title);
  if (fixes.empty()) return {};
  return QCoreApplication::translate("virga::ui::ProblemsPanel", "%n fixes", nullptr, static_cast<int>(fixes.size()));
}

}  // namespace virga::ui
