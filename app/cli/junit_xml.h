#pragma once

#include <string>
#include <vector>

#include "simulator/results/expectation.h"
#include "simulator/results/result.h"

namespace virga::cli {

// The expectations' verdicts as a test report that CI systems read, one test case each (JUnit's XML, as
// github.com/testmoapp/junitxml describes it; without times, so that the same run gives the same bytes).
std::string junitXml(const simulator::Result& result, const std::vector<simulator::Expectation>& expectations,
                     const std::vector<simulator::Judgement>& verdicts);

}  // namespace virga::cli
