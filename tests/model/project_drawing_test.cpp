#include <string>

#include <QtTest>

#include "model/edit/edit.h"
#include "model/project/project_file.h"
#include "tests/model/text_difference.h"

using namespace virga::model;
using virga::test::differences;

namespace {

const std::string kBare =
    "virga: 1\n"
    "components:\n"
    "  api: {kind: http-api}\n"
    "  checkout: {kind: queue}\n"
    "  payments: {kind: external}\n"
    "layout:\n"
    "  api: [0, 0]\n"
    "  checkout: [300, 0] # the heart\n"
    "  payments: [600, 0]\n";

// By hand: comments, quotes and spaces that the program would write otherwise.
const std::string kDrawn = kBare +
                           "groups: # frames\n"
                           "  Intake: [ api,checkout ]\n"
                           "  \"Money\": [payments]   # theirs\n"
                           "bends:\n"
                           "  \"checkout → payments\": [[700, 40], [700, 200]]\n"
                           "pinned: [payments, 'api']\n";

Architecture read(const std::string& text) {
  const auto architecture = readProject(text, "p");
  if (!architecture) qFatal("%s\n%s", toText(architecture.error().front()).c_str(), text.c_str());
  return *architecture;
}

}  // namespace

class ProjectDrawingTest : public QObject {
  Q_OBJECT

 private slots:
  void theDrawingIsRead() {
    const auto a = read(kDrawn);
    QVERIFY((a.groups == std::vector<Group>{{"Intake", {"api", "checkout"}}, {"Money", {"payments"}}}));
    QVERIFY((a.bends == std::vector<Bend>{{"checkout", "payments", {{700, 40}, {700, 200}}}}));
    QVERIFY((a.pinned == std::vector<ComponentId>{"payments", "api"}));
    QVERIFY(read(kBare).groups.empty() && read(kBare).bends.empty() && read(kBare).pinned.empty());
  }

  void theDrawingIsWrittenInAFixedOrder() {
    QCOMPARE(QString::fromStdString(writeProject(read(kDrawn))), QString("virga: 1\n"
                                                                         "\n"
                                                                         "components:\n"
                                                                         "  api: {kind: http-api}\n"
                                                                         "  checkout: {kind: queue}\n"
                                                                         "  payments: {kind: external}\n"
                                                                         "\n"
                                                                         "layout:\n"
                                                                         "  api: [0, 0]\n"
                                                                         "  checkout: [300, 0]\n"
                                                                         "  payments: [600, 0]\n"
                                                                         "\n"
                                                                         "groups:\n"
                                                                         "  Intake: [api, checkout]\n"
                                                                         "  Money: [payments]\n"
                                                                         "\n"
                                                                         "bends:\n"
                                                                         "  checkout → payments: [[700, 40], [700, 200]]\n"
                                                                         "\n"
                                                                         "pinned: [payments, api]\n"));
  }

  void savingNothingNewChangesNoByte() { QCOMPARE(writeProject(read(kDrawn), kDrawn), kDrawn); }

  void movingOneCardChangesOneLine() {
    const auto moved = moveComponents(read(kDrawn), {{"checkout", {320, 40}}});
    QCOMPARE(differences(kDrawn, writeProject(moved, kDrawn)),
             QStringList({"-  checkout: [300, 0] # the heart", "+  checkout: [320, 40] # the heart"}));
  }

  void aNewGroupTouchesItsLinesOnly() {
    auto first = read(kBare);
    first.groups.push_back({"Intake", {"api"}});
    QCOMPARE(differences(kBare, writeProject(first, kBare)), QStringList({"+groups:", "+  Intake: [api]", "+"}));
    auto second = read(kDrawn);
    second.groups.insert(second.groups.begin() + 1, Group{"Heart: of it", {"checkout"}});
    std::erase(second.groups.front().members, "checkout");
    QCOMPARE(differences(kDrawn, writeProject(second, kDrawn)),
             QStringList({"-  Intake: [ api,checkout ]", "+  Intake: [api]", "+  \"Heart: of it\": [checkout]"}));
  }

  void aMovedCornerAndAPinTouchTheirLinesOnly() {
    auto a = read(kDrawn);
    a.bends.front().points.back() = {720, 200};
    QCOMPARE(differences(kDrawn, writeProject(a, kDrawn)),
             QStringList({"-  \"checkout → payments\": [[700, 40], [700, 200]]",
                          "+  checkout → payments: [[700, 40], [720, 200]]"}));
    auto b = read(kDrawn);
    b.pinned.clear();
    QCOMPARE(differences(kDrawn, writeProject(b, kDrawn)), QStringList({"-pinned: [payments, 'api']"}));
    auto c = read(kDrawn);
    c.bends.clear();
    QCOMPARE(differences(kDrawn, writeProject(c, kDrawn)),
             QStringList({"-bends:", "-  \"checkout → payments\": [[700, 40], [700, 200]]"}));
  }
};

QTEST_GUILESS_MAIN(ProjectDrawingTest)
#include "project_drawing_test.moc"
