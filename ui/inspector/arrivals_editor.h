#pragma once

#include "model/architecture/scenario.h"
#include "ui/inspector/value_editor.h"

class QLabel;

namespace virga::ui {

class ChoiceForm;
class RatePlot;

// Arrivals by their kind and parameters, with a picture of the rate that a scenario makes of them. The points of a profile
// are rows of a table and handles in the picture.
class ArrivalsEditor : public ValueEditor {
  Q_OBJECT

 public:
  explicit ArrivalsEditor(const QString& field, QWidget* parent = nullptr);

  void setText(const QString& text) override;
  void setError(const QString& message) override;
  void setScenario(const model::Scenario& scenario);

 private:
  void show(const QString& text);
  void movePoint(std::size_t index, double seconds, double perSecond, const QString& mergeKey);
  // The rows of the profile's table with a drawn point in place of one of them.
  QString withPoint(std::size_t index, double seconds, double perSecond) const;

  ChoiceForm* form_;
  RatePlot* plot_;
  QLabel* note_;
  model::Scenario scenario_;
  QString text_;
};

}  // namespace virga::ui
