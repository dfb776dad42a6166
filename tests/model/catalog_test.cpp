#include "model/catalog/catalog.h"

#include <stdexcept>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "model/catalog/catalog_keys.h"
#include "model/pricing/usage_items.h"

using namespace virga::model;

namespace {

Catalog loaded(const std::string& provider) {
  auto catalog = loadCatalog(provider);
  if (!catalog)
    for (const auto& problem : catalog.error()) qWarning("%s", toText(problem).c_str());
  return catalog.value();
}

Function functionOf(const std::string& runtime, CpuArchitecture architecture, ByteSize memory,
                    ByteSize package = mebibytes(1)) {
  Function function;
  function.runtime = runtime;
  function.architecture = architecture;
  function.memory = memory;
  function.package = package;
  return function;
}

}  // namespace

class CatalogTest : public QObject {
  Q_OBJECT

 private slots:
  void everyValueStatesItsSource_data();
  void everyValueStatesItsSource();
  void providersComeInComparisonOrder();
  void awsStatesPublishedLimits();
  void awsKnowsItsRuntimes();
  void vcpusFollowMemory();
  void coldStartTakesTheMeasuredProfile();
  void coldStartTakesTheNearestMemoryInRatio();
  void coldStartOfAnUnknownRuntimeSaysSo();
  void coldStartGrowsWithThePackage();
  void coldStartIsOfWhatTheInstanceIsMadeFrom();
  void theFirstCallFollowsTheMemory();
  void whatCannotStartSaysWhy();
  void customIsSilent();
  void lookUpsFailOnUnknownIds();
  void unknownProviderIsAnError();
  void malformedCatalogsAreRefused_data();
  void malformedCatalogsAreRefused();
};

void CatalogTest::everyValueStatesItsSource_data() {
  QTest::addColumn<QString>("provider");
  QTest::addRow("aws") << "aws";
  QTest::addRow("custom") << "custom";
}

void CatalogTest::everyValueStatesItsSource() {
  QFETCH(QString, provider);
  const auto catalog = loaded(provider.toStdString());
  QCOMPARE(catalog.values.size(), catalogKeys().size());
  for (const auto& key : catalogKeys()) QVERIFY2(catalog.find(key.id), key.id.c_str());
  for (const auto& value : catalog.values) {
    QVERIFY2(!value.what.empty() && !value.source.empty() && !value.asOf.empty(), value.id.c_str());
    // A fact without a source says so in words.
    if (value.confidence == Confidence::general)
      QVERIFY2(value.source.starts_with("general knowledge") || value.source.starts_with("estimate") ||
                   value.source.starts_with("chosen by Virga"),
               value.id.c_str());
    else
      QVERIFY2(value.source.find("http") != std::string::npos || value.source.find("github.com") != std::string::npos ||
                   value.source.find("AWS Price List API") != std::string::npos,
               value.id.c_str());
  }
  QCOMPARE(catalog.features.size(), featureKeys().size());
  for (const auto& feature : catalog.features) {
    QVERIFY2(!feature.what.empty() && !feature.source.empty() && !feature.asOf.empty(), feature.id.c_str());
    QVERIFY2(feature.supported || !feature.nearest.empty(), feature.id.c_str());
  }
  for (const auto& runtime : catalog.runtimes) QVERIFY(!runtime.source.empty() && !runtime.asOf.empty());
  for (const auto& price : catalog.prices) QVERIFY(!price.source.empty() && !price.asOf.empty());
  for (const auto& fact : catalog.coldStarts) QVERIFY(!fact.source.empty() && !fact.asOf.empty());
  for (const auto& kind : meteredKinds()) QVERIFY2(catalog.services.contains(kind), kind.c_str());
}

void CatalogTest::providersComeInComparisonOrder() {
  const auto providers = catalogProviders();
  QVERIFY(providers.size() >= 2);
  QCOMPARE(providers.front(), std::string("aws"));
  QCOMPARE(providers.back(), std::string("custom"));
}

