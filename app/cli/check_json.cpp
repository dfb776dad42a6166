#include "app/cli/check_json.h"

#include <nlohmann/json.hpp>

#include "model/architecture/fields_project.h"
#include "model/checks/function_access.h"

namespace virga::cli {
namespace {

using Json = nlohmann::ordered_json;

Json problemJson(const model::Problem& problem, const model::RuleCatalog& rules) {
  Json json = {{"severity", model::kEnumNames<model::Severity>[static_cast<std::size_t>(problem.severity)]},
               {"id", problem.id},
               {"file", problem.file},
               {"line", problem.line},
               {"column", problem.column},
               {"path", problem.path},
               {"message", problem.message},
               {"hint", problem.hint}};
  if (const auto* rule = rules.find(problem.id)) {
    json["category"] = rule->category;
    json["title"] = rule->title;
    json["why"] = rule->why;
    json["source"] = {{"url", rule->url}, {"date", rule->date}};
  }
  return json;
}

Json accessJson(const model::Architecture& architecture) {
  Json json = Json::object();
  for (const auto& [function, accesses] : model::functionAccesses(architecture)) {
    Json list = Json::array();
    for (const auto& [on, kinds] : accesses) {
      Json names = Json::array();
      for (const auto kind : kinds) names.push_back(model::accessName(kind));
      list.push_back({{"on", on}, {"access", std::move(names)}});
    }
    json[function] = std::move(list);
  }
  return json;
}

}  // namespace

model::CheckFindings located(model::CheckFindings findings, const ProjectInput& input) {
  model::Problems ignored;
  for (const auto& each : findings.ignored) ignored.push_back(each.problem);
  ignored = withLocations(std::move(ignored), input.text, input.fileName);
  for (std::size_t i = 0; i < ignored.size(); ++i) findings.ignored[i].problem = std::move(ignored[i]);
  findings.problems = withLocations(std::move(findings.problems), input.text, input.fileName);
  return findings;
}

std::string checkJson(const ProjectInput& input, const model::CheckFindings& findings, const model::RuleCatalog& rules) {
  Json problems = Json::array(), ignored = Json::array();
  for (const auto& problem : findings.problems) problems.push_back(problemJson(problem, rules));
  for (const auto& [problem, reason] : findings.ignored) {
    auto json = problemJson(problem, rules);
    json["reason"] = reason;
    ignored.push_back(std::move(json));
  }
  const Json document = {
      {"virga", VIRGA_VERSION},           {"project", input.architecture.name},      {"provider", input.catalog.provider},
      {"catalog", input.catalog.edition}, {"ok", !hasErrors(findings.problems)},     {"problems", std::move(problems)},
      {"ignored", std::move(ignored)},    {"access", accessJson(input.architecture)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace virga::cli
