// The way back from Virga's own export to the Serverless Framework.
#include "model/project/project_file.h"
#include "tests/model/manifest_designs.h"
#include "tests/model/way_back.h"

using namespace virga::model;
using namespace virga::tests;

class ImportServerlessTest : public QObject {
  Q_OBJECT

  Folder folder_;

 private slots:
  void examplesComeBack_data() {
    QTest::addColumn<QString>("file");
    for (const auto& entry : fs::directory_iterator(fs::path(VIRGA_SOURCE) / "resources/examples"))
      if (entry.path().string().ends_with(".virga.yaml"))
        QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
  }
  void examplesComeBack() {
    QFETCH(QString, file);
    const auto design = loadProject(file.toStdString());
    QVERIFY(design.has_value());
    checkWayBack(folder_, *design, "serverless", "serverless.yml");
  }

  void orderIntakeComesBack() { checkWayBack(folder_, orderIntake(), "serverless", "serverless.yml"); }
};

QTEST_APPLESS_MAIN(ImportServerlessTest)
#include "import_serverless_test.moc"
