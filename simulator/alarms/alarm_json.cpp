#include <string>

#include <nlohmann/json.hpp>

#include "simulator/alarms/propose.h"

namespace virga::simulator {
namespace {

using Json = nlohmann::ordered_json;

Json detectionJson(const Detection& detection) {
  Json median = nullptr;
  if (detection.median) median = detection.median->seconds();
  return {{"component", detection.component}, {"from_s", detection.from.seconds()}, {"to_s", detection.to.seconds()},
          {"runs", detection.runs},           {"found", detection.found},           {"already_on", detection.alreadyOn},
          {"median_s", std::move(median)}};
}

Json proposalJson(const AlarmProposal& proposal) {
  const auto& alarm = proposal.alarm;
  const auto& rate = proposal.falseAlarms;
  Json detections = Json::array();
  for (const auto& detection : proposal.detections) detections.push_back(detectionJson(detection));
  return {{"on", alarm.on.id},
          {"metric", nameOf(alarm.metric)},
          {"above", alarm.above},
          {"threshold", proposal.threshold.value},
          {"period_s", alarm.period.seconds()},
          {"datapoints", alarm.datapoints},
          {"of", alarm.of},
          {"normal", {{"median", proposal.median}, {"max", proposal.most}}},
          {"false_alarms",
           {{"seen", rate.seen},
            {"per_month", {{"mean", rate.perMonth}, {"ci95", {rate.low, rate.high}}}},
            {"at_most_per_month_95", rate.atMost},
            {"shown", proposal.shown}}},
          {"detections", std::move(detections)}};
}

}  // namespace

std::string toJson(const AlarmProposals& proposals) {
  Json alarms = Json::array(), leftOut = Json::array();
  for (const auto& proposal : proposals.proposals) alarms.push_back(proposalJson(proposal));
  for (const auto& [on, metric, why] : proposals.leftOut)
    leftOut.push_back({{"on", on}, {"metric", nameOf(metric)}, {"why", why}});
  Json detect = nullptr;
  if (!proposals.detect.empty()) detect = proposals.detect;
  const Json document = {{"project", proposals.project},
                         {"scenario", proposals.scenario},
                         {"provider", proposals.provider},
                         {"detect", std::move(detect)},
                         {"replications", proposals.replications},
                         {"counted_s", proposals.counted.seconds()},
                         {"month_s", proposals.perMonth.seconds()},
                         {"wanted_per_month", proposals.wanted},
                         {"replications_needed", proposals.replicationsNeeded},
                         {"alarms", std::move(alarms)},
                         {"left_out", std::move(leftOut)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace virga::simulator
