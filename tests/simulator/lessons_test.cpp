#include <memory>
#include <set>
#include <string>

#include <QTest>

#include "model/checks/check.h"
#include "model/project/project_file.h"
#include "simulator/lessons/lesson_check.h"
#include "simulator/lessons/lesson_file.h"
#include "simulator/lessons/lesson_state.h"

using namespace virga;
using namespace virga::simulator;

namespace {

const std::string kDesign =
    "  virga: 1\n"
    "  name: Tiny\n"
    "  target: {provider: aws, region: us-east-1}\n"
    "  components:\n"
    "    users: {kind: client, sends: [{to: api, route: GET /, arrivals: {poisson: {rate: 20/s}}}]}\n"
    "    api: {kind: http-api, routes: [{route: GET /, to: work}]}\n"
    "    work: {kind: function, runtime: nodejs22, memory: 512 MiB, steps: [{compute: 5 ms}, {send: jobs}]}\n"
    "    jobs: {kind: queue}\n"
    "  scenarios: {calm: {duration: 1 min}, storm: {duration: 2 min}}\n";

std::string lessonText(const std::string& steps, const std::string& design = "design:\n" + kDesign) {
  return "lesson: tiny\ntitle: Tiny\nsentence: A tiny one.\nminutes: 3\n" + design + "steps:\n" + steps;
}

std::string withCondition(const std::string& condition) {
  return lessonText("  - {title: One, name: first, text: Look.}\n  - title: Two\n    text: Do.\n    until:\n      - " +
                    condition + "\n");
}

tl::expected<Lesson, model::Problems> read(const std::string& text) { return readLesson(text, "tiny.lesson.yaml"); }

std::shared_ptr<const model::Architecture> designOf(const std::string& settings = {}, const std::string& value = {}) {
  const auto lesson = read(lessonText("  - {title: One, text: Look.}\n"));
  if (settings.empty()) return lesson->design;
  return std::make_shared<const model::Architecture>(model::withSettings(*lesson->design, {{settings, value}}).value());
}

// A run of the scenario in which 'work' was invoked 100 times, 40 of them cold, and took 200 ms at the 95th percentile.
std::shared_ptr<const Result> resultOf(const std::string& scenario, double p95 = 200) {
  auto result = std::make_shared<Result>();
  result->scenario = scenario;
  result->provider = "aws";
  result->components = {{"work",
                         "function",
                         {{"invocations", Figure{100, {}}},
                          {"cold_start_share", Figure{0.4, {}}},
                          {"latency_ms.p95", Figure{p95, {}}},
                          {"init_ms.mean", std::nullopt}},
                         {}}};
  return result;
}

}  // namespace

class LessonsTest : public QObject {
  Q_OBJECT

 private:
  LessonJudgement judged(const std::string& condition, const LessonState& state) {
    const auto lesson = read(withCondition(condition));
    if (!lesson) {
      QTest::qFail(model::toText(lesson.error().front()).c_str(), __FILE__, __LINE__);
      return {};
    }
    return judge(lesson->steps[1].until.front(), state);
  }

 private slots:
  void readsALesson() {
    const auto lesson =
        read(lessonText("  - title: Run it\n"
                        "    name: first\n"
                        "    text: |\n"
                        "      Press **F5**.\n"
                        "    point-at: {component: work, field: memory}\n"
                        "    scenario: storm\n"
                        "    until:\n"
                        "      - {ran: storm, say: Run the storm}\n"
                        "      - figure: work.cold_start_share < 5 %\n"
                        "    hint: F5.\n"
                        "    question: {ask: Why is it so, choices: [a, b], right: 2, because: It is.}\n"));
    QVERIFY2(lesson, lesson ? "" : model::toText(lesson.error().front()).c_str());
    QCOMPARE(lesson->id, std::string("tiny"));
    QCOMPARE(lesson->minutes, 3);
    QCOMPARE(lesson->design->components.size(), 4);
    const auto& step = lesson->steps.front();
    QCOMPARE(step.text, std::string("Press **F5**.\n"));
    QCOMPARE(step.pointAt.field, std::string("memory"));
    QCOMPARE(step.scenario, std::string("storm"));
    QCOMPARE(step.until.size(), 2);
    QCOMPARE(step.until.front().say, std::string("Run the storm"));
    QCOMPARE(step.question->right, 1);
    QVERIFY(checkLesson(*lesson).empty());
  }

