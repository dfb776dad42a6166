// Programs and tools are scripts that the test puts into a PATH of its own, so that what they say is known.
#include <chrono>
#include <thread>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "model/manifest/validate/run_program.h"
#include "model/manifest/validate/validate.h"
#include "model/manifest/validate/validators.h"

using namespace virga::model;
using namespace std::chrono_literals;

class ManifestValidateTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir tools_;
  const QByteArray pathBefore_ = qgetenv("PATH");

  void putTool(const QString& name, const QByteArray& script) {
    QFile file(tools_.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + script);
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
  }

  static const ToolVerdict* find(const std::vector<ToolVerdict>& verdicts, const std::string& tool) {
    for (const auto& verdict : verdicts)
      if (verdict.tool == tool) return &verdict;
    return nullptr;
  }

  ProgramRun run(const QString& tool, std::chrono::milliseconds timeout = 20s, const std::stop_token& stop = {}) {
    return runProgram(tools_.filePath(tool).toStdString(), {"a b", "$(touch gone)", "*"}, {"VIRGA_SAID=it"},
                      tools_.path().toStdString(), timeout, stop);
  }

 private slots:
  void init() {
    for (const auto& name : QDir(tools_.path()).entryList(QDir::Files)) QVERIFY(QFile::remove(tools_.filePath(name)));
    qputenv("PATH", tools_.path().toLocal8Bit());
  }
  void cleanup() { qputenv("PATH", pathBefore_); }

  void aProgramGetsItsArgumentsAsTheyAre() {
    putTool("say", "printf '<%s>' \"$@\"; printf ' %s' \"$VIRGA_SAID\"; echo oops >&2; exit 3\n");
    const auto said = run("say");
    QCOMPARE(said.end, ProgramRun::End::exited);
    QCOMPARE(said.exitCode, 3);
    QCOMPARE(said.output, std::string("<a b><$(touch gone)><*> itoops\n"));
    QVERIFY(!QFile::exists(tools_.filePath("gone")));
  }

  void muchOutputIsCutAndEndsNothing() {
    putTool("chatter",
            "i=0; while [ $i -lt 30000 ]; do echo 0123456789012345678901234567890123456789012345; i=$((i+1)); done\n");
    const auto run = this->run("chatter");
    QCOMPARE(run.end, ProgramRun::End::exited);
    QCOMPARE(run.output.size(), std::size_t{1} << 20);
  }

  void whatTakesTooLongIsKilledWithWhatItStarted() {
    putTool("sleepy", "PATH=/usr/bin:/bin; sleep 60 & echo $! > child; wait\n");
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(run("sleepy", 700ms).end, ProgramRun::End::timedOut);
    QVERIFY(clock.elapsed() < 20'000);
    QFile child(tools_.filePath("child"));
    QVERIFY(child.open(QIODevice::ReadOnly));
    const auto status = "/proc/" + QString::fromLatin1(child.readAll().trimmed()) + "/stat";
    // Killed, it may stay a zombie where nobody reaps it.
    QTRY_VERIFY([&] {
      QFile file(status);
      return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") Z ");
    }());
  }

  void aStopEndsIt() {
    putTool("sleepy", "PATH=/usr/bin:/bin; sleep 60\n");
    std::stop_source stop;
    std::jthread later([&] {
      std::this_thread::sleep_for(300ms);
      stop.request_stop();
    });
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(run("sleepy", 40s, stop.get_token()).end, ProgramRun::End::stopped);
    QVERIFY(clock.elapsed() < 20'000);
  }

  void whatIsNotAProgramIsSaid() {
    const auto missing = runProgram("/nowhere/tool", {}, {}, "/", 1s);
    QCOMPARE(missing.end, ProgramRun::End::failed);
    QVERIFY(!missing.output.empty());
  }

  void onlyAbsoluteFoldersOfThePathAreSearched() {
    putTool("here", "exit 0\n");
    QVERIFY(programInPath("here"));
    const auto before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(tools_.path()));
    qputenv("PATH", ".::/nowhere");
    QVERIFY(!programInPath("here"));
    QVERIFY(QDir::setCurrent(before));
  }

  void eachToolHasItsVerdict() {
    const Manifest manifest{
        {{"template.yaml", "Transform: X\n"}, {"main.tf", "a = 1\n"}, {"-e.sh", "echo\n"}, {"b.py", "\n"}}, {}};
    putTool("cfn-lint",
            "case \"$*\" in *' -- ./template.yaml') ;; *) echo \"args: $*\"; exit 1;; esac\n"
            "read -r line < template.yaml; [ \"$line\" = 'Transform: X' ]\n");
    putTool("tofu", "echo 'main.tf:1: no'; exit 3\n");
    putTool("shellcheck", "PATH=/usr/bin:/bin; [ -f \"$2\" ] || exit 1; sleep 60\n");
    const auto verdicts = validateManifest(manifest, "sam", 2s);
    QVERIFY2(verdicts.has_value(), verdicts ? "" : verdicts.error().c_str());
    QCOMPARE(verdicts->size(), std::size_t{4});
    const auto* lint = find(*verdicts, "cfn-lint");
    QVERIFY(lint);
    QVERIFY2(lint->outcome == ToolVerdict::Outcome::passed, lint->output.c_str());
    const auto* sam = find(*verdicts, "sam");
    QVERIFY(sam && sam->outcome == ToolVerdict::Outcome::absent);
    const auto* tofu = find(*verdicts, "tofu");  // terraform isn't there
    QVERIFY(tofu && tofu->outcome == ToolVerdict::Outcome::refused);
    QCOMPARE(tofu->output, std::string("main.tf:1: no\n"));
    const auto* shell = find(*verdicts, "shellcheck");
    QVERIFY(shell && shell->outcome == ToolVerdict::Outcome::unfinished);
    // Tools of other formats have no say, nor have those that read none of the files.
    QVERIFY(!find(*verdicts, "redocly") && !find(*verdicts, "actionlint") && !find(*verdicts, "bicep"));
  }

  void noTemporaryFolderIsAnError() {
    const auto before = qgetenv("TMPDIR");
    qputenv("TMPDIR", "/nowhere/at/all");
    const auto verdicts = validateManifest({{{"main.tf", "a = 1\n"}}, {}}, "terraform");
    before.isEmpty() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
    QVERIFY(!verdicts);
  }
};

QTEST_APPLESS_MAIN(ManifestValidateTest)
#include "manifest_validate_test.moc"
