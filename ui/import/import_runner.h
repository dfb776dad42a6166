#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/import/import.h"
#include "ui/runs/background_runner.h"

namespace virga::ui {

using ImportOutcome = tl::expected<std::shared_ptr<const model::Imported>, model::Problems>;

// Reads somebody else's description on a worker. One that is abandoned may read on, but nobody hears of it.
class ImportRunner : public BackgroundRunner {
  Q_OBJECT

 public:
  // model::importDesign, or what a test puts in its place.
  using Import = std::function<tl::expected<model::Imported, model::Problems>(const std::vector<std::filesystem::path>&,
                                                                              const std::string&)>;

  explicit ImportRunner(Import import, QObject* parent = nullptr);

  // An import that is under way is abandoned first.
  void start(std::vector<std::filesystem::path> sources, std::string format);

 signals:
  void finished(const virga::ui::ImportOutcome& outcome);

 protected:
  void tellStopped() override;

 private:
  Import import_;
};

}  // namespace virga::ui
