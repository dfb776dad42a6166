#include "ui/lessons/question_box.h"

#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace virga::ui {

QuestionBox::QuestionBox(QWidget* parent)
    : QWidget(parent), ask_(new QLabel), verdict_(new QLabel), layout_(new QVBoxLayout(this)) {
  setObjectName("lessonQuestion");
  auto font = ask_->font();
  font.setBold(true);
  ask_->setFont(font);
  for (auto* label : {ask_, verdict_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
  }
  verdict_->setObjectName("lessonVerdict");
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->addWidget(ask_);
  layout_->addWidget(verdict_);
}

void QuestionBox::setQuestion(const std::optional<simulator::LessonQuestion>& question, bool answered) {
  setVisible(question.has_value());
  delete choices_;
  choices_ = nullptr;
  group_ = nullptr;
  verdict_->clear();
  verdict_->hide();
  if (!question) return;
  question_ = *question;
  ask_->setText(QString::fromStdString(question_.ask));
  choices_ = new QWidget;
  group_ = new QButtonGroup(choices_);
  auto* grid = new QGridLayout(choices_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setColumnStretch(1, 1);
  for (std::size_t i = 0; i < question_.choices.size(); ++i) {
    // A radio button's own text can't be wrapped.
    auto* button = new QRadioButton;
    auto* label = new QLabel(QString::fromStdString(question_.choices[i]));
    const int row = static_cast<int>(i);
    button->setObjectName(QString("lessonChoice%1").arg(row));
    button->setAccessibleName(label->text());
    button->setAccessibleDescription(ask_->text());
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("choice", row);
    label->installEventFilter(this);
    group_->addButton(button, row);
    grid->addWidget(button, row, 0, Qt::AlignTop);
    grid->addWidget(label, row, 1);
  }
  layout_->insertWidget(1, choices_);
  if (answered) {
    group_->button(static_cast<int>(question_.right))->setChecked(true);
    showVerdict(true);
  }
  connect(group_, &QButtonGroup::idToggled, this, [this](int choice, bool checked) {
    if (checked) choose(static_cast<std::size_t>(choice));
  });
}

void QuestionBox::choose(std::size_t choice) {
  showVerdict(choice == question_.right);
  emit chosen(choice);
}

void QuestionBox::showVerdict(bool right) {
  verdict_->setText(right ? tr("✓ Right. %1").arg(QString::fromStdString(question_.because))
                          : tr("Not quite; think again."));
  QPalette colours;
  colours.setColor(QPalette::WindowText, Theme::instance().color(right ? Role::text : Role::error));
  verdict_->setPalette(colours);
  verdict_->show();
}

bool QuestionBox::eventFilter(QObject* watched, QEvent* event) {
  if (group_ && event->type() == QEvent::MouseButtonRelease)
    if (auto* button = group_->button(watched->property("choice").toInt())) button->setChecked(true);
  return QWidget::eventFilter(watched, event);
}

}  // namespace virga::ui

#include "moc_question_box.cpp"
