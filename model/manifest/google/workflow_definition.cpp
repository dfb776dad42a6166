// A workflow in the syntax of Google Workflows ("Syntax overview", Workflows documentation, 2026).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/architecture/fields_component.h"
#include "model/edit/references.h"
#include "model/manifest/google/google_names.h"
#include "model/manifest/google/google_planner.h"
#include "model/manifest/handlers/code_text.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

// Workflows, "Quotas and limits", 2026.
constexpr std::size_t kBranchesMax = 10;
constexpr int kConcurrencyMax = 20;
constexpr double kHttpTimeoutMax = 1800;

double secondsOf(Duration duration) { return static_cast<double>(duration.nanoseconds) / 1e9; }

// 2 instead of 2.0, as people write it.
Json numberOf(double value) {
  if (value == static_cast<double>(static_cast<std::int64_t>(value))) return static_cast<std::int64_t>(value);
  return value;
}

// A text within an expression.
std::string quoted(const std::string& text) { return Json(text).dump(); }

class DefinitionWriter {
 public:
  DefinitionWriter(const Architecture& architecture, const ComponentId& id, Problems& problems)
      : architecture_(architecture), id_(id), problems_(problems) {}

  Json written(const Workflow& workflow) {
    Json steps = Json::array();
    Json assigned = Json::array();
    assigned.push_back(Json{{"project", "${sys.get_env(\"GOOGLE_CLOUD_PROJECT_ID\")}"}});
    assigned.push_back(Json{{"location", "${sys.get_env(\"GOOGLE_CLOUD_LOCATION\")}"}});
    add(steps, freeName("init"), Json{{"assign", assigned}});
    if (workflow.states.empty()) error(id_ + ".states", "the workflow has no states", "add what it does");
    write(steps, workflow.states, id_ + ".states");
    add(steps, freeName("done"), Json{{"return", "${input}"}});
    note(Severity::info, "no-workflow-timeout", id_ + ".timeout",
         fmt::format("Workflows ends executions after a year; the timeout of {} isn't deployed", toText(workflow.timeout)));
    Json root;
    root["main"]["params"] = Json::array({"input"});
    root["main"]["steps"] = steps;
    if (retries_) {
      Json step;
      step["always"]["return"] = true;
      root["any_error"]["params"] = Json::array({"error"});
      root["any_error"]["steps"] = Json::array({step});
    }
    return root;
  }

 private:
  void note(Severity severity, const std::string& id, const std::string& path, const std::string& message,
            const std::string& hint = {}) {
    problems_.push_back({severity, id, "", 0, 0, path, message, hint});
  }
  void error(const std::string& path, const std::string& message, const std::string& hint) {
    note(Severity::error, "not-expressible", path, message, hint);
  }

  std::string freeName(const std::string& wanted) {
    std::string name = wanted;
    std::replace(name.begin(), name.end(), '-', '_');
    const std::string stem = name;
    for (int number = 2; !names_.insert(name).second; ++number) name = fmt::format("{}_{}", stem, number);
    return name;
  }

  static void add(Json& steps, const std::string& name, const Json& step) {
    Json named = Json::object();
    named[name] = step;
    steps.push_back(named);
  }

  void write(Json& steps, const Steps& states, const std::string& path) {
    for (std::size_t i = 0; i < states.size(); ++i) writeState(steps, states[i], fmt::format("{}.{}", path, i));
  }

  Json stepsOf(const Steps& states, const std::string& path) {
    Json steps = Json::array();
    write(steps, states, path);
    if (steps.empty()) add(steps, freeName("nothing"), Json{{"assign", Json::array({Json{{"nothing", true}}})}});
    return steps;
  }

