#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/architecture/scenario.h"
#include "simulator/calibrate/arrival_estimate.h"
#include "simulator/calibrate/idle_gaps.h"
#include "simulator/calibrate/name_match.h"
#include "simulator/calibrate/service_law.h"

namespace virga::simulator {

// A file that a proposed value names, to be written beside the project.
struct CompanionFile {
  std::string name;
  std::string content;
};

// A value that the logs speak for.
struct Proposal {
  model::ComponentId function;  // whose logs speak
  model::Setting setting;       // path and value, as a project file has them
  std::string oldValue;         // empty: none was stated
  std::uint64_t records = 0;    // that it rests on
  std::string evidence;         // estimates with their intervals, and how well a law holds
  std::string note;             // what to mind; may be empty
  std::optional<CompanionFile> file = {};
};

// What the logs say of one function of the design.
struct FunctionCalibration {
  std::string logName;
  MatchedName match;
  std::uint64_t records = 0;
  std::uint64_t finished = 0;           // that ended by themselves and state a duration
  std::optional<ServiceLaw> service;    // of invocations that weren't an instance's first, where that is told
  std::optional<double> firstServedMs;  // mean duration of an instance's first invocations
  std::optional<ArrivalEstimate> arrivals;
  std::optional<Estimate> coldShare;
  std::optional<ServiceLaw> init, restore;
  std::optional<KeepAliveBounds> keepAlive;
  std::optional<std::int64_t> memoryUsedP99Mib, memoryUsedMaxMib, memorySizeMib;
  std::optional<Estimate> errorShare;  // failed, timed out or out of memory
  bool errorsAtLeast = false;          // some records don't say how they ended
  std::uint64_t timeouts = 0, outOfMemory = 0, throttles = 0;
  std::optional<double> billedMs;    // mean
  std::vector<std::string> remarks;  // where no value is proposed, why; sentences
};

// A figure of the logs beside those of the design before and after the proposals.
struct LoggedFigure {
  model::ComponentId function;
  std::string name;  // "duration p95"
  std::string unit;  // "ms", "%", "USD/month"
  std::optional<double> logged, before, after;
};

struct Calibration {
  std::vector<FunctionCalibration> functions;                  // in the design's order
  std::vector<std::pair<std::string, std::string>> unmatched;  // names of the logs, and why
  std::vector<std::string> unlogged;                           // functions of the design that the logs don't name
  std::vector<Proposal> proposals;
  std::vector<std::string> unknowns;  // what the logs can't tell; sentences
  std::vector<LoggedFigure> figures;
  std::optional<double> simulatedSeconds;  // by each of the runs that the figures are from
  std::string whyNotSimulated;             // where there are none
};

// As JSON; `logs` is an object that stands beside it as "logs".
std::string toJson(const Calibration& calibration, const std::string& project, const std::string& logs);

}  // namespace virga::simulator
