#include "ui/traces/traces_panel.h"

#include <cmath>
#include <limits>

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "model/io/file.h"
#include "simulator/results/trace_json.h"
#include "ui/charts/elided_label.h"
#include "ui/charts/time_style.h"
#include "ui/export/save_file.h"
#include "ui/traces/cause_table.h"
#include "ui/traces/trace_list_model.h"
#include "ui/traces/waterfall_view.h"

namespace virga::ui {

namespace {

enum class Sample { all, slowest, failed, random };

// Shows the requests of one flow and one sample.
class TraceFilter : public QSortFilterProxyModel {
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;

  void setWanted(std::shared_ptr<const simulator::RequestTraces> traces, std::string flow, Sample sample) {
    traces_ = std::move(traces);
    flow_ = std::move(flow);
    sample_ = sample;
    invalidateFilter();
  }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex&) const override {
    if (!traces_) return false;
    const auto& trace = traces_->traces[static_cast<std::size_t>(row)];
    if (!flow_.empty() && trace.flow != flow_) return false;
    switch (sample_) {
      case Sample::slowest: return trace.slowest;
      case Sample::failed: return trace.failed;
      case Sample::random: return trace.random;
      case Sample::all: break;
    }
    return true;
  }

 private:
  std::shared_ptr<const simulator::RequestTraces> traces_;
  std::string flow_;
  Sample sample_ = Sample::all;
};

}  // namespace

TracesPanel::TracesPanel(std::shared_ptr<CatalogCache> catalogs, SimulationRunner::Simulate simulate, QWidget* parent)
    : QWidget(parent),
      follower_(new TraceFollower(std::move(catalogs), std::move(simulate), this)),
      model_(new TraceListModel(this)),
      sorted_(new TraceFilter(this)),
      pages_(new QStackedWidget),
      message_(new QLabel),
      progress_(new QProgressBar),
      again_(new QToolButton),
      flows_(new QComboBox),
      samples_(new QComboBox),
      list_(new QTreeView),
      waterfall_(new WaterfallView),
      spanLabel_(new ElidedLabel),
      causes_(new CauseTable) {
  makeExport();
  makePages();
  connect(follower_, &TraceFollower::progressed, this, [this](const simulator::Progress& progress) {
    progress_->setValue(static_cast<int>(progress.share * progress_->maximum()));
  });
  connect(follower_, &TraceFollower::followed, this, &TracesPanel::setTraces);
  connect(follower_, &TraceFollower::failed, this, [this](const QString& reason) {
    if (!request_) return;
    say(reason.isEmpty() ? tr("The requests aren't followed yet.") : tr("The requests can't be followed: %1").arg(reason),
        false);
  });
  connect(flows_, &QComboBox::currentIndexChanged, this, &TracesPanel::filter);
  connect(&TimeStyle::instance(), &TimeStyle::changed, this, [this] {
    list_->viewport()->update();
    showTrace();
  });
  connect(samples_, &QComboBox::currentIndexChanged, this, &TracesPanel::filter);
  connect(list_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TracesPanel::showTrace);
  connect(list_, &QTreeView::activated, waterfall_, [this] { waterfall_->setFocus(); });
  connect(waterfall_, &WaterfallView::currentChanged, this, [this](int row) {
    const auto text = waterfall_->rowText(row);
    spanLabel_->setText(text.split('\n').join(QStringLiteral(" · ")));
    spanLabel_->setToolTip(text);
  });
  connect(again_, &QToolButton::clicked, this, &TracesPanel::follow);
  setRun(nullptr, nullptr);
}

void TracesPanel::makeExport() {
  chrome_ = new QAction(tr("Export traces for &Chrome and Perfetto …"), this);
  chrome_->setObjectName("exportChromeAction");
  otlp_ = new QAction(tr("Export traces for &OpenTelemetry …"), this);
  otlp_->setObjectName("exportOtlpAction");
  connect(chrome_, &QAction::triggered, this, [this] { save(true); });
  connect(otlp_, &QAction::triggered, this, [this] { save(false); });
}

