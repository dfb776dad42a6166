#include <cmath>

#include <nlohmann/json.hpp>

#include "simulator/calibrate/calibration.h"

namespace virga::simulator {

namespace {

using Json = nlohmann::ordered_json;

template <typename Value>
Json optional(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

Json estimateJson(const Estimate& estimate) {
  return {{"value", estimate.value}, {"ci95", Json::array({estimate.low, estimate.high})}};
}

Json optionalEstimate(const std::optional<Estimate>& estimate) { return estimate ? estimateJson(*estimate) : Json(); }

Json triedJson(const TriedLaw& law) {
  Json parameters = Json::object();
  for (const auto& [name, estimate] : law.fit.parameters) parameters[std::string(name)] = estimateJson(estimate);
  return {{"law", familyName(law.fit.family)},
          {"parameters_ms", std::move(parameters)},
          {"log_likelihood", law.fit.logLikelihood},
          {"aic", law.fit.aic},
          {"bic", law.fit.bic},
          {"ks_distance", law.goodness.distance},
          {"ks_p", optional(law.goodness.pValue)},
          {"anderson_darling", law.goodness.andersonDarling},
          {"p50_error", law.goodness.errorP50},
          {"p95_error", law.goodness.errorP95},
          {"p99_error", law.goodness.errorP99},
          {"holds", law.goodness.holds}};
}

Json lawJson(const std::optional<ServiceLaw>& law) {
  if (!law) return nullptr;
  Json tried = Json::array();
  for (const auto& one : law->tried) tried.push_back(triedJson(one));
  const std::string chosen = law->constant ? "constant"
                             : law->chosen ? std::string(familyName(law->tried[*law->chosen].fit.family))
                                           : "empirical";
  return {{"values", law->values}, {"chosen", chosen}, {"tried", std::move(tried)}};
}

std::string_view shapeName(ArrivalShape shape) {
  switch (shape) {
    case ArrivalShape::regular: return "regular";
    case ArrivalShape::poisson: return "poisson";
    case ArrivalShape::profile: return "profile";
    case ArrivalShape::bursty: return "bursty";
  }
  return {};
}

Json arrivalsJson(const std::optional<ArrivalEstimate>& arrivals) {
  if (!arrivals) return nullptr;
  return {{"shape", shapeName(arrivals->shape)},
          {"count", arrivals->arrivals},
          {"span_s", arrivals->spanSeconds},
          {"per_s", estimateJson(arrivals->perSecond)},
          {"dispersion",
           {{"index", arrivals->within.index},
            {"p", arrivals->within.pValue},
            {"interval_s", arrivals->within.binSeconds},
            {"intervals", arrivals->within.bins}}},
          {"rate_variation", arrivals->rateVariation},
          {"gaps",
           {{"count", arrivals->gaps},
            {"cv", optional(arrivals->gapVariation)},
            {"ks_distance", optional(arrivals->gapDistance)}}}};
}

std::string_view matchName(NamedBy by) {
  switch (by) {
    case NamedBy::stated: return "stated";
    case NamedBy::same: return "same";
    case NamedBy::spelling: return "spelling";
    case NamedBy::part: return "part";
    case NamedBy::onlyOne: return "only-one";
  }
  return {};
}

Json keepAliveJson(const std::optional<KeepAliveBounds>& bounds) {
  if (!bounds) return nullptr;
  return {{"instances", bounds->instances},
          {"gaps", bounds->gaps},
          {"longest_kept_s", optional(bounds->longestKeptS)},
          {"shortest_gone_s", optional(bounds->shortestGoneS)}};
}

Json functionJson(const FunctionCalibration& function) {
  return {{"function", function.match.component},
          {"log_name", function.logName},
          {"matched_by", matchName(function.match.by)},
          {"records", function.records},
          {"duration", lawJson(function.service)},
          {"first_duration_mean_ms", optional(function.firstServedMs)},
          {"arrivals", arrivalsJson(function.arrivals)},
          {"cold_start_share", optionalEstimate(function.coldShare)},
          {"init", lawJson(function.init)},
          {"restore", lawJson(function.restore)},
          {"keep_alive", keepAliveJson(function.keepAlive)},
          {"memory_mib", optional(function.memorySizeMib)},
          {"memory_used_p99_mib", optional(function.memoryUsedP99Mib)},
          {"memory_used_max_mib", optional(function.memoryUsedMaxMib)},
          {"error_share", optionalEstimate(function.errorShare)},
          {"error_share_at_least", function.errorsAtLeast},
          {"timeouts", function.timeouts},
          {"out_of_memory", function.outOfMemory},
          {"throttles", function.throttles},
          {"billed_mean_ms", optional(function.billedMs)},
          {"remarks", function.remarks}};
}

}  // namespace

std::string toJson(const Calibration& calibration, const std::string& project, const std::string& logs) {
  Json functions = Json::array(), proposals = Json::array(), unmatched = Json::array(), figures = Json::array();
  for (const auto& function : calibration.functions) functions.push_back(functionJson(function));
  for (const auto& [name, why] : calibration.unmatched) unmatched.push_back({{"log_name", name}, {"why", why}});
  for (const auto& proposal : calibration.proposals)
    proposals.push_back({{"function", proposal.function},
                         {"path", proposal.setting.path},
                         {"old", proposal.oldValue.empty() ? Json() : Json(proposal.oldValue)},
                         {"new", proposal.setting.value},
                         {"records", proposal.records},
                         {"evidence", proposal.evidence},
                         {"note", proposal.note},
                         {"file", proposal.file ? Json(proposal.file->name) : Json()}});
  for (const auto& figure : calibration.figures)
    figures.push_back({{"function", figure.function},
                       {"figure", figure.name},
                       {"unit", figure.unit},
                       {"logged", optional(figure.logged)},
                       {"before", optional(figure.before)},
                       {"after", optional(figure.after)}});
  const Json document = {{"virga", VIRGA_VERSION},
                         {"project", project},
                         {"logs", Json::parse(logs)},
                         {"functions", std::move(functions)},
                         {"unmatched", std::move(unmatched)},
                         {"unlogged", calibration.unlogged},
                         {"proposals", std::move(proposals)},
                         {"comparison", std::move(figures)},
                         {"simulated_s", optional(calibration.simulatedSeconds)},
                         {"not_simulated", calibration.whyNotSimulated.empty() ? Json() : Json(calibration.whyNotSimulated)},
                         {"unknown", calibration.unknowns}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace virga::simulator
