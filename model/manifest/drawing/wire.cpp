#include "model/manifest/drawing/wire.h"

namespace virga::model {

Wire wireOf(const Edge& edge, const Architecture& architecture) {
  switch (edge.role) {
    case EdgeRole::flow: {
      // A client waits for what answers; a channel only takes the message.
      const Component* to = architecture.find(edge.to);
      const bool channel = to && (std::holds_alternative<Queue>(to->kind) || std::holds_alternative<Topic>(to->kind) ||
                                  std::holds_alternative<Stream>(to->kind) || std::holds_alternative<EventBus>(to->kind));
      return channel ? Wire::asynchronous : Wire::waits;
    }
    case EdgeRole::route:
    case EdgeRole::auth:
    case EdgeRole::call:
    case EdgeRole::origin: return Wire::waits;
    case EdgeRole::send:
    case EdgeRole::consumer:
    case EdgeRole::subscription:
    case EdgeRole::rule:
    case EdgeRole::target:
    case EdgeRole::notification: return Wire::asynchronous;
    case EdgeRole::deadLetter: return Wire::deadLetter;
  }
  return Wire::waits;
}

}  // namespace virga::model
