#include "model/manifest/sam/asl.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace virga::model {

namespace {

// States that follow one another: the first one's name, and those that lead on once the last one's follower is known.
struct Chain {
  std::string first;
  std::vector<std::string> ends;
};

class AslWriter {
 public:
  AslWriter(SamContext& sam, const ComponentId& id, const Workflow& workflow) : sam_(sam), id_(id), workflow_(workflow) {}

  StateMachine written() {
    StateMachine machine;
    machine.definition["Comment"] = id_;
    machine.definition["TimeoutSeconds"] = wholeSeconds(workflow_.timeout);
    const Tree whole = machineOf(workflow_.states);
    for (const auto& [key, value] : whole.items()) machine.definition[key] = value;
    machine.statements = std::move(statements_);
    return machine;
  }

 private:
  // StartAt and States of steps of their own: a workflow, a branch or a round.
  Tree machineOf(const Steps& steps, const Tree& before = {}) {
    Tree states = Tree::object();
    std::vector<Chain> chains;
    if (!before.is_null()) chains.push_back(single(states, "Begin", before));
    chains.push_back(chainOf(states, steps));
    const Chain whole = joined(states, chains);
    for (const auto& end : whole.ends) endAt(states, end);
    Tree machine = Tree::object();
    machine["StartAt"] = whole.first;
    machine["States"] = states;
    return machine;
  }

  static void endAt(Tree& states, const std::string& name) {
    if (states[name]["Type"] != "Choice") {
      states[name]["End"] = true;
      return;
    }
    states[name]["Default"] = name + " none";
    states[name + " none"]["Type"] = "Succeed";
  }

  static void lead(Tree& states, const std::string& from, const std::string& to) {
    states[from][states[from]["Type"] == "Choice" ? "Default" : "Next"] = to;
  }

  static Chain joined(Tree& states, const std::vector<Chain>& chains) {
    for (std::size_t i = 1; i < chains.size(); ++i)
      for (const auto& end : chains[i - 1].ends) lead(states, end, chains[i].first);
    return {chains.front().first, chains.back().ends};
  }

  // State names are unique in the whole machine, also across branches.
  std::string freeName(const std::string& wanted) {
    std::string name = wanted;
    for (int number = 2; std::find(names_.begin(), names_.end(), name) != names_.end(); ++number)
      name = fmt::format("{} {}", wanted, number);
    names_.push_back(name);
    return name;
  }

  Chain single(Tree& states, const std::string& wanted, const Tree& state) {
    const std::string name = freeName(wanted);
    states[name] = state;
    return {name, {name}};
  }

  Chain chainOf(Tree& states, const Steps& steps) {
    std::vector<Chain> chains;
    for (const Step& step : steps) chains.push_back(stateOf(states, step));
    if (chains.empty()) chains.push_back(single(states, "Nothing", Tree{{"Type", "Pass"}}));
    return joined(states, chains);
  }

