#include "app/cli/trace_output.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/cli/table.h"
#include "app/cli/whole_number.h"
#include "simulator/results/trace_json.h"

namespace virga::cli {

namespace {

constexpr std::size_t kMostTraces = 1000;
constexpr std::size_t kShownCauses = 5;  // a flow; all are in the JSON

std::string percentText(double share) { return fmt::format("{:.3g} %", share * 100); }

}  // namespace

void addTraceOptions(CLI::App& verb, TraceOutput& output) {
  verb.add_option("--traces", output.target.name,
                  "Follow single requests of the first replication, and write their traces to this file, or - for standard "
                  "output")
      ->check(refuseEmpty);
  verb.add_option("--trace-format", output.format, "otlp (OpenTelemetry) or chrome (chrome://tracing, Perfetto)");
  verb.add_option("--trace-count", output.count,
                  "Traces of each kind: slowest, failed and random requests of each flow; default: 20");
}

tl::expected<std::optional<simulator::TraceOptions>, std::string> traceOptionsOf(const TraceOutput& output) {
  if (output.format != "otlp" && output.format != "chrome")
    return tl::unexpected(fmt::format("--trace-format: '{}' is neither otlp nor chrome", output.format));
  const auto count = parseWhole<std::size_t>("--trace-count", output.count, 1, kMostTraces);
  if (!count) return tl::unexpected(count.error());
  if (!output.target.wanted()) return std::nullopt;
  return simulator::TraceOptions{*count};
}

std::string traceText(const TraceOutput& output, const simulator::RequestTraces& traces) {
  return output.format == "chrome" ? toChromeJson(traces) : toOtlpJson(traces);
}

std::string causesText(const simulator::RequestTraces& traces) {
  std::string text;
  for (const auto& flow : traces.flows) {
    if (flow.shares.empty()) continue;
    const auto title =
        flow.slowestRequests == 1 ? std::string("slowest request") : fmt::format("slowest {}", flow.slowestRequests);
    Table table({{fmt::format("latency of {}", flow.flow), Table::Align::left},
                 {title},
                 {fmt::format("{} at random", flow.randomRequests)}});
    for (std::size_t i = 0; i < std::min(kShownCauses, flow.shares.size()); ++i) {
      const auto& share = flow.shares[i];
      table.add({fmt::format("{} at {}", toText(share.cause), share.component), percentText(share.ofSlowest),
                 percentText(share.ofMean)});
    }
    text += table.text() + "\n";
  }
  return text;
}

}  // namespace virga::cli
