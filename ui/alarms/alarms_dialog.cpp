#include "ui/alarms/alarms_dialog.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "model/alarm/add_alarms.h"
#include "model/alarm/alarm_metric.h"
#include "simulator/alarms/proposal_text.h"
#include "ui/alarms/alarms_form.h"
#include "ui/alarms/proposal_table.h"
#include "ui/inspector/alarms_editor.h"
#include "ui/theme/error_label.h"

namespace virga::ui {

namespace {

enum Tab { kProposed, kLeftOut, kOwn };

constexpr int kProgressSteps = 1000;

QString text(const std::string& value) { return QString::fromStdString(value); }
QString text(std::string_view value) { return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())); }

QPushButton* makeButton(const QString& title, const char* name) {
  auto* button = new QPushButton(title);
  button->setObjectName(name);
  button->setAutoDefault(false);
  return button;
}

QLabel* makeLabel(const char* name) {
  auto* label = new QLabel;
  label->setTextFormat(Qt::PlainText);
  label->setObjectName(name);
  label->setWordWrap(true);
  label->hide();
  return label;
}

}  // namespace

AlarmsDialog::AlarmsDialog(Document* document, std::shared_ptr<CatalogCache> catalogs, AlarmsRunner::Propose propose,
                           QWidget* parent)
    : QDialog(parent),
      document_(document),
      runner_(new AlarmsRunner(std::move(catalogs), std::move(propose), this)),
      form_(new AlarmsForm(document)),
      propose_(makeButton(tr("Pr&opose"), "proposeAlarms")),
      stop_(makeButton(tr("S&top"), "stopAlarms")),
      progress_(new QProgressBar),
      status_(new QLabel),
      failure_(makeLabel("alarmsFailure")),
      tabs_(new QTabWidget),
      table_(new ProposalTable),
      leftOut_(new QTreeWidget),
      howSure_(makeLabel("howSure")),
      add_(makeButton(tr("&Add to the project"), "addProposals")) {
  setObjectName("alarmsDialog");
  setWindowTitle(tr("Alarms"));
  resize(1000, 680);
  leftOut_->setObjectName("leftOutList");
  leftOut_->setAccessibleName(tr("Left out, and why"));
  leftOut_->setHeaderLabels({tr("On"), tr("Metric"), tr("Why there is no alarm")});
  leftOut_->setRootIsDecorated(false);
  leftOut_->setUniformRowHeights(true);
  tabs_->setObjectName("alarmsTabs");
  tabs_->addTab(table_, {});
  tabs_->addTab(leftOut_, {});
  auto* own = new QWidget;
  auto* ownLayout = new QVBoxLayout(own);
  ownLayout->addWidget(new AlarmsEditor(document));
  tabs_->addTab(own, {});
  auto* close = makeButton(tr("&Close"), "closeAlarms");
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(add_);
  buttons->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(form_);
  layout->addWidget(makeRunRow());
  layout->addWidget(failure_);
  layout->addWidget(tabs_, 1);
  layout->addWidget(howSure_);
  layout->addLayout(buttons);
  connect(add_, &QPushButton::clicked, this, &AlarmsDialog::addChosen);
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
  connect(table_, &ProposalTable::chosenChanged, this, &AlarmsDialog::showChoice);
  connect(document_, &Document::changed, this, &AlarmsDialog::showOwn);
  connect(runner_, &AlarmsRunner::progressed, this, [this](const simulator::Progress& progress) {
    progress_->setValue(static_cast<int>(progress.share * kProgressSteps));
    say(tr("%1 % done").arg(static_cast<int>(progress.share * 100)));
  });
  connect(runner_, &AlarmsRunner::finished, this, &AlarmsDialog::showOutcome);
  showProposals(nullptr);
  setBusy(false);
  // A project that has alarms is shown what it has.
  tabs_->setCurrentIndex(document_->architecture().alarms.empty() ? kProposed : kOwn);
}

