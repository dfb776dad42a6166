#include "ui/inspector/scenario_form.h"

#include <utility>

#include <fmt/format.h>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTime>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "model/edit/scenarios.h"
#include "ui/inspector/faults_editor.h"
#include "ui/inspector/point_table.h"
#include "ui/inspector/rename_field.h"
#include "ui/inspector/sign_button.h"
#include "ui/theme/error_label.h"

namespace virga::ui {

namespace {

QString trafficText(const model::Traffic& traffic) {
  QStringList parts;
  if (traffic.factor != 1) parts << QString("× %1").arg(traffic.factor);
  if (traffic.diurnal) parts << ScenarioForm::tr("diurnal");
  return parts.isEmpty() ? ScenarioForm::tr("as drawn") : parts.join(", ");
}

QString changesText(const model::Scenario& scenario) {
  QStringList parts;
  for (const auto& setting : scenario.set)
    parts << QString("%1 = %2").arg(QString::fromStdString(setting.path), QString::fromStdString(setting.value));
  for (const auto& fault : scenario.faults)
    parts << (fault.outage == model::Outage::none ? ScenarioForm::tr("fault at %1 from %2 to %3")
                                                  : ScenarioForm::tr("outage of %1 from %2 to %3"))
                 .arg(QString::fromStdString(fault.component.id), QString::fromStdString(model::toText(fault.from)),
                      QString::fromStdString(model::toText(fault.to)));
  return parts.join("; ");
}

QString peakText(model::Duration timeOfDay) {
  const auto minutes = timeOfDay.nanoseconds / model::minutes(1).nanoseconds;
  return QString::fromStdString(fmt::format("{:02}:{:02}", minutes / 60, minutes % 60));
}

}  // namespace

ScenarioForm::ScenarioForm(Document* document, QWidget* parent)
    : QWidget(parent), document_(document), list_(new QTreeWidget), values_(new QWidget) {
  list_->setObjectName("scenarioList");
  list_->setAccessibleName(tr("Scenarios"));
  list_->setHeaderLabels({tr("Scenario"), tr("Duration"), tr("Traffic")});
  list_->setRootIsDecorated(false);
  list_->header()->setStretchLastSection(true);
  list_->setMinimumHeight(90);
  list_->setMaximumHeight(150);

  auto* title = new QLabel(tr("Scenarios"));
  auto font = title->font();
  font.setBold(true);
  title->setFont(font);
  auto* add = signButton("+", tr("Add a scenario like the chosen one"), "addScenario");
  remove_ = signButton("−", tr("Remove the chosen scenario"), "removeScenario");
  auto* head = new QHBoxLayout;
  head->addWidget(title, 1);
  head->addWidget(add);
  head->addWidget(remove_);

  auto* form = new QVBoxLayout(values_);
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(4);
  const auto duration = [](model::Duration& to, const QString& typed) -> QString {
    const auto read = model::parseDuration(typed.toStdString());
    if (!read) return QString::fromStdString(read.error());
    to = *read;
    return {};
  };
  name_ = addField(tr("Name"), "scenarioName", [](model::Scenario& scenario, const QString& typed) {
    scenario.name = typed.toStdString();
    return QString();
  });
  duration_ = addField(tr("Duration"), "scenarioDuration", [duration](model::Scenario& scenario, const QString& typed) {
    return duration(scenario.duration, typed);
  });
  duration_->setToolTip(tr("Simulated time, as 30 min or 1 d."));
  warmup_ = addField(tr("Warm-up"), "scenarioWarmup", [](model::Scenario& scenario, const QString& typed) {
    const auto read = typed.isEmpty() ? model::Warmup{} : model::parseWarmup(typed.toStdString());
    if (!read) return QString::fromStdString(read.error());
    scenario.warmup = *read;
    return QString();
  });
  warmup_->setToolTip(tr("Time at the beginning that no figure counts; auto: found out by a pilot run."));
  start_ = addField(tr("Start"), "scenarioStart", [](model::Scenario& scenario, const QString& typed) {
    scenario.start = typed.isEmpty() ? model::Scenario{}.start : typed.toStdString();
    return QString();
  });
  start_->setToolTip(tr("Local date and time at which the run starts, as 2026-01-05 00:00; schedules go by it."));
  factor_ = addField(tr("Traffic ×"), "scenarioTraffic", [](model::Scenario& scenario, const QString& typed) {
    bool number = typed.isEmpty();
    const double factor = number ? 1 : typed.toDouble(&number);
    if (!number || !(factor >= 0)) return tr("A factor is a number from 0, as 20 or 0.5.");
    scenario.traffic.factor = factor;
    return QString();
  });
  factor_->setToolTip(tr("Multiplies all arrival rates that are drawn."));
  quiet_ = addField(tr("Quietest hour"), "scenarioQuiet", [](model::Scenario& scenario, const QString& typed) {
    if (typed.isEmpty()) {
      scenario.traffic.diurnal.reset();
      return QString();
    }
    const auto share = model::parseShare(typed.toStdString());
    if (!share) return QString::fromStdString(share.error());
    if (!scenario.traffic.diurnal) scenario.traffic.diurnal = model::Diurnal{{}, model::hours(20)};
    scenario.traffic.diurnal->low = *share;
    return QString();
  });
  quiet_->setToolTip(
      tr("Makes the traffic follow the day: its share at the quietest time, as 20%. Empty: the same all day."));
  peak_ = addField(tr("Peak at"), "scenarioPeak", [](model::Scenario& scenario, const QString& typed) {
    const auto time = QTime::fromString(typed, "H:mm");
    if (!time.isValid()) return tr("A time of day is written 20:00.");
    if (!scenario.traffic.diurnal) return tr("Say first how quiet the quietest hour is.");
    scenario.traffic.diurnal->peakAt = model::seconds(QTime(0, 0).secsTo(time));
    return QString();
  });
  peak_->setToolTip(tr("Time of day with the most traffic, by the time of the scenario's start."));
  timePerMonth_ =
      addField(tr("Time per month"), "scenarioTimePerMonth", [](model::Scenario& scenario, const QString& typed) -> QString {
        scenario.timePerMonth.reset();
        if (typed.isEmpty()) return {};
        const auto read = model::parseDuration(typed.toStdString());
        if (!read) return QString::fromStdString(read.error());
        scenario.timePerMonth = *read;
        return {};
      });
  timePerMonth_->setToolTip(tr("Time of a month with traffic like this, for the bill, as 8 d. Empty: all month."));
  settings_ = new PointTable(tr("values that differ"), {tr("path"), tr("value")});
  settings_->setObjectName("scenarioSettings");
  settings_->setToolTip(tr("Values that differ in this scenario, as checkout.memory and 1 GiB."));
  settingsMessage_ = new QLabel;
  settingsMessage_->setObjectName("settingsMessage");
  settingsMessage_->setWordWrap(true);
  settingsMessage_->hide();
  faults_ = new FaultsEditor([this](const QString& name, std::vector<model::Fault> faults) {
    return change(name, [&](model::Scenario& scenario) { scenario.faults = std::move(faults); });
  });
  form->addWidget(new QLabel(tr("Values that differ")));
  form->addWidget(settings_);
  form->addWidget(settingsMessage_);
  form->addWidget(faults_);
  connect(settings_, &PointTable::edited, this, &ScenarioForm::setSettings);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addLayout(head);
  layout->addWidget(list_, 1);
  layout->addWidget(values_);
  layout->addStretch();
  connect(add, &QToolButton::clicked, this, &ScenarioForm::add);
  connect(remove_, &QToolButton::clicked, this, &ScenarioForm::remove);
  connect(list_, &QTreeWidget::currentItemChanged, this, [this] {
    for (auto* field : values_->findChildren<RenameField*>()) field->discard();
    showError(settingsMessage_, {});
    showScenario();
  });
  connect(document_, &Document::changed, this, &ScenarioForm::refresh);
  refresh();
}

RenameField* ScenarioForm::addField(const QString& label, const char* name,
                                    std::function<QString(model::Scenario&, const QString&)> set) {
  auto* field = new RenameField(label, [this, label, set = std::move(set)](const QString& typed) -> QString {
    const auto* scenario = shown();
    if (!scenario) return {};
    auto value = *scenario;
    const auto before = value.name;
    if (const auto refusal = set(value, typed); !refusal.isEmpty()) return refusal;
    const auto after = value.name;
    auto edited = model::setScenario(document_->architecture(), before, std::move(value));
    if (!edited) return QString::fromStdString(edited.error());
    // The list keeps its place by name.
    if (auto* item = list_->currentItem()) item->setText(0, QString::fromStdString(after));
    document_->apply(tr("%1 of scenario %2").arg(label, QString::fromStdString(after)), std::move(*edited));
    showScenario();
    return {};
  });
  field->setObjectName(name);
  values_->layout()->addWidget(field);
  return field;
}

QString ScenarioForm::change(const QString& name, const std::function<void(model::Scenario&)>& set) {
  const auto* scenario = shown();
  if (!scenario) return {};
  auto value = *scenario;
  set(value);
  auto edited = model::setScenario(document_->architecture(), scenario->name, std::move(value));
  if (!edited) return QString::fromStdString(edited.error());
  document_->apply(name, std::move(*edited));
  showScenario();
  return {};
}

// A row that isn't complete yet says nothing.
std::vector<model::Setting> ScenarioForm::typedSettings() const {
  std::vector<model::Setting> set;
  for (const auto& [path, value] : settings_->rows()) {
    if (path.isEmpty() || value.isEmpty()) continue;
    set.push_back({path.toStdString(), value.toStdString()});
  }
  return set;
}

void ScenarioForm::setSettings() {
  const auto set = typedSettings();
  const auto refusal =
      change(tr("Change what differs in a scenario"), [&](model::Scenario& scenario) { scenario.set = set; });
  showError(settingsMessage_, refusal);
}

const model::Scenario* ScenarioForm::shown() const {
  const auto* item = list_->currentItem();
  if (!item) return nullptr;
  for (const auto& scenario : document_->architecture().scenarios)
    if (scenario.name == item->text(0).toStdString()) return &scenario;
  return nullptr;
}

void ScenarioForm::choose(const std::string& name) {
  for (int i = 0; i < list_->topLevelItemCount(); ++i)
    if (list_->topLevelItem(i)->text(0).toStdString() == name) list_->setCurrentItem(list_->topLevelItem(i));
}

void ScenarioForm::add() {
  const auto* like = shown();
  if (document_->apply(tr("Add a scenario"),
                       model::addScenario(document_->architecture(), like ? like->name : std::string())))
    choose(document_->architecture().scenarios.back().name);
}

void ScenarioForm::remove() {
  if (const auto* scenario = shown())
    document_->apply(tr("Remove scenario %1").arg(QString::fromStdString(scenario->name)),
                     model::removeScenario(document_->architecture(), scenario->name));
}

void ScenarioForm::refresh() {
  {
    const QSignalBlocker blocker(list_);
    const auto chosen = list_->currentItem() ? list_->currentItem()->text(0).toStdString() : std::string();
    list_->clear();
    for (const auto& scenario : document_->architecture().scenarios) {
      auto* row = new QTreeWidgetItem(
          list_, {QString::fromStdString(scenario.name), QString::fromStdString(model::toText(scenario.duration)),
                  trafficText(scenario.traffic)});
      const QString changes = changesText(scenario);
      for (int column = 0; column < 3; ++column) row->setToolTip(column, changes);
    }
    if (document_->architecture().scenarios.empty())
      new QTreeWidgetItem(list_, {tr("one hour"), QStringLiteral("1 h"), tr("as drawn")});
    list_->resizeColumnToContents(0);
    list_->resizeColumnToContents(1);
    list_->setCurrentItem(list_->topLevelItem(0));
    choose(chosen);
  }
  showScenario();
}

void ScenarioForm::showScenario() {
  const auto* scenario = shown();
  values_->setVisible(scenario != nullptr);
  remove_->setEnabled(scenario != nullptr);
  if (!scenario) return;
  name_->setValue(QString::fromStdString(scenario->name));
  duration_->setValue(QString::fromStdString(model::toText(scenario->duration)));
  warmup_->setValue(scenario->warmup == model::Warmup{} ? QString()
                                                        : QString::fromStdString(model::toText(scenario->warmup)));
  start_->setValue(QString::fromStdString(scenario->start));
  factor_->setValue(QString::number(scenario->traffic.factor));
  const auto& diurnal = scenario->traffic.diurnal;
  quiet_->setValue(diurnal ? QString::fromStdString(model::toText(diurnal->low)) : QString());
  peak_->setVisible(diurnal.has_value());
  peak_->setValue(diurnal ? peakText(diurnal->peakAt) : QString());
  timePerMonth_->setValue(scenario->timePerMonth ? QString::fromStdString(model::toText(*scenario->timePerMonth))
                                                 : QString());
  const bool isOther = std::exchange(settingsOf_, scenario->name) != scenario->name;
  // Rows that aren't complete yet stay while the others say what the scenario says.
  if (settingsMessage_->text().isEmpty() && (isOther || typedSettings() != scenario->set)) {
    PointTable::Rows rows;
    for (const auto& setting : scenario->set)
      rows.emplace_back(QString::fromStdString(setting.path), QString::fromStdString(setting.value));
    settings_->setRows(rows);
  }
  faults_->setFaults(document_->architecture(), *scenario);
}

}  // namespace virga::ui
