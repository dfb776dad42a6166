#include "ui/inspector/field_row.h"

#include <algorithm>

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "model/project/item_number.h"
#include "ui/charts/elided_label.h"
#include "ui/inspector/arrivals_editor.h"
#include "ui/inspector/distribution_editor.h"
#include "ui/inspector/field_hint.h"
#include "ui/inspector/passing_wheel.h"
#include "ui/inspector/sign_button.h"
#include "ui/theme/error_label.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr int kLabelWidth = 132;
constexpr int kIndent = 12;

using Type = model::FieldView::Type;

QString text(const std::string& value) { return QString::fromStdString(value); }

bool isChoice(const model::FieldView& view) { return view.type == Type::choice || view.type == Type::component; }

bool hasDetails(const model::FieldView& view) { return view.type == Type::distribution || view.type == Type::arrivals; }

}  // namespace

FieldRow::FieldRow(const model::FieldView& view, Abilities abilities, QWidget* parent)
    : QWidget(parent),
      view_(view),
      abilities_(abilities),
      label_(view.type == Type::structure ? new ElidedLabel : new QLabel),
      message_(new QLabel) {
  setObjectName("row_" + text(view.path));
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(view.depth * kIndent, 0, 0, 0);
  layout->setHorizontalSpacing(6);
  layout->setVerticalSpacing(0);
  layout->addWidget(label_, 0, 0);
  message_->setWordWrap(true);
  message_->setObjectName("fieldMessage");
  message_->hide();
  layout->addWidget(message_, 2, 0, 1, 4);
  layout->setColumnStretch(1, 1);
  if (view.type == Type::structure)
    buildHeading(layout);
  else
    buildEditor(layout);
  showValue();
}

void FieldRow::buildHeading(QGridLayout* layout) {
  layout->removeWidget(label_);
  auto* line = new QHBoxLayout;
  line->setSpacing(2);
  if (abilities_.collapse) {
    makeArrow();
    line->addWidget(arrow_);
  }
  line->addWidget(label_, 1);
  if (abilities_.append) {
    auto* add = signButton("+", tr("Add to %1").arg(text(view_.label)), "append");
    connect(add, &QToolButton::clicked, this, [this] { emit appendWanted(text(view_.path)); });
    line->addWidget(add);
  }
  if (abilities_.remove) {
    auto* remove = signButton("−", tr("Remove %1").arg(text(view_.label)), "remove");
    connect(remove, &QToolButton::clicked, this, [this] { emit removeWanted(text(view_.path)); });
    line->addWidget(remove);
  }
  layout->addLayout(line, 0, 0, 1, 3);
}

void FieldRow::makeArrow() {
  arrow_ = signButton({}, tr("Show or hide what belongs to %1").arg(text(view_.label)), "expand");
  arrow_->setCheckable(true);
  arrow_->setArrowType(Qt::RightArrow);
  connect(arrow_, &QToolButton::toggled, this, [this](bool expanded) {
    arrow_->setArrowType(expanded ? Qt::DownArrow : Qt::RightArrow);
    emit expandWanted(text(view_.path), expanded);
  });
}

void FieldRow::makeDetails() {
  const QString label = text(view_.label);
  if (view_.type == Type::distribution) {
    details_ = new DistributionEditor(label);
  } else {
    auto* arrivals = new ArrivalsEditor(label);
    arrivals->setScenario(scenario_);
    details_ = arrivals;
  }
  details_->setText(text(view_.text));
  connect(details_, &ValueEditor::edited, this, [this](const QString& typed, const QString& mergeKey) {
    errorInDetails_ = true;
    emit edited(text(view_.path), typed, mergeKey);
    errorInDetails_ = !error().isEmpty();
  });
  static_cast<QGridLayout*>(layout())->addWidget(details_, 3, 0, 1, 4);
}

void FieldRow::setScenario(const model::Scenario& scenario) {
  scenario_ = scenario;
  if (auto* arrivals = qobject_cast<ArrivalsEditor*>(details_)) arrivals->setScenario(scenario);
}

