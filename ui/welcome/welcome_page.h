#pragma once

#include <QWidget>

class QCheckBox;
class QListWidget;
class QTabWidget;

namespace virga::ui {

class PictureList;

// What is to be seen while no project is open: the recent ones, the examples, patterns and use cases with their drawings,
// and the first steps.
class WelcomePage : public QWidget {
  Q_OBJECT

 public:
  explicit WelcomePage(QWidget* parent = nullptr);

  // Files that are gone are listed, marked and can't be opened.
  void setRecent(const QStringList& paths);
  void setShownAtStart(bool shown);
  // Something more to begin with, behind the use cases.
  void addSection(QWidget* section, const QString& title);

 signals:
  void newWanted();
  void openWanted();
  void projectWanted(const QString& path);
  void patternWanted(const QString& id);
  void closeWanted();
  void shownAtStartChanged(bool shown);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void fill();

  QListWidget* recent_;
  QTabWidget* sections_;
  PictureList* examples_;
  PictureList* patterns_;
  PictureList* useCases_;
  QCheckBox* atStart_;
  bool filled_ = false;
};

}  // namespace virga::ui
