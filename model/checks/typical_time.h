#pragma once

#include <map>

#include "model/checks/rules.h"

namespace virga::model {

// What a run of some steps takes on the mean when nothing is busy, cold or broken, in seconds.
struct TypicalTime {
  double computing = 0;  // on one full vCPU
  double waiting = 0;    // for others and by `wait`, without using CPU

  double at(double vcpus) const { return computing / vcpus + waiting; }
};

// By the latencies that the design states, else the catalog's. Parallel branches take as long as their longest; work per
// message is counted for `messages` of them. A component that calls itself in the end is followed once.
class TypicalTimes {
 public:
  explicit TypicalTimes(const Checked& checked) : checked_(checked) {}

  TypicalTime of(const Steps& steps, double messages = 1);
  TypicalTime of(const Step& step, double messages = 1);

  // vCPUs that one invocation of the function can use: its work runs in one thread.
  double vcpus(const Function& function) const;

 private:
  double callSeconds(const CallStep& call);
  double sendSeconds(const ComponentId& to) const;
  double catalogSeconds(const char* id) const;
  double secondsOf(const std::optional<Distribution>& own, const char* id) const;

  const Checked& checked_;
  std::map<ComponentId, double> known_;  // seconds that a call of a component takes
};

}  // namespace virga::model
