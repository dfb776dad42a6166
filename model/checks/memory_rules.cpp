#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/checks/rules.h"
#include "model/checks/typical_time.h"
#include "model/checks/waited_for.h"

// What a function pays for: memory, the time that it waits, instances and packages. The figures are those of a warm
// invocation with nothing in its way; a run tells more.
namespace virga::model {
namespace {

// Percentages that count as the same, as a gain, and as a loss.
constexpr double kSameCost = 1.02, kSameTime = 1.05, kMuchFaster = 0.6, kMuchCheaper = 0.75;
constexpr double kFeltSeconds = 0.05;
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html: sizes that power tuning tries.
constexpr std::int64_t kTriedSizes[] = {128, 256, 512, 1024, 1769, 3072};  // MiB

std::optional<double> unitPrice(const Catalog& catalog, const char* item, const Function& function) {
  const auto* price = catalog.price("function", item, function.architecture == CpuArchitecture::arm64 ? "arm64" : "x86_64");
  if (!price || price->tiers.empty()) return std::nullopt;
  return static_cast<double>(price->tiers.front().price / price->unitsPerMetered);
}

// One invocation at one size of memory.
struct Sized {
  ByteSize memory;
  double seconds = 0, cost = 0;  // cost in the catalog's currency, without the charge per request
};

class Sizes {
 public:
  Sizes(const Checked& checked, const Function& function, TypicalTime time)
      : catalog_(checked.catalog),
        time_(time),
        compute_(unitPrice(catalog_, "compute", function)),
        vcpu_(unitPrice(catalog_, "vcpu", function)),
        ghz_(unitPrice(catalog_, "ghz", function)),
        granularity_(durationOf("function.billing-granularity")),
        minimum_(durationOf("function.billing-minimum")) {}

  bool arePriced() const { return compute_.has_value(); }

  Sized at(ByteSize memory) const {
    constexpr double kGigabyte = 1024.0 * 1024 * 1024;
    const double all = catalog_.vcpus(memory);
    const double seconds = time_.at(all > 0 ? std::min(1.0, all) : 1);
    double billed = granularity_ > 0 ? std::ceil(seconds / granularity_ - 1e-9) * granularity_ : seconds;
    billed = std::max(billed, minimum_);
    const double perSecond = *compute_ * static_cast<double>(catalog_.billedMemory(memory).bytes) / kGigabyte +
                             vcpu_.value_or(0) * all + ghz_.value_or(0) * catalog_.gigahertz(memory).value_or(0);
    return {memory, seconds, billed * perSecond};
  }

  std::vector<Sized> all() const {
    std::vector<Sized> sizes;
    for (const auto& size : catalog_.instanceSizes) sizes.push_back(at(size.memory));
    if (catalog_.instanceSizes.empty())
      for (const auto mib : kTriedSizes)
        if (mebibytes(mib) >= catalog_.size("function.memory-min") && mebibytes(mib) <= catalog_.size("function.memory-max"))
          sizes.push_back(at(mebibytes(mib)));
    return sizes;
  }

 private:
  double durationOf(const char* id) const { return catalog_.find(id) ? catalog_.duration(id).seconds() : 0; }

