#include <cstdlib>
#include <map>
#include <set>

#include <QtTest>

#include "model/edit/edit.h"
#include "model/project/project_file.h"

using namespace virga::model;

namespace {

using Places = std::map<ComponentId, Position>;

// a → b → c and d, which stands alone.
Architecture chain() {
  const auto architecture = readProject(
      "virga: 1\n"
      "components:\n"
      "  a: {kind: function, runtime: go, steps: [{call: b}]}\n"
      "  b: {kind: function, runtime: go, steps: [{call: c}]}\n"
      "  c: {kind: external}\n"
      "  d: {kind: queue}\n"
      "layout: {a: [500, 700], b: [500, 800], c: [480, 900], d: [820, 700]}\n"
      "bends: {a → b: [[1, 2]], b → c: [[3, 4]]}\n",
      "p");
  if (!architecture) qFatal("%s", toText(architecture.error().front()).c_str());
  return *architecture;
}

Places placesOf(const Architecture& architecture) { return {architecture.layout.begin(), architecture.layout.end()}; }

bool areApart(const Places& places) {
  for (const auto& [a, first] : places)
    for (const auto& [b, second] : places)
      if (a < b && std::abs(first.x - second.x) < 180 && std::abs(first.y - second.y) < 84) return false;
  return true;
}

}  // namespace

class TidyUpTest : public QObject {
  Q_OBJECT

 private slots:
  void theSelectionStandsInLayersWhereItStood() {
    const auto tidy = tidyUp(chain(), std::set<ComponentId>{"a", "b", "c"});
    const auto places = placesOf(tidy);
    QVERIFY((places.at("a") == Position{480, 700}));
    QVERIFY(places.at("a").x < places.at("b").x && places.at("b").x < places.at("c").x);
    QVERIFY((places.at("d") == Position{820, 700}));
    QVERIFY(areApart(places));
    QVERIFY(tidy.bends.empty());
  }

  void whatIsNotSelectedStays() {
    const auto places = placesOf(tidyUp(chain(), std::set<ComponentId>{"a", "b"}));
    QVERIFY((places.at("c") == Position{480, 900}));
    QVERIFY((places.at("d") == Position{820, 700}));
    QVERIFY(areApart(places));
  }

  void pinnedCardsStayAndTheOthersMakeRoom() {
    auto architecture = chain();
    architecture.pinned = {"b", "d"};
    const auto before = placesOf(architecture);
    for (const auto& tidy : {tidyUp(architecture, false), tidyUp(architecture, std::set<ComponentId>{"a", "b", "c", "d"})}) {
      const auto places = placesOf(tidy);
      QVERIFY(places.at("b") == before.at("b"));
      QVERIFY(places.at("d") == before.at("d"));
      QVERIFY(places.at("a").x < places.at("c").x);
      QVERIFY(areApart(places));
    }
  }

  void onlyBendsOfMovedLinesGo() {
    auto architecture = chain();
    architecture.pinned = {"b", "c"};
    const auto tidy = tidyUp(architecture, false);
    QVERIFY((tidy.bends == std::vector<Bend>{{"b", "c", {{3, 4}}}}));
    QVERIFY(tidyUp(chain(), true).bends == chain().bends);
  }
};

QTEST_GUILESS_MAIN(TidyUpTest)
#include "tidy_up_test.moc"
