#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/project/choice_view.h"
#include "simulator/calibrate/propose.h"
#include "simulator/kernel/sampler.h"

// What the logs say of how instances start and how long they are kept.
namespace virga::simulator {

namespace {

const model::ProviderSettings* settingsOf(const ProposalBasis& basis) {
  for (const auto& settings : basis.architecture.providers)
    if (settings.provider == basis.catalog.provider) return &settings;
  return nullptr;
}

double msOf(model::Duration duration) { return duration.milliseconds(); }

// Variance of a law in ms², by its quantiles in the middle of 2,000 equal shares.
double varianceOf(const model::Distribution& law) {
  constexpr int kShares = 2000;
  const Sampler sampler(law);
  const double mean = sampler.mean();
  double sum = 0;
  for (int i = 0; i < kShares; ++i) {
    const double deviation = sampler.value((i + 0.5) / kShares) - mean;
    sum += deviation * deviation;
  }
  return sum / kShares * 1e-12;
}

Proposal startProposal(const FunctionCalibration& function, std::string path, std::string value, std::string old) {
  return {function.match.component, {std::move(path), std::move(value)}, std::move(old), function.init->values, {}, {}};
}

std::string initText(const FunctionCalibration& function, double mean, double deviation) {
  const double half = 1.96 * deviation / std::sqrt(static_cast<double>(function.init->values));
  return fmt::format("{} initialisations of {} ms on the mean", function.init->values,
                     estimateText({mean, mean - half, mean + half}));
}

// A gamma law of that mean and variance, or a constant where it hardly varies.
model::Distribution lawOfMoments(double mean, double variance) {
  const double cv = std::sqrt(std::max(0.0, variance)) / mean;
  if (cv < 0.1) return model::Constant{roundedTime(mean)};
  return model::Gamma{roundedTime(mean), toFourDigits(std::min(cv, 100.0))};
}

// Where the project states the whole cold start, the logged initialisation is it.
void proposeWhole(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out) {
  const auto path = fmt::format("providers.{}.cold-start", basis.catalog.provider);
  const auto* settings = settingsOf(basis);
  for (const auto& other : out)
    if (other.setting.path == path) {
      function.remarks.push_back(
          fmt::format("its cold starts are those of all functions, and '{}' has more", other.function));
      return;
    }
  auto proposal = startProposal(function, path, model::toText(function.init->law(1)),
                                settings && settings->coldStart ? model::toText(*settings->coldStart) : "");
  const auto parameters = parametersText(*function.init);
  proposal.evidence = fmt::format("{} initialisations: {}{}{}", function.init->values, function.init->text(),
                                  parameters.empty() ? "" : "; ", parameters);
  proposal.note = "the platform's own time before initialisation isn't in the logs; it holds for all functions";
  out.push_back(std::move(proposal));
}

}  // namespace

void proposeStart(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out) {
  const auto& observed = basis.observed;
  if (observed.restore.count() > 0) {
    function.restore = fitServiceLaw(observed.restore.sorted(), observed.restore.count());
    function.remarks.push_back(
        fmt::format("restores from the snapshot take {:.4g} ms on the mean of {}; the design takes them from the catalog",
                    observed.restore.mean(), observed.restore.count()));
  }
  if (observed.init.count() == 0) return;
  function.init = fitServiceLaw(observed.init.sorted(), observed.init.count());
  if (observed.init.count() < kFewestToPropose) {
    function.remarks.push_back(tooFewText(observed.init.count(), "initialisation", timesText(function.init->sorted)));
    return;
  }
  const auto* settings = settingsOf(basis);
  if (basis.catalog.provider == "custom" || (settings && settings->coldStart)) {
    proposeWhole(basis, function, out);
    return;
  }
  if (basis.function.start == model::InstanceStart::snapshot) {
    function.remarks.push_back("its instances come from a snapshot, so logged initialisations are those of new versions");
    return;
  }
  if (basis.catalog.whyNoStart(basis.function)) return;
  const double mean = observed.init.mean(), variance = observed.init.variance();
  const auto own = basis.catalog.coldStart(basis.function).init;
  const double rest = mean - msOf(model::mean(own));
  const auto path = function.match.component + ".extra-init";
  const auto old = basis.function.extraInit ? model::toText(*basis.function.extraInit) : "";
  const double error = 1.96 * std::sqrt(variance / static_cast<double>(observed.init.count()));
  if (rest <= error) {
    if (basis.function.extraInit) {
      auto proposal = startProposal(function, path, "0 ms", old);
      proposal.evidence = initText(function, mean, std::sqrt(variance));
      proposal.note = fmt::format("the runtime alone takes {:.4g} ms by the catalog", msOf(model::mean(own)));
      out.push_back(std::move(proposal));
    } else if (rest < -error) {
      function.remarks.push_back(
          fmt::format("initialisation takes {:.4g} ms, less than the {:.4g} ms that the catalog has for the runtime alone: "
                      "state providers.{}.cold-start if it is to be the logs'",
                      mean, msOf(model::mean(own)), basis.catalog.provider));
    }
    return;
  }
  if (basis.function.extraInit && std::abs(msOf(model::mean(*basis.function.extraInit)) - rest) <= error) return;
  auto proposal = startProposal(function, path, model::toText(lawOfMoments(rest, variance - varianceOf(own))), old);
  proposal.evidence = initText(function, mean, std::sqrt(variance));
  proposal.note = fmt::format(
      "the rest beyond the {:.4g} ms that the runtime alone takes by the catalog; means and variances "
      "of the two are taken to add up",
      msOf(model::mean(own)));
  out.push_back(std::move(proposal));
}

void proposeKeepAlive(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out) {
  constexpr std::uint64_t kFewestGaps = 100;
  constexpr double kNarrow = 1.5;
  function.keepAlive = basis.observed.idle.bounds();
  if (!function.keepAlive || !function.keepAlive->longestKeptS) return;
  const auto& bounds = *function.keepAlive;
  const double kept = *bounds.longestKeptS;
  if (!bounds.shortestGoneS) {
    function.remarks.push_back(
        fmt::format("idle instances are kept for {:.4g} s or longer; none was seen to have gone", kept));
    return;
  }
  const double gone = *bounds.shortestGoneS;
  if (gone < kept) {
    function.remarks.push_back(fmt::format(
        "how long idle instances are kept isn't one time: one served again after {:.4g} s, another had gone after "
        "{:.4g} s",
        kept, gone));
    return;
  }
  function.remarks.push_back(fmt::format("idle instances are kept for {:.4g} to {:.4g} s", kept, gone));
  const auto* settings = settingsOf(basis);
  const auto law =
      settings && settings->keepAlive ? *settings->keepAlive : basis.catalog.distribution("function.keep-alive");
  const double stated = model::mean(law).seconds();
  if (gone > kNarrow * kept || bounds.gaps < kFewestGaps || (stated >= kept && stated <= gone)) return;
  const auto path = fmt::format("providers.{}.keep-alive", basis.catalog.provider);
  if (std::any_of(out.begin(), out.end(), [&](const Proposal& other) { return other.setting.path == path; })) return;
  out.push_back({function.match.component,
                 {path, model::toText(roundedTime((kept + gone) / 2 * 1000))},
                 model::toText(law),
                 bounds.gaps,
                 fmt::format("the longest of {} idle times was {:.4g} s, and after {:.4g} s an instance had gone",
                             bounds.gaps, kept, gone),
                 "it holds for all functions"});
}

}  // namespace virga::simulator
