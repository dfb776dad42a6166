#include "model/architecture/same_but_drawing.h"

namespace virga::model {

// By what is left out, so that a new member counts unless it is named here.
bool sameButDrawing(const Architecture& a, const Architecture& b) {
  auto drawnLikeB = a;
  drawnLikeB.layout = b.layout;
  drawnLikeB.groups = b.groups;
  drawnLikeB.bends = b.bends;
  drawnLikeB.pinned = b.pinned;
  return drawnLikeB == b;
}

}  // namespace virga::model
