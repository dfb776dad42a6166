#include <cmath>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <QTemporaryDir>
#include <QTest>

#include "simulator/calibrate/log_reader.h"

using namespace virga;
using namespace virga::simulator;

namespace {

using Outcome = InvocationOutcome;
constexpr std::int64_t kTenOClock = 1'772'359'200'000'000'000;  // 2026-03-01T10:00:00Z
constexpr std::int64_t kMs = 1'000'000;

struct Kept {
  std::string function, instance;
  InvocationRecord record;
};

struct Read {
  std::vector<Kept> records;
  LogReport report;
  model::Problems problems;

  std::uint64_t lines = 0, others = 0, unparsable = 0;
};

Read readAll(const std::vector<std::filesystem::path>& paths) {
  Read read;
  const auto keep = [&](const InvocationRecord& record) {
    read.records.push_back({std::string(record.function), std::string(record.instance), record});
  };
  auto report = readLogs(paths, keep);
  if (!report) {
    read.problems = report.error();
    return read;
  }
  read.report = std::move(*report);
  std::uint64_t records = 0;
  for (const auto& counts : read.report.formats) {
    if (counts.lines != counts.records + counts.others + counts.unparsable) qFatal("lines don't add up");
    read.lines += counts.lines;
    read.others += counts.others;
    read.unparsable += counts.unparsable;
    records += counts.records;
  }
  if (records != read.records.size()) qFatal("records don't add up");
  return read;
}

Read readFixture(const char* name) { return readAll({std::filesystem::path(VIRGA_TEST_DATA) / "logs" / name}); }

}  // namespace

class LogReadersTest : public QObject {
  Q_OBJECT
 private:
  QTemporaryDir folder_;

