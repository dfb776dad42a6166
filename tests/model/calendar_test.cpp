#include <string>
#include <vector>

#include <QtTest>

#include "model/calendar/time_zone.h"

using namespace virga::model;

namespace {

// Of 1970-01-01 00:00 UTC until the start of that day, in seconds.
constexpr std::int64_t kJanuary5 = 1'767'571'200;   // 2026-01-05, a Monday
constexpr std::int64_t kFebruary1 = 1'769'904'000;  // 2026-02-01, a Sunday
constexpr std::int64_t kMarch7 = 1'772'841'600;     // 2026-03-07; New York's clocks go forward on the 8th
constexpr std::int64_t kMarch28 = 1'774'656'000;    // 2026-03-28; Berlin's clocks go forward on the 29th
constexpr std::int64_t kOctober24 = 1'792'800'000;  // 2026-10-24; Berlin's clocks go back on the 25th
constexpr std::int64_t kOctober31 = 1'793'404'800;  // 2026-10-31; New York's clocks go back on November 1st

Cron cron(const std::string& expression) {
  const auto parsed = parseCron(expression);
  if (!parsed) qFatal("%s: %s", expression.c_str(), parsed.error().c_str());
  return *parsed;
}

// Seconds from the start to each time of the expression.
std::vector<std::int64_t> times(const std::string& expression, const std::string& zone, std::int64_t start,
                                Duration duration, std::size_t most = 1'000) {
  std::vector<std::int64_t> result;
  for (const auto& time : cronTimes(cron(expression), zone, start, duration, most))
    result.push_back(time.nanoseconds / 1'000'000'000);
  return result;
}

template <std::size_t size>
std::vector<int> values(const std::bitset<size>& bits) {
  std::vector<int> result;
  for (std::size_t i = 0; i < size; ++i)
    if (bits[i]) result.push_back(static_cast<int>(i));
  return result;
}

using Times = std::vector<std::int64_t>;
using Values = std::vector<int>;

// The days of a month at which the expression comes at midnight.
Values daysFrom(std::int64_t start, int days, const std::string& expression) {
  Values result;
  for (const auto time : times(expression, "UTC", start, hours(24 * days)))
    result.push_back(static_cast<int>(1 + time / 86'400));
  return result;
}

}  // namespace

class CalendarTest : public QObject {
  Q_OBJECT

 private slots:
  void readsValuesRangesListsStepsAndNames() {
    QCOMPARE(values(cron("5 * * * *").minutes), (Values{5}));
    QCOMPARE(values(cron("1,15,58-59 * * * *").minutes), (Values{1, 15, 58, 59}));
    QCOMPARE(values(cron("*/20 * * * *").minutes), (Values{0, 20, 40}));
    QCOMPARE(values(cron("10-40/15 * * * *").minutes), (Values{10, 25, 40}));
    QCOMPARE(values(cron("50/4 * * * *").minutes), (Values{50, 54, 58}));  // from there on
    QCOMPARE(values(cron("0 */6 * * *").hours), (Values{0, 6, 12, 18}));
    QCOMPARE(values(cron("0 0 1-31/10 * *").daysOfMonth), (Values{1, 11, 21, 31}));
    QCOMPARE(values(cron("0 0 * jan,JUN-Aug *").months), (Values{1, 6, 7, 8}));
    QCOMPARE(values(cron("0 0 * * mon-fri").daysOfWeek), (Values{1, 2, 3, 4, 5}));
    QCOMPARE(cron("* * * * *").minutes.count(), 60U);
    QCOMPARE(cron("\t0  8\t* *  * ").hours.count(), 1U);
  }

  void sundayIsZeroAndSeven() {
    for (const char* sunday : {"0 0 * * 0", "0 0 * * 7", "0 0 * * Sun"}) {
      QCOMPARE(values(cron(sunday).daysOfWeek), (Values{0}));
      QCOMPARE(daysFrom(kFebruary1, 28, sunday), (Values{1, 8, 15, 22}));
    }
    QCOMPARE(values(cron("0 0 * * 5-7").daysOfWeek), (Values{0, 5, 6}));
    QCOMPARE(values(cron("0 0 * * */2").daysOfWeek), (Values{0, 2, 4, 6}));
  }

  void eitherDaySuffices() {
    QCOMPARE(daysFrom(kFebruary1, 28, "0 0 13 * *"), (Values{13}));
    QCOMPARE(daysFrom(kFebruary1, 28, "0 0 * * fri"), (Values{6, 13, 20, 27}));
    QCOMPARE(daysFrom(kFebruary1, 28, "0 0 1,13 * fri"), (Values{1, 6, 13, 20, 27}));
    // A field that begins with * leaves the choice to the other one: odd days that are Mondays.
    QCOMPARE(daysFrom(kFebruary1, 28, "0 0 */2 * mon"), (Values{9, 23}));
  }

  void saysWhatIsWrong_data() {
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("part");
    const std::vector<std::pair<const char*, const char*>> wrongs{
        {"", "it has 0 fields, not 5"},
        {"5", "it has 1 field, not 5"},
        {"0 8 * *", "it has 4 fields, not 5"},
        {"0 0 8 * * *", "it has 6 fields, not 5"},
        {"60 * * * *", "'60' isn't a minute (0 to 59)"},
        {"0 24 * * *", "'24' isn't an hour (0 to 23)"},
        {"0 0 0 * *", "'0' isn't a day of the month (1 to 31)"},
        {"0 0 32 * *", "'32' isn't a day of the month"},
        {"0 0 * 13 *", "'13' isn't a month (1 to 12)"},
        {"0 0 * juni *", "'juni' isn't a month"},
        {"0 0 * * 8", "'8' isn't a day of the week (0 to 7)"},
        {"0 0 * * x", "'x' isn't a day of the week"},
        {"jan * * * *", "'jan' isn't a minute"},
        {"-1 * * * *", "'' isn't a minute"},
        {"1.5 * * * *", "'1.5' isn't a minute"},
        {"1, * * * *", "'' isn't a minute"},
        {"5-1 * * * *", "the range '5-1' runs backwards"},
        {"5-70 * * * *", "'70' isn't a minute"},
        {"*/0 * * * *", "'0' isn't a step"},
        {"*/ * * * *", "'' isn't a step"},
        {"*/x * * * *", "'x' isn't a step"},
        {"99999999999 * * * *", "isn't a minute"},
        {"0 0 30 2 *", "no month that it names has such a day"},
        {"0 0 31 4,6,9,11 *", "no month that it names has such a day"},
    };
    for (const auto& [expression, part] : wrongs) QTest::newRow(expression) << QString(expression) << QString(part);
  }
  void saysWhatIsWrong() {
    QFETCH(QString, expression);
    QFETCH(QString, part);
    const auto parsed = parseCron(expression.toStdString());
    QVERIFY(!parsed);
    QVERIFY2(QString::fromStdString(parsed.error()).contains(part), parsed.error().c_str());
  }

  void rareDaysAreFound() {
    QVERIFY(parseCron("0 0 29 2 *"));
    QVERIFY(parseCron("0 0 30 2 mon"));  // either day: the Mondays of February
    // 2024-02-29 is 1,095 days after 2021-03-01.
    QCOMPARE(times("0 12 29 2 *", "UTC", 1'614'556'800, hours(24 * 1'200)), (Times{1'095 * 86'400 + 43'200}));
  }

  // The instants of this and the next three are those that Python's zoneinfo knows.
  void aSkippedTimeComesAtTheEndOfTheGap() {
    // Berlin: 02:30 is 01:30 UTC on the 28th, doesn't exist on the 29th (03:00 is 01:00 UTC), and is 00:30 UTC on the 30th.
    QCOMPARE(times("30 2 * * *", "Europe/Berlin", kMarch28, hours(72)), (Times{5'400, 90'000, 174'600}));
    // New York: 07:30 UTC on the 7th, 07:00 UTC (03:00) on the 8th, 06:30 UTC on the 9th.
    QCOMPARE(times("30 2 * * *", "America/New_York", kMarch7, hours(72)), (Times{27'000, 111'600, 196'200}));
    // Several skipped ones, and one that really is there, come as one.
    QCOMPARE(times("0,30 1-3 29 3 *", "Europe/Berlin", kMarch28, hours(72)), (Times{86'400, 88'200, 90'000, 91'800}));
  }

  void aRepeatedTimeComesOnce() {
    // Berlin: 02:30 is 00:30 UTC on the 24th, first 00:30 UTC on the 25th, and 01:30 UTC on the 26th.
    QCOMPARE(times("30 2 * * *", "Europe/Berlin", kOctober24, hours(72)), (Times{1'800, 88'200, 178'200}));
    // New York: 01:30 is 05:30 UTC on October 31st, first 05:30 UTC on November 1st, and 06:30 UTC on the 2nd.
    QCOMPARE(times("30 1 * * *", "America/New_York", kOctober31, hours(72)), (Times{19'800, 106'200, 196'200}));
  }

  void zonesShiftTheDay() {
    // Monday 00:00 in Kathmandu is Sunday 18:15 UTC.
    QCOMPARE(times("0 0 * * mon", "Asia/Kathmandu", kJanuary5 - 86'400, hours(24)), (Times{65'700}));
    // Sunday 20:00 in New York is Monday 01:00 UTC.
    QCOMPARE(times("0 20 * * sun", "America/New_York", kJanuary5, hours(24)), (Times{3'600}));
  }

  void timesLieInTheRunAndRise() {
    QCOMPARE(times("0 * * * *", "UTC", kJanuary5, hours(3)), (Times{0, 3'600, 7'200}));  // the start is in, the end not
    QCOMPARE(times("0 * * * *", "UTC", kJanuary5 + 1, hours(3)), (Times{3'599, 7'199, 10'799}));
    QCOMPARE(times("* * * * *", "UTC", kJanuary5, milliseconds(60'001)), (Times{0, 60}));
    QCOMPARE(times("* * * * *", "UTC", kJanuary5, hours(24), 5), (Times{0, 60, 120, 180, 240}));
    QCOMPARE(times("* * * * *", "UTC", kJanuary5, hours(24), 2'000).size(), 1'440U);
    QCOMPARE(times("0 8 * * 1-5", "Nowhere/Town", kJanuary5, hours(24)), Times{});
  }

  void zonesAreKnownByName() {
    for (const char* zone : {"UTC", "Europe/Berlin", "America/New_York"}) QVERIFY2(isTimeZone(zone), zone);
    for (const char* zone : {"", "Berlin", "Europe/Berln", "europe/berlin", "+01:00"}) QVERIFY2(!isTimeZone(zone), zone);
  }

  void datesAreRead() {
    QCOMPARE(parseDateTime("2026-01-05 00:00").value(), kJanuary5);
    QCOMPARE(parseDateTime("2026-03-28 23:59").value(), kMarch28 + 86'340);
    QCOMPARE(parseDateTime("1970-01-01 00:00").value(), 0);
    for (const char* bad : {"", "today", "2026-01-05", "2026-13-05 00:00", "2026-02-30 00:00", "2026-01-05 24:00",
                            "2026-01-05 00:60", "2026-01-05 00:00 Z", "05.01.2026 00:00"}) {
      const auto read = parseDateTime(bad);
      QVERIFY2(!read, bad);
      QVERIFY(read.error().find("isn't a date and time") != std::string::npos);
    }
  }
};

QTEST_GUILESS_MAIN(CalendarTest)
#include "calendar_test.moc"
