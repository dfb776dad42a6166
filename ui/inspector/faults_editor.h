#pragma once

#include <functional>
#include <vector>

#include <QWidget>

#include "model/architecture/architecture.h"

class QComboBox;
class QLabel;
class QTreeWidget;
class QToolButton;

namespace virga::ui {

class RenameField;

// What goes wrong in a scenario, and when: a list of faults, and the fields of the chosen one below it.
class FaultsEditor : public QWidget {
  Q_OBJECT

 public:
  // Takes the new faults under a name for the undo step; returns the reason for refusing them, or nothing.
  using Commit = std::function<QString(const QString& name, std::vector<model::Fault> faults)>;

  explicit FaultsEditor(Commit commit, QWidget* parent = nullptr);

  void setFaults(const model::Architecture& architecture, const model::Scenario& scenario);

 private:
  RenameField* addField(const QString& label, const char* name, std::function<QString(model::Fault&, const QString&)> set);
  QComboBox* addChoice(const QString& label, const char* name);
  void showFault();
  void change(const QString& name, const std::function<void(model::Fault&)>& set);
  // Commits the faults, or says why not; whether they were taken.
  bool commit(const QString& name, std::vector<model::Fault> faults);
  void add();
  void remove();
  int current() const;

  Commit commit_;
  std::vector<model::Fault> faults_;
  std::vector<model::ComponentId> components_;
  model::Duration duration_;
  QTreeWidget* list_;
  QToolButton* remove_;
  QLabel* message_;
  QWidget* values_;
  QComboBox* component_;
  RenameField* from_;
  RenameField* to_;
  RenameField* errors_;
  RenameField* latency_;
  RenameField* throttles_;
  QComboBox* outage_;
};

}  // namespace virga::ui
