#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <QtTest>

#include "model/nearest_name.h"
#include "model/units/byte_size.h"
#include "model/units/duration.h"
#include "model/units/money.h"
#include "model/units/rate.h"
#include "model/units/share.h"

using namespace virga::model;

namespace {

constexpr int kRandomValues = 20'000;

// Mantissas and magnitudes both vary, so that every unit comes up.
std::int64_t randomWhole(std::mt19937_64& random) {
  const auto value = static_cast<std::int64_t>(random() >> (1 + random() % 62));
  if (random() % 2 == 0) return value;
  std::int64_t round = value % 1000;
  static constexpr std::int64_t kFactors[] = {1, 1000, 1024, 1'000'000, 1'048'576, 60'000'000'000, 1'073'741'824};
  return round * kFactors[random() % std::size(kFactors)];
}

template <typename Value>
std::string errorOf(const tl::expected<Value, std::string>& result) {
  return result ? std::string() : result.error();
}

}  // namespace

class UnitsTest : public QObject {
  Q_OBJECT

 private slots:
  void readsDurations_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("nanoseconds");
    QTest::newRow("decimals exactly") << "0.35 s" << qint64{350'000'000};
    QTest::newRow("milliseconds") << "35 ms" << qint64{35'000'000};
    QTest::newRow("no space") << "10min" << qint64{600'000'000'000};
    QTest::newRow("hours") << "24 h" << qint64{86'400'000'000'000};
    QTest::newRow("days") << "2 d" << qint64{172'800'000'000'000};
    QTest::newRow("micro sign") << "7 µs" << qint64{7'000};
    QTest::newRow("us") << "1.5us" << qint64{1'500};
    QTest::newRow("zero") << "0 s" << qint64{0};
    QTest::newRow("around spaces") << "  1   s\t" << qint64{1'000'000'000};
    QTest::newRow("zeros behind") << "1.50000000000000000000000 s" << qint64{1'500'000'000};
    QTest::newRow("not representable in binary") << "1152921504.606846977 s" << qint64{1'152'921'504'606'846'977};
    QTest::newRow("largest") << "9223372036854775807 ns" << std::numeric_limits<qint64>::max();
    QTest::newRow("tenth of a minute") << "0.1 min" << qint64{6'000'000'000};
  }
  void readsDurations() {
    QFETCH(QString, text);
    QFETCH(qint64, nanoseconds);
    const auto duration = parseDuration(text.toStdString());
    QVERIFY2(duration, errorOf(duration).c_str());
    QCOMPARE(duration->nanoseconds, nanoseconds);
  }

  void readsSizes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("MiB") << "512 MiB" << qint64{536'870'912};
    QTest::newRow("no space") << "4KiB" << qint64{4096};
    QTest::newRow("decimal unit") << "1.5 GB" << qint64{1'500'000'000};
    QTest::newRow("half a KiB") << "0.5 KiB" << qint64{512};
    QTest::newRow("a 1024th") << "0.0009765625 KiB" << qint64{1};
    QTest::newRow("bytes") << "200 B" << qint64{200};
    QTest::newRow("TiB") << "2 TiB" << qint64{2'199'023'255'552};
    QTest::newRow("kB") << "1 kB" << qint64{1000};
  }
  void readsSizes() {
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    const auto size = parseByteSize(text.toStdString());
    QVERIFY2(size, errorOf(size).c_str());
    QCOMPARE(size->bytes, bytes);
  }

  void readsRatesAndShares() {
    QCOMPARE(parseRate("20/s").value().perSecond, 20.0);
    QCOMPARE(parseRate("5k/min").value().perSecond, 5000.0 / 60);
    QCOMPARE(parseRate("0.5 / h").value().perSecond, 0.5 / 3600);
    QCOMPARE(parseRate("1M/d").value().perSecond, 1e6 / 86'400);
    QCOMPARE(parseRate("0.1/s").value().perSecond, 0.1);
    QCOMPARE(parseRate("0/s").value().perSecond, 0.0);
    QCOMPARE(parseShare("0.5%").value().value, 0.005);
    QCOMPARE(parseShare("100 %").value().value, 1.0);
    QCOMPARE(parseShare("0%").value().value, 0.0);
    QCOMPARE(parseShare("29 %").value().value, 0.29);  // 29 / 100 in doubles is 0.28999999999999998
  }

  void quotesWhatItSuggests() {
    const auto message = [](const char* text) { return QString::fromStdString(parseDuration(text).error()); };
    QCOMPARE(message("5 m"), QStringLiteral("'5 m': unknown unit 'm'; write 'min' for minutes or 'ms' for milliseconds"));
    QCOMPARE(message("5 sec"), QStringLiteral("'5 sec': unknown unit 'sec'; write 's'"));
    QCOMPARE(message("5 mss"), QStringLiteral("'5 mss': unknown unit 'mss'; write 'ms'"));
  }

  void refusesWithWhatWouldBeRight_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");  // part of the message
    auto row = [](const char* kind, const char* text, const char* expected) {
      QTest::addRow("%s %s", kind, text) << kind << text << expected;
    };
    row("duration", "35", "'35' has no unit; write '35 ms' or '35 s'");
    row("duration", "0", "write '0 ms' or '0 s'");
    row("duration", "", "a duration is missing");
    row("duration", "-5 s", "negative");
    row("duration", "nan", "doesn't start with a number");
    row("duration", "inf s", "doesn't start with a number");
    row("duration", "s", "doesn't start with a number");
    row("duration", "5 m", "'min' for minutes or 'ms' for milliseconds");
    row("duration", "5 sec", "write 's'");
    row("duration", "5 MS", "write 'ms'");
    row("duration", "5 mins", "write 'min'");
    row("duration", "5 fortnights", "the units are ns, us, ms, s, min, h and d");
    row("duration", "1.5 ns", "finer than a nanosecond");
    row("duration", "0.0000000001 s", "finer than a nanosecond");
    row("duration", "0.3333333333333333333333333 s", "finer than a nanosecond");
    row("duration", "1,5 s", "one decimal point");
    row("duration", "1.5.2 s", "one decimal point");
    row("duration", "1. s", "without digits after it");
    row("duration", ".5 s", "write '0.5 s'");
    row("duration", "106752 d", "too long");
    row("duration", "99999999999999999999999999 s", "too long");
    row("duration", "1e3 s", "unknown unit");
    row("size", "512", "'512' has no unit; write '512 KiB', '512 MiB' or '512 B'");
    row("size", "512 MB/s", "unknown unit");
    row("size", "512 M", "write 'MiB' or 'MB'");
    row("size", "512 KB", "write 'KiB' or 'kB'");
    row("size", "512 mib", "write 'MiB'");
    row("size", "0.5 B", "whole number of bytes");
    row("size", "0.3 KiB", "whole number of bytes");
    row("size", "9000000 TiB", "too large");
    row("size", "-1 B", "negative");
    row("rate", "20", "'20' has no time unit; write '20/s' or '20/min'");
    row("rate", "5k", "write '5k/s'");
    row("rate", "20 s", "isn't a rate; write for example '20/s'");
    row("rate", "20/m", "write '/min'");
    row("rate", "20/week", "the time units are s, min, h and d");
    row("rate", "20K/s", "unknown multiplier 'K'");
    row("rate", "-1/s", "negative");
    row("rate", "nan/s", "doesn't start with a number");
    row("share", "5", "'5' has no per cent sign; write '5%'");
    row("share", "0.5", "write '0.5%'");
    row("share", "100.1%", "more than 100%");
    row("share", "-1%", "negative");
    row("share", "5 pct", "isn't a per cent sign");
    row("decimal", "1.5 USD", "'USD' follows it");
    row("decimal", "1e5000", "beyond");
    row("decimal", "123456789012345678901234567890123456789012345678901", "more than 50 digits");
    row("decimal", "", "missing");
  }
  void refusesWithWhatWouldBeRight() {
    QFETCH(QString, kind);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto input = text.toStdString();
    const std::string error = kind == "duration" ? errorOf(parseDuration(input))
                              : kind == "size"   ? errorOf(parseByteSize(input))
                              : kind == "rate"   ? errorOf(parseRate(input))
                              : kind == "share"  ? errorOf(parseShare(input))
                                                 : errorOf(parseDecimal(input));
    QVERIFY2(error.find(expected.toStdString()) != std::string::npos, error.empty() ? "accepted" : error.c_str());
  }

  void printsWhatReadsBest() {
    QCOMPARE(toText(milliseconds(1500)), std::string("1.5 s"));
    QCOMPARE(toText(milliseconds(350)), std::string("350 ms"));
    QCOMPARE(toText(seconds(90)), std::string("90 s"));
    QCOMPARE(toText(seconds(60)), std::string("1 min"));
    QCOMPARE(toText(minutes(30)), std::string("30 min"));
    QCOMPARE(toText(days(4)), std::string("4 d"));
    QCOMPARE(toText(hours(12)), std::string("12 h"));
    QCOMPARE(toText(Duration{}), std::string("0 s"));
    QCOMPARE(toText(Duration{} - milliseconds(1500)), std::string("-1.5 s"));
    QCOMPARE(toText(mebibytes(512)), std::string("512 MiB"));
    QCOMPARE(toText(gibibytes(1)), std::string("1 GiB"));
    QCOMPARE(toText(bytes(500'000'000)), std::string("500 MB"));
    QCOMPARE(toText(mebibytes(3008)), std::string("3008 MiB"));
    QCOMPARE(toText(bytes(0)), std::string("0 B"));
    QCOMPARE(toText(Rate{20}), std::string("20/s"));
    QCOMPARE(toText(Rate{5000.0 / 60}), std::string("5000/min"));
    QCOMPARE(toText(Rate{0.5 / 3600}), std::string("12/d"));
    QCOMPARE(toText(Rate{0}), std::string("0/s"));
    QCOMPARE(toText(Share{0.005}), std::string("0.5%"));
    QCOMPARE(toText(Share{1}), std::string("100%"));
    QCOMPARE(toText(Share{0}), std::string("0%"));
    QCOMPARE(toText(Share{0.29}), std::string("29%"));
  }

  void printedQuantitiesReadBack() {
    std::mt19937_64 random(1);
    for (int i = 0; i < kRandomValues; ++i) {
      const Duration duration{randomWhole(random)};
      const auto durationBack = parseDuration(toText(duration));
      QVERIFY2(durationBack == duration, toText(duration).c_str());
      const ByteSize size{randomWhole(random)};
      const auto sizeBack = parseByteSize(toText(size));
      QVERIFY2(sizeBack == size, toText(size).c_str());
    }
    QVERIFY(parseDuration(toText(Duration{std::numeric_limits<std::int64_t>::max()})) ==
            Duration{std::numeric_limits<std::int64_t>::max()});
  }

  void printedRatesAndSharesReadBack() {
    std::mt19937_64 random(2);
    std::uniform_real_distribution<double> unit(0, 1);
    for (int i = 0; i < kRandomValues; ++i) {
      const Rate rate{unit(random) * std::pow(10.0, std::floor(unit(random) * 24) - 12)};
      QVERIFY2(parseRate(toText(rate)) == rate, toText(rate).c_str());
      const Rate perMinute{std::floor(unit(random) * 10'000) / 60};
      QVERIFY2(parseRate(toText(perMinute)) == perMinute, toText(perMinute).c_str());
      const Share share{unit(random) * std::pow(10.0, -std::floor(unit(random) * 12))};
      QVERIFY2(parseShare(toText(share)) == share, toText(share).c_str());
    }
    for (double extreme : {1e300, 5e-324, 1.7976931348623157e308, 1e-9})
      QVERIFY2(parseRate(toText(Rate{extreme})) == Rate{extreme}, toText(Rate{extreme}).c_str());
  }

  void decimalsAreExact() {
    QCOMPARE(toText(parseDecimal("0.0000166667").value()), std::string("0.0000166667"));
    QCOMPARE(toText(parseDecimal("4e-7").value()), std::string("0.0000004"));
    QCOMPARE(toText(parseDecimal("12E3").value()), std::string("12000"));
    QCOMPARE(toText(parseDecimal("-0.50").value()), std::string("-0.5"));
    QCOMPARE(toText(parseDecimal("0").value()), std::string("0"));
    // Products and sums that binary floats can't do: 0.1 + 0.2, and a million requests at 0.20 per million.
    QCOMPARE(toText(parseDecimal("0.1").value() + parseDecimal("0.2").value()), std::string("0.3"));
    QCOMPARE(toText(parseDecimal("0.0000002").value() * Decimal(1'000'000)), std::string("0.2"));
    const std::string fifty = "1234567890123456789012345678901234567890123456789.1";
    QCOMPARE(toText(parseDecimal(fifty).value()), fifty);
  }

  void decimalsReadBack() {
    std::mt19937_64 random(3);
    for (int i = 0; i < kRandomValues; ++i) {
      std::string text = std::to_string(random() % 1'000'000) + "." + std::to_string(random() >> (random() % 60)) + "1";
      QCOMPARE(toText(parseDecimal(text).value()), text);
    }
  }

  void moneyIsRoundedHalfToEven() {
    auto money = [](const char* text, int places = 2) { return toMoneyText(parseDecimal(text).value(), places); };
    QCOMPARE(money("1234.5"), std::string("1,234.50"));
    QCOMPARE(money("1234567.891"), std::string("1,234,567.89"));
    QCOMPARE(money("0.125"), std::string("0.12"));
    QCOMPARE(money("0.135"), std::string("0.14"));
    QCOMPARE(money("0.1250000001"), std::string("0.13"));
    QCOMPARE(money("999.995"), std::string("1,000.00"));
    QCOMPARE(money("-0.001"), std::string("0.00"));
    QCOMPARE(money("-2.675"), std::string("-2.68"));
    QCOMPARE(money("2.5", 0), std::string("2"));
    QCOMPARE(money("3.5", 0), std::string("4"));
    QCOMPARE(money("0.0000166667", 7), std::string("0.0000167"));
  }

  void nearestNames() {
    const std::vector<std::string> known{"memory", "timeout", "runtime", "package"};
    QCOMPARE(nearestName("memroy", known), std::string("memory"));
    QCOMPARE(nearestName("Timeout", known), std::string("timeout"));
    QCOMPARE(nearestName("run-time", known), std::string("runtime"));
    QCOMPARE(nearestName("colour", known), std::string());
    QCOMPARE(nearestName("x", known), std::string());
  }
};

QTEST_GUILESS_MAIN(UnitsTest)
#include "units_test.moc"
