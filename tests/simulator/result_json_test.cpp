#include <initializer_list>
#include <limits>
#include <string>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "simulator/results/paired.h"
#include "simulator/results/result.h"

using namespace virga;
using simulator::Figure;
using simulator::Result;

namespace {

Result smallResult() {
  Result result;
  result.project = "Order \"intake\"";
  result.scenario = "sale";
  result.provider = "aws";
  result.region = "us-east-1";
  result.catalogEdition = "2026-11";
  result.seed = 18446744073709551615U;
  result.replications = 2;
  result.simulated = model::hours(1);
  result.warmup = model::milliseconds(1500);
  result.components = {{"checkout",
                        "function",
                        {{"invocations", Figure{1234, std::pair{1200.0, 1268.0}}},
                         {"cold_start_share", Figure{0.1, std::nullopt}},
                         {"latency_ms.p50", Figure{35.5, std::nullopt}},
                         {"latency_ms.p99", std::nullopt}},
                        {}},
                       {"stock", "cache", {}, {}}};
  result.flows = {{"shoppers → api POST /orders", {{"requests", Figure{7, std::nullopt}}}, {}}};
  model::BillLine line;
  line.component = "checkout";
  line.item = "compute";
  line.quantity = model::Decimal("1234567890.123456789012345678");
  line.unit = "GB-second";
  line.price = model::Decimal("0.0000133334");
  line.amount = line.quantity * line.price;
  line.source = "price \"list\"";
  line.asOf = "2026-11";
  result.bill.lines = {line};
  result.bill.total = line.amount;
  result.bill.unpriced = {"a b", "c d"};
  result.events = 99;
  result.wallSeconds = 0.25;
  return result;
}

// The value at a way of keys; digits are places in an array.
QJsonValue at(const QJsonValue& value, std::initializer_list<const char*> way) {
  QJsonValue found = value;
  for (const QString key : way) found = found.isArray() ? found.toArray().at(key.toInt()) : found.toObject().value(key);
  return found;
}

QJsonObject parsed(const Result& result) {
  QJsonParseError error;
  const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(result)), &error);
  if (error.error != QJsonParseError::NoError) qWarning("%s", qPrintable(error.errorString()));
  return document.object();
}

}  // namespace

class ResultJsonTest : public QObject {
  Q_OBJECT

 private slots:
  void holdsWhatTheResultSays() {
    const auto json = parsed(smallResult());
    QCOMPARE(at(json, {"project"}).toString(), QStringLiteral("Order \"intake\""));
    QCOMPARE(at(json, {"virga"}).toString(), QStringLiteral("0.1.0"));
    QCOMPARE(at(json, {"catalog"}).toString(), QStringLiteral("2026-11"));
    QCOMPARE(at(json, {"replications"}).toInt(), 2);
    QCOMPARE(at(json, {"simulated_s"}).toInt(), 3600);
    QCOMPARE(at(json, {"warmup_s"}).toDouble(), 1.5);
    QCOMPARE(at(json, {"work", "events"}).toInt(), 99);
    QCOMPARE(at(json, {"work", "wall_s"}).toDouble(), 0.25);
    QVERIFY(QByteArray::fromStdString(toJson(smallResult())).contains("\"seed\": 18446744073709551615,"));
  }

  void saysHowFarItsFiguresGo() {
    auto result = smallResult();
    const auto plain = parsed(result);
    QCOMPARE(at(plain, {"partial"}), QJsonValue(false));
    QCOMPARE(at(plain, {"warmup"}).toString(), QStringLiteral("stated"));
    QVERIFY(plain.contains("intervals") && at(plain, {"intervals"}).isNull());
    QVERIFY(at(plain, {"batches"}).isNull());
    QVERIFY(at(plain, {"warnings"}).toArray().isEmpty());
    QVERIFY(!plain.contains("against"));
    result.partOf = Result::Whole{model::hours(2), 2};
    result.warmupFound = true;
    result.warnings = {"the run is too short"};
    result.intervals = simulator::Intervals::replications;
    QCOMPARE(at(parsed(result), {"partial"}), QJsonValue(true));
    QCOMPARE(at(parsed(result), {"warmup"}).toString(), QStringLiteral("auto"));
    QCOMPARE(at(parsed(result), {"intervals"}).toString(), QStringLiteral("replications"));
    QCOMPARE(at(parsed(result), {"warnings", "0"}).toString(), QStringLiteral("the run is too short"));
    result.intervals = simulator::Intervals::batchMeans;
    result.batches = 20;
    QCOMPARE(at(parsed(result), {"intervals"}).toString(), QStringLiteral("batch-means"));
    QCOMPARE(at(parsed(result), {"batches"}).toInt(), 20);
  }

