#pragma once

#include <vector>

#include "model/edit/edit.h"

namespace virga::model {

// Puts a component that has no connections into a line, which is one or more edges between the same two components: from →
// inserted → to. Each edge now leads to the inserted one and keeps what it said, as far as that means something there; a
// call becomes a send at the same place, or the other way round, where the inserted kind needs it. The second half gets
// the size and the operation. Refused where one of the two connections makes no sense or would mean something else.
Edited insertOnEdge(const Architecture& architecture, const std::vector<Edge>& line, const ComponentId& inserted);

}  // namespace virga::model
