#pragma once

#include <QDialog>

#include "ui/recovery/recovery_store.h"

namespace virga::ui {

// Asks what becomes of a snapshot that a window left behind that didn't end properly.
class RecoveryDialog : public QDialog {
  Q_OBJECT

 public:
  enum class Choice { restore, openSaved, discard, later };

  explicit RecoveryDialog(const RecoverySnapshot& snapshot, QWidget* parent = nullptr);

  Choice choice() const { return choice_; }

 private:
  void compare();

  RecoverySnapshot snapshot_;
  Choice choice_ = Choice::later;
};

// What differs between the saved text and the snapshot's, line by line.
QDialog* makeDiffDialog(const QString& before, const QString& after, QWidget* parent);

}  // namespace virga::ui
