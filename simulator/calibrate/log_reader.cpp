#include "simulator/calibrate/log_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "simulator/calibrate/log_file.h"

namespace virga::simulator {

namespace {

namespace fs = std::filesystem;
using Use = LineVerdict::Use;
constexpr std::size_t kMostShown = 20;
constexpr std::size_t kLongestShown = 200;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

model::Problem problem(const fs::path& path, std::string what, std::string hint = {}) {
  model::Problem problem;
  problem.id = "unreadable-log";
  problem.file = path.string();
  problem.message = std::move(what);
  problem.hint = std::move(hint);
  return problem;
}

// What a file's first bytes say against reading it.
std::optional<model::Problem> objection(const fs::path& path) {
  const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "rb"));
  if (!file) return problem(path, fmt::format("can't be read: {}", std::strerror(errno)));
  std::array<char, 4> bytes{};
  const std::string_view begin(bytes.data(), std::fread(bytes.data(), 1, bytes.size(), file.get()));
  if (std::ferror(file.get()) != 0) return problem(path, fmt::format("can't be read: {}", std::strerror(errno)));
  if (begin.starts_with("\x1f\x8b")) return problem(path, "is compressed with gzip", "unpack it first: gunzip FILE");
  if (begin.starts_with("PK\x03\x04")) return problem(path, "is a ZIP archive", "unpack it first");
  if (begin.starts_with("\x28\xb5\x2f\xfd")) return problem(path, "is compressed with Zstandard", "unpack it first");
  if (begin.starts_with("\xff\xfe") || begin.starts_with("\xfe\xff"))
    return problem(path, "is UTF-16 text", "save it as UTF-8 first");
  return std::nullopt;
}

bool isHidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

void addFolder(const fs::path& folder, std::vector<fs::path>& files, model::Problems& problems) {
  std::vector<fs::path> own;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  while (!error && at != fs::recursive_directory_iterator()) {
    if (isHidden(at->path())) {
      at.disable_recursion_pending();
    } else {
      std::error_code ignored;
      if (at->is_regular_file(ignored)) own.push_back(at->path());
    }
    at.increment(error);
  }
  if (error) {
    problems.push_back(problem(folder, fmt::format("can't be read: {}", error.message())));
  } else if (own.empty()) {
    problems.push_back(problem(folder, "is a folder without files", "name log files, or a folder with some"));
  }
  std::sort(own.begin(), own.end());
  files.insert(files.end(), own.begin(), own.end());
}

std::vector<fs::path> filesOf(const std::vector<fs::path>& paths, model::Problems& problems) {
  std::vector<fs::path> files;
  for (const auto& path : paths) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (fs::is_directory(status)) {
      addFolder(path, files, problems);
    } else if (!fs::exists(status)) {
      problems.push_back(problem(path, "doesn't exist or can't be reached"));
    } else if (!fs::is_regular_file(status)) {
      problems.push_back(problem(path, "is no file", "name a file or a folder"));
    } else {
      files.push_back(path);
    }
  }
  for (const auto& file : files)
    if (auto found = objection(file)) problems.push_back(std::move(*found));
  return files;
}

void count(std::vector<LogCounts>& formats, const LineVerdict& verdict) {
  auto at = std::find_if(formats.begin(), formats.end(), [&](const LogCounts& c) { return c.format == verdict.format; });
  if (at == formats.end()) {
    formats.push_back({});
    at = formats.end() - 1;
    at->format = verdict.format;
  }
  ++at->lines;
  switch (verdict.use) {
    case Use::record: ++at->records; break;
    case Use::other: ++at->others; break;
    case Use::unparsable: ++at->unparsable; break;
  }
}

void addUp(std::vector<LogCounts>& sums, const std::vector<LogCounts>& counts) {
  for (const auto& own : counts) {
    auto at = std::find_if(sums.begin(), sums.end(), [&](const LogCounts& c) { return c.format == own.format; });
    if (at == sums.end()) {
      sums.push_back(own);
      continue;
    }
    at->lines += own.lines;
    at->records += own.records;
    at->others += own.others;
    at->unparsable += own.unparsable;
  }
}

void sortByRecords(std::vector<LogCounts>& counts) {
  std::stable_sort(counts.begin(), counts.end(), [](const LogCounts& a, const LogCounts& b) {
    return std::pair(a.records, a.lines) > std::pair(b.records, b.lines);
  });
}

// In one line of text, cut between characters of UTF-8.
std::string shown(std::string_view text) {
  constexpr unsigned char kContinuation = 0x80, kMask = 0xC0;
  std::size_t size = std::min(text.size(), kLongestShown);
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & kMask) == kContinuation) --size;
  std::string out(text.substr(0, size));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
  return out;
}

}  // namespace

tl::expected<LogReport, model::Problems> readLogs(const std::vector<fs::path>& paths, const RecordSink& sink,
                                                  std::stop_token stop, const LogProgressSink& progress) {
  model::Problems problems;
  const auto files = filesOf(paths, problems);
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  LogReport report;
  LogProgress done;
  for (const auto& file : files) {
    std::error_code ignored;
    if (const auto size = fs::file_size(file, ignored); !ignored) done.ofBytes += size;
  }
  for (const auto& path : files) {
    LogFile file{path.string(), 0, {}};
    LogFileHandler handler;
    handler.read = [&](const LineVerdict& verdict, std::uint64_t line, std::string_view text) {
      count(file.formats, verdict);
      if (verdict.use == Use::unparsable && report.unparsable.size() < kMostShown)
        report.unparsable.push_back({file.file, line, shown(text), verdict.why});
    };
    handler.progress = [&](std::uint64_t bytes) {
      if (progress) progress({done.bytes + bytes, done.ofBytes});
    };
    const auto end = readLogFile(path, sink, handler, stop);
    if (!end.error.empty())
      return tl::unexpected(model::Problems{problem(path, fmt::format("can't be read: {}", end.error))});
    file.bytes = end.bytes;
    done.bytes += end.bytes;
    report.bytes += end.bytes;
    report.unfinished += end.unfinished;
    report.forgotten += end.forgotten;
    addUp(report.formats, file.formats);
    sortByRecords(file.formats);
    report.files.push_back(std::move(file));
    if (end.stopped || stop.stop_requested()) {
      report.stopped = true;
      break;
    }
  }
  sortByRecords(report.formats);
  return report;
}

}  // namespace virga::simulator
