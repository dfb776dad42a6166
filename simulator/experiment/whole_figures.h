#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/results/result.h"

// Figures of a whole run, with the sample of each replication, for comparisons.
namespace virga::simulator {

// Null where there is none of that name.
const NamedFigure* findNamed(const std::vector<NamedFigure>& figures, std::string_view name);

// "bill.total" per month; nothing where nothing has a price.
std::optional<NamedFigure> billTotal(const Result& result);

// "failed_share" of the flow's answered requests that failed or were throttled.
NamedFigure failedShare(const Result& result, const FlowResult& flow);

// "cold_start_share" of all functions' invocations.
NamedFigure coldStartShare(const Result& result);

// The sum of these figures over all components.
NamedFigure sumOf(std::string name, const Result& result, const std::vector<std::string_view>& figures);

// "throttles": what limits refused, wherever it is counted.
NamedFigure refusals(const Result& result);

// "backlog.max": messages and records that wait, at the longest of all queues and streams; nothing where there are none.
NamedFigure longestBacklog(const Result& result);

}  // namespace virga::simulator
