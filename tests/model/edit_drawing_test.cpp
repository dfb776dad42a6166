#include <string>

#include <QtTest>

#include "model/edit/edit.h"
#include "model/edit/move_step.h"
#include "model/edit/remove.h"
#include "model/project/field_view.h"
#include "model/project/project_file.h"
#include "tests/model/random_architecture.h"

using namespace virga::model;

namespace {

// checkout calls payments twice and sends to receipts once.
Architecture shop() {
  const auto architecture = readProject(
      "virga: 1\n"
      "components:\n"
      "  checkout: {kind: function, runtime: go, steps: [{call: payments}, {call: payments}, {send: receipts}]}\n"
      "  payments: {kind: external}\n"
      "  receipts: {kind: queue}\n"
      "groups: {Shop: [checkout, receipts], Money: [payments]}\n"
      "bends:\n"
      "  checkout → payments: [[700, 40]]\n"
      "  checkout → receipts: [[1, 2]]\n"
      "pinned: [payments, checkout]\n",
      "p");
  if (!architecture) qFatal("%s", toText(architecture.error().front()).c_str());
  return *architecture;
}

bool isReadable(const Architecture& architecture) {
  const auto again = readProject(writeProject(architecture), "p");
  return again && *again == architecture;
}

}  // namespace

class EditDrawingTest : public QObject {
  Q_OBJECT

 private slots:
  void renamingFollowsEverywhere() {
    const auto a = renameComponent(shop(), "checkout", "till");
    QVERIFY(a);
    QVERIFY((a->groups == std::vector<Group>{{"Shop", {"till", "receipts"}}, {"Money", {"payments"}}}));
    QVERIFY((a->bends == std::vector<Bend>{{"till", "payments", {{700, 40}}}, {"till", "receipts", {{1, 2}}}}));
    QVERIFY((a->pinned == std::vector<ComponentId>{"payments", "till"}));
  }

  void whatIsRemovedIsNowhereAnyMore() {
    const auto a = removeComponents(shop(), {"payments"});
    QVERIFY((a.groups == std::vector<Group>{{"Shop", {"checkout", "receipts"}}}));
    QVERIFY((a.bends == std::vector<Bend>{{"checkout", "receipts", {{1, 2}}}}));
    QVERIFY((a.pinned == std::vector<ComponentId>{"checkout"}));
  }

  void aBendGoesWithTheLastEdge() {
    const auto lines = edges(shop());
    QCOMPARE(lines.size(), 3U);
    const auto one = virga::model::disconnect(shop(), lines[1]);
    QVERIFY(one && one->bends == shop().bends);
    const auto both = virga::model::disconnect(*one, lines[0]);
    QVERIFY((both && both->bends == std::vector<Bend>{{"checkout", "receipts", {{1, 2}}}}));
    QVERIFY(both->groups == shop().groups && both->pinned == shop().pinned);
  }

  void aBendGoesWithTheFieldThatMadeTheEdge() {
    const auto a = setField(shop(), "checkout.steps.2.send", "checkout");
    QVERIFY((a && a->bends == std::vector<Bend>{{"checkout", "payments", {{700, 40}}}}));
    const auto b = removeItem(shop(), "checkout.steps.2");
    QVERIFY(b && b->bends == a->bends);
  }

  void aBendGoesWithTheStepThatMadeTheEdge() {
    const auto a = removeStep(shop(), "checkout.steps.2");
    QVERIFY((a && a->architecture.bends == std::vector<Bend>{{"checkout", "payments", {{700, 40}}}}));
    auto caught = shop();
    auto& steps = std::get<Function>(caught.find("checkout")->kind).steps;
    std::get<CallStep>(steps[0].what).caught = Steps{steps[2]};
    steps.pop_back();
    const auto b = removeBlock(caught, "checkout.steps.0.catch");
    QVERIFY(b && b->architecture.bends == a->architecture.bends);
  }

  void aBendGoesWithTheReferenceThatMadeTheEdge() {
    const auto a = withoutReferences(
        shop(), [](const ComponentRef&, const std::string& path) { return path == "checkout.steps.2.send"; });
    QVERIFY((a.bends == std::vector<Bend>{{"checkout", "payments", {{700, 40}}}}));
  }

  void editsOfAnyDrawingCanBeSaved() {
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
      const auto a = RandomArchitecture(seed).make();
      QVERIFY(isReadable(removeComponents(a, {"f", "q", "api"})));
      QVERIFY(isReadable(*renameComponent(a, "f", "fff")));
      for (const auto& edge : edges(a)) QVERIFY(isReadable(*virga::model::disconnect(a, edge)));
    }
  }
};

QTEST_GUILESS_MAIN(EditDrawingTest)
#include "edit_drawing_test.moc"
