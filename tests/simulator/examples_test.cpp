#include <algorithm>
#include <filesystem>

#include <QtTest>

#include "model/catalog/catalog.h"
#include "model/checks/check.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"

using namespace virga;

namespace {

std::vector<std::filesystem::path> examples() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(VIRGA_SOURCE "/resources/examples"))
    if (entry.path().string().ends_with(".virga.yaml")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

// What the gallery offers is sound and shows something.
class ExamplesTest : public QObject {
  Q_OBJECT

 private slots:
  void thereIsAChoice() { QVERIFY(examples().size() >= 9); }

  void eachIsSoundAndRuns_data() {
    QTest::addColumn<QString>("file");
    for (const auto& path : examples()) QTest::newRow(path.stem().c_str()) << QString::fromStdString(path.string());
  }
  void eachIsSoundAndRuns() {
    QFETCH(QString, file);
    const auto project = model::loadProject(file.toStdString());
    QVERIFY2(project, project ? "" : model::toText(project.error().front()).c_str());
    QVERIFY(!project->description.empty());
    QVERIFY(project->scenarios.size() >= 2);
    const auto catalog = model::loadCatalog(project->target.provider).value();
    for (const auto& problem : model::check(*project, catalog))
      QVERIFY2(problem.severity != model::Severity::error, model::toText(problem).c_str());
    const bool waits = std::any_of(project->components.begin(), project->components.end(), [](const auto& component) {
      return std::holds_alternative<model::Schedule>(component.kind);
    });
    for (const auto& scenario : project->scenarios) {
      simulator::SimulationOptions options;
      options.scenario = scenario.name;
      // What a schedule starts may come late in the run; the others show themselves soon.
      if (!waits || scenario.duration > model::days(1))
        options.duration = scenario.warmup.time + model::minutes(waits ? 240 : 10);
      options.projectFolder = std::filesystem::path(file.toStdString()).parent_path();
      const auto result = simulator::simulate(*project, catalog, options, {}, {});
      QVERIFY2(result, scenario.name.c_str());
      QVERIFY2(result->events > 0, scenario.name.c_str());
      double done = 0;
      for (const auto& flow : result->flows) done += simulator::meanOf(flow.figures, "succeeded");
      for (const auto& component : result->components) done += component.kind == "workflow" ? 1 : 0;
      QVERIFY2(done > 0, scenario.name.c_str());
    }
  }
};

QTEST_APPLESS_MAIN(ExamplesTest)
#include "examples_test.moc"
