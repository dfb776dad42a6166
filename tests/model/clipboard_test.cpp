#include "model/edit/clipboard.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include <QtTest>

#include "model/edit/edges.h"
#include "model/project/project_file.h"
#include "tests/model/random_architecture.h"

using namespace virga::model;

namespace {

const std::string kShop = R"(virga: 1
name: Shop

components:
  shoppers: {kind: client, sends: [{to: api, route: POST /orders, arrivals: {poisson: {rate: 20/s}}}]}
  api: {kind: http-api, routes: [{route: POST /orders, to: checkout}]}
  checkout:
    kind: function
    runtime: go
    steps:
      - call: orders
      - call: payments
      - send: receipts
  orders: {kind: nosql-db}
  payments: {kind: external}
  receipts: {kind: queue}

scenarios:
  sale: {duration: 1 h, set: {checkout.memory: 1 GiB, checkout.steps.2.size: 2 KiB, checkout.steps.0.call: orders, api.timeout: 5 s}}
  outage: {duration: 1 h, faults: [{component: payments, from: 1 min, to: 2 min, errors: 50%}]}

layout:
  shoppers: [0, 0]
  api: [300, 0]
  checkout: [600, 0]
  orders: [900, 0]
  payments: [900, 120]
  receipts: [900, 240]

groups:
  Intake: [api, checkout]
  Money: [payments, orders]

bends:
  checkout → payments: [[820, 40], [820, 160]]
  checkout → receipts: [[840, 40]]

pinned: [payments]
)";

Architecture read(const std::string& text) {
  const auto architecture = readProject(text, "p");
  if (!architecture) qFatal("%s\n%s", toText(architecture.error().front()).c_str(), text.c_str());
  return *architecture;
}

std::vector<std::string> settings(const Architecture& a, std::size_t scenario) {
  std::vector<std::string> all;
  for (const auto& setting : a.scenarios[scenario].set) all.push_back(setting.path + " = " + setting.value);
  return all;
}

std::set<std::string> lines(const Architecture& a) {
  std::set<std::string> all;
  for (const auto& edge : edges(a)) all.insert(edge.from + " " + edge.to);
  return all;
}

Position at(const Architecture& a, const ComponentId& id) {
  for (const auto& [placed, position] : a.layout)
    if (placed == id) return position;
  return {-9999, -9999};
}

}  // namespace

class ClipboardTest : public QObject {
  Q_OBJECT

 private slots:
  void copiedTextIsAProjectOfItsOwn() {
    const auto copied = copyComponents(read(kShop), {"checkout", "orders", "payments"});
    QCOMPARE(copied.lostEdges, 1);  // to receipts
    const auto a = read(copied.text);
    QCOMPARE(lines(a), (std::set<std::string>{"checkout orders", "checkout payments"}));
    QCOMPARE(a.layout.size(), std::size_t{3});
    QCOMPARE(a.groups, (std::vector<Group>{{"Money", {"payments", "orders"}}}));  // api isn't there
    QCOMPARE(a.bends.size(), std::size_t{1});
    // The step that sent to receipts went, and its setting with it.
    QCOMPARE(settings(a, 0), (std::vector<std::string>{"checkout.memory = 1 GiB", "checkout.steps.0.call = orders"}));
    QCOMPARE(a.scenarios[1].faults.size(), std::size_t{1});
    QVERIFY(copyComponents(read(kShop), {}).text.empty());
  }

  void whatNamesComponentsThatAreNotCopiedIsLeftOut() {
    auto a = read(kShop);
    a.scenarios[0].set = {{"checkout.steps.1.call", "orders"}, {"checkout.memory", "1 GiB"}};
    const auto copied = read(copyComponents(a, {"checkout", "payments"}).text);
    QCOMPARE(settings(copied, 0), (std::vector<std::string>{"checkout.memory = 1 GiB"}));
  }

