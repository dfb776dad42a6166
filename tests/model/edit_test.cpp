#include "model/edit/edit.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <QtTest>

#include "model/edit/scenarios.h"
#include "model/project/kind_names.h"
#include "model/project/project_file.h"

using namespace virga::model;

namespace {

Step call(const ComponentId& to, Operation operation = Operation::read) {
  CallStep step;
  step.to = {to};
  step.operation = operation;
  return {step};
}

Step send(const ComponentId& to) {
  SendStep step;
  step.to = {to};
  return {step};
}

Step compute() { return {ComputeStep{Constant{milliseconds(10)}, Per::invocation}}; }

// The shop of the example in resources, by hand: shoppers → api → checkout → …, receipts → mailer.
Architecture shop() {
  Architecture a;
  a.name = "Shop";
  Client shoppers;
  Flow flow;
  flow.to = {"api"};
  flow.route = "POST /orders";
  shoppers.sends = {flow};
  HttpApi api;
  api.auth = ApiAuth{{"users"}};
  api.routes = {{"POST /orders", {"checkout"}}};
  Function checkout;
  checkout.runtime = "nodejs22";
  checkout.steps = {compute(),
                    call("orders", Operation::write),
                    {ParallelStep{{{call("stock")}, {call("payments")}, {compute(), call("stock"), send("receipts")}}}},
                    {BranchStep{{{Share{0.3}, {call("payments")}}, {Share{0.2}, {compute(), call("orders")}}}}},
                    send("receipts")};
  Queue receipts;
  receipts.deadLetter = ComponentRef{"receipts-dead"};
  Consumer consumer;
  consumer.to = {"mailer"};
  receipts.consumers = {consumer};
  Cache stock;
  stock.origin = ComponentRef{"orders"};
  Function mailer;
  mailer.runtime = "python3.12";
  mailer.steps = {compute()};
  a.components = {{"shoppers", "", shoppers},   {"api", "", api},           {"users", "", Auth{}},
                  {"checkout", "", checkout},   {"orders", "", NosqlDb{}},  {"stock", "", stock},
                  {"payments", "", External{}}, {"receipts", "", receipts}, {"receipts-dead", "", Queue{}},
                  {"mailer", "", mailer}};
  Scenario sale;
  sale.name = "sale";
  sale.set = {{"checkout.memory", "1 GiB"},
              {"checkout.steps.2.parallel.2.2.size", "2 KiB"},
              {"checkout.steps.3.branch.1.steps.1.size", "3 KiB"},
              {"checkout.steps.4.size", "4 KiB"},
              {"receipts.consumers.0.batch", "5"},
              {"providers.custom.keep-alive", "1 min"}};
  Fault fault;
  fault.component = {"payments"};
  fault.to = minutes(1);
  sale.faults = {fault};
  a.scenarios = {sale};
  a.layout = {{"shoppers", {0, 0}}, {"checkout", {600, 40}}};
  return a;
}

std::vector<std::string> settingPaths(const Architecture& a) {
  std::vector<std::string> paths;
  for (const auto& setting : a.scenarios.front().set) paths.push_back(setting.path);
  return paths;
}

bool hasEdge(const Architecture& a, const ComponentId& from, const ComponentId& to, EdgeRole role) {
  const auto all = edges(a);
  return std::any_of(all.begin(), all.end(), [&](const Edge& e) { return e.from == from && e.to == to && e.role == role; });
}

// Two components of the kinds, so that the rules can be asked about any pair.
Architecture pairOf(const std::string& from, const std::string& to) {
  auto one = addComponent(Architecture{}, from, {0, 0}).value();
  one.components.back().id = "from";
  auto two = addComponent(one, to, {0, 0}).value();
  two.components.back().id = "to";
  two.layout.clear();
  return two;
}

Position at(const Architecture& a, const ComponentId& id) {
  for (const auto& [placed, position] : a.layout)
    if (placed == id) return position;
  return {-1, -1};
}

// By other names than QObject's connect and disconnect.
Edited draw(const Architecture& a, const ComponentId& from, const ComponentId& to) { return connect(a, from, to); }
Edited takeBack(const Architecture& a, const Edge& edge) { return disconnect(a, edge); }

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

class EditTest : public QObject {
  Q_OBJECT

