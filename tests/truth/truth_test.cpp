#include <map>

#include "tests/truth/laboratory.h"

using namespace virga;
using truth::agrees;
using truth::Experiment;
using truth::figure;
using truth::run;

namespace {

// A client with Poisson arrivals straight at one function.
std::string oneFunction(const std::string& rate, const std::string& work, const std::string& settings,
                        const std::string& more = "") {
  return fmt::format(
      "components:\n  users:\n    kind: client\n    sends:\n      - {{to: work, arrivals: {{poisson: {{rate: {}}}}}}}\n  "
      "work:\n    kind: "
      "function\n    runtime: any\n    memory: 128 MiB\n    timeout: 1 d\n{}    steps:\n      - compute: {}\nproviders:\n  "
      "custom: {}\n",
      rate, more, work, settings);
}

std::string queued(const std::string& rate, const std::string& work, const std::string& consumer,
                   const std::string& queue = "", const std::string& more = "") {
  return fmt::format(
      "components:\n  users:\n    kind: client\n    sends:\n      - {{to: line, arrivals: {{poisson: {{rate: {}}}}}}}\n  "
      "line:\n    kind: "
      "queue\n    visibility: 12 h\n{}    consumers:\n      - {}\n  dead: {{kind: queue}}\n  work:\n    kind: function\n    "
      "runtime: any\n    "
      "memory: 128 MiB\n    timeout: 1 h\n{}    steps:\n      - compute: {}\nproviders:\n  custom: {{cold-start: 0 s}}\n",
      rate, queue, consumer, more, work);
}

}  // namespace

// Exact results of queueing theory against whole simulations. The formulas stand beside the cases; the values were
// computed from them outside of Virga.
class TruthTest : public QObject {
  Q_OBJECT

 private slots:
  // M/G/∞: mean concurrency λE[S] for any law of service.
  void concurrencyWithoutLimit_data() {
    QTest::addColumn<QString>("work");
    QTest::newRow("exponential") << "{exponential: {mean: 2.016 s}}";
    QTest::newRow("constant") << "2.016 s";
    QTest::newRow("gamma, cv 2") << "{gamma: {mean: 2.016 s, cv: 2}}";
  }
  void concurrencyWithoutLimit() {
    QFETCH(QString, work);
    const auto result = run({oneFunction("0.9/s", work.toStdString(), "{cold-start: 0 s}"), "40 h", "10 min"});
    agrees(figure(result, "work", "concurrency.mean"), 12, 1.8144, 0.02, "mean concurrency");
    QCOMPARE(figure(result, "work", "throttles").mean, 0.0);
  }

  // Erlang-B, 1/B(n) = 1 + n/(a B(n-1)): N = 50, a = 40; insensitive to the law of service.
  void throttlingAtALimit_data() {
    QTest::addColumn<QString>("work");
    QTest::newRow("exponential") << "{exponential: {mean: 2 s}}";
    QTest::newRow("constant") << "2 s";
    QTest::newRow("lognormal") << "{lognormal: {mean: 2 s, p95: 5 s}}";
  }
  void throttlingAtALimit() {
    QFETCH(QString, work);
    const auto result =
        run({oneFunction("20/s", work.toStdString(), "{cold-start: 0 s, concurrency-limit: 50}"), "10 h", "10 min"});
    const auto throttles = figure(result, "work", "throttles").mean,
               invocations = figure(result, "work", "invocations").mean;
    // The share as a figure of the flow, which has an interval of its own.
    auto share = figure(result, "users → work", "throttled");
    const double offered = throttles + invocations;
    share.mean /= offered;
    share.ci95->first /= offered;
    share.ci95->second /= offered;
    agrees(share, 12, 0.018690671109632247, 0.05, "throttled share");
    agrees(figure(result, "work", "concurrency.mean"), 12, 39.252373155614706, 0.01, "mean concurrency");
  }

