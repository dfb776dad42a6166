#include "simulator/store/run_store.h"

#include <bit>
#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "model/edit/edit.h"
#include "model/io/file.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"
#include "simulator/store/result_codec.h"

using namespace virga;
using simulator::Result;
using simulator::RunStore;

namespace {

// Every member as a line of text, written by hand beside the codec: what two results differ in shows as a line.
class Lines {
 public:
  void add(const char* name, const std::string& value) { text_ += std::string(name) + "=" + value + "\n"; }
  void add(const char* name, double value) { add(name, std::to_string(std::bit_cast<std::uint64_t>(value))); }
  void add(const char* name, std::int64_t value) { add(name, std::to_string(value)); }
  void add(const char* name, const model::Decimal& value) { add(name, value.str(0, std::ios_base::scientific)); }
  void add(const char* name, model::Duration value) { add(name, value.nanoseconds); }
  void add(const char* name, const std::vector<double>& values) {
    for (const double value : values) add(name, value);
  }
  void add(const char* name, const std::optional<std::pair<double, double>>& ci) {
    if (!ci) return add(name, std::string("none"));
    add(name, ci->first);
    add(name, ci->second);
  }
  void add(const std::vector<simulator::NamedFigure>& figures) {
    for (const auto& figure : figures) {
      add("figure", figure.name);
      if (figure.figure) {
        add("mean", figure.figure->mean);
        add("ci95", figure.figure->ci95);
      }
      for (const auto& sample : figure.samples)
        if (sample)
          add("sample", *sample);
        else
          add("sample", std::string("none"));
    }
  }
  void add(const std::vector<simulator::Series>& all) {
    for (const auto& series : all) {
      add("series", series.name);
      add("unit", series.unit);
      add("values", series.values);
      add("low", series.low);
      add("high", series.high);
    }
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::int64_t whole(auto value) { return static_cast<std::int64_t>(value); }

std::string linesOf(const Result& r) {
  Lines out;
  for (const auto& text : {r.project, r.scenario, r.provider, r.region, r.catalogEdition}) out.add("text", text);
  out.add("seed", whole(r.seed));
  out.add("replications", whole(r.replications));
  out.add("simulated", r.simulated);
  out.add("warmup", r.warmup);
  out.add("warmupFound", whole(r.warmupFound));
  out.add("intervals", whole(r.intervals));
  out.add("batches", whole(r.batches));
  if (r.partOf) {
    out.add("whole", r.partOf->simulated);
    out.add("whole", whole(r.partOf->replications));
  }
  for (const auto& warning : r.warnings) out.add("warning", warning);
  out.add("bucket", r.bucket);
  for (const auto& component : r.components) {
    out.add("component", component.id);
    out.add("kind", component.kind);
    out.add(component.figures);
    out.add(component.series);
  }
  for (const auto& flow : r.flows) {
    out.add("flow", flow.name);
    out.add(flow.figures);
    out.add(flow.series);
  }
  out.add("period", r.usage.period);
  out.add("monthly", whole(r.usage.monthly));
  out.add("hours", r.usage.hoursPerMonth);
  if (r.usage.timePerMonth) out.add("time per month", *r.usage.timePerMonth);
  for (const auto& item : r.usage.items) {
    for (const auto& text : {item.component, item.kind, item.item, item.variant}) out.add("usage", text);
    out.add("quantity", item.quantity);
    out.add("without traffic", item.withoutTraffic);
  }
  out.add("currency", r.bill.currency);
  out.add("catalog", r.bill.catalog);
  for (const auto& overlay : r.bill.overlays) out.add("overlay", overlay);
  if (const auto& savings = r.bill.savings) {
    for (const auto& text : {savings->id, savings->name, savings->term, savings->source, savings->asOf})
      out.add("savings", text);
    out.add("saved", savings->saved);
    out.add("sourced", whole(savings->sourced));
  }
  out.add("free tier", whole(r.bill.freeTier));
  for (const auto& line : r.bill.lines) {
    for (const auto& text : {line.component, line.item, line.unit, line.source, line.asOf}) out.add("line", text);
    for (const auto& number : {line.quantity, line.free, line.price, line.amount, line.saved}) out.add("number", number);
    out.add("sourced", whole(line.sourced));
  }
  out.add("total", r.bill.total);
  for (const auto& item : r.bill.unpriced) out.add("unpriced", item);
  out.add("totals", r.billTotals);
  out.add("total ci95", r.billTotalCi95);
  if (r.traces) {
    out.add("trace seed", whole(r.traces->seed));
    out.add("epoch", r.traces->epochNs);
    for (const auto& trace : r.traces->traces) {
      out.add("trace", trace.flow);
      for (const auto number : {whole(trace.id), whole(trace.outcome), trace.startNs, trace.endNs, whole(trace.slowest),
                                whole(trace.failed), whole(trace.random), whole(trace.droppedSpans)})
        out.add("of trace", number);
      for (const auto& span : trace.spans) {
        for (const auto& text : {span.component, span.peer, span.operation}) out.add("span", text);
        for (const auto number :
             {whole(span.id), whole(span.parent), whole(span.cause), whole(span.kind), whole(span.outcome), span.startNs,
              span.endNs, whole(span.asynchronous), whole(span.parallel)})
          out.add("of span", number);
        for (const auto& attribute : span.attributes) {
          out.add("attribute", attribute.key);
          out.add("type", whole(attribute.value.index()));
          if (const auto* flag = std::get_if<bool>(&attribute.value)) out.add("flag", whole(*flag));
          if (const auto* number = std::get_if<std::int64_t>(&attribute.value)) out.add("number", *number);
          if (const auto* text = std::get_if<std::string>(&attribute.value)) out.add("text", *text);
        }
        for (const auto& link : span.links) {
          out.add("link", whole(link.trace));
          out.add("link", whole(link.span));
        }
      }
    }
    for (const auto& flow : r.traces->flows) {
      out.add("causes of", flow.flow);
      out.add("random", whole(flow.randomRequests));
      out.add("slowest", whole(flow.slowestRequests));
      for (const auto& share : flow.shares) {
        out.add("at", share.component);
        out.add("cause", whole(share.cause));
        out.add("of mean", share.ofMean);
        out.add("of slowest", share.ofSlowest);
      }
    }
  }
  out.add("events", whole(r.events));
  if (r.fingerprint) out.add("fingerprint", whole(*r.fingerprint));
  out.add("wall", r.wallSeconds);
  return out.text();
}

Result simulated(const std::string& example, int replications, bool traced) {
  const auto project = model::loadProject(VIRGA_SOURCE "/resources/examples/" + example);
  if (!project) qFatal("the example can't be read");
  const auto catalog = model::loadCatalog(project->target.provider);
  simulator::SimulationOptions options;
  options.duration = model::minutes(6);
  options.replications = replications;
  options.fingerprint = true;
  if (traced) options.traces = simulator::TraceOptions{5};
  auto result = simulator::simulate(*project, *catalog, options);
  if (!result) qFatal("the example doesn't run");
  return std::move(*result);
}

// Numbers and texts at random, the awkward ones among them.
class RandomResult {
 public:
  explicit RandomResult(std::uint64_t seed) : engine_(seed) {}

  Result make() {
    Result r;
    r.project = text();
    r.scenario = text();
    r.seed = engine_();
    r.replications = static_cast<int>(below(9));
    r.simulated = {whole(engine_())};
    r.warmupFound = chance();
    r.intervals = static_cast<simulator::Intervals>(below(3));
    if (chance()) r.partOf = Result::Whole{{whole(engine_())}, 3};
    for (auto i = below(4); i > 0; --i) r.warnings.push_back(text());
    for (auto i = below(4); i > 0; --i) r.components.push_back({text(), text(), figures(), series()});
    for (auto i = below(4); i > 0; --i) r.flows.push_back({text(), figures(), series()});
    r.usage.monthly = chance();
    r.usage.hoursPerMonth = decimal();
    if (chance()) r.usage.timePerMonth = model::Duration{whole(engine_())};
    for (auto i = below(4); i > 0; --i) r.usage.items.push_back({text(), text(), text(), text(), decimal(), decimal()});
    r.bill.overlays = {text()};
    if (chance()) r.bill.savings = model::BilledSavings{text(), text(), text(), decimal(), text(), text(), chance()};
    r.bill.freeTier = chance();
    for (auto i = below(4); i > 0; --i)
      r.bill.lines.push_back(
          {text(), text(), decimal(), decimal(), text(), decimal(), decimal(), decimal(), text(), text(), chance()});
    r.bill.total = decimal();
    r.bill.unpriced = {text(), text()};
    r.billTotals = column();
    if (chance()) r.billTotalCi95 = {real(), real()};
    if (chance()) r.traces = traces();
    if (chance()) r.fingerprint = engine_();
    r.wallSeconds = real();
    return r;
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
  bool chance() { return below(2) == 0; }
  double real() {
    const double awkward[] = {0.0, -0.0, std::nan("7"), std::numeric_limits<double>::infinity(), 5e-324, 1.0 / 3};
    return chance() ? awkward[below(6)] : std::bit_cast<double>(engine_());
  }
  std::string text() {
    const std::string texts[] = {"", "checkout", "shoppers → api", std::string("a\0b", 3), "\"'\\\n"};
    return texts[below(5)];
  }
  model::Decimal decimal() {
    if (chance()) return model::Decimal(engine_()) / 7;
    return chance() ? -model::Decimal("0.0000133334") : model::Decimal(below(3)) * model::Decimal("1e30");
  }
  std::vector<double> column() {
    std::vector<double> values;
    for (auto i = below(40); i > 0; --i) values.insert(values.end(), chance() ? 1 : below(9), real());
    return values;
  }
  std::vector<simulator::NamedFigure> figures() {
    std::vector<simulator::NamedFigure> out;
    for (auto i = below(4); i > 0; --i) {
      simulator::NamedFigure figure{text(), std::nullopt, {}};
      if (chance()) figure.figure = simulator::Figure{real(), std::pair(real(), real())};
      for (auto k = below(4); k > 0; --k) figure.samples.push_back(chance() ? std::optional(real()) : std::nullopt);
      out.push_back(figure);
    }
    return out;
  }
  std::vector<simulator::Series> series() {
    std::vector<simulator::Series> out;
    for (auto i = below(3); i > 0; --i) out.push_back({text(), text(), column(), column(), column()});
    return out;
  }
  simulator::RequestTraces traces() {
    simulator::RequestTraces out;
    out.epochNs = whole(engine_());
    for (auto i = below(3); i > 0; --i) {
      simulator::Trace trace;
      trace.flow = text();
      trace.id = engine_();
      trace.outcome = static_cast<simulator::SpanOutcome>(below(6));
      trace.startNs = -whole(below(99));
      trace.random = chance();
      for (auto k = below(5); k > 0; --k) {
        simulator::Span span;
        span.parent = chance() ? simulator::kNoSpan : 0;
        span.component = text();
        span.cause = static_cast<simulator::Cause>(below(7));
        span.kind = static_cast<simulator::SpanKind>(below(5));
        span.endNs = whole(engine_());
        span.attributes = {{"flag", chance()}, {"number", whole(engine_())}, {"text", text()}};
        span.links = {{static_cast<std::uint32_t>(below(9)), simulator::kNoSpan}};
        trace.spans.push_back(span);
      }
      out.traces.push_back(trace);
    }
    out.flows = {{text(), 3, 4, {{text(), simulator::Cause::backOff, real(), real()}}}};
    return out;
  }

  std::mt19937_64 engine_;
};

simulator::NewRun run(const std::string& project, const std::string& design = "virga: 1\n") {
  auto result = std::make_shared<Result>();
  result->project = project;
  result->seed = 18446744073709551615U;
  return simulator::newRun({}, design, result);
}

void compareTexts(const std::string& actual, const std::string& expected) {
  // QCOMPARE would print all of it.
  const auto at = std::mismatch(actual.begin(), actual.end(), expected.begin(), expected.end());
  QVERIFY2(actual == expected, std::string(at.first, std::min(at.first + 80, actual.end())).c_str());
}

}  // namespace

class RunStoreTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::filesystem::path file(const char* name) const { return folder_.filePath(name).toStdString(); }

 private slots:
  void aRealResultComesBackAsItWas_data() {
    QTest::addColumn<QString>("example");
    QTest::addColumn<int>("replications");
    QTest::addColumn<bool>("traced");
    QTest::newRow("orders, one") << "order-intake.virga.yaml" << 1 << true;
    QTest::newRow("orders, three") << "order-intake.virga.yaml" << 3 << false;
    QTest::newRow("parcels, one") << "parcel-tracking.virga.yaml" << 1 << false;
    QTest::newRow("parcels, two") << "parcel-tracking.virga.yaml" << 2 << true;
  }
  void aRealResultComesBackAsItWas() {
    QFETCH(QString, example);
    QFETCH(int, replications);
    QFETCH(bool, traced);
    const auto result = simulated(example.toStdString(), replications, traced);
    QCOMPARE(result.traces.has_value(), traced);
    const auto back = simulator::decodeResult(simulator::encodeResult(result));
    QVERIFY2(back, back ? "" : back.error().c_str());
    compareTexts(linesOf(*back), linesOf(result));
    QVERIFY(back->bill.total == result.bill.total);
  }

  void randomResultsComeBackAsTheyWere() {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      const auto result = RandomResult(seed).make();
      const auto back = simulator::decodeResult(simulator::encodeResult(result));
      QVERIFY2(back, back ? "" : back.error().c_str());
      compareTexts(linesOf(*back), linesOf(result));
    }
  }

