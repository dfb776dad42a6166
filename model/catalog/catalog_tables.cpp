#include "model/catalog/catalog_tables.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/catalog/value_text.h"

namespace virga::model {
namespace {

std::optional<Duration> durationAt(const Tree& tree, const std::string& path, ProblemLog& log) {
  const auto value = tree.isScalar() ? parseDuration(tree.scalar) : tl::unexpected(std::string("a duration is expected"));
  if (value) return *value;
  log.error(tree.origin, path, "invalid-value", value.error());
  return {};
}

StartFrom startFrom(const MapReader& fields) {
  const auto word = fields.text("from").value_or("zip");
  if (word == "image") return StartFrom::image;
  if (word == "snapshot") return StartFrom::snapshot;
  if (word != "zip") fields.error("from", "invalid-value", fmt::format("'{}' isn't zip, image or snapshot", word));
  return StartFrom::zip;
}

// The first call at each of the profile's memory sizes.
void readFirstCalls(const MapReader& fields, std::size_t from, std::vector<ColdStartFact>& facts, ProblemLog& log) {
  const auto* node = fields.find("first-call");
  if (!node) return;
  const MapReader sizes(*node, fields.pathOf("first-call"), log);
  const auto begin = facts.begin() + static_cast<std::ptrdiff_t>(from);
  for (const auto& [memory, entry, origin] : sizes.entries()) {
    const auto size = parseByteSize(memory);
    const auto fact = std::find_if(begin, facts.end(), [&](const auto& f) { return size && f.memory == *size; });
    if (fact == facts.end())
      log.error(origin, sizes.pathOf(memory), "invalid-value", fmt::format("'at' has no memory of {}", memory));
    else if (const auto time = durationAt(entry, sizes.pathOf(memory), log))
      fact->firstCall = *time;
  }
  if (static_cast<std::ptrdiff_t>(sizes.entries().size()) < facts.end() - begin)
    fields.error("first-call", "missing-value", "a first call is expected at each memory of 'at'");
}

// One row: what an instance is made from, its runtime and architecture, with median and 99th percentile at each memory.
void readProfile(const MapReader& fields, const CatalogSource& source, std::vector<ColdStartFact>& facts, ProblemLog& log) {
  fields.allowOnly({"runtime", "from", "architecture", "at", "first-call"});
  ColdStartFact fact;
  fact.runtime = fields.requiredText("runtime").value_or("");
  fact.from = startFrom(fields);
  fact.architecture = fields.requiredText("architecture").value_or("*");
  if (fact.architecture != "x86_64" && fact.architecture != "arm64" && fact.architecture != "*")
    fields.error("architecture", "invalid-value", fmt::format("'{}' isn't an architecture", fact.architecture),
                 "x86_64, arm64 or *");
  fact.source = source.cite;
  fact.asOf = source.asOf;
  fact.sourced = source.confidence == Confidence::sourced;
  const auto* at = fields.require("at");
  if (!at) return;
  const auto first = facts.size();
  const MapReader sizes(*at, fields.pathOf("at"), log);
  if (at->isMap() && sizes.entries().empty())
    log.error(at->origin, sizes.path(), "missing-value", "a memory size is expected");
  for (const auto& [memory, quantiles, origin] : sizes.entries()) {
    const auto path = sizes.pathOf(memory);
    const auto size = parseByteSize(memory);
    if (!size || *size <= ByteSize{}) {
      log.error(quantiles.origin, path, "invalid-value", size ? "the memory must be above 0" : size.error());
      continue;
    }
    if (quantiles.items.size() != 2) {
      log.error(quantiles.origin, path, "wrong-type", "two durations are expected: the median and the 99th percentile");
      continue;
    }
    const auto median = durationAt(quantiles.items[0], path, log), p99 = durationAt(quantiles.items[1], path, log);
    if (!median || !p99) continue;
    const bool none = *median == Duration{} && *p99 == Duration{};
    if (!none && (*median <= Duration{} || *p99 <= *median)) {
      log.error(quantiles.origin, path, "invalid-value", "the 99th percentile must be above the median, and both above 0",
                "[0 ms, 0 ms] for no cold start");
      continue;
    }
    fact.memory = *size;
    fact.median = *median;
    fact.p99 = *p99;
    facts.push_back(fact);
  }
  readFirstCalls(fields, first, facts, log);
}

}  // namespace

std::vector<ColdStartFact> readColdStarts(const Tree& tree, const CatalogSources& sources, ProblemLog& log) {
  std::vector<ColdStartFact> facts;
  if (!tree.isList()) {
    log.error(tree.origin, "cold-starts", "wrong-type", "a list of sources with their profiles is expected");
    return facts;
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const MapReader group(tree.items[i], fmt::format("cold-starts.{}", i), log);
    group.allowOnly({"source", "note", "profiles"});
    const auto source = sourceOf(group, sources).value_or(CatalogSource{});
    const auto* profiles = group.require("profiles");
    if (!profiles) continue;
    if (!profiles->isList()) {
      log.error(profiles->origin, group.pathOf("profiles"), "wrong-type", "a list of profiles is expected");
      continue;
    }
    for (std::size_t k = 0; k < profiles->items.size(); ++k)
      readProfile(MapReader(profiles->items[k], fmt::format("{}.{}", group.pathOf("profiles"), k), log), source, facts, log);
  }
  const auto has = [&](StartFrom from, bool any) {
    return std::any_of(facts.begin(), facts.end(),
                       [&](const auto& fact) { return fact.from == from && (any || fact.runtime == "*"); });
  };
  if (!has(StartFrom::zip, false) || (has(StartFrom::image, true) && !has(StartFrom::image, false)))
    log.error(tree.origin, "cold-starts", "missing-key", "a profile of runtime '*' is missing",
              "it stands for runtimes without an own one");
  return facts;
}

std::vector<InstanceSize> readInstanceSizes(const Tree& tree, const std::string& path, const CatalogSources& sources,
                                            ProblemLog& log) {
  std::vector<InstanceSize> sizes;
  if (!tree.isList() || tree.items.size() == 0) {
    log.error(tree.origin, path, "wrong-type", "a list of sizes is expected", "[{memory: 2 GiB, vcpus: 1, source: …}]");
    return sizes;
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const MapReader fields(tree.items[i], fmt::format("{}.{}", path, i), log);
    fields.allowOnly({"memory", "vcpus", "concurrency", "provisioned-unit", "ghz", "source", "note"});
    InstanceSize size;
    fields.require("memory");
    fields.require("vcpus");
    size.memory = fields.parsed<ByteSize>("memory", parseByteSize).value_or(ByteSize{});
    size.vcpus = fields.parsed<double>("vcpus", parseNumber).value_or(0);
    size.concurrency = fields.parsed<double>("concurrency", parseNumber);
    size.gigahertz = fields.parsed<double>("ghz", parseNumber);
    size.provisionedUnit = static_cast<int>(fields.parsed<double>("provisioned-unit", parseNumber).value_or(1));
    if (const auto source = sourceOf(fields, sources)) size.source = source->cite;
    if (size.vcpus <= 0 || (size.concurrency && *size.concurrency < 1) || size.provisionedUnit < 1 ||
        (size.gigahertz && *size.gigahertz <= 0))
      log.error(tree.items[i].origin, fields.path(), "invalid-value",
                "vcpus and ghz must be above 0, concurrency and provisioned-unit at least 1");
    if (!sizes.empty() && size.memory <= sizes.back().memory)
      log.error(tree.items[i].origin, fields.path(), "invalid-value", "the sizes must rise");
    sizes.push_back(std::move(size));
  }
  return sizes;
}

}  // namespace virga::model
