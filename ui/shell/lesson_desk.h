#pragma once

#include <memory>

#include <QObject>

#include "ui/runs/catalog_cache.h"

class QDockWidget;

namespace virga::ui {

class LessonPanel;
class LessonSession;
class MainWindow;

// Brings lessons into the window: the dock with the lesson in progress, the list to choose from, and what a step points
// at.
class LessonDesk : public QObject {
  Q_OBJECT

 public:
  // The other docks must be there already.
  LessonDesk(MainWindow* window, std::shared_ptr<CatalogCache> catalogs);

  LessonSession& session() { return *session_; }

 public slots:
  void showList();
  // Asks for unsaved work first; what is wrong with the file is signalled.
  void start(const QString& file);
  void point();  // shows what the step is about, and puts the keyboard there

 signals:
  void failed(const QString& title, const QString& text);
  void begun();  // a lesson was opened or taken up

 private:
  void makeDock();
  void beginStep();
  void pointAt(bool withKeyboard);
  void pointAtComponent(bool withKeyboard);
  void restartAfterAsking();
  void showDock(bool shown);
  QWidget* panelOf(const QString& word) const;
  QWidget* controlOf(const QString& word) const;

  MainWindow* window_;
  LessonSession* session_;
  LessonPanel* panel_;
  QDockWidget* dock_;
};

}  // namespace virga::ui
