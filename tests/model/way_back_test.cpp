// The way back from Virga's own exports: for AWS every example by each format; for Azure what its templates tell.
#include "tests/model/way_back.h"

#include "model/project/project_file.h"
#include "tests/model/google_designs.h"
#include "tests/model/manifest_designs.h"
#include "tests/model/open_platform_designs.h"

using namespace virga::model;
using namespace virga::tests;

class WayBackTest : public QObject {
  Q_OBJECT

  Folder folder_;

 private slots:
  void examplesComeBack_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("main");
    for (const auto& entry : fs::directory_iterator(fs::path(VIRGA_SOURCE) / "resources/examples"))
      if (const auto file = QString::fromStdString(entry.path().string()); file.endsWith(".virga.yaml"))
        for (const auto& [format, main] : formats())
          QTest::addRow("%s by %s", entry.path().filename().c_str(), format) << file << QString(format) << QString(main);
  }
  void examplesComeBack() {
    QFETCH(QString, file);
    QFETCH(QString, format);
    QFETCH(QString, main);
    const auto design = loadProject(file.toStdString());
    QVERIFY(design.has_value());
    checkWayBack(folder_, *design, format.toStdString(), main.toStdString());
  }

  void otherCloudsComeBack_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("provider");
    for (const auto& entry : fs::directory_iterator(fs::path(VIRGA_SOURCE) / "resources/examples"))
      if (const auto file = QString::fromStdString(entry.path().string()); file.endsWith(".virga.yaml"))
        for (const char* provider : {"gcp", "oci"})
          QTest::addRow("%s on %s", entry.path().filename().c_str(), provider) << file << QString(provider);
  }
  void otherCloudsComeBack() {
    QFETCH(QString, file);
    QFETCH(QString, provider);
    auto design = loadProject(file.toStdString());
    QVERIFY(design.has_value());
    design->target = {provider.toStdString(), ""};
    checkWayBack(folder_, *design, "terraform", "");
  }

  void designsOfGoogleComeBack() {
    for (const auto& [name, design] : googleDesigns())
      if (name != "hostile") checkWayBack(folder_, design, "terraform", "");
  }
  void designsOfOracleComeBack() {
    checkWayBack(folder_, ociAccess("nodejs22"), "terraform", "");
    auto events = ociEvents("python3.12");
    kindOf<Schedule>(events, "often").every = minutes(30);             // 90 min are two expressions of cron
    std::erase_if(kindOf<ObjectStore>(events, "files").notifications,  // which project files can't have
                  [](const Notification& told) { return told.to.id == "readings"; });
    checkWayBack(folder_, events, "terraform", "");
  }

  void orderIntakeComesBack() {
    for (const auto& [format, main] : formats()) checkWayBack(folder_, orderIntake(), format, main);
  }

  // Azure's templates carry no routes' clients, and name a queue's dead letters themselves; triggers stand in rights.
  void orderIntakeComesBackFromAzure() {
    const auto design = loadProject(fs::path(VIRGA_SOURCE) / "resources/examples/order-intake.virga.yaml");
    QVERIFY(design.has_value());
    const auto imported = backFromAzure(*design);
    QVERIFY(imported.has_value());
    QCOMPARE(QString::fromStdString(listed(edgesOf(imported->design))),
             "api -> checkout; checkout -> orders; checkout -> payments; checkout -> receipts; checkout -> stock; "
             "receipts -> mailer; receipts -> receipts-poison; ");
    for (const char* id : {"checkout", "mailer"}) {
      const auto& drawn = std::get<Function>(design->find(id)->kind);
      const auto& back = std::get<Function>(imported->design.find(id)->kind);
      QCOMPARE(QString::fromStdString(back.runtime), QString::fromStdString(drawn.runtime));
      QCOMPARE(back.timeout, drawn.timeout);
    }
    QCOMPARE(std::get<Queue>(imported->design.find("receipts")->kind).maxReceives,
             std::get<Queue>(design->find("receipts")->kind).maxReceives);
    for (const Problem& problem : imported->report) QVERIFY2(problem.severity == Severity::info, toText(problem).c_str());
  }
  void streamsComeBackFromAzure() {
    const auto design = loadProject(fs::path(VIRGA_SOURCE) / "resources/examples/sensor-stream.virga.yaml");
    QVERIFY(design.has_value());
    const auto imported = backFromAzure(*design);
    QVERIFY(imported.has_value());
    const Words edges = edgesOf(imported->design);
    for (const char* edge : {"ingest -> readings", "readings -> store-readings", "readings -> watch",
                             "store-readings -> history", "watch -> alarms"})
      QVERIFY2(edges.contains(edge), edge);
  }

 private:
  tl::expected<Imported, Problems> backFromAzure(Architecture design) {
    design.target = {"azure", "eastus"};
    const auto catalog = loadCatalog("azure");
    const auto manifest = exportManifest("functions-core-tools", design, *catalog);
    if (!manifest) return tl::unexpected(manifest.error());
    for (const auto& file : manifest->files) folder_.put("azure/" + design.name + "/" + file.path, file.content);
    return importDesign({folder_.put("azure/" + design.name + "/.keep", "").parent_path()});
  }

  // Each format and the file to import; the whole folder where it is several.
  static std::vector<std::pair<const char*, const char*>> formats() {
    return {
        {"sam", "template.yaml"}, {"cloudformation", "template.yaml"}, {"serverless", "serverless.yml"}, {"terraform", ""}};
  }
};

QTEST_APPLESS_MAIN(WayBackTest)
#include "way_back_test.moc"
