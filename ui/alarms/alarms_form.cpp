#include "ui/alarms/alarms_form.h"

#include <limits>

#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include "model/alarm/alarm_period.h"
#include "simulator/alarms/proposal_text.h"

namespace virga::ui {

namespace {

constexpr int kReplications = 10, kMostReplications = 10'000;

QString text(const std::string& value) { return QString::fromStdString(value); }

// Where a field's text isn't what it should be: its name, and why.
tl::unexpected<QString> wrong(const QString& field, const std::string& why) {
  return tl::unexpected(QString("%1: %2").arg(field, text(why)));
}

}  // namespace

AlarmsForm::AlarmsForm(Document* document, QWidget* parent)
    : QWidget(parent),
      document_(document),
      scenario_(new QComboBox),
      detect_(new QComboBox),
      provider_(new QComboBox),
      perMonth_(new QLineEdit("1")),
      period_(new QLineEdit("1 min")),
      replications_(new QSpinBox),
      duration_(new QLineEdit),
      seed_(new QSpinBox) {
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(10);
  const auto add = [layout](int row, int column, const QString& name, QWidget* editor, const char* id, const QString& help) {
    auto* label = new QLabel(name);
    label->setBuddy(editor);
    editor->setObjectName(id);
    editor->setAccessibleName(QString(name).remove('&'));
    editor->setAccessibleDescription(help);
    editor->setToolTip(help);
    layout->addWidget(label, row, 2 * column);
    layout->addWidget(editor, row, 2 * column + 1);
    layout->setColumnStretch(2 * column + 1, 1);
  };
  add(0, 0, tr("&Normal"), scenario_, "alarmsScenario", tr("The scenario in which nothing is wrong."));
  add(1, 0, tr("&Faults"), detect_, "alarmsDetect", tr("A scenario with faults, to see how soon the alarms notice them."));
  add(2, 0, tr("Pro&vider"), provider_, "alarmsProvider", tr("The provider that is to watch."));
  add(3, 0, tr("S&eed"), seed_, "alarmsSeed", tr("The same seed gives the same proposals."));
  add(0, 1, tr("False alarms a &month"), perMonth_, "alarmsPerMonth",
      tr("How many false alarms each alarm may give in a month, as 1 or 0.5."));
  add(1, 1, tr("&Period"), period_, "alarmsPeriod", tr("Time over which a datapoint is taken, from 10 s to 1 d."));
  add(2, 1, tr("&Replications"), replications_, "alarmsReplications",
      tr("Independent runs; more of them show rarer false alarms."));
  add(3, 1, tr("&Duration"), duration_, "alarmsDuration", tr("Simulated time of a run, as 7 d."));
  duration_->setPlaceholderText(tr("the scenario's"));
  replications_->setRange(1, kMostReplications);
  replications_->setValue(kReplications);
  seed_->setRange(0, std::numeric_limits<int>::max());
  seed_->setValue(1);

  const auto& architecture = document_->architecture();
  detect_->addItem(tr("(none)"), QString());
  for (const auto& scenario : architecture.scenarios) {
    scenario_->addItem(text(scenario.name), text(scenario.name));
    if (!scenario.faults.empty()) detect_->addItem(text(scenario.name), text(scenario.name));
  }
  if (scenario_->count() == 0) scenario_->addItem(tr("one hour"), QString());
  const auto target = text(architecture.target.provider);
  for (const auto& provider : model::catalogProviders()) provider_->addItem(text(provider));
  if (provider_->findText(target) < 0) provider_->addItem(target);
  provider_->setCurrentText(target);
}

tl::expected<AlarmsRequest, QString> AlarmsForm::request() const {
  AlarmsRequest request;
  request.architecture = document_->architecture();
  request.provider = provider_->currentText().toStdString();
  if (request.architecture.target.provider != request.provider) request.architecture.target = {request.provider, {}};
  auto& options = request.options;
  options.simulation.scenario = scenario_->currentData().toString().toStdString();
  options.simulation.replications = replications_->value();
  options.simulation.seed = static_cast<std::uint64_t>(seed_->value());
  if (!document_->filePath().isEmpty())
    options.simulation.projectFolder = QFileInfo(document_->filePath()).absolutePath().toStdString();
  options.detect = detect_->currentData().toString().toStdString();
  const auto perMonth = simulator::parseFalseAlarms(perMonth_->text().trimmed().toStdString());
  if (!perMonth) return wrong(perMonth_->accessibleName(), perMonth.error());
  options.perMonth = *perMonth;
  const auto period = model::parseAlarmPeriod(period_->text().trimmed().toStdString());
  if (!period) return wrong(period_->accessibleName(), period.error());
  options.period = *period;
  if (const auto typed = duration_->text().trimmed(); !typed.isEmpty()) {
    const auto duration = model::parseDuration(typed.toStdString());
    if (!duration) return wrong(duration_->accessibleName(), duration.error());
    options.simulation.duration = *duration;
  }
  return request;
}

}  // namespace virga::ui
