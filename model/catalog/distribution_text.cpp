#include "model/catalog/distribution_text.h"

#include <charconv>

#include <fmt/format.h>

#include "model/catalog/yaml_map.h"

namespace virga::model {
namespace {

tl::expected<double, std::string> parsePositive(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value > 0) || value > 1e9)
    return tl::unexpected(fmt::format("'{}' isn't a number above 0", text));
  return value;
}

std::optional<Distribution> lognormal(const YamlMap& fields) {
  fields.allowOnly({"mean", "p95", "median", "p99", "sigma"});
  const auto at = [&](const char* key) { return fields.parsed<Duration>(key, parseDuration); };
  const auto size = fields.entries().size();
  if (size == 2 && fields.find("mean") && fields.find("p95")) {
    const auto mean = at("mean"), p95 = at("p95");
    if (mean && p95 && *mean > Duration{} && *p95 > *mean) return LognormalMeanP95{*mean, *p95};
  } else if (size == 2 && fields.find("median") && fields.find("p99")) {
    const auto median = at("median"), p99 = at("p99");
    if (median && p99 && *median > Duration{} && *p99 > *median) return LognormalMedianP99{*median, *p99};
  } else if (size == 2 && fields.find("median") && fields.find("sigma")) {
    const auto median = at("median");
    const auto sigma = fields.parsed<double>("sigma", parsePositive);
    if (median && sigma && *median > Duration{}) return LognormalMedianSigma{*median, *sigma};
  }
  return {};
}

std::optional<Distribution> empirical(const YamlMap& fields, ProblemLog& log) {
  fields.allowOnly({"quantiles"});
  const auto* list = fields.require("quantiles");
  if (!list) return {};
  const YamlMap points(*list, "quantiles", log);
  Empirical law;
  for (const auto& [text, node] : points.entries()) {
    const auto share = parseShare(text);
    const auto value = points.parsed<Duration>(text, parseDuration);
    if (!share || !value) return {};
    if (!law.quantiles.empty() && (*share <= law.quantiles.back().first || *value < law.quantiles.back().second)) return {};
    law.quantiles.emplace_back(*share, *value);
  }
  if (law.quantiles.size() < 2) return {};
  return law;
}

std::optional<Distribution> read(const std::string& law, const YAML::Node& node, ProblemLog& log) {
  if (law == "constant") {
    const auto value = node.IsScalar() ? parseDuration(node.Scalar()) : tl::unexpected(std::string());
    return value ? std::optional<Distribution>(Constant{*value}) : std::nullopt;
  }
  const YamlMap fields(node, law, log);
  const auto at = [&](const char* key) { return fields.parsed<Duration>(key, parseDuration); };
  if (law == "lognormal") return lognormal(fields);
  if (law == "empirical") return empirical(fields, log);
  if (law == "uniform") {
    fields.allowOnly({"min", "max"});
    const auto min = at("min"), max = at("max");
    if (min && max && *min <= *max) return Uniform{*min, *max};
  } else if (law == "exponential") {
    fields.allowOnly({"mean"});
    if (const auto mean = at("mean"); mean && *mean > Duration{}) return Exponential{*mean};
  } else if (law == "gamma") {
    fields.allowOnly({"mean", "cv"});
    const auto mean = at("mean");
    const auto cv = fields.parsed<double>("cv", parsePositive);
    if (mean && cv && *mean > Duration{}) return Gamma{*mean, *cv};
  }
  return {};
}

}  // namespace

tl::expected<Distribution, std::string> parseDistribution(std::string_view text) {
  static const std::vector<std::string> laws = {"constant", "uniform", "exponential", "lognormal", "gamma", "empirical"};
  const auto document = parseYaml(text, {});
  if (!document) return tl::unexpected(fmt::format("'{}': {}", text, document.error().message));
  if (document->IsScalar()) {
    const auto value = parseDuration(document->Scalar());
    if (!value) return tl::unexpected(value.error());
    return Constant{*value};
  }
  if (!document->IsMap() || document->size() != 1)
    return tl::unexpected(
        fmt::format("'{}' isn't a distribution; a duration or one law is expected, such as "
                    "{{lognormal: {{median: 4 ms, p99: 20 ms}}}}",
                    text));
  const auto entry = *document->begin();
  const auto law = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
  if (std::find(laws.begin(), laws.end(), law) == laws.end())
    return tl::unexpected(fmt::format("unknown distribution '{}'; {}", law, suggestion(law, laws)));
  ProblemLog log;
  auto value = read(law, entry.second, log);
  if (!log.problems.empty()) return tl::unexpected(log.problems.front().message);
  if (!value) return tl::unexpected(fmt::format("'{}': the parameters don't define a {} law", text, law));
  return *value;
}

}  // namespace virga::model
