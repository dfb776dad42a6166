#include <stdexcept>

#include <QTest>

#include "model/io/file.h"
#include "model/pricing/bill.h"
#include "model/pricing/month.h"
#include "model/pricing/usage_items.h"

using namespace virga::model;

namespace {

// Printed by QCOMPARE, which knows no Decimal.
QString shown(const Decimal& value) { return QString::fromStdString(toText(value)); }
Decimal decimal(const char* text) { return parseDecimal(text).value(); }

const Catalog& aws() {
  static const Catalog catalog = loadCatalog("aws").value();
  return catalog;
}

Usage usageOver(Duration period, std::vector<UsageItem> items) { return {period, false, std::move(items)}; }
Usage usagePerMonth(std::vector<UsageItem> items) { return {{}, true, std::move(items)}; }

}  // namespace

class PricingTest : public QObject {
  Q_OBJECT

 private slots:
  void regionsWithoutPricesAreRefused();
  void onlyWhatIsKnownOfARegionIsPriced();
  void otherRegionsNameWhyTheirPricesAreTheSame();
  void plansHaveTheirOwnPrices();
  void executionsOfInstancePlansAreRefused();
  void commonMetersShareTiersAndAllowance();
  void writtenUsageReadsBackTheSame();
  void allowanceIsSharedAcrossArchitecturesInOrder();
  void componentsShareTheTiersInOrder();
  void withoutFreeTierNothingIsFree();
  void periodIsScaledToTheMonth_data();
  void periodIsScaledToTheMonth();
  void aScenarioHasItsMonth();
  void aMonthHasSomeSuchDays();
  void activeUsersAreNotScaled();
  void linesCarrySourceAndUnit();
  void itemsWithoutPriceAreNamed();
  void customBillsNothingAndSaysSo();
  void provisionedConcurrencyHasNoFreeTier();
  void periodMustBeAboveZero();
  void executionsAreRoundedAsThePlatformDoes();
  void exampleIsPriced();
  void readsPeriodsAndCounts();
  void malformedUsageIsRefused_data();
  void malformedUsageIsRefused();
};

void PricingTest::regionsWithoutPricesAreRefused() {
  auto catalog = aws();
  catalog.region = "mars-1";
  const auto bill = priceUsage(usagePerMonth({{"a", "queue", "requests", "", 2'000'000}}), catalog);
  QVERIFY(bill.lines.empty());
  QCOMPARE(bill.unpriced.size(), std::size_t(1));
  QVERIFY2(bill.unpriced[0].find("'mars-1'") != std::string::npos && bill.unpriced[0].find("us-west-2") != std::string::npos,
           bill.unpriced[0].c_str());
}

// Of eu-central-1 the prices of Lambda alone are known.
void PricingTest::onlyWhatIsKnownOfARegionIsPriced() {
  auto catalog = aws();
  catalog.region = "eu-central-1";
  const auto bill = priceUsage(
      usagePerMonth({{"f", "function", "requests", "", 2'000'000}, {"q", "queue", "requests", "", 2'000'000}}), catalog);
  QCOMPARE(bill.lines.size(), std::size_t(1));
  QCOMPARE(shown(bill.total), "0.2");
  QCOMPARE(bill.unpriced.size(), std::size_t(1));
}

void PricingTest::otherRegionsNameWhyTheirPricesAreTheSame() {
  auto catalog = aws();
  const auto usage = usagePerMonth({{"a", "http-api", "requests", "", 1'000'000}});
  QVERIFY(priceUsage(usage, catalog).lines.at(0).sourced);
  catalog.region = "us-west-2";
  const auto line = priceUsage(usage, catalog).lines.at(0);
  QVERIFY(line.source.find("in us-west-2 the same") != std::string::npos);
  QVERIFY(!line.sourced);
}

