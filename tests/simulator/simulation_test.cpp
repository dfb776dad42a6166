#include <set>
#include <thread>

#include <QTemporaryDir>
#include <QTest>

#include "model/io/file.h"
#include "tests/truth/laboratory.h"

using namespace virga;
using truth::figure;

namespace {

model::Architecture example(std::vector<model::Setting> settings = {}) {
  auto project = model::loadProject(std::string(VIRGA_SOURCE) + "/resources/examples/order-intake.virga.yaml", settings);
  if (!project) qFatal("the example can't be read");
  return std::move(*project);
}

simulator::Result simulated(const model::Architecture& project, simulator::SimulationOptions options,
                            const char* provider = "aws") {
  const auto catalog = model::loadCatalog(provider);
  auto result = simulator::simulate(project, *catalog, options);
  if (!result) {
    if (const auto* problems = std::get_if<model::Problems>(&result.error()))
      for (const auto& problem : *problems) qWarning("%s", toText(problem).c_str());
    qFatal("the simulation fails");
  }
  return std::move(*result);
}

std::string bytes(simulator::Result result) {
  result.wallSeconds = 0;
  return toJson(result);
}

double mean(const simulator::Result& result, const std::string& component, const std::string& name) {
  return figure(result, component, name).mean;
}

// One client, one function that calls one third party.
model::Architecture calling(const std::string& callSettings, const std::string& external, const std::string& scenario,
                            const std::string& custom = "{cold-start: 0 s}") {
  const auto text = fmt::format(
      "virga: 1\nname: calls\ncomponents:\n  users:\n    kind: client\n    sends:\n      - {{to: work, arrivals: "
      "{{constant: {{rate: 10/s}}}}}}\n"
      "  work:\n    kind: function\n    runtime: any\n    memory: 128 MiB\n    timeout: 30 s\n    steps:\n      - call: "
      "other\n{}  other: {}\n"
      "scenarios:\n  run: {}\nproviders:\n  custom: {}\n",
      callSettings, external, scenario, custom);
  auto project = model::readProject(text, "calls");
  if (!project) {
    for (const auto& problem : project.error()) qWarning("%s", toText(problem).c_str());
    qFatal("the project can't be read");
  }
  return std::move(*project);
}

}  // namespace

class SimulationTest : public QObject {
  Q_OBJECT

 private slots:
  void sameBytesOnAnyNumberOfThreads() {
    simulator::SimulationOptions options;
    options.duration = model::minutes(10);
    options.replications = 5;
    options.threads = 1;
    const auto one = bytes(simulated(example(), options));
    options.threads = 4;
    QCOMPARE(bytes(simulated(example(), options)), one);
    options.seed = 2;
    QVERIFY(bytes(simulated(example(), options)) != one);
  }

  void sameArrivalsUnderOtherSettings() {
    simulator::SimulationOptions options;
    options.duration = model::minutes(10);
    const auto small = simulated(example(), options);
    const auto large = simulated(example({{"checkout.memory", "2 GiB"}}), options);
    const auto custom = simulated(example(), options, "custom");
    const std::string flow = "shoppers → api POST /orders";
    QCOMPARE(mean(large, flow, "requests"), mean(small, flow, "requests"));
    QCOMPARE(mean(custom, flow, "requests"), mean(small, flow, "requests"));
    QVERIFY(mean(large, "checkout", "duration_ms.mean") < mean(small, "checkout", "duration_ms.mean"));
  }

