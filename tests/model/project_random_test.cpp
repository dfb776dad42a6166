#include <algorithm>
#include <random>
#include <string>

#include <QtTest>

#include "model/io/file.h"
#include "model/project/field_view.h"
#include "model/project/project_file.h"
#include "tests/model/random_architecture.h"

using namespace virga::model;

namespace {

std::string texts(const tl::expected<Architecture, Problems>& read) {
  std::string all;
  if (!read)
    for (const auto& problem : read.error()) all += toText(problem) + "\n";
  return all;
}

// The text with some comments and blank lines put in where they may stand.
std::string commented(const std::string& text, std::mt19937_64& engine) {
  std::string result;
  for (const auto& line : QString::fromStdString(text).split('\n')) {
    if (engine() % 8 == 0) result += std::string(engine() % 7, ' ') + "# note\n";
    if (engine() % 8 == 0) result += "\n";
    result += line.toStdString() + (engine() % 8 == 0 && !line.isEmpty() ? " # behind\n" : "\n");
  }
  return result;
}

}  // namespace

class ProjectRandomTest : public QObject {
  Q_OBJECT

 private slots:
  void whatIsWrittenReadsAsTheSame() {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      const Architecture a = RandomArchitecture(seed).make();
      const std::string text = writeProject(a);
      const auto again = readProject(text, "p");
      QVERIFY2(again.has_value(), (texts(again) + text).c_str());
      QVERIFY2(*again == a, text.c_str());
      QCOMPARE(writeProject(*again), text);
    }
  }

  void savingOverAnyOlderTextSaysTheNew() {
    std::mt19937_64 engine(1);
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      RandomArchitecture random(seed);
      const Architecture a = random.make();
      const std::string old = commented(writeProject(a), engine);
      const auto readOld = readProject(old, "p");
      QVERIFY2(readOld && *readOld == a, (texts(readOld) + old).c_str());
      QCOMPARE(writeProject(a, old), old);
      const Architecture other = random.make();
      const std::string saved = writeProject(other, old);
      const auto again = readProject(saved, "p");
      QVERIFY2(again && *again == other, (texts(again) + saved).c_str());
    }
  }

  void oneEditKeepsAllOtherLines() {
    std::mt19937_64 engine(2);
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const Architecture a = RandomArchitecture(seed).make();
      const std::string old = commented(writeProject(a), engine);
      Architecture b = a;
      std::get<Function>(b.find("g")->kind).memory = mebibytes(20'000);
      const std::string saved = writeProject(b, old);
      const auto before = QString::fromStdString(old).split('\n');
      const auto after = QString::fromStdString(saved).split('\n');
      QCOMPARE(after.size(), before.size());
      qsizetype different = 0;
      for (qsizetype i = 0; i < before.size(); ++i) different += before[i] == after[i] ? 0 : 1;
      QCOMPARE(different, 1);
    }
  }

  void everyFieldOfEveryKindCanBeSetToItsOwnText() {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
      const Architecture a = RandomArchitecture(seed).make();
      for (const auto& component : a.components)
        for (const auto& view : fieldViews(a, component.id)) {
          if (view.text.empty() || view.text != QString::fromStdString(view.text).trimmed().toStdString()) continue;
          const auto edited = setField(a, view.path, view.text);
          QVERIFY2(edited.has_value(), (view.path + ": " + (edited ? "" : edited.error())).c_str());
          QVERIFY2(*edited == a, view.path.c_str());
        }
    }
  }

  // Damaged files are read or refused, and what is read can be written.
  void damagedTextNeverCrashes() {
    const std::string whole = *readFile(VIRGA_TEST_DATA "/projects/design.virga.yaml");
    std::mt19937_64 engine(3);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(engine() % n); };
    const std::string pieces[]{"{",        "}",         "[",
                               "]",        ":",         ": ",
                               "-",        "- ",        "#",
                               "&a ",      "*a",        "!",
                               "|",        ">",         "'",
                               "\"",       "%",         "@",
                               "\t",       "\n",        "\r",
                               "---\n",    "? ",        "<<: ",
                               ",",        "~",         "\xff",
                               "\xc3\xa9", "0",         "999999999999999999999",
                               "-1",       "1e400",     std::string(1, '\0'),
                               "  ",       "virga: 1\n"};
    int readable = 0;
    for (int i = 0; i < 2500; ++i) {
      std::string text = whole;
      for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
        const std::size_t at = below(text.size());
        switch (below(5)) {
          case 0: text[at] = static_cast<char>(engine() & 0xFF); break;
          case 1: text.erase(at, below(20)); break;
          case 2: text.insert(at, pieces[below(std::size(pieces))]); break;
          case 3: text.insert(at, text.substr(below(text.size()), below(60))); break;
          default: text.replace(at, 1, pieces[below(std::size(pieces))]); break;
        }
      }
      const auto read = readProject(text, "p");
      if (!read) {
        QVERIFY(!read.error().empty());
        for (const auto& problem : read.error()) QVERIFY(!problem.message.empty());
        continue;
      }
      ++readable;
      const auto again = readProject(writeProject(*read), "p");
      QVERIFY2(again && *again == *read, (texts(again) + text).c_str());
      Architecture changed = *read;
      changed.name = "changed";
      const auto saved = readProject(writeProject(changed, text), "p");
      QVERIFY2(saved && *saved == changed, text.c_str());
    }
    QVERIFY2(readable > 100, std::to_string(readable).c_str());
  }
};

QTEST_GUILESS_MAIN(ProjectRandomTest)
#include "project_random_test.moc"
