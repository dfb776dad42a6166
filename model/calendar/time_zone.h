#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/calendar/cron.h"
#include "model/units/duration.h"

// Times of day in the zones of the tz database (IANA), which the system provides.
namespace virga::model {

bool isTimeZone(const std::string& name);

// A local date and time "2026-01-05 00:00" in UTC, as seconds since 1970-01-01 00:00 UTC. The error says what is wrong.
tl::expected<std::int64_t, std::string> parseDateTime(const std::string& text);

// The instants in [start, start + duration) at which the expression's local time comes in the zone, as durations since
// `start` (seconds since 1970-01-01 00:00 UTC), rising. A time that the clock skips comes at the end of the gap; one that
// it shows twice comes once, the first time. At most `most` of them. The zone must exist.
std::vector<Duration> cronTimes(const Cron& cron, const std::string& zone, std::int64_t start, Duration duration,
                                std::size_t most);

}  // namespace virga::model
