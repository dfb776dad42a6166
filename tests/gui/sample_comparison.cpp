#include "tests/gui/sample_comparison.h"

namespace virga::test {

namespace {

using simulator::ComparedFigure;
using simulator::Figure;
using simulator::Verdict;

const std::string kFlow = "shoppers → api POST /orders";

Figure figure(double mean, double halfWidth) { return {mean, std::pair(mean - halfWidth, mean + halfWidth)}; }

// Values on AWS, Azure and Google Cloud; OCI has none.
ComparedFigure compared(const std::string& name, const std::string& flow, std::vector<double> means, double halfWidth,
                        std::size_t best, std::vector<Verdict> verdicts) {
  ComparedFigure result{name, flow, {}, best, {}, std::move(verdicts)};
  for (const double mean : means) {
    result.values.push_back(figure(mean, halfWidth));
    result.differences.push_back(figure(mean - means[best], halfWidth * 2));
  }
  result.differences[best].reset();
  result.values.push_back(std::nullopt);
  result.differences.push_back(std::nullopt);
  result.verdicts.push_back(Verdict::none);
  return result;
}

model::BillLine line(const std::string& component, const std::string& amount) {
  model::BillLine line;
  line.component = component;
  line.item = "requests";
  line.amount = model::Decimal(amount);
  return line;
}

simulator::ComparedRun run(const std::string& provider, const std::vector<double>& latencies,
                           const std::vector<model::BillLine>& lines) {
  simulator::ComparedRun run;
  run.result.emplace();
  run.result->provider = provider;
  run.result->scenario = "sale";
  simulator::FlowResult flow;
  flow.name = kFlow;
  const char* const names[] = {"latency_ms.p50", "latency_ms.p90", "latency_ms.p95", "latency_ms.p99"};
  for (std::size_t i = 0; i < latencies.size(); ++i) flow.figures.push_back({names[i], figure(latencies[i], 1)});
  run.result->flows.push_back(flow);
  for (const auto& line : lines) {
    run.result->bill.lines.push_back(line);
    run.result->bill.total += line.amount;
  }
  return run;
}

std::vector<simulator::CostPoint> curve(const std::vector<double>& totals) {
  const double traffic[] = {0.1, 0.3, 1, 3, 10};
  const double requests[] = {1e6, 3e6, 10e6, 30e6, 100e6};
  std::vector<simulator::CostPoint> points;
  for (std::size_t i = 0; i < totals.size(); ++i) points.push_back({traffic[i], requests[i], totals[i]});
  return points;
}

simulator::ComparedScenario scenario(const std::string& name) {
  simulator::ComparedScenario result;
  result.scenario = name;
  result.runs.push_back(run("aws", {52, 120, 190, 1300}, {line("checkout", "12.5"), line("api", "7.5")}));
  result.runs.push_back(run("azure", {61, 240, 480, 4200}, {line("checkout", "9"), line("api", "30"), line("orders", "1")}));
  result.runs.push_back(run("gcp", {55, 130, 188, 2100}, {line("checkout", "40"), line("orders", "2.5")}));
  result.runs[1].fit.adjustments.push_back(
      {"checkout.memory", "500 MiB", "512 MiB", "Flex Consumption offers 512 MiB, 2 GiB and 4 GiB of memory"});
  model::Problem limitation;
  limitation.severity = model::Severity::warning;
  limitation.path = "receipts";
  limitation.message = "messages are pushed, not polled";
  result.runs[2].fit.limitations.push_back(limitation);
  simulator::ComparedRun refused;
  model::Problem refusal;
  refusal.path = "checkout.runtime";
  refusal.message = "OCI has no runtime 'rust'";
  refused.fit.refusals.push_back(refusal);
  result.runs.push_back(refused);
  result.figures = {
      compared("bill.total", {}, {20, 40, 42.5}, 0.5, 0, {Verdict::best, Verdict::higher, Verdict::higher}),
      compared("latency_ms.p50", kFlow, {52, 61, 55}, 1, 0, {Verdict::best, Verdict::higher, Verdict::higher}),
      compared("latency_ms.p95", kFlow, {190, 480, 188}, 4, 2, {Verdict::noDifferenceShown, Verdict::higher, Verdict::best}),
      compared("latency_ms.p99", kFlow, {1300, 4200, 2100}, 90, 0, {Verdict::best, Verdict::higher, Verdict::higher}),
      compared("cold_start_share", {}, {0.005, 0.021, 0.009}, 0.001, 0, {Verdict::best, Verdict::higher, Verdict::higher}),
      compared("throttles", {}, {17, 0, 0}, 3, 1, {Verdict::higher, Verdict::best, Verdict::noDifferenceShown}),
      compared("failed_share", kFlow, {0.001, 0.004, 0.002}, 0.0001, 0, {Verdict::best, Verdict::higher, Verdict::higher}),
      compared("backlog.max", {}, {420, 380, 2100}, 30, 1, {Verdict::noDifferenceShown, Verdict::best, Verdict::higher})};
  result.runs[0].limitsHit.push_back({"checkout", "throttles", 17});
  result.verdict = {"AWS is the cheapest at 20.00 USD a month; Azure costs twice as much.",
                    "Google Cloud has the lowest p95; 5 replications show no difference from AWS."};
  return result;
}

}  // namespace

std::shared_ptr<const simulator::Comparison> sampleComparison() {
  auto comparison = std::make_shared<simulator::Comparison>();
  comparison->project = "Order intake";
  comparison->replications = 5;
  comparison->wallSeconds = 1.5;
  comparison->platforms = {{"aws", "AWS", {}, {}, "Lambda"},
                           {"azure", "Azure", "flex-consumption", "Flex Consumption", "Functions"},
                           {"gcp", "GCP", "cloud-run-functions", "Cloud Run functions", "Cloud Run functions"},
                           {"oci", "OCI", {}, {}, "Functions"}};
  comparison->scenarios = {scenario("sale"), scenario("ordinary-day")};
  comparison->scenarios[0].curves = {curve({11, 13, 20, 40, 110}), curve({0, 0, 0, 20, 90}),
                                     curve({40.25, 40.75, 42.5, 47.5, 65}), curve({})};
  return comparison;
}

}  // namespace virga::test
