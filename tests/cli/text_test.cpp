#include <QTest>

#include "app/cli/figure_text.h"
#include "app/cli/table.h"

using namespace virga;

class TextTest : public QObject {
  Q_OBJECT

 private slots:
  void showsThreeDigits() {
    QCOMPARE(cli::timeText(0), std::string("0 ms"));
    QCOMPARE(cli::timeText(0.0421), std::string("42.1 µs"));
    QCOMPARE(cli::timeText(34.16), std::string("34.2 ms"));
    QCOMPARE(cli::timeText(999.4), std::string("999 ms"));
    QCOMPARE(cli::timeText(999.6), std::string("1.00 s"));
    QCOMPARE(cli::timeText(1250), std::string("1.25 s"));
    QCOMPARE(cli::timeText(750e3), std::string("12.5 min"));
    QCOMPARE(cli::timeText(24 * 3600e3), std::string("24.0 h"));
    QCOMPARE(cli::shareText(0.0425), std::string("4.25 %"));
    QCOMPARE(cli::countText(0), std::string("0"));
    QCOMPARE(cli::countText(7.25), std::string("7.25"));
    QCOMPARE(cli::countText(999), std::string("999"));
    QCOMPARE(cli::countText(1234567.8), std::string("1,234,568"));
    QCOMPARE(cli::countText(-1234), std::string("-1,234"));
  }

  void showsAFigureInItsMeasure() {
    const simulator::Figure figure{34.16, std::pair{33.16, 35.16}};
    QCOMPARE(cli::figureText("latency_ms.p99", figure), std::string("34.2 ms"));
    QCOMPARE(cli::figureText("latency_ms.p99", figure, true), std::string("34.2 ms ± 1.00 ms"));
    QCOMPARE(cli::figureText("cold_start_share", simulator::Figure{0.5, std::nullopt}), std::string("50.0 %"));
    QCOMPARE(cli::figureText("latency_ms.p99", std::nullopt), std::string("-"));
  }

  void alignsByCharactersNotBytes() {
    cli::Table table({{"flow", cli::Table::Align::left}, {"n"}, {"note", cli::Table::Align::left}});
    table.add({"a → b", "1", "x"});
    table.add({"abcdefg", "1,000", ""});
    QCOMPARE(table.text(), std::string("flow         n  note\n"
                                       "a → b        1  x\n"
                                       "abcdefg  1,000\n"));
  }

  void showsNoControlCharacters() {
    cli::Table table({{"name", cli::Table::Align::left}});
    table.add({"a\x1b[31m\nb"});
    QCOMPARE(table.text(), std::string("name\na?[31m?b\n"));
  }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
