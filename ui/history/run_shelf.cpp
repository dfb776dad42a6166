#include "ui/history/run_shelf.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include <QFileInfo>

#include "model/project/project_file.h"

namespace virga::ui {

using simulator::RunStore;

// Where the runs are. The file is opened, and made, when it is needed first.
struct RunShelf::Place {
  std::filesystem::path file;  // empty: memory
  std::optional<RunStore> store;

  bool isInMemory() const { return file.empty(); }

  // The store; null where there is none yet and none is to be made.
  tl::expected<RunStore*, std::string> opened(bool make) {
    std::error_code error;
    if (!store && (make || (!isInMemory() && std::filesystem::exists(file, error)))) {
      auto fresh = isInMemory() ? RunStore::inMemory() : RunStore::open(file, RunStore::Open::orCreate);
      if (!fresh) return tl::unexpected(fresh.error());
      store = std::move(*fresh);
    }
    return store ? &*store : nullptr;
  }

  tl::expected<std::vector<simulator::RunFacts>, std::string> list() {
    const auto there = opened(false);
    if (!there) return tl::unexpected(there.error());
    return *there ? (*there)->list() : std::vector<simulator::RunFacts>{};
  }
};

namespace {

std::filesystem::path fileOf(const QString& project) {
  return project.isEmpty() ? std::filesystem::path() : simulator::runsFileOf(project.toStdString());
}

}  // namespace

RunRequest requestOf(const KeptRun& run, const QString& projectPath) {
  RunRequest request{*run.architecture, run.facts.provider, {}};
  request.options.scenario = run.facts.scenario;
  request.options.seed = run.facts.seed;
  request.options.replications = run.facts.replications;
  if (!run.facts.partial) request.options.duration = run.facts.simulated;
  if (!projectPath.isEmpty()) request.options.projectFolder = QFileInfo(projectPath).absolutePath().toStdString();
  return request;
}

RunShelf::RunShelf(QObject* parent) : QObject(parent), place_(std::make_shared<Place>()), worker_(this) {}

void RunShelf::show(std::uint64_t project, std::vector<simulator::RunFacts> runs) {
  if (project != project_) return;
  runs_ = std::move(runs);
  emit changed();
}

void RunShelf::change(const QString& what, Change change, std::shared_ptr<const simulator::Result> result) {
  worker_.post([this, what, change = std::move(change), result = std::move(result), place = place_,
                project = project_]() -> SerialWorker::Conclusion {
    const auto number = change(*place);
    auto runs = place->list();
    return [this, what, number, result, runs = std::move(runs), project] {
      if (runs) show(project, *runs);
      if (!number || !runs) emit failed(what.arg(QString::fromStdString(number ? runs.error() : number.error())));
      if (number && *number > 0 && runs && project == project_) emit added(*number, result);
    };
  });
}

void RunShelf::openProject(const QString& path) {
  ++project_;
  if (!runs_.empty()) show(project_, {});
  change(tr("The kept runs can't be read: %1"), [file = fileOf(path)](Place& place) {
    place.store.reset();
    place.file = file;
    return 0;
  });
}

void RunShelf::moveTo(const QString& path) {
  change(tr("The runs can't be kept beside the project: %1"),
         [file = fileOf(path)](Place& place) -> tl::expected<std::int64_t, std::string> {
           if (file == place.file) return 0;
           Place there{file, std::nullopt};
           if (place.isInMemory() && place.store) {
             const auto store = there.opened(true);
             if (!store) return tl::unexpected(store.error());
             if (const auto taken = (*store)->takeFrom(*place.store); !taken) return tl::unexpected(taken.error());
           }
           place = std::move(there);
           return 0;
         });
}

void RunShelf::add(std::shared_ptr<const model::Architecture> architecture,
                   std::shared_ptr<const simulator::Result> result) {
  const auto keep = [architecture = std::move(architecture),
                     result](Place& place) -> tl::expected<std::int64_t, std::string> {
    const auto store = place.opened(true);
    if (!store) return tl::unexpected(store.error());
    return (*store)->add(simulator::newRun(*architecture, model::writeProject(*architecture), result));
  };
  change(tr("The run isn't kept: %1"), keep, result);
}

void RunShelf::setNote(std::int64_t number, const QString& note) {
  change(tr("The note isn't kept: %1"),
         [number, note = note.toStdString()](Place& place) -> tl::expected<std::int64_t, std::string> {
           const auto store = place.opened(true);
           if (!store) return tl::unexpected(store.error());
           return (*store)->setNote(number, note).map([] { return std::int64_t{0}; });
         });
}

void RunShelf::setPinned(std::int64_t number) {
  change(tr("The run isn't pinned: %1"), [number](Place& place) -> tl::expected<std::int64_t, std::string> {
    const auto store = place.opened(true);
    if (!store) return tl::unexpected(store.error());
    const auto runs = (*store)->list();
    if (!runs) return tl::unexpected(runs.error());
    for (const auto& run : *runs)
      if (run.pinned != (run.number == number))
        if (const auto set = (*store)->setPinned(run.number, run.number == number); !set) return tl::unexpected(set.error());
    return 0;
  });
}

void RunShelf::remove(std::vector<std::int64_t> numbers) {
  change(tr("Not deleted: %1"), [numbers = std::move(numbers)](Place& place) -> tl::expected<std::int64_t, std::string> {
    const auto store = place.opened(true);
    if (!store) return tl::unexpected(store.error());
    for (const auto number : numbers)
      if (const auto removed = (*store)->remove(number); !removed) return tl::unexpected(removed.error());
    return 0;
  });
}

void RunShelf::load(std::int64_t number, std::function<void(const KeptRun&)> then) {
  worker_.post([this, number, then = std::move(then), place = place_, project = project_]() -> SerialWorker::Conclusion {
    const auto fail = [this](const std::string& error) {
      return [this, error] { emit failed(tr("The run can't be shown: %1").arg(QString::fromStdString(error))); };
    };
    const auto store = place->opened(true);
    if (!store) return fail(store.error());
    const auto facts = (*store)->facts(number);
    if (!facts) return fail(facts.error());
    const auto design = (*store)->design(number);
    if (!design) return fail(design.error());
    auto result = (*store)->result(number);
    if (!result) return fail(result.error());
    auto architecture = model::readProject(*design, "run " + std::to_string(number));
    if (!architecture) return fail(model::toText(architecture.error().front()));
    const KeptRun run{*facts, std::make_shared<const model::Architecture>(std::move(*architecture)),
                      std::make_shared<const simulator::Result>(std::move(*result))};
    return [this, run, then, project] {
      if (project == project_) then(run);
    };
  });
}

const simulator::RunFacts* RunShelf::find(std::int64_t number) const {
  const auto found = std::find_if(runs_.begin(), runs_.end(), [number](const auto& run) { return run.number == number; });
  return found == runs_.end() ? nullptr : &*found;
}

const simulator::RunFacts* RunShelf::pinned() const {
  const auto found = std::find_if(runs_.begin(), runs_.end(), [](const auto& run) { return run.pinned; });
  return found == runs_.end() ? nullptr : &*found;
}

}  // namespace virga::ui
