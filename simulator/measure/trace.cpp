#include "simulator/measure/trace.h"

namespace virga::simulator {

std::string_view toText(Cause cause) {
  switch (cause) {
    case Cause::overhead: return "overhead";
    case Cause::queueing: return "queueing";
    case Cause::coldStart: return "cold start";
    case Cause::execution: return "execution";
    case Cause::call: return "call";
    case Cause::backOff: return "retry back-off";
    case Cause::throttle: break;
  }
  return "throttle";
}

std::string_view toText(SpanOutcome outcome) {
  switch (outcome) {
    case SpanOutcome::ok: return "ok";
    case SpanOutcome::error: return "error";
    case SpanOutcome::throttled: return "throttled";
    case SpanOutcome::timeout: return "timeout";
    case SpanOutcome::cancelled: return "cancelled";
    case SpanOutcome::unfinished: break;
  }
  return "unfinished";
}

}  // namespace virga::simulator
