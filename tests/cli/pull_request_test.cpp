#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "tests/cli/program.h"

using namespace virga::test;

namespace {

QByteArray project(const QByteArray& memory) {
  return "virga: 1\n"
         "name: Shop | web\n"
         "target: {provider: aws, region: us-east-1}\n"
         "components:\n"
         "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 5/s}}}]}\n"
         "  work: {kind: function, runtime: python3.12, memory: " +
         memory + ", timeout: 30 s, steps: [{compute: 40 ms}]}\n";
}

// The tag names and attributes in order: what a reader of XML makes of it.
QStringList elements(const QByteArray& text, QString& error) {
  QStringList found;
  QXmlStreamReader reader(text);
  while (!reader.atEnd())
    if (reader.readNext() == QXmlStreamReader::StartElement) {
      QString element = reader.name().toString();
      for (const auto& attribute : reader.attributes())
        element += " " + attribute.name().toString() + "=" + attribute.value().toString();
      found << element;
    }
  error = reader.errorString();
  return found;
}

}  // namespace

class PullRequestTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QVERIFY(write(path("base.virga.yaml"), project("512 MiB")));
    QVERIFY(write(path("shop.virga.yaml"), project("1024 MiB")));
  }

  void ciReadsTheVerdicts() {
    const auto outcome = run(
        {"--expect", "work.duration.mean < 500 ms", "--expect", "work.duration.mean < 1 ms", "--junit", path("report.xml")});
    QCOMPARE(outcome.exitCode, 1);
    QString error;
    const auto found = elements(content(path("report.xml")), error);
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QCOMPARE(found.size(), 5);
    QCOMPARE(found[0], "testsuites name=virga tests=2 failures=1 errors=0");
    QCOMPARE(found[1], "testsuite name=Shop | web, aws tests=2 failures=1 errors=0");
    QCOMPARE(found[2], "testcase name=work.duration.mean < 500 ms classname=Shop | web, aws");
    QCOMPARE(found[3], "testcase name=work.duration.mean < 1 ms classname=Shop | web, aws");
    QVERIFY(found[4].startsWith("failure type=expectation message="));
  }

  void reviewersSeeWhatChanges() {
    const auto outcome = run({"--expect", "work.cold-start-share < 90%", "--base", path("base.virga.yaml"), "--summary",
                              path("summary.md"), "--replications", "3"});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    const auto text = content(path("summary.md"));
    QVERIFY2(text.startsWith("## Virga: Shop \\| web\n"), text.constData());
    QVERIFY(text.contains("**All 1 expectations hold.**"));
    // Twice the memory: half the time and the same price for computing, and requests cost the same.
    QVERIFY2(text.contains("| users → work: latency\\_ms.p50 |"), text.constData());
    QVERIFY2(text.contains("| better |"), text.constData());
    QVERIFY(text.contains("The checks find the same as in the base.") || text.contains("### New problems") ||
            text.contains("### Problems mended"));
    // Each row of a table has as many cells as its head.
    for (const auto& line : text.split('\n'))
      if (line.startsWith("| ") && !line.contains("---")) {
        QByteArray plain = line;
        plain.replace("\\|", "");
        const auto bars = plain.count('|');
        QVERIFY2(bars == 4 || bars == 7, line.constData());
      }
  }

  void newProblemsAreTold() {
    QVERIFY(write(path("bad.virga.yaml"), project("100 MiB")));
    const auto outcome = runVirga(
        {"simulate", path("bad.virga.yaml"), "--duration", "2min", "--base", path("base.virga.yaml"), "--summary", "-"});
    QVERIFY2(outcome.out.contains("### New problems (1)"), outcome.out.constData());
    QVERIFY2(outcome.out.contains("- error at work.memory: "), outcome.out.constData());
  }

  void refuses() {
    QCOMPARE(run({"--base", path("none.virga.yaml"), "--summary", "-"}).exitCode, 2);
    QCOMPARE(run({"--junit", path("shop.virga.yaml")}).exitCode, 2);
    QCOMPARE(content(path("shop.virga.yaml")), project("1024 MiB"));
  }

 private:
  Outcome run(const QStringList& options) const {
    return runVirga(QStringList{"simulate", path("shop.virga.yaml"), "--duration", "2min"} + options);
  }
  QString path(const char* name) const { return folder_->filePath(QString::fromLatin1(name)); }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(PullRequestTest)
#include "pull_request_test.moc"
