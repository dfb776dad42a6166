#include "ui/inspector/choice_form.h"

#include <algorithm>

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/inspector/field_hint.h"
#include "ui/inspector/passing_wheel.h"
#include "ui/theme/error_label.h"

namespace virga::ui {

namespace {

constexpr int kLabelWidth = 92;

using Type = model::FieldView::Type;

QString shown(const std::string& value) { return QString::fromStdString(value); }

// Ways that share a word are told apart by what they take: "lognormal (mean, p95)".
QString wayName(const std::vector<model::ChoiceWay>& ways, const model::ChoiceWay& way) {
  const auto sharing = std::count_if(ways.begin(), ways.end(), [&](const auto& other) { return other.word == way.word; });
  if (sharing == 1) return shown(way.word);
  QStringList keys;
  for (const auto& parameter : way.defaults) keys << shown(parameter.label);
  return QString("%1 (%2)").arg(shown(way.word), keys.join(", "));
}

QStringList columnsOf(const std::string& key) {
  return key == "points" ? QStringList{ChoiceForm::tr("at"), ChoiceForm::tr("rate")}
                         : QStringList{ChoiceForm::tr("quantile"), ChoiceForm::tr("time")};
}

// The rows as a project file has them: points of a profile, or quantiles.
QString rowsText(const std::string& key, const PointTable::Rows& rows) {
  QStringList parts;
  for (const auto& [first, second] : rows)
    parts << (key == "points" ? QString("{at: %1, rate: %2}") : QString("%1: %2")).arg(first, second);
  return QString(key == "points" ? "[%1]" : "{%1}").arg(parts.join(", "));
}

}  // namespace

ChoiceForm::ChoiceForm(const QString& chooserName, const std::vector<model::ChoiceWay>& ways, QWidget* parent)
    : QWidget(parent), ways_(ways), chooser_(new QComboBox), help_(new QLabel), message_(new QLabel) {
  chooser_->setObjectName("way");
  chooser_->setAccessibleName(chooserName);
  chooser_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  chooser_->setMinimumContentsLength(8);
  keepFromPassingWheel(chooser_);
  for (const auto& way : ways) {
    chooser_->addItem(wayName(ways, way));
    chooser_->setItemData(chooser_->count() - 1, shown(way.help), Qt::ToolTipRole);
  }
  help_->setWordWrap(true);
  help_->setForegroundRole(QPalette::PlaceholderText);
  message_->setWordWrap(true);
  message_->setObjectName("choiceMessage");
  message_->hide();
  auto* label = new QLabel(chooserName);
  label->setFixedWidth(kLabelWidth);
  label->setWordWrap(true);
  label->setBuddy(chooser_);
  auto* head = new QHBoxLayout;
  head->setSpacing(6);
  head->addWidget(label);
  head->addWidget(chooser_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(3);
  layout->addLayout(head);
  layout->addWidget(help_);
  layout->addWidget(message_);
  connect(chooser_, &QComboBox::activated, this, [this](int index) {
    setError({});
    emit wayChosen(static_cast<std::size_t>(index));
  });
  build(0);
}

void ChoiceForm::build(std::size_t way) {
  way_ = way;
  if (fields_) {
    // A field that loses the keyboard commits its text, which says nothing of the new way.
    for (auto* editor : editors_) editor->disconnect(this);
    fields_->hide();
    fields_->setParent(nullptr);  // gone for all who look for a field
    fields_->deleteLater();
  }
  fields_ = new QWidget;
  auto* grid = new QGridLayout(fields_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(6);
  grid->setVerticalSpacing(3);
  grid->setColumnStretch(1, 1);
  parameters_ = ways_[way].defaults;
  editors_.clear();
  for (const auto& parameter : parameters_) {
    auto* editor = makeEditor(parameter);
    const int row = grid->rowCount();
    if (parameter.type == Type::structure) {
      grid->addWidget(editor, row, 0, 1, 2);
    } else {
      auto* label = new QLabel(shown(parameter.label));
      label->setFixedWidth(kLabelWidth);
      label->setWordWrap(true);
      label->setBuddy(editor);
      grid->addWidget(label, row, 0);
      grid->addWidget(editor, row, 1);
    }
    editors_.push_back(editor);
  }
  auto* layout = static_cast<QVBoxLayout*>(this->layout());
  layout->insertWidget(2, fields_);
  chooser_->setCurrentIndex(static_cast<int>(way));
  help_->setText(shown(ways_[way].help));
  QWidget* previous = chooser_;
  for (auto* editor : editors_) {
    setTabOrder(previous, editor);
    previous = editor;
  }
}

QWidget* ChoiceForm::makeEditor(const model::FieldView& parameter) {
  QWidget* editor = nullptr;
  if (parameter.type == Type::structure) {
    auto* table = new PointTable(shown(parameter.label), columnsOf(parameter.path));
    connect(table, &PointTable::edited, this, &ChoiceForm::committed);
    editor = table;
  } else if (parameter.type == Type::choice) {
    auto* choice = new QComboBox;
    for (const auto& option : parameter.choices) choice->addItem(shown(option));
    keepFromPassingWheel(choice);
    connect(choice, &QComboBox::activated, this, &ChoiceForm::committed);
    editor = choice;
  } else {
    auto* line = new QLineEdit;
    line->setPlaceholderText(shown(parameter.defaultText));
    line->installEventFilter(this);
    connect(line, &QLineEdit::textEdited, this, &ChoiceForm::typing);
    const auto index = editors_.size();
    connect(line, &QLineEdit::editingFinished, this, [this, line, index] {
      if (line->text().trimmed() != shown(parameters_[index].text)) emit committed();
    });
    editor = line;
  }
  QStringList help{shown(parameter.help), fieldHint(parameter.type)};
  help.removeAll(QString());
  editor->setObjectName("parameter_" + shown(parameter.label));
  if (editor->accessibleName().isEmpty()) editor->setAccessibleName(shown(parameter.label));
  editor->setAccessibleDescription(help.join(' '));
  editor->setToolTip(help.join('\n'));
  return editor;
}

void ChoiceForm::setValue(std::size_t way, const std::vector<model::FieldView>& parameters, const PointTable::Rows& rows) {
  if (way != way_) {
    const bool hadFocus = fields_->isAncestorOf(focusWidget());
    build(way);
    if (hadFocus) chooser_->setFocus(Qt::OtherFocusReason);
  }
  parameters_ = parameters;
  for (std::size_t i = 0; i < editors_.size(); ++i) {
    const QString value = shown(parameters_[i].text);
    if (auto* line = qobject_cast<QLineEdit*>(editors_[i])) {
      if (line->text() == value) continue;
      line->setText(value);
      line->setCursorPosition(0);
    } else if (auto* choice = qobject_cast<QComboBox*>(editors_[i])) {
      choice->setCurrentText(value.isEmpty() ? shown(parameters_[i].defaultText) : value);
    } else if (auto* table = qobject_cast<PointTable*>(editors_[i])) {
      table->setRows(rows);
    }
  }
}

QString ChoiceForm::text() const {
  auto stated = parameters_;
  bool hasFile = false;
  for (std::size_t i = 0; i < editors_.size(); ++i) {
    QString value;
    if (const auto* line = qobject_cast<QLineEdit*>(editors_[i])) value = line->text().trimmed();
    if (const auto* choice = qobject_cast<QComboBox*>(editors_[i])) value = choice->currentText();
    if (const auto* table = qobject_cast<PointTable*>(editors_[i]); table && !table->rows().empty())
      value = rowsText(stated[i].path, table->rows());
    stated[i].text = value.toStdString();
    hasFile = hasFile || (stated[i].path == "file" && !value.isEmpty());
  }
  // Quantiles are stated or read from a file.
  if (hasFile)
    for (auto& parameter : stated)
      if (parameter.type == Type::structure) parameter.text.clear();
  return QString::fromStdString(model::choiceText(ways_[way_], stated));
}

void ChoiceForm::setError(const QString& message) { showError(message_, message); }

bool ChoiceForm::eventFilter(QObject* watched, QEvent* event) {
  auto* line = qobject_cast<QLineEdit*>(watched);
  if (line && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    const auto at = std::find(editors_.begin(), editors_.end(), line);
    const QString value =
        at == editors_.end() ? QString() : shown(parameters_[static_cast<std::size_t>(at - editors_.begin())].text);
    if (at != editors_.end() && line->text() != value) {
      line->setText(value);
      setError({});
      emit typing();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace virga::ui
