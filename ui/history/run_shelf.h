#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QString>

#include "model/architecture/architecture.h"
#include "simulator/store/run_store.h"
#include "ui/history/serial_worker.h"
#include "ui/runs/simulation_runner.h"

namespace virga::ui {

// A run with all that was kept of it.
struct KeptRun {
  simulator::RunFacts facts;
  std::shared_ptr<const model::Architecture> architecture;
  std::shared_ptr<const simulator::Result> result;
};

// What ran, to be run again; the project's path tells what its files are relative to.
RunRequest requestOf(const KeptRun& run, const QString& projectPath);

// The kept runs of the open project: in the file beside it, or in memory as long as it has none. A worker reads and
// writes; the GUI never waits. Failures are told by failed() and change nothing.
class RunShelf : public QObject {
  Q_OBJECT

 public:
  explicit RunShelf(QObject* parent = nullptr);

  // Another project was opened; an empty path: one without a file.
  void openProject(const QString& path);
  // The open project has another file now. Runs that were in memory go into the file beside it.
  void moveTo(const QString& path);
  void add(std::shared_ptr<const model::Architecture> architecture, std::shared_ptr<const simulator::Result> result);
  void setNote(std::int64_t number, const QString& note);
  void setPinned(std::int64_t number);  // and no other; 0: none
  void remove(std::vector<std::int64_t> numbers);
  // `then` is called later, unless the run can't be read.
  void load(std::int64_t number, std::function<void(const KeptRun&)> then);

  const std::vector<simulator::RunFacts>& runs() const { return runs_; }  // the newest first
  const simulator::RunFacts* find(std::int64_t number) const;
  const simulator::RunFacts* pinned() const;

 signals:
  void changed();
  // After changed().
  void added(std::int64_t number, std::shared_ptr<const virga::simulator::Result> result);
  void failed(const QString& reason);

 private:
  struct Place;
  using Change = std::function<tl::expected<std::int64_t, std::string>(Place&)>;

  // Changes the store on the worker, and then shows what it has; a number that isn't 0 is that of the result, added.
  void change(const QString& what, Change change, std::shared_ptr<const simulator::Result> result = {});
  void show(std::uint64_t project, std::vector<simulator::RunFacts> runs);

  std::vector<simulator::RunFacts> runs_;
  std::uint64_t project_ = 0;     // counts the opened ones: what is still said of another is dropped
  std::shared_ptr<Place> place_;  // only the worker looks inside
  SerialWorker worker_;
};

}  // namespace virga::ui
