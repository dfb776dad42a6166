#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "tests/cli/program.h"

using namespace virga::test;

namespace {

const QString kFolder = QStringLiteral(VIRGA_SOURCE "/resources/patterns");

QStringList idsInFolder() {
  QStringList ids;
  for (auto file : QDir(kFolder).entryList({"*.about.yaml"}, QDir::Files, QDir::Name)) ids << file.remove(".about.yaml");
  return ids;
}

}  // namespace

class PatternsProgramTest : public QObject {
  Q_OBJECT

 private slots:
  void refusesBadCommandLines_data() {
    badCommandLineColumns();
    badCommandLine("unknown pattern", {"patterns", "chatbott"}, "did you mean 'chatbot'?");
    badCommandLine("two patterns", {"patterns", "chatbot", "chatbot"}, "not understood");
    badCommandLine("no name", {"new", "--pattern", "chatbot", "--output", "-"}, "NAME");
    badCommandLine("empty name", {"new", "", "--pattern", "chatbot", "--output", "-"}, "NAME: a name is missing");
    badCommandLine("name of two lines", {"new", "A\nB", "--pattern", "chatbot", "--output", "-"}, "one line of text");
    badCommandLine("no pattern", {"new", "Shop", "--output", "-"}, "--pattern");
    badCommandLine("no output", {"new", "Shop", "--pattern", "chatbot"}, "--output");
    badCommandLine("new of an unknown pattern", {"new", "Shop", "--pattern", "chatbott", "--output", "-"},
                   "did you mean 'chatbot'?");
    badCommandLine("no folder", {"new", "Shop", "--pattern", "chatbot", "--output", "/nowhere/shop.virga.yaml"},
                   "there is no folder /nowhere");
  }
  void refusesBadCommandLines() { expectRefusal(); }

  void listsThemOneALineTheIdFirst() {
    const auto outcome = runVirga({"patterns"});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QStringList ids;
    for (const auto& line : QString::fromUtf8(outcome.out).split('\n', Qt::SkipEmptyParts)) {
      ids << line.section(' ', 0, 0);
      const auto rest = line.mid(ids.back().size()).trimmed();
      QVERIFY2(rest.startsWith("pattern ") || rest.startsWith("use-case "), qPrintable(line));
    }
    ids.sort();
    QVERIFY(ids.size() >= 4);
    QCOMPARE(ids, idsInFolder());
    const auto list = at(json(runVirga({"patterns", "--json", "-"}).out), {"patterns"}).toArray();
    QCOMPARE(list.size(), ids.size());
    for (const auto& pattern : list) QVERIFY(outcome.out.contains(at(pattern, {"sentence"}).toString().toUtf8()));
  }

  // What stands in the about file is all shown, in text and as JSON.
  void showsAllThatIsSaidOfOne() {
    const auto text = runVirga({"patterns", "scheduled-tasks"});
    QCOMPARE(text.exitCode, 0);
    const auto asJson = runVirga({"patterns", "scheduled-tasks", "--json", "-"});
    QCOMPARE(asJson.exitCode, 0);
    const auto pattern = json(asJson.out);
    QCOMPARE(at(pattern, {"id"}).toString(), "scheduled-tasks");
    QCOMPARE(at(pattern, {"kind"}).toString(), "use-case");
    QStringList said{at(pattern, {"title"}).toString(), at(pattern, {"sentence"}).toString()};
    for (const auto* list : {"when", "when_not", "claims", "sources"}) {
      QVERIFY2(!at(pattern, {list}).toArray().isEmpty(), list);
      for (const auto& sentence : at(pattern, {list}).toArray()) said << sentence.toString();
    }
    const auto scenarios = at(pattern, {"scenarios"}).toObject();
    QVERIFY(scenarios.size() >= 2);
    for (const auto& name : scenarios.keys()) said << name << scenarios[name].toString();
    for (const auto& sentence : said) QVERIFY2(text.out.contains(sentence.toUtf8()), qPrintable(sentence));
    QCOMPARE(said.filter("https://").size(), at(pattern, {"sources"}).toArray().size());
  }

  // The pattern's file under another name: all other lines, with their comments, are as they were.
  void makesAProject() {
    QTemporaryDir folder;
    const auto file = folder.filePath("help.virga.yaml");
    const QStringList command{"new", "Help desk", "--pattern", "chatbot", "--output", file};
    const auto made = runVirga(command);
    QVERIFY2(made.exitCode == 0, made.err.constData());
    QVERIFY(made.out.isEmpty());
    auto lines = content(kFolder + "/chatbot.virga.yaml").split('\n');
    const auto named = lines.indexOf("name: Chatbot");
    QVERIFY(named > 0);
    lines[named] = "name: Help desk";
    QCOMPARE(content(file).split('\n'), lines);
    QCOMPARE(runVirga({"check", file}).exitCode, 0);

    QVERIFY(write(file, "mine\n"));
    const auto refused = runVirga(command);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains("--force"), refused.err.constData());
    QCOMPARE(content(file), QByteArray("mine\n"));
    QCOMPARE(runVirga(command + QStringList{"--force"}).exitCode, 0);
    QCOMPARE(content(file).split('\n'), lines);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
  }

  // Names that YAML would read as something else stay names.
  void keepsAnyNameOnStandardOutput() {
    for (const auto* name : {"yes", "12", "a: b # c", "- x", "Größe \"7\"", "{x}"}) {
      const auto made = runVirga({"new", QString::fromUtf8(name), "--pattern", "scheduled-tasks", "--output", "-"});
      QVERIFY2(made.exitCode == 0, made.err.constData());
      const auto checked = runVirga({"check", "-", "--json", "-"}, made.out);
      QVERIFY2(checked.exitCode == 0, checked.err.constData());
      QCOMPARE(at(json(checked.out), {"project"}).toString(), QString::fromUtf8(name));
    }
  }
};

QTEST_GUILESS_MAIN(PatternsProgramTest)
#include "patterns_test.moc"
