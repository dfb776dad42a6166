#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulator/results/trace_json.h"

namespace virga::simulator {
namespace {

using Json = nlohmann::ordered_json;

Json valueJson(const std::variant<bool, std::int64_t, std::string>& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return {{"boolValue", *flag}};
  // 64-bit integers are strings in Protobuf's JSON.
  if (const auto* number = std::get_if<std::int64_t>(&value)) return {{"intValue", std::to_string(*number)}};
  return {{"stringValue", std::get<std::string>(value)}};
}

Json attributeJson(std::string_view key, const std::variant<bool, std::int64_t, std::string>& value) {
  return {{"key", key}, {"value", valueJson(value)}};
}

// The request's id is a hash, so the part that samplers look at is as good as random; the seed tells runs apart.
std::string traceId(std::uint64_t seed, std::uint64_t request) { return fmt::format("{:016x}{:016x}", seed, request); }

std::string spanId(std::size_t trace, std::uint32_t span) { return fmt::format("{:08x}{:08x}", trace + 1, span + 1); }

// SpanKind of trace.proto, whose 0 is "unspecified".
int kindNumber(SpanKind kind) {
  switch (kind) {
    case SpanKind::internal: return 1;
    case SpanKind::server: return 2;
    case SpanKind::client: return 3;
    case SpanKind::producer: return 4;
    case SpanKind::consumer: break;
  }
  return 5;
}

Json statusJson(SpanOutcome outcome) {
  constexpr int kUnset = 0, kOk = 1, kError = 2;
  switch (outcome) {
    case SpanOutcome::ok: return {{"code", kOk}};
    case SpanOutcome::cancelled:
    case SpanOutcome::unfinished: return {{"code", kUnset}};
    case SpanOutcome::error:
    case SpanOutcome::throttled:
    case SpanOutcome::timeout: break;
  }
  return {{"code", kError}, {"message", toText(outcome)}};
}

Json attributesJson(const Trace& trace, const Span& span) {
  Json out = Json::array();
  const auto add = [&out](std::string_view key, const auto& value) { out.push_back(attributeJson(key, value)); };
  add("virga.cause", std::string(toText(span.cause)));
  add("virga.outcome", std::string(toText(span.outcome)));
  if (!span.peer.empty()) add("peer.service", span.peer);
  for (const auto& attribute : span.attributes) add(attribute.key, attribute.value);
  if (span.parent != kNoSpan) return out;
  add("virga.flow", trace.flow);
  for (const auto& [name, in] : {std::pair{"virga.sample.slowest", trace.slowest},
                                 {"virga.sample.failed", trace.failed},
                                 {"virga.sample.random", trace.random}})
    add(name, in);
  if (trace.droppedSpans > 0) add("virga.dropped_spans", std::int64_t{trace.droppedSpans});
  return out;
}

Json spanJson(const RequestTraces& traces, std::size_t index, const Span& span) {
  const auto& trace = traces.traces[index];
  Json out = {{"traceId", traceId(traces.seed, trace.id)}, {"spanId", spanId(index, span.id)}};
  if (span.parent != kNoSpan) out["parentSpanId"] = spanId(index, span.parent);
  out["name"] = span.operation;
  out["kind"] = kindNumber(span.kind);
  out["startTimeUnixNano"] = std::to_string(traces.epochNs + span.startNs);
  out["endTimeUnixNano"] = std::to_string(traces.epochNs + span.endNs);
  out["attributes"] = attributesJson(trace, span);
  if (!span.links.empty()) {
    Json links = Json::array();
    for (const auto& link : span.links)
      links.push_back(
          {{"traceId", traceId(traces.seed, traces.traces[link.trace].id)}, {"spanId", spanId(link.trace, link.span)}});
    out["links"] = std::move(links);
  }
  out["status"] = statusJson(span.outcome);
  return out;
}

}  // namespace

std::string toOtlpJson(const RequestTraces& traces) {
  std::map<std::string, Json> spans;  // by component
  for (std::size_t i = 0; i < traces.traces.size(); ++i)
    for (const auto& span : traces.traces[i].spans) {
      auto& own = spans.try_emplace(span.component, Json::array()).first->second;
      own.push_back(spanJson(traces, i, span));
    }
  Json resources = Json::array();
  for (auto& [component, own] : spans) {
    Json attributes = Json::array({attributeJson("service.name", component)});
    Json scope = {{"scope", {{"name", "virga"}, {"version", VIRGA_VERSION}}}, {"spans", std::move(own)}};
    resources.push_back(
        {{"resource", {{"attributes", std::move(attributes)}}}, {"scopeSpans", Json::array({std::move(scope)})}});
  }
  const Json document = {{"resourceSpans", std::move(resources)}};
  return document.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace virga::simulator