  void pastedPartsGetFreshNamesEverywhere() {
    const auto shop = read(kShop);
    const auto pasted = pasteComponents(shop, copyComponents(shop, {"checkout", "orders", "payments"}).text);
    QVERIFY(pasted);
    QCOMPARE(pasted->ids, (std::vector<ComponentId>{"checkout-2", "orders-2", "payments-2"}));
    const auto& a = pasted->architecture;
    auto expected = lines(shop);
    expected.insert({"checkout-2 orders-2", "checkout-2 payments-2"});
    QCOMPARE(lines(a), expected);
    QCOMPARE(a.groups.back(), (Group{"Money 2", {"orders-2", "payments-2"}}));
    QCOMPARE(a.groups.front(), shop.groups.front());
    QCOMPARE(settings(a, 0).back(), std::string("checkout-2.steps.0.call = orders-2"));
    QCOMPARE(a.scenarios[1].faults.back().component.id, ComponentId("payments-2"));
    QCOMPARE(a.scenarios.size(), std::size_t{2});
    // All moved by the same way, to where they cover nothing.
    const auto moved = at(a, "checkout-2");
    const Position by{moved.x - 600, moved.y};
    QVERIFY(by.x >= 40 && by.x == by.y);
    QCOMPARE(at(a, "payments-2"), (Position{900 + by.x, 120 + by.y}));
    QCOMPARE(a.bends.back(), (Bend{"checkout-2", "payments-2", {{820 + by.x, 40 + by.y}, {820 + by.x, 160 + by.y}}}));
    for (const auto& id : pasted->ids)
      for (const auto& [other, place] : shop.layout)
        QVERIFY(std::abs(at(a, id).x - place.x) >= 180 || std::abs(at(a, id).y - place.y) >= 84);
    QCOMPARE(read(writeProject(a)), a);
    QVERIFY(pasteComponents(a, copyComponents(a, {"checkout-2"}).text)->ids == std::vector<ComponentId>{"checkout-3"});
  }

  void textOfAnotherProjectKeepsItsNamesAndGoesToTheCorner() {
    const Position corner{2000, -400};
    const auto pasted = pasteComponents(read("virga: 1\n"), kShop, &corner);
    QVERIFY(pasted);
    QCOMPARE(lines(pasted->architecture), lines(read(kShop)));
    QCOMPARE(at(pasted->architecture, "checkout"), (Position{2600, -400}));
    QVERIFY(pasted->architecture.scenarios.empty());
    QCOMPARE(pasted->architecture.name, std::string());
    const auto unplaced = pasteComponents(read("virga: 1\n"), "virga: 1\ncomponents:\n  q: {kind: queue}\n", &corner);
    QCOMPARE(at(unplaced->architecture, "q"), corner);
  }

  void textThatIsNoProjectIsRefusedWithTheReason() {
    const auto shop = read(kShop);
    for (const std::string text : {"", "hello", "{", "virga: 1\n", "virga: 1\ncomponents:\n  x: {kind: nothing}\n"}) {
      const auto pasted = pasteComponents(shop, text);
      QVERIFY2(!pasted, text.c_str());
      QVERIFY(pasted.error().size() > 20);
    }
    QVERIFY(pasteComponents(shop, "virga: 1\ncomponents:\n  x: {kind: nothing}\n").error().find("line 3") !=
            std::string::npos);
  }

  void duplicatesKeepWhatLeadsToOthers() {
    const auto shop = read(kShop);
    const auto pasted = duplicateComponents(shop, {"checkout", "orders"});
    auto expected = lines(shop);
    expected.insert({"checkout-2 orders-2", "checkout-2 payments", "checkout-2 receipts"});
    QCOMPARE(lines(pasted.architecture), expected);
    QCOMPARE(read(writeProject(pasted.architecture)), pasted.architecture);
  }

  // Whatever is copied can be read alone, and pasting all of a project into itself doubles it.
  void anyPartOfAnyProjectCanBeCopied() {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      RandomArchitecture random(seed);
      const auto a = random.make();
      std::set<ComponentId> some, all;
      for (const auto& component : a.components) {
        all.insert(component.id);
        if (random.chance()) some.insert(component.id);
      }
      if (some.empty()) continue;
      const auto part = copyComponents(a, some);
      const auto alone = readProject(part.text, "p");
      QVERIFY2(alone, (part.text + (alone ? "" : toText(alone.error().front()))).c_str());
      QCOMPARE(alone->components.size(), some.size());
      const auto whole = copyComponents(a, all);
      QCOMPARE(whole.lostEdges, 0);
      const auto twice = pasteComponents(a, whole.text);
      QVERIFY2(twice, twice ? "" : twice.error().c_str());
      QCOMPARE(edges(twice->architecture).size(), 2 * edges(a).size());
      QCOMPARE(twice->architecture.groups.size(), 2 * a.groups.size());
      const auto saved = readProject(writeProject(twice->architecture), "p");
      QVERIFY2(saved && *saved == twice->architecture, saved ? "" : toText(saved.error().front()).c_str());
    }
  }
};

QTEST_GUILESS_MAIN(ClipboardTest)
#include "clipboard_test.moc"
