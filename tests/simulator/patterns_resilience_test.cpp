#include <algorithm>
#include <cmath>

#include <QtTest>

#include "model/checks/check.h"
#include "tests/simulator/pattern_runs.h"

using namespace virga;
using namespace virga::patterns;
using truth::agrees;
using truth::figure;

namespace {

constexpr double kMibPerVcpu = 1769;  // of AWS

double invoked(const simulator::Result& result, const std::string& function) {
  return mean(result, function, "invocations");
}
double succeeded(const simulator::Result& result, const std::string& function) {
  return invoked(result, function) - mean(result, function, "errors");
}

// Nothing comes in the last minutes, so that all that was begun has ended.
model::Architecture saga(const std::string& scenario) {
  return lasting(design("saga", scenario,
                        {{"travellers.sends.0.arrivals",
                          "{profile: {points: [{at: 0 s, rate: 2/s}, {at: 54 min, rate: 2/s}, {at: 55 min, rate: 0/s}]}}"}}),
                 model::hours(1));
}

}  // namespace

// What is claimed of the patterns that keep data and survive failures, against closed forms and by conservation.
class PatternsResilienceTest : public QObject {
  Q_OBJECT

 private slots:
  // The outage alone is measured. Without the breaker each order waits 3 s, 200 ms and 3 s again.
  void theBreakerSavesTheWait() {
    const auto outage = [](const char* scenario) {
      return lasting(design("circuit-breaker", scenario), model::minutes(15), model::minutes(5));
    };
    const auto pair = pairOf(outage("payments-hang"), outage("payments-hang-without-breaker"), {3});
    const double order =
        5 * kMibPerVcpu / 512 + meanMs("nosql-db.write-latency") + 3000 + 200 + 3000 + meanMs("queue.send-latency");
    isNear(order, 6230, 0.002, "stated wait");
    isNear(mean(pair.without, "checkout", "duration_ms.mean"), order, 0.005, "wait without the breaker");
    // Mean number of executions at once: the time that is waited and paid for in each second.
    const auto saved = difference(pair, "checkout", "concurrency.mean");
    QVERIFY2(saved.ci95->second < -0.9 * mean(pair.without, "checkout", "concurrency.mean"),
             qPrintable(QString("saves %1 of %2").arg(-saved.mean).arg(mean(pair.without, "checkout", "concurrency.mean"))));
    const auto gbSeconds = metered(pair.with, "checkout", "compute") / metered(pair.without, "checkout", "compute");
    QVERIFY2(gbSeconds < 0.1, qPrintable(QString::number(gbSeconds)));
    isNear(-saved.mean / mean(pair.without, "checkout", "concurrency.mean"), 0.94, 0.01, "stated saving");
    // An instance calls until its fifth failure within a minute, and then once a minute; those of pay-later are its own.
    const double calls = mean(pair.with, "payments", "errors") - invoked(pair.with, "pay-later");
    QVERIFY2(calls <= mean(pair.with, "checkout", "instances.max") * (5 + 10), qPrintable(QString::number(calls)));
    // Nothing else waits: each of these calls for 3 s, and for 200 ms more before a retry.
    const double own = (order - 6200) / 1000, seconds = 600;
    const double waited = mean(pair.with, "checkout", "concurrency.mean") * seconds - invoked(pair.with, "checkout") * own;
    QVERIFY2(waited > calls * 3 * 0.95 && waited < calls * 3.2 * 1.05, qPrintable(QString::number(waited / calls)));
  }

  void noOrderIsLost_data() {
    QTest::addColumn<QString>("scenario");
    QTest::newRow("with") << "payments-hang";
    QTest::newRow("without") << "payments-hang-without-breaker";
  }
  // Each call that came to nothing has its message: all that isn't in the queue was paid at once.
  void noOrderIsLost() {
    QFETCH(QString, scenario);
    const auto result = run(design("circuit-breaker", scenario.toStdString()));
    const std::string flow = "shoppers → shop POST /orders";
    QCOMPARE(mean(result, flow, "failed") + mean(result, flow, "throttled"), 0.0);
    QCOMPARE(mean(result, "checkout", "errors"), 0.0);
    QVERIFY(mean(result, "unpaid", "sent") > 600 * 10 * 0.95);
    const double later = succeeded(result, "pay-later"),
                 answered = mean(result, "payments", "requests") - mean(result, "payments", "errors");
    // But for what is under way at the end, or was answered after the caller had gone.
    QVERIFY(std::abs(invoked(result, "checkout") - (answered - later) - mean(result, "unpaid", "sent")) < 20);
    QCOMPARE(mean(result, "never-paid", "sent"), 0.0);
    const auto& depth = seriesOf(result, "unpaid", "depth").values;
    QVERIFY(*std::max_element(depth.begin(), depth.end()) > 4000);
    QVERIFY(depth.back() < 10);  // all worked off
  }

