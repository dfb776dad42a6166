#include "ui/export/validation_runner.h"

#include <exception>
#include <utility>

namespace virga::ui {

ValidationRunner::ValidationRunner(Validate validate, QObject* parent)
    : BackgroundRunner(parent), validate_(std::move(validate)) {}

void ValidationRunner::start(model::Manifest manifest, std::string format) {
  launch([this, validate = validate_, manifest = std::move(manifest), format = std::move(format)](
             const std::stop_token& stop, const simulator::ProgressSink&) -> Conclusion {
    try {
      return [this, outcome = validate(manifest, format, stop)] { emit finished(outcome); };
    } catch (const std::exception& error) {
      return [this, why = std::string(error.what())] { emit finished(tl::unexpected(why)); };
    }
  });
}

void ValidationRunner::tellStopped() { emit stopped(); }

}  // namespace virga::ui
