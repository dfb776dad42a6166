#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/program.h"

using namespace virga::test;

class LessonsTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  QString written(const QByteArray& condition) {
    const auto path = folder_.filePath("own.lesson.yaml");
    const QByteArray project = QDir(QStringLiteral(VIRGA_SOURCE "/resources/examples")).absolutePath().toUtf8();
    write(path, "lesson: own\ntitle: Own\nsentence: Of a trainer.\nproject: " + project +
                    "/order-intake.virga.yaml\nsteps:\n  - title: One\n    text: Do it.\n    until:\n      - " + condition +
                    "\n");
    return path;
  }

 private slots:
  void listsThemTheIdFirst() {
    const auto outcome = runVirga({"lessons"});
    QCOMPARE(outcome.exitCode, 0);
    const auto lines = QString::fromUtf8(outcome.out).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 8);
    QVERIFY2(lines.at(3).startsWith("first-drawing"), outcome.out);
    QVERIFY(lines.at(3).contains("A first drawing"));
    QVERIFY(lines.at(3).contains("10 min"));
  }

  void printsTheStepsOfOne() {
    const auto outcome = runVirga({"lessons", "cold-starts"});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(outcome.out.startsWith("Cold starts and what helps\n"));
    QVERIFY(outcome.out.contains("\n2. Run it\n"));
    QVERIFY(outcome.out.contains("scenario: quiet"));
    QVERIFY(outcome.out.contains("until: The function starts from a snapshot"));
  }

  void namesTheNearest() {
    const auto outcome = runVirga({"lessons", "cold-strats"});
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.err.contains("did you mean 'cold-starts'?"), outcome.err);
  }

  void checksALesson() {
    const auto good = runVirga({"check", written("ran: sale")});
    QCOMPARE(good.exitCode, 0);
    QVERIFY2(good.out.contains("a lesson of 1 step: no problems"), good.out);
    const auto unread = runVirga({"check", written("ran: sael")});
    QCOMPARE(unread.exitCode, 2);
    QVERIFY2(unread.err.contains("own.lesson.yaml:9:") && unread.err.contains("did you mean 'sale'?"), unread.err);
    const auto wrong = runVirga({"check", written("figure: checkout.latency.p98 < 1 s")});
    QCOMPARE(wrong.exitCode, 1);
    QVERIFY2(wrong.out.contains("own.lesson.yaml:9:") && wrong.out.contains("latency.p9"), wrong.out);
    QCOMPARE(runVirga({"check", written("ran: sale"), "--fix"}).exitCode, 2);
  }
};

QTEST_GUILESS_MAIN(LessonsTest)
#include "lessons_test.moc"
