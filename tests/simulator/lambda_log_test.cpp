#include "simulator/results/lambda_log.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include "model/project/choice_view.h"
#include "model/project/project_file.h"
#include "simulator/calibrate/calibrate.h"
#include "simulator/calibrate/log_reader.h"
#include "simulator/experiment/simulate.h"

using namespace virga;
using namespace virga::simulator;

namespace {

// What is written and what is guessed where nobody has measured.
struct Values {
  const char *compute, *arrivals, *rest;
};
constexpr Values kTrue{"{lognormal: {median: 20 ms, sigma: 0.5}}", "{poisson: {rate: 20/s}}",
                       ", errors: 2%, memory-used: 90 MiB, extra-init: {lognormal: {median: 700 ms, sigma: 0.2}}"};
constexpr Values kGuessed{"5 ms", "{poisson: {rate: 1/s}}", ""};

model::Architecture design(const Values& values) {
  const auto text = fmt::format(
      "virga: 1\nname: logged\ntarget: {{provider: aws, region: us-east-1}}\ncomponents:\n"
      "  users: {{kind: client, sends: [{{to: work, arrivals: {}}}]}}\n"
      "  work: {{kind: function, runtime: python3.12, memory: 512 MiB, timeout: 30 s, steps: [{{compute: {}}}]{}}}\n"
      "scenarios: {{day: {{duration: 2 h}}}}\n",
      values.arrivals, values.compute, values.rest);
  auto project = model::readProject(text, "log.virga.yaml");
  if (!project) qFatal("%s", toText(project.error().front()).c_str());
  return std::move(*project);
}

model::Catalog aws() { return model::loadCatalog("aws").value(); }

InvocationRecords logged(const model::Architecture& architecture, std::size_t most, std::uint64_t seed = 1) {
  SimulationOptions options;
  options.seed = seed;
  auto records = logInvocations(architecture, aws(), options, most);
  if (!records) qFatal("not simulated");
  return std::move(*records);
}

const Proposal* proposalFor(const Calibration& calibration, const std::string& path) {
  const auto found = std::find_if(calibration.proposals.begin(), calibration.proposals.end(),
                                  [&](const Proposal& proposal) { return proposal.setting.path == path; });
  return found == calibration.proposals.end() ? nullptr : &*found;
}

bool isWithin(double value, double expected, double relative) { return std::abs(value / expected - 1) <= relative; }

}  // namespace

class LambdaLogTest : public QObject {
  Q_OBJECT

