#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include <QTest>

#include "model/catalog/catalog.h"
#include "model/io/file.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"
#include "simulator/kernel/trajectory_hash.h"

using namespace virga;

namespace {

constexpr const char* kStored = VIRGA_TEST_DATA "/fingerprints.txt";
constexpr const char* kHeading =
    "# Example, scenario, provider: hash of the trajectories, hash of the result JSON without its wall time.\n"
    "# Written by VIRGA_WRITE_FINGERPRINTS=1 truth_fingerprints, when a change of the simulation is meant.\n";

std::vector<std::filesystem::path> examples() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(VIRGA_SOURCE "/resources/examples"))
    if (entry.path().filename().string().ends_with(".virga.yaml")) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

model::Architecture readExample(const std::filesystem::path& path) {
  const auto text = model::readFile(path);
  if (!text) qFatal("%s can't be read", path.c_str());
  auto project = model::readProject(*text, path.string());
  if (!project) qFatal("%s isn't a project", path.c_str());
  return std::move(*project);
}

// Five minutes of what is measured, and of the first fault.
model::Duration shortened(const model::Scenario& scenario) {
  auto from = scenario.warmup.time;
  for (const auto& fault : scenario.faults) from = std::max(from, fault.from);
  return std::min(scenario.duration, from + model::minutes(5));
}

std::string hashOf(const std::string& text) {
  simulator::TrajectoryHash hash;
  for (const char c : text) hash.mix(static_cast<unsigned char>(c));
  return fmt::format("{:016x}", hash.value());
}

struct Ran {
  std::string fingerprint;
  std::string json;
};

// Nothing where the platform doesn't take the design.
std::optional<Ran> ran(const std::filesystem::path& path, const model::Architecture& project,
                       const model::Scenario& scenario, const std::string& provider, int threads) {
  const auto catalog = model::loadCatalog(provider);
  if (!catalog) qFatal("no catalog of %s", provider.c_str());
  simulator::SimulationOptions options;
  options.scenario = scenario.name;
  options.duration = shortened(scenario);
  options.replications = 2;
  options.threads = threads;
  options.fingerprint = true;
  options.projectFolder = path.parent_path();
  auto result = simulator::simulate(project, *catalog, options);
  if (!result) {
    const auto* problems = std::get_if<model::Problems>(&result.error());
    if (problems && provider != project.target.provider) return std::nullopt;
    if (problems)
      for (const auto& problem : *problems) qWarning("%s", toText(problem).c_str());
    qFatal("%s doesn't run on %s", path.c_str(), provider.c_str());
  }
  result->wallSeconds = 0;
  return Ran{fmt::format("{:016x}", result->fingerprint.value()), toJson(*result)};
}

std::map<std::string, std::string> storedFingerprints() {
  std::map<std::string, std::string> stored;
  const auto text = model::readFile(kStored);
  if (!text) qFatal("%s can't be read", kStored);
  for (const auto& line : QString::fromStdString(*text).split('\n', Qt::SkipEmptyParts)) {
    if (line.startsWith('#')) continue;
    const auto colon = line.lastIndexOf(": ");
    stored[line.first(colon).toStdString()] = line.sliced(colon + 2).toStdString();
  }
  return stored;
}

}  // namespace

// Examples take the same way, event by event, and come to the same figures, bit by bit, whatever the number of threads, the
// compiler and the build type.
class FingerprintsTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    writing_ = std::getenv("VIRGA_WRITE_FINGERPRINTS") != nullptr;
    if (!writing_) stored_ = storedFingerprints();
  }

  void examplesTakeTheSameWay_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("provider");
    for (const auto& path : examples())
      for (const auto& scenario : readExample(path).scenarios)
        for (const char* provider : {"aws", "azure", "gcp", "oci"}) {
          const auto name = fmt::format("{} {} {}", path.stem().stem().string(), scenario.name, provider);
          QTest::newRow(name.c_str()) << QString::fromStdString(path.string()) << QString::fromStdString(scenario.name)
                                      << provider;
        }
  }

  void examplesTakeTheSameWay() {
    QFETCH(QString, file);
    QFETCH(QString, scenario);
    QFETCH(QString, provider);
    const std::filesystem::path path = file.toStdString();
    const auto project = readExample(path);
    const auto chosen = std::find_if(project.scenarios.begin(), project.scenarios.end(),
                                     [&](const auto& s) { return s.name == scenario.toStdString(); });
    const std::string name = QTest::currentDataTag();
    const auto one = ran(path, project, *chosen, provider.toStdString(), 1);
    if (!one) {
      QVERIFY2(!stored_.contains(name), "the platform took this design before");
      return;
    }
    for (const int threads : {2, 8}) {
      const auto more = ran(path, project, *chosen, provider.toStdString(), threads);
      QCOMPARE(more->fingerprint, one->fingerprint);
      QVERIFY(more->json == one->json);
    }
    const auto found = one->fingerprint + " " + hashOf(one->json);
    if (writing_)
      stored_[name] = found;
    else
      QCOMPARE(QString::fromStdString(found), QString::fromStdString(stored_[name]));
  }

  void cleanupTestCase() {
    if (!writing_) return;
    std::string text = kHeading;
    for (const auto& [name, fingerprint] : stored_) text += name + ": " + fingerprint + "\n";
    QVERIFY(model::writeFileAtomically(kStored, text).has_value());
  }

 private:
  bool writing_ = false;
  std::map<std::string, std::string> stored_;  // by the names of the rows
};

QTEST_GUILESS_MAIN(FingerprintsTest)
#include "fingerprints_test.moc"
