#include "model/pricing/worked_bills.h"

#include <algorithm>
#include <functional>
#include <set>

#include <QTest>

#include "model/io/file.h"
#include "model/pricing/bill.h"

using namespace virga::model;

namespace {

const std::vector<std::string> kProviders = {"aws", "azure", "gcp", "oci"};

struct Case {
  WorkedBill worked;
  Usage usage;
};

const Catalog& catalogOf(const std::string& provider) {
  static std::map<std::string, Catalog> catalogs;
  auto found = catalogs.find(provider);
  if (found == catalogs.end()) found = catalogs.emplace(provider, loadCatalog(provider).value()).first;
  return found->second;
}

const std::vector<Case>& casesOf(const std::string& provider) {
  static std::map<std::string, std::vector<Case>> all;
  auto [found, added] = all.try_emplace(provider);
  if (!added) return found->second;
  const auto file = std::string(VIRGA_TEST_DATA) + "/bills/" + provider + ".csv";
  const auto bills = readWorkedBills(readFile(file).value(), file).value();
  for (const auto& worked : bills) {
    const auto planned = virga::model::catalogOf(worked, catalogOf(provider)).value();
    const auto usage = usageOf(worked, planned);
    if (!usage) qFatal("%s: %s", worked.name.c_str(), toText(usage.error().front()).c_str());
    found->second.push_back({worked, *usage});
  }
  return found->second;
}

Bill billOf(const Case& c, const Catalog& catalog) {
  return priceUsage(c.usage, virga::model::catalogOf(c.worked, catalog).value(),
                    {.freeTier = c.worked.freeTier, .savingsPlan = c.worked.savingsPlan});
}

bool noticed(const std::string& provider, const Catalog& changed, const std::set<std::string>& kinds) {
  const auto& cases = casesOf(provider);
  return std::any_of(cases.begin(), cases.end(), [&](const Case& c) {
    const auto& items = c.usage.items;
    return std::any_of(items.begin(), items.end(), [&](const auto& item) { return kinds.contains(item.kind); }) &&
           !isSameAmount(billOf(c, changed).total, c.worked.total);
  });
}

// Lists of prices of a catalog: its own and its plans'.
std::vector<std::vector<Price>*> listsOf(Catalog& catalog) {
  std::vector<std::vector<Price>*> lists = {&catalog.prices};
  for (auto& plan : catalog.plans) lists.push_back(&plan.prices);
  return lists;
}

}  // namespace

class WorkedBillsTest : public QObject {
  Q_OBJECT

 private slots:
  void thereAreEnough() {
    std::size_t all = 0;
    for (const auto& provider : kProviders) {
      QVERIFY(casesOf(provider).size() >= 8);
      all += casesOf(provider).size();
    }
    QVERIFY(all >= 60);
  }

  void totalsAreRight_data() {
    QTest::addColumn<QString>("provider");
    QTest::addColumn<int>("index");
    for (const auto& provider : kProviders)
      for (std::size_t i = 0; i < casesOf(provider).size(); ++i)
        QTest::addRow("%s: %s", provider.c_str(), casesOf(provider)[i].worked.name.c_str())
            << QString::fromStdString(provider) << static_cast<int>(i);
  }
  void totalsAreRight() {
    QFETCH(QString, provider);
    QFETCH(int, index);
    const auto name = provider.toStdString();
    const auto& c = casesOf(name).at(static_cast<std::size_t>(index));
    const auto bill = billOf(c, catalogOf(name));
    QVERIFY2(isSameAmount(bill.total, c.worked.total),
             (toText(bill.total) + " instead of " + toText(c.worked.total)).c_str());
    QVERIFY2(bill.unpriced.empty(), bill.unpriced.empty() ? "" : bill.unpriced.front().c_str());
    Decimal sum = 0;
    for (const auto& line : bill.lines) sum += line.amount;
    QVERIFY(sum == bill.total);
  }

  // The bills pin every price, tier bound and allowance of the catalogs: changing any one changes a bill.
  void anyChangedPriceIsNoticed_data() {
    QTest::addColumn<QString>("provider");
    for (const auto& provider : kProviders) QTest::addRow("%s", provider.c_str()) << QString::fromStdString(provider);
  }
  void anyChangedPriceIsNoticed() {
    QFETCH(QString, provider);
    const auto name = provider.toStdString();
    auto changed = catalogOf(name);
    for (auto* list : listsOf(changed))
      for (std::size_t i = 0; i < list->size(); ++i) {
        const auto original = *list;
        const auto& price = original[i];
        const auto label = price.kind + " " + price.item + " " + price.variant + " of " + price.source + ": ";
        // A common meter is one price, however many kinds share it.
        std::vector<std::size_t> same = {i};
        if (!price.meter.empty()) {
          same.clear();
          for (std::size_t k = 0; k < original.size(); ++k)
            if (original[k].meter == price.meter) same.push_back(k);
          if (same.front() != i) continue;
        }
        std::set<std::string> kinds;
        for (const auto k : same) kinds.insert(original[k].kind);
        const auto check = [&](const std::function<void(Price&)>& change, const char* what) {
          for (const auto k : same) change((*list)[k]);
          const bool found = noticed(name, changed, kinds);
          *list = original;
          return found ? std::string() : label + what;
        };
        for (std::size_t t = 0; t < price.tiers.size(); ++t) {
          const auto missed = check([&](Price& p) { p.tiers[t].price += Decimal("0.01"); }, "tier price");
          QVERIFY2(missed.empty(), missed.c_str());
          if (!price.tiers[t].upTo) continue;
          const auto bound = check([&](Price& p) { *p.tiers[t].upTo += 1; }, "tier bound");
          QVERIFY2(bound.empty(), bound.c_str());
        }
        if (price.freePerMonth > 0) {
          const auto free = check([](Price& p) { p.freePerMonth += Decimal("0.01"); }, "allowance");
          QVERIFY2(free.empty(), free.c_str());
        }
      }
  }

  void malformedBillsAreRefused() {
    const std::string head = "case,plan,region,free_tier,total,usage,arithmetic,source\n";
    const auto line = [](const std::string& text) {
      const auto bills = readWorkedBills(text, "b.csv");
      return bills ? 0 : bills.error().front().line;
    };
    QCOMPARE(line(head + "a,,,on,1,{},1 x 1,s\n"), 0);
    QCOMPARE(line("a,b\n"), 1);
    QCOMPARE(line(head + "a,,,on,1,{},s\n"), 2);
    QCOMPARE(line(head + "a,,,maybe,1,{},1 x 1,s\n"), 2);
    QCOMPARE(line(head + "a,,,on,much,{},1 x 1,s\n"), 2);
    QCOMPARE(line(head + "a,,,on,1,{},,s\n"), 2);
  }
};

QTEST_GUILESS_MAIN(WorkedBillsTest)
#include "worked_bills_test.moc"
