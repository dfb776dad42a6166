#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/units/quantity.h"
#include "simulator/platform/compilation.h"
#include "simulator/platform/compile_program.h"
#include "simulator/platform/compile_scaling.h"
#include "simulator/workload/arrival_plan.h"

namespace virga::simulator {

using namespace model;

namespace {

// Buckets of a run at most. Those of all components and flows together are limited, too, so that memory is: a design of
// thousands of components gets coarser ones.
constexpr std::int64_t kMostBuckets = 720, kFewestBuckets = 48, kBucketsOfAll = 720 * 500;

// A bucket width that gives at most so many, from a row of widths that people read well on a time axis.
std::int64_t bucketWidth(std::int64_t duration, std::size_t components) {
  const auto most = std::clamp(kBucketsOfAll / static_cast<std::int64_t>(std::max<std::size_t>(components, 1)),
                               kFewestBuckets, kMostBuckets);
  constexpr std::int64_t ms = 1'000'000, s = 1000 * ms;
  for (const std::int64_t width :
       {10 * ms, 50 * ms, 100 * ms, 500 * ms, s,        2 * s,    5 * s,    10 * s,    15 * s,    30 * s,   60 * s,
        120 * s, 300 * s, 600 * s,  900 * s,  1800 * s, 3600 * s, 7200 * s, 21600 * s, 43200 * s, 86400 * s})
    if (duration <= width * most) return width;
  return (duration + most - 1) / most;
}

struct KindOf {
  TargetKind operator()(const Client&) const { return TargetKind::client; }
  TargetKind operator()(const HttpApi&) const { return TargetKind::api; }
  TargetKind operator()(const WebsocketApi&) const { return TargetKind::socket; }
  TargetKind operator()(const Function&) const { return TargetKind::function; }
  TargetKind operator()(const Queue&) const { return TargetKind::queue; }
  TargetKind operator()(const Topic&) const { return TargetKind::topic; }
  TargetKind operator()(const Stream&) const { return TargetKind::stream; }
  TargetKind operator()(const EventBus&) const { return TargetKind::topic; }
  TargetKind operator()(const Schedule&) const { return TargetKind::schedule; }
  TargetKind operator()(const ObjectStore&) const { return TargetKind::service; }
  TargetKind operator()(const NosqlDb&) const { return TargetKind::service; }
  TargetKind operator()(const SqlDb&) const { return TargetKind::database; }
  TargetKind operator()(const Cache&) const { return TargetKind::service; }
  TargetKind operator()(const Workflow&) const { return TargetKind::function; }
  TargetKind operator()(const Auth&) const { return TargetKind::auth; }
  TargetKind operator()(const SecretStore&) const { return TargetKind::service; }
  TargetKind operator()(const External&) const { return TargetKind::service; }
  TargetKind operator()(const ContainerService&) const { return TargetKind::function; }
};

// Every component's index among its kind, before any edge is compiled.
void number(Compilation& c) {
  std::array<std::uint32_t, kTargetKinds> next{};
  std::size_t flows = 0;
  c.system.parts.reserve(c.architecture.components.size());
  for (const auto& component : c.architecture.components) {
    const auto kind = std::visit(KindOf(), component.kind);
    const Target target{kind, next[static_cast<std::size_t>(kind)]++};
    c.targets[component.id] = target;
    c.system.parts.push_back(target);
    if (const auto* client = std::get_if<Client>(&component.kind)) flows += client->sends.size();
  }
  c.system.flows.reserve(flows);
  c.system.functions.reserve(next[static_cast<std::size_t>(TargetKind::function)]);
}

}  // namespace

void Compilation::problem(std::string path, std::string message, std::string hint) {
  problems.push_back({Severity::error, "cannot-simulate", {}, 0, 0, std::move(path), std::move(message), std::move(hint)});
}

const Target* Compilation::find(const std::string& id, std::initializer_list<TargetKind> allowed, const std::string& path) {
  const auto found = targets.find(id);
  if (found == targets.end() || std::find(allowed.begin(), allowed.end(), found->second.kind) == allowed.end()) {
    problem(path, fmt::format("'{}' can't be reached this way", id), "see `virga check`");
    return nullptr;
  }
  return &found->second;
}

std::vector<FaultWindow> Compilation::faults(const std::string& id) {
  std::vector<FaultWindow> windows;
  for (const auto& fault : system.scenario.faults)
    if (fault.component.id == id)
      windows.push_back({fault.from.nanoseconds, fault.to.nanoseconds, fault.errors.value, fault.throttles.value,
                         fault.outage,
                         fault.latency ? std::optional<Sampler>(law(*fault.latency, "faults")) : std::nullopt});
  return windows;
}

Sampler Compilation::law(const Distribution& distribution, const std::string& path) {
  auto read = readDistribution(distribution, folder);
  if (read) return Sampler(*read);
  problem(path, read.error(), "");
  return Sampler();
}

void compileSteps(Compilation& c, const Steps& steps, CompiledFunction& function) {
  const auto resolve = [&c](const std::string& name, bool sends, const std::string& path) {
    return sends
               ? c.find(name,
                        {TargetKind::queue, TargetKind::function, TargetKind::topic, TargetKind::stream, TargetKind::socket},
                        path)
               : c.find(name, {TargetKind::service, TargetKind::function, TargetKind::api, TargetKind::database}, path);
  };
  const auto work = [&c](const Distribution& distribution, const std::string& path) { return c.law(distribution, path); };
  compileProgram(steps, function.name, resolve, work, function);
}

tl::expected<CompiledSystem, Problems> compile(const Architecture& architecture, const Scenario& scenario,
                                               const Catalog& catalog, const std::filesystem::path& projectFolder) {
  Compilation c{architecture, catalog, projectFolder, {}, {}, {}, {}, {}};
  for (const auto& settings : architecture.providers)
    if (settings.provider == catalog.provider) c.settings = settings;
  c.system.charged = ChargedItems(catalog);
  c.system.hoursPerMonth = hoursPerMonth(scenario);
  c.system.readUnitShare = Decimal(plainText(catalog.number("nosql-db.read-unit-share")));
  c.system.architecture = &architecture;
  c.system.scenario = scenario;
  c.system.duration = scenario.duration.nanoseconds;
  c.system.warmup = scenario.warmup.time.nanoseconds;
  c.system.bucket = bucketWidth(c.system.duration, architecture.components.size());
  if (c.system.duration <= 0)
    c.problem("duration", "the scenario's duration is zero", "state how long the run is, e.g. 1 h");
  if (scenario.duration > kLongestRun)
    c.problem("duration", fmt::format("a run of {} is too long", toText(scenario.duration)),
              "at most " + toText(kLongestRun));
  if (c.system.warmup >= c.system.duration)
    c.problem("warmup", "the warm-up isn't shorter than the run", "shorten the warm-up or lengthen the duration");
  number(c);
  for (std::uint32_t i = 0; i < architecture.components.size(); ++i)
    std::visit([&](const auto& kind) { compileComponent(c, i, architecture.components[i].id, kind); },
               architecture.components[i].kind);
  compileChanges(c);
  compilePulls(c);
  compileAccount(c);
  compileHolders(c);
  compileCopies(c);
  if (c.system.flows.empty() && c.system.scheduleTargets.empty())
    c.problem("components", "nothing sends requests",
              "give a client at least one flow under `sends`, or a schedule one under `targets`");
  if (hasErrors(c.problems)) return tl::unexpected(std::move(c.problems));
  return std::move(c.system);
}

}  // namespace virga::simulator
