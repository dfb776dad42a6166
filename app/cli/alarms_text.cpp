#include "app/cli/alarms_text.h"

#include <fmt/format.h>

#include "app/cli/table.h"
#include "simulator/alarms/proposal_text.h"

namespace virga::cli {

std::string alarmsText(const simulator::AlarmProposals& proposals) {
  std::string text = proposals.project;
  if (!proposals.scenario.empty()) text += ", " + proposals.scenario;
  text += "\n\n";
  std::vector<Table::Column> heads = {{"on", Table::Align::left}, {"metric", Table::Align::left}, {"above"}, {"datapoints"},
                                      {"most in the normal"},     {"false alarms a month"}};
  const auto* first = proposals.proposals.empty() ? nullptr : &proposals.proposals.front();
  if (first)
    for (const auto& fault : first->detections) heads.push_back({faultText(fault)});
  Table table(std::move(heads));
  for (const auto& proposal : proposals.proposals) {
    const auto& alarm = proposal.alarm;
    std::vector<std::string> cells = {alarm.on.id,        std::string(nameOf(alarm.metric)),
                                      alarm.above,        simulator::datapointsText(alarm),
                                      mostText(proposal), falseAlarmsText(proposal.falseAlarms)};
    for (const auto& detection : proposal.detections) cells.push_back(detectionText(detection));
    table.add(std::move(cells));
  }
  text += first ? table.text() + "\n" + howSureText(proposals) : "nothing that the provider can watch\n";
  if (!proposals.leftOut.empty()) text += "\nleft out\n";
  for (const auto& [on, metric, why] : proposals.leftOut) text += fmt::format("  {} {}: {}\n", on, nameOf(metric), why);
  return text;
}

}  // namespace virga::cli
