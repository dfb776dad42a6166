#include "simulator/experiment/compute_demand.h"

#include <type_traits>
#include <variant>

#include "simulator/kernel/sampler.h"
#include "simulator/workload/arrival_plan.h"

namespace virga::simulator {

double meanCompute(const model::Steps& steps, double messagesPerInvocation, const std::filesystem::path& folder) {
  const auto of = [&](const model::Steps& inner) { return meanCompute(inner, messagesPerInvocation, folder); };
  double sum = 0;
  for (const auto& step : steps)
    std::visit(
        [&](const auto& what) {
          using What = std::decay_t<decltype(what)>;
          if constexpr (std::is_same_v<What, model::ComputeStep>) {
            const auto work = readDistribution(what.work, folder);
            if (work) sum += Sampler(*work).mean() * 1e-9 * (what.per == model::Per::message ? messagesPerInvocation : 1);
          } else if constexpr (std::is_same_v<What, model::ParallelStep> || std::is_same_v<What, model::WaitForStep>) {
            for (const auto& branch : what.branches) sum += of(branch);
          } else if constexpr (std::is_same_v<What, model::BranchStep>) {
            for (const auto& option : what.options) sum += option.share.value * of(option.steps);
          } else if constexpr (std::is_same_v<What, model::LoopStep>) {
            sum += what.times * of(what.steps);
          } else if constexpr (std::is_same_v<What, model::MapStep>) {
            sum += what.items * of(what.steps);
          }
        },
        step.what);
  return sum;
}

}  // namespace virga::simulator
