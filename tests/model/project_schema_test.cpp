#include <filesystem>
#include <string>
#include <vector>

#include <QtTest>

#include "model/io/file.h"
#include "model/project/project_file.h"
#include "tests/model/random_architecture.h"
#include "tests/model/schema_judge.h"

using namespace virga::model;

namespace {

const std::string kQueue = "virga: 1\ncomponents:\n  q: {kind: queue}\n";

// Each is wrong in a way that the reader and the schema both must see.
const std::vector<std::string> kMalformed{
    "name: x\n",
    "virga: 2\n",
    "virga: one\n",
    "virga: 1\nnmae: x\n",
    "virga: 1\nname: [x]\n",
    "virga: 1\ntarget: aws\n",
    "virga: 1\ntarget: {provider: a b}\n",
    "virga: 1\ncomponents: [q]\n",
    "virga: 1\ncomponents:\n  Q: {kind: queue}\n",
    "virga: 1\ncomponents:\n  q: {retention: 1 d}\n",
    "virga: 1\ncomponents:\n  q: {kind: blockchain}\n",
    "virga: 1\ncomponents:\n  n: {kind: topic, subscriptions: [{filter: 5%}]}\n",
    "virga: 1\ncomponents:\n  s: {kind: stream, shards: 0}\n",
    "virga: 1\ncomponents:\n  b: {kind: event-bus, rules: {to: b}}\n",
    "virga: 1\ncomponents:\n  s: {kind: schedule, every: 5}\n",
    "virga: 1\ncomponents:\n  w: {kind: websocket-api, routes: [{route: a b, to: f}]}\n",
    "virga: 1\ncomponents:\n  d: {kind: sql-db, connections: per-call}\n",
    "virga: 1\ncomponents:\n  w: {kind: workflow, steps: []}\n",
    "virga: 1\ncomponents:\n  s: {kind: container-service, autoscaling: {max-servers: 0}}\n",
    "virga: 1\ncomponents:\n  k: {kind: secret-store, secrets: 0}\n",
    "virga: 1\ncomponents:\n  o: {kind: object-store, notifications: [{to: o, on: read}]}\n",
    "virga: 1\ncomponents:\n  q: {kind: queue, memory: 1 GiB}\n",
    "virga: 1\ncomponents:\n  q: {kind: queue, retention: 4}\n",
    "virga: 1\ncomponents:\n  q: {kind: queue, retention: 4 weeks}\n",
    "virga: 1\ncomponents:\n  q: {kind: queue, max-receives: 0}\n",
    "virga: 1\ncomponents:\n  q: {kind: queue, max-receives: many}\n",
    "virga: 1\ncomponents:\n  f: {kind: function}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, architecture: mips}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{lop: 3}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{compute: 1 ms, send: f}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{wait-for: 1}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{wait-for: 0, of: [{wait: 1 s}]}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{loop: -1}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{map: 3, items: 3}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{call: f, catch: {wait: 1 s}}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{call: f, retry: {jitter: half}}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, errors: 0.5}\n",
    "virga: 1\ncomponents:\n  x: {kind: external, latency: {normal: {mean: 1 ms}}}\n",
    "virga: 1\ncomponents:\n  x: {kind: external, latency: {lognormal: {mean: 1 ms}}}\n",
    "virga: 1\ncomponents:\n  x: {kind: external, latency: {gamma: {mean: 1 ms, cv: 0}}}\n",
    "virga: 1\ncomponents:\n  x: {kind: external, latency: {exponential: {mean: 1 ms}, uniform: {min: 1 ms, max: 2 ms}}}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go}\n  c: {kind: client, sends: [{to: f, arrivals: 20/s}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go}\n  c: {kind: client, sends: [{arrivals: {poisson: {rate: "
    "1/s}}}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go}\n  c: {kind: client, sends: [{to: f, arrivals: {every: "
    "{}}}]}\n",
    "virga: 1\nscenarios:\n  s: {length: 1 h}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go}\nscenarios:\n  s: {faults: [{component: f, from: 1 s, to: 2 "
    "s, "
    "outage: partial}]}\n",
    "virga: 1\nscenarios:\n  s: {traffic: {diurnal: {low: 20%, peak-at: \"25:00\"}}}\n",
    "virga: 1\nproviders:\n  custom: {reuse: recent}\n",
    kQueue + "layout: {q: [1, 2, 3]}\n",
    kQueue + "layout: {q: [1.5, 2]}\n",
    kQueue + "groups: [q]\n",
    kQueue + "groups: {Work: q}\n",
    kQueue + "groups: {Work: []}\n",
    kQueue + "groups: {\"\": [q]}\n",
    kQueue + "groups: {Work: [q, q]}\n",
    kQueue + "bends: {q: [[1, 2]]}\n",
    kQueue + "bends: {q → q: []}\n",
    kQueue + "bends: {q → q: [1, 2]}\n",
    kQueue + "bends: {q → q: [[1, 2000000]]}\n",
    kQueue + "pinned: q\n",
    kQueue + "pinned: [q, q]\n",
};

const std::vector<std::string> kWellFormed{
    "virga: 1\n",
    kQueue,
    "virga: 1\ncomponents:\nlayout:\n",
    "virga: 1\ngroups:\nbends:\npinned:\n",
    kQueue + "groups: {Wörk 1: [q]}\nbends: {q → q: [[1, -2], [3, 4]]}\npinned: [q]\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{compute: {constant: 5 ms, per: message}}]}\n",
    "virga: 1\ncomponents:\n  f: {kind: function, runtime: go, steps: [{compute: {constant: 5 ms}}]}\n",
    "virga: 1\ncomponents:\n  x: {kind: external, latency: 1.5 µs}\n",
    "virga: 1\ncomponents:\n  x: {kind: external, latency: {empirical: {quantiles: {p50: 1 ms, p99.9: 9ms}}}}\n",
};

}  // namespace

class ProjectSchemaTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    judge_.write("schema.json", projectSchema());
    if (const auto why = judge_.whyNot("schema.json"); !why.isEmpty()) QSKIP(qPrintable(why));
  }

  void acceptsWhatTheReaderAccepts() {
    std::vector<std::string> texts = kWellFormed;
    texts.push_back(*readFile(VIRGA_SOURCE "/resources/examples/order-intake.virga.yaml"));
    for (const auto& entry : std::filesystem::directory_iterator(VIRGA_SOURCE "/resources/patterns"))
      if (entry.path().string().ends_with(".virga.yaml")) texts.push_back(*readFile(entry.path()));
    texts.push_back(*readFile(VIRGA_TEST_DATA "/projects/design.virga.yaml"));
    texts.push_back(*readFile(VIRGA_TEST_DATA "/projects/all-kinds.virga.yaml"));
    for (std::uint64_t seed = 1000; seed < 1040; ++seed) texts.push_back(writeProject(RandomArchitecture(seed).make()));
    const auto verdicts = judge_.judge("schema.json", texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto read = readProject(texts[i], "p");
      QVERIFY2(read, read ? "" : (toText(read.error().front()) + "\n" + texts[i]).c_str());
      QVERIFY2(verdicts[static_cast<qsizetype>(i)] == "valid",
               (verdicts[static_cast<qsizetype>(i)].toStdString() + "\n" + texts[i]).c_str());
    }
  }

  void refusesWhatTheReaderRefuses() {
    const auto verdicts = judge_.judge("schema.json", kMalformed);
    for (std::size_t i = 0; i < kMalformed.size(); ++i) {
      QVERIFY2(!readProject(kMalformed[i], "p"), kMalformed[i].c_str());
      QVERIFY2(verdicts[static_cast<qsizetype>(i)].startsWith("invalid"), kMalformed[i].c_str());
    }
  }

 private:
  virga::test::SchemaJudge judge_;
};

QTEST_GUILESS_MAIN(ProjectSchemaTest)
#include "project_schema_test.moc"
