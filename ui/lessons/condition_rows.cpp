#include "ui/lessons/condition_rows.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace virga::ui {

ConditionRows::ConditionRows(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
  setObjectName("lessonConditions");
  setAccessibleName(tr("What the step asks for"));
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(6);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    for (std::size_t i = 0; i < rows_.size(); ++i) showRow(rows_[i], shown_[i]);
  });
}

void ConditionRows::setJudgements(const std::vector<simulator::LessonJudgement>& judgements) {
  while (rows_.size() > judgements.size()) {
    delete rows_.back().sign->parentWidget();
    rows_.pop_back();
  }
  while (rows_.size() < judgements.size()) {
    auto* line = new QWidget;
    auto* across = new QHBoxLayout(line);
    across->setContentsMargins(0, 0, 0, 0);
    const Row row{new QLabel, new QLabel};
    row.sign->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    row.sign->setFixedWidth(18);
    row.text->setObjectName(QString("lessonCondition%1").arg(rows_.size()));
    row.text->setWordWrap(true);
    row.text->setTextFormat(Qt::RichText);
    row.text->setFocusPolicy(Qt::TabFocus);
    across->addWidget(row.sign);
    across->addWidget(row.text, 1);
    layout_->addWidget(line);
    rows_.push_back(row);
  }
  shown_ = judgements;
  for (std::size_t i = 0; i < rows_.size(); ++i) showRow(rows_[i], shown_[i]);
  setVisible(!rows_.empty());
}

void ConditionRows::showRow(const Row& row, const simulator::LessonJudgement& judgement) {
  const auto& theme = Theme::instance();
  row.sign->setText(judgement.holds ? QStringLiteral("✓") : QStringLiteral("○"));
  QPalette colours;
  colours.setColor(QPalette::WindowText, theme.color(judgement.holds ? Role::success : Role::mutedText));
  row.sign->setPalette(colours);
  const auto what = QString::fromStdString(judgement.what), missing = QString::fromStdString(judgement.missing);
  auto text = what.toHtmlEscaped();
  if (!judgement.holds)
    text +=
        QString("<br><span style=\"color: %1\">%2</span>").arg(theme.color(Role::mutedText).name(), missing.toHtmlEscaped());
  row.text->setText(text);
  row.text->setAccessibleName(judgement.holds ? tr("Done: %1").arg(what) : tr("%1 – %2").arg(what, missing));
}

}  // namespace virga::ui

#include "moc_condition_rows.cpp"