void PricingTest::plansHaveTheirOwnPrices() {
  const auto azure = loadCatalog("azure").value();
  Architecture architecture;
  architecture.target.provider = "azure";
  architecture.providers.emplace_back().provider = "azure";
  const auto total = [&](const char* plan) {
    architecture.providers.back().plan = plan;
    const auto catalog = withPlan(azure, architecture).value();
    return shown(priceUsage(usagePerMonth({{"f", "function", "requests", "", 2'000'000},
                                           {"f", "function", "vcpu-hours", "", 10},
                                           {"f", "function", "egress", "", 101}}),
                            catalog)
                     .total);
  };
  QCOMPARE(total("flex-consumption"), "0.787");  // 1.75M x 0.40/M + 0.087 of egress
  QCOMPARE(total("consumption"), "0.287");       // 1M x 0.20/M + 0.087
  QCOMPARE(total("premium"), "1.817");           // 10 x 0.173 + 0.087
}

void PricingTest::executionsOfInstancePlansAreRefused() {
  Architecture architecture;
  architecture.providers.emplace_back().provider = "azure";
  architecture.providers.back().plan = "premium";
  const auto premium = withPlan(loadCatalog("azure").value(), architecture).value();
  const auto usage = readUsage("per: month\ncomponents:\n  f: {kind: function, requests: 1, duration: 1 s, memory: 1 GiB}",
                               "usage.yaml", premium);
  QVERIFY(!usage);
  QCOMPARE(usage.error().front().line, 3);
  QVERIFY(toText(usage.error().front()).find("Premium") != std::string::npos);
}

