#pragma once

#include <QDialog>

#include "model/problem.h"

class QComboBox;
class QLineEdit;
class QPushButton;

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
  QComboBox* scope_;
  QPushButton* accept_;
};

}  // namespace virga::ui
