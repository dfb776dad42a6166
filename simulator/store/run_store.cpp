#include "simulator/store/run_store.h"

#include <charconv>
#include <chrono>
#include <type_traits>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include "simulator/store/guarded.h"
#include "simulator/store/result_codec.h"

namespace virga::simulator {

namespace {

constexpr int kBusyTimeoutMs = 10'000;
constexpr int kApplicationId = 0x56524752;  // "VRGR"
// user_version = major * 1000 + minor. Within a major version older programs can use newer files.
constexpr int kSchemaMajor = 1, kSchemaMinor = 0, kMajorStep = 1000;

constexpr auto kSchema = R"(
CREATE TABLE runs (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  time_ms INTEGER NOT NULL,
  project TEXT NOT NULL, scenario TEXT NOT NULL, provider TEXT NOT NULL, plan TEXT NOT NULL, region TEXT NOT NULL,
  seed TEXT NOT NULL, replications INTEGER NOT NULL, simulated_ns INTEGER NOT NULL, partial INTEGER NOT NULL,
  version TEXT NOT NULL, catalog TEXT NOT NULL, figures TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '', pinned INTEGER NOT NULL DEFAULT 0);
CREATE TABLE designs (number INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE, design TEXT NOT NULL);
CREATE TABLE results (number INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE, result BLOB NOT NULL);
)";

constexpr auto kFacts =
    "SELECT number, time_ms, project, scenario, provider, plan, region, seed, replications, simulated_ns, partial, "
    "version, catalog, figures, note, pinned FROM runs ";

constexpr std::string_view kKind = "a file of kept runs";

template <typename Work>
auto guarded(const std::string& name, const Work& work) {
  return simulator::guarded(name, kKind, work);
}

Refused noSuchRun(std::int64_t number) { return Refused(fmt::format("there is no run {}", number)); }

RunFacts factsOf(SQLite::Statement& row) {
  RunFacts facts;
  int column = 0;
  facts.number = row.getColumn(column++).getInt64();
  facts.timeMs = row.getColumn(column++).getInt64();
  for (auto* text : {&facts.project, &facts.scenario, &facts.provider, &facts.plan, &facts.region})
    *text = row.getColumn(column++).getString();
  const auto seed = row.getColumn(column++).getString();
  if (std::from_chars(seed.data(), seed.data() + seed.size(), facts.seed).ec != std::errc{})
    throw Refused(fmt::format("the file is damaged: '{}' is no seed", seed));
  facts.replications = row.getColumn(column++).getInt();
  facts.simulated = model::nanoseconds(row.getColumn(column++).getInt64());
  facts.partial = row.getColumn(column++).getInt() != 0;
  facts.version = row.getColumn(column++).getString();
  facts.catalogEdition = row.getColumn(column++).getString();
  auto figures = readKeyFigures(row.getColumn(column++).getString());
  if (!figures) throw Refused(fmt::format("the file is damaged: {}", figures.error()));
  facts.figures = std::move(*figures);
  facts.note = row.getColumn(column++).getString();
  facts.pinned = row.getColumn(column++).getInt() != 0;
  return facts;
}

// A column of the one row of a run.
std::string cellOf(SQLite::Database& database, const char* query, std::int64_t number) {
  SQLite::Statement statement(database, query);
  statement.bind(1, number);
  if (!statement.executeStep()) throw noSuchRun(number);
  return statement.getColumn(0).getString();
}

void bindAll(SQLite::Statement& statement, const auto&... values) {
  int place = 0;
  (statement.bind(++place, values), ...);
}

void changeRun(SQLite::Database& database, const char* query, std::int64_t number, const auto&... values) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement statement(database, query);
  bindAll(statement, values..., number);
  if (statement.exec() == 0) throw noSuchRun(number);
  transaction.commit();
}

void dropOldest(SQLite::Database& database) {
  SQLite::Statement statement(database,
                              "DELETE FROM runs WHERE pinned = 0 AND note = '' AND number NOT IN "
                              "(SELECT number FROM runs ORDER BY number DESC LIMIT ?)");
  statement.bind(1, RunStore::kKept);
  statement.exec();
}

}  // namespace