 private slots:
  void edgesFollowTheValues() {
    const std::vector<Edge> expected{
        {"shoppers", "api", EdgeRole::flow, "POST /orders", "shoppers.sends.0.to"},
        {"api", "users", EdgeRole::auth, "", "api.auth.with"},
        {"api", "checkout", EdgeRole::route, "POST /orders", "api.routes.0.to"},
        {"checkout", "orders", EdgeRole::call, "write", "checkout.steps.1.call"},
        {"checkout", "stock", EdgeRole::call, "read", "checkout.steps.2.parallel.0.call"},
        {"checkout", "payments", EdgeRole::call, "", "checkout.steps.2.parallel.1.call"},
        {"checkout", "stock", EdgeRole::call, "read", "checkout.steps.2.parallel.2.1.call"},
        {"checkout", "receipts", EdgeRole::send, "", "checkout.steps.2.parallel.2.2.send"},
        {"checkout", "payments", EdgeRole::call, "", "checkout.steps.3.branch.0.steps.0.call"},
        {"checkout", "orders", EdgeRole::call, "read", "checkout.steps.3.branch.1.steps.1.call"},
        {"checkout", "receipts", EdgeRole::send, "", "checkout.steps.4.send"},
        {"stock", "orders", EdgeRole::origin, "", "stock.origin"},
        {"receipts", "receipts-dead", EdgeRole::deadLetter, "after 3", "receipts.dead-letter"},
        {"receipts", "mailer", EdgeRole::consumer, "batch 10", "receipts.consumers.0.to"}};
    const auto actual = edges(shop());
    for (std::size_t i = 0; i < std::min(actual.size(), expected.size()); ++i)
      QVERIFY2(actual[i] == expected[i], (actual[i].path + " for " + expected[i].path).c_str());
    QCOMPARE(actual.size(), expected.size());
  }

  void edgesToNothingAreNone() {
    auto a = shop();
    std::erase_if(a.components, [](const Component& c) { return c.id == "orders"; });
    for (const auto& edge : edges(a)) QVERIFY(edge.to != "orders");
  }

  void addsEveryKindWithAFreshName() {
    QCOMPARE(kindNames(), allKindNames());
    Architecture a = emptyProject();
    QCOMPARE(a.components.size(), std::size_t{1});
    QVERIFY(std::holds_alternative<Client>(a.components.front().kind));
    for (int round = 0; round < 3; ++round) {
      for (const auto& kind : kindNames()) {
        const auto before = a;
        const auto added = addComponent(a, kind, {40, 60});
        QVERIFY(added);
        QCOMPARE(added->components.size(), before.components.size() + 1);
        const auto& component = added->components.back();
        QCOMPARE(std::string(kindName(component.kind)), kind);
        QVERIFY(!before.find(component.id));
        QVERIFY((at(*added, component.id) == Position{40, 60}));
        a = *added;
      }
    }
    const auto unknown = addComponent(a, "functon", {0, 0});
    QVERIFY(!unknown && contains(unknown.error(), "did you mean 'function'?"));
  }

  void movesOnlyWhatIsThere() {
    const auto a = moveComponents(shop(), {{"checkout", {1, 2}}, {"api", {3, 4}}, {"ghost", {5, 6}}});
    QVERIFY((at(a, "checkout") == Position{1, 2}));
    QVERIFY((at(a, "api") == Position{3, 4}));
    QVERIFY((at(a, "shoppers") == Position{0, 0}));
    QCOMPARE(a.layout.size(), std::size_t{3});
  }

  void removesWhatNamesTheRemoved() {
    const auto a = removeComponents(shop(), {"payments", "receipts-dead", "users"});
    QVERIFY(!a.find("payments"));
    for (const auto& edge : edges(shop())) {
      const bool gone = edge.to == "payments" || edge.to == "receipts-dead" || edge.to == "users";
      QCOMPARE(hasEdge(a, edge.from, edge.to, edge.role), !gone);
    }
    QVERIFY(!std::get<HttpApi>(a.find("api")->kind).auth);
    QVERIFY(!std::get<Queue>(a.find("receipts")->kind).deadLetter);
    const auto& steps = std::get<Function>(a.find("checkout")->kind).steps;
    QCOMPARE(steps.size(), std::size_t{5});
    QCOMPARE(std::get<ParallelStep>(steps[2].what).branches.size(), std::size_t{2});
    // The option stays, so that 30 % of the invocations still take it and 20 % the other.
    QCOMPARE(std::get<BranchStep>(steps[3].what).options.size(), std::size_t{2});
    QVERIFY(std::get<BranchStep>(steps[3].what).options[0].steps.empty());
    QVERIFY(a.scenarios.front().faults.empty());
    // The parallel branch before it went, so the setting's index follows.
    QCOMPARE(settingPaths(a), (std::vector<std::string>{"checkout.memory", "checkout.steps.2.parallel.1.2.size",
                                                        "checkout.steps.3.branch.1.steps.1.size", "checkout.steps.4.size",
                                                        "receipts.consumers.0.batch", "providers.custom.keep-alive"}));
  }

