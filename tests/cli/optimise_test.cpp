#include <memory>

#include <QFileInfo>
#include <QTemporaryDir>

#include "tests/cli/program.h"

using namespace virga::test;

namespace {

constexpr auto kProject =
    "virga: 1\n"
    "name: Shop\n"
    "target: {provider: aws, region: us-east-1}\n"
    "components:\n"
    "  users: {kind: client, sends: [{to: work, arrivals: {constant: {rate: 10/s}}}]}\n"
    "  work:\n"
    "    kind: function\n"
    "    runtime: python3.12\n"
    "    memory: 1536 MiB # as ever\n"
    "    timeout: 30 s\n"
    "    steps: [{compute: 40.3 ms}]\n"
    "scenarios:\n"
    "  day: {duration: 2 min, warmup: 30 s}\n";

}  // namespace

class OptimiseVerbTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(write(path("shop.virga.yaml"), kProject));
  }

  void writesWhatItFinds() {
    const auto outcome = runVirga(QStringList{"optimise", path("shop.virga.yaml")} + goals() +
                                  QStringList{"--json", path("found.json"), "--output", path("found.virga.yaml")});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY2(outcome.out.contains("what was found beats the project: cost -"), outcome.out.constData());
    // What it costs at 768 MiB, 93 ms begun, is less than at 1,536 MiB, 47 ms begun.
    const auto project = content(path("found.virga.yaml"));
    QVERIFY2(project.contains("memory: 768 MiB # as ever\n"), project.constData());
    const auto found = json(content(path("found.json")));
    QCOMPARE(at(found, {"confirmation", "best", "0", "set", "work.memory"}).toString(), QString("768MiB"));
    QCOMPARE(at(found, {"confirmation", "best", "0", "against_start", "cost", "evidence"}).toString(), QString("better"));
    QCOMPARE(at(found, {"search", "points"}).toArray().size(), 4);
    const auto again = runVirga(QStringList{"optimise", path("shop.virga.yaml")} + goals() +
                                QStringList{"--output", path("found.virga.yaml")});
    QCOMPARE(again.exitCode, 2);
    QVERIFY2(again.err.contains("--force"), again.err.constData());
  }

  void failsWhereNothingKeepsTheConstraints() {
    const auto outcome =
        runVirga({"optimise", path("shop.virga.yaml"), "--minimise", "cost", "--subject-to", "work.duration.mean < 1 ms",
                  "--vary", "work.memory=512MiB,1GiB", "--output", path("none.virga.yaml"), "--most-replications", "2"});
    QVERIFY2(outcome.exitCode == 1, outcome.err.constData());
    QVERIFY2(outcome.out.contains("BROKEN"), outcome.out.constData());
    QVERIFY(!QFileInfo::exists(path("none.virga.yaml")));
  }

  void showsFrontsAndMemoryCurves() {
    const auto front = runVirga({"optimise", path("shop.virga.yaml"), "--minimise", "cost", "--minimise",
                                 "work.duration.mean", "--vary", "work.memory=768MiB,1024MiB", "--no-free-tier"});
    QVERIFY2(front.exitCode == 0, front.err.constData());
    QVERIFY2(front.out.contains("the project") && front.out.contains("768MiB"), front.out.constData());
    const auto curve = runVirga({"optimise", path("shop.virga.yaml"), "--power-tuning", "work", "--json", "-"});
    QVERIFY2(curve.exitCode == 0, curve.err.constData());
    QCOMPARE(json(curve.out).value("cheapest_mib").toDouble(), 128.0);
    QCOMPARE(json(curve.out).value("fastest_mib").toDouble(), 1769.0);
  }

  void refuses_data() {
    badCommandLineColumns();
    const auto with = [](const QStringList& arguments) { return QStringList{"optimise", kExample} + arguments; };
    const QStringList vary{"--vary", "checkout.memory=512MiB,1GiB"};
    badCommandLine("no goal", with(vary), "--minimise is missing");
    badCommandLine("nothing varies", with({"--minimise", "cost"}), "--vary is missing");
    badCommandLine("no figure", with(vary + QStringList{"--minimise", "latency"}), "names no figure of a component");
    badCommandLine("unknown figure", with(vary + QStringList{"--minimise", "checkout.latency.p98"}), "did you mean");
    badCommandLine("twice", with(vary + vary + QStringList{"--minimise", "cost"}), "stands there twice");
    badCommandLine("equality", with(vary + QStringList{"--minimise", "cost", "--subject-to", "checkout.errors = 0"}),
                   "< <= > or >=");
    badCommandLine("unit", with(vary + QStringList{"--minimise", "cost", "--subject-to", "checkout.latency.p95 < 5 MiB"}),
                   "checkout.latency.p95 < 5 MiB");
    badCommandLine("path", with({"--minimise", "cost", "--vary", "chekout.memory=1GiB,2GiB"}), "did you mean");
    badCommandLine("budget", with(vary + QStringList{"--minimise", "cost", "--budget", "0"}), "from 1 to 1000");
    badCommandLine("both", with(vary + QStringList{"--power-tuning", "checkout"}), "by itself");
    badCommandLine("no function", with({"--power-tuning", "shoppers"}), "known: checkout, mailer");
    badCommandLine("no winner",
                   with(vary + QStringList{"--minimise", "cost", "--minimise", "checkout.latency.p99", "--output", "-"}),
                   "takes one --minimise");
  }
  void refuses() { expectRefusal(); }

 private:
  QString path(const char* name) const { return folder_->filePath(QString::fromLatin1(name)); }
  static QStringList goals() {
    return {"--minimise",
            "cost",
            "--subject-to",
            "work.duration.mean < 100 ms",
            "--vary",
            "work.memory=512MiB,768MiB,1024MiB,1536MiB",
            "--no-free-tier",
            "--most-replications",
            "4"};
  }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(OptimiseVerbTest)
#include "optimise_test.moc"
