#include "simulator/results/result.h"

namespace virga::simulator {

const std::optional<Figure>* findFigure(const std::vector<NamedFigure>& figures, const std::string& name) {
  for (const auto& figure : figures)
    if (figure.name == name) return &figure.figure;
  return nullptr;
}

std::optional<double> valueOf(const std::vector<NamedFigure>& figures, const std::string& name) {
  const auto* figure = findFigure(figures, name);
  return figure && *figure ? std::optional((*figure)->mean) : std::nullopt;
}

double meanOf(const std::vector<NamedFigure>& figures, const std::string& name) {
  return valueOf(figures, name).value_or(0);
}

const FlowResult* mainFlowOf(const Result& result) {
  const FlowResult* main = nullptr;
  for (const auto& flow : result.flows)
    if (!main || meanOf(flow.figures, "requests") > meanOf(main->figures, "requests")) main = &flow;
  return main;
}

}  // namespace virga::simulator
