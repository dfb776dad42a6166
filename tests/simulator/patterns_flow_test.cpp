#include <cmath>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <QtTest>

#include "tests/simulator/pattern_runs.h"

using namespace virga;
using namespace virga::patterns;
using truth::agrees;
using truth::figure;

namespace {

constexpr double kMibPerVcpu = 1769;  // of AWS

template <class Law>
double integral(Law law, double to) {
  return boost::math::quadrature::gauss_kronrod<double, 31>::integrate(law, 0.0, to, 15, 1e-10);
}

// The n-th of m answers has come by then, where each comes by itself with this probability.
double atLeast(int n, int m, double probability) {
  return boost::math::cdf(boost::math::complement(boost::math::binomial(m, probability), n - 1));
}

// Erlang's loss formula: the share that meets all places busy.
double erlangLoss(int places, double offered) {
  double loss = 1;
  for (int k = 1; k <= places; ++k) loss = offered * loss / (k + offered * loss);
  return loss;
}

}  // namespace

// What is claimed of the patterns that shape the flow of requests, against closed forms.
class PatternsFlowTest : public QObject {
  Q_OBJECT

 private slots:
  // One more invocation and 2 ms of work on 512 MiB; and what few instances more start in the time.
  void theGatewayFunctionAddsItsInvocation() {
    const auto brief = [](const char* scenario) {
      return lasting(design("function-as-a-gateway", scenario), model::minutes(10), model::minutes(5));
    };
    const auto pair = pairOf(brief("ordinary-hour"), brief("without-the-gateway"), {4});
    const auto added = difference(pair, "door", "latency_ms.mean");
    const double stretch = kMibPerVcpu / 512, exact = meanMs("function.invoke-latency") + 2 * stretch;
    QVERIFY(std::abs(exact - 14.5) < 0.1);
    QVERIFY(added.ci95->first > 0);
    QVERIFY2(std::abs(added.mean - exact) < truth::half99(added, 4) + 0.3, qPrintable(QString::number(added.mean)));
    // It is billed for its own work, and for the other function's invocation and work, in begun milliseconds.
    const double billed = 2 * stretch + meanMs("function.invoke-latency") +
                          0.8 * (3 * stretch + meanMs("nosql-db.read-latency")) +
                          0.2 * (5 * stretch + meanMs("nosql-db.write-latency")) + 0.5;
    const double perRequest = metered(pair.with, "gateway", "compute") / mean(pair.with, "gateway", "invocations");
    isNear(perRequest, billed / 1000 * 0.5, 0.02, "GB-seconds of a request");
    constexpr double kPerGbSecond = 0.0000166667, kPerMillionRequests = 0.2;  // AWS, us-east-1
    isNear(perRequest * 1e6 * kPerGbSecond + kPerMillionRequests, 0.47, 0.02, "dollars of a million requests");
    isNear((billed - 2 * stretch - 0.5) / 1000 * 0.5 * 1e6 * kPerGbSecond, 0.2, 0.03, "dollars of waiting");
  }

  // Requests of a Poisson process find a function cold when the one before is longer ago than its instance stays.
  void chainsStartColdTwice() {
    const auto quantiles = std::get<model::Empirical>(model::loadCatalog("aws")->distribution("function.keep-alive"));
    const auto cold = [&](double perHour) {
      double share = 0;  // E[exp(-λT)], T even between its quantiles
      for (std::size_t i = 1; i < quantiles.quantiles.size(); ++i) {
        const auto& [below, from] = quantiles.quantiles[i - 1];
        const auto& [above, to] = quantiles.quantiles[i];
        const double rate = perHour / 3600, a = from.seconds(), b = to.seconds();
        share += (above.value - below.value) * (std::exp(-rate * a) - std::exp(-rate * b)) / (rate * (b - a));
      }
      return share;
    };
    const auto sparse = run(design("function-as-a-gateway", "seven-requests-an-hour"), {40});
    agrees(figure(sparse, "gateway", "cold_start_share"), 40, cold(7.2), 0.1, "gateway");
    agrees(figure(sparse, "product", "cold_start_share"), 40, cold(0.8 * 7.2), 0.1, "product");
    const double before = 0.8 * cold(0.8 * 7.2) + 0.2 * cold(0.2 * 7.2);
    isNear(before, 0.66, 0.01, "cold starts without the gateway");
    isNear(before + cold(7.2), 1.19, 0.01, "cold starts with the gateway");
    const double each = (mean(sparse, "gateway", "cold_starts") + mean(sparse, "product", "cold_starts") +
                         mean(sparse, "place-order", "cold_starts")) /
                        mean(sparse, "door", "requests");
    isNear(each, before + cold(7.2), 0.03, "simulated");
  }

