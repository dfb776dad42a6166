#include <QTemporaryDir>

#include "model/project/project_file.h"
#include "tests/cli/program.h"

using namespace virga::test;

class CliAlarmsTest : public QObject {
  Q_OBJECT

  QByteArray tiny_ = QByteArray(kTiny) +
                     "  broken: {duration: 30 min, faults: [{component: work, from: 10 min, to: 20 min, errors: 100%}]}\n";

 private slots:
  void proposesAndWrites() {
    QTemporaryDir folder;
    const auto file = folder.filePath("tiny.virga.yaml"), other = folder.filePath("watched.virga.yaml");
    QVERIFY(write(file, "# mine\n" + tiny_));
    const QStringList command = {"alarms", file, "--duration", "2h", "--replications", "2", "--detect", "broken"};
    const auto table = runVirga(command);
    QVERIFY2(table.exitCode == 0, table.err.constData());
    QVERIFY2(table.out.contains("error-share") && table.out.contains("replications without a false alarm"),
             table.out.constData());
    QVERIFY2(table.out.contains("after 3 min"), table.out.constData());  // every request fails for three periods
    QVERIFY2(table.out.contains("work latency-p99: Lambda doesn't measure"), table.out.constData());

    const auto asJson = json(runVirga(command + QStringList{"--json", "-", "--output", other}).out);
    QCOMPARE(at(asJson, {"counted_s"}).toDouble(), 4 * 3600.0);
    const auto written = content(other);
    QVERIFY(written.startsWith("# mine\n"));
    const auto project = virga::model::readProject(written.toStdString(), "watched.virga.yaml");
    QVERIFY(project);
    QCOMPARE(static_cast<qsizetype>(project->alarms.size()), at(asJson, {"alarms"}).toArray().size());
    QCOMPARE(runVirga(command + QStringList{"--output", other}).exitCode, 2);  // it exists now
    QCOMPARE(runVirga({"check", other}).exitCode, 0);
    // What the project has stays, so nothing is added once more.
    QVERIFY(runVirga(command.mid(0, 1) + QStringList{other} + command.mid(2) + QStringList{"--output", other, "--force"})
                .err.contains("0 of "));
    QCOMPARE(content(other), written);
  }

  void refusesBadCommandLines_data() {
    badCommandLineColumns();
    badCommandLine("rate", {"alarms", kExample, "--per-month", "0"}, "above 0");
    badCommandLine("period", {"alarms", kExample, "--period", "1 s"}, "--period: from 10 s");
    badCommandLine("scenario", {"alarms", kExample, "--detect", "never-heard-of"}, "never-heard-of");
  }
  void refusesBadCommandLines() { expectRefusal(); }

  void wantsFaultsToDetect() {
    const auto outcome = runVirga({"alarms", "-", "--duration", "10min", "--detect", "other", "--replications", "1"}, tiny_);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.err.contains("has no faults to detect"), outcome.err.constData());
  }
};

QTEST_GUILESS_MAIN(CliAlarmsTest)
#include "alarms_test.moc"
