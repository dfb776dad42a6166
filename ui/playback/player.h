#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "ui/runs/timeline.h"

namespace virga::ui {

// Moves the instant of the timeline: plays a finished run, and steps through it bucket by bucket.
class Player : public QObject {
  Q_OBJECT

 public:
  explicit Player(Timeline* timeline, QObject* parent = nullptr);

  bool isPlaying() const { return timer_.isActive(); }

 public slots:
  void play();  // from the present instant; from the start where there is none, or at the end
  void pause();
  void toggle();
  void setSpeed(double simulatedPerRealSecond) { speed_ = simulatedPerRealSecond; }
  void setLoops(bool loops) { loops_ = loops; }
  void stepForward() { step(1); }
  void stepBack() { step(-1); }
  void toStart();
  void toEnd();

  // As much further as so many real seconds are; begins anew or ends at the end of the run.
  void advance(double realSeconds);

 signals:
  void playingChanged(bool playing);

 private:
  void step(int buckets);
  double lastBucket() const;  // where it begins

  Timeline& timeline_;
  QTimer timer_;
  QElapsedTimer clock_;
  double speed_ = 60;
  bool loops_ = false;
};

}  // namespace virga::ui