  // What came in went out or is still there: in flight at the end can't be more than what fits into the longest wait.
  void nothingIsLost() {
    simulator::SimulationOptions options;
    for (const char* scenario : {"sale", "payments-down"}) {
      options.scenario = scenario;
      options.duration = model::minutes(30);
      auto project = example();
      for (auto& s : project.scenarios) s.warmup = {};
      const auto result = simulated(project, options);
      const std::string flow = "shoppers → api POST /orders";
      const double open = mean(result, flow, "requests") - mean(result, flow, "succeeded") - mean(result, flow, "failed") -
                          mean(result, flow, "throttled");
      QVERIFY2(open >= 0 && open <= mean(result, "checkout", "concurrency.max") + 100, qPrintable(QString::number(open)));
      QVERIFY(mean(result, "receipts", "sent") >= mean(result, flow, "succeeded"));
      const double resident = mean(result, "receipts", "sent") - mean(result, "receipts", "deleted") -
                              mean(result, "receipts", "dead_lettered") - mean(result, "receipts", "expired");
      const double inFlight = mean(result, "mailer", "concurrency.max") * 10;
      QVERIFY2(resident >= 0 && resident <= mean(result, "receipts", "depth.max") + inFlight,
               qPrintable(QString::number(resident)));
    }
  }

  void aFaultFailsCallsWhileItLasts() {
    const auto project = calling("", "{kind: external, latency: 10 ms}",
                                 "{duration: 10 min, faults: [{component: other, from: 2 min, to: 5 min, errors: 100%}]}");
    const auto result = simulated(project, {}, "custom");
    // Ten requests a second from 2 min to 5 min, the bounds included by their instants: [2 min, 5 min).
    QCOMPARE(mean(result, "work", "errors"), 1800.0);
  }

  void retriesUseTheirBackOff() {
    const auto project = calling("        retry: {attempts: 2, backoff: 100 ms}\n", "{kind: external, latency: 10 ms}",
                                 "{duration: 10 min, faults: [{component: other, from: 0 s, to: 10 min, errors: 100%}]}");
    const auto result = simulated(project, {}, "custom");
    QCOMPARE(mean(result, "work", "duration_ms.max"), 10.0 + 100 + 10 + 200 + 10);
    QVERIFY(std::abs(mean(result, "other", "retries") / mean(result, "work", "invocations") - 2) < 0.01);
  }

  void aCallTimeoutEndsTheWait() {
    const auto project = calling("        timeout: 250 ms\n", "{kind: external, latency: 2 s}", "{duration: 10 min}");
    const auto result = simulated(project, {}, "custom");
    QCOMPARE(mean(result, "work", "duration_ms.max"), 250.0);
    const double open = mean(result, "work", "invocations") - mean(result, "work", "errors");
    QVERIFY(open >= 2 && open <= 3);  // ten a second, a quarter of a second each
  }

  // One instance keeps the breaker: five failures, then it refuses for 20 s, lets one probe through, and so on.
  void aBreakerSavesCalls() {
    const auto project =
        calling("        breaker: {failures: 5, within: 30 s, open: 20 s}\n", "{kind: external, latency: 10 ms}",
                "{duration: 10 min, faults: [{component: other, from: 2 min, to: 5 min, errors: 100%}]}");
    const auto result = simulated(project, {}, "custom");
    const double calls = mean(result, "other", "requests");
    // 180 s of the fault: five failures, then a probe about every 20 s; all of the other seven minutes pass but the
    // tail of the last open time.
    QVERIFY2(mean(result, "other", "errors") >= 5 + 8 && mean(result, "other", "errors") <= 5 + 10,
             qPrintable(QString::number(calls)));
    QVERIFY(mean(result, "work", "errors") >= 1800 && mean(result, "work", "errors") <= 1800 + 200);
  }

  void throttlesAtTheAccountsLimit() {
    const auto project =
        calling("", "{kind: external, latency: 1 s}", "{duration: 10 min}", "{cold-start: 0 s, concurrency-limit: 4}");
    const auto result = simulated(project, {}, "custom");
    QCOMPARE(mean(result, "work", "concurrency.max"), 4.0);
    // Ten a second, four at a time for a second each.
    QVERIFY(std::abs(mean(result, "work", "invocations") - 4 * 600) <= 4);
    QVERIFY(mean(result, "work", "invocations") + mean(result, "work", "throttles") >= 5998);
  }

  void coldStartsAddToLatencyAndNotToDuration() {
    auto project = calling("", "{kind: external, latency: 10 ms}", "{duration: 1 min}", "{cold-start: 500 ms}");
    const auto result = simulated(project, {}, "custom");
    QCOMPARE(mean(result, "work", "latency_ms.max"), 510.0);
    QCOMPARE(mean(result, "work", "duration_ms.max"), 10.0);
    QCOMPARE(mean(result, "work", "init_ms.max"), 500.0);
  }

