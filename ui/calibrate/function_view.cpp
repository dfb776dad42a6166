#include "ui/calibrate/function_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QListWidget>
#include <QSplitter>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "simulator/calibrate/propose.h"
#include "ui/calibrate/arrivals_chart.h"
#include "ui/calibrate/cdf_chart.h"
#include "ui/calibrate/function_facts.h"
#include "ui/calibrate/memory_chart.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

enum Picture { durationsPicture, arrivalsPicture, startsPicture, memoryPicture };

QString number(double value, int digits) { return QLocale().toString(value, 'f', digits); }

RunMarks marksOf(const std::vector<simulator::LoggedFigure>& figures, const std::string& function) {
  RunMarks marks;
  for (const auto& [name, share] : {std::pair{"duration p50", 0.5}, {"duration p95", 0.95}, {"duration p99", 0.99}})
    for (const auto& figure : figures) {
      if (figure.function != function || figure.name != name) continue;
      if (figure.before) marks.before.emplace_back(*figure.before, share);
      if (figure.after) marks.after.emplace_back(*figure.after, share);
    }
  return marks;
}

}  // namespace

FunctionView::FunctionView(QWidget* parent)
    : QWidget(parent),
      functions_(new QListWidget),
      facts_(new QTextBrowser),
      pictures_(new QTabWidget),
      durations_(new CdfChart(tr("Duration"))),
      laws_(new QTreeWidget),
      arrivals_(new ArrivalsChart),
      starts_(new CdfChart(tr("Initialisation"))),
      memory_(new MemoryChart) {
  functions_->setObjectName("learntFunctions");
  functions_->setAccessibleName(tr("Functions"));
  facts_->setObjectName("functionFacts");
  facts_->setAccessibleName(tr("What the logs say of the function"));
  laws_->setObjectName("triedLaws");
  laws_->setAccessibleName(tr("Laws that were fitted to the durations"));
  laws_->setHeaderLabels({tr("Law"), tr("Parameters and 95 % intervals"), tr("KS"), tr("p"), tr("A²"), tr("AIC"),
                          tr("p99 off by"), tr("Holds")});
  laws_->headerItem()->setToolTip(2, tr("Kolmogorov and Smirnov: the greatest distance between the shares"));
  laws_->headerItem()->setToolTip(
      3, tr("Probability of such a distance if the law were true; not told of more than 1,000 values"));
  laws_->headerItem()->setToolTip(4, tr("Anderson and Darling: the mean squared distance, weighted towards the tails"));
  laws_->headerItem()->setToolTip(5, tr("Akaike's information criterion: less is better, and differences count"));
  for (int column = 2; column <= 6; ++column)
    laws_->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  laws_->setRootIsDecorated(false);
  laws_->setUniformRowHeights(true);
  laws_->header()->setStretchLastSection(false);
  auto* durationsPage = new QSplitter(Qt::Vertical);
  durationsPage->addWidget(durations_);
  durationsPage->addWidget(laws_);
  durationsPage->setStretchFactor(0, 1);
  durationsPage->setSizes({300, 120});
  durationsPage->setChildrenCollapsible(false);
  pictures_->setObjectName("functionPictures");
  pictures_->setDocumentMode(true);
  pictures_->addTab(durationsPage, tr("Durations"));
  pictures_->addTab(arrivals_, tr("Arrivals"));
  pictures_->addTab(starts_, tr("Cold starts"));
  pictures_->addTab(memory_, tr("Memory"));
  auto* right = new QSplitter(Qt::Vertical);
  right->addWidget(facts_);
  right->addWidget(pictures_);
  right->setStretchFactor(1, 1);
  right->setSizes({190, 420});
  right->setChildrenCollapsible(false);
  auto* whole = new QSplitter;
  whole->addWidget(functions_);
  whole->addWidget(right);
  whole->setStretchFactor(1, 1);
  whole->setSizes({170, 760});
  whole->setChildrenCollapsible(false);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(whole);
  connect(functions_, &QListWidget::currentRowChanged, this, &FunctionView::show);
}

void FunctionView::setLearnt(const Learnt& learnt) {
  const auto current = functions_->currentItem() ? functions_->currentItem()->text() : QString();
  learnt_ = learnt;
  figures_ = learnt.calibration->figures;
  functions_->clear();
  for (const auto& function : learnt.calibration->functions)
    functions_->addItem(QString::fromStdString(function.match.component));
  const auto same = functions_->findItems(current, Qt::MatchExactly);
  functions_->setCurrentRow(same.isEmpty() ? 0 : functions_->row(same.front()));
  show();
}

void FunctionView::setFigures(const std::vector<simulator::LoggedFigure>& figures) {
  figures_ = figures;
  const int row = functions_->currentRow();
  if (!learnt_.calibration || row < 0) return;
  const auto& function = learnt_.calibration->functions[static_cast<std::size_t>(row)];
  const auto present = learnt_.presentLaws.find(function.match.component);
  durations_->setLaw(function.service, present == learnt_.presentLaws.end() ? std::nullopt : std::optional(present->second),
                     marksOf(figures_, function.match.component));
}

void FunctionView::clear() {
  learnt_ = {};
  figures_.clear();
  functions_->clear();
  show();
}

void FunctionView::show() {
  const int row = functions_->currentRow();
  const bool any = learnt_.calibration && row >= 0;
  pictures_->setVisible(any);
  laws_->clear();
  facts_->clear();
  if (!any) return;
  const auto& function = learnt_.calibration->functions[static_cast<std::size_t>(row)];
  const auto& observed = learnt_.logs->observations.functions().find(function.logName)->second;
  facts_->setHtml(functionFacts(function));
  setFigures(figures_);
  showLaws(function);
  arrivals_->setStarts(observed.starts);
  const auto& start = function.init ? function.init : function.restore;
  starts_->setLaw(start);
  memory_->setUsed(observed.memoryUsed, function.memorySizeMib);
  pictures_->setTabEnabled(durationsPicture, function.service.has_value());
  pictures_->setTabEnabled(arrivalsPicture, function.arrivals.has_value());
  pictures_->setTabEnabled(startsPicture, start.has_value());
  pictures_->setTabEnabled(memoryPicture, !observed.memoryUsed.empty());
}

void FunctionView::showLaws(const simulator::FunctionCalibration& function) {
  laws_->setVisible(function.service && !function.service->tried.empty());
  if (!function.service) return;
  for (std::size_t i = 0; i < function.service->tried.size(); ++i) {
    const auto& [fit, goodness] = function.service->tried[i];
    QStringList parameters;
    for (const auto& [name, estimate] : fit.parameters)
      parameters << QString("%1 %2").arg(QString::fromUtf8(name), QString::fromStdString(simulator::estimateText(estimate)));
    const bool chosen = function.service->chosen == i;
    auto* item = new QTreeWidgetItem(
        laws_, {QString::fromUtf8(simulator::familyName(fit.family)), parameters.join(", "), number(goodness.distance, 4),
                goodness.pValue ? number(*goodness.pValue, 2) : QStringLiteral("–"), number(goodness.andersonDarling, 2),
                number(fit.aic, 0), shareText(goodness.errorP99),
                chosen           ? tr("yes, taken")
                : goodness.holds ? tr("yes")
                                 : tr("no")});
    auto font = item->font(0);
    font.setBold(chosen);
    for (int column = 0; column < laws_->columnCount(); ++column) item->setFont(column, font);
    for (int column = 2; column <= 6; ++column) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  }
  for (int column = 0; column < laws_->columnCount(); ++column) laws_->resizeColumnToContents(column);
}

}  // namespace virga::ui
