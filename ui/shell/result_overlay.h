#pragma once

#include <map>
#include <optional>

#include "simulator/experiment/frame.h"
#include "simulator/results/result.h"
#include "ui/canvas/card_state.h"

namespace virga::ui {

// Where a run's requests wait or are turned away most.
struct Bottleneck {
  model::ComponentId component;
  QString reason;  // "17 of 72,017 requests throttled"
};

// The component that throttles the largest share of its requests (0.1 % or more), else the queue whose messages wait
// longest (a second or more at the 95th percentile); none where neither happens.
std::optional<Bottleneck> bottleneckOf(const simulator::Result& result);

// One line of key figures for each component, and how hard it worked; the bottleneck, which is the result's, stands out.
std::map<model::ComponentId, CardOverlay> overlayOf(const simulator::Result& result,
                                                    const std::optional<Bottleneck>& bottleneck);
inline std::map<model::ComponentId, CardOverlay> overlayOf(const simulator::Result& result) {
  return overlayOf(result, bottleneckOf(result));
}

// The same of a simulation while it runs.
std::map<model::ComponentId, CardOverlay> overlayOf(const simulator::Frame& frame);

}  // namespace virga::ui
