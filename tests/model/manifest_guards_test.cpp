#include <string>

#include <QtTest>

#include "tests/model/manifest_designs.h"
#include "tests/model/manifest_reading.h"

using namespace virga::model;
using namespace virga::tests;

namespace {

std::string stepsOf(const Architecture& design, const std::string& function) {
  const Manifest manifest = exported(design);
  for (const char* file : {"/steps.mjs", "/steps.py"})
    if (const std::string text = contentOf(manifest, "src/" + function + file); text.rfind("(no file", 0) != 0) return text;
  return {};
}

// One function that calls a table under these conditions.
Architecture careful(const std::string& runtime, const CallStep& step) {
  Architecture design;
  design.name = "Careful";
  add(design, "work", function(runtime, {Step{step}}));
  add(design, "table", NosqlDb{});
  add(design, "letters", Queue{});
  return design;
}

CallStep tableCall() {
  CallStep step;
  step.to = {"table"};
  return step;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

// What guards a call is what was simulated: the handlers get every setting.
class ManifestGuardsTest : public QObject {
  Q_OBJECT

 private slots:
  void retries() {
    CallStep step = tableCall();
    step.retry = Retry{3, milliseconds(200)};
    QVERIFY(has(stepsOf(careful("nodejs22", step), "work"), "{ retries: 3, backoffMs: 200 }"));
    QVERIFY(has(stepsOf(careful("python3.12", step), "work"), "retries=3, backoff_s=0.2"));
    QVERIFY(!has(stepsOf(careful("python3.12", step), "work"), "growth"));
    step.retry = Retry{5, milliseconds(50), BackoffGrowth::constant, seconds(2), Jitter::equal, Share{0.1}};
    const std::string nodejs = stepsOf(careful("nodejs22", step), "work");
    QVERIFY(has(nodejs, "retries: 5, backoffMs: 50, growth: 'constant', capMs: 2000, jitter: 'equal'"));
    QVERIFY(has(nodejs, "budget: readTableBudget"));
    QVERIFY(has(nodejs, "const readTableBudget = new RetryBudget(0.1);"));
    const std::string python = stepsOf(careful("python3.12", step), "work");
    QVERIFY(has(python, "retries=5, backoff_s=0.05, growth=\"constant\", cap_s=2, jitter=\"equal\""));
    QVERIFY(has(python, "budget=_read_table_budget"));
    QVERIFY(has(python, "_read_table_budget = RetryBudget(0.1)"));
    step.retry->jitter = Jitter::full;
    QVERIFY(has(stepsOf(careful("nodejs22", step), "work"), "jitter: 'full'"));
    QVERIFY(has(stepsOf(careful("python3.12", step), "work"), "jitter=\"full\""));
  }

  void probesOfABreaker() {
    CallStep step = tableCall();
    step.breaker = Breaker{20, seconds(10), seconds(5), 3};
    QVERIFY(has(stepsOf(careful("nodejs22", step), "work"),
                "new Breaker({ failures: 20, withinMs: 10000, openMs: 5000, probes: 3 })"));
    QVERIFY(has(stepsOf(careful("python3.12", step), "work"), "Breaker(failures=20, within_s=10, open_s=5, probes=3)"));
  }

  void whatIsDoneAfterAFailureIsPermitted() {
    CallStep step = tableCall();
    step.caught = Steps{send("letters")};
    for (const char* runtime : {"nodejs22", "python3.12"}) {
      const Architecture design = careful(runtime, step);
      QVERIFY((permissionsOf(templateOf(design), "Work") ==
               Texts{"Allow dynamodb:GetItem on !GetAtt Table.Arn", "Allow sqs:SendMessage on !GetAtt Letters.Arn"}));
    }
    const std::string nodejs = stepsOf(careful("nodejs22", step), "work");
    QVERIFY(nodejs.find("await readTable(input)") < nodejs.find("} catch (error) {"));
    QVERIFY(nodejs.find("} catch (error) {") < nodejs.find("await sendLetters(input)"));
  }

  void theFirstOfSomeBranches() {
    Architecture design = careful("nodejs22", tableCall());
    WaitForStep race;
    race.count = 2;
    race.branches = {{call("table")}, {send("letters")}, {}};
    kindOf<Function>(design, "work").steps = {Step{race}};
    QVERIFY(has(stepsOf(design, "work"), "await firstOf(2, ["));
    QVERIFY(hasNote(exported(design), "unwatched-branches", "work"));
    kindOf<Function>(design, "work").runtime = "python3.12";
    QVERIFY(has(stepsOf(design, "work"), "first_of(2, side_1, side_2, side_3)"));
    race.count = 3;
    kindOf<Function>(design, "work").steps = {Step{race}};
    QVERIFY(!hasNote(exported(design), "unwatched-branches", "work"));
  }

  void everyGuardIsExported() {
    for (const char* runtime : {"nodejs22", "python3.12"}) QVERIFY(refusals(everyGuard(runtime)).empty());
  }
};

QTEST_GUILESS_MAIN(ManifestGuardsTest)
#include "manifest_guards_test.moc"
