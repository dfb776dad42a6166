#include "ui/lessons/lesson_session.h"

#include <algorithm>
#include <utility>

#include <QFileInfo>
#include <QStringList>

#include "model/checks/check.h"
#include "model/edit/edit.h"
#include "model/project/project_file.h"
#include "simulator/lessons/lesson_file.h"

namespace virga::ui {

namespace {

constexpr int kPause = 700;  // ms after an edit until the design is kept

}  // namespace

LessonSession::LessonSession(Document* document, SimulationRunner* runner, CompareRunner* compareRunner,
                             std::shared_ptr<CatalogCache> catalogs, QObject* parent)
    : QObject(parent), document_(document), catalogs_(std::move(catalogs)) {
  keeping_.setSingleShot(true);
  keeping_.setInterval(kPause);
  connect(&keeping_, &QTimer::timeout, this, &LessonSession::keep);
  connect(document_, &Document::replaced, this, &LessonSession::noteReplaced);
  connect(document_, &Document::changed, this, [this] {
    if (!lesson_ || opening_) return;
    keeping_.start();
    judge();
  });
  connect(runner, &SimulationRunner::started, this, [this] { runDesign_ = document_->snapshot(); });
  connect(runner, &SimulationRunner::finished, this, &LessonSession::noteRun);
  connect(compareRunner, &CompareRunner::started, this, [this] { comparedDesign_ = document_->snapshot(); });
  connect(compareRunner, &CompareRunner::finished, this, &LessonSession::noteComparison);
}

QString LessonSession::start(const QString& file) {
  auto read = simulator::loadLesson(QFileInfo(file).absoluteFilePath().toStdString());
  if (!read) {
    QStringList lines;
    for (const auto& problem : read.error()) lines << QString::fromStdString(model::toText(problem));
    return lines.join('\n');
  }
  if (lesson_) leave();
  file_ = QFileInfo(file).absoluteFilePath();
  lesson_ = std::move(*read);
  progress_ = LessonProgress::load(file_);
  progress_.step = std::min(progress_.step, static_cast<int>(lesson_->steps.size()) - 1);
  open(!progress_.begun);
  return {};
}

void LessonSession::restart() {
  if (!lesson_) return;
  const bool finished = progress_.finished;
  progress_ = {};
  progress_.finished = finished;
  open(true);
}

// A design that was kept is one that may be nowhere else: it isn't saved yet.
void LessonSession::open(bool fromTheStart) {
  opening_ = true;
  state_ = {};
  state_.remembered = progress_.shown;
  bool opened = false;
  if (!fromTheStart && !progress_.file.isEmpty() && QFileInfo::exists(progress_.file))
    opened = document_->open(progress_.file).isEmpty();
  if (!opened && !fromTheStart && !progress_.design.isEmpty())
    if (auto kept = model::readProject(progress_.design.toStdString(), "")) {
      document_->openUnsaved(std::move(*kept));
      opened = true;
    }
  if (!opened && !lesson_->designFile.empty())
    opened = document_->openCopy(QString::fromStdString(lesson_->designFile.string())).isEmpty();
  if (!opened && lesson_->design) {
    document_->openUnsaved(*lesson_->design);
    opened = true;
  }
  if (!opened) document_->newProject();
  opening_ = false;
  begin(progress_.step);
}

void LessonSession::begin(int step) {
  progress_.step = step;
  progress_.begun = true;
  keep();
  emit stepBegun();
  judge();
}

void LessonSession::leave() {
  if (!lesson_) return;
  keep();
  lesson_.reset();
  state_ = {};
  emit left();
}

// Another project on the screen ends the lesson; the same one read again from its file doesn't.
void LessonSession::noteReplaced() {
  if (!lesson_ || opening_) return;
  if (!document_->filePath().isEmpty() && document_->filePath() == progress_.file) return;
  keeping_.stop();  // what is on the screen isn't the lesson's any more
  progress_.save(file_);
  lesson_.reset();
  state_ = {};
  emit left();
}

void LessonSession::keep() {
  keeping_.stop();
  if (!lesson_) return;
  progress_.shown = state_.remembered;
  progress_.design = QString::fromStdString(model::writeProject(document_->architecture()));
  progress_.file = document_->filePath();
  progress_.save(file_);
}

void LessonSession::noteRun(const RunOutcome& outcome) {
  const auto* run = std::get_if<RunFinished>(&outcome);
  if (!lesson_ || !run || run->result->partOf || !runDesign_) return;
  addRun(state_, {runDesign_, run->result});
  judge();
}

void LessonSession::noteComparison(const CompareOutcome& outcome) {
  const auto* done = std::get_if<CompareFinished>(&outcome);
  if (!lesson_ || !done || done->comparison->stopped) return;
  state_.comparedDesign = comparedDesign_;
  state_.comparedProviders.clear();
  for (const auto& platform : done->comparison->platforms) state_.comparedProviders.push_back(platform.provider);
  judge();
}

void LessonSession::judge() {
  state_.design = document_->snapshot();
  const bool asksChecks = std::any_of(step().until.begin(), step().until.end(), [](const auto& condition) {
    return std::holds_alternative<simulator::AbsentCondition>(condition.what);
  });
  state_.findings.clear();
  if (asksChecks)
    if (const auto catalog = catalogs_->load(state_.design->target.provider))
      state_.findings = model::check(*state_.design, **catalog);
  // What the step's last run shows is what later ones compare with, also when the learner runs it again.
  for (const auto& [key, value] : figuresToRemember(*lesson_, stepIndex(), state_)) state_.remembered[key] = value;
  emit judged();
}

std::vector<simulator::LessonJudgement> LessonSession::judgements() const {
  std::vector<simulator::LessonJudgement> all;
  for (const auto& condition : step().until) all.push_back(simulator::judge(condition, state_));
  return all;
}

bool LessonSession::mayGoOn() const {
  return lesson_ && (!step().question || isAnswered()) && simulator::holds(step(), state_);
}

void LessonSession::next() {
  if (!mayGoOn()) return;
  if (!isLast()) return begin(progress_.step + 1);
  const auto title = QString::fromStdString(lesson_->title);
  progress_.finished = true;
  progress_.begun = false;
  progress_.step = 0;
  progress_.answered.clear();
  leave();
  emit finished(title);
}

void LessonSession::back() {
  if (lesson_ && progress_.step > 0) begin(progress_.step - 1);
}

bool LessonSession::answer(std::size_t choice) {
  if (!lesson_ || !step().question || choice != step().question->right) return false;
  progress_.answered.insert(progress_.step);
  keep();
  emit judged();
  return true;
}

}  // namespace virga::ui

#include "moc_lesson_session.cpp"
