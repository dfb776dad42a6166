#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>

#include <QObject>
#include <QString>
#include <QUndoStack>

#include "model/architecture/architecture.h"
#include "model/edit/edit.h"

namespace virga::ui {

// The open project: an Architecture value that changes only through undo commands, its file, and the selection (which
// is view state: not in the history, not in the file).
class Document : public QObject {
  Q_OBJECT

 public:
  // What save() does where another program changed the file since it was opened or saved here.
  enum class OnConflict { refuse, overwrite };

  explicit Document(QObject* parent = nullptr);
  ~Document() override;

  const model::Architecture& architecture() const { return *architecture_; }
  std::shared_ptr<const model::Architecture> snapshot() const { return architecture_; }
  QUndoStack& undoStack() { return undoStack_; }

  // Pushes one undo step that replaces the value; nothing happens if it is equal. Steps in a row with the same
  // non-empty mergeKey become one.
  void apply(const QString& text, model::Architecture after, const QString& mergeKey = {});
  // The same, or shows the reason through refused().
  bool apply(const QString& text, model::Edited after, const QString& mergeKey = {});

  QString filePath() const { return filePath_; }  // empty: never saved
  bool isModified() const { return !undoStack_.isClean(); }
  // Replace everything; an empty error string is success. A failed open leaves the document as it was.
  void newProject();
  // A project without a file that isn't saved yet.
  void openUnsaved(model::Architecture value);
  QString open(const QString& path);
  // The same project without a file of its own.
  QString openCopy(const QString& path);
  QString save(const QString& path, OnConflict onConflict = OnConflict::refuse);
  // The file holds something else than what was read from or written to it here, or is gone.
  bool changedOnDisk() const;
  const std::string& fileText() const { return savedText_; }  // what was read from or written to the file

  const std::set<model::ComponentId>& selection() const { return selection_; }
  void select(std::set<model::ComponentId> ids);

 signals:
  void changed();   // the architecture has a new value (edit, undo, redo, open)
  void replaced();  // another project was opened: views reset; changed() follows
  void selectionChanged();
  void fileChanged();                        // path or modified state
  void refused(const QString& reason);       // an edit that makes no sense
  void focusRequested(const QString& path);  // show this component or field: from problems and search

 private:
  friend class EditCommand;
  void setArchitecture(std::shared_ptr<const model::Architecture> value);
  void replace(model::Architecture value, const QString& path, std::string text);

  std::shared_ptr<const model::Architecture> architecture_;
  QUndoStack undoStack_;
  QString filePath_;
  std::string savedText_;  // what the file holds: keeps comments, and saves nothing where nothing changed
  std::set<model::ComponentId> selection_;
};

}  // namespace virga::ui
