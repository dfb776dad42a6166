#include "simulator/results/expectation.h"

#include <QTest>

using namespace virga;
using simulator::Figure;

namespace {

// checkout: p99 312.5 ms (300 to 325), 40 of 1000 cold, 3 throttles, and a maximum that wasn't observed.
simulator::Result result() {
  simulator::Result result;
  result.components = {{"checkout",
                        "function",
                        {{"invocations", Figure{1000, std::nullopt}},
                         {"cold_start_share", Figure{0.04, std::nullopt}},
                         {"throttles", Figure{3, std::nullopt}},
                         {"latency_ms.p99", Figure{312.5, std::pair{300.0, 325.0}}},
                         {"latency_ms.max", std::nullopt}},
                        {}},
                       {"check", "function", {{"throttles", Figure{0, std::nullopt}}}, {}}};
  result.flows = {{"shoppers → api POST /v1.2/orders", {{"latency_ms.p99", Figure{40, std::nullopt}}}, {}}};
  model::BillLine compute;
  compute.component = "checkout";
  compute.amount = model::Decimal("12.50");
  model::BillLine requests = compute;
  requests.component = "api";
  requests.amount = model::Decimal("0.25");
  result.bill.lines = {compute, requests};
  result.bill.total = model::Decimal("12.75");
  return result;
}

}  // namespace

class ExpectationTest : public QObject {
  Q_OBJECT

 private slots:
  void comparesFigures_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("holds");
    const auto row = [](const char* text, bool holds) { QTest::newRow(text) << QString::fromUtf8(text) << holds; };
    row("checkout.latency.p99 < 500 ms", true);
    row("checkout.latency_ms.p99 < 0.5 s", true);
    row("checkout.latency.p99<312.5ms", false);
    row("checkout.latency.p99 <= 312.5 ms", true);
    row("checkout.latency.p99 > 312 ms", true);
    row("checkout.latency.p99 >= 313 ms", false);
    row("checkout.cold_start_share <= 4%", true);
    row("checkout.cold-start-share < 4 %", false);
    row("checkout.cold_start_share < 0.05", true);
    row("checkout.throttles = 3", true);
    row("checkout.throttles == 3", true);
    row("checkout.throttles = 0", false);
    row("check.throttles = 0", true);
    row("checkout.latency.max < 10 s", false);
    row("shoppers → api POST /v1.2/orders.latency.p99 < 41 ms", true);
    row("shoppers -> api POST /v1.2/orders.latency.p99 < 39 ms", false);
    row("cost < 12.76 $", true);
    row("cost < $12.75", false);
    row("bill.total <= 12.75 USD", true);
    row("checkout.cost = 12.50", true);
    row("check.cost = 0", true);
  }
  void comparesFigures() {
    QFETCH(QString, text);
    QFETCH(bool, holds);
    const auto expectation = simulator::parseExpectation(text.toStdString());
    QVERIFY2(expectation.has_value(), expectation ? "" : expectation.error().c_str());
    const auto verdict = judge(*expectation, result());
    QVERIFY2(verdict.has_value(), verdict ? "" : verdict.error().c_str());
    QCOMPARE(verdict->holds, holds);
    QVERIFY(verdict->text.find(text.toStdString()) != std::string::npos);
  }

  void saysWhatWasFound() {
    const auto verdict = judge(*simulator::parseExpectation("checkout.latency.p99 < 500 ms"), result());
    QCOMPARE(verdict->text, std::string("ok: checkout.latency.p99 < 500 ms (312 ms; 95 %: 300 ms to 325 ms)"));
    const auto unobserved = judge(*simulator::parseExpectation("checkout.latency.max < 10 s"), result());
    QVERIFY(unobserved->text.find("nothing was observed") != std::string::npos);
  }

  void refusesWhatItCannotRead_data() {
    QTest::addColumn<QString>("text");
    for (const auto* text :
         {"", "checkout", "checkout.latency.p99", "checkout.latency.p99 <", "< 500 ms", "<", "throttles < 5",
          "checkout.throttles <> 5", "checkout.throttles => 5", "checkout.throttles << 5"})
      QTest::newRow(text) << text;
  }
  void refusesWhatItCannotRead() {
    QFETCH(QString, text);
    QVERIFY(!simulator::parseExpectation(text.toStdString()));
  }

  void namesTheNearest_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* text, const char* part) { QTest::newRow(text) << text << part; };
    row("chekout.latency.p99 < 5 ms", "did you mean 'checkout'?");
    row("checkout.latency.p98 < 5 ms", "did you mean 'latency.p99'?");
    row("checkout.trottles < 5", "did you mean 'throttles'?");
    row("checkout.latency.p99 < 500", "500");
    row("checkout.throttles < 5 ms", "plain number");
    row("checkout.throttles < nan", "plain number");
    row("checkout.cold_start_share < 4 ms", "plain number");
    row("cost < 5 ms", "amount of money");
  }
  void namesTheNearest() {
    QFETCH(QString, text);
    QFETCH(QString, part);
    const auto verdict = judge(*simulator::parseExpectation(text.toStdString()), result());
    QVERIFY(!verdict.has_value());
    QVERIFY2(QString::fromStdString(verdict.error()).contains(part), verdict.error().c_str());
  }
};

QTEST_GUILESS_MAIN(ExpectationTest)
#include "expectation_test.moc"
