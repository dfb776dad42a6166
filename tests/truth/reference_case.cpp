#include "tests/truth/reference_case.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include <QtGlobal>

#include "simulator/workload/csv.h"

namespace virga::truth {
namespace {

std::map<std::string, std::string> parametersOf(std::string_view text) {
  std::map<std::string, std::string> parameters;
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    const auto one = text.substr(0, end);
    const auto equals = one.find('=');
    if (equals == std::string_view::npos) qFatal("'%s' isn't a parameter", std::string(one).c_str());
    parameters.emplace(one.substr(0, equals), one.substr(equals + 1));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parameters;
}

double percent(const std::string& text) { return std::strtod(text.c_str(), nullptr) / 100; }

}  // namespace

double ReferenceCase::number(const std::string& parameter) const {
  const auto found = parameters.find(parameter);
  if (found == parameters.end()) qFatal("%s has no parameter %s", name.c_str(), parameter.c_str());
  return std::strtod(found->second.c_str(), nullptr);
}

bool ReferenceCase::says(const std::string& parameter, const std::string& word) const {
  const auto found = parameters.find(parameter);
  return found != parameters.end() && found->second == word;
}

std::vector<ReferenceCase> readReferenceCases(const std::string& path) {
  enum Column : std::size_t { name, family, parameters, figure, value, halfWidth95, runs, within, widest, model, leftOut };
  std::vector<ReferenceCase> cases;
  std::vector<std::string> row(leftOut + 1);
  const auto read = simulator::readCsv(
      path, {[&](std::size_t column, std::string_view text) { row.at(column) = text; },
             [&](std::size_t index) -> std::string {
               if (index > 0)
                 cases.push_back({row[name], row[family], parametersOf(row[parameters]), row[family] + ";" + row[parameters],
                                  row[figure], std::strtod(row[value].c_str(), nullptr),
                                  std::strtod(row[halfWidth95].c_str(), nullptr), std::atoi(row[runs].c_str()),
                                  std::strtod(row[within].c_str(), nullptr), percent(row[widest]), row[leftOut]});
               row.assign(row.size(), "");
               return {};
             }});
  if (!read) qFatal("%s", read.error().c_str());
  return cases;
}

}  // namespace virga::truth
