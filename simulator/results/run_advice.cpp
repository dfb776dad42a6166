#include "simulator/results/run_advice.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "simulator/results/figure_text.h"

namespace virga::simulator {

namespace {

using model::Severity;

// From where on something is told.
constexpr double kLeftBehind = 0.05;   // share of what came in that is still there at the end, and was growing
constexpr double kManyRetries = 0.1;   // retries over first attempts
constexpr double kNearlyAll = 0.8;     // of the connections
constexpr double kHardlyBusy = 0.2;    // of the provisioned instances' time
constexpr double kHardlyFilled = 0.4;  // of the memory
constexpr double kMostlyEmpty = 0.5;   // of the requests to a queue
constexpr double kWorthTelling = 1;    // of the bill's currency a month
constexpr std::size_t kFewestBuckets = 8;

const Series* seriesOf(const ComponentResult& component, const std::string& name) {
  const auto found = std::find_if(component.series.begin(), component.series.end(),
                                  [&](const Series& series) { return series.name == name; });
  return found == component.series.end() ? nullptr : &*found;
}

double meanOver(const std::vector<double>& values, std::size_t first, std::size_t last) {
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = first; i < last; ++i)
    if (std::isfinite(values[i])) sum += values[i], ++count;
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

// Whether the level rises from quarter to quarter, and ends well above where it was halfway.
bool keepsGrowing(const std::vector<double>& values) {
  const auto n = values.size();
  if (n < kFewestBuckets) return false;
  double before = meanOver(values, 0, n / 4);
  for (std::size_t quarter = 1; quarter < 4; ++quarter) {
    const double now = meanOver(values, quarter * n / 4, (quarter + 1) * n / 4);
    if (now <= before) return false;
    before = now;
  }
  return values.back() > 1.3 * meanOver(values, n / 2 - n / 8, n / 2 + n / 8);
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

class Advisor {
 public:
  Advisor(const Result& result, const model::Architecture& architecture) : result_(result), architecture_(architecture) {}

  model::Problems of() {
    for (const auto& component : result_.components) {
      const auto* drawn = architecture_.find(component.id);
      if (!drawn) continue;
      if (component.kind == "queue") growing(component, "sent", "depth", "messages", id(component) + "consumers");
      if (component.kind == "stream") growing(component, "put", "backlog", "records", id(component) + "consumers");
      if (component.kind == "nosql-db")
        growing(component, "changes.put", "changes_backlog", "changes", id(component) + "changes");
      retried(component);
      if (const auto* database = std::get_if<model::SqlDb>(&drawn->kind)) connected(component, *database);
      if (const auto* function = std::get_if<model::Function>(&drawn->kind)) {
        provisioned(component, *function);
        filled(component, *function);
      }
      if (component.kind == "queue") polled(component);
    }
    return std::move(problems_);
  }

 private:
  static std::string id(const ComponentResult& component) { return component.id + "."; }

  void tell(Severity severity, const char* rule, std::string path, std::string message, std::string hint,
            std::string nearest = {}) {
    problems_.push_back(
        {severity, rule, "", 0, 0, std::move(path), std::move(message), std::move(hint), std::move(nearest)});
  }

  // More comes in than is worked off: with the mean rates as they are, the line has no end.
  void growing(const ComponentResult& component, const char* entered, const char* level, const char* what,
               std::string path) {
    const auto* series = seriesOf(component, level);
    const double in = meanOf(component.figures, entered);
    if (!series || series->values.empty() || in <= 0 || !keepsGrowing(series->values)) return;
    const double left = series->values.back();
    if (left < kLeftBehind * in) return;
    tell(Severity::warning, "run-growing", std::move(path),
         fmt::format("{} of {} {} are still there at the end, and more every minute: more comes in than is worked off",
                     countText(left), countText(in), what),
         "let more be done at once, or make it faster");
  }

  void retried(const ComponentResult& component) {
    const double retries = meanOf(component.figures, "retries");
    double calls = 0;
    for (const char* figure : {"requests", "invocations", "published", "put"})
      calls = std::max(calls, meanOf(component.figures, figure));
    if (retries < 1 || calls <= retries || retries < kManyRetries * (calls - retries)) return;
    tell(Severity::info, "run-retries", component.id,
         fmt::format("{} of {} calls were retries: each request became {:.2g}", countText(retries), countText(calls),
                     calls / (calls - retries)),
         "look at why first attempts fail, and bound the retries by a budget or a breaker");
  }

  void connected(const ComponentResult& component, const model::SqlDb& database) {
    const double most = meanOf(component.figures, "connections.max");
    const int limit = database.pool ? database.pool->size : database.connectionLimit;
    if (most < kNearlyAll * limit || meanOf(component.figures, "refused") >= 0.5) return;  // what is refused is told of
    tell(Severity::info, "run-connections", component.id + (database.pool ? ".pool.size" : ".connection-limit"),
         fmt::format("up to {} of {} connections were open at once", countText(most), limit),
         database.pool ? "more load waits for one: a bigger pool, or shorter queries"
                       : "put a pool between, or bound the functions by reserved-concurrency");
  }

  double usedOf(const ComponentResult& component, const char* item) const {
    double sum = 0;
    for (const auto& used : result_.usage.items)
      if (used.component == component.id && used.item == item) sum += static_cast<double>(used.quantity);
    return sum;
  }

  double billedFor(const ComponentResult& component, const char* item) const {
    double sum = 0;
    for (const auto& line : result_.bill.lines)
      if (line.component == component.id && line.item == item) sum += static_cast<double>(line.amount);
    return sum;
  }

  std::string money(double amount) const { return fmt::format("{:.2f} {} a month", amount, result_.bill.currency); }

  void provisioned(const ComponentResult& component, const model::Function& function) {
    const double kept = usedOf(component, "provisioned-reserved"), busy = usedOf(component, "provisioned-compute");
    if (function.provisionedConcurrency.value_or(0) == 0 || kept <= 0 || busy >= kHardlyBusy * kept) return;
    const double most = std::ceil(meanOf(component.figures, "concurrency.max"));
    const bool fewer = most >= 1 && most < *function.provisionedConcurrency;
    tell(Severity::info, "run-idle-provisioned", component.id + ".provisioned-concurrency",
         fmt::format("the provisioned instances were busy {} of the time; keeping them costs {}", percent(busy / kept),
                     money(billedFor(component, "provisioned-reserved"))),
         fewer ? fmt::format("at most {:.0f} were busy at once: keep so many, or none if a cold start now and then will do",
                             most)
               : "keep none if a cold start now and then will do, or start from a snapshot",
         fewer ? fmt::format("{:.0f}", most) : std::string());
  }

  void filled(const ComponentResult& component, const model::Function& function) {
    const auto used = valueOf(component.figures, "memory_used_mib.max");
    const double whole = static_cast<double>(function.memory.bytes) / static_cast<double>(model::mebibytes(1).bytes);
    if (!used || *used <= 0 || *used >= kHardlyFilled * whole) return;
    const double amount = billedFor(component, "compute");
    if (amount < kWorthTelling) return;
    tell(Severity::info, "run-memory-unused", component.id + ".memory",
         fmt::format("at most {:.0f} MiB of {} were used, and its memory costs {}", *used, model::toText(function.memory),
                     money(amount)),
         "try less, and see how much slower it gets: CPU comes with memory");
  }

  void polled(const ComponentResult& component) {
    for (const auto& used : result_.usage.items) {
      if (used.component != component.id || used.item != "requests" || used.quantity <= 0) continue;
      const double empty = static_cast<double>(used.withoutTraffic / used.quantity);
      const double amount = billedFor(component, "requests");
      if (empty < kMostlyEmpty || amount * empty < kWorthTelling) continue;
      tell(Severity::info, "run-empty-receives", component.id,
           fmt::format("{} of the requests are receives that find nothing; they cost about {}",
                       percent(std::min(1.0, empty)), money(amount * std::min(1.0, empty))),
           "let what sends invoke the function itself, or let one queue serve several senders");
    }
  }

  const Result& result_;
  const model::Architecture& architecture_;
  model::Problems problems_;
};

}  // namespace

model::Problems runAdvice(const Result& result, const model::Architecture& architecture) {
  return Advisor(result, architecture).of();
}

}  // namespace virga::simulator
