#include "ui/compare/compare_controls.h"

#include <QAction>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/charts/elided_label.h"
#include "ui/compare/platform_chooser.h"
#include "ui/runs/run_bar.h"

namespace virga::ui {

namespace {

constexpr int kReplications = 5;  // two are the fewest that tell a difference from chance
constexpr int kMostReplications = 1000;
constexpr int kWidth = 236;

QAction* makeAction(QObject* parent, const QString& text, const char* name, QKeySequence shortcut, const QString& help) {
  auto* action = new QAction(text, parent);
  action->setObjectName(name);
  action->setShortcut(shortcut);
  action->setToolTip(help);
  return action;
}

QToolButton* buttonFor(QAction* action) {
  auto* button = new QToolButton;
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  return button;
}

}  // namespace

CompareControls::CompareControls(Document* document, std::shared_ptr<CatalogCache> catalogs, CompareRunner* runner,
                                 const RunBar* runBar, QWidget* parent)
    : QWidget(parent),
      document_(document),
      runner_(runner),
      runBar_(runBar),
      platforms_(new PlatformChooser(std::move(catalogs))),
      scenarios_(new QListWidget),
      replications_(new QSpinBox),
      progress_(new QProgressBar),
      status_(new ElidedLabel),
      compare_(makeAction(this, tr("Run &compare"), "compareAction", Qt::CTRL | Qt::Key_F5,
                          tr("Simulate the scenarios on each platform (Ctrl+F5)"))),
      traffic_(makeAction(this, tr("Cost against &traffic"), "compareTrafficAction", Qt::CTRL | Qt::ALT | Qt::Key_F5,
                          tr("Compare, and simulate at a tenth to ten times the traffic too (Ctrl+Alt+F5)"))),
      stop_(makeAction(this, tr("St&op compare"), "compareStopAction", Qt::CTRL | Qt::SHIFT | Qt::Key_F5,
                       tr("End the comparison with the runs that are done (Ctrl+Shift+F5)"))) {
  stop_->setIconText(tr("Stop"));
  scenarios_->setObjectName("scenarioChooser");
  scenarios_->setAccessibleName(tr("Scenarios to compare"));
  scenarios_->setToolTip(tr("Which scenarios to compare; Space changes the choice"));
  replications_->setObjectName("compareReplications");
  replications_->setRange(1, kMostReplications);
  replications_->setValue(kReplications);
  replications_->setToolTip(tr("Runs of each scenario on each platform; one alone doesn't tell differences from chance"));
  progress_->setObjectName("compareProgress");
  progress_->setAccessibleName(tr("Progress of the comparison"));
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  progress_->setMaximumHeight(10);
  status_->setObjectName("compareStatus");

  auto* runs = new QLabel(tr("R&uns"));
  runs->setBuddy(replications_);
  auto* choices = new QHBoxLayout;
  choices->addWidget(runs);
  choices->addWidget(replications_);
  choices->addWidget(buttonFor(traffic_), 1);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(buttonFor(compare_), 2);
  buttons->addWidget(buttonFor(stop_), 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 0, 2);
  layout->setSpacing(3);
  layout->addWidget(platforms_, 3);
  layout->addWidget(scenarios_, 1);
  layout->addLayout(choices);
  layout->addLayout(buttons);
  layout->addWidget(progress_);
  layout->addWidget(status_);
  platforms_->setMinimumHeight(40);
  scenarios_->setMinimumHeight(24);
  setFixedWidth(kWidth);

  connect(document_, &Document::replaced, this, [this] {
    stale_ = true;
    scenarios_->clear();
    setStatus({});
    if (isVisible()) fillPlatforms();
  });
  connect(document_, &Document::changed, this, &CompareControls::fillScenarios);
  connect(runBar_, &RunBar::scenarioChanged, this, &CompareControls::chooseScenarioOfRunBar);
  connect(platforms_, &PlatformChooser::changed, this, &CompareControls::enableActions);
  connect(scenarios_, &QListWidget::itemChanged, this, &CompareControls::enableActions);
  connect(compare_, &QAction::triggered, this, [this] { runner_->start(request()); });
  connect(traffic_, &QAction::triggered, this, [this] { runner_->start(request(curveTraffic())); });
  connect(stop_, &QAction::triggered, runner_, &CompareRunner::stop);
  connect(runner_, &CompareRunner::started, this, [this] {
    progress_->setValue(0);
    enableActions();
    setStatus(tr("Starting …"));
  });
  connect(runner_, &CompareRunner::stopping, this, [this] { setStatus(tr("Stopping …")); });
  connect(runner_, &CompareRunner::progressed, this, &CompareControls::showProgress);
  connect(runner_, &CompareRunner::finished, this, &CompareControls::enableActions);
  fillScenarios();
  enableActions();
}

const std::vector<double>& CompareControls::curveTraffic() {
  static const std::vector<double> multiples{0.1, 0.3, 1, 3, 10};
  return multiples;
}

void CompareControls::fillPlatforms() {
  platforms_->fill(document_->architecture());
  stale_ = false;
}

void CompareControls::fillScenarios() {
  QStringList names, checked;
  for (const auto& scenario : document_->architecture().scenarios) names << QString::fromStdString(scenario.name);
  QStringList listed;
  for (int i = 0; i < scenarios_->count(); ++i) {
    listed << scenarios_->item(i)->text();
    if (scenarios_->item(i)->checkState() == Qt::Checked) checked << listed.back();
  }
  scenarios_->setVisible(names.size() > 1);
  if (names == listed) return;
  {
    const QSignalBlocker blocker(scenarios_);
    scenarios_->clear();
    for (const auto& name : names) {
      auto* item = new QListWidgetItem(name, scenarios_);
      item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
      item->setCheckState(checked.contains(name) ? Qt::Checked : Qt::Unchecked);
    }
  }
  if (chosenScenarios().empty()) chooseScenarioOfRunBar();
}

void CompareControls::chooseScenarioOfRunBar() {
  const QSignalBlocker blocker(scenarios_);
  const auto current = QString::fromStdString(runBar_->request().options.scenario);
  for (int i = 0; i < scenarios_->count(); ++i)
    scenarios_->item(i)->setCheckState(scenarios_->item(i)->text() == current ? Qt::Checked : Qt::Unchecked);
  enableActions();
}

std::vector<std::string> CompareControls::chosenScenarios() const {
  std::vector<std::string> names;
  for (int i = 0; i < scenarios_->count(); ++i)
    if (scenarios_->item(i)->checkState() == Qt::Checked) names.push_back(scenarios_->item(i)->text().toStdString());
  return names;
}

CompareRequest CompareControls::request(std::vector<double> traffic) {
  if (stale_) fillPlatforms();
  CompareRequest request;
  request.architecture = document_->architecture();
  request.platforms = platforms_->chosen();
  request.options.simulation = runBar_->request().options;
  request.options.simulation.replications = replications_->value();
  request.options.simulation.frames = false;
  request.options.simulation.scenario.clear();
  request.options.scenarios = chosenScenarios();
  request.options.traffic = std::move(traffic);
  return request;
}

void CompareControls::enableActions() {
  const bool running = runner_->isRunning();
  const bool chosen = !platforms_->chosen().empty() && (scenarios_->count() == 0 || !chosenScenarios().empty());
  // Before the panel is first seen its choice is that of the project, which isn't read yet.
  for (auto* action : {compare_, traffic_}) action->setEnabled(!running && (chosen || stale_));
  stop_->setEnabled(running);
  progress_->setVisible(running);
  status_->setVisible(running || !status_->text().isEmpty());
}

void CompareControls::setStatus(const QString& text) {
  status_->setText(text);
  status_->setToolTip(text);
  status_->setVisible(!text.isEmpty());
}

void CompareControls::showProgress(const simulator::Progress& progress) {
  progress_->setValue(static_cast<int>(progress.share * 1000));
  setStatus(tr("%1 % done").arg(static_cast<int>(progress.share * 100)));
}

void CompareControls::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) fillPlatforms();
}

}  // namespace virga::ui
