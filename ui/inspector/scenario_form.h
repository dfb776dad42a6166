#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QWidget>

#include "ui/document/document.h"

class QLabel;
class QTreeWidget;
class QToolButton;

namespace virga::ui {

class FaultsEditor;
class PointTable;
class RenameField;

// The project's scenarios: a list to choose from, add to and remove from, and the chosen one's values below it.
class ScenarioForm : public QWidget {
  Q_OBJECT

 public:
  explicit ScenarioForm(Document* document, QWidget* parent = nullptr);

 private:
  RenameField* addField(const QString& label, const char* name,
                        std::function<QString(model::Scenario&, const QString&)> set);
  void refresh();
  void showScenario();
  // Changes the chosen scenario as one undo step; returns the reason for refusing it, or nothing.
  QString change(const QString& name, const std::function<void(model::Scenario&)>& set);
  void setSettings();
  std::vector<model::Setting> typedSettings() const;
  const model::Scenario* shown() const;
  void add();
  void remove();
  void choose(const std::string& name);

  Document* document_;
  QTreeWidget* list_;
  QToolButton* remove_;
  QWidget* values_;
  RenameField* name_;
  RenameField* duration_;
  RenameField* warmup_;
  RenameField* start_;
  RenameField* factor_;
  RenameField* quiet_;
  RenameField* peak_;
  RenameField* timePerMonth_;
  PointTable* settings_;
  std::string settingsOf_;  // the scenario whose settings the table has
  QLabel* settingsMessage_;
  FaultsEditor* faults_;
};

}  // namespace virga::ui
