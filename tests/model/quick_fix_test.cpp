#include "model/checks/quick_fix.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "model/checks/fix_all.h"
#include "model/edit/card_size.h"
#include "model/io/file.h"
#include "model/project/names.h"
#include "model/project/project_file.h"
#include "tests/model/checks_fixture.h"

using namespace virga::model;

namespace {

// "small": round limits, else the provider's own.
const Catalog& catalogOf(const std::string& provider) {
  static std::map<std::string, Catalog> loaded{{"small", smallCatalog()}};
  const auto found = loaded.find(provider);
  return found != loaded.end() ? found->second : loaded.emplace(provider, loadCatalog(provider).value()).first->second;
}

Architecture design(const std::string& provider, const std::string& rest) {
  const auto text =
      "virga: 1\nname: T\ntarget: {provider: " + (provider == "small" ? "aws" : provider) + "}\ncomponents:\n" + rest;
  auto project = readProject(text, "t.virga.yaml");
  if (!project) qFatal("%s\n%s", text.c_str(), toText(project.error().front()).c_str());
  return *project;
}

std::string work(const std::string& fields) {
  return "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 1/s}}}]}\n"
         "  work: {kind: function, runtime: nodejs22, memory: 512 MiB" +
         (fields.empty() ? "" : ", " + fields) + "}\n";
}

std::string javaWork(const std::string& fields) {
  auto text = work(fields);
  return text.replace(text.find("nodejs22"), 8, "java17");
}

std::string behindApi(const std::string& api, const std::string& fields = "timeout: 5 s") {
  return "  users: {kind: client, sends: [{to: api, route: GET /a, arrivals: {poisson: {rate: 1/s}}}]}\n  api: {kind: "
         "http-api, " +
         api + "}\n  work: {kind: function, runtime: nodejs22, " + fields + "}\n";
}

std::string fromQueue(const std::string& queue, const std::string& consumer, const std::string& fields) {
  return "  jobs: {kind: queue, " + queue + ", consumers: [{to: work" + consumer + "}]}\n" +
         "  work: {kind: function, runtime: nodejs22, " + fields + "}\n";
}

const std::string kConsumption = "providers: {azure: {plan: consumption}}\n";

// A design that has the problem.
struct Case {
  const char* rule;
  std::string provider;
  std::string text;
  void (*spoil)(Architecture&) = nullptr;  // what no file can say, but an edit may
};

std::vector<Case> cases() {
  const std::string routes = "routes: [{route: GET /a, to: work}]";
  return {
      {"memory-limit", "aws", work("memory: 64 MiB").replace(work("memory: 64 MiB").find("memory: 512 MiB, "), 17, "")},
      {"memory-step", "small", work("memory: 200 MiB").replace(work("memory: 200 MiB").find("memory: 512 MiB, "), 17, "")},
      {"unknown-region", "aws", work(""), [](Architecture& a) { a.target.region = "eu-centrall-1"; }},
      {"unknown-runtime", "aws", work("").replace(work("").find("nodejs22"), 8, "nodejs21")},
      {"runtime-unsupported", "aws", work("").replace(work("").find("nodejs22"), 8, "nodejs20")},
      {"timeout-limit", "aws", work("timeout: 1 h")},
      {"batch-limit", "small", fromQueue("visibility: 1 h", ", batch: 5000, window: 1 s", "timeout: 5 s")},
      {"batch-needs-window", "aws", fromQueue("visibility: 1 h", ", batch: 11", "timeout: 5 s")},
      {"window-limit", "aws", fromQueue("visibility: 2 h", ", window: 10 min", "timeout: 5 s")},
      {"gateway-timeout-limit", "aws", behindApi("timeout: 1 h, " + routes)},
      {"instance-concurrency", "aws", work("instance-concurrency: 4")},
      {"instance-concurrency", "aws", work("") + "providers: {aws: {instance-concurrency: 4}}\n"},
      {"concurrency-limit", "aws", work("reserved-concurrency: 5000")},
      {"provisioned-above-reserved", "aws", work("reserved-concurrency: 5, provisioned-concurrency: 7")},
      {"no-arm64", "azure", work("architecture: arm64")},
      {"no-provisioned-concurrency", "azure", work("provisioned-concurrency: 3") + kConsumption},
      {"no-vpc", "azure", work("network: vpc") + kConsumption},
      {"no-snapshot", "gcp", javaWork("start: snapshot")},
      {"no-images", "azure", work("packaging: image") + kConsumption},
      {"no-workflow", "gcp",
       "  users: {kind: client, sends: [{to: flow, arrivals: {poisson: {rate: 1/s}}}]}\n"
       "  flow: {kind: workflow, type: express, timeout: 1 min, states: [{wait: 1 s}]}\n"},
      {"timeout-beyond-response", "azure", work("timeout: 5 min")},
      {"snapshot-with-provisioned", "aws", javaWork("start: snapshot, extra-init: 2 s, provisioned-concurrency: 2")},
      {"snapshot-not-billed", "aws",
       javaWork("start: snapshot, extra-init: 2 s").replace(javaWork("").find("java17"), 6, "python3.12") +
           "providers: {aws: {cold-start: 1 s}}\n"},
      {"snapshot-without-init", "aws", javaWork("start: snapshot")},
      {"out-of-memory", "aws", work("memory-per-invocation: 600 MiB")},
      {"memory-below-concurrency", "gcp", work("memory-per-invocation: 100 MiB, instance-concurrency: 20")},
      {"duplicate-route", "aws", behindApi("routes: [{route: GET /a, to: work}, {route: GET /a, to: work}]")},
      {"unknown-route", "aws", behindApi("routes: [{route: GET /b, to: work}]")},
      {"public-route", "aws", behindApi(routes)},
      {"public-route", "aws", behindApi(routes) + "  people: {kind: auth}\n"},
      {"no-throttle", "aws", behindApi(routes)},
      {"cors-any-origin", "aws",
       behindApi("auth: {with: people}, cors: {origins: [\"*\"]}, " + routes) + "  people: {kind: auth}\n"},
      {"cors-credentials-any-origin", "aws", behindApi("cors: {origins: [\"*\"], credentials: include}, " + routes)},
      {"plain-transport", "aws", work("") + "  db: {kind: sql-db, transport: plain}\n"},
      {"no-encryption", "aws", work("") + "  db: {kind: sql-db, encryption: none}\n"},
      {"public-store", "aws", work("") + "  db: {kind: sql-db, exposure: public}\n"},
      {"grant-of-everything", "aws", work("grants: [{}]")},
      {"grant-to-everything", "aws", work("grants: [{access: [read]}]")},
      {"grant-of-all-access", "aws", work("grants: [{on: db}], steps: [{call: db}]") + "  db: {kind: sql-db}\n"},
      {"grant-administer", "aws",
       work("grants: [{on: db, access: [read, administer]}], steps: [{call: db}]") + "  db: {kind: sql-db}\n"},
      {"grant-unused", "aws", work("grants: [{on: db, access: [read]}]") + "  db: {kind: sql-db}\n"},
      {"check-unneeded", "aws", work(""),
       [](Architecture& a) {
         a.checks = {{"no-routes", {}, {}, "why not"}};
       }},
      {"check-unknown", "aws", work(""),
       [](Architecture& a) {
         a.checks = {{"public-functio", {}, {}, "why not"}};
       }},
      {"call-cycle", "aws",
       work("steps: [{call: other}]") + "  other: {kind: function, runtime: nodejs22, steps: [{call: work}]}\n"},
      {"message-loop", "aws",
       work("steps: [{send: jobs}]") + "  jobs: {kind: queue, visibility: 1 h, consumers: [{to: work}]}\n"},
      {"dead-letter-cycle", "aws",
       "  jobs: {kind: queue, visibility: 1 h, dead-letter: dead, consumers: [{to: work}]}\n"
       "  dead: {kind: queue, dead-letter: jobs}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"branch-shares", "aws",
       work("steps: [{branch: [{share: 80%, steps: [{compute: 1 ms}]}, {share: 10%, shift: {to: 90%, from: 1 min}, steps: "
            "[{compute: 2 ms}]}]}]")},
      {"wait-for-count", "aws", work("steps: [{wait-for: 1, of: [{wait: 1 s}, {wait: 2 s}]}]"),
       [](Architecture& a) { std::get<WaitForStep>(part<Function>(a, "work").steps[0].what).count = 3; }},
      {"wait-for-all", "aws", work("steps: [{wait-for: 2, of: [{wait: 1 s}, {wait: 2 s}]}]")},
      {"idle-step", "aws", work("steps: [{loop: 0, steps: [{compute: 1 ms}]}]")},
      {"idle-step", "aws", work("steps: [{map: 0, steps: [{compute: 1 ms}]}, {compute: 1 ms}]")},
      {"idle-step", "aws", work("steps: [{loop: 5, steps: []}]")},
      {"no-flows", "aws", "  users: {kind: client}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"no-routes", "aws", "  api: {kind: http-api, throttle: {rate: 1/s}}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"never-invoked", "aws", "  work: {kind: function, runtime: nodejs22}\n  news: {kind: topic}\n"},
      {"no-states", "aws", "  flow: {kind: workflow}\n"},
      {"never-read", "aws", "  jobs: {kind: queue, visibility: 1 h}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"no-subscribers", "aws", "  news: {kind: topic}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"no-rules", "aws", "  bus: {kind: event-bus}\n"},
      {"no-targets", "aws", "  night: {kind: schedule, every: 1 h}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"visibility-too-short", "aws", fromQueue("visibility: 1 s", "", "timeout: 5 s")},
      {"visibility-too-short", "gcp", fromQueue("visibility: 1 s", "", "timeout: 5 s")},
      {"no-dead-letter", "aws", fromQueue("visibility: 1 h", "", "timeout: 5 s")},
      {"timeout-beyond-gateway", "aws", behindApi(routes, "timeout: 2 min")},
      {"retries-beyond-timeout", "aws",
       work("timeout: 5 s, steps: [{call: them, timeout: 3 s, retry: {attempts: 2, backoff: 100 ms}}]") +
           "  them: {kind: external}\n"},
      {"wait-beyond-timeout", "aws", work("timeout: 5 s, steps: [{wait: 8 s}]")},
      {"poison-record", "aws",
       "  log: {kind: stream, consumers: [{to: work}]}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"poison-record", "aws",
       "  table: {kind: nosql-db, changes: [{to: work, on-failure: dead}]}\n  dead: {kind: queue}\n  work: {kind: function, "
       "runtime: nodejs22}\n"},
      {"lost-records", "aws",
       "  log: {kind: stream, consumers: [{to: work, max-retries: 3}]}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"timeout-beyond-age", "aws",
       "  log: {kind: stream, consumers: [{to: work, max-age: 10 s}]}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"pool-above-limit", "aws", work("steps: [{call: db}]") + "  db: {kind: sql-db, pool: {size: 300}}\n"},
      {"connection-limit", "aws", work("steps: [{call: db}]") + "  db: {kind: sql-db}\n"},
      {"retry-storm", "aws",
       work("steps: [{call: other, retry: {attempts: 4, backoff: 1 s}}]") +
           "  other: {kind: function, runtime: nodejs22, steps: [{call: db, retry: {attempts: 4, backoff: 1 s}}]}\n"
           "  db: {kind: nosql-db}\n"},
      {"no-backoff", "aws", work("steps: [{call: db, retry: {attempts: 3, backoff: 0 s}}]") + "  db: {kind: nosql-db}\n"},
      {"harmful-duplicates", "aws",
       fromQueue("visibility: 1 h", "", "timeout: 5 s, steps: [{call: db, operation: write}]") + "  db: {kind: nosql-db}\n"},
      {"whole-batch-again", "aws", fromQueue("visibility: 1 h", "", "timeout: 5 s, errors: 1%")},
      {"single-receive", "aws",
       fromQueue("visibility: 1 h, max-receives: 1, dead-letter: dead", "", "timeout: 5 s") + "  dead: {kind: queue}\n"},
      {"many-receives", "aws",
       fromQueue("visibility: 1 h, max-receives: 50, dead-letter: dead", "", "timeout: 5 s") + "  dead: {kind: queue}\n"},
      {"no-call-timeout", "aws", work("steps: [{call: them}]") + "  them: {kind: external}\n"},
      {"runtime-support-ends", "aws", work("").replace(work("").find("nodejs22"), 8, "dotnet8")},
      {"too-little-memory", "aws",
       work("steps: [{compute: 100 ms}]").replace(work("").find("memory: 512 MiB"), 15, "memory: 256 MiB")},
      {"too-much-memory", "aws",
       work("steps: [{compute: 100 ms}]").replace(work("").find("memory: 512 MiB"), 15, "memory: 4 GiB")},
      {"provisioned-unwaited", "aws", fromQueue("visibility: 1 h", "", "timeout: 5 s, provisioned-concurrency: 2")},
      {"load-above-throttle", "aws",
       "  users: {kind: client, sends: [{to: api, route: GET /a, arrivals: {poisson: {rate: 50/s}}}]}\n"
       "  api: {kind: http-api, throttle: {rate: 10/s, burst: 100}, " +
           routes + "}\n  work: {kind: function, runtime: nodejs22}\n"},
      {"load-above-reserved", "aws", work("reserved-concurrency: 2, steps: [{wait: 3 s}]")},
      {"load-above-shards", "aws",
       "  users: {kind: client, sends: [{to: log, arrivals: {poisson: {rate: 2500/s}}}]}\n"
       "  log: {kind: stream, billing: provisioned, shards: 2, consumers: [{to: work, max-retries: 3}]}\n"
       "  work: {kind: function, runtime: nodejs22}\n"},
  };
}

// Rules whose problems only the user can mend: what is left out here needs a fix, and a case above.
const std::set<std::string> kWithoutFix{"alarm-metric",
                                        "alarm-threshold",
                                        "alarm-unwatched",
                                        "no-runtime",
                                        "package-limit",
                                        "payload-limit",
                                        "no-trigger",
                                        "no-own-events",
                                        "snapshot-unmeasured",
                                        "vpc-unmeasured",
                                        "lost-events",
                                        "chain-beyond-gateway",
                                        "outlives-caller",
                                        "no-fallback",
                                        "single-server",
                                        "no-origin",
                                        "paid-wait",
                                        "heavy-package",
                                        "reads-in-a-row",
                                        "polling",
                                        "load-above-quota",
                                        "load-above-concurrency",
                                        "credential-in-project",
                                        "no-audit-log",
                                        "no-schema",
                                        "public-function",
                                        "residency-external",
                                        "residency-region",
                                        "residency-unknown",
                                        "unvalidated-sink"};

std::set<std::string> errors(const Problems& problems) {
  std::set<std::string> result;
  for (const auto& problem : problems)
    if (problem.severity == Severity::error) result.insert(problem.id + " " + problem.path);
  return result;
}

// The design after the first fix of the rule's first finding.
Architecture afterFirstFix(const Architecture& before, const std::string& rule) {
  for (const auto& problem : check(before, catalogOf("aws")))
    if (problem.id == rule) return quickFixes(before, problem).at(0).edit(before).value();
  qFatal("no %s", rule.c_str());
}

}  // namespace

class QuickFixTest : public QObject {
  Q_OBJECT

 private slots:
  void eachFixMendsItsProblemAndBreaksNothing_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const auto& each : cases()) {
      QTest::addRow("%d %s", index, each.rule) << index;
      ++index;
    }
  }
  void eachFixMendsItsProblemAndBreaksNothing() {
    QFETCH(int, index);
    const auto [rule, provider, text, spoil] = cases()[static_cast<std::size_t>(index)];
    const auto& catalog = catalogOf(provider);
    auto before = design(provider, text);
    if (spoil) spoil(before);
    const auto problems = check(before, catalog);
    const auto problem =
        std::find_if(problems.begin(), problems.end(), [rule = rule](const Problem& each) { return each.id == rule; });
    QVERIFY2(problem != problems.end(), "the design doesn't show the problem");
    const auto fixes = quickFixes(before, *problem);
    QVERIFY(!fixes.empty());
    for (const auto& fix : fixes) {
      const auto after = fix.edit(before);
      QVERIFY2(after, (fix.title + ": " + (after ? "" : after.error())).c_str());
      const auto left = check(*after, catalog);
      for (const auto& each : left)
        QVERIFY2(each.id != problem->id || each.path != problem->path, (fix.title + " leaves " + toText(each)).c_str());
      const auto had = errors(problems);
      for (const auto& error : errors(left)) QVERIFY2(had.contains(error), (fix.title + " brings " + error).c_str());
      // What a fix makes can be written and read.
      const auto read = readProject(writeProject(*after), "t.virga.yaml");
      QVERIFY2(read, (fix.title + ": " + (read ? "" : toText(read.error().front()))).c_str());
      QVERIFY2(*read == *after, fix.title.c_str());
    }
  }

