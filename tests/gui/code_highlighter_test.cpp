#include "ui/export/code_highlighter.h"

#include <cmath>

#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

#include "ui/theme/theme.h"

using namespace virga::ui;

class CodeHighlighterTest : public QObject {
  Q_OBJECT

 private:
  // What is coloured in the theme's colour for the part: the pieces, with '|' between them.
  static QString coloured(const QString& file, const QString& text, Role role) {
    QTextDocument document(text);
    CodeHighlighter highlighter(&document);
    highlighter.setFileName(file);
    highlighter.rehighlight();
    QStringList pieces;
    for (auto block = document.begin(); block.isValid(); block = block.next())
      for (const auto& range : block.layout()->formats())
        if (range.format.foreground().color() == Theme::instance().color(role))
          pieces << block.text().mid(range.start, range.length);
    return pieces.join('|');
  }

  // WCAG 2.1, relative luminance and contrast ratio.
  static double luminance(const QColor& color) {
    const auto linear = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
  }

 private slots:
  void init() { Theme::instance().setMode(Theme::Mode::light); }

  void eachPartIsColoured_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("comments");
    QTest::addColumn<QString>("strings");
    QTest::addColumn<QString>("keys");  // and keywords
    const auto row = [](const char* file, const char* text, const char* comments, const char* strings, const char* keys) {
      QTest::newRow(file) << file << text << comments << strings << keys;
    };
    row("a/template.yaml", "Key: 'a # b' # note\nRole: !Sub \"x: y\"", "# note", "'a # b'|\"x: y\"", "Key|Role|!Sub");
    row("a.json", "{\"a\": \"b // c\", \"d\": true}", "", "\"b // c\"", "\"a\"|\"d\"|true");
    row("main.tf", "name = \"a # b\" # c\n/* d\ne */ x", "# c|/* d|e */", "\"a # b\"", "name");
    row("a.ts", "const a = 'it\\'s'; // b\n`c\nd` // e", "// b|// e", "'it\\'s'|`c|d`", "const");
    row("a.mjs", "return '/*'", "", "'/*'", "return");
    row("a.py", "def f(): # a\n\"\"\"b # c\nd\"\"\" 'e'", "# a", "\"\"\"b # c|d\"\"\"|'e'", "def");
    row("A.java", "return \"//\"; /* a */", "/* a */", "\"//\"", "return");
    row("a.go", "func `a\nb` // c", "// c", "`a|b`", "func");
    row("a.cs", "var @\"\" @\"a\"\"b\" // c", "// c", "@\"\"|@\"a\"\"b\"", "var");
    row("a.sh", "if \"a\" # b\n'c\nd' $e", "# b", "\"a\"|'c|d'", "if|$e");
    row("README.md", "# A\n`b`\n```\nc\n```\nd", "", "`b`|```|c|```", "# A");
    row("a.xml", "<!-- a\nb --><c d=\"e\"/>", "<!-- a|b -->", "\"e\"", "<c|d|/>");
    row("a.toml", "[a]\nb = \"c\" # d", "# d", "\"c\"", "[a]|b");
    row("Dockerfile", "# a\nFROM b\nCMD [\"c\"]", "# a", "\"c\"", "FROM|CMD");
    row("ci/Jenkinsfile", "stage('a') // b", "// b", "'a'", "stage");
    row("a.bicep", "param a string = 'b' // c", "// c", "'b'", "param");
    row("a.unknown", "if \"a\" # b", "", "", "");
  }
  void eachPartIsColoured() {
    QFETCH(QString, file);
    QFETCH(QString, text);
    QTEST(coloured(file, text, Role::mutedText), "comments");
    QTEST(coloured(file, text, Role::success), "strings");
    QTEST(coloured(file, text, Role::accent), "keys");
  }

  void veryLongLinesStayPlain() { QCOMPARE(coloured("a.json", QString(5000, '1'), Role::warning), QString()); }

  void theColoursCanBeRead() {
    for (const auto mode : {Theme::Mode::light, Theme::Mode::dark, Theme::Mode::contrast}) {
      Theme::instance().setMode(mode);
      const double ground = luminance(Theme::instance().color(Role::field));
      for (const auto role : {Role::mutedText, Role::success, Role::warning, Role::accent}) {
        const double ink = luminance(Theme::instance().color(role));
        QVERIFY((std::max(ink, ground) + 0.05) / (std::min(ink, ground) + 0.05) >= 4.5);
      }
    }
  }
};

QTEST_MAIN(CodeHighlighterTest)
#include "code_highlighter_test.moc"
