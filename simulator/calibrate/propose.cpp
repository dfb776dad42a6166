#include "simulator/calibrate/propose.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/project/choice_view.h"
#include "model/project/field_view.h"
#include "simulator/calibrate/entry_flows.h"
#include "simulator/calibrate/value_sample.h"

namespace virga::simulator {

std::string statedAt(const model::Architecture& architecture, const std::string& path) {
  const auto component = path.substr(0, path.find('.'));
  if (!architecture.find(component)) return {};
  for (const auto& field : model::fieldViews(architecture, component))
    if (field.path == path) return field.text.empty() ? field.defaultText : field.text;
  return {};
}

std::string estimateText(const Estimate& estimate, std::string_view unit) {
  return fmt::format("{:.4g}{} [{:.4g}, {:.4g}]", estimate.value, unit.empty() ? "" : fmt::format(" {}", unit), estimate.low,
                     estimate.high);
}

std::string parametersText(const ServiceLaw& law) {
  if (!law.chosen) return {};
  std::vector<std::string> parts;
  for (const auto& [name, estimate] : law.tried[*law.chosen].fit.parameters)
    parts.push_back(
        fmt::format("{} {}", name, estimateText(estimate, name == "sigma" || name == "cv" || name == "shape" ? "" : "ms")));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string timesText(const std::vector<double>& sorted) {
  if (sorted.size() == 1) return fmt::format("it is {:.4g} ms", sorted.front());
  return fmt::format("from {:.4g} to {:.4g} ms, median {:.4g} ms", sorted.front(), sorted.back(),
                     sampleQuantile(sorted, 0.5));
}

std::string tooFewText(std::uint64_t count, std::string_view what, std::string_view of) {
  return fmt::format("{} {}{} too few to propose from: {} or more are needed{}{}", count, what, count == 1 ? " is" : "s are",
                     kFewestToPropose, of.empty() ? "" : "; ", of);
}

double workPerMs(const ProposalBasis& basis, const FunctionCalibration& function) {
  const auto memory = function.memorySizeMib ? model::mebibytes(*function.memorySizeMib) : basis.function.memory;
  return std::min(1.0, basis.catalog.vcpus(memory));
}

bool onlyComputes(const model::Function& function) {
  if (function.steps.empty()) return true;
  if (function.steps.size() > 1) return false;
  const auto* compute = std::get_if<model::ComputeStep>(&function.steps.front().what);
  return compute && compute->per == model::Per::invocation;
}

void proposeWork(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out) {
  if (!function.service) return;
  if (function.service->values < kFewestToPropose) {
    function.remarks.push_back(tooFewText(function.service->values, "duration", timesText(function.service->sorted)));
    return;
  }
  const auto& id = function.match.component;
  const double part = workPerMs(basis, function);
  const auto law = model::toText(function.service->law(part));
  Proposal proposal;
  proposal.function = id;
  proposal.records = function.service->values;
  if (basis.function.steps.empty()) {
    proposal.setting = {id + ".steps", fmt::format("[{{compute: {}}}]", law)};
  } else {
    proposal.setting = {id + ".steps.0.compute", law};
    proposal.oldValue = statedAt(basis.architecture, proposal.setting.path);
  }
  const auto parameters = parametersText(*function.service);
  proposal.evidence = fmt::format("{} durations: {}{}{}", function.service->values, function.service->text(),
                                  parameters.empty() ? "" : "; ", parameters);
  if (part < 1)
    proposal.note = fmt::format(
        "on one full vCPU: the memory buys {:.3g} of one, so a logged millisecond is {:.3g} ms of it", part, part);
  out.push_back(std::move(proposal));
}

void proposeArrivals(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out) {
  const auto& id = function.match.component;
  if (!function.arrivals) {
    function.remarks.push_back("the logs have no times, so nothing tells how the invocations come");
    return;
  }
  if (function.arrivals->arrivals < kFewestToPropose) {
    function.remarks.push_back(
        tooFewText(function.arrivals->arrivals, "invocation",
                   fmt::format("they came at {} a second", estimateText(function.arrivals->perSecond))));
    return;
  }
  const auto entry = entryFlows(basis.architecture, id);
  if (!entry.others.empty()) {
    function.remarks.push_back(
        fmt::format("it is invoked by {}{}, and the logs don't say how many requests stand behind {} invocations a second",
                    fmt::join(entry.others, ", "), entry.flows.empty() ? "" : " beside clients",
                    estimateText(function.arrivals->perSecond)));
    return;
  }
  if (entry.flows.size() != 1) {
    function.remarks.push_back(entry.flows.empty()
                                   ? "nothing in the design invokes it, so its arrivals have no place there"
                                   : fmt::format("{} flows lead to it, and the logs don't tell them apart: together {}/s",
                                                 entry.flows.size(), estimateText(function.arrivals->perSecond)));
    return;
  }
  Proposal proposal;
  proposal.function = id;
  const auto csv = minuteCountsCsv(basis.observed.starts);
  const auto file = fmt::format("{}-{}-counts.csv", basis.companionStem, id);
  const auto arrivals = arrivalsOf(*function.arrivals, basis.observed.starts, csv.empty() ? "" : file);
  if (std::holds_alternative<model::CountsArrivals>(arrivals)) proposal.file = CompanionFile{file, csv};
  proposal.setting = {entry.flows.front() + ".arrivals", model::toText(arrivals)};
  proposal.oldValue = statedAt(basis.architecture, proposal.setting.path);
  proposal.records = function.arrivals->arrivals;
  proposal.evidence = fmt::format("{} invocations in {}: {} a second, {}", function.arrivals->arrivals,
                                  model::toText(model::seconds(std::llround(function.arrivals->spanSeconds))),
                                  estimateText(function.arrivals->perSecond), function.arrivals->text());
  std::vector<std::string> notes;
  if (std::holds_alternative<model::CountsArrivals>(arrivals))
    notes.push_back("a run repeats the logged minutes from the first");
  if (function.arrivals->byHourOfDay && std::holds_alternative<model::ProfileArrivals>(arrivals))
    notes.push_back("a run's start stands for 00:00 UTC");
  std::vector<std::string> scaled;
  for (const auto& scenario : basis.architecture.scenarios)
    if (scenario.traffic.factor != 1 || scenario.traffic.diurnal) scaled.push_back(scenario.name);
  if (!scaled.empty()) notes.push_back(fmt::format("the traffic of {} still multiplies it", fmt::join(scaled, ", ")));
  proposal.note = fmt::format("{}", fmt::join(notes, "; "));
  out.push_back(std::move(proposal));
}

}  // namespace virga::simulator
