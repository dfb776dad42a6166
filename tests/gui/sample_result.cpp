#include "tests/gui/sample_result.h"

#include <cmath>
#include <limits>

namespace virga::test {

namespace {

using simulator::NamedFigure;
using simulator::Series;

NamedFigure figure(const std::string& name, double mean) { return {name, simulator::Figure{mean, std::nullopt}}; }

Series series(const std::string& name, const std::string& unit, double height) {
  Series result{name, unit, {}};
  for (int i = 0; i < 360; ++i) result.values.push_back(height * (1 + std::sin(i / 40.0)));
  return result;
}

}  // namespace

std::shared_ptr<const simulator::Result> sampleResult() {
  auto result = std::make_shared<simulator::Result>();
  result->project = "Order intake";
  result->scenario = "sale";
  result->provider = "aws";
  result->replications = 2;
  result->simulated = model::hours(1);
  result->warmup = model::minutes(5);
  result->bucket = model::seconds(10);
  result->events = 1'234'567;
  result->wallSeconds = 1.5;

  simulator::FlowResult flow;
  flow.name = "shoppers → api POST /orders";
  flow.figures = {figure("requests", 72'000),    figure("succeeded", 71'900),  figure("failed", 83),
                  figure("throttled", 17),       figure("latency_ms.p50", 52), figure("latency_ms.p95", 190),
                  figure("latency_ms.p99", 1300)};
  flow.series = {series("requests_per_s", "1/s", 20), series("latency_p50_ms", "ms", 50),
                 series("latency_p95_ms", "ms", 180), series("latency_p99_ms", "ms", 900)};
  result->flows.push_back(flow);

  simulator::ComponentResult function{"checkout", "function", {}, {}};
  function.figures = {figure("invocations", 72'000), figure("cold_start_share", 0.005), figure("latency_ms.p50", 48),
                      figure("latency_ms.p95", 180), figure("latency_ms.p99", 1250),    figure("throttles", 17),
                      figure("errors", 83),          figure("instances.max", 64)};
  function.figures[2].figure->ci95 = {47, 49};
  function.series = {series("requests_per_s", "1/s", 20), series("latency_p50_ms", "ms", 48),
                     series("latency_p95_ms", "ms", 180), series("latency_p99_ms", "ms", 900),
                     series("instances", "1", 30),        series("concurrency", "1", 20),
                     series("cold_starts", "1", 3),       series("throttles", "1", 2)};
  result->components.push_back(function);

  simulator::ComponentResult queue{"receipts", "queue", {}, {}};
  queue.figures = {figure("sent", 71'900), figure("depth.max", 420), figure("age_ms.p95", 15'000)};
  queue.series = {series("requests_per_s", "1/s", 20), series("depth", "1", 200)};
  result->components.push_back(queue);

  simulator::ComponentResult idle{"idle", "function", {{"invocations", simulator::Figure{0, std::nullopt}}}, {}};
  idle.figures.push_back({"latency_ms.p50", std::nullopt});
  idle.series = {{"latency_p50_ms", "ms", std::vector<double>(360, std::numeric_limits<double>::quiet_NaN())}};
  result->components.push_back(idle);

  result->bill.total = model::Decimal("12.345");
  model::BillLine line;
  line.component = "checkout";
  line.item = "compute";
  line.quantity = 1'500'000;
  line.free = 400'000;
  line.unit = "GB-second";
  line.price = model::Decimal("0.0000133334");
  line.amount = model::Decimal("12.345");
  line.source = "price list";
  line.asOf = "2026-11-01";
  line.sourced = true;
  result->bill.lines.push_back(line);
  result->bill.unpriced = {"receipts: requests"};
  return result;
}

}  // namespace virga::test