void TracesPanel::makePages() {
  message_->setObjectName("tracesMessage");
  message_->setAlignment(Qt::AlignCenter);
  message_->setWordWrap(true);
  progress_->setObjectName("tracesProgress");
  progress_->setAccessibleName(tr("Progress of following the requests"));
  progress_->setRange(0, 1000);
  progress_->setMaximumWidth(240);
  progress_->setTextVisible(false);
  again_->setObjectName("followAgain");
  again_->setText(tr("Follow requests"));
  auto* waiting = new QWidget;
  auto* waitingLayout = new QVBoxLayout(waiting);
  waitingLayout->addStretch(1);
  waitingLayout->addWidget(message_);
  waitingLayout->addWidget(progress_, 0, Qt::AlignHCenter);
  waitingLayout->addWidget(again_, 0, Qt::AlignHCenter);
  waitingLayout->addStretch(1);

  flows_->setObjectName("traceFlow");
  flows_->setAccessibleName(tr("Flow"));
  flows_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  flows_->setMinimumContentsLength(14);
  samples_->setObjectName("traceSample");
  samples_->setAccessibleName(tr("Sample"));
  samples_->addItem(tr("All samples"), static_cast<int>(Sample::all));
  samples_->addItem(tr("Slowest"), static_cast<int>(Sample::slowest));
  samples_->addItem(tr("Failed"), static_cast<int>(Sample::failed));
  samples_->addItem(tr("Random"), static_cast<int>(Sample::random));
  auto* menu = new QMenu(this);
  menu->addActions({chrome_, otlp_});
  auto* exporting = new QToolButton;
  exporting->setObjectName("exportTraces");
  exporting->setText(tr("Export"));
  exporting->setMenu(menu);
  exporting->setPopupMode(QToolButton::InstantPopup);
  auto* bar = new QHBoxLayout;
  bar->addWidget(flows_, 1);
  bar->addWidget(samples_);
  bar->addWidget(exporting);

  sorted_->setSourceModel(model_);
  sorted_->setSortRole(TraceListModel::kSortRole);
  list_->setObjectName("traceList");
  list_->setAccessibleName(tr("Sampled requests"));
  list_->setModel(sorted_);
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setAlternatingRowColors(true);
  list_->setSortingEnabled(true);
  list_->sortByColumn(TraceListModel::latency, Qt::DescendingOrder);
  spanLabel_->setObjectName("spanText");

  auto* left = new QWidget;
  auto* leftLayout = new QVBoxLayout(left);
  leftLayout->setContentsMargins(0, 0, 0, 0);
  leftLayout->addLayout(bar);
  leftLayout->addWidget(list_, 1);
  auto* middle = new QWidget;
  auto* middleLayout = new QVBoxLayout(middle);
  middleLayout->setContentsMargins(0, 0, 0, 0);
  middleLayout->addWidget(waterfall_, 1);
  middleLayout->addWidget(spanLabel_);
  auto* parts = new QSplitter;
  parts->setChildrenCollapsible(false);
  parts->addWidget(left);
  parts->addWidget(middle);
  parts->addWidget(causes_);
  parts->setSizes({380, 480, 420});
  parts->setStretchFactor(1, 1);
  pages_->addWidget(waiting);
  pages_->addWidget(parts);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 0);
  layout->addWidget(pages_);
}

void TracesPanel::setRun(std::shared_ptr<const simulator::Result> result, std::shared_ptr<const RunRequest> request) {
  request_.reset();  // what the abandoned following still says isn't of this run
  follower_->abandon();
  wanted_.reset();
  result_ = std::move(result);
  setTraces(nullptr);
  if (!result_) return say(tr("No requests to follow yet. A simulation (F5) has some."), false);
  if (result_->traces) {
    // The run's own traces, which live as long as it does.
    return setTraces(std::shared_ptr<const simulator::RequestTraces>(result_, &*result_->traces));
  }
  if (result_->partOf || !request)
    return say(tr("Requests can be followed in whole runs only, and this one was stopped before."), false);
  request_ = std::move(request);
  say(tr("The requests aren't followed yet."), false);
  if (isVisible()) follow();
}

void TracesPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (request_ && !traces_ && !follower_->isRunning()) follow();
}

void TracesPanel::follow() {
  if (!request_) return;
  say(tr("Following requests: the slowest, failed ones and some at random …"), true);
  follower_->start(*request_, result_);
}

void TracesPanel::stopFollowing() { follower_->abandon(); }

void TracesPanel::say(const QString& text, bool busy) {
  message_->setText(text);
  progress_->setValue(0);
  progress_->setVisible(busy);
  again_->setVisible(!busy && request_ != nullptr);
  pages_->setCurrentIndex(0);
}