  // Each word with which a rule reports is looked for in the rules' own text.
  void noRuleIsForgotten() {
    std::set<std::string> known = kWithoutFix;
    for (const auto& each : cases()) known.insert(each.rule);
    const std::regex word(R"((?:Severity::\w+|^|[(,?:]\s*)\s*"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\")");
    std::set<std::string> reported;
    const std::set<std::string> values{"http-api", "nosql-db", "websocket-api", "per-message", "provider-key"};
    for (const auto& file : std::filesystem::directory_iterator(VIRGA_SOURCE "/model/checks")) {
      const auto name = file.path().filename().string();
      if (name.find("rules.cpp") == std::string::npos && !name.starts_with("security_") && name != "limits.cpp" &&
          name != "message_loops.cpp")
        continue;
      const auto text = readFile(file.path()).value();
      for (std::sregex_iterator hit(text.begin(), text.end(), word), end; hit != end; ++hit) reported.insert((*hit)[1]);
    }
    QVERIFY(reported.size() > 40);
    for (const auto& rule : reported)
      QVERIFY2(known.contains(rule) || values.contains(rule), (rule + " has neither a fix nor a reason").c_str());
  }

  void titlesSayWhatIsDone() {
    const auto before = design("aws", fromQueue("visibility: 30 s", "", "timeout: 30 s"));
    std::vector<std::string> titles;
    for (const auto& problem : check(before, catalogOf("aws")))
      for (const auto& fix : quickFixes(before, problem)) titles.push_back(fix.title);
    QCOMPARE(titles,
             (std::vector<std::string>{"Raise the visibility timeout of jobs to 3 min", "Add a dead-letter queue to jobs"}));
  }

