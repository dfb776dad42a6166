#include "ui/inspector/alarms_editor.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "model/alarm/alarm_period.h"
#include "model/alarm/alarm_threshold.h"
#include "model/architecture/fields_project.h"
#include "ui/inspector/passing_wheel.h"
#include "ui/inspector/rename_field.h"
#include "ui/inspector/sign_button.h"
#include "ui/theme/error_label.h"

namespace virga::ui {

namespace {

constexpr int kMostDatapoints = 100;
constexpr int kCaptionWidth = 132;

QString text(const std::string& value) { return QString::fromStdString(value); }
QString text(std::string_view value) { return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())); }

// What one can watch, in file order.
std::vector<const model::Component*> watchable(const model::Architecture& architecture) {
  std::vector<const model::Component*> found;
  for (const auto& component : architecture.components)
    if (!model::metricsOf(component.kind).empty()) found.push_back(&component);
  return found;
}

// Something to begin with, for the user to change.
std::string firstThreshold(model::AlarmMetric metric) {
  switch (model::unitOf(metric)) {
    case model::AlarmUnit::share: return "5%";
    case model::AlarmUnit::time: return "1 s";
    case model::AlarmUnit::count: break;
  }
  return "0";
}

// The first metric that isn't watched yet, or the first of all.
std::optional<model::Alarm> nextAlarm(const model::Architecture& architecture) {
  std::optional<model::Alarm> first;
  for (const auto* component : watchable(architecture))
    for (const auto metric : model::metricsOf(component->kind)) {
      model::Alarm alarm;
      alarm.on = {component->id};
      alarm.metric = metric;
      alarm.above = firstThreshold(metric);
      const bool known = std::any_of(architecture.alarms.begin(), architecture.alarms.end(),
                                     [&](const model::Alarm& own) { return own.on == alarm.on && own.metric == metric; });
      if (!known) return alarm;
      if (!first) first = std::move(alarm);
    }
  return first;
}

// What is wrong with an alarm as it stands; nothing where all is well.
QString faultOf(const model::Architecture& architecture, const model::Alarm& alarm) {
  const auto* component = architecture.find(alarm.on.id);
  if (component && !model::hasMetric(component->kind, alarm.metric))
    return AlarmsEditor::tr("A %1 has no %2: choose another metric.")
        .arg(text(model::kindName(component->kind)), text(model::nameOf(alarm.metric)));
  const auto threshold = model::parseThreshold(alarm.metric, alarm.above);
  return threshold ? QString() : text(threshold.error());
}

}  // namespace

