#include <QTest>

#include "tests/simulator/designs.h"

using namespace virga;
using designs::mean;
using designs::metered;
using designs::simulated;

namespace {

// A client that sends to `target`, a function that does nothing, and further components.
std::string sending(const std::string& target, const std::string& arrivals, const std::string& components) {
  return fmt::format(
      "components:\n  users:\n    kind: client\n    sends:\n      - {{to: {}, arrivals: {}}}\n"
      "  work: {{kind: function, runtime: nodejs22, memory: 1769 MiB, timeout: 30 s, steps: []}}\n{}",
      target, arrivals, components);
}

}  // namespace

class TopicTest : public QObject {
  Q_OBJECT

 private slots:
  void fanOutMultiplies() {
    const auto result =
        simulated(sending("news", "{constant: {rate: 10/s}}",
                          "  news:\n    kind: topic\n    latency: 200 ms\n    subscriptions:\n      - {to: work}\n"
                          "      - {to: line}\n      - {to: partner}\n"
                          "  line: {kind: queue}\n  partner: {kind: external, latency: 50 ms}\n"),
                  "{duration: 10 min}");
    const double published = mean(result, "news", "published");
    QCOMPARE(mean(result, "users → news", "succeeded"), published);
    // What was published in the last 250 ms is still under way to the partner.
    QVERIFY(mean(result, "news", "deliveries") >= 3 * published - 9 && mean(result, "news", "deliveries") <= 3 * published);
    QVERIFY(mean(result, "work", "invocations") >= published - 3);
    QVERIFY(mean(result, "line", "sent") >= published - 3);
    QCOMPARE(mean(result, "news", "latency_ms.max"), 250.0);
    QCOMPARE(mean(result, "news", "failed"), 0.0);
  }

  void filtersLetTheirSharesThrough() {
    const auto result = simulated(sending("news", "{poisson: {rate: 100/s}}",
                                          "  news:\n    kind: topic\n    subscriptions:\n      - {to: a, filter: 25%}\n"
                                          "      - {to: b, filter: 25%}\n      - {to: none, filter: 0%}\n"
                                          "  a: {kind: queue}\n  b: {kind: queue}\n  none: {kind: queue}\n"),
                                  "{duration: 30 min}");
    const double published = mean(result, "news", "published");
    // Binomial: four sigma of 180,000.
    for (const char* queue : {"a", "b"})
      QVERIFY2(std::abs(mean(result, queue, "sent") / published - 0.25) < 4 * std::sqrt(0.25 * 0.75 / published), queue);
    QVERIFY(mean(result, "a", "sent") != mean(result, "b", "sent"));
    QCOMPARE(mean(result, "none", "sent"), 0.0);
  }

  void busesLeadOn() {
    const auto result = simulated(
        sending("bus", "{constant: {rate: 10/s}}",
                "  bus:\n    kind: event-bus\n    rules:\n      - {to: news}\n      - {to: log}\n      - {to: work}\n"
                "  news:\n    kind: topic\n    subscriptions: [{to: line}]\n  line: {kind: queue}\n"
                "  log:\n    kind: stream\n    consumers: [{to: work, batch: 1}]\n"),
        "{duration: 10 min}");
    const double published = mean(result, "bus", "published");
    QVERIFY(published > 5990);
    QCOMPARE(mean(result, "line", "sent"), published);
    QCOMPARE(mean(result, "log", "put"), published);
    QCOMPARE(mean(result, "log", "delivered"), published);
    QCOMPARE(mean(result, "work", "invocations"), 2 * published);
  }

  void busesStartWorkflows() {
    const auto result = simulated(sending("bus", "{constant: {rate: 10/s}}",
                                          "  bus:\n    kind: event-bus\n    rules: [{to: flow}]\n"
                                          "  flow: {kind: workflow, states: [{wait: 1 s}, {call: work}]}\n"),
                                  "{duration: 10 min}");
    const double published = mean(result, "bus", "published");
    QCOMPARE(mean(result, "bus", "deliveries"), published);
    QVERIFY(mean(result, "work", "invocations") >= published - 11 && mean(result, "work", "invocations") <= published);
  }

