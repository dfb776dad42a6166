#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "simulator/calibrate/calibration.h"
#include "simulator/calibrate/function_observations.h"

namespace virga::simulator {

// Times, arrivals, starts or ends below which nothing is proposed from them but said that they are too few. A Poisson rate
// is known to 1.96 / sqrt(n) of itself (95 %): to a third at 30, and a mean no better where times vary as much as
// exponential ones. See kFewestToFit for laws.
inline constexpr std::uint64_t kFewestToPropose = 30;

// What proposals for one function are made from.
struct ProposalBasis {
  const model::Architecture& architecture;
  const model::Catalog& catalog;  // with the project's plan
  const model::Function& function;
  const FunctionObservations& observed;
  std::string companionStem;  // of files beside the project: "shop.virga.yaml" → "shop"
};

// Each adds proposals to `out`, and to the remarks why there is none where one could be expected.
void proposeArrivals(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out);
void proposeMemory(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out);
void proposeStart(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out);
void proposeKeepAlive(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out);
// The function's own errors; `simulatedShare` is what fails in the design as it is.
void proposeErrors(const ProposalBasis& basis, FunctionCalibration& function, std::optional<double> simulatedShare,
                   std::vector<Proposal>& out);
// The law of its work, where that is all it does.
void proposeWork(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out);

// Whether an invocation does nothing but one computation, or nothing at all yet.
bool onlyComputes(const model::Function& function);
// Milliseconds on one full vCPU of a millisecond of the function, by the memory that the logs show, else the design's.
double workPerMs(const ProposalBasis& basis, const FunctionCalibration& function);

// "3 durations are too few to propose from (30 or more are needed)", with what the few say where `of` isn't empty.
std::string tooFewText(std::uint64_t count, std::string_view what, std::string_view of = {});

// "from 31 to 90 ms, median 42 ms" of times in milliseconds, which aren't empty.
std::string timesText(const std::vector<double>& sorted);

// What the design has at the path, as the project file writes it; empty where nothing is stated.
std::string statedAt(const model::Architecture& architecture, const std::string& path);
// "median 35.1 ms [34.9, 35.3], sigma 0.5 [0.49, 0.51]"
std::string parametersText(const ServiceLaw& law);
// "12 [10, 14]"
std::string estimateText(const Estimate& estimate, std::string_view unit = {});

}  // namespace virga::simulator
