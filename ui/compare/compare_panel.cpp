#include "ui/compare/compare_panel.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include "model/architecture/same_but_drawing.h"
#include "ui/bill/amount_text.h"
#include "ui/charts/elided_label.h"
#include "ui/charts/quantity_text.h"
#include "ui/charts/time_style.h"
#include "ui/compare/compare_controls.h"
#include "ui/compare/compare_table.h"
#include "ui/compare/cost_chart.h"
#include "ui/compare/latency_chart.h"
#include "ui/compare/traffic_chart.h"
#include "ui/export/save_csv.h"
#include "ui/runs/catalog_overlays.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr int kWide = 1300;  // pixels from which there is room for the details beside all columns of the table
constexpr double kDetailsBeside = 0.3, kDetailsBelow = 0.4;  // their part of the page

QToolButton* makeButton(const QString& text, const char* name, const QString& help) {
  auto* button = new QToolButton;
  button->setText(text);
  button->setObjectName(name);
  button->setToolTip(help);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

}  // namespace

ComparePanel::ComparePanel(Document* document, std::shared_ptr<CatalogCache> catalogs, CatalogOverlays* overlays,
                           CompareRunner* runner, const RunBar* runBar, QWidget* parent)
    : QWidget(parent),
      document_(document),
      controls_(new CompareControls(document, std::move(catalogs), runner, runBar)),
      headline_(new ElidedLabel),
      age_(new QLabel(tr("Changed since the comparison"))),
      flow_(new QComboBox),
      views_(new QTabWidget),
      tablePage_(new QSplitter),
      table_(new CompareTable),
      details_(new QTextBrowser),
      cost_(new CostChart),
      latency_(new LatencyChart),
      traffic_(new TrafficChart),
      copy_(makeButton(tr("Copy"), "copyComparison", tr("Copy the table as text"))),
      export_(makeButton(tr("Export CSV …"), "exportComparison", tr("Write all figures with their intervals into a file"))),
      shown_(new QWidget),
      nothing_(new QLabel(tr("No comparison yet. Choose platforms and press “Run compare” (Ctrl+F5)."))) {
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->setObjectName("noComparison");
  headline_->setObjectName("compareHeadline");
  age_->setObjectName("compareAge");
  age_->setToolTip(tr("The figures are of the design or the catalog before the last changes."));
  age_->hide();
  auto bold = age_->font();
  bold.setBold(true);
  age_->setFont(bold);
  flow_->setObjectName("compareFlow");
  flow_->setAccessibleName(tr("Flow whose latency is shown"));
  flow_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  flow_->setMinimumContentsLength(24);
  details_->setObjectName("compareDetails");
  details_->setAccessibleName(tr("Details of the selected platform"));

  auto* flowLabel = new QLabel(tr("&Flow"));
  flowLabel->setBuddy(flow_);
  auto* top = new QHBoxLayout;
  top->setContentsMargins(4, 0, 4, 0);
  top->addWidget(headline_, 1);
  top->addWidget(age_);
  top->addWidget(flowLabel);
  top->addWidget(flow_);
  top->addWidget(copy_);
  top->addWidget(export_);
  tablePage_->addWidget(table_);
  tablePage_->addWidget(details_);
  views_->setObjectName("compareViews");
  views_->setDocumentMode(true);
  views_->setTabPosition(QTabWidget::North);
  views_->addTab(tablePage_, tr("Table"));
  views_->addTab(cost_, tr("Cost"));
  views_->addTab(latency_, tr("Latency"));
  views_->addTab(traffic_, tr("Cost against traffic"));
  auto* shownLayout = new QVBoxLayout(shown_);
  shownLayout->setContentsMargins(0, 4, 0, 0);
  shownLayout->setSpacing(2);
  shownLayout->addLayout(top);
  shownLayout->addWidget(views_, 1);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(controls_);
  layout->addWidget(nothing_, 1);
  layout->addWidget(shown_, 1);
  shown_->hide();

  connect(table_, &QTreeWidget::currentItemChanged, this, &ComparePanel::showSelection);
  connect(flow_, &QComboBox::activated, this, &ComparePanel::fillTable);
  connect(copy_, &QToolButton::clicked, this, &ComparePanel::copyAsText);
  connect(export_, &QToolButton::clicked, this, &ComparePanel::exportCsv);
  connect(runner, &CompareRunner::started, this, [this, overlays] {
    overlays->reload();
    begun_ = {document_->snapshot(), false};
  });
  connect(runner, &CompareRunner::finished, this, &ComparePanel::showOutcome);
  connect(overlays, &CatalogOverlays::changed, this, [this] {
    begun_.catalogsChanged = basis_.catalogsChanged = true;
    showAge();
  });
  connect(document_, &Document::changed, this, &ComparePanel::showAge);
  connect(document_, &Document::replaced, this, [this, runner] {
    runner->abandon();
    setComparison(nullptr);
  });
  connect(&Theme::instance(), &Theme::changed, this, &ComparePanel::fillTable);
  connect(&AmountStyle::instance(), &AmountStyle::changed, this, &ComparePanel::fillTable);
  connect(&TimeStyle::instance(), &TimeStyle::changed, this, &ComparePanel::fillTable);
}

