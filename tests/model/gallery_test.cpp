#include <algorithm>
#include <fstream>

#include <QTemporaryDir>
#include <QtTest>

#include "model/catalog/catalog.h"
#include "model/checks/check.h"
#include "model/edit/card_size.h"
#include "model/gallery/pattern.h"
#include "model/project/project_file.h"

using namespace virga::model;

namespace {

const std::string kDesign =
    "virga: 1\n"
    "name: Small\n"
    "components:\n"
    "  users: {kind: client, sends: [{to: work}]} # who asks\n"
    "  work: {kind: function, runtime: nodejs22}\n"
    "scenarios:\n"
    "  calm: {duration: 1 min}\n"
    "  storm: {duration: 1 min, traffic: {x: 9}}\n";

const std::string kAbout =
    "pattern: small\n"
    "kind: use-case\n"
    "title: Small\n"
    "sentence: Says little.\n"
    "when: [Little is to be said.]\n"
    "when-not: [Much is.]\n"
    "scenarios: {storm: Nine times as much., calm: Little.}\n"
    "claims: [9 is above 1.]\n"
    "sources: ['https://example.com/small']\n";

std::string with(std::string text, const std::string& old, const std::string& fresh) {
  const auto at = text.find(old);
  if (at == std::string::npos) qFatal("nothing to replace");
  return text.replace(at, old.size(), fresh);
}

Problems faults(const std::string& about, const std::string& design = kDesign) {
  const auto pattern = readPattern(about, "small.about.yaml", design, "small.virga.yaml");
  return pattern ? Problems{} : pattern.error();
}

void write(const QString& path, const std::string& text) { std::ofstream(path.toStdString()) << text; }

}  // namespace

class GalleryTest : public QObject {
  Q_OBJECT

 private slots:
  void readsWhatIsSaid() {
    const auto pattern = readPattern(kAbout, "small.about.yaml", kDesign, "small.virga.yaml");
    QVERIFY(pattern.has_value());
    QCOMPARE(pattern->id, std::string("small"));
    QVERIFY(pattern->kind == PatternKind::useCase);
    QCOMPARE(pattern->sentence, std::string("Says little."));
    QCOMPARE(pattern->when, std::vector<std::string>{"Little is to be said."});
    QCOMPARE(pattern->whenNot, std::vector<std::string>{"Much is."});
    // In the design's order.
    const std::vector<std::pair<std::string, std::string>> notes{{"calm", "Little."}, {"storm", "Nine times as much."}};
    QVERIFY(pattern->scenarios == notes);
    QCOMPARE(pattern->claims, std::vector<std::string>{"9 is above 1."});
    QCOMPARE(pattern->sources, std::vector<std::string>{"https://example.com/small"});
    QCOMPARE(projectOf(*pattern, "Mine"), with(kDesign, "name: Small", "name: Mine"));
  }