  const Catalog& catalog_;
  TypicalTime time_;
  std::optional<double> compute_, vcpu_, ghz_;
  double granularity_, minimum_;
};

std::string timeText(double seconds) {
  return seconds < 1 ? fmt::format("{:.0f} ms", seconds * 1000) : fmt::format("{:.2g} s", seconds);
}

// Each invocation has an instance of its own and is billed for itself.
bool billsExecutions(const Checked& checked, const Function& function) {
  const auto& catalog = checked.catalog;
  return catalog.find("function.billing") && catalog.text("function.billing") != "instances" &&
         function.instanceConcurrency.value_or(static_cast<int>(catalog.instanceConcurrency(function.memory))) == 1;
}

// Memory that is known to suffice; nothing where the design doesn't say what is used.
std::optional<ByteSize> needed(const Function& function) {
  if (!function.memoryUsed && !function.memoryPerInvocation) return std::nullopt;
  return bytes(function.memoryUsed.value_or(ByteSize{}).bytes + function.memoryPerInvocation.value_or(ByteSize{}).bytes);
}

void checkSize(const Checked& checked, const ComponentId& id, const Function& function, TypicalTime time, bool isWaitedFor,
               Problems& problems) {
  const Sizes sizes(checked, function, time);
  if (!sizes.arePriced() || time.computing <= 0) return;
  const auto now = sizes.at(checked.catalog.instanceMemory(function.memory));
  if (now.cost <= 0) return;
  const auto need = needed(function);
  std::optional<Sized> faster, cheaper;
  for (const auto& size : sizes.all()) {
    if (size.memory > now.memory && isWaitedFor && size.cost <= kSameCost * now.cost &&
        size.seconds <= kMuchFaster * now.seconds && now.seconds - size.seconds >= kFeltSeconds &&
        (!faster || size.seconds < faster->seconds))
      faster = size;
    // Without a word on what is used only CPU that one thread can't use is known to be too much.
    const bool fits = need ? size.memory >= *need : checked.catalog.vcpus(size.memory) >= 1;
    if (size.memory < now.memory && fits && size.seconds <= kSameTime * now.seconds &&
        size.cost <= kMuchCheaper * now.cost && (!cheaper || size.cost < cheaper->cost))
      cheaper = size;
  }
  if (faster)
    report(
        problems, Severity::info, "too-little-memory", id + ".memory",
        fmt::format("with {} an invocation of '{}' takes about {} instead of {}, for the same money: CPU comes with memory",
                    toText(faster->memory), id, timeText(faster->seconds), timeText(now.seconds)),
        fmt::format("try {}, and measure", toText(faster->memory)), toText(faster->memory));
  if (cheaper)
    report(problems, Severity::info, "too-much-memory", id + ".memory",
           need
               ? fmt::format("with {} an invocation of '{}' takes as long, uses what it needs and costs {:.0f} % less",
                             toText(cheaper->memory), id, 100 * (1 - cheaper->cost / now.cost))
               : fmt::format("with {} an invocation of '{}' takes as long and costs {:.0f} % less: more than one vCPU helps "
                             "no single thread",
                             toText(cheaper->memory), id, 100 * (1 - cheaper->cost / now.cost)),
           need ? fmt::format("try {}, and measure", toText(cheaper->memory))
                : fmt::format("try {} unless it needs the memory; memory-used says what it needs", toText(cheaper->memory)),
           toText(cheaper->memory));
}

constexpr double kLongWait = 1, kLittleWork = 0.05;  // seconds; share of the time

}  // namespace

void checkMemorySizes(const Checked& checked, Problems& problems) {
  TypicalTimes times(checked);
  const auto waited = waitedFor(checked);
  for (const auto& [id, description, kind] : checked.architecture.components)
    if (const auto* function = std::get_if<Function>(&kind); function && billsExecutions(checked, *function))
      checkSize(checked, id, *function, times.of(function->steps), waited.contains(id), problems);
}

void checkPaidWaits(const Checked& checked, Problems& problems) {
  TypicalTimes times(checked);
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* function = std::get_if<Function>(&kind);
    if (!function || !billsExecutions(checked, *function)) continue;
    const auto time = times.of(function->steps);
    const double whole = time.at(times.vcpus(*function));
    if (time.waiting < kLongWait || whole - time.waiting > kLittleWork * whole) continue;
    report(problems, Severity::info, "paid-wait", id,
           fmt::format("an invocation of '{}' takes about {} and waits {:.0f} % of it, which is billed", id, timeText(whole),
                       100 * time.waiting / whole),
           "let a workflow wait, or start the work by a message and go on when its answer comes");
  }
}

void checkPackages(const Checked& checked, Problems& problems) {
  constexpr double kFelt = 1;  // s
  const auto& catalog = checked.catalog;
  if (!catalog.find("function.cold-start-package-load")) return;
  const double perMebibyte = catalog.duration("function.cold-start-package-load").seconds();
  const auto measured = catalog.size("function.cold-start-package-measured");
  const auto waited = waitedFor(checked);
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* function = std::get_if<Function>(&kind);
    if (!function || startOf(*function) != StartFrom::zip || !waited.contains(id)) continue;
    if (function->provisionedConcurrency.value_or(0) > 0) continue;
    const double load = static_cast<double>(function->package.bytes - measured.bytes) /
                        static_cast<double>(mebibytes(1).bytes) * perMebibyte;
    if (load < kFelt) continue;
    report(problems, Severity::info, "heavy-package", id + ".package",
           fmt::format("loading {} takes up to {:.2g} s of each cold start of '{}', and somebody waits for it",
                       toText(function->package), load, id),
           "leave out what isn't used, load the rest when it is needed, or start from a snapshot");
  }
}

void checkIdleProvisioned(const Checked& checked, Problems& problems) {
  const auto waited = waitedFor(checked);
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* function = std::get_if<Function>(&kind);
    if (!function || function->provisionedConcurrency.value_or(0) == 0 || waited.contains(id)) continue;
    report(
        problems, Severity::info, "provisioned-unwaited", id + ".provisioned-concurrency",
        fmt::format("'{}' keeps {} initialised at all hours, and nobody waits for it", id,
                    *function->provisionedConcurrency == 1 ? std::string("one instance")
                                                           : fmt::format("{} instances", *function->provisionedConcurrency)),
        "leave it out: messages can wait for a cold start", "0");
  }
}

}  // namespace virga::model