// The figures are those of the AWS documents that the catalog cites.
void CatalogTest::awsStatesPublishedLimits() {
  const auto aws = loaded("aws");
  QCOMPARE(aws.edition, std::string("2026-11"));
  QCOMPARE(aws.defaultRegion, std::string("us-east-1"));
  QCOMPARE(aws.optionalNumber("function.account-concurrency"), std::optional<double>(1000));
  QCOMPARE(aws.optionalNumber("function.scale-out-instances"), std::optional<double>(1000));
  QVERIFY(aws.duration("function.scale-out-window") == seconds(10));
  QCOMPARE(aws.optionalNumber("function.requests-per-concurrency"), std::optional<double>(10));
  QVERIFY(aws.size("function.memory-max") == gibibytes(10));
  QVERIFY(aws.duration("function.timeout-max") == minutes(15));
  QVERIFY(aws.rate("http-api.throttle-rate") == Rate{10000});
  QCOMPARE(aws.number("http-api.throttle-burst"), 5000.0);
  QCOMPARE(aws.number("queue.poller-start"), 5.0);
  QCOMPARE(aws.number("queue.poller-per-minute"), 300.0);
  QCOMPARE(aws.number("queue.poller-max"), 1250.0);
  QVERIFY(aws.size("queue.metered-size") == kibibytes(64));
  QCOMPARE(aws.text("function.reuse"), std::string("most-recent"));
  QCOMPARE(aws.find("function.account-concurrency")->text, std::string("1000"));
  QCOMPARE(aws.find("http-api.latency")->text, std::string("{lognormal: {median: 5 ms, p99: 20 ms}}"));
  // Measured: no request met a cold start after 60 s, 8 % after 300 s, all after 360 s.
  const auto keepAlive = aws.distribution("function.keep-alive");
  QVERIFY(quantile(keepAlive, 0.08) == seconds(300));
  QVERIFY(quantile(keepAlive, 0.68) == seconds(330));
  QVERIFY(std::get<Empirical>(keepAlive).quantiles.front().second == seconds(60));
  QVERIFY(std::get<Empirical>(keepAlive).quantiles.back().second == seconds(360));
}

void CatalogTest::awsKnowsItsRuntimes() {
  const auto aws = loaded("aws");
  const auto end = [&](const std::string& id) {
    for (const auto& runtime : aws.runtimes)
      if (runtime.id == id) return runtime.endOfSupport;
    return std::string("absent");
  };
  QCOMPARE(end("nodejs22"), std::string("2027-04-30"));
  QCOMPARE(end("nodejs24"), std::string("2028-04-30"));
  QCOMPARE(end("python3.12"), std::string("2028-10-31"));
  QCOMPARE(end("dotnet8"), std::string("2026-11-10"));
  QCOMPARE(end("ruby3.4"), std::string("2028-03-31"));
  QCOMPARE(end("cobol"), std::string("absent"));
}

void CatalogTest::vcpusFollowMemory() {
  const auto aws = loaded("aws");
  QCOMPARE(aws.vcpus(mebibytes(1769)), 1.0);
  QCOMPARE(aws.vcpus(mebibytes(128)), 128.0 / 1769.0);
  QCOMPARE(aws.vcpus(mebibytes(3538)), 2.0);
  QVERIFY(aws.vcpus(mebibytes(10240)) <= 6.0);
  QCOMPARE(loaded("custom").vcpus(mebibytes(128)), 1.0);
}

// Medians and 99th percentiles as lambda-perf published them for 2026-06-23 to 2026-08-22.
void CatalogTest::coldStartTakesTheMeasuredProfile() {
  const auto aws = loaded("aws");
  const auto node = aws.coldStart(functionOf("nodejs22", CpuArchitecture::arm64, mebibytes(512)));
  QVERIFY(node.init == Distribution(LognormalMedianP99{microseconds(129'600), microseconds(167'000)}));
  QVERIFY(node.initBilled);
  QVERIFY(node.source.find("lambda-perf") != std::string::npos);
  QVERIFY(mean(node.provision) > milliseconds(100));
  const auto java = aws.coldStart(functionOf("java21", CpuArchitecture::x86_64, mebibytes(128)));
  QVERIFY(java.init == Distribution(LognormalMedianP99{microseconds(240'400), microseconds(601'300)}));
  const auto rust = aws.coldStart(functionOf("rust", CpuArchitecture::x86_64, mebibytes(1024)));
  QVERIFY(rust.init == Distribution(LognormalMedianP99{microseconds(15'900), microseconds(46'600)}));
}