  void holdsTheDifferencesFromAnotherSetting() {
    simulator::Against against;
    against.set = {{"checkout.memory", "1 GiB"}};
    against.paired.flows = {
        {"users → work",
         {{"latency_ms.p99", Figure{30, std::nullopt}, Figure{20, std::nullopt}, Figure{10, std::pair{9.0, 11.0}}}}}};
    against.paired.components = {{"work", {{"init_ms.mean", std::nullopt, Figure{5, std::nullopt}, std::nullopt}}}};
    against.paired.billTotal = {"total", Figure{3, std::nullopt}, Figure{2, std::nullopt}, Figure{1, std::nullopt}};
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(smallResult(), against))).object();
    const auto set = at(json, {"against", "set"}).toObject();
    QCOMPARE(set.value("checkout.memory").toString(), QStringLiteral("1 GiB"));
    const auto pair = at(json, {"against", "flows", "users → work", "latency_ms", "p99"});
    QCOMPARE(at(pair, {"this"}).toDouble(), 30.0);
    QCOMPARE(at(pair, {"other"}).toDouble(), 20.0);
    QCOMPARE(at(pair, {"difference", "ci95"}).toArray(), (QJsonArray{9.0, 11.0}));
    QVERIFY(at(json, {"against", "components", "work", "init_ms", "mean", "difference"}).isNull());
    QCOMPARE(at(json, {"against", "bill_total", "difference", "mean"}).toDouble(), 1.0);
    QVERIFY(at(json, {"bill", "lines", "0", "amount"}).isDouble());
  }

  void nestsFiguresByTheDotsOfTheirNames() {
    const auto checkout = at(parsed(smallResult()), {"components", "checkout"});
    QCOMPARE(at(checkout, {"kind"}).toString(), QStringLiteral("function"));
    QCOMPARE(at(checkout, {"invocations", "mean"}).toDouble(), 1234.0);
    QCOMPARE(at(checkout, {"invocations", "ci95"}).toArray(), (QJsonArray{1200.0, 1268.0}));
    QVERIFY(at(checkout, {"cold_start_share", "ci95"}).isNull());
    QCOMPARE(at(checkout, {"latency_ms", "p50", "mean"}).toDouble(), 35.5);
    QCOMPARE(at(parsed(smallResult()), {"flows", "shoppers → api POST /orders", "requests", "mean"}).toInt(), 7);
  }

  void isNullWhereNothingWasObserved() {
    const auto latency = at(parsed(smallResult()), {"components", "checkout", "latency_ms"}).toObject();
    QVERIFY(latency.contains("p99"));
    QVERIFY(at(latency, {"p99"}).isNull());
    auto result = smallResult();
    result.components[0].figures[0].figure = Figure{std::numeric_limits<double>::quiet_NaN(), std::nullopt};
    QVERIFY(at(parsed(result), {"components", "checkout", "invocations"}).isNull());
  }

  // The amount is 1234567890.123456789012345678 · 0.0000133334, as bc multiplies them; no double holds its digits.
  void printsMoneyExactly() {
    const auto text = QByteArray::fromStdString(toJson(smallResult()));
    QVERIFY2(text.contains("\"quantity\": 1234567890.123456789012345678,"), text.constData());
    QVERIFY2(text.contains("\"price\": 0.0000133334,"), text.constData());
    QVERIFY2(text.contains("\"amount\": 16460.9875061720987506172098630452,"), text.constData());
    QVERIFY(at(parsed(smallResult()), {"bill", "lines", "0", "amount"}).isDouble());
    QVERIFY(at(parsed(smallResult()), {"bill", "total", "mean"}).isDouble());
    QVERIFY(at(parsed(smallResult()), {"bill", "total", "ci95"}).isNull());
    QCOMPARE(at(parsed(smallResult()), {"bill", "lines", "0", "source"}).toString(), QStringLiteral("price \"list\""));
    QCOMPARE(at(parsed(smallResult()), {"bill", "unpriced"}).toArray(), (QJsonArray{"a b", "c d"}));
  }

  void leavesTextsAloneThatLookLikeMarkedNumbers() {
    auto result = smallResult();
    result.project =
        "\x1f"
        "12";
    result.flows[0].name =
        "\n  \"bill\": {\x1f"
        "7";
    const auto json = parsed(result);
    QCOMPARE(at(json, {"project"}).toString(), QStringLiteral("\x1f"
                                                              "12"));
    QVERIFY(at(json, {"flows"})
                .toObject()
                .contains(QStringLiteral("\n  \"bill\": {\x1f"
                                         "7")));
    QCOMPARE(at(json, {"bill", "currency"}).toString(), QStringLiteral("USD"));
  }

  void printsDoublesSoThatTheyReadBackTheSame() {
    auto result = smallResult();
    for (const double value : {0.1, 1.0 / 3.0, 5e-324, 1.7976931348623157e308, 123456789.123456789}) {
      result.components[0].figures[0].figure = Figure{value, std::nullopt};
      QCOMPARE(at(parsed(result), {"components", "checkout", "invocations", "mean"}).toDouble(), value);
    }
  }

  void printsABillAlone() {
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(simulator::toJson(smallResult().bill)));
    QCOMPARE(at(document.object(), {"bill", "lines", "0", "item"}).toString(), QStringLiteral("compute"));
    QVERIFY(at(document.object(), {"bill", "lines", "0", "quantity"}).isDouble());
  }
};

QTEST_GUILESS_MAIN(ResultJsonTest)
#include "result_json_test.moc"