  // Erlang-C, N = 20, λ = 18/s, E[S] = 1 s: E[Wq] = C s/(N - a).
  void waitingForConsumers() {
    const auto result =
        run({queued("18/s", "{exponential: {mean: 1 s}}", "{to: work, batch: 1, max-concurrency: 20}"), "24 h", "1 h"});
    agrees(figure(result, "line", "age_ms.mean"), 12, 275.3845024080588, 0.1, "mean wait");
    agrees(figure(result, "line", "depth.mean"), 12, 18 * 0.2753845024080588, 0.1, "mean depth, by Little's law");
    agrees(figure(result, "line", "age_ms.p95"), 12, 1199.6462434074293, 0.1, "p95 of the wait");
  }

  // Pollaczek–Khinchine, one consumer, ρ = 0.7, E[S] = 0.2 s: E[Wq] = ρE[S](1 + cv²)/(2(1 - ρ)).
  void waitingForOneConsumer_data() {
    QTest::addColumn<QString>("work");
    QTest::addColumn<double>("exactMs");
    QTest::newRow("constant") << "200 ms" << 0.7 * 200 / (2 * 0.3);
    QTest::newRow("gamma, cv 0.5") << "{gamma: {mean: 200 ms, cv: 0.5}}" << 291.66666666666663;
    QTest::newRow("gamma, cv 2") << "{gamma: {mean: 200 ms, cv: 2}}" << 1166.6666666666665;
  }
  void waitingForOneConsumer() {
    QFETCH(QString, work);
    QFETCH(double, exactMs);
    const auto result =
        run({queued("3.5/s", work.toStdString(), "{to: work, batch: 1, max-concurrency: 1}"), "40 h", "1 h"});
    agrees(figure(result, "line", "age_ms.mean"), 12, exactMs, 0.1, "mean wait");
  }

  // One instance, keep-alive T: P(cold | accepted) = e^{-λT} for any law of service; here λ = 0.1/s, T = 10 s, work 2 s,
  // cold start 2 s. P(throttled) = λE/(1 + λE) with E = (1-p)·2 s + p·4 s.
  void coldStartsOfOneInstance() {
    const auto result =
        run({oneFunction("0.1/s", "2 s", "{cold-start: 2 s, keep-alive: 10 s, concurrency-limit: 1}"), "400 h"});
    agrees(figure(result, "work", "cold_start_share"), 12, 0.36787944117144233, 0.02, "cold-start share");
    agrees(figure(result, "work", "instances.mean"), 12, 0.7111444676598911, 0.02, "mean instances");
    agrees(figure(result, "work", "concurrency.mean"), 12, 0.21480925539001813, 0.02, "mean concurrency");
  }

  // The same with an exponential keep-alive of mean T: an arrival finds the instance gone with probability λT/(1 + λT)'s
  // complement … P(T < X) = (1/T)/(1/T + λ).
  void coldStartsWithADrawnKeepAlive() {
    const auto result =
        run({oneFunction("0.1/s", "1 s", "{cold-start: 0 s, keep-alive: {exponential: {mean: 30 s}}, concurrency-limit: 1}"),
             "400 h"});
    agrees(figure(result, "work", "cold_start_share"), 12, (1.0 / 30) / (1.0 / 30 + 0.1), 0.03, "cold-start share");
  }

  // Most-recent reuse, no limit: the warm pool is the sliding maximum of the busy count over T; matrix exponential of the
  // birth–death chain: λ = 0.9/s, E[S] = 1.991 s, T = 10 s.
  void coldStartsOfAPool() {
    const auto result = run(
        {oneFunction("0.9/s", "{exponential: {mean: 1.991 s}}", "{cold-start: 0 s, keep-alive: 10 s}"), "30 h", "10 min"});
    agrees(figure(result, "work", "cold_start_share"), 12, 0.10603978365231014, 0.02, "cold-start share");
    agrees(figure(result, "work", "instances.mean"), 12, 4.1839850902405065, 0.01, "mean instances");
  }

