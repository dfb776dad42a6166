#include "simulator/results/flat_figures.h"

#include <cmath>
#include <map>

namespace virga::simulator {
namespace {

void add(std::vector<FlatFigure>& out, const std::string& subject, const std::vector<NamedFigure>& figures) {
  for (const auto& figure : figures)
    if (figure.figure && std::isfinite(figure.figure->mean))
      out.push_back({subject + "." + figure.name, figure.figure->mean, figure.figure->ci95});
}

}  // namespace

std::vector<FlatFigure> flatFigures(const Result& result) {
  std::vector<FlatFigure> out;
  const bool priced = result.bill.unpriced.empty();
  std::map<std::string, model::Decimal> costs;
  for (const auto& line : result.bill.lines) costs[line.component] += line.amount;
  if (priced) out.push_back({"cost", result.bill.total.convert_to<double>(), result.billTotalCi95});
  for (const auto& component : result.components) {
    if (const auto cost = costs.find(component.id); priced && cost != costs.end())
      out.push_back({component.id + ".cost", cost->second.convert_to<double>(), std::nullopt});
    add(out, component.id, component.figures);
  }
  for (const auto& flow : result.flows) add(out, flow.name, flow.figures);
  return out;
}

}  // namespace virga::simulator
