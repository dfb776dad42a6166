#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace virga::cli {

// Where a result goes: standard output ("-"), or a file that isn't overwritten without `force`.
struct OutputTarget {
  std::string name;  // empty: nowhere
  bool force = false;

  bool wanted() const { return !name.empty(); }
  bool isStandardOutput() const { return name == "-"; }
};

// Whether the target can be written; asked before long work, so that it isn't done in vain. `input` is the file that
// must never be overwritten.
tl::expected<void, std::string> checkWritable(const OutputTarget& target, const std::string& input = {});

// Writes all of it or nothing.
tl::expected<void, std::string> write(const OutputTarget& target, std::string_view content);

}  // namespace virga::cli