void TracesPanel::setTraces(std::shared_ptr<const simulator::RequestTraces> traces) {
  traces_ = std::move(traces);
  model_->setTraces(traces_);
  for (auto* action : {chrome_, otlp_}) action->setEnabled(traces_ && !traces_->traces.empty());
  waterfall_->setTrace(nullptr);
  causes_->clear();
  {
    const QSignalBlocker blocker(flows_);
    flows_->clear();
    flows_->addItem(tr("All flows"));
    if (traces_)
      for (const auto& flow : traces_->flows)
        flows_->addItem(QString::fromStdString(flow.flow), QString::fromStdString(flow.flow));
  }
  filter();
  if (!traces_) return;
  if (traces_->traces.empty()) return say(tr("No request was answered after the warm-up."), false);
  for (const int column : {TraceListModel::sample, TraceListModel::outcome, TraceListModel::start, TraceListModel::latency})
    list_->resizeColumnToContents(column);
  list_->setColumnHidden(TraceListModel::flow, traces_->flows.size() < 2);
  pages_->setCurrentIndex(1);
  if (wanted_) showNearest(wanted_->flow, wanted_->seconds, wanted_->latencyMs);
}

void TracesPanel::filter() {
  static_cast<TraceFilter*>(sorted_)->setWanted(traces_, flows_->currentData().toString().toStdString(),
                                                static_cast<Sample>(samples_->currentData().toInt()));
  if (!list_->currentIndex().isValid() && sorted_->rowCount() > 0)
    list_->setCurrentIndex(sorted_->index(0, TraceListModel::sample));
}

void TracesPanel::showNearest(const QString& flow, double seconds, double latencyMs) {
  if (!traces_) {
    wanted_ = Point{flow, seconds, latencyMs};
    if (request_ && !follower_->isRunning()) follow();
    return;
  }
  wanted_.reset();
  // Both scales weigh alike: a part of the run, and a part of the latency.
  const double span = std::max(1.0, result_ ? result_->simulated.seconds() : 1.0);
  std::optional<std::size_t> nearest;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < traces_->traces.size(); ++i) {
    const auto& trace = traces_->traces[i];
    if (trace.flow != flow.toStdString()) continue;
    const double away = (static_cast<double>(trace.startNs) * 1e-9 - seconds) / span;
    const double latency = static_cast<double>(trace.latencyNs()) * 1e-6;
    const double slower = (latency - latencyMs) / std::max({latency, latencyMs, 1e-6});
    const double distance = std::hypot(away, slower);
    if (distance >= least) continue;
    least = distance;
    nearest = i;
  }
  if (!nearest) return;
  flows_->setCurrentIndex(std::max(0, flows_->findData(flow)));
  samples_->setCurrentIndex(0);
  chooseTrace(*nearest);
}

void TracesPanel::chooseTrace(std::size_t trace) {
  const auto index = sorted_->mapFromSource(model_->index(static_cast<int>(trace), TraceListModel::sample));
  list_->setCurrentIndex(index);
  list_->scrollTo(index);
}

void TracesPanel::showTrace() {
  const auto index = list_->currentIndex();
  if (!traces_ || !index.isValid()) return;
  const auto& trace = traces_->traces[static_cast<std::size_t>(index.data(TraceListModel::kTraceRole).toInt())];
  waterfall_->setTrace(std::shared_ptr<const simulator::Trace>(traces_, &trace));
  const auto flow = std::find_if(traces_->flows.begin(), traces_->flows.end(),
                                 [&](const auto& causes) { return causes.flow == trace.flow; });
  causes_->setTrace(trace, flow == traces_->flows.end() ? nullptr : &*flow);
}

void TracesPanel::save(bool asChrome) {
  if (!traces_) return;
  const auto name = asChrome ? tr("traces-chrome.json") : tr("traces-otlp.json");
  saveFile(this, {"tracesDialog", tr("Export traces"), tr("JSON (*.json)"), "json", name},
           [asChrome, traces = traces_](const QString& path) {
             const auto text = asChrome ? simulator::toChromeJson(*traces) : simulator::toOtlpJson(*traces);
             const auto written = model::writeFileAtomically(path.toStdString(), text);
             return written ? QString() : QString::fromStdString(written.error());
           });
}

}  // namespace virga::ui