  std::filesystem::path write(const std::string& content, const char* name = "file.log") {
    const auto path = std::filesystem::path(folder_.filePath(name).toStdString());
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  Read readText(const std::string& content) { return readAll({write(content)}); }

 private slots:
  void awsText() {
    const auto read = readFixture("aws_text.log");
    QCOMPARE(read.records.size(), std::size_t{2});
    QCOMPARE(read.lines, std::uint64_t{12});
    QCOMPARE(read.unparsable, std::uint64_t{1});
    const auto& cold = read.records[0].record;
    QCOMPARE(*cold.durationMs, 100.25);
    QCOMPARE(*cold.billedMs, 601.0);
    QCOMPARE(*cold.initMs, 500.5);
    QCOMPARE(*cold.memorySizeMib, 512.0);
    QCOMPARE(*cold.maxMemoryMib, 80.0);
    QCOMPARE(*cold.startedNs, kTenOClock + 500 * kMs);  // that of START
    QCOMPARE(*cold.isColdStart, true);
    QVERIFY(cold.outcome == Outcome::unknown);
    // The line behind the report tells.
    QVERIFY(read.records[1].record.outcome == Outcome::timedOut);
    QCOMPARE(*read.records[1].record.isColdStart, false);
    QCOMPARE(read.report.unparsable.size(), std::size_t{1});
    QCOMPARE(read.report.unparsable[0].line, std::uint64_t{12});
    QVERIFY(read.report.unparsable[0].why.find("no duration") != std::string::npos);
  }

  void reportVariants_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<double>("duration");
    QTest::addColumn<double>("init");     // -1: none
    QTest::addColumn<double>("restore");  // -1: none
    QTest::addColumn<bool>("cold");
    QTest::addColumn<int>("outcome");
    const QString begin = "REPORT RequestId: 00000000-0000-4000-8000-000000000001";
    const QString middle = "\tBilled Duration: 2 ms\tMemory Size: 256 MB\tMax Memory Used: 256 MB";
    const auto row = [&](const char* name, const QString& line, double init, double restore, bool cold, Outcome outcome) {
      QTest::newRow(name) << line << 1.5 << init << restore << cold << static_cast<int>(outcome);
    };
    row("tabs", begin + "\tDuration: 1.50 ms" + middle + "\t", -1, -1, false, Outcome::unknown);
    row("blanks", begin + "  Duration: 1.50 ms  Billed Duration: 2 ms    Memory Size: 256 MB  Max Memory Used: 256 MB", -1,
        -1, false, Outcome::unknown);
    row("runtime interface emulator", begin + "\tInit Duration: 0.25 ms\tDuration: 1.50 ms" + middle, 0.25, -1, true,
        Outcome::unknown);
    row("with init", begin + "\tDuration: 1.50 ms" + middle + "\tInit Duration: 99.5 ms\t", 99.5, -1, true,
        Outcome::unknown);
    row("restored", begin + "\tDuration: 1.50 ms" + middle + "\tRestore Duration: 400 ms\tBilled Restore Duration: 30 ms\t",
        -1, 400, true, Outcome::unknown);
    row("with the trace on its line", begin + " Duration: 1.50 ms XRAY TraceId: 1-0-1 SegmentId: 1 Sampled: true", -1, -1,
        false, Outcome::unknown);
    row("timed out", begin + "\tDuration: 1.50 ms" + middle + "\tStatus: timeout", -1, -1, false, Outcome::timedOut);
    row("out of memory", begin + "\tDuration: 1.50 ms" + middle + "\tStatus: error\tError Type: Runtime.OutOfMemory", -1, -1,
        false, Outcome::outOfMemory);
    row("failed", begin + "\tDuration: 1.50 ms" + middle + "\tStatus: error\tError Type: Runtime.ExitError", -1, -1, false,
        Outcome::failed);
    row("cut within the init", begin + "\tDuration: 1.50 ms" + middle + "\tInit Duration: 5", -1, -1, true,
        Outcome::unknown);
    row("aws logs tail", "2026-03-01T10:00:00.000000+00:00 2026/03/01/[$LATEST]01ab " + begin + "\tDuration: 1.50 ms", -1,
        -1, false, Outcome::unknown);
    row("sam logs",
        "\x1b[36m2026/03/01/[$LATEST]01ab\x1b[0m \x1b[33m2026-03-01T10:00:00\x1b[0m " + begin + "\tDuration: 1.50 ms", -1,
        -1, false, Outcome::unknown);
    row("awslogs", "/aws/lambda/resize 2026/03/01/[$LATEST]01ab " + begin + "\tDuration: 1.50 ms", -1, -1, false,
        Outcome::unknown);
    row("docker compose", "lambda-1  | " + begin + "\tDuration: 1.50 ms", -1, -1, false, Outcome::unknown);
    row("a time of day", "23:59:59 " + begin + "\tDuration: 1.50 ms", -1, -1, false, Outcome::unknown);
    row("epoch milliseconds", "1772359200000\t" + begin + "\tDuration: 1.50 ms", -1, -1, false, Outcome::unknown);
    row("CRLF", begin + "\tDuration: 1.50 ms\r", -1, -1, false, Outcome::unknown);
  }
  void reportVariants() {
    QFETCH(QString, line);
    QFETCH(double, duration);
    QFETCH(double, init);
    QFETCH(double, restore);
    QFETCH(bool, cold);
    QFETCH(int, outcome);
    const auto read = readText(line.toStdString() + "\n");
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.unparsable, std::uint64_t{0});
    const auto& record = read.records[0].record;
    QCOMPARE(*record.durationMs, duration);
    QCOMPARE(record.initMs.value_or(-1), init);
    QCOMPARE(record.restoreMs.value_or(-1), restore);
    QCOMPARE(*record.isColdStart, cold);
    QCOMPARE(static_cast<int>(record.outcome), outcome);
    if (line.contains("/aws/lambda/")) QCOMPARE(read.records[0].function, std::string("resize"));
    if (line.contains("[$LATEST]")) QCOMPARE(read.records[0].instance, std::string("2026/03/01/[$LATEST]01ab"));
  }

  void refusedReports_data() {
    QTest::addColumn<QString>("keys");
    QTest::newRow("none") << "";
    QTest::newRow("negative") << "Duration: -1 ms";
    QTest::newRow("not a number") << "Duration: nan ms";
    QTest::newRow("infinite") << "Duration: inf ms";
    QTest::newRow("absurd") << "Duration: 1e308 ms";
    QTest::newRow("a word") << "Duration: long ms";
    QTest::newRow("another unit") << "Duration: 1.5 s";
    QTest::newRow("cut") << "Duration: 1.5";
    QTest::newRow("memory") << "Duration: 1.5 ms\tMemory Size: -128 MB";
  }
  void refusedReports() {
    QFETCH(QString, keys);
    const auto read = readText("REPORT RequestId: 1\t" + keys.toStdString() + "\n");
    QCOMPARE(read.records.size(), std::size_t{0});
    QCOMPARE(read.unparsable, std::uint64_t{1});
    QVERIFY(!read.report.unparsable[0].why.empty());
  }

  // Stamps on lines of their own, times of day over midnight, and failures that other lines tell.
  void awsTextJoins() {
    auto read = readText(
        "2026-03-01T10:00:00.000Z\nRESTORE_START Runtime Version: java:21\n2026-03-01T10:00:01.000Z\nSTART RequestId: a\n"
        "2026-03-01T10:00:09.000Z\nREPORT RequestId: a\tDuration: 5 ms\n");
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(*read.records[0].record.startedNs, kTenOClock + 1000 * kMs);
    QCOMPARE(*read.records[0].record.isColdStart, true);

    read = readText(
        "23:59:59 START RequestId: a\n00:00:01 REPORT RequestId: a\tDuration: 2000 ms\n00:00:03 START RequestId: b\n");
    QCOMPARE(read.records.size(), std::size_t{1});
    QVERIFY(read.records[0].record.withoutDate);
    QCOMPARE(read.report.unfinished, std::uint64_t{1});
    read = readText("23:59:59 REPORT RequestId: a\tDuration: 1 ms\n00:00:01 REPORT RequestId: b\tDuration: 1 ms\n");
    QCOMPARE(*read.records[1].record.startedNs - *read.records[0].record.startedNs, 2000 * kMs);

    read = readText(
        "START RequestId: a Version: 1\nRequestId: a Error: Runtime exited with error: signal: killed\n"
        "REPORT RequestId: a\tDuration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 128 MB\n"
        "START RequestId: b Version: 1\n2026-03-01T10:00:00.000Z\tb\tERROR\tInvoke Error \t{\"errorType\":\"Error\"}\n"
        "REPORT RequestId: b\tDuration: 2 ms\n");
    QCOMPARE(read.records.size(), std::size_t{2});
    QVERIFY(read.records[0].record.outcome == Outcome::outOfMemory);
    QVERIFY(read.records[1].record.outcome == Outcome::failed);
  }

  void awsEvents() {
    const auto read = readFixture("aws_events.jsonl");
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.lines, std::uint64_t{6});
    QCOMPARE(read.unparsable, std::uint64_t{2});
    QCOMPARE(read.report.unparsable[0].line, std::uint64_t{5});
    QCOMPARE(read.report.unparsable[1].line, std::uint64_t{6});
    QCOMPARE(read.records[0].function, std::string("resize"));
    QCOMPARE(read.records[0].instance, std::string("2026/03/01/resize[$LATEST]01"));
    const auto& record = read.records[0].record;
    QCOMPARE(*record.durationMs, 20.5);
    QCOMPARE(*record.initMs, 300.0);
    QCOMPARE(*record.startedNs, kTenOClock + 300 * kMs);
    QVERIFY(record.outcome == Outcome::succeeded);
  }

  void provisionedInstancesHaveNoColdStart() {
    const auto read = readText(
        "{\"time\":\"2026-03-01T09:00:00Z\",\"type\":\"platform.initStart\",\"record\":{\"initializationType\":"
        "\"provisioned-concurrency\"}}\n"
        "{\"time\":\"2026-03-01T10:00:00Z\",\"type\":\"platform.start\",\"record\":{\"requestId\":\"a\"}}\n"
        "{\"time\":\"2026-03-01T10:00:01Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"a\",\"metrics\":"
        "{\"durationMs\":5,\"initDurationMs\":900},\"status\":\"timeout\"}}\n");
    QCOMPARE(read.records.size(), std::size_t{1});
    QVERIFY(!read.records[0].record.initMs);
    QCOMPARE(*read.records[0].record.isColdStart, false);
    QVERIFY(read.records[0].record.outcome == Outcome::timedOut);
  }

  void cloudWatchExports() {
    const std::string event =
        "{\"timestamp\": 1772359200100, \"ingestionTime\": 1772359200200, \"logStreamName\": \"s\", \"message\": "
        "\"REPORT RequestId: a\\tDuration: 100 ms\\t\\n\"}";
    for (const auto& content :
         {"[\n" + event + "\n]\n", "{\"events\": [" + event + "], \"searchedLogStreams\": []}",
          "{\n  \"searchedLogStreams\": [],\n  \"events\": [\n" + event + "\n  ]\n}\n", event + "\n"}) {
      const auto read = readText(content);
      QCOMPARE(read.records.size(), std::size_t{1});
      QCOMPARE(read.lines, std::uint64_t{1});
      QCOMPARE(*read.records[0].record.startedNs, kTenOClock);  // it ended 100 ms later
      QCOMPARE(read.records[0].instance, std::string("s"));
    }
    // A subscription's batches one behind the other, as a delivery stream joins them.
    const std::string batch =
        "{\"messageType\":\"DATA_MESSAGE\",\"logGroup\":\"/aws/lambda/"
        "resize\",\"logStream\":\"s\",\"logEvents\":[{\"id\":\"1\","
        "\"timestamp\":1772359200100,\"message\":\"REPORT RequestId: a\\tDuration: 100 ms\"}]}";
    const auto read = readText(batch + batch);
    QCOMPARE(read.records.size(), std::size_t{2});
    QCOMPARE(read.records[1].function, std::string("resize"));
    QCOMPARE(read.records[1].instance, std::string("s"));
  }

  void logsInsights() {
    auto read = readText(
        "@timestamp,@logStream,@duration,@initDuration,@memorySize,@maxMemoryUsed\n"
        "2026-03-01 10:00:00.100,s,100,,1.28E8,6.4E7\n2026-03-01 10:00:00.100,s,100,250.5,1.28E8,6.4E7\n"
        "2026-03-01 10:00:00.100,s,-1,,1.28E8,6.4E7\n");
    QCOMPARE(read.records.size(), std::size_t{2});
    QCOMPARE(read.unparsable, std::uint64_t{1});
    QCOMPARE(*read.records[0].record.memorySizeMib, 128.0);
    QCOMPARE(*read.records[0].record.maxMemoryMib, 64.0);
    QCOMPARE(*read.records[0].record.startedNs, kTenOClock);
    QCOMPARE(*read.records[0].record.isColdStart, false);
    QCOMPARE(*read.records[1].record.initMs, 250.5);
    read = readText(
        "@timestamp,@message\n2026-03-01 10:00:00.100,\"REPORT RequestId: a\tDuration: 100 ms\n\"\n"
        "2026-03-01 10:00:00.100,\"a text\nof two lines\"\n");
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.others, std::uint64_t{1});
    read = readText(
        "{\"results\": [[{\"field\": \"@timestamp\", \"value\": \"2026-03-01 10:00:00.100\"}, {\"field\": \"@duration\", "
        "\"value\": \"100\"}]], \"status\": \"Complete\"}");
    QCOMPARE(read.records.size(), std::size_t{1});
    QVERIFY(!read.records[0].record.isColdStart);  // without the column nobody knows
  }

  void awsXray() {
    const auto read = readFixture("aws_xray.json");
    QCOMPARE(read.records.size(), std::size_t{2});
    QCOMPARE(read.lines, std::uint64_t{3});
    const auto& record = read.records[0].record;
    QCOMPARE(read.records[0].function, std::string("resize"));
    QVERIFY(std::abs(*record.durationMs - 625) < 0.001);  // the initialisation lies before the segment
    QVERIFY(std::abs(*record.initMs - 250) < 0.001);
    QVERIFY(std::abs(*record.latencyMs - 1200) < 0.001);
    QVERIFY(record.outcome == Outcome::failed);
    QVERIFY(read.records[1].record.outcome == Outcome::throttled);
    QVERIFY(!read.records[1].record.durationMs);
  }

  void azure() {
    const auto stream = readFixture("azure_stream.log");
    QCOMPARE(stream.records.size(), std::size_t{1});
    QCOMPARE(stream.lines, std::uint64_t{6});
    QCOMPARE(stream.unparsable, std::uint64_t{0});
    QCOMPARE(stream.records[0].function, std::string("Mail"));
    QCOMPARE(*stream.records[0].record.durationMs, 248.0);
    QCOMPARE(*stream.records[0].record.startedNs, kTenOClock);
    QVERIFY(stream.records[0].record.outcome == Outcome::failed);

    const auto table = readFixture("app_insights.csv");
    QCOMPARE(table.records.size(), std::size_t{2});
    QCOMPARE(table.unparsable, std::uint64_t{1});
    QCOMPARE(table.report.unparsable[0].line, std::uint64_t{4});
    QCOMPARE(*table.records[0].record.durationMs, 10.25);
    QCOMPARE(*table.records[0].record.latencyMs, 12.5);
    QCOMPARE(*table.records[0].record.startedNs, kTenOClock + 250 * kMs);
    QCOMPARE(*table.records[1].record.startedNs, kTenOClock + 4 * 3600 * 1000 * kMs);
    QCOMPARE(table.records[1].instance, std::string("host-1"));
    QVERIFY(table.records[1].record.outcome == Outcome::failed);
  }

  void appInsightsJson_data() {
    QTest::addColumn<QString>("json");
    QTest::newRow("rows of a table")
        << "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"timestamp\",\"type\":\"datetime\"},{\"name\":"
           "\"name\","
           "\"type\":\"string\"},{\"name\":\"success\",\"type\":\"string\"},{\"name\":\"duration\",\"type\":\"real\"}],"
           "\"rows\":[[\"2026-03-01T10:00:00Z\",\"Mail\",\"True\",12.5]]}]}";
    QTest::newRow("objects")
        << "[{\"timestamp\":\"2026-03-01T10:00:00Z\",\"name\":\"Mail\",\"success\":true,\"duration\":12.5}]";
    QTest::newRow("a workspace's") << "[{\"TimeGenerated\":\"2026-03-01T10:00:00Z\",\"Name\":\"Mail\",\"Success\":\"True\","
                                      "\"DurationMs\":\"12.5\",\"Type\":\"AppRequests\"}]";
    // In units of 100 ns.
    QTest::newRow("continuous export")
        << "{\"request\":[{\"id\":\"1\",\"name\":\"Mail\",\"success\":true,\"responseCode\":0,\"durationMetric\":{\"value\":"
           "125000.0,"
           "\"count\":1.0}}],\"context\":{\"data\":{\"eventTime\":\"2026-03-01T10:00:00Z\"}}}";
  }
  void appInsightsJson() {
    QFETCH(QString, json);
    const auto read = readText(json.toStdString() + "\n");
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.lines, std::uint64_t{1});
    QCOMPARE(read.records[0].function, std::string("Mail"));
    QCOMPARE(*read.records[0].record.durationMs, 12.5);
    QCOMPARE(*read.records[0].record.startedNs, kTenOClock);
    QVERIFY(read.records[0].record.outcome == Outcome::succeeded);
  }

  void google() {
    const auto read = readFixture("google.json");
    QCOMPARE(read.records.size(), std::size_t{3});
    QCOMPARE(read.lines, std::uint64_t{4});
    QCOMPARE(read.records[0].function, std::string("echo"));
    QCOMPARE(*read.records[0].record.durationMs, 426.0);
    QCOMPARE(*read.records[0].record.startedNs, kTenOClock + 1000 * kMs + 1);
    QVERIFY(read.records[0].record.outcome == Outcome::succeeded);
    QVERIFY(read.records[1].record.outcome == Outcome::timedOut);
    QVERIFY(read.records[2].record.outcome == Outcome::throttled);
    QCOMPARE(*read.records[2].record.latencyMs, 2.0);
    QVERIFY(!read.records[2].record.durationMs);
    QCOMPARE(read.records[2].function, std::string("svc"));

    const auto text = readFixture("gcloud.log");
    QCOMPARE(text.records.size(), std::size_t{2});
    QCOMPARE(text.lines, std::uint64_t{8});
    QCOMPARE(text.records[0].function, std::string("echo"));
    QCOMPARE(*text.records[0].record.startedNs, kTenOClock + 1000 * kMs);
    QVERIFY(text.records[0].record.outcome == Outcome::failed);
    QCOMPARE(text.records[1].function, std::string("hello"));
    QCOMPARE(*text.records[1].record.startedNs, kTenOClock + 1000 * kMs);
  }

  void oci() {
    const auto read = readFixture("oci.json");
    QCOMPARE(read.records.size(), std::size_t{1});  // two lines of one request
    QCOMPARE(read.others, std::uint64_t{1});
    QCOMPARE(read.records[0].function, std::string("greet"));
    QCOMPARE(read.records[0].instance, std::string("c1"));
    QCOMPARE(*read.records[0].record.startedNs, kTenOClock);
    QVERIFY(!read.records[0].record.durationMs);
  }

  void otlp() {
    const auto read = readFixture("otlp.jsonl");
    QCOMPARE(read.records.size(), std::size_t{2});
    QCOMPARE(read.lines, std::uint64_t{4});
    QCOMPARE(read.unparsable, std::uint64_t{1});
    const auto& record = read.records[0].record;
    QCOMPARE(read.records[0].function, std::string("resize"));
    QCOMPARE(read.records[0].instance, std::string("i1"));
    QCOMPARE(*record.startedNs, kTenOClock + 1);
    QCOMPARE(*record.durationMs, 20.5);
    QCOMPARE(*record.isColdStart, true);
    QCOMPARE(*record.memorySizeMib, 256.0);
    QVERIFY(record.outcome == Outcome::succeeded);
    QCOMPARE(read.records[1].function, std::string("shop"));
    QVERIFY(read.records[1].record.outcome == Outcome::failed);
  }

  void severalFormatsInAFile() {
    const auto read = readText(
        "\xef\xbb\xbf[ERROR] not JSON at all\r\nREPORT RequestId: a\tDuration: 1 "
        "ms\r\n{\"level\":\"INFO\"}\r\n{\"level\":\"cut\r\n"
        "{\r\n  \"state\": 1\r\n}\r\n\r\n"
        "{\"time\":\"2026-03-01T10:00:00Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"b\",\"metrics\":"
        "{\"durationMs\":2}}}\r\n2026-03-01T10:00:00.250Z [Information] Executed 'Functions.Mail' (Succeeded, Id=1, "
        "Duration=248ms)\r\n");
    QCOMPARE(read.records.size(), std::size_t{3});
    QCOMPARE(*read.records[0].record.durationMs, 1.0);
    QCOMPARE(*read.records[1].record.durationMs, 2.0);
    QCOMPARE(*read.records[2].record.durationMs, 248.0);
    QCOMPARE(read.unparsable, std::uint64_t{0});
    QCOMPARE(read.lines, std::uint64_t{9});
  }

  void oddFiles() {
    QCOMPARE(readText("").lines, std::uint64_t{0});
    QCOMPARE(readText(std::string("\0\0\n\0REPORT", 10)).records.size(), std::size_t{0});
    // A line of 10 MB, and one without an end.
    const std::string report = "REPORT RequestId: a\tDuration: 1 ms";
    auto read = readText(std::string(10'000'000, 'x') + "\n" + report);
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.lines, std::uint64_t{2});
    read = readText(std::string(40'000'000, 'x') + "\n" + report);
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.unparsable, std::uint64_t{1});
    // JSON that is cut off keeps what stands before.
    read = readText("[\n{\"message\": \"REPORT RequestId: a\\tDuration: 1 ms\", \"eventId\": \"1\"},\n{\"message\": \"REP");
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.unparsable, std::uint64_t{1});
    QCOMPARE(read.report.unparsable[0].line, std::uint64_t{3});
    QVERIFY(read.report.unparsable[0].why.find("cut off") != std::string::npos);
    read = readText(std::string(100'000, '[') + "\n" + report + "\n");  // a document without an end
    QCOMPARE(read.records.size(), std::size_t{0});
    QCOMPARE(read.unparsable, std::uint64_t{1});
  }

  // A document's container larger than what is kept of it in memory.
  void longDocument() {
    std::string document =
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"faas.name\",\"value\":{\"stringValue\":"
        "\"resize\"}}]},\"scopeSpans\":[{\"spans\":[\n";
    constexpr int kSpans = 40'000;
    for (int i = 0; i < kSpans; ++i) {
      document += i == 0 ? "" : ",\n";
      document +=
          "{\"spanId\":\"01\",\"name\":\"invocation of a "
          "function\",\"kind\":2,\"startTimeUnixNano\":\"1772359200000000000\",";
      document += "\"endTimeUnixNano\":\"1772359200001000000\",\"status\":{}}";
    }
    document += "]}]}]}\n";
    QVERIFY(document.size() > std::size_t{5} << 20);
    const auto read = readText(document);
    QCOMPARE(read.records.size(), std::size_t{kSpans});
    QCOMPARE(read.lines, std::uint64_t{kSpans});
    QCOMPARE(read.records.back().function, std::string("resize"));
  }

  void problems() {
    auto read = readAll({"no/such/file"});
    QCOMPARE(read.problems.size(), std::size_t{1});
    QCOMPARE(read.problems[0].file, std::string("no/such/file"));
    const auto zipped = write("\x1f\x8b\x08\x08", "x.gz");
    const auto wide = write(std::string("\xff\xfe{\0", 4), "x.json");
    read = readAll({zipped, wide});
    QCOMPARE(read.problems.size(), std::size_t{2});
    QVERIFY(read.problems[0].message.find("gzip") != std::string::npos);
    QVERIFY(read.problems[1].message.find("UTF-16") != std::string::npos);
    std::filesystem::remove(zipped);
    std::filesystem::remove(wide);
    const auto empty = std::filesystem::path(folder_.filePath("empty").toStdString());
    std::filesystem::create_directory(empty);
    QCOMPARE(readAll({empty}).problems.size(), std::size_t{1});
    const auto files = readAll({std::filesystem::path(VIRGA_TEST_DATA) / "logs"});
    QVERIFY(files.problems.empty());
    QCOMPARE(files.report.files.size(), std::size_t{9});
  }

  void stops() {
    std::stop_source source;
    source.request_stop();
    const auto path = write("REPORT RequestId: a\tDuration: 1 ms\n");
    const auto report = readLogs(
        {path, path}, [](const InvocationRecord&) {}, source.get_token());
    QVERIFY(report.has_value());
    QVERIFY(report->stopped);
    QCOMPARE(report->files.size(), std::size_t{1});
  }

  // Whatever is cut out of the logs, changed in them or mixed, each line is counted once and no number is absurd.
  void brokenLogs() {
    std::vector<std::string> logs;
    for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(VIRGA_TEST_DATA) / "logs")) {
      std::ifstream in(file.path(), std::ios::binary);
      logs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    const std::string marks = "{}[]\",:\\\n\r\t 0e-";
    std::mt19937 random(1);
    const auto below = [&](std::size_t count) { return random() % std::max<std::size_t>(count, 1); };
    for (int round = 0; round < 400; ++round) {
      std::string text = logs[below(logs.size())];
      for (std::size_t changes = 1 + below(6); changes > 0 && !text.empty(); --changes) {
        const std::size_t at = below(text.size());
        switch (below(5)) {
          case 0: text.resize(at); break;
          case 1: text.erase(at, below(40)); break;
          case 2: text[at] = marks[below(marks.size())]; break;
          case 3: text[at] = static_cast<char>(below(256)); break;
          default: text.insert(at, logs[below(logs.size())].substr(below(200), below(300))); break;
        }
      }
      const auto read = readText(text);  // checks the sums
      for (const auto& kept : read.records)
        for (const auto& amount :
             {kept.record.durationMs, kept.record.latencyMs, kept.record.initMs, kept.record.maxMemoryMib})
          if (amount) QVERIFY(std::isfinite(*amount) && *amount >= 0);
    }
  }
};

QTEST_GUILESS_MAIN(LogReadersTest)
#include "log_readers_test.moc"
