#pragma once

#include <vector>

#include <QString>

#include "model/edit/edges.h"

namespace virga::ui {

// The edges of one role between the same two components: one line on the drawing.
struct EdgeBundle {
  model::ComponentId from, to;
  model::EdgeRole role = model::EdgeRole::call;
  QString label;                   // what the edges say, each once
  std::vector<model::Edge> edges;  // in file order
  bool operator==(const EdgeBundle&) const = default;
};

std::vector<EdgeBundle> bundle(const std::vector<model::Edge>& edges);

// "calls", "sends to", …: reads between the names of the two components.
QString roleWords(model::EdgeRole role);

}  // namespace virga::ui
