#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/problem.h"
#include "simulator/results/expectation.h"
#include "simulator/results/result.h"
#include "simulator/results/run_difference.h"

namespace virga::cli {

// What a change of a design does, against the design as it was.
struct AgainstBase {
  simulator::RunDifference difference;
  std::string verdict;
  model::Problems added, mended;  // findings of the checks
};

// The run for reviewers, in GitHub's Markdown: the expectations, and with a base what changes: cost, latency, cold starts,
// throttles, failures, findings.
std::string pullRequestSummary(const simulator::Result& result, const std::vector<simulator::Judgement>& verdicts,
                               const std::vector<simulator::Expectation>& expectations,
                               const std::optional<AgainstBase>& against);

}  // namespace virga::cli
