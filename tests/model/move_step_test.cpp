#include "model/edit/move_step.h"

#include <map>
#include <random>
#include <set>

#include <QtTest>

#include "model/edit/references.h"
#include "model/project/codec_step.h"
#include "model/project/yaml_text.h"

using namespace virga::model;

namespace {

Steps stepsFrom(const char* text) {
  const auto tree = parseYaml(text, "");
  Reader reader("");
  Steps steps;
  Codec<Steps>::read(reader, *tree, {}, steps);
  return steps;
}

// Each step waits another time, or loops another number of times, so that it can be told from all others.
Architecture work() {
  Function function;
  function.runtime = "nodejs22";
  function.steps = stepsFrom(
      "[{wait: 1 s}, {parallel: [{wait: 2 s}, [{wait: 3 s}, {wait: 4 s}]]}, {wait: 5 s},"
      " {branch: [{share: 30%, steps: [{wait: 6 s}]}, {share: 20%, steps: [{wait: 7 s}, {wait: 8 s}]}]},"
      " {call: db, catch: [{wait: 9 s}]}, {loop: 10, steps: [{wait: 11 s}, {map: 12, steps: [{wait: 13 s}]}]},"
      " {wait-for: 1, of: [{wait: 14 s}, {wait: 15 s}]}]");
  Architecture architecture;
  architecture.components = {{"f", {}, function}, {"db", {}, NosqlDb{}}};
  architecture.scenarios.emplace_back();
  return architecture;
}

const Steps& stepsIn(const Architecture& architecture) { return std::get<Function>(architecture.find("f")->kind).steps; }

// The time that the step at the path waits, in seconds; 0 if it does something else.
std::map<std::string, double> waits(const Architecture& architecture) {
  std::map<std::string, double> result;
  forEachStep(stepsIn(architecture), "f.steps", [&](const Step& step, const std::string& path) {
    const auto* wait = std::get_if<WaitStep>(&step.what);
    result[path] = wait ? mean(wait->time).seconds() : 0;
  });
  return result;
}

// A setting for each step that waits, which says by how long it waits.
Architecture withSettings(Architecture architecture) {
  for (const auto& [path, time] : waits(architecture))
    if (time > 0) architecture.scenarios[0].set.push_back({path + ".wait", std::to_string(static_cast<int>(time))});
  return architecture;
}

void checkSettings(const Architecture& architecture) {
  const auto now = waits(architecture);
  std::size_t waiting = 0;
  for (const auto& [path, time] : now) waiting += time > 0 ? 1 : 0;
  QCOMPARE(architecture.scenarios[0].set.size(), waiting);
  for (const auto& setting : architecture.scenarios[0].set) {
    const auto step = setting.path.substr(0, setting.path.rfind('.'));
    QVERIFY2(now.contains(step), setting.path.c_str());
    QCOMPARE(now.at(step), std::stod(setting.value));
  }
}

}  // namespace

class MoveStepTest : public QObject {
  Q_OBJECT

 private slots:
  void aStepMovesWithinItsList() {
    const auto down = moveStepDown(work(), "f.steps.0");
    QVERIFY(down);
    QCOMPARE(down->path, "f.steps.1");
    QCOMPARE(waits(down->architecture).at("f.steps.1"), 1.0);
    QCOMPARE(waits(down->architecture).at("f.steps.0.parallel.0"), 2.0);
    const auto up = moveStepUp(down->architecture, down->path);
    QVERIFY(up);
    QCOMPARE(up->architecture, work());
    QVERIFY(!moveStepUp(work(), "f.steps.0"));
    QVERIFY(!moveStepDown(work(), "f.steps.6"));
    QVERIFY(!moveStepUp(work(), "f.steps.9"));
    QVERIFY(!moveStepUp(work(), "db.steps.0"));
  }

  void aStepGoesIntoABlockAndOutAgain() {
    const auto in = indentStep(work(), "f.steps.2");
    QVERIFY(in);
    QCOMPARE(in->path, "f.steps.1.parallel.1.2");
    const auto out = outdentStep(in->architecture, in->path);
    QVERIFY(out);
    QCOMPARE(out->path, "f.steps.2");
    QCOMPARE(out->architecture, work());
    QVERIFY(!indentStep(work(), "f.steps.0"));
    QVERIFY(!indentStep(work(), "f.steps.1"));  // a wait has no block
    QVERIFY(!outdentStep(work(), "f.steps.0"));
  }

  void aStepAtTheEdgeOfABranchGoesToTheNext() {
    const auto down = moveStepDown(work(), "f.steps.1.parallel.0");
    QVERIFY(down);
    QCOMPARE(down->path, "f.steps.1.parallel.1.0");
    const auto& branches = std::get<ParallelStep>(stepsIn(down->architecture)[1].what).branches;
    QCOMPARE(branches[0].size(), std::size_t{0});
    QCOMPARE(branches[1].size(), std::size_t{3});
    const auto up = moveStepUp(down->architecture, down->path);
    QVERIFY(up);
    QCOMPARE(up->architecture, work());
  }

