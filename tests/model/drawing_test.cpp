#include "model/edit/drawing.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <QtTest>

#include "model/edit/edit.h"

using namespace virga::model;

namespace {

Component function(const ComponentId& id, const std::vector<ComponentId>& calls) {
  Function function;
  function.runtime = "go";
  for (const auto& to : calls) {
    CallStep call;
    call.to = {to};
    function.steps.push_back({call});
  }
  return {id, "", function};
}

// a → b → c and a → d, in two groups, with one bent line and one pin.
Architecture drawn() {
  Architecture a;
  a.components = {function("a", {"b", "d"}), function("b", {"c"}), function("c", {}), function("d", {})};
  a.layout = {{"a", {0, 0}}, {"b", {300, 0}}, {"c", {600, 0}}, {"d", {300, 200}}};
  a.groups = {{"Front", {"a", "b"}}, {"Back", {"c"}}};
  a.bends = {{"a", "b", {{200, 60}, {200, 10}}}, {"b", "c", {{500, 70}}}};
  a.pinned = {"b", "d"};
  return a;
}

Position at(const Architecture& a, const ComponentId& id) {
  for (const auto& [placed, position] : a.layout)
    if (placed == id) return position;
  return {-9999, -9999};
}

// By another name than QObject's disconnect.
Edited takeBack(const Architecture& a, const Edge& edge) { return disconnect(a, edge); }

bool coverEachOther(const Architecture& a) {
  for (const auto& [one, p] : a.layout)
    for (const auto& [other, q] : a.layout)
      if (one < other && std::abs(p.x - q.x) < 180 && std::abs(p.y - q.y) < 84) return true;
  return false;
}

}  // namespace

class DrawingTest : public QObject {
  Q_OBJECT

 private slots:
  void groupsTakeTheirMembersFromOthers() {
    const auto a = groupComponents(drawn(), {"c", "b"}, "Middle");
    QVERIFY(a);
    QCOMPARE(a->groups, (std::vector<Group>{{"Front", {"a"}}, {"Middle", {"b", "c"}}}));  // "Back" has lost all
    QCOMPARE(groupOf(*a, "c")->title, std::string("Middle"));
    QVERIFY(!groupOf(*a, "d"));
    QCOMPARE(groupComponents(drawn(), {"d"}, "Back")->groups.back().title, std::string("Back 2"));
    QVERIFY(!groupComponents(drawn(), {}, "None"));
    QVERIFY(!groupComponents(drawn(), {"a"}, ""));
  }

  void ungroupingDissolvesTheWholeGroup() {
    QCOMPARE(ungroupComponents(drawn(), {"a"})->groups, (std::vector<Group>{{"Back", {"c"}}}));
    QVERIFY(!ungroupComponents(drawn(), {"d"}));
  }

  void titlesAreUnique() {
    QCOMPARE(renameGroup(drawn(), "Back", "Store")->groups.back(), (Group{"Store", {"c"}}));
    for (const auto& bad : {std::string("Front"), std::string(), std::string(101, 'x'), std::string("a\nb")})
      QVERIFY2(!renameGroup(drawn(), "Back", bad), bad.c_str());
    QVERIFY(!renameGroup(drawn(), "Nothing", "x"));
  }

  void renamingAndRemovingComponentsKeepsTheDrawing() {
    const auto renamed = renameComponent(drawn(), "b", "core");
    QCOMPARE(renamed->groups.front(), (Group{"Front", {"a", "core"}}));
    QCOMPARE(renamed->bends.front().to, ComponentId("core"));
    QCOMPARE(renamed->bends.back().from, ComponentId("core"));
    QCOMPARE(renamed->pinned, (std::vector<ComponentId>{"core", "d"}));
    const auto removed = removeComponents(drawn(), {"c", "d"});
    QCOMPARE(removed.groups, (std::vector<Group>{{"Front", {"a", "b"}}}));
    QCOMPARE(removed.bends, (std::vector<Bend>{drawn().bends.front()}));
    QCOMPARE(removed.pinned, std::vector<ComponentId>{"b"});
    const auto edge = edges(drawn()).front();
    QCOMPARE(edge.to, ComponentId("b"));
    QCOMPARE(takeBack(drawn(), edge)->bends, (std::vector<Bend>{drawn().bends.back()}));
  }

