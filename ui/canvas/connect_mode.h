#pragma once

#include <functional>
#include <vector>

#include <QKeyEvent>

#include "ui/canvas/connection_preview.h"
#include "ui/canvas/nearest_card.h"

namespace virga::ui {

// Connecting by the keyboard: a target is chosen among the cards that may be one, by arrows, Tab or letters of its name.
class ConnectMode {
 public:
  // `tell` gets what is to be said at each step.
  ConnectMode(const Document& document, CanvasScene& scene, const model::ComponentId& from,
              std::function<void(const QString&)> tell);
  ~ConnectMode();

  enum class Outcome { open, connect, leave };
  // All keys are for the mode while it lasts.
  Outcome keyPress(const QKeyEvent& event);
  void next(bool forward);  // in the order of the flow, round after the last

  const model::ComponentId& from() const { return preview_.from(); }
  const model::ComponentId& target() const { return target_; }  // empty: no name fits the letters
  bool hasTargets() const { return !allowed_.empty(); }

 private:
  void filter(const QString& letters);
  void go(Heading heading);
  void choose(const model::ComponentId& id);
  const model::ComponentId& nearest() const;  // of the targets that fit; those not connected yet come first

  CanvasScene& scene_;
  std::function<void(const QString&)> tell_;
  ConnectionPreview preview_;
  std::vector<model::ComponentId> allowed_, fitting_;
  QString letters_;
  model::ComponentId target_;
};

}  // namespace virga::ui
