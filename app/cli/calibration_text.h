#pragma once

#include <string>

#include "simulator/calibrate/calibration.h"
#include "simulator/calibrate/log_reader.h"

namespace virga::cli {

// What was read: files, formats, and the first lines that weren't understood.
std::string logReportText(const simulator::LogReport& report);
// {"bytes": …, "files": […], "formats": […], "unparsable": […]}
std::string logReportJson(const simulator::LogReport& report);

// Proposals with their evidence, figures of the logs beside those before and after, and what the logs can't tell.
std::string calibrationText(const simulator::Calibration& calibration);

}  // namespace virga::cli
