#include <string>
#include <vector>

#include <QtTest>

#include "model/project/project_file.h"
#include "tests/model/checks_fixture.h"

using namespace virga::model;

namespace {

Architecture design(const std::string& components) {
  const auto read = readProject("virga: 1\nname: T\ncomponents:\n" + components, "t.virga.yaml");
  if (!read) qFatal("%s", toText(read.error().front()).c_str());
  return *read;
}

Catalog retryingCatalog() {
  auto catalog = smallCatalog();
  catalog.values.push_back({"function.async-retries", "2", "", "", "", Confidence::sourced});
  return catalog;
}

// "warning checkout.steps.0.retry", one for each finding of the rule.
Expected of(const std::string& rule, const std::string& components) {
  Expected result;
  for (const auto& text : findings(design(components), retryingCatalog()))
    if (text.find(" " + rule + " ") != std::string::npos)
      result.push_back(text.substr(0, text.find(' ')) + text.substr(text.rfind(' ')));
  return result;
}

std::string messageOf(const std::string& rule, const std::string& components) {
  for (const auto& problem : check(design(components), retryingCatalog()))
    if (problem.id == rule) return problem.message;
  return {};
}

std::string nearestOf(const std::string& rule, const std::string& components) {
  for (const auto& problem : check(design(components), retryingCatalog()))
    if (problem.id == rule) return problem.nearest;
  return {};
}

std::string function(const std::string& id, const std::string& steps, const std::string& fields = "timeout: 10 s") {
  return "  " + id + ": {kind: function, runtime: nodejs22, " + fields + ", steps: [" + steps + "]}\n";
}

const std::string kClient = "  users: {kind: client, sends: [{to: api, route: GET /a}]}\n";
const std::string kApi = kClient + "  api: {kind: http-api, routes: [{route: GET /a, to: first}]}\n";

// Three layers with so many retries each, "Site Reliability Engineering", chapter 22.
std::string layers(const std::string& retry) {
  return kApi + function("first", "{call: second, " + retry + "}") + function("second", "{call: third, " + retry + "}") +
         function("third", "{call: db, " + retry + "}") + "  db: {kind: nosql-db}\n";
}

}  // namespace

class ChecksReliabilityTest : public QObject {
  Q_OBJECT

 private slots:
  // The book's own sum: four attempts in each of three layers are 64 at the database.
  void retriesMultiply() {
    const std::string thrice = "retry: {attempts: 3, backoff: 100 ms}";
    QCOMPARE(of("retry-storm", layers(thrice)), (Expected{"warning third.steps.0.retry"}));
    QVERIFY(messageOf("retry-storm", layers(thrice)).find("64 calls") != std::string::npos);
    // 2³ attempts are bearable.
    QCOMPARE(of("retry-storm", layers("retry: {attempts: 1, backoff: 100 ms}")), Expected{});
    // A budget of 10 % makes 1.1³ of it, and breakers end them.
    QCOMPARE(of("retry-storm", layers("retry: {attempts: 3, backoff: 100 ms, budget: 10%}")), Expected{});
    QCOMPARE(
        of("retry-storm", layers("retry: {attempts: 3, backoff: 100 ms}, breaker: {failures: 5, within: 30 s, open: 20 s}")),
        Expected{});
  }

  void redeliveriesMultiplyRetries() {
    const auto queue = [](int receives, int retries) {
      return "  jobs: {kind: queue, visibility: 1 h, max-receives: " + std::to_string(receives) +
             ", dead-letter: dead, consumers: [{to: work}]}\n  dead: {kind: queue}\n" +
             function("work", "{call: db, retry: {attempts: " + std::to_string(retries) + ", backoff: 1 s}}") +
             "  db: {kind: nosql-db}\n";
    };
    QCOMPARE(of("retry-storm", queue(10, 3)), (Expected{"info work.steps.0.retry"}));  // 10 × 4
    QVERIFY(messageOf("retry-storm", queue(10, 3)).find("40 calls") != std::string::npos);
    QCOMPARE(of("retry-storm", queue(5, 3)), Expected{});  // 20 over many minutes
  }

  void aCircleOfCallsIsCountedOnce() {
    const std::string retry = "retry: {attempts: 3, backoff: 100 ms}";
    QCOMPARE(of("retry-storm", kApi + function("first", "{call: second, " + retry + "}") +
                                   function("second", "{call: first, " + retry + "}"))
                 .size(),
             std::size_t{1});
  }

  void retriesAtOnce() {
    const auto with = [](const std::string& retry) {
      return kApi + function("first", "{call: db, retry: {" + retry + "}}") + "  db: {kind: nosql-db}\n";
    };
    QCOMPARE(of("no-backoff", with("attempts: 3, backoff: 0 s")), (Expected{"info first.steps.0.retry"}));
    QCOMPARE(of("no-backoff", with("attempts: 3, backoff: 10 ms")), Expected{});
    QCOMPARE(of("no-backoff", with("attempts: 1, backoff: 0 s")), Expected{});
  }