  void saysWhatIsWrong_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const std::string& text, int line, const char* part) {
      QTest::newRow(name) << QString::fromStdString(text) << line << part;
    };
    const auto step = [](const char* rest) { return lessonText(std::string("  - {title: A, text: B, ") + rest + "}\n"); };
    row("no lesson", "[]", 1, "expected a lesson");
    row("another name", "lesson: small\ntitle: T\nsentence: S\nsteps: [{title: A, text: B}]", 1,
        "its file 'tiny.lesson.yaml'");
    row("no steps", "lesson: tiny\ntitle: T\nsentence: S\n", 1, "'steps' is missing");
    row("empty steps", "lesson: tiny\ntitle: T\nsentence: S\nsteps: []", 4, "has no steps");
    row("misspelt key", "lesson: tiny\ntitel: T\nsentence: S\nsteps: [{title: A, text: B}]", 2, "did you mean 'title'?");
    row("misspelt step key", step("pont-at: {panel: bill}"), 16, "did you mean 'point-at'?");
    row("no project", lessonText("  - {title: A, text: B}\n", "project: none.virga.yaml\n"), 5, "none.virga.yaml");
    row("wrong inline design", lessonText("  - {title: A, text: B}\n", "design: {virga: 1, componets: {}}\n"), 5,
        "did you mean 'components'?");
    row("unknown panel", step("point-at: {panel: bil}"), 16, "did you mean 'bill'?");
    row("unknown control", step("point-at: {control: rum}"), 16, "did you mean 'run'?");
    row("unknown component", step("point-at: {component: wrok}"), 16, "did you mean 'work'?");
    row("unknown field", step("point-at: {component: work, field: memroy}"), 16, "did you mean 'memory'?");
    row("field of nothing", step("point-at: {panel: bill, field: memory}"), 16, "needs a component");
    row("points at two", step("point-at: {panel: bill, control: run}"), 16, "at two things");
    row("unknown scenario", step("scenario: strom"), 16, "did you mean 'storm'?");
    row("one choice", step("question: {ask: Q, choices: [a], right: 1, because: B}"), 16, "two answers");
    row("no such answer", step("question: {ask: Q, choices: [a, b], right: 3, because: B}"), 16, "from 1 to 2");
    const auto condition = [&](const char* name, const char* text, const char* part) {
      row(name, withCondition(text), 20, part);
    };
    condition("unknown condition", "exits: function", "did you mean 'exists'?");
    condition("two conditions", "{exists: function, ran: calm}", "states one condition");
    condition("no condition", "{say: Hello}", "states one condition");
    condition("unknown kind", "exists: functoin", "did you mean 'function'?");
    condition("nothing to exist", "exists: {at-least: 2}", "add 'kind', 'id' or both");
    condition("unknown end", "edge: {from: usres, to: api}", "did you mean 'users'?");
    condition("no end", "edge: {from: users}", "'to' is missing");
    condition("no comparison", "value: work.memory", "compares nothing");
    condition("unknown value", "value: work.memroy > 1 GiB", "did you mean 'memory'?");
    condition("value of nothing", "value: wrok.memory > 1 GiB", "did you mean 'work'?");
    condition("unknown stated", "stated: api.throtle", "did you mean 'throttle'?");
    condition("ran what", "ran: strom", "did you mean 'storm'?");
    condition("ran where", "ran: {provider: awz}", "did you mean 'aws'?");
    condition("figure of nothing", "figure: wrok.invocations > 1", "did you mean 'work'?");
    condition("figure of no scenario", "figure: {expression: work.invocations > 1, scenario: x}", "no scenario 'x'");
    condition("than nothing", "less: {figure: work.latency.p95, than: furst}", "did you mean 'first'?");
    condition("by what", "less: {figure: work.latency.p95, than: first, by: 20}", "20");
    condition("unknown check", "absent: no-dead-leter", "did you mean 'no-dead-letter'?");
    condition("check of nothing", "absent: {check: no-dead-letter, at: jobz}", "did you mean 'jobs'?");
    condition("one provider", "compared: [aws]", "two providers");
  }
  void saysWhatIsWrong() {
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(QString, part);
    const auto lesson = read(text.toStdString());
    QVERIFY(!lesson);
    const auto& problem = lesson.error().front();
    const auto whole = QString::fromStdString(model::toText(problem));
    QVERIFY2(whole.contains(part), qPrintable(whole));
    QCOMPARE(problem.line, line);
    QVERIFY(problem.column > 0);
  }

  // What a component that the learner adds is called is known from the condition that asks for it.
  void pointsAtWhatIsAskedFor() {
    const auto steps = std::string("  - {title: A, text: B, point-at: {component: more}, until: [{exists: {id: more}}]}\n");
    QVERIFY(read(lessonText(steps)));
    QVERIFY(!read(lessonText("  - {title: A, text: B, point-at: {component: more}}\n")));
  }

  void checksWhatOnlyARunKnows_data() {
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("part");
    QTest::newRow("unknown figure") << "figure: work.duratoin.p99 < 5 ms"
                                    << "did you mean 'duration.p99'?";
    QTest::newRow("wrong unit") << "figure: work.latency.p99 < 5"
                                << "5";
    QTest::newRow("changed figure") << "less: {figure: work.invocatoins, than: first}"
                                    << "did you mean 'invocations'?";
    QTest::newRow("value in another unit") << "value: work.memory > 1 s"
                                           << "1 s";
    QTest::newRow("no choice") << "value: work.architecture = arm"
                               << "x86_64, arm64";
  }
  void checksWhatOnlyARunKnows() {
    QFETCH(QString, condition);
    QFETCH(QString, part);
    const auto lesson = read(withCondition(condition.toStdString()));
    QVERIFY2(lesson, lesson ? "" : model::toText(lesson.error().front()).c_str());
    const auto problems = checkLesson(*lesson);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.front().line, 20);
    QVERIFY2(QString::fromStdString(problems.front().message).contains(part), problems.front().message.c_str());
  }

  void judgesTheDesign_data() {
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("holds");
    const auto row = [](const char* condition, const char* path, const char* value, bool holds) {
      QTest::addRow("%s with %s=%s", condition, path, value) << condition << path << value << holds;
    };
    row("exists: queue", "", "", true);
    row("exists: topic", "", "", false);
    row("exists: {kind: queue, at-least: 2}", "", "", false);
    row("exists: {id: work, kind: function}", "", "", true);
    row("exists: {id: work, kind: queue}", "", "", false);
    row("edge: {from: users, to: http-api}", "", "", true);
    row("edge: {from: function, to: jobs}", "", "", true);
    row("edge: {from: jobs, to: work}", "", "", false);
    row("no-edge: {from: jobs, to: work}", "", "", true);
    row("no-edge: {from: work, to: jobs}", "", "", false);
    row("value: work.memory >= 1 GiB", "", "", false);
    row("value: work.memory >= 1 GiB", "work.memory", "1024 MiB", true);
    row("value: work.memory < 1 GiB", "work.memory", "1024 MiB", false);
    row("value: work.timeout <= 5 s", "work.timeout", "5000 ms", true);
    row("value: work.start = snapshot", "", "", false);
    row("value: work.start = snapshot", "work.start", "snapshot", true);
    row("value: work.provisioned-concurrency >= 1", "", "", false);
    row("value: work.provisioned-concurrency >= 1", "work.provisioned-concurrency", "2", true);
    row("value: users.sends.0.arrivals.poisson.rate >= 20/s", "", "", true);
    row("value: users.sends.0.arrivals.poisson.rate >= 21/s", "", "", false);
    row("value: target.provider = gcp", "", "", false);
    row("stated: api.throttle", "", "", false);
    row("stated: api.throttle", "api.throttle", "{rate: 5/s, burst: 5}", true);
    row("value: api.throttle.rate = 5/s", "api.throttle", "{rate: 5/s, burst: 5}", true);
    row("value: api.throttle.rate = 5/s", "", "", false);
  }
  void judgesTheDesign() {
    QFETCH(QString, condition);
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(bool, holds);
    LessonState state;
    state.design = designOf(path.toStdString(), value.toStdString());
    const auto judgement = judged(condition.toStdString(), state);
    QCOMPARE(judgement.holds, holds);
    QVERIFY(!judgement.what.empty());
    QCOMPARE(judgement.missing.empty(), holds);
  }

  void aRunCountsForTheDesignThatItIsOf() {
    LessonState state;
    state.design = designOf();
    QCOMPARE(judged("ran: storm", state).missing, std::string("not yet: run 'storm' (F5)"));
    addRun(state, {state.design, resultOf("calm")});
    QVERIFY(!judged("ran: storm", state).holds);
    QVERIFY(judged("ran: any", state).holds);
    QVERIFY(!judged("ran: {scenario: calm, provider: gcp}", state).holds);
    addRun(state, {state.design, resultOf("storm")});
    QVERIFY(judged("ran: storm", state).holds);
    // Where a component stands changes no figure; its memory does.
    auto moved = *state.design;
    moved.layout = {{"work", {10, 20}}};
    state.design = std::make_shared<const model::Architecture>(moved);
    QVERIFY(judged("ran: storm", state).holds);
    state.design = designOf("work.memory", "1 GiB");
    QVERIFY(judged("ran: storm", state).missing.find("has changed since") != std::string::npos);
  }

  void theNewestRunOfAScenarioCounts() {
    LessonState state;
    state.design = designOf();
    addRun(state, {state.design, resultOf("storm", 900)});
    QCOMPARE(judged("figure: work.latency.p95 < 500 ms", state).missing, std::string("not yet: the run shows 900 ms"));
    addRun(state, {state.design, resultOf("storm", 300)});
    QCOMPARE(state.runs.size(), 1);
    QVERIFY(judged("figure: work.latency.p95 < 500 ms", state).holds);
    QVERIFY(judged("figure: {expression: work.latency.p95 < 500 ms, scenario: storm}", state).holds);
    QVERIFY(!judged("figure: {expression: work.latency.p95 < 500 ms, scenario: calm}", state).holds);
    QVERIFY(!judged("figure: work.init.mean < 500 ms", state).holds);  // nothing was observed
  }

  void comparesWithAnEarlierStep() {
    const std::string condition = "less: {figure: work.latency.p95, than: first, by: 30 %}";
    const auto lesson = read(withCondition(condition));
    QVERIFY(lesson);
    LessonState state;
    state.design = designOf();
    QVERIFY(judged(condition, state).missing.find("go back") != std::string::npos);
    QVERIFY(figuresToRemember(*lesson, 0, state).empty());
    addRun(state, {state.design, resultOf("storm", 1000)});
    state.remembered = figuresToRemember(*lesson, 0, state);
    QCOMPARE(state.remembered.size(), 1);
    QCOMPARE(state.remembered.begin()->second, 1000.0);
    addRun(state, {state.design, resultOf("storm", 701)});
    QCOMPARE(judged(condition, state).missing, std::string("not yet: it was 1.00 s and is 701 ms"));
    addRun(state, {state.design, resultOf("storm", 700)});
    QVERIFY(judged(condition, state).holds);
    QVERIFY(!judged("more: {figure: work.latency.p95, than: first}", state).holds);
    addRun(state, {state.design, resultOf("storm", 1001)});
    QVERIFY(judged("more: {figure: work.latency.p95, than: first}", state).holds);
  }

  void findingsCanBeWantedGone() {
    LessonState state;
    state.design = designOf();
    const auto catalog = model::loadCatalog("aws").value();
    state.findings = model::check(*state.design, catalog);
    QVERIFY(!judged("absent: public-route", state).holds);
    QVERIFY(!judged("absent: {check: no-throttle, at: api}", state).holds);
    QVERIFY(judged("absent: {check: no-throttle, at: jobs}", state).holds);
    state.design = designOf("api.throttle", "{rate: 5/s, burst: 5}");
    state.findings = model::check(*state.design, catalog);
    QVERIFY(judged("absent: no-throttle", state).holds);
  }

  void aComparisonIsOfTheProvidersAndTheDesign() {
    LessonState state;
    state.design = designOf();
    const std::string condition = "compared: [aws, gcp]";
    QVERIFY(!judged(condition, state).holds);
    state.comparedDesign = state.design;
    state.comparedProviders = {"aws", "azure"};
    QCOMPARE(judged(condition, state).missing, std::string("not yet: the comparison lacks gcp"));
    state.comparedProviders.push_back("gcp");
    QVERIFY(judged(condition, state).holds);
    state.design = designOf("work.memory", "1 GiB");
    QVERIFY(!judged(condition, state).holds);
  }

  void theLessonsAreSound() {
    std::set<std::string> ids;
    for (const auto& file : lessonFiles()) {
      const auto lesson = loadLesson(file);
      QVERIFY2(lesson, lesson ? "" : model::toText(lesson.error().front()).c_str());
      const auto problems = checkLesson(*lesson);
      QVERIFY2(problems.empty(), problems.empty() ? "" : model::toText(problems.front()).c_str());
      QVERIFY2(lesson->steps.size() >= 5 && lesson->steps.size() <= 9, lesson->id.c_str());
      ids.insert(lesson->id);
    }
    const std::set<std::string> wanted{"first-drawing",
                                       "cold-starts",
                                       "throttling-and-load-levelling",
                                       "retry-storm-and-circuit-breaker",
                                       "bill-and-memory-tuning",
                                       "choosing-a-provider",
                                       "securing-an-api",
                                       "strangler-migration"};
    QCOMPARE(ids, wanted);
  }
};

QTEST_APPLESS_MAIN(LessonsTest)
#include "lessons_test.moc"
