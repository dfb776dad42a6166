#include "model/manifest/folder/folder_export.h"

#include <filesystem>
#include <memory>

#include <QTemporaryDir>
#include <QTest>

#include "model/io/file.h"
#include "model/manifest/folder/text_merge.h"

using namespace virga::model;
namespace fs = std::filesystem;

namespace {

constexpr auto kFirst = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";

Manifest manifestOf(std::vector<ManifestFile> files) { return {std::move(files), {}}; }

}  // namespace

class FolderExportTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> temporary_;
  fs::path folder_;

  void writeByHand(const std::string& path, const std::string& content) {
    fs::create_directories((folder_ / path).parent_path());
    QVERIFY(writeFileAtomically(folder_ / path, content));
  }
  std::string content(const std::string& path) {
    const auto text = readFile(folder_ / path);
    return text ? *text : "(none)";
  }
  // Exports the one file and says what became of it.
  FileChange exportFile(const std::string& text) {
    const auto plan = planFolder(manifestOf({{"a.yaml", text, false}}), "sam", folder_);
    if (!plan || !carryOut(*plan, folder_)) return FileChange::foreign;
    return plan->files.front().change;
  }

 private slots:
  void init() {
    temporary_ = std::make_unique<QTemporaryDir>();
    folder_ = fs::path(temporary_->path().toStdString()) / "out";
  }

  void anUntouchedFolderFollowsTheDesign() {
    QCOMPARE(exportFile(kFirst), FileChange::add);
    QCOMPARE(content("a.yaml"), std::string(kFirst));
    QCOMPARE(exportFile(kFirst), FileChange::unchanged);
    QCOMPARE(exportFile("other\n"), FileChange::replace);
    QCOMPARE(content("a.yaml"), std::string("other\n"));
  }

  void handEditsSurviveWhatTheDesignChangesElsewhere() {
    exportFile(kFirst);
    writeByHand("a.yaml", "# ours\none\ntwo\nthree\nfour\nfive\nsix\nseven\n");
    QCOMPARE(exportFile(kFirst), FileChange::keep);
    QCOMPARE(content("a.yaml"), std::string("# ours\none\ntwo\nthree\nfour\nfive\nsix\nseven\n"));
    QCOMPARE(exportFile("one\ntwo\nthree\nfour\nfive\nsix\n7\n"), FileChange::merge);
    QCOMPARE(content("a.yaml"), std::string("# ours\none\ntwo\nthree\nfour\nfive\nsix\n7\n"));
    // And the next change again.
    QCOMPARE(exportFile("one\ntwo\nthree\nfour\nfive\n6\n7\n"), FileChange::merge);
    QCOMPARE(content("a.yaml"), std::string("# ours\none\ntwo\nthree\nfour\nfive\n6\n7\n"));
  }

  void aConflictIsWrittenBesideUntilItIsMerged() {
    exportFile(kFirst);
    const std::string mine = "one\ntwo\nthree\nours\nfive\nsix\nseven\n";
    const std::string design = "one\ntwo\nthree\n4\nfive\nsix\nseven\n";
    writeByHand("a.yaml", mine);
    for (int time = 0; time < 2; ++time) {
      QCOMPARE(exportFile(design), FileChange::conflict);
      QCOMPARE(content("a.yaml"), mine);
      QCOMPARE(content("a.yaml.virga-new"), design);
    }
    writeByHand("a.yaml", design);  // decided for the design
    QCOMPARE(exportFile(design), FileChange::unchanged);
    QCOMPARE(exportFile(kFirst), FileChange::replace);
  }

  void whatWasDeletedByHandStaysAway() {
    exportFile(kFirst);
    fs::remove(folder_ / "a.yaml");
    const auto plan = planFolder(manifestOf({{"a.yaml", "new\n", false}}), "sam", folder_);
    QVERIFY(plan && plan->files[0].isDeleted);
    QVERIFY(carryOut(*plan, folder_));
    QVERIFY(!fs::exists(folder_ / "a.yaml"));
    QVERIFY(carryOut(overwriting(*plan), folder_));
    QCOMPARE(content("a.yaml"), std::string("new\n"));
  }

  void whatTheDesignHasNoMoreGoesUnlessItWasChanged() {
    const auto both =
        planFolder(manifestOf({{"src/a.py", "a\n", false}, {"src/b.py", "b\n", false}, {"c", "c", false}}), "sam", folder_);
    QVERIFY(both && carryOut(*both, folder_));
    writeByHand("src/b.py", "ours\n");
    const auto fewer = planFolder(manifestOf({{"c", "c", false}}), "sam", folder_);
    QVERIFY(fewer);
    QCOMPARE(fewer->withChange(FileChange::remove), std::vector<std::string>{"src/a.py"});
    QCOMPARE(fewer->withChange(FileChange::keep), std::vector<std::string>{"src/b.py"});
    QVERIFY(carryOut(*fewer, folder_));
    QVERIFY(!fs::exists(folder_ / "src/a.py"));
    QCOMPARE(content("src/b.py"), std::string("ours\n"));
    // Overwriting brings back nothing that the design hasn't.
    const auto again = planFolder(manifestOf({{"c", "c", false}}), "sam", folder_);
    QVERIFY(carryOut(overwriting(*again), folder_));
    QCOMPARE(content("src/b.py"), std::string("ours\n"));
  }

  void whatNoExportWroteIsForeign() {
    writeByHand("a.yaml", "mine\n");
    QCOMPARE(exportFile(kFirst), FileChange::foreign);
    QCOMPARE(content("a.yaml"), std::string("mine\n"));
    // Nor did another format's.
    const auto plan = planFolder(manifestOf({{"b", "b\n", false}}), "sam", folder_);
    QVERIFY(plan && carryOut(*plan, folder_));
    const auto other = planFolder(manifestOf({{"b", "c\n", false}}), "terraform", folder_);
    QVERIFY(other);
    QCOMPARE(other->files[0].change, FileChange::foreign);
  }

  void programsMayRun() {
    const auto plan = planFolder(manifestOf({{"deploy.sh", "#!/bin/sh\n", true}}), "gcloud", folder_);
    QVERIFY(plan && carryOut(*plan, folder_));
    QVERIFY((fs::status(folder_ / "deploy.sh").permissions() & fs::perms::owner_exec) != fs::perms::none);
  }

  void nothingLeadsOutOfTheFolder() {
    for (const auto* path : {"../escaped", "a/../../escaped", "/escaped", ""})
      QVERIFY2(!planFolder(manifestOf({{"fine", "x", false}, {path, "x", false}}), "sam", folder_), path);
    QVERIFY(!fs::exists(folder_));
    // Nor through links, those of an earlier export's place among them.
    const fs::path outside = fs::path(temporary_->path().toStdString()) / "outside";
    fs::create_directories(outside);
    fs::create_directories(folder_);
    fs::create_directory_symlink(outside, folder_ / "src");
    QVERIFY(!planFolder(manifestOf({{"src/a", "x", false}}), "sam", folder_));
    fs::create_directory_symlink(outside, folder_ / ".virga");
    QVERIFY(!planFolder(manifestOf({{"b", "x", false}}), "sam", folder_));
    QVERIFY(fs::is_empty(outside));
  }

  // As git's own merge-file and diff write them.
  void textsAreMergedAndComparedAsGitDoes() {
    const auto merge = mergeTexts("a\nb\nc\n", "a\nB\nc\n", "a\n2\nc\n");
    QVERIFY(!merge.clean);
    QCOMPARE(merge.text, std::string("a\n<<<<<<< yours\nB\n=======\n2\n>>>>>>> exported\nc\n"));
    QVERIFY(mergeTexts("a\nb\nc\nd\ne\n", "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n").text == "A\nb\nc\nd\nE\n");
    const auto diff = unifiedDiff("x/y", "a\nb\nc\n", "a\nB\nc\n");
    QVERIFY2(diff.find("--- a/x/y\n+++ b/x/y\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n") != std::string::npos, diff.c_str());
    QCOMPARE(unifiedDiff("x", "same", "same"), std::string());
  }
};

QTEST_APPLESS_MAIN(FolderExportTest)
#include "folder_export_test.moc"
