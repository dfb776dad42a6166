// How long a gibibyte of logs takes to read, and how much memory: START, END and REPORT lines; JSON platform events; and
// one array of exported events over several lines, which is JSON from its first character to its last.
//
//   bench_read_logs [MEBIBYTES]      1024 if not given; written into the folder for temporary files and removed

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "simulator/calibrate/log_reader.h"

using namespace virga;

namespace {

std::string textOf(unsigned i) {
  return fmt::format(
      "2026-03-01T10:00:{0:02}.665Z START RequestId: {1:08x}-0000-4000-8000-000000000001 Version: $LATEST\n"
      "2026-03-01T10:00:{0:02}.814Z END RequestId: {1:08x}-0000-4000-8000-000000000001\n"
      "2026-03-01T10:00:{0:02}.814Z REPORT RequestId: {1:08x}-0000-4000-8000-000000000001\tDuration: {2}.37 ms\tBilled "
      "Duration: "
      "{2} ms\tMemory Size: 512 MB\tMax Memory Used: 85 MB\tInit Duration: 423.98 ms\t\n",
      i % 60, i, i % 1000);
}

std::string eventsOf(unsigned i) {
  return fmt::format(
      "{{\"time\":\"2026-03-01T10:00:{0:02}.235Z\",\"type\":\"platform.start\",\"record\":{{\"requestId\":\"{1:08x}-0000-"
      "4000-8000-"
      "000000000001\",\"functionArn\":\"arn:aws:lambda:eu-west-1:111122223333:function:resize\",\"version\":\"$LATEST\"}}}}"
      "\n"
      "{{\"time\":\"2026-03-01T10:00:{0:02}.470Z\",\"type\":\"platform.report\",\"record\":{{\"requestId\":\"{1:08x}-0000-"
      "4000-8000-"
      "000000000001\",\"metrics\":{{\"durationMs\":{2}.37,\"billedDurationMs\":{2},\"memorySizeMB\":256,\"maxMemoryUsedMB\":"
      "123,"
      "\"initDurationMs\":463.512}},\"status\":\"success\"}}}}\n",
      i % 60, i, i % 1000);
}

std::string entryOf(unsigned i) {
  return fmt::format(
      "{0}{{\n\"logStreamName\": \"2026/03/01/[$LATEST]{1:08x}\",\n\"timestamp\": 1772359{2:03}414,\n\"message\": \"REPORT "
      "RequestId: "
      "{1:08x}-0000-4000-8000-000000000001\\tDuration: {2}.85 ms\\tBilled Duration: {2} ms\\tMemory Size: 1769 MB\\tMax "
      "Memory "
      "Used: 40 MB\\t\\n\",\n\"ingestionTime\": 1772359999283,\n\"eventId\": \"{1:056}\"\n}}\n",
      i == 0 ? "[\n" : ",\n", i, i % 1000);
}

void measure(const char* name, std::size_t bytes, std::string (*piece)(unsigned), const char* end) {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("virga_bench_{}.log", getpid());
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) std::exit(2);
  std::size_t written = 0;
  for (unsigned i = 0; written < bytes; ++i) {
    const auto text = piece(i);
    written += std::fwrite(text.data(), 1, text.size(), file);
  }
  std::fputs(end, file);
  std::fclose(file);
  std::uint64_t records = 0;
  const auto began = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  const auto report = simulator::readLogs({path}, [&](const simulator::InvocationRecord&) { ++records; });
  const double cpuSeconds = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::filesystem::remove(path);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::uint64_t unparsable = 0;
  if (report)
    for (const auto& counts : report->formats) unparsable += counts.unparsable;
  fmt::print("{:<24} {:>6} MiB {:>10} records {:>4} unparsable {:>7.1f} s {:>7.1f} s of a core {:>6} MiB at most\n", name,
             written >> 20, records, unparsable, took.count(), cpuSeconds, usage.ru_maxrss / 1024);
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t mebibytes = count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1024;
  measure("REPORT lines", mebibytes << 20, textOf, "");
  measure("JSON platform events", mebibytes << 20, eventsOf, "");
  measure("a JSON array of events", mebibytes << 20, entryOf, "]\n");
}
