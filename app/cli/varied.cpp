#include "app/cli/varied.h"

namespace virga::cli {

tl::expected<std::vector<simulator::Factor>, std::string> factorsOf(const std::vector<std::string>& texts) {
  std::vector<simulator::Factor> factors;
  for (const auto& text : texts) {
    auto factor = simulator::parseFactor(text);
    if (!factor) return tl::unexpected("--vary " + factor.error());
    factors.push_back(std::move(*factor));
  }
  return factors;
}

tl::expected<void, model::Problems> checkFactors(const std::vector<simulator::Factor>& factors, const ProjectInput& input,
                                                 const std::string& provider, const std::vector<model::Setting>& settings) {
  const auto with = [&](const simulator::Factor& factor, double u) {
    auto all = settings;
    all.push_back({factor.path, valueAt(factor, u)});
    return architectureWith(input, provider, all);
  };
  for (const auto& factor : factors)
    if (auto first = with(factor, 0); !first && !with(factor, 1)) return tl::unexpected(first.error());
  return {};
}

}  // namespace virga::cli
