#pragma once

#include <vector>

#include <QWidget>

#include "model/project/choice_view.h"
#include "ui/inspector/point_table.h"

class QComboBox;
class QLabel;

namespace virga::ui {

// A chooser of the ways to state a value, a field for each parameter of the chosen way, and a table for the one that is a
// list. All fields together make the value, so that two that only fit together can be changed one after the other.
class ChoiceForm : public QWidget {
  Q_OBJECT

 public:
  ChoiceForm(const QString& chooserName, const std::vector<model::ChoiceWay>& ways, QWidget* parent = nullptr);

  // Shows a value: its way, its parameters as parameters() gives them, and the rows of its list, if it has one.
  void setValue(std::size_t way, const std::vector<model::FieldView>& parameters, const PointTable::Rows& rows);
  // What the fields state now, finished or not.
  QString text() const;
  void setError(const QString& message);

 signals:
  void wayChosen(std::size_t way);
  void typing();     // a field changes under the fingers
  void committed();  // a field was left or confirmed with another text

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build(std::size_t way);
  QWidget* makeEditor(const model::FieldView& parameter);

  const std::vector<model::ChoiceWay>& ways_;
  QComboBox* chooser_;
  QLabel* help_;
  QWidget* fields_ = nullptr;
  QLabel* message_;
  std::size_t way_ = 0;
  std::vector<model::FieldView> parameters_;
  std::vector<QWidget*> editors_;  // one a parameter
};

}  // namespace virga::ui
