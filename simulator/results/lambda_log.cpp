#include "simulator/results/lambda_log.h"

#include <chrono>
#include <cmath>
#include <string_view>

#include <date/date.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace virga::simulator {
namespace {

using Json = nlohmann::ordered_json;

std::string timeText(std::int64_t ns) {
  const date::sys_time<std::chrono::milliseconds> time(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(ns)));
  return date::format("%FT%TZ", time);
}

double milliseconds(std::int64_t ns) {
  constexpr double kNsPerUs = 1e3, kUsPerMs = 1e3;
  return std::round(static_cast<double>(ns) / kNsPerUs) / kUsPerMs;
}

std::int64_t mebibytes(std::int64_t bytes) {
  constexpr std::int64_t kMebibyte = std::int64_t{1} << 20;
  return (bytes + kMebibyte - 1) / kMebibyte;
}

// A UUID of the invocation's own.
std::string requestId(const LoggedInvocation& invocation) {
  const auto id = invocation.id;
  return fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:04x}{:08x}", static_cast<std::uint32_t>(id >> 32),
                     static_cast<std::uint16_t>(id >> 16), static_cast<std::uint16_t>(id >> 4) & 0xfff,
                     static_cast<std::uint16_t>(id) & 0xfff, invocation.attempt, invocation.function);
}

std::string_view statusOf(Outcome outcome) {
  if (outcome == Outcome::ok) return "success";
  return outcome == Outcome::timeout ? "timeout" : "failure";
}

Json metricsOf(const LoggedInvocation& invocation, const LoggedFunction& function) {
  Json metrics = {{"durationMs", milliseconds(invocation.endedAt - invocation.startedAt)},
                  {"billedDurationMs", std::llround(milliseconds(invocation.billed))},
                  {"memorySizeMB", mebibytes(function.memory)}};
  if (invocation.memoryUsed > 0) metrics["maxMemoryUsedMB"] = mebibytes(invocation.memoryUsed);
  if (invocation.isCold) metrics["initDurationMs"] = milliseconds(invocation.init);
  return metrics;
}

void add(std::string& text, std::int64_t time, std::string_view type, Json record) {
  const Json line = {{"time", timeText(time)}, {"type", type}, {"record", std::move(record)}};
  text += line.dump();
  text += '\n';
}

}  // namespace

std::string toLambdaLog(const InvocationRecords& records) {
  std::string text;
  for (const auto& invocation : records.invocations) {
    const auto& function = records.functions[invocation.function];
    const auto id = requestId(invocation);
    // No account of anybody's: AWS's documentation writes this one.
    auto arn = "arn:aws:lambda:us-east-1:123456789012:function:" + function.name;
    add(text, records.epochNs + invocation.startedAt, "platform.start",
        {{"requestId", id}, {"functionArn", std::move(arn)}, {"version", "$LATEST"}});
    add(text, records.epochNs + invocation.endedAt, "platform.report",
        {{"requestId", id}, {"metrics", metricsOf(invocation, function)}, {"status", statusOf(invocation.outcome)}});
  }
  return text;
}

}  // namespace virga::simulator
