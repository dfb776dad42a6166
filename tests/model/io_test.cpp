#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>

#include "model/io/file.h"
#include "model/io/resources.h"

using namespace virga::model;
namespace fs = std::filesystem;

class IoTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path file(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

  std::size_t filesInFolder() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_.path().toStdString()), fs::directory_iterator()));
  }

 private slots:
  void init() {
    for (const auto& entry : fs::directory_iterator(folder_.path().toStdString())) fs::remove_all(entry.path());
  }

  void writesAndReadsBytes() {
    const std::string content("a\0b\r\nü", 7);
    QVERIFY(writeFileAtomically(file("a.yaml"), content));
    QCOMPARE(readFile(file("a.yaml")).value(), content);
    QVERIFY(writeFileAtomically(file("a.yaml"), "shorter"));
    QCOMPARE(readFile(file("a.yaml")).value(), std::string("shorter"));
    QVERIFY(writeFileAtomically(file("a.yaml"), ""));
    QCOMPARE(readFile(file("a.yaml")).value(), std::string());
    QCOMPARE(filesInFolder(), std::size_t{1});
  }

  void refusesFoldersAndMissingFiles() {
    const auto folder = readFile(folder_.path().toStdString());
    QVERIFY(!folder && folder.error().find("folder") != std::string::npos);
    const auto missing = readFile(file("missing.yaml"));
    QVERIFY(!missing && missing.error().find("missing.yaml") != std::string::npos);
    const auto ontoFolder = writeFileAtomically(folder_.path().toStdString(), "x");
    QVERIFY(!ontoFolder && ontoFolder.error().find("folder") != std::string::npos);
    QVERIFY(!writeFileAtomically(file("no") / "such" / "folder.yaml", "x"));
    QVERIFY(!writeFileAtomically("", "x"));
    QCOMPARE(filesInFolder(), std::size_t{0});
  }

  void keepsPermissions() {
    std::ofstream(file("kept.yaml")) << "old";
    fs::permissions(file("kept.yaml"), fs::perms::owner_read | fs::perms::owner_write | fs::perms::others_read);
    const auto before = fs::status(file("kept.yaml")).permissions();
    QVERIFY(writeFileAtomically(file("kept.yaml"), "new"));
    QVERIFY(fs::status(file("kept.yaml")).permissions() == before);
  }

  void writesThroughLinks() {
    std::ofstream(file("target.yaml")) << "old";
    fs::create_symlink("target.yaml", file("link.yaml"));
    QVERIFY(writeFileAtomically(file("link.yaml"), "new"));
    QVERIFY(fs::is_symlink(file("link.yaml")));
    QCOMPARE(readFile(file("target.yaml")).value(), std::string("new"));
    fs::create_symlink("fresh.yaml", file("dangling.yaml"));
    QVERIFY(writeFileAtomically(file("dangling.yaml"), "fresh"));
    QVERIFY(fs::is_symlink(file("dangling.yaml")));
    QCOMPARE(readFile(file("fresh.yaml")).value(), std::string("fresh"));
    fs::create_symlink("round.yaml", file("round.yaml"));
    QVERIFY(!writeFileAtomically(file("round.yaml"), "x"));
  }

  void leavesReadersTheOldFile() {
    QVERIFY(writeFileAtomically(file("a.yaml"), "old"));
    std::ifstream reader(file("a.yaml"));
    QVERIFY(writeFileAtomically(file("a.yaml"), "new"));
    std::string seen;
    reader >> seen;
    QCOMPARE(seen, std::string("old"));
  }

  void leavesReadOnlyFilesAlone() {
    if (::geteuid() == 0) QSKIP("the system lets root write everywhere");
    QVERIFY(writeFileAtomically(file("a.yaml"), "old"));
    fs::permissions(file("a.yaml"), fs::perms::owner_read);
    QVERIFY(!writeFileAtomically(file("a.yaml"), "new"));
    QCOMPARE(readFile(file("a.yaml")).value(), std::string("old"));
  }

  void writesIntoPipesWithoutReplacingThem() {
    QCOMPARE(::mkfifo(file("pipe").c_str(), 0600), 0);
    const int reader = ::open(file("pipe").c_str(), O_RDONLY | O_NONBLOCK);
    QVERIFY(writeFileAtomically(file("pipe"), "through"));
    char seen[16] = {};
    QCOMPARE(::read(reader, seen, sizeof seen), ssize_t{7});
    QCOMPARE(std::string(seen), std::string("through"));
    ::close(reader);
    QVERIFY(fs::is_fifo(file("pipe")));
  }

  void resourcesFollowTheEnvironment() {
    const auto before = qgetenv("VIRGA_RESOURCES");
    qputenv("VIRGA_RESOURCES", "/some/where");
    QCOMPARE(resourceFolder().string(), std::string("/some/where"));
    qunsetenv("VIRGA_RESOURCES");
    QVERIFY(fs::exists(resourceFolder() / "examples"));
    qputenv("VIRGA_RESOURCES", before);
  }
};

QTEST_GUILESS_MAIN(IoTest)
#include "io_test.moc"
