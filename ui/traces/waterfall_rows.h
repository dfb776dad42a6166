#pragma once

#include <cstdint>
#include <vector>

#include <QString>

#include "simulator/measure/critical_path.h"
#include "simulator/measure/trace.h"

namespace virga::ui {

// One span of a waterfall: below its parent, among its siblings by start.
struct WaterfallRow {
  std::uint32_t span = 0;
  int depth = 0;
  std::vector<simulator::PathPart> critical;  // of the critical path, the parts in this span
};

std::vector<WaterfallRow> waterfallRows(const simulator::Trace& trace);

// The end of the last span, or of the request: what goes on after its answer counts.
std::int64_t waterfallEnd(const simulator::Trace& trace);

// "checkout: compute"; with what it waits for: "checkout: call → payments".
QString spanTitle(const simulator::Span& span);

// All that is known of a span, a line each; the first says what, how long and why.
QString spanText(const simulator::Trace& trace, const WaterfallRow& row);

}  // namespace virga::ui