// 100 GB are free once, and the tiers go on where the other component left off.
void PricingTest::commonMetersShareTiersAndAllowance() {
  const auto bill =
      priceUsage(usagePerMonth({{"a", "http-api", "egress", "", 10'240}, {"b", "object-store", "egress", "", 200}}), aws());
  QCOMPARE(shown(bill.lines.at(0).free), "100");
  QCOMPARE(shown(bill.lines.at(0).amount), "912.6");  // 10,140 x 0.09
  QCOMPARE(shown(bill.lines.at(1).free), "0");
  QCOMPARE(shown(bill.lines.at(1).amount), "17.5");  // 100 x 0.09 + 100 x 0.085
}

void PricingTest::writtenUsageReadsBackTheSame() {
  const auto usage = usageOver(minutes(90), {{"f", "function", "requests", "", 7},
                                             {"f", "function", "compute", "arm64", decimal("0.123456789012345678901")},
                                             {"f", "function", "egress", "", 1},
                                             {"f", "function", "provisioned-reserved", "arm64", 5},
                                             {"s", "stream", "stream-hours", "on-demand", 1},
                                             {"g", "function", "requests", "", 0}});
  const auto read = readUsage(usageText(usage), "u", aws());
  QVERIFY2(read.has_value(), usageText(usage).c_str());
  QVERIFY(read->period == usage.period);
  QCOMPARE(shown(priceUsage(*read, aws()).total), shown(priceUsage(usage, aws()).total));
  QCOMPARE(read->items.size(), usage.items.size());
  QVERIFY(usageText(usagePerMonth({})).find("per: month") != std::string::npos);
}

// 400,000 GB-s for x86 and arm together: the first component takes 300,000, the second the rest.
void PricingTest::allowanceIsSharedAcrossArchitecturesInOrder() {
  const auto bill = priceUsage(usagePerMonth({{"a", "function", "compute", "x86_64", 300'000},
                                              {"b", "function", "compute", "arm64", 300'000},
                                              {"c", "function", "compute", "x86_64", 100'000}}),
                               aws());
  QCOMPARE(bill.lines.size(), std::size_t(3));
  QCOMPARE(shown(bill.lines[0].free), "300000");
  QCOMPARE(shown(bill.lines[0].amount), "0");
  QCOMPARE(shown(bill.lines[1].free), "100000");
  QCOMPARE(shown(bill.lines[1].amount), "2.66668");
  QCOMPARE(shown(bill.lines[2].free), "0");
  QCOMPARE(shown(bill.lines[2].amount), "1.66667");
}

// 300M at 1.00, then 0.90: the second API pays 100M of the first tier and 100M of the second.
void PricingTest::componentsShareTheTiersInOrder() {
  const auto bill = priceUsage(
      usagePerMonth({{"a", "http-api", "requests", "", 200'000'000}, {"b", "http-api", "requests", "", 200'000'000}}),
      aws());
  QCOMPARE(shown(bill.lines.at(0).amount), "200");
  QCOMPARE(shown(bill.lines.at(1).amount), "190");
  QCOMPARE(shown(bill.lines.at(1).price), "0.000001");
  const auto third = priceUsage(
      usagePerMonth({{"a", "http-api", "requests", "", 300'000'000}, {"b", "http-api", "requests", "", 10}}), aws());
  QCOMPARE(shown(third.lines.at(1).price), "0.0000009");
}

void PricingTest::withoutFreeTierNothingIsFree() {
  const auto usage =
      usagePerMonth({{"a", "function", "requests", "", 1'000'000}, {"a", "function", "compute", "arm64", 400'000}});
  const auto free = priceUsage(usage, aws());
  QVERIFY(free.freeTier);
  QCOMPARE(shown(free.total), "0");
  const auto paid = priceUsage(usage, aws(), {.freeTier = false});
  QVERIFY(!paid.freeTier);
  QCOMPARE(shown(paid.lines.at(0).free), "0");
  QCOMPARE(shown(paid.total), "5.53336");  // 0.20 + 400,000 × 0.0000133334
}

void PricingTest::periodIsScaledToTheMonth_data() {
  QTest::addColumn<qint64>("period");
  QTest::addColumn<int>("hoursPerMonth");
  QTest::addColumn<QString>("quantity");
  QTest::addColumn<QString>("monthly");
  QTest::addRow("24 h") << qint64(hours(24).nanoseconds) << 730 << "24000"
                        << "730000";
  QTest::addRow("31 d") << qint64(days(31).nanoseconds) << 730 << "744"
                        << "730";
  QTest::addRow("1 h") << qint64(hours(1).nanoseconds) << 730 << "3"
                       << "2190";
  QTest::addRow("a month") << qint64(hours(730).nanoseconds) << 730 << "0.1"
                           << "0.1";
  QTest::addRow("30-day month") << qint64(hours(24).nanoseconds) << 720 << "7"
                                << "210";
  QTest::addRow("half an hour") << qint64(minutes(30).nanoseconds) << 730 << "1"
                                << "1460";
  QTest::addRow("7 s") << qint64(seconds(7).nanoseconds) << 730 << "14"
                       << "5256000";
}

void PricingTest::periodIsScaledToTheMonth() {
  QFETCH(qint64, period);
  QFETCH(int, hoursPerMonth);
  QFETCH(QString, quantity);
  QFETCH(QString, monthly);
  auto usage = usageOver({period}, {{"a", "http-api", "requests", "", parseDecimal(quantity.toStdString()).value()}});
  usage.hoursPerMonth = hoursPerMonth;
  const auto bill = priceUsage(usage, aws());
  QCOMPARE(shown(bill.lines.at(0).quantity), monthly);
  QVERIFY(bill.lines.at(0).amount == bill.lines.at(0).quantity * decimal("0.000001"));
}

// The calendar month of a stated start; an average one else.
void PricingTest::aScenarioHasItsMonth() {
  Scenario scenario;
  QCOMPARE(shown(hoursPerMonth(scenario)), "730");
  scenario.start = "2026-03-01 00:00";
  QCOMPARE(shown(hoursPerMonth(scenario)), "744");
  scenario.start = "2028-02-29 12:00";
  QCOMPARE(shown(hoursPerMonth(scenario)), "696");
  auto usage = usageOver(hours(1), {{"a", "http-api", "requests", "", 1'000}});
  usage.hoursPerMonth = 696;
  QCOMPARE(shown(priceUsage(usage, aws()).lines.at(0).quantity), "696000");
  const auto read = readUsage(usageText(usage), "u", aws());
  QVERIFY(read);
  QCOMPARE(shown(read->hoursPerMonth), "696");
}

// A day of 1,000 requests that a month has eight of, beside a table of 10 GB that is there all month: the day's share of a
// month of 730 h is 240/730 GB-months.
void PricingTest::aMonthHasSomeSuchDays() {
  auto usage = usageOver(days(1), {{"a", "http-api", "requests", "", 1'000},
                                   {"t", "nosql-db", "storage", "", Decimal(240) / 730},
                                   {"users", "auth", "active-users", "", 20'000}});
  usage.timePerMonth = days(8);
  const auto lines = priceUsage(usage, aws()).lines;
  QCOMPARE(shown(lines.at(0).quantity), "8000");
  QVERIFY(abs(lines.at(1).quantity - 10) < Decimal("1e-40"));
  QCOMPARE(shown(lines.at(2).quantity), "20000");
  usage.items.resize(1);
  const auto read = readUsage(usageText(usage), "u", aws());
  QVERIFY(read && read->monthly && read->items.at(0).quantity == 8'000);
  // Beside eight days of traffic, what is kept goes on: 24 units a day in 730 h - 192 h.
  usage.items.at(0).withoutTraffic = 24;
  QCOMPARE(shown(priceUsage(usage, aws()).lines.at(0).quantity), "8538");
  usage.items.at(0).withoutTraffic = 0;
  for (const auto* key : {"month: 31 d", "time-per-month: 8 d"}) {
    const auto both = readUsage(std::string("per: month\n") + key + "\ncomponents: {}\n", "u", aws());
    QVERIFY(!both && both.error().front().message.find("exclude each other") != std::string::npos);
  }
  // No more than there is.
  usage.timePerMonth = days(31);
  QCOMPARE(shown(trafficHoursPerMonth(usage)), "730");
  for (const auto* time : {"0 d", "32 d"}) {
    const auto refused = readUsage(std::string("period: 1 d\ntime-per-month: ") + time + "\ncomponents: {}\n", "u", aws());
    QVERIFY(!refused && refused.error().front().message.find("at most 31 d") != std::string::npos);
  }
}

void PricingTest::activeUsersAreNotScaled() {
  const auto bill = priceUsage(usageOver(hours(1), {{"a", "auth", "active-users", "", 20'000}}), aws());
  QCOMPARE(shown(bill.total), "150");
}

void PricingTest::linesCarrySourceAndUnit() {
  const auto bill = priceUsage(usagePerMonth({{"a", "function", "compute", "arm64", 500'000}}), aws());
  const auto& line = bill.lines.at(0);
  QCOMPARE(line.component, std::string("a"));
  QCOMPARE(line.item, std::string("compute"));
  QCOMPARE(line.unit, std::string("GB-second"));
  QVERIFY(line.source.find("AWS Price List API") != std::string::npos);
  QCOMPARE(line.asOf, std::string("2026-09-28"));
  QVERIFY(line.sourced);
  QCOMPARE(bill.currency, std::string("USD"));
}

void PricingTest::itemsWithoutPriceAreNamed() {
  auto catalog = aws();
  std::erase_if(catalog.prices, [](const Price& price) { return price.kind == "cache"; });
  const auto bill = priceUsage(usagePerMonth({{"stock", "cache", "requests", "", 5},
                                              {"stock", "cache", "storage", "", 0},
                                              {"f", "function", "compute", "mips", 1},
                                              {"api", "http-api", "requests", "", 1'000'000}}),
                               catalog);
  QCOMPARE(bill.unpriced.size(), std::size_t(2));
  QVERIFY(bill.unpriced[0].find("stock") != std::string::npos && bill.unpriced[0].find("requests") != std::string::npos);
  QVERIFY(bill.unpriced[1].find("mips") != std::string::npos);
  QCOMPARE(bill.lines.size(), std::size_t(1));
  QCOMPARE(shown(bill.total), "1");
}

void PricingTest::customBillsNothingAndSaysSo() {
  const auto custom = loadCatalog("custom").value();
  const auto bill = priceUsage(
      usageOver(hours(1), {{"a", "function", "requests", "", 5}, {"a", "function", "compute", "x86_64", 5}}), custom);
  QVERIFY(bill.lines.empty());
  QCOMPARE(bill.unpriced.size(), std::size_t(1));
  QVERIFY(bill.unpriced[0].find("no prices") != std::string::npos);
  QVERIFY(priceUsage(usageOver(hours(1), {{"a", "function", "requests", "", 0}}), custom).unpriced.empty());
}

// "The Lambda free tier does not apply to functions that have Provisioned Concurrency enabled" (AWS Lambda pricing).
void PricingTest::provisionedConcurrencyHasNoFreeTier() {
  const auto bill = priceUsage(usagePerMonth({{"warm", "function", "requests", "", 1'000'000},
                                              {"warm", "function", "compute", "x86_64", 100'000},
                                              {"warm", "function", "provisioned-reserved", "x86_64", 1'000},
                                              {"plain", "function", "requests", "", 1'000'000},
                                              {"plain", "function", "compute", "x86_64", 400'000}}),
                               aws());
  QCOMPARE(bill.lines.size(), std::size_t(5));
  QCOMPARE(shown(bill.lines[0].amount), "0.2");
  QCOMPARE(shown(bill.lines[1].amount), "1.66667");
  QCOMPARE(shown(bill.lines[3].amount), "0");
  QCOMPARE(shown(bill.lines[4].amount), "0");
}

void PricingTest::periodMustBeAboveZero() {
  QVERIFY_THROWS_EXCEPTION(std::invalid_argument, priceUsage(usageOver({}, {{"a", "queue", "requests", "", 1}}), aws()));
}

void PricingTest::executionsAreRoundedAsThePlatformDoes() {
  const std::string text = "per: month\ncomponents: {f: {kind: function, requests: 1M, duration: 120.2 ms, memory: 1 GiB}}";
  const auto compute = [](const tl::expected<Usage, Problems>& usage) { return shown(usage.value().items.at(1).quantity); };
  QCOMPARE(compute(readUsage(text, "u", aws())), "121000");
  QCOMPARE(compute(readUsage(text, "u", loadCatalog("custom").value())), "120200");
}

// 3.00 + 150 + 0.40 + 0 (180,000 GB-s free) + 0.0625 + 3.75 + 1.25 + 0.0069 + 61.32 + 2.40 + 0.06 + 0 (90,000 GB-s free)
void PricingTest::exampleIsPriced() {
  const auto text = readFile(VIRGA_SOURCE "/resources/examples/usage.yaml").value();
  const auto usage = readUsage(text, "usage.yaml", aws());
  QVERIFY(usage);
  const auto bill = priceUsage(*usage, aws());
  QVERIFY(bill.unpriced.empty());
  QCOMPARE(shown(bill.total), "222.2494");
}

void PricingTest::readsPeriodsAndCounts() {
  const auto usage = readUsage(
      "period: 30 d\n"
      "components:\n"
      "  f: {kind: function, variant: arm64, requests: 1.5k, compute: 2e3}\n"
      "  q: {kind: queue, requests: 2B}\n"
      "  t: {kind: nosql-db, read-unit-hours: 7, read-units: 9}\n",
      "u", aws());
  QVERIFY(usage);
  QVERIFY(usage->period == days(30));
  QVERIFY(!usage->monthly);
  QCOMPARE(usage->items.size(), std::size_t(5));
  QCOMPARE(shown(usage->items[0].quantity), "1500");
  QCOMPARE(usage->items[0].variant, std::string());
  QCOMPARE(shown(usage->items[1].quantity), "2000");
  QCOMPARE(usage->items[1].variant, std::string("arm64"));
  QCOMPARE(shown(usage->items[2].quantity), "2000000000");
  QCOMPARE(usage->items[3].variant, std::string("on-demand"));
  QCOMPARE(usage->items[4].variant, std::string("provisioned"));
}

void PricingTest::malformedUsageIsRefused_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<int>("line");
  QTest::addColumn<int>("column");
  QTest::addColumn<QString>("message");
  const auto row = [](const char* name, const char* text, int line, int column, const char* message) {
    QTest::addRow("%s", name) << text << line << column << message;
  };
  row("no YAML", "per: [", 1, 1, "YAML");
  row("a list", "- 1", 1, 1, "a map");
  row("empty", "", 1, 1, "the file is empty");
  row("no period", "components: {}", 1, 1, "'period' is missing");
  row("both", "per: month\nperiod: 1 h\ncomponents: {}", 1, 6, "exclude each other");
  row("period without unit", "period: 30\ncomponents: {}", 1, 9, "30");
  row("period of nothing", "period: 0 h\ncomponents: {}", 1, 9, "above 0");
  row("month of years", "period: 1 d\nmonth: 40 d\ncomponents: {}", 2, 8, "28 to 31 days");
  row("per year", "per: year\ncomponents: {}", 1, 6, "per: month");
  row("no components", "per: month", 1, 1, "'components' is missing");
  row("unknown top key", "per: month\ncomponent: {}\ncomponents: {}", 2, 1, "did you mean 'components'?");
  row("no kind", "per: month\ncomponents:\n  a: {requests: 1}", 3, 6, "kind");
  row("unknown kind", "per: month\ncomponents:\n  a: {kind: functoin}", 3, 13, "did you mean 'function'?");
  row("unknown item", "per: month\ncomponents:\n  a: {kind: queue, request: 1}", 3, 20, "did you mean 'requests'?");
  row("item of another kind", "per: month\ncomponents:\n  a: {kind: queue, memory: 1 GiB}", 3, 20, "unknown key 'memory'");
  row("count in words", "per: month\ncomponents:\n  a: {kind: queue, requests: many}", 3, 30, "many");
  row("count with a unit", "per: month\ncomponents:\n  a: {kind: queue, requests: 3 GB}", 3, 30, "k, M or B");
  row("negative count", "per: month\ncomponents:\n  a: {kind: queue, requests: -3}", 3, 30, "-3");
  row("unknown architecture", "per: month\ncomponents:\n  a: {kind: function, variant: arm46, compute: 1}", 3, 32,
      "did you mean 'arm64'?");
  row("duration without memory", "per: month\ncomponents:\n  a: {kind: function, requests: 1, duration: 1 s}", 3, 6,
      "'a.memory' is missing");
  row("memory without requests", "per: month\ncomponents:\n  a: {kind: function, memory: 1 GiB, duration: 1 s}", 3, 6,
      "'a.requests' is missing");
  row("compute twice",
      "per: month\ncomponents:\n  a: {kind: function, requests: 1, duration: 1 s, memory: 1 GiB, compute: 1}", 3, 75,
      "state one");
  row("duration without unit", "per: month\ncomponents:\n  a: {kind: function, requests: 1, duration: 1, memory: 1 GiB}", 3,
      46, "1");
  row("component twice", "per: month\ncomponents:\n  a: {kind: queue}\n  a: {kind: queue}", 4, 3, "twice");
  row("component that is none", "per: month\ncomponents:\n  a: 3", 3, 6, "must be a map");
}

void PricingTest::malformedUsageIsRefused() {
  QFETCH(QString, text);
  QFETCH(int, line);
  QFETCH(int, column);
  QFETCH(QString, message);
  const auto usage = readUsage(text.toStdString(), "usage.yaml", aws());
  QVERIFY(!usage);
  bool found = false;
  QString all;
  for (const auto& problem : usage.error()) {
    const auto shownProblem = QString::fromStdString(toText(problem));
    all += shownProblem + "\n";
    found = found || (problem.line == line && problem.column == column && shownProblem.contains(message));
  }
  QVERIFY2(found, qPrintable(all));
}

QTEST_GUILESS_MAIN(PricingTest)
#include "pricing_test.moc"
