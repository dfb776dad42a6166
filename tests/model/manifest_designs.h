#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/alarm/alarm_metric.h"
#include "model/architecture/architecture.h"

// Designs that the manifest and conformance tests export.
namespace virga::tests {

using namespace virga::model;

inline Step call(const ComponentId& to, Operation operation = Operation::read, Per per = Per::invocation) {
  CallStep step;
  step.to = {to};
  step.operation = operation;
  step.per = per;
  return {step};
}

inline Step send(const ComponentId& to, Per per = Per::invocation) {
  SendStep step;
  step.to = {to};
  step.per = per;
  return {step};
}

inline Step compute(Duration work, Per per = Per::invocation) {
  ComputeStep step;
  step.work = Constant{work};
  step.per = per;
  return {step};
}

inline Function function(const std::string& runtime, Steps steps) {
  Function function;
  function.runtime = runtime;
  function.steps = std::move(steps);
  return function;
}

inline Queue queue(Duration visibility, std::vector<Consumer> consumers = {}) {
  Queue queue;
  queue.visibility = visibility;
  queue.consumers = std::move(consumers);
  return queue;
}

inline Consumer consumer(const ComponentId& to, int batch = 10, Duration window = {}) {
  Consumer consumer;
  consumer.to = {to};
  consumer.batch = batch;
  consumer.window = window;
  return consumer;
}

inline HttpApi api(std::vector<Route> routes) {
  HttpApi api;
  api.routes = std::move(routes);
  return api;
}

inline void add(Architecture& design, const ComponentId& id, ComponentKind kind) {
  design.components.push_back({id, "", std::move(kind)});
}

template <class Kind>
Kind& kindOf(Architecture& design, const ComponentId& id) {
  return std::get<Kind>(design.find(id)->kind);
}

// The example of resources/examples/order-intake.virga.yaml, as far as it is deployed.
inline Architecture orderIntake() {
  Architecture design;
  design.name = "Order intake";
  design.description = "Orders come in over HTTP; receipts are mailed from a queue.";
  design.target = {"aws", "us-east-1"};

  Flow orders;
  orders.to = {"api"};
  orders.route = "POST /orders";
  add(design, "shoppers", Client{{orders}});

  HttpApi front = api({{"POST /orders", {"checkout"}}});
  front.throttle = Throttle{Rate{1000}, 2000};
  front.auth = ApiAuth{{"users"}};
  front.cors = Cors{{"https://shop.example"}};
  add(design, "api", front);
  add(design, "users", Auth{});

  CallStep payments;
  payments.to = {"payments"};
  payments.breaker = Breaker{5, seconds(30), seconds(20)};
  payments.retry = Retry{2, milliseconds(200)};
  payments.timeout = seconds(2);
  ParallelStep both;
  both.branches = {{call("stock")}, {Step{payments}}};
  Function checkout =
      function("nodejs22", {compute(milliseconds(35)), call("orders", Operation::write), Step{both}, send("receipts")});
  checkout.architecture = CpuArchitecture::arm64;
  checkout.memory = mebibytes(512);
  checkout.timeout = seconds(10);
  add(design, "checkout", checkout);

  add(design, "orders", NosqlDb{});
  add(design, "stock", Cache{});
  add(design, "payments", External{});
  Consumer mail = consumer("mailer", 10, seconds(1));
  mail.maxConcurrency = 50;
  Queue receipts = queue(seconds(60), {mail});
  receipts.maxReceives = 5;
  receipts.deadLetter = ComponentRef{"receipts-dead"};
  add(design, "receipts", receipts);
  add(design, "receipts-dead", Queue{});
  Function mailer = function("python3.12", {compute(milliseconds(120), Per::message)});
  mailer.memory = mebibytes(256);
  mailer.timeout = seconds(30);
  add(design, "mailer", mailer);
  return design;
}

// Every access to every kind, guarded and not, once in the runtime: requests, invocations both ways and batches.
inline Architecture everyAccess(const std::string& runtime) {
  Architecture design;
  design.name = "Every access";
  design.target = {"aws", "us-east-1"};
  add(design, "front",
      api({{"POST /things", {"taker"}},
           {"GET /things/{id}", {"reader"}},
           {"DELETE /things/{id}", {"taker"}},
           {"ANY /other/{proxy+}", {"reader"}}}));
  add(design, "inner", api({{"GET /parts/{id}", {"part"}}}));

  CallStep guarded;
  guarded.to = {"table"};
  guarded.operation = Operation::write;
  guarded.timeout = milliseconds(1500);
  guarded.retry = Retry{3, milliseconds(50)};
  CallStep part;
  part.to = {"part"};
  part.retry = Retry{1, milliseconds(100)};
  CallStep remembered;
  remembered.to = {"memory"};
  remembered.timeout = milliseconds(250);
  BranchStep branch;
  branch.options = {{Share{0.7}, {call("table", Operation::query), send("work")}},
                    {Share{0.2}, {call("table", Operation::remove)}}};
  ParallelStep parallel;
  parallel.branches = {{call("bucket", Operation::read), call("bucket", Operation::write)},
                       {Step{remembered}, call("memory", Operation::write), call("memory", Operation::remove)},
                       {Step{part}, send("later")}};
  add(design, "taker",
      function(runtime, {Step{guarded}, call("table"), Step{branch}, Step{parallel}, call("inner"), call("partner"),
                         call("bucket", Operation::query), call("bucket", Operation::remove)}));
  add(design, "reader", function(runtime, {call("table-2"), call("bucket")}));
  add(design, "part", function(runtime, {compute(milliseconds(5))}));
  add(design, "later", function(runtime, {call("table-2", Operation::write)}));

  Function worker = function(runtime, {compute(milliseconds(3), Per::message), call("table", Operation::write, Per::message),
                                       call("partner"), send("done", Per::message), call("bucket", Operation::write)});
  worker.reservedConcurrency = 20;
  worker.timeout = seconds(20);
  add(design, "worker", worker);
  Queue work = queue(seconds(120), {consumer("worker", 100, seconds(5))});
  work.deadLetter = ComponentRef{"work-dead"};
  add(design, "work", work);
  add(design, "work-dead", Queue{});
  add(design, "done", Queue{});

  NosqlDb table;
  table.billing = Capacity::provisioned;
  table.readUnits = 20;
  table.writeUnits = 10;
  add(design, "table", table);
  NosqlDb second;
  second.partitionKey = "thing-id";
  add(design, "table-2", second);
  add(design, "bucket", ObjectStore{});
  Cache memory;
  memory.origin = ComponentRef{"table"};
  memory.storage = gibibytes(5);
  add(design, "memory", memory);
  add(design, "partner", External{});
  kindOf<Function>(design, "part").provisionedConcurrency = 2;
  kindOf<Function>(design, "part").reservedConcurrency = 5;
  kindOf<HttpApi>(design, "front").timeout = seconds(15);
  return design;
}

inline StreamConsumer reader(const ComponentId& to) {
  StreamConsumer consumer;
  consumer.to = {to};
  return consumer;
}

// Each way that messages, records and events take into functions, queues, topics, streams and buses, in the runtime.
inline Architecture everyEvent(const std::string& runtime) {
  Architecture design;
  design.name = "Every event";
  design.target = {"aws", "us-east-1"};
  add(design, "sender",
      function(runtime, {call("keys"), send("news"), send("readings"), send("bus"), call("files", Operation::write),
                         call("things", Operation::write)}));
  add(design, "keys", SecretStore{2, minutes(10), {}});

  Topic news;
  news.subscriptions = {{{"told"}}, {{"work"}, Share{0.4}}, {{"partner"}}};
  add(design, "news", news);
  StreamConsumer gather = reader("gatherer");
  gather.batch = 200;
  gather.window = seconds(2);
  gather.parallelization = 4;
  gather.maxRetries = 5;
  gather.maxAge = minutes(10);
  gather.onError = BatchFailure::bisect;
  gather.onFailure = ComponentRef{"lost"};
  Stream readings;
  readings.shards = 3;
  readings.retention = days(2);
  readings.consumers = {gather};
  add(design, "readings", readings);
  StreamConsumer follow = reader("follower");
  follow.onFailure = ComponentRef{"lost"};
  NosqlDb things;
  things.changes = {follow};
  things.changeShards = 2;
  add(design, "things", things);
  EventBus bus;
  bus.rules = {{{"told"}}, {{"work"}, Share{0.2}}, {{"reports"}}, {{"readings"}}, {{"partner"}}};
  add(design, "bus", bus);
  add(design, "reports", Topic{});
  Schedule nightly;
  nightly.cron = "30 2 * * 1-5";
  nightly.timeZone = "Europe/Berlin";
  nightly.targets = {{{"told"}}, {{"work"}}, {{"news"}}, {{"readings"}}, {{"bus"}}};
  add(design, "nightly", nightly);
  Schedule often;
  often.every = minutes(90);
  often.targets = {{{"told"}}};
  add(design, "often", often);
  ObjectStore files;
  files.notifications = {{{"told"}, ObjectEvent::write, Share{0.5}}, {{"bus"}, ObjectEvent::remove}};
  add(design, "files", files);
  ObjectStore inbox;
  inbox.notifications = {{{"work"}, ObjectEvent::write}, {{"reports"}, ObjectEvent::remove}};
  add(design, "inbox", inbox);

  add(design, "told", function(runtime, {call("files", Operation::read)}));
  add(design, "gatherer", function(runtime, {call("things", Operation::write, Per::message)}));
  add(design, "follower", function(runtime, {compute(milliseconds(1), Per::message)}));
  add(design, "worker", function(runtime, {compute(milliseconds(1), Per::message)}));
  Queue work = queue(seconds(180), {consumer("worker")});
  work.deadLetter = ComponentRef{"lost"};
  add(design, "work", work);
  add(design, "lost", Queue{});
  add(design, "partner", External{});
  return design;
}

// Every state that a workflow may have, what connections are pushed to by, and steps in rounds, in the runtime.
inline Architecture everyTask(const std::string& runtime) {
  Architecture design;
  design.name = "Every task";
  design.target = {"aws", "us-east-1"};
  CallStep careful;
  careful.to = {"work"};
  careful.retry = Retry{2, seconds(1), BackoffGrowth::exponential, seconds(10), Jitter::full};
  careful.caught = Steps{send("letters")};
  BranchStep branch;
  branch.options = {{Share{0.3}, {call("table", Operation::write)}}, {Share{0.2}, {call("bucket", Operation::read)}}};
  ParallelStep parallel;
  parallel.branches = {{call("table", Operation::query)}, {call("partner")}};
  BranchStep sometimes;
  sometimes.options = {{Share{0.5}, {send("news")}}};
  LoopStep loop;
  loop.times = 3;
  loop.steps = {Step{sometimes}};
  Workflow flow;
  flow.timeout = hours(1);
  flow.states = {Step{careful},
                 Step{branch},
                 Step{parallel},
                 Step{loop},
                 send("bus"),
                 send("readings"),
                 send("other"),
                 send("work"),
                 call("bucket", Operation::write),
                 call("table", Operation::remove),
                 Step{WaitStep{Constant{seconds(5)}}}};
  add(design, "flow", flow);
  Workflow other;
  other.type = WorkflowType::express;
  other.timeout = minutes(1);
  other.states = {call("work")};
  add(design, "other", other);

  LoopStep rounds;
  rounds.times = 2;
  rounds.steps = {call("ledger", Operation::write), Step{WaitStep{Constant{milliseconds(1)}}}};
  MapStep items;
  items.items = 3;
  items.limit = 2;
  items.steps = {call("ledger"), call("ledger", Operation::remove)};
  add(design, "work", function(runtime, {Step{rounds}, Step{items}, call("ledger", Operation::query)}));
  add(design, "hear", function(runtime, {send("rooms"), send("flow"), call("other")}));
  WebsocketApi rooms;
  rooms.throttle = Throttle{Rate{50}, 100};
  rooms.routes = {{"$connect", {"hear"}}, {"say", {"hear"}}, {"$default", {"hear"}}};
  add(design, "rooms", rooms);
  add(design, "ledger", SqlDb{});
  NosqlDb table;
  table.partitionKey = "shop";
  add(design, "table", table);
  add(design, "bucket", ObjectStore{});
  add(design, "letters", Queue{});
  add(design, "news", Topic{});
  add(design, "bus", EventBus{});
  add(design, "readings", Stream{});
  add(design, "partner", External{});
  return design;
}

// Every way that a call is guarded and what comes after its failure, of requests and of batches, in the runtime.
inline Architecture everyGuard(const std::string& runtime) {
  Architecture design;
  design.name = "Every guard";
  design.target = {"aws", "us-east-1"};
  add(design, "front", api({{"POST /orders", {"order"}}}));

  CallStep patient;  // all that guards a call
  patient.to = {"partner"};
  patient.timeout = seconds(1);
  patient.retry = Retry{4, milliseconds(200), BackoffGrowth::exponential, seconds(2), Jitter::full, Share{0.1}};
  patient.breaker = Breaker{20, seconds(10), seconds(5), 3};
  patient.caught = Steps{send("later"), compute(milliseconds(1))};
  CallStep steady;
  steady.to = {"table"};
  steady.retry = Retry{5, milliseconds(50), BackoffGrowth::constant, {}, Jitter::equal};
  CallStep inner;  // caught within what is caught
  inner.to = {"helper"};
  inner.caught = Steps{};
  CallStep outer;
  outer.to = {"bucket"};
  outer.caught = Steps{Step{inner}, call("table", Operation::query)};
  WaitForStep race;
  race.count = 2;
  race.branches = {{call("helper")}, {call("table"), compute(milliseconds(2))}, {Step{outer}}};
  Function order = function(runtime, {Step{steady}, Step{race}, Step{patient}});
  order.timeout = seconds(20);
  add(design, "order", order);

  CallStep each = patient;
  each.per = Per::message;
  CallStep once = steady;
  once.operation = Operation::write;
  once.caught = Steps{Step{race}, send("lost")};
  Function worker = function(runtime, {Step{each}, Step{once}, send("lost", Per::message)});
  worker.timeout = seconds(20);
  add(design, "worker", worker);
  add(design, "later", queue(seconds(120), {consumer("worker", 5)}));
  add(design, "lost", Queue{});
  add(design, "helper", function(runtime, {compute(milliseconds(5))}));
  add(design, "partner", External{});
  add(design, "table", NosqlDb{});
  add(design, "bucket", ObjectStore{});
  return design;
}

// Each way into functions and each access that all languages of Azure's handlers have, in the runtime.
inline Architecture everyBinding(const std::string& runtime) {
  Architecture design;
  design.name = "Every binding";
  design.target = {"azure", "eastus"};
  add(design, "front", api({{"POST /things/{id}", {"taker"}}, {"GET /all/{rest+}", {"taker"}}}));
  add(design, "inner", api({{"GET /parts/{id}", {"part"}}}));
  Steps steps;
  for (const char* store : {"table", "bucket", "ledger"})
    for (const Operation operation : {Operation::write, Operation::read, Operation::query, Operation::remove})
      steps.push_back(call(store, operation));
  for (const char* taker : {"work", "news", "bus", "readings", "later"}) steps.push_back(send(taker));
  for (const char* called : {"keys", "partner", "part", "inner"}) steps.push_back(call(called));
  add(design, "taker", function(runtime, steps));
  add(design, "part", function(runtime, {compute(milliseconds(5))}));
  add(design, "later", function(runtime, {call("bucket", Operation::write)}));
  add(design, "worker", function(runtime, {call("table", Operation::write, Per::message)}));
  add(design, "gatherer", function(runtime, {call("bucket", Operation::write, Per::message)}));
  add(design, "follower", function(runtime, {compute(milliseconds(1), Per::message)}));
  add(design, "told", function(runtime, {call("bucket")}));
  add(design, "work", queue(seconds(120), {consumer("worker", 16)}));
  Topic news;
  news.subscriptions = {{{"told"}}, {{"work"}}};
  add(design, "news", news);
  EventBus bus;
  bus.rules = {{{"told"}}};
  add(design, "bus", bus);
  Stream readings;
  readings.consumers = {reader("gatherer")};
  add(design, "readings", readings);
  NosqlDb table;
  table.partitionKey = "thing";
  table.changes = {reader("follower")};
  add(design, "table", table);
  ObjectStore bucket;
  bucket.notifications = {{{"told"}, ObjectEvent::write}};
  add(design, "bucket", bucket);
  Schedule often;
  often.every = minutes(30);
  often.targets = {{{"told"}}};
  add(design, "often", often);
  add(design, "ledger", SqlDb{});
  add(design, "keys", SecretStore{2, minutes(10), {}});
  add(design, "partner", External{});
  return design;
}

// An alarm on each metric of a component of each kind that many platforms carry out.
inline Architecture everyAlarm(const std::string& runtime) {
  Architecture design;
  design.name = "Every alarm";
  design.target = {"aws", "us-east-1"};
  add(design, "front", api({Route{"GET /things/{id}", {"work"}}}));
  add(design, "work", function(runtime, {call("things"), send("jobs"), send("readings")}));
  Queue jobs = queue(minutes(3), {consumer("worker", 1)});
  jobs.deadLetter = ComponentRef{"lost"};
  add(design, "jobs", jobs);
  add(design, "lost", Queue{});
  add(design, "worker", function(runtime, {compute(milliseconds(5), Per::message)}));
  Stream readings;
  readings.consumers = {reader("gatherer")};
  add(design, "readings", readings);
  add(design, "gatherer", function(runtime, {call("things", Operation::write, Per::message)}));
  add(design, "things", NosqlDb{});
  for (const auto& component : design.components)
    for (const auto metric : metricsOf(component.kind)) {
      Alarm alarm;
      alarm.on = {component.id};
      alarm.metric = metric;
      const AlarmUnit unit = unitOf(metric);
      alarm.above = unit == AlarmUnit::share ? "2.5%" : unit == AlarmUnit::time ? "1.5 s" : "40";
      design.alarms.push_back(alarm);
    }
  return design;
}

}  // namespace virga::tests
