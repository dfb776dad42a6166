#include <memory>

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/program.h"

using namespace virga::test;

class HistoryTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  QString project_, runs_;

  Outcome simulate(const QStringList& more = {}) {
    return runVirga(QStringList{"simulate", project_, "--store", runs_} + more);
  }
  Outcome history(const QStringList& more = {}) { return runVirga(QStringList{"history", runs_} + more); }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    project_ = folder_->filePath("tiny.virga.yaml");
    runs_ = folder_->filePath("tiny.virga-runs");
    QVERIFY(write(project_, QByteArray(kTiny) + "# a remark at the end\n"));
  }

  void refusesBadCommandLines_data() {
    badCommandLineColumns();
    badCommandLine("no file", {"history"}, "RUNS");
    badCommandLine("no such file", {"history", "/nowhere/at.all"}, "no such file");
    badCommandLine("a project", {"history", kExample}, "isn't a file of kept runs");
    badCommandLine("a folder", {"history", "/"}, "folder");
    badCommandLine("misspelt option", {"history", "r", "--compar", "1", "2"}, "did you mean '--compare'?");
    badCommandLine("one to compare", {"history", "r", "--compare", "1"}, "--compare");
    badCommandLine("two actions", {"history", "r", "--show", "1", "--delete", "1"}, "excludes");
    badCommandLine("JSON of what shows nothing", {"history", "r", "--delete", "1", "--json", "-"}, "excludes");
    badCommandLine("design without output", {"history", "r", "--design", "1"}, "--output");
    badCommandLine("output without design", {"history", "r", "--output", "o"}, "--design");
    badCommandLine("store in nowhere", {"simulate", kExample, "--store", "/nowhere/at/all"}, "/nowhere/at");
    badCommandLine("store in a folder", {"simulate", kExample, "--store", "/"}, "folder");
    badCommandLine("store over a project", {"simulate", kExample, "--store", kExample}, "isn't a file of kept runs");
  }
  void refusesBadCommandLines() { expectRefusal(); }

  void runsAreListedWithTheirFigures() {
    const auto result = simulate({"--json", "-"});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.err.contains("kept as run 1"));
    QCOMPARE(simulate({"--scenario", "other", "--seed", "18446744073709551615", "--replications", "2"}).exitCode, 0);
    const auto listed = history({"--json", "-"});
    QCOMPARE(listed.exitCode, 0);
    const auto list = json(listed.out);
    QCOMPARE(at(list, {"runs"}).toArray().size(), 2);
    QCOMPARE(at(list, {"runs", "0", "run"}).toInt(), 2);
    QCOMPARE(at(list, {"runs", "0", "scenario"}).toString(), QStringLiteral("other"));
    QVERIFY(listed.out.contains("18446744073709551615"));
    QCOMPARE(at(list, {"runs", "1", "figures", "p95_ms"}),
             at(json(result.out), {"flows", "users → work", "latency_ms", "p95", "mean"}));
    QCOMPARE(at(list, {"runs", "1", "figures", "cost_per_month"}), at(json(result.out), {"bill", "total", "mean"}));
    const auto table = history();
    QCOMPARE(table.exitCode, 0);
    QCOMPARE(table.out.count('\n'), 3);
    QVERIFY(table.out.contains("minute") && table.out.contains("other") && table.out.contains("USD"));
  }

  void aRunIsShownAsItWas() {
    const auto first = simulate({"--json", "-"});
    const auto shown = history({"--show", "1", "--json", "-"});
    QCOMPARE(shown.exitCode, 0);
    QCOMPARE(shown.out, first.out);  // to the byte, with the time it took
    const auto report = runVirga({"simulate", project_});
    const auto text = history({"--show", "1"});
    QVERIFY(text.out.endsWith(report.out));
    QVERIFY(text.out.startsWith("run 1: "));
    QCOMPARE(history({"--show", "2"}).exitCode, 2);
    QCOMPARE(history({"--show", "one"}).exitCode, 2);
  }

  void theExactDesignComesBack() {
    simulate({"--set", "work.memory=1GiB"});
    const auto out = folder_->filePath("back.virga.yaml");
    QCOMPARE(history({"--design", "1", "--output", out}).exitCode, 0);
    const auto design = content(out);
    QVERIFY(design.contains("memory: 1 GiB"));
    QVERIFY(design.contains("# a remark at the end"));
    QCOMPARE(history({"--design", "1", "--output", out}).exitCode, 2);
    QCOMPARE(history({"--design", "1", "--output", out, "--force"}).exitCode, 0);
    auto again = json(runVirga({"simulate", out, "--json", "-"}).out);
    auto kept = json(history({"--show", "1", "--json", "-"}).out);
    for (auto* result : {&again, &kept}) result->remove("work");
    QVERIFY(again == kept);
  }

  // The differences are those of the two results' own figures.
  void twoRunsAreCompared() {
    const auto small = json(simulate({"--replications", "4", "--json", "-"}).out);
    const auto large = json(simulate({"--replications", "4", "--set", "work.memory=2GiB", "--json", "-"}).out);
    const auto compared = history({"--compare", "1", "2", "--json", "-"});
    QCOMPARE(compared.exitCode, 0);
    const auto difference = json(compared.out);
    QVERIFY(at(difference, {"paired"}).toBool());
    const QStringList p95 = {"flows", "users → work", "latency_ms", "p95", "mean"};
    const double before = at(small, p95).toDouble(), after = at(large, p95).toDouble();
    QVERIFY(after < before);
    const auto change = at(difference, {"flows", "users → work", "latency_ms.p95"});
    QVERIFY(qAbs(at(change, {"difference", "mean"}).toDouble() - (after - before)) < 1e-9);
    QVERIFY(qAbs(at(change, {"relative"}).toDouble() - (after - before) / before) < 1e-9);
    QCOMPARE(at(change, {"change"}).toString(), QStringLiteral("better"));
    QVERIFY(at(change, {"difference", "ci95", "1"}).toDouble() < 0);
    const auto verdict = at(difference, {"verdict"}).toString();
    const auto percent = QString::number((before - after) / before * 100, 'f', 1);
    QVERIFY2(verdict.startsWith("p95 " + percent) && verdict.contains("lower") && verdict.contains("throttles 0"),
             qPrintable(verdict));
    const auto text = history({"--compare", "1", "2"});
    QVERIFY(text.out.contains(verdict.toUtf8()));
    QVERIFY(text.out.contains("better"));
    QVERIFY2(text.out.contains("work: cost per month, USD"), text.out.constData());
  }

  void aRunAgainstItselfHasNoDifference() {
    simulate();
    simulate();
    const auto difference = json(history({"--compare", "1", "2", "--json", "-"}).out);
    for (const auto& part : {at(difference, {"flows", "users → work"}), at(difference, {"components", "work"})})
      for (const auto& figure : part.toObject())
        QVERIFY(at(figure, {"change"}).toString() == "same" || at(figure, {"change"}).toString() == "not observed in both");
    QCOMPARE(at(difference, {"verdict"}).toString(), QStringLiteral("p95 the same, cost the same, throttles 0."));
  }

  // Other seeds, the same design: chance alone is not told as a difference.
  void chanceIsNotToldAsADifference() {
    write(project_, QByteArray(kTiny).replace("compute: 20 ms", "compute: {exponential: {mean: 20 ms}}"));
    simulate({"--replications", "10"});
    simulate({"--replications", "10", "--seed", "2"});
    const auto difference = json(history({"--compare", "1", "2", "--json", "-"}).out);
    QVERIFY(!at(difference, {"paired"}).toBool());
    QCOMPARE(at(difference, {"flows", "users → work", "latency_ms.p95", "change"}).toString(), QStringLiteral("not shown"));
    QVERIFY(at(difference, {"verdict"}).toString().contains("no difference shown by 10 replications in p95"));
    simulate();
    simulate({"--seed", "2"});
    const auto single = at(json(history({"--compare", "3", "4", "--json", "-"}).out), {"verdict"}).toString();
    QVERIFY2(single.contains("doesn't tell by chance or not"), qPrintable(single));
  }

  void runsOfOtherLengthsAreRemarkedOn() {
    simulate();
    simulate({"--scenario", "other"});
    const auto text = history({"--compare", "1", "2"}).out;
    QVERIFY(text.contains("different lengths"));
    QVERIFY(text.contains("The scenarios differ: 'minute' and 'other'."));
  }

  void notesAreKeptAndRunsDeleted() {
    simulate();
    simulate();
    QCOMPARE(history({"--note", "1", "the first, with care"}).exitCode, 0);
    QVERIFY(history().out.contains("the first, with care"));
    QCOMPARE(history({"--delete", "2"}).exitCode, 0);
    QCOMPARE(history({"--delete", "2"}).exitCode, 2);
    QCOMPARE(history({"--note", "1", ""}).exitCode, 0);
    const auto list = json(history({"--json", "-"}).out);
    QCOMPARE(at(list, {"runs"}).toArray().size(), 1);
    QCOMPARE(at(list, {"runs", "0", "note"}).toString(), QString());
  }

  void aRunWhoseExpectationFailsIsKeptToo() {
    QCOMPARE(simulate({"--expect", "work.latency.p99 < 1 ms"}).exitCode, 1);
    QCOMPARE(at(json(history({"--json", "-"}).out), {"runs"}).toArray().size(), 1);
  }
};

QTEST_APPLESS_MAIN(HistoryTest)
#include "history_test.moc"
