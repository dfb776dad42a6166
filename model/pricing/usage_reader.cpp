#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/catalog/map_reader.h"
#include "model/pricing/bill.h"
#include "model/pricing/charged_items.h"
#include "model/pricing/usage_items.h"
#include "model/units/quantity.h"

namespace virga::model {
namespace {

// How a platform rounds the time of one execution.
struct Rounding {
  Duration granularity;
  Duration minimum;
};

tl::expected<Decimal, std::string> parseCount(std::string_view text) {
  static const std::array<std::pair<std::string_view, std::int64_t>, 4> suffixes = {
      {{"", 1}, {"k", 1'000}, {"M", 1'000'000}, {"B", 1'000'000'000}}};
  static const Decimal most("1e21");  // far above what all providers together sell in a month
  const auto split = splitNumber(text, true);
  if (!split) return tl::unexpected(split.error());
  for (const auto& [suffix, factor] : suffixes)
    if (split->rest == suffix) {
      const auto number = parseDecimal(split->number);
      if (!number) return tl::unexpected(number.error());
      const Decimal count = *number * factor;
      if (count > most) return tl::unexpected(fmt::format("'{}' is out of range; it must be at most 1000000000000B", text));
      return count;
    }
  return tl::unexpected(fmt::format("'{}' isn't a count: a plain number, or one with k, M or B, is expected", text));
}

Duration billed(Duration duration, const Rounding& rounding) {
  const auto step = rounding.granularity.nanoseconds;
  const auto steps = duration.nanoseconds / step + (duration.nanoseconds % step != 0 ? 1 : 0);
  return std::max(rounding.minimum, Duration{steps * step});
}

// Seconds of `requests` executions.
Decimal executed(const Decimal& requests, Duration duration) {
  static const Decimal perNanosecond("1e-9");  // a product is exact where a quotient isn't
  return requests * duration.nanoseconds * perNanosecond;
}

Decimal gigabytes(ByteSize memory) {
  static const Decimal perByte("9.31322574615478515625e-10");  // 2^-30
  return perByte * memory.bytes;
}

Decimal plain(double value) { return Decimal(plainText(value)); }

class UsageReader {
 public:
  UsageReader(ProblemLog& log, const Catalog& catalog, const Architecture* project)
      : log_(log),
        catalog_(catalog),
        charged_(catalog),
        rounding_{catalog.duration("function.billing-granularity"), catalog.duration("function.billing-minimum")},
        project_(project) {}

  Usage read(const Tree& document) {
    const MapReader top(document, "", log_);
    top.allowOnly({"period", "per", "month", "time-per-month", "components"});
    readPeriod(top);
    if (const auto* node = top.require("components")) {
      const MapReader components(*node, "components", log_);
      for (const auto& [id, entry, origin] : components.entries())
        if (isKnown(id, origin)) readComponent(id, MapReader(entry, id, log_));
    }
    return std::move(usage_);
  }

 private:
  void readPeriod(const MapReader& top) {
    if (!top.find("period") && !top.find("per") && top.isMap())
      log_.error(top.origin(), "period", "missing-key", "'period' is missing", "'period: 30 d', or 'per: month'");
    if (top.find("period") && top.find("per")) top.error("per", "contradiction", "'period' and 'per' exclude each other");
    if (const auto period = top.parsed<Duration>("period", parseDuration)) {
      usage_.period = *period;
      if (*period <= Duration{}) top.error("period", "invalid-value", "the period must be above 0");
    }
    if (const auto month = top.parsed<Duration>("month", parseDuration)) {
      usage_.hoursPerMonth = Decimal(month->nanoseconds) / hours(1).nanoseconds;
      if (*month < days(28) || *month > days(31)) top.error("month", "invalid-value", "a month has 28 to 31 days");
    }
    if (const auto time = top.parsed<Duration>("time-per-month", parseDuration)) {
      usage_.timePerMonth = *time;
      if (*time <= Duration{} || *time > days(31))
        top.error("time-per-month", "invalid-value", "the time of such traffic in a month is above 0 and at most 31 d");
    }
    for (const auto* key : {"month", "time-per-month"})
      if (top.find("per") && top.find(key))
        top.error(key, "contradiction",
                  fmt::format("'per' and '{}' exclude each other: a month's quantities aren't scaled", key));
    if (const auto per = top.text("per")) {
      usage_.monthly = *per == "month";
      if (!usage_.monthly)
        top.error("per", "invalid-value", fmt::format("'per: {}' isn't known", *per),
                  "'per: month', or a period such as 'period: 30 d'");
    }
  }

  bool isKnown(const std::string& id, const Origin& origin) {
    if (!project_ || project_->find(id)) return true;
    std::vector<std::string> known;
    for (const auto& component : project_->components) known.push_back(component.id);
    log_.error(origin, id, "unknown-component", fmt::format("unknown component '{}'", id), suggestion(id, known));
    return false;
  }

  // As stated, else as the project has it; the two must agree.
  std::optional<std::string> kindOf(const std::string& id, const MapReader& fields) {
    if (!project_) return fields.requiredText("kind");
    const std::string own(kindName(project_->find(id)->kind));
    if (!fields.isMap()) return {};
    if (!fields.find("kind")) return own;
    const auto stated = fields.text("kind");
    if (!stated || *stated == own) return stated;
    fields.error("kind", "contradiction", fmt::format("'{}' is a component of kind {} in the project", id, own),
                 "leave the kind out");
    return {};
  }

