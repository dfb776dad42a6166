#include "model/manifest/problem_lists.h"

#include <algorithm>
#include <iterator>

namespace virga::model {

Problems errorsOf(const Problems& problems) {
  Problems errors;
  std::copy_if(problems.begin(), problems.end(), std::back_inserter(errors),
               [](const Problem& problem) { return problem.severity == Severity::error; });
  return errors;
}

Problems onceOfSeverity(const Problems& problems, bool errors) {
  Problems found;
  for (const Problem& problem : problems)
    if ((problem.severity == Severity::error) == errors && std::find(found.begin(), found.end(), problem) == found.end())
      found.push_back(problem);
  return found;
}

}  // namespace virga::model