QWidget* AlarmsDialog::makeRunRow() {
  propose_->setDefault(true);
  propose_->setToolTip(tr("Simulates, and proposes alarms that give few false alarms."));
  stop_->setToolTip(tr("Ends the simulation; a part of the runs proposes nothing."));
  progress_->setObjectName("alarmsProgress");
  progress_->setAccessibleName(tr("Progress of the simulation"));
  progress_->setRange(0, kProgressSteps);
  progress_->setTextVisible(false);
  progress_->setMaximumWidth(220);
  status_->setObjectName("alarmsStatus");
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(propose_);
  layout->addWidget(stop_);
  layout->addWidget(progress_);
  layout->addWidget(status_, 1);
  connect(propose_, &QPushButton::clicked, this, &AlarmsDialog::start);
  connect(stop_, &QPushButton::clicked, runner_, &AlarmsRunner::stop);
  return row;
}

void AlarmsDialog::start() {
  showError(failure_, {});
  auto request = form_->request();
  if (!request) return showError(failure_, request.error());
  runner_->start(std::move(*request));
  setBusy(true);
  say(tr("Starting …"));
}

void AlarmsDialog::setBusy(bool busy) {
  const bool hadFocus = busy ? propose_->hasFocus() : stop_->hasFocus();
  form_->setEnabled(!busy);
  propose_->setEnabled(!busy);
  stop_->setEnabled(busy);
  progress_->setVisible(busy);
  progress_->setValue(0);
  if (hadFocus) (busy ? stop_ : propose_)->setFocus();
}

void AlarmsDialog::say(const QString& text) { status_->setText(text); }

void AlarmsDialog::showOutcome(const AlarmsOutcome& outcome) {
  setBusy(false);
  if (const auto* done = std::get_if<AlarmsProposed>(&outcome)) {
    showProposals(done->proposals);
    tabs_->setCurrentIndex(kProposed);
    return say(done->proposals->proposals.empty() ? tr("There is nothing that the provider can watch.") : QString());
  }
  const auto* failed = std::get_if<AlarmsFailed>(&outcome);
  say(failed ? tr("Failed") : tr("Stopped; a part of the runs proposes nothing."));
  QStringList lines;
  if (failed)
    for (const auto& problem : failed->problems) lines << text(model::toText(problem));
  showError(failure_, lines.join('\n'));
}

void AlarmsDialog::showProposals(std::shared_ptr<const simulator::AlarmProposals> proposals) {
  leftOut_->clear();
  if (proposals)
    for (const auto& [on, metric, why] : proposals->leftOut) {
      auto* row = new QTreeWidgetItem(leftOut_, {text(on), text(model::nameOf(metric)), text(why)});
      row->setToolTip(2, text(why));
    }
  for (int column = 0; column < 2; ++column) leftOut_->resizeColumnToContents(column);
  const bool any = proposals && !proposals->proposals.empty();
  howSure_->setText(any ? text(howSureText(*proposals)).trimmed() : QString());
  howSure_->setVisible(any);
  table_->setProposals(std::move(proposals));
  tabs_->setTabText(kLeftOut, tr("&Left out (%1)").arg(leftOut_->topLevelItemCount()));
  tabs_->setTabText(kProposed, tr("Propo&sed (%1)").arg(table_->topLevelItemCount()));
  showOwn();
}

void AlarmsDialog::showOwn() {
  const auto& own = document_->architecture().alarms;
  tabs_->setTabText(kOwn, tr("&In the project (%1)").arg(own.size()));
  table_->setOwn(own);
}

void AlarmsDialog::showChoice() { add_->setEnabled(!table_->chosen().empty()); }

void AlarmsDialog::addChosen() {
  auto after = document_->architecture();
  const auto added = static_cast<int>(model::addAlarms(after, table_->chosen()));
  document_->apply(tr("Add alarms"), std::move(after));
  say(added == 1 ? tr("1 alarm added") : tr("%n alarms added", nullptr, added));
}

// Return in the form proposes; elsewhere it ends an entry. While a simulation runs, Escape stops it first.
void AlarmsDialog::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && runner_->isRunning()) return runner_->stop();
  if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) return QDialog::keyPressEvent(event);
  if (form_->isAncestorOf(focusWidget())) start();
}

}  // namespace virga::ui
