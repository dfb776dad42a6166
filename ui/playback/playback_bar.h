#pragma once

#include <memory>
#include <optional>
#include <string>

#include <QAction>
#include <QWidget>

#include "simulator/results/result.h"
#include "ui/playback/run_state.h"
#include "ui/runs/timeline.h"

class QComboBox;
class QLabel;

namespace virga::ui {

class Player;
class RunStrip;

// Plays a finished run: the slider over it with what to look for, play and steps, speed, and the component to follow. Hidden
// where there is no run.
class PlaybackBar : public QWidget {
  Q_OBJECT

 public:
  explicit PlaybackBar(Timeline* timeline, QWidget* parent = nullptr);

  void setResult(std::shared_ptr<const simulator::Result> result);  // null: none
  Player& player() { return *player_; }
  RunStrip& strip() { return *strip_; }
  RunStates& states() { return states_; }  // of the result

  // Play, steps, start and end, loop, follow and whole run; those of one key work where they are added.
  QList<QAction*> playbackActions() const { return actions_; }
  QAction* action(const char* name) const;

 signals:
  // The component that is worst off at the instant, where it is to be followed and wasn't before.
  void followed(const QString& component);

 private:
  QAction* add(const char* name, const QString& text, const QString& toolTip, const QList<QKeySequence>& keys);
  void paintIcons();
  void showInstant(std::optional<double> seconds);
  void follow();
  void chooseSpeed();

  Timeline& timeline_;
  Player* player_;
  RunStrip* strip_;
  QLabel* time_;
  QComboBox* speed_;
  QList<QAction*> actions_;
  QAction* play_;
  std::shared_ptr<const simulator::Result> result_;
  RunStates states_;
  std::optional<std::string> followed_;
};

}  // namespace virga::ui
