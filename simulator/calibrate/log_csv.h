#pragma once

#include <filesystem>
#include <stop_token>
#include <string_view>

#include "simulator/calibrate/log_dispatch.h"
#include "simulator/calibrate/log_file.h"

namespace virga::simulator {

// Whether a line is the header of a CSV file with entries of a known log.
bool isLogTable(std::string_view header);

// Reads a CSV file with such a header. A quote out of place ends the reading, as an unparsable line.
LogFileEnd readLogCsv(const std::filesystem::path& path, LogDispatch& dispatch, const LogFileHandler& handler,
                      const std::stop_token& stop);

}  // namespace virga::simulator