AlarmsEditor::AlarmsEditor(Document* document, QWidget* parent)
    : QWidget(parent), document_(document), list_(new QTreeWidget), message_(new QLabel), values_(new QWidget) {
  setObjectName("alarmsEditor");
  list_->setObjectName("alarmList");
  list_->setAccessibleName(tr("Alarms"));
  list_->setHeaderLabels({tr("On"), tr("Metric"), tr("Above"), tr("Datapoints")});
  list_->setRootIsDecorated(false);
  list_->header()->setStretchLastSection(false);
  list_->setUniformRowHeights(true);
  list_->setMinimumHeight(90);
  message_->setObjectName("alarmMessage");
  message_->setWordWrap(true);
  message_->hide();
  auto* title = new QLabel(tr("Alarms"));
  auto font = title->font();
  font.setBold(true);
  title->setFont(font);
  auto* add = signButton("+", tr("Add an alarm"), "addAlarm");
  remove_ = signButton("−", tr("Remove the chosen alarm"), "removeAlarm");
  auto* head = new QHBoxLayout;
  head->addWidget(title, 1);
  head->addWidget(add);
  head->addWidget(remove_);
  auto* form = new QVBoxLayout(values_);
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(4);
  on_ = addChoice(tr("On"), "alarmOn");
  metric_ = addChoice(tr("Metric"), "alarmMetric");
  above_ = addField(tr("Above"), "alarmAbove", [](model::Alarm& alarm, const QString& typed) -> QString {
    const auto threshold = model::parseThreshold(alarm.metric, typed.toStdString());
    if (!threshold) return text(threshold.error());
    alarm.above = typed.toStdString();
    return {};
  });
  period_ = addField(tr("Period"), "alarmPeriod", [](model::Alarm& alarm, const QString& typed) -> QString {
    const auto period = model::parseAlarmPeriod(typed.toStdString());
    if (!period) return text(period.error());
    alarm.period = *period;
    return {};
  });
  const auto countField = [this](const QString& label, const char* name, int model::Alarm::*member) {
    return addField(label, name, [member](model::Alarm& alarm, const QString& typed) -> QString {
      bool isNumber = false;
      const int count = typed.toInt(&isNumber);
      if (!isNumber || count < 1 || count > kMostDatapoints) return tr("A whole number from 1 to %1.").arg(kMostDatapoints);
      alarm.*member = count;
      if (alarm.datapoints > alarm.of) return tr("There can't be more datapoints than are looked at.");
      return {};
    });
  };
  datapoints_ = countField(tr("Datapoints"), "alarmDatapoints", &model::Alarm::datapoints);
  of_ = countField(tr("Of the last"), "alarmOf", &model::Alarm::of);
  explainFields();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addLayout(head);
  layout->addWidget(list_, 1);
  layout->addWidget(message_);
  layout->addWidget(values_);
  connect(add, &QToolButton::clicked, this, &AlarmsEditor::add);
  connect(remove_, &QToolButton::clicked, this, &AlarmsEditor::remove);
  connect(list_, &QTreeWidget::currentItemChanged, this, [this] {
    for (auto* field : values_->findChildren<RenameField*>()) field->discard();
    showAlarm();
  });
  connect(on_, &QComboBox::activated, this, [this] {
    change(tr("Change what an alarm is on"), [this](model::Alarm& alarm) { alarm.on = {on_->currentText().toStdString()}; });
  });
  connect(metric_, &QComboBox::activated, this, [this] {
    change(tr("Change the metric of an alarm"),
           [this](model::Alarm& alarm) { alarm.metric = static_cast<model::AlarmMetric>(metric_->currentData().toInt()); });
  });
  connect(document_, &Document::changed, this, &AlarmsEditor::refresh);
  refresh();
}

RenameField* AlarmsEditor::addField(const QString& label, const char* name,
                                    std::function<QString(model::Alarm&, const QString&)> set) {
  auto* field = new RenameField(label, [this, label, set = std::move(set)](const QString& typed) -> QString {
    const auto index = current();
    if (!index) return {};
    auto after = document_->architecture();
    if (auto refusal = set(after.alarms[*index], typed); !refusal.isEmpty()) return refusal;
    document_->apply(tr("Change %1 of an alarm").arg(label), std::move(after));
    return {};
  });
  field->setObjectName(name);
  values_->layout()->addWidget(field);
  return field;
}

QComboBox* AlarmsEditor::addChoice(const QString& label, const char* name) {
  auto* choice = new QComboBox;
  choice->setObjectName(name);
  choice->setAccessibleName(label);
  keepFromPassingWheel(choice);
  choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  choice->setMinimumContentsLength(6);
  auto* caption = new QLabel(label);
  caption->setFixedWidth(kCaptionWidth);
  caption->setBuddy(choice);
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  row->addWidget(caption);
  row->addWidget(choice, 1);
  static_cast<QVBoxLayout*>(values_->layout())->addLayout(row);
  return choice;
}

void AlarmsEditor::explainFields() {
  std::apply(
      [this](const auto&... fields) {
        (..., [this](const auto& field) {
          const auto key = text(field.key);
          auto* row = values_->findChild<QWidget*>("alarm" + key.left(1).toUpper() + key.mid(1));
          if (row) row->setToolTip(text(field.help));
          if (row) row->setAccessibleDescription(text(field.help));
        }(fields));
      },
      model::kFields<model::Alarm>);
}

