#include "simulator/sweep/sweep_store.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <set>
#include <system_error>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "simulator/store/guarded.h"

namespace virga::simulator {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kBusyTimeoutMs = 10'000;
constexpr int kApplicationId = 0x56524753;  // "VRGS"
constexpr int kFormat = 1;
constexpr std::string_view kKind = "a file of a sweep's points";
constexpr std::string_view kPoints = "number of points", kShard = "shard";

constexpr auto kSchema = R"(
CREATE TABLE sweep (place INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE points (point INTEGER PRIMARY KEY, inputs TEXT NOT NULL, refused TEXT NOT NULL, events INTEGER NOT NULL);
CREATE TABLE figures (
  point INTEGER NOT NULL REFERENCES points, figure TEXT NOT NULL, mean REAL NOT NULL, low REAL, high REAL,
  PRIMARY KEY (point, figure)) WITHOUT ROWID;
)";

template <typename Work>
auto guardedSweep(const fs::path& file, const Work& work) {
  return guarded(file.string(), kKind, work);
}

std::string toJson(const std::vector<model::Setting>& settings) {
  Json json = Json::object();
  for (const auto& setting : settings) json[setting.path] = setting.value;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<model::Setting> settingsOf(const std::string& text) {
  std::vector<model::Setting> settings;
  const auto json = Json::parse(text, nullptr, false);
  if (!json.is_object()) throw Refused("the file is damaged: a point's inputs are none");
  for (const auto& [path, value] : json.items()) {
    if (!value.is_string()) throw Refused("the file is damaged: a point's input is no text");
    settings.push_back({path, value.get<std::string>()});
  }
  return settings;
}

std::size_t wholeOf(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) throw Refused("the file is damaged: a number is none");
  return number;
}

std::string toText(const Shard& shard) { return fmt::format("{}/{}", shard.number, shard.of); }

Shard shardOf(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) throw Refused("the file is damaged: it doesn't say which shard it is");
  return {wholeOf(std::string_view(text).substr(0, slash)), wholeOf(std::string_view(text).substr(slash + 1))};
}

void makeTables(SQLite::Database& database, const SweepInputs& inputs, std::size_t points, Shard shard) {
  database.exec(kSchema);
  database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
  database.exec(fmt::format("PRAGMA user_version = {}", kFormat));
  SQLite::Statement add(database, "INSERT INTO sweep (name, value) VALUES (?, ?)");
  const auto put = [&add](const std::string& name, const std::string& value) {
    add.bind(1, name);
    add.bind(2, value);
    add.exec();
    add.reset();
  };
  put(std::string(kPoints), std::to_string(points));
  put(std::string(kShard), toText(shard));
  for (const auto& [name, value] : inputs) put(name, value);
}

class RowWriter {
 public:
  explicit RowWriter(SQLite::Database& database)
      : point_(database, "INSERT INTO points VALUES (?, ?, ?, ?)"),
        figure_(database, "INSERT INTO figures VALUES (?, ?, ?, ?, ?)") {}

  void write(const SweepRow& row) {
    const auto number = static_cast<std::int64_t>(row.point.number);
    point_.bind(1, number);
    point_.bind(2, toJson(row.point.settings));
    point_.bind(3, row.refused);
    point_.bind(4, static_cast<std::int64_t>(row.events));
    point_.exec();
    point_.reset();
    for (const auto& figure : row.figures) {
      figure_.bind(1, number);
      figure_.bind(2, figure.name);
      figure_.bind(3, figure.mean);
      if (figure.ci95) {
        figure_.bind(4, figure.ci95->first);
        figure_.bind(5, figure.ci95->second);
      } else {
        figure_.bind(4);
        figure_.bind(5);
      }
      figure_.exec();
      figure_.reset();
    }
  }

 private:
  SQLite::Statement point_, figure_;
};

class RowReader {
 public:
  explicit RowReader(SQLite::Database& database)
      : points_(database, "SELECT point, inputs, refused, events FROM points ORDER BY point"),
        figures_(database, "SELECT figure, mean, low, high FROM figures WHERE point = ? ORDER BY figure") {}

  // The next row, or nothing at the end.
  std::optional<SweepRow> next() {
    if (!points_.executeStep()) return std::nullopt;
    SweepRow row;
    const auto number = points_.getColumn(0).getInt64();
    row.point = {static_cast<std::size_t>(number), settingsOf(points_.getColumn(1).getString())};
    row.refused = points_.getColumn(2).getString();
    row.events = static_cast<std::uint64_t>(points_.getColumn(3).getInt64());
    figures_.reset();
    figures_.bind(1, number);
    while (figures_.executeStep()) {
      FlatFigure figure{figures_.getColumn(0).getString(), figures_.getColumn(1).getDouble(), std::nullopt};
      if (!figures_.getColumn(2).isNull())
        figure.ci95 = std::pair(figures_.getColumn(2).getDouble(), figures_.getColumn(3).getDouble());
      row.figures.push_back(std::move(figure));
    }
    return row;
  }