  // A server's answer ends the delivery; one that fails is called again.
  void serversAreCalled() {
    const auto to = [](const std::string& errors) {
      return sending("news", "{constant: {rate: 1/min}}",
                     "  news:\n    kind: topic\n    latency: 0 s\n    subscriptions: [{to: legacy}]\n"
                     "  legacy: {kind: container-service, errors: " +
                         errors + ", steps: [{compute: 50 ms}]}\n");
    };
    auto result = simulated(to("0%"), "{duration: 119.5 min}");
    QCOMPARE(mean(result, "news", "deliveries"), 119.0);
    QCOMPARE(mean(result, "news", "latency_ms.max"), 50.0);
    result = simulated(to("100%"), "{duration: 119.5 min}", "aws");
    QCOMPARE(mean(result, "news", "failed"), 118.0);
    QCOMPARE(mean(result, "news", "retries"), 3 * 118.0 + 1);
  }

  // SNS tries an HTTP endpoint three more times, 20 s apart.
  void failedCallsAreTriedAgain() {
    const auto result = simulated(sending("news", "{constant: {rate: 1/min}}",
                                          "  news:\n    kind: topic\n    latency: 0 s\n    subscriptions: [{to: partner}]\n"
                                          "  partner: {kind: external, latency: 0 s, errors: 100%}\n"),
                                  "{duration: 119.5 min}", "aws");
    const double published = mean(result, "news", "published");
    QCOMPARE(published, 119.0);
    // Thirty seconds after the last message was published two of its four attempts are done.
    QCOMPARE(mean(result, "partner", "requests"), 4 * 118.0 + 2);
    QCOMPARE(mean(result, "news", "failed"), 118.0);
    QCOMPARE(mean(result, "news", "deliveries"), 0.0);
  }

  // A queue that refuses is tried until it takes the message: 20 s apart, nothing is lost.
  void theOwnServicesAreTriedForLong() {
    const auto result = simulated(
        sending("news", "{constant: {rate: 1/s}}",
                "  news:\n    kind: topic\n    latency: 0 s\n    subscriptions: [{to: line}]\n  line: {kind: queue}\n"),
        "{duration: 10 min, faults: [{component: line, from: 0 s, to: 5 min, errors: 100%}]}", "aws");
    QCOMPARE(mean(result, "line", "sent"), mean(result, "news", "published"));
    QCOMPARE(mean(result, "news", "failed"), 0.0);
    QVERIFY(mean(result, "news", "retries") > 299);
  }

  void anEndlessLoopIsDropped() {
    const auto result = simulated(
        "components:\n  users:\n    kind: client\n    sends:\n      - {to: news, arrivals: {constant: {rate: 1/min}}}\n"
        "  news:\n    kind: topic\n    subscriptions: [{to: echo}]\n"
        "  echo: {kind: function, runtime: any, memory: 128 MiB, timeout: 30 s, steps: [{send: news}]}\n"
        "",
        "{duration: 10 min}");
    // Hops of the messages: 0, 2, …, 62 reach the function, 64 is the last.
    const double requests = mean(result, "users → news", "requests");
    QCOMPARE(mean(result, "news", "published"), 33 * requests);
    QCOMPARE(mean(result, "news", "dropped"), requests);
    QCOMPARE(mean(result, "echo", "invocations"), 32 * requests);
    QCOMPARE(mean(result, "echo", "throttles"), 0.0);
  }

  void faultsRefusePublishes() {
    const auto result =
        simulated(sending("news", "{constant: {rate: 10/s}}",
                          "  news:\n    kind: topic\n    subscriptions: [{to: line}]\n  line: {kind: queue}\n"),
                  "{duration: 1 h, faults: [{component: news, from: 10 min, to: 30 min, errors: 30%, throttles: 20%}, "
                  "{component: news, from: 40 min, to: 50 min, outage: silent}]}");
    const double published = mean(result, "news", "published"), errors = mean(result, "news", "errors"),
                 throttles = mean(result, "news", "throttles");
    QCOMPARE(published + errors + throttles, mean(result, "users → news", "requests"));
    QCOMPARE(published, mean(result, "line", "sent"));
    QCOMPARE(throttles, mean(result, "users → news", "throttled"));
    // 12,000 requests, of which a fifth, and of the rest three tenths; then 6,000 without an answer.
    QVERIFY(std::abs(throttles / 12000 - 0.2) < 0.015);
    QVERIFY(std::abs((errors - 6000) / 12000 - 0.24) < 0.016);
  }

