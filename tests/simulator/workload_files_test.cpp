#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include <QTemporaryDir>
#include <QTest>

#include "simulator/workload/counts_files.h"
#include "simulator/workload/timestamp.h"
#include "simulator/workload/trace_file.h"

using namespace virga;
using namespace virga::simulator;

namespace {

std::filesystem::path dataFile(const char* name) { return std::filesystem::path(VIRGA_TEST_DATA) / "traces" / name; }

std::vector<std::uint32_t> valuesOf(const MinuteCounts& counts) {
  std::vector<std::uint32_t> values;
  for (std::size_t minute = 0; minute < counts.size(); ++minute) values.push_back(counts[minute]);
  return values;
}

}  // namespace

class WorkloadFilesTest : public QObject {
  Q_OBJECT
 private:
  QTemporaryDir folder_;

  std::filesystem::path write(const std::string& content) {
    const auto path = std::filesystem::path(folder_.filePath("file.csv").toStdString());
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  static void addErrorRow(const char* name, const std::string& content, const char* argument, const char* message) {
    QTest::newRow(name) << content << argument << message;
  }

  template <class Result>
  static void verifyError(const Result& result, const QString& expected) {
    QVERIFY(!result);
    const QString error = QString::fromStdString(result.error());
    QVERIFY2(error.contains(expected), qPrintable(error));
  }

 private slots:
  void seconds_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<qint64>("nanoseconds");
    QTest::newRow("whole") << "12" << true << qint64{12'000'000'000};
    QTest::newRow("decimals are exact") << "1700000000.123456789" << true << qint64{1'700'000'000'123'456'789};
    QTest::newRow("rounded") << "0.0000000015" << true << qint64{2};
    QTest::newRow("rounds over") << "0.9999999999" << true << qint64{1'000'000'000};
    QTest::newRow("no whole part") << ".5" << true << qint64{500'000'000};
    QTest::newRow("negative") << "-1.5" << true << qint64{-1'500'000'000};
    QTest::newRow("exponent") << "7.9e-2" << true << qint64{79'000'000};
    for (const char* text : {"", ".", "-", "1.5s", "1,5", "0x10", "1e", "nan", "inf", "1e300", "99999999999", "1 2", "--1"})
      QTest::newRow(text) << text << false << qint64{0};
  }
  void seconds() {
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(qint64, nanoseconds);
    const auto parsed = parseSeconds(text.toStdString());
    QCOMPARE(parsed.has_value(), valid);
    if (valid) QCOMPARE(qint64{*parsed}, nanoseconds);
  }

  // Seconds since 1970 from `date -u -d … +%s`.
  void timestamps_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<qint64>("nanoseconds");
    QTest::newRow("sql") << "2023-11-16 18:17:03.9799600" << true << qint64{1'700'158'623'979'960'000};
    QTest::newRow("iso") << "2023-11-16T18:17:03Z" << true << qint64{1'700'158'623'000'000'000};
    QTest::newRow("offset") << "2023-11-16T19:17:03+01:00" << true << qint64{1'700'158'623'000'000'000};
    QTest::newRow("negative offset") << "2023-11-16T10:47:03-0730" << true << qint64{1'700'158'623'000'000'000};
    QTest::newRow("no seconds") << "2024-02-29T00:00" << true << qint64{1'709'164'800'000'000'000};
    QTest::newRow("comma") << "1970-01-01 00:00:00,5" << true << qint64{500'000'000};
    for (const char* text :
         {"2023-02-29 00:00:00", "2023-13-01 00:00:00", "2023-11-16", "2023-11-16 24:00:00", "16.11.2023 18:17",
          "2023-11-16 18:17:03.", "2023-11-16 18:17:03 UTC", "2023-11-16T18:17:03Z+1", "9999-01-01 00:00:00"})
      QTest::newRow(text) << text << false << qint64{0};
  }
  void timestamps() {
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(qint64, nanoseconds);
    const auto parsed = parseTimestamp(text.toStdString());
    QCOMPARE(parsed.has_value(), valid);
    if (valid) QCOMPARE(qint64{*parsed}, nanoseconds);
  }

  void timestampColumn() {
    const std::vector<std::int64_t> expected{0, 52'000'000, 98'189'000, 1'020'040'000};
    for (const char* column : {"TIMESTAMP", ""}) {
      const auto times = readTimestamps(dataFile("requests.csv"), column);
      QVERIFY2(times.has_value(), times ? "" : times.error().c_str());
      QVERIFY(*times == expected);
    }
  }

  void secondsAreFromTheStart() {
    const auto path = write(
        "\xef\xbb\xbf"
        "app,\"end\"\r\nx,57.157\r\ny, 0.5 \r\n");
    const auto times = readTimestamps(path, "end");
    QVERIFY2(times.has_value(), times ? "" : times.error().c_str());
    QVERIFY((*times == std::vector<std::int64_t>{500'000'000, 57'157'000'000}));
    QVERIFY((readTimestamps(write("1\n2"), "").value() == std::vector<std::int64_t>{1'000'000'000, 2'000'000'000}));
  }

  void timestampErrors_data() {
    QTest::addColumn<std::string>("content");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("message");
    addErrorRow("unknown column", "start,end\n1,2\n", "strat",
                "file.csv:1: there is no column 'strat'; did you mean 'start'?");
    addErrorRow("no time", "t\n1\n\nx\n", "t", "file.csv:4: 'x' isn't a time");
    addErrorRow("short row", "a,b\n1,2\n3\n", "b", "file.csv:3: the row has no column 2");
    addErrorRow("mixed", "1\n2023-11-16 18:17:03\n", "", "file.csv:2: '2023-11-16 18:17:03' mixes");
    addErrorRow("negative", "1\n-2\n", "", "file.csv:2: '-2' lies before the start");
    addErrorRow("stray quote", "t\n1\n1\"2\n", "t", "file.csv:3: a quote stands where none may");
    addErrorRow("open quote", "t\n1\n\"2\n", "t", "a quote stands where none may");
    addErrorRow("empty", "", "", "there are no times");
    addErrorRow("header only", "t\n", "t", "there are no times");
  }
  void timestampErrors() {
    QFETCH(std::string, content);
    QFETCH(QString, argument);
    QFETCH(QString, message);
    verifyError(readTimestamps(write(content), argument.toStdString()), message);
  }

  void countsOfTheAzureLayout() {
    const auto path = dataFile("counts_2019_layout.csv");
    QVERIFY((readCounts(path, "3f9e").value() == std::vector<std::uint32_t>{0, 0, 7, 0}));
    QVERIFY((readCounts(path, "c0ffee").value() == std::vector<std::uint32_t>{5, 5, 5, 5}));
    QVERIFY((readCounts(path, "").value() == std::vector<std::uint32_t>{1, 0, 12, 3}));
  }

  // One reading for many rows, each by the beginning of its name; what goes wrong is said as for one.
  void countsOfManyFunctions() {
    const auto path = dataFile("counts_2019_layout.csv");
    CountsFiles files;
    for (const char* name : {"3f9e", "c0ffee", "nobody"}) files.want(path, name);
    for (const char* name : {"3f9e", "c0ffee", ""})
      QVERIFY(valuesOf(*files.counts(path, name).value()) == readCounts(path, name).value());
    QCOMPARE(files.counts(path, "nobody").error(), readCounts(path, "nobody").error());
  }
  // A name that another one begins with, and rows that differ behind what is wanted.
  void namesThatBeginAlike() {
    const auto path = write(
        "HashOwner,HashApp,HashFunction,Trigger,1\no,a,ab,http,1\no,a,abc,http,2\no,a,abd,http,3\no,a,"
        "b,http,4\n");
    CountsFiles files;
    for (const char* name : {"ab", "abc", "abd", "b", "bb"}) files.want(path, name);
    for (const char* name : {"abc", "abd", "b"})
      QVERIFY(valuesOf(*files.counts(path, name).value()) == readCounts(path, name).value());
    for (const char* name : {"ab", "bb"}) QCOMPARE(files.counts(path, name).error(), readCounts(path, name).error());
  }

  void countsOfAnyWidth() {
    for (const std::uint32_t greatest : {0u, 1u, 255u, 256u, 65'535u, 65'536u, 100'000'000u}) {
      const std::vector<std::uint32_t> counts{0, greatest, 1, greatest / 2};
      QVERIFY(valuesOf(MinuteCounts(counts)) == counts);
    }
    QCOMPARE(MinuteCounts(std::vector<std::uint32_t>{}).size(), std::size_t{0});
  }

  void plainCounts() {
    QVERIFY((readCounts(dataFile("counts_plain.csv"), "").value() == std::vector<std::uint32_t>{4, 0, 7}));
    QVERIFY((readCounts(write("5"), "").value() == std::vector<std::uint32_t>{5}));
  }

  void countErrors_data() {
    QTest::addColumn<std::string>("content");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("message");
    const std::string header = "HashOwner,HashApp,HashFunction,Trigger,1,2\n";
    addErrorRow("several", header + "o,a,abc1,http,1,2\no,a,abc2,http,1,2\n", "abc",
                "2 rows have a HashFunction that starts with 'abc', such as 'abc1' and 'abc2'");
    addErrorRow("none", header + "o,a,abc1,http,1,2\no,a,xyz,http,1,2\n", "abd",
                "no HashFunction starts with 'abd'; the nearest is 'abc1'");
    addErrorRow("no rows", header, "", "there is no row of counts");
    addErrorRow("short row", header + "o,a,f,http,1\n", "", "file.csv:2: the row has 5 columns, the header 6");
    addErrorRow("gap in the minutes", "HashOwner,HashApp,HashFunction,Trigger,1,3\n", "",
                "file.csv:1: column 6 is '3'; expected minute 2");
    addErrorRow("other header", "HashOwner,HashApp,Function,Trigger,1\n", "",
                "column 3 is 'Function'; expected HashFunction");
    addErrorRow("negative", "1,-2\n", "", "file.csv:1: '-2' isn't a count");
    addErrorRow("decimal", "1,2\n3,4.5\n", "", "file.csv:2: '4.5' isn't a count");
    addErrorRow("a column", "1\n2\n3\n", "", "expected the counts of all minutes in one row");
    addErrorRow("function in a plain file", "1,2\n", "abc", "there are no functions to find 'abc' among");
    addErrorRow("empty", "\n\n", "", "there are no counts");
  }
  void countErrors() {
    QFETCH(std::string, content);
    QFETCH(QString, argument);
    QFETCH(QString, message);
    verifyError(readCounts(write(content), argument.toStdString()), message);
  }

  void quantilesFromDurations() {
    const auto quantiles = readQuantiles(dataFile("durations.csv"));
    QVERIFY(quantiles.has_value());
    QVERIFY((*quantiles == Quantiles{{model::Share{0}, model::milliseconds(10)},
                                     {model::Share{0.5}, model::microseconds(20'500)},
                                     {model::Share{1}, model::milliseconds(30)}}));
  }

  void quantilesFromShares() {
    const auto quantiles = readQuantiles(dataFile("quantiles.csv"));
    QVERIFY(quantiles.has_value());
    QCOMPARE(quantiles->size(), std::size_t{4});
    QCOMPARE((*quantiles)[2].first.value, 0.99);
    QCOMPARE((*quantiles)[2].second.nanoseconds, 250'250'000);
  }

  void quantileErrors_data() {
    QTest::addColumn<std::string>("content");
    QTest::addColumn<QString>("message");
    QTest::newRow("falls") << std::string("0,5\n0.5,4\n") << "file.csv:2: shares and durations must rise";
    QTest::newRow("share in per cent") << std::string("0,5\n50,6\n") << "file.csv:2: the share 50 isn't between 0 and 1";
    QTest::newRow("negative") << std::string("5\n-1\n") << "file.csv:2: a duration is negative";
    QTest::newRow("text") << std::string("5\n6\nslow\n") << "file.csv:3: expected a number of milliseconds";
    QTest::newRow("uneven") << std::string("5\n0.5,6\n") << "file.csv:2: the row has 2 columns, the rows before it 1";
    QTest::newRow("wide") << std::string("1,2,3\n") << "file.csv:1: the row has 3 columns";
    QTest::newRow("empty") << std::string("ms\n") << "there are no durations";
  }
  void quantileErrors() {
    QFETCH(std::string, content);
    QFETCH(QString, message);
    verifyError(readQuantiles(write(content)), message);
  }

  void foldersAndMissingFilesAreErrors() {
    verifyError(readTimestamps(folder_.path().toStdString(), ""), "is a folder");
    verifyError(readCounts("/nowhere/counts.csv", ""), "/nowhere/counts.csv: can't be read: No such file");
  }
};

QTEST_GUILESS_MAIN(WorkloadFilesTest)
#include "workload_files_test.moc"
