#include <csignal>
#include <memory>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/program.h"

using namespace virga::test;

class SimulateTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void refusesBadCommandLines_data() {
    badCommandLineColumns();
    badCommandLine("misspelt option", {"simulate", kExample, "--sede", "1"}, "did you mean '--seed'?");
    badCommandLine("no file", {"simulate"}, "FILE");
    badCommandLine("unknown scenario", {"simulate", kExample, "--scenario", "sales"}, "did you mean 'sale'?");
    badCommandLine("no scenario named", {"simulate", kExample, "--scenario"}, "--scenario");
    badCommandLine("duration without unit", {"simulate", kExample, "--duration", "10"}, "--duration");
    badCommandLine("duration of nothing", {"simulate", kExample, "--duration", "0 s"}, "--duration");
    badCommandLine("longest duration", {"simulate", kExample, "--duration", "106751 d"}, "at most 36500 d");
    badCommandLine("negative duration", {"simulate", kExample, "--duration=-5min"}, "--duration");
    badCommandLine("seed isn't a number", {"simulate", kExample, "--seed", "one"}, "--seed");
    badCommandLine("seed is broken", {"simulate", kExample, "--seed", "1.5"}, "--seed");
    badCommandLine("negative seed", {"simulate", kExample, "--seed=-1"}, "--seed");
    badCommandLine("seed in another base", {"simulate", kExample, "--seed", "0x10"}, "--seed");
    badCommandLine("empty seed", {"simulate", kExample, "--seed", ""}, "--seed");
    badCommandLine("seed too large", {"simulate", kExample, "--seed", "18446744073709551616"}, "--seed");
    badCommandLine("two seeds", {"simulate", kExample, "--seed", "1", "--seed", "2"}, "--seed");
    badCommandLine("no replications", {"simulate", kExample, "--replications", "0"}, "--replications");
    badCommandLine("too many replications", {"simulate", kExample, "--replications", "10001"}, "--replications");
    badCommandLine("half a replication", {"simulate", kExample, "--replications", "1.5"}, "--replications");
    badCommandLine("negative threads", {"simulate", kExample, "--threads=-1"}, "--threads");
    badCommandLine("precision without sign", {"simulate", kExample, "--precision", "5"}, "--precision");
    badCommandLine("precision of nothing", {"simulate", kExample, "--precision", "0%"}, "--precision");
    badCommandLine("precision of all", {"simulate", kExample, "--precision", "100%"}, "--precision");
    badCommandLine("few batches", {"simulate", kExample, "--batch-means", "9"}, "from 10 to 100");
    badCommandLine("batches of replications", {"simulate", kExample, "--batch-means", "20", "--replications", "2"},
                   "not both");
    badCommandLine("batches with a precision", {"simulate", kExample, "--batch-means", "20", "--precision", "2%"},
                   "not both");
    badCommandLine("against without value", {"simulate", kExample, "--against", "checkout.memory"}, "PATH=VALUE");
    badCommandLine("against an unknown key", {"simulate", kExample, "--against", "checkout.memroy=1GiB"}, "memory");
    badCommandLine("set without value", {"simulate", kExample, "--set", "checkout.memory"}, "PATH=VALUE");
    badCommandLine("set without path", {"simulate", kExample, "--set", "=1GiB"}, "PATH=VALUE");
    badCommandLine("set of an unknown component", {"simulate", kExample, "--set", "chekout.memory=1GiB"}, "checkout");
    badCommandLine("set of an unknown key", {"simulate", kExample, "--set", "checkout.memroy=1GiB"}, "memory");
    badCommandLine("set to a wrong unit", {"simulate", kExample, "--set", "checkout.memory=1s"}, "memory");
    badCommandLine("expectation without operator", {"simulate", kExample, "--expect", "checkout.latency.p99"}, "--expect");
    badCommandLine("expectation without value", {"simulate", kExample, "--expect", "checkout.latency.p99 <"}, "--expect");
    badCommandLine("JSON into nowhere", {"simulate", kExample, "--json", "/nowhere/at/all.json"}, "/nowhere/at");
    badCommandLine("JSON and runs into one file", {"simulate", kExample, "--json", "/tmp/x", "--store", "/tmp/x"},
                   "--json and --store both go to /tmp/x");
    badCommandLine("traces into nowhere", {"simulate", kExample, "--traces", "/nowhere/at/all.json"}, "/nowhere/at");
    badCommandLine("traces into nothing", {"simulate", kExample, "--traces", ""}, "--traces");
    badCommandLine("traces in an unknown format", {"simulate", kExample, "--traces", "-", "--trace-format", "zipkin"},
                   "neither otlp nor chrome");
    badCommandLine("no traces", {"simulate", kExample, "--traces", "-", "--trace-count", "0"}, "from 1 to 1000");
    badCommandLine("too many traces", {"simulate", kExample, "--traces", "-", "--trace-count", "1001"}, "from 1 to 1000");
    badCommandLine("half a trace", {"simulate", kExample, "--traces", "-", "--trace-count", "1.5"}, "from 1 to 1000");
    badCommandLine("no executions", {"simulate", kExample, "--invocation-log", "-", "--invocation-count", "0"},
                   "from 1 to 1000000");
    badCommandLine("a log and traces in one", {"simulate", kExample, "--traces", "-", "--invocation-log", "-"}, "name two");
    badCommandLine("JSON and traces in one", {"simulate", kExample, "--traces", "-", "--json", "-"}, "name two");
    badCommandLine("JSON into a folder", {"simulate", kExample, "--json", "/"}, "folder");
  }
  void refusesBadCommandLines() { expectRefusal(); }

  void simulatesTheExampleIntoJson() {
    const auto outcome =
        runVirga({"simulate", kExample, "--scenario", "sale", "--duration", "6 min", "--replications", "2", "--json", "-"});
    QCOMPARE(outcome.exitCode, 0);
    const auto result = json(outcome.out);
    QCOMPARE(at(result, {"project"}).toString(), QStringLiteral("Order intake"));
    QCOMPARE(at(result, {"scenario"}).toString(), QStringLiteral("sale"));
    QCOMPARE(at(result, {"provider"}).toString(), QStringLiteral("aws"));
    QCOMPARE(at(result, {"region"}).toString(), QStringLiteral("us-east-1"));
    QCOMPARE(at(result, {"replications"}).toInt(), 2);
    QCOMPARE(at(result, {"warmup_s"}).toInt(), 300);
    for (const auto* figure :
         {"invocations", "cold_starts", "cold_start_share", "throttles", "errors", "timeouts", "retries"})
      QVERIFY2(at(result, {"components", "checkout", figure, "mean"}).isDouble(), figure);
    for (const auto* name : {"latency_ms", "duration_ms"})
      for (const auto* part : {"mean", "p50", "p90", "p95", "p99", "p999", "max"})
        QCOMPARE(at(result, {"components", "checkout", name, part, "ci95"}).toArray().size(), 2);
    for (const auto* figure : {"sent", "received", "deleted", "dead_lettered"})
      QVERIFY2(at(result, {"components", "receipts", figure, "mean"}).isDouble(), figure);
    QVERIFY(at(result, {"components", "receipts", "depth"}).isObject());
    QVERIFY(at(result, {"components", "receipts", "age_ms"}).isObject());
    QVERIFY(at(result, {"flows", "shoppers → api POST /orders", "requests", "mean"}).toDouble() > 0);
    QCOMPARE(at(result, {"bill", "currency"}).toString(), QStringLiteral("USD"));
    QVERIFY(at(result, {"bill", "total", "mean"}).toDouble() > 0);
    QVERIFY(!at(result, {"bill", "lines"}).toArray().isEmpty());
    QVERIFY(at(result, {"work", "events"}).toDouble() > 0);
  }

  void tellsAlikeFlowsApart() {
    auto text = QByteArray(kTiny);
    const QByteArray flow = "      - {to: work, arrivals: {constant: {rate: 10/s}}}\n";
    text.replace(flow, flow + "      - {to: work, arrivals: {constant: {rate: 30/s}}}\n");
    const auto flows = at(json(runVirga({"simulate", "-", "--json", "-"}, text).out), {"flows"}).toObject();
    QCOMPARE(flows.keys(), (QStringList{"users → work", "users → work (2)"}));
    const auto requests = [&](const char* name) { return at(flows, {name, "requests", "mean"}).toDouble(); };
    QVERIFY(requests("users → work (2)") > 2 * requests("users → work"));
  }

  void saysWhatTheProviderWouldRefuse() {
    const auto outcome = runVirga({"simulate", "-", "--set", "work.memory=64 GiB"}, kTiny);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.err.contains("virga: warning: work.memory: AWS takes 128 MiB to 10 GiB"), outcome.err.constData());
    QVERIFY(!runVirga({"simulate", "-"}, kTiny).err.contains("warning"));
    const auto other = runVirga({"simulate", "-", "--against", "work.memory=64 GiB"}, kTiny);
    QCOMPARE(other.exitCode, 0);
    QCOMPARE(other.err.count("warning: work.memory: AWS takes 128 MiB to 10 GiB"), 1);
  }

  void saysWhenThePrecisionIsOutOfReach() {
    const auto outcome =
        runVirga({"simulate", "-", "--precision", "1%", "--set", "users.sends.0.arrivals.constant.rate=0/s"}, kTiny);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.err.contains("nothing of 'users → work' was answered"), outcome.err.constData());
  }

  void keepsResultsAndMessagesApart() {
    const auto outcome = runVirga({"simulate", "-"}, kTiny);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.contains("work"));
    QVERIFY(outcome.out.contains("Bill"));
    QVERIFY(!outcome.out.contains("events/s"));
    QVERIFY(outcome.err.contains("events/s"));
    QVERIFY(!outcome.err.contains('\r'));
  }

  // 10/s evenly spaced for a minute, the first after a tenth of a second: 599 or 600 by whether the last instant counts.
  void countsWhatWasSent() {
    const auto outcome = runVirga({"simulate", "-", "--json", "-"}, kTiny);
    const double invocations = at(json(outcome.out), {"components", "work", "invocations", "mean"}).toDouble();
    QVERIFY2(invocations >= 599 && invocations <= 600, qPrintable(QString::number(invocations)));
  }

  void givesTheSameResultOnAnyNumberOfThreads() {
    const auto run = [](const char* threads) {
      auto result = json(runVirga({"simulate", kExample, "--duration", "10 min", "--replications", "3", "--threads", threads,
                                   "--json", "-"})
                             .out);
      auto work = result["work"].toObject();
      work.remove("wall_s");
      result["work"] = work;
      return result;
    };
    const auto one = run("1");
    QVERIFY(!one["components"].toObject().isEmpty());
    QCOMPARE(run("3"), one);
  }

  void judgesExpectations() {
    const auto holds =
        runVirga({"simulate", "-", "--expect", "work.throttles = 0", "--expect", "work.latency.p99 < 1 h"}, kTiny);
    QCOMPARE(holds.exitCode, 0);
    QVERIFY(holds.out.contains("ok: work.throttles = 0"));
    const auto fails =
        runVirga({"simulate", "-", "--expect", "work.latency.p99 < 1 us", "--expect", "cost < 1000000 $"}, kTiny);
    QCOMPARE(fails.exitCode, 1);
    QVERIFY(fails.out.contains("FAILED: work.latency.p99 < 1 us"));
    QVERIFY(fails.out.contains("ok: cost"));
  }

  void writesNothingIfAnExpectationMakesNoSense() {
    const auto out = folder_->filePath("result.json");
    const auto outcome = runVirga({"simulate", "-", "--json", out, "--expect", "work.trottles < 1"}, kTiny);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.err.contains("'throttles'"), outcome.err.constData());
    QVERIFY2(!outcome.err.contains("simulating"), outcome.err.constData());
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(!QFile::exists(out));
  }

  // What is set on the command line holds against the scenario's own setting.
  void setsValues() {
    const auto compute = [](const QStringList& more) {
      const auto outcome =
          runVirga(QStringList{"simulate", "-", "--scenario", "other", "--no-free-tier", "--json", "-"} + more, kTiny);
      for (const auto& line : at(json(outcome.out), {"bill", "lines"}).toArray())
        if (at(line, {"item"}) == QJsonValue("compute")) return at(line, {"amount"}).toDouble();
      return -1.0;
    };
    const double stated = compute({});
    const double larger = compute({"--set", "work.memory=2 GiB"});
    QVERIFY(stated > 0);
    QVERIFY(larger > stated);
  }

  void overwritesOnlyWhenForced() {
    const auto out = folder_->filePath("result.json");
    QVERIFY(write(out, "mine"));
    QCOMPARE(runVirga({"simulate", "-", "--json", out}, kTiny).exitCode, 2);
    QCOMPARE(content(out), QByteArray("mine"));
    QCOMPARE(runVirga({"simulate", "-", "--json", out, "--force"}, kTiny).exitCode, 0);
    QVERIFY(!json(content(out)).isEmpty());
    QCOMPARE(QDir(folder_->path()).entryList(QDir::Files | QDir::Hidden), QStringList{"result.json"});
  }

  // 600 requests in a minute: the slowest and the random ones are 3 to 6 traces, and none failed.
  void writesTraces() {
    const auto out = folder_->filePath("traces.json");
    const auto outcome = runVirga({"simulate", "-", "--traces", out, "--trace-count", "3"}, kTiny);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.out.contains("cold start at work"), outcome.out.constData());
    QSet<QString> traces;
    for (const auto& resource : at(json(content(out)), {"resourceSpans"}).toArray())
      for (const auto& span : at(resource, {"scopeSpans", "0", "spans"}).toArray())
        traces.insert(at(span, {"traceId"}).toString());
    QVERIFY(traces.size() >= 3 && traces.size() <= 6);
    QCOMPARE(runVirga({"simulate", "-", "--traces", out}, kTiny).exitCode, 2);
    QCOMPARE(runVirga({"simulate", "-", "--traces", out, "--force", "--trace-format", "chrome"}, kTiny).exitCode, 0);
    QVERIFY(!at(json(content(out)), {"traceEvents"}).toArray().isEmpty());
    QCOMPARE(QDir(folder_->path()).entryList(QDir::Files | QDir::Hidden), QStringList{"traces.json"});
  }

  void givesTracesStandardOutputToThemselves() {
    const auto outcome = runVirga({"simulate", "-", "--traces", "-", "--expect", "work.throttles = 0"}, kTiny);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(!at(json(outcome.out), {"resourceSpans"}).toArray().isEmpty());
    QVERIFY(outcome.err.contains("ok: work.throttles = 0"));
  }

  void saysWhatLatencyIsMadeOfWhereItIsTraced() {
    const auto causes = [](const QStringList& more) {
      const auto outcome = runVirga(QStringList{"simulate", "-", "--json", "-"} + more, kTiny);
      return at(json(outcome.out), {"flows", "users → work", "latency_causes"});
    };
    QVERIFY(causes({}).isUndefined());
    const auto traced = causes({"--traces", folder_->filePath("traces.json")});
    QCOMPARE(at(traced, {"slowest_requests"}).toInt(), 20);
    QCOMPARE(at(traced, {"random_requests"}).toInt(), 20);
    QCOMPARE(at(traced, {"shares", "0", "component"}).toString(), QStringLiteral("work"));
    for (const auto* key : {"share_of_mean", "share_of_slowest"}) QVERIFY(at(traced, {"shares", "0", key}).isDouble());
  }

  void neverOverwritesTheProject() {
    const auto project = folder_->filePath("tiny.virga.yaml");
    QVERIFY(write(project, kTiny));
    QCOMPARE(runVirga({"simulate", project, "--json", project, "--force"}).exitCode, 2);
    QCOMPARE(content(project), QByteArray(kTiny));
  }

  void comparesWithAnotherSetting() {
    const QStringList arguments{"simulate", "-", "--replications", "3", "--against", "work.memory=1 GiB"};
    const auto text = runVirga(arguments, kTiny);
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.out.contains("against work.memory=1 GiB"), text.out.constData());
    QVERIFY2(text.out.contains("users → work: latency mean"), text.out.constData());
    const auto result = json(runVirga(arguments + QStringList{"--json", "-"}, kTiny).out);
    QCOMPARE(at(result, {"against", "set"}).toObject().value("work.memory").toString(), QStringLiteral("1 GiB"));
    const auto pair = at(result, {"against", "flows", "users → work", "latency_ms", "mean"});
    // Twice the memory has twice the CPU: 20 ms of one vCPU at 1,769 MiB take 69 ms and 35 ms.
    QVERIFY(at(pair, {"difference", "mean"}).toDouble() > 30);
    QCOMPARE(at(pair, {"difference", "ci95"}).toArray().size(), 2);
    QCOMPARE(at(pair, {"this"}), at(result, {"flows", "users → work", "latency_ms", "mean", "mean"}));
  }

  void givesOneRunIntervals() {
    const auto run = json(runVirga({"simulate", "-", "--batch-means", "20", "--set",
                                    "users.sends.0.arrivals={poisson: {rate: 10/s}}", "--json", "-"},
                                   kTiny)
                              .out);
    QCOMPARE(at(run, {"intervals"}).toString(), QStringLiteral("batch-means"));
    QCOMPARE(at(run, {"components", "work", "invocations", "ci95"}).toArray().size(), 2);
    QVERIFY(runVirga({"simulate", "-", "--batch-means", "20"}, kTiny).out.contains("intervals by 20 batch means"));
  }

  void saysWhenAnAutomaticWarmupCannotBeFound() {
    auto text = QByteArray(kTiny);
    text.replace("minute: {duration: 1 min}", "minute: {duration: 2 s, warmup: auto}");
    const auto outcome = runVirga({"simulate", "-"}, text);
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.err.contains("warning: warmup: auto: 'users → work' has too few answers"), outcome.err.constData());
  }

  // What was simulated until then is shown and written, marked as a part; expectations aren't judged.
  void stopsOnInterrupt() {
    const auto out = folder_->filePath("result.json");
    QProcess process;
    process.setReadChannel(QProcess::StandardError);
    process.start(QStringLiteral(VIRGA_PROGRAM),
                  {"simulate", kExample, "--duration", "3000 d", "--json", out, "--expect", "cost < 0.01 $"});
    QVERIFY(process.waitForStarted());
    QByteArray messages;
    while (!messages.contains("simulating") && process.waitForReadyRead(60'000)) messages += process.readAllStandardError();
    QVERIFY2(messages.contains("simulating"), messages.constData());
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    const auto table = process.readAllStandardOutput();
    QVERIFY2(table.startsWith("PARTIAL: stopped after "), table.constData());
    QVERIFY2(table.contains("of 3000 d"), table.constData());
    QVERIFY(!table.contains("FAILED"));
    const auto result = json(content(out));
    QCOMPARE(at(result, {"partial"}), QJsonValue(true));
    const double simulated = at(result, {"simulated_s"}).toDouble();
    QVERIFY(simulated > 0 && simulated < 3000 * 86400.0);
    QVERIFY(at(result, {"bill", "total", "mean"}).toDouble() > 0);
    QCOMPARE(QDir(folder_->path()).entryList(QDir::Files | QDir::Hidden), QStringList{"result.json"});
  }

 private:
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(SimulateTest)
#include "simulate_test.moc"
