#include "ui/canvas/rename_editor.h"

#include <utility>

#include <QKeyEvent>

#include "ui/theme/theme.h"

namespace virga::ui {

RenameEditor::RenameEditor(const QString& name, std::function<QString(const QString&)> refusal, QWidget* parent)
    : QLineEdit(name, parent), before_(name), refusal_(std::move(refusal)), reason_(new QLabel(parent)) {
  setObjectName(QStringLiteral("renameEditor"));
  setAccessibleName(tr("New name of %1").arg(name));
  reason_->setObjectName(QStringLiteral("renameReason"));
  reason_->setAutoFillBackground(true);
  reason_->setMargin(4);
  reason_->setWordWrap(true);
  reason_->setFrameStyle(QFrame::Box | QFrame::Plain);
  auto colors = reason_->palette();
  colors.setColor(QPalette::WindowText, Theme::instance().color(Role::error));
  colors.setColor(QPalette::Window, Theme::instance().color(Role::field));
  reason_->setPalette(colors);
  reason_->hide();
  selectAll();
  connect(this, &QLineEdit::textChanged, this, &RenameEditor::check);
}

RenameEditor::~RenameEditor() { delete reason_.data(); }

void RenameEditor::place(const QRect& rect) {
  setGeometry(rect);
  check();
}

void RenameEditor::check() {
  const auto why = text() == before_ ? QString() : refusal_(text());
  setAccessibleDescription(why);
  reason_->setVisible(!why.isEmpty());
  if (why.isEmpty()) return;
  reason_->setText(why);
  const int width = std::max(this->width(), 260);
  reason_->setGeometry(x(), y() + height() + 2, width, reason_->heightForWidth(width));
  reason_->raise();
}

void RenameEditor::finish(bool take) {
  if (std::exchange(isFinished_, true)) return;
  const auto name = text();
  if (take && name != before_ && refusal_(name).isEmpty()) emit renamed(name);
  emit finished();
  deleteLater();
  hide();
  if (reason_) reason_->hide();
}

void RenameEditor::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return finish(false);
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    if (text() == before_ || refusal_(text()).isEmpty()) finish(true);
    return;
  }
  QLineEdit::keyPressEvent(event);
}

void RenameEditor::focusOutEvent(QFocusEvent* event) {
  QLineEdit::focusOutEvent(event);
  if (event->reason() != Qt::PopupFocusReason) finish(true);
}

}  // namespace virga::ui

#include "moc_rename_editor.cpp"