  void provisionedConcurrencyIsWarmFromTheStart() {
    auto project = calling("", "{kind: external, latency: 10 ms}", "{duration: 1 min}", "{cold-start: 500 ms}");
    std::get<model::Function>(project.find("work")->kind).provisionedConcurrency = 2;
    const auto result = simulated(project, {}, "custom");
    QCOMPARE(mean(result, "work", "cold_starts"), 0.0);
    QCOMPARE(mean(result, "work", "instances.mean"), 2.0);
  }

  void provisionedConcurrencyIsTakenOutOfTheAccounts() {
    // 60 Erlang on 90 provisioned and 10 shared instances lose nothing; beside them 60 Erlang have the 10 at most, of which
    // Erlang B loses (60-10)/60 of the load and a little more.
    const auto project = model::readProject(
        "virga: 1\nname: shares\ncomponents:\n  users:\n    kind: client\n    sends:\n"
        "      - {to: plain, arrivals: {poisson: {rate: 60/s}}}\n      - {to: warm, arrivals: {poisson: {rate: 60/s}}}\n"
        "  plain: {kind: function, runtime: nodejs22, memory: 1769 MiB, timeout: 30 s, steps: [{compute: 1 s}]}\n"
        "  warm: {kind: function, runtime: nodejs22, memory: 1769 MiB, timeout: 30 s, provisioned-concurrency: 90, steps: "
        "[{compute: 1 s}]}\nproviders:\n  aws: {concurrency-limit: 100, cold-start: 0 s}\n"
        "scenarios:\n  run: {duration: 15 min, warmup: 1 min}\n",
        "shares");
    QVERIFY(project.has_value());
    const auto result = simulated(*project, {});
    QVERIFY(mean(result, "warm", "throttles") < 1e-3 * mean(result, "warm", "invocations"));
    QVERIFY(mean(result, "plain", "concurrency.max") <= 10);
    QVERIFY(mean(result, "plain", "concurrency.mean") > 9);
  }

  void warmupIsLeftOut() {
    auto project =
        calling("", "{kind: external, latency: 10 ms}", "{duration: 10 min, warmup: 5 min}", "{cold-start: 500 ms}");
    const auto result = simulated(project, {}, "custom");
    QCOMPARE(mean(result, "work", "cold_starts"), 0.0);
    QCOMPARE(mean(result, "users → work", "requests"), 3000.0);
    QCOMPARE(result.usage.period, model::minutes(5));
  }

  void cacheMissesGoToTheOrigin() {
    const std::string text =
        "virga: 1\nname: cache\ncomponents:\n  users:\n    kind: client\n    sends:\n      - {to: work, arrivals: {poisson: "
        "{rate: 100/s}}}\n  "
        "work:\n    kind: function\n    runtime: any\n    memory: 128 MiB\n    timeout: 30 s\n    steps:\n      - call: "
        "near\n  near: {kind: "
        "cache, hits: 80%, latency: 1 ms, origin: far}\n  far: {kind: nosql-db, read-latency: 9 ms}\nscenarios:\n  run: "
        "{duration: 30 min}\n";
    const auto project = model::readProject(text, "cache");
    QVERIFY(project.has_value());
    const auto result = simulated(*project, {}, "custom");
    const double calls = mean(result, "near", "requests");
    // A binomial share of 20 % of 180,000: ± 0.4 % at four sigma.
    QVERIFY(std::abs(mean(result, "far", "requests") / calls - 0.2) < 0.004);
    QVERIFY(std::abs(mean(result, "near", "latency_ms.mean") - (1 + 0.2 * 9)) < 0.05);
  }

