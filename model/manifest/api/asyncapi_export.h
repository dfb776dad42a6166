#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// An AsyncAPI 3.0 description of the design's queues, topics, streams, event buses and WebSocket APIs, and of who sends to
// and receives from them.
tl::expected<Manifest, Problems> exportAsyncapi(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
