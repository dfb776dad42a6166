#include <cmath>
#include <random>

#include <QTemporaryDir>

#include "tests/cli/program.h"

using namespace virga::test;

namespace {

constexpr auto kProject =
    "virga: 1\n"
    "name: Shop\n"
    "target: {provider: aws, region: us-east-1}\n"
    "components:\n"
    "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 1/s}}}]}\n"
    "  work:\n"
    "    kind: function\n"
    "    runtime: python3.12\n"
    "    memory: 256 MiB  # by guess\n"
    "    steps:\n"
    "      - compute: 5 ms\n";

// Lines as CloudWatch exports them; the durations are lognormal of median 40 ms and sigma 0.4, ten a second.
QByteArray logLines(int count) {
  std::mt19937_64 engine(1);
  std::lognormal_distribution<double> duration(std::log(40), 0.4);
  std::exponential_distribution<double> gap(10);
  QByteArray text;
  double now = 0;
  for (int i = 0; i < count; ++i) {
    now += gap(engine);
    const auto ms = static_cast<int>(now * 1000);
    const double took = duration(engine);
    text += QStringLiteral(
                "2026-03-02T%1:%2:%3.%4Z REPORT RequestId: %5-2539-4c50-825d-1774bc00338c\tDuration: %6 ms\t"
                "Billed Duration: %7 ms\tMemory Size: 512 MB\tMax Memory Used: 77 MB\t\n")
                .arg(ms / 3'600'000, 2, 10, QLatin1Char('0'))
                .arg(ms / 60'000 % 60, 2, 10, QLatin1Char('0'))
                .arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'))
                .arg(ms % 1000, 3, 10, QLatin1Char('0'))
                .arg(i, 8, 16, QLatin1Char('0'))
                .arg(took, 0, 'f', 2)
                .arg(static_cast<int>(std::ceil(took)))
                .toUtf8();
  }
  return text;
}

}  // namespace

class CalibrateVerbTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(write(path("shop.virga.yaml"), kProject));
    QVERIFY(write(path("work.log"), logLines(5'000) + "REPORT RequestId: torn off\n"));
  }

  void writesWhatTheLogsSayAndKeepsTheRest() {
    const auto outcome = runVirga({"calibrate", path("shop.virga.yaml"), "--logs", path("work.log"), "--output",
                                   path("learnt.virga.yaml"), "--json", path("learnt.json")});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    const auto text = content(path("learnt.virga.yaml"));
    QVERIFY2(text.contains("512 MiB"), text.constData());
    QVERIFY2(text.contains("lognormal"), text.constData());
    QVERIFY2(text.contains("memory-used: 77 MiB"), text.constData());
    QVERIFY(text.contains("name: Shop\ntarget: {provider: aws, region: us-east-1}\n"));
    QVERIFY(outcome.out.contains("can't tell"));
    const auto document = json(content(path("learnt.json")));
    const auto tried = at(document, {"functions", "0", "duration", "tried", "0"});
    QCOMPARE(at(tried, {"law"}).toString(), QStringLiteral("lognormal"));
    QVERIFY(std::abs(at(tried, {"parameters_ms", "median", "value"}).toDouble() / 40 - 1) < 0.05);
    QVERIFY(std::abs(at(tried, {"parameters_ms", "sigma", "value"}).toDouble() / 0.4 - 1) < 0.05);
    QVERIFY(std::abs(at(document, {"functions", "0", "arrivals", "per_s", "value"}).toDouble() / 10 - 1) < 0.06);
    QCOMPARE(at(document, {"logs", "unparsable"}).toArray().size(), 1);
    QVERIFY2(outcome.out.contains("torn off"), outcome.out.constData());
    QCOMPARE(runVirga({"check", path("learnt.virga.yaml")}).exitCode, 0);
  }

  void writesNothingWithoutAnOutput() {
    const auto outcome = runVirga({"calibrate", path("shop.virga.yaml"), "--logs", path("work.log")});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(content(path("shop.virga.yaml")), QByteArray(kProject));
    QVERIFY(outcome.out.contains("proposed"));
  }

  void refuses() {
    const auto project = path("shop.virga.yaml"), log = path("work.log");
    QVERIFY(write(path("words.txt"), "nothing of the kind\n"));
    const auto expect = [](const QStringList& arguments, const char* says) {
      const auto outcome = runVirga(arguments);
      QCOMPARE(outcome.exitCode, 2);
      QVERIFY2(outcome.err.contains(says), outcome.err.constData());
    };
    expect({"calibrate", project, "--logs", log, "--output", project}, "--force");
    expect({"calibrate", project, "--logs", path("none.log")}, "none.log");
    expect({"calibrate", project, "--logs", path("words.txt")}, "no invocation in the logs");
    expect({"calibrate", project, "--logs", log, "--map", "x=wrok"}, "did you mean 'work'");
    expect({"calibrate", project, "--logs", log, "--map", "x"}, "--map x");
  }

 private:
  QString path(const char* name) const { return folder_->filePath(QString::fromLatin1(name)); }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(CalibrateVerbTest)
#include "calibrate_test.moc"
