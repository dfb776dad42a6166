#pragma once

#include "model/architecture/fields_compute.h"
#include "model/architecture/fields_gateway.h"
#include "model/architecture/fields_messaging.h"
#include "model/architecture/fields_store.h"

// The fields of components.
namespace virga::model {

// One sentence about a kind, in the order of ComponentKind.
inline constexpr std::array<std::string_view, std::variant_size_v<ComponentKind>> kKindHelp{
    "Sends requests from outside.",
    "HTTP API: routes requests to functions.",
    "WebSocket API: holds connections and routes their messages to functions.",
    "Code that runs on demand.",
    "Message queue with consumers.",
    "Publish and subscribe: each message goes to all subscribers.",
    "Log of ordered records in shards.",
    "Event bus: rules decide which events go where.",
    "Starts something at fixed times.",
    "Files and blobs.",
    "Key-value or document table.",
    "Relational database with a limit of connections.",
    "In-memory cache.",
    "State machine that calls one thing after the other.",
    "User directory and token issuer.",
    "Secrets that functions read.",
    "A third party or a legacy system, known only from outside.",
    "Servers that always run: what isn't serverless.",
};

}  // namespace virga::model
