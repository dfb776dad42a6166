#include <map>
#include <optional>
#include <set>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include "simulator/measure/critical_path.h"
#include "simulator/measure/request_sample.h"
#include "simulator/platform/tracer.h"
#include "simulator/results/trace_json.h"
#include "tests/simulator/arrivals_at.h"
#include "tests/simulator/designs.h"

using namespace virga;
using namespace virga::simulator;
using model::Duration;

namespace {

constexpr std::int64_t kMillisecond = 1'000'000;

SimulationOptions traced(std::size_t count = 20) {
  SimulationOptions options;
  options.traces = TraceOptions{count};
  return options;
}

// Traces of a design on `custom`, where nothing but what it states takes time.
RequestTraces tracesOf(const std::string& components, const std::string& custom = "cold-start: 0 s",
                       const std::string& scenario = "duration: 100 s") {
  const auto text =
      fmt::format("virga: 1\nname: small\ncomponents:\n{}providers:\n  custom: {{{}}}\nscenarios:\n  run: {{{}}}\n",
                  components, custom, scenario);
  const auto project = model::readProject(text, "small.virga.yaml");
  if (!project) qFatal("%s", project.error().front().message.c_str());
  const auto catalog = model::loadCatalog("custom");
  auto result = simulate(*project, *catalog, traced());
  if (!result) {
    const auto* problems = std::get_if<model::Problems>(&result.error());
    qFatal("%s", problems ? problems->front().message.c_str() : "stopped");
  }
  if (!result->traces) qFatal("no traces");
  return std::move(*result->traces);
}

std::string users(const std::string& to, const std::vector<double>& at) {
  return fmt::format("  users: {{kind: client, sends: [{{to: {}, arrivals: {}}}]}}\n", to, arrivalsAt(at));
}

std::string function(const std::string& name, const std::string& steps, const std::string& more = "") {
  return fmt::format("  {}: {{kind: function, runtime: any, memory: 1 GiB, timeout: 1 h, {}steps: [{}]}}\n", name, more,
                     steps);
}

// Spans by component and operation as "from-to cause outcome", ms since the request was sent.
QStringList spansOf(const Trace& trace, const std::string& component, const std::string& operation) {
  QStringList out;
  for (const auto& span : trace.spans) {
    if (span.component != component || span.operation != operation) continue;
    const auto from = span.startNs - trace.startNs, to = span.endNs - trace.startNs;
    if (from % kMillisecond != 0 || to % kMillisecond != 0) qFatal("not a whole number of milliseconds");
    out.append(QString::fromStdString(
        fmt::format("{}-{} {} {}", from / kMillisecond, to / kMillisecond, toText(span.cause), toText(span.outcome))));
  }
  return out;
}

// What the latency is made of as "cause component ms", by name.
QStringList causes(const Trace& trace) {
  QStringList out;
  for (const auto& part : causesOf(trace))
    out.append(QString::fromStdString(
        fmt::format("{} {} {}", toText(part.cause), part.component, static_cast<double>(part.ns) / kMillisecond)));
  out.sort();
  return out;
}

// The critical path as "component operation from-to" in ms since the request's start.
QStringList path(const Trace& trace) {
  QStringList out;
  for (const auto& part : criticalPath(trace)) {
    const auto& span = trace.spans[part.span];
    out.append(QString::fromStdString(fmt::format("{} {} {}-{}", span.component, span.operation,
                                                  (part.fromNs - trace.startNs) / kMillisecond,
                                                  (part.toNs - trace.startNs) / kMillisecond)));
  }
  return out;
}

std::int64_t sumOf(const Trace& trace) {
  std::int64_t sum = 0;
  for (const auto& part : causesOf(trace)) sum += part.ns;
  return sum;
}

model::Architecture example(std::vector<model::Setting> settings = {}) {
  auto project = model::loadProject(std::string(VIRGA_SOURCE) + "/resources/examples/order-intake.virga.yaml", settings);
  if (!project) qFatal("the example can't be read");
  return std::move(*project);
}

Result simulatedExample(const SimulationOptions& options) {
  auto result = simulate(example(), *model::loadCatalog("aws"), options);
  if (!result) qFatal("the example doesn't run");
  return std::move(*result);
}

SimulationOptions exampleOptions(const std::string& scenario, bool traces) {
  SimulationOptions options;
  options.scenario = scenario;
  // The warm-up takes five, and payments are down from the tenth on.
  options.duration = model::minutes(scenario == "sale" ? 6 : 12);
  if (traces) options.traces = TraceOptions{};
  return options;
}

QJsonObject parsed(const std::string& text) {
  const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(text));
  if (!document.isObject()) qFatal("no JSON");
  return document.object();
}

