// Definitions of state machines in the Amazon States Language.
#include <algorithm>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "model/import/aws_design.h"
#include "model/import/yaml_source.h"

namespace virga::model {

namespace {

constexpr int kDeepestChain = 60;
constexpr std::size_t kMostSteps = 2000;
constexpr double kDraws = 10'000;  // as the export writes shares

class States {
 public:
  States(AwsDerivation& aws, ComponentId id, const CloudResource& resource)
      : aws_(aws), design_(aws.design), id_(std::move(id)), resource_(resource) {}

  void read() {
    const SourceValue machine = definition();
    if (!machine.isMap() || !machine.find("States")) {
      aws_.unread.insert(resource_.name);
      design_.leftOut(resource_.at, fmt::format("'{}' has no definition that can be read", id_),
                      "it calls what its role allows, in no order");
      return;
    }
    if (const auto time = design_.secondsOf(machine["TimeoutSeconds"], id_ + ".timeout"); time && *time > Duration{})
      design_.as<Workflow>(id_)->timeout = *time;
    Steps steps = machineSteps(machine, 0);
    design_.as<Workflow>(id_)->states = std::move(steps);
  }

 private:
  SourceValue definition() {
    const SourceValue& properties = resource_.properties;
    SourceValue machine = properties["Definition"];
    if (machine.isNothing()) machine = properties["DefinitionString"];
    if (machine.isScalar()) {
      // Marks are control characters, which a text of a source can't have: they wait outside while it is parsed.
      auto parsed = parseSource(withoutMarks(machine.text), place(machine.at));
      if (!parsed) return {};
      machine = std::move(*parsed);
      withMarks(machine);
    }
    if (const std::string& where = properties["DefinitionUri"].text; machine.isNothing() && !where.empty()) {
      const auto file = fileWithin(aws_.cloud.root, resource_.folder, where);
      auto source = file.empty() ? tl::unexpected(Problems{}) : readSource(file);
      if (!source) {
        design_.leftOut(properties["DefinitionUri"].at,
                        fmt::format("the definition '{}' isn't in the folder or can't be read", where),
                        "a definition is read where it lies in the folder of the template or below it");
        return {};
      }
      machine = std::move(*source);
    }
    substitute(machine, properties["DefinitionSubstitutions"]);
    return machine;
  }

  static std::shared_ptr<const std::string> place(const Place& at) {
    return at.file ? at.file : std::make_shared<const std::string>();
  }

  std::string withoutMarks(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\x1e') {
        out += text[i];
        continue;
      }
      const auto end = text.find('\x1f', i);
      out += fmt::format("@@mark{}@@", marks_.size());
      marks_.push_back(text.substr(i, end - i + 1));
      i = end;
    }
    return out;
  }

  void withMarks(SourceValue& value) {
    for (std::size_t from = 0; (from = value.text.find("@@mark", from)) != std::string::npos;) {
      const auto end = value.text.find("@@", from + 6);
      const std::size_t index = static_cast<std::size_t>(std::atoi(value.text.c_str() + from + 6));
      if (end == std::string::npos || index >= marks_.size()) break;
      value.text.replace(from, end + 2 - from, marks_[index]);
    }
    for (auto& item : value.items) withMarks(item);
    for (auto& entry : value.entries) withMarks(entry.value);
  }

  static void substitute(SourceValue& value, const SourceValue& by) {
    for (const auto& entry : by.entries) {
      const std::string name = "${" + entry.key + "}";
      for (std::size_t from = 0; (from = value.text.find(name, from)) != std::string::npos;) {
        value.text.replace(from, name.size(), entry.value.text);
        from += entry.value.text.size();
      }
    }
    for (auto& item : value.items) substitute(item, by);
    for (auto& entry : value.entries) substitute(entry.value, by);
  }

  Steps machineSteps(const SourceValue& machine, int depth) {
    std::set<std::string> seen;
    return chain(machine["States"], machine["StartAt"].text, {}, seen, depth);
  }

  static std::string nextOf(const SourceValue& state) {
    return state["Type"].text == "Choice" ? state["Default"].text : state["Next"].text;
  }

