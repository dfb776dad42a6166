#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <variant>
#include <vector>

#include "simulator/calibrate/calibrate.h"
#include "simulator/calibrate/log_reader.h"
#include "ui/calibrate/cdf_curve.h"
#include "ui/runs/background_runner.h"
#include "ui/runs/catalog_cache.h"

namespace virga::ui {

// What was read of log files; never changed afterwards.
struct LogsRead {
  simulator::LogReport report;
  simulator::Observations observations;
};

// What to learn from; everything by value or never changed, so that nothing else has to wait meanwhile.
struct LearnRequest {
  std::vector<std::filesystem::path> files;
  std::shared_ptr<const LogsRead> read;  // of the files, if they were read already
  std::shared_ptr<const model::Architecture> architecture;
  simulator::CalibrationOptions options;
};

struct Learnt {
  std::shared_ptr<const LogsRead> logs;
  std::shared_ptr<const simulator::Calibration> calibration;
  // Shares of durations by the law that the design has now, of functions that do nothing but compute.
  std::map<model::ComponentId, CdfCurve> presentLaws;
};
struct LearnStopped {};
struct LearnFailed {
  model::Problems problems;
  std::shared_ptr<const LogsRead> logs;  // null: they couldn't be read
};
using LearnOutcome = std::variant<Learnt, LearnStopped, LearnFailed>;

// Reads logs and calibrates a design by them, on a worker.
class CalibrateRunner : public BackgroundRunner {
  Q_OBJECT

 public:
  explicit CalibrateRunner(std::shared_ptr<CatalogCache> catalogs, QObject* parent = nullptr);

  // Work that is under way is abandoned first.
  void start(LearnRequest request);

 signals:
  void reading(quint64 bytes, quint64 ofBytes);  // about every MiB
  void estimating();                             // the files were read
  void finished(const virga::ui::LearnOutcome& outcome);

 protected:
  void tellStopped() override;

 private:
  LearnOutcome learn(const LearnRequest& request, std::uint64_t start, const std::stop_token& stop,
                     const simulator::ProgressSink& sink);
  // Lets the GUI thread emit unless another start has come.
  void tell(std::uint64_t start, std::function<void()> emitted);

  std::shared_ptr<CatalogCache> catalogs_;
  std::uint64_t start_ = 0;
};

// The calibration's figures with an `after` of the proposals that are taken, on a worker.
class FiguresRunner : public BackgroundRunner {
  Q_OBJECT

 public:
  struct Request {
    std::shared_ptr<const model::Architecture> architecture;
    std::shared_ptr<const simulator::Calibration> calibration;
    std::vector<simulator::Proposal> taken;
    simulator::CalibrationOptions options;
  };

  explicit FiguresRunner(std::shared_ptr<CatalogCache> catalogs, QObject* parent = nullptr);

  void start(Request request);

 signals:
  // Why there are none, where the design can't be run with these; else empty.
  void finished(const std::vector<virga::simulator::LoggedFigure>& figures, const QString& whyNone);

 protected:
  void tellStopped() override {}

 private:
  std::shared_ptr<CatalogCache> catalogs_;
};

}  // namespace virga::ui
