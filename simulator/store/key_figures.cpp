#include "simulator/store/key_figures.h"

#include <nlohmann/json.hpp>

namespace virga::simulator {

namespace {

using Json = nlohmann::ordered_json;

Json jsonOf(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

std::optional<double> valueOf(const Json& json, const char* name) {
  const auto& value = json.at(name);
  return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

}  // namespace

KeyFigures keyFiguresOf(const Result& result) {
  KeyFigures out;
  for (const auto& flow : result.flows) out.errors += meanOf(flow.figures, "failed");
  if (const auto* main = mainFlowOf(result)) {
    out.flow = main->name;
    out.requests = valueOf(main->figures, "requests");
    out.p50 = valueOf(main->figures, "latency_ms.p50");
    out.p95 = valueOf(main->figures, "latency_ms.p95");
    out.p99 = valueOf(main->figures, "latency_ms.p99");
  }
  for (const auto& component : result.components)
    for (const auto* refused : {"throttles", "changes.throttles", "refused"})
      out.throttles += meanOf(component.figures, refused);
  const auto& bill = result.bill;
  if (!bill.lines.empty() || bill.unpriced.empty()) out.costPerMonth = bill.total.convert_to<double>();
  out.currency = bill.currency;
  return out;
}

std::string toJson(const KeyFigures& figures) {
  const Json json = {{"flow", figures.flow},          {"requests", jsonOf(figures.requests)},
                     {"p50_ms", jsonOf(figures.p50)}, {"p95_ms", jsonOf(figures.p95)},
                     {"p99_ms", jsonOf(figures.p99)}, {"throttles", figures.throttles},
                     {"errors", figures.errors},      {"cost_per_month", jsonOf(figures.costPerMonth)},
                     {"currency", figures.currency}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

tl::expected<KeyFigures, std::string> readKeyFigures(std::string_view text) {
  try {
    const auto json = Json::parse(text);
    KeyFigures out;
    out.flow = json.at("flow").get<std::string>();
    out.requests = valueOf(json, "requests");
    out.p50 = valueOf(json, "p50_ms");
    out.p95 = valueOf(json, "p95_ms");
    out.p99 = valueOf(json, "p99_ms");
    out.throttles = json.at("throttles").get<double>();
    out.errors = json.at("errors").get<double>();
    out.costPerMonth = valueOf(json, "cost_per_month");
    out.currency = json.at("currency").get<std::string>();
    return out;
  } catch (const Json::exception& error) {
    return tl::unexpected(std::string("the key figures are damaged: ") + error.what());
  }
}

}  // namespace virga::simulator
