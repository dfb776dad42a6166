#pragma once

#include <map>
#include <memory>
#include <vector>

#include <QTimer>
#include <QWidget>

#include "model/checks/check.h"
#include "ui/document/document.h"
#include "ui/runs/catalog_cache.h"

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QTreeWidgetItem;

namespace virga::ui {

class ProblemList;

// The design's problems and those that a run found, kept up to date while it is edited: grouped by component, the grave
// ones first, each with the fixes that there are, why it is one, and the choice to ignore it with a reason.
class ProblemsPanel : public QWidget {
  Q_OBJECT

 public:
  using Badges = std::map<model::ComponentId, model::Problems>;

  ProblemsPanel(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent = nullptr);

  const model::Problems& problems() const { return problems_; }
  // What is wrong with files that lie over the catalog: listed first, with their places.
  void setOverlayProblems(model::Problems problems);
  // What a run of `basis` found, without regard to the project's settings of checks, which are applied here: listed with
  // the design's own until a component that they are about changes.
  void setRunProblems(model::Problems problems, std::shared_ptr<const model::Architecture> basis);
  // Lists none from the next check on: for another project, which is checked anyway.
  void forgetRun();
  Badges badges() const;  // by component; a project's own problems and those of runs aren't in it
  // Those of a component, or of a field of it and what is within the field.
  model::Problems problemsAt(const QString& path) const;
  // Shows the fixes of the selected problem.
  QAction* fixAction() const { return fix_; }
  QAction* whyAction() const { return why_; }
  // Asks for a reason to ignore the selected problem, or lets an ignored one count again.
  QAction* ignoreAction() const { return ignore_; }

 public slots:
  // Checks now, without waiting for a pause in the editing.
  void check();
  // Selects what the next (previous) problem is about and asks for its field to be shown.
  void goToNext();
  void goToPrevious();
  void showFixes();

 signals:
  void checked();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fill();
  void showMenu(QPoint viewportPoint);
  void showSelection();
  const model::Problem* selectedIgnored() const;
  void explainSelected();
  void ignoreOrHeed();
  void goTo(const QTreeWidgetItem* item);
  void step(int by);

  Document* document_;
  std::shared_ptr<CatalogCache> catalogs_;
  QTimer delay_;
  model::Problems problems_, overlayProblems_, runProblems_;
  std::vector<model::IgnoredFinding> ignored_;
  std::shared_ptr<const model::Architecture> runBasis_;
  ProblemList* list_;
  QComboBox* filter_;
  QLabel* summary_;
  QCheckBox* showIgnored_;
  QAction* why_;
  QAction* ignore_;
  QAction* fix_;
};

}  // namespace virga::ui
