#include "simulator/calibrate/oci_logging.h"

#include <string>

#include <fmt/format.h>

#include "simulator/calibrate/line_prefix.h"

namespace virga::simulator {

MaybeVerdict OciLogging::read(const EntryFields& entry) {
  using Use = LineVerdict::Use;
  constexpr std::string_view kType = "com.oraclecloud.functions.application.functioninvoke";
  const std::string_view wrapper = entry.find("logContent.type") ? "logContent." : "";
  const auto text = [&](std::string_view path) { return entry.text(fmt::format("{}{}", wrapper, path)); };
  const auto type = text("type");
  if (!type.starts_with("com.oraclecloud.")) return std::nullopt;
  if (type != kType) return LineVerdict{Use::other, kOciLogging};
  const auto request = text("data.requestId");
  if (request.empty()) return LineVerdict{Use::other, kOciLogging};
  const auto time = parseLogTime(text("time"));
  if (!time) return LineVerdict{Use::unparsable, kOciLogging, "'time' isn't an ISO 8601 date and time"};
  if (requests_.find(request) != nullptr) return LineVerdict{Use::other, kOciLogging};
  requests_[request] = 1;
  InvocationRecord record;
  record.format = kOciLogging;
  record.function = text("subject");
  if (record.function.empty()) record.function = text("data.functionId");
  record.instance = text("data.containerId");
  record.startedNs = time;
  (*sink_)(record);
  return LineVerdict{Use::record, kOciLogging};
}

}  // namespace virga::simulator
