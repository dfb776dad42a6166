#include "ui/charts/charts_panel.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/charts/figures_table.h"
#include "ui/charts/quantity_text.h"
#include "ui/charts/stopped_text.h"
#include "ui/runs/timeline.h"

namespace virga::ui {

namespace {

constexpr int kChartWidth = 330;      // a further column opens when each chart has that much
constexpr double kSmallestRange = 4;  // buckets
const QString kPercentilesKey = QStringLiteral("chartPercentiles");

}  // namespace

ChartsPanel::ChartsPanel(QWidget* parent)
    : QWidget(parent),
      percentiles_(new QMenu(this)),
      figures_(new FiguresTable),
      chooser_(new QComboBox),
      summary_(new QLabel),
      scroll_(new QScrollArea),
      grid_(new QGridLayout),
      pages_(new QStackedWidget) {
  auto* nothing = new QLabel(tr("No simulation yet. Choose a scenario and press F5."));
  nothing->setAlignment(Qt::AlignCenter);
  nothing->setObjectName("noSimulation");

  chooser_->setObjectName("chartSubject");
  chooser_->setAccessibleName(tr("Flow or component"));
  chooser_->setMinimumContentsLength(20);
  auto* whole = new QToolButton;
  whole->setText(tr("Whole run"));
  whole->setToolTip(tr("Show the whole run; so does a double click in a chart"));
  makePercentiles();
  auto* percentiles = new QToolButton;
  percentiles->setObjectName("percentilesButton");
  percentiles->setText(tr("Percentiles"));
  percentiles->setToolTip(tr("Which percentiles the charts of latency and age show"));
  percentiles->setPopupMode(QToolButton::InstantPopup);
  percentiles->setMenu(percentiles_);
  auto* top = new QHBoxLayout;
  top->addWidget(chooser_);
  top->addWidget(percentiles);
  top->addWidget(whole);
  top->addStretch();
  auto* plots = new QWidget;
  plots->setLayout(grid_);
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setSpacing(2);
  scroll_->setWidget(plots);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->viewport()->installEventFilter(this);
  auto* right = new QWidget;
  auto* rightLayout = new QVBoxLayout(right);
  rightLayout->setContentsMargins(0, 2, 0, 0);
  rightLayout->addLayout(top);
  rightLayout->addWidget(scroll_, 1);

  summary_->setWordWrap(true);
  summary_->setObjectName("runSummary");
  auto* left = new QWidget;
  auto* leftLayout = new QVBoxLayout(left);
  leftLayout->setContentsMargins(4, 4, 0, 0);
  leftLayout->addWidget(summary_);
  leftLayout->addWidget(figures_, 1);
  auto* splitter = new QSplitter;
  splitter->addWidget(left);
  splitter->addWidget(right);
  splitter->setStretchFactor(0, 1);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({720, 720});
  pages_->addWidget(nothing);
  pages_->addWidget(splitter);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);

  connect(figures_, &FiguresTable::subjectChosen, this, &ChartsPanel::setSubject);
  connect(chooser_, &QComboBox::activated, this, [this](int index) {
    const auto subjects = chartSubjects(*result_);
    setSubject(subjects[static_cast<std::size_t>(index)]);
  });
  connect(whole, &QToolButton::clicked, this, &ChartsPanel::showWholeRun);
}

// While one chart goes, the pointer may enter the next, and that one tells all about it: there must be no list any more.
ChartsPanel::~ChartsPanel() {
  for (auto* chart : std::exchange(charts_, {})) delete chart;
}

