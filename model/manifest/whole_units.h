#pragma once

#include <cstdint>

#include "model/units/byte_size.h"
#include "model/units/duration.h"

namespace virga::model {

// Whole units for formats that take no fractions, rounded up.
constexpr std::int64_t ceilSeconds(Duration duration) { return (duration.nanoseconds + 999'999'999) / 1'000'000'000; }
constexpr std::int64_t ceilMebibytes(ByteSize size) { return (size.bytes + 1'048'575) / 1'048'576; }
constexpr std::int64_t ceilGibibytes(ByteSize size) { return (size.bytes + 1'073'741'823) / 1'073'741'824; }

}  // namespace virga::model
