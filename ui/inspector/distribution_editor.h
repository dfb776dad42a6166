#pragma once

#include "ui/inspector/value_editor.h"

class QLabel;

namespace virga::ui {

class ChoiceForm;
class DensityPlot;

// A distribution by its law and parameters, with a picture of it that follows what is typed.
class DistributionEditor : public ValueEditor {
  Q_OBJECT

 public:
  explicit DistributionEditor(const QString& field, QWidget* parent = nullptr);

  void setText(const QString& text) override;
  void setError(const QString& message) override;

 private:
  void show(const QString& text);

  ChoiceForm* form_;
  DensityPlot* plot_;
  QLabel* figures_;
};

}  // namespace virga::ui