  void writeState(Json& steps, const Step& step, const std::string& path) {
    if (const auto* call = std::get_if<CallStep>(&step.what)) return writeCall(steps, *call, path);
    if (const auto* send = std::get_if<SendStep>(&step.what)) return writeSend(steps, send->to.id, path);
    if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
      if (!std::holds_alternative<Constant>(wait->time))
        note(Severity::warning, "rounded", path + ".wait",
             fmt::format("Workflows waits always {}", toText(mean(wait->time))),
             "choose a constant wait to deploy what is simulated");
      Json sleep;
      sleep["call"] = "sys.sleep";
      sleep["args"]["seconds"] = numberOf(secondsOf(mean(wait->time)));
      return add(steps, freeName("wait"), sleep);
    }
    if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) {
      if (parallel->branches.size() > kBranchesMax)
        error(path + ".parallel", fmt::format("Workflows does at most {} branches at once", kBranchesMax),
              "use 'map', or fewer branches");
      const std::string name = freeName("at_once");
      Json branches = Json::array();
      for (std::size_t b = 0; b < parallel->branches.size(); ++b) {
        Json branch = Json::object();
        branch[freeName("branch")]["steps"] = stepsOf(parallel->branches[b], fmt::format("{}.parallel.{}", path, b));
        branches.push_back(branch);
      }
      Json made;
      made["parallel"]["branches"] = branches;
      return add(steps, name, made);
    }
    if (const auto* branch = std::get_if<BranchStep>(&step.what)) return writeBranch(steps, *branch, path);
    if (const auto* loop = std::get_if<LoopStep>(&step.what)) {
      const std::string name = freeName("rounds");
      Json made;
      made["for"] = roundsOf(loop->times, loop->steps, path + ".steps");
      return add(steps, name, made);
    }
    if (const auto* map = std::get_if<MapStep>(&step.what)) {
      const std::string name = freeName("items");
      Json made;
      const int limit = map->limit == 0 ? map->items : map->limit;
      if (std::min(limit, map->items) > kConcurrencyMax)
        note(Severity::warning, "rounded", path + ".limit",
             fmt::format("Workflows does at most {} items at once", kConcurrencyMax),
             fmt::format("set 'limit' to {} to simulate what is deployed", kConcurrencyMax));
      if (map->limit > 0) made["parallel"]["concurrency_limit"] = map->limit;
      made["parallel"]["for"] = roundsOf(map->items, map->steps, path + ".steps");
      return add(steps, name, made);
    }
    if (std::holds_alternative<ComputeStep>(step.what))
      return error(path, "a workflow of Google Workflows doesn't compute", "call a function that does");
    error(path, "Workflows waits for all branches, not for some", "use 'parallel'");
  }

  Json roundsOf(int count, const Steps& states, const std::string& path) {
    Json rounds;
    rounds["value"] = freeName("round");
    rounds["range"] = Json::array({1, count});
    rounds["steps"] = stepsOf(states, path);
    return rounds;
  }

  // The real condition belongs into the switch; until then a draw by the clock decides, with the shares of the design.
  void writeBranch(Json& steps, const BranchStep& branch, const std::string& path) {
    constexpr int kDraws = 10'000;
    const std::string variable = freeName("draw");
    add(steps, freeName("take_" + variable),
        Json{{"assign", Json::array({Json{{variable, fmt::format("${{int(sys.now() * 1000000) % {}}}", kDraws)}}})}});
    const std::string name = freeName("choose");
    Json cases = Json::array();
    double sum = 0;
    for (std::size_t b = 0; b < branch.options.size(); ++b) {
      const auto& option = branch.options[b];
      sum += option.share.value;
      Json one;
      one["condition"] = fmt::format("${{{} < {}}}", variable, static_cast<std::int64_t>(sum * kDraws + 0.5));
      one["steps"] = stepsOf(option.steps, fmt::format("{}.branch.{}.steps", path, b));
      cases.push_back(one);
    }
    Json made;
    made["switch"] = cases;
    add(steps, name, made);
    note(Severity::info, "drawn-branch", path + ".branch",
         "the design knows the shares of the branches, not their conditions: a draw decides until they are written");
  }

  void writeSend(Json& steps, const ComponentId& to, const std::string& path) {
    const Component* target = architecture_.find(to);
    if (!target) return error(path + ".send", "there is no component '" + to + "'", "");
    const ComponentKind& kind = target->kind;
    Json step;
    if (std::holds_alternative<Queue>(kind) || std::holds_alternative<Topic>(kind) || std::holds_alternative<Stream>(kind) ||
        std::holds_alternative<Function>(kind)) {
      const std::string topic = std::holds_alternative<Function>(kind) ? startTopic(to) : topicName(to);
      Json message;
      message["data"] = "${base64.encode(json.encode(input))}";
      if (std::holds_alternative<Stream>(kind)) message["orderingKey"] = "${input.id}";
      step["call"] = "googleapis.pubsub.v1.projects.topics.publish";
      step["args"]["topic"] = fmt::format("${{\"projects/\" + project + \"/topics/{}\"}}", topic);
      step["args"]["body"]["messages"] = Json::array({message});
    } else if (std::holds_alternative<EventBus>(kind)) {
      step["call"] = "http.post";
      step["args"]["url"] = fmt::format(
          "${{\"https://eventarcpublishing.googleapis.com/v1/projects/\" + project + \"/locations/\" + location + "
          "\"/messageBuses/{}:publish\"}}",
          busName(to));
      step["args"]["auth"]["type"] = "OAuth2";
      const std::string event = freeName("event");
      Json fields;
      fields["specversion"] = "1.0";
      fields["id"] = "${uuid.generate()}";
      fields["source"] = "//workflows/" + id_;
      fields["type"] = "virga.message";
      fields["datacontenttype"] = "application/json";
      fields["data"] = "${input}";
      add(steps, freeName("make_" + event), Json{{"assign", Json::array({Json{{event, fields}}})}});
      step["args"]["body"]["jsonMessage"] = fmt::format("${{json.encode_to_string({})}}", event);
    } else if (std::holds_alternative<Workflow>(kind)) {
      step["call"] = "googleapis.workflowexecutions.v1.projects.locations.workflows.executions.create";
      step["args"]["parent"] =
          fmt::format("${{\"projects/\" + project + \"/locations/\" + location + \"/workflows/{}\"}}", workflowName(to));
      step["args"]["body"]["argument"] = "${json.encode_to_string(input)}";
    } else {
      return error(path + ".send", fmt::format("a workflow can't send to '{}' ({})", to, kindName(kind)),
                   "send to a function, queue, topic, stream, event-bus or workflow");
    }
    add(steps, freeName("send_to_" + to), step);
  }

  void writeCall(Json& steps, const CallStep& call, const std::string& path) {
    const ComponentId& to = call.to.id;
    if (call.breaker) error(path + ".breaker", "a workflow of Google Workflows has no circuit breaker", "leave it out");
    if (call.retry && call.retry->budget)
      error(path + ".retry.budget", "a workflow of Google Workflows has no budget of retries", "leave it out");
    const auto step = callOf(steps, call, path);
    if (!step) return;
    const std::string name = freeName("call_" + to);
    if (!call.retry && !call.caught) return add(steps, name, *step);
    Json guarded;
    guarded["try"] = *step;
    if (call.retry) {
      retries_ = true;
      Json& retry = guarded["retry"];
      const double first = secondsOf(call.retry->backoff);
      const bool grows = call.retry->growth == BackoffGrowth::exponential;
      const double longest = call.retry->cap ? secondsOf(*call.retry->cap)
                             : grows         ? first * static_cast<double>(1ULL << std::min(call.retry->attempts, 30))
                                             : first;
      retry["predicate"] = "${any_error}";
      retry["max_retries"] = call.retry->attempts;
      retry["backoff"]["initial_delay"] = numberOf(first);
      retry["backoff"]["max_delay"] = numberOf(std::max(first, longest));
      retry["backoff"]["multiplier"] = grows ? 2 : 1;
      if (call.retry->jitter != Jitter::none)
        note(Severity::warning, "rounded", path + ".retry.jitter", "Workflows waits between retries without jitter",
             "leave 'jitter' out to simulate what is deployed");
    }
    if (call.caught) {
      guarded["except"]["as"] = "error";
      guarded["except"]["steps"] = stepsOf(*call.caught, path + ".catch");
    }
    add(steps, name, guarded);
  }

  std::optional<Json> callOf(Json& steps, const CallStep& call, const std::string& path) {
    const ComponentId& to = call.to.id;
    const Component* target = architecture_.find(to);
    Json step;
    if (target && std::holds_alternative<Function>(target->kind)) {
      const std::string url =
          fmt::format("${{\"https://\" + location + \"-\" + project + \".cloudfunctions.net/{}\"}}", functionName(to));
      step["call"] = "http.post";
      step["args"]["url"] = url;
      step["args"]["auth"]["type"] = "OIDC";
      step["args"]["auth"]["audience"] = url;
      step["args"]["body"] = "${input}";
      addTimeout(step, call, path);
    } else if (target && std::holds_alternative<External>(target->kind)) {
      const std::string token = freeName("token");
      Json read;
      read["call"] = "googleapis.secretmanager.v1.projects.secrets.versions.accessString";
      read["args"]["secret_id"] = to;
      read["args"]["project_id"] = "${project}";
      read["result"] = token;
      add(steps, freeName("read_" + token), read);
      step["call"] = "http.post";
      step["args"]["url"] = fmt::format("${{sys.get_env(\"{}\")}}", environmentName(to, "ENDPOINT"));
      step["args"]["headers"]["Authorization"] = fmt::format("${{\"Bearer \" + {}}}", token);
      step["args"]["body"] = "${input}";
      addTimeout(step, call, path);
    } else if (target && std::holds_alternative<NosqlDb>(target->kind)) {
      step = documentStep(to, std::get<NosqlDb>(target->kind), call.operation);
    } else if (target && std::holds_alternative<ObjectStore>(target->kind)) {
      step = objectStep(to, call.operation);
    } else {
      error(path + ".call",
            target ? fmt::format("a workflow can't call '{}' ({})", to, kindName(target->kind))
                   : fmt::format("there is no component '{}'", to),
            "call a function, which calls that, or a nosql-db, object-store or external");
      return std::nullopt;
    }
    step["result"] = freeName(to);
    return step;
  }

  void addTimeout(Json& step, const CallStep& call, const std::string& path) {
    if (!call.timeout) return;
    const double seconds = secondsOf(*call.timeout);
    if (seconds > kHttpTimeoutMax)
      error(path + ".timeout", "Workflows waits at most 30 min for an answer over HTTP", "choose at most 30 min");
    step["args"]["timeout"] = numberOf(seconds);
  }

  static Json documentStep(const ComponentId& id, const NosqlDb& table, Operation operation) {
    const std::string parent = fmt::format("\"projects/\" + project + \"/databases/{}/documents\"", databaseName(id));
    const std::string key = fmt::format("input[{}]", quoted(table.partitionKey));
    const std::string document = fmt::format("${{{} + \"/items/\" + {}}}", parent, key);
    Json step;
    switch (operation) {
      case Operation::write:
        step["call"] = "googleapis.firestore.v1.projects.databases.documents.patch";
        step["args"]["name"] = document;
        step["args"]["body"]["fields"][table.partitionKey]["stringValue"] = "${" + key + "}";
        step["args"]["body"]["fields"]["data"]["stringValue"] = "${json.encode_to_string(input)}";
        break;
      case Operation::query: {
        step["call"] = "googleapis.firestore.v1.projects.databases.documents.runQuery";
        step["args"]["parent"] = "${" + parent + "}";
        Json& query = step["args"]["body"]["structuredQuery"];
        query["from"] = Json::array({Json{{"collectionId", "items"}}});
        Json& filter = query["where"]["fieldFilter"];
        filter["field"]["fieldPath"] = "`" + table.partitionKey + "`";
        filter["op"] = "EQUAL";
        filter["value"]["stringValue"] = "${" + key + "}";
        query["limit"] = 100;
        break;
      }
      case Operation::remove:
        step["call"] = "googleapis.firestore.v1.projects.databases.documents.delete";
        step["args"]["name"] = document;
        break;
      default: step["call"] = "googleapis.firestore.v1.projects.databases.documents.get"; step["args"]["name"] = document;
    }
    return step;
  }

  static Json objectStep(const ComponentId& id, Operation operation) {
    Json step;
    step["args"]["bucket"] = fmt::format("${{project + \"-{}\"}}", googleName(id, 1, 32));
    const std::string name = "${text.url_encode(input.id)}";
    switch (operation) {
      case Operation::write:
        step["call"] = "googleapis.storage.v1.objects.insert";
        step["args"]["name"] = "${input.id}";
        step["args"]["uploadType"] = "media";
        step["args"]["body"] = "${input}";
        break;
      case Operation::query:
        step["call"] = "googleapis.storage.v1.objects.list";
        step["args"]["prefix"] = "${input.id}";
        step["args"]["maxResults"] = 100;
        break;
      case Operation::remove:
        step["call"] = "googleapis.storage.v1.objects.delete";
        step["args"]["object"] = name;
        break;
      default:
        step["call"] = "googleapis.storage.v1.objects.get";
        step["args"]["object"] = name;
        step["args"]["alt"] = "media";
    }
    return step;
  }

  const Architecture& architecture_;
  const ComponentId& id_;
  Problems& problems_;
  std::set<std::string> names_{"input", "project", "location", "error"};
  bool retries_ = false;
};

}  // namespace

