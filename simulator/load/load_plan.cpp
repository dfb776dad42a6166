#include "simulator/load/load_plan.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "model/project/project_file.h"
#include "simulator/kernel/sampler.h"
#include "simulator/workload/expected_rate.h"

namespace virga::simulator {

namespace {

using model::Problem, model::Problems, model::Severity;

constexpr int kSamples = 48;  // of a run: half hours of a day

Problem note(const std::string& id, const std::string& path, const std::string& message, const std::string& hint) {
  return {Severity::warning, id, "", 0, 0, path, message, hint};
}

double meanSeconds(const model::Distribution& distribution) { return Sampler(distribution).mean() * 1e-9; }

// Points on one line with their neighbours say nothing; the rest become stages of whole seconds.
std::vector<LoadStage> stagesOf(const std::vector<RatePoint>& points) {
  std::vector<LoadStage> stages;
  std::size_t from = 0;
  for (std::size_t to = 1; to < points.size(); ++to) {
    const RatePoint &a = points[from], &b = points[to];
    if (b.time - a.time < 0.5) {  // a jump
      from = to;
      continue;
    }
    const bool goesOn = to + 1 < points.size() && points[to + 1].time - b.time >= 0.5 && [&] {
      const RatePoint& c = points[to + 1];
      const double onLine = a.perSecond + (c.perSecond - a.perSecond) * (b.time - a.time) / (c.time - a.time);
      return std::abs(onLine - b.perSecond) <= 0.001 * std::max(onLine, b.perSecond);
    }();
    if (goesOn) continue;
    stages.push_back({std::round(b.time) - std::round(a.time), a.perSecond, b.perSecond});
    from = to;
  }
  return stages;
}

// "/orders/{id}" with something in the place of parameters.
std::string filled(std::string path) {
  for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{', open)) {
    const std::size_t close = path.find('}', open);
    if (close == std::string::npos) break;
    path.replace(open, close - open + 1, "sample-1");
  }
  return path;
}

class LoadPlanner {
 public:
  tl::expected<LoadPlan, Problems> plan(const model::Architecture& architecture) {
    std::vector<model::Scenario> scenarios = architecture.scenarios;
    if (scenarios.empty()) {
      model::Scenario whole;
      whole.name = "traffic";
      scenarios.push_back(whole);
    }
    for (const model::Scenario& scenario : scenarios) addScenario(architecture, scenario);
    if (errors_.empty() && std::all_of(plan_.scenarios.begin(), plan_.scenarios.end(),
                                       [](const LoadScenario& scenario) { return scenario.flows.empty(); }))
      errors_.push_back({Severity::error, "no-traffic", "", 0, 0, "components",
                         "no client sends requests to an API, at rates that a load generator can be told",
                         "add a client that sends to an http-api or websocket-api"});
    if (!errors_.empty()) return tl::unexpected(errors_);
    return std::move(plan_);
  }

 private:
  void addScenario(const model::Architecture& drawn, const model::Scenario& scenario) {
    const auto architecture = model::withSettings(drawn, scenario.set);
    if (!architecture) {
      errors_.insert(errors_.end(), architecture.error().begin(), architecture.error().end());
      return;
    }
    LoadScenario load;
    load.name = scenario.name;
    load.seconds = std::max<std::int64_t>(1, scenario.duration.nanoseconds / 1'000'000'000);
    for (const model::Component& component : architecture->components)
      if (const auto* client = std::get_if<model::Client>(&component.kind))
        for (std::size_t i = 0; i < client->sends.size(); ++i)
          addFlow(*architecture, scenario, component.id, *client, i, load);
    if (!scenario.faults.empty())
      say(note("faults-not-made", "scenarios." + scenario.name,
               "the faults of the scenario are simulated alone; a load generator makes none",
               "make them with the provider's fault injection"));
    plan_.scenarios.push_back(std::move(load));
  }

  void addFlow(const model::Architecture& architecture, const model::Scenario& scenario, const model::ComponentId& client,
               const model::Client& sends, std::size_t index, LoadScenario& load) {
    const model::Flow& drawn = sends.sends[index];
    const std::string path = fmt::format("{}.sends.{}", client, index);
    const model::Component* to = architecture.find(drawn.to.id);
    if (!to) return;
    LoadFlow flow;
    flow.name = fmt::format("{}-{}", client, index);
    flow.api = drawn.to.id;
    flow.payloadBytes = drawn.payload.bytes;
    if (const auto* api = std::get_if<model::HttpApi>(&to->kind)) {
      const std::size_t space = drawn.route.find(' ');
      flow.method = drawn.route.substr(0, space);
      if (flow.method == "ANY") flow.method = "POST";
      flow.path = space == std::string::npos ? "/" : filled(drawn.route.substr(space + 1));
      flow.token = api->auth.has_value();
    } else if (const auto* socket = std::get_if<model::WebsocketApi>(&to->kind)) {
      flow.socket = true;
      flow.path = drawn.route;
      flow.token = socket->auth.has_value();
      const model::Connection connection = drawn.connection.value_or(model::Connection{});
      flow.connectionSeconds = meanSeconds(connection.lasts);
      flow.messageSeconds = meanSeconds(connection.messageEvery);
    } else {
      return say(note("not-sent", path, fmt::format("what goes to '{}' without an API isn't sent", drawn.to.id),
                      "send it with the provider's own tool"));
    }
    flow.description = fmt::format("{} → {} {}", client, drawn.to.id, drawn.route);
    if (addArrivals(drawn.arrivals, scenario, path, flow)) load.flows.push_back(std::move(flow));
  }

  bool addArrivals(const model::Arrivals& arrivals, const model::Scenario& scenario, const std::string& path,
                   LoadFlow& flow) {
    if (const auto* closed = std::get_if<model::ClosedArrivals>(&arrivals)) {
      flow.users = closed->users;
      flow.thinkSeconds = meanSeconds(closed->think);
      return true;
    }
    const auto rate = expectedRate(arrivals, scenario, kSamples);
    if (!rate) {
      errors_.push_back({Severity::error, "bad-arrivals", "", 0, 0, path + ".arrivals", rate.error(), "mend them"});
      return false;
    }
    if (rate->empty()) {
      say(note("not-sent", path + ".arrivals", "arrivals out of a file aren't sent", "state rates in their place"));
      return false;
    }
    if (std::holds_alternative<model::BurstyArrivals>(arrivals))
      say(note("mean-rate", path + ".arrivals", "bursts are sent at their long-run mean", "write them as a profile"));
    flow.stages = stagesOf(*rate);
    return !flow.stages.empty() && flow.peak() > 0;
  }

  // Once, whatever scenario it is of.
  void say(Problem problem) {
    if (said_.insert(problem.path + problem.message).second) plan_.notes.push_back(std::move(problem));
  }

  LoadPlan plan_;
  Problems errors_;
  std::set<std::string> said_;
};

}  // namespace

double LoadFlow::peak() const {
  double most = 0;
  for (const LoadStage& stage : stages) most = std::max({most, stage.from, stage.to});
  return most;
}

double LoadFlow::expected() const {
  double all = 0;
  for (const LoadStage& stage : stages) all += stage.seconds * (stage.from + stage.to) / 2;
  return all;
}

tl::expected<LoadPlan, Problems> planLoad(const model::Architecture& architecture) {
  return LoadPlanner().plan(architecture);
}

}  // namespace virga::simulator