  // The same with at most four at once: P(cold) over all arrivals, throttling by Erlang-B.
  void coldStartsOfALimitedPool() {
    const auto result = run(
        {oneFunction("0.9/s", "{exponential: {mean: 1.991 s}}", "{cold-start: 0 s, keep-alive: 10 s, concurrency-limit: 4}"),
         "30 h", "10 min"});
    const double accepted = 1 - 0.07424636541049397;
    agrees(figure(result, "work", "cold_start_share"), 12, 0.05864040765080117 / accepted, 0.02,
           "cold-start share of the accepted");
    agrees(figure(result, "work", "instances.mean"), 12, 3.5773473181976714, 0.01, "mean instances");
  }

  // The rule by which an idle instance is chosen changes the cold-start share fourfold (simulated independently with 1e8
  // requests: ± 0.00006).
  void reuseRules_data() {
    QTest::addColumn<QString>("rule");
    QTest::addColumn<double>("share");
    QTest::newRow("least-recent") << "least-recent" << 0.02421;
    QTest::newRow("newest") << "newest" << 0.09837;
    QTest::newRow("oldest") << "oldest" << 0.09837;
    QTest::newRow("random") << "random" << 0.06131;
  }
  void reuseRules() {
    QFETCH(QString, rule);
    QFETCH(double, share);
    const auto result = run({oneFunction("0.9/s", "{exponential: {mean: 1.991 s}}",
                                         "{cold-start: 0 s, keep-alive: 10 s, reuse: " + rule.toStdString() + "}"),
                             "30 h", "10 min"});
    agrees(figure(result, "work", "cold_start_share"), 12, share, 0.03, "cold-start share");
  }

  // Constant arrivals and service: every 0.1 s, cold 2.05 s, warm 0.95 s: 21 instances in the first burst, then 10 live.
  void coldStartsExactly() {
    auto project = oneFunction("1/s", "0.95 s", "{cold-start: 1.1 s, keep-alive: 60 s}");
    const std::string poisson = "{poisson: {rate: 1/s}}";
    project.replace(project.find(poisson), poisson.size(), "{constant: {rate: 10/s}}");
    auto result = run({project, "1 h", "0 s", 1});
    QCOMPARE(figure(result, "work", "cold_starts").mean, 21.0);
    result = run({project, "1 h", "30 min", 1});
    QCOMPARE(figure(result, "work", "cold_starts").mean, 0.0);
    QCOMPARE(figure(result, "work", "instances.mean").mean, 10.0);
  }

  // A token bucket of rate r and size b under Poisson requests loses what M/D/1/b loses.
  void tokenBucket_data() {
    QTest::addColumn<QString>("rate");
    QTest::addColumn<QString>("throttle");
    QTest::addColumn<double>("exact");
    QTest::newRow("b = 1") << "5/s"
                           << "{rate: 10/s, burst: 1}" << 1.0 / 3;
    QTest::newRow("b = 20") << "10/s"
                            << "{rate: 10/s, burst: 20}" << 0.025210084033613446;
    QTest::newRow("b = 200") << "100/s"
                             << "{rate: 100/s, burst: 200}" << 0.002502085070891798;
  }
  void tokenBucket() {
    QFETCH(QString, rate);
    QFETCH(QString, throttle);
    QFETCH(double, exact);
    const auto project = fmt::format(
        "components:\n  users:\n    kind: client\n    sends:\n      - {{to: api, route: GET /, arrivals: {{poisson: {{rate: "
        "{}}}}}}}\n  api:\n    "
        "kind: http-api\n    throttle: {}\n    routes:\n      - {{route: GET /, to: work}}\n  work:\n    kind: function\n   "
        " runtime: any\n    "
        "memory: 128 MiB\n    timeout: 10 s\n    steps:\n      - compute: 1 ms\nproviders:\n  custom: {{cold-start: 0 s}}\n",
        rate.toStdString(), throttle.toStdString());
    const auto result = run({project, "20 h", "10 min"});
    auto share = figure(result, "api", "throttles");
    const double offered = figure(result, "api", "requests").mean;
    share.mean /= offered;
    share.ci95->first /= offered;
    share.ci95->second /= offered;
    agrees(share, 12, exact, 0.1, "throttled share");
  }

