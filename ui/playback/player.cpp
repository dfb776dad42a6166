#include "ui/playback/player.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/series_buckets.h"

namespace virga::ui {
namespace {
constexpr int kFrameTime = 33;     // ms
constexpr double kLongest = 0.25;  // s that one frame moves on at most, however long the last one took
}  // namespace

Player::Player(Timeline* timeline, QObject* parent) : QObject(parent), timeline_(*timeline) {
  timer_.setInterval(kFrameTime);
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this,
          [this] { advance(std::min(kLongest, static_cast<double>(clock_.nsecsElapsed()) * 1e-9)); });
  connect(timeline, &Timeline::spanChanged, this, &Player::pause);
}

void Player::play() {
  if (isPlaying() || timeline_.span() <= 0) return;
  if (timeline_.instant().value_or(timeline_.span()) >= lastBucket()) timeline_.setInstant(0);
  clock_.start();
  timer_.start();
  emit playingChanged(true);
}

void Player::pause() {
  if (!isPlaying()) return;
  timer_.stop();
  emit playingChanged(false);
}

void Player::toggle() { isPlaying() ? pause() : play(); }

void Player::advance(double realSeconds) {
  clock_.restart();
  const double span = timeline_.span();
  if (span <= 0) return;
  const double next = timeline_.instant().value_or(0) + realSeconds * speed_;
  if (next < span) return timeline_.setInstant(next);
  if (loops_) return timeline_.setInstant(std::fmod(next, span));
  timeline_.setInstant(span);
  pause();
}

double Player::lastBucket() const {
  const double step = timeline_.step();
  if (step <= 0) return 0;
  return std::max(0.0, std::ceil(timeline_.span() / step - 1e-9) - 1) * step;
}

void Player::step(int buckets) {
  const double step = timeline_.step();
  if (step <= 0 || timeline_.span() <= 0) return;
  pause();
  const auto instant = timeline_.instant();
  if (!instant) return timeline_.setInstant(buckets > 0 ? 0 : lastBucket());
  const auto bucket = static_cast<double>(bucketOf(*instant, step) + buckets);
  timeline_.setInstant(std::clamp(bucket * step, 0.0, lastBucket()));
}

void Player::toStart() { timeline_.setInstant(0); }

void Player::toEnd() { timeline_.setInstant(lastBucket()); }

}  // namespace virga::ui

#include "moc_player.cpp"