  void theBreakerChangesNothingOtherwise() {
    const auto pair = pairOf(lasting(design("circuit-breaker", "ordinary"), model::minutes(4)),
                             lasting(design("circuit-breaker", "ordinary",
                                            {{"checkout.steps.2",
                                              "{call: payments, timeout: 3 s, retry: {attempts: 1, backoff: 200 ms}, catch: "
                                              "[{send: unpaid}]}"}}),
                                     model::minutes(4)),
                             {3});
    QCOMPARE(difference(pair, "checkout", "duration_ms.mean").mean, 0.0);
  }

  void noBookingStaysHalfDone_data() {
    QTest::addColumn<QString>("scenario");
    QTest::newRow("ordinary") << "ordinary";
    QTest::newRow("airline down") << "airline-down";
  }
  void noBookingStaysHalfDone() {
    QFETCH(QString, scenario);
    const auto result = run(saga(scenario.toStdString()), {1, "custom"});
    const double booked = mean(result, "booking", "succeeded"), rejected = mean(result, "booking", "errors");
    QVERIFY(rejected > 300);
    QCOMPARE(mean(result, "booking", "executions"), booked + rejected);
    QCOMPARE(succeeded(result, "reserve-seat"), booked + succeeded(result, "release-seat"));
    QCOMPARE(succeeded(result, "charge-card"), booked + succeeded(result, "refund-card"));
    QCOMPARE(succeeded(result, "issue-ticket"), booked);
    QCOMPARE(invoked(result, "reject"), rejected);
  }

  // Cards fail for 5 %, tickets for 20 % twice in a row.
  void compensationsAreAsManyAsFailures() {
    const auto result = run(saga("ordinary"), {3, "custom"});
    const double bookings = 3 * mean(result, "booking", "executions"), charged = 3 * succeeded(result, "charge-card");
    isBinomial(3 * succeeded(result, "release-seat"), bookings, 0.05 + 0.95 * 0.04, "seats released");
    isBinomial(3 * succeeded(result, "refund-card"), charged, 0.04, "refunds");
    isBinomial(3 * succeeded(result, "refund-card"), bookings, 0.038, "refunds, as stated");
    const auto without = run(saga("without-compensation"), {3, "custom"});
    QCOMPARE(invoked(without, "release-seat") + invoked(without, "refund-card"), 0.0);
    const double taken = 3 * (succeeded(without, "reserve-seat") - succeeded(without, "issue-ticket"));
    isBinomial(taken, 3 * mean(without, "booking", "executions"), 0.088, "seats without a ticket");
  }

