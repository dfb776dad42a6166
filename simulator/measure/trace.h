#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// What became of single requests: their spans, as OpenTelemetry has them.
namespace virga::simulator {

// What time is spent on.
//  overhead   the platform's own and the network's: gateways, authorisation, invoking, state transitions, delivery
//  queueing   in line: for an instance, a server, a connection, or as a message
//  coldStart  an instance is being provisioned and initialised
//  execution  steps run: computing, and waits that the design states
//  call       the answer of what was called or sent to
//  backOff    between two attempts, after one that failed
//  throttle   likewise, after one that was refused for its rate
enum class Cause : std::uint8_t { overhead, queueing, coldStart, execution, call, backOff, throttle };
inline constexpr std::size_t kCauses = 7;

// As results name it: "cold start".
std::string_view toText(Cause cause);

enum class SpanOutcome : std::uint8_t {
  ok,
  error,
  throttled,
  timeout,
  cancelled,  // what it was part of had ended
  unfinished  // when the run ended
};
std::string_view toText(SpanOutcome outcome);

enum class SpanKind : std::uint8_t { internal, server, client, producer, consumer };

inline constexpr std::uint32_t kNoSpan = std::numeric_limits<std::uint32_t>::max();

struct SpanLink {
  std::uint32_t trace, span;  // place in RequestTraces::traces and in Trace::spans
};

struct SpanAttribute {
  std::string key;
  std::variant<bool, std::int64_t, std::string> value;
};

struct Span {
  std::uint32_t id = 0;            // its place in the trace
  std::uint32_t parent = kNoSpan;  // kNoSpan: the request itself
  std::string component;           // that the time passes in
  std::string peer;                // that it waits for; empty: none
  std::string operation;
  Cause cause = Cause::overhead;
  SpanKind kind = SpanKind::internal;
  SpanOutcome outcome = SpanOutcome::unfinished;
  std::int64_t startNs = 0, endNs = -1;  // since the start of the run
  bool asynchronous = false;             // its parent doesn't wait for it
  bool parallel = false;                 // its children are branches that run at once
  std::vector<SpanAttribute> attributes;
  std::vector<SpanLink> links;  // messages of the same batch
};

// One request of a flow with all that it led to, until the end of the run.
struct Trace {
  std::string flow;
  std::uint64_t id = 0;
  SpanOutcome outcome = SpanOutcome::unfinished;
  std::int64_t startNs = 0, endNs = 0;                   // of the request, without what goes on after its answer
  bool slowest = false, failed = false, random = false;  // the samples that it is in
  std::uint32_t droppedSpans = 0;                        // beyond the most that a trace keeps
  std::vector<Span> spans;                               // parents before their children

  std::int64_t latencyNs() const { return endNs - startNs; }
};

// A part of a flow's latency. Shares of all of it, 0 … 1.
struct CauseShare {
  std::string component;
  Cause cause = Cause::overhead;
  double ofMean = 0;     // over the random sample
  double ofSlowest = 0;  // over the slowest requests
};

struct LatencyCauses {
  std::string flow;
  std::size_t randomRequests = 0, slowestRequests = 0;  // sizes of the samples
  std::vector<CauseShare> shares;                       // largest part of the slowest first
};

struct RequestTraces {
  std::uint64_t seed = 0;
  std::int64_t epochNs = 0;          // start of the run, ns since 1970
  std::vector<Trace> traces;         // flow by flow, in order of their starts
  std::vector<LatencyCauses> flows;  // as in Result::flows
};

}  // namespace virga::simulator