  void eventsThatNobodyKeeps() {
    const std::string work = function("work", "");
    QCOMPARE(of("lost-events", "  news: {kind: topic, subscriptions: [{to: work}]}\n" + work), (Expected{"info work"}));
    QCOMPARE(of("lost-events", "  files: {kind: object-store, notifications: [{to: work}]}\n" + work),
             (Expected{"info work"}));
    QCOMPARE(of("lost-events", "  clock: {kind: schedule, cron: \"0 1 * * *\", targets: [{to: work}]}\n" + work),
             (Expected{"info work"}));
    // The next run comes soon, or a queue keeps what fails.
    QCOMPARE(of("lost-events", "  clock: {kind: schedule, every: 5 min, targets: [{to: work}]}\n" + work), Expected{});
    QCOMPARE(
        of("lost-events",
           "  news: {kind: topic, subscriptions: [{to: jobs}]}\n  jobs: {kind: queue, consumers: [{to: work}]}\n" + work),
        Expected{});
    QCOMPARE(of("lost-events", kApi + function("first", "{call: work}") + work), Expected{});
    // The way in which an import says that failures have a destination.
    QCOMPARE(of("lost-events", "  news: {kind: topic, subscriptions: [{to: work}]}\n" +
                                   function("work", "{branch: [{share: 0%, steps: [{send: dead}]}]}") +
                                   "  dead: {kind: queue}\n"),
             Expected{});
    // Several sources are one finding, with Lambda's three attempts.
    const auto both =
        "  news: {kind: topic, subscriptions: [{to: work}]}\n"
        "  files: {kind: object-store, notifications: [{to: work}]}\n" +
        work;
    QCOMPARE(of("lost-events", both), (Expected{"info work"}));
    QVERIFY(messageOf("lost-events", both).find("'files', 'news'") != std::string::npos);
    QVERIFY(messageOf("lost-events", both).find("3 times") != std::string::npos);
  }

  void whatIsDoneTwice() {
    const auto with = [](const std::string& step, const std::string& fields) {
      return "  jobs: {kind: queue, visibility: 1 h, consumers: [{to: work}]}\n" + function("work", step, fields) +
             "  db: {kind: nosql-db}\n  shop: {kind: external}\n  next: {kind: queue, consumers: [{to: sink}]}\n" +
             function("sink", "");
    };
    for (const std::string step : {"{call: db, operation: write}", "{call: shop}", "{send: next}"}) {
      QCOMPARE(of("harmful-duplicates", with(step, "timeout: 10 s")), (Expected{"info work"}));
      QCOMPARE(of("harmful-duplicates", with(step, "timeout: 10 s, duplicates: harmless")), Expected{});
    }
    QCOMPARE(of("harmful-duplicates", with("{call: db, operation: read}", "timeout: 10 s")), Expected{});
    QCOMPARE(of("harmful-duplicates", with("{call: db, operation: remove}", "timeout: 10 s")), Expected{});
    // Who waits sends again on purpose.
    QCOMPARE(of("harmful-duplicates", kApi + function("first", "{call: db, operation: write}") + "  db: {kind: nosql-db}\n"),
             Expected{});
  }

  void goodMessagesThatComeBack() {
    const auto with = [](const std::string& consumer, const std::string& fields) {
      return "  jobs: {kind: queue, visibility: 1 h, consumers: [{to: work" + consumer + "}]}\n" +
             function("work", "", "timeout: 10 s" + fields);
    };
    QCOMPARE(of("whole-batch-again", with("", ", errors: 1%")), (Expected{"info jobs.consumers.0.failures"}));
    QCOMPARE(of("whole-batch-again", with("", "")), Expected{});
    QCOMPARE(of("whole-batch-again", with(", batch: 1", ", errors: 1%")), Expected{});
    QCOMPARE(of("whole-batch-again", with(", failures: per-message", ", errors: 1%")), Expected{});
  }

  void receives() {
    const auto with = [](int receives) {
      return "  jobs: {kind: queue, visibility: 1 h, max-receives: " + std::to_string(receives) +
             ", dead-letter: dead, consumers: [{to: work}]}\n  dead: {kind: queue}\n" + function("work", "");
    };
    QCOMPARE(of("single-receive", with(1)), (Expected{"info jobs.max-receives"}));
    QCOMPARE(of("single-receive", with(2)), Expected{});
    QCOMPARE(of("many-receives", with(21)), (Expected{"info jobs.max-receives"}));
    QCOMPARE(of("many-receives", with(20)), Expected{});
  }

