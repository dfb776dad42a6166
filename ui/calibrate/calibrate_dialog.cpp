#include "ui/calibrate/calibrate_dialog.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTimer>

#include "model/io/file.h"
#include "ui/calibrate/figures_view.h"
#include "ui/calibrate/function_view.h"
#include "ui/calibrate/log_report_view.h"
#include "ui/calibrate/names_view.h"
#include "ui/calibrate/proposals_view.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

enum Tab { functionsTab, proposalsTab, figuresTab, namesTab, logsTab, unknownsTab };
constexpr int kSoon = 300;  // ms after the last change of a choice
constexpr int kSteps = 1000;

QString problemsText(const model::Problems& problems) {
  QStringList lines;
  for (const auto& problem : problems) lines << QString::fromStdString(model::toText(problem));
  return lines.join('\n');
}

QStringList droppedPaths(const QMimeData* data) {
  QStringList paths;
  for (const auto& url : data->urls())
    if (const auto path = url.toLocalFile(); !path.isEmpty()) paths << path;
  return paths;
}

}  // namespace

CalibrateDialog::CalibrateDialog(std::shared_ptr<const model::Architecture> architecture, const QString& projectFile,
                                 std::shared_ptr<CatalogCache> catalogs, QWidget* parent)
    : QDialog(parent),
      architecture_(std::move(architecture)),
      runner_(new CalibrateRunner(catalogs, this)),
      comparer_(new FiguresRunner(catalogs, this)),
      compareSoon_(new QTimer(this)),
      files_(new QListWidget),
      remove_(new QPushButton(tr("Re&move"))),
      status_(new QLabel),
      progress_(new QProgressBar),
      stop_(new QPushButton(tr("&Stop"))),
      again_(new QPushButton(tr("Read a&gain"))),
      pages_(new QStackedWidget),
      message_(new QLabel),
      tabs_(new QTabWidget),
      functions_(new FunctionView),
      proposals_(new ProposalsView([this](const simulator::Proposal& proposal) { return whyNotTaken(proposal); })),
      figures_(new FiguresView),
      figuresNote_(new QLabel),
      names_(new NamesView(*architecture_)),
      report_(new LogReportView),
      unknowns_(new QTextBrowser),
      apply_(new QPushButton(tr("&Apply to the project"))) {
  if (!projectFile.isEmpty()) {
    const QFileInfo file(projectFile);
    options_.projectFolder = file.absolutePath().toStdString();
    options_.companionStem = file.fileName().section('.', 0, 0).toStdString();
  }
  askReplace_ = [this](const QString& file) {
    return QMessageBox::question(this, tr("Replace the file?"),
                                 tr("%1 is there already and holds something else. Replace it?").arg(file)) ==
           QMessageBox::Yes;
  };
  compareSoon_->setSingleShot(true);
  compareSoon_->setInterval(kSoon);
  build();
  connectAll();
  clearResults();
}

CalibrateDialog::~CalibrateDialog() {
  runner_->disconnect(this);
  comparer_->disconnect(this);
  runner_->abandon();
  comparer_->abandon();
}

void CalibrateDialog::connectAll() {
  connect(remove_, &QPushButton::clicked, this, &CalibrateDialog::removeFiles);
  connect(files_, &QListWidget::itemSelectionChanged, this, &CalibrateDialog::showButtons);
  connect(stop_, &QPushButton::clicked, this, &CalibrateDialog::stop);
  connect(again_, &QPushButton::clicked, this, &CalibrateDialog::read);
  connect(apply_, &QPushButton::clicked, this, &CalibrateDialog::apply);
  connect(runner_, &CalibrateRunner::finished, this, &CalibrateDialog::showOutcome);
  connect(runner_, &CalibrateRunner::reading, this, [this](quint64 bytes, quint64 ofBytes) {
    progress_->setRange(0, kSteps);
    progress_->setValue(ofBytes > 0 ? static_cast<int>(static_cast<double>(bytes) / static_cast<double>(ofBytes) * kSteps)
                                    : 0);
    status_->setText(tr("Reading: %1 of %2")
                         .arg(locale().formattedDataSize(static_cast<qint64>(bytes)),
                              locale().formattedDataSize(static_cast<qint64>(ofBytes))));
  });
  connect(runner_, &CalibrateRunner::estimating, this, [this] {
    progress_->setRange(0, 0);
    status_->setText(tr("Fitting laws, and running the design before and after …"));
  });
  connect(names_, &NamesView::stated, this, &CalibrateDialog::estimate);
  connect(proposals_, &ProposalsView::takenChanged, this, [this] {
    showButtons();
    if (learnt_) figures_->setFigures(learnt_->calibration->figures, true);
    compareSoon_->start();
  });
  connect(compareSoon_, &QTimer::timeout, this, &CalibrateDialog::compareTaken);
  connect(comparer_, &FiguresRunner::finished, this,
          [this](const std::vector<simulator::LoggedFigure>& figures, const QString& whyNone) {
            if (!learnt_) return;
            if (!whyNone.isEmpty()) status_->setText(whyNone);
            figures_->setFigures(figures, false);
            functions_->setFigures(figures);
          });
}