  // States that can be reached, nearest first.
  static std::vector<std::string> reach(const SourceValue& states, const std::string& from) {
    std::vector<std::string> order;
    const auto add = [&](const std::string& name) {
      if (!name.empty() && states.find(name) && std::find(order.begin(), order.end(), name) == order.end())
        order.push_back(name);
    };
    add(from);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const SourceValue& state = states[order[i]];
      add(nextOf(state));
      for (const auto& choice : state["Choices"].items) add(choice["Next"].text);
    }
    return order;
  }

  // Where branches come together again: the nearest state that most of those reach that don't end on their own.
  static std::string meeting(const SourceValue& states, const std::vector<std::string>& starts) {
    std::vector<std::vector<std::string>> all;
    for (const auto& start : starts) all.push_back(reach(states, start));
    std::string best;
    std::size_t most = 1;
    for (const auto& order : all)
      for (const auto& name : order) {
        const auto count = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& other) {
          return std::find(other.begin(), other.end(), name) != other.end();
        }));
        if (count > most) {
          most = count;
          best = name;
        }
      }
    return best;
  }

  Steps chain(const SourceValue& states, std::string name, const std::string& until, std::set<std::string>& seen,
              int depth) {
    Steps steps;
    double items = 0;  // of the rounds that a state before counted
    while (!name.empty() && name != until && depth < kDeepestChain && made_ < kMostSteps) {
      const SourceValue& state = states[name];
      if (!state.isMap()) {
        design_.leftOut(resource_.at, fmt::format("'{}' leads to the state '{}', which it hasn't", id_, name));
        break;
      }
      if (!seen.insert(name).second) {
        design_.assumed(state.at, fmt::format("'{}' goes back to the state '{}'; one round is taken", id_, name));
        break;
      }
      ++made_;
      const std::string& type = state["Type"].text;
      std::string next = nextOf(state);
      if (type == "Pass") {
        for (const auto& entry : state["Parameters"].entries)
          if (entry.value.text.starts_with("States.ArrayRange(1, ")) items = std::atof(entry.value.text.c_str() + 21);
      } else if (type == "Task") {
        task(states, state, next, until, seen, depth, steps);
      } else if (type == "Wait") {
        wait(state, steps);
      } else if (type == "Parallel") {
        ParallelStep parallel;
        for (const auto& branch : state["Branches"].items) parallel.branches.push_back(machineSteps(branch, depth + 1));
        if (!parallel.branches.empty()) steps.push_back({parallel});
      } else if (type == "Map") {
        map(state, static_cast<int>(items), steps, depth);
      } else if (type == "Choice") {
        next = choice(states, state, until, seen, depth, steps);
      }
      name = next;
    }
    return steps;
  }

  void wait(const SourceValue& state, Steps& steps) {
    const auto time = state["SecondsPath"].isNothing() ? design_.secondsOf(state["Seconds"], id_ + ".states") : std::nullopt;
    if (!time) design_.assumed(state.at, fmt::format("how long '{}' waits isn't stated; 1 min is taken", id_));
    steps.push_back({WaitStep{Constant{time.value_or(minutes(1))}}});
  }

  void map(const SourceValue& state, int counted, Steps& steps, int depth) {
    const SourceValue& inner = state.find("ItemProcessor") ? state["ItemProcessor"] : state["Iterator"];
    Steps each = machineSteps(inner, depth + 1);
    const auto limit = design_.whole(state["MaxConcurrency"], id_ + ".states");
    const int items = counted >= 1 ? counted : 1;
    if (counted < 1) design_.assumed(state.at, fmt::format("how many items '{}' maps isn't stated; one is taken", id_));
    // What a map reads its items from.
    if (const SourceValue& reader = state["ItemReader"]; reader.isMap())
      if (const auto from = aws_.meant(reader); from && canCall(design_.component(*from).kind))
        steps.push_back(callStep(*from, Operation::read));
    if (each.empty()) return;
    if (counted >= 1 && limit == std::optional(1))
      steps.push_back({LoopStep{items, std::move(each)}});
    else
      steps.push_back({MapStep{items, std::max(0, limit.value_or(0)), std::move(each)}});
  }

  std::string choice(const SourceValue& states, const SourceValue& state, const std::string& until,
                     std::set<std::string>& seen, int depth, Steps& steps) {
    std::vector<std::string> starts;
    for (const auto& one : state["Choices"].items) starts.push_back(one["Next"].text);
    const bool otherwise = !state["Default"].text.empty();
    if (otherwise) starts.push_back(state["Default"].text);
    std::string join = meeting(states, starts);
    if (join.empty() || (!until.empty() && std::all_of(starts.begin(), starts.end(), [&](const auto& start) {
          const auto order = reach(states, start);
          const auto stop = std::find(order.begin(), order.end(), until), meet = std::find(order.begin(), order.end(), join);
          return stop < meet;
        })))
      join = until;
    // Virga's own export draws by shares.
    bool drawn = !state["Choices"].items.empty();
    for (const auto& one : state["Choices"].items)
      drawn = drawn && one["Variable"].text == "$.draw.of" && one.find("NumericLessThan");
    BranchStep branch;
    double before = 0;
    const std::size_t drawnCount = state["Choices"].items.size();
    for (std::size_t i = 0; i < starts.size(); ++i) {
      if (drawn && i >= drawnCount) break;
      std::set<std::string> along = seen;
      BranchOption option;
      option.steps = chain(states, starts[i], join, along, depth + 1);
      if (drawn) {
        const double until_ = std::atof(state["Choices"].items[i]["NumericLessThan"].text.c_str()) / kDraws;
        option.share = Share{std::clamp(until_ - before, 0.0, 1.0)};
        before = until_;
      } else {
        option.share = Share{1.0 / static_cast<double>(starts.size())};
      }
      branch.options.push_back(std::move(option));
    }
    if (!drawn && starts.size() > 1)
      design_.assumed(state.at, fmt::format("the {} choices of '{}' are taken to be equally frequent", starts.size(), id_),
                      "state their shares");
    const bool any = std::any_of(branch.options.begin(), branch.options.end(),
                                 [](const BranchOption& option) { return !option.steps.empty(); });
    if (any) steps.push_back({branch});
    return join;
  }

  void task(const SourceValue& states, const SourceValue& state, const std::string& next, const std::string& until,
            std::set<std::string>& seen, int depth, Steps& steps) {
    auto step = taskStep(state);
    if (!step) return;
    if (auto* call = std::get_if<CallStep>(&step->what)) {
      if (const auto time = design_.secondsOf(state["TimeoutSeconds"], id_ + ".states"); time && *time > Duration{})
        call->timeout = *time;
      if (!state["Retry"].items.empty()) call->retry = retryOf(state["Retry"].items.front());
      if (!state["Catch"].items.empty()) {
        std::set<std::string> along = seen;
        const std::string start = state["Catch"].items.front()["Next"].text;
        // Catching goes its own way until it meets the way on.
        std::string join = next.empty() ? until : meeting(states, {start, next});
        if (start == next) join = next;
        call->caught = chain(states, start, join, along, depth + 1);
      }
    }
    steps.push_back(std::move(*step));
  }

  Retry retryOf(const SourceValue& source) {
    Retry retry;
    retry.attempts = std::clamp(design_.whole(source["MaxAttempts"], id_ + ".states").value_or(3), 1, 100);
    retry.backoff = design_.secondsOf(source["IntervalSeconds"], id_ + ".states").value_or(seconds(1));
    const auto growth = design_.number(source["BackoffRate"], id_ + ".states");
    if (growth && *growth <= 1) retry.growth = BackoffGrowth::constant;
    if (const auto most = design_.secondsOf(source["MaxDelaySeconds"], id_ + ".states"); most && *most > Duration{})
      retry.cap = *most;
    if (source["JitterStrategy"].text == "FULL") retry.jitter = Jitter::full;
    return retry;
  }

  // Keys of parameters may say that their value is a path: "QueueUrl.$".
  static const SourceValue& parameter(const SourceValue& parameters, const std::string& name) {
    return parameters.find(name) ? parameters[name] : parameters[name + ".$"];
  }

  std::optional<Step> stepTo(const std::optional<ComponentId>& to, Operation operation, bool waits,
                             const SourceValue& state) {
    if (!to) return std::nullopt;
    const ComponentKind& kind = design_.component(*to).kind;
    if (*to == id_) return std::nullopt;
    if (canSend(kind) && !(waits && canCall(kind))) return Step{SendStep{{*to}}};
    if (canCall(kind)) return callStep(*to, operation);
    design_.leftOut(state.at, fmt::format("a state of '{}' uses '{}', which a state can't name", id_, *to));
    return std::nullopt;
  }

  std::optional<Step> taskStep(const SourceValue& state) {
    const SourceValue& resource = state["Resource"];
    const SourceValue& parameters = state.find("Arguments") ? state["Arguments"] : state["Parameters"];
    const auto integration = resource.text.find(":states:");
    const auto sdk = resource.text.find(":aws-sdk:");  // some write region and account before it
    const bool optimised = integration != std::string::npos &&
                           (resource.text.find(":::", integration) != std::string::npos || sdk != std::string::npos);
    if (!optimised) {
      if (const auto to = aws_.meant(resource)) return stepTo(to, Operation::read, true, state);
      if (resource.text.find(":activity:") != std::string::npos)
        return stepTo(design_.external("activity-worker", state.at, "the worker of an activity"), Operation::read, true,
                      state);
      return stepTo(aws_.meantOr(resource, Function{}, "a task", state.at), Operation::read, true, state);
    }
    std::string name = resource.text.substr(sdk != std::string::npos ? sdk + 1 : resource.text.find(":::", integration) + 3);
    bool waits = true;
    for (const std::string_view ending : {".sync:2", ".sync", ".waitForTaskToken"})
      if (name.ends_with(ending)) name.resize(name.size() - ending.size());
    const bool sync =
        resource.text.find(".sync") != std::string::npos || resource.text.find("waitForTaskToken") != std::string::npos;
    if (name.starts_with("aws-sdk:")) name = name.substr(8);
    const auto colon = name.find(':');
    std::string service = name.substr(0, colon);
    const std::string action = colon == std::string::npos ? "" : name.substr(colon + 1);
    if (service == "sfn") service = "states";
    if (service == "eventbridge") service = "events";
    if (service == "rdsdata") service = "rds-data";
    if (service == "lambda") {
      waits = parameter(parameters, "InvocationType").text != "Event";
      return stepTo(aws_.meantOr(parameter(parameters, "FunctionName"), Function{}, "a function", state.at), Operation::read,
                    waits, state);
    }
    if (service == "http") {
      const SourceValue& endpoint = parameter(parameters, "ApiEndpoint");
      const auto references = referencesIn(endpoint);
      std::string host = references.empty() ? readable(endpoint.text) : references.front().name;
      if (host.starts_with("parameter ")) host = host.substr(10);
      for (const std::string_view ending : {"Endpoint", "Url", "URL"})
        if (host.ends_with(ending) && host.size() > ending.size()) host.resize(host.size() - ending.size());
      if (const auto cut = host.find("://"); cut != std::string::npos)
        host = host.substr(cut + 3, host.find_first_of("/:?", cut + 3) - cut - 3);
      return stepTo(design_.external(kebabId(host), state.at, "an HTTP endpoint"), Operation::read, true, state);
    }
    if (service == "ecs") {
      const SourceValue& task = parameter(parameters, "TaskDefinition");
      return stepTo(aws_.meantOr(task, ContainerService{}, "a container task", state.at), Operation::read, true, state);
    }
    const auto kind = kindOfService(service);
    if (!kind) {
      if (const auto to = aws_.meant(parameters))
        if (design_.is<External>(*to) || design_.is<ContainerService>(*to)) return stepTo(to, Operation::read, true, state);
      return stepTo(design_.external(service.empty() ? "task" : service, state.at, fmt::format("the service '{}'", service)),
                    Operation::read, true, state);
    }
    std::optional<ComponentId> to;
    for (const auto& reference : referencesIn(parameters))
      if (const auto found = aws_.components.find(reference.name);
          !to && found != aws_.components.end() && design_.component(found->second).kind.index() == kind->index())
        to = found->second;
    static constexpr const char* kKeys[] = {"TableName", "Bucket",       "QueueUrl",        "TopicArn", "StreamName",
                                            "StreamARN", "EventBusName", "StateMachineArn", "SecretId", "ResourceArn"};
    for (const char* key : kKeys)
      if (const SourceValue& value = parameter(parameters, key); !to && !value.isNothing())
        to = aws_.meantOr(value, *kind, fmt::format("what '{}' uses of {}", id_, service), state.at);
    if (!to && service == "events") {
      for (const SourceValue* entry : parameters["Entries"].each())
        if (!to) to = aws_.meant(parameter(*entry, "EventBusName"));
      if (!to) to = aws_.defaultBus(state.at);
    }
    if (!to) to = aws_.outsideOf(service, *kind, fmt::format("what '{}' uses of {}", id_, service), state.at);
    return stepTo(to, operationOf(action), service != "states" || sync || action.starts_with("startSync"), state);
  }

  static Operation operationOf(const std::string& action) {
    std::string small = action;
    if (!small.empty()) small[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(small[0])));
    if (small.starts_with("get") || small.starts_with("batchGet") || small.starts_with("head")) return Operation::read;
    if (small.starts_with("query") || small.starts_with("scan") || small.starts_with("list") || small.starts_with("execute"))
      return Operation::query;
    if (small.starts_with("delete")) return Operation::remove;
    return Operation::write;
  }

  AwsDerivation& aws_;
  DesignBuilder& design_;
  ComponentId id_;
  const CloudResource& resource_;
  std::vector<std::string> marks_;
  std::size_t made_ = 0;
};

}  // namespace

void addAwsWorkflows(AwsDerivation& aws) {
  for (const auto& resource : aws.cloud.resources)
    if (resource.type == "AWS::Serverless::StateMachine" || resource.type == "AWS::StepFunctions::StateMachine")
      States(aws, aws.components.at(resource.name), resource).read();
}

}  // namespace virga::model