  void objectsTellOfTheirWrites() {
    const auto result = simulated(
        "components:\n  users:\n    kind: client\n    sends:\n      - {to: upload, arrivals: {poisson: {rate: 50/s}}}\n"
        "  upload:\n    kind: function\n    runtime: any\n    memory: 128 MiB\n    timeout: 30 s\n    steps:\n"
        "      - {call: files, operation: write}\n      - {call: files, operation: read}\n"
        "  files:\n    kind: object-store\n    notifications:\n      - {to: all}\n      - {to: half, filter: 50%}\n"
        "      - {to: removed, on: remove}\n"
        "  all: {kind: queue}\n  half: {kind: queue}\n  removed: {kind: queue}\n",
        "{duration: 30 min}");
    const double writes = mean(result, "files", "writes");
    QCOMPARE(mean(result, "all", "sent"), writes);
    QVERIFY(std::abs(mean(result, "half", "sent") / writes - 0.5) < 4 * std::sqrt(0.25 / writes));
    QCOMPARE(mean(result, "removed", "sent"), 0.0);
    QCOMPARE(mean(result, "files", "notifications"), writes + mean(result, "half", "sent"));
  }

  void aNotificationComesAfterItsWrite() {
    const auto result = simulated(
        "components:\n  users:\n    kind: client\n    sends:\n      - {to: upload, arrivals: {constant: {rate: 1/min}}}\n"
        "  upload:\n    kind: function\n    runtime: any\n    memory: 128 MiB\n    timeout: 30 s\n    steps:\n"
        "      - {call: files, operation: write}\n"
        "  files:\n    kind: object-store\n    write-latency: 20 s\n    notifications: [{to: all}]\n"
        "  all: {kind: queue}\n",
        "{duration: 10.25 min}");
    QCOMPARE(mean(result, "files", "writes"), 10.0);
    QCOMPARE(mean(result, "all", "sent"), 9.0);
  }

  void isMeteredByTheChunk() {
    const auto result = simulated(
        "components:\n  users:\n    kind: client\n    sends:\n"
        "      - {to: news, arrivals: {constant: {rate: 1/s}}, payload: 100 KiB}\n"
        "      - {to: bus, arrivals: {constant: {rate: 1/s}}, payload: 64 KiB}\n"
        "  news:\n    kind: topic\n    subscriptions: [{to: partner}]\n"
        "  bus: {kind: event-bus}\n  partner: {kind: external, latency: 1 ms}\n",
        "{duration: 10 min}", "aws");
    QCOMPARE(metered(result, "news", "requests"), 2 * mean(result, "news", "published"));
    QVERIFY(metered(result, "news", "calls") >= mean(result, "news", "deliveries"));
    QCOMPARE(metered(result, "bus", "events"), mean(result, "bus", "published"));
    QVERIFY(result.bill.unpriced.empty());
  }

  // Every message leads to two: with time in between they become more and more, without it all at one instant.
  void doublingLoopsAreStopped_data() {
    QTest::addColumn<QString>("steps");
    QTest::newRow("with time") << "[{wait: 1 ms}, {send: news}, {send: news}]";
    QTest::newRow("without time") << "[{send: news}, {send: news}]";
  }
  void doublingLoopsAreStopped() {
    QFETCH(QString, steps);
    const auto project = model::readProject(
        "virga: 1\nname: loop\ncomponents:\n  users: {kind: client, sends: [{to: f, arrivals: {constant: {rate: 1/s}}}]}\n  "
        "news: {kind: topic, subscriptions: [{to: f}]}\n  f: {kind: function, runtime: any, memory: 128 MiB, timeout: 1 h, "
        "steps: " +
            steps.toStdString() + "}\nproviders: {custom: {cold-start: 0 s}}\n",
        "loop.virga.yaml");
    QVERIFY(project);
    const auto result = simulator::simulate(*project, *model::loadCatalog("custom"), {});
    QVERIFY(!result);
    const auto* problems = std::get_if<model::Problems>(&result.error());
    QVERIFY(problems);
    const auto& message = problems->front().message;
    QVERIFY2(message.find("on their way") != std::string::npos, message.c_str());
    QVERIFY2(message.find("'f'") != std::string::npos || message.find("'news'") != std::string::npos, message.c_str());
  }
};

QTEST_GUILESS_MAIN(TopicTest)
#include "topic_test.moc"
