#pragma once

#include <tl/expected.hpp>

#include <QWidget>

#include "ui/alarms/alarms_runner.h"
#include "ui/document/document.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace virga::ui {

// What to simulate for proposals of alarms: the normal, faults, the provider that is to watch, and how long.
class AlarmsForm : public QWidget {
  Q_OBJECT

 public:
  explicit AlarmsForm(Document* document, QWidget* parent = nullptr);

  // Proposing as the fields have it, or what is wrong with one of them.
  tl::expected<AlarmsRequest, QString> request() const;

 private:
  Document* document_;
  QComboBox* scenario_;
  QComboBox* detect_;
  QComboBox* provider_;
  QLineEdit* perMonth_;
  QLineEdit* period_;
  QSpinBox* replications_;
  QLineEdit* duration_;
  QSpinBox* seed_;
};

}  // namespace virga::ui
