#pragma once

#include <vector>

#include <QTimer>
#include <QWidget>

#include "ui/welcome/example_list.h"

class QCheckBox;
class QListWidget;

namespace virga::ui {

// What is to be seen while no project is open: the recent ones, the examples with their drawings, and the first steps.
class WelcomePage : public QWidget {
  Q_OBJECT

 public:
  explicit WelcomePage(QWidget* parent = nullptr);

  // Files that are gone are listed, marked and can't be opened.
  void setRecent(const QStringList& paths);
  void setShownAtStart(bool shown);

 signals:
  void newWanted();
  void openWanted();
  void projectWanted(const QString& path);
  void closeWanted();
  void shownAtStartChanged(bool shown);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void drawNext();

  QListWidget* recent_;
  QListWidget* gallery_;
  QCheckBox* atStart_;
  std::vector<Example> examples_;  // as the gallery's items
  QTimer drawing_;                 // one picture at a time, so that the page is there at once
  int drawn_ = 0;
};

}  // namespace virga::ui