void CatalogTest::coldStartTakesTheNearestMemoryInRatio() {
  const auto aws = loaded("aws");
  const auto at = [&](int mib) {
    return aws.coldStart(functionOf("python3.13", CpuArchitecture::x86_64, mebibytes(mib))).init;
  };
  QVERIFY(at(10240) == at(1024));
  QVERIFY(at(180) == at(128));   // 180/128 < 256/180
  QVERIFY(at(182) == at(256));   // sqrt(128 · 256) = 181.02
  QVERIFY(at(730) == at(1024));  // though nearer to 512 by difference
  QVERIFY(at(128) != at(256));
}

void CatalogTest::coldStartOfAnUnknownRuntimeSaysSo() {
  const auto aws = loaded("aws");
  const auto cobol = aws.coldStart(functionOf("cobol", CpuArchitecture::x86_64, mebibytes(512)));
  QVERIFY(cobol.source.find("no measurement of runtime 'cobol'") != std::string::npos);
  QVERIFY(cobol.init == aws.coldStart(functionOf("nodejs22", CpuArchitecture::x86_64, mebibytes(512))).init);
  const auto known = aws.coldStart(functionOf("nodejs22", CpuArchitecture::x86_64, mebibytes(512)));
  QVERIFY(known.source.find("no measurement") == std::string::npos);
}

// 108 ms per MiB above the first: a shift of the law moves both quantiles alike.
void CatalogTest::coldStartGrowsWithThePackage() {
  const auto aws = loaded("aws");
  const auto small = aws.coldStart(functionOf("nodejs22", CpuArchitecture::arm64, mebibytes(512), kibibytes(100)));
  const auto large = aws.coldStart(functionOf("nodejs22", CpuArchitecture::arm64, mebibytes(512), mebibytes(11)));
  QVERIFY(small.init == Distribution(LognormalMedianP99{microseconds(129'600), microseconds(167'000)}));
  QVERIFY(large.init == Distribution(LognormalMedianP99{microseconds(1'209'600), microseconds(1'247'000)}));
  QVERIFY(large.source.find("mikhail") != std::string::npos);
}

// Images as lambda-perf measured them in the same weeks, restores from 2025-08-14 to 2025-10-18.
void CatalogTest::coldStartIsOfWhatTheInstanceIsMadeFrom() {
  const auto aws = loaded("aws");
  auto function = functionOf("python3.13", CpuArchitecture::x86_64, mebibytes(1024), gibibytes(5));
  function.packaging = Packaging::image;
  QVERIFY(aws.coldStart(function).init == Distribution(LognormalMedianP99{microseconds(155'100), microseconds(380'400)}));
  function = functionOf("java17", CpuArchitecture::arm64, mebibytes(512), mebibytes(200));
  function.start = InstanceStart::snapshot;
  function.network = Network::vpc;
  const auto restore = aws.coldStart(function);
  QVERIFY(restore.init == Distribution(LognormalMedianP99{microseconds(649'600), microseconds(937'600)}));
  QVERIFY(!restore.initBilled);
  QVERIFY(restore.attach == milliseconds(233));
  QVERIFY(restore.source.find("measured on x86_64") != std::string::npos);
  function = functionOf("cobol", CpuArchitecture::x86_64, mebibytes(1024));
  function.packaging = Packaging::image;  // the stand-in is Node.js 22 from an image
  QVERIFY(aws.coldStart(function).init == Distribution(LognormalMedianP99{microseconds(304'000), microseconds(810'800)}));
}

