#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace virga::model {

// An amount of memory or data in bytes.
struct ByteSize {
  std::int64_t bytes = 0;

  constexpr auto operator<=>(const ByteSize&) const = default;
  constexpr double mebibytes() const { return static_cast<double>(bytes) / 1048576.0; }
  constexpr double gibibytes() const { return static_cast<double>(bytes) / 1073741824.0; }
};

constexpr ByteSize bytes(std::int64_t n) { return {n}; }
constexpr ByteSize kibibytes(std::int64_t n) { return {n * 1024}; }
constexpr ByteSize mebibytes(std::int64_t n) { return {n * 1048576}; }
constexpr ByteSize gibibytes(std::int64_t n) { return {n * 1073741824}; }

// Reads "512 MiB", "4KiB", "1.5 GB", "200 B"; binary units B, KiB, MiB, GiB, TiB and decimal units kB, MB, GB, TB.
// A number without a unit, a negative one or one that isn't a whole number of bytes is an error.
tl::expected<ByteSize, std::string> parseByteSize(std::string_view text);

// The shortest exact text; binary units are preferred.
std::string toText(ByteSize size);

}  // namespace virga::model