  // Independent failures, at most m receives: E[attempts] = (1 - p^m)/(1 - p), dead-lettered p^m.
  void deadLetters() {
    auto project =
        queued("20/s", "10 ms", "{to: work, batch: 1}", "    max-receives: 3\n    dead-letter: dead\n", "    errors: 10%\n");
    const std::string visibility = "12 h";
    project.replace(project.find(visibility), visibility.size(), "1 min");
    const auto timeout = project.find("timeout: 1 h");
    project.replace(timeout, 12, "timeout: 10 s");
    const auto result = run({project, "20 h", "1 h"});
    auto attempts = figure(result, "line", "received"), dead = figure(result, "line", "dead_lettered");
    const double sent = figure(result, "line", "sent").mean;
    for (auto* f : {&attempts, &dead}) {
      f->mean /= sent;
      f->ci95->first /= sent;
      f->ci95->second /= sent;
    }
    agrees(attempts, 12, 1.11, 0.01, "attempts");
    agrees(dead, 12, 0.001, 0.1, "dead-lettered share");
  }

  // A window w that opens with the first message: mean batch 1 + E[min(Poisson(λw), B - 1)]; B far away here: 1 + λw.
  void batchesOfAWindow() {
    const auto result = run({queued("5/s", "1 ms", "{to: work, batch: 1000, window: 2 s}"), "20 h", "1 h"});
    auto batches = figure(result, "work", "invocations");
    const double received = figure(result, "line", "received").mean;
    // The inverse has the narrow interval.
    const simulator::Figure inverse{batches.mean / received,
                                    std::pair{batches.ci95->first / received, batches.ci95->second / received}};
    agrees(inverse, 12, 1 / 11.0, 0.02, "batches per message");
  }

  // M/M/1 processor sharing: mean time s/(1 - ρ), whatever the law of work.
  void sharedProcessor_data() {
    QTest::addColumn<QString>("work");
    QTest::newRow("exponential") << "{exponential: {mean: 100 ms}}";
    QTest::newRow("constant") << "100 ms";
  }
  void sharedProcessor() {
    QFETCH(QString, work);
    const auto result =
        run({oneFunction("5/s", work.toStdString(), "{cold-start: 0 s, keep-alive: 1 d, instance-concurrency: 1000}"),
             "20 h", "10 min"});
    QCOMPARE(figure(result, "work", "instances.max").mean, 1.0);
    agrees(figure(result, "work", "duration_ms.mean"), 12, 200, 0.02, "mean duration");
  }

  // Two vCPUs, each computation on one of them: M/M/2 with processor sharing, whose number in the system is that of M/M/2.
  // At 15/s and 100 ms each, ρ = 0.75 and the mean is m/(1 - ρ²); so it is for work of any law.
  void sharedProcessors_data() { sharedProcessor_data(); }
  void sharedProcessors() {
    QFETCH(QString, work);
    auto catalog = model::loadCatalog("custom");
    for (auto& value : catalog->values) {
      if (value.id == "function.mb-per-vcpu") value.text = "64";
      if (value.id == "function.vcpu-max") value.text = "2";
    }
    const auto result =
        run({oneFunction("15/s", work.toStdString(), "{cold-start: 0 s, keep-alive: 1 d, instance-concurrency: 1000}"),
             "20 h", "10 min"},
            *catalog);
    QCOMPARE(figure(result, "work", "instances.max").mean, 1.0);
    agrees(figure(result, "work", "duration_ms.mean"), 12, 100 / (1 - 0.75 * 0.75), 0.02, "mean duration");
  }