  void aNewCardCoversNoOther() {
    auto before = design("aws", fromQueue("visibility: 1 h", "", "timeout: 5 s"));
    before.layout = {{"jobs", {0, 0}}, {"work", {100, 200}}};
    const auto after = afterFirstFix(before, "no-dead-letter");
    QCOMPARE(after.layout.size(), std::size_t{3});
    for (std::size_t i = 0; i < 2; ++i) QVERIFY(!covers(after.layout[i].second, after.layout[2].second));
  }

  void aLongNameGetsADeadLetterQueueToo() {
    const std::string name(kLongestComponentId - 1, 'j');
    const auto before =
        renameComponent(design("aws", fromQueue("visibility: 1 h", "", "timeout: 5 s")), "jobs", name).value();
    auto after = afterFirstFix(before, "no-dead-letter");
    QCOMPARE(part<Queue>(after, name).deadLetter->id, name.substr(0, kLongestComponentId - 5) + "-dead");
  }

  void theBendsOfALineThatAFixTakesAwayGo() {
    auto before = design("aws",
                         "  jobs: {kind: queue, visibility: 1 h, dead-letter: dead, consumers: [{to: work}]}\n"
                         "  dead: {kind: queue, dead-letter: jobs}\n  work: {kind: function, runtime: nodejs22}\n");
    before.bends = {{"jobs", "dead", {{1, 1}}}, {"dead", "jobs", {{2, 2}}}, {"jobs", "work", {{3, 3}}}};
    const auto after = afterFirstFix(before, "dead-letter-cycle");
    std::set<std::pair<ComponentId, ComponentId>> lines;
    for (const auto& edge : edges(after)) lines.emplace(edge.from, edge.to);
    QCOMPARE(after.bends.size(), std::size_t{2});
    for (const auto& bend : after.bends) QVERIFY(lines.contains({bend.from, bend.to}));
  }

