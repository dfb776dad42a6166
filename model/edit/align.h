#pragma once

#include <set>

#include "model/architecture/architecture.h"

// Edits of the layout alone. All cards are of one size, so that their corners stand for them; components without a
// position stay without one.
namespace virga::model {

enum class Alignment { left, centre, right, top, middle, bottom };

// Puts the components on one line: the outermost one's, or the middle between the outermost ones.
Architecture align(const Architecture& architecture, const std::set<ComponentId>& ids, Alignment alignment);

enum class Axis { horizontal, vertical };

// The same distance between each two neighbours along the axis; the outermost ones stay. Fewer than three stay too.
Architecture distribute(const Architecture& architecture, const std::set<ComponentId>& ids, Axis axis);

}  // namespace virga::model
