#include "simulator/sweep/sweep_table.h"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "simulator/results/figure_name.h"

namespace virga::simulator {
namespace {

constexpr std::string_view kRequests = ".requests";

// The flow with the most requests in the row; empty where there is none. Components have requests too, but no arrow.
std::string mainFlowOf(const SweepRow& row) {
  std::string flow;
  double most = -1;
  for (const auto& figure : row.figures)
    if (figure.name.ends_with(kRequests) && figure.name.find("→") != std::string::npos && figure.mean > most) {
      most = figure.mean;
      flow = figure.name.substr(0, figure.name.size() - kRequests.size());
    }
  return flow;
}

std::vector<std::string> usualFigures(SweepStore& store, const std::vector<std::string>& names) {
  std::string flow;
  const auto looked = store.forEach([&](const SweepRow& row) {
    if (flow.empty()) flow = mainFlowOf(row);
  });
  std::vector<std::string> wanted{"cost"};
  if (looked && !flow.empty())
    for (const auto* figure : {"latency_ms.p50", "latency_ms.p95", "latency_ms.p99", "failed", "throttled"})
      wanted.push_back(flow + "." + figure);
  std::erase_if(wanted, [&](const auto& name) { return !std::binary_search(names.begin(), names.end(), name); });
  return wanted;
}

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

const std::string* inputOf(const SweepStore& store, std::string_view name) {
  for (const auto& [own, value] : store.inputs())
    if (own == name) return &value;
  return nullptr;
}

template <typename Number>
bool readInput(const SweepStore& store, std::string_view name, Number& number) {
  const auto* text = inputOf(store, name);
  return text && std::from_chars(text->data(), text->data() + text->size(), number).ec == std::errc{};
}

}  // namespace

tl::expected<SweepPlan, std::string> planOf(const SweepStore& store) {
  SweepPlan plan;
  const auto damaged = [] { return tl::unexpected(std::string("the file doesn't say what was varied: it is damaged")); };
  const auto* design = inputOf(store, "points");
  if (!design || !readInput(store, "samples", plan.samples) || !readInput(store, "levels", plan.levels) ||
      !readInput(store, "seed of the points", plan.seed))
    return damaged();
  const auto parsed = parseSweepDesign(*design);
  if (!parsed) return tl::unexpected(parsed.error());
  plan.design = *parsed;
  for (std::size_t i = 1;; ++i) {
    const auto* text = inputOf(store, fmt::format("factor {}", i));
    if (!text) break;
    auto factor = parseFactor(*text);
    if (!factor) return tl::unexpected(factor.error());
    plan.factors.push_back(std::move(*factor));
  }
  if (plan.factors.empty()) return damaged();
  return plan;
}

tl::expected<SweepTable, std::string> readTable(SweepStore& store, const std::vector<std::string>& typed) {
  const auto plan = planOf(store);
  if (!plan) return tl::unexpected(plan.error());
  const auto names = store.figureNames();
  if (!names) return tl::unexpected(names.error());
  SweepTable table;
  for (const auto& factor : plan->factors) table.factors.push_back(factor.path);
  if (typed.empty()) table.figures = usualFigures(store, *names);
  for (const auto& figure : typed) {
    auto name = figureNamed(figure, *names);
    if (!name) return tl::unexpected(name.error());
    table.figures.push_back(std::move(*name));
  }
  const auto read = store.forEach([&](const SweepRow& row) {
    SweepTable::Row out{row.point.number, std::vector<std::string>(table.factors.size()), row.refused,
                        std::vector<std::optional<SweepCell>>(table.figures.size())};
    for (const auto& setting : row.point.settings) {
      const auto factor = std::find(table.factors.begin(), table.factors.end(), setting.path);
      if (factor != table.factors.end())
        out.inputs[static_cast<std::size_t>(factor - table.factors.begin())] = setting.value;
    }
    for (const auto& figure : row.figures)
      for (std::size_t i = 0; i < table.figures.size(); ++i)
        if (table.figures[i] == figure.name) out.figures[i] = SweepCell{figure.mean, figure.ci95};
    table.rows.push_back(std::move(out));
  });
  if (!read) return tl::unexpected(read.error());
  return table;
}

std::string toCsv(const SweepTable& table) {
  std::string text = "point";
  for (const auto& factor : table.factors) text += "," + csvField(factor);
  text += ",refused";
  for (const auto& figure : table.figures)
    for (const auto* part : {"", " low95", " high95"}) text += "," + csvField(figure + part);
  text += "\r\n";
  for (const auto& row : table.rows) {
    text += std::to_string(row.point);
    for (const auto& input : row.inputs) text += "," + csvField(input);
    text += "," + csvField(row.refused);
    for (const auto& cell : row.figures) {
      if (!cell)
        text += ",,,";
      else if (!cell->ci95)
        text += fmt::format(",{},,", cell->mean);
      else
        text += fmt::format(",{},{},{}", cell->mean, cell->ci95->first, cell->ci95->second);
    }
    text += "\r\n";
  }
  return text;
}

std::vector<SweepSensitivity> sensitivityOf(const SweepPlan& plan, const SweepTable& table) {
  const bool sobol = plan.design == SweepDesign::sobolIndices, morris = plan.design == SweepDesign::morris;
  const auto units = unitPointsOf(plan);
  if ((!sobol && !morris) || table.rows.size() != units.size()) return {};
  std::vector<SweepSensitivity> out;
  for (std::size_t i = 0; i < table.figures.size(); ++i) {
    std::vector<double> values;
    for (const auto& row : table.rows)
      if (row.figures[i]) values.push_back(row.figures[i]->mean);
    if (values.size() != units.size()) continue;
    SweepSensitivity own{table.figures[i], {}, {}};
    if (sobol) own.sobol = sobolIndices(values, plan.factors.size(), plan.seed);
    if (morris) own.morris = morrisEffects(values, units);
    out.push_back(std::move(own));
  }
  return out;
}

}  // namespace virga::simulator
