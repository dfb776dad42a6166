#include "simulator/calibrate/unknowns.h"

#include <algorithm>

namespace virga::simulator {

std::vector<std::string> logUnknowns(const Observations& observations) {
  const auto& functions = observations.functions();
  const auto any = [&](const auto& holds) {
    return std::any_of(functions.begin(), functions.end(), [&](const auto& entry) { return holds(entry.second); });
  };
  std::vector<std::string> unknowns;
  if (!any([](const FunctionObservations& f) { return f.latencies.count() > 0; }))
    unknowns.push_back(
        "What callers waited: the logs are of executions, without the network, the gateway, the cold start's beginning and "
        "the "
        "time in queues.");
  unknowns.push_back("How a duration divides into computing and waiting for calls, and which call took how long.");
  if (!any([](const FunctionObservations& f) { return f.withOutcome(InvocationOutcome::throttled) > 0; }))
    unknowns.push_back(
        "Requests that were refused or lost before a function ran: where there were any, arrivals are more than what is "
        "logged.");
  unknowns.push_back(
      "Which invocations are retries, or repeated deliveries of one message, and how many messages a batch held: arrivals "
      "count executions.");
  if (any([](const FunctionObservations& f) { return f.withOutcome(InvocationOutcome::unknown) > 0; }))
    unknowns.push_back("Whether some invocations failed: their records show no failure and wouldn't show each.");
  if (!any([](const FunctionObservations& f) { return f.cold + f.warm > 0; }))
    unknowns.push_back("Which invocations were an instance's first: cold starts can't be counted.");
  else if (!any([](const FunctionObservations& f) { return f.init.count() + f.restore.count() > 0; }))
    unknowns.push_back("How long cold starts took.");
  else
    unknowns.push_back(
        "The platform's own part of a cold start, before initialisation: finding a place, fetching the code, the sandbox.");
  if (!any([](const FunctionObservations& f) { return f.idle.bounds().has_value(); }))
    unknowns.push_back("How long idle instances are kept, and how many there were: no record names its instance.");
  if (!any([](const FunctionObservations& f) { return !f.memoryUsed.empty(); }))
    unknowns.push_back("How much memory was used.");
  if (!any([](const FunctionObservations& f) { return f.starts.count() > 0; }))
    unknowns.push_back("When invocations came: the records have no times.");
  unknowns.push_back("Sizes of requests, answers and messages.");
  return unknowns;
}

}  // namespace virga::simulator