void CalibrateDialog::addLogs(const QStringList& paths) {
  bool any = false;
  for (const auto& path : paths) {
    const auto absolute = QFileInfo(path).absoluteFilePath();
    bool known = false;
    for (int i = 0; i < files_->count(); ++i) known = known || files_->item(i)->data(Qt::UserRole).toString() == absolute;
    if (known) continue;
    auto* item = new QListWidgetItem(QFileInfo(absolute).fileName(), files_);
    item->setData(Qt::UserRole, absolute);
    item->setToolTip(absolute);
    any = true;
  }
  if (any) read();
}

void CalibrateDialog::chooseFiles() {
  addLogs(QFileDialog::getOpenFileNames(this, tr("Learn from logs"), QString(),
                                        tr("Logs (*.log *.txt *.json *.jsonl *.ndjson *.csv);;All files (*)")));
}

void CalibrateDialog::chooseFolder() {
  const auto path = QFileDialog::getExistingDirectory(this, tr("Learn from a folder of logs"));
  if (!path.isEmpty()) addLogs({path});
}

void CalibrateDialog::removeFiles() {
  qDeleteAll(files_->selectedItems());
  if (files_->count() > 0) return read();
  runner_->abandon();
  clearResults();
}

void CalibrateDialog::read() {
  logs_.reset();
  clearResults();
  LearnRequest request;
  for (int i = 0; i < files_->count(); ++i)
    request.files.emplace_back(files_->item(i)->data(Qt::UserRole).toString().toStdString());
  showMessage(tr("Reading …"));
  start(std::move(request));
}

void CalibrateDialog::estimate() {
  LearnRequest request;
  request.read = logs_;
  if (logs_) start(std::move(request));
}

void CalibrateDialog::start(LearnRequest request) {
  comparer_->abandon();
  compareSoon_->stop();
  names_->state(options_);
  request.architecture = architecture_;
  request.options = options_;
  progress_->setRange(0, 0);
  {
    const QSignalBlocker quiet(runner_);  // what goes on next isn't that something was stopped
    runner_->abandon();
  }
  runner_->start(std::move(request));
  showButtons();
}

void CalibrateDialog::stop() { runner_->abandon(); }

void CalibrateDialog::showOutcome(const LearnOutcome& outcome) {
  if (const auto* learnt = std::get_if<Learnt>(&outcome)) {
    showLearnt(*learnt);
  } else if (const auto* failed = std::get_if<LearnFailed>(&outcome)) {
    showFailure(*failed);
  } else {
    clearResults();
    status_->setText(tr("Stopped; nothing was learnt."));
  }
  showButtons();
}

void CalibrateDialog::showLearnt(const Learnt& learnt) {
  learnt_ = learnt;
  logs_ = learnt.logs;
  const auto& calibration = *learnt.calibration;
  functions_->setLearnt(learnt);
  proposals_->setProposals(calibration.proposals);
  names_->setNames(calibration, logs_->observations);
  report_->setReport(logs_->report);
  QString unknowns = "<ul>";
  for (const auto& unknown : calibration.unknowns)
    unknowns += "<li>" + QString::fromStdString(unknown).toHtmlEscaped() + "</li>";
  unknowns += "</ul>";
  if (!calibration.unlogged.empty()) {
    QStringList names;
    for (const auto& name : calibration.unlogged) names << QString::fromStdString(name);
    unknowns +=
        "<p>" + tr("Functions of the design that the logs don't name: %1").arg(names.join(", ")).toHtmlEscaped() + "</p>";
  }
  unknowns_->setHtml(unknowns);
  if (calibration.simulatedSeconds)
    figuresNote_->setText(tr("Runs of %1 each, without a scenario's traffic and faults. “After” is with the proposals that "
                             "are ticked.")
                              .arg(millisecondsText(*calibration.simulatedSeconds * 1000)));
  else
    figuresNote_->setText(
        tr("The design wasn't run before and after: %1").arg(QString::fromStdString(calibration.whyNotSimulated)));
  tabs_->setTabText(proposalsTab, tr("Proposals (%1)").arg(calibration.proposals.size()));
  pages_->setCurrentWidget(tabs_);
  const auto invocations = countText(static_cast<double>(logs_->observations.records()));
  if (calibration.functions.empty()) {
    status_->setText(
        tr("%1 invocations, but no name in the logs is that of a function: say here which is which.").arg(invocations));
    tabs_->setCurrentIndex(namesTab);
  } else {
    status_->setText(tr("%1 invocations in the logs; functions of the design among them: %2.")
                         .arg(invocations)
                         .arg(calibration.functions.size()));
  }
  compareTaken();
}

