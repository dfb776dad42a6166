#include "model/fit/fit.h"

#include <fmt/format.h>

#include <QTest>

#include "model/checks/nearest_runtime.h"
#include "model/project/project_file.h"

using namespace virga::model;

namespace {

Architecture design(const std::string& provider, const std::string& fields, const std::string& settings = "{}") {
  const auto text = fmt::format(
      "virga: 1\nname: fit\ntarget: {{provider: {}}}\ncomponents:\n"
      "  users: {{kind: client, sends: [{{to: work, arrivals: {{constant: {{rate: 1/s}}}}}}]}}\n"
      "  work: {{kind: function, {}}}\nproviders:\n  {}: {}\n",
      provider, fields, provider, settings);
  const auto project = readProject(text, "fit.virga.yaml");
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  return *project;
}

FittedDesign fittedTo(const std::string& provider, const std::string& fields, const std::string& settings = "{}") {
  return fitted(design(provider, fields, settings), loadCatalog(provider).value());
}

const Function& work(const Architecture& architecture) { return std::get<Function>(architecture.find("work")->kind); }

}  // namespace

class FitTest : public QObject {
  Q_OBJECT

 private slots:
  void aDesignThatFitsStaysAsItIs() {
    const auto fit = fittedTo("aws", "runtime: nodejs22, memory: 512 MiB");
    QVERIFY(fit.fit.adjustments.empty());
    QVERIFY(fit.fit.refusals.empty());
    QVERIFY(fit.architecture == design("aws", "runtime: nodejs22, memory: 512 MiB"));
  }

  void memoryIsTakenWithinWhatThereIs_data() {
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QString>("memory");
    QTest::addColumn<QString>("taken");
    // Lambda Developer Guide: 128 MB to 10,240 MB. Flex Consumption: instances of 512, 2,048 and 4,096 MB. Premium: EP1 has
    // 3.5 GB.
    QTest::newRow("too small for AWS") << "aws"
                                       << ""
                                       << "64 MiB"
                                       << "128 MiB";
    QTest::newRow("too large for AWS") << "aws"
                                       << ""
                                       << "20 GiB"
                                       << "10 GiB";
    QTest::newRow("too small for Flex") << "azure"
                                        << "flex-consumption"
                                        << "256 MiB"
                                        << "512 MiB";
    QTest::newRow("between two sizes of Flex") << "azure"
                                               << "flex-consumption"
                                               << "600 MiB"
                                               << "2 GiB";
    QTest::newRow("too large for Flex") << "azure"
                                        << "flex-consumption"
                                        << "6 GiB"
                                        << "4 GiB";
    QTest::newRow("an instance of Premium") << "azure"
                                            << "premium"
                                            << "512 MiB"
                                            << "3.5 GiB";
  }
  void memoryIsTakenWithinWhatThereIs() {
    QFETCH(QString, provider);
    QFETCH(QString, plan);
    QFETCH(QString, memory);
    QFETCH(QString, taken);
    const auto fit = fittedTo(provider.toStdString(), "runtime: nodejs22, memory: " + memory.toStdString(),
                              plan.isEmpty() ? "{}" : "{plan: " + plan.toStdString() + "}");
    QCOMPARE(QString::fromStdString(toText(work(fit.architecture).memory)), taken);
    QVERIFY(!fit.fit.adjustments.empty());
    QCOMPARE(fit.fit.adjustments.front().path, std::string("work.memory"));
    QCOMPARE(QString::fromStdString(fit.fit.adjustments.front().from), memory);
    QCOMPARE(QString::fromStdString(fit.fit.adjustments.back().to), taken);
    QVERIFY(fit.fit.refusals.empty());
  }

  void severalThingsAreReplacedAtOnce() {
    const auto fit = fittedTo("oci", "runtime: python3.7, memory: 100 MiB, timeout: 1 h");
    QCOMPARE(fit.fit.adjustments.size(), 3u);
    QCOMPARE(toText(work(fit.architecture).timeout), std::string("5 min"));
    QVERIFY(work(fit.architecture).runtime.starts_with("python3."));
    QVERIFY(fit.fit.refusals.empty());
  }

  void whatHasNothingNearbyIsRefused() {
    const auto package = fittedTo("aws", "runtime: nodejs22, package: 1 GiB");
    QCOMPARE(package.fit.refusals.at(0).id, std::string("package-limit"));
    const auto language = fittedTo("gcp", "runtime: cobol85");
    QCOMPARE(language.fit.refusals.at(0).id, std::string("unknown-runtime"));
    QVERIFY(language.fit.refusals.at(0).hint.find("nodejs22") != std::string::npos);
  }

  void anUnknownPlanIsRefused() { QCOMPARE(fittedTo("azure", "runtime: nodejs22", "{plan: gold}").fit.refusals.size(), 1u); }

  void theNearestRuntimeIsTheNextNewerOfTheLanguage() {
    const std::vector<std::string> known = {"nodejs20", "nodejs22", "python3.9", "python3.13", "python3.12", "go"};
    QCOMPARE(nearestRuntime("nodejs18", known), std::string("nodejs20"));
    QCOMPARE(nearestRuntime("nodejs21", known), std::string("nodejs22"));
    QCOMPARE(nearestRuntime("nodejs30", known), std::string("nodejs22"));
    // 3.10 comes after 3.9 and before 3.12: the parts are numbers.
    QCOMPARE(nearestRuntime("python3.10", known), std::string("python3.12"));
    QCOMPARE(nearestRuntime("go1.22", known), std::string("go"));
    QCOMPARE(nearestRuntime("ruby3.3", known), std::string());
  }
};

QTEST_GUILESS_MAIN(FitTest)
#include "fit_test.moc"
