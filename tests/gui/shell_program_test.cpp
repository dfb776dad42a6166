#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

// Drives the workbench as a program: what it paints and how it ends.
class ShellProgramTest : public QObject {
  Q_OBJECT

 private:
  struct Ended {
    int exitCode = -1;
    QString output, messages;
  };
  static Ended run(const QStringList& arguments) {
    QProcess process;
    process.start(VIRGA_WORKBENCH, arguments);
    if (!process.waitForFinished(120'000)) return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
  }
  const QString example_ = QStringLiteral(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");
  QTemporaryDir folder_;

 private slots:
  void itPaintsTheWindowIntoAFile() {
    const auto file = folder_.filePath("window.png");
    QCOMPARE(run({example_, "--screenshot", file, "--size", "900x600"}).exitCode, 0);
    QCOMPARE(QImage(file).size(), QSize(900, 600));
  }

  void itSimulatesBeforeItPaints() {
    const auto still = folder_.filePath("still.png"), simulated = folder_.filePath("simulated.png");
    QCOMPARE(run({example_, "--screenshot", still, "--tab", "simulation"}).exitCode, 0);
    const auto ended = run({example_, "--screenshot", simulated, "--run", "--duration", "1min"});
    QVERIFY2(ended.exitCode == 0, qPrintable(ended.messages));
    QVERIFY(QImage(still) != QImage(simulated));
  }

  void itComparesBeforeItPaints() {
    const auto still = folder_.filePath("nothing.png");
    QCOMPARE(run({example_, "--screenshot", still, "--tab", "compare"}).exitCode, 0);
    QSet<QByteArray> pictures;
    for (const auto* view : {"table", "cost", "latency", "traffic"}) {
      const auto file = folder_.filePath(QString("compare-%1.png").arg(view));
      const auto ended =
          run({example_, "--screenshot", file, "--tab", "compare", "--run", "--duration", "1min", "--compare-view", view});
      QVERIFY2(ended.exitCode == 0, qPrintable(ended.messages));
      QVERIFY(QImage(file) != QImage(still));
      QFile picture(file);
      QVERIFY(picture.open(QIODevice::ReadOnly));
      pictures.insert(picture.readAll());
    }
    QCOMPARE(pictures.size(), 4);
  }

  void darkIsDark() {
    const auto light = folder_.filePath("light.png"), dark = folder_.filePath("dark.png");
    QCOMPARE(run({example_, "--screenshot", light}).exitCode, 0);
    QCOMPARE(run({example_, "--screenshot", dark, "--dark"}).exitCode, 0);
    QVERIFY(QImage(light).pixelColor(5, 5).lightness() > 200);
    QVERIFY(QImage(dark).pixelColor(5, 5).lightness() < 80);
  }

  void whatIsWrongIsSaid_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    const auto file = folder_.filePath("never.png");
    QTest::newRow("missing file") << QStringList{"missing.virga.yaml", "--screenshot", file} << "missing.virga.yaml";
    QTest::newRow("unknown scenario") << QStringList{example_, "--screenshot", file, "--run", "--scenario", "winter"}
                                      << "winter";
    QTest::newRow("unknown component") << QStringList{example_, "--screenshot", file, "--select", "nobody"} << "nobody";
    QTest::newRow("unknown tab") << QStringList{example_, "--screenshot", file, "--tab", "costs"} << "costs";
    QTest::newRow("bad size") << QStringList{example_, "--screenshot", file, "--size", "wide"} << "1280x860";
    QTest::newRow("bad duration") << QStringList{example_, "--screenshot", file, "--run", "--duration", "10"} << "unit";
    QTest::newRow("missing overlay") << QStringList{example_, "--screenshot", file, "--catalog-overlay", "none.yaml"}
                                     << "none.yaml";
    QTest::newRow("overlay that is none") << QStringList{example_, "--screenshot", file, "--catalog-overlay", example_}
                                          << "order-intake.virga.yaml:";
    QTest::newRow("run without screenshot") << QStringList{example_, "--run"} << "--screenshot";
    QTest::newRow("folder of the picture is missing")
        << QStringList{example_, "--screenshot", folder_.filePath("no/such/x.png")} << "no/such/x.png";
  }
  void whatIsWrongIsSaid() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, message);
    const auto ended = run(arguments);
    QCOMPARE(ended.exitCode, 2);
    QVERIFY2(ended.messages.contains(message), qPrintable(ended.messages));
    QVERIFY(!QFile::exists(folder_.filePath("never.png")));
  }

  void itTellsItsVersion() {
    const auto ended = run({"--version"});
    QCOMPARE(ended.exitCode, 0);
    QVERIFY(ended.output.startsWith("virga-workbench "));
  }
};

QTEST_MAIN(ShellProgramTest)
#include "shell_program_test.moc"