void ChartsPanel::makePercentiles() {
  percentiles_->setObjectName("percentiles");
  const auto kept = QSettings().value(kPercentilesKey).toStringList();
  if (!kept.isEmpty()) choice_.percentiles = {kept.begin(), kept.end()};
  for (const auto& percentile : chartPercentiles()) {
    auto* action = percentiles_->addAction(percentileText(percentile));
    action->setObjectName(percentile);
    action->setCheckable(true);
    const auto& chosen = choice_.percentiles;
    action->setChecked(std::find(chosen.begin(), chosen.end(), percentile) != chosen.end());
    connect(action, &QAction::toggled, this, [this] {
      QStringList wanted;
      for (const auto* each : percentiles_->actions())
        if (each->isChecked()) wanted << each->objectName();
      choice_.percentiles = {wanted.begin(), wanted.end()};
      QSettings().setValue(kPercentilesKey, wanted);
      rebuildCharts();
    });
  }
}

void ChartsPanel::setTimeline(Timeline* timeline) {
  timeline_ = timeline;
  connect(timeline, &Timeline::instantChanged, this, &ChartsPanel::showCursor);
  showCursor();
}

void ChartsPanel::setBaseline(std::shared_ptr<const simulator::Result> baseline, const QString& name) {
  choice_.baseline = std::move(baseline);
  choice_.baselineName = name;
  rebuildCharts();
}

double ChartsPanel::runSeconds() const { return result_ ? result_->simulated.seconds() : 1; }

void ChartsPanel::setResult(std::shared_ptr<const simulator::Result> result) {
  result_ = std::move(result);
  pages_->setCurrentIndex(result_ ? 1 : 0);
  if (!result_) {
    subject_.reset();
    rebuildCharts();
    return;
  }
  range_ = {0, runSeconds()};
  QString summary =
      tr("%1 on %2, %3 simulated%4, seed %5, %6")
          .arg(result_->scenario.empty() ? tr("As drawn") : QString::fromStdString(result_->scenario),
               QString::fromStdString(result_->provider), clockText(runSeconds()),
               result_->warmup.nanoseconds > 0 ? tr(" (the first %1 not counted)").arg(clockText(result_->warmup.seconds()))
                                               : QString())
          .arg(result_->seed)
          .arg(result_->replications == 1 ? tr("1 replication") : tr("%1 replications").arg(result_->replications));
  if (result_->partOf) summary = stoppedText(*result_) + QStringLiteral(": ") + summary;
  for (const auto& warning : result_->warnings) summary += QStringLiteral("; ") + QString::fromStdString(warning);
  summary_->setText(summary);
  chooser_->clear();
  for (const auto& subject : chartSubjects(*result_))
    chooser_->addItem(subject.type == ChartSubject::Type::flow ? tr("Flow: %1").arg(subject.name) : subject.name);
  const auto previous = std::exchange(subject_, std::nullopt);
  figures_->setResult(*result_);
  if (previous) setSubject(*previous);
  if (!subject_ && figures_->currentSubject()) setSubject(*figures_->currentSubject());
}

void ChartsPanel::setSubject(const ChartSubject& subject) {
  if (!result_ || subject == subject_) return;
  const auto subjects = chartSubjects(*result_);
  const auto found = std::find(subjects.begin(), subjects.end(), subject);
  if (found == subjects.end()) return;
  subject_ = subject;
  chooser_->setCurrentIndex(static_cast<int>(found - subjects.begin()));
  figures_->setCurrentSubject(subject);
  rebuildCharts();
  emit subjectChanged(subject);
}

void ChartsPanel::rebuildCharts() {
  auto contents = subject_ ? chartContents(result_, *subject_, choice_) : std::vector<ChartContent>{};
  if (subject_ && contents.empty())
    contents.push_back({"none", subject_->name, {}, {}, tr("This component has no values over time in this run.")});
  while (charts_.size() > contents.size()) {
    const std::unique_ptr<TimeChart> gone(charts_.back());  // out of the list first: the pointer may enter another one
    charts_.pop_back();
  }
  while (charts_.size() < contents.size()) charts_.push_back(makeChart());
  for (std::size_t i = 0; i < contents.size(); ++i)
    charts_[i]->setContent(std::move(contents[i]), result_->bucket.seconds(), range_);
  columns_ = 0;
  arrangeCharts();
  showCursor();
}

