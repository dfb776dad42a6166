#include <nlohmann/json.hpp>

#include "simulator/forecast/forecast.h"

namespace virga::simulator {
namespace {

using Json = nlohmann::ordered_json;

Json monthJson(const Fan::Month& month) {
  if (month.futures == 0) return Json();
  return {{"futures", month.futures}, {"mean", month.mean}, {"p5", month.p5},  {"p25", month.p25},
          {"p50", month.p50},         {"p75", month.p75},   {"p95", month.p95}};
}

}  // namespace

std::string toJson(const Forecast& forecast) {
  Json fans = Json::object();
  for (const auto& fan : forecast.fans) {
    auto& months = fans[fan.figure] = Json::array();
    for (const auto& month : fan.months) months.push_back(monthJson(month));
  }
  Json json = {{"virga", VIRGA_VERSION},
               {"project", forecast.project},
               {"scenario", forecast.scenario},
               {"provider", forecast.provider},
               {"currency", forecast.currency},
               {"uncertain", forecast.uncertain},
               {"growth_per_month", forecast.growth.empty() ? Json() : Json(forecast.growth)},
               {"futures", forecast.futures},
               {"months", std::move(fans)},
               {"cost_of_all_months", monthJson(forecast.whole)},
               {"refused", forecast.refused}};
  if (forecast.budget)
    json["budget"] = {{"per_month", forecast.budget->perMonth},
                      {"over_share_of_month", forecast.budget->overShare},
                      {"months_over_share", forecast.budget->monthsOverShare},
                      {"any_month_over_share", forecast.budget->anyMonthOverShare}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace virga::simulator
