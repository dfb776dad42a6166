#pragma once

#include <vector>

#include <QDialog>

#include "model/gallery/pattern.h"

class QLabel;
class QLineEdit;
class QListWidgetItem;
class QPushButton;
class QTextBrowser;

namespace virga::ui {

class PictureList;

// The patterns and use cases with their drawings, and all that is said of the one that is selected. Nothing is written; a
// project is made by whoever hears the wish.
class PatternGallery : public QDialog {
  Q_OBJECT

 public:
  explicit PatternGallery(QWidget* parent = nullptr);

  void choose(const QString& id);

 signals:
  // The user wants a project of this name made of the pattern's design.
  void patternWanted(const QString& id, const QString& name);

 private:
  void load();
  void filter(const QString& words);
  void showCurrent();
  void allowCreating();
  void create();
  const model::Pattern* current() const;

  std::vector<model::Pattern> patterns_;  // as the list's items
  QLineEdit* search_;
  PictureList* list_;
  QLabel* nothing_;
  QLabel* unreadable_;
  QTextBrowser* about_;
  QLineEdit* name_;
  QPushButton* create_;
  bool named_ = false;  // by the user
};

}  // namespace virga::ui
