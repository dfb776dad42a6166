#include "model/checks/fix_all.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "model/checks/check.h"
#include "model/checks/quick_fix.h"

namespace virga::model {
namespace {

using Place = std::pair<std::string, std::string>;  // rule and path

std::multiset<Place> errorsOf(const Problems& problems) {
  std::multiset<Place> errors;
  for (const auto& problem : problems)
    if (problem.severity == Severity::error) errors.emplace(problem.id, problem.path);
  return errors;
}

struct Improved {
  Architecture architecture;
  Problems problems;
};

// The design with the problem's fix, if that does what it says.
std::optional<Improved> improved(const Architecture& architecture, const Problems& problems, const Problem& problem,
                                 const QuickFix& fix, const Catalog& catalog) {
  auto edited = fix.edit(architecture);
  if (!edited || *edited == architecture) return std::nullopt;
  auto left = check(*edited, catalog);
  if (std::find(left.begin(), left.end(), problem) != left.end()) return std::nullopt;
  const auto before = errorsOf(problems), after = errorsOf(left);
  if (!std::includes(before.begin(), before.end(), after.begin(), after.end())) return std::nullopt;
  return Improved{*std::move(edited), std::move(left)};
}

}  // namespace

FixedDesign fixAll(Architecture architecture, const Catalog& catalog) {
  FixedDesign result{std::move(architecture), {}};
  std::set<std::string> tried;  // titles: a fix that is wanted again was of no use
  auto problems = check(result.architecture, catalog);
  for (bool again = true; std::exchange(again, false);) {
    for (const auto& problem : problems) {
      const auto fixes = quickFixes(result.architecture, problem);
      const auto* fix = unambiguous(problem, fixes);
      if (!fix || !tried.insert(fix->title).second) continue;
      auto better = improved(result.architecture, problems, problem, *fix, catalog);
      if (!better) continue;
      result.mended.push_back({problem, fix->title});
      result.architecture = std::move(better->architecture);
      problems = std::move(better->problems);
      again = true;
      break;
    }
  }
  return result;
}

}  // namespace virga::model
