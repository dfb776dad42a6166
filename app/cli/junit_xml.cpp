#include "app/cli/junit_xml.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <pugixml.hpp>

namespace virga::cli {

std::string junitXml(const simulator::Result& result, const std::vector<simulator::Expectation>& expectations,
                     const std::vector<simulator::Judgement>& verdicts) {
  const auto failures = std::count_if(verdicts.begin(), verdicts.end(), [](const auto& verdict) { return !verdict.holds; });
  const auto name =
      fmt::format("{}{}, {}", result.project, result.scenario.empty() ? "" : ", " + result.scenario, result.provider);
  pugi::xml_document document;
  auto suites = document.append_child("testsuites");
  const auto count = [&](pugi::xml_node node) {
    node.append_attribute("tests") = verdicts.size();
    node.append_attribute("failures") = static_cast<long long>(failures);
    node.append_attribute("errors") = 0;
  };
  suites.append_attribute("name") = "virga";
  count(suites);
  auto suite = suites.append_child("testsuite");
  suite.append_attribute("name") = name.c_str();
  count(suite);
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    auto test = suite.append_child("testcase");
    test.append_attribute("name") = expectations[i].text.c_str();
    test.append_attribute("classname") = name.c_str();
    if (verdicts[i].holds) continue;
    auto failure = test.append_child("failure");
    failure.append_attribute("type") = "expectation";
    failure.append_attribute("message") = verdicts[i].found.c_str();
    failure.text() = verdicts[i].text.c_str();
  }
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

}  // namespace virga::cli