void ComparePanel::setComparison(std::shared_ptr<const simulator::Comparison> comparison) {
  comparison_ = std::move(comparison);
  const bool any = comparison_ && !comparison_->scenarios.empty();
  shown_->setVisible(any);
  nothing_->setVisible(!any);
  basis_ = begun_;
  showAge();
  if (!any) return;
  const auto previous = flow();
  flow_->clear();
  for (const auto& flow : comparedFlows(*comparison_)) flow_->addItem(QString::fromStdString(flow));
  flow_->setCurrentIndex(std::max(0, flow_->findText(QString::fromStdString(previous))));
  const bool curves = std::any_of(comparison_->scenarios.begin(), comparison_->scenarios.end(),
                                  [](const auto& scenario) { return !scenario.curves.empty(); });
  if (curves) showView(View::traffic);
  fillTable();
}

void ComparePanel::showOutcome(const CompareOutcome& outcome) {
  if (const auto* finished = std::get_if<CompareFinished>(&outcome)) {
    setComparison(finished->comparison);
    controls_->setStatus(finished->comparison->stopped
                             ? tr("Stopped: runs are missing")
                             : tr("Done in %1").arg(millisecondsText(finished->comparison->wallSeconds * 1000)));
  } else if (const auto* failure = std::get_if<CompareFailed>(&outcome)) {
    controls_->setStatus(tr("Failed"));
    QStringList lines;
    for (const auto& problem : failure->problems) lines << QString::fromStdString(model::toText(problem));
    emit failed(tr("The comparison could not run"), lines.join('\n'));
  } else {
    controls_->setStatus(tr("Stopped"));
  }
}

void ComparePanel::showAge() {
  age_->setVisible(comparison_ && basis_.architecture &&
                   (basis_.catalogsChanged || !model::sameButDrawing(document_->architecture(), *basis_.architecture)));
}

void ComparePanel::showView(View view) { views_->setCurrentIndex(static_cast<int>(view)); }

std::string ComparePanel::flow() const { return flow_->currentText().toStdString(); }

void ComparePanel::fillTable() {
  if (!comparison_ || comparison_->scenarios.empty()) return;
  flow_->setToolTip(flow_->currentText());
  {
    const QSignalBlocker blocker(table_);
    table_->setRows(compareColumns(*comparison_), compareRows(*comparison_, flow()), comparison_->scenarios.size() > 1);
  }
  showSelection();
}

void ComparePanel::showSelection() {
  const auto current = table_->current();
  if (!comparison_ || !current) return;
  const auto [scenario, platform] = *current;
  const auto& compared = comparison_->scenarios[scenario];
  QStringList sentences;
  for (const auto& sentence : compared.verdict) sentences << QString::fromStdString(sentence);
  headline_->setText(sentences.isEmpty() ? scenarioText(compared.scenario) : sentences.front());
  headline_->setToolTip(sentences.join('\n'));
  details_->setHtml(compareDetails(*comparison_, scenario, platform));
  cost_->setComparison(*comparison_, scenario);
  latency_->setComparison(*comparison_, scenario, flow());
  traffic_->setComparison(*comparison_, scenario);
}

void ComparePanel::copyAsText() const { table_->copyAsText(); }

void ComparePanel::exportCsv() {
  if (comparison_) saveCsv(this, tr("Export the comparison"), QStringLiteral("comparison.csv"), compareCsv(*comparison_));
}

// In a wide window the details stand beside the table, else under it.
void ComparePanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const bool beside = width() - controls_->width() >= kWide;
  const auto orientation = beside ? Qt::Horizontal : Qt::Vertical;
  if (arranged_ && tablePage_->orientation() == orientation) return;
  arranged_ = true;
  tablePage_->setOrientation(orientation);
  const double details = beside ? kDetailsBeside : kDetailsBelow;
  const auto pixels = [](double share) { return static_cast<int>(share * 1000); };
  tablePage_->setSizes({pixels(1 - details), pixels(details)});
}

}  // namespace virga::ui