  void damagedBytesAreRefused() {
    const auto bytes = simulator::encodeResult(RandomResult(5).make());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      QVERIFY(!simulator::decodeResult(bytes.substr(0, i)));
      auto changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ 0x21);
      QVERIFY2(!simulator::decodeResult(changed), std::to_string(i).c_str());
    }
    QVERIFY(!simulator::decodeResult(bytes + "x"));
    auto newer = bytes;
    newer[4] = 2;
    QVERIFY(simulator::decodeResult(newer).error().find("version 2") != std::string::npos);
  }

  void aRunIsKeptWithAllThatItIs() {
    const auto result = std::make_shared<const Result>(simulated("order-intake.virga.yaml", 2, false));
    auto architecture = model::emptyProject();
    architecture.providers.emplace_back();
    architecture.providers.back().provider = "aws";
    architecture.providers.back().plan = "durable";
    const auto kept = simulator::newRun(architecture, "virga: 1\nname: exact  # as written\n", result);
    {
      auto store = RunStore::open(file("kept.virga-runs"), RunStore::Open::orCreate);
      QVERIFY2(store, store ? "" : store.error().c_str());
      QCOMPARE(*store->add(kept), 1);
      QCOMPARE(*store->add(run("second")), 2);
    }
    auto store = RunStore::open(file("kept.virga-runs"), RunStore::Open::existing);
    QVERIFY(store);
    const auto list = *store->list();
    QCOMPARE(list.size(), std::size_t(2));
    QCOMPARE(list[0].number, 2);
    QCOMPARE(list[0].seed, 18446744073709551615U);
    auto facts = kept.facts;
    facts.number = 1;
    QVERIFY(list[1] == facts);
    QVERIFY(*store->facts(1) == facts);
    QCOMPARE(facts.plan, std::string("durable"));
    QCOMPARE(facts.scenario, std::string("ordinary-day"));
    QVERIFY(facts.timeMs > 1'600'000'000'000);
    QCOMPARE(*store->design(1), kept.design);
    compareTexts(linesOf(*store->result(1)), linesOf(*result));
  }

  void keyFiguresAreThoseOfTheMainFlow() {
    auto result = simulated("order-intake.virga.yaml", 1, false);
    const auto figures = simulator::keyFiguresOf(result);
    QCOMPARE(figures.flow, result.flows.front().name);
    QCOMPARE(*figures.p95, simulator::meanOf(result.flows.front().figures, "latency_ms.p95"));
    QCOMPARE(*figures.costPerMonth, result.bill.total.convert_to<double>());
    QVERIFY(*simulator::readKeyFigures(simulator::toJson(figures)) == figures);
    QVERIFY(!simulator::readKeyFigures("{}"));
    result.bill.lines.clear();
    result.bill.unpriced = {"all"};
    QVERIFY(!simulator::keyFiguresOf(result).costPerMonth);
  }

  void notesPinsAndDeletionStay() {
    auto store = RunStore::open(file("notes.virga-runs"), RunStore::Open::orCreate);
    for (int i = 0; i < 3; ++i) QVERIFY(store->add(run("p")));
    QVERIFY(store->setNote(2, "with more memory"));
    QVERIFY(store->setPinned(1, true));
    QVERIFY(store->remove(3));
    for (const auto& failed : {store->setNote(3, "x"), store->setPinned(9, true), store->remove(3)})
      QVERIFY(failed.error().find("there is no run") != std::string::npos);
    QVERIFY(!store->design(3));
    QVERIFY(!store->result(3));
    QCOMPARE(*store->add(run("p")), 4);  // no number twice
    const auto list = *store->list();
    QCOMPARE(list[1].note, std::string("with more memory"));
    QVERIFY(list[2].pinned && !list[1].pinned);
  }

  void theOldestGoUnlessPinnedOrNoted() {
    auto store = RunStore::inMemory();
    for (int i = 0; i < 5; ++i) QVERIFY(store->add(run("old")));
    QVERIFY(store->setNote(2, "keep"));
    QVERIFY(store->setPinned(4, true));
    for (int i = 0; i < RunStore::kKept; ++i) QVERIFY(store->add(run("new")));
    const auto list = *store->list();
    QCOMPARE(list.size(), std::size_t(RunStore::kKept + 2));
    QCOMPARE(list.back().number, 2);
    QCOMPARE(list[list.size() - 2].number, 4);
    QVERIFY(!store->design(1));
  }

  void runsMoveFromMemoryIntoAFile() {
    auto memory = RunStore::inMemory();
    QVERIFY(memory->add(run("first", "one")));
    QVERIFY(memory->add(run("second", "two")));
    QVERIFY(memory->setNote(2, "mine"));
    auto store = RunStore::open(file("moved.virga-runs"), RunStore::Open::orCreate);
    QVERIFY(store->add(run("earlier")));
    QVERIFY(store->takeFrom(*memory));
    const auto list = *store->list();
    QCOMPARE(list.size(), std::size_t(3));
    QCOMPARE(list[0].project, std::string("second"));
    QCOMPARE(list[0].note, std::string("mine"));
    QCOMPARE(*store->design(2), std::string("one"));
    QCOMPARE(store->result(3)->project, std::string("second"));
  }

  void otherFilesAreRefused() {
    QVERIFY(RunStore::open(file("absent"), RunStore::Open::existing).error().find("no such file") != std::string::npos);
    QVERIFY(!std::filesystem::exists(file("absent")));
    QVERIFY(!RunStore::open(folder_.path().toStdString(), RunStore::Open::orCreate));
    std::ofstream(file("text")) << std::string(5000, 'x');
    QVERIFY(RunStore::open(file("text"), RunStore::Open::orCreate).error().find("isn't a file of kept runs") !=
            std::string::npos);
    SQLite::Database(file("other").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (a)");
    QVERIFY(RunStore::open(file("other"), RunStore::Open::orCreate).error().find("isn't a file of kept runs") !=
            std::string::npos);
  }

  void aNewerFormatIsRefusedAndANewerMinorOneIsNot() {
    const auto path = file("newer.virga-runs");
    QVERIFY(RunStore::open(path, RunStore::Open::orCreate)->add(run("p")));
    SQLite::Database(path.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 1007");
    QVERIFY(RunStore::open(path, RunStore::Open::existing));
    SQLite::Database(path.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 2000");
    const auto before = *model::readFile(path);
    const auto refused = RunStore::open(path, RunStore::Open::existing);
    QVERIFY(refused.error().find("newer Virga") != std::string::npos);
    QVERIFY(*model::readFile(path) == before);
  }

  void aDamagedFileIsSaidToBe() {
    const auto path = file("damaged.virga-runs");
    {
      auto store = RunStore::open(path, RunStore::Open::orCreate);
      for (int i = 0; i < 20; ++i) QVERIFY(store->add(run("p", std::string(3000, 'd'))));
    }
    auto bytes = *model::readFile(path);
    std::fill(bytes.begin() + 4096, bytes.end(), '\x5a');
    QVERIFY(model::writeFileAtomically(path, bytes));
    auto store = RunStore::open(path, RunStore::Open::existing);
    const auto error = store ? store->list().error() : store.error();
    QVERIFY2(error.find("damaged") != std::string::npos, error.c_str());
  }

  void aDamagedResultLeavesTheOthers() {
    const auto path = file("blob.virga-runs");
    auto store = RunStore::open(path, RunStore::Open::orCreate);
    QVERIFY(store->add(run("p")));
    QVERIFY(store->add(run("q")));
    SQLite::Database(path.string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE results SET result = substr(result, 1, 20) WHERE number = 1");
    QVERIFY(store->result(1).error().find("run 1: the result is damaged") != std::string::npos);
    QCOMPARE(store->result(2)->project, std::string("q"));
    QCOMPARE(store->list()->size(), std::size_t(2));
  }

  void twoAtOnceWaitForEachOther() {
    const auto path = file("two.virga-runs");
    constexpr int kEach = 25;
    std::vector<std::string> errors(2);
    {
      std::vector<std::jthread> writers;
      for (std::size_t w = 0; w < 2; ++w)
        writers.emplace_back([&, w] {
          auto store = RunStore::open(path, RunStore::Open::orCreate);
          if (!store) {
            errors[w] = store.error();
            return;
          }
          for (int i = 0; i < kEach; ++i)
            if (const auto added = store->add(run("p")); !added) errors[w] = added.error();
        });
    }
    for (const auto& error : errors) QVERIFY2(error.empty(), error.c_str());
    QCOMPARE(RunStore::open(path, RunStore::Open::existing)->list()->size(), std::size_t(2 * kEach));
  }

  // A writer that is killed leaves whole runs, and the file can be written on.
  void aKilledWriterLeavesWholeRuns() {
    const auto path = file("killed.virga-runs");
    QVERIFY(RunStore::open(path, RunStore::Open::orCreate)->add(run("p")));
    std::size_t kept = 1;
    for (int i = 0; i < 5; ++i) {
      const auto child = ::fork();
      if (child == 0) {
        auto store = RunStore::open(path, RunStore::Open::existing);
        while (store && store->add(run("p", std::string(200'000, 'd')))) continue;
        ::_exit(1);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(30 + 17 * i));
      QCOMPARE(::kill(child, SIGKILL), 0);
      int status = 0;
      QCOMPARE(::waitpid(child, &status, 0), child);
      QVERIFY(WIFSIGNALED(status));
      auto store = RunStore::open(path, RunStore::Open::existing);
      QVERIFY2(store, store ? "" : store.error().c_str());
      const auto list = *store->list();
      QVERIFY(list.size() >= kept);
      for (const auto& facts : list) {
        QVERIFY(store->design(facts.number));
        QVERIFY(store->result(facts.number));
      }
      QVERIFY(store->add(run("p")));
      kept = list.size() + 1;
    }
    QVERIFY(kept > 6);  // the writers did write
  }

  void theFileIsNamedAfterTheProject() {
    QCOMPARE(simulator::runsFileOf("/a/order-intake.virga.yaml").string(), std::string("/a/order-intake.virga-runs"));
    QCOMPARE(simulator::runsFileOf("plain.yml").string(), std::string("plain.virga-runs"));
    QCOMPARE(simulator::runsFileOf("/a/none").string(), std::string("/a/none.virga-runs"));
  }
};

QTEST_APPLESS_MAIN(RunStoreTest)
#include "run_store_test.moc"
