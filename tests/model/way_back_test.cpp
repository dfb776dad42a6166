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

  // Neither Google's quota nor OCI's limit has a burst: what is taken for it is said.
  void takenBurstsAreSaid() {
    for (const char* provider : {"gcp", "oci"}) {
      auto design = *loadProject(fs::path(VIRGA_SOURCE) / "resources/examples/order-intake.virga.yaml");
      design.target = {provider, ""};
      const auto manifest = exportManifest("terraform", design, *loadCatalog(provider));
      QVERIFY(manifest.has_value());
      for (const auto& file : manifest->files) folder_.put(std::string("burst/") + provider + "/" + file.path, file.content);
      const auto imported = importDesign({folder_.put(std::string("burst/") + provider + "/.keep", "").parent_path()});
      QVERIFY(imported.has_value());
      const auto said = [](const Problem& problem) { return problem.message.find("has no burst") != std::string::npos; };
      QVERIFY2(std::any_of(imported->report.begin(), imported->report.end(), said), provider);
    }
  }

  void orderIntakeComesBack() {
    for (const auto& [format, main] : formats()) checkWayBack(folder_, orderIntake(), format, main);
  }

  // On Azure, the triggers of timers and orchestrations stand in code alone, a queue's dead letters are named after it, what
  // a stream's reader gives up its code sends, and a bus is a topic.
  void examplesComeBackFromAzure_data() {
    QTest::addColumn<QString>("file");
    for (const auto& entry : fs::directory_iterator(fs::path(VIRGA_SOURCE) / "resources/examples"))
      if (const auto file = QString::fromStdString(entry.path().string()); file.endsWith(".virga.yaml"))
        QTest::addRow("%s", entry.path().filename().c_str()) << file;
  }
  void examplesComeBackFromAzure() {
    QFETCH(QString, file);
    const auto design = loadProject(file.toStdString());
    QVERIFY(design.has_value());
    const auto imported = backFromAzure(*design);
    QVERIFY2(imported.has_value(), imported ? "" : toText(imported.error().front()).c_str());
    const auto isCarried = [&](const ComponentId& id) {
      const auto& kind = design->find(id)->kind;
      return !std::holds_alternative<Client>(kind) && !std::holds_alternative<Schedule>(kind) &&
             !std::holds_alternative<Workflow>(kind);
    };
    Words wanted, lacking;
    for (const auto& edge : edges(*design)) {
      // A function in between takes events from one topic to another.
      const bool relayed = edge.role == EdgeRole::rule && std::holds_alternative<Topic>(design->find(edge.to)->kind);
      const bool ofCode =
          edge.role == EdgeRole::deadLetter || edge.role == EdgeRole::origin ||
          (edge.role == EdgeRole::auth && std::holds_alternative<WebsocketApi>(design->find(edge.from)->kind));
      if (isCarried(edge.from) && isCarried(edge.to) && !relayed && !ofCode) wanted.insert(edge.from + " -> " + edge.to);
    }
    const Words got = edgesOf(imported->design);
    for (const auto& edge : wanted)
      if (!got.contains(edge)) lacking.insert(edge);
    QCOMPARE(QString::fromStdString(listed(lacking)), QString());
    const auto drawn = carriedBy("azure", *design), came = carriedBy("azure", imported->design);
    for (const auto& component : drawn.components) {
      const auto* back = came.find(component.id);
      if (std::holds_alternative<Function>(component.kind) || std::holds_alternative<HttpApi>(component.kind)) {
        QVERIFY2(back, component.id.c_str());
        QCOMPARE(QString::fromStdString(carried(*back)), QString::fromStdString(carried(component)));
      }
      if (const auto* service = std::get_if<ContainerService>(&component.kind); service && service->autoscaling) {
        QVERIFY2(back, component.id.c_str());
        const auto& there = std::get<ContainerService>(back->kind);
        QCOMPARE(there.servers, service->servers);
        QCOMPARE(there.concurrency, service->concurrency);
        QVERIFY(there.autoscaling);
        QCOMPARE(there.autoscaling->maxServers, service->autoscaling->maxServers);
      }
      if (const auto* queue = std::get_if<Queue>(&component.kind); queue && back && !queue->consumers.empty()) {
        const auto& there = std::get<Queue>(back->kind);
        QCOMPARE(there.visibility, queue->visibility);
        QCOMPARE(there.maxReceives, queue->maxReceives);
        QCOMPARE(there.consumers.front().batch, queue->consumers.front().batch);
      }
    }
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