  void aFixOfAnOlderFindingDoesNoHarm() {
    Problem gone{Severity::warning, "visibility-too-short", "", 0, 0, "gone.visibility", "", "", "1 min"};
    const auto before = design("aws", work(""));
    for (const auto& fix : quickFixes(before, gone)) QVERIFY(!fix.edit(before));
    for (const auto* rule : {"call-cycle", "branch-shares", "wait-for-count", "idle-step", "poison-record", "out-of-memory",
                             "connection-limit", "unknown-route", "timeout-beyond-age", "retries-beyond-timeout"}) {
      gone.id = rule;
      gone.path = "gone.steps.7.call";
      QVERIFY2(quickFixes(before, gone).empty(), rule);
    }
  }

  void onlyWhatNeedsNoChoiceIsDoneByItself() {
    const auto before = design(
        "aws", fromQueue("visibility: 30 s", ", batch: 11", "timeout: 30 s, memory: 64 MiB") + "  news: {kind: topic}\n");
    const auto after = fixAll(before, catalogOf("aws"));
    std::set<std::string> done;
    for (const auto& [problem, title] : after.mended) done.insert(title);
    QCOMPARE(done, (std::set<std::string>{"Raise the visibility timeout of jobs to 3 min", "Add a dead-letter queue to jobs",
                                          "Set the memory of work to 128 MiB"}));
    QVERIFY(after.architecture.find("news"));
    QCOMPARE(part<Queue>(const_cast<Architecture&>(after.architecture), "jobs").consumers[0].batch, 11);
    QVERIFY(fixAll(after.architecture, catalogOf("aws")).mended.empty());
  }
};

QTEST_APPLESS_MAIN(QuickFixTest)
#include "quick_fix_test.moc"
