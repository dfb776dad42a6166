#include "ui/runs/run_bar.h"

#include <limits>

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include "ui/charts/elided_label.h"
#include "ui/charts/quantity_text.h"
#include "ui/charts/stopped_text.h"

namespace virga::ui {

namespace {

QLabel* labelFor(QWidget* buddy, const QString& text) {
  auto* label = new QLabel(text);
  label->setBuddy(buddy);
  return label;
}

}  // namespace

RunBar::RunBar(Document* document, SimulationRunner* runner, QWidget* parent)
    : QWidget(parent),
      document_(document),
      runner_(runner),
      scenario_(new QComboBox),
      provider_(new QComboBox),
      seed_(new QSpinBox),
      replications_(new QSpinBox),
      progress_(new QProgressBar),
      status_(new ElidedLabel),
      runAction_(new QAction(tr("&Run"), this)),
      stopAction_(new QAction(tr("&Stop"), this)) {
  runAction_->setObjectName("runAction");
  runAction_->setShortcut(Qt::Key_F5);
  runAction_->setToolTip(tr("Simulate the scenario (F5)"));
  stopAction_->setObjectName("stopAction");
  stopAction_->setShortcut(Qt::SHIFT | Qt::Key_F5);
  stopAction_->setToolTip(tr("Stop the simulation (Shift+F5)"));

  scenario_->setObjectName("scenarioChoice");
  scenario_->setAccessibleName(tr("Scenario"));
  scenario_->setMinimumContentsLength(12);
  scenario_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  provider_->setObjectName("providerChoice");
  provider_->setAccessibleName(tr("Provider"));
  provider_->setToolTip(tr("The platform to simulate; the project keeps its own target"));
  provider_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  seed_->setObjectName("seed");
  seed_->setAccessibleName(tr("Seed"));
  seed_->setToolTip(tr("The same seed gives the same run"));
  seed_->setRange(0, std::numeric_limits<int>::max());
  seed_->setValue(1);
  seed_->setButtonSymbols(QAbstractSpinBox::NoButtons);
  seed_->setFixedWidth(seed_->fontMetrics().horizontalAdvance("0000000000"));
  replications_->setObjectName("replications");
  replications_->setAccessibleName(tr("Replications"));
  replications_->setToolTip(tr("Independent runs; two or more give confidence intervals"));
  replications_->setRange(1, 10'000);
  progress_->setObjectName("runProgress");
  progress_->setAccessibleName(tr("Progress of the simulation"));
  progress_->setRange(0, 1000);
  progress_->setMinimumWidth(50);
  progress_->setMaximumWidth(120);
  progress_->setTextVisible(false);
  status_->setObjectName("runStatus");

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(6, 0, 6, 0);
  layout->addWidget(labelFor(scenario_, tr("Scenario")));
  layout->addWidget(scenario_);
  layout->addWidget(labelFor(provider_, tr("Provider")));
  layout->addWidget(provider_);
  layout->addWidget(labelFor(seed_, tr("Seed")));
  layout->addWidget(seed_);
  layout->addWidget(labelFor(replications_, tr("Runs")));
  layout->addWidget(replications_);
  for (auto* action : {runAction_, stopAction_}) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    layout->addWidget(button);
  }
  layout->addWidget(progress_);
  layout->addWidget(status_, 1);

  connect(runAction_, &QAction::triggered, this, &RunBar::run);
  connect(stopAction_, &QAction::triggered, runner_, &SimulationRunner::stop);
  connect(provider_, &QComboBox::currentTextChanged, this, &RunBar::providerChanged);
  connect(scenario_, &QComboBox::currentTextChanged, this, &RunBar::scenarioChanged);
  connect(document_, &Document::changed, this, &RunBar::fillScenarios);
  connect(document_, &Document::replaced, this, &RunBar::fillProviders);
  connect(document_, &Document::replaced, status_, &QLabel::clear);
  connect(runner_, &SimulationRunner::started, this, [this] { setRunning(true); });
  connect(runner_, &SimulationRunner::stopping, status_, [this] { status_->setText(tr("Stopping …")); });
  connect(runner_, &SimulationRunner::progressed, this, &RunBar::showProgress);
  connect(runner_, &SimulationRunner::finished, this, &RunBar::showOutcome);
  fillScenarios();
  fillProviders();
  setRunning(false);
}

void RunBar::fillScenarios() {
  const QSignalBlocker blocker(scenario_);
  const QString chosen = scenario_->currentData().toString();
  scenario_->clear();
  for (const auto& scenario : document_->architecture().scenarios) {
    const auto name = QString::fromStdString(scenario.name);
    scenario_->addItem(name, name);
  }
  if (scenario_->count() == 0) scenario_->addItem(tr("one hour"), QString());
  scenario_->setCurrentIndex(std::max(0, scenario_->findData(chosen)));
}

void RunBar::fillProviders() {
  const auto target = QString::fromStdString(document_->architecture().target.provider);
  {
    const QSignalBlocker blocker(provider_);
    provider_->clear();
    for (const auto& provider : model::catalogProviders()) provider_->addItem(QString::fromStdString(provider));
    if (provider_->findText(target) < 0) provider_->addItem(target);
    provider_->setCurrentText(target);
  }
  emit providerChanged(target);
}

RunRequest RunBar::request() const {
  RunRequest request;
  request.architecture = document_->architecture();
  request.provider = provider();
  if (request.architecture.target.provider != request.provider) request.architecture.target = {request.provider, {}};
  request.options.scenario = scenario_->currentData().toString().toStdString();
  request.options.seed = static_cast<std::uint64_t>(seed_->value());
  request.options.replications = replications_->value();
  request.options.frames = true;
  if (!document_->filePath().isEmpty())
    request.options.projectFolder = QFileInfo(document_->filePath()).absolutePath().toStdString();
  return request;
}

std::string RunBar::provider() const { return provider_->currentText().toStdString(); }

void RunBar::setScenario(const QString& name) { scenario_->setCurrentIndex(scenario_->findData(name)); }

bool RunBar::hasScenario(const QString& name) const { return scenario_->findData(name) >= 0; }

void RunBar::run() { runner_->start(request()); }

void RunBar::setRunning(bool running) {
  runAction_->setEnabled(!running);
  stopAction_->setEnabled(running);
  progress_->setVisible(running);
  if (!running) return;
  clock_.start();
  progress_->setValue(0);
  status_->setToolTip({});
  status_->setText(tr("Starting …"));
}

void RunBar::showProgress(const simulator::Progress& progress) {
  progress_->setValue(static_cast<int>(progress.share * 1000));
  const double elapsed = static_cast<double>(clock_.nsecsElapsed()) * 1e-9;
  const double speed = elapsed > 0 ? static_cast<double>(progress.events) / elapsed : 0;
  QString text = tr("%1 simulated, %2 events/s")
                     .arg(clockText(progress.simulatedTime.seconds()), QLocale().toString(static_cast<qlonglong>(speed)));
  if (progress.replications > 1)
    text +=
        tr(", run %1 of %2").arg(std::min(progress.replicationsDone + 1, progress.replications)).arg(progress.replications);
  status_->setText(text);
}

void RunBar::showOutcome(const RunOutcome& outcome) {
  setRunning(false);
  if (const auto* finished = std::get_if<RunFinished>(&outcome)) {
    const auto& result = *finished->result;
    const auto work =
        tr("%1 events in %2")
            .arg(QLocale().toString(static_cast<qulonglong>(result.events)), millisecondsText(result.wallSeconds * 1000));
    status_->setText(result.partOf ? stoppedText(result) : work);
    QStringList more{work};
    for (const auto& warning : result.warnings) more << QString::fromStdString(warning);
    status_->setToolTip(more.join('\n'));
  } else {
    status_->setText(std::holds_alternative<RunStopped>(outcome) ? tr("Stopped") : tr("Failed"));
  }
}

}  // namespace virga::ui