  // The small catalog's gateway gives up after 30 s.
  void timeoutsInARow() {
    const auto with = [](const std::string& steps) {
      return kApi + function("first", steps, "timeout: 29 s") + function("a", "", "timeout: 20 s") +
             function("b", "", "timeout: 11 s");
    };
    QCOMPARE(of("chain-beyond-gateway", with("{call: a}, {call: b}")), (Expected{"warning first"}));
    QVERIFY(messageOf("chain-beyond-gateway", with("{call: a}, {call: b}")).find("31 s") != std::string::npos);
    QCOMPARE(of("chain-beyond-gateway", with("{call: a, timeout: 19 s}, {call: b}")), Expected{});
    QCOMPARE(of("chain-beyond-gateway", with("{parallel: [{call: a}, {call: b}]}")), Expected{});
    // The rounds add up, and so do attempts with the waits between them.
    QCOMPARE(of("chain-beyond-gateway", with("{loop: 3, steps: [{call: a, timeout: 4 s}, {call: b, timeout: 7 s}]}")),
             (Expected{"warning first"}));
    QCOMPARE(of("chain-beyond-gateway",
                with("{call: a, timeout: 9 s, retry: {attempts: 1, backoff: 2 s}}, {call: b, timeout: 10 s}")),
             Expected{});
    QCOMPARE(of("chain-beyond-gateway",
                with("{call: a, timeout: 9 s, retry: {attempts: 1, backoff: 2 s}}, {call: b, timeout: 11 s}")),
             (Expected{"warning first"}));
  }

  void workThatNobodyWaitsFor() {
    const auto with = [](const std::string& call, const std::string& theirs) {
      return kApi + function("first", call) + function("a", "", "timeout: " + theirs);
    };
    QCOMPARE(of("outlives-caller", with("{call: a}", "11 s")), (Expected{"info first"}));
    QCOMPARE(of("outlives-caller", with("{call: a}", "10 s")), Expected{});
    QCOMPARE(of("outlives-caller", with("{call: a, timeout: 2 s}", "3 s")), (Expected{"info first"}));
  }

  void thirdParties() {
    const auto with = [](const std::string& call, const std::string& other) {
      return kApi + function("first", "{call: shop" + call + "}") + "  shop: {kind: external" + other + "}\n";
    };
    QCOMPARE(of("no-call-timeout", with("", "")), (Expected{"warning first.steps.0.timeout"}));
    QCOMPARE(of("no-call-timeout", with(", timeout: 1 s", "")), Expected{});
    // Twice the slowest of a hundred answers, as far as the function's own 10 s go.
    QCOMPARE(nearestOf("no-call-timeout", with("", ", latency: 300 ms")), std::string("600 ms"));
    QCOMPARE(nearestOf("no-call-timeout", with("", ", latency: 9 s")), std::string("10 s"));
    QCOMPARE(nearestOf("no-call-timeout", with(", retry: {attempts: 1, backoff: 1 s}", ", latency: 9 s")),
             std::string("4.5 s"));
    // From a queue nobody waits.
    QCOMPARE(of("no-call-timeout", "  jobs: {kind: queue, visibility: 1 h, consumers: [{to: work}]}\n" +
                                       function("work", "{call: shop}") + "  shop: {kind: external}\n"),
             Expected{});
    QCOMPARE(of("no-fallback", with(", timeout: 1 s", ", errors: 1%")), (Expected{"info first.steps.0.call"}));
    QCOMPARE(of("no-fallback", with(", timeout: 1 s", "")), Expected{});
    QCOMPARE(of("no-fallback", with(", timeout: 1 s, retry: {attempts: 1, backoff: 1 s}", ", errors: 1%")), Expected{});
    QCOMPARE(of("no-fallback", with(", timeout: 1 s, catch: [{compute: 1 ms}]", ", errors: 1%")), Expected{});
  }

  void singlePoints() {
    const auto with = [](const std::string& fields) {
      return kApi + function("first", "{call: old}") + "  old: {kind: container-service" + fields + "}\n";
    };
    QCOMPARE(of("single-server", with("")), (Expected{"warning old.servers"}));
    QCOMPARE(of("single-server", with(", servers: 2")), Expected{});
    QCOMPARE(of("single-server", with(", autoscaling: {max-servers: 4}")), Expected{});
    QCOMPARE(of("no-origin", "  shelf: {kind: cache, hits: 90%}\n"), (Expected{"info shelf"}));
    QCOMPARE(of("no-origin", "  shelf: {kind: cache}\n"), Expected{});
    QCOMPARE(of("no-origin", "  shelf: {kind: cache, hits: 90%, origin: db}\n  db: {kind: nosql-db}\n"), Expected{});
  }
};

QTEST_APPLESS_MAIN(ChecksReliabilityTest)
#include "checks_reliability_test.moc"
