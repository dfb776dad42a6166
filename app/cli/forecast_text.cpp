#include "app/cli/forecast_text.h"

#include <fmt/format.h>

#include "app/cli/figure_text.h"
#include "app/cli/table.h"

namespace virga::cli {

namespace {

std::string numberText(const std::string& figure, double value) {
  const bool isMoney = figure == "cost" || figure.ends_with(".cost");
  return isMoney ? fmt::format("{:.2f}", value) : valueText(measureOf(figure), value);
}

std::string percent(double share) { return fmt::format("{:.0f} %", share * 100); }

std::string fanText(const simulator::Forecast& forecast, const simulator::Fan& fan) {
  const bool isCost = fan.figure == "cost";
  const bool judged = isCost && forecast.budget;
  std::vector<Table::Column> heads{{"month"}, {"5 %"}, {"25 %"}, {"half"}, {"75 %"}, {"95 %"}};
  if (judged) heads.push_back({"over the budget"});
  Table table(std::move(heads));
  for (std::size_t i = 0; i < fan.months.size(); ++i) {
    const auto& month = fan.months[i];
    std::vector<std::string> cells{std::to_string(i + 1)};
    for (const double value : {month.p5, month.p25, month.p50, month.p75, month.p95})
      cells.push_back(month.futures == 0 ? "-" : numberText(fan.figure, value));
    if (judged) cells.push_back(percent(forecast.budget->overShare[i]));
    table.add(std::move(cells));
  }
  const auto title = isCost ? fmt::format("cost, {} a month", forecast.currency) : fan.figure;
  return fmt::format("{}: below this in so many of the futures\n{}\n", title, table.text());
}

}  // namespace

std::string forecastText(const simulator::Forecast& forecast) {
  auto text = fmt::format("{}{} on {}, {} futures\n", forecast.project,
                          forecast.scenario.empty() ? "" : ", " + forecast.scenario, forecast.provider, forecast.futures);
  for (const auto& factor : forecast.uncertain) text += fmt::format("  {}\n", factor);
  if (!forecast.growth.empty()) text += fmt::format("  traffic grows by {} a month\n", forecast.growth);
  text += "\n";
  for (const auto& fan : forecast.fans) text += fanText(forecast, fan);
  if (forecast.whole.futures > 0)
    text += fmt::format("All {} months cost {:.2f} to {:.2f} {} in nine of ten futures, {:.2f} in the middle one.\n",
                        forecast.fans.front().months.size(), forecast.whole.p5, forecast.whole.p95, forecast.currency,
                        forecast.whole.p50);
  if (const auto& budget = forecast.budget)
    text += fmt::format("The budget of {:.2f} {} is exceeded in {} of all months, and in some month of {} of the futures.\n",
                        budget->perMonth, forecast.currency, percent(budget->monthsOverShare),
                        percent(budget->anyMonthOverShare));
  for (const auto& refused : forecast.refused) text += fmt::format("Left out where it can't be: {}\n", refused);
  return text;
}

}  // namespace virga::cli
