#include "ui/import/import_runner.h"

#include <exception>
#include <utility>

namespace virga::ui {

namespace {

ImportOutcome outcomeOf(const ImportRunner::Import& import, const std::vector<std::filesystem::path>& sources,
                        const std::string& format) {
  try {
    auto imported = import(sources, format);
    if (!imported) return tl::unexpected(std::move(imported.error()));
    return std::make_shared<const model::Imported>(std::move(*imported));
  } catch (const std::exception& error) {
    return tl::unexpected(brokeOff("import", error.what()));
  }
}

}  // namespace

ImportRunner::ImportRunner(Import import, QObject* parent) : BackgroundRunner(parent), import_(std::move(import)) {}

void ImportRunner::start(std::vector<std::filesystem::path> sources, std::string format) {
  launch([this, import = import_, sources = std::move(sources), format = std::move(format)](
             const std::stop_token&, const simulator::ProgressSink&) -> Conclusion {
    return [this, outcome = outcomeOf(import, sources, format)] { emit finished(outcome); };
  });
}

void ImportRunner::tellStopped() { emit finished(tl::unexpected(model::Problems{})); }

}  // namespace virga::ui
