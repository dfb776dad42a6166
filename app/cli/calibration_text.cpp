#include "app/cli/calibration_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cli/figure_text.h"
#include "app/cli/table.h"

namespace virga::cli {

namespace {

using simulator::NamedBy;

std::string counted(std::uint64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", countText(static_cast<double>(count)), count == 1 ? one : many);
}

std::string matchText(const simulator::FunctionCalibration& function) {
  const auto name = function.logName.empty() ? "records without a name" : "'" + function.logName + "'";
  switch (function.match.by) {
    case NamedBy::same: return {};
    case NamedBy::stated: return fmt::format(", {} in the logs", name);
    case NamedBy::spelling: return fmt::format(", taken for {} of the logs by its letters", name);
    case NamedBy::part: return fmt::format(", taken for {} of the logs by a part of the name", name);
    case NamedBy::onlyOne: return fmt::format(", taken for {} of the logs: there is but one of each", name);
  }
  return {};
}

std::string percent(const simulator::Estimate& share) {
  return fmt::format("{:.3g} % [{:.3g}, {:.3g}]", share.value * 100, share.low * 100, share.high * 100);
}

std::string headText(const simulator::FunctionCalibration& function) {
  std::string text = fmt::format("{}: {}{}\n", function.match.component,
                                 counted(function.records, "invocation", "invocations"), matchText(function));
  if (function.service) text += fmt::format("  durations     {}\n", function.service->text());
  if (function.arrivals)
    text += fmt::format("  arrivals      {:.4g} a second [{:.4g}, {:.4g}], {}\n", function.arrivals->perSecond.value,
                        function.arrivals->perSecond.low, function.arrivals->perSecond.high, function.arrivals->text());
  if (function.coldShare) text += fmt::format("  cold starts   {}\n", percent(*function.coldShare));
  if (function.init) text += fmt::format("  initialising  {}\n", function.init->text());
  if (function.restore) text += fmt::format("  restoring     {}\n", function.restore->text());
  if (function.firstServedMs)
    text += fmt::format("  first ones    {:.4g} ms on the mean, without initialisation\n", *function.firstServedMs);
  if (function.errorShare)
    text += fmt::format("  failures      {}{}{}\n", function.errorsAtLeast ? "at least " : "", percent(*function.errorShare),
                        function.timeouts > 0 ? fmt::format(", {} of them timed out", function.timeouts) : "");
  if (function.throttles > 0) text += fmt::format("  refused       {}\n", function.throttles);
  return text;
}

std::string proposalText(const simulator::Proposal& proposal) {
  std::string text =
      fmt::format("  {}\n    now       {}\n    proposed  {}\n    because   {}\n", proposal.setting.path,
                  proposal.oldValue.empty() ? "nothing" : proposal.oldValue, proposal.setting.value, proposal.evidence);
  if (!proposal.note.empty()) text += fmt::format("    mind      {}\n", proposal.note);
  return text;
}

std::string valueText(const std::optional<double>& value, const std::string& unit) {
  return value ? fmt::format("{:.4g} {}", *value, unit) : "-";
}

}  // namespace

std::string logReportText(const simulator::LogReport& report) {
  std::string text;
  std::uint64_t unparsable = 0;
  for (const auto& format : report.formats) {
    text += fmt::format(
        "{}: {}, {}{}{}\n", format.format, counted(format.lines, "entry", "entries"),
        counted(format.records, "invocation", "invocations"),
        format.others > 0 ? fmt::format(", {} others", countText(static_cast<double>(format.others))) : "",
        format.unparsable > 0 ? fmt::format(", {} not understood", countText(static_cast<double>(format.unparsable))) : "");
    unparsable += format.unparsable;
  }
  if (report.unfinished > 0)
    text += fmt::format("{} without an end in the same file\n", counted(report.unfinished, "start", "starts"));
  if (unparsable > 0) text += fmt::format("not understood ({}):\n", counted(unparsable, "entry", "entries"));
  for (const auto& line : report.unparsable)
    text += fmt::format("  {}:{}: {}\n    {}\n", line.file, line.line, line.why, line.text);
  if (unparsable > report.unparsable.size()) text += fmt::format("  … and {} more\n", unparsable - report.unparsable.size());
  return text;
}

std::string logReportJson(const simulator::LogReport& report) {
  using Json = nlohmann::ordered_json;
  const auto formatsJson = [](const std::vector<simulator::LogCounts>& formats) {
    Json list = Json::array();
    for (const auto& format : formats)
      list.push_back({{"format", format.format},
                      {"entries", format.lines},
                      {"invocations", format.records},
                      {"others", format.others},
                      {"unparsable", format.unparsable}});
    return list;
  };
  Json files = Json::array(), unparsable = Json::array();
  for (const auto& file : report.files)
    files.push_back({{"file", file.file}, {"bytes", file.bytes}, {"formats", formatsJson(file.formats)}});
  for (const auto& line : report.unparsable)
    unparsable.push_back({{"file", line.file}, {"line", line.line}, {"text", line.text}, {"why", line.why}});
  const Json document = {{"bytes", report.bytes},
                         {"files", std::move(files)},
                         {"formats", formatsJson(report.formats)},
                         {"unfinished", report.unfinished},
                         {"unparsable", std::move(unparsable)}};
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string calibrationText(const simulator::Calibration& calibration) {
  std::string text;
  for (const auto& function : calibration.functions) {
    text += '\n' + headText(function);
    for (const auto& proposal : calibration.proposals)
      if (proposal.function == function.match.component) text += proposalText(proposal);
    for (const auto& remark : function.remarks) text += fmt::format("  note: {}\n", remark);
  }
  if (!calibration.figures.empty()) {
    Table table({{"function", Table::Align::left}, {"", Table::Align::left}, {"logs"}, {"before"}, {"after"}});
    for (const auto& figure : calibration.figures)
      table.add({figure.function, figure.name, valueText(figure.logged, figure.unit), valueText(figure.before, figure.unit),
                 valueText(figure.after, figure.unit)});
    text += fmt::format("\nThe logs and the design, each run for {}:\n{}", timeText(*calibration.simulatedSeconds * 1000),
                        table.text("  "));
  } else if (!calibration.whyNotSimulated.empty()) {
    text += fmt::format("\nThe design wasn't run before and after: {}\n", calibration.whyNotSimulated);
  }
  if (!calibration.unmatched.empty()) text += "\nNot in the design:\n";
  for (const auto& [name, why] : calibration.unmatched)
    text += fmt::format("  '{}': {}; say --map '{}=FUNCTION'\n", name, why, name);
  if (!calibration.unlogged.empty()) text += "\nNot in the logs:\n";
  for (const auto& name : calibration.unlogged) text += fmt::format("  {}\n", name);
  text += "\nWhat these logs can't tell:\n";
  for (const auto& unknown : calibration.unknowns) text += fmt::format("  {}\n", unknown);
  return text;
}

}  // namespace virga::cli
