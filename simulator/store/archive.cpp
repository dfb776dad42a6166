#include "simulator/store/archive.h"

#include <bit>

namespace virga::simulator {

namespace {

constexpr unsigned kBitsPerByte = 7;
constexpr std::size_t kRealSize = 8;
constexpr std::size_t kMostReals = std::size_t{1} << 26;  // of one column
enum Packing : std::uint64_t { plain, runs };

// Lengths of stretches of the same bits.
std::vector<std::size_t> stretches(const std::vector<double>& values) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (i > 0 && std::bit_cast<std::uint64_t>(values[i]) == std::bit_cast<std::uint64_t>(values[i - 1]))
      ++out.back();
    else
      out.push_back(1);
  return out;
}

}  // namespace

void ArchiveWriter::whole(std::uint64_t value) {
  constexpr std::uint64_t kMore = 1U << kBitsPerByte;
  for (; value >= kMore; value >>= kBitsPerByte) bytes_ += static_cast<char>(value % kMore | kMore);
  bytes_ += static_cast<char>(value);
}

// Small numbers of either sign are short: 0, -1, 1, -2 … are 0, 1, 2, 3 …
void ArchiveWriter::signedWhole(std::int64_t value) {
  whole(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
}

void ArchiveWriter::real(double value) {
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (std::size_t i = 0; i < kRealSize; ++i, bits >>= 8) bytes_ += static_cast<char>(bits & 0xffU);
}

void ArchiveWriter::text(const std::string& value) {
  const auto [known, isNew] = texts_.emplace(value, texts_.size() + 1);
  if (!isNew) return whole(known->second);
  whole(0);
  whole(value.size());
  bytes_ += value;
}

void ArchiveWriter::reals(const std::vector<double>& values) {
  whole(values.size());
  const auto lengths = stretches(values);
  const bool repeats = lengths.size() * (kRealSize + 1) < values.size() * kRealSize;
  whole(repeats ? runs : plain);
  if (!repeats) {
    for (const double value : values) real(value);
    return;
  }
  std::size_t at = 0;
  for (const auto length : lengths) {
    whole(length);
    real(values[at]);
    at += length;
  }
}

std::string_view ArchiveReader::take(std::uint64_t size) {
  if (size > rest_.size()) throw DamagedArchive("it ends too early");
  const auto taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

std::uint64_t ArchiveReader::whole() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += kBitsPerByte) {
    const auto byte = static_cast<unsigned char>(take(1).front());
    value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
    if (byte < 0x80U) return value;
  }
  throw DamagedArchive("a number in it is too long");
}

std::int64_t ArchiveReader::signedWhole() {
  const auto value = whole();
  return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
}

double ArchiveReader::real() {
  std::uint64_t bits = 0;
  const auto bytes = take(kRealSize);
  for (std::size_t i = kRealSize; i-- > 0;) bits = bits << 8 | static_cast<unsigned char>(bytes[i]);
  return std::bit_cast<double>(bits);
}

std::string ArchiveReader::text() {
  const auto known = whole();
  if (known > texts_.size()) throw DamagedArchive("it repeats a text that it doesn't have");
  if (known > 0) return texts_[known - 1];
  texts_.emplace_back(take(whole()));
  return texts_.back();
}

std::vector<double> ArchiveReader::reals() {
  const auto size = whole();
  const auto packing = whole();
  if (size > kMostReals || packing > runs) throw DamagedArchive("a column in it can't be read");
  std::vector<double> values;
  if (packing == plain) {
    if (size * kRealSize > rest_.size()) throw DamagedArchive("it ends too early");
    values.reserve(size);
    while (values.size() < size) values.push_back(real());
    return values;
  }
  while (values.size() < size) {
    const auto length = whole();
    if (length == 0 || length > size - values.size()) throw DamagedArchive("a column in it can't be read");
    values.insert(values.end(), length, real());
  }
  return values;
}

std::size_t ArchiveReader::count() {
  const auto size = whole();
  if (size > rest_.size()) throw DamagedArchive("it ends too early");
  return size;
}

}  // namespace virga::simulator