  void settingsOfRemovedValuesGo() {
    const auto a = removeComponents(shop(), {"receipts", "orders"});
    QCOMPARE(settingPaths(a), (std::vector<std::string>{"checkout.memory", "providers.custom.keep-alive"}));
    QVERIFY(!std::get<Cache>(a.find("stock")->kind).origin);
    const auto& steps = std::get<Function>(a.find("checkout")->kind).steps;
    QCOMPARE(steps.size(), std::size_t{3});  // compute, parallel, branch
    const auto without = removeComponents(shop(), {"checkout"});
    QCOMPARE(settingPaths(without), (std::vector<std::string>{"receipts.consumers.0.batch", "providers.custom.keep-alive"}));
    QCOMPARE(without.layout.size(), std::size_t{1});
    QVERIFY(std::get<HttpApi>(without.find("api")->kind).routes.empty());
  }

  void aParallelStepWithoutBranchesGoes() {
    const auto a = removeComponents(shop(), {"stock", "payments", "receipts"});
    const auto& steps = std::get<Function>(a.find("checkout")->kind).steps;
    // Of the parallel step one compute remains; its list of one is written without an index.
    QCOMPARE(std::get<ParallelStep>(steps[2].what).branches.size(), std::size_t{1});
    Architecture only = shop();
    std::get<Function>(only.find("checkout")->kind).steps = {{ParallelStep{{{call("stock")}, {call("stock")}}}},
                                                             send("receipts")};
    only.scenarios.front().set = {{"checkout.steps.1.size", "1 KiB"}, {"checkout.steps.0.parallel.0.size", "1 KiB"}};
    only = removeComponents(only, {"stock"});
    QCOMPARE(std::get<Function>(only.find("checkout")->kind).steps.size(), std::size_t{1});
    QCOMPARE(settingPaths(only), (std::vector<std::string>{"checkout.steps.0.size"}));
  }

  void renamesEverywhere() {
    auto original = shop();
    original.scenarios.front().set.push_back({"checkout.steps.1.call", "orders"});
    original.scenarios.front().set.push_back({"checkout.steps.0", "{call: orders, operation: query}"});
    original.scenarios.front().set.push_back({"checkout.runtime", "orders"});  // not a reference
    auto a = original;
    for (const auto& component : original.components) {
      const auto renamed = renameComponent(a, component.id, "x-" + component.id);
      QVERIFY2(renamed, component.id.c_str());
      a = *renamed;
    }
    for (const auto& edge : edges(original)) QVERIFY(hasEdge(a, "x-" + edge.from, "x-" + edge.to, edge.role));
    QCOMPARE(edges(a).size(), edges(original).size());
    QCOMPARE(a.layout.front().first, std::string("x-shoppers"));
    QCOMPARE(a.scenarios.front().faults.front().component.id, std::string("x-payments"));
    const auto& set = a.scenarios.front().set;
    QCOMPARE(set[0].path, std::string("x-checkout.memory"));
    QCOMPARE(set[4].path, std::string("x-receipts.consumers.0.batch"));
    QCOMPARE(set[5].path, std::string("providers.custom.keep-alive"));
    QCOMPARE(set[6].value, std::string("x-orders"));
    QCOMPARE(set[7].value, std::string("{call: x-orders, operation: query}"));
    QCOMPARE(set[8].value, std::string("orders"));
    // And back: nothing else may have changed.
    for (const auto& component : original.components) a = renameComponent(a, "x-" + component.id, component.id).value();
    QVERIFY(a == original);
  }

