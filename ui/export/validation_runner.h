#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/manifest/validate/validate.h"
#include "ui/runs/background_runner.h"

namespace virga::ui {

using ValidationOutcome = tl::expected<std::vector<model::ToolVerdict>, std::string>;

// Puts an export before the tools of others on a worker.
class ValidationRunner : public BackgroundRunner {
  Q_OBJECT

 public:
  // Asks the tools, or what a test puts in their place.
  using Validate =
      std::function<ValidationOutcome(const model::Manifest&, const std::string& format, const std::stop_token&)>;

  explicit ValidationRunner(Validate validate, QObject* parent = nullptr);

  // One that is under way is abandoned first.
  void start(model::Manifest manifest, std::string format);

 signals:
  void finished(const virga::ui::ValidationOutcome& outcome);
  void stopped();

 protected:
  void tellStopped() override;

 private:
  Validate validate_;
};

}  // namespace virga::ui
