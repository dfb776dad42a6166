#include "app/cli/pull_request_output.h"

#include <algorithm>
#include <variant>

#include "app/cli/bad_input.h"
#include "app/cli/junit_xml.h"
#include "app/cli/messages.h"
#include "app/cli/pull_request_summary.h"
#include "model/checks/check.h"
#include "simulator/experiment/run_difference.h"

namespace virga::cli {

namespace {

// Those of one list that the other hasn't got, by rule and place.
model::Problems without(const model::Problems& problems, const model::Problems& others) {
  model::Problems rest;
  std::copy_if(problems.begin(), problems.end(), std::back_inserter(rest), [&](const model::Problem& problem) {
    return std::none_of(others.begin(), others.end(),
                        [&](const model::Problem& other) { return other.id == problem.id && other.path == problem.path; });
  });
  return rest;
}

}  // namespace

void addPullRequestOptions(CLI::App& verb, PullRequestOutput& output) {
  verb.add_option("--junit", output.junit.name, "Write the expectations' verdicts as a test report (JUnit XML) for CI")
      ->check(refuseEmpty);
  verb.add_option("--summary", output.summary.name,
                  "Write the run for reviewers of a pull request, in Markdown, or - for standard output")
      ->check(refuseEmpty);
  verb.add_option("--base", output.base,
                  "Project file as it was before: the summary says what changes, in figures and findings")
      ->check(refuseEmpty);
}

Exit writePullRequest(const PullRequestOutput& output, const ProjectInput& input, const std::optional<ProjectInput>& base,
                      const simulator::SimulationOptions& options, const simulator::Result& result,
                      const std::vector<simulator::Expectation>& expectations,
                      const std::vector<simulator::Judgement>& verdicts, const std::stop_token& stop) {
  if (auto written = write(output.junit, output.junit.wanted() ? junitXml(result, expectations, verdicts) : std::string());
      !written)
    return badInput(written.error());
  if (!output.summary.wanted()) return Exit::done;
  std::optional<AgainstBase> against;
  if (base) {
    const auto before = simulator::simulate(base->architecture, base->catalog, options, stop);
    if (!before || before->partOf) {
      const auto* problems = before ? nullptr : std::get_if<model::Problems>(&before.error());
      if (problems) return badInput(*problems);
      printNote("interrupted before the base was simulated; there is no summary");
      return Exit::interrupted;
    }
    const auto was = model::check(base->architecture, base->catalog), is = model::check(input.architecture, input.catalog);
    auto difference = simulator::differenceOf(*before, result);
    auto verdict = verdictOf(difference);
    against = AgainstBase{std::move(difference), std::move(verdict), without(is, was), without(was, is)};
  }
  if (auto written = write(output.summary, pullRequestSummary(result, verdicts, expectations, against)); !written)
    return badInput(written.error());
  return Exit::done;
}

}  // namespace virga::cli
