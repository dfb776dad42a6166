#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "simulator/results/figure_json.h"
#include "simulator/results/paired.h"
#include "simulator/results/result.h"

namespace virga::simulator {

namespace {

using Json = nlohmann::ordered_json;

// Money is exact and can have more digits than a double holds. Such a number goes into the document as a string with
// this mark, a character that no name in a bill can contain, and loses mark and quotes when the bill is printed.
constexpr char kNumberMark = '\x1f';
constexpr std::string_view kPrintedMark = "\"\\u001f";

Json exact(const model::Decimal& decimal) { return kNumberMark + model::toText(decimal); }

// The bill is found by its line: a printed string never holds a line break.
std::string unquoteBill(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  std::size_t from = 0;
  for (std::size_t at = text.find("\n  \"bill\": {"); (at = text.find(kPrintedMark, at)) != std::string::npos; at = from) {
    const std::size_t number = at + kPrintedMark.size();
    const std::size_t end = text.find('"', number);
    out.append(text, from, at - from).append(text, number, end - number);
    from = end + 1;
  }
  return out.append(text, from);
}

// A whole number of seconds as an integer.
Json secondsOf(model::Duration duration) {
  constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
  if (duration.nanoseconds % kNanosecondsPerSecond == 0) return duration.nanoseconds / kNanosecondsPerSecond;
  return duration.seconds();
}

Json intervalsJson(Intervals intervals) {
  switch (intervals) {
    case Intervals::replications: return "replications";
    case Intervals::batchMeans: return "batch-means";
    case Intervals::none: break;
  }
  return nullptr;
}

// Of "latency_ms.p99" the place ["latency_ms"]["p99"].
Json& placeOf(Json& object, const std::string& name) {
  Json* place = &object;
  std::size_t from = 0;
  for (std::size_t dot = 0; (dot = name.find('.', from)) != std::string::npos; from = dot + 1)
    place = &(*place)[name.substr(from, dot - from)];
  return (*place)[name.substr(from)];
}

void addFigures(Json& object, const std::vector<NamedFigure>& figures) {
  for (const auto& figure : figures) placeOf(object, figure.name) = figureJson(figure.figure);
}

Json pairJson(const PairedFigure& pair) {
  const auto mean = [](const std::optional<Figure>& figure) {
    return figure && std::isfinite(figure->mean) ? Json(figure->mean) : Json();
  };
  return {{"this", mean(pair.here)}, {"other", mean(pair.there)}, {"difference", figureJson(pair.difference)}};
}

Json pairsJson(const std::vector<PairedPart>& parts) {
  Json object = Json::object();
  for (const auto& part : parts) {
    Json& figures = object[part.name] = Json::object();
    for (const auto& pair : part.figures) placeOf(figures, pair.name) = pairJson(pair);
  }
  return object;
}

Json againstJson(const Against& against) {
  Json set = Json::object();
  for (const auto& [path, value] : against.set) set[path] = value;
  return {{"set", std::move(set)},
          {"components", pairsJson(against.paired.components)},
          {"flows", pairsJson(against.paired.flows)},
          {"bill_total", pairJson(against.paired.billTotal)}};
}

Json billJson(const model::Bill& bill, const std::optional<std::pair<double, double>>& totalCi95 = {}) {
  Json lines = Json::array();
  for (const auto& line : bill.lines) {
    lines.push_back({{"component", line.component},
                     {"item", line.item},
                     {"quantity", exact(line.quantity)},
                     {"free", exact(line.free)},
                     {"unit", line.unit},
                     {"price", exact(line.price)},
                     {"amount", exact(line.amount)},
                     {"source", line.source},
                     {"as_of", line.asOf}});
    if (bill.savings) lines.back()["saved"] = exact(line.saved);
  }
  Json json = {
      {"currency", bill.currency},
      {"per", "month"},
      {"total", {{"mean", exact(bill.total)}, {"ci95", totalCi95 ? Json{totalCi95->first, totalCi95->second} : Json()}}},
      {"free_tier", bill.freeTier},
      {"lines", std::move(lines)},
      {"unpriced", bill.unpriced}};
  if (!bill.overlays.empty()) json["catalog_overlays"] = bill.overlays;
  if (bill.savings)
    json["savings_plan"] = {{"id", bill.savings->id},
                            {"name", bill.savings->name},
                            {"term", bill.savings->term},
                            {"saved", exact(bill.savings->saved)},
                            {"assumption", std::string(model::savingsAssumption())},
                            {"source", bill.savings->source},
                            {"as_of", bill.savings->asOf}};
  return json;
}

std::string print(const Json& document) {
  return unquoteBill(document.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

Json causesJson(const LatencyCauses& causes) {
  Json shares = Json::array();
  for (const auto& share : causes.shares)
    shares.push_back({{"component", share.component},
                      {"cause", toText(share.cause)},
                      {"share_of_mean", share.ofMean},
                      {"share_of_slowest", share.ofSlowest}});
  return {{"random_requests", causes.randomRequests},
          {"slowest_requests", causes.slowestRequests},
          {"shares", std::move(shares)}};
}

Json documentOf(const Result& result) {
  Json components = Json::object();
  for (const auto& component : result.components) {
    Json& object = components[component.id] = {{"kind", component.kind}};
    addFigures(object, component.figures);
  }
  Json flows = Json::object();
  for (std::size_t i = 0; i < result.flows.size(); ++i) {
    Json& object = flows[result.flows[i].name] = Json::object();
    addFigures(object, result.flows[i].figures);
    if (result.traces) object["latency_causes"] = causesJson(result.traces->flows[i]);
  }
  return {{"virga", VIRGA_VERSION},
          {"project", result.project},
          {"scenario", result.scenario},
          {"provider", result.provider},
          {"region", result.region},
          {"catalog", result.catalogEdition},
          {"seed", result.seed},
          {"replications", result.replications},
          {"simulated_s", secondsOf(result.simulated)},
          {"partial", result.partOf.has_value()},
          {"warmup_s", secondsOf(result.warmup)},
          {"warmup", result.warmupFound ? "auto" : "stated"},
          {"intervals", intervalsJson(result.intervals)},
          {"batches", result.batches > 0 ? Json(result.batches) : Json()},
          {"warnings", result.warnings},
          {"components", std::move(components)},
          {"flows", std::move(flows)},
          {"bill", billJson(result.bill, result.billTotalCi95)},
          {"work", {{"events", result.events}, {"wall_s", result.wallSeconds}}}};
}

}  // namespace

std::string toJson(const Result& result) { return print(documentOf(result)); }

std::string toJson(const Result& result, const Against& against) {
  Json document = documentOf(result);
  document["against"] = againstJson(against);
  return print(document);
}

std::string toJson(const model::Bill& bill) { return print({{"virga", VIRGA_VERSION}, {"bill", billJson(bill)}}); }

}  // namespace virga::simulator
