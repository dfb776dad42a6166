#include <QDialog>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "model/edit/edit.h"
#include "model/io/file.h"
#include "model/project/project_file.h"
#include "ui/recovery/safe_keeping.h"
#include "ui/recovery/text_diff.h"
#include "ui/shell/main_window.h"

using namespace virga;
using namespace virga::ui;

namespace {

constexpr std::chrono::milliseconds kShort{20};

void edit(Document& document, const char* name = "queue") {
  document.apply("Add", model::addComponent(document.architecture(), name, {0, 0}));
}

QByteArray content(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& text) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(text);
}

SimulationRunner::Simulate never() {
  return [](const auto&, const auto&, const auto&, std::stop_token,
            const auto&) -> tl::expected<simulator::Result, simulator::SimulationFailure> { return simulator::Result{}; };
}

}  // namespace

class RecoveryTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  QString recovery_, project_;

  QStringList snapshots() const { return QDir(recovery_).entryList({"*.recovery"}, QDir::Files); }

  // A snapshot as a process that has ended left it.
  QString leave(const model::Architecture& value, const QString& project) {
    QProcess process;
    process.start("true", QStringList());
    process.waitForStarted();
    const auto pid = process.processId();
    process.waitForFinished();
    QDir().mkpath(recovery_);
    const QJsonObject header{{"virga-recovery", 1},
                             {"project", project},
                             {"base", "0"},
                             {"host", QSysInfo::machineHostName()},
                             {"pid", pid},
                             {"start", "1"},
                             {"time", "2026-11-26T10:00:00.000Z"}};
    const auto file = QDir(recovery_).filePath(QString("left-%1.recovery").arg(pid));
    write(file, QJsonDocument(header).toJson(QJsonDocument::Compact) + '\n' +
                    QByteArray::fromStdString(model::writeProject(value)));
    return file;
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    QCoreApplication::setOrganizationName("VirgaTest");
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_->filePath("settings"));
    recovery_ = folder_->filePath("state/recovery");
    project_ = folder_->filePath("shop.virga.yaml");
    write(project_, "# ours\n" + content(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"));
  }

  void anUnsavedEditIsKeptAndGoesWithTheSave() {
    Document document;
    QCOMPARE(document.open(project_), QString());
    const auto before = content(project_);
    Autosave autosave(&document, recovery_);
    autosave.setInterval(kShort);
    QTest::qWait(3 * static_cast<int>(kShort.count()));
    QVERIFY(snapshots().isEmpty());  // nothing to keep
    edit(document);
    QTRY_COMPARE(snapshots().size(), 1);
    QCOMPARE(content(project_), before);
    const auto kept = content(QDir(recovery_).filePath(snapshots().front()));
    QVERIFY(kept.contains("# ours"));
    const auto text = kept.mid(kept.indexOf('\n') + 1);
    QVERIFY(model::readProject(text.toStdString(), "kept").value() == document.architecture());
    const auto header = QJsonDocument::fromJson(kept.left(kept.indexOf('\n'))).object();
    QCOMPARE(header["project"].toString(), project_);
    QCOMPARE(header["pid"].toInteger(), QCoreApplication::applicationPid());
    QCOMPARE(header["base"].toString(), hashOf(before.toStdString()));
    // The next edit comes into the same file.
    edit(document, "topic");
    QTRY_VERIFY(content(QDir(recovery_).filePath(snapshots().front())).contains("topic:"));
    QCOMPARE(snapshots().size(), 1);
    QCOMPARE(document.save(project_), QString());
    QTRY_VERIFY(snapshots().isEmpty());
  }

  void anEditThatIsTakenBackNeedsNoSnapshot() {
    Document document;
    Autosave autosave(&document, recovery_);
    edit(document);
    autosave.flush();
    QCOMPARE(snapshots().size(), 1);
    document.undoStack().undo();
    QTRY_VERIFY(snapshots().isEmpty());
  }

  void aSnapshotThatCantBeWrittenIsToldOnce() {
    write(folder_->filePath("file"), "in the way");
    Document document;
    Autosave autosave(&document, folder_->filePath("file/recovery"));
    QSignalSpy failed(&autosave, &Autosave::failed);
    edit(document);
    autosave.flush();
    QTRY_COMPARE(failed.count(), 1);
    edit(document);
    autosave.flush();
    QTest::qWait(50);
    QCOMPARE(failed.count(), 1);
  }

  void onlySnapshotsOfTheDeadAreLeftOver() {
    Document document;
    Autosave autosave(&document, recovery_);
    edit(document);
    autosave.flush();
    QVERIFY(RecoveryStore(recovery_).leftovers().empty());  // this process lives
    const auto file = leave(document.architecture(), project_);
    write(QDir(recovery_).filePath("broken.recovery"), "not a snapshot");
    const auto found = RecoveryStore(recovery_).leftovers();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().file, file);
    QCOMPARE(found.front().project, project_);
  }

  void restoringIsAnUndoStepOverTheSavedFile() {
    auto unsaved = model::loadProject(project_.toStdString()).value();
    const auto saved = unsaved;
    unsaved = *model::addComponent(unsaved, "queue", {0, 0});
    const auto file = leave(unsaved, project_);
    MainWindow window(never());
    auto& safe = window.keepSafe(recovery_);
    safe.setAskLeftover([](const RecoverySnapshot&) { return RecoveryDialog::Choice::restore; });
    safe.offerLeftovers();
    QCOMPARE(window.document().filePath(), project_);
    QVERIFY(window.document().architecture() == unsaved);
    QVERIFY(window.document().isModified());
    QVERIFY(!QFile::exists(file));
    QCOMPARE(snapshots().size(), 1);  // this window's own
    QCOMPARE(window.document().undoStack().undoText(), "Restore unsaved work");
    window.document().undoStack().undo();
    QVERIFY(window.document().architecture() == saved);
  }

  void aProjectThatWasNeverSavedIsRestoredWithoutAFile() {
    auto unsaved = *model::addComponent(model::emptyProject(), "queue", {0, 0});
    leave(unsaved, {});
    MainWindow window(never());
    auto& safe = window.keepSafe(recovery_);
    safe.setAskLeftover([](const RecoverySnapshot&) { return RecoveryDialog::Choice::restore; });
    safe.offerLeftovers();
    QVERIFY(window.document().filePath().isEmpty());
    QVERIFY(window.document().architecture() == unsaved);
  }

  void leftoversCanWaitOrGo() {
    const auto first = leave(model::emptyProject(), project_), second = leave(model::emptyProject(), {});
    MainWindow window(never());
    auto& safe = window.keepSafe(recovery_);
    int asked = 0;
    safe.setAskLeftover([&](const RecoverySnapshot&) {
      return ++asked == 1 ? RecoveryDialog::Choice::later : RecoveryDialog::Choice::discard;
    });
    safe.offerLeftovers();
    QCOMPARE(asked, 2);
    QCOMPARE(QFile::exists(first) + QFile::exists(second), 1);
    QVERIFY(!window.document().isModified());
  }

  void theDialogComparesAndTakesTheAnswer() {
    auto unsaved = model::loadProject(project_.toStdString()).value();
    unsaved.name = "Another name";
    leave(unsaved, project_);
    RecoveryDialog dialog(RecoveryStore(recovery_).leftovers().front());
    dialog.show();
    QVERIFY(dialog.findChild<QLabel*>("recoveryText")->text().contains("shop.virga.yaml"));
    QTest::mouseClick(dialog.findChild<QPushButton*>("compareButton"), Qt::LeftButton);
    auto* diff = dialog.findChild<QDialog*>("diffDialog");
    QVERIFY(diff);
    const auto text = diff->findChild<QPlainTextEdit*>("diffText")->toPlainText();
    QVERIFY(text.contains("− name: Order intake"));
    QVERIFY(text.contains("+ name: Another name"));
    diff->close();
    QTest::mouseClick(dialog.findChild<QPushButton*>("discardButton"), Qt::LeftButton);
    QCOMPARE(dialog.choice(), RecoveryDialog::Choice::discard);
  }

  void linesThatBothTextsHaveStandOnce() {
    using Side = DiffLine::Side;
    QCOMPARE(diffLines("a\nb\nc", "a\nx\nc\nd"),
             (std::vector<DiffLine>{
                 {Side::both, "a"}, {Side::before, "b"}, {Side::after, "x"}, {Side::both, "c"}, {Side::after, "d"}}));
    QCOMPARE(diffLines("a\na", "a"), (std::vector<DiffLine>{{Side::both, "a"}, {Side::before, "a"}}));
    QCOMPARE(diffLines("p\nq\nr\ns", "r\ns\np\nq").size(), std::size_t{6});
  }

  void aProjectThatIsOpenElsewhereIsAskedFor() {
    MainWindow first(never()), second(never());
    first.keepSafe(recovery_);
    auto& safe = second.keepSafe(recovery_);
    QCOMPARE(first.files().openPath(project_), QString());
    QVERIFY(QFile::exists(ProjectLock::fileFor(project_)));
    int asked = 0;
    auto answer = FileController::OpenAs::nothing;
    safe.setAskLocked([&](const QString&, const ProjectLock::Holder& holder) {
      ++asked;
      if (holder.pid != QCoreApplication::applicationPid()) qWarning("another holder");
      return answer;
    });
    QCOMPARE(second.files().openPath(project_), QString());
    QCOMPARE(asked, 1);
    QVERIFY(second.document().filePath().isEmpty());
    answer = FileController::OpenAs::copy;
    QCOMPARE(second.files().openPath(project_), QString());
    QVERIFY(second.document().filePath().isEmpty());
    QVERIFY(second.document().architecture() == first.document().architecture());
    answer = FileController::OpenAs::itself;
    QCOMPARE(second.files().openPath(project_), QString());
    QCOMPARE(second.document().filePath(), project_);
    // The first window's lock is still its own; it goes with its project.
    first.document().newProject();
    QCOMPARE(ProjectLock::holderOf(project_).pid, 0);
  }

  void theLockOfAProcessThatIsGoneDoesntCount() {
    QProcess process;
    process.start("true", QStringList());
    QVERIFY(process.waitForStarted());
    const auto pid = process.processId();
    process.waitForFinished();
    write(ProjectLock::fileFor(project_),
          QString("%1\nvirga-workbench\n%2\n").arg(pid).arg(QSysInfo::machineHostName()).toUtf8());
    QCOMPARE(ProjectLock::holderOf(project_).pid, 0);
  }

  void anotherProgramsChangeIsToldAndCanBeRead() {
    MainWindow window(never());
    auto& safe = window.keepSafe(recovery_);
    int asked = 0;
    auto answer = SafeKeeping::DiskAnswer::keepMine;
    safe.setAskDisk([&](const QString&) {
      ++asked;
      return answer;
    });
    QCOMPARE(window.files().openPath(project_), QString());
    QCOMPARE(window.document().save(project_), QString());
    auto text = content(project_);
    write(project_, text.replace("name: Order intake", "name: Theirs"));
    QTRY_COMPARE(asked, 1);
    QCOMPARE(window.document().architecture().name, std::string("Order intake"));
    safe.disk().look();
    QCOMPARE(asked, 1);  // the same state isn't asked for again
    answer = SafeKeeping::DiskAnswer::reload;
    write(project_, text.replace("name: Theirs", "name: Theirs again"));
    QTRY_COMPARE(asked, 2);
    QTRY_COMPARE(window.document().architecture().name, std::string("Theirs again"));
    QVERIFY(!window.document().isModified());
    // A file that is replaced as a whole is followed.
    QVERIFY(model::writeFileAtomically(project_.toStdString(), content(project_).replace("again", "anew").toStdString()));
    QTRY_COMPARE(window.document().architecture().name, std::string("Theirs anew"));
  }

  void closingWithoutSavingLeavesNothingBehind() {
    {
      MainWindow window(never());
      auto& safe = window.keepSafe(recovery_);
      QCOMPARE(window.files().openPath(project_), QString());
      edit(window.document());
      safe.autosave().flush();
      QCOMPARE(snapshots().size(), 1);
      window.files().setAskUnsaved([](const QString&) { return FileController::Answer::discard; });
      window.show();
      QVERIFY(window.close());
    }
    QVERIFY(snapshots().isEmpty());
    QVERIFY(!QFile::exists(ProjectLock::fileFor(project_)));
  }
};

QTEST_MAIN(RecoveryTest)
#include "recovery_test.moc"
