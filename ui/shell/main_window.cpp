#include "ui/shell/main_window.h"

#include <utility>

#include <QCloseEvent>
#include <QDockWidget>
#include <QFile>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/bill/amount_text.h"
#include "ui/bill/bill_panel.h"
#include "ui/canvas/canvas_view.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/time_style.h"
#include "ui/compare/compare_panel.h"
#include "ui/history/history_panel.h"
#include "ui/history/run_history.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/outline/outline_panel.h"
#include "ui/palette/palette_panel.h"
#include "ui/playback/playback_bar.h"
#include "ui/preferences/key_map.h"
#include "ui/problems/problems_panel.h"
#include "ui/problems/severity_icon.h"
#include "ui/recovery/safe_keeping.h"
#include "ui/runs/catalog_overlays.h"
#include "ui/runs/run_bar.h"
#include "ui/runs/timeline.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/fix_menu.h"
#include "ui/shell/lesson_desk.h"
#include "ui/shell/run_display.h"
#include "ui/shell/run_status.h"
#include "ui/theme/theme.h"
#include "ui/traces/traces_panel.h"

namespace virga::ui {

namespace {

constexpr int kResultsHeight = 330;
constexpr QSize kFrame{16, 48};     // what the desktop draws around a window, and some air
constexpr int kMessageTime = 8000;  // ms that a hint stays in the status bar

// The file or folder of a drag, if it is one that could be a project or be imported.
QString droppedSource(const QMimeData* data) {
  if (data->urls().size() != 1) return {};
  const auto path = data->urls().front().toLocalFile();
  if (path.isEmpty()) return {};
  if (QFileInfo(path).isDir()) return path;
  for (const auto* ending : {".yaml", ".yml", ".json", ".tf", ".template"})
    if (path.endsWith(ending, Qt::CaseInsensitive)) return path;
  return {};
}

// The files of a drag, if all of them can be nothing but logs.
QStringList droppedLogs(const QMimeData* data) {
  QStringList paths;
  for (const auto& url : data->urls()) {
    const auto path = url.toLocalFile();
    if (!path.endsWith(".log", Qt::CaseInsensitive) && !path.endsWith(".jsonl", Qt::CaseInsensitive)) return {};
    paths << path;
  }
  return paths;
}

// Projects say so in a line of their own; what else is in YAML is somebody else's.
bool isProject(const QString& path) {
  if (path.endsWith(".virga.yaml")) return true;
  QFile file(path);
  if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly)) return false;
  constexpr qint64 kHead = 4096;
  const auto head = '\n' + file.read(kHead);
  return head.contains("\nvirga:");
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
      tabs_(new QTabWidget) {
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
  lessons_ = new LessonDesk(this, catalogs_);
  makeMenus();
  makeToolBar();
  const RunPanels panels{canvas_, outline_,  problems_, charts_,  bill_,
                         traces_, playback_, timeline_, history_, new RunStatus(statusBar())};
  runDisplay_ = new RunDisplay(document_, runner_, overlays_, panels, this);
  keys_ = new KeyMap(this);
  connectPanels();
  paintIcons();
  showTitle();
}

// The panels look at the document until they are gone, so they go first.
MainWindow::~MainWindow() {
  delete safeKeeping_;
  delete lessons_;
  delete runDisplay_;
  document_->disconnect(this);
  runner_->disconnect(this);
  qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

void MainWindow::connectPanels() {
  connect(document_, &Document::fileChanged, this, &MainWindow::showTitle);
  connect(document_, &Document::changed, this, &MainWindow::hideWelcome);
  connect(overlays_, &CatalogOverlays::changed, this, [this] { problems_->setOverlayProblems(overlays_->problems()); });
  connect(document_, &Document::refused, this,
          [this](const QString& reason) { statusBar()->showMessage(tr("Not done: %1").arg(reason), kMessageTime); });
  connect(document_, &Document::focusRequested, this, [this](const QString& path) {
    const auto id = path.section('.', 0, 0).toStdString();
    if (document_->architecture().find(id)) canvas_->reveal(id);
  });
  connect(canvas_, &CanvasView::hint, this, [this, last = QString()](const QString& text) mutable {
    // The end of a gesture takes back its own hint, not what was said since.
    if (!text.isEmpty())
      statusBar()->showMessage(text, kMessageTime);
    else if (statusBar()->currentMessage() == last)
      statusBar()->clearMessage();
    last = text;
  });
  connect(lessons_, &LessonDesk::failed, this, &MainWindow::showFailure);
  connect(lessons_, &LessonDesk::begun, this, &MainWindow::hideWelcome);
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
  connect(runDisplay_, &RunDisplay::finished, this, [this] { showTab(Tab::simulation); });
  connect(runDisplay_, &RunDisplay::failed, this, &MainWindow::showFailure);
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
  for (auto said : {&RunHistory::failed, &RunHistory::compared})
    connect(history_, said, this, [this](const QString& text) { statusBar()->showMessage(text, kMessageTime); });
  const auto writeRunsAnew = [this] { history_->panel()->setRuns(history_->shelf().runs()); };
  connect(&AmountStyle::instance(), &AmountStyle::changed, history_, writeRunsAnew);
  connect(&TimeStyle::instance(), &TimeStyle::changed, history_, writeRunsAnew);
  connect(history_, &RunHistory::copyWanted, this, [this](const model::Architecture& architecture) {
    if (files_->mayDiscard()) document_->openUnsaved(architecture);
  });
  connect(charts_, &ChartsPanel::pointActivated, this,
          [this](const ChartSubject& subject, double seconds, double latencyMs) {
            if (subject.type != ChartSubject::Type::flow) return;  // what is followed are the requests of flows
            traces_->showNearest(subject.name, seconds, latencyMs);
            showTab(Tab::traces);
          });
  for (auto* widget : {static_cast<QWidget*>(canvas_), static_cast<QWidget*>(charts_)})
    for (const auto* name : {"stepBackAction", "stepForwardAction"}) widget->addAction(playback_->action(name));
  for (const auto* name : {"toStartAction", "toEndAction"}) canvas_->addAction(playback_->action(name));
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

void MainWindow::showTab(Tab tab) { tabs_->setCurrentIndex(static_cast<int>(tab)); }

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
  if (!droppedSource(event->mimeData()).isEmpty() || !droppedLogs(event->mimeData()).isEmpty())
    event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  if (const auto logs = droppedLogs(event->mimeData()); !logs.isEmpty()) {
    event->acceptProposedAction();
    return showCalibrate(logs);
  }
  const auto path = droppedSource(event->mimeData());
  if (path.isEmpty()) return;
  event->acceptProposedAction();
  if (isProject(path))
    files_->openAfterAsking(path);
  else
    showImport(path);
}

}  // namespace virga::ui
