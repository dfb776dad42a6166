#include "app/cli/fix.h"

#include <fmt/format.h>

#include "model/checks/check.h"
#include "model/checks/fix_all.h"
#include "model/io/file.h"
#include "model/project/project_file.h"

namespace virga::cli {

tl::expected<void, std::string> fixInput(ProjectInput& input, const std::string& file, const OutputTarget& output,
                                         std::FILE* told) {
  auto fixed = model::fixAll(input.architecture, input.catalog);
  auto text = fixed.mended.empty() ? input.text : model::writeProject(fixed.architecture, input.text);
  const bool inPlace = !output.wanted() && file != "-";
  const bool toStandardOutput = output.isStandardOutput() || (!output.wanted() && file == "-");
  tl::expected<void, std::string> written;
  if (!inPlace)
    written = write(toStandardOutput ? OutputTarget{"-"} : output, text);
  else if (!fixed.mended.empty())
    written = model::writeFileAtomically(file, text);
  if (!written) return written;
  model::Problems problems;
  for (const auto& mended : fixed.mended) problems.push_back(mended.problem);
  problems = model::withLocations(std::move(problems), input.text, input.fileName);
  for (std::size_t i = 0; i < problems.size(); ++i)
    fmt::print(told, "fixed: {} ({})\n", fixed.mended[i].title, toText(problems[i]));
  if (fixed.mended.empty()) fmt::print(told, "{}: nothing that can be fixed without a choice\n", input.fileName);
  input.architecture = std::move(fixed.architecture);
  input.text = std::move(text);
  return {};
}

}  // namespace virga::cli
