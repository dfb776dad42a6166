#include "ui/shell/fix_menu.h"

#include <memory>

#include <QApplication>
#include <QMenu>

#include "ui/canvas/canvas_view.h"
#include "ui/document/document.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/outline/outline_panel.h"
#include "ui/problems/problem_menu.h"
#include "ui/problems/problems_panel.h"

namespace virga::ui {

namespace {

const FieldRow* rowAround(QWidget* child) {
  for (auto* widget = child; widget; widget = widget->parentWidget())
    if (const auto* row = qobject_cast<const FieldRow*>(widget)) return row;
  return nullptr;
}

int addSelectionProblems(QMenu& menu, Document& document, const ProblemsPanel& panel) {
  model::Problems problems;
  for (const auto& id : document.selection())
    for (auto& problem : panel.problemsAt(QString::fromStdString(id))) problems.push_back(std::move(problem));
  return addProblems(menu, document, problems, panel.window());
}

}  // namespace

FixMenu::FixMenu(Document* document, ProblemsPanel* problems, CanvasView* canvas, InspectorPanel* inspector,
                 OutlinePanel* outline)
    : document_(document), problems_(problems), canvas_(canvas), inspector_(inspector) {
  const auto addTo = [document, problems](QMenu* menu) {
    auto of = std::make_unique<QMenu>(ProblemsPanel::tr("P&roblems"), menu);
    if (addSelectionProblems(*of, *document, *problems) > 0) menu->addMenu(of.release());
  };
  QObject::connect(canvas, &CanvasView::menuAboutToShow, problems, addTo);
  QObject::connect(outline, &OutlinePanel::menuAboutToShow, problems, addTo);
  inspector->setContextMenuPolicy(Qt::CustomContextMenu);
  QObject::connect(inspector, &QWidget::customContextMenuRequested, problems,
                   [*this](QPoint point) { showForField(inspector_->childAt(point), inspector_->mapToGlobal(point)); });
}

bool FixMenu::showForField(QWidget* child, QPoint globalPoint) const {
  const auto* row = rowAround(child);
  if (!row) return false;
  QMenu menu(inspector_);
  menu.setObjectName("fixMenu");
  if (addProblems(menu, *document_, problems_->problemsAt(row->view().path.c_str()), problems_->window()) == 0) return false;
  menu.exec(globalPoint);
  return true;
}

void FixMenu::showForFocus() const {
  auto* focus = QApplication::focusWidget();
  if (focus && inspector_->isAncestorOf(focus) && showForField(focus, focus->mapToGlobal(focus->rect().bottomLeft())))
    return;
  if (problems_->isAncestorOf(focus)) return problems_->showFixes();
  QMenu menu(canvas_);
  menu.setObjectName("fixMenu");
  if (addSelectionProblems(menu, *document_, *problems_) == 0) return problems_->showFixes();
  menu.exec(canvas_->mapToGlobal(canvas_->rect().center()));
}

}  // namespace virga::ui
