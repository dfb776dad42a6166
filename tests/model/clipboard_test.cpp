#include "model/edit/clipboard.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include <QtTest>

#include "model/edit/edges.h"
#include "model/edit/edit.h"
#include "model/project/project_file.h"
#include "tests/model/random_architecture.h"

using namespace virga::model;

namespace {

// api → checkout → payments, checkout ⇢ receipts.
Architecture shop() {
  const auto architecture = readProject(
      "virga: 1\n"
      "components:\n"
      "  api: {kind: http-api, routes: [{route: POST /a, to: checkout}]}\n"
      "  checkout: {kind: function, runtime: go, steps: [{call: payments}, {send: receipts}]}\n"
      "  payments: {kind: external, latency: 3 ms}\n"
      "  receipts: {kind: queue}\n"
      "scenarios: {sale: {set: {checkout.memory: 1 GiB}}}\n"
      "layout: {api: [0, 0], checkout: [300, 0], payments: [600, 0], receipts: [600, 120]}\n"
      "groups: {Shop: [checkout, payments], Door: [api]}\n"
      "bends: {checkout → payments: [[500, 20]]}\n"
      "pinned: [payments]\n",
      "p");
  if (!architecture) qFatal("%s", toText(architecture.error().front()).c_str());
  return *architecture;
}

Position placeOf(const Architecture& architecture, const ComponentId& id) {
  for (const auto& [name, position] : architecture.layout)
    if (name == id) return position;
  qFatal("%s has no place", id.c_str());
}

std::size_t edgesBetween(const Architecture& architecture, const ComponentId& from, const ComponentId& to) {
  const auto all = edges(architecture);
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const Edge& edge) { return edge.from == from && edge.to == to; }));
}

}  // namespace

class ClipboardTest : public QObject {
  Q_OBJECT

 private slots:
  void aCopyIsAProjectOfTheSelectedPart() {
    const auto text = copyComponents(shop(), {"checkout", "payments"});
    const auto part = readProject(text, "p");
    QVERIFY2(part.has_value(), text.c_str());
    QCOMPARE(part->components.size(), 2U);
    QCOMPARE(edges(*part).size(), 1U);
    QCOMPARE(edgesBetween(*part, "checkout", "payments"), 1U);
    QVERIFY(placeOf(*part, "checkout") == (Position{300, 0}));
    QVERIFY((part->groups == std::vector<Group>{{"Shop", {"checkout", "payments"}}}));
    QCOMPARE(part->bends.size(), 1U);
    QVERIFY(part->scenarios.empty());
    QVERIFY(copyComponents(shop(), {}).empty());
  }

  void pastedComponentsHaveFreshNamesAndKeepTheirEdges() {
    const auto pasted = pasteComponents(shop(), copyComponents(shop(), {"checkout", "payments"}));
    QVERIFY(pasted);
    QVERIFY((pasted->ids == std::vector<ComponentId>{"checkout-2", "payments-2"}));
    const auto& a = pasted->architecture;
    QCOMPARE(a.components.size(), 6U);
    QCOMPARE(edgesBetween(a, "checkout-2", "payments-2"), 1U);
    QCOMPARE(edgesBetween(a, "checkout-2", "payments"), 0U);
    QCOMPARE(edgesBetween(a, "checkout", "payments"), 1U);
    for (const auto& id : pasted->ids)
      for (const auto& [other, place] : a.layout) {
        const auto own = placeOf(a, id);
        QVERIFY(other == id || std::abs(own.x - place.x) >= 180 || std::abs(own.y - place.y) >= 84);
      }
    QVERIFY((a.groups.back() == Group{"Shop 2", {"checkout-2", "payments-2"}}));
    QVERIFY(a.bends.back().from == "checkout-2" && a.bends.back().to == "payments-2");
    const auto shift = placeOf(a, "checkout-2").x - 300;
    QCOMPARE(a.bends.back().points.front().x, 500 + shift);
    const auto again = pasteComponents(a, copyComponents(a, {"checkout-2"}));
    QCOMPARE(again->ids.front(), std::string("checkout-3"));
  }

  void duplicatesKeepWhatLeadsElsewhere() {
    const auto copied = duplicateComponents(shop(), {"checkout", "payments"});
    QCOMPARE(edgesBetween(copied.architecture, "checkout-2", "receipts"), 1U);
    QCOMPARE(edgesBetween(copied.architecture, "checkout-2", "payments-2"), 1U);
    QCOMPARE(edgesBetween(copied.architecture, "api", "checkout-2"), 0U);
  }

  void whatIsNoProjectIsRefused() {
    for (const std::string text : {"", "hello", "virga: 1\n", "virga: 1\ncomponents:\n  a: {kind: blockchain}\n"}) {
      const auto pasted = pasteComponents(shop(), text);
      QVERIFY2(!pasted && pasted.error().size() > 20, text.c_str());
    }
  }

  void anyPartOfAnyDesignCanBeCopiedAndPasted() {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const auto a = RandomArchitecture(seed).make();
      std::set<ComponentId> ids;
      for (std::size_t i = seed % 3; i < a.components.size(); i += 3) ids.insert(a.components[i].id);
      const auto text = copyComponents(a, ids);
      QVERIFY2(readProject(text, "p").has_value(), text.c_str());
      for (const auto& pasted : {*pasteComponents(a, text), duplicateComponents(a, ids)}) {
        QCOMPARE(pasted.ids.size(), ids.size());
        const auto saved = writeProject(pasted.architecture);
        const auto again = readProject(saved, "p");
        QVERIFY2(again && *again == pasted.architecture, saved.c_str());
        QVERIFY(removeComponents(pasted.architecture, {pasted.ids.begin(), pasted.ids.end()}).components == a.components);
      }
    }
  }
};

QTEST_GUILESS_MAIN(ClipboardTest)
#include "clipboard_test.moc"