  void saysWhatIsWrongAndWhere_data() {
    QTest::addColumn<QString>("about");
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const std::string& about, const std::string& design, const char* says) {
      QTest::newRow(name) << QString::fromStdString(about) << QString::fromStdString(design) << says;
    };
    row("unknown key", with(kAbout, "when-not:", "whennot:"), kDesign,
        "small.about.yaml:6:1: error: unknown key 'whennot'; did you mean 'when-not'?");
    row("missing key", with(kAbout, "title: Small\n", ""), kDesign, "small.about.yaml:1:1: error: 'title' is missing");
    row("twice", kAbout + "title: Again\n", kDesign, "small.about.yaml:10:1: error: 'title' is stated twice");
    row("unknown kind", with(kAbout, "use-case", "usecase"), kDesign,
        "small.about.yaml:2:7: error: unknown kind 'usecase'; did you mean 'use-case'?");
    row("no such scenario", with(kAbout, "storm:", "strom:"), kDesign,
        "small.about.yaml:7:13: error: the design has no scenario 'strom'; did you mean 'storm'?");
    row("scenario without a note", with(kAbout, "storm: Nine times as much., ", ""), kDesign,
        "small.about.yaml:7:12: error: 'scenarios.storm' is missing");
    row("sentence too long", with(kAbout, "Says little.", std::string(111, 'x')), kDesign,
        "small.about.yaml:4:11: error: the sentence has 111 characters; at most 110 fit in a line");
    row("sentence with a colon", with(kAbout, "[Much is.]", "\n  - No: much is."), kDesign,
        "small.about.yaml:7:5: error: each item of 'when-not' must be a sentence; put a sentence with a colon in quotes");
    row("no claims", with(kAbout, "[9 is above 1.]", "[]"), kDesign,
        "small.about.yaml:8:9: error: 'claims' must be a list of one or more sentences");
    row("not an address", with(kAbout, "https://example.com/small", "example.com"), kDesign,
        "small.about.yaml:9:10: error: 'example.com' isn't the address of a page; https://…");
    row("empty", "", kDesign, "small.about.yaml:1:1: error: the file is empty");
    row("design", kAbout, with(kDesign, "runtime", "runtme"),
        "small.virga.yaml:5:26: error: unknown key of a function: 'runtme'; did you mean 'runtime'?");
    row("design without scenarios", with(kAbout, "{storm: Nine times as much., calm: Little.}", "{}"),
        kDesign.substr(0, kDesign.find("scenarios:")), "small.virga.yaml:1:1: error: 'scenarios' is missing");
    row("file beside the design", kAbout, with(kDesign, "{to: work}", "{to: work, arrivals: {trace: {file: t.csv}}}"),
        "small.virga.yaml:4:63: error: 't.csv' lies beside the pattern");
  }
  void saysWhatIsWrongAndWhere() {
    QFETCH(QString, about);
    QFETCH(QString, design);
    QFETCH(QString, says);
    const auto problems = faults(about.toStdString(), design.toStdString());
    QString all;
    for (const auto& problem : problems) all += QString::fromStdString(toText(problem)) + '\n';
    QVERIFY2(all.startsWith(says) || all.contains('\n' + says), qPrintable(all));
  }

  void theLongestSentenceFits() {
    QVERIFY(faults(with(kAbout, "Says little.", std::string(110, 'x'))).empty());
    std::string wide;  // characters, not bytes
    for (int i = 0; i < 110; ++i) wide += "ü";
    QVERIFY(faults(with(kAbout, "Says little.", wide)).empty());
  }

  void aFolderIsReadById() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    write(folder.filePath("small.virga.yaml"), kDesign);
    write(folder.filePath("small.about.yaml"), kAbout);
    write(folder.filePath("tiny.virga.yaml"), kDesign);
    write(folder.filePath("tiny.about.yaml"), with(with(kAbout, "use-case", "pattern"), "pattern: small", "pattern: tiny"));
    write(folder.filePath("README.md"), "Not one.");
    QCOMPARE(patternIds(path), (std::vector<std::string>{"small", "tiny"}));
    const auto all = loadPatterns(path);
    QVERIFY(all.has_value());
    QCOMPARE((*all)[0].id, std::string("tiny"));  // patterns before use cases
    QCOMPARE((*all)[1].id, std::string("small"));
    const auto near = loadPattern("smal", path);
    QVERIFY(!near && near.error().front().hint == "did you mean 'small'?");

    write(folder.filePath("tiny.about.yaml"), kAbout);
    const auto wrong = loadPattern("tiny", path);
    QVERIFY(!wrong && wrong.error().front().message == "the file describes pattern 'small'");
    QVERIFY(QFile::remove(folder.filePath("small.about.yaml")));
    const auto half = loadPattern("small", path);
    QVERIFY(!half && half.error().front().file == (path / "small.about.yaml").string());
    const auto both = loadPatterns(path);
    QVERIFY(!both && both.error().size() == 2);
    QVERIFY(patternIds(path / "nowhere").empty());
  }

  // What comes with Virga: sound for its provider, a drawing in which nothing covers anything, and a project of it reads
  // as the design under another name.
  void whatComesWithVirga() {
    const auto all = loadPatterns(std::string(VIRGA_SOURCE) + "/resources/patterns");
    QVERIFY2(all, all ? "" : toText(all.error().front()).c_str());
    for (const auto& pattern : *all) {
      const auto* id = pattern.id.c_str();
      QVERIFY2(pattern.scenarios.size() >= 2, id);
      const auto catalog = loadCatalog(pattern.design.target.provider);
      QVERIFY2(catalog, id);
      for (const auto& problem : check(pattern.design, *catalog))
        QVERIFY2(problem.severity != Severity::error, (pattern.id + ": " + toText(problem)).c_str());
      const auto& layout = pattern.design.layout;
      QCOMPARE(layout.size(), pattern.design.components.size());
      for (std::size_t i = 0; i < layout.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
          QVERIFY2(!covers(layout[i].second, layout[k].second),
                   (pattern.id + ": " + layout[i].first + " covers " + layout[k].first).c_str());
      auto renamed = pattern.design;
      renamed.name = "Mine";
      const auto again = readProject(projectOf(pattern, "Mine"), "mine.virga.yaml");
      QVERIFY2(again && *again == renamed, id);
    }
  }
};

QTEST_APPLESS_MAIN(GalleryTest)
#include "gallery_test.moc"
