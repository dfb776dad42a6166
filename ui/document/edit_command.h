#pragma once

#include <memory>

#include <QString>
#include <QUndoCommand>

#include "model/architecture/architecture.h"

namespace virga::ui {

class Document;

// One undo step: the whole value before and after. Steps in a row with the same non-empty merge key become one.
class EditCommand : public QUndoCommand {
 public:
  using Value = std::shared_ptr<const model::Architecture>;

  EditCommand(Document& document, const QString& text, Value before, Value after, QString mergeKey);

  void undo() override;
  void redo() override;
  int id() const override;
  bool mergeWith(const QUndoCommand* other) override;

 private:
  Document& document_;
  Value before_;
  Value after_;
  QString mergeKey_;
};

}  // namespace virga::ui
