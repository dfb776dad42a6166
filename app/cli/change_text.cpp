#include "app/cli/change_text.h"

#include <cmath>

#include <fmt/format.h>

#include "app/cli/figure_text.h"
#include "model/units/money.h"

namespace virga::cli {

namespace {

using simulator::Change;
using simulator::FigureChange;

bool isMoney(std::string_view figure) { return figure == "bill.total" || figure == "cost"; }

std::string signedText(std::string_view figure, double value) {
  return (value > 0 ? "+" : "") + changeValueText(figure, value);
}

std::string_view wordOf(const FigureChange& figure) {
  switch (figure.change) {
    case Change::same: return "same";
    case Change::notShown: return "no difference shown";
    case Change::better: return figure.isProved() ? "better" : "better?";
    case Change::worse: return figure.isProved() ? "worse" : "worse?";
    case Change::other: return "differs";
    case Change::none: break;
  }
  return "";
}

}  // namespace

std::string changeValueText(std::string_view figure, double value) {
  if (isMoney(figure)) return model::toMoneyText(model::Decimal(value));
  return valueText(measureOf(figure), value);
}

ChangeCells cellsOf(const FigureChange& figure) {
  const auto mean = [&](const std::optional<simulator::Figure>& value) {
    return value && std::isfinite(value->mean) ? changeValueText(figure.name, value->mean) : std::string("-");
  };
  ChangeCells cells{mean(figure.before), mean(figure.after), "-", "", std::string(wordOf(figure))};
  if (figure.change == Change::same) {
    cells.difference = "0";
  } else if (figure.difference) {
    cells.difference = signedText(figure.name, figure.difference->mean);
    if (const auto& ci = figure.difference->ci95)
      cells.difference += fmt::format(" ± {}", changeValueText(figure.name, (ci->second - ci->first) / 2));
  }
  const bool isShare = measureOf(figure.name) == Measure::share;
  if (figure.relative && !isShare && figure.change != Change::same)
    cells.relative = fmt::format("{:+.1f} %", *figure.relative * 100);
  return cells;
}

}  // namespace virga::cli
