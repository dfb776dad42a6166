#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace virga::simulator {

// Bytes that don't make sense, and what about them.
struct DamagedArchive : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Writes values one after the other into bytes: whole numbers in as many as they need, texts once and from then on as the
// number of the first, columns of doubles with repeated values told once.
class ArchiveWriter {
 public:
  void whole(std::uint64_t value);
  void signedWhole(std::int64_t value);
  void real(double value);  // bit by bit: NaN stays the NaN that it is
  void text(const std::string& value);
  void reals(const std::vector<double>& values);

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::unordered_map<std::string, std::uint64_t> texts_;
};

// Reads what ArchiveWriter wrote, in the same order. Throws DamagedArchive.
class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t whole();
  std::int64_t signedWhole();
  double real();
  std::string text();
  std::vector<double> reals();
  // A number of values that follow, each of at least one byte.
  std::size_t count();
  bool isAtEnd() const { return rest_.empty(); }

 private:
  std::string_view take(std::uint64_t size);

  std::string_view rest_;
  std::vector<std::string> texts_;
};

}  // namespace virga::simulator