void CalibrateDialog::showFailure(const LearnFailed& failed) {
  clearResults();
  logs_ = failed.logs;
  if (!failed.logs) return showMessage(problemsText(failed.problems));
  report_->setReport(failed.logs->report);
  pages_->setCurrentWidget(tabs_);
  tabs_->setCurrentIndex(logsTab);
  status_->setText(problemsText(failed.problems));
}

void CalibrateDialog::showMessage(const QString& text) {
  message_->setText(text);
  pages_->setCurrentIndex(0);
}

void CalibrateDialog::clearResults() {
  compareSoon_->stop();
  comparer_->abandon();
  learnt_.reset();
  functions_->clear();
  proposals_->setProposals({});
  figures_->setFigures({}, false);
  figuresNote_->clear();
  unknowns_->clear();
  report_->setReport({});
  tabs_->setTabText(proposalsTab, tr("Proposals"));
  status_->clear();
  showMessage(
      tr("Choose log files, or drop them here.\n\nKnown by their content: AWS (CloudWatch text and JSON, Logs "
         "Insights, X-Ray), Azure (log stream, Application Insights requests), Google (Cloud Logging, gcloud), OCI "
         "Logging, and OpenTelemetry traces in JSON. Nothing leaves this computer."));
  showButtons();
}

void CalibrateDialog::compareTaken() {
  if (!learnt_) return;
  const auto& calibration = *learnt_->calibration;
  auto taken = proposals_->taken();
  if (taken.size() == calibration.proposals.size() || calibration.figures.empty()) {
    comparer_->abandon();
    figures_->setFigures(calibration.figures, false);
    functions_->setFigures(calibration.figures);
    return;
  }
  figures_->setFigures(calibration.figures, true);
  comparer_->start({architecture_, learnt_->calibration, std::move(taken), options_});
}

QString CalibrateDialog::whyNotTaken(const simulator::Proposal& proposal) const {
  if (proposal.file && options_.projectFolder.empty())
    return tr("Save the project first: the counts stand in a file beside it.");
  return {};
}

void CalibrateDialog::apply() {
  const auto taken = proposals_->taken();
  const auto changed = simulator::withProposals(*architecture_, taken);
  if (!changed) return status_->setText(problemsText(changed.error()));
  if (!writeFiles(taken)) return;
  emit designWanted(*changed);
  accept();
}

bool CalibrateDialog::writeFiles(const std::vector<simulator::Proposal>& taken) {
  for (const auto& proposal : taken) {
    if (!proposal.file) continue;
    const auto path = options_.projectFolder / proposal.file->name;
    QFile file(QString::fromStdString(path.string()));
    if (file.open(QIODevice::ReadOnly)) {
      if (file.readAll() == QByteArray::fromStdString(proposal.file->content)) continue;
      if (!askReplace_(file.fileName())) return false;
    }
    if (auto written = model::writeFileAtomically(path, proposal.file->content); !written) {
      status_->setText(QString::fromStdString(written.error()));
      return false;
    }
  }
  return true;
}

void CalibrateDialog::showButtons() {
  const bool busy = runner_->isRunning();
  progress_->setVisible(busy);
  stop_->setVisible(busy);
  again_->setVisible(!busy);
  again_->setEnabled(files_->count() > 0);
  remove_->setEnabled(!files_->selectedItems().isEmpty());
  apply_->setEnabled(!busy && learnt_ && !proposals_->taken().empty());
}

void CalibrateDialog::dragEnterEvent(QDragEnterEvent* event) {
  if (!droppedPaths(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void CalibrateDialog::dropEvent(QDropEvent* event) {
  const auto paths = droppedPaths(event->mimeData());
  if (paths.isEmpty()) return;
  event->acceptProposedAction();
  addLogs(paths);
}

}  // namespace virga::ui
