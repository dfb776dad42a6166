#include <algorithm>

#include <signal.h>

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "model/project/project_file.h"
#include "ui/recovery/recovery_store.h"

using namespace virga;

namespace {

constexpr int kRounds = 30;
constexpr int kInterval = 250;  // ms between an edit and its snapshot
constexpr int kRoom = 1000;     // ms for a worker on a busy machine

int numberOf(const std::string& description) {
  return description.starts_with("edit ") ? std::stoi(description.substr(5)) : 0;
}

// What the program told before it was killed.
struct Log {
  struct Edit {
    int number;
    qint64 time;
  };
  std::vector<Edit> edits;
  int saved = 0;   // the last save that was told to be done
  int saving = 0;  // the last that began
  qint64 last = 0;

  explicit Log(const QString& file) {
    QFile text(file);
    if (!text.open(QIODevice::ReadOnly)) return;
    const auto lines = text.readAll().split('\n');
    for (const auto& line : lines) {
      const auto words = line.split(' ');
      if (words.size() != 3) continue;
      const int number = words[1].toInt();
      last = words[2].toLongLong();
      if (words[0] == "edit") edits.push_back({number, last});
      if (words[0] == "saving") saving = number;
      if (words[0] == "saved") saved = number;
    }
  }
};

}  // namespace

// A program that is killed while it edits and saves loses no file and little work.
class CrashTest : public QObject {
  Q_OBJECT

 private slots:
  void thirtyKills() {
    QTemporaryDir folder;
    const auto project = folder.filePath("shop.virga.yaml"), recovery = folder.filePath("recovery");
    QVERIFY(QFile::copy(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml", project));
    QVERIFY(QFile::setPermissions(project, QFile::ReadOwner | QFile::WriteOwner));
    const auto original = model::loadProject(project.toStdString()).value();
    QRandomGenerator random(20'261'126);
    int first = 1, saved = 0, snapshots = 0;
    for (int round = 0; round < kRounds; ++round) {
      const auto logFile = folder.filePath(QString("log-%1").arg(round));
      QProcess process;
      process.start(VIRGA_CRASH_VICTIM, {project, recovery, logFile, QString::number(kInterval),
                                         QString::number(random.generate()), QString::number(first)});
      QVERIFY(process.waitForStarted());
      QTRY_VERIFY_WITH_TIMEOUT(!Log(logFile).edits.empty(), 20'000);
      QTest::qWait(200 + random.bounded(2000));
      QCOMPARE(process.state(), QProcess::Running);
      QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGKILL), 0);
      QVERIFY(process.waitForFinished());

      const Log log(logFile);
      // The file is one of the saved states, whole: the last, or the one that was being written.
      const auto file = model::loadProject(project.toStdString());
      QVERIFY2(file, file ? "" : model::toText(file.error().front()).c_str());
      const int inFile = numberOf(file->description);
      QVERIFY2(inFile == std::max(saved, log.saved) || (inFile == log.saving && log.saving > log.saved),
               qPrintable(QString("round %1: file %2, saved %3 or %4, saving %5")
                              .arg(round)
                              .arg(inFile)
                              .arg(saved)
                              .arg(log.saved)
                              .arg(log.saving)));
      auto expected = original;
      expected.description = file->description;
      QVERIFY(*file == expected);

      // Saved or in the snapshot: every edit that is older than the interval.
      const auto leftovers = ui::RecoveryStore(recovery).leftovers();
      QVERIFY(leftovers.size() <= 1);
      int kept = inFile;
      if (!leftovers.empty()) {
        const auto& snapshot = leftovers.front();
        const auto value = model::readProject(snapshot.text, "snapshot");
        QVERIFY(value);
        expected.description = value->description;
        QVERIFY(*value == expected);
        QCOMPARE(snapshot.project, project);
        kept = std::max(kept, numberOf(value->description));
        QVERIFY(kept <= log.edits.back().number);
        ++snapshots;
        ui::RecoveryStore::remove(snapshot.file);
      }
      int lost = 0;
      for (const auto& [number, time] : log.edits)
        if (number > kept && log.last - time > kInterval + kRoom) ++lost;
      QVERIFY2(lost == 0, qPrintable(QString("round %1: %2 edits older than the interval are lost").arg(round).arg(lost)));
      saved = inFile;
      first = log.edits.back().number + 1;
    }
    // The rounds showed both: what was saved, and what only a snapshot kept.
    QVERIFY(saved > 0);
    QVERIFY(snapshots > 0);
  }
};

QTEST_GUILESS_MAIN(CrashTest)
#include "crash_test.moc"
