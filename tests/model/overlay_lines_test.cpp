#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <QTest>

#include "model/catalog/overlay.h"
#include "model/pricing/bill.h"
#include "model/pricing/usage_items.h"

using namespace virga::model;

namespace {

// So much of everything that no allowance and no tier but the last holds it.
Usage everything() {
  Usage usage;
  usage.monthly = true;
  for (const auto& item : meteredItems())
    for (const auto& variant : item.variants.empty() ? std::vector<std::string>{""} : item.variants)
      usage.items.push_back({item.kind + " " + variant, item.kind, item.item, variant, Decimal("1e15")});
  return usage;
}

// The price, one dearer in each of its tiers; those of a common meter together, for all their kinds.
std::string dearer(const std::string& provider, const Price& price, const std::vector<std::string>& kinds) {
  std::vector<std::string> tiers;
  for (const auto& tier : price.tiers)
    tiers.push_back(fmt::format("{{{}price: {}}}", tier.upTo ? "up-to: " + toText(*tier.upTo) + ", " : "",
                                Decimal(tier.price + 1).str(20, std::ios_base::fixed)));
  auto text = fmt::format(
      "provider: {}\nsources: {{s: {{cite: agreed, as-of: 2026, confidence: sourced}}}}\nprices:\n  - {{", provider);
  text += price.meter.empty() ? "kind: " + price.kind : fmt::format("kinds: [{}]", fmt::join(kinds, ", "));
  text += fmt::format(", item: {}, unit: \"{}\", tiers: [{}], free: {}, source: s", price.item, price.unit,
                      fmt::join(tiers, ", "), toText(price.freePerMonth));
  if (!price.variant.empty()) text += ", variant: " + price.variant;
  if (!price.regions.empty()) text += fmt::format(", regions: [{}]", fmt::join(price.regions, ", "));
  if (!price.freeGroup.empty()) text += ", free-group: " + price.freeGroup;
  if (!price.freeNotWith.empty()) text += ", free-not-with: " + price.freeNotWith;
  return text + "}\n";
}

}  // namespace

// An overlay with one price that is dearer by 1 makes the lines that the price is for dearer by as many units as they
// bill, and no other.
class OverlayLinesTest : public QObject {
  Q_OBJECT

 private slots:
  void onePriceChangesItsOwnLines_data() {
    QTest::addColumn<QString>("provider");
    for (const auto* provider : {"aws", "azure", "gcp", "oci"}) QTest::newRow(provider) << provider;
  }
  void onePriceChangesItsOwnLines() {
    QFETCH(QString, provider);
    const auto catalog = loadCatalog(provider.toStdString()).value();
    const auto usage = everything();
    const auto before = priceUsage(usage, catalog);
    int changes = 0;
    for (const auto& price : catalog.prices) {
      std::vector<std::string> kinds;
      for (const auto& other : catalog.prices)
        if (!price.meter.empty() && other.meter == price.meter && other.regions == price.regions)
          kinds.push_back(other.kind);
      const auto text = dearer(provider.toStdString(), price, kinds);
      const auto overlaid = withOverlay(catalog, text, "dearer.yaml");
      if (!overlaid) qFatal("%s\n%s", toText(overlaid.error().front()).c_str(), text.c_str());
      const auto after = priceUsage(usage, *overlaid);
      QCOMPARE(after.lines.size(), before.lines.size());
      for (std::size_t i = 0; i < before.lines.size(); ++i) {
        const auto& line = before.lines[i];
        const auto space = line.component.find(' ');
        const auto kind = line.component.substr(0, space);
        const auto* own = catalog.price(kind, line.item, line.component.substr(space + 1));
        const bool same =
            own == &price || (!price.meter.empty() && own->meter == price.meter && own->regions == price.regions);
        const Decimal expected = same ? Decimal(line.quantity - line.free) : Decimal(0);
        // Prices that are quotients without an end are written with 20 decimals.
        QVERIFY2(abs(after.lines[i].amount - line.amount - expected) <= expected * Decimal("1e-19"),
                 qPrintable(QString("%1 %2: %3 more instead of %4 with\n%5")
                                .arg(line.component.c_str(), line.item.c_str(),
                                     toText(Decimal(after.lines[i].amount - line.amount)).c_str(), toText(expected).c_str(),
                                     text.c_str())));
        QCOMPARE(after.lines[i].source == "agreed", same);
        changes += same;
      }
    }
    QVERIFY(changes >= static_cast<int>(before.lines.size()));
  }
};

QTEST_GUILESS_MAIN(OverlayLinesTest)
#include "overlay_lines_test.moc"
