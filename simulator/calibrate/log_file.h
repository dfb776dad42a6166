#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/log_line.h"
#include "simulator/calibrate/log_reader.h"

namespace virga::simulator {

// What one file's reading tells of as it goes.
struct LogFileHandler {
  std::function<void(const LineVerdict& verdict, std::uint64_t line, std::string_view text)> read;
  std::function<void(std::uint64_t bytes)> progress;  // so far, about every MiB
};

struct LogFileEnd {
  std::uint64_t bytes = 0, unfinished = 0, forgotten = 0;
  bool stopped = false;
  std::string error;  // of the file system; empty: none
};

// Reads one file that can be opened.
LogFileEnd readLogFile(const std::filesystem::path& path, const RecordSink& sink, const LogFileHandler& handler,
                       const std::stop_token& stop);

}  // namespace virga::simulator
