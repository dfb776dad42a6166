#pragma once

#include <optional>
#include <vector>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/nearest_card.h"
#include "ui/document/document.h"

namespace virga::ui {

// Walks over the cards and the lines of the drawing: what the keyboard does to the selection.
class KeyboardWalk {
 public:
  KeyboardWalk(Document& document, CanvasScene& scene) : document_(document), scene_(scene) {}

  // The card that the next step begins at: the last one walked to, else one of the selection; empty: none.
  model::ComponentId lead() const;

  // To the nearest card in the direction, or without a selection to the one nearest to `middle`. `extend` keeps what is
  // selected, and gives up a card where the way goes back. Each gives the card to be shown; nothing: there is no way on.
  std::optional<model::ComponentId> step(Heading heading, bool extend, QPointF middle);
  // To the next or previous card in the order of the flow.
  std::optional<model::ComponentId> alongFlow(bool forward);
  // To the next or previous line of the card, those that leave it first. Null: it has none.
  const EdgeItem* alongEdges(bool forward);
  // From a line back to the card it was reached from; false: the selected line wasn't reached so, or none is selected.
  bool backToCard();

 private:
  std::optional<model::ComponentId> go(const model::ComponentId& id);

  Document& document_;
  CanvasScene& scene_;
  std::vector<model::ComponentId> trail_;  // the way that extended the selection, its end last
  model::ComponentId edgesOf_;             // whose lines are walked over
};

}  // namespace virga::ui
