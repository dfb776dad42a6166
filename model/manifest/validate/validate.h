#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/manifest/manifest.h"

namespace virga::model {

// What a tool says of an export.
struct ToolVerdict {
  enum class Outcome {
    passed,
    refused,
    absent,      // it isn't installed
    unfinished,  // it took too long, was stopped or couldn't be run: nothing is known
  };
  std::string tool;  // "terraform or tofu" where neither is there
  Outcome outcome = Outcome::absent;
  std::string output;  // what the tool printed, or why it didn't finish
  bool operator==(const ToolVerdict&) const = default;
};

// Puts what is exported before each tool that is installed, in a folder of its own that is removed afterwards. A verdict
// for each tool that reads one of the files; an error where the folder can't be written.
tl::expected<std::vector<ToolVerdict>, std::string> validateManifest(
    const Manifest& manifest, const std::string& format, std::chrono::milliseconds timeoutPerTool = std::chrono::minutes(2),
    const std::stop_token& stop = {});

}  // namespace virga::model
