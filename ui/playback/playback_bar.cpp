#include "ui/playback/playback_bar.h"

#include <array>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

#include "ui/charts/quantity_text.h"
#include "ui/charts/series_buckets.h"
#include "ui/playback/player.h"
#include "ui/playback/run_strip.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr std::array kSpeeds = {1.0, 10.0, 60.0, 300.0, 1800.0, 7200.0, 43'200.0};
constexpr double kWholeRun = 60;  // real seconds that a run takes at most at the speed that is proposed

}  // namespace

PlaybackBar::PlaybackBar(Timeline* timeline, QWidget* parent)
    : QWidget(parent),
      timeline_(*timeline),
      player_(new Player(timeline, this)),
      strip_(new RunStrip),
      time_(new QLabel),
      speed_(new QComboBox) {
  setObjectName("playbackBar");
  setAccessibleName(tr("Playback of the run"));
  play_ = add("playAction", tr("&Play"), tr("Play the run, or stop there (Space on the drawing)"), {});
  auto* back = add("stepBackAction", tr("Step &back"), tr("One step back (,)"), {Qt::Key_Comma});
  auto* forward = add("stepForwardAction", tr("Step &forward"), tr("One step forward (.)"), {Qt::Key_Period});
  auto* start = add("toStartAction", tr("To the &start of the run"), tr("To the start of the run (Home)"), {Qt::Key_Home});
  auto* end = add("toEndAction", tr("To the &end of the run"), tr("To the end of the run (End)"), {Qt::Key_End});
  auto* loop = add("loopAction", tr("&Loop"), tr("Begin anew at the end"), {});
  auto* follow = add("followAction", tr("Follow the bottle&neck"),
                     tr("Select and show the component that is worst off at the instant"), {});
  auto* whole = add("wholeRunAction", tr("&Whole run"), tr("Show the run as a whole, not an instant of it"), {});
  loop->setCheckable(true);
  follow->setCheckable(true);
  strip_->setObjectName("playbackSlider");
  strip_->setAccessibleName(tr("Instant of the run"));
  time_->setObjectName("playbackTime");
  time_->setAccessibleName(tr("Time of the instant"));
  time_->setMinimumWidth(time_->fontMetrics().horizontalAdvance("00:00:00 / 00:00:00"));
  time_->setAlignment(Qt::AlignCenter);
  speed_->setObjectName("playbackSpeed");
  speed_->setAccessibleName(tr("Speed"));
  speed_->setToolTip(tr("Simulated seconds in a real second"));
  for (const double speed : kSpeeds) speed_->addItem(QStringLiteral("×") + QLocale().toString(speed, 'f', 0), speed);

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(6, 2, 6, 2);
  layout->setSpacing(3);
  const auto addButton = [layout](QAction* action, Qt::ToolButtonStyle style) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setAccessibleName(action->toolTip());
    button->setObjectName(action->objectName() + "Button");
    button->setToolButtonStyle(style);
    button->setAutoRaise(true);
    layout->addWidget(button);
  };
  for (auto* action : {back, play_, forward}) addButton(action, Qt::ToolButtonIconOnly);
  layout->addWidget(strip_, 1);
  layout->addWidget(time_);
  layout->addWidget(speed_);
  for (auto* action : {loop, follow}) addButton(action, Qt::ToolButtonIconOnly);
  addButton(whole, Qt::ToolButtonTextOnly);

  connect(play_, &QAction::triggered, player_, &Player::toggle);
  connect(back, &QAction::triggered, player_, &Player::stepBack);
  connect(forward, &QAction::triggered, player_, &Player::stepForward);
  connect(start, &QAction::triggered, player_, &Player::toStart);
  connect(end, &QAction::triggered, player_, &Player::toEnd);
  connect(loop, &QAction::toggled, player_, &Player::setLoops);
  connect(follow, &QAction::toggled, this, [this] {
    followed_.reset();
    this->follow();
  });
  connect(whole, &QAction::triggered, this, [this] {
    player_->pause();
    timeline_.setInstant(std::nullopt);
  });
  connect(speed_, &QComboBox::currentIndexChanged, this, [this] { player_->setSpeed(speed_->currentData().toDouble()); });
  connect(strip_, &RunStrip::picked, this, [this](int bucket) { timeline_.setInstant(bucket * timeline_.step()); });
  connect(player_, &Player::playingChanged, this, &PlaybackBar::paintIcons);
  connect(timeline, &Timeline::instantChanged, this, &PlaybackBar::showInstant);
  connect(&Theme::instance(), &Theme::changed, this, &PlaybackBar::paintIcons);
  addActions(actions_);
  paintIcons();
  setResult(nullptr);
}

QAction* PlaybackBar::add(const char* name, const QString& text, const QString& toolTip, const QList<QKeySequence>& keys) {
  auto* action = new QAction(text, this);
  action->setObjectName(name);
  action->setToolTip(toolTip);
  action->setShortcuts(keys);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  actions_ << action;
  return action;
}

QAction* PlaybackBar::action(const char* name) const {
  for (auto* action : actions_)
    if (action->objectName() == QLatin1String(name)) return action;
  return nullptr;
}

void PlaybackBar::paintIcons() {
  play_->setIcon(icon(player_->isPlaying() ? "action-pause" : "action-run"));
  play_->setText(player_->isPlaying() ? tr("&Pause") : tr("&Play"));
  action("stepBackAction")->setIcon(icon("action-step-back"));
  action("stepForwardAction")->setIcon(icon("action-step-forward"));
  action("loopAction")->setIcon(icon("action-loop"));
  action("followAction")->setIcon(icon("action-follow"));
}

void PlaybackBar::setResult(std::shared_ptr<const simulator::Result> result) {
  result_ = std::move(result);
  states_ = RunStates(result_);
  followed_.reset();
  strip_->setResult(result_);
  timeline_.setSpan(result_ ? result_->simulated.seconds() : 0, result_ ? result_->bucket.seconds() : 0);
  for (auto* action : actions_) action->setEnabled(result_ != nullptr);
  setVisible(result_ != nullptr);
  chooseSpeed();
  showInstant(std::nullopt);
}

// The slowest at which the run doesn't take long.
void PlaybackBar::chooseSpeed() {
  int index = 0;
  while (index + 1 < static_cast<int>(kSpeeds.size()) &&
         timeline_.span() / kSpeeds[static_cast<std::size_t>(index)] > kWholeRun)
    ++index;
  speed_->setCurrentIndex(index);
  player_->setSpeed(kSpeeds[static_cast<std::size_t>(index)]);
}

void PlaybackBar::showInstant(std::optional<double> seconds) {
  strip_->setShowsInstant(seconds.has_value());
  if (seconds && timeline_.step() > 0) {
    const QSignalBlocker blocker(strip_);
    strip_->setSliderPosition(static_cast<int>(bucketOf(*seconds, timeline_.step())));
    strip_->update();
  }
  const auto whole = clockText(timeline_.span());
  time_->setText(seconds ? tr("%1 / %2").arg(clockText(*seconds), whole) : whole);
  action("wholeRunAction")->setEnabled(seconds.has_value());
  if (!seconds) followed_.reset();
  follow();
}

void PlaybackBar::follow() {
  if (!action("followAction")->isChecked() || !result_ || !timeline_.instant()) return;
  auto worst = mostStrained(states_.at(*timeline_.instant()));
  if (!worst || worst == followed_) return;
  followed_ = std::move(worst);
  emit followed(QString::fromStdString(*followed_));
}

}  // namespace virga::ui

#include "moc_playback_bar.cpp"
