// The way back from Virga's own exports for AWS: every example and the design with one of each, by each format.
#include "tests/model/way_back.h"

#include "model/project/project_file.h"
#include "tests/model/manifest_designs.h"

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

  void orderIntakeComesBack() {
    for (const auto& [format, main] : formats()) checkWayBack(folder_, orderIntake(), format, main);
  }

 private:
  // Each format and the file to import; the whole folder where it is several.
  static std::vector<std::pair<const char*, const char*>> formats() {
    return {
        {"sam", "template.yaml"}, {"cloudformation", "template.yaml"}, {"serverless", "serverless.yml"}, {"terraform", ""}};
  }
};

QTEST_APPLESS_MAIN(WayBackTest)
#include "way_back_test.moc"
