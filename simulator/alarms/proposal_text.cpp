#include "simulator/alarms/proposal_text.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace virga::simulator {
namespace {

// Two figures, without an exponent.
std::string twoFigures(double rate) { return rate < 100 ? fmt::format("{:.2g}", rate) : fmt::format("{:.0f}", rate); }

std::string daysText(model::Duration time) {
  constexpr double kHoursPerDay = 24;
  const double hours = time.seconds() / 3600;
  return hours < 2 * kHoursPerDay ? fmt::format("{:.3g} h", hours) : fmt::format("{:.3g} d", hours / kHoursPerDay);
}

}  // namespace

tl::expected<double, std::string> parseFalseAlarms(std::string_view text) {
  constexpr double kLeast = 1e-6, kMost = 1e6;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= kLeast && value <= kMost))
    return tl::unexpected(fmt::format("'{}': write a number above 0, e.g. 0.5", text));
  return value;
}

std::string datapointsText(const model::Alarm& alarm) {
  return fmt::format("{} of {} x {}", alarm.datapoints, alarm.of, toText(alarm.period));
}

std::string mostText(const AlarmProposal& proposal) {
  const double value = proposal.most;
  switch (proposal.threshold.unit) {
    case model::AlarmUnit::share: return fmt::format("{:.3g}%", value * 100);
    case model::AlarmUnit::time: return value < 1 ? fmt::format("{:.3g} ms", value * 1e3) : fmt::format("{:.4g} s", value);
    case model::AlarmUnit::count: break;
  }
  return fmt::format("{:.0f}", value);
}

std::string falseAlarmsText(const FalseAlarms& rate) {
  if (rate.seen == 0) return "at most " + twoFigures(rate.atMost);
  return fmt::format("{} ({} to {})", twoFigures(rate.perMonth), twoFigures(rate.low), twoFigures(rate.high));
}

std::string faultText(const Detection& detection) {
  return fmt::format("{}, {} to {}", detection.component, toText(detection.from), toText(detection.to));
}

std::string detectionText(const Detection& detection) {
  if (detection.alreadyOn == detection.runs) return "is on before";
  if (detection.found == 0) return "not noticed";
  auto text = "after " + toText(*detection.median);
  if (detection.found < detection.runs) text += fmt::format(" in {} of {}", detection.found, detection.runs);
  return text;
}

std::string howSureText(const AlarmProposals& proposals) {
  const auto shown = std::count_if(proposals.proposals.begin(), proposals.proposals.end(),
                                   [](const AlarmProposal& proposal) { return proposal.shown; });
  std::string text = fmt::format(
      "False alarms a month (95 %) are counted in {} of simulated normal time in {} replication{}; a month has {} of it.\n",
      daysText(proposals.counted), proposals.replications, proposals.replications == 1 ? "" : "s",
      daysText(proposals.perMonth));
  if (shown < static_cast<std::ptrdiff_t>(proposals.proposals.size()))
    text += fmt::format(
        "That is too little to show {:.3g} a month: {} replications without a false alarm would. Until then thresholds are "
        "the least at which none was seen.\n",
        proposals.wanted, proposals.replicationsNeeded);
  text += "A design has no bugs: what it doesn't model, such as errors in code, comes on top.\n";
  return text;
}

}  // namespace virga::simulator
