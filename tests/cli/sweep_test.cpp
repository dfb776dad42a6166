#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include "tests/cli/program.h"

using namespace virga::test;

namespace {

constexpr auto kProject =
    "virga: 1\n"
    "name: Shop\n"
    "target: {provider: aws, region: us-east-1}\n"
    "components:\n"
    "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 5/s}}}]}\n"
    "  work: {kind: function, runtime: python3.12, memory: 512 MiB, timeout: 30 s, steps: [{compute: 20 ms}]}\n";

}  // namespace

class SweepVerbTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(write(path("shop.virga.yaml"), kProject));
  }

  void showsAndKeepsThePoints() {
    const auto outcome = runVirga(
        arguments() + QStringList{"--csv", path("points.csv"), "--figure", "work.duration.mean", "--figure", "cost"});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY2(outcome.out.contains("work.duration_ms.mean"), outcome.out.constData());
    // A point for each memory; the header; the line behind the last one.
    const auto lines = content(path("points.csv")).split('\n');
    QCOMPARE(lines.size(), 5);
    // At 512 MiB a function has 512/1769 of a vCPU, at twice that half the time.
    QVERIFY2(lines[1].startsWith("0,512MiB,,69."), lines[1].constData());
    QVERIFY2(lines[2].startsWith("1,1024MiB,,34.5"), lines[2].constData());
    QVERIFY2(lines[3].startsWith("2,1769MiB,,20"), lines[3].constData());
    const auto again = runVirga(arguments());
    QVERIFY2(again.err.contains("3 of 3 points were there already"), again.err.constData());
    const auto other = runVirga(arguments() + QStringList{"--seed", "2"});
    QCOMPARE(other.exitCode, 2);
    QVERIFY2(other.err.contains("another sweep"), other.err.constData());
  }

  void saysWhichInputMatters() {
    const auto outcome = runVirga({"sweep", path("shop.virga.yaml"), "--vary", "work.steps.0.compute=10 ms..50 ms", "--vary",
                                   "users.sends.0.arrivals.poisson.rate=1/s..2/s", "--points", "morris", "--samples", "4",
                                   "--duration", "2min", "--figure", "work.duration.mean"});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY2(outcome.out.contains("effect on work.duration_ms.mean"), outcome.out.constData());
  }

  void anArrayOfTasksMakesTheSame() {
    QCOMPARE(runVirga(arguments() + QStringList{"--store", path("whole.virga-sweep")}).exitCode, 0);
    const auto script = runVirga(arguments() + QStringList{"--emit", "slurm", "--tasks", "2"});
    QVERIFY2(script.exitCode == 0, script.err.constData());
    QVERIFY(script.out.contains("#SBATCH --array=1-2\n"));
    QVERIFY(write(path("shop.sbatch"), script.out));
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH", QFileInfo(VIRGA_PROGRAM).path() + ":" + environment.value("PATH"));
    for (const auto* task : {"2", "1"}) {
      environment.insert("SLURM_ARRAY_TASK_ID", task);
      QProcess bash;
      bash.setProcessEnvironment(environment);
      bash.setWorkingDirectory(folder_->path());
      bash.start("bash", {"shop.sbatch"});
      QVERIFY(bash.waitForFinished(60'000));
      QVERIFY2(bash.exitCode() == 0, bash.readAllStandardError().constData());
    }
    const auto lost = runVirga({"merge", path("shop-2-of-2.virga-sweep"), "--output", path("merged.virga-sweep")});
    QCOMPARE(lost.exitCode, 2);
    QVERIFY2(lost.err.contains("shard 1/2 is missing"), lost.err.constData());
    const auto merged = runVirga(
        {"merge", path("shop-1-of-2.virga-sweep"), path("shop-2-of-2.virga-sweep"), "--output", path("merged.virga-sweep")});
    QVERIFY2(merged.exitCode == 0, merged.err.constData());
    QVERIFY(content(path("merged.virga-sweep")) == content(path("whole.virga-sweep")));
  }

  void refuses() {
    const auto expect = [&](const QStringList& arguments, const char* says) {
      const auto outcome = runVirga(QStringList{"sweep", path("shop.virga.yaml")} + arguments);
      QCOMPARE(outcome.exitCode, 2);
      QVERIFY2(outcome.err.contains(says), outcome.err.constData());
    };
    expect({}, "--vary is missing");
    expect({"--vary", "work.memory"}, "PATH=VALUES");
    expect({"--vary", "wrok.memory=1GiB,2GiB"}, "did you mean");
    expect({"--vary", "work.memroy=1GiB,2GiB"}, "memory");
    expect({"--vary", "work.memory=1GiB,2GiB", "--points", "sobl"}, "did you mean 'sobol'");
    expect({"--vary", "work.memory=1GiB,2GiB", "--shard", "3/2"}, "K/N");
    expect({"--vary", "work.memory=1GiB,2GiB", "--emit", "slrum"}, "did you mean 'slurm'");
    expect({"--vary", "work.memory=1GiB,2GiB", "--emit", "slurm", "--tasks", "1"}, "from 2 to 10000");
    QVERIFY(!QFileInfo::exists(path("shop.virga-sweep")));
  }

 private:
  QString path(const char* name) const { return folder_->filePath(QString::fromLatin1(name)); }
  QStringList arguments(QString file = {}) const {
    return {"sweep",      file.isEmpty() ? path("shop.virga.yaml") : file,
            "--vary",     "work.memory=512MiB,1024MiB,1769MiB",
            "--duration", "5min"};
  }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(SweepVerbTest)
#include "sweep_test.moc"