  Chain stateOf(Tree& states, const Step& step) {
    if (const auto* call = std::get_if<CallStep>(&step.what)) return callOf(states, *call);
    if (const auto* send = std::get_if<SendStep>(&step.what))
      return single(states, "Send to " + send->to.id, task(sendTask(send->to.id)));
    if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
      Tree state = Tree::object();
      state["Type"] = "Wait";
      state["Seconds"] = wholeSeconds(mean(wait->time));
      return single(states, "Wait", state);
    }
    if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) {
      const std::string name = freeName("At once");
      Tree state = Tree::object();
      state["Type"] = "Parallel";
      state["Branches"] = Tree::array();
      for (const Steps& branch : parallel->branches) state["Branches"].push_back(machineOf(branch));
      discard(state);
      states[name] = state;
      return {name, {name}};
    }
    if (const auto* loop = std::get_if<LoopStep>(&step.what)) return roundsOf(states, loop->times, 1, loop->steps);
    if (const auto* map = std::get_if<MapStep>(&step.what)) return roundsOf(states, map->items, map->limit, map->steps);
    return branchOf(states, std::get<BranchStep>(step.what));
  }

  // The rounds are the items of a Map; each gets the input of the Map as it is.
  Chain roundsOf(Tree& states, int times, int limit, const Steps& steps) {
    Tree count = Tree::object();
    count["Type"] = "Pass";
    count["Parameters"]["of.$"] = fmt::format("States.ArrayRange(1, {}, 1)", times);
    count["ResultPath"] = "$.rounds";
    const Chain counted = single(states, "Count the rounds", count);
    const std::string name = freeName("Rounds");
    Tree state = Tree::object();
    state["Type"] = "Map";
    state["ItemsPath"] = "$.rounds.of";
    state["ItemSelector"] = {{"input.$", "$"}, {"number.$", "$$.Map.Item.Value"}};
    if (limit > 0) state["MaxConcurrency"] = limit;
    Tree unwrap = Tree::object();
    unwrap["Type"] = "Pass";
    unwrap["InputPath"] = "$.input";
    Tree processor = Tree::object();
    processor["ProcessorConfig"]["Mode"] = "INLINE";
    const Tree inner = machineOf(steps, unwrap);
    for (const auto& [key, value] : inner.items()) processor[key] = value;
    state["ItemProcessor"] = processor;
    discard(state);
    states[name] = state;
    return joined(states, {counted, {name, {name}}});
  }

  // The real condition belongs into the Choice; until then a draw decides, with the shares of the design.
  Chain branchOf(Tree& states, const BranchStep& step) {
    constexpr int kDraws = 10'000;
    Tree draw = Tree::object();
    draw["Type"] = "Pass";
    draw["Parameters"]["of.$"] = fmt::format("States.MathRandom(0, {})", kDraws);
    draw["ResultPath"] = "$.draw";
    const Chain drawn = single(states, "Draw", draw);
    const std::string name = freeName("Choose");
    states[name] = Tree{{"Type", "Choice"}};
    Tree choices = Tree::array();
    Chain chain{name, {name}};
    double sum = 0;
    for (const BranchOption& option : step.options) {
      sum += option.share.value;
      const Chain inner = chainOf(states, option.steps);
      Tree choice = Tree::object();
      choice["Variable"] = "$.draw.of";
      choice["NumericLessThan"] = static_cast<std::int64_t>(sum * kDraws + 0.5);
      choice["Next"] = inner.first;
      choices.push_back(choice);
      chain.ends.insert(chain.ends.end(), inner.ends.begin(), inner.ends.end());
    }
    states[name]["Choices"] = choices;
    return joined(states, {drawn, chain});
  }

  Chain callOf(Tree& states, const CallStep& call) {
    Tree state = task(callTask(call));
    if (call.timeout) state["TimeoutSeconds"] = wholeSeconds(*call.timeout);
    if (call.retry) {
      Tree retry = Tree::object();
      retry["ErrorEquals"] = Tree::array({"States.ALL"});
      retry["IntervalSeconds"] = std::max<std::int64_t>(1, wholeSeconds(call.retry->backoff));
      retry["MaxAttempts"] = call.retry->attempts;
      retry["BackoffRate"] = call.retry->growth == BackoffGrowth::exponential ? 2 : 1;
      if (call.retry->cap) retry["MaxDelaySeconds"] = wholeSeconds(*call.retry->cap);
      if (call.retry->jitter != Jitter::none) retry["JitterStrategy"] = "FULL";
      state["Retry"] = Tree::array();
      state["Retry"].push_back(retry);
    }
    Chain chain = single(states, "Call " + call.to.id, state);
    if (!call.caught) return chain;
    const std::string name = chain.first;
    const Chain caught = chainOf(states, *call.caught);
    Tree handler = Tree::object();
    handler["ErrorEquals"] = Tree::array({"States.ALL"});
    handler["Next"] = caught.first;
    handler["ResultPath"] = "$.error";
    states[name]["Catch"] = Tree::array();
    states[name]["Catch"].push_back(handler);
    chain.ends.insert(chain.ends.end(), caught.ends.begin(), caught.ends.end());
    return chain;
  }

  struct Task {
    std::string resource;
    Tree parameters;
    std::string result;  // of what the service answers; empty: nothing is kept
    std::string target;
  };

  // A null ResultPath would say the same, but CloudFormation takes no nulls.
  static void discard(Tree& state) {
    state["ResultSelector"]["done"] = true;
    state["ResultPath"] = "$.last";
  }

  static Tree task(const Task& task) {
    Tree state = Tree::object();
    state["Type"] = "Task";
    state["Resource"] = sub("arn:${AWS::Partition}:states:::" + task.resource);
    state["Parameters"] = task.parameters;
    if (task.result.empty()) {
      discard(state);
    } else {
      state["ResultSelector"]["answer.$"] = task.result;
      state["ResultPath"] = "$." + camel(task.target);
    }
    return state;
  }

  static std::string camel(const ComponentId& id) {
    std::string name = camelName(id);
    name[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(name[0])));
    return name;
  }

  void allow(const std::vector<std::string>& actions, const Tree& resource) {
    const Tree wanted = statement(actions, resource);
    if (std::find(statements_.begin(), statements_.end(), wanted) == statements_.end()) statements_.push_back(wanted);
  }

  Task invoke(const ComponentId& id, bool waits) {
    allow({"lambda:InvokeFunction"}, functionArn(sam_, id));
    Task task{"lambda:invoke", Tree::object(), waits ? "$.Payload" : "", id};
    task.parameters["FunctionName"] = functionArn(sam_, id);
    task.parameters["InvocationType"] = waits ? "RequestResponse" : "Event";
    task.parameters["Payload.$"] = "$";
    return task;
  }

  Task sendTask(const ComponentId& id) {
    const ComponentKind& kind = sam_.architecture.find(id)->kind;
    const Tree arn = arnOf(sam_, id);
    if (std::holds_alternative<Function>(kind)) return invoke(id, false);
    if (std::holds_alternative<Queue>(kind)) {
      allow({"sqs:SendMessage"}, arn);
      return {"sqs:sendMessage", {{"QueueUrl", refTo(sam_.ids.of(id))}, {"MessageBody.$", "$"}}, "", id};
    }
    if (std::holds_alternative<Topic>(kind)) {
      allow({"sns:Publish"}, arn);
      return {"sns:publish", {{"TopicArn", arn}, {"Message.$", "$"}}, "", id};
    }
    if (std::holds_alternative<Stream>(kind)) {
      allow({"kinesis:PutRecord"}, arn);
      return {"aws-sdk:kinesis:putRecord",
              {{"StreamName", refTo(sam_.ids.of(id))}, {"PartitionKey.$", "$.id"}, {"Data.$", "States.JsonToString($)"}},
              "",
              id};
    }
    if (std::holds_alternative<EventBus>(kind)) {
      allow({"events:PutEvents"}, arn);
      const Tree entry = {
          {"EventBusName", refTo(sam_.ids.of(id))}, {"Source", id_}, {"DetailType", "message"}, {"Detail.$", "$"}};
      Tree entries = Tree::array();
      entries.push_back(entry);
      return {"events:putEvents", {{"Entries", entries}}, "", id};
    }
    allow({"states:StartExecution"}, arn);
    return {"states:startExecution", {{"StateMachineArn", arn}, {"Input.$", "$"}}, "", id};
  }

  Task callTask(const CallStep& call) {
    const ComponentId& id = call.to.id;
    const ComponentKind& kind = sam_.architecture.find(id)->kind;
    if (std::holds_alternative<Function>(kind)) return invoke(id, true);
    if (const auto* table = std::get_if<NosqlDb>(&kind)) return tableTask(id, *table, call.operation);
    if (std::holds_alternative<ObjectStore>(kind)) return bucketTask(id, call.operation);
    return externalTask(id);
  }

  Task tableTask(const ComponentId& id, const NosqlDb& table, Operation operation) {
    const std::string& name = sam_.ids.of(id);
    Tree parameters = Tree::object(), key = Tree::object();
    parameters["TableName"] = refTo(name);
    const std::string field = "$['" + table.partitionKey + "']";
    key[table.partitionKey]["S.$"] = field;
    const auto allowed = [&](const char* action) { allow({action}, getAtt(name, "Arn")); };
    switch (operation) {
      case Operation::write:
        allowed("dynamodb:PutItem");
        parameters["Item"] = key;
        parameters["Item"]["data"]["S.$"] = "States.JsonToString($)";
        return {"dynamodb:putItem", parameters, "", id};
      case Operation::query:
        allowed("dynamodb:Query");
        parameters["KeyConditionExpression"] = "#key = :key";
        parameters["ExpressionAttributeNames"]["#key"] = table.partitionKey;
        parameters["ExpressionAttributeValues"][":key"]["S.$"] = field;
        parameters["Limit"] = 100;
        return {"aws-sdk:dynamodb:query", parameters, "$.Items", id};
      case Operation::remove:
        allowed("dynamodb:DeleteItem");
        parameters["Key"] = key;
        return {"dynamodb:deleteItem", parameters, "", id};
      default:
        allowed("dynamodb:GetItem");
        parameters["Key"] = key;
        return {"dynamodb:getItem", parameters, "$", id};
    }
  }

  Task bucketTask(const ComponentId& id, Operation operation) {
    Tree parameters = Tree::object();
    parameters["Bucket"] = bucketName(sam_, id);
    const auto allowed = [&](const char* action) { allow({action}, bucketArn(sam_, id, "/*")); };
    if (operation == Operation::query) {
      allow({"s3:ListBucket"}, bucketArn(sam_, id));
      parameters["Prefix.$"] = "$.id";
      parameters["MaxKeys"] = 100;
      return {"aws-sdk:s3:listObjectsV2", parameters, "$", id};
    }
    parameters["Key.$"] = "$.id";
    if (operation == Operation::write) {
      allowed("s3:PutObject");
      parameters["Body.$"] = "$";
      return {"aws-sdk:s3:putObject", parameters, "", id};
    }
    allowed(operation == Operation::remove ? "s3:DeleteObject" : "s3:GetObject");
    if (operation == Operation::remove) return {"aws-sdk:s3:deleteObject", parameters, "", id};
    return {"aws-sdk:s3:getObject", parameters, "$.Body", id};
  }

  Task externalTask(const ComponentId& id) {
    const std::string connection = connectionTo(sam_, id);
    Tree invoke = statement(
        {"states:InvokeHTTPEndpoint"},
        sub("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:" + sam_.ids.of(id_) + "-*"));
    invoke["Condition"]["StringEquals"] = {{"states:HTTPMethod", "POST"},
                                           {"states:HTTPEndpoint", refTo(sam_.endpoints.at(id))}};
    if (std::find(statements_.begin(), statements_.end(), invoke) == statements_.end()) statements_.push_back(invoke);
    allow({"events:RetrieveConnectionCredentials"}, getAtt(connection, "Arn"));
    allow({"secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"}, getAtt(connection, "SecretArn"));
    Tree parameters = Tree::object();
    parameters["ApiEndpoint"] = refTo(sam_.endpoints.at(id));
    parameters["Method"] = "POST";
    parameters["Authentication"]["ConnectionArn"] = getAtt(connection, "Arn");
    parameters["RequestBody.$"] = "$";
    return {"http:invoke", parameters, "$.ResponseBody", id};
  }

  SamContext& sam_;
  const ComponentId& id_;
  const Workflow& workflow_;
  std::vector<std::string> names_;
  Tree statements_ = Tree::array();
};

}  // namespace

StateMachine stateMachineOf(SamContext& sam, const ComponentId& id, const Workflow& workflow) {
  return AslWriter(sam, id, workflow).written();
}

}  // namespace virga::model