TimeChart* ChartsPanel::makeChart() {
  auto* chart = new TimeChart;
  connect(chart, &TimeChart::cursorMoved, this, &ChartsPanel::setCursor);
  connect(chart, &TimeChart::rangeWanted, this, &ChartsPanel::setTimeRange);
  connect(chart, &TimeChart::wholeRangeWanted, this, &ChartsPanel::showWholeRun);
  connect(chart, &TimeChart::instantWanted, this, [this](double time) {
    if (timeline_) timeline_->setInstant(time);
  });
  connect(chart, &TimeChart::pointClicked, this, [this, chart](double time, double value) {
    if (subject_ && chart->content().id == "latency") emit pointActivated(*subject_, time, value);
  });
  return chart;
}

void ChartsPanel::arrangeCharts() {
  const int count = static_cast<int>(charts_.size());
  const int columns = std::clamp(scroll_->viewport()->width() / kChartWidth, 1, std::max(1, count));
  if (columns == columns_ || count == 0) return;
  columns_ = columns;
  for (auto* chart : charts_) grid_->removeWidget(chart);
  for (int i = 0; i < count; ++i) grid_->addWidget(charts_[static_cast<std::size_t>(i)], i / columns, i % columns);
  for (int column = 0; column < grid_->columnCount(); ++column) grid_->setColumnStretch(column, column < columns ? 1 : 0);
}

void ChartsPanel::setTimeRange(TimeRange range) {
  const double run = runSeconds();
  const double smallest = std::min(run, kSmallestRange * (result_ ? result_->bucket.seconds() : 1));
  const double length = std::clamp(range.to - range.from, smallest, run);
  const double from = std::clamp((range.from + range.to - length) / 2, 0.0, run - length);
  range_ = {from, from + length};
  for (auto* chart : charts_) chart->setTimeRange(range_);
  showCursor();
}

void ChartsPanel::showWholeRun() { setTimeRange({0, runSeconds()}); }

void ChartsPanel::setCursor(std::optional<double> time) {
  if (time && (*time < range_.from || *time > range_.to)) time.reset();
  cursor_ = time;
  showCursor();
}

void ChartsPanel::showCursor() {
  const auto instant = timeline_ ? timeline_->instant() : std::nullopt;
  auto time = cursor_ ? cursor_ : instant;
  if (time && (*time < range_.from || *time > range_.to)) time.reset();
  for (auto* chart : charts_) {
    chart->setInstant(instant);
    chart->setCursor(time);
  }
}

void ChartsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrangeCharts();
}

bool ChartsPanel::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) arrangeCharts();
  return QWidget::eventFilter(watched, event);
}

void ChartsPanel::keyPressEvent(QKeyEvent* event) {
  if (!result_) return QWidget::keyPressEvent(event);
  const double middle = (range_.from + range_.to) / 2;
  const double step = std::max(result_->bucket.seconds(), (range_.to - range_.from) / 200);
  const auto shown = cursor_ ? cursor_ : timeline_ ? timeline_->instant() : std::nullopt;
  const double at = shown && *shown >= range_.from && *shown <= range_.to ? *shown : middle;
  const auto zoom = [&](double factor) { setTimeRange({at - (at - range_.from) * factor, at + (range_.to - at) * factor}); };
  switch (event->key()) {
    case Qt::Key_Left: setCursor(std::max(range_.from, at - step)); break;
    case Qt::Key_Right: setCursor(std::min(range_.to, at + step)); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (timeline_) timeline_->setInstant(at);
      break;
    case Qt::Key_Plus: zoom(0.8); break;
    case Qt::Key_Minus: zoom(1.25); break;
    case Qt::Key_0: showWholeRun(); break;
    default: QWidget::keyPressEvent(event);
  }
}

}  // namespace virga::ui