  void asynchronousInvocationsAreTriedAgain() {
    const std::string text =
        "virga: 1\nname: async\ncomponents:\n  users:\n    kind: client\n    sends:\n      - {to: first, arrivals: "
        "{constant: {rate: 1/min}}}\n"
        "  first:\n    kind: function\n    runtime: nodejs22\n    memory: 1769 MiB\n    timeout: 30 s\n    steps:\n      - "
        "send: second\n"
        "  second:\n    kind: function\n    runtime: nodejs22\n    memory: 1769 MiB\n    timeout: 30 s\n    errors: 100%\n"
        "scenarios:\n  run: {duration: 2 h}\n";
    const auto project = model::readProject(text, "async");
    QVERIFY(project.has_value());
    const auto result = simulated(*project, {}, "aws");
    // AWS: two more attempts, after one and two minutes. The last few of 119 events are still waiting at the end.
    const double attempts = mean(result, "second", "invocations") / mean(result, "first", "invocations");
    QVERIFY2(attempts > 2.9 && attempts <= 3.0, qPrintable(QString::number(attempts)));
    QCOMPARE(mean(result, "first", "errors"), 0.0);
  }

  void aLoopWithoutTimeIsRefused() {
    const std::string text =
        "virga: 1\nname: loop\ncomponents:\n  users:\n    kind: client\n    sends:\n      - {to: work, arrivals: {closed: "
        "{users: 1, think: 0 "
        "s}}}\n  work: {kind: function, runtime: any, memory: 128 MiB, timeout: 30 s, steps: []}\nproviders:\n  custom: "
        "{cold-start: 0 s}\n";
    const auto project = model::readProject(text, "loop");
    QVERIFY(project.has_value());
    const auto catalog = model::loadCatalog("custom");
    const auto result = simulator::simulate(*project, *catalog, {});
    QVERIFY(!result);
    const auto* problems = std::get_if<model::Problems>(&result.error());
    QVERIFY(problems && problems->front().message.find("stands still") != std::string::npos);
    QVERIFY2(problems->front().message.find("'work'") != std::string::npos ||
                 problems->front().message.find("'users'") != std::string::npos,
             problems->front().message.c_str());
  }

  void unknownScenarioNamesTheKnown() {
    const auto catalog = model::loadCatalog("aws");
    simulator::SimulationOptions options;
    options.scenario = "sail";
    const auto result = simulator::simulate(example(), *catalog, options);
    QVERIFY(!result);
    const auto* problems = std::get_if<model::Problems>(&result.error());
    QVERIFY(problems && problems->front().hint.find("sale") != std::string::npos);
  }

  void precisionAddsReplications() {
    simulator::SimulationOptions options;
    options.duration = model::minutes(2);
    options.precision = 0.01;
    const auto result = simulated(example(), options);
    QVERIFY(result.replications > 5);
    const auto latency = figure(result, "shoppers → api POST /orders", "latency_ms.mean");
    QVERIFY((latency.ci95->second - latency.ci95->first) / 2 <= 0.01 * latency.mean);
  }

