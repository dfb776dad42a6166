#pragma once

#include <functional>

#include <QObject>
#include <QStringList>

#include "ui/document/document.h"

class QAction;
class QMenu;
class QWidget;

namespace virga::ui {

// New, also from a pattern, open, save, recent files and examples, with the questions that keep unsaved work.
class FileController : public QObject {
  Q_OBJECT

 public:
  enum class Answer { save, discard, cancel };
  using AskUnsaved = std::function<Answer(const QString& name)>;
  using AskOverwrite = std::function<bool(const QString& reason)>;  // why to think twice
  enum class OpenAs { itself, copy, nothing };
  using MayOpen = std::function<OpenAs(const QString& path)>;
  using AskPath = std::function<QString(bool toSave)>;  // empty: cancelled

  FileController(Document* document, QWidget* window);

  // Tests put their own answers in.
  void setAskUnsaved(AskUnsaved ask) { askUnsaved_ = std::move(ask); }
  void setAskOverwrite(AskOverwrite ask) { askOverwrite_ = std::move(ask); }
  void setAskPath(AskPath ask) { askPath_ = std::move(ask); }

  // Asked before a file is opened: whether as itself, as a copy without a file, or not at all.
  void setMayOpen(MayOpen mayOpen) { mayOpen_ = std::move(mayOpen); }

  QAction* newAction() const { return new_; }
  QAction* newFromPatternAction() const { return newFromPattern_; }
  QAction* openAction() const { return open_; }
  QAction* saveAction() const { return save_; }
  QAction* saveAsAction() const { return saveAs_; }
  QMenu* recentMenu() const { return recent_; }
  QMenu* examplesMenu() const { return examples_; }
  QStringList recentFiles() const;

  // Whether the project on the screen may go: it is saved, or the user doesn't mind.
  bool mayDiscard();
  // Opens without asking for unsaved work; the error, or nothing.
  QString openPath(const QString& path);
  // The same after asking; errors are signalled.
  void openAfterAsking(const QString& path);
  // The gallery of patterns, with one of them selected.
  void showPatterns(const QString& id = {});
  bool save();
  bool saveAs();
  QString displayName() const;
  // One of the examples and patterns that come with Virga: nothing is written over them or beside them.
  static bool isExample(const QString& path);

 signals:
  void failed(const QString& title, const QString& text);
  void opened(const QString& path);

 private:
  void makeFromPattern(const QString& id, const QString& name);
  bool saveTo(const QString& path);
  void remember(const QString& path);
  void fillRecent();
  void fillExamples();
  Answer askUnsavedInBox(const QString& name);
  bool askOverwriteInBox(const QString& reason);
  QString askPathInDialog(bool toSave);

  Document* document_;
  QWidget* window_;
  AskUnsaved askUnsaved_;
  AskOverwrite askOverwrite_;
  AskPath askPath_;
  MayOpen mayOpen_;
  QAction* new_;
  QAction* newFromPattern_;
  QAction* open_;
  QAction* save_;
  QAction* saveAs_;
  QMenu* recent_;
  QMenu* examples_;
};

}  // namespace virga::ui
