#include <stdexcept>

#include <QTest>

#include "model/catalog/overlay.h"
#include "model/pricing/bill.h"

using namespace virga::model;

namespace {

const Catalog& aws() {
  static const Catalog catalog = loadCatalog("aws").value();
  return catalog;
}

Bill billOf(const Catalog& catalog, std::vector<UsageItem> items, const std::string& savingsPlan, bool freeTier = false) {
  Usage usage;
  usage.monthly = true;
  usage.items = std::move(items);
  return priceUsage(usage, catalog, {.freeTier = freeTier, .savingsPlan = savingsPlan});
}

Catalog withText(const std::string& text) {
  return withOverlay(
             aws(), "provider: aws\nsources: {contract: {cite: Agreement, as-of: 2026-03-01, confidence: sourced}}\n" + text,
             "mine.yaml")
      .value();
}

}  // namespace

class SavingsTest : public QObject {
  Q_OBJECT

 private slots:
  // 12 % of 1,000,000 x 0.0000166667 = 16.6667 is saved; the requests are paid as ever.
  void coveredItemsCostLess() {
    const auto bill =
        billOf(aws(), {{"f", "function", "compute", "x86_64", 1'000'000}, {"f", "function", "requests", "", 10}},
               "compute-no-upfront");
    QCOMPARE(toText(bill.lines.at(0).amount), std::string("14.666696"));
    QCOMPARE(toText(bill.lines.at(0).saved), std::string("2.000004"));
    QCOMPARE(toText(bill.lines.at(1).amount), std::string("0.000002"));
    QCOMPARE(toText(bill.lines.at(1).saved), std::string("0"));
    QCOMPARE(toText(bill.total), std::string("14.666698"));
    QCOMPARE(toText(bill.savings.value().saved), std::string("2.000004"));
    QCOMPARE(bill.savings->id, std::string("compute-no-upfront"));
    QVERIFY(bill.lines.at(0).source.find("Compute Savings Plan") != std::string::npos);
    QVERIFY(!billOf(aws(), {}, "").savings);
  }

  // What is free stays free: (500,000 - 400,000) x 0.0000166667 x 0.83.
  void allowancesComeFirst() {
    const auto bill = billOf(aws(), {{"f", "function", "compute", "x86_64", 500'000}}, "compute-all-upfront", true);
    QCOMPARE(toText(bill.total), std::string("1.3833361"));
  }

  void unknownPlansThrow() { QVERIFY_THROWS_EXCEPTION(std::invalid_argument, billOf(aws(), {}, "compute-half-upfront")); }

  // A price of its own instead of a discount, for one variant: 100 x 0.00001, and 100 x 0.0000166667.
  void overlaysAddPlans() {
    const auto catalog = withText(
        "savings: [{id: ours, name: Ours, term: 2 years, items: [{kind: function, item: compute, variant: arm64, price: "
        "0.00001}], source: contract}]\n");
    QCOMPARE(catalog.savings.size(), aws().savings.size() + 1);
    const auto bill =
        billOf(catalog, {{"f", "function", "compute", "arm64", 100}, {"g", "function", "compute", "x86_64", 100}}, "ours");
    QCOMPARE(toText(bill.total), std::string("0.00266667"));
  }

  void overlaysReplacePlans() {
    const auto catalog = withText(
        "savings: [{id: compute-no-upfront, name: Ours, term: 2 years, items: [{kind: function, item: compute, discount: "
        "50%}], source: contract}]\n");
    QCOMPARE(catalog.savings.size(), aws().savings.size());
    const auto bill = billOf(catalog, {{"f", "function", "compute", "x86_64", 1000}}, "compute-no-upfront");
    QCOMPARE(toText(bill.total), std::string("0.00833335"));
  }

  void malformedPlansAreRefused_data() {
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QString>("id");
    const auto row = [](const char* name, const char* plan, const char* id) { QTest::addRow("%s", name) << plan << id; };
    row("no list", "3", "wrong-type");
    row("no items", "[{id: a, name: A, term: 1 year, source: contract}]", "missing-key");
    row("unknown item",
        "[{id: a, name: A, term: 1 year, items: [{kind: function, item: computing, discount: 1%}], source: "
        "contract}]",
        "unknown-item");
    row("unknown variant",
        "[{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, variant: arm, discount: "
        "1%}], source: contract}]",
        "unknown-variant");
    row("neither discount nor price",
        "[{id: a, name: A, term: 1 year, items: [{kind: function, item: compute}], source: "
        "contract}]",
        "missing-key");
    row("both",
        "[{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, discount: 1%, price: 1}], source: "
        "contract}]",
        "contradiction");
    row("more than all",
        "[{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, discount: 101%}], source: "
        "contract}]",
        "invalid-value");
    row("unknown hosting plan",
        "[{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, plans: [gold], "
        "discount: 1%}], source: contract}]",
        "unknown-plan");
    row("item twice",
        "[{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, discount: 1%}, {kind: function, item: "
        "compute, discount: 2%}], source: contract}]",
        "duplicate-key");
    row("twice",
        "[{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, discount: 1%}], source: contract}, "
        "{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, discount: 1%}], source: contract}]",
        "duplicate-key");
  }

  void malformedPlansAreRefused() {
    QFETCH(QString, plan);
    QFETCH(QString, id);
    const auto text =
        "provider: aws\nsources: {contract: {cite: A, as-of: 2026, confidence: sourced}}\nsavings: " + plan.toStdString() +
        "\n";
    const auto result = withOverlay(aws(), text, "o.yaml");
    QVERIFY(!result);
    QCOMPARE(QString::fromStdString(result.error().front().id), id);
    QVERIFY(result.error().front().line > 0);
  }
};

QTEST_GUILESS_MAIN(SavingsTest)
#include "savings_test.moc"