void CatalogTest::theFirstCallFollowsTheMemory() {
  const auto aws = loaded("aws");
  const auto at = [&](const char* runtime, int mib) {
    return aws.coldStart(functionOf(runtime, CpuArchitecture::x86_64, mebibytes(mib))).firstCall;
  };
  QVERIFY(at("dotnet8", 128) == microseconds(716'930));
  QVERIFY(at("dotnet8", 256) == microseconds(355'570));
  QVERIFY(at("dotnet8", 512) == microseconds(164'030));
  QVERIFY(at("dotnet8", 1769) == microseconds(74'430));
  QVERIFY(at("java25", 1024) == microseconds(10'160));
  QVERIFY(loaded("gcp").coldStart(functionOf("java21", CpuArchitecture::x86_64, mebibytes(512))).firstCall == Duration{});
}

void CatalogTest::whatCannotStartSaysWhy() {
  auto function = functionOf("java21", CpuArchitecture::x86_64, mebibytes(1024));
  function.start = InstanceStart::snapshot;
  QVERIFY(!loaded("aws").whyNoStart(function));
  QVERIFY(loaded("azure").whyNoStart(function)->find("doesn't restore") != std::string::npos);
  QVERIFY_THROWS_EXCEPTION(std::logic_error, loaded("azure").coldStart(function));
  function.runtime = "nodejs22";
  QVERIFY(loaded("aws").whyNoStart(function)->find("takes no snapshots of 'nodejs22'") != std::string::npos);
  // AWS takes snapshots of these (Lambda Developer Guide, "Lambda SnapStart"), and the catalog has a measurement of Java.
  function.runtime = "python3.13";
  QVERIFY(loaded("aws").whyNoStart(function)->find("java11, java17, java21, not of 'python3.13'") != std::string::npos);
  function.runtime = "python3.11";
  QVERIFY(loaded("aws").whyNoStart(function)->find("takes no snapshots") != std::string::npos);
  function.runtime = "java25";
  QVERIFY(!loaded("aws").whyNoStart(function));
  QVERIFY(loaded("aws").coldStart(function).source.find("that of 'java21' is taken") != std::string::npos);
  function.start = InstanceStart::initialise;
  function.packaging = Packaging::image;
  QVERIFY(loaded("azure").whyNoStart(function)->find("container images on the plan flex-consumption") != std::string::npos);
  for (const char* provider : {"aws", "gcp", "oci", "custom"}) QVERIFY(!loaded(provider).whyNoStart(function));
}

void CatalogTest::customIsSilent() {
  const auto custom = loaded("custom");
  for (const auto& key : catalogKeys())
    if (key.type == CatalogKey::Type::distribution && key.id != "function.keep-alive")
      QVERIFY2(custom.distribution(key.id) == Distribution(Constant{}), key.id.c_str());
  QVERIFY(custom.distribution("function.keep-alive") == Distribution(Constant{minutes(10)}));
  for (const auto& key : catalogKeys())
    if (key.type == CatalogKey::Type::optionalNumber) QVERIFY2(!custom.optionalNumber(key.id), key.id.c_str());
  QVERIFY(custom.prices.empty());
  QVERIFY(custom.runtimes.empty());
  const auto start = custom.coldStart(functionOf("anything", CpuArchitecture::x86_64, mebibytes(512), mebibytes(100)));
  QVERIFY(start.init == Distribution(Constant{}));
  QVERIFY(start.provision == Distribution(Constant{}));
  QVERIFY(start.source.find("no measurement") == std::string::npos);
}

void CatalogTest::lookUpsFailOnUnknownIds() {
  const auto aws = loaded("aws");
  QVERIFY_THROWS_EXCEPTION(std::logic_error, aws.number("function.colour"));
  QVERIFY_THROWS_EXCEPTION(std::logic_error, aws.duration("function.reuse"));
  QVERIFY(!aws.find("function.colour"));
}

void CatalogTest::unknownProviderIsAnError() {
  const auto catalog = loadCatalog("awz");
  QVERIFY(!catalog);
  QCOMPARE(catalog.error().size(), std::size_t(1));
  QVERIFY(toText(catalog.error().front()).find("did you mean 'aws'?") != std::string::npos);
  QVERIFY(!loadCatalogFile("/nonexistent/catalog.yaml"));
}

// Each row spoils the custom catalog in one way: the first occurrence of `from` is replaced.
void CatalogTest::malformedCatalogsAreRefused_data() {
  QTest::addColumn<QString>("from");
  QTest::addColumn<QString>("to");
  QTest::addColumn<QString>("id");
  QTest::addColumn<QString>("text");
  const auto row = [](const char* name, const char* from, const char* to, const char* id, const char* text) {
    QTest::addRow("%s", name) << from << to << id << text;
  };
  row("not YAML", "values:\n", "values: [\n", "syntax", "not valid YAML");
  row("unknown top key", "edition:", "editoin: x\nedition:", "unknown-key", "did you mean 'edition'?");
  row("missing top key", "name: Custom platform\n", "", "missing-key", "'name' is missing");
  row("unknown value id", "  queue.poller-start: {value: 1000000", "  queue.poler-start: {value: 1000000", "unknown-key",
      "did you mean 'queue.poller-start'?");
  row("missing value id",
      "  cache.unit-size: {value: 1 KiB, what: One processing unit transfers this much., source: by-design}\n", "",
      "missing-key", "'cache.unit-size' is missing");
  row("value twice", "  cache.latency:",
      "  cache.latency: {value: 0 ms, what: One request., source: by-design}\n  cache.latency:", "duplicate-key", "twice");
  row("duration without unit", "function.scale-out-window: {value: 10 s", "function.scale-out-window: {value: 10",
      "invalid-value", "function.scale-out-window");
  row("size of another unit", "function.memory-min: {value: 1 MiB", "function.memory-min: {value: 1 s", "invalid-value",
      "function.memory-min");
  row("number in words", "queue.idle-pollers: {value: 1,", "queue.idle-pollers: {value: one,", "invalid-value", "'one'");
  row("negative number", "queue.idle-pollers: {value: 1,", "queue.idle-pollers: {value: -1,", "invalid-value", "negative");
  row("zero where nothing is divided by it", "function.billing-granularity: {value: 1 ns",
      "function.billing-granularity: {value: 0 ns", "invalid-value", "above 0");
  row("none where a number is needed", "queue.poller-max: {value: 1000000", "queue.poller-max: {value: none",
      "invalid-value", "'none'");
  row("rate without time", "throttle-rate: {value: 1000000000/s", "throttle-rate: {value: 1000000000", "invalid-value",
      "http-api.throttle-rate");
  row("unknown choice", "{value: most-recent", "{value: most-recnet", "invalid-value", "most-recent, least-recent");
  row("unknown distribution", "http-api.latency: {value: 0 ms",
      "http-api.latency: {value: {lognormall: {median: 1 ms, p99: 2 ms}}", "invalid-value", "did you mean 'lognormal'?");
  row("distribution that is none", "http-api.latency: {value: 0 ms",
      "http-api.latency: {value: {lognormal: {median: 2 ms, p99: 1 ms}}", "invalid-value", "must be above the median");
  row("distribution with another key", "http-api.latency: {value: 0 ms",
      "http-api.latency: {value: {lognormal: {median: 2 ms, p98: 1 ms}}", "invalid-value", "median and p99");
  row("no source", "keep-alive: {value: 10 min, what: Idle time after which an instance leaves., source: by-design}",
      "keep-alive: {value: 10 min, what: Idle time after which an instance leaves.}", "missing-key", "source");
  row("unknown source", "cache.latency: {value: 0 ms, what: One request., source: by-design}",
      "cache.latency: {value: 0 ms, what: One request., source: by-desing}", "unknown-source", "did you mean 'by-design'?");
  row("unknown confidence", "confidence: general", "confidence: sure", "invalid-value", "sourced or general");
  row("no date", "as-of: 2026-11,", "as-of: lately,", "invalid-value", "isn't a date");
  row("unknown kind of service", "  queue: Queue\n", "  queue: Queue\n  teleporter: X\n", "unknown-key", "teleporter");
  row("region not listed", "default-region: local", "default-region: moon", "invalid-value", "'moon'");
  row("no profile for any runtime", "runtime: \"*\"", "runtime: cobol", "missing-key", "'*'");
  row("profile upside down", "[0 ms, 0 ms]", "[2 ms, 1 ms]", "invalid-value", "above the median");
  row("profile of one number", "[0 ms, 0 ms]", "[0 ms]", "wrong-type", "two durations");
  row("unknown architecture", "architecture: \"*\"", "architecture: mips", "invalid-value", "'mips'");
  row("price of an unknown kind", "prices: []",
      "prices: [{kind: funktion, item: requests, unit: request, tiers: [{price: 1}], source: by-design}]", "unknown-kind",
      "did you mean 'function'?");
  row("price of an unknown item", "prices: []",
      "prices: [{kind: queue, item: request, unit: request, tiers: [{price: 1}], source: by-design}]", "unknown-item",
      "did you mean 'requests'?");
  row("price of an unknown variant", "prices: []",
      "prices: [{kind: function, item: compute, variant: arm, unit: s, tiers: [{price: 1}], source: by-design}]",
      "unknown-variant", "arm64");
  row("two prices for one item", "prices: []",
      "prices: [{kind: queue, item: requests, unit: r, tiers: [{price: 1}], source: by-design}, {kind: queue, item: "
      "requests, "
      "unit: r, tiers: [{price: 2}], source: by-design}]",
      "duplicate-price", "two prices");
  row("tiers that fall", "prices: []",
      "prices: [{kind: queue, item: requests, unit: r, tiers: [{up-to: 9, price: 1}, {up-to: 8, price: 1}, {price: 2}], "
      "source: "
      "by-design}]",
      "invalid-tiers", "rise");
  row("tiers with an end", "prices: []",
      "prices: [{kind: queue, item: requests, unit: r, tiers: [{up-to: 9, price: 1}], source: by-design}]", "invalid-tiers",
      "no end");
  row("negative price", "prices: []",
      "prices: [{kind: queue, item: requests, unit: r, tiers: [{price: -1}], source: by-design}]", "invalid-value",
      "negative");
  row("no tiers", "prices: []", "prices: [{kind: queue, item: requests, unit: r, tiers: [], source: by-design}]",
      "wrong-type", "tiers");
  row("differing shared allowances", "prices: []",
      "prices: [{kind: function, item: compute, variant: arm64, unit: s, tiers: [{price: 1}], free: 1, free-group: g, "
      "source: "
      "by-design}, {kind: function, item: compute, variant: x86_64, unit: s, tiers: [{price: 1}], free: 2, free-group: g, "
      "source: by-design}]",
      "invalid-value", "different allowances");
  row("unknown feature", "  trigger.topic:", "  trigger.topics:", "unknown-key", "did you mean 'trigger.topic'?");
  row("feature left out", "  trigger.topic: {support: \"yes\", what: Everything is there., source: by-design}\n", "",
      "missing-key", "'trigger.topic' is missing");
  row("feature that is missing without what is nearest", "function.arm64: {support: \"yes\"",
      "function.arm64: {support: \"no\"", "missing-key", "'nearest' is missing");
  row("feature in other words", "function.arm64: {support: \"yes\"", "function.arm64: {support: maybe", "invalid-value",
      "yes or no");
  row("end of support that is no date", "runtimes: []", "runtimes: [{id: go, end-of-support: soon, source: by-design}]",
      "invalid-value", "'soon'");
  row("values that aren't a map", "\nvalues:\n", "\nvalues: 3\nx:\n", "wrong-type", "'values' must be a map");
}

void CatalogTest::malformedCatalogsAreRefused() {
  QFETCH(QString, from);
  QFETCH(QString, to);
  QFETCH(QString, id);
  QFETCH(QString, text);
  QFile source(VIRGA_SOURCE "/resources/catalog/custom.yaml");
  QVERIFY(source.open(QIODevice::ReadOnly));
  auto content = QString::fromUtf8(source.readAll());
  const auto position = content.indexOf(from);
  QVERIFY2(position >= 0, "the catalog has no such text to spoil");
  content.replace(position, from.size(), to);
  QTemporaryDir folder;
  const auto path = folder.filePath("spoilt.yaml");
  QFile spoilt(path);
  QVERIFY(spoilt.open(QIODevice::WriteOnly));
  spoilt.write(content.toUtf8());
  spoilt.close();

  const auto catalog = loadCatalogFile(path.toStdString());
  QVERIFY(!catalog);
  bool found = false;
  for (const auto& problem : catalog.error()) {
    found = found || (problem.id == id.toStdString() && toText(problem).find(text.toStdString()) != std::string::npos);
    QVERIFY2(problem.line > 0 && problem.column > 0, toText(problem).c_str());
    QCOMPARE(problem.file, path.toStdString());
  }
  QVERIFY2(found, toText(catalog.error().front()).c_str());
}

QTEST_GUILESS_MAIN(CatalogTest)
#include "catalog_test.moc"