 private:
  SQLite::Statement points_, figures_;
};

// What differs, for whoever goes on with a file or merges two.
std::optional<std::string> differenceOf(const SweepInputs& have, const SweepInputs& want) {
  for (const auto& [name, value] : want) {
    const auto found = std::find_if(have.begin(), have.end(), [&](const auto& own) { return own.first == name; });
    const std::string own = found == have.end() ? std::string() : found->second;
    if (own == value) continue;
    constexpr std::size_t kShown = 60;
    if (own.size() > kShown || value.size() > kShown) return fmt::format("the {} differs", name);
    return fmt::format("its {} is '{}', not '{}'", name, own, value);
  }
  return std::nullopt;
}

// "2, 18, 34 and 60 more"
std::string listOf(const std::vector<std::size_t>& numbers) {
  constexpr std::size_t kShown = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, numbers.size()); ++i) text += (i ? ", " : "") + std::to_string(numbers[i]);
  if (numbers.size() > kShown) text += fmt::format(" and {} more", numbers.size() - kShown);
  return text;
}

// A file beside the target that is renamed to it once it is whole.
class Draft {
 public:
  explicit Draft(fs::path target) : target_(std::move(target)) {
    const auto folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
    path_ = folder / fmt::format(".virga-sweep-{}.tmp", ::getpid());
    std::error_code error;
    fs::remove(path_, error);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    std::error_code error;
    fs::remove(path_, error);
  }
  std::string name() const { return path_.string(); }
  void keep() {
    std::error_code error;
    fs::rename(path_, target_, error);
    if (error) throw Refused(fmt::format("it can't be written: {}", error.message()));
  }

 private:
  fs::path target_, path_;
};

}  // namespace

SweepStore::SweepStore(std::unique_ptr<SQLite::Database> database, fs::path file)
    : database_(std::move(database)), file_(std::move(file)) {}
SweepStore::SweepStore(SweepStore&&) noexcept = default;
SweepStore& SweepStore::operator=(SweepStore&&) noexcept = default;
SweepStore::~SweepStore() = default;

tl::expected<SweepStore, std::string> SweepStore::openExisting(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return tl::unexpected(fmt::format("{}: there is no such file", file.string()));
  if (fs::is_directory(file, error)) return tl::unexpected(fmt::format("{} is a folder; name a file", file.string()));
  auto database = guardedSweep(
      file, [&] { return std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE, kBusyTimeoutMs); });
  if (!database) return tl::unexpected(database.error());
  SweepStore store(std::move(*database), file);
  if (auto read = store.readHead(); !read) return tl::unexpected(read.error());
  return store;
}

tl::expected<SweepStore, std::string> SweepStore::open(const fs::path& file, const SweepInputs& inputs, std::size_t points,
                                                       Shard shard) {
  std::error_code error;
  if (fs::exists(file, error) && fs::file_size(file, error) > 0) {
    auto store = openExisting(file);
    if (!store) return store;
    if (const auto difference = differenceOf(store->inputs_, inputs))
      return tl::unexpected(fmt::format("{} is of another sweep: {}; name another file", file.string(), *difference));
    if (store->points_ != points || store->shard_ != shard)
      return tl::unexpected(fmt::format("{} is of shard {} of {} points, not of {} of {}; name another file", file.string(),
                                        toText(store->shard_), store->points_, toText(shard), points));
    return store;
  }
  auto database = guardedSweep(file, [&] {
    return std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyTimeoutMs);
  });
  if (!database) return tl::unexpected(database.error());
  SweepStore store(std::move(*database), file);
  if (auto created = store.create(inputs, points, shard); !created) return tl::unexpected(created.error());
  return store;
}

tl::expected<void, std::string> SweepStore::create(const SweepInputs& inputs, std::size_t points, Shard shard) {
  inputs_ = inputs;
  points_ = points;
  shard_ = shard;
  return guardedSweep(file_, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    makeTables(*database_, inputs, points, shard);
    transaction.commit();
  });
}

tl::expected<void, std::string> SweepStore::readHead() {
  return guardedSweep(file_, [&] {
    if (database_->execAndGet("PRAGMA application_id").getInt() != kApplicationId)
      throw Refused(fmt::format("it isn't {}", kKind));
    if (const int format = database_->execAndGet("PRAGMA user_version").getInt(); format > kFormat)
      throw Refused(fmt::format("it was written by a newer Virga (format {}); this one reads format {}", format, kFormat));
    SQLite::Statement row(*database_, "SELECT name, value FROM sweep ORDER BY place");
    while (row.executeStep()) {
      const auto name = row.getColumn(0).getString(), value = row.getColumn(1).getString();
      if (name == kPoints)
        points_ = wholeOf(value);
      else if (name == kShard)
        shard_ = shardOf(value);
      else
        inputs_.emplace_back(name, value);
    }
  });
}

