#include <filesystem>
#include <string>
#include <vector>

#include <QtTest>

#include "model/io/file.h"
#include "model/project/field_view.h"
#include "model/project/project_file.h"
#include "tests/model/text_difference.h"

using namespace virga::model;
using virga::test::differences;

namespace {

const std::string kHandWritten = VIRGA_TEST_DATA "/projects/design.virga.yaml";

Architecture read(const std::string& text) {
  const auto architecture = readProject(text, "p");
  if (!architecture) qFatal("%s\n%s", toText(architecture.error().front()).c_str(), text.c_str());
  return *architecture;
}

}  // namespace

class ProjectSaveTest : public QObject {
  Q_OBJECT

 private slots:
  void unchangedTextKeepsItsBytes() {
    std::vector<std::string> paths{kHandWritten, VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"};
    for (const auto& entry : std::filesystem::directory_iterator(VIRGA_SOURCE "/resources/patterns"))
      if (entry.path().string().ends_with(".virga.yaml")) paths.push_back(entry.path().string());
    QVERIFY(paths.size() > 2);
    for (const auto& path : paths) {
      const std::string text = *readFile(path);
      const auto project = read(text);
      QCOMPARE(writeProject(project, text), text);
      QCOMPARE(read(writeProject(project)), project);
    }
  }

  void movingABoxChangesOneLine() {
    const std::string text = *readFile(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");
    Architecture a = read(text);
    for (auto& [id, position] : a.layout)
      if (id == "api") position = {260, 100};
    QCOMPARE(differences(text, writeProject(a, text)), QStringList({"-  api: [300, 120]", "+  api: [260, 100]"}));
  }

  void movingABoxBesideGroupsAndBendsChangesOneLine() {
    const std::string text = *readFile(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml") +
                             "\ngroups:\n  # who pays\n  Intake: [api, checkout]\n\nbends:\n  checkout → payments: "
                             "[[820, 140], [820, 300]] # round the table\n\npinned: [api]\n";
    Architecture a = read(text);
    QCOMPARE(a.groups, (std::vector<Group>{{"Intake", {"api", "checkout"}}}));
    QCOMPARE(a.bends, (std::vector<Bend>{{"checkout", "payments", {{820, 140}, {820, 300}}}}));
    QCOMPARE(a.pinned, std::vector<ComponentId>{"api"});
    QCOMPARE(writeProject(a, text), text);
    for (auto& [id, position] : a.layout)
      if (id == "mailer") position = {1220, 360};
    QCOMPARE(differences(text, writeProject(a, text)), QStringList({"-  mailer: [1200, 360]", "+  mailer: [1220, 360]"}));
  }

  void groupsBendsAndPinsChangeOnlyTheirLines() {
    const std::string text = *readFile(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml");
    Architecture a = read(text);
    a.groups.push_back({"Intake", {"api", "checkout"}});
    const std::string grouped = writeProject(a, text);
    QCOMPARE(differences(text, grouped), QStringList({"+groups:", "+  Intake: [api, checkout]", "+"}));
    a.groups.push_back({"Mail: late", {"mailer"}});
    const std::string twice = writeProject(a, grouped);
    QCOMPARE(differences(grouped, twice), QStringList({"+  \"Mail: late\": [mailer]"}));
    a.bends.push_back({"checkout", "payments", {{820, 140}, {820, 300}}});
    a.pinned = {"api"};
    const std::string all = writeProject(a, twice);
    QCOMPARE(differences(twice, all),
             QStringList({"+bends:", "+  checkout → payments: [[820, 140], [820, 300]]", "+", "+pinned: [api]", "+"}));
    a.groups.clear();
    a.bends.clear();
    a.pinned.clear();
    QCOMPARE(writeProject(a, all), text);
  }

  void editingAFieldChangesItsLine() {
    const std::string text = *readFile(kHandWritten);
    const auto a = setField(read(text), "checkout.timeout", "12 s");
    QCOMPARE(differences(text, writeProject(*a, text)), QStringList({"-    timeout: 10 s", "+    timeout: 12 s"}));
    const auto b = setField(read(text), "payments.throttle.rate", "5/s");
    QCOMPARE(differences(text, writeProject(*b, text)), QStringList({"+    throttle: {rate: 5/s, burst: 1}"}));
    const auto c = setField(read(text), "receipts.max-receives", "");
    QCOMPARE(differences(text, writeProject(*c, text)), QStringList({"-    max-receives: 5"}));
  }

  void commentsStayWithWhatTheyBelongTo() {
    const std::string text =
        "# At the top\n"
        "virga: 1   # version\n"
        "\n"
        "components:\n"
        "  # The function\n"
        "  f:   # f itself\n"
        "    kind: function\n"
        "    runtime: go\n"
        "    timeout: 30 s   # the default, on purpose\n"
        "    # What it does\n"
        "    steps:   # in order\n"
        "      # First\n"
        "      - compute: 5 ms   # not much\n"
        "      - call: x   # ask\n"
        "        # Not too long\n"
        "        timeout: 1 s\n"
        "      - send: q # tell\n"
        "    # end of f\n"
        "\n"
        "  # The queue\n"
        "  q: {kind: queue}\n"
        "  x: {kind: external}   # elsewhere\n"
        "# The end\n";
    Architecture a = read(text);
    auto& function = std::get<Function>(a.find("f")->kind);
    function.steps.erase(function.steps.begin() + 2);
    std::get<ComputeStep>(function.steps[0].what).work = Exponential{milliseconds(7)};
    std::get<CallStep>(function.steps[1].what).timeout = seconds(2);
    const std::string saved = writeProject(a, text);
    QVERIFY(read(saved) == a);
    QCOMPARE(QString::fromStdString(saved), QString("# At the top\n"
                                                    "virga: 1   # version\n"
                                                    "\n"
                                                    "components:\n"
                                                    "  # The function\n"
                                                    "  f:   # f itself\n"
                                                    "    kind: function\n"
                                                    "    runtime: go\n"
                                                    "    timeout: 30 s   # the default, on purpose\n"
                                                    "    # What it does\n"
                                                    "    steps: # in order\n"
                                                    "      # First\n"
                                                    "      - compute: {exponential: {mean: 7 ms}} # not much\n"
                                                    "      - call: x # ask\n"
                                                    "        # Not too long\n"
                                                    "        timeout: 2 s\n"
                                                    "    # end of f\n"
                                                    "\n"
                                                    "  # The queue\n"
                                                    "  q: {kind: queue}\n"
                                                    "  x: {kind: external}   # elsewhere\n"
                                                    "# The end\n"));
  }

  void addedAndRemovedComponents() {
    const std::string text = *readFile(kHandWritten);
    Architecture a = read(text);
    a.components.insert(a.components.begin() + 2, Component{"audit", "", Queue{}});
    QCOMPARE(differences(text, writeProject(a, text)), QStringList({"+  audit: {kind: queue}"}));
    std::swap(a.components[2], a.components[5]);
    QVERIFY(read(writeProject(a, text)) == a);
    Architecture none = read("virga: 1\nname: x # note\n");
    none.components.push_back({"q", "", Queue{}});
    none.layout.push_back({"q", {0, 0}});
    QCOMPARE(writeProject(none, "virga: 1\nname: x # note\n"),
             std::string("virga: 1\nname: x # note\n\ncomponents:\n  q: {kind: queue}\n\nlayout:\n  q: [0, 0]\n"));
    none.components.clear();
    none.layout.clear();
    QCOMPARE(writeProject(none, "virga: 1\n\ncomponents:\n  q: {kind: queue}\n\nlayout:\n  q: [0, 0]\n"),
             std::string("virga: 1\nname: x\n"));
  }

  void keysKeepTheirOrder() {
    const std::string text = "layout: {q: [0, 0]}\ncomponents:\n  q:\n    retention: 2 d\n    kind: queue\nvirga: 1\n";
    const auto a = setField(read(text), "q.visibility", "1 min");
    QCOMPARE(writeProject(*a, text),
             std::string("layout: {q: [0, 0]}\ncomponents:\n  q:\n    retention: 2 d\n    kind: queue\n"
                         "    visibility: 1 min\nvirga: 1\n"));
  }

  void windowsLineEndsStay() {
    const std::string text = "virga: 1\r\nname: x # a\r\ncomponents:\r\n  q: {kind: queue}\r\n";
    Architecture a = read(text);
    QCOMPARE(writeProject(a, text), text);
    a.name = "other";
    QCOMPARE(writeProject(a, text), std::string("virga: 1\r\nname: other # a\r\ncomponents:\r\n  q: {kind: queue}\r\n"));
  }

  void unreadablePreviousTextIsNoHindrance() {
    const Architecture a = read("virga: 1\nname: x\n");
    for (const std::string previous : {"", "virga: 2\n", "\"", "{virga: 1}", "virga: 1\nnmae: x\n"})
      QCOMPARE(writeProject(a, previous), std::string("virga: 1\nname: x\n"));
  }
};

QTEST_GUILESS_MAIN(ProjectSaveTest)
#include "project_save_test.moc"
