#include "model/edit/insert_on_edge.h"

#include <algorithm>
#include <string>
#include <vector>

#include <QtTest>

#include "model/project/project_file.h"

using namespace virga::model;

namespace {

Architecture allKinds() {
  auto read = loadProject(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

// All edges of the role from the one to the other.
std::vector<Edge> line(const Architecture& a, const ComponentId& from, const ComponentId& to) {
  std::vector<Edge> result;
  for (const auto& edge : edges(a))
    if (edge.from == from && edge.to == to && (result.empty() || edge.role == result.front().role)) result.push_back(edge);
  return result;
}

// A new component of the kind, put into the line from the one to the other.
Edited inserted(const Architecture& a, const ComponentId& from, const ComponentId& to, const std::string& kind) {
  const auto added = addComponent(a, kind, {}).value();
  return insertOnEdge(added, line(a, from, to), added.components.back().id);
}

template <typename Kind>
const Kind& kindOf(const Architecture& a, const ComponentId& id) {
  return std::get<Kind>(a.find(id)->kind);
}

// Empty if the file format allows it.
std::string faultOf(const Architecture& a) {
  const auto read = readProject(writeProject(a), "p");
  if (!read) return toText(read.error().front());
  return *read == a ? "" : "reads as another one";
}

std::string why(const Edited& edited) { return edited ? "done" : edited.error(); }

// One function calls another, with everything that a call can say.
Architecture twoFunctions() {
  Architecture a;
  CallStep call;
  call.to = {"pay"};
  call.size = kibibytes(7);
  call.per = Per::message;
  call.timeout = seconds(2);
  call.retry = Retry{};
  Function order;
  order.runtime = "nodejs22";
  order.steps = {Step{ComputeStep{Constant{milliseconds(5)}}}, Step{call}, Step{ComputeStep{Constant{milliseconds(9)}}}};
  Function pay;
  pay.runtime = "nodejs22";
  a.name = "Two";
  a.components = {{"order", "", order}, {"pay", "", pay}};
  Scenario scenario;
  scenario.name = "day";
  scenario.set = {{"order.steps.1.timeout", "3 s"}, {"order.steps.1.size", "9 KiB"}, {"order.steps.2.compute", "1 ms"}};
  a.scenarios = {scenario};
  a.layout = {{"order", {0, 0}}, {"pay", {300, 0}}};
  return a;
}

}  // namespace

class InsertOnEdgeTest : public QObject {
  Q_OBJECT

 private slots:
  void aQueueTurnsACallIntoASendAtTheSamePlace() {
    const auto after = inserted(twoFunctions(), "order", "pay", "queue");
    QVERIFY2(after, why(after).c_str());
    const auto& steps = kindOf<Function>(*after, "order").steps;
    QCOMPARE(steps.size(), std::size_t{3});
    QCOMPARE(steps[1], (Step{SendStep{{"queue"}, kibibytes(7), Per::message}}));
    QCOMPARE(steps[2], (Step{ComputeStep{Constant{milliseconds(9)}}}));
    const auto& queue = kindOf<Queue>(*after, "queue");
    QCOMPARE(queue.consumers.size(), std::size_t{1});
    QCOMPARE(queue.consumers.front().to.id, "pay");
    QVERIFY(line(*after, "order", "pay").empty());
    // What a send doesn't have isn't set any more.
    QCOMPARE(after->scenarios.front().set,
             (std::vector<Setting>{{"order.steps.1.size", "9 KiB"}, {"order.steps.2.compute", "1 ms"}}));
    QCOMPARE(faultOf(*after), "");
  }

  void aFunctionBetweenKeepsTheCallAndPassesTheOperationOn() {
    const auto before = allKinds();
    const auto after = inserted(before, "book", "ledger", "function");
    QVERIFY2(after, why(after).c_str());
    const auto& call = std::get<CallStep>(kindOf<Function>(*after, "book").steps.front().what);
    QCOMPARE(call.to.id, "function");
    QCOMPARE(call.timeout, std::optional(seconds(5)));
    QCOMPARE(call.operation, Operation::read);  // a function knows no operations
    const auto& passed = std::get<CallStep>(kindOf<Function>(*after, "function").steps.back().what);
    QCOMPARE(passed.to.id, "ledger");
    QCOMPARE(passed.operation, Operation::write);
    QCOMPARE(faultOf(*after), "");
  }

  void aQueueBeforeASubscriberKeepsTheFilter() {
    const auto after = inserted(allKinds(), "bus", "deliver", "function");
    QVERIFY2(after, why(after).c_str());
    const auto& rule = kindOf<EventBus>(*after, "bus").rules.front();
    QCOMPARE(rule.to.id, "function");
    QCOMPARE(rule.match, Share{0.8});
    QCOMPARE(faultOf(*after), "");
  }

  void aFunctionAfterAQueueKeepsTheBatch() {
    const auto after = inserted(allKinds(), "spool", "mail", "function");
    QVERIFY2(after, why(after).c_str());
    const auto& consumer = kindOf<Queue>(*after, "spool").consumers.front();
    QCOMPARE(consumer.to.id, "function");
    QCOMPARE(consumer.window, seconds(1));
    QCOMPARE(line(*after, "function", "mail").size(), std::size_t{1});
    QCOMPARE(faultOf(*after), "");
  }

  void anApiBeforeAFunctionGetsTheRouteThatTheClientSends() {
    auto a = twoFunctions();
    Client client;
    client.sends = {Flow{{"order"}, "", ConstantArrivals{Rate{3}}, kibibytes(5)}};
    a.components.push_back({"people", "", client});
    const auto after = inserted(a, "people", "order", "http-api");
    QVERIFY2(after, why(after).c_str());
    const auto& flow = kindOf<Client>(*after, "people").sends.front();
    QCOMPARE(flow.to.id, "api");
    QCOMPARE(flow.payload, kibibytes(5));
    QVERIFY(flow.arrivals == Arrivals{ConstantArrivals{Rate{3}}});
    const auto& routes = kindOf<HttpApi>(*after, "api").routes;
    QCOMPARE(routes.size(), std::size_t{1});
    QCOMPARE(routes.front().route, flow.route);
    QCOMPARE(routes.front().to.id, "order");
    QCOMPARE(faultOf(*after), "");
  }

  void allEdgesOfALineAreTurned() {
    const auto before = allKinds();
    QCOMPARE(line(before, "live", "track").size(), std::size_t{2});
    const auto after = inserted(before, "live", "track", "function");
    QVERIFY2(after, why(after).c_str());
    QCOMPARE(line(*after, "live", "function").size(), std::size_t{2});
    QCOMPARE(line(*after, "function", "track").size(), std::size_t{1});
    QVERIFY(line(*after, "live", "track").empty());
  }

  void aDeadLetterQueueCanPassItsOwnOn() {
    const auto after = inserted(allKinds(), "spool", "lost", "queue");
    QVERIFY2(after, why(after).c_str());
    QCOMPARE(kindOf<Queue>(*after, "spool").deadLetter->id, "queue");
    QCOMPARE(kindOf<Queue>(*after, "queue").deadLetter->id, "lost");
    const auto reported = inserted(allKinds(), "positions", "lost", "queue");
    QVERIFY2(reported, why(reported).c_str());
    QCOMPARE(kindOf<Stream>(*reported, "positions").consumers.front().onFailure->id, "queue");
  }

  void theBendsOfTheOldLineGo() {
    auto a = twoFunctions();
    a.bends = {{"order", "pay", {{200, 80}}}, {"pay", "order", {{1, 1}}}};
    const auto after = inserted(a, "order", "pay", "queue");
    QVERIFY(after);
    QCOMPARE(after->bends.size(), std::size_t{1});
    QCOMPARE(after->bends.front().from, "pay");
  }

  // For each line and kind it is done as the rules for single connections allow, or refused with a reason.
  void whatIsInsertedCanBeConnectedOnBothSides() {
    const auto before = allKinds();
    int done = 0;
    for (const auto& edge : edges(before)) {
      const auto whole = line(before, edge.from, edge.to);
      if (whole.front().role != edge.role) continue;
      for (const auto& kind : kindNames()) {
        const auto name = edge.path + " " + kind;
        const auto after = inserted(before, edge.from, edge.to, kind);
        if (!after) {
          QVERIFY2(after.error().size() > 20, name.c_str());
          continue;
        }
        ++done;
        const auto& id = after->components.back().id;
        QCOMPARE(faultOf(*after), "");
        QVERIFY2(line(*after, edge.from, id).size() == whole.size(), name.c_str());
        QVERIFY2(line(*after, id, edge.to).size() == 1, name.c_str());
        QCOMPARE(edges(*after).size(), edges(before).size() + 1);
      }
    }
    QVERIFY2(done > 20, std::to_string(done).c_str());
  }

  void whatMakesNoSenseIsRefusedWithTheReason() {
    const auto a = allKinds();
    QCOMPARE(why(inserted(a, "api", "track", "queue")),
             "an API's routes lead to what answers requests: put a function in between");
    QCOMPARE(why(inserted(a, "book", "ledger", "queue")),
             "a queue hands its messages to functions: put a function between the queue and the SQL database");
    QCOMPARE(why(inserted(a, "spool", "mail", "queue")), "only dead letters go on to a queue: put a function before it");
    QCOMPARE(why(inserted(a, "spool", "lost", "function")),
             "the connection from 'spool' would mean something else with 'function' as its end");
    QCOMPARE(why(insertOnEdge(a, line(a, "spool", "mail"), "book")), "'book' has connections already: remove them first");
    QVERIFY(why(insertOnEdge(a, line(a, "spool", "mail"), "nobody")).find("nobody") != std::string::npos);
    QVERIFY(!insertOnEdge(a, {}, "book"));
    auto caught = twoFunctions();
    std::get<CallStep>(std::get<Function>(caught.find("order")->kind).steps[1].what).caught =
        Steps{Step{ComputeStep{Constant{milliseconds(1)}}}};
    QVERIFY(why(inserted(caught, "order", "pay", "queue")).find("'catch'") != std::string::npos);
    QVERIFY(inserted(caught, "order", "pay", "function"));
  }
};

QTEST_APPLESS_MAIN(InsertOnEdgeTest)
#include "insert_on_edge_test.moc"
