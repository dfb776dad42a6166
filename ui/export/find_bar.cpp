#include "ui/export/find_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>

#include "ui/export/code_view.h"

namespace virga::ui {

FindBar::FindBar(CodeView* view, QWidget* parent) : QWidget(parent), view_(view), text_(new QLineEdit), count_(new QLabel) {
  setObjectName("findBar");
  text_->setObjectName("findText");
  text_->setPlaceholderText(tr("Find in this file"));
  text_->setAccessibleName(tr("Find in this file"));
  text_->setClearButtonEnabled(true);
  text_->installEventFilter(this);
  count_->setObjectName("findCount");
  const auto button = [this](const QString& label, const QString& name, bool backward) {
    auto* made = new QToolButton;
    made->setText(label);
    made->setToolTip(name);
    made->setAccessibleName(name);
    connect(made, &QToolButton::clicked, this, [this, backward] { go(backward); });
    return made;
  };
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(text_, 1);
  layout->addWidget(count_);
  layout->addWidget(button(QStringLiteral("↑"), tr("Previous place (Shift+Enter)"), true));
  layout->addWidget(button(QStringLiteral("↓"), tr("Next place (Enter)"), false));
  connect(text_, &QLineEdit::textChanged, this, &FindBar::refresh);
  auto* shortcut = new QShortcut(QKeySequence::Find, view);
  shortcut->setContext(Qt::WindowShortcut);
  connect(shortcut, &QShortcut::activated, this, &FindBar::open);
  hide();
}

void FindBar::open() {
  show();
  const auto selected = view_->textCursor().selectedText();
  if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator)) text_->setText(selected);
  text_->setFocus(Qt::ShortcutFocusReason);
  text_->selectAll();
  refresh();
}

void FindBar::refresh() {
  if (isHidden()) return;
  found_ = view_->mark(text_->text());
  tell();
}

void FindBar::go(bool backward) {
  view_->goToMark(backward);
  tell();
}

void FindBar::tell() {
  const int place = view_->currentMark();
  count_->setText(text_->text().isEmpty() ? QString()
                  : place == 0            ? tr("not found")
                                          : tr("%1 of %2").arg(place).arg(found_));
}

void FindBar::close() {
  view_->mark({});
  hide();
  view_->setFocus();
}

bool FindBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == text_ && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
      go(key->modifiers().testFlag(Qt::ShiftModifier));
      return true;
    }
    if (key->key() == Qt::Key_Escape) {
      close();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace virga::ui
