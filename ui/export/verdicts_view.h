#pragma once

#include <string>

#include <QWidget>

#include "ui/export/validation_runner.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace virga::ui {

// What the tools of others that are installed say of an export: one line a tool, with what it printed below.
class VerdictsView : public QWidget {
  Q_OBJECT

 public:
  explicit VerdictsView(ValidationRunner::Validate validate, QWidget* parent = nullptr);

  // The export that the button puts before the tools; null where there is none. Verdicts of another one go.
  void setManifest(const model::Manifest* manifest, std::string format);

 private:
  void askOrStop();
  void showOutcome(const ValidationOutcome& outcome);
  void showRunning(bool running);

  ValidationRunner* runner_;
  const model::Manifest* manifest_ = nullptr;
  std::string format_;
  QPushButton* ask_;
  QLabel* summary_;
  QTreeWidget* verdicts_;
};

}  // namespace virga::ui
