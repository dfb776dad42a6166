#include "model/catalog/distribution_text.h"

#include "model/project/codec_choice.h"
#include "model/project/yaml_text.h"

namespace virga::model {

tl::expected<Distribution, std::string> parseDistribution(std::string_view text) {
  const auto sentence = [&](const Problem& problem) {
    return problem.message + (problem.hint.empty() ? "" : "; " + problem.hint);
  };
  const auto tree = parseYaml(text, {});
  if (!tree) return tl::unexpected(sentence(tree.error()));
  Reader reader("");
  Distribution distribution;
  Codec<Distribution>::read(reader, *tree, {}, distribution);
  reader.refuseDuplicateKeys(*tree);
  if (!reader.problems().empty()) return tl::unexpected(sentence(reader.problems().front()));
  if (const auto* empirical = std::get_if<Empirical>(&distribution); empirical && !empirical->file.empty())
    return tl::unexpected(std::string("a catalog states its quantiles itself and names no file"));
  return distribution;
}

}  // namespace virga::model
