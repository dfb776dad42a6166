#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace virga::simulator {

// A row of counts, one a minute, each in as few bytes as the greatest needs: thousands of functions have a row of a day.
class MinuteCounts {
 public:
  MinuteCounts() = default;
  explicit MinuteCounts(const std::vector<std::uint32_t>& counts);

  std::size_t size() const { return size_; }
  std::uint32_t operator[](std::size_t minute) const {
    switch (width_) {
      case 1: return bytes_[minute];
      case 2: return at<std::uint16_t>(minute);
      default: return at<std::uint32_t>(minute);
    }
  }

 private:
  template <class Count>
  Count at(std::size_t minute) const {
    Count count;
    std::memcpy(&count, &bytes_[minute * sizeof(Count)], sizeof(Count));
    return count;
  }
  template <class Count>
  void store(const std::vector<std::uint32_t>& counts);

  std::vector<std::uint8_t> bytes_;
  std::size_t size_ = 0;
  std::size_t width_ = 1;  // bytes a count
};

}  // namespace virga::simulator
