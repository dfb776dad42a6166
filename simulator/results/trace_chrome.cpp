#include <algorithm>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulator/results/trace_json.h"

namespace virga::simulator {
namespace {

using Json = nlohmann::ordered_json;

double microseconds(std::int64_t ns) { return static_cast<double>(ns) / 1000; }

// The spans of one component, or those that fit among them: on one thread spans may only nest.
struct Thread {
  std::string component;
  int number = 1;                  // among those of the component
  std::vector<std::int64_t> ends;  // of the spans that are open, the innermost last

  bool takes(const Span& span) {
    while (!ends.empty() && ends.back() <= span.startNs) ends.pop_back();
    if (!ends.empty() && ends.back() < span.endNs) return false;
    ends.push_back(span.endNs);
    return true;
  }
};

std::size_t threadFor(std::vector<Thread>& threads, const Span& span) {
  int number = 1;
  for (std::size_t i = 0; i < threads.size(); ++i) {
    if (threads[i].component != span.component) continue;
    if (threads[i].takes(span)) return i;
    ++number;
  }
  threads.push_back({span.component, number, {span.endNs}});
  return threads.size() - 1;
}

Json nameJson(std::string_view what, std::size_t pid, std::size_t tid, std::string name) {
  return {{"name", what}, {"ph", "M"}, {"pid", pid}, {"tid", tid}, {"args", {{"name", std::move(name)}}}};
}

Json argumentsJson(const Span& span) {
  Json out = {{"outcome", toText(span.outcome)}};
  if (!span.peer.empty()) out["peer"] = span.peer;
  for (const auto& attribute : span.attributes)
    std::visit([&](const auto& value) { out[attribute.key] = value; }, attribute.value);
  return out;
}

void addTrace(Json& events, const Trace& trace, std::size_t pid) {
  events.push_back(nameJson(
      "process_name", pid, 0,
      fmt::format("{} ({}, {:.6g} ms)", trace.flow, toText(trace.outcome), static_cast<double>(trace.latencyNs()) * 1e-6)));
  std::vector<const Span*> spans;
  for (const auto& span : trace.spans) spans.push_back(&span);
  std::sort(spans.begin(), spans.end(), [](const Span* a, const Span* b) {
    return std::tuple(a->startNs, -a->endNs, a->id) < std::tuple(b->startNs, -b->endNs, b->id);
  });
  std::vector<Thread> threads;
  Json drawn = Json::array();
  for (const auto* span : spans) {
    const auto tid = threadFor(threads, *span) + 1;
    drawn.push_back({{"name", span->operation},
                     {"cat", toText(span->cause)},
                     {"ph", "X"},
                     {"ts", microseconds(span->startNs)},
                     {"dur", microseconds(span->endNs - span->startNs)},
                     {"pid", pid},
                     {"tid", tid},
                     {"args", argumentsJson(*span)}});
  }
  for (std::size_t i = 0; i < threads.size(); ++i) {
    const auto& thread = threads[i];
    events.push_back(
        nameJson("thread_name", pid, i + 1,
                 thread.number == 1 ? thread.component : fmt::format("{} ({})", thread.component, thread.number)));
  }
  for (auto& event : drawn) events.push_back(std::move(event));
}

}  // namespace

std::string toChromeJson(const RequestTraces& traces) {
  Json events = Json::array();
  for (std::size_t i = 0; i < traces.traces.size(); ++i) addTrace(events, traces.traces[i], i + 1);
  const Json document = {{"traceEvents", std::move(events)}, {"displayTimeUnit", "ms"}};
  return document.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace virga::simulator
