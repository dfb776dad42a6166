#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/catalog/map_reader.h"
#include "model/pricing/bill.h"
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

// GB-seconds of `requests` executions, GB = 2^30 B.
Decimal compute(const Decimal& requests, Duration duration, ByteSize memory) {
  static const Decimal perByte("9.31322574615478515625e-10");  // 2^-30; a product is exact where a quotient isn't
  static const Decimal perNanosecond("1e-9");
  return requests * duration.nanoseconds * memory.bytes * perByte * perNanosecond;
}

class UsageReader {
 public:
  UsageReader(ProblemLog& log, const Rounding& rounding) : log_(log), rounding_(rounding) {}

  Usage read(const Tree& document) {
    const MapReader top(document, "", log_);
    top.allowOnly({"period", "per", "components"});
    readPeriod(top);
    if (const auto* node = top.require("components")) {
      const MapReader components(*node, "components", log_);
      for (const auto& [id, entry, origin] : components.entries()) readComponent(id, MapReader(entry, id, log_));
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
    if (const auto per = top.text("per")) {
      usage_.monthly = *per == "month";
      if (!usage_.monthly)
        top.error("per", "invalid-value", fmt::format("'per: {}' isn't known", *per),
                  "'per: month', or a period such as 'period: 30 d'");
    }
  }

  void readComponent(const std::string& id, const MapReader& fields) {
    const auto kind = fields.requiredText("kind");
    if (!kind) return;
    const auto kinds = meteredKinds();
    if (std::find(kinds.begin(), kinds.end(), *kind) == kinds.end()) {
      fields.error("kind", "unknown-kind", fmt::format("unknown kind '{}'", *kind), suggestion(*kind, kinds));
      return;
    }
    auto known = meteredItemNames(*kind);
    known.insert(known.begin(), "kind");
    const bool function = *kind == "function";
    if (function) known.insert(known.end(), {"architecture", "variant", "duration", "memory"});
    fields.allowOnly(known);
    const auto variant = function ? architecture(fields) : std::string();
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

  std::string architecture(const MapReader& fields) {
    static const auto& choices = findMeteredItem("function", "compute")->variants;
    if (fields.find("architecture") && fields.find("variant"))
      fields.error("variant", "contradiction", "'architecture' and 'variant' mean the same; state one");
    const auto* key = fields.find("variant") ? "variant" : "architecture";
    const auto text = fields.text(key);
    if (!text) return choices.front();
    if (std::find(choices.begin(), choices.end(), *text) == choices.end())
      fields.error(key, "invalid-value", fmt::format("'{}' isn't an architecture", *text), suggestion(*text, choices));
    return *text;
  }

  // compute from requests, duration and memory.
  void readExecutions(const std::string& id, const std::string& variant, const MapReader& fields) {
    const auto* durationNode = fields.find("duration");
    const auto* memoryNode = fields.find("memory");
    if (!durationNode && !memoryNode) return;
    for (const char* key : {"requests", "duration", "memory"})
      if (!fields.find(key))
        log_.error(fields.origin(), fields.pathOf(key), "missing-key", fmt::format("'{}' is missing", fields.pathOf(key)),
                   "requests, duration and memory together give the compute");
    if (fields.find("compute"))
      fields.error("compute", "contradiction", "'compute' is stated and also follows from duration and memory",
                   "state one of the two");
    const auto duration = fields.parsed<Duration>("duration", parseDuration);
    const auto memory = fields.parsed<ByteSize>("memory", parseByteSize);
    if (!duration || !memory || usage_.items.empty() || usage_.items.back().component != id) return;
    const auto requests = std::find_if(usage_.items.begin(), usage_.items.end(), [&](const UsageItem& item) {
      return item.component == id && item.item == "requests";
    });
    if (requests == usage_.items.end()) return;
    const auto quantity = compute(requests->quantity, billed(*duration, rounding_), *memory);
    usage_.items.insert(requests + 1, {id, "function", "compute", variant, quantity});
  }

  ProblemLog& log_;
  Rounding rounding_;
  Usage usage_;
};

}  // namespace

tl::expected<Usage, Problems> readUsage(std::string_view text, std::string_view fileName, const Catalog& catalog) {
  const std::string file(fileName);
  const auto document = parseDocument(text, file);
  if (!document) return tl::unexpected(Problems{document.error()});
  ProblemLog log{file, {}};
  const Rounding rounding{catalog.duration("function.billing-granularity"), catalog.duration("function.billing-minimum")};
  auto usage = UsageReader(log, rounding).read(*document);
  if (hasErrors(log.problems)) return tl::unexpected(std::move(log.problems));
  return usage;
}

}  // namespace virga::model
