#include "simulator/results/result.h"

namespace virga::simulator {

const std::optional<Figure>* findFigure(const std::vector<NamedFigure>& figures, const std::string& name) {
  for (const auto& figure : figures)
    if (figure.name == name) return &figure.figure;
  return nullptr;
}

}  // namespace virga::simulator