  void theClaimCheckKeepsMessagesSmall() {
    const auto brief = [](const char* scenario, const char* size = "640 KiB") {
      std::vector<model::Setting> settings{{"offices.sends.0.payload", size}};
      if (std::string(scenario) == "in-the-message") settings.push_back({"intake.steps.0.size", size});
      return lasting(design("claim-check", scenario, settings), model::minutes(10));
    };
    const auto pair = pairOf(brief("claim-check"), brief("in-the-message"), {4});
    // Sent and received in begun units of 64 KiB, and deleted; what is under way at the end isn't yet.
    const auto units = [](const simulator::Result& result) {
      return metered(result, "jobs", "requests") / mean(result, "jobs", "sent");
    };
    isNear(units(pair.with), 3, 0.003, "units with the claim check");
    isNear(units(pair.without), 21, 0.003, "units without it");
    // The sender waits for one write more.
    const auto waits = difference(pair, "offices → intake-api POST /documents", "latency_ms.mean");
    const double write = meanMs("object-store.write-latency");
    isNear(write, 67, 0.01, "stated wait");
    QVERIFY(waits.ci95->first > 0);
    QVERIFY2(std::abs(waits.mean - write) < truth::half99(waits, 4) + 0.5, qPrintable(QString::number(waits.mean)));
    // Dollars of a million documents: AWS, us-east-1, without the free tier.
    constexpr double kUnit = 0.4, kWrite = 5, kRead = 0.4;
    isNear(kUnit * units(pair.with) + kWrite + kRead, 6.6, 0.005, "stated cost");
    isNear(kUnit * units(pair.without), 8.4, 0.005, "stated cost in the message");
    const double check = paid(pair.with, "documents", "writes") + paid(pair.with, "documents", "reads");
    isNear(check / mean(pair.with, "jobs", "sent"), (kWrite + kRead) / 1e6 * 730 * 6, 0.01, "the store's bill");
    // In the message, 448 KiB are cheaper than the claim check and 512 KiB aren't.
    const double checked = kUnit * units(pair.with) + kWrite + kRead;
    QVERIFY(kUnit * units(run(brief("in-the-message", "448 KiB"))) < checked);
    QVERIFY(kUnit * units(run(brief("in-the-message", "512 KiB"))) > checked);
  }

  void aLargeMessageBreaksTheLimit() {
    const auto catalog = model::loadCatalog("aws");
    const auto problems =
        model::check(design("claim-check", "in-the-message", {{"intake.steps.0.size", "4 MiB"}}), *catalog);
    QVERIFY(std::any_of(problems.begin(), problems.end(), [](const model::Problem& problem) {
      return problem.id == "payload-limit" && problem.severity == model::Severity::error &&
             problem.path == "intake.steps.0.size";
    }));
    for (const auto& problem : model::check(design("claim-check", "scanned-books"), *catalog))
      QVERIFY2(problem.id != "payload-limit", toText(problem).c_str());
    const auto books = lasting(design("claim-check", "scanned-books"), model::minutes(5));
    const auto result = run(books);
    isNear(metered(result, "jobs", "requests") / mean(result, "jobs", "sent"), 3, 0.01, "units");
  }

  // A dashboard reads 4 KiB of summaries, or 256 KiB of orders, in units of 4 KiB.
  void readsLeaveTheWriteTableAlone() {
    const auto pair = pairOf(lasting(design("cqrs", "ordinary"), model::minutes(3)),
                             lasting(design("cqrs", "one-table"), model::minutes(3)), {3});
    QCOMPARE(mean(pair.with, "orders", "reads"), 0.0);
    QVERIFY(mean(pair.without, "orders", "reads") > 60 * 180 * 0.95);
    isNear(metered(pair.without, "orders", "read-units") / metered(pair.with, "summaries", "read-units"), 64, 1e-3, "units");
    QVERIFY(pair.paired.billTotal.difference->ci95->second < 0);
    QVERIFY(difference(pair, "dashboard", "duration_ms.mean").ci95->second < 0);
  }

  // A change becomes a record, waits for a poll behind at most one batch, is read and handed to the function, which writes.
  // Each of five times exceeds its 99th percentile for 1 %, so their sum exceeds that of the percentiles for 5 % at most.
  void summariesFollowSoon() {
    const auto result = run(lasting(design("cqrs", "ordinary"), model::minutes(5), model::minutes(1)));
    const auto p99 = [](const char* id) { return boost::math::quantile(lognormal("aws", id), 0.99); };
    const double poll = model::loadCatalog("aws")->duration("nosql-db.changes-poll-interval").seconds() * 1000;
    const double batch = mean(result, "summarise", "latency_ms.p99"), work = mean(result, "summarise", "duration_ms.p99");
    const double behind = p99("nosql-db.changes-latency") + std::max(poll, batch) + p99("stream.read-latency") +
                          p99("function.invoke-latency") + work;
    QVERIFY2(behind < 900, qPrintable(QString::number(behind)));
    QVERIFY(mean(result, "orders", "changes.iterator_age_ms.p99") < poll + batch);
  }