  void cornersGoAlongWithBothEnds() {
    const auto both = moveComponents(drawn(), {{"a", {40, 20}}, {"b", {340, 20}}});
    QCOMPARE(both.bends.front().points, (std::vector<Position>{{240, 80}, {240, 30}}));
    QCOMPARE(both.bends.back(), drawn().bends.back());
    QCOMPARE(moveComponents(drawn(), {{"a", {40, 20}}}).bends, drawn().bends);
    QCOMPARE(moveComponents(drawn(), {{"a", {40, 20}}, {"b", {300, 60}}}).bends, drawn().bends);
  }

  void bendsAreSetAndReset() {
    const auto a = setBend(drawn(), "a", "d", {{240, 100}});
    QCOMPARE(bendOf(*a, "a", "d")->points, (std::vector<Position>{{240, 100}}));
    QVERIFY(!bendOf(*setBend(*a, "a", "d", {}), "a", "d"));
    QCOMPARE(*setBend(drawn(), "c", "d", {}), drawn());
  }

  void tidyingUpLeavesPinnedCardsAlone() {
    auto a = drawn();
    a.layout = {{"a", {5, 7}}, {"b", {420, 40}}, {"c", {420, 60}}, {"d", {300, 100}}};
    const auto tidy = tidyUp(a, false);
    QCOMPARE(at(tidy, "b"), (Position{420, 40}));
    QCOMPARE(at(tidy, "d"), (Position{300, 100}));
    QVERIFY(at(tidy, "a").x < 300 - 180);
    QVERIFY(at(tidy, "c").x > 420 + 180);
    auto shown = tidy;
    std::erase_if(shown.layout, [](const auto& entry) { return entry.first == "d"; });  // covered b from the start
    QVERIFY(!coverEachOther(shown));
    QVERIFY(tidy.bends.empty());
    QVERIFY(tidyUp(tidy, false) == tidy);
  }

  void othersMakeRoomForPinnedCards() {
    Architecture a;
    std::vector<ComponentId> all;
    for (char c = 'b'; c < 'k'; ++c) all.push_back(std::string(1, c));
    a.components.push_back(function("a", all));
    for (const auto& id : all) a.components.push_back(function(id, {}));
    a = tidyUp(a, false);
    for (auto& [id, place] : a.layout)
      if (id == "e") place = {250, 30};
    a.pinned = {"e"};
    const auto tidy = tidyUp(a, false);
    QCOMPARE(at(tidy, "e"), (Position{250, 30}));
    QVERIFY(!coverEachOther(tidy));
  }

  void someCardsAreTidiedUpWhereTheyWere() {
    auto a = drawn();
    a.pinned.clear();
    a.layout = {{"a", {1000, 500}}, {"b", {1010, 517}}, {"c", {990, 650}}, {"d", {0, 0}}};
    const auto tidy = tidyUp(a, {"a", "b", "c"});
    QCOMPARE(at(tidy, "d"), (Position{0, 0}));
    QCOMPARE(at(tidy, "a"), (Position{1000, 500}));  // 990, 500 on the grid
    QVERIFY(at(tidy, "b").x > at(tidy, "a").x + 180);
    QVERIFY(at(tidy, "c").x > at(tidy, "b").x + 180);
    QVERIFY(tidy.bends.empty());
    // A card that stands in the way stays, too.
    auto crowded = tidy;
    crowded.layout.back().second = at(tidy, "b");
    const auto round = tidyUp(crowded, {"a", "b", "c"});
    QCOMPARE(at(round, "d"), at(tidy, "b"));
    QVERIFY(!coverEachOther(round));
  }
};

QTEST_GUILESS_MAIN(DrawingTest)
#include "drawing_test.moc"
