#pragma once

#include <cstdint>
#include <vector>

#include <QList>
#include <QWidget>

#include "simulator/store/run_store.h"

class QAction;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace virga::ui {

class DifferenceView;
class HistoryModel;

// The kept runs of the project, and the difference of two of them.
class HistoryPanel : public QWidget {
  Q_OBJECT

 public:
  explicit HistoryPanel(QWidget* parent = nullptr);

  void setRuns(const std::vector<simulator::RunFacts>& runs);
  void setShown(std::int64_t number);  // the run whose figures the panels show; 0: none
  // Opens or closes the comparison beside the list.
  void showDifference(bool shown);
  DifferenceView& difference() { return *difference_; }
  // What can be done with the selected runs, for menus.
  const QList<QAction*>& runActions() const { return actions_; }
  std::vector<std::int64_t> selection() const;  // in the order of the runs
  void select(std::int64_t number);

 signals:
  void showWanted(std::int64_t number);
  void compareWanted(std::int64_t before, std::int64_t after);  // 0 before: the baseline
  void pinWanted(std::int64_t number);                          // 0: none
  void copyWanted(std::int64_t number);
  void restoreWanted(std::int64_t number);
  void removeWanted(std::vector<std::int64_t> numbers);
  void noteEdited(std::int64_t number, const QString& note);

 private:
  QAction* add(const QString& text, const QString& help, const char* name);
  void makeActions();
  void updateActions();
  bool isPinned(std::int64_t number) const;

  std::vector<simulator::RunFacts> runs_;
  HistoryModel* model_;
  QSortFilterProxyModel* sorted_;
  QLineEdit* filter_;
  QTreeView* list_;
  QStackedWidget* pages_;
  QSplitter* halves_;
  DifferenceView* difference_;
  QList<QAction*> actions_;
  QAction *show_ = nullptr, *compare_ = nullptr, *pin_ = nullptr, *restore_ = nullptr, *copy_ = nullptr, *remove_ = nullptr;
};

}  // namespace virga::ui