  void renameRefusesBadNames() {
    const auto refusal = [](const ComponentId& from, const ComponentId& to) {
      const auto renamed = renameComponent(shop(), from, to);
      return renamed ? std::string() : renamed.error();
    };
    QVERIFY(contains(refusal("api", "users"), "taken"));
    QVERIFY(contains(refusal("ghost", "spirit"), "no component 'ghost'"));
    for (const char* bad : {"", "Api", "2api", "my api", "-api", "a.b", "käse"})
      QVERIFY2(contains(refusal("api", bad), "can't be a component's name"), bad);
    QVERIFY(contains(refusal("api", std::string(64, 'a')), "63"));
    QCOMPARE(refusal("api", std::string(63, 'a')), std::string());
    QCOMPARE(refusal("api", "api"), std::string());
  }

  void everyPairOfKindsIsAllowedOrExplained() {
    const std::vector<std::string> called{"function", "object-store", "nosql-db", "sql-db",           "cache",
                                          "workflow", "secret-store", "external", "container-service"};
    const std::vector<std::string> sentTo{"websocket-api", "queue", "topic", "stream", "event-bus"};
    std::map<std::string, std::vector<std::string>> allowed{
        {"client",
         {"http-api", "websocket-api", "function", "queue", "topic", "stream", "event-bus", "object-store", "workflow",
          "container-service"}},
        {"http-api", {"function", "container-service", "external", "auth"}},
        {"websocket-api", {"function", "auth"}},
        {"queue", {"function", "queue"}},
        {"topic", {"function", "queue", "external", "container-service"}},
        {"stream", {"function"}},
        {"event-bus", {"function", "queue", "topic", "stream", "workflow", "external"}},
        {"schedule", {"function", "queue", "topic", "stream", "event-bus", "workflow", "external", "container-service"}},
        {"object-store", {"function", "queue", "topic", "event-bus"}},
        {"nosql-db", {"function"}},
        {"cache", {"nosql-db", "object-store", "external"}}};
    for (const char* runsSteps : {"function", "workflow", "container-service"}) {
      allowed[runsSteps] = called;
      allowed[runsSteps].insert(allowed[runsSteps].end(), sentTo.begin(), sentTo.end());
    }
    for (const auto& from : kindNames()) {
      for (const auto& to : kindNames()) {
        const auto a = pairOf(from, to);
        const auto verdict = canConnect(a, "from", "to");
        const auto& targets = allowed[from];
        const bool expected = std::find(targets.begin(), targets.end(), to) != targets.end();
        QVERIFY2(verdict.has_value() == expected, (from + " → " + to).c_str());
        const auto connected = draw(a, "from", "to");
        QCOMPARE(connected.has_value(), expected);
        if (!expected) {
          QVERIFY2(contains(verdict.error(), ": "), verdict.error().c_str());  // why not: what would
          continue;
        }
        const auto all = edges(*connected);
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].role, *verdict);
        const auto readBack = readProject(writeProject(*connected), "test");
        QVERIFY2(readBack, readBack ? "" : toText(readBack.error().front()).c_str());
        QVERIFY(*readBack == *connected);
        // Taking it back leaves what was there.
        QVERIFY(takeBack(*connected, all[0]).value() == a);
      }
    }
  }

  void refusalsSayWhatWould() {
    const auto refusal = [](const char* from, const char* to) { return canConnect(pairOf(from, to), "from", "to").error(); };
    QVERIFY(contains(refusal("sql-db", "function"), "connect the function to the SQL database"));
    QVERIFY(contains(refusal("function", "schedule"), "connect the schedule to the function"));
    QVERIFY(contains(refusal("topic", "nosql-db"), "a topic can't deliver to a table: put a function in between"));
    QVERIFY(contains(refusal("stream", "queue"), "a stream hands its records to functions"));
    QVERIFY(contains(refusal("websocket-api", "external"), "a WebSocket API's routes lead to functions"));
    QVERIFY(
        contains(canConnect(pairOf("client", "nosql-db"), "from", "to").error(), "a client reaches a table only through"));
    QVERIFY(contains(canConnect(pairOf("function", "client"), "from", "to").error(), "connect the client to the function"));
    QVERIFY(contains(canConnect(pairOf("function", "auth"), "from", "to").error(), "connect an API to the user directory"));
    QVERIFY(contains(canConnect(pairOf("function", "http-api"), "from", "to").error(), "to the one behind the API"));
    QVERIFY(contains(canConnect(pairOf("queue", "nosql-db"), "from", "to").error(), "put a function between"));
    QVERIFY(!canConnect(shop(), "checkout", "checkout"));
    QVERIFY(contains(canConnect(shop(), "checkout", "ghost").error(), "no component 'ghost'"));
  }

  void duplicatesAreRefusedWhereTheyMakeNoSense() {
    auto a = shop();
    a.components.push_back({"staff", "", Auth{}});
    a.components.push_back({"other-dead", "", Queue{}});
    QVERIFY(contains(canConnect(a, "api", "staff").error(), "already has 'users'"));
    QVERIFY(contains(canConnect(a, "api", "users").error(), "already"));
    QVERIFY(contains(canConnect(a, "receipts", "other-dead").error(), "already has 'receipts-dead'"));
    QVERIFY(contains(canConnect(a, "receipts", "mailer").error(), "already consumes"));
    QVERIFY(contains(canConnect(a, "stock", "payments").error(), "already has 'orders'"));
    QVERIFY(contains(canConnect(a, "receipts-dead", "receipts").error(), "go round"));
    QVERIFY(canConnect(a, "receipts", "checkout"));
    QVERIFY(canConnect(a, "checkout", "orders"));
    QVERIFY(canConnect(a, "api", "mailer"));
  }

  void flowsAndRoutesFindEachOther() {
    auto a = pairOf("client", "http-api");
    a = addComponent(a, "function", {0, 0}).value();
    // Sent first, answered later: the new route is the one that is sent to.
    const auto sent = draw(a, "from", "to").value();
    const auto route = std::get<Client>(sent.find("from")->kind).sends[0].route;
    QVERIFY(route.starts_with("POST /"));
    const auto answered = draw(sent, "to", "function").value();
    QCOMPARE(std::get<HttpApi>(answered.find("to")->kind).routes[0].route, route);
    // A second route gets a name of its own.
    const auto twice = draw(answered, "to", "function").value();
    QVERIFY(std::get<HttpApi>(twice.find("to")->kind).routes[1].route != route);
    // Answered first: the flow takes the first route, then the next one.
    auto b = draw(draw(a, "to", "function").value(), "to", "function").value();
    const auto& routes = std::get<HttpApi>(b.find("to")->kind).routes;
    QVERIFY(routes[0].route != routes[1].route);
    const auto flows = draw(draw(b, "from", "to").value(), "from", "to").value();
    QCOMPARE(std::get<Client>(flows.find("from")->kind).sends[0].route, routes[0].route);
    QCOMPARE(std::get<Client>(flows.find("from")->kind).sends[1].route, routes[1].route);
  }

  void disconnectTakesOneEdge() {
    for (const auto& edge : edges(shop())) {
      const auto a = takeBack(shop(), edge);
      QVERIFY2(a, edge.path.c_str());
      QCOMPARE(edges(*a).size(), edges(shop()).size() - 1);
    }
    const Edge unknown{"api", "mailer", EdgeRole::route, "", "api.routes.7.to"};
    QVERIFY(!takeBack(shop(), unknown));
  }

  void tidyGoesFromLeftToRight() {
    const auto a = tidyUp(shop(), false);
    QCOMPARE(a.layout.size(), a.components.size());
    for (const auto& edge : edges(a)) {
      const auto from = at(a, edge.from), to = at(a, edge.to);
      if (edge.role == EdgeRole::auth || edge.role == EdgeRole::deadLetter) {
        QCOMPARE(to.x, from.x);
        QVERIFY(to.y > from.y);
      } else {
        QVERIFY2(to.x >= from.x + 300, edge.path.c_str());
      }
    }
    QVERIFY((at(a, "shoppers").x == 0));
    checkGaps(a);
    // Nothing but the layout changes, and a tidy one stays.
    auto same = a;
    same.layout = shop().layout;
    QVERIFY(same == shop());
    QVERIFY(tidyUp(a, false) == a);
    QVERIFY(tidyUp(a, true) == a);
  }

  void tidyKeepsAChainStraight() {
    auto a = addComponent(pairOf("client", "http-api"), "function", {0, 0}).value();
    a = draw(draw(a, "from", "to").value(), "to", "function").value();
    a = tidyUp(a, false);
    QVERIFY((at(a, "from") == Position{0, 0}));
    QVERIFY((at(a, "to") == Position{300, 0}));
    QVERIFY((at(a, "function") == Position{600, 0}));
  }

  void tidyUncrosses() {
    // Three clients to three functions in reverse order: straight lines exist.
    Architecture a;
    for (int i = 0; i < 3; ++i) {
      Client client;
      Flow flow;
      flow.to = {"f" + std::to_string(2 - i)};
      client.sends = {flow};
      a.components.push_back({"c" + std::to_string(i), "", client});
    }
    for (int i = 0; i < 3; ++i) a.components.push_back({"f" + std::to_string(i), "", Function{}});
    a = tidyUp(a, false);
    for (int i = 0; i < 3; ++i) QCOMPARE(at(a, "f" + std::to_string(2 - i)).y, at(a, "c" + std::to_string(i)).y);
  }

  void tidySurvivesCycles() {
    Architecture a;
    Queue queue, dead;
    queue.deadLetter = ComponentRef{"dead"};
    Consumer consumer;
    consumer.to = {"work"};
    queue.consumers = {consumer};
    consumer.to = {"redrive"};
    dead.consumers = {consumer};
    dead.deadLetter = ComponentRef{"queue"};
    Function work, redrive;
    work.steps = {send("queue"), call("redrive")};
    redrive.steps = {send("queue"), call("work")};
    a.components = {{"queue", "", queue}, {"dead", "", dead}, {"work", "", work}, {"redrive", "", redrive}};
    a = tidyUp(a, false);
    checkGaps(a);
    QCOMPARE(a.layout.size(), std::size_t{4});
    QVERIFY(tidyUp(Architecture{}, false).layout.empty());
  }

  void tidyPlacesOnlyMissingOnes() {
    const auto a = tidyUp(shop(), true);
    QVERIFY((at(a, "shoppers") == Position{0, 0}));
    QVERIFY((at(a, "checkout") == Position{600, 40}));
    QCOMPARE(a.layout.size(), a.components.size());
    checkGaps(a);
    QVERIFY((at(a, "api") == Position{300, 0}));  // right of the shoppers
  }

  void tidyIsQuickOnLargeProjects() {
    Architecture a;
    for (int i = 0; i < 1000; ++i) {
      Function function;
      for (int next : {2 * i + 1, 2 * i + 2})
        if (next < 1000) function.steps.push_back(call("f" + std::to_string(next)));
      a.components.push_back({"f" + std::to_string(i), "", function});
    }
    QElapsedTimer timer;
    timer.start();
    a = tidyUp(a, false);
    QVERIFY2(timer.elapsed() < 5000, std::to_string(timer.elapsed()).c_str());
    QCOMPARE(at(a, "f999").x, 9 * 300);
  }

  void scenariosAreEdited() {
    Architecture a = emptyProject();
    a = addScenario(a).value();
    a = addScenario(a).value();
    QCOMPARE(a.scenarios.size(), std::size_t{2});
    QCOMPARE(a.scenarios[1].name, std::string("scenario-2"));
    Scenario sale = a.scenarios[1];
    sale.name = "sale";
    sale.traffic.factor = 20;
    a = setScenario(a, "scenario-2", sale).value();
    QCOMPARE(a.scenarios[1], sale);
    QCOMPARE(addScenario(a, "sale")->scenarios.back().traffic.factor, 20.0);
    QVERIFY(!addScenario(a, "none"));
    QVERIFY(!removeScenario(a, "none"));
    sale.name = "scenario";
    QVERIFY(!setScenario(a, "sale", sale));  // taken
    sale.name = "";
    QVERIFY(!setScenario(a, "sale", sale));
    sale.name = "sale";
    sale.warmup.time = sale.duration;
    QVERIFY(setScenario(a, "sale", sale).error().find("shorter") != std::string::npos);
    QCOMPARE(removeScenario(a, "scenario")->scenarios.size(), std::size_t{1});
  }

 private:
  static void checkGaps(const Architecture& a) {
    for (const auto& [id, position] : a.layout) {
      QCOMPARE(position.x % 20, 0);
      QCOMPARE(position.y % 20, 0);
      for (const auto& [other, otherPosition] : a.layout) {
        if (id == other) continue;
        const bool apart =
            std::abs(position.x - otherPosition.x) >= 180 + 80 || std::abs(position.y - otherPosition.y) >= 84 + 36;
        QVERIFY2(apart, (id + " and " + other).c_str());
      }
    }
  }
};

QTEST_GUILESS_MAIN(EditTest)
#include "edit_test.moc"