NewRun newRun(const model::Architecture& architecture, std::string design, std::shared_ptr<const Result> result) {
  using namespace std::chrono;
  RunFacts facts;
  facts.timeMs = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  facts.project = result->project;
  facts.scenario = result->scenario;
  facts.provider = result->provider;
  for (const auto& settings : architecture.providers)
    if (settings.provider == result->provider) facts.plan = settings.plan.value_or("");
  facts.region = result->region;
  facts.seed = result->seed;
  facts.replications = result->replications;
  facts.simulated = result->simulated;
  facts.partial = result->partOf.has_value();
  facts.version = VIRGA_VERSION;
  facts.catalogEdition = result->catalogEdition;
  facts.figures = keyFiguresOf(*result);
  return {std::move(facts), std::move(design), std::move(result)};
}

std::filesystem::path runsFileOf(const std::filesystem::path& project) {
  auto name = project.filename().string();
  for (const std::string_view ending : {".virga.yaml", ".virga.yml", ".yaml", ".yml"})
    if (name.size() > ending.size() && name.ends_with(ending)) {
      name.resize(name.size() - ending.size());
      break;
    }
  return project.parent_path() / (name + ".virga-runs");
}

RunStore::RunStore(std::unique_ptr<SQLite::Database> database, std::string name)
    : database_(std::move(database)), name_(std::move(name)) {}
RunStore::RunStore(RunStore&&) noexcept = default;
RunStore& RunStore::operator=(RunStore&&) noexcept = default;
RunStore::~RunStore() = default;

tl::expected<RunStore, std::string> RunStore::open(const std::filesystem::path& file, Open how) {
  const auto name = file.string();
  std::error_code error;
  if (how == Open::existing && !std::filesystem::exists(file, error))
    return tl::unexpected(fmt::format("{}: there is no such file", name));
  if (std::filesystem::is_directory(file, error)) return tl::unexpected(fmt::format("{} is a folder; name a file", name));
  auto database = guarded(name, [&] {
    const int flags = SQLite::OPEN_READWRITE | (how == Open::orCreate ? SQLite::OPEN_CREATE : 0);
    return std::make_unique<SQLite::Database>(name, flags, kBusyTimeoutMs);
  });
  if (!database) return tl::unexpected(database.error());
  RunStore store(std::move(*database), name);
  if (auto ready = store.prepare(how); !ready) return tl::unexpected(ready.error());
  return store;
}

tl::expected<RunStore, std::string> RunStore::inMemory() {
  auto database = guarded(
      "memory", [] { return std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE); });
  if (!database) return tl::unexpected(database.error());
  RunStore store(std::move(*database), "memory");
  if (auto ready = store.prepare(Open::orCreate); !ready) return tl::unexpected(ready.error());
  return store;
}

tl::expected<void, std::string> RunStore::prepare(Open how) {
  return guarded(name_, [&] {
    auto& database = *database_;
    database.exec("PRAGMA foreign_keys = ON");
    const auto pragma = [&database](const char* name) {
      return database.execAndGet(fmt::format("PRAGMA {}", name)).getInt();
    };
    const auto tables = [&database] { return database.execAndGet("SELECT count(*) FROM sqlite_master").getInt(); };
    if (tables() == 0) {
      if (how == Open::existing) throw Refused(fmt::format("it isn't {}", kKind));
      SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
      if (tables() == 0) {  // nobody else has made them meanwhile
        database.exec(kSchema);
        database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
        database.exec(fmt::format("PRAGMA user_version = {}", kSchemaMajor * kMajorStep + kSchemaMinor));
      }
      transaction.commit();
    }
    if (pragma("application_id") != kApplicationId) throw Refused(fmt::format("it isn't {}", kKind));
    if (const int major = pragma("user_version") / kMajorStep; major > kSchemaMajor)
      throw Refused(
          fmt::format("it was written by a newer Virga (format {}); this one reads format {}", major, kSchemaMajor));
  });
}