 private slots:
  void theDesignThatWroteTheLogComesBack() {
    QTemporaryDir folder;
    const auto file = folder.filePath("work.jsonl").toStdString();
    std::ofstream(file) << toLambdaLog(logged(design(kTrue), 100'000));
    Observations observations;
    const auto report = readLogs({file}, [&](const InvocationRecord& record) { observations.add(record); });
    QVERIFY(report.has_value());
    QVERIFY(report->unparsable.empty() && report->unfinished == 0);
    QCOMPARE(report->formats.size(), std::size_t{1});
    QCOMPARE(report->formats[0].records, std::uint64_t{100'000});

    const auto guessed = design(kGuessed);
    CalibrationOptions options;
    options.requests = 0;
    const auto calibration = calibrate(guessed, aws(), observations, options);
    QVERIFY(calibration.has_value());

    const auto* compute = proposalFor(*calibration, "work.steps.0.compute");
    QVERIFY(compute);
    const auto law = std::get<model::LognormalMedianSigma>(model::parseLaw(compute->setting.value).value());
    QVERIFY(isWithin(law.median.milliseconds(), 20, 0.05));
    QVERIFY(isWithin(law.sigma, 0.5, 0.05));
    // The interval is of what was logged: at 512 MiB a function has 512/1769 of a vCPU.
    const auto& service = *calibration->functions[0].service;
    const auto& median = service.tried[*service.chosen].fit.parameters[0].estimate;
    const double there = 20 * 1769.0 / 512;
    QVERIFY2(median.low < there && there < median.high, fmt::format("{} {}", median.low, median.high).c_str());
    QVERIFY(median.high / median.low < 1.01);

    const auto* arrivals = proposalFor(*calibration, "users.sends.0.arrivals");
    QVERIFY(arrivals);
    QVERIFY(isWithin(std::get<model::PoissonArrivals>(model::parseArrivals(arrivals->setting.value).value()).rate.perSecond,
                     20, 0.02));
    // Of 100,000 the share's standard error is 2.2 % of it.
    QVERIFY(isWithin(model::parseShare(proposalFor(*calibration, "work.errors")->setting.value)->value, 0.02, 0.07));
    QCOMPARE(proposalFor(*calibration, "work.memory-used")->setting.value, std::string("90 MiB"));
  }

  void initialisationComesBack() {
    // Nearly each invocation is a cold start: gaps of an hour on the average, of which instances are kept some minutes.
    Values rare = kTrue;
    rare.arrivals = "{poisson: {rate: 1/h}}";
    QTemporaryDir folder;
    const auto file = folder.filePath("work.jsonl").toStdString();
    auto source = design(rare);
    source.scenarios[0].duration = model::days(300);
    std::ofstream(file) << toLambdaLog(logged(source, 5'000));
    Observations observations;
    QVERIFY(readLogs({file}, [&](const InvocationRecord& record) { observations.add(record); }).has_value());
    CalibrationOptions options;
    options.requests = 0;
    const auto calibration = calibrate(design(kGuessed), aws(), observations, options);
    QVERIFY(calibration.has_value());
    const auto* extra = proposalFor(*calibration, "work.extra-init");
    QVERIFY(extra);
    // A lognormal law has the mean median * exp(sigma^2 / 2).
    QVERIFY(isWithin(model::mean(model::parseLaw(extra->setting.value).value()).milliseconds(), 700 * std::exp(0.02), 0.05));
  }

  void eachExecutionIsToldAsItsPlatformWould() {
    const auto records = logged(design(kTrue), 50);
    QCOMPARE(records.invocations.size(), std::size_t{50});
    const auto text = toLambdaLog(records);
    const auto end = text.find('\n', text.find('\n') + 1);
    const auto start = nlohmann::json::parse(text.substr(0, text.find('\n')));
    const auto report = nlohmann::json::parse(text.substr(text.find('\n') + 1, end - text.find('\n') - 1));
    QCOMPARE(start["type"].get<std::string>(), std::string("platform.start"));
    QCOMPARE(report["type"].get<std::string>(), std::string("platform.report"));
    QVERIFY(start["record"]["functionArn"].get<std::string>().ends_with(":function:work"));
    QVERIFY(start["record"]["requestId"] == report["record"]["requestId"]);
    // The scenario begins on a Monday at midnight UTC, and the first instance starts cold.
    QVERIFY(start["time"].get<std::string>().starts_with("2026-01-05T00:00:"));
    const auto& metrics = report["record"]["metrics"];
    QCOMPARE(metrics["memorySizeMB"].get<int>(), 512);
    QCOMPARE(metrics["maxMemoryUsedMB"].get<int>(), 90);
    const double init = metrics["initDurationMs"].get<double>(), duration = metrics["durationMs"].get<double>();
    QVERIFY(init > 300);
    // Initialisation is billed, by the millisecond (AWS Lambda pricing, since 2025-08-01).
    QVERIFY(std::abs(metrics["billedDurationMs"].get<double>() - std::ceil(init + duration)) <= 1);
  }

  void theSameSeedWritesTheSame() {
    QCOMPARE(toLambdaLog(logged(design(kTrue), 500)), toLambdaLog(logged(design(kTrue), 500)));
    QVERIFY(toLambdaLog(logged(design(kTrue), 500)) != toLambdaLog(logged(design(kTrue), 500, 2)));
  }
};

QTEST_GUILESS_MAIN(LambdaLogTest)
#include "lambda_log_test.moc"
