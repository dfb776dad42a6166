#include <string>
#include <vector>

#include <QtTest>

#include "model/project/project_file.h"

using namespace virga::model;

namespace {

// A wrong file; '@' marks the place that the problem must name.
struct Wrong {
  const char* name;
  std::string text;
  const char* path;
  const char* message;  // a part of message and hint
};

// A project with these lines below `components`.
std::string with(const std::string& components) { return "virga: 1\ncomponents:\n" + components; }
// A function `f` with these lines in it.
std::string function(const std::string& lines) { return with("  f:\n    kind: function\n    runtime: nodejs22\n" + lines); }
// A function with these steps; further components are q (queue), t (table) and x (external).
std::string steps(const std::string& lines) {
  return with("  q: {kind: queue}\n  t: {kind: nosql-db}\n  x: {kind: external}\n") +
         "  f:\n    kind: function\n    runtime: nodejs22\n    steps:\n" + lines;
}
std::string latency(const std::string& value) { return with("  x:\n    kind: external\n    latency: " + value + "\n"); }
std::string arrivals(const std::string& value) {
  return with("  f: {kind: function, runtime: go}\n  c:\n    kind: client\n    sends:\n      - to: f\n        arrivals: ") +
         value + "\n";
}
std::string scenario(const std::string& value) {
  return with("  f: {kind: function, runtime: go}\nscenarios:\n  s: ") + value + "\n";
}

const std::vector<Wrong>& wrongs() {
  static const std::vector<Wrong> all{
      // The text
      {"empty", "@", "", "the file is empty; begin with 'virga: 1'"},
      {"only a comment", "@# nothing here\n", "", "the file is empty"},
      {"a list", "@- virga\n", "", "a project file is a map"},
      {"a word", "@virga\n", "", "a project file is a map"},
      {"NUL byte", "virga: 1\nname: a@" + std::string(1, '\0') + "b\n", "", "control character 0x00"},
      {"invalid UTF-8", "virga: 1\nname: a@\xff\n", "", "byte 0xff isn't valid UTF-8"},
      {"overlong UTF-8", "virga: 1\nname: @\xc0\xaf\n", "", "byte 0xc0 isn't valid UTF-8"},
      {"second document", "virga: 1\n@---\nvirga: 1\n", "", "a second document begins here"},
      {"open quote", "virga: 1\n@name: \"a\n", "", "quoted text isn't closed"},
      {"open brace", "virga: 1\n@target: {provider: aws\n", "", "'{' isn't closed"},
      {"stray colon", "virga: 1\nname: a@: b\n", "", "needs quotes"},
      {"tab", "virga: 1\n@\tname: a\n", "", "indent with spaces"},
      {"tab below a map", "virga: 1\ncomponents:\n\ta@: {kind: queue}\n", "", "indent with spaces"},
      {"wrong indentation", with("  f:\n    kind: queue\n   @retention: 1 d\n"), "", "check the indentation"},
      {"anchor", "virga: 1\nname: @&a b\n", "", "anchors (&name) aren't used"},
      {"merge key", with("  f:\n    @<<: {kind: queue}\n"), "", "merge keys"},
      {"tag", "virga: 1\nname: @!!str b\n", "", "the tag"},
      {"list as key", "virga: 1\n? @[a]\n: b\n", "", "a key must be a plain word"},
      // The top
      {"no version", "@name: a\n", "", "the key 'virga' is missing"},
      {"newer version", "virga: @2\nfuture: true\n", "virga", "needs a newer Virga: this program reads version 1"},
      {"version zero", "virga: @0\n", "virga", "write 'virga: 1'"},
      {"version word", "virga: @one\n", "virga", "write 'virga: 1'"},
      {"unknown top key", "virga: 1\n@componets: {}\n", "componets", "did you mean 'components'?"},
      {"duplicate key", "virga: 1\nname: a\n@name: b\n", "name", "'name' is there twice; the first is in line 2"},
      {"target without value", "virga: 1\n@target:\n", "target", "'target' has no value"},
      {"target a word", "virga: 1\ntarget: @aws\n", "target", "expected a map with provider, region, found a single value"},
      {"components a list", "virga: 1\ncomponents:\n  @- a\n", "", "expected a map of components, found a list"},
      // Components
      {"bad component name", with("  @Checkout: {kind: queue}\n"), "Checkout", "can't be a component's name"},
      {"duplicate component", with("  a: {kind: queue}\n  @a: {kind: cache}\n"), "a", "'a' is there twice"},
      {"no kind", with("  a: @{retention: 1 d}\n"), "a", "the key 'kind' is missing; known: client"},
      {"component a word", with("  a: @queue\n"), "a", "expected a component: a map with 'kind'"},
      {"misspelt kind", with("  a: {kind: @fonction}\n"), "a.kind", "did you mean 'function'?"},
      {"planned kind", with("  a: {kind: @topic}\n"), "a.kind", "kind 'topic' isn't known to this version; known: client"},
      {"unknown key", function("    @memroy: 1 GiB\n"), "f.memroy", "did you mean 'memory'?"},
      {"camelCase key", with("  q: {kind: queue, @maxReceives: 3}\n"), "q.maxReceives", "did you mean 'max-receives'?"},
      {"no runtime", with("  f:\n    @kind: function\n"), "f", "the key 'runtime' is missing"},
      {"key without value", function("    @memory:\n"), "f.memory", "'memory' has no value"},
      // Values
      {"no unit", function("    memory: @512\n"), "f.memory", "no unit"},
      {"wrong unit", function("    timeout: @10 sec\n"), "f.timeout", "write 's'"},
      {"negative", function("    timeout: @-3 s\n"), "f.timeout", "-"},
      {"out of range", function("    memory: @10 kB\n"), "f.memory", "'10 kB' is out of range; it must be at least 1 MiB"},
      {"share without sign", function("    errors: @0.5\n"), "f.errors", "0.5%"},
      {"share above all", function("    errors: @101%\n"), "f.errors", "more than 100%"},
      {"unknown word", function("    architecture: @arm\n"), "f.architecture", "'arm' isn't one of x86_64, arm64"},
      {"list for a size", function("    memory: @[1 GiB]\n"), "f.memory", "expected a size such as 512 MiB, found a list"},
      {"quoted count", function("    reserved-concurrency: @\"5\"\n"), "f.reserved-concurrency", "leave the quotes out"},
      {"broken count", function("    reserved-concurrency: @1.5\n"), "f.reserved-concurrency", "isn't a whole number"},
      {"huge count", function("    reserved-concurrency: @99999999999\n"), "f.reserved-concurrency", "out of range"},
      {"burst zero", with("  a: {kind: http-api, throttle: {rate: 1/s, burst: @0}}\n"), "a.throttle.burst", "at least 1"},
      {"rate without time", arrivals("{poisson: {rate: @20}}"), "c.sends.0.arrivals.poisson.rate", "'20/s'"},
      // References
      {"dangling route",
       with("  f: {kind: function, runtime: go}\n  a:\n    kind: http-api\n    routes:\n"
            "      - {route: GET /, to: @g}\n"),
       "a.routes.0.to", "there is no component 'g'"},
      {"misspelt component", with("  q: {kind: queue, dead-letter: @daed}\n  dead: {kind: queue}\n"), "q.dead-letter",
       "did you mean 'dead'?"},
      {"dead letters to a function", with("  q: {kind: queue, dead-letter: @f}\n  f: {kind: function, runtime: go}\n"),
       "q.dead-letter", "'f' is of kind function, but this must be a queue"},
      {"auth by a queue", with("  q: {kind: queue}\n  a: {kind: http-api, auth: {with: @q}}\n"), "a.auth.with",
       "must be an auth"},
      {"consumer is a queue", with("  q: {kind: queue, consumers: [{to: @q}]}\n"), "q.consumers.0.to", "must be a function"},
      {"call to a queue", steps("      - call: @q\n"), "f.steps.0.call", "use 'send: q' to put a message into a queue"},
      {"send to a table", steps("      - send: @t\n"), "f.steps.0.send", "use 'call: t'"},
      {"layout of nothing", with("  f: {kind: queue}\n") + "layout:\n  @g: [0, 0]\n", "layout.g", "no component 'g'"},
      {"flow without route", with("  a: {kind: http-api}\n  c: {kind: client, sends: [@{to: a}]}\n"), "c.sends.0",
       "the key 'route' is missing: 'a' is an HTTP API"},
      {"route to a queue", with("  q: {kind: queue}\n  c: {kind: client, sends: [{to: q, route: @GET /}]}\n"), "c.sends.0",
       "the flow has no route"},
      {"route without method",
       with("  f: {kind: function, runtime: go}\n  a: {kind: http-api, routes: [{route: @/x, to: f}]}\n"),
       "a.routes.0.route", "a method and a path"},
      {"unknown method",
       with("  f: {kind: function, runtime: go}\n  a: {kind: http-api, routes: [{route: @GETT /x, to: f}]}\n"),
       "a.routes.0.route", "'GETT' isn't a method"},
      // Steps
      {"unknown step", steps("      - @cal: x\n"), "f.steps.0", "unknown step 'cal'; did you mean 'call'?"},
      {"planned step", steps("      - @loop: 3\n"), "f.steps.0", "'loop' isn't known to this version"},
      {"two steps in one", steps("      - @call: x\n        send: q\n"), "f.steps.0", "can't be both call and send"},
      {"step a word", steps("      - @call\n"), "f.steps.0", "expected a step"},
      {"key of no auth", with("  u:\n    kind: auth\n    @runtime: go\n"), "u.runtime", "unknown key of an auth: 'runtime'"},
      {"key of another step", steps("      - send: q\n        @retry: {attempts: 2}\n"), "f.steps.0.retry", "unknown key"},
      {"nested in parallel", steps("      - parallel:\n          - - call: x\n            - call: @y\n"),
       "f.steps.0.parallel.0.1.call", "no component 'y'"},
      {"shares above all", steps("      - branch: @[{share: 70%}, {share: 40%}]\n"), "f.steps.0", "sum to 110 %"},
      {"no retries", steps("      - call: x\n        retry: {attempts: @0}\n"), "f.steps.0.retry.attempts", "at least 1"},
      // Distributions and arrivals
      {"unknown law", latency("{@log-normal: {mean: 3 ms}}"), "x.latency.log-normal", "did you mean 'lognormal'?"},
      {"two laws", latency("@{gamma: {mean: 3 ms, cv: 1}, uniform: {min: 1 ms, max: 2 ms}}"), "x.latency",
       "here are 'gamma', 'uniform'"},
      {"half a lognormal", latency("{lognormal: @{median: 3 ms}}"), "x.latency.lognormal",
       "it takes mean and p95, or median and p99, or median and sigma"},
      {"lognormal without p95", latency("{lognormal: @{mean: 3 ms}}"), "x.latency.lognormal", "'p95' is missing"},
      {"p95 below mean", latency("{lognormal: @{mean: 30 ms, p95: 3 ms}}"), "x.latency.lognormal", "above the mean"},
      {"cv zero", latency("{gamma: {mean: 3 ms, cv: @0}}"), "x.latency.gamma.cv", "more than 0"},
      {"uniform upside down", latency("{uniform: @{min: 3 ms, max: 1 ms}}"), "x.latency.uniform", "min"},
      {"falling quantiles", latency("{empirical: {quantiles: {p50: 9 ms, @p99: 3 ms}}}"),
       "x.latency.empirical.quantiles.p99", "must rise"},
      {"not a quantile", latency("{empirical: {quantiles: {@median: 9 ms}}}"), "x.latency.empirical.quantiles.median",
       "write it as p50"},
      {"empirical of nothing", latency("{empirical: @{}}"), "x.latency.empirical", "either 'quantiles' or a 'file'"},
      {"plain rate", arrivals("@20/s"), "c.sends.0.arrivals", "write {poisson: {rate: 20/s}}"},
      {"unknown arrivals", arrivals("{@posson: {rate: 20/s}}"), "c.sends.0.arrivals.posson", "did you mean 'poisson'?"},
      {"falling profile", arrivals("{profile: {points: [{at: 2 h, rate: 1/s}, @{at: 1 h, rate: 2/s}]}}"),
       "c.sends.0.arrivals.profile.points.1", "must rise in time"},
      {"no users", arrivals("{closed: {users: @0, think: 1 s}}"), "c.sends.0.arrivals.closed.users", "at least 1"},
      {"placement", arrivals("{counts: {file: a.csv, placement: @evn}}"), "c.sends.0.arrivals.counts.placement",
       "did you mean 'even'?"},
      // Scenarios, providers, layout
      {"run of two centuries", scenario("{duration: @73000 d}"), "scenarios.s.duration", "it must be at most 36500 d"},
      {"warm-up too long", scenario("{duration: 1 h, warmup: @2 h}"), "scenarios.s", "must be shorter than the duration"},
      {"fault ends early", scenario("{faults: [{component: f, from: 2 min, to: @1 min}]}"), "scenarios.s.faults.0",
       "must end (to: 1 min) after it begins"},
      {"fault of nobody", scenario("{faults: [{component: @g, from: 2 min, to: 3 min}]}"), "scenarios.s.faults.0.component",
       "no component 'g'"},
      {"time of day", scenario("{traffic: {diurnal: {low: 20%, peak-at: @\"25:00\"}}}"),
       "scenarios.s.traffic.diurnal.peak-at", "isn't a time of day"},
      {"set of nobody", scenario("{set: {@g.memory: 1 GiB}}"), "scenarios.s.set", "there is no component 'g'; known: f"},
      {"set of an unknown key", scenario("{set: {@f.memroy: 1 GiB}}"), "scenarios.s.set", "did you mean 'memory'?"},
      {"set to a wrong value", scenario("{set: {@f.memory: lots}}"), "scenarios.s.set", "setting 'f.memory': "},
      {"set of the name", scenario("{set: {@name: x}}"), "scenarios.s.set", "a scenario can't set this"},
      {"reuse", "virga: 1\nproviders:\n  custom: {reuse: @recent}\n", "providers.custom.reuse", "isn't one of most-recent"},
      {"unknown provider key", "virga: 1\nproviders:\n  custom: {@keepalive: 1 s}\n", "providers.custom.keepalive",
       "did you mean 'keep-alive'?"},
      {"position of one number", with("  f: {kind: queue}\n") + "layout: {f: @[1]}\n", "layout.f",
       "two numbers, here are 1"},
      {"position between pixels", with("  f: {kind: queue}\n") + "layout: {f: [1, @1.5]}\n", "layout.f", "whole number"},
  };
  return all;
}

std::string texts(const Problems& problems) {
  std::string all;
  for (const auto& problem : problems) all += toText(problem) + " [" + problem.path + "]\n";
  return all;
}

}  // namespace

