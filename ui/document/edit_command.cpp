#include "ui/document/edit_command.h"

#include <utility>

#include "ui/document/document.h"

namespace virga::ui {

EditCommand::EditCommand(Document& document, const QString& text, Value before, Value after, QString mergeKey)
    : QUndoCommand(text),
      document_(document),
      before_(std::move(before)),
      after_(std::move(after)),
      mergeKey_(std::move(mergeKey)) {}

void EditCommand::undo() { document_.setArchitecture(before_); }
void EditCommand::redo() { document_.setArchitecture(after_); }
int EditCommand::id() const { return mergeKey_.isEmpty() ? -1 : 1; }

bool EditCommand::mergeWith(const QUndoCommand* other) {
  const auto* next = dynamic_cast<const EditCommand*>(other);
  if (!next || next->mergeKey_ != mergeKey_) return false;
  after_ = next->after_;
  setText(next->text());
  setObsolete(*before_ == *after_);
  return true;
}

}  // namespace virga::ui
