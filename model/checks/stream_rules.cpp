#include <algorithm>

#include <fmt/format.h>

#include "model/checks/rules.h"

namespace virga::model {
namespace {

// A batch whose invocation fails blocks its shard until it succeeds or is given up; both bounds are off by default, and
// a destination for failures alone gives nothing up.
// https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html
void checkConsumer(const Checked& checked, const StreamConsumer& consumer, const std::string& path,
                   const std::string& records, const std::optional<Duration>& retention, Problems& problems) {
  const bool givesUp = consumer.maxRetries || consumer.maxAge;
  if (!givesUp)
    report(problems, Severity::warning, "poison-record", path,
           fmt::format("one of the {} that always fails blocks its shard until it expires{}", records,
                       retention ? fmt::format(", {}", toText(*retention)) : ""),
           consumer.onFailure ? "add max-retries or max-age" : "add max-retries or max-age, and a queue as on-failure");
  else if (!consumer.onFailure)
    report(problems, Severity::info, "lost-records", path,
           fmt::format("{} that are given up are lost without a trace", records), "add a queue as on-failure");
  const auto* function = checked.find<Function>(consumer.to.id);
  if (!function) return;
  const auto age = consumer.maxAge && retention ? std::min(*consumer.maxAge, *retention)
                                                : (consumer.maxAge ? consumer.maxAge : retention);
  if (age && function->timeout > *age)
    report(problems, Severity::warning, "timeout-beyond-age", path + (consumer.maxAge ? ".max-age" : ".to"),
           fmt::format("'{}' may work on a batch for {}, while its {} are given up after {}", consumer.to.id,
                       toText(function->timeout), records, toText(*age)),
           fmt::format("a shorter timeout of '{}', or a greater age", consumer.to.id));
}

}  // namespace

void checkStreams(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, kind] : checked.architecture.components) {
    if (const auto* stream = std::get_if<Stream>(&kind))
      for (std::size_t i = 0; i < stream->consumers.size(); ++i)
        checkConsumer(checked, stream->consumers[i], fmt::format("{}.consumers.{}", id, i), "records", stream->retention,
                      problems);
    if (const auto* table = std::get_if<NosqlDb>(&kind))
      for (std::size_t i = 0; i < table->changes.size(); ++i)
        checkConsumer(checked, table->changes[i], fmt::format("{}.changes.{}", id, i), "changes", std::nullopt, problems);
  }
}

}  // namespace virga::model
