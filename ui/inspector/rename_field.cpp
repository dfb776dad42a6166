#include "ui/inspector/rename_field.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include "ui/theme/error_label.h"

namespace virga::ui {

RenameField::RenameField(const QString& label, Commit commit, QWidget* parent)
    : QWidget(parent), commit_(std::move(commit)), editor_(new QLineEdit), message_(new QLabel) {
  auto* caption = new QLabel(label);
  caption->setFixedWidth(132);
  caption->setBuddy(editor_);
  editor_->setAccessibleName(label);
  editor_->setObjectName("editor");
  editor_->installEventFilter(this);
  message_->setWordWrap(true);
  message_->setObjectName("fieldMessage");
  message_->hide();
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(6);
  layout->setVerticalSpacing(0);
  layout->addWidget(caption, 0, 0);
  layout->addWidget(editor_, 0, 1);
  layout->addWidget(message_, 1, 0, 1, 2);
  connect(editor_, &QLineEdit::editingFinished, this, &RenameField::finish);
}

void RenameField::setValue(const QString& value) {
  if (!error().isEmpty() && value == value_) return;
  setError({});
  value_ = value;
  if (editor_->text() == value) return;
  editor_->setText(value);
  editor_->setCursorPosition(0);
}

void RenameField::discard() {
  setError({});
  editor_->setText(value_);
}

QString RenameField::error() const { return message_->text(); }

void RenameField::finish() {
  const QString typed = editor_->text().trimmed();
  setError(typed == value_ ? QString() : commit_(typed));
}

void RenameField::setError(const QString& message) { showError(message_, message); }

bool RenameField::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
      editor_->text() != value_) {
    editor_->setText(value_);
    setError({});
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace virga::ui