  // One instance whose memory holds n = 4 executions of mean m under Poisson arrivals, a = λm = 2: the next one ends all
  // five. The number of executions is a Markov chain whose cuts give π(k-1) = π(k) k/a + π(n): 4.25, 6.5, 5.5, 3 and 1 in
  // 20.25, and (n + 1) π(n) of the arrivals fail.
  void memoryUnderLoad() {
    auto project = oneFunction("2/s", "0 ms", "{cold-start: 0 s, keep-alive: 1 d, instance-concurrency: 1000}",
                               "    memory-used: 28 MiB\n    memory-per-invocation: 25 MiB\n");
    const std::string compute = "compute: 0 ms";
    project.replace(project.find(compute), compute.size(), "wait: {exponential: {mean: 1 s}}");
    const auto result = run({project, "20 h", "10 min"});
    auto share = figure(result, "work", "out_of_memory");
    const double invocations = figure(result, "work", "invocations").mean;
    share.mean /= invocations;
    share.ci95->first /= invocations;
    share.ci95->second /= invocations;
    agrees(share, 12, 5 / 20.25, 0.02, "failed share");
    agrees(figure(result, "work", "concurrency.mean"), 12, (6.5 + 2 * 5.5 + 3 * 3 + 4) / 20.25, 0.02, "executions");
    QCOMPARE(figure(result, "work", "instances.max").mean, 1.0);
  }

  // Four parallel exponential calls: the last one ends after m(1 + 1/2 + 1/3 + 1/4).
  void parallelCalls() {
    std::string project =
        "components:\n  users:\n    kind: client\n    sends:\n      - {to: work, arrivals: {poisson: {rate: 50/s}}}\n  "
        "work:\n    kind: function\n"
        "    runtime: any\n    memory: 128 MiB\n    timeout: 1 min\n    steps:\n      - parallel:\n";
    for (const char* name : {"a", "b", "c", "d"}) project += fmt::format("          - call: {}\n", name);
    for (const char* name : {"a", "b", "c", "d"})
      project += fmt::format("  {}: {{kind: external, latency: {{exponential: {{mean: 100 ms}}}}}}\n", name);
    project += "providers:\n  custom: {cold-start: 0 s}\n";
    const auto result = run({project, "2 h"});
    agrees(figure(result, "work", "duration_ms.mean"), 12, 100 * (1 + 0.5 + 1.0 / 3 + 0.25), 0.01, "mean duration");
  }

  // Exponential work of mean m under a timeout T: the share e^{-T/m} times out, and the mean duration is m(1 - e^{-T/m}).
  void timeouts() {
    auto project = oneFunction("50/s", "{exponential: {mean: 1 s}}", "{cold-start: 0 s}");
    const std::string day = "timeout: 1 d";
    project.replace(project.find(day), day.size(), "timeout: 2 s");
    const auto result = run({project, "2 h"});
    auto share = figure(result, "work", "timeouts");
    const double invocations = figure(result, "work", "invocations").mean;
    share.mean /= invocations;
    share.ci95->first /= invocations;
    share.ci95->second /= invocations;
    agrees(share, 12, std::exp(-2.0), 0.02, "timed-out share");
    agrees(figure(result, "work", "duration_ms.mean"), 12, 1000 * (1 - std::exp(-2.0)), 0.01, "mean duration");
  }

  // Closed users without contention: throughput N/(Z + S), by Little's law.
  void closedUsers() {
    auto project = oneFunction("1/s", "{exponential: {mean: 500 ms}}", "{cold-start: 0 s}");
    const std::string poisson = "{poisson: {rate: 1/s}}";
    project.replace(project.find(poisson), poisson.size(), "{closed: {users: 40, think: {exponential: {mean: 1.5 s}}}}");
    const auto result = run({project, "20 h", "10 min"});
    auto rate = figure(result, "work", "invocations");
    const double seconds = 20 * 3600 - 600;
    rate.mean /= seconds;
    rate.ci95->first /= seconds;
    rate.ci95->second /= seconds;
    agrees(rate, 12, 20, 0.01, "throughput");
  }
};

QTEST_GUILESS_MAIN(TruthTest)
#include "truth_test.moc"
