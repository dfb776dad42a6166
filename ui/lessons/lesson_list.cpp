#include "ui/lessons/lesson_list.h"

#include <QListWidget>
#include <QVBoxLayout>

namespace virga::ui {

LessonList::LessonList(QWidget* parent) : QWidget(parent), list_(new QListWidget) {
  list_->setObjectName("lessonList");
  list_->setAccessibleName(tr("Lessons"));
  list_->setWordWrap(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setResizeMode(QListView::Adjust);
  list_->setSpacing(2);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(list_);
  setFocusProxy(list_);
  connect(list_, &QListWidget::itemActivated, this,
          [this](const QListWidgetItem* item) { emit lessonWanted(item->data(Qt::UserRole).toString()); });
}

QString LessonList::current() const {
  const auto* item = list_->currentItem();
  return item ? item->data(Qt::UserRole).toString() : QString();
}

void LessonList::refresh() {
  const auto chosen = current();
  list_->clear();
  for (const auto& entry : lessonEntries()) {
    const auto sign = entry.progress.begun ? "◐" : entry.progress.finished ? "✓" : "○";
    auto* item = new QListWidgetItem(tr("%1  %2 – %3 min, %4\n%5")
                                         .arg(QString::fromUtf8(sign), entry.title)
                                         .arg(entry.minutes)
                                         .arg(stateText(entry), entry.sentence),
                                     list_);
    item->setData(Qt::UserRole, entry.file);
    item->setData(Qt::AccessibleTextRole, QString("%1. %2 %3").arg(entry.title, entry.sentence, stateText(entry)));
    item->setToolTip(entry.sentence);
    if (entry.file == chosen) list_->setCurrentItem(item);
  }
  if (!list_->currentItem()) list_->setCurrentRow(0);
}

void LessonList::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

QString stateText(const LessonEntry& entry) {
  if (entry.progress.begun) return LessonList::tr("step %1 of %2").arg(entry.progress.step + 1).arg(entry.steps);
  return entry.progress.finished ? LessonList::tr("done") : LessonList::tr("not begun");
}

}  // namespace virga::ui

#include "moc_lesson_list.cpp"
