#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <QtTest>

#include "model/edit/align.h"
#include "model/edit/reach.h"
#include "model/edit/successor.h"
#include "model/project/project_file.h"
#include "tests/model/random_architecture.h"

using namespace virga::model;

namespace {

Architecture scattered() {
  Architecture a;
  for (const auto* id : {"a", "b", "c", "d"}) a.components.push_back({id, "", Function{}});
  a.layout = {{"a", {0, 40}}, {"b", {300, 0}}, {"c", {100, 200}}, {"d", {1000, 1000}}};
  return a;
}

Position placeOf(const Architecture& a, const ComponentId& id) {
  const auto found = std::find_if(a.layout.begin(), a.layout.end(), [&](const auto& entry) { return entry.first == id; });
  return found == a.layout.end() ? Position{-1, -1} : found->second;
}

// Functions that call each other: "ab" is a → b. All components named, in this order.
Architecture graph(const std::string& names, const std::vector<std::string>& calls) {
  Architecture a;
  for (const char name : names) {
    Function function;
    for (const auto& call : calls) {
      CallStep step;
      step.to = {std::string(1, call[1])};
      if (call[0] == name) function.steps.emplace_back().what = step;
    }
    a.components.push_back({std::string(1, name), "", function});
  }
  return a;
}

std::string flow(const Architecture& a) {
  std::string text;
  for (const auto& id : flowOrder(a)) text += id;
  return text;
}

using Ids = std::set<ComponentId>;

}  // namespace

class ArrangeTest : public QObject {
  Q_OBJECT

 private slots:
  void cardsAlignWithTheOutermost() {
    const Ids ids{"a", "b", "c"};
    const auto at = [&](Alignment alignment, const ComponentId& id) {
      return placeOf(align(scattered(), ids, alignment), id);
    };
    for (const auto& id : ids) {
      QCOMPARE(at(Alignment::left, id).x, 0);
      QCOMPARE(at(Alignment::centre, id).x, 150);
      QCOMPARE(at(Alignment::right, id).x, 300);
      QCOMPARE(at(Alignment::top, id).y, 0);
      QCOMPARE(at(Alignment::middle, id).y, 100);
      QCOMPARE(at(Alignment::bottom, id).y, 200);
      QCOMPARE(at(Alignment::left, id).y, placeOf(scattered(), id).y);
      QCOMPARE(at(Alignment::top, id).x, placeOf(scattered(), id).x);
    }
    QCOMPARE(at(Alignment::left, "d"), (Position{1000, 1000}));
  }

  void cardsAreSpreadEvenly() {
    const auto level = distribute(scattered(), {"a", "b", "c"}, Axis::horizontal);
    QCOMPARE(placeOf(level, "a"), (Position{0, 40}));
    QCOMPARE(placeOf(level, "c"), (Position{150, 200}));
    QCOMPARE(placeOf(level, "b"), (Position{300, 0}));
    const auto upright = distribute(scattered(), {"a", "b", "c", "d"}, Axis::vertical);
    QCOMPARE(placeOf(upright, "b").y, 0);
    QCOMPARE(placeOf(upright, "a").y, 333);
    QCOMPARE(placeOf(upright, "c").y, 667);
    QCOMPARE(placeOf(upright, "d").y, 1000);
    QCOMPARE(distribute(scattered(), {"a", "b"}, Axis::horizontal), scattered());
    QCOMPARE(align(scattered(), {}, Alignment::left), scattered());
  }

  void reachFollowsTheEdgesOneWayOrBoth() {
    const auto a = graph("abcdefg", {"ab", "bc", "dc", "ce", "ec", "fg"});
    QCOMPARE(reach(a, {"b"}, Reach::downstream), (Ids{"b", "c", "e"}));
    QCOMPARE(reach(a, {"b"}, Reach::upstream), (Ids{"a", "b"}));
    QCOMPARE(reach(a, {"c"}, Reach::upstream), (Ids{"a", "b", "c", "d", "e"}));
    QCOMPARE(reach(a, {"e"}, Reach::connected), (Ids{"a", "b", "c", "d", "e"}));
    QCOMPARE(reach(a, {"a", "f"}, Reach::downstream), (Ids{"a", "b", "c", "e", "f", "g"}));
    QCOMPARE(reach(a, {"nobody"}, Reach::connected), Ids{});
  }

  void theFlowOrderKeepsChainsTogether() {
    QCOMPARE(flow(graph("dcba", {"ab", "bc", "cd"})), "abcd");
    QCOMPARE(flow(graph("abcdx", {"ab", "bc", "ad"})), "abcdx");
    QCOMPARE(flow(graph("abcd", {"ad", "bc", "cd"})), "abcd");
    QCOMPARE(flow(graph("abc", {"bc", "cb"})), "abc");  // a cycle that nothing enters begins with its first
    QCOMPARE(flow(graph("cba", {"ab", "bc", "cb"})), "abc");
    QCOMPARE(flow(graph("ab", {"aa", "ab"})), "ab");
  }

  void theFlowOrderHasEachComponentOnceAndAfterThoseThatLeadToIt() {
    const auto project = loadProject(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml");
    QVERIFY(project);
    const auto order = flowOrder(*project);
    QCOMPARE(order.size(), project->components.size());
    QCOMPARE(Ids(order.begin(), order.end()).size(), order.size());
    const auto place = [&](const ComponentId& id) { return std::find(order.begin(), order.end(), id) - order.begin(); };
    for (const auto& edge : edges(*project)) {
      const bool isCycle = reach(*project, {edge.to}, Reach::downstream).contains(edge.from);
      if (!isCycle) QVERIFY2(place(edge.from) < place(edge.to), (edge.from + " " + edge.to).c_str());
    }
  }

  void whatMayComeNextIsWhatCanBeConnected() {
    const auto project = loadProject(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml");
    QVERIFY(project);
    for (const auto& component : project->components) {
      const auto next = nextKinds(*project, component.id);
      for (const auto& kind : kindNames()) {
        const auto both = addConnected(*project, component.id, kind, {20, 40});
        const bool offered = std::find(next.begin(), next.end(), kind) != next.end();
        QVERIFY2(both.has_value() == offered, (component.id + " " + kind).c_str());
        if (!both) continue;
        const auto& added = both->components.back();
        QCOMPARE(std::string(kindName(added.kind)), kind);
        QCOMPARE(placeOf(*both, added.id), (Position{20, 40}));
        QVERIFY(reach(*both, {component.id}, Reach::downstream).contains(added.id));
      }
    }
    // It has its dead-letter queue already, and a function is still welcome.
    QCOMPARE(nextKinds(*project, "spool"), std::vector<std::string>{"function"});
    QVERIFY(nextKinds(*project, "nobody").empty());
  }
};

QTEST_APPLESS_MAIN(ArrangeTest)
#include "arrange_test.moc"
