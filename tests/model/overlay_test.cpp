#include "model/catalog/overlay.h"

#include <QTest>

#include "model/pricing/bill.h"

using namespace virga::model;

namespace {

const Catalog& azure() {
  static const Catalog catalog = loadCatalog("azure").value();
  return catalog;
}

const std::string kHead =
    "provider: azure\n"
    "sources: {contract: {cite: Agreement of March, as-of: 2026-03-01, confidence: sourced}}\n";

Catalog withText(const std::string& text) { return withOverlay(azure(), kHead + text, "mine.yaml").value(); }

Catalog planned(const Catalog& catalog, const std::string& plan) {
  Architecture architecture;
  architecture.target.provider = "azure";
  architecture.providers.emplace_back().provider = "azure";
  architecture.providers.back().plan = plan;
  return withPlan(catalog, architecture).value();
}

QString total(const Catalog& catalog, UsageItem item) {
  Usage usage;
  usage.monthly = true;
  usage.items = {std::move(item)};
  return QString::fromStdString(toText(priceUsage(usage, catalog).total));
}

}  // namespace

class OverlayTest : public QObject {
  Q_OBJECT

 private slots:
  void pricesTakeThePlaceOfTheCatalogs() {
    const auto catalog = withText(
        "prices:\n"
        "  - {kind: queue, item: requests, unit: operation, tiers: [{up-to: 100, price: 2}, {price: 1}], source: contract}\n"
        "  - {kind: cache, item: requests, unit: processing unit, tiers: [{price: 3}], source: contract}\n");
    QCOMPARE(total(catalog, {"q", "queue", "requests", "", 101}), "201");
    QCOMPARE(total(catalog, {"c", "cache", "requests", "", 2}), "6");
    QCOMPARE(total(azure(), {"c", "cache", "requests", "", 2}), "0");
    QCOMPARE(catalog.prices.size(), azure().prices.size() + 1);
  }

  void theBillNamesOverlayAndSource() {
    const auto catalog = withText(
        "prices: [{kind: queue, item: requests, unit: operation, tiers: [{price: 2}], source: contract, note: rebate}]\n");
    Usage usage;
    usage.monthly = true;
    usage.items = {{"q", "queue", "requests", "", 1}};
    const auto bill = priceUsage(usage, catalog);
    QCOMPARE(bill.overlays, std::vector<std::string>{"mine.yaml"});
    QCOMPARE(bill.lines.at(0).source, std::string("Agreement of March; rebate"));
    QCOMPARE(bill.lines.at(0).asOf, std::string("2026-03-01"));
    QVERIFY(priceUsage(usage, azure()).overlays.empty());
  }

  void pricesOfAllPlansChangeUnlessOneIsNamed() {
    const std::string price =
        "prices: [{kind: function, item: requests, unit: execution, tiers: [{price: 5}], source: contract}]\n";
    const auto all = withText(price);
    const UsageItem item{"f", "function", "requests", "", 2};
    for (const auto* plan : {"flex-consumption", "consumption"}) QCOMPARE(total(planned(all, plan), item), "10");
    const auto one = withText("plan: consumption\n" + price);
    QCOMPARE(total(planned(one, "consumption"), item), "10");
    QCOMPARE(total(planned(one, "flex-consumption"), item), "0");
    const auto standard = withText("plan: flex-consumption\n" + price);
    QCOMPARE(total(planned(standard, "flex-consumption"), item), "10");
    QCOMPARE(total(planned(standard, "consumption"), item), "0");
  }

  // Premium names prices of functions alone: that of another kind is the catalog's beside the plan's.
  void aPlanKeepsTheOtherPricesOfAKind() {
    const auto catalog = withText(
        "plan: premium\n"
        "prices: [{kind: nosql-db, item: storage, unit: GB-month, tiers: [{price: 9}], source: contract}]\n");
    QCOMPARE(total(planned(catalog, "premium"), {"d", "nosql-db", "storage", "", 1}), "9");
    QCOMPARE(total(planned(catalog, "premium"), {"d", "nosql-db", "read-units", "on-demand", 4'000'000}), "1");
    QCOMPARE(total(planned(catalog, "consumption"), {"d", "nosql-db", "storage", "", 1}), "0.25");
  }