  // Dashboards show what there was before; what has been retried since the fault began is then five minutes old.
  void aFailingProjectionHoldsUpNobody() {
    const auto result = run(design("cqrs", "projection-fails"));
    for (const auto* flow : {"buyers → shop POST /orders", "sellers → shop GET /dashboard"})
      QCOMPARE(mean(result, flow, "failed") + mean(result, flow, "throttled"), 0.0);
    QCOMPARE(mean(result, "orders", "changes.given_up"), 0.0);
    QCOMPARE(mean(result, "lost-changes", "sent"), 0.0);
    isNear(mean(result, "orders", "changes.iterator_age_ms.max"), 300'000, 0.01, "age of the summaries");
    isNear(mean(result, "orders", "changes.backlog.max"), 300 * 20, 0.06, "backlog");
    QVERIFY(mean(result, "orders", "changes.put") - mean(result, "orders", "changes.delivered") < 100);
    const auto& backlog = seriesOf(result, "orders", "changes_backlog").values;
    QVERIFY(backlog.back() < 100);
  }

  // From the second day on the share rises from none to all in six days.
  void theMigrationFollowsItsLine() {
    const auto result = run(design("strangler-fig", "migration"));
    const auto& old = seriesOf(result, "monolith", "requests_per_s").values;
    const auto& fresh = seriesOf(result, "book", "requests_per_s").values;
    const double bucket = result.bucket.seconds(), day = 86'400;
    for (int from = 0; from < 8; ++from) {
      double requests = 0, moved = 0, expected = 0, variance = 0;
      for (std::size_t i = 0; i < old.size(); ++i) {
        const double middle = (static_cast<double>(i) + 0.5) * bucket / day;
        if (middle < from || middle >= from + 1) continue;
        const double share = std::clamp((middle - 1) / 6, 0.0, 1.0), all = (old[i] + fresh[i]) * bucket;
        requests += all;
        moved += fresh[i] * bucket;
        expected += all * share;
        variance += all * share * (1 - share);
      }
      QVERIFY(requests > 3500);
      QVERIFY2(std::abs(moved - expected) <= 4 * std::sqrt(variance) + 1e-6,
               qPrintable(QString("day %1: %2 of %3, expected %4").arg(from).arg(moved).arg(requests).arg(expected)));
    }
    // Nothing is written by one alone, but for what is under way at the end.
    const double written = mean(result, "monolith", "requests") + mean(result, "bookings", "writes");
    QVERIFY(std::abs(mean(result, "old-bookings", "writes") - written) <= 3);
    QCOMPARE(mean(result, "lost-changes", "sent"), 0.0);
    QCOMPARE(mean(result, "customers → site POST /bookings", "failed"), 0.0);
  }

  void theOldServersArePaidForUntilTheyAreOff() {
    const auto pair = pairOf(design("strangler-fig", "after"), design("strangler-fig", "before"), {4});
    const auto work = [](double median, double p99) { return boost::math::mean(lognormal(median, p99)); };
    const double before = work(40, 250) + meanMs("sql-db.write-latency");
    const double after =
        work(15, 80) * kMibPerVcpu / 1024 + meanMs("function.invoke-latency") + meanMs("nosql-db.write-latency");
    isNear(before - after, 14, 0.01, "stated gain");
    const auto gain = difference(pair, "customers → site POST /bookings", "latency_ms.mean");
    QVERIFY(gain.ci95->second < 0);
    // New instances start now and then, which adds to it.
    const double starts = mean(pair.with, "book", "cold_start_share") * mean(pair.with, "book", "init_ms.mean");
    QVERIFY2(std::abs(gain.mean + before - after - starts) < truth::half99(gain, 4) + 0.5,
             qPrintable(QString::number(gain.mean)));
    constexpr double kVcpuHour = 0.04048, kGbHour = 0.004445, kHours = 730;  // AWS, us-east-1
    for (const auto* result : {&pair.with, &pair.without})
      isNear(paid(*result, "monolith", "vcpu-hours") + paid(*result, "monolith", "gb-hours"),
             2 * kHours * (kVcpuHour + 2 * kGbHour), 1e-3, "dollars of the servers");
    isNear(2 * kHours * (kVcpuHour + 2 * kGbHour), 72, 0.002, "stated cost");
    const auto& more = *pair.paired.billTotal.difference;
    QVERIFY(more.ci95->first > 0 && more.ci95->second < 1);
  }
};

QTEST_GUILESS_MAIN(PatternsResilienceTest)
#include "patterns_resilience_test.moc"
