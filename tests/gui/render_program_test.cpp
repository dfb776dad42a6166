#include <QImage>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/program.h"
#include "ui/theme/theme.h"

using namespace virga::test;

// Drives `virga render` as a program: the drawing without a display.
class RenderProgramTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  static Outcome render(QStringList arguments, const QByteArray& input = {}) {
    arguments.prepend("render");
    return runVirga(arguments, input);
  }

  // Words drawn in an SVG.
  static bool says(const QByteArray& svg, const QByteArray& text) { return svg.contains('>' + text + '<'); }

 private slots:
  void anSvgNamesEveryComponent() {
    const auto file = folder_.filePath("drawing.svg");
    const auto ended = render({kExample, "--output", file});
    QVERIFY2(ended.exitCode == 0, ended.err);
    QSvgRenderer drawing(file);
    QVERIFY(drawing.isValid());
    const auto svg = content(file);
    for (const auto* id :
         {"shoppers", "api", "users", "checkout", "orders", "stock", "payments", "receipts", "receipts-dead", "mailer"})
      QVERIFY2(says(svg, id), id);
  }

  void theSameProjectGivesTheSameBytes() {
    const auto first = render({kExample, "--output", "-"}), second = render({kExample, "--output", "-"});
    QCOMPARE(first.exitCode, 0);
    QVERIFY(first.out.startsWith("<?xml"));
    QVERIFY(first.out == second.out);
  }

  void standardInputIsAProject() {
    const auto ended = render({"-", "--output", "-"}, kTiny);
    QVERIFY2(ended.exitCode == 0, ended.err);
    QVERIFY(says(ended.out, "users"));
    QVERIFY(says(ended.out, "work"));
  }

  void aPngTakesTheScale() {
    const auto small = folder_.filePath("small.png"), large = folder_.filePath("large.png");
    QCOMPARE(render({kExample, "--output", small}).exitCode, 0);
    QCOMPARE(render({kExample, "--output", large, "--scale", "2"}).exitCode, 0);
    const QSize once = QImage(small).size(), twice = QImage(large).size();
    QVERIFY(once.width() > 1000);
    QVERIFY(std::abs(twice.width() - 2 * once.width()) <= 1 && std::abs(twice.height() - 2 * once.height()) <= 1);
  }

  // 10/s for a minute at a function that lets 1 execution of a second in: nine of ten are refused.
  void aRunIsSeenOnTheDrawing() {
    const QStringList arguments{"-", "--output", "-", "--duration", "1min", "--run", "--caption"};
    const auto free = render(arguments, kTiny);
    QVERIFY2(free.exitCode == 0, free.err);
    QVERIFY(free.out.contains(" inst"));
    const auto alarm = virga::ui::Theme::instance().color(virga::ui::Role::error).name().toLatin1();
    QVERIFY(!free.out.contains(alarm));
    QVERIFY(says(free.out, "Tiny"));
    QVERIFY(free.out.contains("on aws, "));
    const auto limited =
        render(arguments + QStringList{"--set", "work.reserved-concurrency=1", "--set", "work.steps.0.compute=1s"}, kTiny);
    QVERIFY2(limited.exitCode == 0, limited.err);
    QVERIFY(limited.out.contains(alarm));
  }

  void darkIsDark() {
    const auto file = folder_.filePath("dark.png");
    QCOMPARE(render({kExample, "--output", file, "--dark"}).exitCode, 0);
    QVERIFY(QImage(file).pixelColor(2, 2).lightness() < 80);
  }

  void whatIsWrongIsSaid_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    const auto file = folder_.filePath("never.svg");
    QTest::newRow("no output") << QStringList{kExample} << QByteArray("--output");
    QTest::newRow("missing file") << QStringList{"missing.virga.yaml", "--output", file} << QByteArray("missing.virga.yaml");
    QTest::newRow("other format") << QStringList{kExample, "--output", folder_.filePath("never.jpg")}
                                  << QByteArray(".svg or .png");
    QTest::newRow("scenario without run") << QStringList{kExample, "--output", file, "--scenario", "sale"}
                                          << QByteArray("--run");
    QTest::newRow("unknown scenario") << QStringList{kExample, "--output", file, "--run", "--scenario", "winter"}
                                      << QByteArray("winter");
    QTest::newRow("unknown option") << QStringList{kExample, "--output", file, "--sepia"} << QByteArray("--sepia");
    QTest::newRow("bad duration") << QStringList{kExample, "--output", file, "--run", "--duration", "10"}
                                  << QByteArray("unit");
    QTest::newRow("too large") << QStringList{kExample, "--output", file, "--scale", "100"} << QByteArray("--scale");
    QTest::newRow("missing folder") << QStringList{kExample, "--output", folder_.filePath("no/such/x.svg")}
                                    << QByteArray("no/such");
  }
  void whatIsWrongIsSaid() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    const auto ended = render(arguments);
    QCOMPARE(ended.exitCode, 2);
    QVERIFY2(ended.err.contains(message), ended.err);
    QVERIFY(!QFile::exists(folder_.filePath("never.svg")));
    QVERIFY(!QFile::exists(folder_.filePath("never.jpg")));
  }

  void nothingIsOverwrittenUnasked() {
    const auto file = folder_.filePath("kept.svg");
    QVERIFY(write(file, "mine"));
    const auto refused = render({kExample, "--output", file});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(refused.err.contains("--force"));
    QCOMPARE(content(file), QByteArray("mine"));
    QCOMPARE(render({kExample, "--output", file, "--force"}).exitCode, 0);
    QVERIFY(content(file).contains("<svg"));
  }

  void itHelps() {
    const auto ended = render({"--help"});
    QCOMPARE(ended.exitCode, 0);
    QVERIFY(ended.out.contains("--caption"));
    QVERIFY(runVirga({"--help"}).out.contains("render"));
  }
};

QTEST_GUILESS_MAIN(RenderProgramTest)
#include "render_program_test.moc"
