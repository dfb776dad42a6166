#include "model/catalog/catalog_schema.h"

#include <string>
#include <utility>
#include <vector>

#include <QtTest>

#include "model/catalog/overlay.h"
#include "model/io/file.h"
#include "tests/model/schema_judge.h"

using namespace virga::model;

namespace {

const std::string kCatalogs = VIRGA_SOURCE "/resources/catalog/";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) qFatal("there is no '%s' to replace", from.c_str());
  return text.replace(at, from.size(), to);
}

const std::string kOverlay =
    "provider: aws\n"
    "sources: {contract: {cite: Agreement of March, as-of: 2026-03-01, confidence: sourced}}\n";

// Each is wrong in a way that the reader and the schema both must see.
const std::vector<std::string> kMalformedOverlays{
    "provider: aws\n",
    "sources: {}\n",
    kOverlay + "vlaues: {}\n",
    kOverlay + "currency: EUR\n",
    kOverlay + "values: {function.account-concurrency: {value: many, source: contract}}\n",
    kOverlay + "values: {function.acount-concurrency: {value: 1, source: contract}}\n",
    kOverlay + "values: {function.timeout-max: {value: 900, source: contract}}\n",
    kOverlay + "values: {function.reuse: {value: recent, source: contract}}\n",
    kOverlay + "values: {function.timeout-max: {value: 900 s}}\n",
    kOverlay + "features: {function.arm64: {support: \"no\", what: None., source: contract}}\n",
    kOverlay + "features: {function.arm64: {support: perhaps, what: None., source: contract}}\n",
    kOverlay + "features: {function.arm32: {support: \"yes\", what: Some., source: contract}}\n",
    kOverlay + "prices: [{kind: queue, item: requests, tiers: [{price: 1}], source: contract}]\n",
    kOverlay + "prices: [{kind: queue, item: request, unit: request, tiers: [{price: 1}], source: contract}]\n",
    kOverlay + "prices: [{kind: queue, item: requests, unit: hour, tiers: [{price: 1}], source: contract}]\n",
    kOverlay + "prices: [{kind: queue, item: requests, unit: request, tiers: [], source: contract}]\n",
    kOverlay + "prices: [{kind: queue, item: requests, unit: request, tiers: [{price: -1}], source: contract}]\n",
    kOverlay +
        "prices: [{kind: queue, item: requests, variant: arm64, unit: request, tiers: [{price: 1}], source: "
        "contract}]\n",
    kOverlay + "savings: [{id: a, name: A, term: 1 year, items: [{kind: function, item: compute}], source: contract}]\n",
    kOverlay +
        "savings: [{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, discount: 17}], source: "
        "contract}]\n",
    kOverlay +
        "savings: [{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, discount: 17%, price: 1}], "
        "source: contract}]\n",
};

}  // namespace

// What the real validator of JSON Schema makes of the catalogs, beside the program's own reader.
class CatalogSchemaTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    judge_.write("catalog.json", catalogSchema());
    judge_.write("overlay.json", overlaySchema());
    for (const char* schema : {"catalog.json", "overlay.json"})
      if (const auto why = judge_.whyNot(schema); !why.isEmpty()) QSKIP(qPrintable(why));
  }

  void catalogsAreValid() {
    std::vector<std::string> texts;
    for (const auto& provider : catalogProviders()) texts.push_back(readFile(kCatalogs + provider + ".yaml").value());
    QCOMPARE(texts.size(), std::size_t(5));
    for (const auto& verdict : judge_.judge("catalog.json", texts)) QCOMPARE(verdict, "valid");
  }

  void overlaysAreValid() {
    const std::vector<std::string> texts{
        readFile(VIRGA_SOURCE "/resources/examples/agreed-prices.yaml").value(),
        kOverlay,
        kOverlay +
            "plan: premium\nprices: [{kinds: [function, http-api], item: egress, unit: GB, tiers: [{up-to: 10, "
            "price: 1/3}, {price: 0}], free: 10/1024, source: contract, note: rebate}]\n",
        kOverlay +
            "savings: [{id: a, name: A, term: 1 year, items: [{kind: function, item: compute, variant: arm64, price: "
            "0.00001}], source: contract}]\n",
    };
    for (const auto& verdict : judge_.judge("overlay.json", texts)) QCOMPARE(verdict, "valid");
  }

  void brokenCatalogsAreInvalid() {
    const auto whole = readFile(kCatalogs + "custom.yaml").value();
    const std::vector<std::string> texts{
        replaced(whole, "provider: custom\n", ""),
        replaced(whole, "edition:", "editoin: x\nedition:"),
        replaced(whole, "confidence: general", "confidence: sure"),
        replaced(whole, "as-of: 2026-11,", "as-of: lately,"),
        replaced(whole, "function.memory-min: {value: 1 MiB", "function.memory-min: {value: 1 s"),
        replaced(whole, "queue.idle-pollers: {value: 1,", "queue.idle-pollers: {value: -1,"),
        replaced(whole, "{value: most-recent", "{value: most-recnet"),
        replaced(whole, "  queue: Queue\n", "  queue: Queue\n  teleporter: X\n"),
        replaced(whole, "  function.arm64: {support: \"yes\"", "  function.arm64: {support: \"no\""),
        replaced(whole, "  trigger.topic:", "  trigger.topics:"),
        replaced(whole, "[0 ms, 0 ms]", "[0 ms]"),
        replaced(whole, "architecture: \"*\"", "architecture: mips"),
        replaced(whole, "\nvalues:\n", "\nvalues: 3\nx:\n"),
    };
    for (const auto& text : texts) {
      const auto path = judge_.write("broken.yaml", text);
      QVERIFY2(!loadCatalogFile(path.toStdString()), text.c_str());
    }
    for (const auto& verdict : judge_.judge("catalog.json", texts))
      QVERIFY2(verdict.startsWith("invalid"), qPrintable(verdict));
  }

  void brokenOverlaysAreInvalid() {
    const auto aws = loadCatalog("aws").value();
    for (const auto& text : kMalformedOverlays) QVERIFY2(!withOverlay(aws, text, "o"), text.c_str());
    const auto verdicts = judge_.judge("overlay.json", kMalformedOverlays);
    for (std::size_t i = 0; i < kMalformedOverlays.size(); ++i)
      QVERIFY2(verdicts[static_cast<qsizetype>(i)].startsWith("invalid"), kMalformedOverlays[i].c_str());
  }

 private:
  virga::test::SchemaJudge judge_;
};

QTEST_GUILESS_MAIN(CatalogSchemaTest)
#include "catalog_schema_test.moc"
