#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace virga::cli {

// Where a result goes: standard output ("-"), or a file that isn't overwritten without `force`.
struct OutputTarget {
  std::string name;  // empty: nowhere
  bool force = false;

  bool wanted() const { return !name.empty(); }
  bool isStandardOutput() const { return name == "-"; }
};

// Whether the target can be written; asked before long work, so that it isn't done in vain. `inputs` are the files that
// must never be overwritten.
tl::expected<void, std::string> checkWritable(const OutputTarget& target, const std::vector<std::string>& inputs = {});

// What is wrong with the value of an option that names a file: it may not be empty, as the value of a variable that isn't
// set would be. For CLI11.
std::string refuseEmpty(const std::string& value);

// Writes all of it or nothing.
tl::expected<void, std::string> write(const OutputTarget& target, std::string_view content);

}  // namespace virga::cli
