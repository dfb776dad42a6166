#pragma once

#include <functional>
#include <optional>

#include <QWidget>

#include "ui/document/document.h"

class QComboBox;
class QLabel;
class QToolButton;
class QTreeWidget;

namespace virga::ui {

class RenameField;

// The project's alarms: a list, and the fields of the chosen one below it. Each change is an undo step.
class AlarmsEditor : public QWidget {
  Q_OBJECT

 public:
  explicit AlarmsEditor(Document* document, QWidget* parent = nullptr);

 private:
  RenameField* addField(const QString& label, const char* name, std::function<QString(model::Alarm&, const QString&)> set);
  QComboBox* addChoice(const QString& label, const char* name);
  void explainFields();
  void refresh();
  void showAlarm();
  void change(const QString& name, const std::function<void(model::Alarm&)>& set);
  void add();
  void remove();
  std::optional<std::size_t> current() const;  // the chosen alarm's index

  Document* document_;
  QTreeWidget* list_;
  QToolButton* remove_;
  QLabel* message_;
  QWidget* values_;
  QComboBox* on_;
  QComboBox* metric_;
  RenameField* above_;
  RenameField* period_;
  RenameField* datapoints_;
  RenameField* of_;
};

}  // namespace virga::ui
