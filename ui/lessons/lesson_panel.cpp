#include "ui/lessons/lesson_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/lessons/condition_rows.h"
#include "ui/lessons/lesson_session.h"
#include "ui/lessons/question_box.h"

namespace virga::ui {

namespace {

constexpr int kLeastWidth = 290;

QLabel* wrappedLabel(const char* name, Qt::TextFormat format) {
  auto* label = new QLabel;
  label->setObjectName(name);
  label->setWordWrap(true);
  label->setTextFormat(format);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  return label;
}

QPushButton* button(const QString& text, const char* name) {
  auto* made = new QPushButton(text);
  made->setObjectName(name);
  made->setAutoDefault(false);
  return made;
}

QFont bold(const QFont& font, double factor) {
  auto made = font;
  made.setBold(true);
  made.setPointSizeF(made.pointSizeF() * factor);
  return made;
}

}  // namespace

LessonPanel::LessonPanel(LessonSession* session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      title_(wrappedLabel("lessonTitle", Qt::PlainText)),
      place_(new QLabel),
      progress_(new QProgressBar),
      scroll_(new QScrollArea),
      stepTitle_(wrappedLabel("lessonStepTitle", Qt::PlainText)),
      text_(wrappedLabel("lessonText", Qt::MarkdownText)),
      conditions_(new ConditionRows),
      question_(new QuestionBox),
      hint_(wrappedLabel("lessonHint", Qt::MarkdownText)),
      hintButton_(button(tr("&Hint"), "lessonHintButton")),
      point_(button(tr("Show &me"), "lessonPoint")),
      back_(button(tr("&Back"), "lessonBack")),
      next_(button(tr("&Next"), "lessonNext")) {
  setObjectName("lessonPanel");
  setMinimumWidth(kLeastWidth);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->addWidget(makeHeader());
  layout->addWidget(makeStep(), 1);
  layout->addWidget(makeButtons());
  connect(session_, &LessonSession::stepBegun, this, &LessonPanel::showStep);
  connect(session_, &LessonSession::judged, this, &LessonPanel::showState);
}

QWidget* LessonPanel::makeHeader() {
  title_->setFont(bold(title_->font(), 1.0));
  place_->setObjectName("lessonPlace");
  progress_->setObjectName("lessonProgress");
  progress_->setAccessibleName(tr("Progress of the lesson"));
  progress_->setTextVisible(false);
  progress_->setMaximumHeight(8);
  const auto tool = [this](const QString& text, const QString& tip, const char* name, auto signal) {
    auto* made = new QToolButton;
    made->setObjectName(name);
    made->setText(text);
    made->setToolTip(tip);
    made->setAutoRaise(true);
    connect(made, &QToolButton::clicked, this, signal);
    return made;
  };
  auto* header = new QWidget;
  auto* column = new QVBoxLayout(header);
  column->setContentsMargins(0, 0, 0, 0);
  auto* line = new QHBoxLayout;
  line->addWidget(place_, 1);
  line->addWidget(tool(tr("Restart"), tr("From the first step, with the design as the lesson begins"), "lessonRestart",
                       &LessonPanel::restartWanted));
  line->addWidget(
      tool(tr("Leave"), tr("The lesson can be taken up again where it was left"), "lessonLeave", &LessonPanel::leaveWanted));
  column->addWidget(title_);
  column->addLayout(line);
  column->addWidget(progress_);
  return header;
}

QWidget* LessonPanel::makeStep() {
  stepTitle_->setFont(bold(stepTitle_->font(), 1.25));
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 6, 6, 6);
  column->setSpacing(10);
  for (auto* part : {static_cast<QWidget*>(stepTitle_), static_cast<QWidget*>(text_), static_cast<QWidget*>(conditions_),
                     static_cast<QWidget*>(question_)})
    column->addWidget(part);
  auto* line = new QHBoxLayout;
  line->addWidget(hintButton_);
  line->addWidget(point_);
  line->addStretch(1);
  column->addLayout(line);
  column->addWidget(hint_);
  column->addStretch(1);
  scroll_->setObjectName("lessonScroll");
  scroll_->setAccessibleName(tr("Step of the lesson"));
  scroll_->setWidget(page);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  hintButton_->setCheckable(true);
  connect(hintButton_, &QPushButton::toggled, this, &LessonPanel::showHint);
  connect(point_, &QPushButton::clicked, this, &LessonPanel::pointWanted);
  connect(question_, &QuestionBox::chosen, session_, &LessonSession::answer);
  return scroll_;
}

QWidget* LessonPanel::makeButtons() {
  auto* row = new QWidget;
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(back_);
  line->addStretch(1);
  line->addWidget(next_);
  connect(back_, &QPushButton::clicked, session_, &LessonSession::back);
  connect(next_, &QPushButton::clicked, session_, &LessonSession::next);
  return row;
}

void LessonPanel::showStep() {
  const auto& lesson = *session_->lesson();
  const auto& step = session_->step();
  const int number = static_cast<int>(session_->stepIndex()) + 1, count = static_cast<int>(lesson.steps.size());
  title_->setText(QString::fromStdString(lesson.title));
  place_->setText(tr("Step %1 of %2").arg(number).arg(count));
  progress_->setRange(0, count);
  progress_->setValue(number - 1);
  progress_->setAccessibleDescription(place_->text());
  stepTitle_->setText(QString::fromStdString(step.title));
  text_->setText(QString::fromStdString(step.text));
  question_->setQuestion(step.question, session_->isAnswered());
  hintButton_->setChecked(false);
  hintButton_->setVisible(!step.hint.empty());
  showHint(false);
  point_->setVisible(!step.pointAt.isNothing());
  back_->setEnabled(number > 1);
  next_->setText(session_->isLast() ? tr("&Finish") : tr("&Next"));
  scroll_->verticalScrollBar()->setValue(0);
}

void LessonPanel::showState() {
  conditions_->setJudgements(session_->judgements());
  const bool done = session_->mayGoOn();
  next_->setEnabled(done);
  next_->setToolTip(done ? QString() : tr("Not all that this step asks for is done yet"));
  progress_->setValue(static_cast<int>(session_->stepIndex()) + (done ? 1 : 0));
}

void LessonPanel::showHint(bool shown) {
  hint_->setText(shown && session_->lesson() ? QString::fromStdString(session_->step().hint) : QString());
  hint_->setVisible(shown);
}

}  // namespace virga::ui

#include "moc_lesson_panel.cpp"