QJsonValue at(const QJsonValue& value, const QStringList& way) {
  QJsonValue found = value;
  for (const auto& key : way) found = found.isArray() ? found.toArray().at(key.toInt()) : found.toObject().value(key);
  return found;
}

}  // namespace

class TraceTest : public QObject {
  Q_OBJECT

 private slots:
  // 5 ms at the gateway, 500 ms of cold start, 10 ms of computing, a call of 7 ms; the second request finds it warm.
  void followsARequestThroughAColdStart() {
    const auto traces = tracesOf(
        fmt::format("  users: {{kind: client, sends: [{{to: api, route: GET /, arrivals: {}}}]}}\n", arrivalsAt({1, 2})) +
            "  api: {kind: http-api, routes: [{route: GET /, to: f}]}\n" + function("f", "{compute: 10 ms}, {call: other}") +
            "  other: {kind: external, latency: 7 ms}\n",
        "cold-start: 500 ms", "duration: 10 s, faults: [{component: api, from: 0 s, to: 10 s, latency: 5 ms}]");
    QCOMPARE(traces.traces.size(), 2u);
    const auto& cold = traces.traces[0];
    QCOMPARE(cold.startNs, 1'000'000'000);
    QCOMPARE(cold.endNs, 1'522'000'000);
    QVERIFY(cold.slowest && cold.random && !cold.failed);
    QCOMPARE(spansOf(cold, "users", "request"), QStringList{"0-522 overhead ok"});
    QCOMPARE(spansOf(cold, "api", "GET /"), QStringList{"0-522 overhead ok"});
    QCOMPARE(spansOf(cold, "api", "gateway"), QStringList{"0-5 overhead ok"});
    QCOMPARE(spansOf(cold, "f", "invocation"), QStringList{"5-522 overhead ok"});
    QCOMPARE(spansOf(cold, "f", "initialise"), QStringList{"5-505 cold start ok"});
    QCOMPARE(spansOf(cold, "f", "execution"), QStringList{"505-522 execution ok"});
    QCOMPARE(spansOf(cold, "f", "compute"), QStringList{"505-515 execution ok"});
    QCOMPARE(spansOf(cold, "f", "call"), QStringList{"515-522 call ok"});
    QCOMPARE(spansOf(cold, "other", "read"), QStringList{"515-522 call ok"});
    QCOMPARE(causes(cold), (QStringList{"call other 7", "cold start f 500", "execution f 10", "overhead api 5"}));
    QCOMPARE(traces.traces[1].endNs - traces.traces[1].startNs, 22 * kMillisecond);
    QCOMPARE(causes(traces.traces[1]), (QStringList{"call other 7", "execution f 10", "overhead api 5"}));
    QCOMPARE(path(cold), (QStringList{"api gateway 0-5", "f initialise 5-505", "f compute 505-515", "other read 515-522"}));

    // 500 of 544 ms over both requests, which are all in both samples.
    QCOMPARE(traces.flows.size(), 1u);
    QCOMPARE(traces.flows[0].randomRequests, 2u);
    const auto& first = traces.flows[0].shares.front();
    QCOMPARE(first.component, std::string("f"));
    QCOMPARE(first.cause, Cause::coldStart);
    QCOMPARE(first.ofMean, 500.0 / 544);
    QCOMPARE(first.ofSlowest, 500.0 / 544);
  }

  // Three attempts of 10 ms with 100 and 200 ms between.
  void tellsBackOffsFromAttempts() {
    const auto traces = tracesOf(users("f", {1}) + function("f", "{call: x, retry: {attempts: 2, backoff: 100 ms}}") +
                                 "  x: {kind: external, latency: 10 ms, errors: 100%}\n");
    const auto& trace = traces.traces.at(0);
    QVERIFY(trace.failed);
    QCOMPARE(trace.outcome, SpanOutcome::error);
    QCOMPARE(spansOf(trace, "f", "attempt"), (QStringList{"0-10 call error", "110-120 call error", "320-330 call error"}));
    QCOMPARE(spansOf(trace, "f", "back-off"), (QStringList{"10-110 retry back-off ok", "120-320 retry back-off ok"}));
    QCOMPARE(spansOf(trace, "x", "read").size(), 3);
    QCOMPARE(causes(trace), (QStringList{"call x 30", "retry back-off x 300"}));
  }

  void tellsThrottlesFromFailures() {
    const auto traces =
        tracesOf(users("f", {1}) + function("f", "{call: x, retry: {attempts: 1, backoff: 100 ms}}") +
                     "  x: {kind: external, latency: 10 ms}\n",
                 "cold-start: 0 s", "duration: 10 s, faults: [{component: x, from: 0 s, to: 1050 ms, throttles: 100%}]");
    const auto& trace = traces.traces.at(0);
    QCOMPARE(spansOf(trace, "f", "attempt"), (QStringList{"0-0 call throttled", "100-110 call ok"}));
    QCOMPARE(causes(trace), (QStringList{"call x 10", "throttle x 100"}));
  }

  // The second request finds the only place taken; it has no latency to be divided.
  void keepsThrottledRequestsAmongTheFailed() {
    const auto traces =
        tracesOf(users("f", {1, 1.005}) + function("f", "{compute: 10 ms}"), "cold-start: 0 s, concurrency-limit: 1");
    QCOMPARE(traces.traces.size(), 2u);
    const auto& trace = traces.traces[1];
    QCOMPARE(trace.outcome, SpanOutcome::throttled);
    QVERIFY(trace.failed && !trace.slowest && !trace.random);
    QCOMPARE(spansOf(trace, "f", "invocation"), QStringList{"0-0 overhead throttled"});
    QVERIFY(causes(trace).isEmpty());
  }

  void goesAlongTheBranchThatEndedLast_data() {
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("all") << "{parallel: [{call: a}, [{wait: 20 ms}, {call: b}], {wait: 5 ms}]}"
                         << QStringList{"call b 50", "execution f 20"};
    QTest::newRow("the first of two") << "{wait-for: 1, of: [{call: a}, {call: b}]}, {wait: 100 ms}"
                                      << QStringList{"call a 10", "execution f 100"};
    // Rounds of 10 ms, two at a time: one behind the other on the way.
    QTest::newRow("rounds") << "{map: 5, limit: 2, steps: [{call: a}]}" << QStringList{"call a 30"};
    QTest::newRow("cut off") << "{call: b, timeout: 30 ms, retry: {attempts: 1, backoff: 1 ms}}"
                             << QStringList{"call b 60", "retry back-off b 1"};
    QTest::newRow("function") << "{call: g}" << QStringList{"call a 10", "execution g 3"};
  }
  void goesAlongTheBranchThatEndedLast() {
    QFETCH(QString, steps);
    QFETCH(QStringList, expected);
    const auto traces =
        tracesOf(users("f", {1}) + function("f", steps.toStdString()) + function("g", "{compute: 3 ms}, {call: a}") +
                 "  a: {kind: external, latency: 10 ms}\n  b: {kind: external, latency: 50 ms}\n");
    QCOMPARE(causes(traces.traces.at(0)), expected);
  }

  // The gateway gives up after 30 ms, in the middle of the function's second call.
  void dividesWhatWasCutOffByAGateway() {
    const auto traces = tracesOf(
        fmt::format("  users: {{kind: client, sends: [{{to: api, route: GET /, arrivals: {}}}]}}\n", arrivalsAt({1})) +
        "  api: {kind: http-api, timeout: 30 ms, routes: [{route: GET /, to: f}]}\n" +
        function("f", "{compute: 5 ms}, {call: a}, {parallel: [{call: b}, {wait: 1 ms}]}") +
        "  a: {kind: external, latency: 10 ms}\n  b: {kind: external, latency: 50 ms}\n");
    QCOMPARE(traces.traces.at(0).outcome, SpanOutcome::timeout);
    QCOMPARE(causes(traces.traces[0]), (QStringList{"call a 10", "call b 15", "execution f 5"}));
  }

  // One instance with one place: the instance takes 4 s to start, and the second waits for the first besides.
  void tellsTheLineFromTheStart() {
    const auto traces = tracesOf(users("f", {1, 1}) + function("f", "{wait: 2 s}"),
                                 "cold-start: 4 s, scaling: autoscaler, max-instances: 1", "duration: 10 min");
    QCOMPARE(causes(traces.traces.at(0)), (QStringList{"cold start f 4000", "execution f 2000"}));
    QCOMPARE(causes(traces.traces.at(1)), (QStringList{"cold start f 4000", "execution f 2000", "queueing f 2000"}));
  }

  void waitsInLineForAServer() {
    const auto traces = tracesOf(users("work", {1, 1.004}) +
                                 "  work: {kind: container-service, servers: 1, concurrency: 1, steps: [{wait: 10 ms}]}\n");
    QCOMPARE(spansOf(traces.traces.at(1), "work", "wait for an instance"), QStringList{"0-6 queueing ok"});
    QCOMPARE(causes(traces.traces[1]), (QStringList{"execution work 10", "queueing work 6"}));
  }

  void waitsForAConnection() {
    const auto traces = tracesOf(users("f", {1, 1.004}) + function("f", "{call: orders}") +
                                 "  orders: {kind: sql-db, read-latency: 10 ms, pool: {size: 1, wait: 1 h}}\n");
    QCOMPARE(causes(traces.traces.at(1)), (QStringList{"call orders 10", "queueing orders 6"}));
  }

  // Two messages a second apart make a batch, which is computed message by message. It belongs to both.
  void followsMessagesIntoTheirBatch() {
    const auto traces =
        tracesOf(users("line", {1, 2}) + "  line: {kind: queue, consumers: [{to: g, batch: 2, window: 10 s}]}\n" +
                 function("g", "{compute: 10 ms, per: message}, {send: next, per: message}") + "  next: {kind: queue}\n");
    QCOMPARE(traces.traces.size(), 2u);
    QCOMPARE(spansOf(traces.traces[0], "line", "message"), QStringList{"0-1000 queueing ok"});
    QCOMPARE(spansOf(traces.traces[1], "line", "message"), QStringList{"0-0 queueing ok"});
    QCOMPARE(spansOf(traces.traces[0], "g", "invocation"), QStringList{"1000-1020 overhead ok"});
    QCOMPARE(spansOf(traces.traces[1], "g", "invocation"), QStringList{"0-20 overhead ok"});
    for (std::size_t i = 0; i < 2; ++i) {
      const auto& trace = traces.traces[i];
      QCOMPARE(spansOf(trace, "next", "message").size(), 1);  // its own one only
      QCOMPARE(trace.latencyNs(), 0);
      for (const auto& span : trace.spans) {
        if (span.operation != "invocation") continue;
        QVERIFY(span.asynchronous);
        QCOMPARE(span.links.size(), 1u);
        QCOMPARE(span.links[0].trace, static_cast<std::uint32_t>(1 - i));
        QCOMPARE(traces.traces[1 - i].spans[span.links[0].span].operation, std::string("message"));
      }
    }
  }

  // A breaker that is open lets no attempt through: 10 ms of the one that opened it, then nothing.
  void endsAnAttemptThatABreakerRefuses() {
    const auto traces = tracesOf(
        users("f", {1}) +
        function("f",
                 "{call: x, breaker: {failures: 1, within: 1 h, open: 1 h}, catch: [{wait: 1 ms}]}, "
                 "{loop: 2, steps: [{call: x, breaker: {failures: 1, within: 1 h, open: 1 h}, catch: [{wait: 3 ms}]}]}") +
        "  x: {kind: external, latency: 10 ms, errors: 100%}\n");
    // The second step has a breaker of its own, which its first round opens.
    QCOMPARE(spansOf(traces.traces.at(0), "f", "attempt"),
             (QStringList{"0-10 call error", "11-21 call error", "24-24 call error"}));
    QCOMPARE(causes(traces.traces[0]), (QStringList{"call x 20", "execution f 7"}));
  }

  // 3000 rounds of two waits are 9000 spans; what a trace doesn't keep still counts, for what it is a part of.
  void boundsTheSpansOfATrace() {
    const auto traces = tracesOf(users("f", {1}) + function("f", "{loop: 3000, steps: [{wait: 1 ms}, {wait: 1 ms}]}"));
    const auto& trace = traces.traces.at(0);
    QCOMPARE(trace.spans.size(), Tracer::kMostSpans);
    QVERIFY(trace.droppedSpans > 0);
    QCOMPARE(causes(trace), QStringList{"execution f 6000"});
  }

  // It fails twice, a second apart, and stays in the dead-letter queue until the end of the run.
  void followsAMessageThroughItsRetries() {
    const auto traces = tracesOf(users("line", {1}) +
                                 "  line: {kind: queue, visibility: 1 s, max-receives: 2, dead-letter: dead, consumers: "
                                 "[{to: g, batch: 1}]}\n  dead: {kind: queue}\n" +
                                 function("g", "{compute: 10 ms}", "errors: 100%, "));
    const auto& trace = traces.traces.at(0);
    QCOMPARE(spansOf(trace, "line", "message"), (QStringList{"0-0 queueing ok", "1000-1000 queueing ok"}));
    QCOMPARE(spansOf(trace, "g", "invocation"), (QStringList{"0-10 overhead error", "1000-1010 overhead error"}));
    QCOMPARE(spansOf(trace, "dead", "message"), QStringList{"2000-99000 queueing unfinished"});
  }

  void followsRecordsDeliveriesAndChanges() {
    const auto through = [](const std::string& target, const std::string& components) {
      const auto traces = tracesOf(users(target, {1}) + components + function("g", "{compute: 10 ms}"));
      return spansOf(traces.traces.at(0), "g", "execution").size();
    };
    QCOMPARE(through("log", "  log: {kind: stream, shards: 1, consumers: [{to: g}]}\n"), 1);
    QCOMPARE(through("news",
                     "  news: {kind: topic, subscriptions: [{to: g}, {to: line}]}\n"
                     "  line: {kind: queue, consumers: [{to: g}]}\n"),
             2);
    QCOMPARE(
        through("f", function("f", "{call: table, operation: write}") + "  table: {kind: nosql-db, changes: [{to: g}]}\n"),
        1);
    QCOMPARE(through("f", function("f", "{send: g}")), 1);
    QCOMPARE(through("flow", "  flow: {kind: workflow, states: [{call: g}]}\n"), 1);
  }

  void addsUpForEveryRequest_data() {
    QTest::addColumn<QString>("scenario");
    QTest::newRow("sale") << "sale";
    QTest::newRow("payments-down") << "payments-down";
  }
  void addsUpForEveryRequest() {
    QFETCH(QString, scenario);
    const auto result = simulatedExample(exampleOptions(scenario.toStdString(), true));
    QVERIFY(result.traces->traces.size() >= 40);
    for (const auto& trace : result.traces->traces) {
      QCOMPARE(sumOf(trace), trace.latencyNs());
      QVERIFY(trace.startNs < trace.endNs);
      QCOMPARE(trace.spans.front().parent, kNoSpan);
      for (const auto& span : trace.spans) {
        QVERIFY(span.startNs <= span.endNs);
        if (span.parent == kNoSpan) continue;
        QVERIFY(span.parent < span.id);
        QVERIFY(trace.spans[span.parent].startNs <= span.startNs);
      }
    }
    double mean = 0, slowest = 0;
    for (const auto& share : result.traces->flows.at(0).shares) {
      mean += share.ofMean;
      slowest += share.ofSlowest;
    }
    QVERIFY(std::abs(mean - 1) < 1e-12 && std::abs(slowest - 1) < 1e-12);
  }

  // The slowest answers by the traces are those of the figures.
  void findsTheSlowestRequest() {
    const auto result = simulatedExample(exampleOptions("sale", true));
    std::int64_t slowest = 0;
    std::size_t count = 0;
    for (const auto& trace : result.traces->traces) {
      count += trace.slowest;
      if (trace.slowest) slowest = std::max(slowest, trace.latencyNs());
      QVERIFY(trace.endNs >= result.warmup.nanoseconds);
    }
    QCOMPARE(count, 20u);
    const double largest = designs::mean(result, "shoppers → api POST /orders", "latency_ms.max");
    QCOMPARE(static_cast<double>(slowest) / kMillisecond, largest);
  }

  void changesNoOtherResult() {
    auto plain = simulatedExample(exampleOptions("ordinary-day", false));
    auto result = simulatedExample(exampleOptions("ordinary-day", true));
    auto withTraces = parsed(designs::bytes(result));
    auto flows = withTraces["flows"].toObject();
    for (const auto& name : flows.keys()) {
      auto flow = flows[name].toObject();
      QVERIFY(flow["latency_causes"].toObject()["slowest_requests"].toInt() == 20);
      flow.remove("latency_causes");
      flows[name] = flow;
    }
    withTraces["flows"] = flows;
    QCOMPARE(withTraces, parsed(designs::bytes(plain)));
    result.traces.reset();
    QCOMPARE(designs::bytes(result), designs::bytes(plain));
  }

  void sameBytesOnAnyNumberOfThreads() {
    const auto written = [](int threads) {
      auto options = exampleOptions("ordinary-day", true);
      options.replications = 3;
      options.threads = threads;
      const auto result = simulatedExample(options);
      return toOtlpJson(*result.traces) + toChromeJson(*result.traces);
    };
    const auto one = written(1);
    QCOMPARE(written(2), one);
    QCOMPARE(written(8), one);
  }

  void keepsTheSlowestOfManyInBoundedMemory() {
    RequestSample sample(5, RandomStream(1, 0, "flow", Purpose::sampling));
    for (std::uint64_t i = 0; i < 100'000; ++i)
      sample.offer({i, static_cast<std::int64_t>(i), static_cast<std::int64_t>(i * 7919 % 100'003)}, i % 2 == 0, false);
    QCOMPARE(sample.slowest().size(), 5u);
    QCOMPARE(sample.failed().size(), 5u);
    QCOMPARE(sample.random().size(), 5u);
    std::set<std::int64_t> latencies;
    for (const auto& request : sample.slowest()) latencies.insert(request.latencyNs);
    // 7919 i mod the prime 100,003 takes each value once; those of i = 0, 100,000 … 100,002 are missing from 1 … 100,002.
    std::set<std::int64_t> expected;
    for (std::int64_t value = 100'002; expected.size() < 5; --value) {
      bool offered = false;
      for (std::int64_t i = 0; i < 100'000 && !offered; ++i) offered = i * 7919 % 100'003 == value;
      if (offered) expected.insert(value);
    }
    QCOMPARE(latencies, expected);
  }

  // Each of 50 is kept with probability 1/10: 400 of 4000 times, give or take five times the standard deviation of 19.
  void samplesAllAlike() {
    std::map<std::uint64_t, int> kept;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
      RequestSample sample(5, RandomStream(seed, 0, "flow", Purpose::sampling));
      for (std::uint64_t i = 0; i < 50; ++i) sample.offer({i, 0, 1}, false, false);
      for (const auto& request : sample.random()) ++kept[request.id];
    }
    for (std::uint64_t i = 0; i < 50; ++i) QVERIFY2(std::abs(kept[i] - 400) < 95, qPrintable(QString::number(kept[i])));
  }

  void writesWhatOtlpRequires() {
    const auto traces = *simulatedExample(exampleOptions("ordinary-day", true)).traces;
    struct Seen {
      QString parent;
      qint64 start;
    };
    std::map<QString, std::map<QString, Seen>> seen;
    QStringList links;
    std::size_t count = 0;
    for (const auto& resource : parsed(toOtlpJson(traces))["resourceSpans"].toArray()) {
      const auto attribute = at(resource, {"resource", "attributes", "0"});
      QCOMPARE(at(attribute, {"key"}).toString(), QStringLiteral("service.name"));
      QVERIFY(!at(attribute, {"value", "stringValue"}).toString().isEmpty());
      for (const auto& value : at(resource, {"scopeSpans", "0", "spans"}).toArray()) {
        const auto span = value.toObject();
        const auto isHex = [](const QString& text, int digits) {
          return QRegularExpression(QStringLiteral("^[0-9a-f]{%1}$").arg(digits)).match(text).hasMatch() &&
                 text.count('0') != digits;
        };
        QVERIFY(isHex(span["traceId"].toString(), 32));
        QVERIFY(isHex(span["spanId"].toString(), 16));
        QVERIFY(!span["name"].toString().isEmpty());
        QVERIFY(span["kind"].toInt() >= 1 && span["kind"].toInt() <= 5);
        QVERIFY(at(span, {"status", "code"}).isDouble());
        QVERIFY(span["startTimeUnixNano"].isString() && span["endTimeUnixNano"].isString());
        const auto start = span["startTimeUnixNano"].toString().toLongLong();
        QVERIFY(start <= span["endTimeUnixNano"].toString().toLongLong());
        seen[span["traceId"].toString()][span["spanId"].toString()] = {span["parentSpanId"].toString(), start};
        for (const auto& link : span["links"].toArray())
          links.append(at(link, {"traceId"}).toString() + "/" + at(link, {"spanId"}).toString());
        ++count;
      }
    }
    std::size_t expected = 0;
    for (const auto& trace : traces.traces) expected += trace.spans.size();
    QCOMPARE(count, expected);
    QCOMPARE(seen.size(), traces.traces.size());
    // 2026-01-05 00:00 UTC is 1,767,571,200 s after 1970: 20,458 days.
    const qint64 epoch = 20'458ll * 86'400 * 1'000'000'000;
    std::multiset<qint64> starts, expectedStarts;
    for (const auto& [id, spans] : seen) {
      for (const auto& [spanId, span] : spans) {
        if (span.parent.isEmpty())
          starts.insert(span.start);
        else
          QVERIFY(spans.contains(span.parent));
      }
    }
    for (const auto& trace : traces.traces) expectedStarts.insert(epoch + trace.startNs);
    QCOMPARE(starts, expectedStarts);
    for (const auto& link : links) {
      const auto parts = link.split('/');
      QVERIFY(seen[parts[0]].contains(parts[1]));
    }
  }

  // On one thread of the viewer spans nest.
  void writesChromeEvents() {
    const auto traces = *simulatedExample(exampleOptions("ordinary-day", true)).traces;
    std::map<std::pair<int, int>, std::vector<std::pair<double, double>>> threads;
    std::set<std::pair<int, int>> named;
    std::size_t count = 0;
    for (const auto& value : parsed(toChromeJson(traces))["traceEvents"].toArray()) {
      const auto event = value.toObject();
      const std::pair thread{event["pid"].toInt(), event["tid"].toInt()};
      if (event["ph"].toString() == "M") {
        QVERIFY(!at(event, {"args", "name"}).toString().isEmpty());
        if (event["name"].toString() == "thread_name") named.insert(thread);
        continue;
      }
      QCOMPARE(event["ph"].toString(), QStringLiteral("X"));
      QVERIFY(event["ts"].isDouble() && event["dur"].isDouble());
      threads[thread].push_back({event["ts"].toDouble(), event["ts"].toDouble() + event["dur"].toDouble()});
      ++count;
    }
    std::size_t expected = 0;
    for (const auto& trace : traces.traces) expected += trace.spans.size();
    QCOMPARE(count, expected);
    constexpr double kRounding = 1e-3;  // µs
    for (const auto& [thread, spans] : threads) {
      QVERIFY(named.contains(thread));
      for (std::size_t i = 0; i < spans.size(); ++i)
        for (std::size_t k = i + 1; k < spans.size(); ++k) {
          const auto& [from, to] = spans[i];
          const auto& [laterFrom, laterTo] = spans[k];
          QVERIFY(laterFrom >= from);
          QVERIFY(laterFrom >= to - kRounding || laterTo <= to + kRounding);
        }
    }
  }

  void refusesCountsOutOfRange() {
    for (const std::size_t count : {0u, 1001u}) {
      const auto result = simulate(example(), *model::loadCatalog("aws"), traced(count));
      QVERIFY(!result);
      QVERIFY(std::holds_alternative<model::Problems>(result.error()));
    }
  }
};

QTEST_GUILESS_MAIN(TraceTest)
#include "trace_test.moc"
