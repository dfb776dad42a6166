#include "simulator/calibrate/calm_run.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "model/io/file.h"
#include "model/io/temporary_folder.h"
#include "simulator/workload/expected_rate.h"

namespace virga::simulator {

namespace {

constexpr double kShortest = 60, kLongest = 86'400;  // s
constexpr int kLookedAt = 50;

model::Scenario calm(model::Duration duration) {
  model::Scenario scenario;
  scenario.name = "as-logged";
  scenario.duration = duration;
  scenario.warmup.time = model::Duration{duration.nanoseconds / 10};
  return scenario;
}

template <class Visit>
void forEachArrivals(model::Architecture& architecture, const Visit& visit) {
  for (auto& component : architecture.components)
    if (auto* client = std::get_if<model::Client>(&component.kind))
      for (auto& flow : client->sends) visit(flow.arrivals);
}

SimulationFailure cannotWrite(std::string why) {
  return model::Problems{{model::Severity::error, "cannot-simulate", {}, 0, 0, {}, std::move(why), {}}};
}

}  // namespace

void CalmRun::expect(const model::Architecture& architecture) {
  double sum = 0;
  auto copy = architecture;
  forEachArrivals(copy, [&](const model::Arrivals& arrivals) {
    const auto points = expectedRate(arrivals, calm(model::seconds(static_cast<std::int64_t>(kLongest))), kLookedAt);
    if (!points || points->empty()) return;
    double rates = 0;
    for (const auto& point : *points) rates += point.perSecond;
    sum += rates / static_cast<double>(points->size());
  });
  expect(sum);
}

model::Duration CalmRun::duration() const {
  const double wanted = perSecond_ > 0 ? static_cast<double>(requests_) / perSecond_ : kLongest;
  return model::seconds(std::llround(std::clamp(wanted, kShortest, kLongest)));
}

tl::expected<Result, SimulationFailure> CalmRun::run(const model::Architecture& architecture,
                                                     const std::vector<CompanionFile>& files, std::stop_token stop,
                                                     const ProgressSink& progress) const {
  auto design = architecture;
  design.scenarios = {calm(duration())};
  const model::TemporaryFolder written("calibrate");
  if (!files.empty() && written.path().empty()) return tl::unexpected(cannotWrite(std::strerror(errno)));
  for (const auto& file : files) {
    const auto path = written.path() / file.name;
    if (auto done = model::writeFileAtomically(path, file.content); !done)
      return tl::unexpected(cannotWrite(std::move(done.error())));
    forEachArrivals(design, [&](model::Arrivals& arrivals) {
      if (auto* counts = std::get_if<model::CountsArrivals>(&arrivals); counts && counts->file == file.name)
        counts->file = path.string();
    });
  }
  SimulationOptions options;
  options.projectFolder = folder_;
  options.freeTier = false;
  auto result = simulate(design, catalog_, options, stop, progress);
  if (result && result->partOf) return tl::unexpected(SimulationFailure(Stopped{}));
  return result;
}

std::optional<double> functionFigure(const Result& result, const model::ComponentId& function, const std::string& name) {
  for (const auto& component : result.components)
    if (component.id == function) return valueOf(component.figures, name);
  return std::nullopt;
}

}  // namespace virga::simulator
