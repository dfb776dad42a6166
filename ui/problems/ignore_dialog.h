#pragma once

#include <QDialog>

#include "model/problem.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace virga::ui {

class Document;

// Asks why a problem doesn't count, and where: then the project says so, in one undo step.
class IgnoreDialog : public QDialog {
  Q_OBJECT

 public:
  IgnoreDialog(Document* document, model::Problem problem, QWidget* parent = nullptr);

 private:
  void ignore();

  Document* document_;
  model::Problem problem_;
  QLineEdit* reason_;
  QRadioButton* here_;
  QRadioButton* everywhere_;
  QPushButton* accept_;
};

}  // namespace virga::ui