void FieldRow::setExpanded(bool expanded) {
  if (!arrow_) return;
  if (hasDetails(view_)) {
    if (expanded && !details_) makeDetails();
    if (details_) details_->setVisible(expanded);
  }
  const QSignalBlocker blocker(arrow_);
  arrow_->setChecked(expanded);
  arrow_->setArrowType(expanded ? Qt::DownArrow : Qt::RightArrow);
}

void FieldRow::buildEditor(QGridLayout* layout) {
  label_->setFixedWidth(std::max(60, kLabelWidth - view_.depth * kIndent));
  label_->setWordWrap(true);
  QWidget* editor = nullptr;
  if (isChoice(view_)) {
    choice_ = new QComboBox;
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice_->setMinimumContentsLength(6);
    keepFromPassingWheel(choice_);
    if (!view_.required) choice_->addItem(view_.defaultText.empty() ? tr("(none)") : text(view_.defaultText), QString());
    for (const auto& option : view_.choices)
      if (view_.required || option != view_.defaultText) choice_->addItem(text(option), text(option));
    connect(choice_, &QComboBox::activated, this, [this] {
      if (choice_->currentData().isValid()) emit edited(text(view_.path), choice_->currentData().toString(), {});
    });
    editor = choice_;
  } else {
    line_ = new QLineEdit;
    line_->setPlaceholderText(text(view_.defaultText));
    line_->installEventFilter(this);
    connect(line_, &QLineEdit::editingFinished, this, &FieldRow::commitText);
    editor = line_;
  }
  editor->setObjectName("editor");
  editor->setAccessibleName(text(view_.label));
  label_->setBuddy(editor);
  layout->addWidget(editor, 0, 1);
  if (abilities_.collapse && hasDetails(view_)) {
    makeArrow();
    layout->addWidget(arrow_, 0, 2);
  }
  if (abilities_.remove) {
    auto* remove = signButton("−", tr("Remove %1").arg(text(view_.label)), "remove");
    connect(remove, &QToolButton::clicked, this, [this] { emit removeWanted(text(view_.path)); });
    layout->addWidget(remove, 0, 3);
    return;
  }
  reset_ = signButton("↺", tr("Reset %1").arg(text(view_.label)), "reset");
  auto policy = reset_->sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  reset_->setSizePolicy(policy);
  connect(reset_, &QToolButton::clicked, this, [this] {
    setError({});
    emit edited(text(view_.path), {}, {});
  });
  layout->addWidget(reset_, 0, 3);
}

bool FieldRow::fits(const model::FieldView& view, Abilities abilities) const {
  return view.path == view_.path && view.label == view_.label && view.type == view_.type && view.choices == view_.choices &&
         view.depth == view_.depth && view.required == view_.required && view.defaultText == view_.defaultText &&
         abilities == abilities_;
}

void FieldRow::setView(const model::FieldView& view) {
  view_ = view;
  showValue();
}

// An item is known by its number and by what it says.
void FieldRow::showHeading() {
  QString heading = text(view_.label);
  if (model::isItemNumber(view_.label)) {
    QString summary = text(view_.text);
    if (summary.startsWith('{') && summary.endsWith('}')) summary = summary.mid(1, summary.size() - 2);
    heading = QString("%1. %2").arg(heading.toInt() + 1).arg(summary);
  } else {
    auto font = label_->font();
    font.setBold(!view_.isDefault);
    label_->setFont(font);
  }
  label_->setText(heading);
}