  void valuesTakeThePlaceOfTheCatalogs() {
    const auto catalog = withText("values: {function.max-instances: {value: 500, source: contract}}\n");
    for (const auto* plan : {"flex-consumption", "consumption", "premium"})
      QCOMPARE(planned(catalog, plan).number("function.max-instances"), 500.0);
    const auto* value = catalog.find("function.max-instances");
    QCOMPARE(value->what, azure().find("function.max-instances")->what);
    QCOMPARE(value->source, std::string("Agreement of March"));
    const auto one = withText("plan: premium\nvalues: {queue.message-max: {value: 1 MiB, source: contract}}\n");
    QVERIFY(planned(one, "premium").size("queue.message-max") == mebibytes(1));
    QVERIFY(planned(one, "consumption").size("queue.message-max") == kibibytes(64));
  }

  void badOverlaysAreRefused_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& text, int line, const char* message) {
      QTest::addRow("%s", name) << QString::fromStdString(text) << line << message;
    };
    const auto price = [](const std::string& rest) {
      return kHead + "prices:\n  - {kind: queue, item: requests, " + rest + ", source: contract}\n";
    };
    row("negative price", price("unit: operation, tiers: [{price: -0.1}]"), 4, "is negative");
    row("negative allowance", price("unit: operation, tiers: [{price: 1}], free: -1"), 4, "is negative");
    row("no tier", price("unit: operation, tiers: []"), 4, "a list of tiers is expected");
    row("missing last tier", price("unit: operation, tiers: [{up-to: 10, price: 1}]"), 4, "a tier is missing");
    row("gap in the middle", price("unit: operation, tiers: [{price: 1}, {price: 2}]"), 4, "only the last tier");
    row("overlapping tiers", price("unit: operation, tiers: [{up-to: 10, price: 1}, {up-to: 10, price: 2}, {price: 3}]"), 4,
        "the tiers overlap");
    row("tier without a price", price("unit: operation, tiers: [{up-to: 10}, {price: 3}]"), 4, "price' is missing");
    row("unknown unit", price("unit: operaton, tiers: [{price: 1}]"), 4, "did you mean 'operation'?");
    row("unit of another item", price("unit: GB-month, tiers: [{price: 1}]"), 4, "isn't priced per 'GB-month'");
    row("price that is no number", price("unit: operation, tiers: [{price: cheap}]"), 4, "cheap");
    row("price over nothing", price("unit: operation, tiers: [{price: 1/0}]"), 4, "divides by nothing");
    row("unknown region", price("unit: operation, regions: [mars], tiers: [{price: 1}]"), 4, "unknown region 'mars'");
    row("unknown currency", kHead + "currency: XYZ\n", 3, "'XYZ' isn't a currency");
    row("other currency", kHead + "currency: EUR\n", 3, "nothing is converted");
    row("unknown kind", kHead + "prices: [{kind: kue, item: requests, unit: r, tiers: [{price: 1}], source: contract}]\n", 3,
        "unknown kind 'kue'");
    row("unknown source",
        kHead + "prices:\n- {kind: queue, item: requests, unit: operation, tiers: [{price: 1}], source: contrat}\n", 4,
        "did you mean 'contract'?");
    row("price twice",
        kHead +
            "prices:\n- {kind: queue, item: requests, unit: operation, tiers: [{price: 1}], source: contract}\n"
            "- {kind: queue, item: requests, unit: operation, tiers: [{price: 2}], source: contract}\n",
        5, "has two prices");
    row("unknown value", kHead + "values: {queue.mesage-max: {value: 1 KiB, source: contract}}\n", 3,
        "did you mean 'queue.message-max'?");
    row("value of another type", kHead + "values: {queue.message-max: {value: 3 s, source: contract}}\n", 3, "3 s");
    row("unknown plan", kHead + "plan: premum\n", 3, "did you mean 'premium'?");
    row("another provider", "provider: aws\nsources: {}\n", 1, "is for 'aws', not for 'azure'");
    row("no provider", "sources: {}\n", 1, "'provider' is missing");
    row("no sources", "provider: azure\n", 1, "'sources' is missing");
    row("unknown key", kHead + "price: []\n", 3, "did you mean 'prices'?");
    row("no YAML", "provider: [", 1, "YAML");
    row("empty", "", 1, "the file is empty");
  }
  void badOverlaysAreRefused() {
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(QString, message);
    const auto catalog = withOverlay(azure(), text.toStdString(), "mine.yaml");
    QVERIFY(!catalog);
    QString all;
    bool found = false;
    for (const auto& problem : catalog.error()) {
      const auto shown = QString::fromStdString(toText(problem));
      all += shown + "\n";
      found =
          found || (problem.line == line && shown.contains(message) && shown.startsWith(QString("mine.yaml:%1:").arg(line)));
    }
    QVERIFY2(found, qPrintable(all));
  }
};

QTEST_GUILESS_MAIN(OverlayTest)
#include "overlay_test.moc"
