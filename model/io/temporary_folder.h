#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace virga::model {

// A new folder that nobody else can enter, removed with all that is in it at the end.
class TemporaryFolder {
 public:
  // `purpose` stands in its name.
  explicit TemporaryFolder(const std::string& purpose) {
    std::error_code error;
    auto pattern = (std::filesystem::temp_directory_path(error) / ("virga-" + purpose + "-XXXXXX")).string();
    if (!error && mkdtemp(pattern.data())) path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  const std::filesystem::path& path() const { return path_; }  // empty where it couldn't be made; errno says why

 private:
  std::filesystem::path path_;
};

}  // namespace virga::model