std::optional<std::size_t> AlarmsEditor::current() const {
  const int index = list_->indexOfTopLevelItem(list_->currentItem());
  if (index < 0 || static_cast<std::size_t>(index) >= document_->architecture().alarms.size()) return std::nullopt;
  return static_cast<std::size_t>(index);
}

void AlarmsEditor::refresh() {
  const auto& alarms = document_->architecture().alarms;
  const int chosen = std::max(0, list_->indexOfTopLevelItem(list_->currentItem()));
  {
    const QSignalBlocker blocker(list_);
    list_->clear();
    for (const auto& alarm : alarms)
      new QTreeWidgetItem(list_, {text(alarm.on.id), text(model::nameOf(alarm.metric)), text(alarm.above),
                                  tr("%1 of %2 × %3").arg(alarm.datapoints).arg(alarm.of).arg(text(toText(alarm.period)))});
    if (!alarms.empty()) list_->setCurrentItem(list_->topLevelItem(std::min(chosen, list_->topLevelItemCount() - 1)));
    for (int column = 0; column < list_->columnCount(); ++column) list_->resizeColumnToContents(column);
  }
  list_->setVisible(!alarms.empty());
  showAlarm();
}

void AlarmsEditor::showAlarm() {
  const auto index = current();
  values_->setVisible(index.has_value());
  remove_->setEnabled(index.has_value());
  showError(message_, {});
  if (!index) return;
  const auto& architecture = document_->architecture();
  const auto& alarm = architecture.alarms[*index];
  on_->clear();
  for (const auto* component : watchable(architecture)) on_->addItem(text(component->id));
  if (on_->findText(text(alarm.on.id)) < 0) on_->addItem(text(alarm.on.id));
  on_->setCurrentText(text(alarm.on.id));
  metric_->clear();
  const auto* component = architecture.find(alarm.on.id);
  auto metrics = component ? model::metricsOf(component->kind) : std::vector<model::AlarmMetric>();
  if (std::find(metrics.begin(), metrics.end(), alarm.metric) == metrics.end()) metrics.push_back(alarm.metric);
  for (const auto metric : metrics) {
    metric_->addItem(text(model::nameOf(metric)), static_cast<int>(metric));
    metric_->setItemData(metric_->count() - 1, text(model::meaningOf(metric)), Qt::ToolTipRole);
  }
  metric_->setCurrentIndex(metric_->findData(static_cast<int>(alarm.metric)));
  above_->setValue(text(alarm.above));
  period_->setValue(text(toText(alarm.period)));
  datapoints_->setValue(QString::number(alarm.datapoints));
  of_->setValue(QString::number(alarm.of));
  showError(message_, faultOf(architecture, alarm));
}

void AlarmsEditor::change(const QString& name, const std::function<void(model::Alarm&)>& set) {
  const auto index = current();
  if (!index) return;
  auto after = document_->architecture();
  set(after.alarms[*index]);
  document_->apply(name, std::move(after));
}

void AlarmsEditor::add() {
  auto alarm = nextAlarm(document_->architecture());
  if (!alarm) return showError(message_, tr("There is nothing to watch: add a component first."));
  auto after = document_->architecture();
  after.alarms.push_back(std::move(*alarm));
  document_->apply(tr("Add an alarm"), std::move(after));
  list_->setCurrentItem(list_->topLevelItem(list_->topLevelItemCount() - 1));
}

void AlarmsEditor::remove() {
  const auto index = current();
  if (!index) return;
  auto after = document_->architecture();
  after.alarms.erase(after.alarms.begin() + static_cast<std::ptrdiff_t>(*index));
  document_->apply(tr("Remove an alarm"), std::move(after));
}

}  // namespace virga::ui
