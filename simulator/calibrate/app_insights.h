#pragma once

#include <string_view>

#include "simulator/calibrate/entry_fields.h"
#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

constexpr std::string_view kAppInsights = "Application Insights requests";

// Reads an entry of the tables `requests` or AppRequests of Application Insights, as queries export it (CSV, JSON), or of a
// blob of its continuous export or diagnostic settings. The request is what the host waited; the execution within it is
// known where the host tells it (FunctionExecutionTimeMs). Nothing where the entry is none.
// learn.microsoft.com/azure/azure-monitor/reference/tables/apprequests
MaybeVerdict readAppInsights(const EntryFields& entry, const RecordSink& sink);

}  // namespace virga::simulator