std::vector<Use> workflowUses(const Architecture& architecture, const Workflow& workflow) {
  std::vector<Use> uses;
  const auto take = [&](const ComponentId& to, Access access) {
    if (!architecture.find(to)) return;
    const Use use{to, access};
    if (std::find(uses.begin(), uses.end(), use) == uses.end()) uses.push_back(use);
  };
  forEachStep(workflow.states, {}, [&](const Step& step, const std::string&) {
    if (const auto* send = std::get_if<SendStep>(&step.what)) {
      const bool starts = findKind<Function>(architecture, send->to.id) || findKind<Workflow>(architecture, send->to.id);
      take(send->to.id, starts ? Access::start : Access::send);
    }
    const auto* call = std::get_if<CallStep>(&step.what);
    if (!call) return;
    if (findKind<Function>(architecture, call->to.id)) take(call->to.id, Access::invoke);
    if (findKind<External>(architecture, call->to.id)) take(call->to.id, Access::request);
    if (findKind<NosqlDb>(architecture, call->to.id) || findKind<ObjectStore>(architecture, call->to.id))
      take(call->to.id, call->operation == Operation::write    ? Access::write
                        : call->operation == Operation::query  ? Access::query
                        : call->operation == Operation::remove ? Access::remove
                                                               : Access::read);
  });
  return uses;
}

nlohmann::ordered_json workflowDefinition(const Architecture& architecture, const ComponentId& id, const Workflow& workflow,
                                          Problems& problems) {
  return DefinitionWriter(architecture, id, problems).written(workflow);
}

}  // namespace virga::model
