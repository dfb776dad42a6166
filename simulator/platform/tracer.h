#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/architecture/step.h"
#include "simulator/measure/trace.h"
#include "simulator/platform/program.h"
#include "simulator/platform/records.h"
#include "simulator/platform/target.h"
#include "simulator/services/handed_over.h"
#include "simulator/services/store.h"

namespace virga::simulator {

struct World;
struct CompiledEdge;

// A request whose spans are wanted.
struct ChosenRequest {
  std::uint64_t id = 0;
  std::string flow, client;
  bool slowest = false, failed = false, random = false;
};

// Follows chosen requests through a run and records their spans. The parts of the simulation tell it what they do; it
// changes nothing. What a request leads to is known by its id: whoever makes an id from another one says so beforehand.
// Indices are those of the world's pools.
class Tracer {
 public:
  // Spans that one trace keeps at the most; what lies below a dropped one is dropped too.
  static constexpr std::size_t kMostSpans = 5000;

  explicit Tracer(const std::vector<ChosenRequest>& chosen);

  // Work under the id `child` is part of what is done under `parent`.
  void derive(std::uint64_t parent, std::uint64_t child);

  void requestSent(const World& world, std::uint32_t request);
  void gatewayReached(const World& world, std::uint32_t request, const std::string& component, std::string_view operation);
  // Time [from, to) that the request spends at its gateway.
  void gatewayStage(std::uint32_t request, const std::string& component, std::string_view operation, std::int64_t from,
                    std::int64_t to);
  void requestAnswered(const World& world, std::uint32_t request, Outcome outcome);

  void invocationMade(const World& world, std::uint32_t invocation);
  void invocationBegins(const World& world, std::uint32_t invocation);
  void joinsLine(const World& world, std::uint32_t invocation);
  // The instance that takes it was being started between these times, ns.
  void leavesLine(const World& world, std::uint32_t invocation, std::int64_t startedAt, std::int64_t readyAt);
  void occupies(const World& world, std::uint32_t invocation, std::int64_t readyAt);
  void executionStarts(const World& world, std::uint32_t invocation);
  void invocationEnds(const World& world, std::uint32_t invocation, Outcome outcome);

  void strandMade(const World& world, std::uint32_t strand);
  void strandEnds(const World& world, std::uint32_t strand, SpanOutcome outcome);
  void stepStarts(const World& world, std::uint32_t strand, OpType type);
  void stepEnds(const World& world, std::uint32_t strand, Outcome outcome);
  // One attempt of a call or send, whose target works under the id.
  void attemptStarts(const World& world, std::uint32_t strand, const Op& op, const CompiledEdge& edge, std::uint64_t id);
  void attemptEnds(const World& world, std::uint32_t strand, Outcome outcome);
  void backsOff(const World& world, std::uint32_t strand, Outcome outcome);

  void serviceCalled(const World& world, std::uint32_t service, model::Operation operation, std::uint64_t id,
                     std::uint64_t ownId);
  // The service that is called asks its origin after `latency`.
  void originAsked(std::int64_t latency);
  void serviceAnswers(const ServiceAnswer& answer);
  // The query has its connection, and ends at `until`.
  void queryRuns(const World& world, std::uint32_t query, std::int64_t until);

  void handedOver(const World& world, Target target, std::uint64_t id, const HandedOver& handed);
  // A message or record waits for a consumer from now on.
  void messageWaits(const World& world, const std::string& component, std::uint64_t id);
  // The batch's messages reach a function together under the id, after `wait` ns.
  void batchTaken(const World& world, const std::string& component, const Batch& batch, std::uint64_t id, std::int64_t wait);
  void deliverySent(const World& world, std::uint32_t delivery);
  void deliveryBacksOff(const World& world, std::uint32_t delivery, std::int64_t wait);
  void deliveryEnds(const World& world, std::uint32_t delivery, Outcome outcome);
  void asyncBacksOff(const World& world, const std::string& component, std::uint64_t id, std::int64_t wait, Outcome outcome);

  // Ends what is under way when the run ends.
  std::vector<Trace> finish(const World& world);

 private:
  // A span that further ones belong to. Where it came by a message, that one's id: in a batch the steps that run once a
  // message lead on from their own only.
  struct Place {
    std::uint32_t trace, span;
    std::uint64_t message = 0;
  };
  using Places = std::vector<Place>;
  struct InvocationSpans {
    Places whole, waiting, execution;
  };
  struct StrandSpans {
    Places base, step, attempt;
    bool isBranch = false;
  };
  struct ServiceSpans {
    Places spans;
    std::int64_t offset = 0;  // ns from now to the call
  };
  struct What {
    std::string component;
    std::string_view operation;
    Cause cause = Cause::overhead;
    SpanKind kind = SpanKind::internal;
    std::string peer = {};
  };

  Span& at(const Place& place) { return traces_[place.trace].spans[place.span]; }
  const Places* find(std::uint64_t id) const;
  Places open(const Places& parents, const What& what, std::int64_t from);
  void close(Places& places, std::int64_t to, SpanOutcome outcome);
  void add(const Places& parents, const What& what, std::int64_t from, std::int64_t to,
           SpanOutcome outcome = SpanOutcome::ok);
  void makeAsynchronous(const Places& places);
  // A message keeps its spans when their wait is over: what it leads to belongs below them.
  void endWait(const Places& places, std::int64_t to);

  std::vector<ChosenRequest> chosen_;
  std::vector<Trace> traces_;  // one a chosen request
  std::unordered_map<std::uint64_t, std::uint32_t> wanted_;
  std::unordered_map<std::uint64_t, Places> known_;  // by id
  std::unordered_map<std::uint64_t, Places> messages_;
  std::unordered_map<std::uint64_t, std::vector<SpanLink>> batches_;  // by the id of their invocation
  std::unordered_map<std::uint32_t, Places> gateways_;                // by request
  std::unordered_map<std::uint32_t, InvocationSpans> invocations_;
  std::unordered_map<std::uint32_t, StrandSpans> strands_;
  std::unordered_map<std::uint32_t, Places> deliveries_;
  std::vector<ServiceSpans> services_;  // called at this moment, the innermost last
};

}  // namespace virga::simulator
