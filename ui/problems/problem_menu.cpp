#include "ui/problems/problem_menu.h"

#include <optional>

#include <QAction>
#include <QMenu>

#include "model/checks/check_setting_edits.h"
#include "model/checks/check_settings.h"
#include "ui/document/document.h"
#include "ui/problems/component_of.h"
#include "ui/problems/ignore_dialog.h"
#include "ui/problems/problem_fixes.h"
#include "ui/problems/problems_panel.h"
#include "ui/problems/rule_dialog.h"
#include "ui/problems/severity_icon.h"

namespace virga::ui {

namespace {

using model::SettingScope;
using model::Severity;

// An ampersand in a name is no mnemonic.
QString plain(const std::string& text) { return QString::fromStdString(text).replace('&', "&&"); }

void addWhy(QMenu& menu, const model::Problem& problem, QWidget* window) {
  if (isExplained(problem))
    menu.addAction(ProblemsPanel::tr("&Why?"), window, [problem, window] { explain(problem, window); })
        ->setObjectName("whyProblem");
}

// Checks the severity that a setting of the scope gives.
void addSeverities(QMenu& menu, Document& document, const model::Problem& problem, SettingScope scope) {
  const auto* setting = model::settingOf(document.architecture().checks, problem);
  const bool holds = setting && setting->at.has_value() == (scope == SettingScope::component);
  const auto stated = holds ? setting->severity : std::nullopt;
  const auto add = [&](const QString& text, std::optional<Severity> severity) {
    auto* action = menu.addAction(text, &document, [&document, problem, severity, scope] {
      const auto id = QString::fromStdString(problem.id);
      document.apply(severity ? ProblemsPanel::tr("Treat %1 as %2").arg(id, severityWord(*severity))
                              : ProblemsPanel::tr("Treat %1 as the check does").arg(id),
                     model::setSeverity(document.architecture(), problem, severity, scope));
    });
    action->setObjectName("treatProblem");
    action->setCheckable(true);
    action->setChecked(stated == severity);
    return action;
  };
  add(ProblemsPanel::tr("An error"), Severity::error)->setIcon(severityIcon(Severity::error));
  add(ProblemsPanel::tr("A warning"), Severity::warning)->setIcon(severityIcon(Severity::warning));
  add(ProblemsPanel::tr("A note"), Severity::info)->setIcon(severityIcon(Severity::info));
  add(ProblemsPanel::tr("What the check says"), std::nullopt);
}

}  // namespace

void addJudgement(QMenu& menu, Document& document, const model::Problem& problem, QWidget* window) {
  addWhy(menu, problem, window);
  if (!model::canBeSet(problem)) return;
  menu.addAction(ProblemsPanel::tr("&Ignore with a reason …"), window,
                 [&document, problem, window] { askToIgnore(document, problem, window); })
      ->setObjectName("ignoreProblem");
  const auto id = componentOf(problem, document.architecture());
  if (!id.empty()) {
    auto* here = menu.addMenu(ProblemsPanel::tr("&Treat at %1 as").arg(plain(id)));
    here->setObjectName("treatHere");
    addSeverities(*here, document, problem, SettingScope::component);
  }
  auto* everywhere = menu.addMenu(ProblemsPanel::tr("Treat &everywhere as"));
  everywhere->setObjectName("treatEverywhere");
  addSeverities(*everywhere, document, problem, SettingScope::everywhere);
}

void addHeeding(QMenu& menu, Document& document, const model::Problem& problem, QWidget* window) {
  addWhy(menu, problem, window);
  const auto* setting = model::settingOf(document.architecture().checks, problem);
  const bool here = setting && setting->at;
  menu.addAction(here ? ProblemsPanel::tr("&Heed again") : ProblemsPanel::tr("&Heed again, everywhere"), &document,
                 [&document, problem] { heed(document, problem); })
      ->setObjectName("heedProblem");
}

int addProblems(QMenu& menu, Document& document, const model::Problems& problems, QWidget* window) {
  for (const auto& problem : problems) {
    if (!menu.isEmpty()) menu.addSeparator();
    const auto icon = severityIcon(problem.severity);
    if (problems.size() == 1) {
      menu.addAction(icon, plain(problem.message))->setEnabled(false);
      addFixesOf(menu, document, problem);
      addJudgement(menu, document, problem, window);
    } else {
      auto* more = menu.addMenu(icon, plain(problem.message));
      more->setObjectName("problemEntry");
      addJudgement(*more, document, problem, window);
      more->setEnabled(!more->isEmpty());
      addFixesOf(menu, document, problem);
    }
  }
  return static_cast<int>(problems.size());
}

void askToIgnore(Document& document, const model::Problem& problem, QWidget* window) {
  auto* dialog = new IgnoreDialog(&document, problem, window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void heed(Document& document, const model::Problem& problem) {
  document.apply(ProblemsPanel::tr("Heed %1 again").arg(QString::fromStdString(problem.id)),
                 model::heedFinding(document.architecture(), problem));
}

}  // namespace virga::ui