  // The n-th of m answers: P(X(n) ≤ t) = Σ C(m, k) F(t)^k (1 - F(t))^(m - k) over k ≥ n. Nobody waits beyond 600 ms, and who
  // has too few answers then fails.
  void theAggregatorWaitsForTheNthOfM_data() {
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("n");
    QTest::addColumn<int>("m");
    QTest::addColumn<double>("stated");  // ms of waiting; 0: not stated
    QTest::addColumn<double>("failing");
    QTest::newRow("four") << "four-of-five" << 4 << 5 << 272.0 << 0.015;
    QTest::newRow("five") << "all-five" << 5 << 5 << 406.0 << 0.188;
    QTest::newRow("four of the four left") << "one-airline-hangs" << 4 << 4 << 0.0 << 0.154;
  }
  void theAggregatorWaitsForTheNthOfM() {
    QFETCH(QString, scenario);
    QFETCH(int, n);
    QFETCH(int, m);
    QFETCH(double, stated);
    QFETCH(double, failing);
    const auto answer = lognormal(180, 900);
    const double patience = 600, sorting = 2;
    const double wait = integral([&](double t) { return 1 - (t > 0 ? atLeast(n, m, cdf(answer, t)) : 0); }, patience);
    const double fails = 1 - atLeast(n, m, cdf(answer, patience));
    if (stated > 0) isNear(wait, stated, 0.002, "stated wait");
    isNear(fails, failing, 0.04, "stated share of failures");
    isNear(cdf(answer, patience), 0.959, 0.001, "stated share of answers");
    const auto result = run(lasting(design("aggregator", scenario.toStdString()), model::minutes(4)), {8, "custom"});
    // Who fails doesn't sort.
    agrees(figure(result, "offers", "duration_ms.mean"), 8, wait + sorting * (1 - fails), 0.02, "wait");
    isBinomial(8 * mean(result, "offers", "errors"), 8 * mean(result, "offers", "invocations"), fails, "failures");
  }

  void theAggregatorIsQuickerByTheLastAnswer() {
    const auto pair = pairOf(lasting(design("aggregator", "four-of-five"), model::minutes(4)),
                             lasting(design("aggregator", "all-five"), model::minutes(4)), {6, "custom"});
    const auto answer = lognormal(180, 900);
    const double fifth =
        integral([&](double t) { return t > 0 ? atLeast(4, 5, cdf(answer, t)) - atLeast(5, 5, cdf(answer, t)) : 0; }, 600);
    const auto sooner = difference(pair, "offers", "duration_ms.mean");
    QVERIFY(sooner.ci95->second < 0);
    // Fewer fail, and they sort for 2 ms.
    const double within = cdf(answer, 600), sorting = 2 * (atLeast(4, 5, within) - atLeast(5, 5, within));
    QVERIFY(std::abs(sooner.mean + fifth - sorting) < truth::half99(sooner, 6));
  }

  void whoWaitsForAllGetsNothing() {
    const auto result = run(lasting(design("aggregator", "one-airline-hangs-all-five"), model::minutes(1)), {1, "custom"});
    QCOMPARE(mean(result, "travellers → site GET /offers", "succeeded"), 0.0);
    QVERIFY(mean(result, "offers", "errors") > 1000);
    isNear(mean(result, "offers", "duration_ms.p50"), 600, 0.005, "wait");
  }

