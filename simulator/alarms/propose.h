#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "simulator/alarms/firings.h"
#include "simulator/experiment/simulate.h"

namespace virga::simulator {

struct AlarmOptions {
  SimulationOptions simulation;  // the normal
  std::string detect;            // scenario with faults that the alarms are tried on; empty: none
  double perMonth = 1;           // false alarms that each alarm may give in a month of the normal, more than 0
  model::Duration period = model::minutes(1);
};

// How an alarm does on one fault of another scenario.
struct Detection {
  model::ComponentId component;            // with the fault
  model::Duration from, to;                // of the fault
  int runs = 0, found = 0, alreadyOn = 0;  // runs in which it went off because of it, or was on when it began
  // From the fault's beginning to the end of the period that set the alarm off, the median of those runs. The time until
  // a platform has the period's value comes on top.
  std::optional<model::Duration> median;
};

struct AlarmProposal {
  model::Alarm alarm;  // as the project file has it
  model::AlarmThreshold threshold;
  FalseAlarms falseAlarms;
  bool shown = false;                 // that there are as few as wanted, with 95 % confidence
  double median = 0, most = 0;        // of the metric in the normal's periods
  std::vector<Detection> detections;  // of each fault
};

// A metric that no alarm is proposed for, and why.
struct NoProposal {
  model::ComponentId on;
  model::AlarmMetric metric;
  std::string why;
};

struct AlarmProposals {
  std::string project, scenario, provider, detect;
  int replications = 1;
  model::Duration period;
  model::Duration counted;     // simulated time after the warm-up, of all replications
  model::Duration perMonth;    // time of a month that is like this
  double wanted = 1;           // false alarms a month
  int replicationsNeeded = 1;  // that show as few where none is seen
  std::vector<AlarmProposal> proposals;
  std::vector<NoProposal> leftOut;
};

// Proposes an alarm for each metric of each component that the provider can watch, from what the metric does in each
// period while nothing is wrong.
tl::expected<AlarmProposals, SimulationFailure> proposeAlarms(const model::Architecture& architecture,
                                                              const model::Catalog& catalog, const AlarmOptions& options,
                                                              std::stop_token stop = {}, const ProgressSink& progress = {});

// The alarms alone, as a project has them.
std::vector<model::Alarm> alarmsOf(const AlarmProposals& proposals);

std::string toJson(const AlarmProposals& proposals);

}  // namespace virga::simulator
