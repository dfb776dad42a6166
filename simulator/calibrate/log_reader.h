#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/problem.h"
#include "simulator/calibrate/invocation_record.h"

namespace virga::simulator {

// Lines of a text that aren't blank, or entries of a JSON document or CSV file; each is a record, one of the others, or
// unparsable.
struct LogCounts {
  std::string format;  // "AWS REPORT lines", "application text", …
  std::uint64_t lines = 0;
  std::uint64_t records = 0;
  std::uint64_t others = 0;  // understood, but not the end of an invocation
  std::uint64_t unparsable = 0;
  bool operator==(const LogCounts&) const = default;
};

struct UnparsableLine {
  std::string file;
  std::uint64_t line = 0;  // 1-based; where the entry begins
  std::string text;        // clipped to 200 characters
  std::string why;         // what is wrong; what would be right
};

// What was read of one file.
struct LogFile {
  std::string file;
  std::uint64_t bytes = 0;
  std::vector<LogCounts> formats;
};

struct LogReport {
  std::vector<LogCounts> formats;          // over all files, most records first
  std::vector<LogFile> files;              // as read
  std::vector<UnparsableLine> unparsable;  // the first 20
  std::uint64_t bytes = 0;
  std::uint64_t unfinished = 0;  // starts of invocations of which no end stands in the same file
  std::uint64_t forgotten = 0;   // of these, those given up while more than 65,536 were open; an end may stand further on
  bool stopped = false;          // before the end of the files
};

struct LogProgress {
  std::uint64_t bytes = 0;  // read so far
  std::uint64_t ofBytes = 0;
};
// Called on the reading thread about every MiB.
using LogProgressSink = std::function<void(const LogProgress&)>;

// Reads the logs of functions; each file's format is told by its content, and one file may hold lines of several. Known
// are AWS (CloudWatch text, JSON platform events, exports of the AWS CLI, Logs Insights, X-Ray), Azure (log stream,
// Application Insights requests), Google (Cloud Logging, `gcloud functions logs read`), OCI Logging and OTLP/JSON traces.
// Folders give their files and those of their folders by name, without hidden ones. The memory taken doesn't grow with the
// files. Errors: a path that doesn't exist, can't be read, is a folder without files, or is compressed or UTF-16; nothing
// is read then.
tl::expected<LogReport, model::Problems> readLogs(const std::vector<std::filesystem::path>& paths, const RecordSink& sink,
                                                  std::stop_token stop = {}, const LogProgressSink& progress = {});

}  // namespace virga::simulator