void FieldRow::showValue() {
  if (view_.type == Type::structure)
    showHeading();
  else
    label_->setText(model::isItemNumber(view_.label) ? QString("%1.").arg(text(view_.label).toInt() + 1)
                                                     : text(view_.label));
  QStringList help{text(view_.help), fieldHint(view_.type)};
  if (view_.mixed) help << tr("The components differ in this.");
  if (!view_.defaultText.empty()) help << tr("Default: %1").arg(text(view_.defaultText));
  help.removeAll(QString());
  setToolTip(help.join('\n'));
  if (QWidget* editor = line_ ? static_cast<QWidget*>(line_) : choice_) editor->setAccessibleDescription(help.join(' '));
  if (view_.type == Type::structure) return;
  auto font = label_->font();
  font.setBold(!view_.isDefault);
  label_->setFont(font);
  if (reset_) {
    reset_->setVisible(!view_.isDefault && !view_.required);
    reset_->setToolTip(view_.defaultText.empty() ? tr("Leave it out") : tr("Back to %1").arg(text(view_.defaultText)));
  }
  if (!error().isEmpty()) return;
  if (details_) details_->setText(text(view_.text));
  if (line_) line_->setPlaceholderText(view_.mixed ? tr("mixed") : text(view_.defaultText));
  if (line_ && line_->text() != text(view_.text)) {
    line_->setText(text(view_.text));
    line_->setCursorPosition(0);
  }
  if (choice_) {
    const int mixed = choice_->findText(tr("mixed"));
    if (view_.mixed && mixed < 0) choice_->insertItem(0, tr("mixed"));
    if (!view_.mixed && mixed >= 0 && !choice_->itemData(mixed).isValid()) choice_->removeItem(mixed);
    if (view_.mixed) return choice_->setCurrentIndex(0);
    int index = choice_->findData(text(view_.text));
    if (index < 0 && view_.text == view_.defaultText) index = choice_->findData(QString());
    if (index < 0 && !view_.text.empty()) {
      choice_->addItem(text(view_.text), text(view_.text));
      index = choice_->count() - 1;
    }
    choice_->setCurrentIndex(index);
  }
}

void FieldRow::setNote(const QString& line, const QString& source) {
  if (!note_) {
    if (line.isEmpty()) return;
    note_ = new QLabel;
    note_->setObjectName("fieldNote");
    note_->setWordWrap(true);
    note_->setForegroundRole(QPalette::PlaceholderText);
    auto font = note_->font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    note_->setFont(font);
    static_cast<QGridLayout*>(layout())->addWidget(note_, 1, 0, 1, 4);
  }
  note_->setText(line);
  note_->setToolTip(source);
  note_->setVisible(!line.isEmpty());
  QWidget* const editor = line_ ? static_cast<QWidget*>(line_) : choice_;
  if (editor && !line.isEmpty()) editor->setAccessibleDescription(editor->accessibleDescription() + ' ' + line);
}

void FieldRow::setError(const QString& message) {
  showError(message_, message);
  if (details_) details_->setError(errorInDetails_ ? message : QString());
  const bool isHere = !message.isEmpty() && !errorInDetails_;
  message_->setVisible(isHere);
  if (!line_) return;
  QPalette editor = isHere ? line_->palette() : QPalette();
  if (isHere) editor.setColor(QPalette::Text, Theme::instance().color(Role::error));
  line_->setPalette(editor);
}

QString FieldRow::error() const { return message_->text(); }

void FieldRow::focusEditor() {
  QWidget* editor = line_ ? static_cast<QWidget*>(line_) : choice_;
  if (editor) editor->setFocus(Qt::OtherFocusReason);
  // From the end: of a long text the beginning is shown.
  if (line_) line_->setSelection(static_cast<int>(line_->text().size()), -static_cast<int>(line_->text().size()));
}

void FieldRow::commitText() {
  const QString typed = line_->text().trimmed();
  if (typed == text(view_.text)) {
    setError({});
    return;
  }
  errorInDetails_ = false;
  emit edited(text(view_.path), typed, {});
}

bool FieldRow::step(int by) {
  if (view_.type != Type::count) return false;
  bool whole = false;
  const qlonglong value = (line_->text().isEmpty() ? text(view_.defaultText) : line_->text()).toLongLong(&whole);
  if (!whole || value + by < 0) return false;
  line_->setText(QString::number(value + by));
  commitText();
  return true;
}

bool FieldRow::eventFilter(QObject* watched, QEvent* event) {
  if (watched == line_ && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Up && step(1)) return true;
    if (key == Qt::Key_Down && step(-1)) return true;
    if (key == Qt::Key_Escape && line_->text() != text(view_.text)) {
      setError({});
      showValue();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace virga::ui