  const Function* functionOf(const std::string& id) const {
    const auto* component = project_ ? project_->find(id) : nullptr;
    return component ? std::get_if<Function>(&component->kind) : nullptr;
  }

  void readComponent(const std::string& id, const MapReader& fields) {
    const auto kind = kindOf(id, fields);
    if (!kind) return;
    const auto kinds = meteredKinds();
    if (std::find(kinds.begin(), kinds.end(), *kind) == kinds.end()) {
      if (fields.find("kind"))
        fields.error("kind", "unknown-kind", fmt::format("unknown kind '{}'", *kind), suggestion(*kind, kinds));
      else
        log_.error(fields.origin(), id, "unmetered-kind",
                   fmt::format("nothing of a component of kind {} is metered", *kind));
      return;
    }
    auto known = meteredItemNames(*kind);
    known.insert(known.begin(), "kind");
    const bool function = *kind == "function";
    if (function) known.insert(known.end(), {"architecture", "variant", "duration", "memory"});
    fields.allowOnly(known);
    const auto variant = function ? architecture(id, fields) : std::string();
    for (const auto& item : meteredItems()) {
      if (item.kind != *kind) continue;
      const auto itemVariant = function && !item.variants.empty() ? variant
                               : item.variants.empty()            ? std::string()
                                                                  : item.variants.front();
      if (const auto quantity = fields.parsed<Decimal>(item.item, parseCount))
        usage_.items.push_back({id, *kind, item.item, itemVariant, *quantity});
    }
    if (function) readExecutions(id, variant, fields);
  }

  std::string architecture(const std::string& id, const MapReader& fields) {
    static const auto& choices = findMeteredItem("function", "compute")->variants;
    if (fields.find("architecture") && fields.find("variant"))
      fields.error("variant", "contradiction", "'architecture' and 'variant' mean the same; state one");
    const auto* key = fields.find("variant") ? "variant" : "architecture";
    const auto text = fields.text(key);
    if (!text) {
      const auto* own = functionOf(id);
      return own && own->architecture == CpuArchitecture::arm64 ? "arm64" : choices.front();
    }
    if (std::find(choices.begin(), choices.end(), *text) == choices.end())
      fields.error(key, "invalid-value", fmt::format("'{}' isn't an architecture", *text), suggestion(*text, choices));
    return *text;
  }

  // compute, and what else is billed of executions, from requests, duration and memory.
  void readExecutions(const std::string& id, const std::string& variant, const MapReader& fields) {
    const auto* durationNode = fields.find("duration");
    const auto* memoryNode = fields.find("memory");
    if (!durationNode && !memoryNode) return;
    const auto* own = functionOf(id);
    for (const char* key : {"requests", "duration", "memory"})
      if (!fields.find(key) && !(own && key == std::string_view("memory")))
        log_.error(fields.origin(), fields.pathOf(key), "missing-key", fmt::format("'{}' is missing", fields.pathOf(key)),
                   "requests, duration and memory together give the compute");
    if (catalog_.text("function.billing") == "instances")
      fields.error(durationNode ? "duration" : "memory", "contradiction",
                   fmt::format("{} bills instances from start to end, not executions", planName()),
                   "state vcpu-hours and gb-hours");
    if (fields.find("compute"))
      fields.error("compute", "contradiction", "'compute' is stated and also follows from duration and memory",
                   "state one of the two");
    const auto duration = fields.parsed<Duration>("duration", parseDuration);
    auto memory = fields.parsed<ByteSize>("memory", parseByteSize);
    if (!memoryNode && own) memory = own->memory;
    if (!duration || !memory || usage_.items.empty() || usage_.items.back().component != id) return;
    const auto requests = std::find_if(usage_.items.begin(), usage_.items.end(), [&](const UsageItem& item) {
      return item.component == id && item.item == "requests";
    });
    if (requests == usage_.items.end()) return;
    const auto seconds = executed(requests->quantity, billed(*duration, rounding_));
    std::vector<UsageItem> items = {
        {id, "function", "compute", variant, seconds * gigabytes(catalog_.billedMemory(*memory))}};
    if (charged_.has("function", "vcpu"))
      items.push_back({id, "function", "vcpu", "", seconds * plain(catalog_.vcpus(*memory))});
    if (const auto gigahertz = catalog_.gigahertz(*memory); gigahertz && charged_.has("function", "ghz"))
      items.push_back({id, "function", "ghz", "", seconds * plain(*gigahertz)});
    usage_.items.insert(requests + 1, items.begin(), items.end());
  }

  std::string planName() const {
    for (const auto& plan : catalog_.plans)
      if (plan.id == catalog_.plan) return fmt::format("{} {}", catalog_.name, plan.name);
    return catalog_.name;
  }

  ProblemLog& log_;
  const Catalog& catalog_;
  ChargedItems charged_;
  Rounding rounding_;
  const Architecture* project_;
  Usage usage_;
};

}  // namespace

tl::expected<Usage, Problems> readUsage(std::string_view text, std::string_view fileName, const Catalog& catalog,
                                        const Architecture* project) {
  const std::string file(fileName);
  const auto document = parseDocument(text, file);
  if (!document) return tl::unexpected(Problems{document.error()});
  ProblemLog log{file, {}};
  auto usage = UsageReader(log, catalog, project).read(*document);
  if (hasErrors(log.problems)) return tl::unexpected(std::move(log.problems));
  return usage;
}

}  // namespace virga::model
