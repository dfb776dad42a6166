#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "simulator/results/flat_figures.h"
#include "simulator/sweep/sweep_plan.h"

namespace SQLite {
class Database;
}

namespace virga::simulator {

// One part of a sweep of several: those points whose number leaves `number` - 1 when divided by `of`.
struct Shard {
  std::size_t number = 1, of = 1;  // 1 … of

  bool has(std::size_t point) const { return point % of == number - 1; }
  bool operator==(const Shard&) const = default;
};

// All that decides what the points' figures are, by name, in a fixed order: design, scenario, factors, seed, version …
using SweepInputs = std::vector<std::pair<std::string, std::string>>;

// What a point has become.
struct SweepRow {
  SweepPoint point;
  std::string refused;  // why it wasn't simulated; empty: it was
  std::uint64_t events = 0;
  std::vector<FlatFigure> figures;

  bool operator==(const SweepRow& other) const {
    return point.number == other.point.number && point.settings == other.point.settings && refused == other.refused &&
           events == other.events && figures == other.figures;
  }
};

// The points of a sweep in a file (SQLite): tables `sweep` (inputs by name), `points` (number, what is set as JSON, why
// refused, events) and `figures` (point, figure, mean, low and high end of the 95 % interval). Points are added in
// transactions that are whole or not there, also after a crash. Not for several threads at once. Errors are sentences for
// people.
class SweepStore {
 public:
  // A new file, or one of the same inputs and shard, to go on with. `points`: of the whole sweep.
  static tl::expected<SweepStore, std::string> open(const std::filesystem::path& file, const SweepInputs& inputs,
                                                    std::size_t points, Shard shard = {});
  static tl::expected<SweepStore, std::string> openExisting(const std::filesystem::path& file);

  SweepStore(SweepStore&&) noexcept;
  SweepStore& operator=(SweepStore&&) noexcept;
  ~SweepStore();

  const SweepInputs& inputs() const { return inputs_; }
  std::size_t points() const { return points_; }  // of the whole sweep
  Shard shard() const { return shard_; }

  tl::expected<std::vector<std::size_t>, std::string> done();  // numbers, rising
  tl::expected<void, std::string> add(const std::vector<SweepRow>& rows);
  // The rows in the order of their numbers.
  tl::expected<void, std::string> forEach(const std::function<void(const SweepRow&)>& look);
  // The names of all figures, sorted.
  tl::expected<std::vector<std::string>, std::string> figureNames();

  // Writes the file anew as its content alone decides, so that whoever has the same points has the same bytes. The store
  // is used no more.
  static tl::expected<void, std::string> settle(SweepStore store);

  // The file of all parts' points, which are then those of an undivided sweep, byte for byte. The error names what is
  // missing, belongs to another sweep or contradicts.
  static tl::expected<void, std::string> merge(const std::vector<std::filesystem::path>& parts,
                                               const std::filesystem::path& into);

 private:
  SweepStore(std::unique_ptr<SQLite::Database> database, std::filesystem::path file);

  tl::expected<void, std::string> create(const SweepInputs& inputs, std::size_t points, Shard shard);
  tl::expected<void, std::string> readHead();
  static tl::expected<void, std::string> writeAnew(const std::vector<SweepStore*>& parts, Shard shard,
                                                   const std::filesystem::path& into);

  std::unique_ptr<SQLite::Database> database_;
  std::filesystem::path file_;
  SweepInputs inputs_;
  std::size_t points_ = 0;
  Shard shard_;
};

}  // namespace virga::simulator