  void aStepCannotGoIntoItself() {
    QVERIFY(!moveStep(work(), "f.steps.5", "f.steps.5.steps", 0));
    QVERIFY(!moveStep(work(), "f.steps.5", "f.steps.5.steps.1.steps", 0));
    QVERIFY(!moveStep(work(), "f.steps.0", "f.steps.7.steps", 0));
    QVERIFY(!moveStep(work(), "f.steps.0", "f.steps", 8));
  }

  // A single step of a branch has its branch's path, which changes when it gets company.
  void settingsFollowASingleStepOfABranch() {
    auto before = work();
    before.scenarios[0].set = {{"f.steps.1.parallel.0.wait", "2"}, {"f.steps.3.branch.1.share", "5%"}};
    const auto edit = moveStep(before, "f.steps.0", "f.steps.1.parallel.0", 0);
    QVERIFY(edit);
    QCOMPARE(edit->path, "f.steps.0.parallel.0.0");
    QCOMPARE(edit->architecture.scenarios[0].set,
             (std::vector<Setting>{{"f.steps.0.parallel.0.1.wait", "2"}, {"f.steps.2.branch.1.share", "5%"}}));
  }

  // Whatever is moved wherever: no step is lost, none changes, and every setting means the step that it meant.
  void settingsKeepMeaningTheSameStep() {
    std::mt19937 random(7);
    auto architecture = withSettings(work());
    int moved = 0;
    for (int i = 0; i < 400; ++i) {
      std::vector<std::string> steps, lists{"f.steps"};
      forEachStep(stepsIn(architecture), "f.steps", [&](const Step& step, const std::string& path) {
        steps.push_back(path);
        forEachBlock(step, path, [&](const Steps&, const std::string& list, bool) { lists.push_back(list); });
      });
      const auto& step = steps[random() % steps.size()];
      const auto& list = lists[random() % lists.size()];
      const auto edit = moveStep(architecture, step, list, random() % 3);
      if (!edit) continue;
      ++moved;
      const auto time = waits(architecture).at(step);
      QCOMPARE(waits(edit->architecture).at(edit->path), time);
      QCOMPARE(waits(edit->architecture).size(), steps.size());
      checkSettings(edit->architecture);
      if (QTest::currentTestFailed()) return;
      architecture = edit->architecture;
    }
    QVERIFY(moved > 100);
  }

  void stepsAreAddedAndRemoved() {
    const auto before = withSettings(work());
    const auto added = insertStep(before, "f.steps.1.parallel.0", 0, {WaitStep{Constant{seconds(99)}}});
    QVERIFY(added);
    QCOMPARE(added->path, "f.steps.1.parallel.0.0");
    QCOMPARE(waits(added->architecture).at("f.steps.1.parallel.0.1"), 2.0);
    const auto removed = removeStep(added->architecture, added->path);
    QVERIFY(removed);
    QCOMPARE(removed->path, "f.steps.1.parallel.0");
    QCOMPARE(removed->architecture, before);
    const auto gone = removeStep(before, "f.steps.3");
    QVERIFY(gone);
    QCOMPARE(gone->path, "f.steps.3");
    checkSettings(gone->architecture);
    const auto emptied = removeStep(before, "f.steps.4.catch.0");
    QVERIFY(emptied);
    QCOMPARE(emptied->path, "f.steps.4");
    checkSettings(emptied->architecture);
  }

  void blocksAreAddedAndRemoved() {
    auto before = withSettings(work());
    for (const auto* step : {"f.steps.1", "f.steps.3", "f.steps.6"}) {
      const auto added = addBlock(before, step);
      QVERIFY(added);
      checkSettings(added->architecture);
      const auto removed = removeBlock(added->architecture, added->path);
      QVERIFY(removed);
      QCOMPARE(removed->path, step);
      QCOMPARE(removed->architecture, before);
    }
    QVERIFY(!addBlock(before, "f.steps.0"));
    QVERIFY(!addBlock(before, "f.steps.4"));  // has a catch
    before.scenarios[0].set.push_back({"f.steps.3.branch.1.share", "20"});
    const auto first = removeBlock(before, "f.steps.3.branch.0.steps");
    QVERIFY(first);
    QCOMPARE(first->architecture.scenarios[0].set.back(), (Setting{"f.steps.3.branch.0.share", "20"}));
    QCOMPARE(waits(first->architecture).at("f.steps.3.branch.0.steps.1"), 8.0);
    const auto uncaught = removeBlock(before, "f.steps.4.catch");
    QVERIFY(uncaught);
    QVERIFY(!std::get<CallStep>(stepsIn(uncaught->architecture)[4].what).caught);
    QVERIFY(!removeBlock(before, "f.steps.5.steps"));
  }
};

QTEST_APPLESS_MAIN(MoveStepTest)
#include "move_step_test.moc"
