#pragma once

#include "model/manifest/manifest.h"

namespace virga::model {

// The design as manifests for Knative Serving and Eventing with its Kafka broker, sources and sinks: a Service for each
// function with the autoscaler's settings that are simulated, what carries its messages, and the routes of its HTTP APIs by
// Gateway API. Stores are named by addresses and secrets, not deployed.
tl::expected<Manifest, Problems> exportKnative(const Architecture& architecture, const Catalog& catalog);

}  // namespace virga::model
