#include "model/catalog/provider_fields.h"

#include <set>

#include <QtTest>

#include "model/edit/edit.h"
#include "model/io/resources.h"
#include "model/project/field_view.h"

using namespace virga::model;

// The file of the platforms' names and limits says only what the format and the catalogs have.
class ProviderFieldsTest : public QObject {
  Q_OBJECT

 private slots:
  void everyEntryIsOfAFieldAndAPlatform() {
    const auto fields = loadProviderFields(resourceFolder() / "inspector" / "provider_fields.yaml");
    QVERIFY2(fields, fields ? "" : fields.error().c_str());
    QVERIFY(fields->names.size() > 40);
    // All fields that a component of each kind has, with an item in each list.
    std::set<std::string> known;
    for (const auto& kind : kindNames()) {
      auto architecture = *addComponent(emptyProject(), kind, {});
      const auto id = architecture.components.back().id;
      architecture = *addComponent(architecture, "function", {});
      architecture = *addComponent(architecture, "queue", {});
      for (int round = 0; round < 2; ++round)
        for (const auto& view : fieldViews(architecture, id))
          if (view.type == FieldView::Type::structure && view.text.size() < 3)
            if (auto grown = appendItem(architecture, view.path, {})) architecture = std::move(*grown);
      for (const auto& view : fieldViews(architecture, id)) {
        std::string field = kind + view.path.substr(id.size());
        for (std::size_t at; (at = field.find(".0")) != std::string::npos;) field.erase(at, 2);
        known.insert(field);
      }
    }
    const auto providers = catalogProviders();
    std::set<std::pair<std::string, std::string>> named;
    for (const auto& name : fields->names) {
      QVERIFY2(known.contains(name.field), name.field.c_str());
      QVERIFY2(std::find(providers.begin(), providers.end(), name.provider) != providers.end(), name.provider.c_str());
      QVERIFY2(name.source.starts_with("https://"), name.source.c_str());
      QVERIFY2(named.emplace(name.field, name.provider).second, name.field.c_str());
    }
    for (const auto& limit : fields->limits) QVERIFY2(known.contains(limit.field), limit.field.c_str());
  }

  void onlyWhatHasASourceIsSaid() {
    const auto fields = loadProviderFields(resourceFolder() / "inspector" / "provider_fields.yaml");
    auto catalog = *loadCatalog("aws");
    const auto memory = providerNote(*fields, catalog, "function", "checkout.memory");
    QCOMPARE(memory.name, "MemorySize");
    QCOMPARE(memory.min, "128 MiB");
    QCOMPARE(memory.max, "10240 MiB");
    QVERIFY(!memory.limitSource.empty());
    for (auto& value : catalog.values)
      if (value.id == "function.memory-max") value.confidence = Confidence::general;
    QCOMPARE(providerNote(*fields, catalog, "function", "checkout.memory").max, "");
    QCOMPARE(providerNote(*fields, catalog, "queue", "q.consumers.12.window").name, "MaximumBatchingWindowInSeconds");
    QCOMPARE(providerNote(*fields, catalog, "client", "c.sends.0.payload").name, "");
    // Azure's plan has no longest execution, which the catalog writes as ten years.
    QCOMPARE(providerNote(*fields, *loadCatalog("azure"), "function", "f.timeout").max, "");
  }

  void anUnknownSourceIsRefused() { QVERIFY(!loadProviderFields(VIRGA_TEST_DATA "/absent.yaml")); }
};

QTEST_GUILESS_MAIN(ProviderFieldsTest)
#include "provider_fields_test.moc"