  // Millions of waiting messages are kept by the block; their number and their order of age stay right.
  void aLongBacklogIsCountedToTheMessage() {
    const std::string text =
        "virga: 1\nname: backlog\ncomponents:\n  users:\n    kind: client\n    sends:\n      - {to: line, arrivals: "
        "{constant: {rate: 2000/s}}}\n"
        "  line:\n    kind: queue\n    visibility: 10 min\n    consumers: [{to: work, batch: 1, max-concurrency: 1}]\n  "
        "work:\n    kind: "
        "function\n    runtime: any\n    memory: 128 MiB\n    timeout: 1 min\n    steps: [{compute: 1 ms}]\nscenarios:\n  "
        "run: {duration: 10 "
        "min}\nproviders:\n  custom: {cold-start: 0 s}\n";
    const auto project = model::readProject(text, "backlog");
    QVERIFY(project.has_value());
    const auto result = simulated(*project, {}, "custom");
    // Half of what comes is served, first in, first out: after 600 s the message at the head was sent at 300 s.
    QVERIFY(std::abs(mean(result, "line", "depth.max") - 600'000) < 10);
    QVERIFY(std::abs(mean(result, "line", "age_ms.max") - 300'000) < 300);
    QVERIFY(std::abs(mean(result, "line", "age_ms.p50") / 150'000 - 1) < 0.01);
  }

  // API Gateway and Lambda turn away what is above their limits of 10 MB and 6 MB.
  void turnsAwayWhatIsTooLarge() {
    simulator::SimulationOptions options;
    options.duration = model::minutes(5);
    const auto large = simulated(example({{"shoppers.sends.0.payload", "7 MiB"}}), options);
    const double requests = mean(large, "api", "requests");
    QVERIFY(requests > 1000);
    QVERIFY(std::abs(mean(large, "api", "failed") - requests) < 5);
    QCOMPARE(mean(large, "checkout", "invocations"), 0.0);
    const auto fits = simulated(example({{"shoppers.sends.0.payload", "6 MiB"}}), options);
    QVERIFY(mean(fits, "checkout", "invocations") > 1000);
  }

  // Without a free tier and far from any tier's end a bill is linear in usage, so that the total of the mean usage is the
  // mean of the totals, and each replication's own bill lies around it.
  void billHasAnInterval() {
    simulator::SimulationOptions options;
    options.duration = model::minutes(10);
    options.freeTier = false;
    const auto total = [&](int replications, std::uint64_t seed) {
      options.replications = replications;
      options.seed = seed;
      return simulated(example(), options);
    };
    QVERIFY(!total(1, 1).billTotalCi95);
    const auto several = total(8, 1);
    QVERIFY(several.billTotalCi95.has_value());
    const auto [low, high] = *several.billTotalCi95;
    const auto middle = static_cast<double>(several.bill.total);
    QVERIFY(std::abs((low + high) / 2 / middle - 1) < 1e-9);
    QVERIFY(low < high);
    // An interval of so many replications of this length is as wide as single totals are far from the mean, at the most.
    const auto other = static_cast<double>(total(1, 2).bill.total);
    QVERIFY(std::abs(other - middle) < 8 * (high - low));
  }

  void readsArrivalsFromFiles() {
    QTemporaryDir folder;
    const auto path = [&](const char* name) { return std::filesystem::path(folder.filePath(name).toStdString()); };
    QVERIFY(model::writeFileAtomically(path("times.csv"), "at,who\n1.5,a\n0.5,b\n59,c\n"));
    QVERIFY(model::writeFileAtomically(path("counts.csv"),
                                       "HashOwner,HashApp,HashFunction,Trigger,1,2\no,a,f1,http,3,0\no,a,f2,http,5,7\n"));
    const std::string head =
        "virga: 1\nname: files\ncomponents:\n  work: {kind: function, runtime: any, memory: 128 MiB, timeout: 30 s, steps: "
        "[]}\n  users:\n    "
        "kind: client\n    sends:\n      - {to: work, arrivals: ";
    simulator::SimulationOptions options;
    options.projectFolder = folder.path().toStdString();
    options.duration = model::minutes(5);
    const auto requests = [&](const std::string& arrivals) {
      const auto project = model::readProject(head + arrivals + "}\n", "files");
      return project ? mean(simulated(*project, options, "custom"), "users → work", "requests") : -1.0;
    };
    QCOMPARE(requests("{trace: {file: times.csv, column: at}}"), 3.0);
    QCOMPARE(requests("{counts: {file: counts.csv, function: f2}}"), 12.0);
    const auto catalog = model::loadCatalog("custom");
    const auto refusal = [&](const std::string& file) {
      const auto project = model::readProject(head + "{trace: {file: " + file + "}}}\n", "files");
      const auto result = simulator::simulate(*project, *catalog, options);
      return result ? std::string() : std::get<model::Problems>(result.error()).front().message;
    };
    QVERIFY(refusal("nowhere.csv").find("nowhere.csv") != std::string::npos);
    // Seconds since 1970 lie after any run.
    QVERIFY(model::writeFileAtomically(path("epoch.csv"), "1700000000\n1700000001\n"));
    QVERIFY(refusal("epoch.csv").find("the first is at 1700000000 s") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(SimulationTest)
#include "simulation_test.moc"
