#include "app/cli/alarms_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/cli/table.h"

namespace virga::cli {

namespace {

using simulator::AlarmProposal;
using simulator::AlarmProposals;

// To three figures: the most that was seen, in the metric's unit.
std::string mostText(const AlarmProposal& proposal) {
  const double value = proposal.most;
  switch (proposal.threshold.unit) {
    case model::AlarmUnit::share: return fmt::format("{:.3g}%", value * 100);
    case model::AlarmUnit::time: return value < 1 ? fmt::format("{:.3g} ms", value * 1e3) : fmt::format("{:.4g} s", value);
    case model::AlarmUnit::count: break;
  }
  return fmt::format("{:.0f}", value);
}

// Two figures, without an exponent.
std::string twoFigures(double rate) { return rate < 100 ? fmt::format("{:.2g}", rate) : fmt::format("{:.0f}", rate); }

std::string rateText(const AlarmProposal& proposal) {
  const auto& rate = proposal.falseAlarms;
  if (rate.seen == 0) return "at most " + twoFigures(rate.atMost);
  return fmt::format("{} ({} to {})", twoFigures(rate.perMonth), twoFigures(rate.low), twoFigures(rate.high));
}

std::string detectionText(const simulator::Detection& detection) {
  if (detection.alreadyOn == detection.runs) return "is on before";
  if (detection.found == 0) return "not noticed";
  auto text = "after " + toText(*detection.median);
  if (detection.found < detection.runs) text += fmt::format(" in {} of {}", detection.found, detection.runs);
  return text;
}

std::string daysText(model::Duration time) {
  constexpr double kHoursPerDay = 24;
  const double hours = time.seconds() / 3600;
  return hours < 2 * kHoursPerDay ? fmt::format("{:.3g} h", hours) : fmt::format("{:.3g} d", hours / kHoursPerDay);
}

std::string howSure(const AlarmProposals& proposals) {
  const auto shown = std::count_if(proposals.proposals.begin(), proposals.proposals.end(),
                                   [](const AlarmProposal& proposal) { return proposal.shown; });
  std::string text = fmt::format(
      "False alarms a month (95 %) are counted in {} of simulated normal time in {} replications; a month has {} of it.\n",
      daysText(proposals.counted), proposals.replications, daysText(proposals.perMonth));
  if (shown < static_cast<std::ptrdiff_t>(proposals.proposals.size()))
    text += fmt::format(
        "That is too little to show {:.3g} a month: {} replications without a false alarm would. Until then thresholds are "
        "the least at which none was seen.\n",
        proposals.wanted, proposals.replicationsNeeded);
  text += "A design has no bugs: what it doesn't model, such as errors in code, comes on top.\n";
  return text;
}

}  // namespace

std::string alarmsText(const AlarmProposals& proposals) {
  std::string text = proposals.project;
  if (!proposals.scenario.empty()) text += ", " + proposals.scenario;
  text += "\n\n";
  std::vector<Table::Column> heads = {{"on", Table::Align::left}, {"metric", Table::Align::left}, {"above"}, {"datapoints"},
                                      {"most in the normal"},     {"false alarms a month"}};
  const auto* first = proposals.proposals.empty() ? nullptr : &proposals.proposals.front();
  if (first)
    for (const auto& fault : first->detections)
      heads.push_back({fmt::format("{}, {} to {}", fault.component, toText(fault.from), toText(fault.to))});
  Table table(std::move(heads));
  for (const auto& proposal : proposals.proposals) {
    const auto& alarm = proposal.alarm;
    std::vector<std::string> cells = {
        alarm.on.id,        std::string(nameOf(alarm.metric)),
        alarm.above,        fmt::format("{} of {} x {}", alarm.datapoints, alarm.of, toText(alarm.period)),
        mostText(proposal), rateText(proposal)};
    for (const auto& detection : proposal.detections) cells.push_back(detectionText(detection));
    table.add(std::move(cells));
  }
  text += first ? table.text() + "\n" + howSure(proposals) : "nothing that the provider can watch\n";
  if (!proposals.leftOut.empty()) text += "\nleft out\n";
  for (const auto& [on, metric, why] : proposals.leftOut) text += fmt::format("  {} {}: {}\n", on, nameOf(metric), why);
  return text;
}

}  // namespace virga::cli
