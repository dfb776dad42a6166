#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "simulator/results/result.h"
#include "simulator/store/key_figures.h"

namespace SQLite {
class Database;
}

namespace virga::simulator {

// What is told of a kept run without its result.
struct RunFacts {
  std::int64_t number = 0;  // from 1, never used again
  std::int64_t timeMs = 0;  // when it was kept, ms since 1970 UTC
  std::string project, scenario, provider, plan, region;
  std::uint64_t seed = 1;
  int replications = 1;
  model::Duration simulated;
  bool partial = false;  // it was stopped before its end
  std::string version;   // of Virga
  std::string catalogEdition;
  KeyFigures figures;
  std::string note;
  bool pinned = false;

  bool operator==(const RunFacts&) const = default;
};

// A run as it is given to the store: `facts` without number, note and pin.
struct NewRun {
  RunFacts facts;
  std::string design;  // project text
  std::shared_ptr<const Result> result;
};

// The run of an architecture, kept now. `design` is its project text.
NewRun newRun(const model::Architecture& architecture, std::string design, std::shared_ptr<const Result> result);

// The file beside a project that its runs are kept in: "order-intake.virga-runs" for "order-intake.virga.yaml".
std::filesystem::path runsFileOf(const std::filesystem::path& project);

// Runs in a file (SQLite): each with its facts, its exact design and its whole result. Every change is one transaction
// that is whole or not there, also after a crash; programs that use the file at the same time wait for each other, up to
// 10 s. Not for several threads at once. Errors are sentences for people.
class RunStore {
 public:
  // Beyond the newest so many, runs are dropped when others are added, unless they are pinned or have a note.
  static constexpr int kKept = 200;

  enum class Open { existing, orCreate };

  // Refuses files of another kind, damaged ones, and those of a newer Virga.
  static tl::expected<RunStore, std::string> open(const std::filesystem::path& file, Open how);
  // In memory, gone with the object.
  static tl::expected<RunStore, std::string> inMemory();

  RunStore(RunStore&&) noexcept;
  RunStore& operator=(RunStore&&) noexcept;
  ~RunStore();

  // The run's number.
  tl::expected<std::int64_t, std::string> add(const NewRun& run);
  tl::expected<std::vector<RunFacts>, std::string> list();  // the newest first
  tl::expected<RunFacts, std::string> facts(std::int64_t number);
  tl::expected<std::string, std::string> design(std::int64_t number);
  tl::expected<Result, std::string> result(std::int64_t number);
  tl::expected<void, std::string> setNote(std::int64_t number, const std::string& note);
  tl::expected<void, std::string> setPinned(std::int64_t number, bool pinned);
  tl::expected<void, std::string> remove(std::int64_t number);
  // All runs of the other store, oldest first, with their times, notes and pins, under numbers of this one.
  tl::expected<void, std::string> takeFrom(RunStore& other);

 private:
  RunStore(std::unique_ptr<SQLite::Database> database, std::string name);

  tl::expected<void, std::string> prepare(Open how);
  tl::expected<std::int64_t, std::string> insert(const RunFacts& facts, const std::string& design,
                                                 const std::string& result);

  std::unique_ptr<SQLite::Database> database_;
  std::string name_;  // of the file, as messages say it
};

}  // namespace virga::simulator