  // The longest of forty parts, E[X(40)] = ∫ 1 - F(t)^40 dt, or the sum of all; beside it 2 s of cutting and 5 s of joining.
  void fanningOutTakesTheLongestPart() {
    const auto pair =
        pairOf(design("fan-out-fan-in", "all-at-once"), design("fan-out-fan-in", "one-after-the-other"), {20, "custom"});
    const auto part = lognormal(8000, 24000);
    const double longest = integral([&](double t) { return 1 - (t > 0 ? std::pow(cdf(part, t), 40) : 0); }, 200'000);
    agrees(figure(pair.with, "film", "duration_ms.mean"), 20, 7000 + longest, 0.05, "at once");
    agrees(figure(pair.without, "film", "duration_ms.mean"), 20, 7000 + 40 * boost::math::mean(part), 0.05, "one by one");
    isNear(7000 + longest, 30'000, 0.01, "stated");
    isNear(7000 + 40 * boost::math::mean(part), 365'000, 0.01, "stated");
    QVERIFY(difference(pair, "film", "duration_ms.mean").ci95->second < 0);
    isNear(metered(pair.with, "render", "compute"), metered(pair.without, "render", "compute"), 1e-12, "paid work");
  }

  void fanningOutPaysForColdStarts() {
    const auto pair = pairOf(design("fan-out-fan-in", "all-at-once"), design("fan-out-fan-in", "one-after-the-other"), {6});
    QVERIFY(pair.paired.billTotal.difference->ci95->first > 0);
    QVERIFY(pair.paired.billTotal.difference->mean < 0.1 * pair.paired.billTotal.there->mean);
    QCOMPARE(mean(pair.with, "film", "transitions"), mean(pair.without, "film", "transitions"));
  }

  // A batch of 100 takes the read, the invocation, 3 ms of each record and one write; a shard has one batch at a time. What
  // comes faster waits: the backlog grows by λ - μ, and the age of what is read by 1 - μ / λ.
  void anUnderShardedStreamFallsBehind() {
    const double seconds = 240, rate = 400;
    const double batch =
        meanMs("stream.read-latency") + meanMs("function.invoke-latency") + 100 * 3 + meanMs("object-store.write-latency");
    const double carried = 100 / batch * 1000;
    isNear(batch, 394, 0.005, "stated batch");
    isNear(carried, 254, 0.005, "stated throughput");
    const auto result = run(lasting(design("event-stream-processing", "one-shard"), model::minutes(4)));
    isNear(mean(result, "readings", "backlog.max"), (rate - carried) * seconds, 0.05, "backlog");
    isNear(mean(result, "readings", "iterator_age_ms.max") / 1000, (1 - carried / rate) * seconds, 0.05, "age");
  }

  void lanesCarryTheStream_data() {
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<double>("shards");
    QTest::newRow("shards") << "two-shards" << 2.0;
    QTest::newRow("lanes") << "one-shard-two-lanes" << 1.0;
  }
  // A lane that found nothing looks again after a second.
  void lanesCarryTheStream() {
    QFETCH(QString, scenario);
    QFETCH(double, shards);
    const auto result = run(lasting(design("event-stream-processing", scenario.toStdString()), model::minutes(4)));
    QVERIFY(mean(result, "readings", "iterator_age_ms.max") < 1500);
    QVERIFY(mean(result, "readings", "backlog.max") < 2 * 400);
    QCOMPARE(mean(result, "readings", "given_up"), 0.0);
    QCOMPARE(metered(result, "readings", "shard-hours"), shards * 4 / 60);
    constexpr double kPerShardHour = 0.015, kHoursOfMonth = 730;  // AWS, us-east-1
    isNear(paid(result, "readings", "shard-hours"), shards * kPerShardHour * kHoursOfMonth, 1e-3, "dollars of shards");
  }

  // In the burst the direct way is a loss system, M/G/10/10. The queue's backlog is a fluid's: what comes above the ten
  // consumers' rate for two minutes, and goes with what they do above the ordinary rate.
  void aQueueLevelsTheLoad() {
    const double busy = boost::math::mean(lognormal(180, 450)) / 1000, rate = 10 / busy;
    const double backlog = (150 - rate) * 120, drained = 420 + backlog / (rate - 25);
    isNear(backlog, 11'830, 0.001, "stated backlog");
    isNear((drained - 420) / 60, 7.5, 0.01, "stated minutes of draining");
    const auto result = run(design("queue-based-load-levelling", "sales"), {1, "custom"});
    const double refused = 120 * 150 * erlangLoss(10, 150 * busy) + 1380 * 25 * erlangLoss(10, 25 * busy);
    isNear(erlangLoss(10, 150 * busy), 0.67, 0.01, "stated loss");
    isNear(mean(result, "book-at-once", "throttles"), refused, 0.03, "refused");
    QCOMPARE(mean(result, "book", "throttles"), 0.0);
    QCOMPARE(mean(result, "not-booked", "sent"), 0.0);
    QCOMPARE(
        mean(result, "bookings", "deleted") + mean(result, "book", "concurrency.max") >= mean(result, "bookings", "sent"),
        true);
    isNear(mean(result, "bookings", "depth.max"), backlog, 0.04, "backlog");
    isNear(mean(result, "bookings", "age_ms.max") / 1000, backlog / rate, 0.05, "longest wait");
    QVERIFY(mean(result, "bookings", "age_ms.max") < 4 * 60'000);
    const auto& depth = seriesOf(result, "bookings", "depth");
    const double bucket = result.bucket.seconds();
    std::size_t last = 0;
    for (std::size_t i = 0; i < depth.values.size(); ++i)
      if (depth.values[i] > 50) last = i;
    QVERIFY2(std::abs(static_cast<double>(last + 1) * bucket - drained) < bucket + 0.06 * (drained - 420),
             qPrintable(QString::number(static_cast<double>(last + 1) * bucket)));
  }

  void aQueueLevelsTheLoadOnAws() {
    const auto result = run(lasting(design("queue-based-load-levelling", "sales"), model::minutes(9)));
    QCOMPARE(mean(result, "book", "throttles"), 0.0);
    QVERIFY(mean(result, "book-at-once", "throttles") > 0.6 * 120 * 150);
  }

  // A token bucket lets through its rate and one burst. Four consumers at once, each call taking its time: Little's law.
  void aQueueKeepsToAThirdPartysRate() {
    const double seconds = 600, answer = boost::math::mean(lognormal(420, 700)) / 1000;
    isNear(answer, 0.43, 0.001, "stated answer");
    isNear(4 / answer, 9.3, 0.001, "stated rate");
    const auto result = run(design("throttled-third-party", "campaign"), {1, "custom"});
    const double requests = mean(result, "mailer", "requests");
    isNear(mean(result, "mailer", "throttles"), requests - (10 * seconds + 10), 0.001, "refused");
    isNear(1 - 10.0 / 25, 0.6, 1e-9, "stated share");
    isNear(mean(result, "mailer", "throttles") / requests, 0.6, 0.03, "share refused");
    QCOMPARE(mean(result, "mailer-queued", "throttles"), 0.0);
    isNear(mean(result, "mails", "deleted") / seconds, 4 / answer, 0.01, "throughput");
    QCOMPARE(mean(result, "mail", "concurrency.max"), 4.0);
    const auto onAws = run(design("throttled-third-party", "campaign"));
    QCOMPARE(mean(onAws, "mailer-queued", "throttles"), 0.0);
    QVERIFY(mean(onAws, "mailer", "throttles") > 0.55 * mean(onAws, "mailer", "requests"));
  }

  // Forty shards of 25 accounts and 4 s each, ten at a time: four rounds of 100 s.
  void shardsFinishInTheirWindow() {
    const auto night = run(design("scheduled-batch", "one-night"), {1, "custom"});
    QCOMPARE(mean(night, "work", "invocations"), 40.0);
    QCOMPARE(mean(night, "work", "duration_ms.max"), 100'000.0);
    QCOMPARE(mean(night, "work", "concurrency.max"), 10.0);
    QCOMPARE(mean(night, "shards", "age_ms.max"), 300'000.0);  // when the last round begins
    QCOMPARE(mean(night, "results", "writes"), 40.0);
    const double gib = 1769.0 / 1024;
    isNear(metered(night, "work", "compute"), 1000 * 4 * gib, 1e-9, "GB-seconds");
    const auto half = run(design("scheduled-batch", "half-the-accounts"), {1, "custom"});
    isNear(metered(half, "work", "compute"), 500 * 4 * gib, 1e-9, "GB-seconds of half");
    QCOMPARE(mean(half, "shards", "age_ms.max"), 100'000.0);
  }

  void onePieceIsNeverDone_data() {
    QTest::addColumn<QString>("provider");
    QTest::newRow("custom") << "custom";
    QTest::newRow("aws") << "aws";
  }
  void onePieceIsNeverDone() {
    QFETCH(QString, provider);
    const auto result = run(design("scheduled-batch", "in-one-piece"), {1, provider.toStdString()});
    QCOMPARE(mean(result, "work", "timeouts"), 3.0);
    QCOMPARE(mean(result, "failed-shards", "sent"), 1.0);
    QCOMPARE(mean(result, "results", "writes"), 0.0);
    isNear(metered(result, "work", "compute"), 3 * 900 * 1769.0 / 1024, 0.001, "GB-seconds for nothing");
  }
};

QTEST_GUILESS_MAIN(PatternsFlowTest)
#include "patterns_flow_test.moc"