tl::expected<std::int64_t, std::string> RunStore::insert(const RunFacts& facts, const std::string& design,
                                                         const std::string& result) {
  return guarded(name_, [&] {
    SQLite::Statement run(*database_,
                          "INSERT INTO runs (time_ms, project, scenario, provider, plan, region, seed, replications, "
                          "simulated_ns, partial, version, catalog, figures, note, pinned) "
                          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bindAll(run, facts.timeMs, facts.project, facts.scenario, facts.provider, facts.plan, facts.region,
            std::to_string(facts.seed), facts.replications, facts.simulated.nanoseconds, int{facts.partial}, facts.version,
            facts.catalogEdition, toJson(facts.figures), facts.note, int{facts.pinned});
    run.exec();
    const std::int64_t number = database_->getLastInsertRowid();
    SQLite::Statement text(*database_, "INSERT INTO designs VALUES (?, ?)");
    bindAll(text, number, design);
    text.exec();
    SQLite::Statement blob(*database_, "INSERT INTO results VALUES (?, ?)");
    blob.bind(1, number);
    blob.bind(2, result.data(), static_cast<int>(result.size()));
    blob.exec();
    return number;
  });
}

tl::expected<std::int64_t, std::string> RunStore::add(const NewRun& run) {
  const auto result = encodeResult(*run.result);
  return guarded(name_,
                 [&] {
                   SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
                   auto number = insert(run.facts, run.design, result);
                   if (!number) return number;
                   dropOldest(*database_);
                   transaction.commit();
                   return number;
                 })
      .and_then([](auto number) { return number; });
}

tl::expected<std::vector<RunFacts>, std::string> RunStore::list() {
  return guarded(name_, [&] {
    std::vector<RunFacts> out;
    SQLite::Statement row(*database_, std::string(kFacts) + "ORDER BY number DESC");
    while (row.executeStep()) out.push_back(factsOf(row));
    return out;
  });
}

tl::expected<RunFacts, std::string> RunStore::facts(std::int64_t number) {
  return guarded(name_, [&] {
    SQLite::Statement row(*database_, std::string(kFacts) + "WHERE number = ?");
    row.bind(1, number);
    if (!row.executeStep()) throw noSuchRun(number);
    return factsOf(row);
  });
}

tl::expected<std::string, std::string> RunStore::design(std::int64_t number) {
  return guarded(name_, [&] { return cellOf(*database_, "SELECT design FROM designs WHERE number = ?", number); });
}

tl::expected<Result, std::string> RunStore::result(std::int64_t number) {
  const auto bytes =
      guarded(name_, [&] { return cellOf(*database_, "SELECT result FROM results WHERE number = ?", number); });
  if (!bytes) return tl::unexpected(bytes.error());
  return decodeResult(*bytes).map_error(
      [&](const std::string& error) { return fmt::format("{}: run {}: {}", name_, number, error); });
}

tl::expected<void, std::string> RunStore::setNote(std::int64_t number, const std::string& note) {
  return guarded(name_, [&] { changeRun(*database_, "UPDATE runs SET note = ? WHERE number = ?", number, note); });
}

tl::expected<void, std::string> RunStore::setPinned(std::int64_t number, bool pinned) {
  return guarded(name_, [&] { changeRun(*database_, "UPDATE runs SET pinned = ? WHERE number = ?", number, int{pinned}); });
}

tl::expected<void, std::string> RunStore::remove(std::int64_t number) {
  return guarded(name_, [&] { changeRun(*database_, "DELETE FROM runs WHERE number = ?", number); });
}

tl::expected<void, std::string> RunStore::takeFrom(RunStore& other) {
  const auto runs = other.list();
  if (!runs) return tl::unexpected(runs.error());
  return guarded(name_, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    for (auto facts = runs->rbegin(); facts != runs->rend(); ++facts) {
      const auto design = cellOf(*other.database_, "SELECT design FROM designs WHERE number = ?", facts->number);
      const auto result = cellOf(*other.database_, "SELECT result FROM results WHERE number = ?", facts->number);
      if (const auto number = insert(*facts, design, result); !number) throw Refused(number.error());
    }
    dropOldest(*database_);
    transaction.commit();
  });
}

}  // namespace virga::simulator
