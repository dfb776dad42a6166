#include "ui/shell/main_window.h"

#include <utility>

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "simulator/results/run_findings.h"
#include "ui/bill/bill_panel.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/component_finder.h"
#include "ui/canvas/filter_popup.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/quantity_text.h"
#include "ui/compare/compare_panel.h"
#include "ui/export/export_dialog.h"
#include "ui/history/run_history.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/outline/outline_panel.h"
#include "ui/palette/palette_panel.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/player.h"
#include "ui/playback/state_overlay.h"
#include "ui/preferences/key_map.h"
#include "ui/problems/problems_panel.h"
#include "ui/problems/severity_icon.h"
#include "ui/recovery/safe_keeping.h"
#include "ui/runs/catalog_overlays.h"
#include "ui/runs/overlay_dialog.h"
#include "ui/runs/run_bar.h"
#include "ui/runs/timeline.h"
#include "ui/shell/command_list.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/fix_menu.h"
#include "ui/shell/result_overlay.h"
#include "ui/theme/theme.h"
#include "ui/traces/traces_panel.h"

namespace virga::ui {

namespace {

constexpr int kPaletteWidth = 460;
constexpr int kResultsHeight = 330;
constexpr int kLinesInBox = 12;     // of a failure; more are folded
constexpr QSize kFrame{16, 48};     // what the desktop draws around a window, and some air
constexpr int kMessageTime = 8000;  // ms that a hint stays in the status bar

// The file of a drag, if it is one that could be a project.
QString projectFile(const QMimeData* data) {
  if (data->urls().size() != 1) return {};
  const auto path = data->urls().front().toLocalFile();
  return path.endsWith(".yaml") || path.endsWith(".yml") ? path : QString();
}

}  // namespace

MainWindow::MainWindow(SimulationRunner::Simulate simulate, CompareRunner::Compare compare)
    : document_(new Document(this)),
      catalogs_(std::make_shared<CatalogCache>()),
      overlays_(new CatalogOverlays(catalogs_, this)),
      runner_(new SimulationRunner(catalogs_, simulate, this)),
      files_(new FileController(document_, this)),
      canvas_(new CanvasView(document_)),
      palette_(new PalettePanel(document_)),
      outline_(new OutlinePanel(document_)),
      inspector_(new InspectorPanel(document_, catalogs_)),
      problems_(new ProblemsPanel(document_, catalogs_)),
      charts_(new ChartsPanel),
      bill_(new BillPanel),
      runBar_(new RunBar(document_, runner_)),
      timeline_(new Timeline(this)),
      playback_(new PlaybackBar(timeline_)),
      compareRunner_(new CompareRunner(catalogs_, std::move(compare), this)),
      compare_(new ComparePanel(document_, catalogs_, overlays_, compareRunner_, runBar_)),
      fixes_(std::make_unique<FixMenu>(document_, problems_, canvas_, inspector_, outline_)),
      history_(new RunHistory(document_, runner_, &FileController::isExample, this)),
      traces_(new TracesPanel(catalogs_, std::move(simulate))),
      centre_(new QStackedWidget),
      tabs_(new QTabWidget),
      billLabel_(new QLabel),
      bottleneckLabel_(new QLabel),
      ageLabel_(new QLabel(tr("Changed since the run"))) {
  setObjectName("mainWindow");
  setAcceptDrops(true);
  resize(1280, 860);
  auto* middle = new QWidget;
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(canvas_, 1);
  column->addWidget(playback_);
  centre_->addWidget(middle);
  setCentralWidget(centre_);
  makeDocks();
  makeMenus();
  makeToolBar();
  makeStatusBar();
  keys_ = new KeyMap(this);
  connectPanels();
  paintIcons();
  showTitle();
}

// The panels look at the document until they are gone, so they go first.
MainWindow::~MainWindow() {
  delete safeKeeping_;
  document_->disconnect(this);
  runner_->disconnect(this);
  qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

void MainWindow::makeStatusBar() {
  billLabel_->setObjectName("billTotalLabel");
  bottleneckLabel_->setObjectName("bottleneckLabel");
  ageLabel_->setObjectName("ageLabel");
  ageLabel_->setToolTip(tr("The figures are of the design or the catalog before the last changes; F5 simulates it anew."));
  ageLabel_->hide();
  statusBar()->addPermanentWidget(ageLabel_);
  for (auto* label : {ageLabel_, bottleneckLabel_, billLabel_}) label->setContentsMargins(10, 0, 10, 0);
  statusBar()->addPermanentWidget(bottleneckLabel_);
  statusBar()->addPermanentWidget(billLabel_);
}

void MainWindow::connectPanels() {
  connect(document_, &Document::fileChanged, this, &MainWindow::showTitle);
  connect(document_, &Document::replaced, this, &MainWindow::clearResult);
  connect(document_, &Document::changed, this, &MainWindow::hideWelcome);
  connect(document_, &Document::changed, this, &MainWindow::showAge);
  connect(runner_, &SimulationRunner::started, this, [this] {
    overlays_->reload();
    begun_ = {document_->snapshot(), overlayChanges_};
    traces_->stopFollowing();
  });
  connect(overlays_, &CatalogOverlays::changed, this, [this] {
    ++overlayChanges_;
    problems_->setOverlayProblems(overlays_->problems());
    showAge();
  });
  connect(document_, &Document::refused, this,
          [this](const QString& reason) { statusBar()->showMessage(tr("Not done: %1").arg(reason), kMessageTime); });
  connect(document_, &Document::focusRequested, this, [this](const QString& path) {
    const auto id = path.section('.', 0, 0).toStdString();
    if (document_->architecture().find(id)) canvas_->reveal(id);
  });
  connect(canvas_, &CanvasView::hint, this, [this](const QString& text) {
    // The end of a gesture takes back its own hint, not what was said since.
    if (!text.isEmpty())
      statusBar()->showMessage(text, kMessageTime);
    else if (statusBar()->currentMessage() == hint_)
      statusBar()->clearMessage();
    hint_ = text;
  });
  connect(canvas_, &CanvasView::inspectRequested, inspector_, &InspectorPanel::focusFirstField);
  const auto pictureScenario = [this] {
    inspector_->setScenario(QString::fromStdString(runBar_->request().options.scenario));
  };
  connect(runBar_, &RunBar::scenarioChanged, inspector_, pictureScenario);
  pictureScenario();
  connect(inspector_, &InspectorPanel::leaveWanted, canvas_, [this] { canvas_->setFocus(Qt::OtherFocusReason); });
  connect(palette_, &PalettePanel::addRequested, canvas_, &CanvasView::addComponent);
  connect(outline_, &OutlinePanel::addRequested, canvas_, &CanvasView::addComponent);
  connect(problems_, &ProblemsPanel::checked, this, &MainWindow::showBadges);
  connect(files_, &FileController::failed, this, &MainWindow::showFailure);
  connect(runner_, &SimulationRunner::progressed, this, [this](const simulator::Progress& progress) {
    if (progress.frame) canvas_->setOverlay(overlayOf(*progress.frame));
  });
  connect(runner_, &SimulationRunner::finished, this, &MainWindow::showOutcome);
  connect(compareRunner_, &CompareRunner::started, this, [this] { showTab(Tab::compare); });
  connect(compare_, &ComparePanel::failed, this, &MainWindow::showFailure);
  connect(charts_, &ChartsPanel::subjectChanged, this, [this](const ChartSubject& subject) {
    const auto id = subject.name.toStdString();
    if (subject.type == ChartSubject::Type::component && document_->architecture().find(id)) document_->select({id});
  });
  connect(document_, &Document::selectionChanged, this, [this] {
    if (document_->selection().size() == 1)
      charts_->setSubject({ChartSubject::Type::component, QString::fromStdString(*document_->selection().begin())});
  });
  connect(&Theme::instance(), &Theme::changed, this, &MainWindow::paintIcons);
  connect(history_, &RunHistory::showWanted, this, &MainWindow::showKept);
  connect(history_, &RunHistory::overlayChanged, this, [this] { showInstant(timeline_->instant()); });
  for (auto said : {&RunHistory::failed, &RunHistory::compared})
    connect(history_, said, this, [this](const QString& text) { statusBar()->showMessage(text, kMessageTime); });
  connect(history_, &RunHistory::copyWanted, this, [this](const model::Architecture& architecture) {
    if (files_->mayDiscard()) document_->openUnsaved(architecture);
  });
  connect(history_, &RunHistory::baselineChanged, charts_, &ChartsPanel::setBaseline);
  connect(charts_, &ChartsPanel::pointActivated, this,
          [this](const ChartSubject& subject, double seconds, double latencyMs) {
            if (subject.type != ChartSubject::Type::flow) return;  // what is followed are the requests of flows
            traces_->showNearest(subject.name, seconds, latencyMs);
            showTab(Tab::traces);
          });
  connectPlayback();
}

void MainWindow::connectPlayback() {
  charts_->setTimeline(timeline_);
  for (auto* widget : {static_cast<QWidget*>(canvas_), static_cast<QWidget*>(charts_)})
    for (const auto* name : {"stepBackAction", "stepForwardAction"}) widget->addAction(playback_->action(name));
  for (const auto* name : {"toStartAction", "toEndAction"}) canvas_->addAction(playback_->action(name));
  connect(canvas_, &CanvasView::spaceTapped, &playback_->player(), &Player::toggle);
  connect(timeline_, &Timeline::instantChanged, this, &MainWindow::showInstant);
  connect(playback_, &PlaybackBar::followed, this, [this](const QString& component) {
    const auto id = component.toStdString();
    if (!document_->architecture().find(id)) return;
    document_->select({id});
    canvas_->reveal(id);
  });
  connect(runner_, &SimulationRunner::started, this, [this] {
    playback_->player().pause();
    playback_->setEnabled(false);
  });
  connect(runner_, &SimulationRunner::finished, this, [this] { playback_->setEnabled(true); });
}

void MainWindow::showInstant(std::optional<double> seconds) {
  const auto& result = charts_->result();
  if (!result || !playback_->isEnabled()) return;
  if (!seconds) return showOverlay();
  canvas_->setOverlay(overlayOf(statesAt(*result, *seconds), QString::fromStdString(result->bill.currency)));
}

void MainWindow::showTitle() {
  setWindowTitle(files_->displayName() + "[*] – Virga");
  setWindowModified(document_->isModified());
}

void MainWindow::showBadges() {
  std::map<model::ComponentId, Badge> badges;
  for (const auto& [id, problems] : problems_->badges())
    badges[id] = {problems.front().severity, static_cast<int>(problems.size()),
                  QString::fromStdString(problems.front().message)};
  outline_->setBadges(badges);
  canvas_->setBadges(std::move(badges));
  const auto count = problems_->problems().size();
  tabs_->setTabText(static_cast<int>(Tab::problems), count ? tr("Problems (%1)").arg(count) : tr("Problems"));
  tabs_->setTabIcon(static_cast<int>(Tab::problems), count ? severityIcon(problems_->problems().front().severity) : QIcon());
}

void MainWindow::showOutcome(const RunOutcome& outcome) {
  if (const auto* finished = std::get_if<RunFinished>(&outcome)) {
    traces_->setRun(finished->result, finished->request);
    return showResult(finished->result);
  }
  // The cards have shown the run; now they show again what the panels are of.
  playback_->setEnabled(true);
  canvas_->setOverlay({});
  showInstant(timeline_->instant());
  if (const auto* failed = std::get_if<RunFailed>(&outcome)) {
    QStringList lines;
    for (const auto& problem : failed->problems) lines << QString::fromStdString(model::toText(problem));
    showFailure(tr("The simulation could not run"), lines.join('\n'));
  }
}

void MainWindow::showResult(const std::shared_ptr<const simulator::Result>& result) {
  charts_->setResult(result);
  bill_->setBill(result->bill,
                 (result->partOf ? tr("%1 on %2 (stopped after %3)") : tr("%1 on %2 (%3 simulated)"))
                     .arg(result->scenario.empty() ? tr("the drawing") : QString::fromStdString(result->scenario),
                          QString::fromStdString(result->provider), clockText(result->simulated.seconds())));
  showOverlay();
  outline_->setFigures(overlayOf(*result));
  playback_->setEnabled(true);
  playback_->setResult(result);
  const bool unpriced = result->bill.lines.empty() && !result->bill.unpriced.empty();
  billLabel_->setText(
      unpriced
          ? tr("No prices")
          : tr("%1 per month").arg(amountText(result->bill.total) + ' ' + QString::fromStdString(result->bill.currency)));
  const auto bottleneck = bottleneckOf(*result);
  bottleneckLabel_->setText(
      bottleneck ? tr("Weakest at %1: %2").arg(QString::fromStdString(bottleneck->component), bottleneck->reason)
                 : tr("No bottleneck"));
  bottleneckLabel_->setToolTip(
      bottleneck ? QString()
                 : tr("No component throttles 0.1 % or fails 1 % of its requests, and 95 % of all messages wait less "
                      "than a second."));
  shown_ = begun_;
  if (shown_.architecture)
    problems_->setRunProblems(simulator::runFindings(*result, *shown_.architecture), shown_.architecture);
  showAge();
  showTab(Tab::simulation);
}

void MainWindow::showKept(const KeptRun& run) {
  const auto tab = tabs_->currentIndex();
  auto begun = std::exchange(begun_, {run.architecture, overlayChanges_});
  traces_->setRun(run.result, std::make_shared<const RunRequest>(requestOf(run, document_->filePath())));
  showResult(run.result);
  begun_ = std::move(begun);
  tabs_->setCurrentIndex(tab);
}

// The cards show the run that the panels are of, or what changed in it.
void MainWindow::showOverlay() {
  const auto& result = charts_->result();
  if (!result) return canvas_->setOverlay({});
  canvas_->setOverlay(history_->decorated(overlayOf(*result), result));
}

// Places, groups and bends on the canvas change no figure.
void MainWindow::showAge() {
  bool changed = false;
  if (shown_.architecture) {
    auto now = document_->architecture();
    now.layout = shown_.architecture->layout;
    now.groups = shown_.architecture->groups;
    now.bends = shown_.architecture->bends;
    now.pinned = shown_.architecture->pinned;
    changed = shown_.overlays != overlayChanges_ || !(now == *shown_.architecture);
  }
  ageLabel_->setVisible(changed);
}

void MainWindow::clearResult() {
  runner_->abandon();
  charts_->setResult(nullptr);
  traces_->setRun(nullptr, nullptr);
  bill_->clear();
  playback_->setResult(nullptr);
  playback_->setEnabled(true);
  canvas_->setOverlay({});
  outline_->setFigures({});
  billLabel_->clear();
  bottleneckLabel_->clear();
  shown_ = {};
  problems_->setRunProblems({}, nullptr);
  ageLabel_->hide();
}

void MainWindow::showFailure(const QString& title, const QString& text) {
  auto* box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Ok, this);
  box->setObjectName("failureBox");
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextInteractionFlags(Qt::TextSelectableByMouse);
  const auto lines = text.split('\n');
  box->setInformativeText(lines.mid(0, kLinesInBox).join('\n'));
  if (lines.size() > kLinesInBox) box->setDetailedText(text);
  box->open();
}

void MainWindow::showTab(Tab tab) { tabs_->setCurrentIndex(static_cast<int>(tab)); }

void MainWindow::showCommandPalette() {
  const auto commands = commandsOf(*this);
  std::vector<FilterPopup::Entry> entries;
  for (std::size_t i = 0; i < commands.size(); ++i)
    entries.push_back({QString::number(i), commands[i].text, commands[i].help, {}});
  auto* popup = new FilterPopup(tr("Type a command"), std::move(entries), this);
  popup->setObjectName("commandPalette");
  popup->setFixedWidth(kPaletteWidth);
  connect(popup, &FilterPopup::chosen, this, [commands](const QString& id) {
    if (auto* action = commands[id.toUInt()].action.data()) action->trigger();
  });
  popup->popUp(mapToGlobal(QPoint((width() - kPaletteWidth) / 2, 80)));
}

void MainWindow::goToComponent() {
  auto* popup = makeComponentFinder(*document_, this);
  popup->setFixedWidth(kPaletteWidth);
  connect(popup, &FilterPopup::chosen, this, [this](const QString& id) {
    document_->select({id.toStdString()});
    canvas_->reveal(id.toStdString());
    canvas_->setFocus(Qt::OtherFocusReason);
  });
  popup->popUp(mapToGlobal(QPoint((width() - kPaletteWidth) / 2, 80)));
}

void MainWindow::switchTheme() {
  auto& theme = Theme::instance();
  preferences_.theme = theme.mode() == Theme::Mode::light ? Theme::Mode::dark : Theme::Mode::light;
  theme.setMode(preferences_.theme);
  if (remembers_) preferences_.save();
}

void MainWindow::showExport() {
  auto* dialog = new ExportDialog(document_->snapshot(), catalogs_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::showOverlays() {
  auto* dialog = new OverlayDialog(overlays_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

SafeKeeping& MainWindow::keepSafe(const QString& recoveryFolder) {
  if (!safeKeeping_) {
    safeKeeping_ = new SafeKeeping(document_, files_, recoveryFolder, this);
    setPreferences(preferences_);
    connect(&safeKeeping_->autosave(), &Autosave::failed, this, [this](const QString& reason) {
      statusBar()->showMessage(tr("Unsaved work can't be kept safe: %1").arg(reason), kMessageTime);
    });
  }
  return *safeKeeping_;
}

void MainWindow::restoreSettings() {
  remembers_ = true;
  overlays_->restore();
  const QSettings settings;
  minimapAction_->setChecked(settings.value("minimap", true).toBool());
  if (!restoreGeometry(settings.value("geometry").toByteArray()))
    resize(size().boundedTo(screen()->availableSize() - kFrame));
  if (restoreState(settings.value("windowState").toByteArray())) return;
  // On a small screen the drawing keeps more than half of the window.
  resizeDocks({findChild<QDockWidget*>("resultsDock")}, {std::min(kResultsHeight, height() * 3 / 8)}, Qt::Vertical);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!files_->mayDiscard()) return event->ignore();
  runner_->abandon();
  compareRunner_->abandon();
  if (remembers_) {
    QSettings settings;
    settings.setValue("geometry", saveGeometry());
    settings.setValue("windowState", saveState());
    settings.setValue("minimap", minimapAction_->isChecked());
  }
  if (safeKeeping_) safeKeeping_->end();
  event->accept();
}

// What a panel has no use for leads back to the drawing.
void MainWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Escape) return QMainWindow::keyPressEvent(event);
  canvas_->setFocus(Qt::OtherFocusReason);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!projectFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const auto path = projectFile(event->mimeData());
  if (path.isEmpty()) return;
  event->acceptProposedAction();
  files_->openAfterAsking(path);
}

}  // namespace virga::ui
