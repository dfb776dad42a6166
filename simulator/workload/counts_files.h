#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "simulator/workload/minute_counts.h"

namespace virga::simulator {

// Files of counts that many flows take a row each of: each file is read once. All that is wanted must be said before the
// first row is asked for.
class CountsFiles {
 public:
  using Rows = std::vector<std::pair<std::string, std::shared_ptr<const MinuteCounts>>>;

  void want(const std::filesystem::path& path, const std::string& function);
  // What readCounts gives.
  tl::expected<std::shared_ptr<const MinuteCounts>, std::string> counts(const std::filesystem::path& path,
                                                                        const std::string& function);

 private:
  struct File {
    std::set<std::string, std::less<>> wanted;
    bool read = false;
    Rows rows;  // by name
  };
  std::map<std::filesystem::path, File> files_;
};

}  // namespace virga::simulator
