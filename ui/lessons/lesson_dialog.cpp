#include "ui/lessons/lesson_dialog.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/lessons/lesson_list.h"

namespace virga::ui {

LessonDialog::LessonDialog(QWidget* parent) : QDialog(parent), list_(new LessonList) {
  setObjectName("lessonDialog");
  setWindowTitle(tr("Lessons"));
  resize(620, 520);
  auto* intro = new QLabel(
      tr("A lesson opens a design of its own and leads through it step by step. It can be left at any time and taken up "
         "again."));
  intro->setWordWrap(true);
  auto* row = new QHBoxLayout;
  const auto addButton = [row](const QString& text, const char* name) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    row->addWidget(button);
    return button;
  };
  auto* file = addButton(tr("&Open lesson file …"), "openLessonFile");
  row->addStretch(1);
  auto* start = addButton(tr("&Start"), "startLesson");
  auto* close = addButton(tr("&Close"), "closeLessons");
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(intro);
  layout->addWidget(list_, 1);
  layout->addLayout(row);
  connect(list_, &LessonList::lessonWanted, this, &LessonDialog::choose);
  connect(start, &QPushButton::clicked, this, [this] { choose(list_->current()); });
  connect(file, &QPushButton::clicked, this, &LessonDialog::chooseFile);
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
  list_->setFocus();
}

void LessonDialog::choose(const QString& file) {
  if (file.isEmpty()) return;
  accept();
  emit lessonWanted(file);
}

void LessonDialog::chooseFile() {
  choose(QFileDialog::getOpenFileName(this, tr("Open a lesson"), {}, tr("Lessons (*.lesson.yaml);;All files (*)")));
}

}  // namespace virga::ui

#include "moc_lesson_dialog.cpp"
