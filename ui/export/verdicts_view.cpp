#include "ui/export/verdicts_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/problems/severity_icon.h"

namespace virga::ui {

namespace {

using Outcome = model::ToolVerdict::Outcome;

constexpr int kMostLines = 500;  // of what one tool printed

QString outcomeText(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed: return VerdictsView::tr("passed");
    case Outcome::refused: return VerdictsView::tr("refused");
    case Outcome::absent: return VerdictsView::tr("not installed, so not asked");
    case Outcome::unfinished: break;
  }
  return VerdictsView::tr("without a verdict");
}

void addOutput(QTreeWidgetItem* tool, const std::string& output) {
  const auto lines = QString::fromStdString(output).split('\n', Qt::SkipEmptyParts);
  for (const auto& line : lines.first(std::min<qsizetype>(lines.size(), kMostLines)))
    (new QTreeWidgetItem(tool, {line}))->setFirstColumnSpanned(true);
  if (lines.size() > kMostLines)
    new QTreeWidgetItem(tool, {VerdictsView::tr("%n more lines", nullptr, static_cast<int>(lines.size()) - kMostLines)});
}

}  // namespace

VerdictsView::VerdictsView(ValidationRunner::Validate validate, QWidget* parent)
    : QWidget(parent),
      runner_(new ValidationRunner(std::move(validate), this)),
      ask_(new QPushButton),
      summary_(new QLabel),
      verdicts_(new QTreeWidget) {
  ask_->setObjectName("askTools");
  ask_->setToolTip(tr("Put these files before the format's own tools, as far as they are installed"));
  summary_->setObjectName("verdictSummary");
  summary_->setWordWrap(true);
  verdicts_->setObjectName("verdicts");
  verdicts_->setAccessibleName(tr("Verdicts of tools"));
  verdicts_->setColumnCount(2);
  verdicts_->setHeaderLabels({tr("Tool"), tr("Verdict")});
  verdicts_->setColumnWidth(0, 220);
  auto* row = new QHBoxLayout;
  row->addWidget(ask_);
  row->addWidget(summary_, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 4, 0, 0);
  layout->addLayout(row);
  layout->addWidget(verdicts_, 1);
  connect(ask_, &QPushButton::clicked, this, &VerdictsView::askOrStop);
  connect(runner_, &ValidationRunner::finished, this, &VerdictsView::showOutcome);
  connect(runner_, &ValidationRunner::stopped, this, [this] {
    showRunning(false);
    summary_->setText(tr("Stopped."));
  });
  showRunning(false);
}

void VerdictsView::setManifest(const model::Manifest* manifest, std::string format) {
  if (runner_->isRunning()) runner_->abandon();
  manifest_ = manifest;
  format_ = std::move(format);
  verdicts_->clear();
  summary_->clear();
  showRunning(false);
}

void VerdictsView::askOrStop() {
  if (runner_->isRunning()) return runner_->stop();
  if (!manifest_) return;
  verdicts_->clear();
  summary_->setText(tr("The tools are asked …"));
  runner_->start(*manifest_, format_);
  showRunning(true);
}

void VerdictsView::showRunning(bool running) {
  ask_->setText(running ? tr("Stop") : tr("Ask the tools"));
  ask_->setEnabled(running || manifest_ != nullptr);
}

void VerdictsView::showOutcome(const ValidationOutcome& outcome) {
  showRunning(false);
  if (!outcome) return summary_->setText(QString::fromStdString(outcome.error()));
  int passed = 0, refused = 0, absent = 0;
  for (const auto& verdict : *outcome) {
    auto* item = new QTreeWidgetItem(verdicts_, {QString::fromStdString(verdict.tool), outcomeText(verdict.outcome)});
    passed += verdict.outcome == Outcome::passed;
    refused += verdict.outcome == Outcome::refused;
    absent += verdict.outcome == Outcome::absent;
    if (verdict.outcome == Outcome::refused) item->setIcon(0, severityIcon(model::Severity::error));
    if (verdict.outcome == Outcome::unfinished) item->setIcon(0, severityIcon(model::Severity::warning));
    addOutput(item, verdict.output);
    item->setExpanded(verdict.outcome == Outcome::refused || verdict.outcome == Outcome::unfinished);
  }
  if (outcome->empty()) return summary_->setText(tr("No tool is known that reads this format."));
  summary_->setText(tr("%1 passed, %2 refused, %3 not installed").arg(passed).arg(refused).arg(absent));
}

}  // namespace virga::ui