tl::expected<std::vector<std::size_t>, std::string> SweepStore::done() {
  return guardedSweep(file_, [&] {
    std::vector<std::size_t> numbers;
    SQLite::Statement row(*database_, "SELECT point FROM points ORDER BY point");
    while (row.executeStep()) numbers.push_back(static_cast<std::size_t>(row.getColumn(0).getInt64()));
    return numbers;
  });
}

tl::expected<void, std::string> SweepStore::add(const std::vector<SweepRow>& rows) {
  return guardedSweep(file_, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    RowWriter writer(*database_);
    for (const auto& row : rows) writer.write(row);
    transaction.commit();
  });
}

tl::expected<void, std::string> SweepStore::forEach(const std::function<void(const SweepRow&)>& look) {
  return guardedSweep(file_, [&] {
    RowReader reader(*database_);
    while (const auto row = reader.next()) look(*row);
  });
}

tl::expected<std::vector<std::string>, std::string> SweepStore::figureNames() {
  return guardedSweep(file_, [&] {
    std::vector<std::string> names;
    SQLite::Statement row(*database_, "SELECT DISTINCT figure FROM figures ORDER BY figure");
    while (row.executeStep()) names.push_back(row.getColumn(0).getString());
    return names;
  });
}

// All rows of the parts in the order of their numbers.
tl::expected<void, std::string> SweepStore::writeAnew(const std::vector<SweepStore*>& parts, Shard shard,
                                                      const fs::path& into) {
  return guardedSweep(into, [&] {
    Draft draft(into);
    {
      SQLite::Database database(draft.name(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      // It is thrown away unless it becomes whole.
      database.exec("PRAGMA journal_mode = OFF");
      SQLite::Transaction transaction(database);
      makeTables(database, parts.front()->inputs_, parts.front()->points_, shard);
      RowWriter writer(database);
      std::vector<RowReader> readers;
      std::vector<std::optional<SweepRow>> next;
      for (auto* part : parts) {
        readers.emplace_back(*part->database_);
        next.push_back(readers.back().next());
      }
      for (;;) {
        std::optional<std::size_t> least;
        for (std::size_t i = 0; i < next.size(); ++i)
          if (next[i] && (!least || next[i]->point.number < next[*least]->point.number)) least = i;
        if (!least) break;
        const auto row = std::move(*next[*least]);
        for (std::size_t i = 0; i < next.size(); ++i) {
          if (i != *least && next[i] && next[i]->point.number == row.point.number) {
            if (!(*next[i] == row)) throw Refused(fmt::format("two files differ in point {}", row.point.number));
            next[i] = readers[i].next();
          }
        }
        writer.write(row);
        next[*least] = readers[*least].next();
      }
      transaction.commit();
    }
    draft.keep();
  });
}

tl::expected<void, std::string> SweepStore::settle(SweepStore store) {
  const auto shard = store.shard_;
  const auto file = store.file_;
  return writeAnew({&store}, shard, file);
}

tl::expected<void, std::string> SweepStore::merge(const std::vector<fs::path>& files, const fs::path& into) {
  std::vector<SweepStore> stores;
  for (const auto& file : files) {
    auto store = openExisting(file);
    if (!store) return tl::unexpected(store.error());
    stores.push_back(std::move(*store));
  }
  if (stores.empty()) return tl::unexpected(std::string("there is nothing to merge"));
  const auto& first = stores.front();
  std::set<std::size_t> have;
  for (auto& store : stores) {
    if (const auto difference = differenceOf(store.inputs_, first.inputs_))
      return tl::unexpected(
          fmt::format("{} is of another sweep than {}: {}", store.file_.string(), first.file_.string(), *difference));
    const auto numbers = store.done();
    if (!numbers) return tl::unexpected(numbers.error());
    have.insert(numbers->begin(), numbers->end());
  }
  // Told by the shards that were to have them, as long as all files are of so many.
  const auto of = first.shard_.of;
  const bool alike = std::all_of(stores.begin(), stores.end(), [&](const auto& store) { return store.shard_.of == of; });
  std::string missing;
  for (std::size_t number = 1; number <= (alike ? of : 1); ++number) {
    const Shard shard{number, alike ? of : 1};
    std::vector<std::size_t> lost;
    std::size_t all = 0;
    for (std::size_t point = number - 1; point < first.points_; point += shard.of) {
      ++all;
      if (!have.contains(point)) lost.push_back(point);
    }
    if (lost.empty()) continue;
    if (!missing.empty()) missing += "; ";
    if (shard.of == 1)
      missing += fmt::format("of {} points, {} are missing: {}", all, lost.size(), listOf(lost));
    else if (lost.size() == all)
      missing += fmt::format("shard {} is missing", toText(shard));
    else
      missing += fmt::format("shard {} lacks {} of its {} points: {}", toText(shard), lost.size(), all, listOf(lost));
  }
  if (!missing.empty()) return tl::unexpected(missing + "; run virga sweep with the same options and shard again");
  std::vector<SweepStore*> parts;
  for (auto& store : stores) parts.push_back(&store);
  return writeAnew(parts, {}, into);
}

}  // namespace virga::simulator
