#include "ui/preferences/key_map_editor.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/preferences/key_map.h"

namespace virga::ui {

namespace {

QString keysText(const QAction& action) {
  QStringList texts;
  for (const auto& keys : action.shortcuts()) texts << keys.toString(QKeySequence::NativeText);
  return texts.join(", ");
}

}  // namespace

KeyMapEditor::KeyMapEditor(KeyMap* keys, QWidget* parent)
    : QWidget(parent),
      keys_(keys),
      filter_(new QLineEdit),
      list_(new QTreeWidget),
      edit_(new QKeySequenceEdit),
      set_(new QPushButton(tr("&Set"))),
      clear_(new QPushButton(tr("&None"))),
      reset_(new QPushButton(tr("Re&set"))),
      message_(new QLabel) {
  filter_->setObjectName("keyFilter");
  filter_->setPlaceholderText(tr("Filter"));
  filter_->setAccessibleName(tr("Filter of the actions"));
  list_->setObjectName("keyList");
  list_->setAccessibleName(tr("Actions and their keys"));
  list_->setHeaderLabels({tr("Action"), tr("Keys")});
  list_->setRootIsDecorated(false);
  edit_->setObjectName("keyEdit");
  edit_->setAccessibleName(tr("New keys of the action"));
  for (auto* child : edit_->findChildren<QLineEdit*>()) {
    child->setAccessibleName(edit_->accessibleName());
    child->setObjectName("keyEditLine");
  }
  set_->setObjectName("keySet");
  clear_->setObjectName("keyClear");
  reset_->setObjectName("keyReset");
  message_->setObjectName("keyMessage");
  message_->setWordWrap(true);
  auto* all = new QPushButton(tr("Reset &all"));
  all->setObjectName("keyResetAll");
  auto* row = new QHBoxLayout;
  row->addWidget(edit_, 1);
  for (auto* button : {set_, clear_, reset_, all}) row->addWidget(button);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(filter_);
  layout->addWidget(list_, 1);
  layout->addLayout(row);
  layout->addWidget(message_);

  connect(filter_, &QLineEdit::textChanged, this, &KeyMapEditor::fill);
  connect(list_, &QTreeWidget::currentItemChanged, this, &KeyMapEditor::showCurrent);
  connect(edit_, &QKeySequenceEdit::keySequenceChanged, this, &KeyMapEditor::showConflict);
  connect(set_, &QPushButton::clicked, this, &KeyMapEditor::take);
  connect(clear_, &QPushButton::clicked, this, [this] {
    if (auto* action = current()) keys_->setKeys(*action, {});
  });
  connect(reset_, &QPushButton::clicked, this, [this] {
    if (auto* action = current()) keys_->reset(*action);
  });
  connect(all, &QPushButton::clicked, keys_, &KeyMap::resetAll);
  connect(keys_, &KeyMap::changed, this, &KeyMapEditor::fill);
  fill();
}

QAction* KeyMapEditor::current() const {
  const auto* item = list_->currentItem();
  if (!item) return nullptr;
  for (const auto& entry : keys_->entries())
    if (entry.action && entry.action->objectName() == item->data(0, Qt::UserRole).toString()) return entry.action;
  return nullptr;
}

void KeyMapEditor::fill() {
  const auto* before = current();
  const auto chosen = before ? before->objectName() : QString();
  list_->clear();
  for (const auto& [action, usual] : keys_->entries()) {
    if (!action) continue;
    const auto name = KeyMap::nameOf(*action), keys = keysText(*action);
    if (!(name + ' ' + keys).contains(filter_->text(), Qt::CaseInsensitive)) continue;
    auto* item = new QTreeWidgetItem(list_, {name, keys});
    item->setData(0, Qt::UserRole, action->objectName());
    auto font = item->font(1);
    font.setBold(!keys_->isUsual(*action));
    item->setFont(1, font);
    if (action->objectName() == chosen) list_->setCurrentItem(item);
  }
  list_->sortItems(0, Qt::AscendingOrder);
  list_->resizeColumnToContents(0);
  showCurrent();
}

void KeyMapEditor::showCurrent() {
  const auto* action = current();
  edit_->setKeySequence(action ? action->shortcut() : QKeySequence());
  for (auto* button : {set_, clear_}) button->setEnabled(action);
  reset_->setEnabled(action && !keys_->isUsual(*action));
  showConflict();
}

void KeyMapEditor::showConflict() {
  const auto* action = current();
  const auto* other = action ? keys_->conflict(*action, edit_->keySequence()) : nullptr;
  message_->setText(other ? tr("“%1” has these keys; setting them takes them from it.").arg(KeyMap::nameOf(*other))
                          : QString());
}

void KeyMapEditor::take() {
  auto* action = current();
  if (!action) return;
  const auto keys = edit_->keySequence();
  while (auto* other = keys_->conflict(*action, keys)) keys_->setKeys(*other, {});
  keys_->setKeys(*action, keys);
}

}  // namespace virga::ui

#include "moc_key_map_editor.cpp"