class ProjectErrorsTest : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatIsWrongAndWhere_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < wrongs().size(); ++i) QTest::newRow(wrongs()[i].name) << static_cast<int>(i);
  }
  void saysWhatIsWrongAndWhere() {
    QFETCH(int, index);
    const Wrong& wrong = wrongs()[static_cast<std::size_t>(index)];
    std::string text = wrong.text;
    const auto mark = text.find('@');
    QVERIFY(mark != std::string::npos);
    text.erase(mark, 1);
    const auto lineStart = text.rfind('\n', mark == 0 ? std::string::npos : mark - 1);
    const bool isFirstLine = mark == 0 || lineStart == std::string::npos;
    const auto line = isFirstLine ? 1 : 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n');
    const auto column = 1 + (isFirstLine ? mark : mark - lineStart - 1);

    const auto read = readProject(text, "p.virga.yaml");
    QVERIFY(!read);
    const std::string all = texts(read.error());
    QVERIFY2(read.error().size() == 1, all.c_str());
    const Problem& problem = read.error().front();
    QCOMPARE(QString::fromStdString(problem.file), QString("p.virga.yaml"));
    QVERIFY2(problem.line == line && problem.column == static_cast<int>(column),
             (all + "expected " + std::to_string(line) + ":" + std::to_string(column)).c_str());
    QCOMPARE(QString::fromStdString(problem.path), QString(wrong.path));
    QVERIFY2((problem.message + "; " + problem.hint).find(wrong.message) != std::string::npos, all.c_str());
    QVERIFY(!problem.id.empty());
  }

  void allProblemsComeAtOnceInFileOrder() {
    const auto read = readProject(
        "virga: 1\nnmae: x\ncomponents:\n  q: {kind: queue, visibility: 5, dead-letter: r}\n  f: {kind: function}\n"
        "  c: {kind: client, sends: [{to: q, payload: 3}, {to: f, arrivals: {poisson: {}}}]}\n",
        "p");
    QVERIFY(!read);
    QStringList where;
    for (const auto& problem : read.error()) where << QString("%1:%2").arg(problem.line).arg(problem.column);
    QCOMPARE(where.join(' '), QString("2:1 4:32 4:48 5:6 6:46 6:78"));
  }

  void tooLargeAndTooDeepAreRefused() {
    std::string large = "virga: 1\nname: x\n";
    large.resize((16U << 20) + 1, ' ');
    QCOMPARE(readProject(large, "p").error().front().id, std::string("too-large"));
    for (const std::string opening : {"[", "{a: ", "- ", "? "}) {
      std::string deep = "virga: 1\ndescription: ";
      if (opening[0] == '-' || opening[0] == '?') deep += "\n  ";
      for (int i = 0; i < 200'000; ++i) deep += opening;
      const auto read = readProject(deep, "p");
      QVERIFY(!read);
      QCOMPARE(read.error().size(), 1U);
    }
    std::string nested = "x";
    for (int i = 0; i < 150; ++i) nested = "[" + nested + "]";
    QCOMPARE(readProject("virga: 1\ndescription: " + nested + "\n", "p").error().front().id, std::string("too-deep"));
  }

  void missingFileIsAProblem() {
    const auto read = loadProject("/nonexistent/p.virga.yaml");
    QVERIFY(!read);
    QCOMPARE(read.error().size(), 1U);
    QVERIFY(!read.error().front().message.empty());
  }
};

QTEST_GUILESS_MAIN(ProjectErrorsTest)
#include "project_errors_test.moc"
