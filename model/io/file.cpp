#include "model/io/file.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace virga::model {
namespace {

namespace fs = std::filesystem;

std::string systemText(int code) { return std::system_category().message(code); }

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  bool isOpen() const { return number_ >= 0; }
  int number() const { return number_; }
  // False if the system reports at the latest moment that something written got lost.
  bool close() { return number_ < 0 || ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool writeAll(int file, std::string_view content) {
  while (!content.empty()) {
    const auto written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Where a path leads through symbolic links, also through the last one to a file that doesn't exist yet.
tl::expected<fs::path, std::string> linkTarget(fs::path path) {
  for (int links = 0; links < 40; ++links) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
    const auto target = fs::read_symlink(path, error);
    if (error) return tl::unexpected(error.message());
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return tl::unexpected(systemText(ELOOP));
}

tl::expected<void, std::string> replaceFile(const fs::path& target, std::string_view content, const struct ::stat* old) {
  static std::atomic<unsigned> counter{0};
  const auto folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  fs::path temporary;
  int number = -1;
  for (int attempt = 0; attempt < 100 && number < 0; ++attempt) {
    temporary = folder / fmt::format(".virga-{}-{}.tmp", ::getpid(), counter++);
    number = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (number < 0 && errno != EEXIST) break;
  }
  if (number < 0) return tl::unexpected(systemText(errno));
  Descriptor file(number);
  const bool written = writeAll(file.number(), content) && (!old || ::fchmod(file.number(), old->st_mode & 07777U) == 0) &&
                       ::fsync(file.number()) == 0 && file.close() && ::rename(temporary.c_str(), target.c_str()) == 0;
  if (!written) {
    const int code = errno;
    ::unlink(temporary.c_str());
    return tl::unexpected(systemText(code));
  }
  // The new name is on the disk once its folder is; a file system that can't flush folders has done what it can.
  if (Descriptor entries(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); entries.isOpen())
    ::fsync(entries.number());
  return {};
}

// A device or a pipe can't be replaced: it is written to.
tl::expected<void, std::string> writeInto(const fs::path& target, std::string_view content) {
  Descriptor file(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.isOpen() || !writeAll(file.number(), content) || !file.close()) return tl::unexpected(systemText(errno));
  return {};
}

}  // namespace

tl::expected<std::string, std::string> readFile(const fs::path& path) {
  const auto fail = [&](const std::string& why) {
    return tl::unexpected(fmt::format("can't read '{}': {}", path.string(), why));
  };
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.isOpen()) return fail(systemText(errno));
  struct ::stat status {};
  if (::fstat(file.number(), &status) != 0) return fail(systemText(errno));
  if (S_ISDIR(status.st_mode)) return fail("it is a folder, not a file");
  std::string content;
  std::array<char, 65536> buffer{};
  for (;;) {
    const auto count = ::read(file.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(systemText(errno));
    if (count == 0) return content;
    if (content.size() + static_cast<std::size_t>(count) > kLargestFile)
      return fail(fmt::format("it is larger than {} MiB", kLargestFile >> 20));
    content.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

tl::expected<void, std::string> writeFileAtomically(const fs::path& path, std::string_view content) {
  const auto fail = [&](const std::string& why) {
    return tl::unexpected(fmt::format("can't write '{}': {}", path.string(), why));
  };
  if (path.empty()) return fail("the file has no name");
  const auto target = linkTarget(path);
  if (!target) return fail(target.error());
  struct ::stat old {};
  const bool exists = ::stat(target->c_str(), &old) == 0;
  if (!exists && errno != ENOENT) return fail(systemText(errno));
  if (exists && S_ISDIR(old.st_mode)) return fail("it is a folder, not a file");
  // Renaming over it would succeed, but whoever took the right to write away meant it.
  if (exists && ::access(target->c_str(), W_OK) != 0) return fail(systemText(errno));
  const auto done =
      exists && !S_ISREG(old.st_mode) ? writeInto(*target, content) : replaceFile(*target, content, exists ? &old : nullptr);
  if (!done) return fail(done.error());
  return {};
}

}  // namespace virga::model
